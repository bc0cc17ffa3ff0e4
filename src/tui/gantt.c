/*
 * The Gantt chart: bars over a calendar, in character cells.
 *
 * A column is a fixed span of days, so that drawing and scrolling are plain arithmetic. Within a day the working hours
 * are stretched over the whole day: a task from 08:00 to 17:00 fills its day, and one that begins the next morning
 * touches it, as people expect of bars that follow each other.
 */
#include "steerco/tui/gantt.h"

#include "steerco/base/text.h"

typedef enum Unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR } Unit;

typedef struct Zoom {
    const char *name;
    int minutes;       /* that a column stands for */
    int step;          /* days by which the left edge moves, counted from a Monday */
    Unit above, below; /* the two lines of the scale */
} Zoom;

static const Zoom zooms[GANTT_ZOOMS] = {
    [GANTT_DAYS] = {"days", MINUTES_PER_DAY / 3, 1, UNIT_WEEK, UNIT_DAY},
    [GANTT_WEEKS] = {"weeks", MINUTES_PER_DAY, 7, UNIT_MONTH, UNIT_WEEK},
    [GANTT_MONTHS] = {"months", MINUTES_PER_DAY * 7 / 2, 7, UNIT_QUARTER, UNIT_MONTH},
    [GANTT_QUARTERS] = {"quarters", MINUTES_PER_DAY * 14, 14, UNIT_YEAR, UNIT_QUARTER},
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

/* The instant at which `t` is drawn: its share of the day's working hours, stretched over the day. */
static Instant stretched(const Gantt *gantt, Instant t)
{
    Date day = instant_date(t);
    Instant midnight = instant_make(day, 0);
    Instant open = worktime_next(gantt->time, midnight);
    Instant close = worktime_prev(gantt->time, midnight + MINUTES_PER_DAY);
    if (instant_date(open) != day || close <= open)
        return t;
    if (t <= open)
        return midnight;
    if (t >= close)
        return midnight + MINUTES_PER_DAY;
    return midnight + (int)((int64_t)(t - open) * MINUTES_PER_DAY / (close - open));
}

static int column_at(const Gantt *gantt, Instant drawn)
{
    return floor_divide(drawn - instant_make(gantt->left, 0), zooms[gantt->zoom].minutes);
}

static int day_column(const Gantt *gantt, Date day)
{
    return column_at(gantt, instant_make(day, 0));
}

/* The column in which something that ends at `t` has its last cell: Monday 17:00 is still Monday. */
static int last_column(const Gantt *gantt, Instant t)
{
    Instant drawn = stretched(gantt, t);
    return column_at(gantt, drawn == instant_make(instant_date(t), 0) ? drawn : drawn - 1);
}

static Date days_of(const Gantt *gantt, int columns)
{
    return (int)((int64_t)columns * zooms[gantt->zoom].minutes / MINUTES_PER_DAY);
}

/*
 * Moving the window
 */

static void place_left(Gantt *gantt, Date day)
{
    int step = zooms[gantt->zoom].step;
    gantt->left = a_monday + floor_divide(day - a_monday, step) * step;
}

static bool fits(Gantt *gantt, const Plan *plan)
{
    place_left(gantt, instant_date(plan->results.start));
    return last_column(gantt, plan->results.finish) < gantt->width;
}

void gantt_fit(Gantt *gantt, const Plan *plan)
{
    if (plan->results.start == INSTANT_NONE)
        return;
    gantt->zoom = GANTT_DAYS;
    while (!fits(gantt, plan) && gantt->zoom < GANTT_QUARTERS)
        gantt->zoom++;
}

void gantt_resize(Gantt *gantt, const Plan *plan, int width)
{
    if (width > 0)
        gantt->width = width;
    if (width <= 0 || gantt->placed)
        return;
    gantt->placed = plan->results.start != INSTANT_NONE;
    if (gantt->placed)
        gantt_fit(gantt, plan);
    else
        place_left(gantt, plan_status_date(plan));
}

bool gantt_zoom(Gantt *gantt, int step, Date anchor)
{
    int zoom = (int)gantt->zoom + step;
    if (zoom < 0 || zoom >= GANTT_ZOOMS)
        return false;
    int column = day_column(gantt, anchor);
    gantt->zoom = (GanttZoom)zoom;
    place_left(gantt, anchor - days_of(gantt, column));
    return true;
}

void gantt_scroll(Gantt *gantt, int eighths)
{
    int step = zooms[gantt->zoom].step;
    int steps = days_of(gantt, gantt->width / 8) / step;
    place_left(gantt, gantt->left + eighths * step * (steps > 0 ? steps : 1));
}

bool gantt_shows_day(const Gantt *gantt, Date day)
{
    int column = day_column(gantt, day);
    return column >= 0 && column < gantt->width;
}

Date gantt_middle(const Gantt *gantt)
{
    return gantt->left + days_of(gantt, gantt->width / 2);
}

/* Into sight with some room before it, because what matters usually comes after. */
static void show_columns(Gantt *gantt, int from, int last, Date day)
{
    bool in_sight = from >= 0 && last < gantt->width;
    bool fills_window = from <= 0 && last >= gantt->width - 1;
    if (gantt->width > 0 && !in_sight && !fills_window)
        place_left(gantt, day - days_of(gantt, gantt->width / 5));
}

void gantt_show_day(Gantt *gantt, Date day)
{
    int column = day_column(gantt, day);
    show_columns(gantt, column, column, day);
}

void gantt_show(Gantt *gantt, const Plan *plan, Id task)
{
    const TaskDates *dates = plan_task_dates(plan, task);
    if (!dates || dates->start == INSTANT_NONE)
        return;
    int from = column_at(gantt, stretched(gantt, dates->start)), last = last_column(gantt, dates->finish);
    if (last - from >= gantt->width) /* too long for the window: its beginning will do */
        last = from;
    show_columns(gantt, from, last, instant_date(dates->start));
}

/*
 * The time scale
 */

static Date unit_begin(Unit unit, Date day)
{
    Civil civil = date_civil(day);
    switch (unit) {
    case UNIT_DAY:
        return day;
    case UNIT_WEEK:
        return day - date_weekday(day);
    case UNIT_MONTH:
        return date_make(civil.year, civil.month, 1);
    case UNIT_QUARTER:
        return date_make(civil.year, (civil.month - 1) / 3 * 3 + 1, 1);
    case UNIT_YEAR:
        return date_make(civil.year, 1, 1);
    }
    return day;
}

static Date unit_next(Unit unit, Date begin)
{
    static const int certainly_in_the_next[] = {1, 7, 31, 92, 366};
    return unit_begin(unit, begin + certainly_in_the_next[unit]);
}

/*
 * What the upper line says of a unit, or the lower one, where years and months are told above. A week belongs to the
 * month of its Thursday.
 */
static void unit_label(Unit unit, bool above, Date begin, Buffer *out)
{
    Civil civil = date_civil(unit == UNIT_WEEK && above ? begin + 3 : begin);
    int year, week = date_iso_week(begin, &year);
    switch (unit) {
    case UNIT_DAY:
        buffer_format(out, "%2d", civil.day);
        return;
    case UNIT_WEEK:
        if (above)
            buffer_format(out, "%s %d W%02d", month_name(civil.month), civil.year, week);
        else
            buffer_format(out, "%d", civil.day);
        return;
    case UNIT_MONTH:
        buffer_add(out, month_name(civil.month));
        break;
    case UNIT_QUARTER:
        buffer_format(out, "Q%d", (civil.month + 2) / 3);
        break;
    case UNIT_YEAR:
        buffer_format(out, "%d", civil.year);
        return;
    }
    if (above)
        buffer_format(out, " %d", civil.year);
}

static void draw_scale_line(const Gantt *gantt, Canvas *canvas, int y, Unit unit, bool above)
{
    Buffer label = {0};
    Date begin = unit_begin(unit, gantt->left);
    canvas_fill(canvas, 0, y, canvas->width, 1, STYLE_HEADER, " ");
    while (day_column(gantt, begin) < canvas->width) {
        Date next = unit_next(unit, begin);
        int from = day_column(gantt, begin), to = day_column(gantt, next);
        if (above && from > 0)
            canvas_glyph(canvas, from, y, STYLE_HEADER, GLYPH_VERTICAL);
        from = from <= 0 ? 0 : from + above;
        to = to > canvas->width ? canvas->width : to - 1;
        buffer_clear(&label);
        unit_label(unit, above, begin, &label);
        if (text_width(buffer_text(&label)) <= to - from)
            canvas_text(canvas, from, y, to - from, STYLE_HEADER, buffer_text(&label));
        begin = next;
    }
    buffer_release(&label);
}

/*
 * The ground below the bars: free days, today, the status date
 */

static void shade_free_days(const Gantt *gantt, Canvas *ground)
{
    for (int x = 0; x < ground->width; x++) {
        if (worktime_is_working_day(gantt->time, gantt->left + days_of(gantt, x)))
            continue;
        for (int y = 0; y < ground->height; y++)
            canvas_glyph(ground, x, y, STYLE_DIM, GLYPH_SHADE);
    }
}

static void draw_day_line(const Gantt *gantt, Canvas *ground, Date day, Style style, Glyph glyph)
{
    int x = day_column(gantt, day);
    for (int y = 0; y < ground->height && x >= 0; y++)
        canvas_glyph(ground, x, y, style, glyph);
}

static void draw_ground(const Gantt *gantt, const Plan *plan, Date today, Canvas *ground)
{
    if (zooms[gantt->zoom].below == UNIT_DAY)
        shade_free_days(gantt, ground);
    Date status = plan_board(plan)->status_date;
    if (status != DATE_NONE && status != today)
        draw_day_line(gantt, ground, status, STYLE_DIM, GLYPH_VERTICAL);
    draw_day_line(gantt, ground, today, STYLE_TODAY, GLYPH_TODAY);
}

/*
 * Bars
 */

/* Where a task lies: columns of its first and last cell, and its line. */
typedef struct Bar {
    const Task *task;
    const TaskDates *dates;
    int first, last, y;
    bool summary, milestone;
} Bar;

static bool bar_of(const Gantt *gantt, const Plan *plan, Id id, int y, Bar *out)
{
    const TaskDates *dates = plan_task_dates(plan, id);
    if (!dates || dates->start == INSTANT_NONE)
        return false;
    uint32_t row = plan_row(plan, ENTITY_TASK, id);
    const Outline *outline = &plan->results.outline;
    *out = (Bar){.task = plan_task(plan, row), .dates = dates, .y = y};
    out->summary = outline_is_summary(outline, outline->place_of[row]);
    out->milestone = !out->summary && (out->task->milestone || dates->start == dates->finish);
    out->last = last_column(gantt, dates->finish);
    out->first = out->milestone ? out->last : column_at(gantt, stretched(gantt, dates->start));
    return true;
}

static void draw_run(Canvas *canvas, int from, int to, int y, Style style, Glyph glyph)
{
    from = from < 0 ? 0 : from;
    to = to > canvas->width ? canvas->width : to;
    for (int x = from; x < to; x++)
        canvas_glyph(canvas, x, y, style, glyph);
}

/* The room to move, while there is work left to be moved; the column behind it. */
static int draw_slack(const Gantt *gantt, const Bar *bar, Canvas *canvas)
{
    const TaskDates *dates = bar->dates;
    int end = bar->last + 1;
    if (bar->summary || dates->total_slack <= 0 || dates->percent_complete >= 10000)
        return end;
    int to = last_column(gantt, dates->late_finish) + 1;
    draw_run(canvas, end, to, bar->y, STYLE_DIM, GLYPH_SLACK);
    return to > end ? to : end;
}

/* Behind the bar, as far as there is room: the day of a milestone, how far a summary is, who does it. */
static void draw_label(const Plan *plan, const Bar *bar, int x, Canvas *canvas)
{
    Buffer label = {0};
    if (bar->milestone) {
        Civil civil = date_civil(instant_date(bar->dates->finish));
        buffer_format(&label, "%d %s", civil.day, month_name(civil.month));
    } else if (!bar->summary) {
        task_resources(plan, bar->task->record.id, &label);
    } else if (bar->dates->percent_complete > 0) {
        buffer_format(&label, "%d%%", bar->dates->percent_complete / 100);
    }
    int room = canvas->width - x, width = text_width(buffer_text(&label));
    if (width > 0 && x >= 0 && room >= 6)
        canvas_text(canvas, x, bar->y, width < room ? width : room, STYLE_DIM, buffer_text(&label));
    buffer_release(&label);
}

/* A bracket over the tasks of a summary. */
static void draw_summary(const Bar *bar, Canvas *canvas)
{
    draw_run(canvas, bar->first, bar->last + 1, bar->y, STYLE_BAR_SUMMARY, GLYPH_BAR_SUMMARY);
    if (bar->last - bar->first < 2)
        return;
    draw_run(canvas, bar->first, bar->first + 1, bar->y, STYLE_BAR_SUMMARY, GLYPH_BAR_SUMMARY_END);
    draw_run(canvas, bar->last, bar->last + 1, bar->y, STYLE_BAR_SUMMARY, GLYPH_BAR_SUMMARY_END);
}

/* Columns of the done part: some as soon as work has begun, not all before it is done, where there is room for both. */
static int done_columns(int columns, int percent)
{
    int done = (int)(((int64_t)columns * percent + 5000) / 10000);
    if (done == 0 && percent > 0 && columns > 1)
        return 1;
    return done == columns && percent < 10000 ? columns - 1 : done;
}

static void draw_work(const Bar *bar, Canvas *canvas)
{
    int end = bar->last + 1;
    int done = bar->first + done_columns(end - bar->first, bar->dates->percent_complete);
    draw_run(canvas, bar->first, done, bar->y, STYLE_BAR_DONE, GLYPH_BAR_DONE);
    if (bar->dates->critical)
        draw_run(canvas, done, end, bar->y, STYLE_BAR_CRITICAL, GLYPH_BAR_CRITICAL);
    else
        draw_run(canvas, done, end, bar->y, STYLE_BAR, GLYPH_BAR);
}

static void draw_milestone(const Bar *bar, Canvas *canvas)
{
    Glyph glyph = bar->dates->critical ? GLYPH_MILESTONE_CRITICAL : GLYPH_MILESTONE;
    draw_run(canvas, bar->last, bar->last + 1, bar->y, STYLE_MILESTONE, glyph);
}

static void draw_deadline(const Gantt *gantt, const Bar *bar, Canvas *canvas)
{
    if (bar->task->deadline == INSTANT_NONE)
        return;
    int x = last_column(gantt, bar->task->deadline);
    if (bar->dates->late)
        draw_run(canvas, x, x + 1, bar->y, STYLE_BAD, GLYPH_ALARM);
    else
        draw_run(canvas, x, x + 1, bar->y, STYLE_WARNING, GLYPH_DOWN);
}

/* An arrow where the bar lies that is out of sight. */
static void draw_direction(const Bar *bar, Canvas *canvas)
{
    if (bar->last < 0)
        canvas_glyph(canvas, 0, bar->y, STYLE_DIM, GLYPH_LEFT);
    else if (bar->first >= canvas->width)
        canvas_glyph(canvas, canvas->width - 1, bar->y, STYLE_DIM, GLYPH_RIGHT);
}

static void draw_bar(const Gantt *gantt, const Bar *bar, Canvas *canvas)
{
    if (bar->summary)
        draw_summary(bar, canvas);
    else if (bar->milestone)
        draw_milestone(bar, canvas);
    else
        draw_work(bar, canvas);
    draw_deadline(gantt, bar, canvas);
    draw_direction(bar, canvas);
}

/*
 * Links of the selected task
 */

/* The line of a task: among the rows, or −1 and `height` when it is above and below them; −2 when it is folded away. */
static int line_of(const Plan *plan, const GanttRows *rows, int height, Id id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->ids[i] == id)
            return (int)i;
    const uint32_t *place_of = plan->results.outline.place_of;
    uint32_t place = place_of[plan_row(plan, ENTITY_TASK, id)];
    if (place < place_of[plan_row(plan, ENTITY_TASK, rows->ids[0])])
        return -1;
    return place > place_of[plan_row(plan, ENTITY_TASK, rows->ids[rows->count - 1])] ? height : -2;
}

