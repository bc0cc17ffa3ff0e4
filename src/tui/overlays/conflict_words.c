/*
 * The order of tasks is kept as numbers, which nobody sees. Where two people moved the same task, its two places are
 * told by the task that it would come after.
 */
#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"

/* The sibling that a task at this position comes after, or null. */
static const Task *task_before(const Plan *plan, Id parent, Id task, int64_t position)
{
    const Task *best = NULL;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        const Task *other = plan_task(plan, row);
        bool before = other->parent == parent && other->record.id != task && other->position < position;
        if (before && (!best || other->position > best->position))
            best = other;
    }
    return best;
}

/* "after T-3 Dig", "first"; under another summary than now, "first under T-2 Walls" */
static char *word_position(const Plan *plan, Id parent, Id task, const char *position)
{
    Buffer words = {0};
    const Task *now = plan_find(plan, ENTITY_TASK, task), *above = plan_find(plan, ENTITY_TASK, parent);
    const Task *before = task_before(plan, parent, task, strtoll(position, NULL, 10));
    if (before)
        buffer_format(&words, "after T-%lld %s", (long long)before->record.id, before->name);
    else
        buffer_add(&words, "first");
    if (above && now && now->parent != parent)
        buffer_format(&words, " under T-%lld %s", (long long)parent, above->name);
    return buffer_steal(&words);
}

void conflict_word_positions(Conflicts *conflicts, const ChangeSet *set, const Plan *plan)
{
    const Field *position = field_of(&task_entity, Task, position), *parent = field_of(&task_entity, Task, parent);
    for (size_t i = 0; i < conflicts->count; i++) {
        Conflict *conflict = &conflicts->items[i];
        const Task *task = conflict->field == position ? plan_find(plan, ENTITY_TASK, conflict->id) : NULL;
        if (!task)
            continue;
        Id under = set ? change_value(set, plan, &task_entity, conflict->id, parent).number : task->parent;
        char *mine = word_position(plan, under, conflict->id, conflict->mine);
        char *theirs = word_position(plan, task->parent, conflict->id, conflict->theirs);
        free(conflict->mine);
        free(conflict->theirs);
        conflict->mine = mine;
        conflict->theirs = theirs;
    }
}
