/* The cost log: the standard example, what each kind of entry does, and what happens at the edges. */
#include "plan_fixture.h"

#include "steerco/analysis/ledger.h"
#include "steerco/records/records.h"

static Id line_of(Plan *plan, Money amount)
{
    BudgetLine line = {0};
    record_init(&budget_line_entity, &line);
    line.record.id = fixture_next_id(plan);
    line.record.board = plan->board;
    line.description = "Line";
    line.amount = amount;
    plan_add(plan, ENTITY_BUDGET_LINE, &line);
    return line.record.id;
}

/* An entry of 1 March, to be refined through the pointer. */
static CostEntry *book(Plan *plan, Id line, CostKind kind, Money amount)
{
    CostEntry entry = {0};
    record_init(&cost_entry_entity, &entry);
    entry.record.id = fixture_next_id(plan);
    entry.record.board = plan->board;
    entry.line = line;
    entry.kind = (uint8_t)kind;
    entry.amount = amount;
    entry.booked_on = date_make(2026, 3, 1);
    plan_add(plan, ENTITY_COST_ENTRY, &entry);
    return fixture_edit(plan, ENTITY_COST_ENTRY, entry.record.id);
}

/* … of a certain day of March. */
static CostEntry *book_on(Plan *plan, int day, Id line, CostKind kind, Money amount)
{
    CostEntry *entry = book(plan, line, kind, amount);
    entry->booked_on = date_make(2026, 3, day);
    return entry;
}

static Id order_of(Plan *plan, const char *currency)
{
    Order order = {0};
    record_init(&order_entity, &order);
    order.record.id = fixture_next_id(plan);
    order.record.board = plan->board;
    order.title = "PO";
    order.currency = currency;
    plan_add(plan, ENTITY_ORDER, &order);
    return order.record.id;
}

/* On an order. */
static CostEntry *bill(Plan *plan, Id order, Id line, CostKind kind, Money amount)
{
    CostEntry *entry = book(plan, line, kind, amount);
    entry->order = order;
    return entry;
}

static Id reserve_of(Plan *plan, uint8_t category, Money amount)
{
    Id line = line_of(plan, amount);
    ((BudgetLine *)fixture_edit(plan, ENTITY_BUDGET_LINE, line))->category = category;
    return line;
}

static EntryState state_of(const Plan *plan, Id entry)
{
    return plan_entry_state(plan, entry);
}

static void assert_figures(const LineFigures *figures, LineFigures expected)
{
    assert_int_equal(figures->original, expected.original);
    assert_int_equal(figures->changes, expected.changes);
    assert_int_equal(figures->transfers, expected.transfers);
    assert_int_equal(figures->draws, expected.draws);
    assert_int_equal(figures->current, expected.current);
    assert_int_equal(figures->committed, expected.committed);
    assert_int_equal(figures->open, expected.open);
    assert_int_equal(figures->actual, expected.actual);
    assert_int_equal(figures->exposure, expected.exposure);
    assert_int_equal(figures->available, expected.available);
    assert_int_equal(figures->etc, expected.etc);
    assert_int_equal(figures->eac, expected.eac);
    assert_int_equal(figures->vac, expected.vac);
}

/*
 * Original 400k, changes +30k: current 430k. Actual 165k, open commitments 180k, ETC 110k: EAC 455k, VAC −25k,
 * available 85k. The commitments: 250k ordered, 70k of the actuals booked against the order.
 */
static void the_standard_example_comes_out(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 400000);
    book(&plan, line, COST_CHANGE, 30000);
    book(&plan, line, COST_COMMIT, 250000);
    book(&plan, line, COST_ACTUAL, 70000)->committed = true;
    book(&plan, line, COST_ACTUAL, 95000);
    book(&plan, line, COST_FORECAST, 110000);
    fixture_schedule(&plan);
    LineFigures expected = {.original = 400000,
                            .changes = 30000,
                            .current = 430000,
                            .committed = 250000,
                            .open = 180000,
                            .actual = 165000,
                            .exposure = 345000,
                            .available = 85000,
                            .etc = 110000,
                            .eac = 455000,
                            .vac = -25000};
    assert_figures(plan_line_figures(&plan, line), expected);
    assert_figures(&plan_ledger(&plan)->budget, expected);
    assert_string_equal(ledger_alarm(&plan_ledger(&plan)->budget), "over budget");
    plan_release(&plan);
}

