/*
 * Edits of the outline.
 *
 * Each of them says in which order tasks shall stand under one parent; the numbers that keep the order follow from
 * that. Positions leave gaps, so that a task is put between two others by changing one number; only where a gap is used
 * up are the siblings renumbered.
 */
#include "edit_parts.h"

#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/records/records.h"

/* ---- The outline as it is ---- */

/* The id of the task at a place; 0 for none. */
static Id task_at(const Plan *plan, int64_t place)
{
    const Outline *outline = &plan->results->outline;
    bool inside = place >= 0 && place < (int64_t)outline->count;
    return inside ? plan_task(plan, outline->row_at[place])->record.id : 0;
}

static int64_t place_of(const Plan *plan, Id task)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    return row == ROW_NONE ? -1 : (int64_t)plan->results->outline.place_of[row];
}

static Id parent_of(const Plan *plan, Id task)
{
    int64_t place = place_of(plan, task);
    return place < 0 ? 0 : task_at(plan, plan->results->outline.parent[place]);
}

/* The sibling before, 0 when there is none. */
static Id previous_sibling(const Plan *plan, Id task)
{
    const Outline *outline = &plan->results->outline;
    int64_t place = place_of(plan, task), before = place - 1;
    if (before < 0 || before == outline->parent[place])
        return 0;
    while (outline->parent[before] != outline->parent[place])
        before = outline->parent[before];
    return task_at(plan, before);
}

/* Add the tasks of a parent, from top to bottom; 0 = those of the top level. */
static void add_children(const Plan *plan, Id parent, Ids *out)
{
    const Outline *outline = &plan->results->outline;
    int64_t above = place_of(plan, parent);
    if (parent != 0 && above < 0)
        return;
    uint32_t end = parent ? outline->end[above] : outline->count;
    for (uint32_t place = (uint32_t)(above + 1); place < end; place = outline->end[place])
        array_push(out, task_at(plan, place));
}

/* ---- Positions ---- */

/* The tasks of one parent as they shall stand. */
typedef struct Siblings {
    Id parent;
    Ids order;          /* 0 = a task that is yet to be made */
    const IdMap *moved; /* those that have no place there yet; null = none */
} Siblings;

static bool is_placed_anew(const Siblings *siblings, size_t at)
{
    Id id = siblings->order.items[at];
    return id == 0 || (siblings->moved && idmap_get(siblings->moved, id, 0));
}

/* Numbers for those from `from` to before `to`, between their neighbours; false when there is no room. */
static bool fill_gap(int64_t *positions, size_t from, size_t to, size_t count)
{
    int64_t gaps = (int64_t)(to - from) + 1;
    int64_t low = from > 0 ? positions[from - 1] : to < count ? positions[to] - gaps * EDIT_POSITION_GAP : 0;
    int64_t high = to < count ? positions[to] : low + gaps * EDIT_POSITION_GAP;
    int64_t step = (high - low) / gaps;
    for (size_t at = from; at < to; at++)
        positions[at] = low + (int64_t)(at - from + 1) * step;
    return step > 0 || from == to;
}

/* The position of each, to be freed by the caller. Those that stand there keep theirs if there is room. */
static int64_t *spread(const Plan *plan, const Siblings *siblings)
{
    size_t count = siblings->order.count;
    int64_t *positions = memory_new(count + 1, sizeof *positions);
    bool room = true;
    for (size_t at = 0; at < count; at++)
        if (!is_placed_anew(siblings, at))
            positions[at] = plan_task(plan, plan_row(plan, ENTITY_TASK, siblings->order.items[at]))->position;
    for (size_t from = 0, to; from < count && room; from = to + 1) {
        for (to = from; to < count && is_placed_anew(siblings, to);)
            to++;
        room = fill_gap(positions, from, to, count);
    }
    for (size_t at = 0; at < count && !room; at++)
        positions[at] = (int64_t)(at + 1) * EDIT_POSITION_GAP;
    return positions;
}

