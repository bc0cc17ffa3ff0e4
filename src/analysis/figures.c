/*
 * The schedule in a handful of figures, the same in the dashboard and in a list of boards. They are read off the
 * passes: no task needs to be dated for them.
 */
#include "kept.h"
#include "span.h"

enum { FULLY_DONE = 10000 };

/* As task_is_late() has it, of a task that is no summary. */
static bool is_late(const Passes *passes, const Passes *planned, uint32_t n)
{
    Instant finish = span_finish(passes, &passes->early[n]), agreed = span_finish(planned, &planned->early[n]);
    Instant deadline = network_dates(passes->network, &passes->network->nodes[n])->deadline;
    return instant_end_date(agreed) < plan_status_date(passes->plan) || (deadline != INSTANT_NONE && finish > deadline);
}

static void count_node(const Passes *passes, const Passes *planned, uint32_t n, ScheduleFigures *figures)
{
    const Node *node = &passes->network->nodes[n];
    bool open = node->percent_complete < FULLY_DONE;
    figures->late += open && is_late(passes, planned, n);
    figures->critical += open && passes->slack[n].total <= passes->critical_slack;
    figures->minutes += node->duration;
    figures->done += (int64_t)node->duration * node->percent_complete / FULLY_DONE;
}

int schedule_whole_percent(int64_t done, int64_t all)
{
    int64_t percent = 0;
    if (all <= 0 || !number_scale(done, 100, all, &percent))
        return 0;
    return done < all && percent >= 100 ? 99 : (int)percent;
}

/* The finish of the project against that of the baseline. */
static int32_t slip(const Plan *plan)
{
    const Results *results = plan->results;
    Instant agreed = INSTANT_NONE;
    for (uint32_t row = 0; results->baseline && row < plan_count(plan, ENTITY_BASELINE_TASK); row++) {
        const BaselineTask *taken = plan_baseline_task(plan, row);
        if (taken->baseline == results->baseline)
            agreed = instant_latest(agreed, taken->finish);
    }
    return agreed == INSTANT_NONE || results->finish == INSTANT_NONE
               ? INT32_MIN
               : results->count_work(results->schedule.state, agreed, results->finish);
}

ScheduleFigures schedule_figures(const Plan *plan)
{
    ScheduleFigures figures = {0};
    const Passes *passes = schedule_passes(plan), *planned = passes ? schedule_passes_as_planned(plan) : NULL;
    const Outline *outline = &plan->results->outline;
    bool computed = plan->results->generation == plan->generation;
    for (uint32_t place = 0; computed && place < outline->count; place++) {
        uint32_t row = outline->row_at[place];
        if (outline->inactive[row])
            continue;
        if (outline_is_summary(outline, place)) {
            const Task *summary = plan_task(plan, row);
            figures.late += summary->deadline != INSTANT_NONE && task_is_late(plan, summary);
            continue;
        }
        figures.tasks++;
        if (passes)
            count_node(passes, planned, passes->network->node_of[row], &figures);
    }
    figures.slip = passes ? slip(plan) : INT32_MIN;
    return figures;
}
