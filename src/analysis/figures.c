/*
 * The schedule in a handful of figures, the same in the dashboard and in a list of boards. They are read off the
 * passes: no task needs to be dated for them.
 */
#include "kept.h"
#include "span.h"

enum { FULLY_DONE = 10000 };

/* As task_is_late() has it, of a task that is no summary. */
static bool is_late(const Passes *passes, uint32_t n)
{
    Instant finish = span_finish(passes, &passes->early[n]);
    Instant deadline = network_dates(passes->network, &passes->network->nodes[n])->deadline;
    return instant_end_date(finish) < plan_status_date(passes->plan) || (deadline != INSTANT_NONE && finish > deadline);
}

static void count_node(const Passes *passes, uint32_t n, ScheduleFigures *figures)
{
    const Node *node = &passes->network->nodes[n];
    bool open = node->percent_complete < FULLY_DONE;
    figures->late += open && is_late(passes, n);
    figures->critical += open && passes->slack[n].total <= passes->critical_slack;
    figures->minutes += node->duration;
    figures->done += (int64_t)node->duration * node->percent_complete / FULLY_DONE;
}

ScheduleFigures schedule_figures(const Plan *plan)
{
    ScheduleFigures figures = {0};
    const Passes *passes = schedule_passes(plan);
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
            count_node(passes, passes->network->node_of[row], &figures);
    }
    return figures;
}
