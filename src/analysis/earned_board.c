/*
 * From lines, baseline and ledger to what earned value is made of.
 */
#include "steerco/analysis/earned_board.h"

#include <stdlib.h>

#include "steerco/analysis/worktime.h"
#include "steerco/base/fraction.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"

enum { WHOLE = 10000 }; /* basis points */

/* The choices of BudgetLine.curve. */
typedef enum Curve { CURVE_UNIFORM, CURVE_FRONT, CURVE_BACK, CURVE_BELL, CURVE_AT_START, CURVE_AT_FINISH } Curve;

typedef struct Span {
    Instant start, finish;
} Span;

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

static Span baseline_span(const Plan *plan)
{
    Span span = {INSTANT_NONE, INSTANT_NONE};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        BaselineDates dates = plan_baseline_dates(plan, plan_task(plan, row)->record.id);
        if (dates.start != INSTANT_NONE && (span.start == INSTANT_NONE || dates.start < span.start))
            span.start = dates.start;
        if (dates.finish != INSTANT_NONE && (span.finish == INSTANT_NONE || dates.finish > span.finish))
            span.finish = dates.finish;
    }
    return span;
}

/* The end of each working day from the baseline's start to the later of its finish and the status date. */
typedef struct Days {
    ARRAY(Instant) ends;
    size_t planned, passed; /* PD, AT */
} Days;

static void count_days(const Plan *plan, const WorkTime *time, Span span, Days *out)
{
    if (span.start == INSTANT_NONE || span.finish == INSTANT_NONE)
        return;
    Date status = worktime_clamp_day(plan_status_date(plan)), last = instant_end_date(span.finish);
    for (Date day = instant_date(span.start); day <= last || day <= status; day++) {
        if (!worktime_is_working_day(time, day) && day != last)
            continue;
        if (day <= last)
            array_push(&out->ends, worktime_day_end(time, day));
        out->planned += day <= last;
        out->passed += day <= status;
    }
}

static int32_t earned_percent(const Plan *plan, const Task *task)
{
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    if (task->physical_percent != INT32_MIN)
        return task->physical_percent;
    return dates ? dates->percent_complete : 0;
}

static void add_measured(const Plan *plan, const WorkTime *time, const BudgetLine *line, const Task *task,
                         const Days *days, EarnedBoard *out)
{
    const LineFigures *figures = plan_line_figures(plan, line->record.id);
    BaselineDates dates = plan_baseline_dates(plan, task->record.id);
    EarnedInput *input = &out->input;
    Money earned = MONEY_NONE;
    if (!number_scale(figures->current, earned_percent(plan, task), WHOLE, &earned))
        earned = MONEY_NONE;
    input->bac = money_add(input->bac, figures->current);
    input->ev = money_add(input->ev, earned);
    input->ac = money_add(input->ac, figures->actual);
    input->etc =
        money_add(input->etc, money_add(figures->eac, figures->actual == MONEY_NONE ? MONEY_NONE : -figures->actual));
    for (size_t day = 0; day < days->planned; day++)
        out->days[day] =
            money_add(out->days[day], planned_by(time, (Curve)line->curve, (Span){dates.start, dates.finish},
                                                 days->ends.items[day], figures->current));
}

static void add_effort(const Plan *plan, const WorkTime *time, const BudgetLine *line, Span project, EarnedBoard *out)
{
    const LineFigures *figures = plan_line_figures(plan, line->record.id);
    Instant at = instant_make(plan_status_date(plan) + 1, 0);
    Span span = project;
    if (line->from != DATE_NONE)
        span.start = worktime_day_begin(time, worktime_clamp_day(line->from));
    if (line->to != DATE_NONE)
        span.finish = worktime_day_end(time, worktime_clamp_day(line->to));
    bool dated = span.start != INSTANT_NONE && span.finish != INSTANT_NONE;
    out->effort_lines++;
    out->effort_bac = money_add(out->effort_bac, figures->current);
    out->effort_actual = money_add(out->effort_actual, figures->actual);
    out->effort_planned = money_add(
        out->effort_planned, dated ? planned_by(time, (Curve)line->curve, span, at, figures->current) : MONEY_NONE);
}

void earned_board(const Plan *plan, EarnedBoard *out)
{
    Days days = {0};
    Span span = baseline_span(plan);
    WorkTime *time = worktime_new(plan, plan_board(plan)->calendar);
    *out = (EarnedBoard){.start = span.start, .finish = span.finish};
    count_days(plan, time, span, &days);
    out->days = memory_new(days.planned, sizeof *out->days);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++) {
        const BudgetLine *line = plan_budget_line(plan, row);
        const Task *task = line->task ? plan_find(plan, ENTITY_TASK, line->task) : NULL;
        if (budget_line_is_reserve(line) || !plan_line_figures(plan, line->record.id))
            continue;
        if (!task)
            add_effort(plan, time, line, span, out);
        else if (plan_baseline_dates(plan, task->record.id).start == INSTANT_NONE)
            array_push(&out->not_measured, line->record.id);
        else
            add_measured(plan, time, line, task, &days, out);
    }
    EarnedInput *input = &out->input;
    input->planned = out->days;
    input->duration = days.planned;
    input->now = days.passed;
    input->ev_before = input->ac_before = MONEY_NONE;
    if (days.planned == 0)
        input->bac = MONEY_NONE;
    array_release(&days.ends);
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

static void word_value(const Plan *plan, EarnedUnit unit, int64_t value, Buffer *out)
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

static void add_line(const char *title, const char *value, const char *words, Buffer *out)
{
    enum { TITLES = 26, VALUES = 16 };
    add_padded(title, TITLES, false, out);
    add_padded(value, VALUES, true, out);
    buffer_format(out, "  %s\n", words);
}

static void add_amount(const Plan *plan, const char *title, Money amount, const char *words, Buffer *out)
{
    Buffer value = {0};
    word_value(plan, EARNED_MONEY, amount, &value);
    add_line(title, buffer_text(&value), words, out);
    buffer_release(&value);
}

static void add_figure(const Plan *plan, const EarnedInput *input, EarnedFigure figure, Buffer *out)
{
    const EarnedRow *row = &earned_rows[figure];
    EarnedValue found = earned_value(input, figure);
    Buffer value = {0}, words = {0};
    word_value(plan, row->unit, found.value, &value);
    buffer_format(&words, "%s%s: %s", figure == earned_headline(input) ? "(heads the others) " : "", row->formula,
                  found.why ? found.why : row->assumption);
    add_line(row->title, buffer_text(&value), buffer_text(&words), out);
    buffer_release(&value);
    buffer_release(&words);
}

static void add_heading(const Plan *plan, const EarnedBoard *board, Buffer *out)
{
    buffer_add(out, "Earned value at ");
    date_format(plan_status_date(plan), out);
    if (board->start == INSTANT_NONE) {
        buffer_add(out, ": there is no baseline to measure against\n\n");
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
    add_amount(plan, "PV = EV", board->effort_planned, "planned until now, and earned as planned", out);
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
    add_amount(plan, "BAC", board.input.bac, "current budget of the lines with a task, without reserves", out);
    add_amount(plan, "PV", earned_planned(&board.input), "planned until now", out);
    add_amount(plan, "EV", board.input.ev, "earned until now", out);
    add_amount(plan, "AC", board.input.ac, "spent until now, invoices and receipts", out);
    for (int figure = 0; figure < EARNED_FIGURES; figure++)
        add_figure(plan, &board.input, (EarnedFigure)figure, out);
    add_effort_words(plan, &board, out);
    add_not_measured(plan, &board, out);
    earned_board_release(&board);
}
