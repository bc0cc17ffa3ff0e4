/* Keeping the results of a plan up to date. */
#include "plan_fixture.h"

static void results_are_computed_once_for_each_generation(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    assert_null(plan_task_dates(&plan, a));
    fixture_schedule(&plan);
    assert_int_equal(plan.results->generation, plan.generation);
    plan.results->finish = 77; /* would be put right by computing again */
    fixture_schedule(&plan);
    assert_int_equal(plan.results->finish, 77);
    fixture_edit_task(&plan, a)->duration = fixture_duration("2d");
    assert_null(plan_task_dates(&plan, a));
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Tue 3 Mar 17:00");
    plan_release(&plan);
}

static void results_grow_with_the_plan(void **state)
{
    (void)state;
    Plan plan;
    Id last = 0;
    plan_fixture(&plan);
    for (int i = 0; i < 100; i++) {
        Id task = fixture_task(&plan, "Task", "1h");
        if (last)
            fixture_link(&plan, last, "FS", task);
        last = task;
        fixture_schedule(&plan);
    }
    /* 100 hours of 8 a day: twelve days and four hours, the thirteenth working day being Wednesday 18 March. */
    assert_instant(plan.results->finish, "Wed 18 Mar 12:00");
    plan_release(&plan);
}

static void a_plan_in_a_circle_still_has_its_outline_and_its_money(void **state)
{
    (void)state;
    Plan plan;
    Error error = {0};
    BudgetLine line = {0};
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), sum = fixture_task(&plan, "Sum", "0d");
    fixture_child(&plan, sum, "B", "1d");
    fixture_link(&plan, a, "FS", a);
    record_init(&budget_line_entity, &line);
    line.record.id = 1;
    line.amount = 500;
    plan_add(&plan, ENTITY_BUDGET_LINE, &line);
    assert_false(analysis_update(&plan, &error));
    assert_int_equal(plan.results->generation, plan.generation);
    assert_true(outline_is_summary(&plan.results->outline, 1));
    assert_int_equal(plan_ledger(&plan)->budget.current, 500);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_computed_once_for_each_generation),
        cmocka_unit_test(results_grow_with_the_plan),
        cmocka_unit_test(a_plan_in_a_circle_still_has_its_outline_and_its_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
