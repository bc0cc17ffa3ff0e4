/*
 * What the files of the chart share: its window over time (gantt.c), the scale and the ground below the bars
 * (gantt_scale.c), the bars (gantt_bars.c) and the links of the selected task (gantt_links.c).
 */
#ifndef STEERCO_SRC_TUI_WIDGETS_GANTT_PARTS_H
#define STEERCO_SRC_TUI_WIDGETS_GANTT_PARTS_H

#include "steerco/records/records.h"
#include "steerco/tui/widgets/gantt.h"

/* What a line of the time scale counts. */
typedef enum ScaleUnit { SCALE_DAY, SCALE_WEEK, SCALE_MONTH, SCALE_QUARTER, SCALE_YEAR } ScaleUnit;

typedef struct Zoom {
    const char *name;
    int minutes;            /* that a column stands for; whole eighths of a column are whole minutes */
    int step;               /* days by which the left edge moves, counted from a Monday */
    ScaleUnit above, below; /* the two lines of the scale */
} Zoom;

const Zoom *gantt_zoom_of(const Gantt *gantt) RETURNS_NON_NULL;

/* From time to columns; `drawn` is gantt_stretched(). */
Instant gantt_stretched(const Gantt *gantt, Instant t); /* its share of the day's working hours, over the whole day */
int gantt_column(const Gantt *gantt, Instant drawn);
int gantt_day_column(const Gantt *gantt, Date day);
int gantt_last_column(const Gantt *gantt, Instant t); /* of what ends at `t`: Monday 17:00 is still Monday */
int gantt_eighth(const Gantt *gantt, Instant drawn);  /* the nearest eighth of a column, from the left edge */
Date gantt_days_of(const Gantt *gantt, int columns);

/* Where a task lies: columns of its first and last cell, and its line. */
typedef struct Bar {
    const Task *task;
    const TaskDates *dates;
    int first, last, y;
    int before; /* eighths of the first cell before it begins, 0–7 */
    int within; /* eighths of the last cell until it ends, 1–8 */
    bool summary, milestone;
    bool split;       /* work was interrupted: it stops in one column and resumes in another */
    int stop, resume; /* those columns */
    bool was;         /* the baseline has it, there: */
    int was_first, was_last;
} Bar;

/* False when the task has no dates. */
bool gantt_bar(const Gantt *gantt, const Plan *plan, Id id, int y, Bar *out);

/* One glyph in the columns from `from` to before `to`, as far as they are on the canvas. */
void gantt_run(Canvas *canvas, int from, int to, int y, Style style, Glyph glyph);

void gantt_draw_scale(const Gantt *gantt, Canvas *canvas);
void gantt_draw_ground(const Gantt *gantt, const Plan *plan, Date today, Canvas *ground);

/* What lies behind a bar, which links are drawn over: its slack and, when `labelled`, its label; then the bar. */
void gantt_draw_behind(const Gantt *gantt, const Plan *plan, const Bar *bar, bool labelled, Canvas *canvas);
void gantt_draw_bar(const Gantt *gantt, const Bar *bar, Canvas *canvas);

/* Links of the selected task; is there one that runs behind a bar, where the label would be? */
void gantt_draw_links(const Gantt *gantt, const Plan *plan, const GanttRows *rows, Canvas *canvas);
bool gantt_has_line(const Plan *plan, const GanttRows *rows, const Bar *bar);

#endif
