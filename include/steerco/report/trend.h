/*
 * The past of a board for its milestone trend, by the journal.
 */
#ifndef STEERCO_REPORT_TREND_H
#define STEERCO_REPORT_TREND_H

#include "steerco/chart/trend_chart.h"
#include "steerco/store/store.h"

/*
 * Fill the chart with the finishes that the plan had at the end of each report date, as --as-of shows them, and has
 * now. Report dates are Sundays, where the journal of the board is older than sixteen weeks the ends of months, at most
 * the last sixteen. `now` is as those see it for whom the chart is made. Release the chart when this is true.
 */
bool report_trend(Store *store, const Plan *now, Chart *out, Error *error) MUST_CHECK;

#endif
