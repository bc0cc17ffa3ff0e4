/*
 * The schedule: when each task can be done, when it must be done, and which tasks the finish depends on.
 *
 * Forward pass over working time, backward pass from the project finish, slack, summary roll-up, by Microsoft Project's
 * semantics (each rule is named where it is applied in src/analysis/passes.c). Cost: linear in tasks and links.
 */
#ifndef STEERCO_ANALYSIS_SCHEDULE_H
#define STEERCO_ANALYSIS_SCHEDULE_H

#include "steerco/model/plan.h"

/*
 * Fill `results->tasks`, `start` and `finish`; results_index() must be current. Fails when the links of the plan go
 * round in a circle, with the loop printed ("T-3 → T-7 → T-3"), and when a summary task is linked with a task inside
 * it; the dates of all tasks are undefined then.
 */
bool schedule_compute(const Plan *plan, Results *results, Error *error) MUST_CHECK;

/*
 * A reason why a task stands where it stands, for "why here?": the link, constraint, deadline or project start that
 * decided its start. Adds one sentence.
 */
void schedule_explain(const Plan *plan, Id task, Buffer *out);

#endif