static void set_position(ChangeSet *set, const Plan *plan, Id task, int64_t position)
{
    change_field(set, plan, &task_entity, Task, task, position, value_number(position));
}

/* Let them stand so; the order is released. */
static void arrange(ChangeSet *set, const Plan *plan, Siblings *siblings)
{
    int64_t *positions = spread(plan, siblings);
    for (size_t at = 0; at < siblings->order.count; at++) {
        Id id = siblings->order.items[at];
        set_position(set, plan, id, positions[at]);
        if (is_placed_anew(siblings, at))
            change_field(set, plan, &task_entity, Task, id, parent, value_number(siblings->parent));
    }
    free(positions);
    array_release(&siblings->order);
}

/* ---- New tasks ---- */

Room edit_room(ChangeSet *set, const Plan *plan, TaskPlace where, size_t count)
{
    bool behind = place_of(plan, where.after) >= 0;
    Siblings siblings = {.parent = behind ? parent_of(plan, where.after) : where.parent};
    Ids children = {0};
    size_t first = 0;
    add_children(plan, siblings.parent, &children);
    for (size_t i = 0; i <= children.count; i++) {
        bool here = behind ? i > 0 && children.items[i - 1] == where.after : i == children.count;
        first = here ? siblings.order.count : first;
        for (size_t made = 0; here && made < count; made++)
            array_push(&siblings.order, 0);
        if (i < children.count)
            array_push(&siblings.order, children.items[i]);
    }
    int64_t *positions = spread(plan, &siblings);
    for (size_t at = 0; at < siblings.order.count; at++)
        if (siblings.order.items[at] != 0)
            set_position(set, plan, siblings.order.items[at], positions[at]);
    Room room = {.parent = siblings.parent, .position = positions[first], .step = EDIT_POSITION_GAP};
    if (count > 1)
        room.step = positions[first + 1] - positions[first];
    free(positions);
    array_release(&siblings.order);
    array_release(&children);
    return room;
}

Task *edit_insert_task(ChangeSet *set, const Plan *plan, TaskPlace where)
{
    Room room = edit_room(set, plan, where, 1);
    Task *task = change_create(set, &task_entity);
    task->parent = room.parent;
    task->position = room.position;
    return task;
}

/* ---- Tasks that move, with what lies under them ---- */

void edit_in_order(const Plan *plan, const Ids *tasks, bool uppermost, Ids *out)
{
    const Outline *outline = &plan->results->outline;
    bool *wanted = memory_new(outline->count + 1, sizeof *wanted);
    for (size_t i = 0; i < tasks->count; i++) {
        int64_t place = place_of(plan, tasks->items[i]);
        if (place >= 0)
            wanted[place] = true;
    }
    for (uint32_t place = 0; place < outline->count;) {
        if (wanted[place])
            array_push(out, task_at(plan, place));
        place = wanted[place] && uppermost ? outline->end[place] : place + 1;
    }
    free(wanted);
}

typedef struct Moved {
    Ids tasks;   /* the uppermost of those that were named, in outline order */
    IdMap known; /* task → its index among them + 1 */
} Moved;

static bool begin_moving(const Plan *plan, const Ids *tasks, Moved *out, Error *error)
{
    *out = (Moved){0};
    edit_in_order(plan, tasks, true, &out->tasks);
    for (size_t i = 0; i < out->tasks.count; i++)
        idmap_put(&out->known, out->tasks.items[i], (int64_t)i + 1);
    return out->tasks.count > 0 || error_set(error, "the tasks to be moved are gone");
}

static void end_moving(Moved *moved)
{
    array_release(&moved->tasks);
    idmap_release(&moved->known);
}

static bool is_moved(const Moved *moved, Id task)
{
    return idmap_get(&moved->known, task, 0) != 0;
}

static Quoted quoted(const Plan *plan, Id task)
{
    return plan_quoted(plan, &task_entity, task);
}

