/*
 * The cost log: sums the entries of each budget line by kind, adds what orders come to on it, then reads the figures
 * off the sums. Totals are sums of the lines' figures, and of the figures of a line without budget that takes the
 * entries booked on none.
 */
#include "steerco/analysis/ledger.h"

#include "steerco/analysis/money/commitments.h"
#include "steerco/analysis/money/deeds.h"
#include "steerco/base/array.h"
#include "steerco/records/records.h"

/* What the entries of one line come to, in the board's currency. */
typedef struct Sums {
    Money original, changes, transfers, draws;
    Money committed, used; /* without an order: old books net them by line */
    Money ordered, open;   /* of orders */
    Money actual, exchange, forecast;
    uint32_t forecast_row; /* of the entry that counts; ROW_NONE */
} Sums;

typedef struct Ledger {
    const Plan *plan;
    const uint8_t *states;
    Cutoff cutoff;      /* the status date */
    uint32_t lines;     /* rows of lines; the row `lines` takes what is on none */
    Sums *sums;         /* by line row, and one more */
    Adjacency by_line;  /* line row → rows of its entries */
    Adjacency by_order; /* order row → rows of its entries */
    IdMap reversed;     /* entries that are taken back */
    OrderShares shares; /* for whoever shares out next */
} Ledger;

static Money minus(Money amount)
{
    return amount == MONEY_NONE ? MONEY_NONE : -amount;
}

static Money not_below_zero(Money amount)
{
    return amount == MONEY_NONE || amount > 0 ? amount : 0;
}

static uint32_t line_row(const Ledger *ledger, Id line)
{
    uint32_t row = plan_row(ledger->plan, ENTITY_BUDGET_LINE, line);
    return row == ROW_NONE ? ledger->lines : row;
}

static const BudgetLine *line_at(const Ledger *ledger, uint32_t row)
{
    return row < ledger->lines ? plan_budget_line(ledger->plan, row) : NULL;
}

static uint32_t order_row(const Ledger *ledger, const CostEntry *entry)
{
    return entry->order ? plan_row(ledger->plan, ENTITY_ORDER, entry->order) : ROW_NONE;
}

/* ---- entries without an order ---- */

/* What a cost differs by from the budget rate of its line. */
static Money exchange_of(const Ledger *ledger, const CostEntry *entry, uint32_t line, Money base)
{
    const Plan *plan = ledger->plan;
    if (currency_is_own(plan, entry->currency))
        return 0;
    int64_t rate = line_budget_rate(plan, line_at(ledger, line), entry->currency);
    Money planned = money_convert(entry->amount, currency_digits(entry->currency), rate, plan_currency_digits(plan));
    return planned == MONEY_NONE || base == MONEY_NONE ? 0 : base - planned;
}

static void take_cost(const Ledger *ledger, const CostEntry *entry, uint32_t line, Money base, int sign, Sums *sums)
{
    Money exchange = exchange_of(ledger, entry, line, base);
    sums->actual = money_add(sums->actual, sign > 0 ? base : minus(base));
    sums->exchange = money_add(sums->exchange, sign * exchange);
    if (entry->committed && sign > 0)
        sums->used = money_add(sums->used, base);
}

static void take_entry(const Ledger *ledger, const CostEntry *entry, uint32_t line, Sums *sums)
{
    Money base = cost_entry_base(ledger->plan, entry);
    switch ((CostKind)entry->kind) {
    case COST_BUDGET:
        sums->original = money_add(sums->original, base);
        break;
    case COST_CHANGE:
        sums->changes = money_add(sums->changes, base);
        break;
    case COST_COMMIT:
    case COST_COMMIT_ADJ:
        sums->committed = money_add(sums->committed, base);
        break;
    case COST_RECEIPT:
    case COST_ACTUAL:
        take_cost(ledger, entry, line, base, 1, sums);
        break;
    case COST_CREDIT:
        take_cost(ledger, entry, line, base, -1, sums);
        break;
    case COST_TRANSFER:
    case COST_CTG_DRAW:
    case COST_MR_DRAW: /* see take_deed() */
    case COST_FORECAST:
    case COST_PAYMENT: /* cash, not cost */
        break;
    }
}

