/*
 * The journal as people read it, newest first, of a board or of one record.
 *
 * The journal does not repeat what a record was created with. So for one record its state is carried backwards: it
 * begins as it is now, each change puts back what was before, and when its creation is reached, that is what it was
 * created with.
 */
#include "journal.h"

typedef struct Visit {
    Store *store;
    JournalFilter filter;
    void *state; /* of the one record, just before the set that was visited last */
    Arena texts; /* of the state */
    JournalVisitor visit;
    void *context;
} Visit;

static bool visit_entry(sqlite3_stmt *row, const ChangeSet *changes, JournalVisitor visit, void *context)
{
    return visit(
        &(JournalEntry){
            .sequence = changes->sequence,
            .at = changes->at,
            .undoes = changes->undoes,
            .board = changes->board,
            .who = changes->who,
            .source = changes->source,
            .reason = changes->reason,
            .count = (size_t)journal_record_count(row),
            .changes = changes->changes.count ? changes : NULL,
        },
        context);
}

static void carry_back(Visit *visit, ChangeSet *set)
{
    const Entity *entity = visit->filter.entity;
    for (size_t i = set->changes.count; i-- > 0;) {
        Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_SET) {
            Value before = change->before;
            if (field_is_text(change->field))
                before.text = arena_text(&visit->texts, before.text);
            field_set(change->field, visit->state, before);
        } else if (change->kind == CHANGE_DELETE) {
            visit->state = record_copy(entity, change->record, &visit->texts);
        } else {
            change->record = visit->state;
        }
    }
}

static bool visit_row(Visit *visit, sqlite3_stmt *row, bool *go_on, Error *error)
{
    ChangeSet set = {0};
    journal_read_head(row, &set);
    bool read = !visit->filter.entity || journal_read_changes(visit->store, &visit->filter, &set, error);
    if (read) {
        carry_back(visit, &set);
        *go_on = visit_entry(row, &set, visit->visit, visit->context);
    }
    change_release(&set);
    return read;
}

static bool visit_rows(Visit *visit, sqlite3_stmt *rows, Error *error)
{
    bool row = true, go_on = true;
    if (!rows)
        return false;
    while (go_on) {
        if (!statement_step(visit->store, rows, &row, error))
            return false;
        if (!row)
            return true;
        if (!visit_row(visit, rows, &go_on, error))
            return false;
    }
    return true;
}

/* The record as it is now; one that is gone begins blank, and its deletion fills it. */
static bool begin_state(Visit *visit, Error *error)
{
    const Entity *entity = visit->filter.entity;
    if (!record_find(visit->store, entity, visit->filter.id, &visit->texts, &visit->state, error))
        return false;
    if (!visit->state) {
        visit->state = arena_new(&visit->texts, entity->record_size);
        record_init(entity, visit->state);
        ((Record *)visit->state)->id = visit->filter.id;
    }
    return true;
}

static bool visit_record(Visit *visit, Id board, Error *error)
{
    return begin_state(visit, error) &&
           visit_rows(visit,
                      statement_bind(visit->store, CHANGE_SETS_OF_RECORD,
                                     ARGUMENTS(argument_number(board), argument_text(visit->filter.entity->name),
                                               argument_number(visit->filter.id)),
                                     error),
                      error);
}

bool store_journal(Store *store, Id board, const Entity *entity, Id id, JournalVisitor visit, void *context,
                   Error *error)
{
    Visit visits = {.store = store,
                    .filter = {.board = EVERY_BOARD, .entity = entity, .id = id},
                    .visit = visit,
                    .context = context};
    if (!read_begin(store, error))
        return false;
    bool visited =
        entity
            ? visit_record(&visits, board, error)
            : visit_rows(&visits, statement_bind(store, CHANGE_SETS_OF_BOARD, ARGUMENTS(argument_number(board)), error),
                         error);
    read_end(store);
    arena_release(&visits.texts);
    return visited;
}

static bool visit_touches(Store *store, sqlite3_stmt *rows, TouchVisitor visit, void *context, Error *error)
{
    bool row = rows != NULL, go_on = true;
    while (row && go_on) {
        if (!statement_step(store, rows, &row, error))
            return false;
        Touch touch = {.entity = row ? entity_of_journal(column_text(rows, 0)) : NULL,
                       .first = sqlite3_column_int64(rows, 1),
                       .count = sqlite3_column_int64(rows, 2),
                       .who = column_text(rows, 3)};
        go_on = !touch.entity || visit(&touch, context);
    }
    return rows != NULL;
}

bool store_touches(Store *store, int64_t from, int64_t to, TouchVisitor visit, void *context, Error *error)
{
    if (!read_begin(store, error))
        return false;
    sqlite3_stmt *rows = statement_bind(store, TOUCHES, ARGUMENTS(argument_number(from), argument_number(to)), error);
    bool visited = visit_touches(store, rows, visit, context, error);
    read_end(store);
    return visited;
}