/* From `begin` along the line of `from` to column x, and from there up or down to the line of `to`. */
static void draw_elbow(Canvas *canvas, const Bar *from, const Bar *to, int begin, int x)
{
    if (x >= from->first && x <= from->last) /* straight out of the bar */
        begin = x;
    int step = to->y > from->y ? 1 : -1;
    int left = begin < x ? begin : x, right = begin < x ? x : begin;
    draw_run(canvas, left, right + 1, from->y, STYLE_FRAME_FOCUS, GLYPH_HORIZONTAL);
    for (int y = from->y + step; y != to->y; y += step)
        draw_run(canvas, x, x + 1, y, STYLE_FRAME_FOCUS, GLYPH_VERTICAL);
    Glyph corner = step > 0 ? GLYPH_TOP_RIGHT : GLYPH_BOTTOM_RIGHT;
    if (begin > x)
        corner = step > 0 ? GLYPH_TOP_LEFT : GLYPH_BOTTOM_LEFT;
    draw_run(canvas, x, x + 1, from->y, STYLE_FRAME_FOCUS, corner);
}

static void draw_link(Canvas *canvas, const Bar *from, const Bar *to, LinkType type)
{
    switch (type) {
    case LINK_FINISH_START:
        draw_elbow(canvas, from, to, from->last + 1, to->first);
        return;
    case LINK_START_FINISH:
        draw_elbow(canvas, from, to, from->first - 1, to->last);
        return;
    case LINK_START_START: {
        int x = (from->first < to->first ? from->first : to->first) - 1;
        draw_elbow(canvas, from, to, from->first - 1, x);
        draw_run(canvas, x, to->first, to->y, STYLE_FRAME_FOCUS, GLYPH_HORIZONTAL);
        return;
    }
    case LINK_FINISH_FINISH: {
        int x = (from->last > to->last ? from->last : to->last) + 1;
        draw_elbow(canvas, from, to, from->last + 1, x);
        draw_run(canvas, to->last + 1, x + 1, to->y, STYLE_FRAME_FOCUS, GLYPH_HORIZONTAL);
        return;
    }
    }
}

