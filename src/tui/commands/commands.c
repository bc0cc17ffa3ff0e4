/*
 * The commands that every pane has. Help, palette and key bar read this table from top to bottom, so the first row is
 * the one that is always in sight.
 */
#include "steerco/analysis/simulate/simulate.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/frame.h"
#include "steerco/tui/app/keys.h"
#include "steerco/tui/app/others.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/commands/bulk.h"
#include "steerco/tui/commands/export.h"
#include "steerco/tui/commands/note.h"
#include "steerco/tui/commands/report.h"
#include "steerco/tui/commands/view_commands.h"
#include "steerco/tui/panes/schedule/clip.h"
#include "steerco/tui/steer/steer.h"

static void run_help(App *app, const char *argument)
{
    (void)argument;
    help_open(app);
}

static void run_palette(App *app, const char *argument)
{
    palette_open(app, argument);
}

static void run_quit(App *app, const char *argument)
{
    (void)argument;
    app_quit(app);
}

/* ---- the selected record ---- */

static bool selected(App *app, const Entity **entity, Id *id)
{
    if (app_selection(app, entity, id))
        return true;
    app_say(app, "Nothing is selected");
    return false;
}

static void run_form(App *app, const char *argument)
{
    (void)argument;
    const Entity *entity;
    Id id;
    if (selected(app, &entity, &id))
        app_form(app, entity, id);
}

static void run_edit(App *app, const char *argument)
{
    const Pane *pane = app_pane(app);
    List *list = pane->list ? pane->list(app_state(app, pane)) : NULL;
    if (list)
        app_edit_cell(app, list, 0);
    else
        run_form(app, argument);
}

static void run_delete(App *app, const char *argument)
{
    (void)argument;
    bulk_delete(app);
}

static void run_set(App *app, const char *argument)
{
    bulk_set(app, argument);
}

static void run_columns(App *app, const char *argument)
{
    (void)argument;
    columns_open(app);
}

static void run_sort(App *app, const char *argument)
{
    views_sort(app, argument);
}

static void run_view(App *app, const char *argument)
{
    views_open(app, argument);
}

static void run_view_save(App *app, const char *argument)
{
    views_remember(app, argument);
}

static void run_view_forget(App *app, const char *argument)
{
    views_forget(app, argument);
}

static void run_mark(App *app, const char *argument)
{
    (void)argument;
    bulk_mark(app);
}

static void run_mark_range(App *app, const char *argument)
{
    (void)argument;
    bulk_mark_range(app);
}

static void run_mark_all(App *app, const char *argument)
{
    (void)argument;
    bulk_mark_all(app);
}

static void run_copy(App *app, const char *argument)
{
    (void)argument;
    size_t count = bulk_copy(app);
    if (count > 0)
        app_say(app, count == 1 ? "Copied the row, columns separated by tabs" : "Copied %zu rows as lines of text",
                count);
}

static void run_history(App *app, const char *argument)
{
    (void)argument;
    const Entity *entity;
    Id id;
    if (selected(app, &entity, &id))
        journal_open(app, entity, id);
}

static void run_log(App *app, const char *argument)
{
    Id id = 0;
    const Entity *entity = *argument ? entity_of_code(argument, &id) : NULL;
    if (*argument && !entity)
        app_say(app, "'%s' is no code; expected one like T-14 or R-7", argument);
    else
        journal_open(app, entity, id);
}

/* ---- the past ---- */

static void run_as_of(App *app, const char *argument)
{
    past_open(app, argument);
}

static void run_now(App *app, const char *argument)
{
    (void)argument;
    if (!past_leave(app))
        app_say(app, "This is the present");
}

static void run_back(App *app, const char *argument)
{
    (void)argument;
    past_step(app, false);
}

static void run_forth(App *app, const char *argument)
{
    (void)argument;
    past_step(app, true);
}

/* ---- undo ---- */

static void run_undo(App *app, const char *argument)
{
    (void)argument;
    Error error = {0};
    const char *what;
    if (!app_may_change(app))
        return;
    if (session_undo(app_session(app), 0, &what, &error))
        app_say(app, "Taken back: %s  ·  ctrl-r brings it back", what);
    else
        app_complain(app, &error);
}

static void run_redo(App *app, const char *argument)
{
    (void)argument;
    Error error = {0};
    const char *what;
    if (!app_may_change(app))
        return;
    if (session_redo(app_session(app), &what, &error))
        app_say(app, "Brought back: %s  ·  u undoes", what);
    else
        app_complain(app, &error);
}

/* ---- why ---- */

static bool accept_why(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    if (!session_why(app_session(app), text, false, &error)) {
        app_complain(app, &error);
        return false;
    }
    app_say(app, *text ? "The journal keeps this reason with the next change" : "The next change has no reason");
    return true;
}

static void run_note(App *app, const char *argument)
{
    note_add(app, argument);
}

