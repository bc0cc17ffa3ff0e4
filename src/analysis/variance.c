/* Compares the dates of the tasks with those of the board's baseline, row by row of it. */
#include "steerco/analysis/variance.h"

#include "steerco/analysis/worktime.h"
#include "steerco/base/array.h"

static int32_t variance(const WorkTime *time, Instant agreed, Instant scheduled)
{
    if (agreed == INSTANT_NONE || scheduled == INSTANT_NONE)
        return INT32_MIN;
    return (int32_t)worktime_between(time, instant_earliest(instant_latest(agreed, WORKTIME_FROM), WORKTIME_TO),
                                     scheduled);
}

static void reserve(Results *results, uint32_t count)
{
    if (results->baseline_capacity < count) {
        results->baseline_capacity = array_grown_capacity(results->baseline_capacity, count);
        results->baseline_tasks =
            memory_resize(results->baseline_tasks, results->baseline_capacity, sizeof *results->baseline_tasks);
    }
    for (uint32_t row = 0; row < count; row++)
        results->baseline_tasks[row] = (BaselineDates){
            .start = INSTANT_NONE, .finish = INSTANT_NONE, .start_variance = INT32_MIN, .finish_variance = INT32_MIN};
}

void variance_compute(const Plan *plan, Results *results)
{
    results->baseline = baseline_current(plan);
    if (results->baseline == 0)
        return;
    WorkTime *time = worktime_new(plan, plan_board(plan)->calendar);
    reserve(results, plan_count(plan, ENTITY_TASK));
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_BASELINE_TASK); i++) {
        const BaselineTask *taken = plan_baseline_task(plan, i);
        uint32_t row = taken->baseline == results->baseline ? plan_row(plan, ENTITY_TASK, taken->task) : ROW_NONE;
        if (row == ROW_NONE)
            continue;
        const TaskDates *dates = results_task(results, row);
        results->baseline_tasks[row] = (BaselineDates){.start = taken->start,
                                                       .finish = taken->finish,
                                                       .start_variance = variance(time, taken->start, dates->start),
                                                       .finish_variance = variance(time, taken->finish, dates->finish)};
    }
    worktime_free(time);
}
