/*
 * The table of budget lines: sums of categories and of the whole between the lines, so that it is no list of records.
 * The columns that say most stay longest when the width is short.
 */
#include "budget.h"

#include <stdio.h>

#include "steerco/analysis/ledger.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { NAME_LEAST = 16, NARROW = 60, NAME_LEAST_NARROW = 12, USED_BAR = 8, INDENT = 2 };

typedef enum ColumnKind { FIGURE, USED, BAR, ALARM } ColumnKind;

/* From left to right; those of the lowest rank leave first when the width does not suffice. */
typedef struct Column {
    const char *field; /* of the line, whose title it has; null = of none */
    ColumnKind kind;
    size_t figure; /* member of LineFigures */
    int rank;
} Column;

static const Column columns[] = {
    {"amount", FIGURE, offsetof(LineFigures, original), 6},
    {"changes", FIGURE, offsetof(LineFigures, changes), 0},
    {"transfers", FIGURE, offsetof(LineFigures, transfers), 0},
    {"draws", FIGURE, offsetof(LineFigures, draws), 0},
    {"current", FIGURE, offsetof(LineFigures, current), 12},
    {"commitments", FIGURE, offsetof(LineFigures, committed), 1},
    {"actual", FIGURE, offsetof(LineFigures, actual), 9},
    {"open", FIGURE, offsetof(LineFigures, open), 4},
    {"exposure", FIGURE, offsetof(LineFigures, exposure), 3},
    {"available", FIGURE, offsetof(LineFigures, available), 11},
    {"etc", FIGURE, offsetof(LineFigures, etc), 1},
    {"eac", FIGURE, offsetof(LineFigures, eac), 8},
    {"vac", FIGURE, offsetof(LineFigures, vac), 7},
    {"exchange", FIGURE, offsetof(LineFigures, exchange), 0},
    {"used", USED, 0, 5},
    {NULL, BAR, 0, 2},
    {NULL, ALARM, 0, 10},
};
enum { COLUMNS = sizeof columns / sizeof columns[0], HIGHEST_RANK = 13 /* of the selected column */ };

typedef struct Layout {
    int name_width, widths[COLUMNS]; /* 0 = not shown */
} Layout;

/* Columns that money takes: as many as the largest amounts of the total. */
static int money_width(const Budget *state, const Plan *plan)
{
    const LineFigures *total = budget_figures(state, plan, ROW_ALL);
    Money largest[] = {total->original, total->current, total->eac, total->available, total->vac, total->actual};
    int width = 0;
    for (size_t i = 0; i < sizeof largest / sizeof largest[0]; i++) {
        Buffer text = {0};
        plan_word_money(plan, largest[i], &text);
        int needed = text_width(buffer_text(&text));
        width = needed > width ? needed : width;
        buffer_release(&text);
    }
    return width;
}

/* Of the names in sight or not, the widest, within a third of the width. */
static int wanted_name(const Budget *state, const Plan *plan, int width)
{
    int wanted = width < NARROW ? NAME_LEAST_NARROW : NAME_LEAST, most = width / 3;
    for (size_t i = 0; i < state->lines.rows.count && wanted < most; i++) {
        const BudgetLine *line = plan_find(plan, ENTITY_BUDGET_LINE, state->lines.rows.items[i]);
        int needed = line ? INDENT + text_width(line->description) : 0;
        wanted = needed > wanted ? needed < most ? needed : most : wanted;
    }
    return wanted;
}

/* The column of the table that shows the selected field of a line; −1 for the name. */
static int selected_column(const Budget *state)
{
    const Field *field = list_field(&state->lines);
    for (int c = 0; c < COLUMNS; c++)
        if (columns[c].field && text_equal(columns[c].field, field->name))
            return c;
    return -1;
}

/* The selected figure is always in sight: so each can be reached at any width. */
static int rank_of(const Budget *state, int column)
{
    return column == selected_column(state) ? HIGHEST_RANK : columns[column].rank;
}

/* A figure of a line is at least as wide as its title. */
static int figure_width(int column, int money)
{
    int title = text_width(entity_field(&budget_line_entity, columns[column].field)->title);
    return title > money ? title : money;
}

static Layout lay_out(const Budget *state, const Plan *plan, int width)
{
    Layout table = {.name_width = width};
    int money = money_width(state, plan), least = wanted_name(state, plan, width);
    for (int rank = HIGHEST_RANK; rank >= 0; rank--)
        for (int c = 0; c < COLUMNS; c++) {
            static const int widths[] = {[USED] = 5, [BAR] = USED_BAR, [ALARM] = BUDGET_ALARM_WIDTH};
            int needed = 1 + (columns[c].kind >= USED ? widths[columns[c].kind] : figure_width(c, money));
            if (rank_of(state, c) != rank || table.name_width - needed < least)
                continue;
            table.widths[c] = needed;
            table.name_width -= needed;
        }
    return table;
}

void budget_draw_used(Canvas *canvas, int x, int y, int width, const LineFigures *figures)
{
    int64_t used = budget_used(figures);
    Style style = budget_is_over(figures) ? STYLE_BAD : ledger_alarm(figures) ? STYLE_WARNING : STYLE_BAR;
    if (used < 0)
        return;
    for (int i = 0; i < width; i++) {
        bool full = used * width > (int64_t)i * 100;
        canvas_glyph(canvas, x + i, y, full ? style : STYLE_DIM, full ? GLYPH_BAR : GLYPH_SLACK);
    }
}

