/*
 * The budget pane: lines by category with their sums above, the cost log below.
 *
 * The log shows the entries of what is selected above: a line, a category, or everything. Entries are only ever
 * appended; a wrong one is corrected by a further entry that takes it back.
 */
#include "budget.h"

/* ---------------------------------------------------------------- rows */

/* The lines of a category below its row. */
static void add_category(const List *list, const Plan *plan, int category, const Ids *lines, Ids *rows)
{
    bool any = false;
    for (size_t i = 0; i < lines->count; i++) {
        const BudgetLine *line = plan_find(plan, ENTITY_BUDGET_LINE, lines->items[i]);
        if (line->category != category || !list_passes(list, plan, line->record.id))
            continue;
        if (!any)
            array_push(rows, ROW_CATEGORY - category);
        array_push(rows, line->record.id);
        any = true;
    }
}

static bool entry_is_on_no_line(const Plan *plan, const CostEntry *entry)
{
    return plan_row(plan, ENTITY_BUDGET_LINE, entry->line) == ROW_NONE;
}

static bool any_entry_on_no_line(const Plan *plan)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++)
        if (entry_is_on_no_line(plan, plan_cost_entry(plan, row)))
            return true;
    return false;
}

static bool any_reserve(const Plan *plan)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++)
        if (budget_line_is_reserve(plan_budget_line(plan, row)))
            return true;
    return false;
}

static void fill_lines(Budget *state, const Plan *plan)
{
    Ids rows = {0}, lines = {0};
    uint32_t *by_id = plan_sorted_rows(plan, ENTITY_BUDGET_LINE);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_BUDGET_LINE); i++)
        array_push(&lines, plan_budget_line(plan, by_id[i])->record.id);
    list_sort(&state->lines, plan, lines.items, lines.count);
    array_push(&rows, ROW_ALL);
    if (!state->lines.filter && any_reserve(plan)) {
        array_push(&rows, ROW_BASELINE);
        array_push(&rows, ROW_COMPLETION);
    }
    for (int category = 0; category < BUDGET_CATEGORIES; category++)
        add_category(&state->lines, plan, category, &lines, &rows);
    if (!state->lines.filter && any_entry_on_no_line(plan))
        array_push(&rows, ROW_NO_LINE);
    list_set_rows(&state->lines, rows.items, rows.count);
    array_release(&rows);
    array_release(&lines);
    free(by_id);
}

bool budget_row_holds(const Plan *plan, const BudgetLine *line, Id row)
{
    (void)plan;
    if (row == ROW_ALL)
        return true;
    if (row > 0 || row == ROW_NO_LINE)
        return row > 0 ? line && line->record.id == row : !line;
    if (row == ROW_BASELINE)
        return !line || !budget_line_is_management_reserve(line);
    if (row == ROW_COMPLETION)
        return !line || !budget_line_is_reserve(line);
    return line && line->category == budget_category(row);
}

/* Does an entry count on the selected row? Of what moves money either side may. */
static bool entry_is_shown(const Plan *plan, const CostEntry *entry, Id row)
{
    return budget_row_holds(plan, plan_find(plan, ENTITY_BUDGET_LINE, entry->line), row) ||
           (entry->to_line && budget_row_holds(plan, plan_find(plan, ENTITY_BUDGET_LINE, entry->to_line), row));
}

typedef struct Dated {
    Id id;
    Date on;
} Dated;

static int newest_first(const void *a, const void *b)
{
    const Dated *left = a, *right = b;
    if (left->on != right->on)
        return left->on > right->on ? -1 : 1;
    return left->id > right->id ? -1 : left->id < right->id;
}

static void fill_log(Budget *state, const Plan *plan)
{
    ARRAY(Dated) entries = {0};
    Ids rows = {0};
    Id selected = state->log_of = list_selected(&state->lines);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(plan, row);
        if (entry_is_shown(plan, entry, selected) && list_passes(&state->log, plan, entry->record.id))
            array_push(&entries, (Dated){entry->record.id, entry->booked_on});
    }
    if (entries.count > 0)
        qsort(entries.items, entries.count, sizeof entries.items[0], newest_first);
    for (size_t i = 0; i < entries.count; i++)
        array_push(&rows, entries.items[i].id);
    list_fill(&state->log, plan, rows.items, rows.count);
    array_release(&rows);
    array_release(&entries);
}

void budget_follow_selection(Budget *state, const Plan *plan)
{
    if (state->log_of != list_selected(&state->lines))
        fill_log(state, plan);
}

