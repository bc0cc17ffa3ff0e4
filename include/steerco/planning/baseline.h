/*
 * Taking a baseline: the plan as it is scheduled now, kept. What a baseline is: records/baseline.h.
 */
#ifndef STEERCO_PLANNING_BASELINE_H
#define STEERCO_PLANNING_BASELINE_H

#include "steerco/model/change.h"

/*
 * Add a baseline of the plan as it is scheduled now to a change set; its provisional id in *out, unless that is null.
 * Fails when plan->results are not up to date, when the plan could not be scheduled, and when it has no tasks.
 */
bool baseline_take(ChangeSet *set, const Plan *plan, const char *name, Id *out, Error *error) MUST_CHECK;

#endif
