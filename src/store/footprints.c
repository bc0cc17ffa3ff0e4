/*
 * What happened to a task also happened to its links and assignments, and the journal knows them under ids of their
 * own. Those that refer to the record now are asked for; those that did once are met on the way back through the
 * journal: where they were made to refer to something else, or deleted. From there on they are followed too.
 */
#include "footprints.h"

#include <stdlib.h>

#include "pack.h"

/* The columns of CHANGES_OF_ENTITY. */
enum { ROW_SEQUENCE, ROW_ACTION, ROW_RECORD, ROW_COUNT, ROW_FIELD, ROW_BEFORE, ROW_AFTER };

/* The search among the records of one type. */
typedef struct Search {
    Store *store;
    const Entity *entity;
    const Entity *target_entity;
    Id target;
    IdMap followed; /* id → place in all->records + 1 */
    Footprints *all;
} Search;

/* Parts of a snapshot go unmentioned: they never change, and come and go with the whole. */
static bool belongs_by(const Entity *entity, const Field *field, const Entity *target)
{
    bool refers = field->type == FIELD_ANY || (field->type == FIELD_REFERENCE && field->refers_to == target);
    return field_is_stored(field) && refers && !entity->snapshot && (field->required || entity->append_only);
}

static bool may_belong(const Entity *entity, const Entity *target)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (belongs_by(entity, field, target))
            return true;
    return false;
}

static void follow(Search *search, Id id)
{
    if (idmap_get(&search->followed, id, 0) != 0)
        return;
    array_push(&search->all->records, (Followed){.entity = search->entity, .id = id});
    idmap_put(&search->followed, id, (int64_t)search->all->records.count);
}

/* How a field says that it refers to the target. */
static int64_t as_stored(const Search *search, const Field *field)
{
    return field->type == FIELD_ANY ? any_id(search->target_entity, search->target) : search->target;
}

static bool follow_present(Search *search, const Field *field, Error *error)
{
    bool row;
    sqlite3_stmt *rows = field_statement(search->store, search->entity, field, FIELD_REFERRERS,
                                         ARGUMENTS(argument_number(as_stored(search, field))), error);
    while (rows && statement_step(search->store, rows, &row, error)) {
        if (!row)
            return true;
        follow(search, sqlite3_column_int64(rows, 0));
    }
    return false;
}

static bool refers(const Search *search, const void *record)
{
    for (const Field *field = search->entity->fields; field->name; field++)
        if (belongs_by(search->entity, field, search->target_entity) &&
            field_stored(field, record).number == as_stored(search, field))
            return true;
    return false;
}

static bool follow_deleted(Search *search, sqlite3_stmt *row, Error *error)
{
    Unpacker unpacker;
    Arena texts = {0};
    bool read = true;
    void *record = memory_new(1, search->entity->record_size);
    Id first = sqlite3_column_int64(row, ROW_RECORD), end = first + sqlite3_column_int64(row, ROW_COUNT);
    unpacker_init(&unpacker, search->store, search->entity, column_text(row, ROW_BEFORE));
    for (Id id = first; id < end && read; id++) {
        read = unpacker_next(&unpacker, &texts, record, error);
        if (read && refers(search, record))
            follow(search, id);
    }
    unpacker_release(&unpacker);
    arena_release(&texts);
    free(record);
    return read || error_prefix(error, "%s is damaged: change set %lld", search->store->path,
                                (long long)sqlite3_column_int64(row, ROW_SEQUENCE));
}

/* A field that made the record refer to the target, or no longer. */
static void follow_set(Search *search, sqlite3_stmt *row)
{
    const Field *field = stored_field_named(search->entity, column_text(row, ROW_FIELD));
    int64_t target = field ? as_stored(search, field) : 0;
    bool here = sqlite3_column_int64(row, ROW_BEFORE) == target || sqlite3_column_int64(row, ROW_AFTER) == target;
    if (field && here && belongs_by(search->entity, field, search->target_entity))
        follow(search, sqlite3_column_int64(row, ROW_RECORD));
}