static void take_side(const Ledger *ledger, const CostEntry *entry, EntryState state, Id line)
{
    Sums *sums = &ledger->sums[line_row(ledger, line)];
    Money *sum = entry->kind == COST_TRANSFER ? &sums->transfers : &sums->draws;
    *sum = money_add(*sum, deed_effect(ledger->plan, entry, state, line));
}

/* A deed whose line is gone moves nothing any more: it has no other side. */
static void take_deed(const Ledger *ledger, const CostEntry *entry, EntryState state)
{
    take_side(ledger, entry, state, entry->line);
    if (entry->to_line && entry->to_line != entry->line)
        take_side(ledger, entry, state, entry->to_line);
}

/* The forecast that counts is the one booked last. One that was reversed never does; nor does its reversal. */
static void take_forecast(const Ledger *ledger, uint32_t row, Sums *sums)
{
    const CostEntry *entry = plan_cost_entry(ledger->plan, row);
    if (entry->reverses != 0 || idmap_get(&ledger->reversed, entry->record.id, 0))
        return;
    if (sums->forecast_row != ROW_NONE) {
        const CostEntry *known = plan_cost_entry(ledger->plan, sums->forecast_row);
        if (cutoff_admits((Cutoff){known->booked_on, known->record.id}, entry))
            return;
    }
    sums->forecast_row = row;
    sums->forecast = cost_entry_base(ledger->plan, entry);
}

/* ---- what is there ---- */

static void index_entries(Ledger *ledger)
{
    const Plan *plan = ledger->plan;
    uint32_t count = plan_count(plan, ENTITY_COST_ENTRY);
    uint32_t *lines = adjacency_targets(&ledger->by_line, count);
    uint32_t *orders = adjacency_targets(&ledger->by_order, count);
    for (uint32_t row = 0; row < count; row++) {
        const CostEntry *entry = plan_cost_entry(plan, row);
        lines[row] = line_row(ledger, entry->line);
        orders[row] = order_row(ledger, entry);
        if (entry->reverses != 0 && cutoff_admits(ledger->cutoff, entry))
            idmap_put(&ledger->reversed, entry->reverses, true);
    }
    adjacency_group(&ledger->by_line, count, ledger->lines + 1);
    adjacency_group(&ledger->by_order, count, plan_count(plan, ENTITY_ORDER));
}

static void take_entries(const Ledger *ledger)
{
    const Plan *plan = ledger->plan;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(plan, row);
        uint32_t line = ledger->by_line.targets[row];
        if (!cutoff_admits(ledger->cutoff, entry) || entry->amount == MONEY_NONE)
            continue;
        if (entry->kind == COST_TRANSFER || cost_kind_is_draw(entry->kind))
            take_deed(ledger, entry, (EntryState)ledger->states[row]);
        else if (entry->kind == COST_FORECAST)
            take_forecast(ledger, row, &ledger->sums[line]);
        else if (ledger->by_order.targets[row] == ROW_NONE)
            take_entry(ledger, entry, line, &ledger->sums[line]);
    }
}

static void share_out(Ledger *ledger, uint32_t order, Cutoff cutoff)
{
    uint32_t first = ledger->by_order.first[order];
    order_share_out(ledger->plan, plan_order(ledger->plan, order), ledger->by_order.rows + first,
                    ledger->by_order.first[order + 1] - first, cutoff, &ledger->shares);
}

static void take_orders(Ledger *ledger, LedgerFigures *results)
{
    for (uint32_t row = 0; row < plan_count(ledger->plan, ENTITY_ORDER); row++) {
        share_out(ledger, row, ledger->cutoff);
        results->orders[row] = ledger->shares.figures;
        for (size_t i = 0; i < ledger->shares.items.count; i++) {
            const OrderShare *share = &ledger->shares.items.items[i];
            Sums *sums = &ledger->sums[share->line == ROW_NONE ? ledger->lines : share->line];
            Money exchange = order_share_exchange(ledger->plan, plan_order(ledger->plan, row), share);
            sums->ordered = money_add(sums->ordered, share->ordered_base);
            sums->open = money_add(sums->open, share->open_base);
            sums->actual = money_add(sums->actual, share->actual_base);
            sums->exchange = money_add(sums->exchange, exchange);
        }
    }
}