/* "▲ over", "! 83%" */
void budget_draw_alarm(Canvas *canvas, int x, int y, const LineFigures *figures)
{
    if (!ledger_alarm(figures))
        return;
    if (budget_is_over(figures)) {
        canvas_glyph(canvas, x, y, STYLE_BAD, GLYPH_ALARM);
        canvas_text(canvas, x + 1, y, BUDGET_ALARM_WIDTH - 1, STYLE_BAD, " over");
    } else {
        canvas_format(canvas, x, y, BUDGET_ALARM_WIDTH, STYLE_WARNING, "! %d%%", (int)budget_used(figures));
    }
}

static Money figure_at(const LineFigures *figures, size_t member)
{
    return *(const Money *)((const char *)figures + member);
}

static void draw_money(const Plan *plan, Canvas *canvas, int x, int y, int width, Style style, Money money)
{
    Buffer text = {0};
    plan_word_money(plan, money, &text);
    canvas_text_right(canvas, x, y, width, style, buffer_text(&text));
    buffer_release(&text);
}

static void draw_column(const Budget *state, const Plan *plan, Id row, const Column *column, Canvas *canvas, int x,
                        int y, int width)
{
    const LineFigures *figures = budget_figures(state, plan, row);
    Style style = row > 0 ? STYLE_TEXT : STYLE_STRONG;
    Money money = figure_at(figures, column->figure);
    int64_t used = budget_used(figures);
    switch (column->kind) {
    case FIGURE:
        if (money < 0 && money != MONEY_NONE)
            style = STYLE_BAD;
        draw_money(plan, canvas, x, y, width, style, money);
        break;
    case USED:
        if (used >= 0)
            canvas_format(canvas, x, y, width, style, "%*d%%", width - 1, (int)used);
        else
            canvas_text_right(canvas, x, y, width, style, "—");
        break;
    case BAR:
        budget_draw_used(canvas, x, y, width, figures);
        break;
    case ALARM:
        budget_draw_alarm(canvas, x, y, figures);
        break;
    }
}

static void draw_row(const Budget *state, const Plan *plan, Id row, const Layout *table, Canvas *canvas, int y)
{
    Buffer name = {0};
    budget_row_name(plan, row, &name);
    int indent = row > 0 ? INDENT : 0, x = table->name_width;
    canvas_text(canvas, indent, y, x - indent, row > 0 ? STYLE_TEXT : STYLE_STRONG, buffer_text(&name));
    buffer_release(&name);
    list_draw_editor(&state->lines, canvas, row, x, y);
    list_draw_mark(&state->lines, canvas, row, y); /* lines of records are indented, so there is room */
    for (int c = 0; c < COLUMNS; x += table->widths[c++])
        if (table->widths[c] > 0)
            draw_column(state, plan, row, &columns[c], canvas, x + 1, y, table->widths[c] - 1);
}

static void draw_heading(const Budget *state, const Plan *plan, const Layout *table, Canvas *canvas)
{
    const List *list = &state->lines;
    char title[40];
    snprintf(title, sizeof title, "Budget in %s", plan_board(plan)->currency);
    canvas_fill(canvas, 0, 0, canvas->width, 1, STYLE_HEADER, " ");
    list_draw_title(list, list->columns[BUDGET_NAME_COLUMN].field, title, canvas, 0, table->name_width);
    int x = table->name_width;
    for (int c = 0; c < COLUMNS; x += table->widths[c++]) {
        const Field *field = columns[c].field ? entity_field(&budget_line_entity, columns[c].field) : NULL;
        if (table->widths[c] > 0)
            list_draw_title(list, field, field ? field->title : "", canvas, x + 1, table->widths[c] - 1);
    }
}

static void keep_in_sight(List *list, int height)
{
    size_t rows = height > 0 ? (size_t)height : 1;
    list->height = (int)rows;
    if (list->selected < list->top)
        list->top = list->selected;
    if (list->selected >= list->top + rows)
        list->top = list->selected - rows + 1;
    if (list->top + rows > list->rows.count)
        list->top = list->rows.count > rows ? list->rows.count - rows : 0;
}

/* The selected row, and where in it the selected cell stands. */
static void draw_selection(Budget *state, const Layout *table, Canvas *canvas, bool focused)
{
    List *list = &state->lines;
    int y = (int)(list->selected - list->top) + 1, column = selected_column(state);
    int x = list_selected(list) > 0 ? INDENT : 0, width = table->name_width - x;
    if (column >= 0) {
        x = table->name_width + 1;
        for (int c = 0; c < column; c++)
            x += table->widths[c];
        width = table->widths[column] - 1;
    }
    list->cell = (struct ListCell){canvas->x + x, canvas->y + y, width};
    canvas_mark(canvas, 0, y, canvas->width, focused);
    if (!focused)
        return;
    canvas_cursor(canvas, x, y, false);
    canvas_style(canvas, column >= 0 ? x : 0, 0, width, STYLE_TITLE);
}

void budget_draw_lines(Budget *state, const Plan *plan, Canvas *canvas, bool focused)
{
    Layout table = lay_out(state, plan, canvas->width);
    keep_in_sight(&state->lines, canvas->height - 1);
    draw_heading(state, plan, &table, canvas);
    for (int y = 1; y < canvas->height; y++) {
        size_t row = state->lines.top + (size_t)y - 1;
        if (row < state->lines.rows.count)
            draw_row(state, plan, state->lines.rows.items[row], &table, canvas, y);
    }
    draw_selection(state, &table, canvas, focused);
    if (plan_count(plan, ENTITY_BUDGET_LINE) == 0)
        canvas_paragraph(canvas, 0, 3, canvas->width, canvas->height - 3, STYLE_DIM,
                         "No budget lines yet. Press i to write down the first one.");
}
