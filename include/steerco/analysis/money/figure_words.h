/*
 * A figure of the budget in words: its formula with its values, the formulas of its parts below it, and the entries
 * behind them.
 *
 *     EAC of “Travel”: 18,430.00 EUR
 *     EAC = exposure 14,530.00 + ETC 3,900.00
 *     …
 */
#ifndef STEERCO_ANALYSIS_MONEY_FIGURE_WORDS_H
#define STEERCO_ANALYSIS_MONEY_FIGURE_WORDS_H

#include "steerco/records/records.h"

/* What the figure is of. `line` = null asks for what is booked on no line. */
typedef struct FigureScope {
    const LineFigures *figures;
    const char *name;
    bool (*holds)(const Plan *plan, const BudgetLine *line, int64_t context);
    int64_t context;
} FigureScope;

/* `field` is a computed field of a budget line ("eac"), or "amount" for the original budget. */
void figure_explain(const Plan *plan, const FigureScope *scope, const char *field, Buffer *out);

#endif