/* ---- what a forecast knew ---- */

static Money exposure_of(const Sums *sums)
{
    Money open = money_add(sums->open, not_below_zero(money_add(sums->committed, minus(sums->used))));
    return money_add(sums->actual, open);
}

/* Has an earlier entry of the line led to its order already? */
static bool is_known_order(IdMap *seen, uint32_t order)
{
    bool known = idmap_get(seen, (int64_t)order + 1, 0) != 0;
    idmap_put(seen, (int64_t)order + 1, 1);
    return known;
}

static void take_share_then(Ledger *ledger, uint32_t order, uint32_t line, Cutoff cutoff, Sums *then)
{
    uint32_t wanted = line == ledger->lines ? ROW_NONE : line;
    share_out(ledger, order, cutoff);
    for (size_t i = 0; i < ledger->shares.items.count; i++) {
        const OrderShare *share = &ledger->shares.items.items[i];
        if (share->line != wanted)
            continue;
        then->open = money_add(then->open, share->open_base);
        then->actual = money_add(then->actual, share->actual_base);
    }
}

/* The exposure of a line when that entry was booked. */
static Money exposure_at(Ledger *ledger, uint32_t line, uint32_t forecast_row)
{
    const CostEntry *forecast = plan_cost_entry(ledger->plan, forecast_row);
    Cutoff cutoff = {forecast->booked_on, forecast->record.id};
    Sums then = {0};
    IdMap seen = {0};
    for (uint32_t i = ledger->by_line.first[line]; i < ledger->by_line.first[line + 1]; i++) {
        uint32_t row = ledger->by_line.rows[i], order = ledger->by_order.targets[row];
        const CostEntry *entry = plan_cost_entry(ledger->plan, row);
        if (order != ROW_NONE && !is_known_order(&seen, order))
            take_share_then(ledger, order, line, cutoff, &then);
        else if (order == ROW_NONE && entry->amount != MONEY_NONE && cutoff_admits(cutoff, entry))
            take_entry(ledger, entry, line, &then);
    }
    idmap_release(&seen);
    return exposure_of(&then);
}

/* ---- figures ---- */

/* *known tells of the forecast behind it. */
static LineFigures figures_of(Ledger *ledger, uint32_t row, LineForecast *known)
{
    const Sums *sums = &ledger->sums[row];
    LineFigures figures = {
        .original = sums->original,
        .changes = sums->changes,
        .transfers = sums->transfers,
        .draws = sums->draws,
        .committed = money_add(sums->committed, sums->ordered),
        .open = money_add(sums->open, not_below_zero(money_add(sums->committed, minus(sums->used)))),
        .actual = sums->actual,
        .exchange = sums->exchange,
        .exposure = exposure_of(sums),
    };
    figures.current = money_add(money_add(figures.original, figures.changes), figures.transfers);
    figures.current = money_add(figures.current, figures.draws);
    figures.available = money_add(figures.current, minus(figures.exposure));
    figures.etc = not_below_zero(figures.available);
    *known = (LineForecast){0};
    if (sums->forecast_row != ROW_NONE) {
        known->entry = plan_cost_entry(ledger->plan, sums->forecast_row)->record.id;
        known->amount = sums->forecast;
        known->exposure = exposure_at(ledger, row, sums->forecast_row);
        Money since = money_add(figures.exposure, minus(known->exposure));
        figures.etc = not_below_zero(money_add(sums->forecast, minus(since)));
    }
    figures.eac = money_add(figures.exposure, figures.etc);
    figures.vac = money_add(figures.current, minus(figures.eac));
    return figures;
}

void figures_add(LineFigures *sum, const LineFigures *figures, int sign)
{
    enum { FIGURES = sizeof(LineFigures) / sizeof(Money) };
    Money to[FIGURES], from[FIGURES];
    memcpy(to, sum, sizeof to);
    memcpy(from, figures, sizeof from);
    for (int i = 0; i < FIGURES; i++)
        to[i] = money_add(to[i], sign < 0 ? minus(from[i]) : from[i]);
    memcpy(sum, to, sizeof to);
}

