/*
 * What was ordered, what came of it, and what is still to come, order by order.
 *
 * Amounts are netted in the currency of the order. Of an order, on each line that its entries name:
 *
 *     used   = the larger of received (Σ RECEIPT) and invoiced (Σ ACTUAL): a receipt and its invoice do not count twice
 *     open   = ordered (Σ COMMIT + Σ COMMIT_ADJ) − used, not below 0; 0 when the order is closed
 *     actual = invoices, and receipts that are not invoiced yet, less credits (Σ CREDIT)
 *
 * The order as a whole has the last word: where a receipt lies on one line and its invoice on another, or an invoice on
 * a line that the order does not name, what is too much is taken off the lines that have it, in the order of their
 * numbers. So the lines' parts sum to the order's.
 *
 * In the board's currency what is open is worth the average rate of the commitments, what is received and not invoiced
 * that of the receipts; invoices and credits each their own.
 */
#ifndef STEERCO_ANALYSIS_MONEY_COMMITMENTS_H
#define STEERCO_ANALYSIS_MONEY_COMMITMENTS_H

#include "steerco/records/records.h"

/* Up to where entries count: those of earlier booking days and, of that day, those with a lower number. */
typedef struct Cutoff {
    Date on;
    Id before; /* INT64_MAX: all of the day */
} Cutoff;

bool cutoff_admits(Cutoff cutoff, const CostEntry *entry);

/* What an order comes to on one line. In the currency of the order: */
typedef struct OrderShare {
    uint32_t line; /* row; that of the entries on no line comes last */
    Money ordered, received, invoiced, used, open;
    /* … and in the board's: */
    Money ordered_base, received_base, invoiced_base, credited_base;
    Money open_base, actual_base;
    Money invoiced_exchange; /* invoices less credits at their rates − the same at the budget rate */
    int64_t budget_rate;     /* of the order's currency on this line; undefined when nobody said */
} OrderShare;

typedef struct OrderShares {
    ARRAY(OrderShare) items; /* ascending by line */
    OrderFigures figures;    /* of the whole order */
} OrderShares;

/*
 * The shares of an order by the cost entries at `rows`, which are all of it and may be in any order. `out` is emptied
 * first; release its items.
 */
void order_share_out(const Plan *plan, const Order *order, const uint32_t *rows, size_t count, Cutoff cutoff,
                     OrderShares *out);

/* The exchange variance of a share: of invoices and credits, and of what is received and not invoiced. */
Money order_share_exchange(const Plan *plan, const Order *order, const OrderShare *share);

/* The rate that amounts of this currency had in the budget of a line (null = no line). NUMBER_NONE = nobody said. */
int64_t line_budget_rate(const Plan *plan, const BudgetLine *line, const char *currency);

#endif
