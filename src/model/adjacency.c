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

/* By row of `from`: the row that it refers to. Looked up once, for both turns of the counting. */
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

void adjacency_build(const Plan *plan, EntityKind from, const Field *field, Adjacency *out)
{
    uint32_t targets = plan_count(plan, field->refers_to->kind), count = plan_count(plan, from);
    uint32_t *target_of = target_rows(plan, from, field);
    grow(&out->first, &out->first_capacity, (size_t)targets + 2);
    grow(&out->rows, &out->rows_capacity, (size_t)count + 1);
    memset(out->first, 0, ((size_t)targets + 2) * sizeof *out->first);

    /* first[t + 2] counts, first[t + 1] becomes the place to fill next: in the end first[t] is where group t begins. */
    for (uint32_t row = 0; row < count; row++)
        if (target_of[row] != ROW_NONE)
            out->first[target_of[row] + 2]++;
    for (uint32_t target = 0; target < targets; target++)
        out->first[target + 2] += out->first[target + 1];
    for (uint32_t row = 0; row < count; row++)
        if (target_of[row] != ROW_NONE)
            out->rows[out->first[target_of[row] + 1]++] = row;
    free(target_of);
}

void adjacency_release(Adjacency *adjacency)
{
    free(adjacency->first);
    free(adjacency->rows);
    *adjacency = (Adjacency){0};
}