/* Those of a parent's tasks that do not move. */
static Siblings staying(const Plan *plan, Id parent, const Moved *moved)
{
    Siblings siblings = {.parent = parent, .moved = &moved->known};
    Ids children = {0};
    add_children(plan, parent, &children);
    for (size_t i = 0; i < children.count; i++)
        if (!is_moved(moved, children.items[i]))
            array_push(&siblings.order, children.items[i]);
    array_release(&children);
    return siblings;
}

/* Add the tasks that those that move lie under, or with `levels` 2 what these lie under; each once, 0 = the top level.
 */
static void add_parents(const Plan *plan, const Moved *moved, int levels, Ids *out)
{
    IdMap known = {0}; /* 0 is no key */
    for (size_t i = 0; i < moved->tasks.count; i++) {
        Id parent = moved->tasks.items[i];
        for (int level = 0; level < levels; level++)
            parent = parent_of(plan, parent);
        if (!idmap_get(&known, parent + 1, 0))
            array_push(out, parent);
        idmap_put(&known, parent + 1, 1);
    }
    idmap_release(&known);
}

/* ---- Indent ---- */

/* For each task that moves the one that it comes to lie under, 0 where there is none: siblings that are indented
   together lie under the one above all of them. */
static void find_summaries(const Plan *plan, const Moved *moved, Ids *out)
{
    for (size_t i = 0; i < moved->tasks.count; i++) {
        Id before = previous_sibling(plan, moved->tasks.items[i]);
        int64_t along = before ? idmap_get(&moved->known, before, 0) : 0;
        array_push(out, along ? out->items[along - 1] : before);
    }
}

static void indent(ChangeSet *set, const Plan *plan, const Moved *moved, const Ids *summaries)
{
    for (size_t i = 0; i < moved->tasks.count;) {
        Id under = summaries->items[i];
        Siblings siblings = staying(plan, under, moved);
        for (; i < moved->tasks.count && summaries->items[i] == under; i++)
            array_push(&siblings.order, moved->tasks.items[i]);
        arrange(set, plan, &siblings);
    }
}

bool edit_indent(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error)
{
    Moved moved;
    Ids summaries = {0};
    bool good = begin_moving(plan, tasks, &moved, error);
    find_summaries(plan, &moved, &summaries);
    for (size_t i = 0; good && i < moved.tasks.count; i++)
        good = summaries.items[i] || error_set(error, "%s has no task above it at its level to lie under",
                                               quoted(plan, moved.tasks.items[i]).text);
    if (good)
        indent(set, plan, &moved, &summaries);
    array_release(&summaries);
    end_moving(&moved);
    return good;
}

/* ---- Outdent ---- */

/* Behind each task of `parent` those of the tasks under it that move. */
static void outdent_to(ChangeSet *set, const Plan *plan, Id parent, const Moved *moved)
{
    Siblings siblings = {.parent = parent, .moved = &moved->known};
    Ids children = {0}, under = {0};
    add_children(plan, parent, &children);
    for (size_t i = 0; i < children.count; i++) {
        if (!is_moved(moved, children.items[i]))
            array_push(&siblings.order, children.items[i]);
        under.count = 0;
        add_children(plan, children.items[i], &under);
        for (size_t k = 0; k < under.count; k++)
            if (is_moved(moved, under.items[k]))
                array_push(&siblings.order, under.items[k]);
    }
    arrange(set, plan, &siblings);
    array_release(&children);
    array_release(&under);
}

bool edit_outdent(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error)
{
    Moved moved;
    Ids to = {0};
    bool good = begin_moving(plan, tasks, &moved, error);
    for (size_t i = 0; good && i < moved.tasks.count; i++)
        good = parent_of(plan, moved.tasks.items[i]) ||
               error_set(error, "%s is already at the top level", quoted(plan, moved.tasks.items[i]).text);
    add_parents(plan, &moved, 2, &to);
    for (size_t i = 0; good && i < to.count; i++)
        outdent_to(set, plan, to.items[i], &moved);
    array_release(&to);
    end_moving(&moved);
    return good;
}