/* Without a forecast the rest of the budget is expected to be spent: EAC is the budget until it is exceeded. */
static void without_a_forecast_the_estimate_is_the_budget_or_what_exceeds_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id under = line_of(&plan, 1000), over = line_of(&plan, 1000);
    book(&plan, under, COST_ACTUAL, 300);
    book(&plan, over, COST_ACTUAL, 1200);
    fixture_schedule(&plan);
    assert_figures(plan_line_figures(&plan, under), (LineFigures){1000, .current = 1000, .actual = 300, .exposure = 300,
                                                                  .available = 700, .etc = 700, .eac = 1000, .vac = 0});
    assert_figures(plan_line_figures(&plan, over),
                   (LineFigures){1000, .current = 1000, .actual = 1200, .exposure = 1200, .available = -200, .etc = 0,
                                 .eac = 1200, .vac = -200});
    plan_release(&plan);
}

static void every_kind_of_entry_counts_where_it_belongs(void **state)
{
    (void)state;
    static const struct {
        CostKind kind;
        bool committed;
        Money current, open, actual;
    } cases[] = {
        {COST_BUDGET, false, 1010, 500, 0},     {COST_CHANGE, false, 1010, 500, 0},
        {COST_TRANSFER, false, 1000, 500, 0},   {COST_COMMIT, false, 1000, 510, 0},
        {COST_COMMIT_ADJ, false, 1000, 510, 0}, {COST_RECEIPT, false, 1000, 500, 10},
        {COST_RECEIPT, true, 1000, 490, 10},    {COST_ACTUAL, false, 1000, 500, 10},
        {COST_ACTUAL, true, 1000, 490, 10},     {COST_CREDIT, false, 1000, 500, -10},
        {COST_PAYMENT, false, 1000, 500, 0},    {COST_CTG_DRAW, false, 1000, 500, 0},
        {COST_MR_DRAW, false, 1000, 500, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Plan plan;
        plan_fixture(&plan);
        Id line = line_of(&plan, 1000);
        book(&plan, line, COST_COMMIT, 500);
        book(&plan, line, cases[i].kind, 10)->committed = cases[i].committed;
        fixture_schedule(&plan);
        const LineFigures *figures = plan_line_figures(&plan, line);
        assert_int_equal(figures->current, cases[i].current);
        assert_int_equal(figures->open, cases[i].open);
        assert_int_equal(figures->actual, cases[i].actual);
        plan_release(&plan);
    }
}

static void more_invoiced_than_ordered_leaves_nothing_open(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 1000);
    book(&plan, line, COST_COMMIT, 100);
    book(&plan, line, COST_ACTUAL, 150)->committed = true;
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->open, 0);
    assert_int_equal(plan_line_figures(&plan, line)->exposure, 150);
    plan_release(&plan);
}

static void the_forecast_booked_last_counts(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 1000);
    book(&plan, line, COST_FORECAST, 300)->booked_on = date_make(2026, 3, 20);
    book(&plan, line, COST_FORECAST, 200)->booked_on = date_make(2026, 3, 10);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->etc, 300);
    plan_release(&plan);
}

static void a_reversed_forecast_gives_way_to_the_one_before(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 1000);
    book(&plan, line, COST_FORECAST, 200);
    CostEntry *wrong = book(&plan, line, COST_FORECAST, 999);
    Id reversed = wrong->record.id;
    book(&plan, line, COST_FORECAST, -999)->reverses = reversed;
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->etc, 200);
    plan_release(&plan);
}

