/*
 * The schedule in a handful of figures, the same in the dashboard and in a list of boards.
 */
#include "steerco/analysis/schedule.h"

enum { FULLY_DONE = 10000 };

static void count_task(const Plan *plan, uint32_t row, ScheduleFigures *figures)
{
    const Results *results = &plan->results;
    const TaskDates *dates = results_task(results, row);
    figures->late += task_is_late(plan, plan_task(plan, row));
    if (plan_task(plan, row)->inactive || outline_is_summary(&results->outline, results->outline.place_of[row]))
        return;
    figures->tasks++;
    figures->critical += dates->critical && dates->percent_complete < FULLY_DONE;
    figures->minutes += dates->duration;
    figures->done += (int64_t)dates->duration * dates->percent_complete / FULLY_DONE;
}

ScheduleFigures schedule_figures(const Plan *plan)
{
    ScheduleFigures figures = {0};
    bool computed = plan->results.generation == plan->generation && plan->results.tasks;
    for (uint32_t row = 0; computed && row < plan_count(plan, ENTITY_TASK); row++)
        count_task(plan, row, &figures);
    return figures;
}
