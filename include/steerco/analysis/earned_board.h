/*
 * Earned value of a board at its status date, against the baseline that it compares with.
 *
 * Measured are the budget lines, without reserves, that pay for a task of the baseline: the line's current budget is
 * planned by its curve between the baseline's start and finish of that task, in working time of the project calendar,
 * and earned by the task's per cent complete: the physical one where somebody measured it, else the reported one. A
 * line without a task is level of effort, which is earned as it was planned: it is told apart, as it would hide delays.
 *
 * Periods are working days of the project calendar, from the day on which the first measured task was to begin to the
 * last on which one was to end: PD. What has passed, AT, ends with the last of these tasks when all is earned.
 */
#ifndef STEERCO_ANALYSIS_EARNED_BOARD_H
#define STEERCO_ANALYSIS_EARNED_BOARD_H

#include "steerco/analysis/money/earned.h"
#include "steerco/records/records.h"

typedef struct EarnedBoard {
    EarnedInput input; /* of the lines that are measured; its planned[] are `days` below */
    Money *days;
    Money effort_bac, effort_planned, effort_actual;
    size_t effort_lines;
    Ids not_measured; /* lines whose task is not in the baseline */
} EarnedBoard;

/* plan->results are up to date. Release it in any case. */
void earned_board(const Plan *plan, EarnedBoard *out);
void earned_board_release(EarnedBoard *board);

/*
 * The same three at the end of a day, for a curve.
 *
 *     planned   as above, and the whole of it behind the plan's end
 *     earned    what is earned at the status date, spread evenly over the working time from the start of the task to
 *               its actual finish, else to the status date: what was reported in between is not kept. Later: undefined
 *     actual    what counts by that booking date; later than the status date: undefined
 *     expected  from the status date on: what is spent, and what is still to be spent of each line spread over the
 *               working time that its task has left; at the last finish it is the estimate at completion by the
 *               forecasts of the cost log. Before: undefined
 */
typedef struct EarnedDay {
    Date day;
    Money planned, earned, actual, expected;
} EarnedDay;

/* The days from which to which there is something to tell; false when nothing is measured. */
bool earned_days(const Plan *plan, Date *from, Date *to);

/* Fill in the amounts of some days in ascending order. Each costs a pass over the cost log. */
void earned_curve(const Plan *plan, EarnedDay *days, size_t count);

/* Add a figure as people read it: "1.04", "12,346", "—". */
void earned_word_value(const Plan *plan, EarnedUnit unit, int64_t value, Buffer *out);

/* All of it as lines of text, a figure each, with its formula and what it assumes, or why it has no value. */
void earned_word_board(const Plan *plan, Buffer *out);

#endif
