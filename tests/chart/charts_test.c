/*
 * The S-curve, the load by week and the milestone trend, by hand. The project starts on Monday 2 March 2026 at 08:00.
 */
#include "../analysis/plan_fixture.h"

#include "steerco/analysis/earned_board.h"
#include "steerco/chart/grid_chart.h"
#include "steerco/chart/s_curve.h"
#include "steerco/chart/trend_chart.h"

/* The baseline that the plan has now, in records as a store would keep them. */
static void take_baseline(Plan *plan)
{
    Baseline baseline = {0};
    record_init(&baseline_entity, &baseline);
    baseline.record.id = fixture_next_id(plan);
    baseline.record.board = plan->board;
    baseline.name = "Agreed";
    fixture_schedule(plan);
    plan_add(plan, ENTITY_BASELINE, &baseline);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        BaselineTask taken = {0};
        record_init(&baseline_task_entity, &taken);
        taken.record.id = fixture_next_id(plan);
        taken.record.board = plan->board;
        taken.baseline = baseline.record.id;
        taken.task = plan_task(plan, row)->record.id;
        taken.name = plan_task(plan, row)->name;
        taken.start = results_task(plan->results, row)->start;
        taken.finish = results_task(plan->results, row)->finish;
        plan_add(plan, ENTITY_BASELINE_TASK, &taken);
    }
    plan->generation++;
}

static Id add_line(Plan *plan, const char *name, Money amount, Id task)
{
    BudgetLine line = {0};
    record_init(&budget_line_entity, &line);
    line.record.id = fixture_next_id(plan);
    line.record.board = plan->board;
    line.description = name;
    line.amount = amount;
    line.task = task;
    plan_add(plan, ENTITY_BUDGET_LINE, &line);
    plan->generation++;
    return line.record.id;
}

static void add_invoice(Plan *plan, Id line, Money amount, Date day)
{
    CostEntry entry = {0};
    record_init(&cost_entry_entity, &entry);
    entry.record.id = fixture_next_id(plan);
    entry.record.board = plan->board;
    entry.kind = COST_ACTUAL;
    entry.line = line;
    entry.amount = amount;
    entry.booked_on = day;
    entry.description = "invoice";
    plan_add(plan, ENTITY_COST_ENTRY, &entry);
    plan->generation++;
}

static Date march(int day)
{
    return date_make(2026, 3, day);
}

/* A is planned for Monday and Tuesday with 1,000.00, B for Wednesday and Thursday with 2,000.00. On Tuesday evening A
   is done and 900.00 are spent, 500.00 of it on Monday. */
static void make_measured_plan(Plan *plan)
{
    plan_fixture(plan);
    Id a = fixture_task(plan, "A", "2d"), b = fixture_task(plan, "B", "2d");
    fixture_link(plan, a, "FS", b);
    take_baseline(plan);
    Id first = add_line(plan, "Line of A", 100000, a);
    add_line(plan, "Line of B", 200000, b);
    add_line(plan, "Office", 50000, 0);
    add_invoice(plan, first, 50000, march(2));
    add_invoice(plan, first, 40000, march(3));
    add_invoice(plan, first, 7700, march(4)); /* after the status date: not counted */
    fixture_board(plan)->status_date = march(3);
    Task *done = fixture_edit_task(plan, a);
    done->percent_complete = 10000;
    done->actual_start = fixture_instant("2026-03-02T08:00");
    done->actual_finish = fixture_instant("2026-03-03T17:00");
    fixture_schedule(plan);
}

static void the_curve_at_the_end_of_each_day(void **state)
{
    (void)state;
    Plan plan;
    make_measured_plan(&plan);
    EarnedDay days[] = {{.day = march(1)}, {.day = march(2)}, {.day = march(3)}, {.day = march(4)}, {.day = march(5)}};
    Date from, to;
    assert_true(earned_days(&plan, &from, &to));
    assert_int_equal(from, march(2));
    assert_int_equal(to, march(5));
    earned_curve(&plan, days, 5);
    /* Planned: half of A on Monday, all of it on Tuesday, then half of B and all. */
    static const Money planned[] = {0, 50000, 100000, 200000, 300000};
    for (int i = 0; i < 5; i++)
        assert_int_equal(days[i].planned, planned[i]);
    /* Earned evenly between A's actual start and finish; nothing is known of days to come. */
    assert_int_equal(days[0].earned, 0);
    assert_int_equal(days[1].earned, 50000);
    assert_int_equal(days[2].earned, 100000);
    assert_true(days[3].earned == MONEY_NONE);
    assert_int_equal(days[1].actual, 50000);
    assert_int_equal(days[2].actual, 90000);
    assert_true(days[3].actual == MONEY_NONE);
    /* Expected: from 900.00 on; A's line has 100.00 left, which its finished task spends at once; B's 2,000.00 go half
       on Wednesday, half on Thursday: 900 + 100 + 1,000, and 3,000 in the end. */
    assert_true(days[1].expected == MONEY_NONE);
    assert_int_equal(days[2].expected, 90000);
    assert_int_equal(days[3].expected, 200000);
    assert_int_equal(days[4].expected, 300000);
    plan_release(&plan);
}