static void note(Search *search, sqlite3_stmt *row)
{
    Id first = sqlite3_column_int64(row, ROW_RECORD), count = sqlite3_column_int64(row, ROW_COUNT);
    int64_t sequence = sqlite3_column_int64(row, ROW_SEQUENCE), place;
    if (count == 1 && (place = idmap_get(&search->followed, first, 0)) != 0)
        array_push(&search->all->prints, (Footprint){.sequence = sequence, .record = (size_t)place - 1});
    for (size_t slot = 0; count > 1 && slot < search->followed.capacity; slot++) {
        Id id = search->followed.keys[slot];
        if (id == 0 || id < first || id - first >= count)
            continue;
        place = idmap_get(&search->followed, id, 0);
        array_push(&search->all->prints, (Footprint){.sequence = sequence, .record = (size_t)place - 1});
    }
}

static bool search_row(Search *search, sqlite3_stmt *row, Error *error)
{
    if (sqlite3_column_type(row, ROW_FIELD) != SQLITE_NULL)
        follow_set(search, row);
    else if (strcmp(column_text(row, ROW_ACTION), journal_actions[CHANGE_DELETE]) == 0 &&
             !follow_deleted(search, row, error))
        return false;
    note(search, row);
    return true;
}

static bool search_journal(Search *search, Error *error)
{
    bool row;
    sqlite3_stmt *rows =
        statement_bind(search->store, CHANGES_OF_ENTITY, ARGUMENTS(argument_text(search->entity->name)), error);
    while (rows && statement_step(search->store, rows, &row, error)) {
        if (!row)
            return true;
        if (!search_row(search, rows, error))
            return false;
    }
    return false;
}

static bool find_own(Store *store, const Entity *entity, Id id, Footprints *out, Error *error)
{
    bool row;
    array_push(&out->records, (Followed){.entity = entity, .id = id});
    sqlite3_stmt *rows =
        statement_bind(store, SETS_OF_RECORD, ARGUMENTS(argument_text(entity->name), argument_number(id)), error);
    while (rows && statement_step(store, rows, &row, error)) {
        if (!row)
            return true;
        array_push(&out->prints, (Footprint){.sequence = sqlite3_column_int64(rows, 0)});
    }
    return false;
}

static bool find_belonging(Store *store, const Entity *entity, const Entity *target_entity, Id target, Footprints *out,
                           Error *error)
{
    Search search = {.store = store, .entity = entity, .target_entity = target_entity, .target = target, .all = out};
    bool found = true;
    for (const Field *field = entity->fields; field->name && found; field++)
        if (belongs_by(entity, field, target_entity))
            found = follow_present(&search, field, error);
    if (found)
        found = search_journal(&search, error);
    idmap_release(&search.followed);
    return found;
}

static int newest_first(const void *a, const void *b)
{
    const Footprint *x = a, *y = b;
    if (x->sequence != y->sequence)
        return x->sequence > y->sequence ? -1 : 1;
    return (x->record > y->record) - (x->record < y->record);
}

static void sort_prints(Footprints *all)
{
    size_t kept = 0;
    if (all->prints.count > 0)
        qsort(all->prints.items, all->prints.count, sizeof *all->prints.items, newest_first);
    for (size_t i = 0; i < all->prints.count; i++)
        if (i == 0 || newest_first(&all->prints.items[i - 1], &all->prints.items[i]) != 0)
            all->prints.items[kept++] = all->prints.items[i];
    all->prints.count = kept;
}

bool footprints_find(Store *store, const Entity *entity, Id id, Footprints *out, Error *error)
{
    if (!find_own(store, entity, id, out, error))
        return false;
    for (int kind = 0; kind < entity_count; kind++)
        if (may_belong(entities[kind], entity) && !find_belonging(store, entities[kind], entity, id, out, error))
            return false;
    sort_prints(out);
    return true;
}

void footprints_release(Footprints *all)
{
    array_release(&all->records);
    array_release(&all->prints);
    arena_release(&all->texts);
}
