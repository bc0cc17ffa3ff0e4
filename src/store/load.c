/*
 * From the file into a plan: one scan a table, in order of id.
 */
#include "past.h"
#include "steerco/records/records.h"

/* Ids that do not ascend betray pages that a damaged or planted file links in a circle. */
static bool in_order(const Store *store, const Entity *entity, Id last, Id id, Error *error)
{
    return id > last || error_set(error, "%s is damaged: the %s are out of order", store->path, entity->plural);
}

static sqlite3_stmt *scan(Store *store, const Entity *entity, Id board, Error *error)
{
    if (board != EVERY_BOARD)
        return record_statement(store, entity, RECORD_SCAN, ARGUMENTS(argument_number(board)), error);
    return record_statement(store, entity, RECORD_RANGE, ARGUMENTS(argument_number(0), argument_number(INT64_MAX)),
                            error);
}

static bool load_table(Store *store, const Entity *entity, Plan *plan, void *record, Error *error)
{
    Id last = 0;
    sqlite3_stmt *rows = scan(store, entity, entity->shared ? 0 : plan->board, error);
    bool row = rows != NULL;
    while (row) {
        if (!statement_step(store, rows, &row, error))
            return false;
        if (!row)
            return true;
        if (!record_read(store, entity, rows, record, error))
            return false;
        if (!in_order(store, entity, last, ((Record *)record)->id, error))
            return false;
        last = ((Record *)record)->id;
        plan_add(plan, entity->kind, record);
    }
    return false;
}

bool load_records(Store *store, Plan *plan, Error *error)
{
    for (int kind = 0; kind < entity_count; kind++) {
        if (plan->board == 0 && !entities[kind]->shared)
            continue;
        void *record = memory_new(1, entities[kind]->record_size);
        bool loaded = load_table(store, entities[kind], plan, record, error);
        free(record);
        if (!loaded)
            return false;
    }
    return statement_number(store, SEQUENCE_LAST, NO_ARGUMENTS, 0, &plan->sequence, error);
}

static bool has_board(const Store *store, const Plan *plan, Error *error)
{
    return plan->board == 0 || plan_find(plan, ENTITY_BOARD, plan->board) ||
           error_set(error, "%s: there is no board B-%lld", store->path, (long long)plan->board);
}

bool store_load(Store *store, Id board, Plan *plan, Error *error)
{
    plan->board = board;
    if (!read_begin(store, error))
        return false;
    bool loaded = load_records(store, plan, error) && has_board(store, plan, error);
    read_end(store);
    return loaded;
}

static bool read_board(Store *store, const Entity *entity, Id id, Id *out, Error *error)
{
    bool row;
    sqlite3_stmt *query = record_statement(store, entity, RECORD_BOARD, ARGUMENTS(argument_number(id)), error);
    if (!query || !statement_step(store, query, &row, error))
        return false;
    *out = row ? sqlite3_column_int64(query, 0) : 0;
    return true;
}

bool store_board_of(Store *store, const Entity *entity, Id id, Id *out, Error *error)
{
    if (!read_begin(store, error))
        return false;
    bool read = read_board(store, entity, id, out, error);
    read_end(store);
    return read;
}
