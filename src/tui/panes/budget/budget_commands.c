/*
 * What can be done in the budget pane. Lines are edited; entries of the cost log are only appended.
 */
#include "budget.h"
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
    entry->vendor = arena_text(&set->arena, wrong->vendor);
    entry->document = arena_text(&set->arena, wrong->document);
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

const Command budget_commands[] = {
    {"budget-add", "a", "add entry", "Add an entry to the cost log of the selected line", run_add},
    {"budget-reverse", "r", "reverse", "Take the marked entries, or the selected one, back by reversing entries",
     run_reverse},
    {"budget-new", "i insert", "new line", "Write down a new budget line in the selected category", run_new},
    {"budget-focus", "w", "log", "Go to the cost log, or back to the lines", run_focus},
    {0},
};
