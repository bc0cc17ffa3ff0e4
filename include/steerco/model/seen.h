/*
 * What a person saw when an edit began.
 *
 * The plan in memory goes on with other people's changes while somebody types. A change set made from it afterwards
 * would take a value that came in meanwhile for the one that was typed over, and overwrite it unseen. So an editor
 * keeps copies of the records it is about; the values before, of the changes that come of it, are those of the copies.
 *
 *     Seen seen = {0};
 *     seen_add(&seen, plan, &risk_entity, 7);             // the edit begins
 *     change_set(&set, plan, &risk_entity, 7, …);         // it ends: the plan may be another one by now
 *     if (!session_commit_seen(session, &set, &seen, error)) … // somebody else's value comes back as a conflict
 *     seen_release(&seen);
 */
#ifndef STEERCO_MODEL_SEEN_H
#define STEERCO_MODEL_SEEN_H

#include "steerco/base/map.h"
#include "steerco/model/change.h"

typedef struct Seen {
    ARRAY(void *) records; /* copies with their texts, in the arena */
    IdMap places;          /* by record type and id: place among them, from 1 */
    Arena arena;
    int64_t sequence; /* how far the journal went when the first one was added */
} Seen;

/* A record that is there already stays as it was seen first; one that the plan does not hold is passed over. */
void seen_add(Seen *seen, const Plan *plan, const Entity *entity, Id id);
const void *seen_find(const Seen *seen, const Entity *entity, Id id); /* null when it was not added */
void seen_release(Seen *seen);

/* Take out of the set what leaves a field as it was seen: that is no change of this person. Nobody adds to it then. */
void change_drop_unmoved(ChangeSet *set, const Seen *seen);

/* The values before, and the records deleted, become those that were seen. */
void change_as_seen(ChangeSet *set, const Seen *seen);

/* Fill `out` with the same intentions made from the plan as it is now: the other's values are overwritten knowingly. */
void change_rebase(const ChangeSet *set, const Plan *plan, ChangeSet *out);

#endif
