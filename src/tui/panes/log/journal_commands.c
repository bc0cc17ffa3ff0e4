/*
 * What can be done from the journal: go to a record, take a change back, look at the board as it was, compare.
 */
#include "journal.h"

#include <stdio.h>

#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/session/cause.h"
#include "steerco/tui/app/overlay.h"

static Journal *journal_of(App *app)
{
    return app_state(app, &log_pane);
}

static const LogEntry *selected_entry(App *app)
{
    const LogEntry *entry = journal_selected(journal_of(app));
    if (!entry)
        app_say(app, "No change is selected");
    return entry;
}

/* ---------------------------------------------------------------- to a record */

/* What is shown in a pane: links and assignments under the task that they are edited at. */
static void find_place(const Plan *plan, const Entity **entity, Id *id)
{
    const void *record = plan_find(plan, (*entity)->kind, *id);
    const Field *under = record && (*entity)->under ? entity_field(*entity, (*entity)->under) : NULL;
    if (!under)
        return;
    *entity = under->refers_to;
    *id = field_stored(under, record).number;
}

/* In the list: the first record of the change that is still there. */
static const LogRow *row_to_open(App *app)
{
    const Journal *journal = journal_of(app);
    size_t count;
    const LogRow *rows = journal_rows(journal, &count);
    if (journal->in_details)
        return journal_selected_row(journal);
    for (size_t i = 0; i < count; i++)
        if (plan_find(app_plan(app), rows[i].entity->kind, rows[i].id))
            return &rows[i];
    return rows;
}

static void run_open(App *app, const char *argument)
{
    (void)argument;
    const LogRow *row = row_to_open(app);
    if (!row) {
        app_say(app, "There is no record to go to");
        return;
    }
    const Entity *entity = row->entity;
    Id id = row->id;
    if (plan_find(app_plan(app), entity->kind, id)) {
        find_place(app_plan(app), &entity, &id);
        app_reveal(app, entity, id);
        return;
    }
    Buffer code = {0};
    entity_code(entity, id, &code);
    app_say(app, "%s is not on this board%s  ·  b shows it as it was behind this change", buffer_text(&code),
            app_session(app)->past ? " at this time" : " now");
    buffer_release(&code);
}

void journal_open(App *app, const Entity *entity, Id id)
{
    Journal *journal = journal_of(app);
    journal->entity = entity;
    journal->id = id;
    journal->in_details = false;
    journal_restart(journal);
    app_show_pane(app, &log_pane);
}

static void run_history(App *app, const char *argument)
{
    (void)argument;
    const LogRow *row = journal_selected_row(journal_of(app));
    if (row)
        journal_open(app, row->entity, row->id);
}

/* ---------------------------------------------------------------- taking back */

/* Entries may be read anew while a question is open, so it takes no pointer to one. */
typedef struct Target {
    int64_t sequence;
    bool is_undo; /* taking it back brings something back */
} Target;

static void take_back(App *app, const void *context)
{
    Error error = {0};
    const char *what;
    const Target *target = context;
    Session *session = app_session(app);
    Instant before = session->plan.results->finish;
    if (!session_undo(session, target->sequence, &what, &error)) {
        app_complain(app, &error);
        return;
    }
    Buffer finish = {0};
    cause_word_finish(&session->plan, before, session->plan.results->finish, &finish);
    app_say(app, "%s%s%s: %s", buffer_text(&finish), finish.length ? "  ·  " : "",
            target->is_undo ? "Brought back" : "Taken back", what);
    buffer_release(&finish);
}

static void run_undo(App *app, const char *argument)
{
    (void)argument;
    const LogEntry *entry = selected_entry(app);
    char question[240];
    if (!entry || !app_may_change(app))
        return;
    Target target = {entry->record.id, entry->undoes && !text_equal(entry->source, "redo")};
    if (text_equal(entry->who, store_who(app_session(app)->store))) {
        take_back(app, &target);
        return;
    }
    Buffer when = {0};
    field_format(entity_field(&log_entity, "when"), app_plan(app), value_number(entry->when), FORMAT_DISPLAY, &when);
    snprintf(question, sizeof question, "Take back what %.40s did on %s: %.100s?", entry->who, buffer_text(&when),
             entry->reason);
    app_confirm(app, question, take_back, &target, sizeof target);
    buffer_release(&when);
}

/* ---------------------------------------------------------------- looking back */

static void run_board(App *app, const char *argument)
{
    (void)argument;
    const LogEntry *entry = selected_entry(app);
    if (!entry)
        return;
    if (entry->record.id != journal_of(app)->newest)
        past_go_to(app, (Moment){.sequence = entry->record.id});
    else if (!past_leave(app))
        app_say(app, "Behind this change the board is as it is now");
}

static void run_mark(App *app, const char *argument)
{
    (void)argument;
    Journal *journal = journal_of(app);
    const LogEntry *entry = selected_entry(app);
    if (entry)
        journal->mark = journal->mark == entry->record.id ? 0 : entry->record.id;
}

static bool load(Store *store, Id board, Moment moment, Date today, Plan *out, Error *error)
{
    plan_init(out);
    out->today = today;
    return store_load_as_of(store, board, moment, out, error);
}

