/*
 * Is everything in the file as it must be? The pages (SQLite's own check), the seals of the journal, the values of the
 * records and the references between them, and the counters that ids come from. At last the journal is walked back to
 * its beginning: every change must find what it left and every record what it was created as, and nothing may remain.
 */
#include <inttypes.h>

#include "past.h"
#include "seal.h"

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
    const char *found = row ? column_text(query, 0) : "", *heading = strchr(found, '\n');
    if (*found == '*' && heading) /* "*** in database main ***", and then what it found, a line each */
        found = heading + 1;
    return error_set(error, "%s is damaged: %.*s", store->path, (int)strcspn(found, "\n"), found);
}

static bool check_fields(Store *store, const Entity *entity, Error *error)
{
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        if (field_refers(field) &&
            !finds_nothing(store, field_statement(store, entity, field, FIELD_DANGLING, NO_ARGUMENTS, error),
                           "refers to something that is not there", entity, error))
            return false;
    }
    return finds_nothing(store, record_statement(store, entity, RECORD_STRAY, NO_ARGUMENTS, error),
                         "lies on a board that is not there", entity, error);
}

static bool check_counter(Store *store, const Entity *entity, Error *error)
{
    bool row;
    int64_t next;
    sqlite3_stmt *query = record_statement(store, entity, RECORD_LAST, NO_ARGUMENTS, error);
    if (!query || !statement_step(store, query, &row, error) || !record_next_id(store, entity, &next, error))
        return false;
    Id highest = sqlite3_column_int64(query, 0);
    sqlite3_reset(query);
    return highest < next ||
           error_set(error, "%s is damaged: the next %s would be %s-%" PRId64 ", but there is %s-%" PRId64, store->path,
                     entity->noun, entity->prefix, next, entity->prefix, highest);
}

static bool check_entities(Store *store, Error *error)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (!check_fields(store, entities[kind], error) || !check_counter(store, entities[kind], error))
            return false;
    return true;
}

/* ---- the journal ---- */

static bool check_gaps(Store *store, Error *error)
{
    int64_t sequence;
    if (!statement_number(store, JOURNAL_GAP, NO_ARGUMENTS, 0, &sequence, error))
        return false;
    return sequence == 0 ||
           error_set(error, "%s is damaged: the journal is incomplete at change set %" PRId64, store->path, sequence);
}

/* The columns of SEALED_SETS and SEALED_CHANGES. */
enum {
    SET_SEQUENCE,
    SET_AT = 2,
    SET_WHO,
    SET_REASON = 6,
    SET_WHY = 9,
    SET_HASH = 10,
    SET_VALUES = SET_WHY,
    CHANGE_VALUES = 9
};

static bool refuse_set(const Store *store, sqlite3_stmt *set, Error *error)
{
    Buffer author = {0};
    author_format(&(Author){.who = column_text(set, SET_WHO), .at = sqlite3_column_int64(set, SET_AT)}, &author);
    error_set(error, "%s is damaged: change set %lld (%s, '%s') is not as it was written", store->path,
              (long long)sqlite3_column_int64(set, SET_SEQUENCE), buffer_text(&author), column_text(set, SET_REASON));
    buffer_release(&author);
    return false;
}

/* Both statements are read side by side: *more tells whether `changes` stands on a row. */
static bool check_seal(Store *store, sqlite3_stmt *set, sqlite3_stmt *changes, bool *more, char hash[SHA256_HEX],
                       Error *error)
{
    Sha256 seal;
    seal_begin(&seal, hash);
    while (*more && sqlite3_column_int64(changes, 0) == sqlite3_column_int64(set, SET_SEQUENCE)) {
        seal_stored_row(&seal, changes, CHANGE_VALUES);
        if (!statement_step(store, changes, more, error))
            return false;
    }
    seal_stored_row(&seal, set, SET_VALUES + (sqlite3_column_type(set, SET_WHY) != SQLITE_NULL));
    sha256_finish(&seal, hash);
    bool same = sqlite3_column_type(set, SET_HASH) == SQLITE_TEXT && strcmp(hash, column_text(set, SET_HASH)) == 0;
    return same || refuse_set(store, set, error);
}

static bool check_seals(Store *store, Error *error)
{
    bool set, change;
    char hash[SHA256_HEX] = "";
    sqlite3_stmt *sets = statement_bind(store, SEALED_SETS, NO_ARGUMENTS, error);
    sqlite3_stmt *changes = sets ? statement_bind(store, SEALED_CHANGES, NO_ARGUMENTS, error) : NULL;
    if (!changes || !statement_step(store, changes, &change, error))
        return false;
    for (;;) {
        if (!statement_step(store, sets, &set, error))
            return false;
        if (!set)
            return true;
        if (!check_seal(store, sets, changes, &change, hash, error))
            return false;
    }
}

static bool check_nothing_left(const Store *store, const Plan *plan, Error *error)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (plan_count(plan, (EntityKind)kind) > 0)
            return error_set(error, "%s is damaged: %s-%" PRId64 " was created by nobody", store->path,
                             entities[kind]->prefix, ((const Record *)plan_at(plan, (EntityKind)kind, 0))->id);
    return true;
}

/* Loading also proves that every value is one that its field can hold, in its one spelling. A newer program's records
   hold more than can be seen here. */
static bool check_records(Store *store, Plan *plan, Error *error)
{
    return load_records(store, plan, error) && check_entities(store, error) &&
           go_back(store, plan, 0, !store->newer, error) && check_nothing_left(store, plan, error);
}

static bool check_contents(Store *store, Error *error)
{
    Plan plan;
    plan_init(&plan);
    plan.board = EVERY_BOARD;
    bool sound = check_gaps(store, error) && check_seals(store, error) && check_records(store, &plan, error);
    plan_release(&plan);
    return sound;
}

/* A value in a column of another type is found with the pages, "TEXT value in tasks.priority"; whose it is, only a look
   at the contents tells. */
static bool check_all(Store *store, Error *error)
{
    Error found = {0};
    bool whole = check_pages(store, &found);
    if ((whole || strstr(found.text, " value in ")) && !check_contents(store, error))
        return false;
    return whole || error_set(error, "%s", found.text);
}

bool store_verify(Store *store, Error *error)
{
    if (!read_begin(store, error))
        return false;
    store->deadline = 0; /* as long as it takes */
    store->exact = true;
    bool sound = check_all(store, error);
    store->exact = false;
    read_end(store);
    return sound;
}
