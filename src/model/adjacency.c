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

uint32_t *adjacency_targets(Adjacency *adjacency, uint32_t count)
{
    grow(&adjacency->targets, &adjacency->targets_capacity, (size_t)count + 1);
    return adjacency->targets;
}

void adjacency_group(Adjacency *out, uint32_t count, uint32_t groups)
{
    const uint32_t *group_of = out->targets;
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

void adjacency_release(Adjacency *adjacency)
{
    free(adjacency->first);
    free(adjacency->rows);
    free(adjacency->targets);
    *adjacency = (Adjacency){0};
}
