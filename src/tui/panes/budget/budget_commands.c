/*
 * What can be done in the budget pane. Lines are edited; entries of the cost log are only appended.
 */
#include "budget.h"
#include "steerco/analysis/earned_board.h"
#include "steerco/analysis/money/figure_words.h"
#include "steerco/chart/s_curve.h"
#include "steerco/records/records.h"
#include "steerco/tui/commands/bulk.h"

static Budget *budget_of(App *app)
{
    return app_state(app, &budget_pane);
}

/* The line that a new entry counts on: the selected one, or that of the selected entry. */
static Id line_for_entry(App *app)
{
    Budget *state = budget_of(app);
    Id row = list_selected(&state->lines);
    const CostEntry *entry =
        state->in_log ? plan_find(app_plan(app), ENTITY_COST_ENTRY, list_selected(&state->log)) : NULL;
    return row > 0 ? row : entry ? entry->line : 0;
}

static void run_add(App *app, const char *argument)
{
    Id line = line_for_entry(app);
    if (line)
        budget_add_entry(app, line, argument);
    else
        app_say(app, "Select the budget line that the entry counts on");
}

static Money minus(Money amount)
{
    return amount == MONEY_NONE ? MONEY_NONE : -amount;
}

/* What is reversed already, or is itself a reversal, is left out. */
static bool reverse_entry(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    const IdMap *reversed = how;
    const CostEntry *wrong = plan_find(plan, ENTITY_COST_ENTRY, id);
    if (!wrong || wrong->reverses || idmap_get(reversed, id, 0))
        return false;
    CostEntry *entry = change_create(set, &cost_entry_entity);
    Record record = entry->record;
    *entry = *wrong;
    entry->record = record;
    entry->reverses = id;
    entry->amount = minus(wrong->amount);
    entry->tax = minus(wrong->tax);
    entry->booked_on = plan_status_date(plan);
    entry->external_id = entry->custom = entry->notes = "";
    Buffer text = {0};
    buffer_add(&text, "Reversal of ");
    entity_code(&cost_entry_entity, id, &text);
    entry->description = arena_text(&set->arena, buffer_text(&text));
    record_keep_texts(&cost_entry_entity, entry, &set->arena);
    buffer_release(&text);
    return true;
}

static void run_reverse(App *app, const char *argument)
{
    (void)argument;
    Budget *state = budget_of(app);
    if (!state->in_log || list_selected(&state->log) <= 0)
        app_say(app, "Select the wrong entry in the cost log first");
    else
        bulk_edit(app, &state->log,
                  &(BulkEdit){.verb = "reverse",
                              .how_worded = "by an entry that takes it back",
                              .why_not = "reversed already, or itself a reversal; add a new entry instead",
                              .edit = reverse_entry,
                              .how = &state->reversed});
}

/* The category of the selected row: where a new line goes. */
static int selected_category(App *app)
{
    Id row = list_selected(&budget_of(app)->lines);
    const BudgetLine *line = plan_find(app_plan(app), ENTITY_BUDGET_LINE, row);
    return line ? line->category : row <= ROW_CATEGORY ? budget_category(row) : -1;
}

static bool accept_line(App *app, const char *text, const void *context)
{
    (void)context;
    Budget *state = budget_of(app);
    int category = selected_category(app);
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "new budget line %s", text);
    BudgetLine *line = change_create(&set, &budget_line_entity);
    line->description = arena_text(&set.arena, text);
    if (category >= 0)
        line->category = (uint8_t)category;
    bool done = app_commit(app, &set);
    if (done) {
        budget_refresh(state, app_plan(app));
        budget_select(state, app_plan(app), &budget_line_entity, line->record.id);
        state->lines.column = BUDGET_ORIGINAL_COLUMN;
    }
    change_release(&set);
    return done;
}

static void run_new(App *app, const char *argument)
{
    if (app_may_change(app))
        app_prompt(app, &(Prompt){.label = "New budget line",
                                  .command = "budget-new",
                                  .about_selected = true,
                                  .initial = argument,
                                  .accept = accept_line});
}

static void run_focus(App *app, const char *argument)
{
    (void)argument;
    budget_of(app)->in_log = !budget_of(app)->in_log;
}

/* The figure of the selected cell; of the name, where it will end. */
static void run_why(App *app, const char *argument)
{
    (void)argument;
    const Budget *state = budget_of(app);
    const Plan *plan = app_plan(app);
    Id row = list_selected(&state->lines);
    const Field *field = list_field(&state->lines);
    if (state->lines.column == BUDGET_NAME_COLUMN)
        field = entity_field(&budget_line_entity, "eac");
    Buffer name = {0}, text = {0}, title = {0};
    budget_row_name(plan, row, &name);
    buffer_format(&title, "%s of %s", field->title, buffer_text(&name));
    FigureScope scope = {.figures = budget_figures(state, plan, row),
                         .name = buffer_text(&name),
                         .holds = budget_row_holds,
                         .context = row};
    figure_explain(plan, &scope, field->name, &text);
    app_read(app, buffer_text(&title), buffer_text(&text));
    buffer_release(&name);
    buffer_release(&text);
    buffer_release(&title);
}

static void run_earned(App *app, const char *argument)
{
    (void)argument;
    Buffer text = {0};
    if (app_plan(app)->results->unscheduled) {
        app_say(app, "No task has dates, so nothing was planned");
        return;
    }
    earned_word_board(app_plan(app), &text);
    app_read(app, "Earned value", buffer_text(&text));
    buffer_release(&text);
}

static void run_curve(App *app, const char *argument)
{
    (void)argument;
    app_show_chart(app, chart_s_curve);
}

const Command budget_commands[] = {
    {"budget-add", "a", "add entry", "Add an entry to the cost log of the selected line", run_add},
    {"budget-reverse", "r", "reverse", "Take the marked entries, or the selected one, back by reversing entries",
     run_reverse},
    {"budget-new", "i insert", "new line", "Write down a new budget line in the selected category", run_new},
    {"budget-why", "=", "why", "Show the formula of the selected figure with its values, and the entries behind it",
     run_why},
    {"budget-focus", "w", "log", "Go to the cost log, or back to the lines", run_focus},
    {"budget-earned", "!", "earned", "Earned value and earned schedule at the status date, figure by figure",
     run_earned},
    {"s-curve", "c", "curve", "Planned value, earned value, actual cost and forecast over time", run_curve},
    {0},
};
