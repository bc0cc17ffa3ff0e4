/*
 * Grouping by counting: linear in both tables.
 */
#include "steerco/model/adjacency.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/model/plan.h"

static void grow(uint32_t **items, size_t *capacity, size_t needed)
{
    if (needed <= *capacity)
        return;
    *capacity = needed + needed / 4;
    *items = memory_resize(*items, *capacity, sizeof **items);
}

/* By row of `from`: the row that it refers to. */
static uint32_t *target_rows(const Plan *plan, EntityKind from, const Field *field)
{
    uint32_t count = plan_count(plan, from);
    uint32_t *targets = memory_new((size_t)count + 1, sizeof *targets);
    for (uint32_t row = 0; row < count; row++) {
        const char *record = plan_at(plan, from, row);
        Id target;
        memcpy(&target, record + field->offset, sizeof target);
        targets[row] = plan_row(plan, field->refers_to->kind, target);
    }
    return targets;
}

void adjacency_group(const uint32_t *group_of, uint32_t count, uint32_t groups, Adjacency *out)
{
    grow(&out->first, &out->first_capacity, (size_t)groups + 2);
    grow(&out->rows, &out->rows_capacity, (size_t)count + 1);
    memset(out->first, 0, ((size_t)groups + 2) * sizeof *out->first);

    /* first[g + 2] counts, first[g + 1] becomes the place to fill next: in the end first[g] is where group g begins. */
    for (uint32_t row = 0; row < count; row++)
        if (group_of[row] != ROW_NONE)
            out->first[group_of[row] + 2]++;
    for (uint32_t group = 0; group < groups; group++)
        out->first[group + 2] += out->first[group + 1];
    for (uint32_t row = 0; row < count; row++)
        if (group_of[row] != ROW_NONE)
            out->rows[out->first[group_of[row] + 1]++] = row;
}

void adjacency_build(const Plan *plan, EntityKind from, const Field *field, Adjacency *out)
{
    uint32_t *targets = target_rows(plan, from, field);
    adjacency_group(targets, plan_count(plan, from), plan_count(plan, field->refers_to->kind), out);
    free(targets);
}

void adjacency_release(Adjacency *adjacency)
{
    free(adjacency->first);
    free(adjacency->rows);
    *adjacency = (Adjacency){0};
}