/* ---- Up and down ---- */

static bool can_move_under(const Plan *plan, Id parent, const Moved *moved, int direction, Error *error)
{
    Ids order = {0};
    add_children(plan, parent, &order);
    Id edge = order.items[direction < 0 ? 0 : order.count - 1];
    array_release(&order);
    return !is_moved(moved, edge) || error_set(error, "%s is already the %s of its level", quoted(plan, edge).text,
                                               direction < 0 ? "first" : "last");
}

/* Let each run of moved tasks change places with the one before it (−1) or behind it (+1). */
static void move_under(ChangeSet *set, const Plan *plan, Id parent, const Moved *moved, int direction)
{
    Siblings siblings = {.parent = parent, .moved = &moved->known};
    add_children(plan, parent, &siblings.order);
    for (size_t i = 1; i < siblings.order.count; i++) {
        Id *pair = &siblings.order.items[direction < 0 ? i - 1 : siblings.order.count - i - 1];
        if (!is_moved(moved, pair[direction < 0]) || is_moved(moved, pair[direction > 0]))
            continue;
        Id first = pair[0];
        pair[0] = pair[1];
        pair[1] = first;
    }
    arrange(set, plan, &siblings);
}

bool edit_move(ChangeSet *set, const Plan *plan, const Ids *tasks, int direction, Error *error)
{
    Moved moved;
    Ids parents = {0};
    bool good = begin_moving(plan, tasks, &moved, error);
    add_parents(plan, &moved, 1, &parents);
    for (size_t i = 0; good && i < parents.count; i++)
        good = can_move_under(plan, parents.items[i], &moved, direction, error);
    for (size_t i = 0; good && i < parents.count; i++)
        move_under(set, plan, parents.items[i], &moved, direction);
    array_release(&parents);
    end_moving(&moved);
    return good;
}

/* ---- To another place ---- */

/* Does the place lie among what moves? Then it would move along, and never be reached. */
static bool check_place(const Plan *plan, const Moved *moved, TaskPlace where, Error *error)
{
    Id target = where.after ? where.after : where.parent;
    const char *relation = where.after ? "behind" : "under";
    for (Id up = target; up; up = parent_of(plan, up)) {
        if (!is_moved(moved, up))
            continue;
        if (up == target)
            return error_set(error, "%s cannot be put %s itself", quoted(plan, target).text, relation);
        return error_set(error, "%s cannot be put %s %s, which lies under it", quoted(plan, up).text, relation,
                         quoted(plan, target).text);
    }
    return true;
}

static void move_to(ChangeSet *set, const Plan *plan, const Moved *moved, TaskPlace where)
{
    bool behind = place_of(plan, where.after) >= 0;
    Siblings stay = staying(plan, behind ? parent_of(plan, where.after) : where.parent, moved);
    Siblings siblings = {.parent = stay.parent, .moved = &moved->known};
    for (size_t i = 0; i <= stay.order.count; i++) {
        bool here = behind ? i > 0 && stay.order.items[i - 1] == where.after : i == stay.order.count;
        for (size_t k = 0; here && k < moved->tasks.count; k++)
            array_push(&siblings.order, moved->tasks.items[k]);
        if (i < stay.order.count)
            array_push(&siblings.order, stay.order.items[i]);
    }
    arrange(set, plan, &siblings);
    array_release(&stay.order);
}

bool edit_move_to(ChangeSet *set, const Plan *plan, const Ids *tasks, TaskPlace where, Error *error)
{
    Moved moved;
    bool good = begin_moving(plan, tasks, &moved, error) && check_place(plan, &moved, where, error);
    if (good)
        move_to(set, plan, &moved, where);
    end_moving(&moved);
    return good;
}
