/*
 * From earned value to its curve.
 */
#include "steerco/chart/s_curve.h"

#include "steerco/analysis/earned_board.h"
#include "steerco/analysis/worktime.h"
#include "steerco/records/records.h"

enum { MOST_WEEKS = 26, MOST_TICKS = 12, WEEK = 7, MOST_POINTS = 400 };

typedef ARRAY(EarnedDay) Days;

/* The day before the first, the ends of periods, the status date and the last day. */
static void choose_days(Date from, Date to, Date status, Days *out)
{
    bool by_week = to - from <= MOST_WEEKS * WEEK;
    Date day = from - 1;
    while (out->count < MOST_POINTS) {
        array_push(out, (EarnedDay){.day = day});
        if (day >= to)
            return;
        Date next = by_week ? date_week_end(day + 1) : date_month_end(day + 1);
        next = next > to ? to : next;
        day = day < status && next > status ? status : next;
    }
}

typedef struct Curve {
    const char *letter, *name;
    size_t member; /* of EarnedDay */
    bool expected;
} Curve;

static const Curve curves[] = {
    {"P", "planned value", offsetof(EarnedDay, planned), false},
    {"E", "earned value", offsetof(EarnedDay, earned), false},
    {"A", "actual cost", offsetof(EarnedDay, actual), false},
    {"F", "forecast", offsetof(EarnedDay, expected), true},
};
enum { CURVES = sizeof curves / sizeof *curves };

static int64_t add_curve(const Curve *curve, const Days *days, Chart *out)
{
    int64_t highest = 0;
    ChartSeries *series = chart_add(out, SHAPE_LINE, curve->letter, curve->name);
    series->expected = curve->expected;
    for (size_t i = 0; i < days->count; i++) {
        Money value = *(const Money *)((const char *)&days->items[i] + curve->member);
        if (value == MONEY_NONE)
            continue;
        chart_point(series, days->items[i].day + 1, value);
        highest = value > highest ? value : highest;
    }
    return highest;
}

static void name_chart(const Plan *plan, Chart *out)
{
    Buffer text = {0};
    buffer_format(&text, "%s: S-curve", plan_board(plan)->name);
    out->title = chart_keep(&out->texts, &text);
    buffer_add(&text, "Status date ");
    date_format(plan_status_date(plan), &text);
    if (baseline_current(plan)) {
        buffer_add(&text, ", against “");
        plan_label(plan, &baseline_entity, baseline_current(plan), &text);
        buffer_add(&text, "”");
    }
    out->subtitle = chart_keep(&out->texts, &text);
    out->x.title = "";
    out->y.title = arena_text(&out->texts, plan_currency(plan));
    out->note = "";
    buffer_release(&text);
}

/* The figures at the status date, and what is not in them. */
static void word_note(const Plan *plan, Chart *out)
{
    static const char *const names[] = {"BAC ", "; PV ", ", EV ", ", AC ", "; EAC "};
    Buffer text = {0};
    EarnedBoard board;
    earned_board(plan, &board);
    const Money values[] = {board.input.bac, earned_planned(&board.input), board.input.ev, board.input.ac,
                            earned_value(&board.input, earned_headline(&board.input)).value};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        buffer_add(&text, names[i]);
        plan_word_money(plan, values[i], &text);
    }
    if (board.effort_lines > 0)
        buffer_format(&text, ". %zu %s without a task %s not in it", board.effort_lines,
                      board.effort_lines == 1 ? "line" : "lines", board.effort_lines == 1 ? "is" : "are");
    buffer_add(&text, ".");
    out->note = chart_keep(&out->texts, &text);
    earned_board_release(&board);
    buffer_release(&text);
}

static void place_axes(const Plan *plan, Date from, Date to, int64_t highest, Chart *out)
{
    chart_days(&out->x, &out->texts, from, to, MOST_TICKS);
    out->x.ends = true;
    chart_amounts(&out->y, &out->texts, 0, highest, plan_currency_digits(plan));
}

void chart_s_curve(const Plan *plan, Chart *out)
{
    Date from, to;
    Days days = {0};
    int64_t highest = 0;
    *out = (Chart){0};
    name_chart(plan, out);
    if (plan->results->unscheduled) {
        out->empty = "No task has dates: the plan could not be scheduled.";
    } else if (!baseline_current(plan)) {
        out->empty = "There is no baseline to measure against.";
    } else if (!earned_days(plan, &from, &to)) {
        out->empty = "No budget line has a task that is in the baseline.";
    } else {
        Date status = worktime_clamp_day(plan_status_date(plan));
        choose_days(from, to > status ? to : status, status, &days);
        earned_curve(plan, days.items, days.count);
        for (int i = 0; i < CURVES; i++) {
            int64_t value = add_curve(&curves[i], &days, out);
            highest = value > highest ? value : highest;
        }
        place_axes(plan, days.items[0].day + 1, days.items[days.count - 1].day + 1, highest, out);
        array_push(&out->lines, (ChartLine){plan_status_date(plan) + 1, "status date"});
        word_note(plan, out);
    }
    array_release(&days);
}

/* ---- the fan ---- */

/* A share of a difference that is given in whole units. */
static int64_t widened(int64_t value, double difference, double unit, double part)
{
    double at = difference * unit * part;
    return value + (int64_t)(at < 0 ? at - 0.5 : at + 0.5);
}

static int64_t add_band(const Spread *cost, double unit, Chart *chart)
{
    size_t forecast = chart->series.count - 1;
    ChartSeries *band = chart_add(chart, SHAPE_BAND, "R", "simulated cost, P10 to P90");
    const ChartSeries *series = &chart->series.items[forecast];
    int64_t first = series->points.items[0].y, left = series->points.items[series->points.count - 1].y - first;
    int64_t highest = 0;
    for (size_t i = 0; i < series->points.count; i++) {
        const ChartPoint *point = &series->points.items[i];
        double part = left > 0 ? (double)(point->y - first) / (double)left : (double)(i > 0);
        ChartPoint wide = {point->x, widened(point->y, cost->p10 - cost->planned, unit, part),
                           widened(point->y, cost->p90 - cost->planned, unit, part)};
        array_push(&band->points, wide);
        highest = wide.to > highest ? wide.to : highest;
    }
    return highest;
}

void chart_s_curve_fan(const Plan *plan, const Simulation *simulation, Chart *chart)
{
    double unit = (double)money_units(plan_currency_digits(plan));
    if (chart->empty || chart->series.items[CURVES - 1].points.count == 0)
        return;
    Date early = instant_end_date(simulation->p10) + 1, late = instant_end_date(simulation->p90) + 1;
    int64_t highest = add_band(&simulation->cost, unit, chart);
    Date to = late > chart->x.high ? late : (Date)chart->x.high;
    highest = highest > chart->y.high ? highest : chart->y.high;
    place_axes(plan, (Date)chart->x.low, to, highest, chart);
    array_push(&chart->lines, (ChartLine){early, "P10 finish"});
    array_push(&chart->lines, (ChartLine){late, "P90 finish"});
}
