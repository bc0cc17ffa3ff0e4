/*
 * The budget pane: lines by category with their sums above, the cost log below.
 *
 * The log shows the entries of what is selected above: a line, a category, or everything. Entries are only ever
 * appended; a wrong one is corrected by a further entry that takes it back.
 */
#include "budget.h"

#include "steerco/analysis/ledger.h"
#include "steerco/base/text.h"

enum { BOTH_PARTS_LINES = 12 };

int budget_category(Id row)
{
    return (int)(ROW_CATEGORY - row);
}

/* ---------------------------------------------------------------- figures */

static const LineFigures no_figures = {MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
                                       MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE};

/* The figures of a table's row; `no_figures` while nothing was computed. */
const LineFigures *budget_figures(const Budget *state, const Plan *plan, Id row)
{
    if (plan->results.generation != plan->generation)
        return &no_figures;
    if (row == ROW_ALL)
        return &plan->results.budget;
    if (row == ROW_NO_LINE)
        return &state->no_line;
    if (row <= ROW_CATEGORY)
        return &state->categories[budget_category(row)];
    const LineFigures *figures = plan_line_figures(plan, row);
    return figures ? figures : &no_figures;
}

Money budget_original(const Budget *state, const Plan *plan, Id row)
{
    if (row == ROW_ALL)
        return state->original;
    if (row == ROW_NO_LINE)
        return 0;
    if (row <= ROW_CATEGORY)
        return state->category_original[budget_category(row)];
    const BudgetLine *line = plan_find(plan, ENTITY_BUDGET_LINE, row);
    return line ? line->amount : MONEY_NONE;
}

enum { FIGURES = sizeof(LineFigures) / sizeof(Money) };

/* sum += sign × figures, figure by figure */
static void add_figures(LineFigures *sum, const LineFigures *figures, int sign)
{
    Money to[FIGURES], from[FIGURES];
    memcpy(to, sum, sizeof to);
    memcpy(from, figures, sizeof from);
    for (int i = 0; i < FIGURES; i++)
        to[i] = money_add(to[i], from[i] == MONEY_NONE ? MONEY_NONE : sign * from[i]);
    memcpy(sum, to, sizeof to);
}

bool budget_is_over(const LineFigures *figures)
{
    return ledger_alarm(figures) && figures->eac > figures->current;
}

/* Exposure in whole per cent of the current budget; −1 when there is none. */
int64_t budget_used(const LineFigures *figures)
{
    int64_t used;
    bool known = figures->current != MONEY_NONE && figures->current > 0 && figures->exposure != MONEY_NONE;
    return known && number_scale(figures->exposure, 100, figures->current, &used) ? used : -1;
}

static void sum_up(Budget *state, const Plan *plan)
{
    memset(state->categories, 0, sizeof state->categories);
    memset(state->category_original, 0, sizeof state->category_original);
    state->original = 0;
    state->over = state->nearly = 0;
    if (plan->results.generation == plan->generation)
        state->no_line = plan->results.budget;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++) {
        const BudgetLine *line = plan_budget_line(plan, row);
        const LineFigures *figures = budget_figures(state, plan, line->record.id);
        Money amount = line->amount == MONEY_NONE ? 0 : line->amount;
        add_figures(&state->categories[line->category], figures, 1);
        add_figures(&state->no_line, figures, -1);
        state->category_original[line->category] = money_add(state->category_original[line->category], amount);
        state->original = money_add(state->original, amount);
        state->over += budget_is_over(figures);
        state->nearly += ledger_alarm(figures) && !budget_is_over(figures);
    }
}

void budget_add_money(const Plan *plan, Money money, Buffer *out)
{
    money_format_grouped(money, plan_currency_digits(plan), true, out);
}

void budget_row_name(const Plan *plan, Id row, Buffer *out)
{
    if (row == ROW_ALL)
        buffer_add(out, "All lines");
    else if (row == ROW_NO_LINE)
        buffer_add(out, "On no line");
    else if (row <= ROW_CATEGORY)
        buffer_add(out, budget_categories[budget_category(row)]);
    else
        plan_label(plan, &budget_line_entity, row, out);
}

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

