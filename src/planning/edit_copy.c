/*
 * Copies of parts of a plan: taken down as plain records, so that they outlive every change of the plan and can be put
 * into another board's.
 */
#include <stdlib.h>

#include "edit_parts.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

void edit_copy_release(TaskCopy *copy)
{
    array_release(&copy->tasks);
    array_release(&copy->links);
    array_release(&copy->assignments);
    arena_release(&copy->texts);
    *copy = (TaskCopy){0};
}

/* ---- Taking down ---- */

static void copy_assignments(const Plan *plan, uint32_t row, TaskCopy *out)
{
    const Adjacency *assigned = &plan->results->assignments;
    for (uint32_t i = assigned->first[row]; i < assigned->first[row + 1]; i++) {
        Assignment copy = *plan_assignment(plan, assigned->rows[i]);
        record_keep_texts(&assignment_entity, &copy, &out->texts);
        array_push(&out->assignments, copy);
    }
}

static void copy_subtree(const Plan *plan, Id root, TaskCopy *out)
{
    const Outline *outline = &plan->results->outline;
    uint32_t first = outline->place_of[plan_row(plan, ENTITY_TASK, root)];
    for (uint32_t place = first; place < outline->end[first]; place++) {
        uint32_t row = outline->row_at[place];
        Task copy = *plan_task(plan, row);
        if (place == first)
            copy.parent = 0;
        record_keep_texts(&task_entity, &copy, &out->texts);
        array_push(&out->tasks, copy);
        copy_assignments(plan, row, out);
    }
}

static void copy_links(const Plan *plan, TaskCopy *out)
{
    const Adjacency *into = &plan->results->predecessors;
    IdMap copied = {0};
    for (size_t i = 0; i < out->tasks.count; i++)
        idmap_put(&copied, out->tasks.items[i].record.id, 1);
    for (size_t i = 0; i < out->tasks.count; i++) {
        uint32_t row = plan_row(plan, ENTITY_TASK, out->tasks.items[i].record.id);
        for (uint32_t k = into->first[row]; k < into->first[row + 1]; k++) {
            Link copy = *plan_link(plan, into->rows[k]);
            if (!idmap_get(&copied, copy.predecessor, 0))
                continue;
            record_keep_texts(&link_entity, &copy, &out->texts);
            array_push(&out->links, copy);
        }
    }
    idmap_release(&copied);
}

void edit_copy(const Plan *plan, const Ids *tasks, TaskCopy *out)
{
    Ids roots = {0};
    edit_copy_release(out);
    out->board = plan->board;
    out->currency = arena_text(&out->texts, plan_board(plan)->currency);
    edit_in_order(plan, tasks, true, &roots);
    for (size_t i = 0; i < roots.count; i++)
        copy_subtree(plan, roots.items[i], out);
    copy_links(plan, out);
    array_release(&roots);
}

/* ---- Pasting ---- */

/* A new record like the copy: its own id and board, its texts in the set. */
static void *create_like(ChangeSet *set, const Entity *entity, const void *copy)
{
    Record *made = change_create(set, entity), record = *made;
    memcpy(made, copy, entity->record_size);
    *made = record;
    record_keep_texts(entity, made, &set->arena);
    return made;
}

/* A copy has not begun, and it came from no file. */
static void forget_history(Task *task)
{
    Task fresh = {0};
    record_init(&task_entity, &fresh);
    task->external_id = fresh.external_id;
    task->actual_start = fresh.actual_start;
    task->actual_finish = fresh.actual_finish;
    task->percent_complete = fresh.percent_complete;
    task->physical_percent = fresh.physical_percent;
}

static Task *paste_task(ChangeSet *set, const Plan *plan, const TaskCopy *copy, const Task *task)
{
    Task *made = create_like(set, &task_entity, task);
    forget_history(made);
    if (!plan_find(plan, ENTITY_CALENDAR, made->calendar))
        made->calendar = 0;
    if (!text_equal(copy->currency, plan_board(plan)->currency))
        made->fixed_cost = MONEY_NONE;
    return made;
}

static void paste_relations(ChangeSet *set, const Plan *plan, const TaskCopy *copy, const IdMap *ids)
{
    for (size_t i = 0; i < copy->links.count; i++) {
        Link *link = create_like(set, &link_entity, &copy->links.items[i]);
        link->predecessor = idmap_get(ids, link->predecessor, 0);
        link->successor = idmap_get(ids, link->successor, 0);
    }
    for (size_t i = 0; i < copy->assignments.count; i++) {
        if (!plan_find(plan, ENTITY_RESOURCE, copy->assignments.items[i].resource))
            continue;
        Assignment *assignment = create_like(set, &assignment_entity, &copy->assignments.items[i]);
        assignment->task = idmap_get(ids, assignment->task, 0);
    }
}

static size_t count_uppermost(const TaskCopy *copy)
{
    size_t count = 0;
    for (size_t i = 0; i < copy->tasks.count; i++)
        count += copy->tasks.items[i].parent == 0;
    return count;
}

Task *edit_paste(ChangeSet *set, const Plan *plan, const TaskCopy *copy, TaskPlace where)
{
    Task *first = NULL;
    IdMap ids = {0}; /* of the tasks as they were → as they are now */
    if (copy->tasks.count == 0)
        return NULL;
    Room room = edit_room(set, plan, where, count_uppermost(copy));
    for (size_t i = 0; i < copy->tasks.count; i++) {
        const Task *task = &copy->tasks.items[i];
        Task *made = paste_task(set, plan, copy, task);
        idmap_put(&ids, task->record.id, made->record.id);
        first = first ? first : made;
        made->parent = task->parent ? idmap_get(&ids, task->parent, 0) : room.parent;
        if (task->parent == 0) {
            made->position = room.position;
            room.position += room.step;
        }
    }
    paste_relations(set, plan, copy, &ids);
    idmap_release(&ids);
    return first;
}
