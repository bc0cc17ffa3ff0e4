/*
 * The bars of the chart. They begin and end at fractions of a cell, so that at the coarse zooms too one sees which task
 * is the longer one and which waits for which.
 */
#include "gantt_parts.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/number.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

/* By the project calendar, as all of the chart is drawn. */
static void find_split(const Gantt *gantt, Bar *bar)
{
    const TaskDates *dates = bar->dates;
    if (dates->resume == INSTANT_NONE || bar->summary || bar->milestone)
        return;
    Instant stop = worktime_add(gantt->time, dates->start, dates->duration - dates->remaining);
    bar->stop = number_limit(gantt_last_column(gantt, stop), bar->first, bar->last);
    bar->resume = number_limit(gantt_column(gantt, gantt_stretched(gantt, dates->resume)), bar->first, bar->last);
    bar->split = bar->resume > bar->stop;
}

static void find_baseline(const Gantt *gantt, const Plan *plan, Bar *bar)
{
    const BaselineDates was = plan_baseline_dates(plan, bar->task->record.id);
    if (gantt->plain || was.start == INSTANT_NONE || was.finish == INSTANT_NONE)
        return;
    bar->was = true;
    bar->was_last = gantt_last_column(gantt, was.finish);
    bar->was_first = bar->milestone ? bar->was_last : gantt_column(gantt, gantt_stretched(gantt, was.start));
}

bool gantt_bar(const Gantt *gantt, const Plan *plan, Id id, int y, Bar *out)
{
    const TaskDates *dates = plan_task_dates(plan, id);
    if (!dates || dates->start == INSTANT_NONE)
        return false;
    uint32_t row = plan_row(plan, ENTITY_TASK, id);
    const Outline *outline = &plan->results->outline;
    *out = (Bar){.task = plan_task(plan, row), .dates = dates, .y = y};
    out->summary = outline_is_summary(outline, outline->place_of[row]);
    out->milestone = !out->summary && (out->task->milestone || dates->start == dates->finish);
    Instant start = gantt_stretched(gantt, dates->start), finish = gantt_stretched(gantt, dates->finish);
    out->last = gantt_last_column(gantt, dates->finish);
    out->first = out->milestone ? out->last : gantt_column(gantt, start);
    out->before = number_limit(gantt_eighth(gantt, start) - 8 * out->first, 0, 7);
    out->within = number_limit(gantt_eighth(gantt, finish) - 8 * out->last, 1, 8);
    find_split(gantt, out);
    find_baseline(gantt, plan, out);
    return true;
}

void gantt_run(Canvas *canvas, int from, int to, int y, Style style, Glyph glyph)
{
    from = from < 0 ? 0 : from;
    to = to > canvas->width ? canvas->width : to;
    for (int x = from; x < to; x++)
        canvas_glyph(canvas, x, y, style, glyph);
}

/* The room to move, while there is work left to be moved; the column behind it. */
enum { LABEL_ROOM = 40 }; /* columns behind a bar in which a mark and its label would meet */

static int draw_slack(const Gantt *gantt, const Bar *bar, Canvas *canvas)
{
    const TaskDates *dates = bar->dates;
    int end = bar->last + 1;
    if (bar->summary || dates->total_slack <= 0 || dates->percent_complete >= 10000)
        return end;
    int to = gantt_last_column(gantt, dates->late_finish) + 1;
    gantt_run(canvas, end, to, bar->y, STYLE_DIM, GLYPH_SLACK);
    return to > end ? to : end;
}

/* Behind the bar, as far as there is room: the day of a milestone, how far a summary is, who does it. */
static void draw_label(const Plan *plan, const Bar *bar, int x, Canvas *canvas)
{
    Buffer label = {0};
    if (bar->milestone) {
        Civil civil = date_civil(instant_end_date(bar->dates->finish));
        buffer_format(&label, "%d %s", civil.day, month_name(civil.month));
    } else if (!bar->summary) {
        task_resources(plan, bar->task->record.id, &label);
    } else if (bar->dates->percent_complete > 0) {
        buffer_format(&label, "%d%%", schedule_whole_percent(bar->dates->percent_complete, 10000));
    }
    int room = canvas->width - x, width = text_width(buffer_text(&label));
    if (width > 0 && x >= 0 && room >= 6)
        canvas_text(canvas, x, bar->y, width < room ? width : room, STYLE_DIM, buffer_text(&label));
    buffer_release(&label);
}

