/*
 * The milestone trend: what finish was expected of each milestone, report date by report date. Whoever has the past
 * tells it, oldest first:
 *
 *     Chart chart;
 *     TrendChart *trend = trend_chart_new(now);
 *     trend_chart_add(trend, past, day);   // a plan as of then, its results up to date
 *     trend_chart_add(trend, now, today);
 *     trend_chart_end(trend, &chart);      // frees the trend
 *     chart_release(&chart);
 *
 * A line that stays level holds its date; one that climbs is delayed; it ends where it meets the diagonal, on which
 * report date and finish are the same. report/history.h has the past.
 */
#ifndef STEERCO_CHART_TREND_CHART_H
#define STEERCO_CHART_TREND_CHART_H

#include "steerco/chart/chart.h"
#include "steerco/model/plan.h"

typedef struct TrendChart TrendChart;

/* Of the first twelve milestones of `now` by finish, those that are done last; it has to stay. */
TrendChart *trend_chart_new(const Plan *now) RETURNS_NON_NULL;
void trend_chart_add(TrendChart *trend, const Plan *past, Date day);
void trend_chart_end(TrendChart *trend, Chart *out);

#endif
