/*
 * The budget pane: the table of lines with its sums, the cost log, entries added in one row and taken back.
 */
#include "tui/board_fixture.h"

#include "../../src/tui/panes/budget/budget.h"

static const CostEntry *entry(Id id)
{
    return plan_find(plan(), ENTITY_COST_ENTRY, id);
}

static const Budget *budget_state(void)
{
    return app_state(fixture.app, &budget_pane);
}

/*
 * The example of the cost log: original 400,000, change +30,000, actual 165,000 of which 20,000 against commitments of
 * 200,000 (open 180,000), ETC 110,000: current 430,000, exposure 345,000, available 85,000, EAC 455,000, VAC -25,000,
 * used 80 %. Travel: 1,000 with 850 spent, so 85 % used and nothing over. 500 are booked on no line.
 */
static int begin(void **state)
{
    (void)state;
    open_board("budget");
    add(&budget_line_entity, "description=Implementation|category=EXT external services|amount=400000");
    add(&budget_line_entity, "description=Trips|category=TRV travel|amount=1000");
    add(&cost_entry_entity, "kind=CHANGE|line=BL-1|amount=30000|booked_on=2026-01-10|description=Second site");
    add(&cost_entry_entity, "kind=COMMIT|line=BL-1|amount=200000|booked_on=2026-01-12|description=Order");
    add(&cost_entry_entity, "kind=ACTUAL|line=BL-1|amount=145000|booked_on=2026-02-01|description=Own staff");
    add(&cost_entry_entity,
        "kind=ACTUAL|line=BL-1|amount=20000|committed=yes|booked_on=2026-02-20|description=Invoice|document=INV-1");
    add(&cost_entry_entity, "kind=FORECAST|line=BL-1|amount=110000|booked_on=2026-02-21|description=Rest");
    add(&cost_entry_entity, "kind=ACTUAL|line=BL-2|amount=850|booked_on=2026-02-25|description=Porto");
    add(&cost_entry_entity, "kind=ACTUAL|amount=500|booked_on=2026-02-26|description=Lost receipt");
    return 0;
}

/* All: current 431,000, actual 165,000 + 850 + 500, EAC 455,000 + 1,000 + 500. */
static void shows_lines_by_category_with_sums_and_marks(void **state)
{
    (void)state;
    assert_pane("budget", 80, 17, false,
                "Project budget 431,000 EUR  ▲ 1 over  ! 1 near  actual 166,350  EAC 456,500\n"
                "Budget in EUR         Original Current  Actual Available     EAC     VAC\n"
                "All lines              401,000 431,000 166,350    84,650 456,500 -25,500 ▲ over\n"
                "EXT external services  400,000 430,000 165,000    85,000 455,000 -25,000 ▲ over\n"
                "  Implementation       400,000 430,000 165,000    85,000 455,000 -25,000 ▲ over\n"
                "TRV travel               1,000   1,000     850       150   1,000       0 ! 85%\n"
                "  Trips                  1,000   1,000     850       150   1,000       0 ! 85%\n"
                "On no line                   0       0     500      -500     500    -500 ▲ over\n"
                "── Cost log: All lines (7) ─────────────────────────────────────────────────────\n"
                "Description                 Kind       Booked          Amount Document   Line  ▸\n"
                "E-7   Lost receipt          ACTUAL     26 Feb 26       500.00            —\n"
                "E-6   Porto                 ACTUAL     25 Feb 26       850.00            BL-2\n"
                "E-5   Rest                  FORECAST   21 Feb 26   110,000.00            BL-1\n"
                "E-4   Invoice               ACTUAL     20 Feb 26    20,000.00 INV-1      BL-1\n"
                "E-3   Own staff             ACTUAL     01 Feb 26   145,000.00            BL-1\n"
                "E-2   Order                 COMMIT     12 Jan 26   200,000.00            BL-1\n"
                "E-1   Second site           CHANGE     10 Jan 26    30,000.00            BL-1\n");
}

