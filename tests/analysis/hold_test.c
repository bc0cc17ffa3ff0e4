/*
 * What a task stands by, for whoever wants to move it. The project starts on Monday 2 March 2026 at 08:00.
 */
#include "plan_fixture.h"

static void assert_held(const Plan *plan, Id task, ScheduleHold hold, Id held, Id by)
{
    Id found_held, found_by;
    assert_int_equal(schedule_hold(plan, task, &found_held, &found_by), hold);
    assert_int_equal(found_held, held);
    assert_int_equal(found_by, by);
}

/* P {A 2d → B 1d}; P waits for nothing, so it begins with A at the start of the project; B follows A. */
static void links_and_the_project_start_hold_a_task(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), a = fixture_child(&plan, p, "A", "2d"),
       b = fixture_child(&plan, p, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_schedule(&plan);
    assert_held(&plan, p, HOLD_PROJECT_START, a, a);
    assert_held(&plan, b, HOLD_LINK, b, a);
    plan_release(&plan);
}

static void dates_of_its_own_or_of_its_summary_hold_a_task(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), a = fixture_child(&plan, p, "A", "2d");
    Id b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d"), d = fixture_task(&plan, "D", "1d");
    fixture_constrain(&plan, p, CONSTRAINT_START_NO_EARLIER, "2026-03-09T08:00");
    fixture_constrain(&plan, b, CONSTRAINT_MUST_START_ON, "2026-03-04T08:00");
    fixture_edit_task(&plan, c)->actual_start = fixture_instant("2026-03-03T08:00");
    fixture_edit_task(&plan, d)->inactive = true;
    fixture_schedule(&plan);
    assert_held(&plan, a, HOLD_SUMMARY, a, p);
    assert_held(&plan, b, HOLD_CONSTRAINT, b, b);
    assert_held(&plan, c, HOLD_STARTED, c, c);
    assert_held(&plan, d, HOLD_NONE, d, d);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_and_the_project_start_hold_a_task),
        cmocka_unit_test(dates_of_its_own_or_of_its_summary_hold_a_task),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