static void fill_lines(Budget *state, const Plan *plan)
{
    Ids rows = {0}, lines = {0};
    uint32_t *by_id = plan_sorted_rows(plan, ENTITY_BUDGET_LINE);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_BUDGET_LINE); i++)
        array_push(&lines, plan_budget_line(plan, by_id[i])->record.id);
    list_sort(&state->lines, plan, lines.items, lines.count);
    array_push(&rows, ROW_ALL);
    for (int category = 0; category < BUDGET_CATEGORIES; category++)
        add_category(&state->lines, plan, category, &lines, &rows);
    if (!state->lines.filter && any_entry_on_no_line(plan))
        array_push(&rows, ROW_NO_LINE);
    list_set_rows(&state->lines, rows.items, rows.count);
    array_release(&rows);
    array_release(&lines);
    free(by_id);
}

/* Does an entry count on the selected row? */
static bool entry_is_shown(const Plan *plan, const CostEntry *entry, Id row)
{
    if (row == ROW_ALL)
        return true;
    if (row == ROW_NO_LINE)
        return entry_is_on_no_line(plan, entry);
    if (row > 0)
        return entry->line == row;
    const BudgetLine *line = plan_find(plan, ENTITY_BUDGET_LINE, entry->line);
    return line && line->category == budget_category(row);
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

static void follow_selection(Budget *state, const Plan *plan)
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
    sum_up(state, plan);
    fill_lines(state, plan);
    fill_log(state, plan);
}

/* "E-12  Invoice March"; a reversed entry says by which one it was taken back. */
static void dress_description(Id id, Id reversed_by, Buffer *text)
{
    Buffer dressed = {0};
    entity_code(&cost_entry_entity, id, &dressed);
    buffer_add_repeat(&dressed, " ", dressed.length < 6 ? (int)(6 - dressed.length) : 1);
    if (reversed_by) {
        buffer_add(&dressed, "[reversed by ");
        entity_code(&cost_entry_entity, reversed_by, &dressed);
        buffer_add(&dressed, "] ");
    }
    buffer_add(&dressed, buffer_text(text));
    buffer_release(text);
    *text = dressed;
}

static void dress_entry(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context)
{
    const Budget *state = context;
    const CostEntry *entry = plan_find(plan, ENTITY_COST_ENTRY, id);
    Id reversed_by = idmap_get(&state->reversed, id, 0);
    if (reversed_by || (entry && entry->reverses))
        *style = STYLE_DIM;
    if (field == field_of(&cost_entry_entity, CostEntry, description))
        dress_description(id, reversed_by, text);
}

static void begin(void *pane_state)
{
    Budget *state = pane_state;
    list_init(&state->lines, &budget_line_entity, "description amount");
    list_init(&state->log, &cost_entry_entity,
              "description:22 kind:10 booked_on:9 amount:12 document:10 line:6 vendor:14 committed");
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

/* ---------------------------------------------------------------- the log and the whole */

static void draw_log(Budget *state, const Plan *plan, Canvas *canvas, bool focused)
{
    Buffer title = {0};
    buffer_add(&title, "Cost log: ");
    budget_row_name(plan, list_selected(&state->lines), &title);
    buffer_format(&title, " (%zu)", state->log.rows.count);
    canvas_line(canvas, 0, 0, canvas->width, STYLE_FRAME);
    canvas_format(canvas, 2, 0, text_width(buffer_text(&title)) + 2, focused ? STYLE_TITLE : STYLE_STRONG, " %s ",
                  buffer_text(&title));
    buffer_release(&title);
    Canvas rows = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
    state->log_at.x = rows.x;
    state->log_at.y = rows.y;
    state->log_at.width = rows.width;
    list_draw(&state->log, plan, &rows, focused);
    list_draw_empty(&state->log, &rows, "No entries. Press a on a budget line to add one.");
}

/* The alarms of the summary from column x on: "▲ 2 over  ! 3 near"; where they end. */
static int draw_alarms(const Budget *state, Canvas *canvas, int x)
{
    if (state->over) {
        canvas_glyph(canvas, x, 0, STYLE_BAD, GLYPH_ALARM);
        x += 4 + canvas_format(canvas, x + 2, 0, canvas->width - x - 2, STYLE_BAD, "%d over", state->over);
    }
    if (state->nearly)
        x += 2 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_WARNING, "! %d near", state->nearly);
    return x;
}

