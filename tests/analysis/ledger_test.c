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

static void assert_figures(const LineFigures *figures, LineFigures expected)
{
    assert_int_equal(figures->current, expected.current);
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
    LineFigures expected = {.current = 430000,
                            .open = 180000,
                            .actual = 165000,
                            .exposure = 345000,
                            .available = 85000,
                            .etc = 110000,
                            .eac = 455000,
                            .vac = -25000};
    assert_figures(plan_line_figures(&plan, line), expected);
    assert_figures(&plan.results->budget, expected);
    assert_string_equal(ledger_alarm(&plan.results->budget), "over budget");
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
    assert_figures(plan_line_figures(&plan, under),
                   (LineFigures){1000, 0, 300, 300, .available = 700, .etc = 700, .eac = 1000, .vac = 0});
    assert_figures(plan_line_figures(&plan, over),
                   (LineFigures){1000, 0, 1200, 1200, .available = -200, .etc = 0, .eac = 1200, .vac = -200});
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
        {COST_TRANSFER, false, 1010, 500, 0},   {COST_COMMIT, false, 1000, 510, 0},
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
    assert_int_equal(plan.results->budget.actual, 40);
    assert_int_equal(plan.results->budget.current, 1000);
    assert_int_equal(plan.results->budget.available, 960);
    plan_release(&plan);
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
        cmocka_unit_test(alarms_ring_at_80_per_cent_and_above_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
