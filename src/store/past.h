/*
 * Going back in time: the plan as it is, and the journal read backwards.
 */
#ifndef STEERCO_SRC_STORE_PAST_H
#define STEERCO_SRC_STORE_PAST_H

#include "journal.h"

/* Load the records of plan->board and the shared ones, or those of all boards when it is EVERY_BOARD. */
bool load_records(Store *store, Plan *plan, Error *error) MUST_CHECK;

/*
 * Take back from `plan`, which holds what load_records() brings, every change set after number `sequence`. Each change
 * must find what it left: anything else means that the records and the journal do not belong together. With `digests`
 * the created records are also compared with what the journal says they began as.
 */
bool go_back(Store *store, Plan *plan, int64_t sequence, bool digests, Error *error) MUST_CHECK;

/* … from the records of one type alone, which are those of now. */
bool go_back_in(Store *store, Plan *plan, const Entity *entity, int64_t sequence, Error *error) MUST_CHECK;

#endif
