/*
 * What schedule_compute() keeps with the results, for those who ask about a schedule rather than make one: a question
 * costs no passes of its own then.
 */
#ifndef STEERCO_SRC_ANALYSIS_KEPT_H
#define STEERCO_SRC_ANALYSIS_KEPT_H

#include "steerco/analysis/passes.h"
#include "steerco/analysis/schedule.h"

/*
 * The passes that plan->results came from; null when these are not current, when the plan could not be scheduled, and
 * when it has no tasks to schedule. Good until the plan changes.
 */
const Passes *schedule_passes(const Plan *plan);

/* The passes in which the status date moves nothing: the same where it does not anyway. */
const Passes *schedule_passes_as_planned(const Plan *plan);

/* Add what contradicts itself in a schedule. */
void schedule_conflicts_find(const Passes *passes, ScheduleConflicts *out);
void schedule_conflicts_release(ScheduleConflicts *conflicts);

#endif
