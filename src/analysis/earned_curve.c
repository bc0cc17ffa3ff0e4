/*
 * Planned value, earned value, actual cost and what is expected, day by day.
 */
#include "earned_parts.h"
#include "steerco/analysis/ledger.h"

enum { WHOLE = 10000 }; /* basis points */

bool earned_days(const Plan *plan, Date *from, Date *to)
{
    Measuring all;
    EarnedBoard board;
    WorkTime *time = worktime_new(plan, plan_board(plan)->calendar);
    earned_measure(plan, time, &all, &board);
    bool found = all.planned.start != INSTANT_NONE && all.planned.finish != INSTANT_NONE;
    if (found) {
        Instant last = all.finish == INSTANT_NONE ? all.planned.finish : instant_latest(all.finish, all.planned.finish);
        *from = instant_date(all.planned.start);
        *to = instant_end_date(last);
    }
    earned_board_release(&board);
    array_release(&all.lines);
    worktime_free(time);
    return found;
}

/* The share of an amount that belongs to the working time from the beginning of a span to an instant. */
static Money share(const WorkTime *time, Span span, Instant at, Money amount)
{
    Money part;
    if (at >= span.finish || span.start == INSTANT_NONE)
        return amount;
    int64_t length = worktime_between(time, span.start, span.finish);
    if (at <= span.start || length <= 0)
        return 0;
    return number_scale(amount, worktime_between(time, span.start, at), length, &part) ? part : MONEY_NONE;
}

static Money earned_by(const Plan *plan, const WorkTime *time, const Measured *one, Instant at, Instant status)
{
    const Task *task = plan_find(plan, ENTITY_TASK, one->line->task);
    const TaskDates *dates = plan_task_dates(plan, one->line->task);
    Money earned;
    if (!number_scale(one->current, earned_percent(plan, task), WHOLE, &earned))
        return MONEY_NONE;
    Span span = {task->actual_start, task->actual_finish != INSTANT_NONE ? task->actual_finish : status};
    if (span.start == INSTANT_NONE && dates)
        span.start = dates->start;
    if (at >= status)
        return earned;
    return span.start >= status ? 0 : share(time, span, at, earned);
}

/* What is still to be spent of a line, over what its task has left. */
static Money expected_by(const Plan *plan, const WorkTime *time, const Measured *one, Instant at, Instant status)
{
    const LineFigures *figures = plan_line_figures(plan, one->line->record.id);
    const TaskDates *dates = plan_task_dates(plan, one->line->task);
    if (figures->eac == MONEY_NONE || figures->actual == MONEY_NONE)
        return MONEY_NONE;
    if (!dates || dates->start == INSTANT_NONE)
        return 0;
    Span left = {instant_latest(dates->start, status), instant_latest(dates->finish, status)};
    return at <= status ? 0 : share(time, left, at, figures->eac - figures->actual);
}

static Money actual_until(const Plan *plan, const Measuring *all, Date day)
{
    LedgerFigures figures = {0};
    Money sum = 0;
    ledger_compute_until(plan, day, &figures);
    for (size_t i = 0; i < all->lines.count; i++) {
        uint32_t row = plan_row(plan, ENTITY_BUDGET_LINE, all->lines.items[i].line->record.id);
        sum = money_add(sum, figures.lines[row].actual);
    }
    ledger_figures_release(&figures);
    return sum;
}

static void fill(const Plan *plan, const WorkTime *time, const Measuring *all, Money actual, EarnedDay *day)
{
    Date today = worktime_clamp_day(plan_status_date(plan));
    Instant at = instant_make(day->day + 1, 0), status = instant_make(today + 1, 0);
    day->planned = earned_planned_by(time, all, at);
    day->earned = day->actual = day->expected = MONEY_NONE;
    if (day->day <= today) {
        day->actual = day->day == today ? actual : actual_until(plan, all, day->day);
        day->earned = 0;
    }
    if (day->day >= today)
        day->expected = actual;
    for (size_t i = 0; i < all->lines.count; i++) {
        if (day->day <= today)
            day->earned = money_add(day->earned, earned_by(plan, time, &all->lines.items[i], at, status));
        if (day->day >= today)
            day->expected = money_add(day->expected, expected_by(plan, time, &all->lines.items[i], at, status));
    }
}

void earned_curve(const Plan *plan, EarnedDay *days, size_t count)
{
    Measuring all;
    EarnedBoard board;
    WorkTime *time = worktime_new(plan, plan_board(plan)->calendar);
    earned_measure(plan, time, &all, &board);
    for (size_t i = 0; i < count; i++)
        fill(plan, time, &all, board.input.ac, &days[i]);
    earned_board_release(&board);
    array_release(&all.lines);
    worktime_free(time);
}
