/*
 * Netting an order: sums by line first, then what the order as a whole corrects.
 */
#include "steerco/analysis/money/commitments.h"

#include "steerco/base/text.h"

bool cutoff_admits(Cutoff cutoff, const CostEntry *entry)
{
    /* What is only tried bears a number below 0, the newest the lowest: it comes after all that were given. */
    uint64_t number = entry->record.id > 0 ? (uint64_t)entry->record.id : UINT64_MAX / 2 - (uint64_t)entry->record.id;
    uint64_t before = cutoff.before > 0 ? (uint64_t)cutoff.before : UINT64_MAX / 2 - (uint64_t)cutoff.before;
    if (entry->booked_on != cutoff.on)
        return entry->booked_on < cutoff.on;
    return cutoff.before == INT64_MAX || number < before;
}

int64_t line_budget_rate(const Plan *plan, const BudgetLine *line, const char *currency)
{
    bool same = line && !currency_is_own(plan, currency) && text_equal(line->currency, currency);
    return same ? line->rate : currency_rate_budget(plan, currency);
}

static Money minus(Money amount)
{
    return amount == MONEY_NONE ? MONEY_NONE : -amount;
}

static Money larger(Money a, Money b)
{
    return a == MONEY_NONE || b == MONEY_NONE ? MONEY_NONE : a > b ? a : b;
}

static Money at_rate(const Plan *plan, const char *currency, Money amount, int64_t rate)
{
    if (currency_is_own(plan, currency))
        return amount;
    return money_convert(amount, currency_digits(currency), rate, plan_currency_digits(plan));
}

static OrderShare *share_of(OrderShares *shares, const Plan *plan, const Order *order, uint32_t line)
{
    size_t at = 0;
    while (at < shares->items.count && shares->items.items[at].line < line)
        at++;
    if (at == shares->items.count || shares->items.items[at].line != line) {
        const BudgetLine *known = line < plan_count(plan, ENTITY_BUDGET_LINE) ? plan_budget_line(plan, line) : NULL;
        OrderShare fresh = {.line = line, .budget_rate = line_budget_rate(plan, known, order->currency)};
        array_insert(&shares->items, at, fresh);
    }
    return &shares->items.items[at];
}

/* An invoice, or with sign −1 a credit: what it differs by from the budget rate. */
static void add_exchange(const Plan *plan, const CostEntry *entry, Money base, int sign, OrderShare *share)
{
    Money planned = at_rate(plan, entry->currency, entry->amount, share->budget_rate);
    if (planned != MONEY_NONE && base != MONEY_NONE)
        share->invoiced_exchange = money_add(share->invoiced_exchange, sign * (base - planned));
}

static void take(const Plan *plan, const CostEntry *entry, OrderShare *share, OrderFigures *figures)
{
    Money base = cost_entry_base(plan, entry);
    switch ((CostKind)entry->kind) {
    case COST_COMMIT:
    case COST_COMMIT_ADJ:
        share->ordered = money_add(share->ordered, entry->amount);
        share->ordered_base = money_add(share->ordered_base, base);
        break;
    case COST_RECEIPT:
        share->received = money_add(share->received, entry->amount);
        share->received_base = money_add(share->received_base, base);
        break;
    case COST_ACTUAL:
        share->invoiced = money_add(share->invoiced, entry->amount);
        share->invoiced_base = money_add(share->invoiced_base, base);
        add_exchange(plan, entry, base, 1, share);
        break;
    case COST_CREDIT:
        figures->credited = money_add(figures->credited, entry->amount);
        share->credited_base = money_add(share->credited_base, base);
        add_exchange(plan, entry, base, -1, share);
        break;
    case COST_PAYMENT:
        figures->paid = money_add(figures->paid, entry->amount);
        break;
    default: /* belongs to no order */
        break;
    }
}

/* What is received on one line and invoiced on another was used once. */
static void settle_used(OrderShares *shares)
{
    OrderFigures *figures = &shares->figures;
    Money used = 0;
    for (size_t i = 0; i < shares->items.count; i++) {
        OrderShare *share = &shares->items.items[i];
        share->used = larger(share->received, share->invoiced);
        used = money_add(used, share->used);
    }
    Money excess = money_add(used, minus(larger(figures->received, figures->invoiced)));
    for (size_t i = 0; i < shares->items.count && excess > 0; i++) {
        OrderShare *share = &shares->items.items[i];
        Money accrued = share->used - share->invoiced, off = accrued < excess ? accrued : excess;
        share->used -= off;
        excess -= off;
    }
}

/* What is used beyond the commitments of one line was ordered on another. */
static void settle_open(OrderShares *shares, bool closed)
{
    OrderFigures *figures = &shares->figures;
    Money used = larger(figures->received, figures->invoiced), open = 0;
    figures->open = closed ? 0 : larger(0, money_add(figures->ordered, minus(used)));
    for (size_t i = 0; i < shares->items.count; i++) {
        OrderShare *share = &shares->items.items[i];
        share->open = closed ? 0 : larger(0, money_add(share->ordered, minus(share->used)));
        open = money_add(open, share->open);
    }
    Money excess = money_add(open, minus(figures->open));
    for (size_t i = 0; i < shares->items.count && excess > 0; i++) {
        OrderShare *share = &shares->items.items[i];
        Money off = share->open < excess ? share->open : excess;
        share->open -= off;
        excess -= off;
    }
}

/* A part of what commitments or receipts come to, at their average rate. */
static Money part_of(Money part, Money whole, Money whole_base)
{
    Money out;
    if (part == 0 || part == MONEY_NONE || whole_base == MONEY_NONE)
        return part;
    return number_scale(whole_base, part, whole, &out) ? out : MONEY_NONE;
}

void order_share_out(const Plan *plan, const Order *order, const uint32_t *rows, size_t count, Cutoff cutoff,
                     OrderShares *out)
{
    out->items.count = 0;
    out->figures = (OrderFigures){0};
    for (size_t i = 0; i < count; i++) {
        const CostEntry *entry = plan_cost_entry(plan, rows[i]);
        uint32_t line = plan_row(plan, ENTITY_BUDGET_LINE, entry->line);
        if (entry->amount != MONEY_NONE && cutoff_admits(cutoff, entry))
            take(plan, entry, share_of(out, plan, order, line), &out->figures);
    }
    for (size_t i = 0; i < out->items.count; i++) {
        const OrderShare *share = &out->items.items[i];
        out->figures.ordered = money_add(out->figures.ordered, share->ordered);
        out->figures.received = money_add(out->figures.received, share->received);
        out->figures.invoiced = money_add(out->figures.invoiced, share->invoiced);
    }
    settle_used(out);
    settle_open(out, order->closed_on != DATE_NONE && order->closed_on <= cutoff.on);
    for (size_t i = 0; i < out->items.count; i++) {
        OrderShare *share = &out->items.items[i];
        Money accrued = money_add(share->used, minus(share->invoiced));
        share->open_base = part_of(share->open, share->ordered, share->ordered_base);
        share->actual_base = money_add(share->invoiced_base, part_of(accrued, share->received, share->received_base));
        share->actual_base = money_add(share->actual_base, minus(share->credited_base));
    }
}

Money order_share_exchange(const Plan *plan, const Order *order, const OrderShare *share)
{
    Money accrued = money_add(share->used, minus(share->invoiced));
    Money base = part_of(accrued, share->received, share->received_base);
    Money planned = at_rate(plan, order->currency, accrued, share->budget_rate);
    if (planned == MONEY_NONE || base == MONEY_NONE)
        return share->invoiced_exchange;
    return money_add(share->invoiced_exchange, base - planned);
}
