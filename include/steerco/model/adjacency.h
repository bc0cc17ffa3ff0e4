/*
 * Which records refer to this one? The rows of one table, grouped by the row that they refer to in another.
 *
 *     for (uint32_t i = adjacency->first[row]; i < adjacency->first[row + 1]; i++)
 *         use(plan_link(plan, adjacency->rows[i]));
 *
 * … and the other way round: targets[row] is the row that a row of the referring table refers to, ROW_NONE when there
 * is none.
 */
#ifndef STEERCO_MODEL_ADJACENCY_H
#define STEERCO_MODEL_ADJACENCY_H

#include <stddef.h>
#include <stdint.h>

#include "steerco/model/entity.h"

typedef struct Adjacency {
    uint32_t *first; /* by target row, and one more at the end */
    uint32_t *rows;  /* of the referring table, in row order within a group */
    uint32_t *targets;
    size_t first_capacity, rows_capacity, targets_capacity;
} Adjacency;

/*
 * Group the rows 0 … count − 1 of one table by rows of another, which has `groups` of them: the caller makes room for
 * their targets, fills those in, and has them grouped.
 */
uint32_t *adjacency_targets(Adjacency *adjacency, uint32_t count) RETURNS_NON_NULL;
void adjacency_group(Adjacency *adjacency, uint32_t count, uint32_t groups);

void adjacency_release(Adjacency *adjacency);

#endif