/* A bracket over the tasks of a summary. */
static void draw_summary(const Bar *bar, Canvas *canvas)
{
    gantt_run(canvas, bar->first, bar->last + 1, bar->y, STYLE_BAR_SUMMARY, GLYPH_BAR_SUMMARY);
    if (bar->last - bar->first < 2)
        return;
    gantt_run(canvas, bar->first, bar->first + 1, bar->y, STYLE_BAR_SUMMARY, GLYPH_BAR_SUMMARY_END);
    gantt_run(canvas, bar->last, bar->last + 1, bar->y, STYLE_BAR_SUMMARY, GLYPH_BAR_SUMMARY_END);
}

/* Columns of the done part: some as soon as work has begun, not all before it is done, where there is room for both. */
static int done_columns(int columns, int percent)
{
    int done = (int)(((int64_t)columns * percent + 5000) / 10000);
    if (done == 0 && percent > 0 && columns > 1)
        return 1;
    return done == columns && percent < 10000 ? columns - 1 : done;
}

/*
 * The sign of a cell that is filled from the left, by eighths. Critical work ends exactly; ordinary work, whose bar is
 * low, and the shaded done part are rounded to half a cell, because there are no finer signs of their shapes.
 */
static Glyph end_glyph(Glyph body, int eighths)
{
    if (body == GLYPH_BAR_NEAR) /* of which there are no parts */
        return body;
    if (eighths == 8 || (body != GLYPH_BAR_CRITICAL && eighths >= 6) || (body == GLYPH_BAR_DONE && eighths >= 4))
        return body;
    return body == GLYPH_BAR ? GLYPH_BAR_LEFT_HALF : GLYPH_EIGHTH_1 + (Glyph)eighths - 1;
}

/* … and from the right, where eighth and half are all there is. */
static Glyph begin_glyph(Glyph body, int eighths)
{
    if (body == GLYPH_BAR_NEAR)
        return body;
    if (eighths >= 6 || (body == GLYPH_BAR_DONE && eighths >= 4))
        return body;
    if (body == GLYPH_BAR)
        return GLYPH_BAR_RIGHT_HALF;
    return eighths >= 3 ? GLYPH_RIGHT_HALF : GLYPH_RIGHT_EIGHTH;
}

typedef struct Fill {
    Style style;
    Glyph glyph;
} Fill;

static const Fill done_part = {STYLE_BAR_DONE, GLYPH_BAR_DONE};
static const Fill ordinary_rest = {STYLE_BAR, GLYPH_BAR}, critical_rest = {STYLE_BAR_CRITICAL, GLYPH_BAR_CRITICAL};
static const Fill near_rest = {STYLE_WARNING, GLYPH_BAR_NEAR};

static Fill rest_of(const TaskDates *dates)
{
    return dates->critical ? critical_rest : dates->near_critical ? near_rest : ordinary_rest;
}

/* A bar within one cell lies in the half of the cell in which it begins. */
static void draw_ends(const Bar *bar, Fill begin, Fill end, Canvas *canvas)
{
    bool single = bar->first == bar->last, at_right = bar->before >= 4;
    int within = single ? number_limit(bar->within - bar->before, 1, 8) : bar->within;
    if (!single || at_right)
        gantt_run(canvas, bar->first, bar->first + 1, bar->y, begin.style, begin_glyph(begin.glyph, 8 - bar->before));
    if (!single || !at_right)
        gantt_run(canvas, bar->last, bar->last + 1, bar->y, end.style, end_glyph(end.glyph, within));
}

/* The columns of a bar from which on work is to be done, and where the done part ends. */
typedef struct Parts {
    int done_end, rest;
} Parts;

static Parts parts_of(const Bar *bar)
{
    if (bar->split)
        return (Parts){bar->stop + 1, bar->resume};
    int done = bar->first + done_columns(bar->last + 1 - bar->first, bar->dates->percent_complete);
    return (Parts){done, done};
}

