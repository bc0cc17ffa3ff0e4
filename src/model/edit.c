/*
 * Edits of the outline.
 *
 * Positions leave gaps, so that a task is put between two others by changing one number; only where a gap is used up
 * are the siblings renumbered.
 */
#include "edit_parts.h"

#include <stdlib.h>

#include "steerco/base/memory.h"

/* ---- Siblings ---- */

/* The task at a place of the outline, or null. */
static const Task *task_at(const Plan *plan, int64_t place)
{
    const Outline *outline = &plan->results.outline;
    bool inside = place >= 0 && place < (int64_t)outline->count;
    return inside ? plan_task(plan, outline->row_at[place]) : NULL;
}

static int64_t place_of(const Plan *plan, Id task)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    return row == ROW_NONE ? -1 : (int64_t)plan->results.outline.place_of[row];
}

/* The place of the sibling before or after, −1 when there is none. */
static int64_t previous_sibling(const Plan *plan, int64_t place)
{
    const Outline *outline = &plan->results.outline;
    int64_t before = place - 1;
    if (before < 0 || before == outline->parent[place])
        return -1;
    while (outline->parent[before] != outline->parent[place])
        before = outline->parent[before];
    return before;
}

static int64_t next_sibling(const Plan *plan, int64_t place)
{
    const Outline *outline = &plan->results.outline;
    int64_t after = outline->end[place];
    bool same = after < (int64_t)outline->count && outline->parent[after] == outline->parent[place];
    return same ? after : -1;
}

static int64_t first_child(const Plan *plan, Id parent)
{
    const Outline *outline = &plan->results.outline;
    if (parent == 0)
        return outline->count > 0 ? 0 : -1;
    int64_t place = place_of(plan, parent);
    return place >= 0 && outline_is_summary(outline, (uint32_t)place) ? place + 1 : -1;
}

static void set_position(ChangeSet *set, const Plan *plan, Id task, int64_t position)
{
    change_field(set, plan, &task_entity, Task, task, position, value_number(position));
}

static int64_t last_child(const Plan *plan, Id parent)
{
    int64_t last = -1;
    for (int64_t place = first_child(plan, parent); place >= 0; place = next_sibling(plan, place))
        last = place;
    return last;
}

/* The position of the first of `count` tasks behind the sibling at place `after` (−1 = before all) among the children
   of `parent`. Renumbers them all where there is no room. */
static int64_t room_behind(ChangeSet *set, const Plan *plan, Id parent, int64_t after, int64_t count, int64_t *step)
{
    int64_t next = after < 0 ? first_child(plan, parent) : next_sibling(plan, after);
    const Task *above = task_at(plan, after), *below = task_at(plan, next);
    *step = EDIT_POSITION_GAP;
    if (!below)
        return above ? above->position + EDIT_POSITION_GAP : EDIT_POSITION_GAP;
    int64_t low = above ? above->position : below->position - (count + 1) * EDIT_POSITION_GAP;
    if (below->position - low > count) {
        *step = (below->position - low) / (count + 1);
        return low + *step;
    }
    int64_t taken = count * EDIT_POSITION_GAP, position = after < 0 ? taken : 0, found = EDIT_POSITION_GAP;
    for (int64_t place = first_child(plan, parent); place >= 0; place = next_sibling(plan, place)) {
        position += EDIT_POSITION_GAP;
        set_position(set, plan, task_at(plan, place)->record.id, position);
        if (place == after) {
            found = position + EDIT_POSITION_GAP;
            position += taken;
        }
    }
    return found;
}

Room edit_room(ChangeSet *set, const Plan *plan, TaskPlace where, size_t count)
{
    int64_t after = place_of(plan, where.after);
    Room room = {.parent = after >= 0 ? task_at(plan, after)->parent : where.parent};
    if (after < 0)
        after = last_child(plan, room.parent);
    room.position = room_behind(set, plan, room.parent, after, (int64_t)count, &room.step);
    return room;
}

/* ---- The outline ---- */

Task *edit_insert_task(ChangeSet *set, const Plan *plan, TaskPlace where)
{
    Room room = edit_room(set, plan, where, 1);
    Task *task = change_create(set, &task_entity);
    task->parent = room.parent;
    task->position = room.position;
    return task;
}