/* 2.5 units at 4.00 are 10.00. An amount that is given wins over the product. */
static void the_amount_follows_from_quantity_and_price_when_none_is_given(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id priced = line_of(&plan, MONEY_NONE), given = line_of(&plan, 700), empty = line_of(&plan, MONEY_NONE);
    Id both[] = {priced, given};
    for (int i = 0; i < 2; i++) {
        BudgetLine *line = fixture_edit(&plan, ENTITY_BUDGET_LINE, both[i]);
        line->unit_price = 400;
        line->quantity = 2500;
    }
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, priced)->current, 1000);
    assert_int_equal(plan_line_figures(&plan, given)->current, 700);
    assert_int_equal(plan_line_figures(&plan, empty)->current, 0);
    plan_release(&plan);
}

static void entries_without_a_line_count_in_the_total(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    line_of(&plan, 1000);
    book(&plan, 0, COST_ACTUAL, 40);
    fixture_schedule(&plan);
    assert_int_equal(plan_ledger(&plan)->budget.actual, 40);
    assert_int_equal(plan_ledger(&plan)->budget.current, 1000);
    assert_int_equal(plan_ledger(&plan)->budget.available, 960);
    plan_release(&plan);
}

/* The project budget is all, 1,000 + 300 + 200; without the management reserve 1,300; without both reserves 1,000. */
static void three_totals_with_and_without_the_reserves(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    line_of(&plan, 1000);
    reserve_of(&plan, CATEGORY_CONTINGENCY, 300);
    reserve_of(&plan, CATEGORY_MANAGEMENT_RESERVE, 200);
    book(&plan, 0, COST_ACTUAL, 7);
    fixture_schedule(&plan);
    assert_int_equal(plan_ledger(&plan)->budget.current, 1500);
    assert_int_equal(plan_ledger(&plan)->cost_baseline.current, 1300);
    assert_int_equal(plan_ledger(&plan)->completion.current, 1000);
    assert_int_equal(plan_ledger(&plan)->completion.actual, 7);
    plan_release(&plan);
}

/*
 * 90 drawn from a contingency of 300: the line has 1,090, the reserve 210. The total stays 1,300, and what is to be
 * spent without reserves grows to 1,090. An old book has the draw with a minus: it is the same draw.
 */
static void a_draw_moves_money_from_the_reserve_to_its_line(void **state)
{
    (void)state;
    const Money amounts[] = {90, -90};
    for (int i = 0; i < 2; i++) {
        Plan plan;
        plan_fixture(&plan);
        Id line = line_of(&plan, 1000), reserve = reserve_of(&plan, CATEGORY_CONTINGENCY, 300);
        CostEntry *draw = book(&plan, reserve, COST_CTG_DRAW, amounts[i]);
        draw->to_line = line;
        Id drawn = draw->record.id;
        fixture_schedule(&plan);
        assert_int_equal(plan_line_figures(&plan, line)->current, 1090);
        assert_int_equal(plan_line_figures(&plan, line)->draws, 90);
        assert_int_equal(plan_line_figures(&plan, reserve)->current, 210);
        assert_int_equal(plan_ledger(&plan)->budget.current, 1300);
        assert_int_equal(plan_ledger(&plan)->budget.draws, 0);
        assert_int_equal(plan_ledger(&plan)->completion.current, 1090);
        CostEntry *back = book(&plan, reserve, COST_CTG_DRAW, -amounts[i]);
        back->to_line = line;
        back->reverses = drawn;
        fixture_schedule(&plan);
        assert_int_equal(plan_line_figures(&plan, line)->current, 1000);
        assert_int_equal(plan_line_figures(&plan, reserve)->current, 300);
        plan_release(&plan);
    }
}

static void a_transfer_has_two_sides_in_one_entry(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id from = line_of(&plan, 1000), to = line_of(&plan, 500);
    book(&plan, from, COST_TRANSFER, 150)->to_line = to;
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, from)->current, 850);
    assert_int_equal(plan_line_figures(&plan, to)->current, 650);
    assert_int_equal(plan_line_figures(&plan, to)->transfers, 150);
    assert_int_equal(plan_ledger(&plan)->budget.current, 1500);
    assert_int_equal(plan_ledger(&plan)->adrift, 0);
    plan_release(&plan);
}

