/*
 * How the budget pane is drawn: the table of lines (budget_table.c), the cost log below it, the sums above; and in a
 * tile of the overview, a bar for each category.
 */
#include "budget.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { BOTH_PARTS_LINES = 12 };

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

/* The alarms of the summary from column x on: "▲ 2 over  ! 3 near  ! 1 adrift  2 later"; where they end. */
static int draw_alarms(const Budget *state, const Plan *plan, Canvas *canvas, int x)
{
    if (state->over) {
        canvas_glyph(canvas, x, 0, STYLE_BAD, GLYPH_ALARM);
        x += 4 + canvas_format(canvas, x + 2, 0, canvas->width - x - 2, STYLE_BAD, "%d over", state->over);
    }
    if (state->nearly)
        x += 2 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_WARNING, "! %d near", state->nearly);
    if (plan_ledger(plan)->adrift)
        x +=
            2 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_WARNING, "! %u adrift", plan_ledger(plan)->adrift);
    if (plan_ledger(plan)->later)
        x += 2 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_DIM, "%u later", plan_ledger(plan)->later);
    return x;
}

/* "Project budget 430,000 EUR  ▲ 2 over  ! 1 near  actual 165,000  EAC 455,000  VAC -25,000  open 180,000" */
static void draw_summary(const Budget *state, const Plan *plan, Canvas *line)
{
    Canvas part = list_draw_chips(state->in_log ? &state->log : &state->lines, line), *canvas = &part;
    const LineFigures *total = budget_figures(state, plan, ROW_ALL);
    const struct {
        const char *name;
        Money money;
    } parts[] = {{"actual", total->actual}, {"EAC", total->eac}, {"VAC", total->vac}, {"open", total->open}};
    Buffer text = {0};
    buffer_add(&text, "Project budget ");
    plan_word_money(plan, total->current, &text);
    buffer_format(&text, " %s", plan_board(plan)->currency);
    int x = 2 + canvas_text(canvas, 0, 0, canvas->width, STYLE_STRONG, buffer_text(&text));
    x = draw_alarms(state, plan, canvas, x);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        bool bad = parts[i].money < 0 && parts[i].money != MONEY_NONE;
        buffer_clear(&text);
        buffer_format(&text, "%s ", parts[i].name);
        plan_word_money(plan, parts[i].money, &text);
        if (text_width(buffer_text(&text)) <= canvas->width - x)
            x += 2 + canvas_text(canvas, x, 0, canvas->width - x, bad ? STYLE_BAD : STYLE_TEXT, buffer_text(&text));
    }
    buffer_release(&text);
}

void budget_draw(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Budget *state = pane_state;
    draw_summary(state, plan, canvas);
    int lines = canvas->height - 1;
    state->log_at.width = 0;
    budget_follow_selection(state, plan);
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
    int name = canvas->width >= 50 ? 22 : 14, bar = canvas->width - name - 6 - BUDGET_ALARM_WIDTH - 2;
    canvas_text(canvas, 0, y, name, STYLE_TEXT, budget_categories[budget_category(row)]);
    budget_draw_used(canvas, name + 1, y, bar, figures);
    if (budget_used(figures) >= 0)
        canvas_format(canvas, name + 1 + bar, y, 6, STYLE_TEXT, "%4d%%", (int)budget_used(figures));
    budget_draw_alarm(canvas, canvas->width - BUDGET_ALARM_WIDTH, y, figures);
}

/* One line a category, with a bar of what is used. */
void budget_tile(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
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
