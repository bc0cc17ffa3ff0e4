/*
 * The budget's figures from its lines, orders and the entries of the cost log.
 *
 * What counts: entries booked on or before the status date. Later ones are shown, not counted; so is an order closed
 * later open. Amounts are in the board's currency, each at the rate of its record. Per line:
 *
 *     original  = amount of the line + Σ BUDGET
 *     current   = original + changes (Σ CHANGE) + transfers + draws
 *     committed = Σ COMMIT + Σ COMMIT_ADJ
 *     open      = what of it is to come, order by order: see money/commitments.h
 *     actual    = invoices, receipts not yet invoiced, less credits (accrual basis; PAYMENT is cash, no cost)
 *     exposure  = actual + open;  available = current − exposure
 *     ETC       = max(0, forecast − (exposure − exposure when it was made)), of the newest FORECAST; without one
 *                 max(0, available). The exposure then counts the entries of earlier booking days and, of the
 *                 forecast's own day, those with a lower number
 *     EAC       = exposure + ETC;  VAC = current − EAC
 *     exchange  = actual − actual at the budget rates: of the line in its currency, else the budget rate of the board
 *
 * Transfers and draws move money from one line to another and sum to zero: see money/deeds.h.
 *
 * Three totals: the project budget is the sum of all lines; the cost baseline is that without the management reserve;
 * the budget at completion (BAC), what earned value is measured against, is that without contingency too. What is
 * booked on no line is in each of them.
 */
#ifndef STEERCO_ANALYSIS_LEDGER_H
#define STEERCO_ANALYSIS_LEDGER_H

#include "steerco/records/records.h"

/* Fill everything in `results` but the generation. What plan_ledger() calls. */
void ledger_compute(const Plan *plan, LedgerFigures *results);

/* … of what is booked until a day, be it the status date or not. At first `results` is {0}. */
void ledger_compute_until(const Plan *plan, Date until, LedgerFigures *results);

/* *sum += sign × figures, figure by figure; what is undefined makes the sum undefined. */
void figures_add(LineFigures *sum, const LineFigures *figures, int sign);

/* An alarm on a line, or null: "over budget" (EAC > current), "80 % used" (exposure ≥ 80 % of current). */
const char *ledger_alarm(const LineFigures *figures);

/* Add a line for each transfer and draw that moves nothing, with what to do. */
void ledger_word_adrift(const Plan *plan, Buffer *out);

#endif
