/*
 * From lines, baseline and ledger to what earned value is made of.
 */
#include "steerco/analysis/earned_board.h"

#include <stdlib.h>

#include "earned_parts.h"
#include "steerco/base/fraction.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"

enum { WHOLE = 10000 }; /* basis points */

/* The choices of BudgetLine.curve. */
typedef enum Curve { CURVE_UNIFORM, CURVE_FRONT, CURVE_BACK, CURVE_BELL, CURVE_AT_START, CURVE_AT_FINISH } Curve;

/* What part of a line is planned where part x of its time has passed, 0 < x < 1. */
static Fraction planned_part(Curve curve, Fraction x)
{
    const Fraction one = fraction_of(1), two = fraction_of(2), three = fraction_of(3);
    Fraction square = fraction_multiply(x, x);
    switch (curve) {
    case CURVE_FRONT: /* 1 − (1 − x)² */
        return fraction_multiply(x, fraction_subtract(two, x));
    case CURVE_BACK:
        return square;
    case CURVE_BELL: /* 3x² − 2x³ */
        return fraction_multiply(square, fraction_subtract(three, fraction_multiply(two, x)));
    case CURVE_AT_START:
        return one;
    case CURVE_AT_FINISH:
        return fraction_of(0);
    default:
        return x;
    }
}

static Money planned_by(const WorkTime *time, Curve curve, Span span, Instant at, Money amount)
{
    Money planned;
    if (at >= span.finish)
        return amount;
    int64_t length = worktime_between(time, span.start, span.finish);
    if (at <= span.start || length <= 0)
        return 0;
    Fraction x = fraction_divide(fraction_of(worktime_between(time, span.start, at)), fraction_of(length));
    return fraction_round(planned_part(curve, x), amount, &planned) ? planned : MONEY_NONE;
}

static void widen(Span *span, Instant start, Instant finish)
{
    if (start != INSTANT_NONE && (span->start == INSTANT_NONE || start < span->start))
        span->start = start;
    if (finish != INSTANT_NONE && (span->finish == INSTANT_NONE || finish > span->finish))
        span->finish = finish;
}

static bool is_whole(Span span)
{
    return span.start != INSTANT_NONE && span.finish != INSTANT_NONE;
}

static Span baseline_span(const Plan *plan)
{
    Span span = {INSTANT_NONE, INSTANT_NONE};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        BaselineDates dates = plan_baseline_dates(plan, plan_task(plan, row)->record.id);
        widen(&span, dates.start, dates.finish);
    }
    return span;
}

/* ---- lines with a task of the baseline ---- */

int32_t earned_percent(const Plan *plan, const Task *task)
{
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    if (task->physical_percent != INT32_MIN)
        return task->physical_percent;
    return dates ? dates->percent_complete : 0;
}

static void measure(const Plan *plan, const BudgetLine *line, const Task *task, Measuring *all, EarnedInput *input)
{
    const LineFigures *figures = plan_line_figures(plan, line->record.id);
    const TaskDates *scheduled = plan_task_dates(plan, task->record.id);
    BaselineDates dates = plan_baseline_dates(plan, task->record.id);
    Money earned;
    if (!number_scale(figures->current, earned_percent(plan, task), WHOLE, &earned))
        earned = MONEY_NONE;
    input->bac = money_add(input->bac, figures->current);
    input->ev = money_add(input->ev, earned);
    input->ac = money_add(input->ac, figures->actual);
    input->etc =
        money_add(input->etc, money_add(figures->eac, figures->actual == MONEY_NONE ? MONEY_NONE : -figures->actual));
    widen(&all->planned, dates.start, dates.finish);
    if (scheduled && (all->finish == INSTANT_NONE || scheduled->finish > all->finish))
        all->finish = scheduled->finish;
    Measured measured = {line, figures->current, {dates.start, dates.finish}};
    array_push(&all->lines, measured);
}

Money earned_planned_by(const WorkTime *time, const Measuring *all, Instant at)
{
    Money sum = 0;
    for (size_t i = 0; i < all->lines.count; i++) {
        const Measured *one = &all->lines.items[i];
        sum = money_add(sum, planned_by(time, (Curve)one->line->curve, one->planned, at, one->current));
    }
    return sum;
}

