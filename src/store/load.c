/*
 * From the file into a plan: one scan a table, in order of id. There is no index by board: a board costs as much as
 * all.
 */
#include <stdio.h>
#include <stdlib.h>

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

static bool load_rows(Store *store, const Entity *entity, Plan *plan, void *record, Error *error)
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

static bool load_table(Store *store, const Entity *entity, Plan *plan, Error *error)
{
    void *record = memory_new(1, entity->record_size);
    bool loaded = load_rows(store, entity, plan, record, error);
    free(record);
    return loaded;
}

bool load_records(Store *store, Plan *plan, Error *error)
{
    for (int kind = 0; kind < entity_count; kind++) {
        if (plan->board == 0 && !entities[kind]->shared)
            continue;
        if (plan->cold.load && entities[kind]->cold) {
            plan->tables[kind].cold = true;
            continue;
        }
        if (!load_table(store, entities[kind], plan, error))
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

/* ---- what is loaded at the first look ---- */

/* What was committed since the plan was loaded is taken back from the table: the others do not have it either. */
static bool load_late(Store *store, const Entity *entity, Plan *plan, Error *error)
{
    bool alone = sqlite3_get_autocommit(store->handle); /* else the store itself is looking at the plan */
    if (alone && !read_begin(store, error))
        return false;
    bool loaded = load_table(store, entity, plan, error) && go_back_in(store, plan, entity, plan->sequence, error);
    if (alone)
        read_end(store);
    return loaded;
}

static void load_cold(Plan *plan, EntityKind kind, void *context)
{
    Error error = {0};
    if (load_late(context, entities[kind], plan, &error))
        return;
    fprintf(stderr, "steerco: %s\n", error.text);
    exit(EXIT_FAILURE);
}

bool store_load_lean(Store *store, Id board, Plan *plan, Error *error)
{
    plan->cold = (ColdSource){load_cold, store};
    return store_load(store, board, plan, error);
}

/* ---- board by board ---- */

/* The rows of each table by board. */
typedef struct Sorting {
    const Plan *whole;
    struct BoardRow {
        Id board;
        uint32_t row;
    } * rows[ENTITY_MOST];
    uint32_t next[ENTITY_MOST]; /* the first one that is not in a plan yet */
} Sorting;

static int by_board(const void *a, const void *b)
{
    const struct BoardRow *x = a, *y = b;
    if (x->board != y->board)
        return x->board < y->board ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void sort_by_board(const Plan *whole, Sorting *out)
{
    *out = (Sorting){.whole = whole};
    for (int kind = 0; kind < entity_count; kind++) {
        uint32_t count = plan_count(whole, kind);
        struct BoardRow *rows = out->rows[kind] = memory_new(count, sizeof *rows);
        for (uint32_t row = 0; row < count; row++)
            rows[row] = (struct BoardRow){((const Record *)plan_at(whole, kind, row))->board, row};
        if (count > 0)
            qsort(rows, count, sizeof *rows, by_board);
    }
}

static void sorting_release(Sorting *sorting)
{
    for (int kind = 0; kind < entity_count; kind++)
        free(sorting->rows[kind]);
}

/* What is shared goes into every plan, what is of a board into one. Boards are asked for in order of their ids. */
static void fill_board(Sorting *sorting, Id board, Plan *out)
{
    const Plan *whole = sorting->whole;
    plan_init(out);
    out->board = board;
    for (int kind = 0; kind < entity_count; kind++) {
        Id wanted = entities[kind]->shared ? 0 : board;
        const struct BoardRow *rows = sorting->rows[kind];
        uint32_t at = entities[kind]->shared ? 0 : sorting->next[kind];
        for (; at < plan_count(whole, kind) && rows[at].board <= wanted; at++)
            if (rows[at].board == wanted)
                plan_add(out, kind, plan_at(whole, kind, rows[at].row));
        sorting->next[kind] = at;
    }
    out->sequence = whole->sequence;
}

static void visit_boards(const Plan *whole, BoardVisitor visit, void *context)
{
    Sorting sorting;
    sort_by_board(whole, &sorting);
    uint32_t count = plan_count(whole, ENTITY_BOARD);
    uint32_t *boards = plan_sorted_rows(whole, ENTITY_BOARD);
    bool go_on = true;
    for (uint32_t i = 0; i < count && go_on; i++) {
        Plan plan;
        fill_board(&sorting, ((const Record *)plan_at(whole, ENTITY_BOARD, boards[i]))->id, &plan);
        go_on = visit(&plan, context);
        plan_release(&plan);
    }
    free(boards);
    sorting_release(&sorting);
}

bool store_each_board(Store *store, BoardVisitor visit, void *context, Error *error)
{
    Plan whole;
    if (!read_begin(store, error))
        return false;
    plan_init(&whole);
    whole.board = EVERY_BOARD;
    bool loaded = load_records(store, &whole, error);
    read_end(store);
    if (loaded)
        visit_boards(&whole, visit, context);
    plan_release(&whole);
    return loaded;
}

/* ---- */

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
