/*
 * The list of record types, and what a plan of them says.
 */
#include "steerco/records/records.h"

#include <assert.h>

const Entity *const entities[ENTITY_MOST] = {
#define RECORD(kind, entity) [ENTITY_##kind] = &(entity),
#include "steerco/records/records.def"
#undef RECORD
};
const int entity_count = ENTITY_COUNT;
static_assert((int)ENTITY_COUNT <= (int)ENTITY_MOST, "a plan has no room for so many tables");

Instant plan_finish(const Plan *plan)
{
    return plan_count(plan, ENTITY_TASK) > 0 ? plan->results->finish : INSTANT_NONE;
}

const Board *plan_board(const Plan *plan)
{
    static const Board standard = {.name = "",
                                   .manager = "",
                                   .sponsor = "",
                                   .objective = "",
                                   .notes = "",
                                   .start = INSTANT_NONE,
                                   .status_date = DATE_NONE,
                                   .currency = "EUR",
                                   .minutes_per_day = 480,
                                   .minutes_per_week = 2400,
                                   .days_per_month = 20};
    const Board *board = plan_find(plan, ENTITY_BOARD, plan->board);
    return board ? board : &standard;
}

WorkUnits plan_units(const Plan *plan)
{
    const Board *board = plan_board(plan);
    return (WorkUnits){.minutes_per_day = board->minutes_per_day,
                       .minutes_per_week = board->minutes_per_week,
                       .days_per_month = board->days_per_month};
}

const char *plan_currency(const Plan *plan)
{
    return plan_board(plan)->currency;
}

int plan_currency_digits(const Plan *plan)
{
    return currency_digits(plan_board(plan)->currency);
}

void plan_word_money(const Plan *plan, Money money, Buffer *out)
{
    money_format_grouped(money, plan_currency_digits(plan), true, out);
}

Date plan_status_date(const Plan *plan)
{
    const Board *board = plan_board(plan);
    return board->status_date == DATE_NONE ? plan->today : board->status_date;
}

const TaskDates *plan_task_dates(const Plan *plan, Id task)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    bool current = plan->results->generation == plan->generation && plan->results->tasks;
    return current && row != ROW_NONE ? results_task(plan->results, row) : NULL;
}

BaselineDates plan_baseline_dates(const Plan *plan, Id task)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    bool current = plan->results->generation == plan->generation;
    return current && row != ROW_NONE ? results_baseline(plan, row)
                                      : (BaselineDates){INSTANT_NONE, INSTANT_NONE, INT32_MIN, INT32_MIN};
}

const LedgerFigures *plan_ledger(const Plan *plan)
{
    Results *results = plan->results;
    if (results->compute_ledger && results->ledger.generation != plan->generation) {
        results->compute_ledger(plan, &results->ledger);
        results->ledger.generation = plan->generation;
    }
    return &results->ledger;
}

const LineFigures *plan_line_figures(const Plan *plan, Id line)
{
    uint32_t row = plan_row(plan, ENTITY_BUDGET_LINE, line);
    bool current = plan->results->generation == plan->generation && plan_ledger(plan)->lines;
    return current && row != ROW_NONE ? &plan_ledger(plan)->lines[row] : NULL;
}

const OrderFigures *plan_order_figures(const Plan *plan, Id order)
{
    uint32_t row = plan_row(plan, ENTITY_ORDER, order);
    bool current = plan->results->generation == plan->generation && plan_ledger(plan)->orders;
    return current && row != ROW_NONE ? &plan_ledger(plan)->orders[row] : NULL;
}

EntryState plan_entry_state(const Plan *plan, Id entry)
{
    uint32_t row = plan_row(plan, ENTITY_COST_ENTRY, entry);
    bool current = plan->results->generation == plan->generation && plan_ledger(plan)->entries;
    return current && row != ROW_NONE ? (EntryState)plan_ledger(plan)->entries[row] : ENTRY_COUNTS;
}

Date plan_near_date(const Plan *plan)
{
    const Results *results = plan->results;
    bool dated = results->tasks && results->start != INSTANT_NONE;
    if (plan_board(plan)->status_date != DATE_NONE)
        return plan_board(plan)->status_date;
    if (dated && plan->today < instant_date(results->start))
        return instant_date(results->start);
    if (dated && plan->today > instant_end_date(results->finish))
        return instant_end_date(results->finish);
    return plan->today;
}
