/*
 * What the files of earned value share: the lines that are measured (earned_board.c), and their curve (earned_curve.c).
 */
#ifndef STEERCO_SRC_ANALYSIS_EARNED_PARTS_H
#define STEERCO_SRC_ANALYSIS_EARNED_PARTS_H

#include "steerco/analysis/earned_board.h"
#include "steerco/analysis/worktime.h"

typedef struct Span {
    Instant start, finish;
} Span;

typedef struct Measured {
    const BudgetLine *line;
    Money current;
    Span planned;
} Measured;

typedef struct Measuring {
    ARRAY(Measured) lines;
    Span planned;   /* of all: PV is 0 before and BAC behind it */
    Instant finish; /* the last of their tasks, as it is scheduled or was done */
} Measuring;

/* Find the lines that have a task of the baseline, and fill in what `out` says of the status date but PV, PD and AT. */
void earned_measure(const Plan *plan, const WorkTime *time, Measuring *all, EarnedBoard *out);

/* What part of a task is earned at the status date: basis points. */
int32_t earned_percent(const Plan *plan, const Task *task);

/* Planned value at an instant. */
Money earned_planned_by(const WorkTime *time, const Measuring *all, Instant at);

#endif