/* At the status date the curve says what the figures of earned value say. */
static void the_curve_agrees_with_the_figures(void **state)
{
    (void)state;
    Plan plan;
    EarnedBoard board;
    make_measured_plan(&plan);
    EarnedDay days[] = {{.day = march(3)}, {.day = march(5)}};
    earned_curve(&plan, days, 2);
    earned_board(&plan, &board);
    assert_int_equal(days[0].planned, earned_planned(&board.input));
    assert_int_equal(days[0].earned, board.input.ev);
    assert_int_equal(days[0].actual, board.input.ac);
    assert_int_equal(days[1].expected, earned_value(&board.input, EARNED_EAC_FORECAST).value);
    earned_board_release(&board);
    plan_release(&plan);
}

static void the_s_curve_has_a_point_for_each_period_and_the_status_date(void **state)
{
    (void)state;
    Plan plan;
    Chart chart;
    make_measured_plan(&plan);
    chart_s_curve(&plan, &chart);
    assert_null(chart.empty);
    assert_int_equal(chart.series.count, 4);
    /* Before the first day, the status date, the last day: each at the end of its day. */
    const ChartSeries *planned = &chart.series.items[0], *earned = &chart.series.items[1];
    assert_string_equal(planned->letter, "P");
    assert_int_equal(planned->points.count, 3);
    assert_int_equal(planned->points.items[0].x, march(2));
    assert_int_equal(planned->points.items[1].x, march(4));
    assert_int_equal(planned->points.items[2].x, march(6));
    assert_int_equal(planned->points.items[2].y, 300000);
    assert_int_equal(earned->points.count, 2);
    assert_int_equal(chart.lines.items[0].at, march(4));
    assert_true(chart.series.items[3].expected);
    assert_string_equal(chart.note,
                        "BAC 3,000; PV 1,000, EV 1,000, AC 900; EAC 3,000. 1 line without a task is not in it.");
    chart_release(&chart);
    plan_release(&plan);
}

/* The forecast goes from 900.00 on the status date to 3,000.00. Where the simulation lies 100 below and 300 above what
   is planned, so does the fan in the end; at the status date it is closed. */
static void the_fan_opens_with_what_is_still_to_be_spent(void **state)
{
    (void)state;
    Plan plan;
    Chart chart;
    Simulation found = {.cost = {.planned = 3500, .p10 = 3400, .p90 = 3800},
                        .p10 = fixture_instant("2026-03-05T17:00"),
                        .p90 = fixture_instant("2026-03-12T17:00")};
    make_measured_plan(&plan);
    chart_s_curve(&plan, &chart);
    chart_s_curve_fan(&plan, &found, &chart);
    const ChartSeries *band = &chart.series.items[4];
    assert_int_equal(band->shape, SHAPE_BAND);
    assert_int_equal(band->points.count, 2);
    assert_int_equal(band->points.items[0].y, 90000);
    assert_int_equal(band->points.items[0].to, 90000);
    assert_int_equal(band->points.items[1].y, 290000);
    assert_int_equal(band->points.items[1].to, 330000);
    assert_int_equal(chart.lines.items[1].at, march(6)); /* the end of Thursday */
    assert_int_equal(chart.lines.items[2].at, march(13));
    assert_int_equal(chart.x.high, march(13));
    assert_true(chart.y.high >= 330000);
    chart_release(&chart);
    plan_release(&plan);
}

