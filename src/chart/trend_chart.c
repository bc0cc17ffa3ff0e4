/*
 * Milestones, and what was expected of each when.
 */
#include "steerco/chart/trend_chart.h"

#include "steerco/model/audience.h"
#include "steerco/records/records.h"

enum { MOST_MILESTONES = 12, MOST_TICKS = 12 };

static const char *const letters[MOST_MILESTONES] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"};

typedef struct Traced {
    Id task;
    Date finish;
    bool done;
} Traced;

struct TrendChart {
    const Plan *now;
    Chart chart;
    ARRAY(Traced) traced;
    bool over[MOST_MILESTONES]; /* it was done on an earlier report date */
    int days;
    Date first, last;      /* report dates */
    Date earliest, latest; /* finishes */
    size_t others;         /* milestones that are not traced */
};

static int open_first(const void *a, const void *b)
{
    const Traced *left = a, *right = b;
    if (left->done != right->done)
        return left->done ? 1 : -1;
    if (left->finish != right->finish)
        return left->finish < right->finish ? -1 : 1;
    return left->task < right->task ? -1 : 1;
}

TrendChart *trend_chart_new(const Plan *now)
{
    TrendChart *trend = memory_new(1, sizeof *trend);
    trend->now = now;
    trend->earliest = trend->latest = DATE_NONE;
    for (uint32_t row = 0; row < plan_count(now, ENTITY_TASK); row++) {
        const Task *task = plan_task(now, row);
        const TaskDates *dates = plan_task_dates(now, task->record.id);
        if (!task->inactive && task_is_milestone(now, task) && dates && dates->finish != INSTANT_NONE)
            array_push(&trend->traced,
                       (Traced){task->record.id, instant_end_date(dates->finish), dates->percent_complete >= 10000});
    }
    if (trend->traced.count > 1)
        qsort(trend->traced.items, trend->traced.count, sizeof *trend->traced.items, open_first);
    if (trend->traced.count > MOST_MILESTONES) {
        trend->others = trend->traced.count - MOST_MILESTONES;
        trend->traced.count = MOST_MILESTONES;
    }
    for (size_t i = 0; i < trend->traced.count; i++) {
        const Task *task = plan_find(now, ENTITY_TASK, trend->traced.items[i].task);
        chart_add(&trend->chart, SHAPE_LINE, letters[i], arena_text(&trend->chart.texts, task->name));
    }
    return trend;
}

static void add_finish(TrendChart *trend, size_t at, const Plan *past, Date day)
{
    const TaskDates *dates = plan_task_dates(past, trend->traced.items[at].task);
    const Task *task = plan_find(past, ENTITY_TASK, trend->traced.items[at].task);
    if (!dates || dates->finish == INSTANT_NONE || !task || task->inactive || trend->over[at])
        return;
    Date finish = instant_end_date(dates->finish);
    chart_point(&trend->chart.series.items[at], day, finish);
    trend->over[at] = dates->percent_complete >= 10000;
    trend->earliest = trend->earliest == DATE_NONE || finish < trend->earliest ? finish : trend->earliest;
    trend->latest = trend->latest == DATE_NONE || finish > trend->latest ? finish : trend->latest;
}

void trend_chart_add(TrendChart *trend, const Plan *past, Date day)
{
    for (size_t i = 0; i < trend->traced.count; i++)
        add_finish(trend, i, past, day);
    trend->first = trend->days == 0 ? day : trend->first;
    trend->last = day;
    trend->days++;
}

/* Where report date and finish are the same day. */
static void add_diagonal(Chart *chart)
{
    int64_t from = chart->x.low > chart->y.low ? chart->x.low : chart->y.low;
    int64_t to = chart->x.high < chart->y.high ? chart->x.high : chart->y.high;
    if (from >= to)
        return;
    ChartSeries *series = chart_add(chart, SHAPE_LINE, "=", "finish on the report date");
    series->expected = true;
    chart_point(series, from, from);
    chart_point(series, to, to);
}

static void name_chart(const TrendChart *trend, Chart *out)
{
    Buffer text = {0};
    buffer_format(&text, "%s: milestone trend", plan_board(trend->now)->name);
    out->title = chart_keep(&out->texts, &text);
    buffer_format(&text, "%d report dates from ", trend->days);
    date_format(trend->first, &text);
    buffer_add(&text, " to ");
    date_format(trend->last, &text);
    out->subtitle = chart_keep(&out->texts, &text);
    out->x.title = "report date";
    out->y.title = "finish";
    buffer_add(&text, "A line that climbs is delayed, one that falls is early.");
    if (trend->others > 0)
        buffer_format(&text, " %zu more milestone%s not in it.", trend->others, trend->others == 1 ? " is" : "s are");
    out->note = chart_keep(&out->texts, &text);
    buffer_release(&text);
}

void trend_chart_end(TrendChart *trend, Chart *out)
{
    enum { MARGIN = 3 };
    *out = trend->chart;
    name_chart(trend, out);
    if (trend->traced.count == 0) {
        out->empty = "The plan has no milestones with dates.";
    } else if (trend->days < 2) {
        out->empty = "The journal has one report date: there is no trend yet.";
    } else {
        chart_days(&out->x, &out->texts, trend->first, trend->last, MOST_TICKS);
        chart_days(&out->y, &out->texts, trend->earliest - MARGIN, trend->latest + MARGIN, MOST_TICKS);
        add_diagonal(out);
    }
    array_release(&trend->traced);
    free(trend);
}
