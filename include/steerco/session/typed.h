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
 * Per cent complete and actual dates say what has happened: reported.h. What takes no time is 0 or 100 per cent
 * complete. A task that becomes manual keeps the start that it has.
 *
 * An amount of a record with a currency of its own is in that currency. A new record takes the one that its first
 * amount wears: "10,000 USD". So amounts come after the currency.
 *
 * An empty start or finish takes the constraint away. A day without a time of day means its first working minute, or
 * its last where something ends: a deadline on Friday is Friday 17:00. Dates may be typed as `+3`, `fri`, `15.3.`, by
 * plan_spelling().
 */
#ifndef STEERCO_SESSION_TYPED_H
#define STEERCO_SESSION_TYPED_H

#include "steerco/store/store.h"

/*
 * Can this field of the record be typed? The sentence says why not: it is computed, it follows from the tasks below a
 * summary, the entry of a ledger stands. A provisional id (a record of the set itself) may take everything stored.
 */
bool typed_is_editable(const Plan *plan, const Entity *entity, Id id, const Field *field, Error *error) MUST_CHECK;

/* A new record in `set`, where people expect it: a task at the end of its summary task (0 = of the top level). */
Record *typed_new(ChangeSet *set, const Plan *plan, const Entity *entity, Id parent) RETURNS_NON_NULL;

/* Add to `set` what `text` asks for. On failure the sentence begins with the field; the set may hold a part. */
bool typed_set(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, const char *text,
               Error *error) MUST_CHECK;

/* What a value means hangs on other fields: a day on the calendar and the kind of constraint, progress on dates. Of
   several fields that are typed at once those of turn 0 come first, and so on. */
enum { TYPED_TURNS = 3 };
int typed_turn(const Field *field);

/*
 * Add what a set does besides the stored field that was typed, in one record or many: "; also sets actual start
 * 2 Mar", "; also clears actual finish of 3 tasks". Nothing when that is all.
 */
void typed_word_rest(const ChangeSet *set, const Plan *plan, const Field *typed, Buffer *out);

/*
 * A moment: the number of a change set, or a time of this host's clock (then all of that minute, or of that day, is in
 * the past), as instant_parse_past() reads it.
 */
bool typed_moment(const char *text, Instant now, Moment *out, Error *error) MUST_CHECK;

#endif
