/*
 * The Gantt chart: bars over a calendar, in character cells.
 *
 * A column is a fixed span of days, so that drawing and scrolling are plain arithmetic. Within a day the working hours
 * are stretched over the whole day: a task from 08:00 to 17:00 fills its day, and one that begins the next morning
 * touches it, as people expect of bars that follow each other.
 */
#include "gantt_parts.h"

static const Zoom zooms[GANTT_ZOOMS] = {
    [GANTT_DAYS] = {"days", MINUTES_PER_DAY / 3, 1, SCALE_WEEK, SCALE_DAY},
    [GANTT_WEEKS] = {"weeks", MINUTES_PER_DAY, 7, SCALE_MONTH, SCALE_WEEK},
    [GANTT_MONTHS] = {"months", MINUTES_PER_DAY * 7 / 2, 7, SCALE_QUARTER, SCALE_MONTH},
    [GANTT_QUARTERS] = {"quarters", MINUTES_PER_DAY * 14, 14, SCALE_YEAR, SCALE_QUARTER},
};

static const Date a_monday = 4; /* 5 January 1970 */

void gantt_refresh(Gantt *gantt, const Plan *plan)
{
    worktime_free(gantt->time);
    gantt->time = worktime_new(plan, 0);
}

void gantt_release(Gantt *gantt)
{
    if (gantt->time)
        worktime_free(gantt->time);
    gantt->time = NULL;
}

const Zoom *gantt_zoom_of(const Gantt *gantt)
{
    return &zooms[gantt->zoom];
}

const char *gantt_zoom_name(GanttZoom zoom)
{
    return zooms[zoom].name;
}

/*
 * From time to columns
 */

static int floor_divide(int a, int b)
{
    return a / b - (a % b < 0);
}

Instant gantt_stretched(const Gantt *gantt, Instant t)
{
    return worktime_stretched(gantt->time, t);
}

int gantt_column(const Gantt *gantt, Instant drawn)
{
    return floor_divide(drawn - instant_make(gantt->left, 0), gantt_zoom_of(gantt)->minutes);
}

int gantt_day_column(const Gantt *gantt, Date day)
{
    return gantt_column(gantt, instant_make(day, 0));
}

/* The column in which something that ends at `t` has its last cell: Monday 17:00 is still Monday, and so is midnight.
 */
int gantt_last_column(const Gantt *gantt, Instant t)
{
    Instant drawn = gantt_stretched(gantt, t);
    if (instant_minute(t) == 0)
        return gantt_column(gantt, t - 1);
    return gantt_column(gantt, drawn == instant_make(instant_date(t), 0) ? drawn : drawn - 1);
}

int gantt_eighth(const Gantt *gantt, Instant drawn)
{
    int eighth = gantt_zoom_of(gantt)->minutes / 8;
    return floor_divide(drawn - instant_make(gantt->left, 0) + eighth / 2, eighth);
}

Date gantt_days_of(const Gantt *gantt, int columns)
{
    return (int)((int64_t)columns * gantt_zoom_of(gantt)->minutes / MINUTES_PER_DAY);
}

/*
 * Moving the window
 */

static void place_left(Gantt *gantt, Date day)
{
    int step = gantt_zoom_of(gantt)->step;
    gantt->left = a_monday + floor_divide(day - a_monday, step) * step;
}

static bool fits(Gantt *gantt, const Plan *plan)
{
    place_left(gantt, instant_date(plan->results->start));
    return gantt_last_column(gantt, plan->results->finish) < gantt->width;
}

void gantt_fit(Gantt *gantt, const Plan *plan)
{
    if (plan->results->start == INSTANT_NONE)
        return;
    gantt->zoom = GANTT_DAYS;
    while (!fits(gantt, plan) && gantt->zoom < GANTT_QUARTERS)
        gantt->zoom++;
}