/* Of −150 and +150 of one day and document each counts; +40 of the same document has no other side, nor has the +150 of
   the day after. */
static void two_old_transfers_of_one_day_and_document_are_one_deed(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id from = line_of(&plan, 1000), to = line_of(&plan, 500);
    Id ids[4];
    CostEntry *other = book_on(&plan, 2, to, COST_TRANSFER, 150);
    other->document = "TR-1";
    ids[0] = other->record.id;
    other = book_on(&plan, 2, to, COST_TRANSFER, 40);
    other->document = "TR-1";
    ids[1] = other->record.id;
    other = book_on(&plan, 2, from, COST_TRANSFER, -150);
    other->document = "TR-1";
    ids[2] = other->record.id;
    other = book_on(&plan, 3, to, COST_TRANSFER, 150);
    other->document = "TR-1";
    ids[3] = other->record.id;
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, from)->current, 850);
    assert_int_equal(plan_line_figures(&plan, to)->current, 650);
    assert_int_equal(plan_ledger(&plan)->budget.transfers, 0);
    assert_int_equal(state_of(&plan, ids[0]), ENTRY_COUNTS);
    assert_int_equal(state_of(&plan, ids[1]), ENTRY_ONE_SIDED);
    assert_int_equal(state_of(&plan, ids[2]), ENTRY_COUNTS);
    assert_int_equal(state_of(&plan, ids[3]), ENTRY_ONE_SIDED);
    assert_int_equal(plan_ledger(&plan)->adrift, 2);
    plan_release(&plan);
}

/* A reversal of one side leaves the other without a deed; of both, nothing is left to be mended. */
static void an_old_deed_of_which_one_side_is_reversed_moves_nothing(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id from = line_of(&plan, 1000), to = line_of(&plan, 500);
    Id gave = book(&plan, from, COST_TRANSFER, -150)->record.id;
    Id got = book(&plan, to, COST_TRANSFER, 150)->record.id;
    book(&plan, to, COST_TRANSFER, -150)->reverses = got;
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, from)->current, 1000);
    assert_int_equal(plan_line_figures(&plan, to)->current, 500);
    assert_int_equal(state_of(&plan, gave), ENTRY_ONE_SIDED);
    assert_int_equal(state_of(&plan, got), ENTRY_MENDED);
    book(&plan, from, COST_TRANSFER, 150)->reverses = gave;
    fixture_schedule(&plan);
    assert_int_equal(plan_ledger(&plan)->adrift, 0);
    assert_int_equal(plan_ledger(&plan)->budget.current, 1500);
    plan_release(&plan);
}

static void a_draw_without_its_line_moves_nothing_until_it_is_reversed(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id reserve = reserve_of(&plan, CATEGORY_CONTINGENCY, 300);
    Id draw = book(&plan, reserve, COST_CTG_DRAW, -90)->record.id;
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, reserve)->current, 300);
    assert_int_equal(state_of(&plan, draw), ENTRY_WITHOUT_LINE);
    assert_int_equal(plan_ledger(&plan)->adrift, 1);
    book(&plan, reserve, COST_CTG_DRAW, 90)->reverses = draw;
    fixture_schedule(&plan);
    assert_int_equal(plan_ledger(&plan)->adrift, 0);
    plan_release(&plan);
}

/* 10 March is the status date: what is booked on the 11th is shown, and counts a day later. */
static void entries_after_the_status_date_do_not_count(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 1000);
    book_on(&plan, 10, line, COST_ACTUAL, 100);
    Id later = book_on(&plan, 11, line, COST_ACTUAL, 30)->record.id;
    book_on(&plan, 11, line, COST_FORECAST, 5000);
    fixture_board(&plan)->status_date = date_make(2026, 3, 10);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->actual, 100);
    assert_int_equal(plan_line_figures(&plan, line)->eac, 1000);
    assert_int_equal(state_of(&plan, later), ENTRY_LATER);
    assert_int_equal(plan_ledger(&plan)->later, 2);
    fixture_board(&plan)->status_date = date_make(2026, 3, 11);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->actual, 130);
    assert_int_equal(plan_ledger(&plan)->later, 0);
    plan_release(&plan);
}

