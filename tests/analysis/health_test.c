/*
 * The fourteen points of the DCMA schedule assessment, each on a plan small enough to count by hand. The project starts
 * on Monday 2 March 2026 at 08:00; the status date is that day unless a test says otherwise.
 */
#include "plan_fixture.h"

#include "steerco/analysis/health.h"
#include "steerco/records/records.h"

static void health_fixture(Plan *plan)
{
    plan_fixture(plan);
    plan->today = instant_date(fixture_instant("2026-03-02"));
}

/* `expected`: the ids of the findings, ended by 0. */
static void check_point(Plan *plan, HealthCheck check, HealthVerdict verdict, int64_t value, int64_t of,
                        const Id *expected)
{
    Health health = {0};
    size_t count = 0;
    fixture_schedule(plan);
    health_check(plan, 0, &health);
    const HealthPoint *point = &health.points[check];
    assert_int_equal(point->verdict, verdict);
    assert_int_equal(point->value, value);
    assert_int_equal(point->of, of);
    for (; count < point->found.count && expected[count]; count++)
        assert_int_equal(point->found.items[count], expected[count]);
    assert_int_equal(count, point->found.count);
    assert_int_equal(expected[count], 0);
    health_release(&health);
}
#define assert_point(plan, check, verdict, value, of, ...)                                                             \
    check_point(plan, check, verdict, value, of, (const Id[]){__VA_ARGS__})

/* A → B → C may begin with A and end with C; X hangs loose. */
static void logic_is_missing_where_a_task_hangs_loose(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), p = fixture_task(&plan, "P", "0d"), b = fixture_child(&plan, p, "B", "1d");
    Id c = fixture_task(&plan, "C", "1d"), x = fixture_task(&plan, "X", "1d");
    fixture_link(&plan, a, "FS", p); /* counts for B */
    fixture_link(&plan, p, "FS", c);
    assert_point(&plan, HEALTH_LOGIC, HEALTH_FAILED, 2500, 4, x, 0);
    fixture_edit_task(&plan, b)->parent = 0;
    fixture_edit_task(&plan, x)->parent = p; /* now it waits for A and is awaited by C, and B hangs loose */
    plan.generation++;
    assert_point(&plan, HEALTH_LOGIC, HEALTH_FAILED, 2500, 4, b, 0);
    fixture_edit_task(&plan, b)->parent = p;
    fixture_edit_task(&plan, x)->parent = 0;
    plan.generation++;
    fixture_edit_task(&plan, x)->percent_complete = 10000;
    assert_point(&plan, HEALTH_LOGIC, HEALTH_PASSED, 0, 3, 0);
    plan_release(&plan);
}

static void links_are_counted_by_lag_and_type(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), b = fixture_task(&plan, "B", "2d"), c = fixture_task(&plan, "C", "2d");
    Id off = fixture_task(&plan, "Off", "1d");
    fixture_edit_task(&plan, off)->inactive = true;
    Id lead = fixture_next_id(&plan);
    fixture_link(&plan, a, "FS-1d", b);
    Id lag = fixture_next_id(&plan);
    fixture_link(&plan, b, "SS+1d", c);
    fixture_link(&plan, a, "FS", c);
    fixture_link(&plan, b, "FS", c);
    fixture_link(&plan, off, "SF-3d", c);
    assert_point(&plan, HEALTH_LEADS, HEALTH_FAILED, 2500, 4, lead, 0);
    assert_point(&plan, HEALTH_LAGS, HEALTH_FAILED, 2500, 4, lag, 0);
    assert_point(&plan, HEALTH_RELATIONSHIPS, HEALTH_FAILED, 7500, 4, lag, 0);
    plan_release(&plan);
}

/* Beside 30 days, 1 day has a slack of 29; both limits are 20 days. */
static void tasks_are_counted_by_constraint_slack_and_duration(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    Id a = fixture_task(&plan, "A", "30d"), b = fixture_task(&plan, "B", "1d");
    assert_point(&plan, HEALTH_CONSTRAINTS, HEALTH_PASSED, 0, 2, 0);
    assert_point(&plan, HEALTH_HIGH_SLACK, HEALTH_FAILED, 5000, 2, b, 0);
    assert_point(&plan, HEALTH_LONG_TASKS, HEALTH_FAILED, 5000, 2, a, 0);
    assert_point(&plan, HEALTH_NEGATIVE_SLACK, HEALTH_PASSED, 0, 2, 0);
    fixture_constrain(&plan, b, CONSTRAINT_FINISH_NO_LATER, "2026-03-27T17:00");
    fixture_edit_task(&plan, a)->deadline = fixture_instant("2026-03-10T17:00");
    assert_point(&plan, HEALTH_CONSTRAINTS, HEALTH_FAILED, 5000, 2, b, 0);
    assert_point(&plan, HEALTH_HIGH_SLACK, HEALTH_PASSED, 0, 2, 0); /* 19 days until 27 March */
    assert_point(&plan, HEALTH_NEGATIVE_SLACK, HEALTH_FAILED, 5000, 2, a, 0);
    plan_release(&plan);
}