/* Dates that somebody keeps by hand have ends like those of a rule. */
static void draw_manual_ends(const Bar *bar, Style begin, Style end, Canvas *canvas)
{
    bool single = bar->first == bar->last;
    gantt_run(canvas, bar->first, bar->first + 1, bar->y, begin, single ? GLYPH_CROSS : GLYPH_TEE_RIGHT);
    if (!single)
        gantt_run(canvas, bar->last, bar->last + 1, bar->y, end, GLYPH_TEE_LEFT);
}

static void draw_work(const Bar *bar, Canvas *canvas)
{
    int end = bar->last + 1;
    Parts parts = parts_of(bar);
    Fill rest = rest_of(bar->dates);
    Fill begins = parts.done_end > bar->first ? done_part : rest, ends = parts.rest < end ? rest : done_part;
    gantt_run(canvas, bar->first, parts.done_end, bar->y, done_part.style, done_part.glyph);
    gantt_run(canvas, parts.done_end, parts.rest, bar->y, rest.style, GLYPH_SLACK);
    gantt_run(canvas, parts.rest, end, bar->y, rest.style, rest.glyph);
    if (bar->task->manual)
        draw_manual_ends(bar, begins.style, ends.style, canvas);
    else if (!canvas->ascii)
        draw_ends(bar, begins, ends, canvas);
}

/* The ends of the baseline where they are others than those of the bar. */
static void draw_baseline_ends(const Bar *bar, Canvas *canvas)
{
    bool began = bar->was && bar->was_first != bar->first && bar->was_first < bar->was_last;
    bool ended = bar->was && bar->was_last != bar->last;
    if (began && bar->was_first >= 0 && bar->was_first < canvas->width)
        canvas_text(canvas, bar->was_first, bar->y, 1, STYLE_TEXT, "[");
    if (ended && bar->was_last >= 0 && bar->was_last < canvas->width)
        canvas_text(canvas, bar->was_last, bar->y, 1, STYLE_TEXT, "]");
}

static void draw_milestone(const Bar *bar, Canvas *canvas)
{
    Glyph glyph = bar->dates->critical ? GLYPH_MILESTONE_CRITICAL : GLYPH_MILESTONE;
    gantt_run(canvas, bar->last, bar->last + 1, bar->y, STYLE_MILESTONE, glyph);
}

static void draw_deadline(const Gantt *gantt, const Bar *bar, Canvas *canvas)
{
    if (bar->task->deadline == INSTANT_NONE)
        return;
    int x = gantt_last_column(gantt, bar->task->deadline);
    if (bar->dates->late)
        gantt_run(canvas, x, x + 1, bar->y, STYLE_BAD, GLYPH_ALARM);
    else
        gantt_run(canvas, x, x + 1, bar->y, STYLE_WARNING, GLYPH_DOWN);
}

/* An arrow where the bar lies that is out of sight. */
static void draw_direction(const Bar *bar, Canvas *canvas)
{
    if (bar->last < 0)
        canvas_glyph(canvas, 0, bar->y, STYLE_DIM, GLYPH_LEFT);
    else if (bar->first >= canvas->width)
        canvas_glyph(canvas, canvas->width - 1, bar->y, STYLE_DIM, GLYPH_RIGHT);
}

void gantt_draw_behind(const Gantt *gantt, const Plan *plan, const Bar *bar, bool labelled, Canvas *canvas)
{
    int end = draw_slack(gantt, bar, canvas);
    if (bar->was) {
        gantt_run(canvas, bar->was_first, bar->was_last + 1, bar->y, STYLE_DIM, GLYPH_BASELINE);
        end = bar->was_last >= end && bar->was_last <= end + LABEL_ROOM ? bar->was_last + 1 : end;
    }
    if (bar->task->deadline != INSTANT_NONE) { /* whose mark would hide the beginning of the label */
        int mark = gantt_last_column(gantt, bar->task->deadline);
        end = mark >= end && mark <= end + LABEL_ROOM ? mark + 1 : end;
    }
    if (labelled)
        draw_label(plan, bar, end + 1, canvas);
}

void gantt_draw_bar(const Gantt *gantt, const Bar *bar, Canvas *canvas)
{
    if (bar->summary)
        draw_summary(bar, canvas);
    else if (bar->milestone)
        draw_milestone(bar, canvas);
    else
        draw_work(bar, canvas);
    draw_baseline_ends(bar, canvas);
    draw_deadline(gantt, bar, canvas);
    draw_direction(bar, canvas);
}