/* The time that has passed ends when all is earned. */
static Date last_day(const Plan *plan, const Measuring *all, const EarnedInput *input)
{
    Date status = worktime_clamp_day(plan_status_date(plan));
    bool done = input->bac != MONEY_NONE && input->bac > 0 && input->ev >= input->bac && all->finish != INSTANT_NONE;
    return done && instant_end_date(all->finish) < status ? instant_end_date(all->finish) : status;
}

/* PV by working day, PD and AT. */
static void spread(const Plan *plan, const WorkTime *time, const Measuring *all, EarnedBoard *out)
{
    ARRAY(Money) planned = {0};
    Date now = last_day(plan, all, &out->input), last = instant_end_date(all->planned.finish);
    for (Date day = instant_date(all->planned.start); day <= last || day <= now; day++) {
        if (!worktime_is_working_day(time, day) && day != last)
            continue;
        if (day <= last)
            array_push(&planned, earned_planned_by(time, all, worktime_day_end(time, day)));
        out->input.now += day <= now;
    }
    out->days = planned.items; /* released as an array's */
    out->input.planned = planned.items;
    out->input.duration = planned.count;
}

/* ---- and without ---- */

static void add_effort(const Plan *plan, const WorkTime *time, const BudgetLine *line, Span project, EarnedBoard *out)
{
    const LineFigures *figures = plan_line_figures(plan, line->record.id);
    Instant at = instant_make(plan_status_date(plan) + 1, 0);
    Span span = project;
    if (line->from != DATE_NONE)
        span.start = worktime_day_begin(time, worktime_clamp_day(line->from));
    if (line->to != DATE_NONE)
        span.finish = worktime_day_end(time, worktime_clamp_day(line->to));
    out->effort_lines++;
    out->effort_bac = money_add(out->effort_bac, figures->current);
    out->effort_actual = money_add(out->effort_actual, figures->actual);
    out->effort_planned =
        money_add(out->effort_planned,
                  is_whole(span) ? planned_by(time, (Curve)line->curve, span, at, figures->current) : MONEY_NONE);
}

void earned_measure(const Plan *plan, const WorkTime *time, Measuring *all, EarnedBoard *out)
{
    const Span project = baseline_span(plan);
    *all = (Measuring){.planned = {INSTANT_NONE, INSTANT_NONE}, .finish = INSTANT_NONE};
    *out = (EarnedBoard){.input = {.ev_before = MONEY_NONE, .ac_before = MONEY_NONE}};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++) {
        const BudgetLine *line = plan_budget_line(plan, row);
        const Task *task = line->task ? plan_find(plan, ENTITY_TASK, line->task) : NULL;
        if (budget_line_is_reserve(line) || !plan_line_figures(plan, line->record.id))
            continue;
        if (!task)
            add_effort(plan, time, line, project, out);
        else if (plan_baseline_dates(plan, task->record.id).start == INSTANT_NONE)
            array_push(&out->not_measured, line->record.id);
        else
            measure(plan, line, task, all, &out->input);
    }
}

void earned_board(const Plan *plan, EarnedBoard *out)
{
    Measuring all;
    WorkTime *time = worktime_new(plan, plan_board(plan)->calendar);
    earned_measure(plan, time, &all, out);
    if (is_whole(all.planned))
        spread(plan, time, &all, out);
    else
        out->input.bac = MONEY_NONE;
    array_release(&all.lines);
    worktime_free(time);
}

void earned_board_release(EarnedBoard *board)
{
    free(board->days);
    array_release(&board->not_measured);
    *board = (EarnedBoard){0};
}

/* ---- in words ---- */

static void add_padded(const char *text, int width, bool right, Buffer *out)
{
    int blanks = width - text_width(text);
    if (right)
        buffer_add_repeat(out, " ", blanks);
    buffer_add(out, text);
    if (!right)
        buffer_add_repeat(out, " ", blanks);
}

void earned_word_value(const Plan *plan, EarnedUnit unit, int64_t value, Buffer *out)
{
    if (value == NUMBER_NONE) {
        buffer_add(out, "—");
    } else if (unit == EARNED_MONEY) {
        money_format_grouped(value, currency_digits(plan_board(plan)->currency), false, out);
    } else if (unit == EARNED_PERCENT) {
        number_format(value, 2, false, out);
        buffer_add(out, " %");
    } else if (unit == EARNED_TIME) {
        number_format(value, 4, true, out);
        buffer_add(out, " d");
    } else {
        number_format(value, 4, false, out);
    }
}

