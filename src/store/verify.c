/*
 * Is everything in the file as it must be? The pages (SQLite's own check), the references between records, the counters
 * that ids come from, and the journal: complete, unbroken, and in agreement with the records.
 */
#include <inttypes.h>

#include "journal.h"

/* `query` finds an id where something is wrong. */
static bool finds_nothing(Store *store, sqlite3_stmt *query, const char *what, const Entity *entity, Error *error)
{
    bool row;
    if (!query || !statement_step(store, query, &row, error))
        return false;
    Id id = row ? sqlite3_column_int64(query, 0) : 0;
    sqlite3_reset(query);
    return !row ||
           error_set(error, "%s is damaged: %s %s-%" PRId64 " %s", store->path, entity->noun, entity->prefix, id, what);
}

static bool check_pages(Store *store, Error *error)
{
    bool row;
    sqlite3_stmt *query = statement_bind(store, INTEGRITY_CHECK, NO_ARGUMENTS, error);
    if (!query || !statement_step(store, query, &row, error))
        return false;
    if (row && strcmp(column_text(query, 0), "ok") == 0)
        return true;
    return error_set(error, "%s is damaged: %s", store->path, column_text(query, 0));
}

static bool check_fields(Store *store, const Entity *entity, Error *error)
{
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        if (field->type == FIELD_REFERENCE &&
            !finds_nothing(store, field_statement(store, entity, field, FIELD_DANGLING, NO_ARGUMENTS, error),
                           "refers to something that is not there", entity, error))
            return false;
        const Argument names[] = {argument_text(entity->name), argument_text(field->name)};
        if (!finds_nothing(store, field_statement(store, entity, field, FIELD_STALE, names, 2, error),
                           "is not what the journal wrote last", entity, error))
            return false;
    }
    return finds_nothing(store, record_statement(store, entity, RECORD_STRAY, NO_ARGUMENTS, error),
                         "lies on a board that is not there", entity, error);
}

static bool check_count(Store *store, const Entity *entity, Error *error)
{
    bool row;
    int64_t next, expected;
    const Argument name = argument_text(entity->name);
    sqlite3_stmt *query = record_statement(store, entity, RECORD_LAST, NO_ARGUMENTS, error);
    if (!query || !statement_step(store, query, &row, error) ||
        !statement_number(store, COUNTER_READ, &name, 1, 0, &next, error) ||
        !statement_number(store, JOURNAL_BALANCE, &name, 1, 0, &expected, error))
        return false;
    Id highest = sqlite3_column_int64(query, 0);
    int64_t count = sqlite3_column_int64(query, 1);
    sqlite3_reset(query);
    if (highest >= next)
        return error_set(error, "%s is damaged: the next %s would be %s-%" PRId64 ", but there is %s-%" PRId64,
                         store->path, entity->noun, entity->prefix, next, entity->prefix, highest);
    return count == expected || error_set(error, "%s is damaged: there are %" PRId64 " %s, by the journal %" PRId64,
                                          store->path, count, entity->plural, expected);
}

/* Reading every record also proves that every value is one that its field can hold. */
static bool check_values(Store *store, const Entity *entity, void *record, Error *error)
{
    bool row;
    const Argument all[] = {argument_number(0), argument_number(INT64_MAX)};
    sqlite3_stmt *rows = record_statement(store, entity, RECORD_RANGE, all, 2, error);
    if (!rows)
        return false;
    do {
        if (!statement_step(store, rows, &row, error) || (row && !record_read(store, entity, rows, record, error)))
            return false;
    } while (row);
    return true;
}

static bool check_entity(Store *store, const Entity *entity, Error *error)
{
    void *record = memory_new(1, entity->record_size);
    bool sound = check_values(store, entity, record, error) && check_fields(store, entity, error) &&
                 check_count(store, entity, error);
    free(record);
    return sound;
}

static bool check_journal(Store *store, Error *error)
{
    int64_t sequence;
    if (!statement_number(store, JOURNAL_GAP, NO_ARGUMENTS, 0, &sequence, error))
        return false;
    if (sequence != 0)
        return error_set(error, "%s is damaged: the journal is incomplete at change set %" PRId64, store->path,
                         sequence);
    if (!statement_number(store, JOURNAL_BREAK, NO_ARGUMENTS, 0, &sequence, error))
        return false;
    return sequence == 0 ||
           error_set(error, "%s is damaged: change set %" PRId64 " does not begin where the one before it ended",
                     store->path, sequence);
}

static bool check_all(Store *store, Error *error)
{
    if (!check_pages(store, error) || !check_journal(store, error))
        return false;
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        if (!check_entity(store, entities[kind], error))
            return false;
    return true;
}

bool store_verify(Store *store, Error *error)
{
    if (!read_begin(store, error))
        return false;
    store->deadline = 0; /* as long as it takes */
    bool sound = check_all(store, error);
    read_end(store);
    return sound;
}