/* Three trees at 20 are 60 of the original budget, of the line and of all: 401,000 + 60. */
static void a_line_with_a_price_and_no_amount_counts_its_quantity(void **state)
{
    (void)state;
    add(&budget_line_entity, "description=Trees|category=MAT material|quantity=3|unit_price=20");
    assert_shows("All lines          401,060 431,060");
    assert_shows("  Trees                 60      60");
}

/* Exposure 345,000 of 430,000 is 80 %: 16 of 20 cells; 85 % begin the 17th. */
static void tiles_into_bars_by_category(void **state)
{
    (void)state;
    assert_pane("budget", 49, 4, true,
                "Project budget 431,000 EUR  ▲ 1 over  ! 1 near\n"
                "EXT external … ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄┄┄┄┄  80%  ▲ over\n"
                "TRV travel     ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄┄┄┄  85%  ! 85%\n"
                "\n");
}

static void keeps_what_matters_when_the_width_is_short(void **state)
{
    (void)state;
    assert_pane("budget", 40, 8, false,
                "Project budget 431,000 EUR  ▲ 1 over  !…\n"
                "Budget in EUR  Current Available\n"
                "All lines      431,000    84,650 ▲ over\n"
                "EXT external … 430,000    85,000 ▲ over\n"
                "  Implementat… 430,000    85,000 ▲ over\n"
                "TRV travel       1,000       150 ! 85%\n"
                "  Trips          1,000       150 ! 85%\n"
                "On no line           0      -500 ▲ over\n");
}

static void the_log_follows_the_selected_row(void **state)
{
    (void)state;
    press("down down");
    assert_shows("Cost log: Implementation (5)");
    assert_hides("Lost receipt");
    press("down");
    assert_shows("Cost log: TRV travel (1)");
    press("end");
    assert_shows("Cost log: On no line (1)");
    assert_shows("Lost receipt");
}

static void an_entry_is_added_in_one_row(void **state)
{
    (void)state;
    press("down down down down a tab tab");
    type("120.50");
    press("tab");
    type("Hotel");
    press("tab");
    type("EXP-9");
    press("enter");
    const CostEntry *added = entry(8);
    assert_non_null(added);
    assert_int_equal(added->kind, COST_ACTUAL);
    assert_int_equal(added->line, 2);
    assert_int_equal(added->amount, 12050);
    assert_int_equal(added->booked_on, date_make(2026, 3, 2));
    assert_string_equal(added->description, "Hotel");
    assert_string_equal(added->document, "EXP-9");
    assert_shows("E-8   Hotel");
}

static void the_kind_goes_round_by_arrow_keys(void **state)
{
    (void)state;
    press("down down a up tab tab"); /* ACTUAL is preceded by RECEIPT */
    type("10");
    press("enter");
    assert_int_equal(entry(8)->kind, COST_RECEIPT);
}

/* Today is Monday 2 March; the board is reported as of the Friday before. */
static void a_new_entry_is_dated_with_the_status_date(void **state)
{
    (void)state;
    Date friday = date_make(2026, 2, 27);
    app_set(fixture.app, &board_entity, plan()->board, entity_field(&board_entity, "status_date"), "2026-02-27");
    press("down down a tab tab");
    assert_shows("Booked on the status date of the board unless another day is typed.");
    type("10");
    press("enter");
    assert_int_equal(entry(8)->booked_on, friday);
}

/* Of the marked entries those that are reversed already, or are reversals, are left out. */
static void marked_entries_are_reversed_together(void **state)
{
    (void)state;
    size_t before = plan_count(plan(), ENTITY_COST_ENTRY);
    press("down down w v v r");
    assert_int_equal(plan_count(plan(), ENTITY_COST_ENTRY), before + 2);
    press("r");
    assert_shows("Nothing to change: reversed already");
    press("u");
    assert_int_equal(plan_count(plan(), ENTITY_COST_ENTRY), before);
}

static void a_wrong_cell_is_named_and_nothing_is_booked(void **state)
{
    (void)state;
    press("down down a tab tab");
    type("ten");
    press("enter");
    assert_null(entry(8));
    assert_shows("Amount: 'ten'");
    press("ctrl-u"); /* the cursor stands in the wrong cell */
    type("10");
    press("enter");
    assert_int_equal(entry(8)->amount, 1000);
}