static void draw_links(const Gantt *gantt, const Plan *plan, const GanttRows *rows, const Adjacency *links,
                       Canvas *canvas)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, rows->selected);
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++) {
        const Link *link = plan_link(plan, links->rows[i]);
        Bar from, to;
        if (bar_of(gantt, plan, link->predecessor, line_of(plan, rows, canvas->height, link->predecessor), &from) &&
            bar_of(gantt, plan, link->successor, line_of(plan, rows, canvas->height, link->successor), &to) &&
            from.y != -2 && to.y != -2)
            draw_link(canvas, &from, &to, link->type);
    }
}

/* Does a line of the links run behind its bar, where the label would be? */
static bool has_line(const Plan *plan, const GanttRows *rows, const Bar *bar)
{
    uint32_t selected = plan_row(plan, ENTITY_TASK, rows->selected);
    const Adjacency *before = &plan->results.predecessors, *after = &plan->results.successors;
    if (selected == ROW_NONE)
        return false;
    if (bar->task->record.id == rows->selected)
        return after->first[selected + 1] > after->first[selected];
    for (uint32_t i = before->first[selected]; i < before->first[selected + 1]; i++)
        if (plan_link(plan, before->rows[i])->predecessor == bar->task->record.id)
            return true;
    return false;
}

static void draw_rows(const Gantt *gantt, const Plan *plan, const GanttRows *rows, Canvas *canvas)
{
    Bar bar;
    for (size_t i = 0; i < rows->count; i++)
        if (bar_of(gantt, plan, rows->ids[i], (int)i, &bar)) {
            int end = draw_slack(gantt, &bar, canvas);
            if (!has_line(plan, rows, &bar))
                draw_label(plan, &bar, end + 1, canvas);
        }
    if (rows->count > 0 && plan_task_dates(plan, rows->selected)) {
        draw_links(gantt, plan, rows, &plan->results.predecessors, canvas);
        draw_links(gantt, plan, rows, &plan->results.successors, canvas);
    }
    for (size_t i = 0; i < rows->count; i++)
        if (bar_of(gantt, plan, rows->ids[i], (int)i, &bar))
            draw_bar(gantt, &bar, canvas);
}

void gantt_draw(Gantt *gantt, const Plan *plan, Date today, const GanttRows *rows, Canvas *canvas)
{
    if (canvas->width <= 0 || !gantt->time)
        return;
    draw_scale_line(gantt, canvas, 0, zooms[gantt->zoom].above, true);
    draw_scale_line(gantt, canvas, 1, zooms[gantt->zoom].below, false);
    Canvas ground = canvas_part(canvas, 0, GANTT_SCALE, canvas->width, canvas->height - GANTT_SCALE);
    draw_ground(gantt, plan, today, &ground);
    draw_rows(gantt, plan, rows, &ground);
}
