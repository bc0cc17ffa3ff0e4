/*
 * The outline of a plan: which task comes after which, and below which.
 *
 * Stored are parent and position; everything else follows: order from top to bottom, levels, subtrees, WBS numbers.
 * Rows are rows of the plan's task table; places are positions in the outline order, from 0.
 */
#ifndef STEERCO_MODEL_OUTLINE_H
#define STEERCO_MODEL_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "steerco/base/buffer.h"

typedef struct Plan Plan;

typedef struct Outline {
    uint32_t count;
    uint32_t *row_at;   /* place → row, from top to bottom */
    uint32_t *place_of; /* row → place */
    uint32_t *end;      /* place → one past the last place of its subtree */
    int32_t *parent;    /* place → place of its summary task, −1 at top level */
    uint32_t *number;   /* place → its number among its siblings, from 1: the last part of the WBS number */
    uint16_t *level;    /* place → 1 at top level */
    size_t capacity;
} Outline;

/* A parent that is missing, or below the task itself, counts as none: such a task is shown at top level. */
void outline_build(const Plan *plan, Outline *outline);
void outline_release(Outline *outline);

static inline bool outline_is_summary(const Outline *outline, uint32_t place)
{
    return outline->end[place] > place + 1;
}

/* Add "1.2.3". */
void outline_wbs(const Outline *outline, uint32_t place, Buffer *out);

/* The place that bears the WBS number, −1 when there is none, or the text is no such number. */
int64_t outline_find(const Outline *outline, const char *wbs);

#endif
