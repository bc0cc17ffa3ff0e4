/*
 * The part of the results that needs no analysis, looks at a task, and the end of all of them.
 */
#include "steerco/records/results.h"

#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/records/records.h"

/* Have these parts of the structure changed since? Then what hangs on them is built now. */
static bool is_stale(const Plan *plan, unsigned parts, uint64_t *built_from)
{
    uint64_t structure = plan_structure(plan, parts);
    bool stale = *built_from != structure;
    *built_from = structure;
    return stale;
}

static void index_links(const Plan *plan, Results *results)
{
    uint32_t count = plan_count(plan, ENTITY_LINK), tasks = plan_count(plan, ENTITY_TASK);
    uint32_t *to = adjacency_targets(&results->predecessors, count);
    uint32_t *from = adjacency_targets(&results->successors, count);
    for (uint32_t row = 0; row < count; row++) {
        to[row] = plan_row(plan, ENTITY_TASK, plan_link(plan, row)->successor);
        from[row] = plan_row(plan, ENTITY_TASK, plan_link(plan, row)->predecessor);
    }
    adjacency_group(&results->predecessors, count, tasks);
    adjacency_group(&results->successors, count, tasks);
}

static void index_assignments(const Plan *plan, Results *results)
{
    uint32_t count = plan_count(plan, ENTITY_ASSIGNMENT);
    uint32_t *tasks = adjacency_targets(&results->assignments, count);
    for (uint32_t row = 0; row < count; row++)
        tasks[row] = plan_row(plan, ENTITY_TASK, plan_assignment(plan, row)->task);
    adjacency_group(&results->assignments, count, plan_count(plan, ENTITY_TASK));
}

static void index_baseline(const Plan *plan, Results *results)
{
    uint32_t tasks = plan_count(plan, ENTITY_TASK);
    if (results->taken_capacity < tasks) {
        results->taken_capacity = array_grown_capacity(results->taken_capacity, tasks);
        results->taken = memory_resize(results->taken, results->taken_capacity, sizeof *results->taken);
    }
    for (uint32_t row = 0; row < tasks; row++)
        results->taken[row] = ROW_NONE;
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_BASELINE_TASK); i++) {
        const BaselineTask *taken = plan_baseline_task(plan, i);
        uint32_t row = taken->baseline == results->baseline ? plan_row(plan, ENTITY_TASK, taken->task) : ROW_NONE;
        if (row != ROW_NONE)
            results->taken[row] = i;
    }
}

void results_index(const Plan *plan, Results *results)
{
    Id before = results->baseline;
    results->baseline = baseline_current(plan);
    if (is_stale(plan, STRUCTURE_TASKS | STRUCTURE_ORDER, &results->outline_structure))
        outline_build(plan, &results->outline);
    if (is_stale(plan, STRUCTURE_TASKS | STRUCTURE_LINKS, &results->link_structure))
        index_links(plan, results);
    if (is_stale(plan, STRUCTURE_TASKS | STRUCTURE_WORK, &results->assignment_structure))
        index_assignments(plan, results);
    if (is_stale(plan, STRUCTURE_TASKS | STRUCTURE_BASELINES, &results->baseline_structure) ||
        results->baseline != before)
        index_baseline(plan, results);
}

const TaskDates *results_task(const Results *results, uint32_t row)
{
    TaskDates *dates = &results->tasks[row];
    if (!results->written[row])
        results->read_task(results->schedule.state, row, dates);
    results->written[row] = true;
    return dates;
}

static int32_t variance(const Results *results, Instant agreed, Instant scheduled)
{
    bool defined = agreed != INSTANT_NONE && scheduled != INSTANT_NONE;
    return defined ? results->count_work(results->schedule.state, agreed, scheduled) : INT32_MIN;
}

BaselineDates results_baseline(const Plan *plan, uint32_t row)
{
    const Results *results = plan->results;
    uint32_t at = results->baseline ? results->taken[row] : ROW_NONE;
    BaselineDates out = {INSTANT_NONE, INSTANT_NONE, INT32_MIN, INT32_MIN};
    if (at == ROW_NONE)
        return out;
    const BaselineTask *taken = plan_baseline_task(plan, at);
    const TaskDates *dates = results_task(results, row);
    out = (BaselineDates){.start = taken->start, .finish = taken->finish};
    out.start_variance = variance(results, taken->start, dates->start);
    out.finish_variance = variance(results, taken->finish, dates->finish);
    return out;
}

Results *results_new(void)
{
    return memory_new(1, sizeof(Results));
}

void ledger_figures_release(LedgerFigures *figures)
{
    free(figures->lines);
    free(figures->forecasts);
    free(figures->orders);
    free(figures->entries);
    *figures = (LedgerFigures){0};
}

void results_free(Results *results)
{
    if (!results)
        return;

    if (results->schedule.release)
        results->schedule.release(results->schedule.state);
    outline_release(&results->outline);
    adjacency_release(&results->predecessors);
    adjacency_release(&results->successors);
    adjacency_release(&results->assignments);
    free(results->tasks);
    free(results->written);
    free(results->taken);
    ledger_figures_release(&results->ledger);
    free(results);
}