/* The present a quarter of the window from the left: what comes is more than what was. */
static void place_present(Gantt *gantt, const Plan *plan)
{
    Date present = plan_status_date(plan);
    if (gantt->zoom < GANTT_QUARTERS || present < instant_date(plan->results->start) ||
        present > instant_end_date(plan->results->finish))
        return;
    gantt->zoom = GANTT_WEEKS;
    place_left(gantt, present - gantt_days_of(gantt, gantt->width / 4));
}

void gantt_resize(Gantt *gantt, const Plan *plan, int width)
{
    if (width > 0)
        gantt->width = width;
    if (width <= 0 || gantt->placed)
        return;
    gantt->placed = plan->results->start != INSTANT_NONE;
    if (!gantt->placed) {
        place_left(gantt, plan_status_date(plan));
        return;
    }
    gantt_fit(gantt, plan);
    place_present(gantt, plan);
}

bool gantt_zoom(Gantt *gantt, int step, Date anchor)
{
    int zoom = (int)gantt->zoom + step;
    if (zoom < 0 || zoom >= GANTT_ZOOMS)
        return false;
    int column = gantt_day_column(gantt, anchor);
    gantt->zoom = (GanttZoom)zoom;
    place_left(gantt, anchor - gantt_days_of(gantt, column));
    return true;
}

void gantt_scroll(Gantt *gantt, int eighths)
{
    int step = gantt_zoom_of(gantt)->step;
    int steps = gantt_days_of(gantt, gantt->width / 8) / step;
    place_left(gantt, gantt->left + eighths * step * (steps > 0 ? steps : 1));
}

bool gantt_shows_day(const Gantt *gantt, Date day)
{
    int column = gantt_day_column(gantt, day);
    return column >= 0 && column < gantt->width;
}

Date gantt_middle(const Gantt *gantt)
{
    return gantt->left + gantt_days_of(gantt, gantt->width / 2);
}

/* Into sight with some room before it, because what matters usually comes after. */
static void show_columns(Gantt *gantt, int from, int last, Date day)
{
    bool in_sight = from >= 0 && last < gantt->width;
    bool fills_window = from <= 0 && last >= gantt->width - 1;
    if (gantt->width > 0 && !in_sight && !fills_window)
        place_left(gantt, day - gantt_days_of(gantt, gantt->width / 5));
}

void gantt_show_day(Gantt *gantt, Date day)
{
    int column = gantt_day_column(gantt, day);
    show_columns(gantt, column, column, day);
}

void gantt_show(Gantt *gantt, const Plan *plan, Id task)
{
    const TaskDates *dates = plan_task_dates(plan, task);
    if (!dates || dates->start == INSTANT_NONE)
        return;
    int from = gantt_column(gantt, gantt_stretched(gantt, dates->start)),
        last = gantt_last_column(gantt, dates->finish);
    if (last - from >= gantt->width) /* too long for the window: its beginning will do */
        last = from;
    show_columns(gantt, from, last, instant_date(dates->start));
}

/*
 * Drawing
 */

/* Lines of links run over slack and labels, and below bars. */
static void draw_rows(const Gantt *gantt, const Plan *plan, const GanttRows *rows, Canvas *canvas)
{
    Bar bar;
    for (size_t i = 0; i < rows->count; i++)
        if (gantt_bar(gantt, plan, rows->ids[i], (int)i, &bar))
            gantt_draw_behind(gantt, plan, &bar, !gantt_has_line(plan, rows, &bar), canvas);
    gantt_draw_links(gantt, plan, rows, canvas);
    for (size_t i = 0; i < rows->count; i++)
        if (gantt_bar(gantt, plan, rows->ids[i], (int)i, &bar))
            gantt_draw_bar(gantt, &bar, canvas);
}

void gantt_draw(Gantt *gantt, const Plan *plan, Date today, const GanttRows *rows, Canvas *canvas)
{
    if (canvas->width <= 0 || !gantt->time)
        return;
    gantt_draw_scale(gantt, canvas);
    Canvas ground = canvas_part(canvas, 0, GANTT_SCALE, canvas->width, canvas->height - GANTT_SCALE);
    gantt_draw_ground(gantt, plan, today, &ground);
    draw_rows(gantt, plan, rows, &ground);
}
