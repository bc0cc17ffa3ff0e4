/*
 * What lies between two moments of a board, and why: which change set left what, whose it was, and how far it moved the
 * project's finish.
 *
 *     if (!cause_describe(session->store, &then, &session->plan, CAUSE_BY_CHANGE, &words, error)) …
 */
#ifndef STEERCO_SESSION_CAUSE_H
#define STEERCO_SESSION_CAUSE_H

#include "steerco/store/store.h"

typedef enum CauseOrder {
    CAUSE_BY_RECORD, /* each record with the people who had a hand in it */
    CAUSE_BY_CHANGE, /* each change set with what it left and what it did to the finish */
    CAUSE_BY_PERSON, /* the same, one person after the other */
    CAUSE_ORDERS
} CauseOrder;

extern const char *const cause_orders[]; /* "record", "change", "person"; null at the end */

/*
 * Add what changed between two states of one board, `from` the earlier one, line by line. Change sets that were taken
 * back in between, and those that took them back, do not show. The finish is worked out for the newest change sets
 * only, since each costs an analysis of the plan: 200 of them, fewer in a plan of more than 10,000 tasks; the words say
 * so when there are more. Brings the results of both plans up to date.
 */
bool cause_describe(Store *store, Plan *from, Plan *to, CauseOrder order, Buffer *out, Error *error) MUST_CHECK;

/* Add "finish 12 Mar → 17 Mar, +3d", in working days of the project calendar; nothing when it did not move. */
void cause_word_finish(const Plan *plan, Instant before, Instant after, Buffer *out);

/* "undo: " and "redo: ", in front of the reason of such a change set; else "". */
const char *cause_prefix(int64_t undoes, const char *source) RETURNS_NON_NULL;

/* Add a moment of the journal (UTC seconds) on the clock of this host: "2026-03-02 10:11". */
void cause_add_time(int64_t at, Buffer *out);

#endif
