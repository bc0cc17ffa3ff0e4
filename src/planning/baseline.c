/*
 * How a baseline is taken: a row for each task with dates, and what it costs.
 */
#include "steerco/planning/baseline.h"

#include "steerco/model/change.h"
#include "steerco/records/records.h"

/* What the tasks cost */

static int64_t assignment_work(const Plan *plan, const Assignment *assignment, const TaskDates *dates)
{
    int64_t minutes = 0;
    const Resource *resource = plan_find(plan, ENTITY_RESOURCE, assignment->resource);
    if (!resource || resource->type != RESOURCE_WORK)
        return 0;
    if (assignment->work != DURATION_NONE)
        return duration_amount(assignment->work);
    return number_scale(dates->duration, assignment->units, 10000, &minutes) ? minutes : NUMBER_NONE;
}

/* Minutes: the task's own figure, else that of the people assigned; undefined when nothing says. */
static int64_t task_work(const Plan *plan, uint32_t row)
{
    const Adjacency *assigned = &plan->results->assignments;
    const TaskDates *dates = results_task(plan->results, row);
    int64_t work = NUMBER_NONE;
    if (plan_task(plan, row)->work != DURATION_NONE)
        return duration_amount(plan_task(plan, row)->work);
    for (uint32_t i = assigned->first[row]; i < assigned->first[row + 1]; i++) {
        int64_t share = assignment_work(plan, plan_assignment(plan, assigned->rows[i]), dates);
        work = work == NUMBER_NONE ? share : money_add(work, share);
    }
    return work;
}

/* Work is paid by the hour, material by the unit; 100 % are one. */
static Money rate_cost(const Plan *plan, const Assignment *assignment, const Resource *resource, const TaskDates *dates)
{
    Money cost = MONEY_NONE;
    if (resource->standard_rate == MONEY_NONE || resource->type == RESOURCE_COST)
        return MONEY_NONE;
    bool worked = resource->type == RESOURCE_WORK;
    int64_t amount = worked ? assignment_work(plan, assignment, dates) : assignment->units;
    return number_scale(resource->standard_rate, amount, worked ? 60 : 10000, &cost) ? cost : MONEY_NONE;
}

static Money add_known(Money sum, Money more)
{
    if (sum == MONEY_NONE || more == MONEY_NONE)
        return sum == MONEY_NONE ? more : sum;
    return money_add(sum, more);
}

/* The fixed cost, and work × rate and cost per use of who and what is assigned; undefined when nothing says. */
static Money task_cost(const Plan *plan, uint32_t row)
{
    const Adjacency *assigned = &plan->results->assignments;
    Money cost = plan_task(plan, row)->fixed_cost;
    for (uint32_t i = assigned->first[row]; i < assigned->first[row + 1]; i++) {
        const Assignment *assignment = plan_assignment(plan, assigned->rows[i]);
        const Resource *resource = plan_find(plan, ENTITY_RESOURCE, assignment->resource);
        if (!resource)
            continue;
        cost = add_known(cost, rate_cost(plan, assignment, resource, results_task(plan->results, row)));
        cost = add_known(cost, resource->cost_per_use);
    }
    return cost;
}

/* Taking */

static void take_task(ChangeSet *set, const Plan *plan, uint32_t row, Id baseline)
{
    const Task *task = plan_task(plan, row);
    const TaskDates *dates = results_task(plan->results, row);
    bool summary = outline_is_summary(&plan->results->outline, plan->results->outline.place_of[row]);
    int64_t work = task_work(plan, row);
    BaselineTask *taken = change_create(set, &baseline_task_entity);
    taken->baseline = baseline;
    taken->task = task->record.id;
    taken->name = arena_text(&set->arena, task->name);
    taken->start = dates->start;
    taken->finish = dates->finish;
    taken->duration = duration_make(dates->duration, summary ? UNIT_DAYS : duration_unit(task->duration));
    taken->work = work == NUMBER_NONE ? DURATION_NONE : duration_make(work, UNIT_HOURS);
    taken->cost = task_cost(plan, row);
}

bool baseline_take(ChangeSet *set, const Plan *plan, const char *name, Id *out, Error *error)
{
    const Results *results = plan->results;
    if (results->generation != plan->generation || results->unscheduled)
        return error_set(error, "no baseline can be taken of a plan that is not scheduled");
    if (results->start == INSTANT_NONE)
        return error_set(error, "no baseline can be taken of a plan without tasks");
    Baseline *baseline = change_create(set, &baseline_entity);
    baseline->name = arena_text(&set->arena, name);
    baseline->taken_on = plan->today;
    for (uint32_t place = 0; place < results->outline.count; place++) {
        uint32_t row = results->outline.row_at[place];
        if (results_task(results, row)->start != INSTANT_NONE)
            take_task(set, plan, row, baseline->record.id);
    }
    if (out)
        *out = baseline->record.id;
    return true;
}
