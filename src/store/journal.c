/*
 * Reading the journal. See schema.c for what its rows mean.
 */
#include "pack.h"

/* ---- reading ---- */

/* CHANGE_SET_COLUMNS and CHANGE_COLUMNS of statements.c. */
enum {
    HEAD_SEQUENCE,
    HEAD_BOARD,
    HEAD_AT,
    HEAD_WHO,
    HEAD_SOURCE,
    HEAD_REASON,
    HEAD_UNDOES,
    HEAD_RECORDS,
    HEAD_WHY,
    HEAD_UNDONE
};
enum { ROW_ACTION, ROW_ENTITY, ROW_RECORD, ROW_COUNT, ROW_FIELD, ROW_BEFORE, ROW_AFTER };

void journal_read_head(sqlite3_stmt *row, ChangeSet *out)
{
    out->sequence = sqlite3_column_int64(row, HEAD_SEQUENCE);
    out->board = sqlite3_column_int64(row, HEAD_BOARD);
    out->at = sqlite3_column_int64(row, HEAD_AT);
    out->undoes = sqlite3_column_int64(row, HEAD_UNDOES);
    out->who = arena_text(&out->arena, column_text(row, HEAD_WHO));
    out->source = arena_text(&out->arena, column_text(row, HEAD_SOURCE));
    out->reason = arena_text(&out->arena, column_text(row, HEAD_REASON));
    out->why = arena_text(&out->arena, column_text(row, HEAD_WHY));
}

JournalEntry journal_entry(sqlite3_stmt *row, const ChangeSet *head)
{
    return (JournalEntry){
        .sequence = head->sequence,
        .at = head->at,
        .undoes = head->undoes,
        .undone = sqlite3_column_count(row) > HEAD_UNDONE ? sqlite3_column_int64(row, HEAD_UNDONE) : 0,
        .board = head->board,
        .who = head->who,
        .source = head->source,
        .reason = head->reason,
        .why = head->why,
        .count = (size_t)sqlite3_column_int64(row, HEAD_RECORDS),
        .changes = head->changes.count ? head : NULL,
    };
}

static ChangeKind row_kind(sqlite3_stmt *row)
{
    const char *action = column_text(row, ROW_ACTION);
    return strcmp(action, journal_actions[CHANGE_CREATE]) == 0   ? CHANGE_CREATE
           : strcmp(action, journal_actions[CHANGE_DELETE]) == 0 ? CHANGE_DELETE
                                                                 : CHANGE_SET;
}

static bool read_value(Store *store, const Change *change, const Field *field, sqlite3_stmt *row, int column,
                       ChangeSet *out, Value *value, Error *error)
{
    const char *text = arena_text(&out->arena, column_text(row, column));
    return column_of_journal_text(record_column(store, change->entity, field), text, value, error) ||
           error_prefix(error, "%s is damaged: change set %lld", store->path, (long long)out->sequence);
}

static bool read_setting(Store *store, Change change, const Field *field, sqlite3_stmt *row, ChangeSet *out,
                         Error *error)
{
    change.field = field;
    if (!read_value(store, &change, field, row, ROW_BEFORE, out, &change.before, error) ||
        !read_value(store, &change, field, row, ROW_AFTER, out, &change.after, error))
        return false;
    array_push(&out->changes, change);
    return true;
}

static bool is_full(const JournalFilter *filter, const ChangeSet *set)
{
    return filter->most > 0 && set->changes.count >= filter->most;
}

/* A run of deleted records; of one record when the filter asks for it. */
static bool read_deletions(Store *store, const JournalFilter *filter, Change change, Id count, sqlite3_stmt *row,
                           ChangeSet *out, Error *error)
{
    Unpacker unpacker;
    bool read = true;
    Id first = sqlite3_column_int64(row, ROW_RECORD);
    unpacker_init(&unpacker, store, change.entity, column_text(row, ROW_BEFORE));
    for (Id id = first; id < first + count && read && !is_full(filter, out); id++) {
        Record *record = change.record = arena_new(&out->arena, change.entity->record_size);
        read = unpacker_next(&unpacker, &out->arena, record, error);
        change.id = record->id = id;
        if (read && (!filter->entity || id == filter->id))
            array_push(&out->changes, change);
    }
    unpacker_release(&unpacker);
    return read || error_prefix(error, "%s is damaged: change set %lld", store->path, (long long)out->sequence);
}

/* The records of a run that are not there any more, from `change->id` up to `end`. */
static void add_gone(const JournalFilter *filter, Change *change, Id end, ChangeSet *out)
{
    change->record = NULL;
    for (; change->id < end && filter->with_gone && !is_full(filter, out); change->id++)
        array_push(&out->changes, *change);
    change->id = end;
}

