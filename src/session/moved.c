/*
 * One pass over the history of a record.
 */
#include "steerco/session/moved.h"

typedef struct Counting {
    const Entity *entity;
    Id id;
    const Field *field;
    int64_t until;
    int moved;
} Counting;

static bool puts_off(const Counting *counting, const Change *change)
{
    return change->kind == CHANGE_SET && change->entity == counting->entity && change->id == counting->id &&
           change->field == counting->field && !value_is_none(counting->field, change->before) &&
           !value_is_none(counting->field, change->after) && change->after.number > change->before.number;
}

static bool count_entry(const JournalEntry *entry, void *context)
{
    Counting *counting = context;
    bool stands = entry->undone == 0 && entry->undoes == 0;
    if (counting->until && entry->sequence > counting->until)
        return true;
    for (size_t i = 0; stands && i < entry->changes->changes.count; i++)
        counting->moved += puts_off(counting, &entry->changes->changes.items[i]);
    return true;
}

bool moved_count(Store *store, const Entity *entity, Id id, const Field *field, int64_t until, int *out, Error *error)
{
    Counting counting = {.entity = entity, .id = id, .field = field, .until = until};
    const JournalQuery query = {.entity = entity, .id = id};
    bool read = store_journal(store, &query, count_entry, &counting, error);
    *out = counting.moved;
    return read;
}