static void what_cannot_be_measured_is_said(void **state)
{
    (void)state;
    Plan plan;
    Chart chart;
    plan_fixture(&plan);
    fixture_task(&plan, "A", "2d");
    fixture_schedule(&plan);
    chart_s_curve(&plan, &chart);
    assert_string_equal(chart.empty, "There is no baseline to measure against.");
    chart_release(&chart);
    take_baseline(&plan);
    fixture_schedule(&plan);
    chart_s_curve(&plan, &chart);
    assert_string_equal(chart.empty, "No budget line has a task that is in the baseline.");
    chart_release(&chart);
    plan_release(&plan);
}

static void load_is_per_cent_of_what_people_can_do(void **state)
{
    (void)state;
    Plan plan;
    GridChart grid;
    plan_fixture(&plan);
    Id anna = fixture_resource(&plan, "Anna", 0), bob = fixture_resource(&plan, "Bob", 0);
    Id secret = fixture_resource(&plan, "CANARY", 0);
    fixture_resource(&plan, "Idle", 0);
    Id a = fixture_task(&plan, "A", "8d"), b = fixture_task(&plan, "B", "5d");
    fixture_assign(&plan, a, anna);
    fixture_assign(&plan, b, anna);
    fixture_assign(&plan, b, bob);
    fixture_assign(&plan, b, secret);
    ((Resource *)fixture_edit(&plan, ENTITY_RESOURCE, secret))->confidential = true;
    fixture_schedule(&plan);
    plan.audience = AUDIENCE_PUBLIC;
    grid_chart_load(&plan, march(2), &grid);
    /* Two weeks; Anna has 10 of 5 days in the first, 3 of 5 in the second; Bob 5 of 5 and none; who is idle is not in
       it, and who is confidential only counted. */
    assert_int_equal(grid.rows, 2);
    assert_int_equal(grid.columns, 2);
    assert_string_equal(grid.row_names[0], "Anna");
    assert_string_equal(grid.column_names[1], "9 Mar");
    assert_string_equal(grid_chart_cell(&grid, 0, 0)->texts.items[0], "200");
    assert_int_equal(grid_chart_cell(&grid, 0, 0)->tone, TONE_CRITICAL);
    assert_string_equal(grid_chart_cell(&grid, 0, 1)->texts.items[0], "60");
    assert_int_equal(grid_chart_cell(&grid, 0, 1)->tone, TONE_LOW);
    assert_string_equal(grid_chart_cell(&grid, 1, 0)->texts.items[0], "100");
    assert_int_equal(grid_chart_cell(&grid, 1, 0)->tone, TONE_MEDIUM);
    assert_int_equal(grid_chart_cell(&grid, 1, 1)->texts.count, 0);
    assert_int_equal(grid.left_out.records, 1);
    grid_chart_release(&grid);
    plan_release(&plan);
}

static void the_trend_is_what_was_expected_when(void **state)
{
    (void)state;
    Plan plan;
    Chart chart;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), m = fixture_task(&plan, "M", "0d");
    fixture_link(&plan, a, "FS", m);
    fixture_schedule(&plan);
    TrendChart *trend = trend_chart_new(&plan);
    trend_chart_add(trend, &plan, march(1)); /* Tuesday the 3rd is expected */
    fixture_edit_task(&plan, a)->duration = fixture_duration("5d");
    fixture_schedule(&plan);
    trend_chart_add(trend, &plan, march(2)); /* Friday the 6th */
    fixture_edit_task(&plan, m)->percent_complete = 10000;
    fixture_schedule(&plan);
    trend_chart_add(trend, &plan, march(8)); /* it is done … */
    trend_chart_add(trend, &plan, march(9)); /* … and nothing more is told of it */
    trend_chart_end(trend, &chart);
    const ChartSeries *series = &chart.series.items[0];
    assert_string_equal(series->name, "M");
    assert_int_equal(series->points.count, 3);
    assert_int_equal(series->points.items[0].y, march(3));
    assert_int_equal(series->points.items[1].y, march(6));
    assert_int_equal(series->points.items[2].x, march(8));
    assert_int_equal(chart.x.low, march(1));
    assert_int_equal(chart.x.high, march(9));
    chart_release(&chart);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_curve_at_the_end_of_each_day),
        cmocka_unit_test(the_curve_agrees_with_the_figures),
        cmocka_unit_test(the_s_curve_has_a_point_for_each_period_and_the_status_date),
        cmocka_unit_test(the_fan_opens_with_what_is_still_to_be_spent),
        cmocka_unit_test(what_cannot_be_measured_is_said),
        cmocka_unit_test(load_is_per_cent_of_what_people_can_do),
        cmocka_unit_test(the_trend_is_what_was_expected_when),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