static void run_why(App *app, const char *argument)
{
    if (!app_may_change(app))
        return;
    if (*argument)
        (void)accept_why(app, argument, NULL);
    else
        app_prompt(app, &(Prompt){.label = "Why the next change is made",
                                  .command = "why",
                                  .initial = buffer_text(&app_session(app)->why),
                                  .accept = accept_why});
}

/* ---- find ---- */

/* The mode that is searched lies below the prompt. */
static bool accept_find(App *app, const char *text, const void *context)
{
    const Mode *const *mode = context;
    app_seek(app, text);
    if (*text)
        find_next(app, *mode, text, +1);
    return true;
}

static void run_find(App *app, const char *argument)
{
    const Mode *mode = app_mode(app);
    if (*argument)
        accept_find(app, argument, &mode);
    else
        app_prompt(app, &(Prompt){.label = "Find",
                                  .command = "find",
                                  .accept = accept_find,
                                  .context = &mode,
                                  .context_size = sizeof(Mode *)});
}

static void run_filter(App *app, const char *argument)
{
    filter_open(app, argument);
}

static void find_again(App *app, int direction)
{
    if (*app_sought(app))
        find_next(app, app_mode(app), app_sought(app), direction);
    else
        app_say(app, "Nothing was sought yet: / finds");
}

static void run_find_next(App *app, const char *argument)
{
    (void)argument;
    find_again(app, +1);
}

static void run_find_previous(App *app, const char *argument)
{
    (void)argument;
    find_again(app, -1);
}

/* ---- panes and boards ---- */

static void run_next_pane(App *app, const char *argument)
{
    (void)argument;
    app_next_pane(app, +1);
}

static void run_previous_pane(App *app, const char *argument)
{
    (void)argument;
    app_next_pane(app, -1);
}

static void run_pane(App *app, const char *argument)
{
    const Pane *pane = pane_find(argument);
    if (pane)
        app_show_pane(app, pane);
    else
        app_say(app, "Which pane? Type its digit, or ':pane risks', ':sheet calendars'");
}

static void run_next_sheet(App *app, const char *argument)
{
    (void)argument;
    app_show_pane(app, pane_next_sheet(app_pane(app), +1));
}

static void run_previous_sheet(App *app, const char *argument)
{
    (void)argument;
    app_show_pane(app, pane_next_sheet(app_pane(app), -1));
}

static void run_boards(App *app, const char *argument)
{
    if (*argument)
        board_show(app, argument);
    else
        boards_open(app);
}

static void run_board_form(App *app, const char *argument)
{
    (void)argument;
    app_form(app, &board_entity, app_plan(app)->board);
}

static void run_new_board(App *app, const char *argument)
{
    board_new(app, argument);
}

static void run_import(App *app, const char *argument)
{
    import_ask(app, argument);
}

static void run_who(App *app, const char *argument)
{
    (void)argument;
    others_open(app);
}

static void run_drafts(App *app, const char *argument)
{
    (void)argument;
    drafts_look(app, true);
    if (app_drafts(app)->found.count == 0)
        app_say(app, "There is no draft of yours on this file");
}

/* ---- the terminal ---- */

static void run_repaint(App *app, const char *argument)
{
    (void)app, (void)argument;
    term_repaint();
}

static void run_suspend(App *app, const char *argument)
{
    (void)argument;
    if (!term_suspend())
        app_say(app, "There is no shell to go back to");
}

static void run_clear(App *app, const char *argument)
{
    (void)argument; /* the message has gone with the key */
    if (clip_drop_cut(app_clip(app)))
        app_say(app, "What was cut stays where it is");
    else if (bulk_unmark(app))
        app_say(app, "None are marked any more");
    else if (filter_drop(app, app_pane(app)))
        app_say(app, "The filter is gone");
    else
        past_leave(app);
}

static void run_steer(App *app, const char *argument)
{
    const Page *page = page_find(argument);
    if (*argument && !page)
        app_say(app, "There is no page '%s': :steer risks, :steer milestones, …", text_quoted(argument).text);
    else
        steer_open(app, page);
}

/* A look waits for so long; the words say how many iterations there were. */
static bool has_waited(void *context)
{
    enum { SECONDS = 3 };
    return clock_utc() - *(const int64_t *)context >= SECONDS;
}

static void run_simulate(App *app, const char *argument)
{
    (void)argument;
    int64_t began = clock_utc();
    const SimulationWanted wanted = {.seed = 1, .threads = 2, .stopped = has_waited, .context = &began};
    Simulation simulation;
    Error error = {0};
    Buffer words = {0};
    if (!simulate(app_plan(app), &wanted, &simulation, &error)) {
        app_complain(app, &error);
        return;
    }
    simulation_word(app_plan(app), &wanted, &simulation, &words);
    app_read(app, "Simulation", buffer_text(&words));
    buffer_release(&words);
    simulation_release(&simulation);
}

static void run_export(App *app, const char *argument)
{
    export_ask(app, argument);
}

static void run_report(App *app, const char *argument)
{
    report_ask(app, argument);
}