/*
 * 30,000 to complete by the forecast of the 5th, then 10,000 paid: 20,000 are left, EAC 30,000. What was booked before
 * it (4,000 on the 4th, 500 on its own day with a lower number) was known to it: EAC = 14,500 + 20,000 = 34,500.
 */
static void an_actual_after_a_forecast_is_taken_off_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 40000);
    book_on(&plan, 5, line, COST_ACTUAL, 500);
    book_on(&plan, 5, line, COST_FORECAST, 30000);
    book_on(&plan, 4, line, COST_ACTUAL, 4000);
    book_on(&plan, 5, line, COST_ACTUAL, 10000);
    fixture_schedule(&plan);
    const LineFigures *figures = plan_line_figures(&plan, line);
    assert_int_equal(figures->exposure, 14500);
    assert_int_equal(figures->etc, 20000);
    assert_int_equal(figures->eac, 34500);
    assert_null(ledger_alarm(figures));
    book_on(&plan, 6, line, COST_ACTUAL, 25000);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->etc, 0);
    assert_int_equal(plan_line_figures(&plan, line)->eac, 39500);
    plan_release(&plan);
}

/* Forecast 300 while 100 were open on an order: an invoice of 100 against it changes no exposure, so nothing of it. */
static void an_invoice_of_what_was_ordered_before_the_forecast_leaves_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 1000), order = order_of(&plan, "");
    bill(&plan, order, line, COST_COMMIT, 100)->booked_on = date_make(2026, 3, 2);
    book_on(&plan, 3, line, COST_FORECAST, 300);
    bill(&plan, order, line, COST_ACTUAL, 100)->booked_on = date_make(2026, 3, 4);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->etc, 300);
    assert_int_equal(plan_line_figures(&plan, line)->eac, 400);
    plan_release(&plan);
}

/*
 * Two orders of 100 on one line: 150 invoiced on the first would eat up the second if they were netted by line. By
 * order the first has 0 open, the second 100.
 */
static void commitments_are_netted_by_order(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 1000), first = order_of(&plan, ""), second = order_of(&plan, "");
    bill(&plan, first, line, COST_COMMIT, 100);
    bill(&plan, second, line, COST_COMMIT, 100);
    bill(&plan, first, line, COST_ACTUAL, 150);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->open, 100);
    assert_int_equal(plan_line_figures(&plan, line)->exposure, 250);
    assert_int_equal(plan_order_figures(&plan, first)->open, 0);
    assert_int_equal(plan_order_figures(&plan, second)->open, 100);
    plan_release(&plan);
}

/* Received 80 of 200, then 50 of them invoiced: actual is 80, open 120. Invoiced 90: actual 90, open 110; credit 5. */
static void a_receipt_and_its_invoice_count_once(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 1000), order = order_of(&plan, "");
    bill(&plan, order, line, COST_COMMIT, 200);
    bill(&plan, order, line, COST_RECEIPT, 80);
    bill(&plan, order, line, COST_ACTUAL, 50);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->actual, 80);
    assert_int_equal(plan_line_figures(&plan, line)->open, 120);
    bill(&plan, order, line, COST_ACTUAL, 40);
    bill(&plan, order, line, COST_CREDIT, 5);
    bill(&plan, order, line, COST_PAYMENT, 90);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->actual, 85);
    assert_int_equal(plan_line_figures(&plan, line)->open, 110);
    const OrderFigures *figures = plan_order_figures(&plan, order);
    assert_int_equal(figures->ordered, 200);
    assert_int_equal(figures->received, 80);
    assert_int_equal(figures->invoiced, 90);
    assert_int_equal(figures->credited, 5);
    assert_int_equal(figures->paid, 90);
    plan_release(&plan);
}

/* 100 ordered and received on one line, the invoice of 60 lies on another: 100 are used, none open, actual 100 in all,
   and the parts are 40 and 60. */
