/*
 * One generator for all record types: SQL text is put together from the names in the constant field tables, never from
 * data, once per store and verb, and the prepared statement is kept.
 */
#include "record.h"

#include <inttypes.h>

struct RecordStatements {
    sqlite3_stmt *verbs[RECORD_VERB_COUNT];
    sqlite3_stmt *(*fields)[FIELD_VERB_COUNT]; /* by column */
    Column *columns;
    int count;
};

/* ---- the generator ---- */

/* Names such as "from" and "group" are words of SQL: all are quoted. */
static void add_columns(const Entity *entity, Buffer *sql)
{
    buffer_add(sql, "id, board");
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        buffer_format(sql, ", \"%s\"", field->name);
}

static void add_insert(const Entity *entity, Buffer *sql)
{
    buffer_format(sql, "INSERT INTO %s (", entity->plural);
    add_columns(entity, sql);
    buffer_add(sql, ") VALUES ($1, $2");
    for (int i = 0; i < stored_field_count(entity); i++)
        buffer_format(sql, ", $%d", i + 3);
    buffer_add(sql, ")");
}

static void add_delete(const Entity *entity, Buffer *sql)
{
    int parameter = 2;
    buffer_format(sql, "DELETE FROM %s WHERE id = $1", entity->plural);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        buffer_format(sql, " AND \"%s\" IS NOT DISTINCT FROM $%d", field->name, parameter++);
}

static void add_respelling(const Entity *entity, Buffer *sql)
{
    int parameter = 1;
    buffer_format(sql, "UPDATE %s SET ", entity->plural);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1), parameter++)
        buffer_format(sql, "%s\"%s\" = $%d", parameter > 1 ? ", " : "", field->name, parameter);
    buffer_format(sql, " WHERE id = $%d", parameter);
}

/* What is no number, or none of a board, is part of every board, so that it is refused rather than passed over: to the
   engine every text comes behind every number. */
static void add_scope(RecordVerb verb, Buffer *sql)
{
    if (verb == RECORD_RANGE)
        buffer_add(sql, "id >= $1 AND id < $2");
    else
        buffer_format(sql, "board = $1 OR board < 0 OR board > %" PRId64, LARGEST_ID);
}

static void record_sql(const Entity *entity, RecordVerb verb, Buffer *sql)
{
    const char *table = entity->plural;
    switch (verb) {
    case RECORD_SCAN:
    case RECORD_RANGE:
        buffer_add(sql, "SELECT ");
        add_columns(entity, sql);
        buffer_format(sql, " FROM %s WHERE ", table);
        add_scope(verb, sql);
        buffer_add(sql, " ORDER BY id");
        break;
    case RECORD_INSERT:
        add_insert(entity, sql);
        break;
    case RECORD_SPELL:
        add_respelling(entity, sql);
        break;
    case RECORD_DELETE:
        add_delete(entity, sql);
        break;
    case RECORD_LAST:
        buffer_format(sql, "SELECT max(id), count(*) FROM %s", table);
        break;
    case RECORD_BOARDS:
        buffer_format(sql, "SELECT min(id), board FROM %s GROUP BY board", table);
        break;
    case RECORD_BOARD:
        buffer_format(sql, "SELECT board FROM %s WHERE id = $1", table);
        break;
    case RECORD_STRAY:
        buffer_format(sql, "SELECT r.id FROM %s r WHERE %s LIMIT 1", table,
                      entity->shared ? "r.board <> 0" : "NOT EXISTS (SELECT 1 FROM boards b WHERE b.id = r.board)");
        break;
    case RECORD_VERB_COUNT:
        break;
    }
}

