/*
 * Building the outline: rows grouped by parent, each group in order of position, walked depth first. Linear but for the
 * sorting, which is skipped when the rows are in order already (as they are after loading and importing) and otherwise
 * done only for those groups that are not.
 */
#include "steerco/model/outline.h"

#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/model/adjacency.h"
#include "steerco/model/plan.h"

typedef struct Ranked {
    int64_t position;
    Id id;
    uint32_t row;
} Ranked;

static Ranked ranked(const Plan *plan, uint32_t row)
{
    const Task *task = plan_task(plan, row);
    return (Ranked){.position = task->position, .id = task->record.id, .row = row};
}

static int by_position(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static void sort_group(const Plan *plan, uint32_t *rows, uint32_t count)
{
    Ranked *group = memory_new(count, sizeof *group);
    for (uint32_t i = 0; i < count; i++)
        group[i] = ranked(plan, rows[i]);
    qsort(group, count, sizeof *group, by_position);
    for (uint32_t i = 0; i < count; i++)
        rows[i] = group[i].row;
    free(group);
}

static bool group_in_order(const Plan *plan, const uint32_t *rows, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        Ranked before = ranked(plan, rows[i - 1]), after = ranked(plan, rows[i]);
        if (by_position(&before, &after) > 0)
            return false;
    }
    return true;
}

/* By row: the row of its parent, `count` at top level. Are all rows in order of position? */
static uint32_t *find_parents(const Plan *plan, uint32_t count, bool *in_order)
{
    uint32_t *parents = memory_new(count, sizeof *parents);
    Ranked before = {.position = INT64_MIN};
    *in_order = true;
    for (uint32_t row = 0; row < count; row++) {
        Ranked here = ranked(plan, row);
        Id above = plan_task(plan, row)->parent;
        uint32_t parent = above ? plan_row(plan, ENTITY_TASK, above) : ROW_NONE;
        parents[row] = parent == ROW_NONE ? count : parent;
        *in_order = *in_order && by_position(&before, &here) <= 0;
        before = here;
    }
    return parents;
}

/* The rows under each parent, from top to bottom; roots are the group `count`. */
static void group_siblings(const Plan *plan, uint32_t count, Adjacency *out)
{
    bool in_order;
    uint32_t *parents = find_parents(plan, count, &in_order);
    adjacency_group(parents, count, count + 1, out);
    free(parents);
    for (uint32_t parent = 0; parent <= count && !in_order; parent++) {
        uint32_t *rows = out->rows + out->first[parent], children = out->first[parent + 1] - out->first[parent];
        if (!group_in_order(plan, rows, children))
            sort_group(plan, rows, children);
    }
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

/* Walk the roots and all below them. Iterative: outlines from other people's files may be deep. */
static void walk(Outline *outline, const Adjacency *siblings, uint32_t count)
{
    int32_t parent = -1;
    uint32_t group = count, at = siblings->first[group];
    while (at < siblings->first[group + 1] || parent >= 0) {
        if (at < siblings->first[group + 1]) {
            uint32_t row = siblings->rows[at], place = enter(outline, row, parent, at - siblings->first[group] + 1);
            outline->end[place] = outline->count;
            at++;
            if (siblings->first[row] < siblings->first[row + 1]) {
                parent = (int32_t)place;
                group = row;
                at = siblings->first[group];
            }
        } else {
            uint32_t number = outline->number[parent];
            outline->end[parent] = outline->count;
            parent = outline->parent[parent];
            group = parent < 0 ? count : outline->row_at[parent];
            at = siblings->first[group] + number;
        }
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
    Adjacency siblings = {0};
    reserve(outline, count);
    outline->count = 0;
    if (count == 0)
        return;
    group_siblings(plan, count, &siblings);
    walk(outline, &siblings, count);
    if (outline->count < count)
        walk_circles(outline, count);
    adjacency_release(&siblings);
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
