/*
 * The journal as people read it, newest first, of a board or of one record.
 *
 * The journal does not repeat what a record was created with. So the state of a followed record is carried backwards:
 * it begins as it is now, each change puts back what was before, and when its creation is reached, that is what it was
 * created with.
 */
#include "footprints.h"

typedef struct Visit {
    Store *store;
    const JournalQuery *query;
    Footprints all;
    JournalVisitor visit;
    void *context;
} Visit;

static int64_t upper_end(const JournalQuery *query)
{
    return query->before > 0 ? query->before : INT64_MAX;
}

static bool visit_head(Visit *visit, sqlite3_stmt *row)
{
    ChangeSet set = {0};
    journal_read_head(row, &set);
    JournalEntry entry = journal_entry(row, &set);
    bool go_on = visit->visit(&entry, visit->context);
    change_release(&set);
    return go_on;
}

static bool visit_heads(Visit *visit, Error *error)
{
    bool row, go_on = true;
    sqlite3_stmt *rows = statement_bind(
        visit->store, JOURNAL_PAGE,
        ARGUMENTS(argument_number(upper_end(visit->query)), argument_number(visit->query->board)), error);
    if (!rows)
        return false;
    while (go_on) {
        if (!statement_step(visit->store, rows, &row, error))
            return false;
        go_on = row && visit_head(visit, rows);
    }
    return true;
}

/* ---- one record, and those that belong to it ---- */

/* The changes of `set` from `first` on are those of one record. */
static void carry_back(Visit *visit, Followed *record, ChangeSet *set, size_t first)
{
    for (size_t i = set->changes.count; i-- > first;) {
        Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_SET) {
            Value before = change->before;
            if (field_is_text(change->field))
                before.text = arena_text(&visit->all.texts, before.text);
            field_set(change->field, record->state, before);
        } else if (change->kind == CHANGE_DELETE) {
            record->state = record_copy(record->entity, change->record, &visit->all.texts);
        } else {
            change->record = record->state;
        }
    }
}

/* The footprints that one change set left, from *at on. */
static bool read_set(Visit *visit, size_t *at, ChangeSet *set, Error *error)
{
    const Footprints *all = &visit->all;
    for (; *at < all->prints.count && all->prints.items[*at].sequence == set->sequence; ++*at) {
        Followed *record = &all->records.items[all->prints.items[*at].record];
        const JournalFilter filter = {.board = EVERY_BOARD, .entity = record->entity, .id = record->id};
        size_t first = set->changes.count;
        if (!journal_read_changes(visit->store, &filter, set, error))
            return false;
        carry_back(visit, record, set, first);
    }
    return true;
}

static bool visit_set(Visit *visit, size_t *at, bool *go_on, Error *error)
{
    bool row;
    ChangeSet set = {0};
    const JournalQuery *query = visit->query;
    int64_t sequence = visit->all.prints.items[*at].sequence;
    sqlite3_stmt *head = statement_bind(visit->store, JOURNAL_HEAD, ARGUMENTS(argument_number(sequence)), error);
    if (!head || !statement_step(visit->store, head, &row, error))
        return false;
    journal_read_head(head, &set);
    set.sequence = sequence; /* also in a journal with gaps */
    bool read = read_set(visit, at, &set, error);
    bool wanted =
        row && sequence < upper_end(query) && (query->board == 0 || set.board == 0 || query->board == set.board);
    if (read && wanted) {
        JournalEntry entry = journal_entry(head, &set);
        *go_on = visit->visit(&entry, visit->context);
    }
    change_release(&set);
    return read;
}

/* The record as it is now; one that is gone begins blank, and its deletion fills it. */
static bool begin_state(Visit *visit, Followed *record, Error *error)
{
    if (!record_find(visit->store, record->entity, record->id, &visit->all.texts, &record->state, error))
        return false;
    if (!record->state) {
        record->state = arena_new(&visit->all.texts, record->entity->record_size);
        record_init(record->entity, record->state);
        ((Record *)record->state)->id = record->id;
    }
    return true;
}

static bool visit_record(Visit *visit, Error *error)
{
    bool go_on = true;
    if (!footprints_find(visit->store, visit->query->entity, visit->query->id, &visit->all, error))
        return false;
    for (size_t i = 0; i < visit->all.records.count; i++)
        if (!begin_state(visit, &visit->all.records.items[i], error))
            return false;
    for (size_t at = 0; at < visit->all.prints.count && go_on;)
        if (!visit_set(visit, &at, &go_on, error))
            return false;
    return true;
}

bool store_journal(Store *store, const JournalQuery *query, JournalVisitor visit, void *context, Error *error)
{
    Visit visits = {.store = store, .query = query, .visit = visit, .context = context};
    if (!read_begin(store, error))
        return false;
    bool visited = query->entity ? visit_record(&visits, error) : visit_heads(&visits, error);
    read_end(store);
    footprints_release(&visits.all);
    return visited;
}

/* ---- one change set ---- */

static bool read_whole(Store *store, int64_t sequence, const JournalFilter *filter, ChangeSet *out, Error *error)
{
    bool row;
    sqlite3_stmt *head = statement_bind(store, JOURNAL_HEAD, ARGUMENTS(argument_number(sequence)), error);
    if (!head || !statement_step(store, head, &row, error))
        return false;
    if (!row)
        return error_set(error, "%s: there is no change set %lld", store->path, (long long)sequence);
    journal_read_head(head, out);
    return journal_read_changes(store, filter, out, error);
}

bool store_change_set(Store *store, int64_t sequence, size_t most, ChangeSet *out, Error *error)
{
    const JournalFilter filter = {.board = EVERY_BOARD, .with_gone = true, .most = most};
    *out = (ChangeSet){0};
    if (!read_begin(store, error))
        return false;
    bool read = read_whole(store, sequence, &filter, out, error);
    read_end(store);
    return read;
}

bool store_step(Store *store, Id board, int64_t from, bool forward, int64_t *out, Error *error)
{
    if (!read_begin(store, error))
        return false;
    bool found = statement_number(store, forward ? SET_BEHIND : SET_BEFORE,
                                  ARGUMENTS(argument_number(from), argument_number(board)), 0, out, error);
    read_end(store);
    return found;
}

/* ---- who touched what ---- */

static bool visit_touches(Store *store, sqlite3_stmt *rows, TouchVisitor visit, void *context, Error *error)
{
    bool row = rows != NULL, go_on = true;
    while (row && go_on) {
        if (!statement_step(store, rows, &row, error))
            return false;
        Touch touch = {.entity = row ? entity_of_journal(column_text(rows, 0)) : NULL,
                       .first = sqlite3_column_int64(rows, 1),
                       .count = sqlite3_column_int64(rows, 2),
                       .sequence = sqlite3_column_int64(rows, 4)};
        if (touch.entity)
            touch.field = stored_field_named(touch.entity, column_text(rows, 3));
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