/* Is what a field of r refers to there? The tag of a reference to any record says in which table. */
static void add_exists(const Field *field, Buffer *sql)
{
    if (field->type == FIELD_REFERENCE) {
        buffer_format(sql, "EXISTS (SELECT 1 FROM %s t WHERE t.id = r.\"%s\")", field->refers_to->plural, field->name);
        return;
    }
    buffer_format(sql, "CASE r.\"%s\" %% 256", field->name);
    for (int kind = 0; kind < entity_count; kind++)
        buffer_format(sql, " WHEN %d THEN EXISTS (SELECT 1 FROM %s t WHERE t.id = r.\"%s\" / 256)", entities[kind]->tag,
                      entities[kind]->plural, field->name);
    buffer_add(sql, " ELSE 0 END");
}

static void field_sql(const Entity *entity, const Field *field, FieldVerb verb, Buffer *sql)
{
    const char *table = entity->plural, *name = field->name;
    switch (verb) {
    case FIELD_UPDATE:
        buffer_format(sql, "UPDATE %s SET \"%s\" = $1 WHERE id = $2 AND \"%s\" IS NOT DISTINCT FROM $3", table, name,
                      name);
        break;
    case FIELD_REFERENCES:
        buffer_format(sql, "SELECT id, \"%s\" FROM %s WHERE \"%s\" IS NOT NULL", name, table, name);
        break;
    case FIELD_REFERRERS:
        buffer_format(sql, "SELECT id FROM %s WHERE \"%s\" = $1", table, name);
        break;
    case FIELD_DANGLING:
        buffer_format(sql, "SELECT r.id FROM %s r WHERE r.\"%s\" IS NOT NULL AND NOT ", table, name);
        add_exists(field, sql);
        buffer_add(sql, " LIMIT 1");
        break;
    case FIELD_VERB_COUNT:
        break;
    }
}

/* ---- statements of a store ---- */

static struct RecordStatements *statements_of(Store *store, const Entity *entity)
{
    if (store->records[entity->kind])
        return store->records[entity->kind];
    size_t count = (size_t)stored_field_count(entity);
    struct RecordStatements *statements = memory_new(1, sizeof *statements);
    statements->columns = memory_new(count, sizeof *statements->columns);
    statements->fields = memory_new(count, sizeof *statements->fields);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        statements->columns[statements->count++] = column_of(field);
    return store->records[entity->kind] = statements;
}

const Column *record_columns(Store *store, const Entity *entity, int *count)
{
    const struct RecordStatements *statements = statements_of(store, entity);
    *count = statements->count;
    return statements->columns;
}

const Column *record_column(Store *store, const Entity *entity, const Field *field)
{
    const Column *column = statements_of(store, entity)->columns;
    while (column->field != field)
        column++;
    return column;
}

void record_statements_free(Store *store)
{
    for (int kind = 0; kind < entity_count; kind++) {
        struct RecordStatements *statements = store->records[kind];
        if (!statements)
            continue;
        for (int verb = 0; verb < RECORD_VERB_COUNT; verb++)
            sqlite3_finalize(statements->verbs[verb]);
        for (int i = 0; i < statements->count * FIELD_VERB_COUNT; i++)
            sqlite3_finalize(statements->fields[i / FIELD_VERB_COUNT][i % FIELD_VERB_COUNT]);
        free(statements->fields);
        free(statements->columns);
        free(statements);
        store->records[kind] = NULL;
    }
}

sqlite3_stmt *record_statement(Store *store, const Entity *entity, RecordVerb verb, const Argument *arguments,
                               int count, Error *error)
{
    Buffer sql = {0};
    sqlite3_stmt **slot = &statements_of(store, entity)->verbs[verb];
    if (!*slot)
        record_sql(entity, verb, &sql);
    sqlite3_stmt *statement = statement_bind_text(store, slot, buffer_text(&sql), arguments, count, error);
    buffer_release(&sql);
    return statement;
}

