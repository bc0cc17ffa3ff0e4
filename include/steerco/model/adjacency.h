/*
 * Which records refer to this one? The rows of one table, grouped by the row that they refer to in another.
 *
 *     for (uint32_t i = adjacency->first[row]; i < adjacency->first[row + 1]; i++)
 *         use(plan_link(plan, adjacency->rows[i]));
 */
#ifndef STEERCO_MODEL_ADJACENCY_H
#define STEERCO_MODEL_ADJACENCY_H

#include <stddef.h>
#include <stdint.h>

#include "steerco/model/entity.h"

typedef struct Adjacency {
    uint32_t *first; /* by target row, and one more at the end */
    uint32_t *rows;  /* of the referring table, in row order within a group */
    size_t first_capacity, rows_capacity;
} Adjacency;

/* Group the rows of `from` by their reference `field`; references to nothing are left out. */
void adjacency_build(const Plan *plan, EntityKind from, const Field *field, Adjacency *out);

/* Group rows 0 … count − 1 by numbers below `groups` given for each row; ROW_NONE leaves a row out. */
void adjacency_group(const uint32_t *group_of, uint32_t count, uint32_t groups, Adjacency *out);

void adjacency_release(Adjacency *adjacency);

#endif