void budget_refresh(void *pane_state, const Plan *plan)
{
    Budget *state = pane_state;
    idmap_clear(&state->reversed);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(plan, row);
        if (entry->reverses)
            idmap_put(&state->reversed, entry->reverses, entry->record.id);
    }
    budget_sum_up(state, plan);
    fill_lines(state, plan);
    fill_log(state, plan);
}

/* "E-12  Invoice March"; a reversed entry says by which one it was taken back, one that does not count why. */
static void dress_description(Id id, Id reversed_by, EntryState how, Buffer *text)
{
    static const char *const notes[] = {[ENTRY_COUNTS] = "",
                                        [ENTRY_LATER] = "[later] ",
                                        [ENTRY_ONE_SIDED] = "[one-sided] ",
                                        [ENTRY_WITHOUT_LINE] = "[for no line] ",
                                        [ENTRY_MENDED] = ""};
    Buffer dressed = {0};
    entity_code(&cost_entry_entity, id, &dressed);
    buffer_add_repeat(&dressed, " ", dressed.length < 6 ? (int)(6 - dressed.length) : 1);
    if (reversed_by) {
        buffer_add(&dressed, "[reversed by ");
        entity_code(&cost_entry_entity, reversed_by, &dressed);
        buffer_add(&dressed, "] ");
    }
    buffer_add(&dressed, notes[how]);
    buffer_add(&dressed, buffer_text(text));
    buffer_release(text);
    *text = dressed;
}

static void dress_entry(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context)
{
    const Budget *state = context;
    const CostEntry *entry = plan_find(plan, ENTITY_COST_ENTRY, id);
    Id reversed_by = idmap_get(&state->reversed, id, 0);
    EntryState how = plan_entry_state(plan, id);
    if (reversed_by || (entry && entry->reverses) || how == ENTRY_LATER)
        *style = STYLE_DIM;
    else if (how != ENTRY_COUNTS)
        *style = STYLE_WARNING;
    if (field == field_of(&cost_entry_entity, CostEntry, description))
        dress_description(id, reversed_by, how, text);
}

static void begin(void *pane_state, const Pane *pane)
{
    (void)pane;
    Budget *state = pane_state;
    list_init(&state->lines, &budget_line_entity,
              "description amount changes transfers draws current commitments actual open exposure available etc eac "
              "vac exchange used");
    list_init(&state->log, &cost_entry_entity,
              "description:22 kind:10 booked_on:9 amount:12 document:10 line:6 to_line:7 order:9 vendor:10");
    state->lines.fixed = state->log.fixed = true; /* a table of sums and its log, laid out for each other */
    state->log.dress = dress_entry;
    state->log.context = state;
}

static void end(void *pane_state)
{
    Budget *state = pane_state;
    list_release(&state->lines);
    list_release(&state->log);
    idmap_release(&state->reversed);
}

/* ---------------------------------------------------------------- keys and selection */

static bool key_pressed(void *pane_state, const Plan *plan, Key key)
{
    Budget *state = pane_state;
    if (state->in_log)
        return list_key(&state->log, key);
    bool used = list_key(&state->lines, key);
    budget_follow_selection(state, plan);
    return used;
}

bool budget_select(void *pane_state, const Plan *plan, const Entity *entity, Id id)
{
    Budget *state = pane_state;
    bool found = false;
    if (entity == &budget_line_entity) {
        found = list_select(&state->lines, id);
    } else if (entity == &cost_entry_entity && plan_find(plan, ENTITY_COST_ENTRY, id)) {
        list_select(&state->lines, ROW_ALL);
        found = true;
    }
    if (!found)
        return false;
    fill_log(state, plan);
    state->in_log = entity == &cost_entry_entity;
    return !state->in_log || list_select(&state->log, id);
}

/* Sums are not edited. */
static List *edited_list(void *pane_state)
{
    Budget *state = pane_state;
    return state->in_log ? &state->log : list_selected(&state->lines) > 0 ? &state->lines : NULL;
}

static List *list_in_focus(void *pane_state)
{
    Budget *state = pane_state;
    return state->in_log ? &state->log : &state->lines;
}

/* ---------------------------------------------------------------- the pane */

const Pane budget_pane = {
    .name = "budget",
    .title = "Budget",
    .key = '3',
    .help = "Budget lines by category: current budget, actual cost, what is available, estimate and variance at "
            "completion; overruns are marked. Below is the cost log of what is selected above. Entries are only "
            "appended; a wrong one is corrected by a reversing entry.",
    .state_size = sizeof(Budget),
    .begin = begin,
    .end = end,
    .refresh = budget_refresh,
    .draw = budget_draw,
    .tile = budget_tile,
    .key_pressed = key_pressed,
    .select = budget_select,
    .list = edited_list,
    .choice = list_in_focus,
    .commands = budget_commands,
};