sqlite3_stmt *field_statement(Store *store, const Entity *entity, const Field *field, FieldVerb verb,
                              const Argument *arguments, int count, Error *error)
{
    Buffer sql = {0};
    struct RecordStatements *statements = statements_of(store, entity);
    sqlite3_stmt **slot = &statements->fields[record_column(store, entity, field) - statements->columns][verb];
    if (!*slot)
        field_sql(entity, field, verb, &sql);
    sqlite3_stmt *statement = statement_bind_text(store, slot, buffer_text(&sql), arguments, count, error);
    buffer_release(&sql);
    return statement;
}

/* ---- records ---- */

static bool check_head(const Store *store, const Entity *entity, const Record *head, Error *error)
{
    bool in_range = head->id > 0 && head->id <= LARGEST_ID && head->board >= 0 && head->board <= LARGEST_ID;
    if (in_range && (head->board == 0) == entity->shared)
        return true;
    if (head->board < 0)
        return error_set(error, "%s is damaged: %s %" PRId64 " lies on no board that can be", store->path, entity->noun,
                         head->id);
    return error_set(error, "%s is damaged: %s %" PRId64 " lies on board %" PRId64, store->path, entity->noun, head->id,
                     head->board);
}

bool record_read(Store *store, const Entity *entity, sqlite3_stmt *row, void *record, Error *error)
{
    int count;
    Record *head = record;
    const Column *columns = record_columns(store, entity, &count);
    head->id = sqlite3_column_int64(row, 0);
    head->board = sqlite3_column_type(row, 1) == SQLITE_INTEGER ? sqlite3_column_int64(row, 1) : -1;
    if (!check_head(store, entity, head, error))
        return false;
    for (int i = 0; i < count; i++) {
        Value value;
        if (!column_read(&columns[i], sqlite3_column_value(row, i + 2), store->exact, &value, error))
            return error_prefix(error, "%s is damaged: %s-%" PRId64, store->path, entity->prefix, head->id);
        field_set(columns[i].field, record, value);
    }
    return true;
}

void *record_copy(const Entity *entity, const void *record, Arena *texts)
{
    void *copy = arena_new(texts, entity->record_size);
    memcpy(copy, record, entity->record_size);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (field_is_text(field))
            field_set(field, copy, value_text(arena_text(texts, field_stored(field, record).text)));
    return copy;
}

bool record_find(Store *store, const Entity *entity, Id id, Arena *texts, void **out, Error *error)
{
    bool row;
    *out = NULL;
    sqlite3_stmt *statement =
        record_statement(store, entity, RECORD_RANGE, ARGUMENTS(argument_number(id), argument_number(id + 1)), error);
    if (!statement || !statement_step(store, statement, &row, error))
        return false;
    if (!row)
        return true;
    void *borrowed = memory_new(1, entity->record_size);
    bool read = record_read(store, entity, statement, borrowed, error);
    if (read)
        *out = record_copy(entity, borrowed, texts);
    free(borrowed);
    sqlite3_reset(statement);
    return read;
}

bool record_next_id(Store *store, const Entity *entity, int64_t *out, Error *error)
{
    bool row;
    sqlite3_stmt *counter = statement_bind(store, COUNTER_READ, ARGUMENTS(argument_text(entity->name)), error);
    if (!counter || !statement_step(store, counter, &row, error))
        return false;
    bool is_number = row && sqlite3_column_type(counter, 0) == SQLITE_INTEGER;
    *out = is_number ? sqlite3_column_int64(counter, 0) : 0;
    sqlite3_reset(counter);
    if (*out > 0 && *out <= LARGEST_ID + 1)
        return true;
    if (!is_number)
        return error_set(error, "%s is damaged: nothing tells the number of the next %s", store->path, entity->noun);
    return error_set(error, "%s is damaged: the next %s would be %s-%" PRId64 ", beyond what can be", store->path,
                     entity->noun, entity->prefix, *out);
}

const Entity *entity_of_journal(const char *name)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (strcmp(entities[kind]->name, name) == 0)
            return entities[kind];
    return NULL;
}
