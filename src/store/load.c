/*
 * From the file into a plan: one scan a table, in order of id.
 */
#include "record.h"

/* Ids that do not ascend betray pages that a damaged or planted file links in a circle. */
static bool in_order(const Store *store, const Entity *entity, Id last, Id id, Error *error)
{
    return id > last || error_set(error, "%s is damaged: the %s are out of order", store->path, entity->plural);
}

static bool load_table(Store *store, const Entity *entity, Plan *plan, void *record, Error *error)
{
    Id board = entity->shared ? 0 : plan->board, last = 0;
    sqlite3_stmt *rows = record_statement(store, entity, RECORD_SCAN, ARGUMENTS(argument_number(board)), error);
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

static bool load_tables(Store *store, Plan *plan, Error *error)
{
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        if (plan->board == 0 && !entities[kind]->shared)
            continue;
        void *record = memory_new(1, entities[kind]->record_size);
        bool loaded = load_table(store, entities[kind], plan, record, error);
        free(record);
        if (!loaded)
            return false;
    }
    if (plan->board != 0 && !plan_find(plan, ENTITY_BOARD, plan->board))
        return error_set(error, "%s: there is no board B-%lld", store->path, (long long)plan->board);
    return statement_number(store, SEQUENCE_LAST, NO_ARGUMENTS, 0, &plan->sequence, error);
}

bool store_load(Store *store, Id board, Plan *plan, Error *error)
{
    plan->board = board;
    if (!read_begin(store, error))
        return false;
    bool loaded = load_tables(store, plan, error);
    read_end(store);
    return loaded;
}