static void an_order_over_two_lines_is_netted_as_a_whole(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id one = line_of(&plan, 500), two = line_of(&plan, 500), order = order_of(&plan, "");
    bill(&plan, order, one, COST_COMMIT, 100);
    bill(&plan, order, one, COST_RECEIPT, 100);
    bill(&plan, order, two, COST_ACTUAL, 60);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, one)->actual, 40);
    assert_int_equal(plan_line_figures(&plan, two)->actual, 60);
    assert_int_equal(plan_ledger(&plan)->budget.actual, 100);
    assert_int_equal(plan_ledger(&plan)->budget.open, 0);
    plan_release(&plan);
}

static void closing_an_order_releases_what_is_open(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 1000), order = order_of(&plan, "");
    bill(&plan, order, line, COST_COMMIT, 100);
    bill(&plan, order, line, COST_ACTUAL, 70);
    ((Order *)fixture_edit(&plan, ENTITY_ORDER, order))->closed_on = date_make(2026, 3, 9);
    fixture_board(&plan)->status_date = date_make(2026, 3, 8);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->open, 30);
    fixture_board(&plan)->status_date = date_make(2026, 3, 9);
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, line)->open, 0);
    assert_int_equal(plan_line_figures(&plan, line)->exposure, 70);
    plan_release(&plan);
}

static void rate_of(Plan *plan, const char *currency, RateKind kind, int64_t rate)
{
    CurrencyRate record = {0};
    record_init(&currency_rate_entity, &record);
    record.record.id = fixture_next_id(plan);
    record.record.board = plan->board;
    record.currency = currency;
    record.kind = (uint8_t)kind;
    record.rate = rate;
    plan_add(plan, ENTITY_CURRENCY_RATE, &record);
}

/*
 * Budget rate of the dollar 0.90. An invoice of 1,000.00 USD booked at 0.92 is 920.00 EUR, 20.00 more than planned. An
 * order of 500.00 USD at 0.90 is 450.00; 200.00 of it received at 0.95 are 190.00 (planned 180.00, 10.00 more), and
 * 300.00 × 0.90 = 270.00 are open.
 */
static void foreign_amounts_count_at_their_rate_and_the_variance_is_apart(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id line = line_of(&plan, 500000), order = order_of(&plan, "USD");
    rate_of(&plan, "USD", RATE_BUDGET, 90000000);
    CostEntry *entry = book(&plan, line, COST_ACTUAL, 100000);
    entry->currency = "USD", entry->rate = 92000000;
    entry = bill(&plan, order, line, COST_COMMIT, 50000);
    entry->currency = "USD", entry->rate = 90000000;
    entry = bill(&plan, order, line, COST_RECEIPT, 20000);
    entry->currency = "USD", entry->rate = 95000000;
    fixture_schedule(&plan);
    const LineFigures *figures = plan_line_figures(&plan, line);
    assert_int_equal(figures->actual, 92000 + 19000);
    assert_int_equal(figures->open, 27000);
    assert_int_equal(figures->exchange, 2000 + 1000);
    assert_int_equal(plan_order_figures(&plan, order)->open, 30000);
    plan_release(&plan);
}

/* ¥1,000,000 at 0.0061 are 6,100.00 EUR: no decimals on one side, two on the other. */
static void a_line_in_another_currency_has_its_budget_at_its_rate(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id id = line_of(&plan, 1000000);
    BudgetLine *line = fixture_edit(&plan, ENTITY_BUDGET_LINE, id);
    line->currency = "JPY", line->rate = 610000;
    fixture_schedule(&plan);
    assert_int_equal(plan_line_figures(&plan, id)->original, 610000);
    plan_release(&plan);
}

/* ---- random books ---- */

enum { BOOK_LINES = 6, BOOK_ORDERS = 4, BOOK_ENTRIES = 60, BOOKS = 200 };

static uint32_t rolled;

static uint32_t roll(uint32_t sides)
{
    rolled = rolled * 1664525u + 1013904223u;
    return (rolled >> 8) % sides;
}

typedef struct Book {
    Plan plan;
    Id lines[BOOK_LINES + 1], orders[BOOK_ORDERS]; /* the last line is none */
    CostEntry entries[BOOK_ENTRIES];
} Book;

