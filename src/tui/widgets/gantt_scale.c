/*
 * The time scale of the chart and the ground below its bars: free days, today, the status date.
 */
#include "gantt_parts.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

static Date unit_begin(ScaleUnit unit, Date day)
{
    Civil civil = date_civil(day);
    switch (unit) {
    case SCALE_DAY:
        return day;
    case SCALE_WEEK:
        return day - date_weekday(day);
    case SCALE_MONTH:
        return date_make(civil.year, civil.month, 1);
    case SCALE_QUARTER:
        return date_make(civil.year, (civil.month - 1) / 3 * 3 + 1, 1);
    case SCALE_YEAR:
        return date_make(civil.year, 1, 1);
    }
    return day;
}

static Date unit_next(ScaleUnit unit, Date begin)
{
    static const int certainly_in_the_next[] = {1, 7, 31, 92, 366};
    return unit_begin(unit, begin + certainly_in_the_next[unit]);
}

/*
 * What the upper line says of a unit, or the lower one, where years and months are told above. A week belongs to the
 * month of its Thursday.
 */
static void unit_label(ScaleUnit unit, bool above, Date begin, Buffer *out)
{
    Civil civil = date_civil(unit == SCALE_WEEK && above ? begin + 3 : begin);
    int year, week = date_iso_week(begin, &year);
    switch (unit) {
    case SCALE_DAY:
        buffer_format(out, "%2d", civil.day);
        return;
    case SCALE_WEEK:
        if (above)
            buffer_format(out, "%s %d W%02d", month_name(civil.month), civil.year, week);
        else
            buffer_format(out, "%d", civil.day);
        return;
    case SCALE_MONTH:
        buffer_add(out, month_name(civil.month));
        break;
    case SCALE_QUARTER:
        buffer_format(out, "Q%d", (civil.month + 2) / 3);
        break;
    case SCALE_YEAR:
        buffer_format(out, "%d", civil.year);
        return;
    }
    if (above)
        buffer_format(out, " %d", civil.year);
}

static void draw_scale_line(const Gantt *gantt, Canvas *canvas, int y, ScaleUnit unit, bool above)
{
    Buffer label = {0};
    Date begin = unit_begin(unit, gantt->left);
    canvas_fill(canvas, 0, y, canvas->width, 1, STYLE_HEADER, " ");
    while (gantt_day_column(gantt, begin) < canvas->width) {
        Date next = unit_next(unit, begin);
        int from = gantt_day_column(gantt, begin), to = gantt_day_column(gantt, next);
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

void gantt_draw_scale(const Gantt *gantt, Canvas *canvas)
{
    draw_scale_line(gantt, canvas, 0, gantt_zoom_of(gantt)->above, true);
    draw_scale_line(gantt, canvas, 1, gantt_zoom_of(gantt)->below, false);
}

/*
 * The ground below the bars: free days, today, the status date
 */

static void shade_free_days(const Gantt *gantt, Canvas *ground)
{
    for (int x = 0; x < ground->width; x++) {
        if (worktime_is_working_day(gantt->time, gantt->left + gantt_days_of(gantt, x)))
            continue;
        for (int y = 0; y < ground->height; y++)
            canvas_glyph(ground, x, y, STYLE_DIM, GLYPH_SHADE);
    }
}

static void draw_day_line(const Gantt *gantt, Canvas *ground, Date day, Style style, Glyph glyph)
{
    int x = gantt_day_column(gantt, day);
    for (int y = 0; y < ground->height && x >= 0; y++)
        canvas_glyph(ground, x, y, style, glyph);
}

void gantt_draw_ground(const Gantt *gantt, const Plan *plan, Date today, Canvas *ground)
{
    if (gantt_zoom_of(gantt)->minutes <= MINUTES_PER_DAY)
        shade_free_days(gantt, ground);
    Date status = plan_board(plan)->status_date;
    if (status != DATE_NONE && status != today)
        draw_day_line(gantt, ground, status, STYLE_DIM, GLYPH_VERTICAL);
    draw_day_line(gantt, ground, today, STYLE_TODAY, GLYPH_TODAY);
}
