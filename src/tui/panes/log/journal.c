/*
 * The journal page by page: what is in sight, and a little more, is read; going down reads on. So a journal of a
 * million change sets opens like one of ten.
 */
#include "journal.h"

#include <time.h>

#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { PAGE = 100, MOST_OF_RECORD = 2000, MOST_ROWS = 500 };

/* ---------------------------------------------------------------- how an entry is filtered */

/* clang-format off */
static const Field log_fields[] = {
    {.name = "number", .title = "Number", .type = FIELD_INTEGER, FIELD_AT(LogEntry, record.id),
     .help = "Number of the change set"},
    {.name = "when", .title = "When", .type = FIELD_INSTANT, FIELD_AT(LogEntry, when),
     .help = "Day and time of this host's clock"},
    {.name = "who", .title = "Who", .type = FIELD_TEXT, FIELD_AT(LogEntry, who), .help = "Login name"},
    {.name = "source", .title = "From", .type = FIELD_TEXT, FIELD_AT(LogEntry, source),
     .help = "tui, cli, import, new, sample, undo, redo"},
    {.name = "what", .title = "What", .type = FIELD_TEXT, FIELD_AT(LogEntry, reason), .help = "What was done"},
    {.name = "why", .title = "Why", .type = FIELD_TEXT, FIELD_AT(LogEntry, why), .help = "Why, where that was said"},
    {.name = "records", .title = "Records", .type = FIELD_INTEGER, FIELD_AT(LogEntry, count),
     .help = "How many records it changed"},
    {0},
};
/* clang-format on */

/* Described like a record type, but none of the plan's. */
const Entity log_entity = {
    .kind = ENTITY_COUNT,
    .name = "change",
    .plural = "changes",
    .title = "Journal",
    .noun = "change",
    .nouns = "changes",
    .prefix = "#",
    .record_size = sizeof(LogEntry),
    .fields = log_fields,
    .label = "what",
};

/* ---------------------------------------------------------------- what a change did, in words */

static const char *worded(Arena *texts, const Plan *plan, const Change *change, Value value)
{
    const Field *field = change->field;
    Buffer words = {0};
    if (!change_is_shown(change, plan))
        buffer_add(&words, HIDDEN_VALUE);
    else if (value_is_none(field, value))
        buffer_add(&words, "—");
    else
        field_format(field, plan, value, FORMAT_DISPLAY, &words);
    const char *kept = arena_text(texts, buffer_text(&words));
    buffer_release(&words);
    return kept;
}

static void add_row(Journal *journal, const Plan *plan, const Change *change)
{
    Arena *texts = &journal->row_texts;
    const Entity *entity = change->entity;
    bool setting = change->kind == CHANGE_SET;
    const void *record = setting ? plan_find(plan, entity->kind, change->id) : change->record;
    LogRow row = {.entity = entity,
                  .id = change->id,
                  .kind = change->kind,
                  .field = setting ? change->field : NULL,
                  .label = "",
                  .before = "",
                  .after = ""};
    if (record && record_is_shown(plan, entity, record))
        row.label = arena_text(texts, field_stored(entity_field(entity, entity->label), record).text);
    if (setting) {
        row.before = worded(texts, plan, change, change->before);
        row.after = worded(texts, plan, change, change->after);
    }
    array_push(&journal->rows, row);
}

static void forget_rows(Journal *journal)
{
    journal->rows.count = 0;
    arena_release(&journal->row_texts);
    journal->told = 0;
}

static bool tell_selected(Journal *journal, Session *session, int64_t sequence, Error *error)
{
    ChangeSet set = {0};
    forget_rows(journal);
    bool read = store_change_set(session->store, sequence, MOST_ROWS, &set, error);
    for (size_t i = 0; read && i < set.changes.count; i++)
        add_row(journal, &session->plan, &set.changes.items[i]);
    journal->told = sequence;
    change_release(&set);
    return read;
}

/* ---------------------------------------------------------------- reading */

typedef struct Reading {
    Journal *journal;
    const Plan *plan;
    size_t enough; /* entries to stop at */
    bool broken_off;
} Reading;

static Instant host_instant(int64_t at)
{
    time_t seconds = (time_t)at;
    struct tm local;
    if (!localtime_r(&seconds, &local))
        return INSTANT_NONE;
    return instant_make(date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday),
                        local.tm_hour * 60 + local.tm_min);
}

static void keep_texts(Arena *texts, LogEntry *entry)
{
    entry->who = arena_text(texts, entry->who);
    entry->source = arena_text(texts, entry->source);
    entry->reason = arena_text(texts, entry->reason);
    entry->why = arena_text(texts, entry->why);
}

