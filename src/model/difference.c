/*
 * What lies between two states of a plan, as the changes that lead from one to the other: whatever was done and undone
 * in between is not among them.
 */
#include <stdlib.h>

#include "steerco/model/change.h"

static int by_id(const void *a, const void *b)
{
    Id one = *(const Id *)a, other = *(const Id *)b;
    return (one > other) - (one < other);
}

/* The ids of a table in both plans, ascending; one that is in both comes twice. */
static Id *ids_of(const Plan *before, const Plan *after, EntityKind kind, size_t *count)
{
    const Plan *const plans[] = {before, after};
    *count = 0;
    Id *ids = memory_new((size_t)plan_count(before, kind) + plan_count(after, kind) + 1, sizeof *ids);
    for (int i = 0; i < 2; i++)
        for (uint32_t row = 0; row < plan_count(plans[i], kind); row++)
            ids[(*count)++] = ((const Record *)plan_at(plans[i], kind, row))->id;
    qsort(ids, *count, sizeof *ids, by_id);
    return ids;
}

/* The set borrows the record, and nobody writes to it. */
static void push_record(ChangeSet *out, const Entity *entity, Id id, ChangeKind kind, const void *record)
{
    array_push(&out->changes,
               (Change){.entity = entity, .id = id, .kind = kind, .previous = -1, .record = (void *)(uintptr_t)record});
}

static void push_fields(ChangeSet *out, const Entity *entity, Id id, const void *before, const void *after)
{
    int64_t previous = -1;
    for (const Field *field = entity->fields; field->name; field++) {
        if (!field_is_stored(field) || value_equal(field, field_stored(field, before), field_stored(field, after)))
            continue;
        Change change = {.entity = entity, .id = id, .kind = CHANGE_SET, .previous = previous, .field = field};
        change.before = field_stored(field, before);
        change.after = field_stored(field, after);
        previous = (int64_t)out->changes.count;
        array_push(&out->changes, change);
    }
}

static void push_differences(ChangeSet *out, const Plan *before, const Plan *after, const Entity *entity, Id id)
{
    const void *one = plan_find(before, entity->kind, id), *other = plan_find(after, entity->kind, id);
    if (one && other)
        push_fields(out, entity, id, one, other);
    else
        push_record(out, entity, id, one ? CHANGE_DELETE : CHANGE_CREATE, one ? one : other);
}

void change_difference(const Plan *before, const Plan *after, ChangeSet *out)
{
    change_begin(out, after, "difference", "");
    for (int kind = 0; kind < entity_count; kind++) {
        size_t count;
        Id *ids = ids_of(before, after, (EntityKind)kind, &count);
        for (size_t i = 0; i < count; i++)
            if (i == 0 || ids[i] != ids[i - 1])
                push_differences(out, before, after, entities[kind], ids[i]);
        free(ids);
    }
}
