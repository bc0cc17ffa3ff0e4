/*
 * What a person types into a field, as changes: the same words in the dashboard and on the command line.
 *
 * Most fields take their value. Four of a task are computed and yet can be typed, as in Microsoft Project:
 *
 *     predecessors  "T-3;T-5SS+2d"   make the links into it exactly these
 *     resources     "Ann;Bob[50%]"   make its assignments exactly these
 *     start         a date           start no earlier than; of work that was started, the date of that
 *     finish        a date           finish no earlier than; of work that was finished, the date of that
 *
 * An actual finish makes a task complete, begun when it was scheduled to begin; a task that becomes manual keeps the
 * start that it has.
 *
 * An empty start or finish takes the constraint away. A day without a time of day means its first working minute, or
 * its last where something ends: a deadline on Friday is Friday 17:00. Dates may be typed as `+3`, `fri`, `15.3.`.
 */
#ifndef STEERCO_SESSION_TYPED_H
#define STEERCO_SESSION_TYPED_H

#include "steerco/store/store.h"

/*
 * Can this field of the record be typed? The sentence says why not: it is computed, it follows from the tasks below a
 * summary, the entry of a ledger stands. A provisional id (a record of the set itself) may take everything stored.
 */
bool typed_is_editable(const Plan *plan, const Entity *entity, Id id, const Field *field, Error *error) MUST_CHECK;

/* Add to `set` what `text` asks for. On failure the sentence begins with the field; the set may hold a part. */
bool typed_set(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, const char *text,
               Error *error) MUST_CHECK;

/*
 * A moment: the number of a change set, or a time of this host's clock (then all of that minute, or of that day, is in
 * the past), as instant_parse_past() reads it.
 */
bool typed_moment(const char *text, Instant now, Moment *out, Error *error) MUST_CHECK;

#endif