static void an_entry_needs_an_amount_and_esc_leaves_without_one(void **state)
{
    (void)state;
    press("down down a enter");
    assert_shows("Amount: a value is needed");
    press("esc");
    assert_null(entry(8));
    assert_hides("Amount: a value is needed");
}

static void sums_take_no_entry_and_no_edit(void **state)
{
    (void)state;
    press("a");
    assert_shows("Select the budget line that the entry counts on");
    int64_t before = plan()->sequence;
    press("e");
    type("x");
    press("esc");
    assert_int_equal(plan()->sequence, before);
}

/* E-4 is 20,000 against a commitment: taken back, 145,000 remain actual and 200,000 open. */
static void a_wrong_entry_is_taken_back_by_a_reversing_one(void **state)
{
    (void)state;
    press("down down w down r");
    const CostEntry *back = entry(8);
    assert_non_null(back);
    assert_int_equal(back->reverses, 4);
    assert_int_equal(back->amount, -2000000);
    assert_int_equal(back->kind, COST_ACTUAL);
    assert_true(back->committed);
    assert_int_equal(plan_line_figures(plan(), 1)->actual, 14500000);
    assert_int_equal(plan_line_figures(plan(), 1)->open, 20000000);
    assert_shows("E-4   [reversed by E-8] Invoice");
    assert_shows("Reversal of E-4");
    press("r");
    assert_shows("Nothing to change: reversed already, or itself a reversal");
    assert_null(entry(9));
    press("home r");
    assert_shows("reversed already, or itself a reversal");
    assert_null(entry(9));
}

static void a_line_without_entries_is_edited_where_it_stands(void **state)
{
    (void)state;
    add(&budget_line_entity, "description=Books|category=EXT external services|amount=400");
    press("down down down right");
    screen(120, 40);
    press("e ctrl-u");
    type("500");
    press("enter");
    const BudgetLine *line = plan_find(plan(), ENTITY_BUDGET_LINE, 3);
    assert_int_equal(line->amount, 50000);
    assert_shows("401,500");
}

/* What was planned is what bookings are measured against. */
static void the_original_budget_of_a_line_with_entries_stands(void **state)
{
    (void)state;
    press("down down right e ctrl-u");
    type("410000");
    press("enter");
    assert_shows("the original budget of “Implementation” stands");
    press("esc");
    assert_int_equal(((const BudgetLine *)plan_find(plan(), ENTITY_BUDGET_LINE, 1))->amount, 40000000);
}

/* 200,000 are on the order and 120,000 of it invoiced in the row of cells: exposure grows by 80,000, not 200,000. */
static void an_invoice_is_booked_against_its_order(void **state)
{
    (void)state;
    add(&order_entity, "order=PO-7|description=Racks");
    add(&cost_entry_entity, "kind=COMMIT|line=BL-2|order=PO-7|amount=200|booked_on=2026-02-26");
    press("end up a tab tab");
    type("120");
    press("tab tab");
    type("INV-7");
    press("tab");
    type("PO-7");
    press("enter");
    const CostEntry *invoice = entry(9);
    assert_non_null(invoice);
    assert_int_equal(invoice->order, 1);
    assert_int_equal(plan_order_figures(plan(), 1)->open, 8000);
    assert_int_equal(plan_line_figures(plan(), 2)->exposure, 85000 + 20000);
    press("a tab tab");
    type("80.01");
    press("tab tab tab");
    type("PO-7");
    press("enter");
    assert_shows("0.01 too much");
    assert_null(entry(10));
}

/* One entry, two sides: BL-2 gives 200 of its 1,000 to BL-1. */
static void a_transfer_is_typed_with_both_sides(void **state)
{
    (void)state;
    press("end up a ctrl-u");
    type("TRANSFER");
    press("tab tab");
    type("200");
    press("enter");
    assert_shows("a transfer has two sides");
    press("tab tab tab");
    type("BL-1");
    press("enter");
    assert_non_null(entry(8));
    assert_int_equal(plan_line_figures(plan(), 1)->current, 43020000);
    assert_int_equal(plan_line_figures(plan(), 2)->current, 80000);
}