/* Private values and records: a switch, said in the title line. */
static void run_confidential(App *app, const char *argument)
{
    (void)argument;
    Error error = {0};
    bool shown = app_plan(app)->audience == AUDIENCE_PRIVATE;
    if (!session_set_audience(app_session(app), shown ? AUDIENCE_PLANNER : AUDIENCE_PRIVATE, &error))
        app_complain(app, &error);
    else
        app_say(app, shown ? "What is private is hidden again" : "What is private is shown  ·  ~ hides it again");
}
const Command sheet_commands[] = {
    {"next-sheet", "]", "sheet", "The next sheet of this pane; they are named in the line above", run_next_sheet},
    {"previous-sheet", "[", NULL, "The sheet before", run_previous_sheet},
    {0},
};

const Command app_commands[] = {
    {"help", "? f1", "help", "Every key and command here", run_help},
    {"edit", "e f2", "edit", "Change the selected cell", run_edit},
    {"command", ": ctrl-p", "command", "Find a command or a record by its name", run_palette},
    {"form", "enter f4", "open", "All fields of the selected record", run_form},
    {"undo", "u", "undo", "Take your last change back", run_undo},
    {"find", "/", "find", "Find a text in this pane", run_find},
    {"filter", "\\", "filter", "Show only what matches: owner:anna due<+2w -done", run_filter},
    {"next-pane", "tab", "next", "Go to the next pane", run_next_pane},
    {"quit", "q", "quit", "Leave; everything is saved", run_quit},
    {"previous-pane", "backtab", NULL, "Go to the pane before", run_previous_pane},
    {"pane", "", NULL, "Open a pane by its name", run_pane},
    {"sheet", "", NULL, "Open a sheet of any pane by its name: log/journal", run_pane},
    {"delete", "d delete", NULL, "Delete the marked records, or the selected one", run_delete},
    {"set", "E", NULL, "Set a field of the marked records, or of the selected one: priority=800", run_set},
    {"mark", "v", NULL,
     "Mark the row, or no longer: what can be done to several records is done to all that are marked", run_mark},
    {"mark-range", "V", NULL, "Mark the rows from the one marked last to this one", run_mark_range},
    {"mark-all", "*", NULL, "Mark all rows that are shown, or none", run_mark_all},
    {"columns", "C", NULL, "Choose columns, their order and widths", run_columns},
    {"sort", "O", NULL, "Sort by the selected column; again: descending; again: the usual order", run_sort},
    {"view", "W", NULL, "Go to a saved view, or save columns, order, filter and scale under a name", run_view},
    {"view-save", "", NULL, "Save columns, order, filter and scale under the name that follows", run_view_save},
    {"view-forget", "", NULL, "Forget a saved view", run_view_forget},
    {"redo", "ctrl-r", NULL, "Bring back what was taken back", run_redo},
    {"note", "'", NULL, "Note something about the selected record: a remark, or action: …, issue: …, decision: …",
     run_note},
    {"why", "", NULL, "Say why the next change is made; the log and a comparison show it", run_why},
    {"find-next", "n", NULL, "The next place of the text", run_find_next},
    {"find-previous", "N", NULL, "The place of the text before", run_find_previous},
    {"history", "H", NULL, "Who changed the selected record, and when", run_history},
    {"log", "", NULL, "The journal of the board, or of the record whose code follows", run_log},
    {"as-of", "", NULL, "See the board as it was: yesterday, mon, 14:30, -2h, 2026-03-02, or the number of a change",
     run_as_of},
    {"now", "", NULL, "Back from the past to the present", run_now},
    {"back", "(", NULL, "See the board as it was one change earlier", run_back},
    {"forth", ")", NULL, "See the board as it was one change later", run_forth},
    {"copy", "y", NULL, "Copy the marked rows, or the selected one, columns separated by tabs", run_copy},
    {"boards", "B", NULL, "Go to another board, or make one", run_boards},
    {"board", "", NULL, "Name, status date, calendar and currency of this board", run_board_form},
    {"new-board", "", NULL, "Make a board", run_new_board},
    {"import", "", NULL, "Import a CSV or Microsoft Project XML file into this board: plan.csv --as tasks", run_import},
    {"who", "@", NULL, "Who else has this file open, and what they are editing", run_who},
    {"drafts", "", NULL, "What you typed and did not finish", run_drafts},
    {"confidential", "~", NULL, "Show private values and records, or hide them again", run_confidential},
    {"steer", "f5", NULL, "Pages for a steering meeting, and what falls in it: :steer risks", run_steer},
    {"export", "", NULL, "Draw a picture of the plan into a file: :export s-curve, :export gantt plans/gantt.pdf",
     run_export},
    {"report", "", NULL, "Make a status report, read it, and send it: :report team", run_report},
    {"simulate", "", NULL, "When it will end and what it will cost, simulated from estimates and risks", run_simulate},
    {"repaint", "ctrl-l", NULL, "Draw the screen anew", run_repaint},
    {"suspend", "ctrl-z", NULL, "Back to the shell; fg comes back", run_suspend},
    {"clear", "esc", NULL, "Clear the message; what is cut; the marks; the filter; come back from the past", run_clear},
    {0},
};
