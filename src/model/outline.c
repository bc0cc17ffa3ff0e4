/*
 * Building the outline: rows in order of position, grouped by parent, walked depth first. Linear but for the sorting,
 * which is skipped when the rows are in order already (as they are after loading and importing).
 */
#include "steerco/model/outline.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/model/plan.h"

#define NOBODY UINT32_MAX

typedef struct Ranked {
    int64_t position;
    Id id;
    uint32_t row;
} Ranked;

static int by_position(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static Ranked *rank_rows(const Plan *plan, uint32_t count)
{
    Ranked *ranked = memory_new(count, sizeof *ranked);
    bool in_order = true;
    for (uint32_t row = 0; row < count; row++) {
        const Task *task = plan_task(plan, row);
        ranked[row] = (Ranked){.position = task->position, .id = task->record.id, .row = row};
        in_order = in_order && (row == 0 || by_position(&ranked[row - 1], &ranked[row]) <= 0);
    }
    if (!in_order)
        qsort(ranked, count, sizeof *ranked, by_position);
    return ranked;
}

/* The rows as a forest: first child and next sibling of every row, in order of position; roots hang below `count`. */
typedef struct Forest {
    uint32_t *child, *sibling, *parent;
} Forest;

static void forest_build(const Plan *plan, uint32_t count, Forest *forest)
{
    uint32_t *block = memory_new(((size_t)count + 1) * 4, sizeof *block), *last = block + 3 * ((size_t)count + 1);
    forest->child = block;
    forest->sibling = block + count + 1;
    forest->parent = block + 2 * ((size_t)count + 1);
    memset(block, 0xff, ((size_t)count + 1) * 4 * sizeof *block); /* NOBODY everywhere */

    Ranked *ranked = rank_rows(plan, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = ranked[i].row;
        Id above = plan_task(plan, row)->parent;
        uint32_t parent = above ? plan_row(plan, ENTITY_TASK, above) : ROW_NONE;
        if (parent == ROW_NONE)
            parent = count;
        forest->parent[row] = parent;
        if (last[parent] == NOBODY)
            forest->child[parent] = row;
        else
            forest->sibling[last[parent]] = row;
        last[parent] = row;
    }
    free(ranked);
}

static void reserve(Outline *outline, uint32_t count)
{
    if (count <= outline->capacity)
        return;
    size_t capacity = (size_t)count + count / 4;
    outline->row_at = memory_resize(outline->row_at, capacity, sizeof *outline->row_at);
    outline->place_of = memory_resize(outline->place_of, capacity, sizeof *outline->place_of);
    outline->end = memory_resize(outline->end, capacity, sizeof *outline->end);
    outline->parent = memory_resize(outline->parent, capacity, sizeof *outline->parent);
    outline->number = memory_resize(outline->number, capacity, sizeof *outline->number);
    outline->level = memory_resize(outline->level, capacity, sizeof *outline->level);
    outline->capacity = capacity;
}

/* Give `row` the next place below the place `parent`. */
static uint32_t enter(Outline *outline, uint32_t row, int32_t parent, uint32_t number)
{
    uint32_t place = outline->count++;
    outline->row_at[place] = row;
    outline->place_of[row] = place;
    outline->parent[place] = parent;
    outline->number[place] = number;
    outline->level[place] = (uint16_t)(parent < 0 ? 1 : outline->level[parent] + 1);
    return place;
}

/* Walk the siblings from `row` and all below them. Iterative: outlines from other people's files may be deep. */
static void walk(Outline *outline, const Forest *forest, uint32_t row, uint32_t number)
{
    int32_t parent = -1;
    while (row != NOBODY) {
        uint32_t place = enter(outline, row, parent, number);
        if (forest->child[row] != NOBODY) {
            parent = (int32_t)place;
            row = forest->child[row];
            number = 1;
            continue;
        }
        outline->end[place] = outline->count;
        while (forest->sibling[row] == NOBODY && parent >= 0) {
            outline->end[parent] = outline->count;
            row = outline->row_at[parent];
            number = outline->number[parent];
            parent = outline->parent[parent];
        }
        row = forest->sibling[row];
        number++;
    }
}

/* Tasks that lie below themselves are reached from no root: each of them is shown at top level. */
static void walk_circles(Outline *outline, uint32_t count)
{
    bool *seen = memory_new(count, sizeof *seen);
    for (uint32_t place = 0; place < outline->count; place++)
        seen[outline->row_at[place]] = true;
    uint32_t number = 1;
    for (uint32_t place = 0; place < outline->count; place++)
        number += outline->parent[place] < 0;
    for (uint32_t row = 0; row < count; row++) {
        if (seen[row])
            continue;
        outline->end[enter(outline, row, -1, number++)] = outline->count;
    }
    free(seen);
}

void outline_build(const Plan *plan, Outline *outline)
{
    uint32_t count = plan_count(plan, ENTITY_TASK);
    Forest forest;
    reserve(outline, count);
    outline->count = 0;
    if (count == 0)
        return;
    forest_build(plan, count, &forest);
    walk(outline, &forest, forest.child[count], 1);
    if (outline->count < count)
        walk_circles(outline, count);
    free(forest.child); /* one block */
}

void outline_release(Outline *outline)
{
    free(outline->row_at);
    free(outline->place_of);
    free(outline->end);
    free(outline->parent);
    free(outline->number);
    free(outline->level);
    *outline = (Outline){0};
}

void outline_wbs(const Outline *outline, uint32_t place, Buffer *out)
{
    if (outline->parent[place] >= 0) {
        outline_wbs(outline, (uint32_t)outline->parent[place], out);
        buffer_add_char(out, '.');
    }
    buffer_format(out, "%u", outline->number[place]);
}

int64_t outline_find(const Outline *outline, const char *wbs)
{
    int64_t place = 0, end = outline->count;
    for (;;) {
        char *rest;
        unsigned long number = *wbs >= '0' && *wbs <= '9' ? strtoul(wbs, &rest, 10) : 0;
        while (number > 0 && place < end && outline->number[place] != number)
            place = outline->end[place];
        if (number == 0 || place >= end)
            return -1;
        if (*rest != '.')
            return *rest == '\0' ? place : -1;
        end = outline->end[place++];
        wbs = rest + 1;
    }
}