static void sum_up(Ledger *ledger, LedgerFigures *results)
{
    LineForecast of_none;
    results->budget = figures_of(ledger, ledger->lines, &of_none);
    results->cost_baseline = results->completion = results->budget;
    for (uint32_t row = 0; row < ledger->lines; row++) {
        const BudgetLine *line = plan_budget_line(ledger->plan, row);
        const LineFigures *figures = &results->lines[row];
        results->lines[row] = figures_of(ledger, row, &results->forecasts[row]);
        figures_add(&results->budget, figures, 1);
        if (!budget_line_is_management_reserve(line))
            figures_add(&results->cost_baseline, figures, 1);
        if (!budget_line_is_reserve(line))
            figures_add(&results->completion, figures, 1);
    }
}

static void make_room(void **items, size_t *capacity, size_t needed, size_t size)
{
    if (*capacity >= needed)
        return;
    *capacity = array_grown_capacity(*capacity, needed);
    *items = memory_resize(*items, *capacity, size);
}

/* Arrays of the tables' present sizes; the addresses are those of Results. */
static void size_results(const Plan *plan, LedgerFigures *results)
{
    void *lines = results->lines, *orders = results->orders, *entries = results->entries;
    void *forecasts = results->forecasts;
    make_room(&forecasts, &results->forecast_capacity, plan_count(plan, ENTITY_BUDGET_LINE), sizeof(LineForecast));
    make_room(&lines, &results->line_capacity, plan_count(plan, ENTITY_BUDGET_LINE), sizeof(LineFigures));
    make_room(&orders, &results->order_capacity, plan_count(plan, ENTITY_ORDER), sizeof(OrderFigures));
    make_room(&entries, &results->entry_capacity, plan_count(plan, ENTITY_COST_ENTRY), 1);
    results->lines = lines;
    results->forecasts = forecasts;
    results->orders = orders;
    results->entries = entries;
}

static void judge_entries(const Plan *plan, Date until, LedgerFigures *results)
{
    deeds_judge(plan, until, results->entries);
    results->later = results->adrift = 0;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++) {
        results->later += results->entries[row] == ENTRY_LATER;
        results->adrift += results->entries[row] == ENTRY_ONE_SIDED || results->entries[row] == ENTRY_WITHOUT_LINE;
    }
}

void ledger_compute(const Plan *plan, LedgerFigures *results)
{
    ledger_compute_until(plan, plan_status_date(plan), results);
}

void ledger_compute_until(const Plan *plan, Date until, LedgerFigures *results)
{
    size_results(plan, results);
    judge_entries(plan, until, results);
    Ledger ledger = {.plan = plan,
                     .states = results->entries,
                     .cutoff = {until, INT64_MAX},
                     .lines = plan_count(plan, ENTITY_BUDGET_LINE)};
    ledger.sums = memory_new((size_t)ledger.lines + 1, sizeof *ledger.sums);
    for (uint32_t row = 0; row <= ledger.lines; row++) {
        Money original = row < ledger.lines ? budget_line_original(plan, plan_budget_line(plan, row)) : 0;
        ledger.sums[row] = (Sums){.original = original == MONEY_NONE ? 0 : original, .forecast_row = ROW_NONE};
    }
    index_entries(&ledger);
    take_entries(&ledger);
    take_orders(&ledger, results);
    sum_up(&ledger, results);
    free(ledger.sums);
    adjacency_release(&ledger.by_line);
    adjacency_release(&ledger.by_order);
    idmap_release(&ledger.reversed);
    array_release(&ledger.shares.items);
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

void ledger_word_adrift(const Plan *plan, Buffer *out)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(plan, row);
        EntryState state = plan_entry_state(plan, entry->record.id);
        if (state != ENTRY_ONE_SIDED && state != ENTRY_WITHOUT_LINE)
            continue;
        buffer_format(out, "E-%lld %s: %s; reverse it and book it again with line and to_line\n",
                      (long long)entry->record.id, entry->description,
                      state == ENTRY_ONE_SIDED ? "a transfer with one side moves nothing"
                                               : "a draw without the line it is for moves nothing");
    }
}
