/*
 * The chart beside a list of tasks: a time scale of two lines, then one line a task.
 *
 *     gantt_refresh(&gantt, plan);                        // when the plan has a new generation
 *     gantt_resize(&gantt, plan, part.width);             // before drawing
 *     gantt_show(&gantt, plan, task);                     // when another task is selected
 *     gantt_draw(&gantt, plan, today, &rows, &part);
 *
 * {0} is a chart without a place in time yet. Nothing is told by colour alone: the done part, the critical and the
 * nearly critical rest, slack, deadlines, milestones and summaries have shapes of their own. Bars begin and end within
 * cells: critical ones at eighths, ordinary ones, which are half as high, at halves. In ASCII all cells are whole.
 *
 * Where the board has a baseline, a thin line above shows where a bar was agreed to lie, as far as the bar does not
 * cover it; [ and ] are its ends where they are not those of the bar: "[▔▔▄▄▄]▄▄▄" began later and ends later.
 */
#ifndef STEERCO_TUI_WIDGETS_GANTT_H
#define STEERCO_TUI_WIDGETS_GANTT_H

#include "steerco/analysis/worktime.h"
#include "steerco/tui/screen/canvas.h"

typedef enum GanttZoom { GANTT_DAYS, GANTT_WEEKS, GANTT_MONTHS, GANTT_QUARTERS, GANTT_ZOOMS } GanttZoom;

enum { GANTT_SCALE = 2 }; /* lines of the time scale */

typedef struct Gantt {
    GanttZoom zoom;
    Date left;      /* the day at the left edge; moved in steps that keep the scale's grid */
    int width;      /* columns */
    bool placed;    /* the project has been brought into sight once */
    bool plain;     /* the baseline is not wanted */
    WorkTime *time; /* of the project calendar, for the plan's present generation */
} Gantt;

void gantt_refresh(Gantt *gantt, const Plan *plan);
void gantt_release(Gantt *gantt);

/*
 * The columns that there are. The first time this brings the whole project into sight; where quarters would be needed
 * for that, and the status date lies within the project, that day by weeks instead: what is due matters more.
 */
void gantt_resize(Gantt *gantt, const Plan *plan, int width);

/* The finest zoom at which the whole project is in sight, from its start. */
void gantt_fit(Gantt *gantt, const Plan *plan);

/* One step finer (−1) or coarser (+1); the day `anchor` stays in its column. False at the end of the scale. */
bool gantt_zoom(Gantt *gantt, int step, Date anchor);

/* Move by eighths of the width: −1 one eighth into the past. */
void gantt_scroll(Gantt *gantt, int eighths);

bool gantt_shows_day(const Gantt *gantt, Date day);
Date gantt_middle(const Gantt *gantt);

/* Bring a day, or the bar of a task, into sight; nothing moves when it is there already. */
void gantt_show_day(Gantt *gantt, Date day);
void gantt_show(Gantt *gantt, const Plan *plan, Id task);

const char *gantt_zoom_name(GanttZoom zoom); /* "days" … "quarters" */

/* What is drawn below the scale: `rows` from top to bottom; of the task `selected` (0 = none) its links too. */
typedef struct GanttRows {
    const Id *ids;
    size_t count;
    size_t before, after; /* so many more rows lie there, out of sight, in the same array */
    Id selected;
} GanttRows;
void gantt_draw(Gantt *gantt, const Plan *plan, Date today, const GanttRows *rows, Canvas *canvas);

#endif
