/*
 * What all charts need: series, and axes with their ticks.
 */
#include "steerco/chart/chart.h"

#include "steerco/base/money.h"

void chart_release(Chart *chart)
{
    for (size_t i = 0; i < chart->series.count; i++)
        array_release(&chart->series.items[i].points);
    array_release(&chart->series);
    array_release(&chart->lines);
    array_release(&chart->x.ticks);
    array_release(&chart->y.ticks);
    arena_release(&chart->texts);
    *chart = (Chart){0};
}

ChartSeries *chart_add(Chart *chart, ChartShape shape, const char *letter, const char *name)
{
    ChartSeries series = {.name = name, .letter = letter, .shape = shape};
    array_push(&chart->series, series);
    return &chart->series.items[chart->series.count - 1];
}

void chart_point(ChartSeries *series, int64_t x, int64_t y)
{
    array_push(&series->points, (ChartPoint){x, y, y});
}

const char *chart_keep(Arena *texts, Buffer *text)
{
    const char *kept = arena_text(texts, buffer_text(text));
    buffer_clear(text);
    return kept;
}

void chart_word_value(const ChartAxis *axis, int64_t value, Buffer *out)
{
    if (value == NUMBER_NONE)
        buffer_add(out, "—");
    else if (axis->days)
        date_format((Date)value - axis->ends, out);
    else
        money_format_grouped(value, axis->digits, true, out);
}

void chart_word_point(const Chart *chart, const ChartSeries *series, const ChartPoint *point, Buffer *out)
{
    buffer_format(out, "%s ", series->letter);
    chart_word_value(&chart->x, point->x, out);
    buffer_add(out, ": ");
    chart_word_value(&chart->y, point->y, out);
}

static void add_tick(ChartAxis *axis, int64_t at, const char *text)
{
    if (at >= axis->low && at <= axis->high)
        array_push(&axis->ticks, (ChartTick){at, text});
}

/* ---- days ---- */

typedef struct Step {
    int days, months; /* one of them is 0 */
} Step;

static const Step steps[] = {{1, 0}, {7, 0}, {0, 1}, {0, 3}, {0, 12}, {0, 60}, {0, 240}};

static Date step_begin(Step step, Date day)
{
    Civil civil = date_civil(day);
    if (step.days)
        return step.days == 1 ? day : day - date_weekday(day);
    int months = civil.year * 12 + civil.month - 1;
    months -= months % step.months;
    return months < 1900 * 12 ? date_make(1900, 1, 1) : date_make(months / 12, months % 12 + 1, 1);
}

static Date step_next(Step step, Date begin)
{
    Civil civil = date_civil(begin);
    if (step.days)
        return begin + step.days;
    int months = civil.year * 12 + civil.month - 1 + step.months;
    return months >= 3000 * 12 ? DATE_NONE : date_make(months / 12, months % 12 + 1, 1);
}

/* "2 Mar"; months with their year where one begins: "Mar", "Jan 2027"; years alone. */
static void step_word(Step step, Date day, bool first, Buffer *out)
{
    Civil civil = date_civil(day);
    if (step.days)
        buffer_format(out, "%d %s", civil.day, month_name(civil.month));
    else if (step.months < 12)
        buffer_add(out, month_name(civil.month));
    if (step.months >= 12)
        buffer_format(out, "%d", civil.year);
    else if (first || (civil.month == 1 && civil.day <= 7))
        buffer_format(out, " %d", civil.year);
}

static int count_ticks(Step step, Date from, Date to)
{
    int days = step.days ? step.days : step.months * 30;
    return (to - from) / days;
}

void chart_days(ChartAxis *axis, Arena *texts, Date from, Date to, int most)
{
    enum { STEPS = sizeof steps / sizeof *steps };
    int at = 0;
    Buffer text = {0};
    while (at < STEPS - 1 && count_ticks(steps[at], from, to) > most)
        at++;
    axis->days = true;
    axis->low = from;
    axis->high = to > from ? to : from + 1;
    axis->ticks.count = 0;
    for (Date day = step_begin(steps[at], from); day != DATE_NONE && day <= to; day = step_next(steps[at], day)) {
        if (day < from)
            continue;
        step_word(steps[at], day, axis->ticks.count == 0, &text);
        add_tick(axis, day, chart_keep(texts, &text));
    }
    buffer_release(&text);
}

/* ---- amounts ---- */

/* The first of 1, 2, 5, 10, 20, … of which a span has at most eight. */
static int64_t round_step(int64_t span)
{
    enum { MOST_TICKS = 8 };
    static const int factors[] = {2, 5, 10};
    int64_t power = 1;
    if (span <= MOST_TICKS)
        return 1;
    for (; power <= INT64_MAX / 100; power *= 10)
        for (int i = 0; i < 3; i++)
            if (span / (power * factors[i]) < MOST_TICKS)
                return power * factors[i];
    return power;
}

void chart_amounts(ChartAxis *axis, Arena *texts, int64_t low, int64_t high, int digits)
{
    Buffer text = {0};
    int64_t unit = 1;
    for (int i = 0; i < digits; i++)
        unit *= 10;
    axis->digits = digits;
    low = low < 0 ? low : 0;
    high = high > low ? high : low + unit;
    int64_t step = round_step(high / unit - low / unit) * unit;
    axis->low = low / step * step - (low % step < 0 ? step : 0);
    axis->high = high / step * step + (high % step > 0 ? step : 0);
    axis->ticks.count = 0;
    for (int64_t at = axis->low; at <= axis->high && axis->ticks.count < 20; at += step) {
        money_format_grouped(at, digits, true, &text);
        add_tick(axis, at, chart_keep(texts, &text));
    }
    buffer_release(&text);
}