/* Up to now when `to` is 0. */
static void word_range(int64_t from, int64_t to, char *out, size_t size)
{
    if (to)
        snprintf(out, size, "From behind change %lld to behind change %lld", (long long)from, (long long)to);
    else
        snprintf(out, size, "Since change %lld", (long long)from);
}

static void show_difference(App *app, Moment first, Moment last)
{
    Error error = {0};
    Session *session = app_session(app);
    Plan from, to;
    Buffer words = {0};
    char title[80];
    Date today = app_today(app);
    bool good = load(session->store, session->plan.board, first, today, &from, &error);
    good = load(session->store, session->plan.board, last, today, &to, good ? &error : NULL) && good;
    if (good && cause_describe(session->store, &from, &to, CAUSE_BY_CHANGE, &words, &error)) {
        word_range(from.sequence, last.by_clock ? 0 : to.sequence, title, sizeof title);
        app_read(app, title, buffer_text(&words));
    } else {
        app_complain(app, &error);
    }
    buffer_release(&words);
    plan_release(&from);
    plan_release(&to);
}

/* Between the marked one and the selected one, in the order of time; of one alone, from there to now. */
static void run_difference(App *app, const char *argument)
{
    (void)argument;
    const LogEntry *entry = selected_entry(app);
    if (!entry)
        return;
    Moment now = {.by_clock = true, .at = INT64_MAX}, selected = {.sequence = entry->record.id};
    Moment mark = {.sequence = journal_of(app)->mark};
    if (mark.sequence == 0 || mark.sequence == selected.sequence)
        show_difference(app, selected, now);
    else
        show_difference(app, mark.sequence < selected.sequence ? mark : selected,
                        mark.sequence < selected.sequence ? selected : mark);
}

/* ---------------------------------------------------------------- narrowing and finding */

static bool accept_filter(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Journal *journal = journal_of(app);
    bool good = list_filter(&journal->list, app_plan(app), text, &error);
    if (good)
        journal_restart(journal);
    else
        app_complain(app, &error);
    return good;
}

static void run_filter(App *app, const char *argument)
{
    if (*argument)
        (void)accept_filter(app, argument, NULL);
    else
        app_prompt(app, &(Prompt){.label = "Filter (who:anna when>=-7 rain)",
                                  .command = "log-filter",
                                  .initial = list_filter_text(&journal_of(app)->list),
                                  .before = list_filter_text(&journal_of(app)->list),
                                  .accept = accept_filter});
}

static bool holds(const LogEntry *entry, const char *folded)
{
    return text_contains(entry->reason, folded) || text_contains(entry->why, folded) ||
           text_contains(entry->who, folded) || text_contains(entry->source, folded);
}

/* Goes on reading until the text is found or the journal ends. */
void journal_find(App *app, const char *text, int direction)
{
    enum { STRIDE = 1000 };
    Journal *journal = journal_of(app);
    Error error = {0};
    Buffer folded = {0};
    bool found = false, more = true;
    text_fold(text, &folded);
    size_t at = journal->list.selected;
    while (!found && more) {
        for (at += (size_t)direction; at < journal->entries.count && !found; at += (size_t)direction)
            if (holds(&journal->entries.items[at], buffer_text(&folded))) {
                journal->list.selected = at;
                journal->details.selected = journal->details.top = 0;
                found = true;
            }
        at -= (size_t)direction;
        more = direction > 0 && !journal->complete;
        journal->wanted = journal->entries.count + STRIDE;
        if (!found && more && !journal_fetch(journal, app_session(app), &error))
            break;
    }
    if (error.kind != ERROR_NONE)
        app_complain(app, &error);
    else if (!found)
        app_say(app, "'%s' is not found %s", text, direction > 0 ? "further back" : "later");
    buffer_release(&folded);
}

static void run_focus(App *app, const char *argument)
{
    (void)argument;
    Journal *journal = journal_of(app);
    journal->in_details = !journal->in_details && journal->details.rows.count > 0;
}

/* One thing after the other, what was chosen last first. */
static void run_clear(App *app, const char *argument)
{
    (void)argument;
    Journal *journal = journal_of(app);
    if (journal->in_details) {
        journal->in_details = false;
    } else if (journal->mark) {
        journal->mark = 0;
    } else if (journal->list.filter) {
        (void)accept_filter(app, "", NULL);
    } else if (journal->entity) {
        journal->entity = NULL;
        journal_restart(journal);
    } else {
        past_leave(app);
    }
}

const Command journal_commands[] = {
    {"log-open", "enter e", "go there", "Go to the record that the change is about", run_open},
    {"log-undo", "U", "take back", "Take back just this change, whoever made it", run_undo},
    {"log-board", "b", "as of", "See the board as it was behind this change", run_board},
    {"log-focus", "w", "details", "Go to what the change did, or back to the list", run_focus},
    {"log-mark", "v", "mark", "Mark where a difference begins, or no longer", run_mark},
    {"log-difference", "D", "compare", "What changed between the mark and here, or since here, and why",
     run_difference},
    {"log-filter", "\\", NULL, "Show only the changes that match: who:anna when>=-7 rain", run_filter},
    {"log-history", "H", NULL, "All changes of the record that this one is about", run_history},
    {"log-clear", "esc", NULL, "Back to the list; unmark; show all changes; come back from the past", run_clear},
    {0},
};
