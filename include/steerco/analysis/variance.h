/*
 * The schedule against the baseline: how much later than agreed each task starts and finishes.
 */
#ifndef STEERCO_ANALYSIS_VARIANCE_H
#define STEERCO_ANALYSIS_VARIANCE_H

#include "steerco/model/plan.h"

/*
 * Fill `results->baseline` and `baseline_tasks` from the baseline that the board compares with; the dates in
 * The schedule must be current. A variance is undefined where either date is.
 */
void variance_compute(const Plan *plan, Results *results);

#endif