static void begin_book(Book *book)
{
    plan_fixture(&book->plan);
    for (int i = 0; i < BOOK_LINES; i++)
        book->lines[i] =
            i < 4 ? line_of(&book->plan, 1000 + 100 * i)
                  : reserve_of(&book->plan, i == 4 ? CATEGORY_CONTINGENCY : CATEGORY_MANAGEMENT_RESERVE, 700);
    book->lines[BOOK_LINES] = 0;
    for (int i = 0; i < BOOK_ORDERS; i++)
        book->orders[i] = order_of(&book->plan, i == 0 ? "USD" : i == 1 ? "JPY" : "");
}

/* Anything that may be booked, forecasts aside; amounts in three currencies. */
static CostEntry any_entry(const Book *book, Id id)
{
    static const CostKind plain[] = {COST_BUDGET, COST_CHANGE, COST_ACTUAL, COST_RECEIPT, COST_CREDIT, COST_COMMIT};
    static const CostKind ordered[] = {COST_COMMIT, COST_COMMIT_ADJ, COST_RECEIPT, COST_ACTUAL, COST_CREDIT};
    CostEntry entry = {0};
    record_init(&cost_entry_entity, &entry);
    entry.record = (Record){id, book->plan.board};
    entry.booked_on = date_make(2026, 3, 1 + (int)roll(20));
    entry.amount = 1 + roll(900);
    entry.line = book->lines[roll(BOOK_LINES + 1)];
    uint32_t what = roll(4), order = roll(BOOK_ORDERS), currency = roll(3);
    if (what == 0) {
        entry.kind = (uint8_t)(roll(2) ? COST_TRANSFER : COST_CTG_DRAW);
        entry.line = book->lines[roll(BOOK_LINES)];
        entry.to_line = book->lines[roll(BOOK_LINES)];
    } else if (what == 1) {
        entry.kind = (uint8_t)plain[roll(6)];
        entry.committed = roll(2) != 0;
    } else {
        entry.kind = (uint8_t)ordered[roll(5)];
        entry.order = book->orders[order];
        currency = order < 2 ? order : 2;
    }
    entry.currency = currency == 0 ? "USD" : currency == 1 ? "JPY" : "";
    entry.rate = currency == 0 ? 91234567 : currency == 1 ? 61234500 : NUMBER_NONE;
    return entry;
}

static LineFigures sum_of_lines(const Plan *plan)
{
    LineFigures sum = {0};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++)
        figures_add(&sum, &plan_ledger(plan)->lines[row], 1);
    return sum;
}

/* Transfers and draws sum to zero, and on each line what is exposed is what is spent and open. */
static void assert_sound(const Plan *plan)
{
    const LineFigures *all = &plan_ledger(plan)->budget;
    LineFigures rest = *all, lines = sum_of_lines(plan);
    figures_add(&rest, &lines, -1); /* what is booked on no line */
    assert_int_equal(all->transfers, 0);
    assert_int_equal(all->draws, 0);
    assert_int_equal(all->exposure, all->actual + all->open);
    assert_int_equal(all->vac, all->current - all->eac);
    assert_int_equal(rest.exposure, rest.actual + rest.open);
    assert_int_equal(rest.current, rest.original + rest.changes);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++)
        assert_true(plan_ledger(plan)->lines[row].open >= 0 && plan_ledger(plan)->lines[row].etc >= 0);
}

