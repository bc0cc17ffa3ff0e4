/*
 * The budget's figures from its lines and ledger entries; formulas: budget.h.
 */
#ifndef STEERCO_ANALYSIS_LEDGER_H
#define STEERCO_ANALYSIS_LEDGER_H

#include "steerco/records/records.h"

/* Fill `results->lines` and `results->budget`. */
void ledger_compute(const Plan *plan, Results *results);

/* An alarm on a line, or null: "over budget" (EAC > current), "80 % used" (exposure ≥ 80 % of current). */
const char *ledger_alarm(const LineFigures *figures);

#endif