static void put_into(ChangeSet *set, const Plan *plan, Id task, Room room)
{
    set_position(set, plan, task, room.position);
    change_field(set, plan, &task_entity, Task, task, parent, value_number(room.parent));
}

bool edit_indent(ChangeSet *set, const Plan *plan, Id task, Error *error)
{
    int64_t place = place_of(plan, task);
    int64_t above = place < 0 ? -1 : previous_sibling(plan, place);
    if (above < 0)
        return error_set(error, "T-%lld has no task above it at its level to lie under", (long long)task);
    put_into(set, plan, task, edit_room(set, plan, (TaskPlace){.parent = task_at(plan, above)->record.id}, 1));
    return true;
}

bool edit_outdent(ChangeSet *set, const Plan *plan, Id task, Error *error)
{
    int64_t place = place_of(plan, task);
    int64_t parent = place < 0 ? -1 : plan->results.outline.parent[place];
    if (parent < 0)
        return error_set(error, "T-%lld is already at the top level", (long long)task);
    put_into(set, plan, task, edit_room(set, plan, (TaskPlace){.after = task_at(plan, parent)->record.id}, 1));
    return true;
}

bool edit_move(ChangeSet *set, const Plan *plan, Id task, int direction, Error *error)
{
    int64_t place = place_of(plan, task);
    int64_t other = place < 0 ? -1 : direction < 0 ? previous_sibling(plan, place) : next_sibling(plan, place);
    if (other < 0)
        return error_set(error, "T-%lld is already the %s of its level", (long long)task,
                         direction < 0 ? "first" : "last");
    int64_t after = direction < 0 ? previous_sibling(plan, other) : other, step;
    set_position(set, plan, task, room_behind(set, plan, task_at(plan, place)->parent, after, 1, &step));
    return true;
}

/* ---- Several tasks with what lies under them ---- */

static bool is_among(const Ids *tasks, Id task)
{
    for (size_t i = 0; i < tasks->count; i++)
        if (tasks->items[i] == task)
            return true;
    return false;
}

void edit_uppermost(const Plan *plan, const Ids *tasks, Ids *out)
{
    const Outline *outline = &plan->results.outline;
    bool *wanted = memory_new(outline->count + 1, sizeof *wanted);
    for (size_t i = 0; i < tasks->count; i++) {
        int64_t place = place_of(plan, tasks->items[i]);
        if (place >= 0)
            wanted[place] = true;
    }
    for (uint32_t place = 0; place < outline->count;) {
        if (wanted[place])
            array_push(out, task_at(plan, place)->record.id);
        place = wanted[place] ? outline->end[place] : place + 1;
    }
    free(wanted);
}

/* Does the place lie among what moves? Then it would move along, and never be reached. */
static bool check_place(const Plan *plan, const Ids *moved, TaskPlace where, Error *error)
{
    Id target = where.after ? where.after : where.parent;
    const char *relation = where.after ? "behind" : "under";
    for (const Task *up = plan_find(plan, ENTITY_TASK, target); up; up = plan_find(plan, ENTITY_TASK, up->parent)) {
        if (!is_among(moved, up->record.id))
            continue;
        if (up->record.id == target)
            return error_set(error, "T-%lld cannot be put %s itself", (long long)target, relation);
        return error_set(error, "T-%lld cannot be put %s T-%lld, which lies under it", (long long)up->record.id,
                         relation, (long long)target);
    }
    return true;
}

bool edit_move_to(ChangeSet *set, const Plan *plan, const Ids *tasks, TaskPlace where, Error *error)
{
    Ids moved = {0};
    edit_uppermost(plan, tasks, &moved);
    bool good = moved.count > 0 || error_set(error, "the tasks to be moved are gone");
    good = good && check_place(plan, &moved, where, error);
    if (good) {
        Room room = edit_room(set, plan, where, moved.count);
        for (size_t i = 0; i < moved.count; i++, room.position += room.step)
            put_into(set, plan, moved.items[i], room);
    }
    array_release(&moved);
    return good;
}
