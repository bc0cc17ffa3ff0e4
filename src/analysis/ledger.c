/*
 * The cost log: sums the entries of each budget line by kind, then reads the figures off the sums. The total is the sum
 * of the lines' figures, and of the figures of a line without budget that takes the entries booked on none.
 */
#include "steerco/analysis/ledger.h"

#include "steerco/base/array.h"
#include "steerco/records/records.h"

/* What the entries of one line come to. */
typedef struct Sums {
    Money budget, committed, used_up, actual, forecast;
    Date forecast_on;
    Id forecast_id;
} Sums;

static Money minus(Money amount)
{
    return amount == MONEY_NONE ? MONEY_NONE : -amount;
}

static Money not_below_zero(Money amount)
{
    return amount == MONEY_NONE || amount > 0 ? amount : 0;
}

/* The forecast that counts is the one booked last. One that was reversed never does; nor does its reversal. */
static void take_forecast(Sums *sums, const CostEntry *entry, const IdMap *reversed)
{
    bool newer = entry->booked_on != sums->forecast_on ? entry->booked_on > sums->forecast_on
                                                       : entry->record.id > sums->forecast_id;
    if (entry->reverses != 0 || idmap_get(reversed, entry->record.id, 0) || (sums->forecast_id != 0 && !newer))
        return;
    sums->forecast = entry->amount;
    sums->forecast_on = entry->booked_on;
    sums->forecast_id = entry->record.id;
}

static void take_entry(Sums *sums, const CostEntry *entry, const IdMap *reversed)
{
    switch ((CostKind)entry->kind) {
    case COST_BUDGET:
    case COST_CHANGE:
    case COST_TRANSFER:
        sums->budget = money_add(sums->budget, entry->amount);
        break;
    case COST_COMMIT:
    case COST_COMMIT_ADJ:
        sums->committed = money_add(sums->committed, entry->amount);
        break;
    case COST_RECEIPT:
    case COST_ACTUAL:
        sums->actual = money_add(sums->actual, entry->amount);
        if (entry->committed)
            sums->used_up = money_add(sums->used_up, entry->amount);
        break;
    case COST_CREDIT:
        sums->actual = money_add(sums->actual, minus(entry->amount));
        break;
    case COST_FORECAST:
        take_forecast(sums, entry, reversed);
        break;
    case COST_PAYMENT: /* cash, not cost */
    case COST_CTG_DRAW:
    case COST_MR_DRAW:
        break;
    }
}

static LineFigures figures_of(const Sums *sums, Money original)
{
    LineFigures figures = {
        .current = money_add(original, sums->budget),
        .open = not_below_zero(money_add(sums->committed, minus(sums->used_up))),
        .actual = sums->actual,
    };
    figures.exposure = money_add(figures.actual, figures.open);
    figures.available = money_add(figures.current, minus(figures.exposure));
    figures.etc = sums->forecast_id != 0 ? sums->forecast : not_below_zero(figures.available);
    figures.eac = money_add(figures.exposure, figures.etc);
    figures.vac = money_add(figures.current, minus(figures.eac));
    return figures;
}

static void add_figures(LineFigures *total, const LineFigures *figures)
{
    total->current = money_add(total->current, figures->current);
    total->open = money_add(total->open, figures->open);
    total->actual = money_add(total->actual, figures->actual);
    total->exposure = money_add(total->exposure, figures->exposure);
    total->available = money_add(total->available, figures->available);
    total->etc = money_add(total->etc, figures->etc);
    total->eac = money_add(total->eac, figures->eac);
    total->vac = money_add(total->vac, figures->vac);
}

static void find_reversed(const Plan *plan, IdMap *reversed)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++)
        if (plan_cost_entry(plan, row)->reverses != 0)
            idmap_put(reversed, plan_cost_entry(plan, row)->reverses, true);
}

void ledger_compute(const Plan *plan, Results *results)
{
    IdMap reversed = {0};
    find_reversed(plan, &reversed);
    uint32_t count = plan_count(plan, ENTITY_BUDGET_LINE);
    Sums *sums = memory_new((size_t)count + 1, sizeof *sums); /* the last: of no line */
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(plan, row);
        uint32_t line = plan_row(plan, ENTITY_BUDGET_LINE, entry->line);
        if (entry->amount != MONEY_NONE)
            take_entry(&sums[line == ROW_NONE ? count : line], entry, &reversed);
    }
    if (results->line_capacity < count) {
        results->line_capacity = array_grown_capacity(results->line_capacity, count);
        results->lines = memory_resize(results->lines, results->line_capacity, sizeof *results->lines);
    }
    results->budget = figures_of(&sums[count], 0);
    for (uint32_t row = 0; row < count; row++) {
        Money amount = budget_line_amount(plan_budget_line(plan, row));
        results->lines[row] = figures_of(&sums[row], amount == MONEY_NONE ? 0 : amount);
        add_figures(&results->budget, &results->lines[row]);
    }
    free(sums);
    idmap_release(&reversed);
}

const char *ledger_alarm(const LineFigures *figures)
{
    Money threshold;
    if (figures->current == MONEY_NONE || figures->eac == MONEY_NONE || figures->exposure == MONEY_NONE)
        return NULL;
    if (figures->eac > figures->current)
        return "over budget";
    if (figures->exposure > 0 && number_scale(figures->current, 8, 10, &threshold) && figures->exposure >= threshold)
        return "80 % used";
    return NULL;
}