static bool take_entry(const JournalEntry *found, void *context)
{
    Reading *reading = context;
    Journal *journal = reading->journal;
    LogEntry entry = {
        .record = {.id = found->sequence, .board = found->board},
        .when = host_instant(found->at),
        .who = found->who,
        .source = found->source,
        .reason = found->reason,
        .why = found->why,
        .count = (int64_t)found->count,
        .undoes = found->undoes,
        .undone = found->undone,
        .first = journal->rows.count,
        .rows = found->changes ? found->changes->changes.count : 0,
    };
    if (journal->list.filter && !filter_matches(journal->list.filter, reading->plan, &entry))
        return true;
    keep_texts(&journal->texts, &entry);
    for (size_t i = 0; i < entry.rows; i++)
        add_row(journal, reading->plan, &found->changes->changes.items[i]);
    array_push(&journal->entries, entry);
    reading->broken_off = journal->entries.count >= reading->enough;
    return !reading->broken_off;
}

static void show_entries(Journal *journal)
{
    Ids ids = {0};
    for (size_t i = 0; i < journal->entries.count; i++)
        array_push(&ids, journal->entries.items[i].record.id);
    list_set_rows(&journal->list, ids.items, ids.count);
    array_release(&ids);
    if (journal->to_end && journal->entries.count > 0)
        journal->list.selected = journal->entries.count - 1;
    journal->to_end = false;
}

/* Read on from where the last reading ended until there are as many as wanted; of one record all at once. */
static bool read_on(Journal *journal, Session *session, Error *error)
{
    size_t count = journal->entries.count;
    Reading reading = {.journal = journal, .plan = &session->plan};
    reading.enough = journal->entity ? MOST_OF_RECORD : journal->wanted + PAGE;
    const JournalQuery query = {.board = journal->entity && journal->entity->shared ? 0 : session->plan.board,
                                .entity = journal->entity,
                                .id = journal->id,
                                .before = count ? journal->entries.items[count - 1].record.id : 0};
    bool read = store_journal(session->store, &query, take_entry, &reading, error);
    journal->complete = !reading.broken_off || journal->entity;
    show_entries(journal);
    return read;
}

static void forget(Journal *journal)
{
    journal->entries.count = 0;
    arena_release(&journal->texts);
    forget_rows(journal);
    journal->complete = journal->stale = false;
}

void journal_restart(Journal *journal)
{
    journal->list.selected = journal->list.top = 0;
    journal->list.rows.count = 0;
    journal->wanted = 0;
    journal->stale = true;
}

static size_t needed(const Journal *journal)
{
    size_t sight = journal->list.height > 0 ? (size_t)journal->list.height : PAGE;
    size_t below = journal->list.selected + 2 * sight;
    return below > journal->wanted ? below : journal->wanted;
}

static bool show_selected(Journal *journal, Session *session, Error *error)
{
    const LogEntry *entry = journal_selected(journal);
    bool read = true;
    if (entry && !journal->entity && journal->told != entry->record.id)
        read = tell_selected(journal, session, entry->record.id, error);
    size_t count;
    (void)journal_rows(journal, &count);
    Ids ids = {0};
    for (size_t i = 0; i < count; i++)
        array_push(&ids, (Id)i + 1);
    list_set_rows(&journal->details, ids.items, ids.count);
    array_release(&ids);
    return read;
}

bool journal_fetch(void *state, Session *session, Error *error)
{
    Journal *journal = state;
    int64_t newest;
    if (!store_step(session->store, session->plan.board, INT64_MAX, false, &newest, error))
        return false;
    journal->shown = session->past ? session->plan.sequence : 0;
    if (journal->board != session->plan.board) {
        journal_restart(journal);
        journal->mark = 0;
        journal->entity = NULL;
    }
    if (journal->stale || newest != journal->newest)
        forget(journal);
    journal->board = session->plan.board;
    journal->newest = newest;
    size_t want = needed(journal);
    if (!journal->complete && journal->entries.count < want) {
        journal->wanted = want;
        if (!read_on(journal, session, error))
            return false;
    }
    return show_selected(journal, session, error);
}

/* ---------------------------------------------------------------- what is selected */

const LogEntry *journal_selected(const Journal *journal)
{
    return journal->list.selected < journal->entries.count ? &journal->entries.items[journal->list.selected] : NULL;
}

const LogRow *journal_rows(const Journal *journal, size_t *count)
{
    const LogEntry *entry = journal_selected(journal);
    *count = !entry ? 0 : journal->entity ? entry->rows : journal->rows.count;
    return *count == 0 ? NULL : journal->rows.items + (journal->entity ? entry->first : 0);
}

const LogRow *journal_selected_row(const Journal *journal)
{
    size_t count;
    const LogRow *rows = journal_rows(journal, &count);
    return journal->details.selected < count ? &rows[journal->details.selected] : NULL;
}

void journal_release(Journal *journal)
{
    array_release(&journal->entries);
    array_release(&journal->rows);
    arena_release(&journal->texts);
    arena_release(&journal->row_texts);
    list_release(&journal->list);
    list_release(&journal->details);
}