/* The same entries in another order of numbers give the same figures; all of them reversed, none. */
static void random_books_keep_their_sums(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= BOOKS; seed++) {
        Book books[2];
        rolled = seed;
        begin_book(&books[0]);
        begin_book(&books[1]);
        for (int i = 0; i < BOOK_ENTRIES; i++)
            books[0].entries[i] = any_entry(&books[0], 1000 + i);
        for (int i = 0; i < BOOK_ENTRIES; i++) {
            CostEntry turned = books[0].entries[BOOK_ENTRIES - 1 - i];
            turned.record.id = 1000 + i;
            plan_add(&books[0].plan, ENTITY_COST_ENTRY, &books[0].entries[i]);
            plan_add(&books[1].plan, ENTITY_COST_ENTRY, &turned);
        }
        fixture_schedule(&books[0].plan);
        fixture_schedule(&books[1].plan);
        assert_sound(&books[0].plan);
        for (uint32_t row = 0; row < BOOK_LINES; row++)
            assert_figures(&plan_ledger(&books[1].plan)->lines[row], plan_ledger(&books[0].plan)->lines[row]);
        assert_figures(&plan_ledger(&books[1].plan)->budget, plan_ledger(&books[0].plan)->budget);
        for (int i = 0; i < BOOK_ENTRIES; i++) {
            CostEntry back = books[0].entries[i];
            back.record.id = 2000 + i;
            back.reverses = 1000 + i;
            back.amount = -back.amount;
            plan_add(&books[0].plan, ENTITY_COST_ENTRY, &back);
        }
        fixture_schedule(&books[0].plan);
        const LineFigures *none = &plan_ledger(&books[0].plan)->budget;
        Money original = 1000 + 1100 + 1200 + 1300 + 700 + 700;
        assert_figures(
            none,
            (LineFigures){
                .original = original, .current = original, .available = original, .etc = original, .eac = original});
        plan_release(&books[0].plan);
        plan_release(&books[1].plan);
    }
}

static void alarms_ring_at_80_per_cent_and_above_the_budget(void **state)
{
    (void)state;
    assert_null(ledger_alarm(&(LineFigures){.current = 1000, .exposure = 799, .eac = 1000}));
    assert_string_equal(ledger_alarm(&(LineFigures){.current = 1000, .exposure = 800, .eac = 1000}), "80 % used");
    assert_string_equal(ledger_alarm(&(LineFigures){.current = 1000, .exposure = 100, .eac = 1001}), "over budget");
    assert_null(ledger_alarm(&(LineFigures){0}));
    assert_null(ledger_alarm(&(LineFigures){.current = MONEY_NONE}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standard_example_comes_out),
        cmocka_unit_test(without_a_forecast_the_estimate_is_the_budget_or_what_exceeds_it),
        cmocka_unit_test(every_kind_of_entry_counts_where_it_belongs),
        cmocka_unit_test(more_invoiced_than_ordered_leaves_nothing_open),
        cmocka_unit_test(the_forecast_booked_last_counts),
        cmocka_unit_test(a_reversed_forecast_gives_way_to_the_one_before),
        cmocka_unit_test(the_amount_follows_from_quantity_and_price_when_none_is_given),
        cmocka_unit_test(entries_without_a_line_count_in_the_total),
        cmocka_unit_test(three_totals_with_and_without_the_reserves),
        cmocka_unit_test(a_draw_moves_money_from_the_reserve_to_its_line),
        cmocka_unit_test(a_transfer_has_two_sides_in_one_entry),
        cmocka_unit_test(two_old_transfers_of_one_day_and_document_are_one_deed),
        cmocka_unit_test(an_old_deed_of_which_one_side_is_reversed_moves_nothing),
        cmocka_unit_test(a_draw_without_its_line_moves_nothing_until_it_is_reversed),
        cmocka_unit_test(entries_after_the_status_date_do_not_count),
        cmocka_unit_test(an_actual_after_a_forecast_is_taken_off_it),
        cmocka_unit_test(an_invoice_of_what_was_ordered_before_the_forecast_leaves_it),
        cmocka_unit_test(commitments_are_netted_by_order),
        cmocka_unit_test(a_receipt_and_its_invoice_count_once),
        cmocka_unit_test(an_order_over_two_lines_is_netted_as_a_whole),
        cmocka_unit_test(closing_an_order_releases_what_is_open),
        cmocka_unit_test(foreign_amounts_count_at_their_rate_and_the_variance_is_apart),
        cmocka_unit_test(a_line_in_another_currency_has_its_budget_at_its_rate),
        cmocka_unit_test(random_books_keep_their_sums),
        cmocka_unit_test(alarms_ring_at_80_per_cent_and_above_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
