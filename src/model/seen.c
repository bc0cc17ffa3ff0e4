/*
 * Copies of records as a person saw them, and change sets brought in line with them.
 */
#include "steerco/model/seen.h"

#include <string.h>

static int64_t record_key(const Entity *entity, Id id)
{
    return id * ENTITY_MOST + entity->kind;
}

/* A record with its texts, which the plan may give up. */
static void *copy_record(Arena *arena, const Entity *entity, const void *record)
{
    void *copy = arena_new(arena, entity->record_size);
    memcpy(copy, record, entity->record_size);
    for (const Field *field = entity->fields; field->name; field++)
        if (field_is_stored(field) && field_is_text(field))
            field_set(field, copy, value_text(arena_text(arena, field_stored(field, copy).text)));
    return copy;
}

void seen_add(Seen *seen, const Plan *plan, const Entity *entity, Id id)
{
    const void *record = plan_find(plan, entity->kind, id);
    if (!record || seen_find(seen, entity, id))
        return;
    if (seen->records.count == 0)
        seen->sequence = plan->sequence;
    array_push(&seen->records, copy_record(&seen->arena, entity, record));
    idmap_put(&seen->places, record_key(entity, id), (int64_t)seen->records.count);
}

const void *seen_find(const Seen *seen, const Entity *entity, Id id)
{
    int64_t place = seen->places.count > 0 ? idmap_get(&seen->places, record_key(entity, id), 0) : 0;
    return place > 0 ? seen->records.items[place - 1] : NULL;
}

void seen_release(Seen *seen)
{
    array_release(&seen->records);
    idmap_release(&seen->places);
    arena_release(&seen->arena);
    *seen = (Seen){0};
}

static bool is_unmoved(const Change *change, const Seen *seen)
{
    const void *record = change->kind == CHANGE_SET ? seen_find(seen, change->entity, change->id) : NULL;
    return record && value_equal(change->field, field_stored(change->field, record), change->after);
}

void change_drop_unmoved(ChangeSet *set, const Seen *seen)
{
    size_t kept = 0;
    for (size_t i = 0; i < set->changes.count; i++)
        if (!is_unmoved(&set->changes.items[i], seen))
            set->changes.items[kept++] = set->changes.items[i];
    set->changes.count = kept;
}

static void see(ChangeSet *set, Change *change, const void *record)
{
    if (change->kind == CHANGE_DELETE) {
        change->record = copy_record(&set->arena, change->entity, record);
        return;
    }
    Value before = field_stored(change->field, record);
    if (field_is_text(change->field))
        before.text = arena_text(&set->arena, before.text);
    change->before = before;
}

void change_as_seen(ChangeSet *set, const Seen *seen)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        Change *change = &set->changes.items[i];
        const void *record = change->kind == CHANGE_CREATE ? NULL : seen_find(seen, change->entity, change->id);
        if (record)
            see(set, change, record);
    }
}

/* Provisional ids are given in the order of the changes, so references among new records stay good. */
static void create_again(const Change *change, ChangeSet *out)
{
    Record *made = change_create_as(out, change->entity, change->id < 0 ? 0 : change->id);
    const Record kept = *made;
    memcpy(made, copy_record(&out->arena, change->entity, change->record), change->entity->record_size);
    *made = kept;
}

void change_rebase(const ChangeSet *set, const Plan *plan, ChangeSet *out)
{
    change_begin(out, plan, set->source, set->reason);
    out->undoes = set->undoes;
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_CREATE)
            create_again(change, out);
        else if (change->kind == CHANGE_SET)
            change_set(out, plan, change->entity, change->id, change->field, change->after);
        else
            change_delete(out, plan, change->entity, change->id);
    }
}
