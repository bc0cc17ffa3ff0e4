/*
 * The S-curve of a board: planned value, earned value and actual cost, cumulated by week or month up to the status
 * date, and from there on what is expected.
 *
 *     P  planned value      over the whole of the baseline
 *     E  earned value       up to the status date
 *     A  actual cost        up to the status date, by booking date
 *     F  forecast           from the actual cost at the status date to the estimate at completion at the finish
 *
 * A point stands at the end of its day. What is measured, and how, analysis/earned_board.h says: budget lines that pay
 * for a task of the baseline.
 */
#ifndef STEERCO_CHART_S_CURVE_H
#define STEERCO_CHART_S_CURVE_H

#include "steerco/analysis/simulate/simulate.h"
#include "steerco/chart/chart.h"

/* plan->results are up to date. Release it in any case. */
void chart_s_curve(const Plan *plan, Chart *out);

/*
 * Add to an S-curve that is not empty what a simulation of the plan found: R, between which the cost lies in eight of
 * ten iterations (P10 to P90), opening with the share of what is still to be spent; and the days by which the project
 * ends in one and in nine of ten.
 */
void chart_s_curve_fan(const Plan *plan, const Simulation *simulation, Chart *chart);

#endif