static bool read_creations(Store *store, const JournalFilter *filter, Change change, Id count, ChangeSet *out,
                           Error *error)
{
    const Entity *entity = change.entity;
    void *borrowed = memory_new(1, entity->record_size);
    bool row, read = true;
    Id end = change.id + count;
    sqlite3_stmt *rows = record_statement(store, entity, RECORD_RANGE,
                                          ARGUMENTS(argument_number(change.id), argument_number(end)), error);
    while (!is_full(filter, out) && (read = rows && statement_step(store, rows, &row, error)) && row) {
        if (!(read = record_read(store, entity, rows, borrowed, error)))
            break;
        add_gone(filter, &change, ((Record *)borrowed)->id, out);
        change.record = record_copy(entity, borrowed, &out->arena);
        if (!is_full(filter, out))
            array_push(&out->changes, change);
        change.id++;
    }
    add_gone(filter, &change, end, out);
    free(borrowed);
    return read;
}

static bool is_wanted(const JournalFilter *filter, const ChangeSet *set, const Entity *entity)
{
    return entity && (entity->shared || filter->board == EVERY_BOARD || filter->board == set->board);
}

static bool check_run(const Store *store, const ChangeSet *set, Id first, Id count, Error *error)
{
    if (first > 0 && first <= LARGEST_ID && count > 0 && count <= LARGEST_ID)
        return true;
    return error_set(error, "%s is damaged: change set %lld names records that cannot be", store->path,
                     (long long)set->sequence);
}

/* Record types and fields that this program does not know are a newer program's: passed over. */
static bool read_change(Store *store, const JournalFilter *filter, sqlite3_stmt *row, ChangeSet *out, Error *error)
{
    bool has_field = sqlite3_column_type(row, ROW_FIELD) != SQLITE_NULL;
    Id first = sqlite3_column_int64(row, ROW_RECORD), count = sqlite3_column_int64(row, ROW_COUNT);
    Change change = {.entity = entity_of_journal(column_text(row, ROW_ENTITY)),
                     .id = filter->entity ? filter->id : first,
                     .kind = row_kind(row),
                     .previous = -1};
    if (!check_run(store, out, first, count, error))
        return false;
    if (!is_wanted(filter, out, change.entity))
        return true;
    const Field *field = has_field ? stored_field_named(change.entity, column_text(row, ROW_FIELD)) : NULL;
    if (!field && (has_field || change.kind == CHANGE_SET))
        return true;
    if (change.kind == CHANGE_SET)
        return read_setting(store, change, field, row, out, error);
    if (change.kind == CHANGE_DELETE)
        return read_deletions(store, filter, change, count, row, out, error);
    if (filter->edits_only)
        return true;
    if (!filter->entity)
        return read_creations(store, filter, change, count, out, error);
    array_push(&out->changes, change);
    return true;
}

static sqlite3_stmt *change_rows(Store *store, const JournalFilter *filter, int64_t sequence, Error *error)
{
    if (!filter->entity)
        return statement_bind(store, CHANGES_OF_SET, ARGUMENTS(argument_number(sequence)), error);
    return statement_bind(
        store, CHANGES_OF_RECORD,
        ARGUMENTS(argument_number(sequence), argument_text(filter->entity->name), argument_number(filter->id)), error);
}

bool journal_read_changes(Store *store, const JournalFilter *filter, ChangeSet *out, Error *error)
{
    bool row;
    sqlite3_stmt *rows = change_rows(store, filter, out->sequence, error);
    if (!rows)
        return false;
    do {
        if (!statement_step(store, rows, &row, error) || (row && !read_change(store, filter, rows, out, error)))
            return false;
    } while (row && !is_full(filter, out));
    return true;
}

/* ---- authors ---- */

static bool read_author(Store *store, StatementId id, const Argument *arguments, int count, Arena *texts, Author *out,
                        Error *error)
{
    bool row;
    sqlite3_stmt *found = statement_bind(store, id, arguments, count, error);
    if (!found || !statement_step(store, found, &row, error))
        return false;
    *out = (Author){.who = "", .reason = ""};
    if (row)
        *out = (Author){.who = arena_text(texts, column_text(found, 0)),
                        .at = sqlite3_column_int64(found, 1),
                        .reason = arena_text(texts, column_text(found, 2))};
    sqlite3_reset(found);
    return true;
}

bool journal_author(Store *store, const Entity *entity, Id id, const Field *field, Arena *texts, Author *out,
                    Error *error)
{
    const Argument arguments[] = {argument_text(entity->name), argument_number(id),
                                  argument_text(field ? field->name : NULL)};
    if (!read_author(store, AUTHOR_OF_FIELD, arguments, 3, texts, out, error))
        return false;
    return *out->who || read_author(store, AUTHOR_OF_CREATION, arguments, 2, texts, out, error);
}

bool journal_author_of_deletion(Store *store, const Entity *entity, Id id, Arena *texts, Author *out, Error *error)
{
    return read_author(store, AUTHOR_OF_DELETION, ARGUMENTS(argument_text(entity->name), argument_number(id)), texts,
                       out, error);
}

void author_format(const Author *author, Buffer *out)
{
    buffer_add(out, *author->who ? author->who : "somebody");
    if (author->at > 0 && author->at / 60 < instant_make(date_make(2999, 12, 31), 0)) {
        buffer_add(out, " at ");
        instant_format((Instant)(author->at / 60), out);
        buffer_add(out, " UTC");
    }
}
