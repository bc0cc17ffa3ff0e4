/*
 * The part of the results that needs no analysis, the look at a task, and the end of all of them.
 */
#include "steerco/model/results.h"

#include <stdlib.h>

#include "steerco/model/plan.h"

/* Have these parts of the structure changed since? Then what hangs on them is built now. */
static bool is_stale(const Plan *plan, unsigned parts, uint64_t *built_from)
{
    uint64_t structure = plan_structure(plan, parts);
    bool stale = *built_from != structure;
    *built_from = structure;
    return stale;
}

void results_index(const Plan *plan, Results *results)
{
    if (is_stale(plan, STRUCTURE_TASKS | STRUCTURE_ORDER, &results->outline_structure))
        outline_build(plan, &results->outline);
    if (is_stale(plan, STRUCTURE_TASKS | STRUCTURE_LINKS, &results->link_structure)) {
        adjacency_build(plan, ENTITY_LINK, field_of(&link_entity, Link, successor), &results->predecessors);
        adjacency_build(plan, ENTITY_LINK, field_of(&link_entity, Link, predecessor), &results->successors);
    }
    if (is_stale(plan, STRUCTURE_TASKS | STRUCTURE_WORK, &results->assignment_structure))
        adjacency_build(plan, ENTITY_ASSIGNMENT, field_of(&assignment_entity, Assignment, task), &results->assignments);
}

const TaskDates *results_task(const Results *results, uint32_t row)
{
    TaskDates *dates = &results->tasks[row];
    if (!results->written[row])
        results->read_task(results->schedule.state, row, dates);
    results->written[row] = true;
    return dates;
}

void results_release(Results *results)
{
    if (results->schedule.release)
        results->schedule.release(results->schedule.state);
    outline_release(&results->outline);
    adjacency_release(&results->predecessors);
    adjacency_release(&results->successors);
    adjacency_release(&results->assignments);
    free(results->tasks);
    free(results->written);
    free(results->baseline_tasks);
    free(results->lines);
    *results = (Results){0};
}
