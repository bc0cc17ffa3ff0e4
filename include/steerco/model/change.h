/*
 * A change is a change set, and there is one way to make one.
 *
 * Editing, importing, undoing: each fills a ChangeSet from a plan, the store commits it atomically together with its
 * journal entry, and the plan applies it. A change is the creation of a record, the setting of one field (with the
 * value before and after), or the deletion of a record (with all it held). So every set has an exact inverse.
 *
 *     ChangeSet set = {0};
 *     change_begin(&set, plan, "tui", "assign Anna");
 *     Assignment *assignment = change_create(&set, &assignment_entity);
 *     assignment->task = task, assignment->resource = anna;
 *     if (!session_commit(session, &set, error)) …
 *     change_release(&set);
 *
 * New records carry provisional ids −1, −2, …, which other records of the set may refer to; the store replaces them by
 * real ones when it commits.
 */
#ifndef STEERCO_MODEL_CHANGE_H
#define STEERCO_MODEL_CHANGE_H

#include "steerco/base/arena.h"
#include "steerco/base/array.h"
#include "steerco/model/field.h"
#include "steerco/model/plan.h"

typedef enum ChangeKind { CHANGE_CREATE, CHANGE_SET, CHANGE_DELETE } ChangeKind;

typedef struct Change {
    const Entity *entity;
    Id id;
    ChangeKind kind;
    int64_t previous; /* index of the change before this one of the same record, -1 = none */
    union {
        void *record; /* CHANGE_CREATE: as it begins; CHANGE_DELETE: as it was. In the set's arena. */
        struct {
            const Field *field;
            Value before, after;
        };
    };
} Change;

typedef struct ChangeSet {
    int64_t sequence;   /* in the journal; 0 until committed */
    int64_t at;         /* UTC seconds; 0 until committed */
    const char *who;    /* login name; filled by the store */
    const char *source; /* "tui", "cli", "import", "undo", …; in the arena */
    const char *reason; /* what a person would say was done: "move R-7 to likelihood 4, impact 2" */
    const char *why;    /* … and why, in that person's words; null or "" = not said. It lives in the arena */
    int64_t undoes;     /* the sequence that this set takes back; 0 = none */
    Id board;           /* of new records that are not shared */
    ARRAY(Change) changes;
    /* Where the newest change of a record is, by −id of those with a provisional id, else by key; for change.c alone.
     */
    ARRAY(int64_t) made;
    IdMap newest;
    Arena arena;
    Audience audience;   /* of the plan that it was begun with: who is told of conflicts */
    Id last_provisional; /* the lowest id given to a new record */
} ChangeSet;

/* `set` holds nothing yet. The words are copied; new records are of the plan's board. */
void change_begin(ChangeSet *set, const Plan *plan, const char *source, const char *reason);
void change_reason(ChangeSet *set, const char *format, ...) PRINTF_LIKE(2, 3);
void change_release(ChangeSet *set);

/*
 * A new record with standard values, to be filled in by the caller before the set is committed; texts must live in
 * set->arena or be constants. Good until change_release().
 */
void *change_create(ChangeSet *set, const Entity *entity) RETURNS_NON_NULL;

/* … that keeps an id it brings along; 0 = a provisional one. */
void *change_create_as(ChangeSet *set, const Entity *entity, Id id) RETURNS_NON_NULL;

/*
 * Set a stored field of a record that the plan holds or the set creates; of others nothing is set. A text is copied.
 * Nothing is added when the plan holds that value already; setting a field twice keeps one change.
 */
void change_set(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, Value after);
#define change_field(set, plan, entity, Type, id, member, value)                                                       \
    change_set(set, plan, entity, id, field_of(entity, Type, member), value)

/* The value of a stored field as the set leaves it: changed, or of a record that it creates, or as in the plan. */
Value change_value(const ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field);

/* Does the set delete the record? Of a set that is being made, not of copies and inverses. */
bool change_deletes(const ChangeSet *set, const Entity *entity, Id id);

/*
 * Delete a record and what cannot be without it: records whose required reference points to it, children of a task.
 * Other references to it become none.
 */
void change_delete(ChangeSet *set, const Plan *plan, const Entity *entity, Id id);

/* Fill `out`, which holds nothing yet, with the exact opposite of `set`, in reverse order; it shares nothing with it.
 */
void change_invert(const ChangeSet *set, ChangeSet *out);

/* Fill `out` with the same changes, to be given other ids. */
void change_copy(const ChangeSet *set, ChangeSet *out);

/*
 * Fill `out`, which holds nothing yet, with the changes that lead from one state of a plan to another, by record type
 * and id. Records and texts are borrowed from the two plans.
 */
void change_difference(const Plan *before, const Plan *after, ChangeSet *out);

/*
 * Do every changed and created record's own rules hold: required fields, ranges, references, the entity's check()?
 * `after` is the plan with the set applied.
 */
bool change_check(const ChangeSet *set, const Plan *after, Error *error) MUST_CHECK;

/* The same of a set that brings back what was in the plan `was`: a record may break a rule as it broke it there. */
bool change_check_restored(const ChangeSet *set, const Plan *after, const Plan *was, Error *error) MUST_CHECK;

/*
 * Apply to the plan in memory, and take back what was just applied. A change of a record that the plan does not hold is
 * skipped (another board's).
 */
void plan_apply(Plan *plan, const ChangeSet *set);
void plan_revert(Plan *plan, const ChangeSet *set);

/* What of the structure the set changes: bits of Structure. */
unsigned change_structure(const ChangeSet *set);

/* Does the plan hold what the set saw: every record, every value before? */
bool change_agrees(const ChangeSet *set, const Plan *plan);

/* Add a change in words, "likelihood 3 → 4" or "added"; and with what it is about: "R-7 Vendor late: likelihood 3 → 4",
   "link from “Order hardware” to “Rack servers”: added". */
void change_word(const Change *change, const Plan *plan, Buffer *out);
void change_describe(const Change *change, const Plan *plan, Buffer *out);

#endif
