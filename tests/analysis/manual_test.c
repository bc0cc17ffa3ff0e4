/*
 * Manual tasks. Microsoft Project keeps the dates of a manually scheduled task whatever its links say; one with a start
 * alone ends its duration later, one with neither date sits at the project start. Its successors follow its dates, and
 * its slack is counted like that of any other. The project starts on Monday 2 March 2026 at 08:00.
 */
#include "plan_fixture.h"

static void by_hand(Plan *plan, Id task, const char *start, const char *finish)
{
    Task *record = fixture_edit_task(plan, task);
    record->manual = true;
    record->manual_start = *start ? fixture_instant(start) : INSTANT_NONE;
    record->manual_finish = *finish ? fixture_instant(finish) : INSTANT_NONE;
}

/* A ends on Friday; M stands on Wednesday and Thursday all the same, and B follows M. */
static void links_do_not_move_a_manual_task_but_its_successors_follow_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), m = fixture_task(&plan, "M", "2d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", m);
    fixture_link(&plan, m, "FS", b);
    by_hand(&plan, m, "2026-03-04T08:00", "2026-03-05T17:00");
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Wed 4 Mar 08:00", "Thu 5 Mar 17:00");
    assert_dates(&plan, b, "Fri 6 Mar 08:00", "Fri 6 Mar 17:00");
    /* M could end by Thursday 17:00, so A should have ended by Tuesday 17:00: three days ago when it does on Friday. */
    assert_slack(&plan, m, 0, 0);
    assert_late(&plan, a, "Wed 25 Feb 08:00", "Tue 3 Mar 17:00");
    assert_int_equal(fixture_dates(&plan, a)->total_slack, -3 * DAY);
    plan_release(&plan);
}

/* Two days of work from Friday 13:00: Friday afternoon, Monday, and Tuesday until noon. */
static void a_start_alone_is_followed_by_the_duration(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id m = fixture_task(&plan, "M", "2d");
    by_hand(&plan, m, "2026-03-06T13:00", "");
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Fri 6 Mar 13:00", "Tue 10 Mar 12:00");
    plan_release(&plan);
}

static void a_finish_alone_is_preceded_by_the_duration(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id m = fixture_task(&plan, "M", "2d");
    by_hand(&plan, m, "", "2026-03-10T17:00");
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Mon 9 Mar 08:00", "Tue 10 Mar 17:00");
    plan_release(&plan);
}

static void without_dates_it_sits_at_the_project_start(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), m = fixture_task(&plan, "M", "2d");
    fixture_link(&plan, a, "FS", m);
    by_hand(&plan, m, "", "");
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Mon 2 Mar 08:00", "Tue 3 Mar 17:00");
    plan_release(&plan);
}

/* Wednesday 08:00 to Friday 12:00 are two and a half days, whatever duration was stored. */
static void its_duration_is_the_work_between_its_dates(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id m = fixture_task(&plan, "M", "9d"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, m, "FS+100%", s);
    by_hand(&plan, m, "2026-03-04T08:00", "2026-03-06T12:00");
    fixture_schedule(&plan);
    assert_int_equal(fixture_dates(&plan, m)->duration, 5 * DAY / 2);
    assert_dates(&plan, s, "Wed 11 Mar 08:00", "Wed 11 Mar 17:00"); /* Fri pm, Mon and Tue are the two and a half */
    plan_release(&plan);
}

static void constraints_do_not_move_it_and_actual_dates_do(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id m = fixture_task(&plan, "M", "2d"), n = fixture_task(&plan, "N", "2d"), end = fixture_task(&plan, "End", "20d");
    (void)end;
    by_hand(&plan, m, "2026-03-04T08:00", "2026-03-05T17:00");
    by_hand(&plan, n, "2026-03-04T08:00", "2026-03-05T17:00");
    fixture_constrain(&plan, m, CONSTRAINT_AS_LATE_AS_POSSIBLE, "");
    fixture_edit_task(&plan, n)->actual_start = fixture_instant("2026-03-03T08:00");
    fixture_edit_task(&plan, n)->actual_finish = fixture_instant("2026-03-03T15:00");
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Wed 4 Mar 08:00", "Thu 5 Mar 17:00");
    assert_dates(&plan, n, "Tue 3 Mar 08:00", "Tue 3 Mar 15:00");
    plan_release(&plan);
}

static void a_summary_gathers_its_manual_tasks(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "1d"), m = fixture_child(&plan, p, "M", "1d"),
       a = fixture_child(&plan, p, "A", "1d");
    (void)a;
    by_hand(&plan, m, "2026-02-26T08:00", "");
    fixture_schedule(&plan);
    assert_dates(&plan, p, "Thu 26 Feb 08:00", "Mon 2 Mar 17:00");
    plan_release(&plan);
}

static void a_finish_before_the_start_is_refused(void **state)
{
    (void)state;
    Plan plan;
    Error error = {0};
    plan_fixture(&plan);
    Id m = fixture_task(&plan, "M", "1d");
    by_hand(&plan, m, "2026-03-05T08:00", "2026-03-04T17:00");
    assert_false(task_entity.check(&plan, plan_find(&plan, ENTITY_TASK, m), &error));
    assert_string_equal(error.text, "the manual finish of 'M' lies before its manual start");
    fixture_schedule(&plan); /* such a plan from elsewhere is scheduled by its start */
    assert_dates(&plan, m, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    plan_release(&plan);
}

static void the_reason_for_its_start_is_said(void **state)
{
    (void)state;
    Plan plan;
    Buffer out = {0};
    plan_fixture(&plan);
    Id m = fixture_task(&plan, "M", "1d");
    by_hand(&plan, m, "2026-03-05T08:00", "");
    fixture_schedule(&plan);
    schedule_explain(&plan, m, &out);
    assert_string_equal(buffer_text(&out), "T-2 'M' starts Thu 05 Mar 26 08:00 because it is scheduled by hand");
    buffer_release(&out);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_do_not_move_a_manual_task_but_its_successors_follow_it),
        cmocka_unit_test(a_start_alone_is_followed_by_the_duration),
        cmocka_unit_test(a_finish_alone_is_preceded_by_the_duration),
        cmocka_unit_test(without_dates_it_sits_at_the_project_start),
        cmocka_unit_test(its_duration_is_the_work_between_its_dates),
        cmocka_unit_test(constraints_do_not_move_it_and_actual_dates_do),
        cmocka_unit_test(a_summary_gathers_its_manual_tasks),
        cmocka_unit_test(a_finish_before_the_start_is_refused),
        cmocka_unit_test(the_reason_for_its_start_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