static void work_ahead_lies_after_the_status_date_and_actual_dates_before(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    Id late = fixture_task(&plan, "Not begun", "9d"), early = fixture_task(&plan, "Begun tomorrow", "9d");
    Id ahead = fixture_task(&plan, "Ahead", "1d"), running = fixture_task(&plan, "Running", "5d");
    fixture_board(&plan)->status_date = instant_date(fixture_instant("2026-03-05"));
    fixture_edit_task(&plan, early)->actual_start = fixture_instant("2026-03-06T08:00");
    fixture_edit_task(&plan, running)->actual_start = fixture_instant("2026-03-02T08:00");
    fixture_constrain(&plan, ahead, CONSTRAINT_START_NO_EARLIER, "2026-03-09T08:00");
    assert_point(&plan, HEALTH_INVALID_DATES, HEALTH_FAILED, 5000, 4, late, early, 0);
    fixture_edit_task(&plan, running)->duration = fixture_duration("1d"); /* should be complete, or be longer */
    assert_point(&plan, HEALTH_INVALID_DATES, HEALTH_FAILED, 7500, 4, late, early, running, 0);
    plan_release(&plan);
}

static void work_needs_somebody_or_a_cost_once_anything_has(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    fixture_task(&plan, "Milestone", "0d");
    assert_point(&plan, HEALTH_RESOURCES, HEALTH_UNDEFINED, NUMBER_NONE, 0, 0);
    fixture_assign(&plan, a, fixture_resource(&plan, "Anna", 0));
    BudgetLine line = {0};
    record_init(&budget_line_entity, &line);
    line.record.id = fixture_next_id(&plan);
    line.task = c;
    plan_add(&plan, ENTITY_BUDGET_LINE, &line);
    assert_point(&plan, HEALTH_RESOURCES, HEALTH_FAILED, 3333, 3, b, 0);
    fixture_edit_task(&plan, b)->fixed_cost = 100;
    assert_point(&plan, HEALTH_RESOURCES, HEALTH_PASSED, 0, 3, 0);
    plan_release(&plan);
}

static void add_to_baseline(Plan *plan, Id baseline, Id task, const char *finish)
{
    BaselineTask row = {0};
    record_init(&baseline_task_entity, &row);
    row.record.id = fixture_next_id(plan);
    row.baseline = baseline;
    row.task = task;
    row.start = fixture_instant("2026-03-02T08:00");
    row.finish = fixture_instant(finish);
    plan_add(plan, ENTITY_BASELINE_TASK, &row);
}

/* On 5 March A and B should be complete and C need not. A is; B takes four days and not one. */
static void missed_tasks_and_execution_are_told_by_the_baseline(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "4d"), c = fixture_task(&plan, "C", "9d");
    fixture_board(&plan)->status_date = instant_date(fixture_instant("2026-03-05"));
    assert_point(&plan, HEALTH_MISSED_TASKS, HEALTH_UNDEFINED, NUMBER_NONE, 0, 0);
    assert_point(&plan, HEALTH_BEI, HEALTH_UNDEFINED, NUMBER_NONE, 0, 0);
    Baseline baseline = {.record.id = fixture_next_id(&plan), .name = "Contract"};
    plan_add(&plan, ENTITY_BASELINE, &baseline);
    add_to_baseline(&plan, baseline.record.id, a, "2026-03-02T17:00");
    add_to_baseline(&plan, baseline.record.id, b, "2026-03-02T17:00");
    add_to_baseline(&plan, baseline.record.id, c, "2026-03-12T17:00");
    fixture_edit_task(&plan, a)->percent_complete = 10000;
    fixture_edit_task(&plan, b)->percent_complete = 5000;
    assert_point(&plan, HEALTH_MISSED_TASKS, HEALTH_FAILED, 5000, 2, b, 0);
    assert_point(&plan, HEALTH_BEI, HEALTH_FAILED, 5000, 2, b, 0);
    fixture_edit_task(&plan, c)->percent_complete = 10000; /* early, which makes up for B */
    assert_point(&plan, HEALTH_BEI, HEALTH_PASSED, 10000, 2, b, 0);
    plan_release(&plan);
}

static void a_delay_of_a_critical_task_reaches_the_finish(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    assert_point(&plan, HEALTH_CRITICAL_PATH, HEALTH_UNDEFINED, NUMBER_NONE, 0, 0);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    assert_point(&plan, HEALTH_CRITICAL_PATH, HEALTH_PASSED, 10000, 1, 0);
    fixture_edit_task(&plan, a)->manual = true;
    fixture_edit_task(&plan, a)->manual_start = fixture_instant("2026-03-02T08:00");
    fixture_edit_task(&plan, a)->manual_finish = fixture_instant("2026-03-06T17:00");
    assert_point(&plan, HEALTH_CRITICAL_PATH, HEALTH_FAILED, 0, 1, a, 0);
    plan_release(&plan);
}

