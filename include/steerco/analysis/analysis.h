/*
 * Everything that is computed from a plan, brought up to date in the right order.
 */
#ifndef STEERCO_ANALYSIS_ANALYSIS_H
#define STEERCO_ANALYSIS_ANALYSIS_H

#include "steerco/model/plan.h"

/*
 * Make plan->results those of the plan's present generation: outline, schedule, ledger. Cheap when they are already.
 * Fails when the plan cannot be scheduled (links in a circle), each time it is asked until that is mended; outline and
 * ledger are up to date even then, and the dates of all tasks are undefined.
 */
bool analysis_update(Plan *plan, Error *error) MUST_CHECK;

#endif