/* Every figure is asked for by moving to it, at 80 columns too. */
static void every_figure_can_be_reached_at_80_columns(void **state)
{
    (void)state;
    static const char *const titles[] = {"Original",    "Changes", "Transfers", "Draws",    "Current",
                                         "Commitments", "Actual",  "Open",      "Exposure", "Available",
                                         "ETC",         "EAC",     "VAC",       "Exchange", "Used"};
    screen(80, 24);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        press("right");
        assert_string_equal(list_field(&budget_state()->lines)->title, titles[i]);
        assert_shows(titles[i]);
    }
}

/* EAC 455,000 = exposure 345,000 + ETC 110,000; the actual of 165,000 is E-3 and E-4. */
static void a_figure_tells_its_formula_and_entries(void **state)
{
    (void)state;
    screen(100, 40);
    press("down down =");
    assert_shows("EAC 455,000.00 = exposure 345,000.00 + ETC 110,000.00");
    assert_shows("exposure 345,000.00 = actual 165,000.00 + open 180,000.00");
    assert_shows("E-3 2026-02-01 ACTUAL 145,000.00  Own staff");
    assert_hides("Porto");
    assert_hides("Second site"); /* a change of the budget, no cost */
}

static void a_text_is_found_from_a_sum(void **state)
{
    (void)state;
    press("home /");
    type("trips");
    press("enter");
    assert_shows("Cost log: Trips");
}

/* The status date of 27 February leaves nothing out; that of the 20th the forecast of the 21st and what follows. */
static void entries_after_the_status_date_are_marked(void **state)
{
    (void)state;
    app_set(fixture.app, &board_entity, plan()->board, entity_field(&board_entity, "status_date"), "2026-02-20");
    screen(120, 40);
    assert_shows("3 later");
    assert_shows("[later] Porto");
    assert_int_equal(plan_line_figures(plan(), 2)->actual, 0);
}

static void a_new_line_goes_into_the_selected_category(void **state)
{
    (void)state;
    press("end up i");
    type("Hotels");
    press("enter");
    const BudgetLine *line = plan_find(plan(), ENTITY_BUDGET_LINE, 3);
    assert_non_null(line);
    assert_string_equal(budget_categories[line->category], "TRV travel");
    assert_shows("Cost log: Hotels (0)");
}

static void draws_at_every_size(void **state)
{
    (void)state;
    for (int in_log = 0; in_log < 2; in_log++, press("w"))
        assert_fits_every_size();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shows_lines_by_category_with_sums_and_marks),
        TEST(a_line_with_a_price_and_no_amount_counts_its_quantity),
        TEST(tiles_into_bars_by_category),
        TEST(keeps_what_matters_when_the_width_is_short),
        TEST(the_log_follows_the_selected_row),
        TEST(an_entry_is_added_in_one_row),
        TEST(the_kind_goes_round_by_arrow_keys),
        TEST(a_new_entry_is_dated_with_the_status_date),
        TEST(marked_entries_are_reversed_together),
        TEST(a_wrong_cell_is_named_and_nothing_is_booked),
        TEST(an_entry_needs_an_amount_and_esc_leaves_without_one),
        TEST(sums_take_no_entry_and_no_edit),
        TEST(a_wrong_entry_is_taken_back_by_a_reversing_one),
        TEST(a_line_without_entries_is_edited_where_it_stands),
        TEST(the_original_budget_of_a_line_with_entries_stands),
        TEST(an_invoice_is_booked_against_its_order),
        TEST(a_transfer_is_typed_with_both_sides),
        TEST(every_figure_can_be_reached_at_80_columns),
        TEST(a_figure_tells_its_formula_and_entries),
        TEST(a_text_is_found_from_a_sum),
        TEST(entries_after_the_status_date_are_marked),
        TEST(a_new_line_goes_into_the_selected_category),
        TEST(draws_at_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