/* Ten days, of which a deadline leaves eight: (10 − 2) / 10. From the sixth day on five are left: (5 − 2) / 5. */
static void the_length_index_is_what_of_the_length_there_is_time_for(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    Id a = fixture_task(&plan, "A", "10d");
    assert_point(&plan, HEALTH_CPLI, HEALTH_PASSED, 10000, 1, 0);
    fixture_edit_task(&plan, a)->deadline = fixture_instant("2026-03-11T17:00");
    assert_point(&plan, HEALTH_CPLI, HEALTH_FAILED, 8000, 1, 0);
    fixture_board(&plan)->status_date = instant_date(fixture_instant("2026-03-09"));
    assert_point(&plan, HEALTH_CPLI, HEALTH_FAILED, 6000, 1, 0);
    plan_release(&plan);
}

/* Words */

static void assert_finding(Plan *plan, HealthCheck check, Id id, const char *expected)
{
    Buffer text = {0};
    fixture_schedule(plan);
    health_word_finding(plan, check, id, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
}

static void a_finding_says_what_is_wrong_with_its_task_or_link(void **state)
{
    (void)state;
    Plan plan;
    health_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), b = fixture_task(&plan, "B", "30d"), x = fixture_task(&plan, "X", "1d");
    Id link = fixture_next_id(&plan);
    fixture_link(&plan, a, "FS-1d", b);
    assert_finding(&plan, HEALTH_LOGIC, a, "T-2 'A' has no predecessor");
    assert_finding(&plan, HEALTH_LOGIC, b, "T-3 'B' has no successor");
    assert_finding(&plan, HEALTH_LOGIC, x, "T-4 'X' has neither predecessor nor successor");
    assert_finding(&plan, HEALTH_LEADS, link, "T-3 'B' follows T-2 'A' by FS-1d");
    assert_finding(&plan, HEALTH_LONG_TASKS, b, "T-3 'B' takes 30d");
    assert_finding(&plan, HEALTH_HIGH_SLACK, x, "T-4 'X' has a total slack of 30d"); /* 31 days less its own */
    fixture_edit_task(&plan, x)->actual_start = fixture_instant("2026-03-06T08:00");
    assert_finding(&plan, HEALTH_INVALID_DATES, x, "T-4 'X' was started Fri 06 Mar 26 08:00, after the status date");
    assert_finding(&plan, HEALTH_LOGIC, 99, "");
    Id phase = fixture_task(&plan, "Phase", "0d"), within = fixture_child(&plan, phase, "Y", "1d");
    fixture_link(&plan, b, "FS", phase);
    assert_finding(&plan, HEALTH_LOGIC, within, "T-7 'Y' has no successor, nor has a summary task around it");
    plan_release(&plan);
}

/* One of two tasks is too long; without a baseline nothing can be missed. */
static void a_point_is_a_line_with_verdict_value_and_limit(void **state)
{
    (void)state;
    Plan plan;
    Health health = {0}, one = {0};
    Buffer text = {0};
    health_fixture(&plan);
    Id a = fixture_task(&plan, "A", "30d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_schedule(&plan);
    health_check(&plan, 0, &health);
    health_check_one(&plan, 0, HEALTH_LONG_TASKS, &one);
    health_word_line(&plan, &one, HEALTH_LONG_TASKS, &text);
    assert_string_equal(buffer_text(&text),
                        "FAILED   Long tasks                     50%  at most 5%      1 of 2 tasks");
    buffer_clear(&text);
    health_word_line(&plan, &health, HEALTH_LEADS, &text);
    assert_string_equal(buffer_text(&text),
                        "good     Leads                           0%  none            0 of 1 links");
    buffer_clear(&text);
    health_word_line(&plan, &health, HEALTH_MISSED_TASKS, &text);
    assert_string_equal(buffer_text(&text), "unknown  Missed tasks                     —  there is no baseline");
    buffer_clear(&text);
    health_word_line(&plan, &health, HEALTH_CPLI, &text);
    assert_string_equal(buffer_text(&text), "good     Critical path length index    1.00  at least 0.95");
    buffer_clear(&text);
    health_word_advice(&plan, &health, HEALTH_MISSED_TASKS, &text);
    assert_non_null(strstr(buffer_text(&text), "`steerco baseline` takes one."));
    buffer_clear(&text);
    health_word_conflicts(&plan, &text);
    assert_string_equal(buffer_text(&text), "good     Conflicts                        0  none");
    buffer_release(&text);
    health_release(&health);
    health_release(&one);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logic_is_missing_where_a_task_hangs_loose),
        cmocka_unit_test(links_are_counted_by_lag_and_type),
        cmocka_unit_test(tasks_are_counted_by_constraint_slack_and_duration),
        cmocka_unit_test(work_ahead_lies_after_the_status_date_and_actual_dates_before),
        cmocka_unit_test(work_needs_somebody_or_a_cost_once_anything_has),
        cmocka_unit_test(missed_tasks_and_execution_are_told_by_the_baseline),
        cmocka_unit_test(a_delay_of_a_critical_task_reaches_the_finish),
        cmocka_unit_test(the_length_index_is_what_of_the_length_there_is_time_for),
        cmocka_unit_test(a_finding_says_what_is_wrong_with_its_task_or_link),
        cmocka_unit_test(a_point_is_a_line_with_verdict_value_and_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