/* One that fits 76 columns, as the text lies in a window of 80. */
static void add_line(const char *title, const char *value, const char *words, Buffer *out)
{
    enum { TITLES = 24, VALUES = 13 };
    add_padded(title, TITLES, false, out);
    add_padded(value, VALUES, true, out);
    buffer_format(out, "  %s\n", words);
}

static void add_amount(const Plan *plan, const char *title, Money amount, const char *words, Buffer *out)
{
    Buffer value = {0};
    earned_word_value(plan, EARNED_MONEY, amount, &value);
    add_line(title, buffer_text(&value), words, out);
    buffer_release(&value);
}

/* The figure with its formula, and below it what that means, or why there is none. */
static void add_figure(const Plan *plan, const EarnedInput *input, EarnedFigure figure, Buffer *out)
{
    const EarnedRow *row = &earned_rows[figure];
    EarnedValue found = earned_value(input, figure);
    Buffer value = {0};
    earned_word_value(plan, row->unit, found.value, &value);
    add_line(row->title, buffer_text(&value), row->formula, out);
    buffer_format(out, "  %s%s\n", figure == earned_headline(input) ? "the headline: " : "",
                  found.why ? found.why : row->assumption);
    buffer_release(&value);
}

static void add_heading(const Plan *plan, const EarnedBoard *board, Buffer *out)
{
    buffer_add(out, "Earned value at ");
    date_format(plan_status_date(plan), out);
    if (board->input.duration == 0) {
        buffer_format(out, ": %s\n\n",
                      baseline_current(plan) ? "no budget line has a task that is in the baseline"
                                             : "there is no baseline to measure against");
        return;
    }
    buffer_add(out, " against “");
    plan_label(plan, &baseline_entity, baseline_current(plan), out);
    buffer_format(out, "”, in working days: AT %zu of PD %zu\n\n", board->input.now, board->input.duration);
}

static void add_effort_words(const Plan *plan, const EarnedBoard *board, Buffer *out)
{
    if (board->effort_lines == 0)
        return;
    buffer_format(out, "\nLevel of effort: %zu %s without a task, not in the figures above\n", board->effort_lines,
                  board->effort_lines == 1 ? "line" : "lines");
    add_amount(plan, "BAC", board->effort_bac, "current budget of these lines", out);
    add_amount(plan, "PV = EV", board->effort_planned, "planned, and earned as planned", out);
    add_amount(plan, "AC", board->effort_actual, "spent on these lines", out);
}

static void add_not_measured(const Plan *plan, const EarnedBoard *board, Buffer *out)
{
    if (board->not_measured.count > 0)
        buffer_add(out, "\nNot measured: the task is not in the baseline\n");
    for (size_t i = 0; i < board->not_measured.count; i++) {
        buffer_add(out, "  ");
        entity_code(&budget_line_entity, board->not_measured.items[i], out);
        buffer_add(out, " ");
        plan_label(plan, &budget_line_entity, board->not_measured.items[i], out);
        buffer_add(out, "\n");
    }
}

void earned_word_board(const Plan *plan, Buffer *out)
{
    EarnedBoard board;
    earned_board(plan, &board);
    add_heading(plan, &board, out);
    add_amount(plan, "BAC", board.input.bac, "budget of the lines with a task", out);
    add_amount(plan, "PV", earned_planned(&board.input), "planned until now", out);
    add_amount(plan, "EV", board.input.ev, "earned until now", out);
    add_amount(plan, "AC", board.input.ac, "spent: invoices and open receipts", out);
    for (int figure = 0; figure < EARNED_FIGURES; figure++) {
        if (figure == EARNED_CV || figure == EARNED_EAC_FORECAST || figure == EARNED_ES)
            buffer_add(out, "\n");
        add_figure(plan, &board.input, (EarnedFigure)figure, out);
    }
    add_effort_words(plan, &board, out);
    add_not_measured(plan, &board, out);
    earned_board_release(&board);
}
