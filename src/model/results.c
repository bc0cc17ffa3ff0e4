/*
 * The part of the results that needs no analysis, and the end of all of them.
 */
#include "steerco/model/results.h"

#include <stdlib.h>

#include "steerco/model/plan.h"

void results_index(const Plan *plan, Results *results)
{
    if (results->structure == plan_structure(plan))
        return;
    results->structure = plan_structure(plan);
    outline_build(plan, &results->outline);
    adjacency_build(plan, ENTITY_LINK, field_of(&link_entity, Link, successor), &results->predecessors);
    adjacency_build(plan, ENTITY_LINK, field_of(&link_entity, Link, predecessor), &results->successors);
    adjacency_build(plan, ENTITY_ASSIGNMENT, field_of(&assignment_entity, Assignment, task), &results->assignments);
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
    free(results->baseline_tasks);
    free(results->lines);
    *results = (Results){0};
}
