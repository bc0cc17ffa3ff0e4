/*
 * The outline of a plan: which task comes after which, and below which.
 *
 * Stored are parent and position; everything else follows: order from top to bottom, levels, subtrees, WBS numbers.
 * Rows are rows of the plan's task table; places are positions in the outline order, from 0.
 */
#ifndef STEERCO_PLANNING_OUTLINE_H
#define STEERCO_PLANNING_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "steerco/base/buffer.h"
#include "steerco/model/adjacency.h"

typedef struct Plan Plan;

/*
 * What the tasks say of the outline: 0 is the group of all at top level, row + 1 that of the children of a row. As long
 * as a task and its parent are where they were, it stays in its group.
 */
typedef struct OutlineGroups {
    Adjacency children; /* targets: row → group */
    bool *mixed;        /* group → its tasks come in another order than that of rows */
    bool *inactive;     /* row → the task itself is */
    uint32_t count;
    size_t capacity;
    uint64_t rows; /* STRUCTURE_ROWS as of then, and how many of plan->touched are known */
    size_t touched;
    bool orphans; /* some have a parent that is missing */
} OutlineGroups;

typedef struct Outline {
    uint32_t count;
    uint32_t *row_at;   /* place → row, from top to bottom */
    uint32_t *place_of; /* row → place */
    uint32_t *end;      /* place → one past the last place of its subtree */
    int32_t *parent;    /* place → place of its summary task, −1 at top level */
    uint32_t *number;   /* place → its number among its siblings, from 1: the last part of the WBS number */
    uint16_t *level;    /* place → 1 at top level */
    bool *inactive;     /* row → the task itself is, or a summary around it */
    size_t capacity;
    OutlineGroups groups; /* what it was built from */
} Outline;

/* Brings the outline up to date, or builds it: only the tasks that were touched since (see plan.h) are looked at. A
   parent that is missing, or below the task itself, counts as none: such a task is shown at top level. */
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
