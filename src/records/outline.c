/*
 * Building the outline: rows grouped by parent, each group in order of position, walked depth first. Linear but for the
 * sorting, which is done only for those groups whose rows are not in order already (as they are after loading and
 * importing).
 */
#include "steerco/records/outline.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/records/records.h"

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

static bool is_sorted(const Plan *plan, const uint32_t *rows, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        Ranked before = ranked(plan, rows[i - 1]), after = ranked(plan, rows[i]);
        if (by_position(&before, &after) > 0)
            return false;
    }
    return true;
}

/* Was there anything to sort? */
static bool sort_group(const Plan *plan, uint32_t *rows, uint32_t count)
{
    if (is_sorted(plan, rows, count))
        return false;
    Ranked *group = memory_new(count, sizeof *group);
    for (uint32_t i = 0; i < count; i++)
        group[i] = ranked(plan, rows[i]);
    qsort(group, count, sizeof *group, by_position);
    for (uint32_t i = 0; i < count; i++)
        rows[i] = group[i].row;
    free(group);
    return true;
}

/* Groups */

static void reserve_groups(OutlineGroups *groups, uint32_t count)
{
    adjacency_targets(&groups->children, count);
    if (count < groups->capacity)
        return;
    size_t capacity = (size_t)count + count / 4 + 1;
    groups->mixed = memory_resize(groups->mixed, capacity, sizeof *groups->mixed);
    groups->inactive = memory_resize(groups->inactive, capacity, sizeof *groups->inactive);
    memset(groups->mixed + groups->capacity, false, capacity - groups->capacity);
    groups->capacity = capacity;
}

/* By row, also of those that were there before: may the task be another one or lie elsewhere? */
static bool *find_changed(const Plan *plan, const OutlineGroups *groups, uint32_t count)
{
    uint32_t rows = count > groups->count ? count : groups->count;
    bool *changed = memory_new((size_t)rows + 1, sizeof *changed);
    if (groups->orphans || groups->rows != plan_structure(plan, STRUCTURE_ROWS)) {
        memset(changed, true, rows);
        return changed;
    }
    for (size_t i = groups->touched; i < plan->touched.count; i++)
        if (plan->touched.items[i] < rows)
            changed[plan->touched.items[i]] = true;
    for (uint32_t row = count; row < rows; row++)
        changed[row] = true;
    return changed;
}

static void find_group(const Plan *plan, OutlineGroups *groups, uint32_t row)
{
    const Task *task = plan_task(plan, row);
    uint32_t above = task->parent ? plan_row(plan, ENTITY_TASK, task->parent) : ROW_NONE;
    uint32_t group = above == ROW_NONE ? 0 : above + 1;
    groups->orphans = groups->orphans || (group == 0 && task->parent != 0);
    groups->children.targets[row] = group;
    groups->inactive[row] = task->inactive;
    groups->mixed[group] = true; /* as far as is known */
}

static void find_groups(const Plan *plan, OutlineGroups *groups, uint32_t count)
{
    bool *changed = find_changed(plan, groups, count);
    const uint32_t *group_of = groups->children.targets;
    groups->orphans = false;
    for (uint32_t row = 0; row < count; row++)
        if (changed[row] || (group_of[row] > 0 && changed[group_of[row] - 1]))
            find_group(plan, groups, row);
    free(changed);
}

/* The rows of each group, from top to bottom. */
static void group_siblings(const Plan *plan, OutlineGroups *groups)
{
    uint32_t count = plan_count(plan, ENTITY_TASK);
    reserve_groups(groups, count);
    find_groups(plan, groups, count);
    adjacency_group(&groups->children, count, count + 1);
    for (uint32_t group = 0; group <= count; group++) {
        uint32_t first = groups->children.first[group], end = groups->children.first[group + 1];
        if (groups->mixed[group])
            groups->mixed[group] = sort_group(plan, groups->children.rows + first, end - first);
    }
    groups->count = count;
    groups->rows = plan_structure(plan, STRUCTURE_ROWS);
    groups->touched = plan->touched.count;
}

static void release_groups(OutlineGroups *groups)
{
    adjacency_release(&groups->children);
    free(groups->mixed);
    free(groups->inactive);
}

/* Places */

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
    outline->inactive = memory_resize(outline->inactive, capacity, sizeof *outline->inactive);
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
    outline->inactive[row] =
        outline->groups.inactive[row] || (parent >= 0 && outline->inactive[outline->row_at[parent]]);
    return place;
}

/* Walk the roots and all below them. Iterative: outlines from other people's files may be deep. */
static void walk(Outline *outline)
{
    const Adjacency *siblings = &outline->groups.children;
    int32_t parent = -1;
    uint32_t group = 0, at = siblings->first[group];
    while (at < siblings->first[group + 1] || parent >= 0) {
        if (at < siblings->first[group + 1]) {
            uint32_t row = siblings->rows[at], place = enter(outline, row, parent, at - siblings->first[group] + 1);
            outline->end[place] = outline->count;
            at++;
            if (siblings->first[row + 1] < siblings->first[row + 2]) {
                parent = (int32_t)place;
                group = row + 1;
                at = siblings->first[group];
            }
        } else {
            uint32_t number = outline->number[parent];
            outline->end[parent] = outline->count;
            parent = outline->parent[parent];
            group = parent < 0 ? 0 : outline->row_at[parent] + 1;
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
    reserve(outline, count);
    outline->count = 0;
    if (count == 0)
        return;
    group_siblings(plan, &outline->groups);
    walk(outline);
    if (outline->count < count)
        walk_circles(outline, count);
}

void outline_release(Outline *outline)
{
    free(outline->row_at);
    free(outline->place_of);
    free(outline->end);
    free(outline->parent);
    free(outline->number);
    free(outline->level);
    free(outline->inactive);
    release_groups(&outline->groups);
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