/* "Budget 430,000 EUR  ▲ 2 over  ! 1 near  actual 165,000  EAC 455,000  VAC -25,000  open 180,000" */
static void draw_summary(const Budget *state, const Plan *plan, Canvas *line)
{
    Canvas part = list_draw_chips(state->in_log ? &state->log : &state->lines, line), *canvas = &part;
    const LineFigures *total = budget_figures(state, plan, ROW_ALL);
    const struct {
        const char *name;
        Money money;
    } parts[] = {{"actual", total->actual}, {"EAC", total->eac}, {"VAC", total->vac}, {"open", total->open}};
    Buffer text = {0};
    buffer_add(&text, "Budget ");
    budget_add_money(plan, total->current, &text);
    buffer_format(&text, " %s", plan_board(plan)->currency);
    int x = 2 + canvas_text(canvas, 0, 0, canvas->width, STYLE_STRONG, buffer_text(&text));
    x = draw_alarms(state, canvas, x);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        bool bad = parts[i].money < 0 && parts[i].money != MONEY_NONE;
        buffer_clear(&text);
        buffer_format(&text, "%s ", parts[i].name);
        budget_add_money(plan, parts[i].money, &text);
        if (text_width(buffer_text(&text)) <= canvas->width - x)
            x += 2 + canvas_text(canvas, x, 0, canvas->width - x, bad ? STYLE_BAD : STYLE_TEXT, buffer_text(&text));
    }
    buffer_release(&text);
}

static void draw(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Budget *state = pane_state;
    draw_summary(state, plan, canvas);
    int lines = canvas->height - 1;
    state->log_at.width = 0;
    follow_selection(state, plan);
    if (lines < BOTH_PARTS_LINES) {
        Canvas part = canvas_part(canvas, 0, 1, canvas->width, lines);
        if (state->in_log)
            draw_log(state, plan, &part, focused);
        else
            budget_draw_lines(state, plan, &part, focused);
        return;
    }
    int needed = (int)state->lines.rows.count + 1, most = lines * 3 / 5;
    int upper = needed < 4 ? 4 : needed < most ? needed : most;
    Canvas above = canvas_part(canvas, 0, 1, canvas->width, upper);
    Canvas below = canvas_part(canvas, 0, 1 + upper, canvas->width, lines - upper);
    budget_draw_lines(state, plan, &above, focused && !state->in_log);
    draw_log(state, plan, &below, focused && state->in_log);
}

static Id row_of_category(const Plan *plan, Id row)
{
    const BudgetLine *line = plan_find(plan, ENTITY_BUDGET_LINE, row);
    return line ? ROW_CATEGORY - line->category : row;
}

/* "LAB labour ██████┄┄  74%  ! 83%" */
static void draw_category(const Budget *state, const Plan *plan, Id row, Canvas *canvas, int y)
{
    const LineFigures *figures = budget_figures(state, plan, row);
    int name = canvas->width >= 60 ? 22 : 14, bar = canvas->width - name - 6 - BUDGET_ALARM_WIDTH - 2;
    canvas_text(canvas, 0, y, name, STYLE_TEXT, budget_categories[budget_category(row)]);
    budget_draw_used(canvas, name + 1, y, bar, figures);
    if (budget_used(figures) >= 0)
        canvas_format(canvas, name + 1 + bar, y, 6, STYLE_TEXT, "%4d%%", (int)budget_used(figures));
    budget_draw_alarm(canvas, canvas->width - BUDGET_ALARM_WIDTH, y, figures);
}

/* One line a category, with a bar of what is used. */
static void tile(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Budget *state = pane_state;
    Id selected = row_of_category(plan, list_selected(&state->lines));
    draw_summary(state, plan, canvas);
    if (focused)
        canvas_cursor(canvas, 0, 0, false);
    int y = 1;
    for (size_t i = 0; i < state->lines.rows.count && y < canvas->height; i++) {
        Id row = state->lines.rows.items[i];
        if (row > ROW_CATEGORY)
            continue;
        draw_category(state, plan, row, canvas, y);
        if (row == selected) {
            canvas_mark(canvas, 0, y, canvas->width, focused);
            if (focused)
                canvas_cursor(canvas, 0, y, false);
        }
        y++;
    }
}

/* ---------------------------------------------------------------- keys and selection */

static bool key_pressed(void *pane_state, const Plan *plan, Key key)
{
    Budget *state = pane_state;
    if (state->in_log)
        return list_key(&state->log, key);
    bool used = list_key(&state->lines, key);
    follow_selection(state, plan);
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
    .draw = draw,
    .tile = tile,
    .key_pressed = key_pressed,
    .select = budget_select,
    .list = edited_list,
    .choice = list_in_focus,
    .commands = budget_commands,
};
