/*
 * What the files of the budget pane share: rows and selection (budget.c), figures (budget_figures.c), drawing
 * (budget_draw.c, budget_table.c) and commands (budget_commands.c, budget_entry.c).
 */
#ifndef STEERCO_SRC_TUI_PANES_BUDGET_BUDGET_H
#define STEERCO_SRC_TUI_PANES_BUDGET_BUDGET_H

#include "steerco/records/records.h"
#include "steerco/tui/app/app.h"
#include "steerco/tui/app/panes.h"

enum { BUDGET_CATEGORIES = 15 };

/* Rows of the table are ids: of a line, or one of these. The two totals without reserves are there when there are
   reserves. */
enum { ROW_ALL = -1, ROW_NO_LINE = -2, ROW_BASELINE = -3, ROW_COMPLETION = -4, ROW_CATEGORY = -5 /* −5 − category */ };

/* Of the table: the name, what can be edited beside it, and then the other figures. */
enum { BUDGET_NAME_COLUMN, BUDGET_ORIGINAL_COLUMN };

typedef struct Budget {
    List lines; /* rows and selection; drawn by budget_table.c, because half of the rows are sums */
    List log;
    Id log_of;      /* the row whose entries it shows */
    bool in_log;    /* the focus within the pane */
    IdMap reversed; /* entry → the one that takes it back */
    LineFigures no_line, categories[BUDGET_CATEGORIES];
    int over, nearly; /* lines with an alarm */
    struct {
        int x, y, width; /* of the log on the screen when last drawn; width 0 = out of sight */
    } log_at;
} Budget;

extern const Command budget_commands[];

/* Sums, rows and log of the plan's present generation. */
void budget_refresh(void *state, const Plan *plan);
void budget_sum_up(Budget *state, const Plan *plan);           /* the figures alone */
void budget_follow_selection(Budget *state, const Plan *plan); /* the log alone, when another row is selected */
bool budget_select(void *state, const Plan *plan, const Entity *entity, Id id);

/* The figures of a row, all undefined while nothing was computed. */
const LineFigures *budget_figures(const Budget *state, const Plan *plan, Id row);
int budget_category(Id row);                                             /* of the row of a category */
bool budget_row_holds(const Plan *plan, const BudgetLine *line, Id row); /* null = what is on no line */
void budget_row_name(const Plan *plan, Id row, Buffer *out);

bool budget_is_over(const LineFigures *figures);

/* Exposure in whole per cent of the current budget; −1 when there is none. */
int64_t budget_used(const LineFigures *figures);

/* Pane.draw and Pane.tile. */
void budget_draw(void *state, const Plan *plan, Canvas *canvas, bool focused);
void budget_tile(void *state, const Plan *plan, Canvas *canvas, bool focused);

void budget_draw_lines(Budget *state, const Plan *plan, Canvas *canvas, bool focused);

/* "▲ over", "! 83%", or nothing; and how much is used as a bar. */
enum { BUDGET_ALARM_WIDTH = 7 };
void budget_draw_alarm(Canvas *canvas, int x, int y, const LineFigures *figures);
void budget_draw_used(Canvas *canvas, int x, int y, int width, const LineFigures *figures);

/* Add an entry to the cost log in one row of cells. */
void budget_add_entry(App *app, Id line, const char *amount);

#endif
