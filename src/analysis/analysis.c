/* Runs the analyses of a plan in the order in which they build on each other. */
#include "steerco/analysis/analysis.h"

#include "steerco/analysis/ledger.h"
#include "steerco/analysis/schedule.h"
#include "steerco/records/records.h"

bool analysis_update(Plan *plan, Error *error)
{
    Results *results = plan->results;
    if (results->generation == plan->generation && !results->unscheduled)
        return true;
    results_index(plan, results);
    results->compute_ledger = ledger_compute;
    bool done = schedule_compute(plan, results, error);
    results->generation = plan->generation;
    return done;
}
