/*
 * Tasks that have begun, and a status date. Microsoft Project moves the rest of a task that is behind to the status
 * date, which ends at 17:00, so that work goes on the next working day; Primavera names the two ways to treat work that
 * was started out of sequence. The project starts on Monday 2 March 2026 at 08:00.
 */
#include "plan_fixture.h"

#include "steerco/analysis/network.h"
#include "steerco/analysis/schedule.h"
#include "steerco/model/filter.h"
#include "steerco/records/records.h"

static void begun(Plan *plan, Id task, const char *start, int percent)
{
    Task *record = fixture_edit_task(plan, task);
    record->actual_start = *start ? fixture_instant(start) : INSTANT_NONE;
    record->percent_complete = percent * 100;
}

static void status(Plan *plan, const char *day, bool reschedule)
{
    fixture_board(plan)->status_date = instant_date(fixture_instant(day));
    fixture_board(plan)->reschedule_remaining = reschedule;
}

/* A 5d is done for two days, Monday and Tuesday; the other three are Friday, Monday and Tuesday. */
static void the_rest_of_a_late_task_goes_on_after_the_status_date(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    begun(&plan, a, "2026-03-02T08:00", 40);
    status(&plan, "2026-03-05", true);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Tue 10 Mar 17:00");
    assert_instant(fixture_dates(&plan, a)->resume, "Fri 6 Mar 08:00");
    assert_int_equal(fixture_dates(&plan, a)->remaining, 3 * DAY);
    assert_dates(&plan, b, "Wed 11 Mar 08:00", "Wed 11 Mar 17:00");
    assert_slack(&plan, a, 0, 0);
    plan_release(&plan);
}

static void without_the_flag_the_rest_stays_where_it_was(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "1d");
    begun(&plan, a, "2026-03-02T08:00", 40);
    status(&plan, "2026-03-05", false);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Fri 6 Mar 17:00");
    assert_int_equal(fixture_dates(&plan, a)->resume, INSTANT_NONE);
    assert_dates(&plan, b, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    fixture_board(&plan)->status_date = DATE_NONE;
    fixture_board(&plan)->reschedule_remaining = true;
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Fri 6 Mar 17:00");
    assert_dates(&plan, b, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    plan_release(&plan);
}

static void a_task_ahead_of_the_status_date_is_not_split(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d");
    begun(&plan, a, "2026-03-02T08:00", 80);
    status(&plan, "2026-03-03", true);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Fri 6 Mar 17:00");
    assert_int_equal(fixture_dates(&plan, a)->resume, INSTANT_NONE);
    assert_int_equal(fixture_dates(&plan, a)->remaining, DAY);
    plan_release(&plan);
}

static void what_has_not_begun_does_not_begin_before_the_status_date(void **state)
{
    (void)state;
    Plan plan;
    Buffer out = {0};
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), m = fixture_task(&plan, "M", "0d"), c = fixture_task(&plan, "C", "1d");
    Id done = fixture_task(&plan, "Done", "1d");
    fixture_constrain(&plan, c, CONSTRAINT_MUST_START_ON, "2026-03-02T08:00");
    begun(&plan, done, "", 100);
    status(&plan, "2026-03-04", true);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    assert_dates(&plan, m, "Wed 4 Mar 17:00", "Wed 4 Mar 17:00");
    assert_dates(&plan, done, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    /* It had to start on Monday and can on Thursday: three days late. */
    assert_dates(&plan, c, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    assert_int_equal(fixture_dates(&plan, c)->total_slack, -3 * DAY);
    schedule_explain(&plan, a, &out);
    assert_string_equal(buffer_text(&out),
                        "T-2 'A' starts Thu 05 Mar 26 08:00 because it had not begun by the status date");
    buffer_release(&out);
    plan_release(&plan);
}

/* Half of four days was done on Monday and Tuesday, as scheduled; the rest is Thursday and Friday. */
static void progress_without_an_actual_start_counts_from_the_scheduled_one(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "4d");
    begun(&plan, a, "", 50);
    status(&plan, "2026-03-04", true);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Fri 6 Mar 17:00");
    assert_instant(fixture_dates(&plan, a)->resume, "Thu 5 Mar 08:00");
    plan_release(&plan);
}

/* A Mon–Fri before B 4d, of which two days were done on Tuesday and Wednesday. Waiting, B goes on after A: Mon, Tue. */
static void out_of_sequence_progress_waits_or_goes_on(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), p = fixture_task(&plan, "P", "0d");
    Id b = fixture_child(&plan, p, "B", "4d"), c = fixture_task(&plan, "C", "4d");
    fixture_link(&plan, a, "FS", p); /* binds B through its summary */
    fixture_link(&plan, a, "FS", c);
    begun(&plan, a, "2026-03-02T08:00", 0);
    begun(&plan, b, "2026-03-03T08:00", 50);
    begun(&plan, c, "2026-03-03T08:00", 50);
    fixture_schedule(&plan);
    assert_dates(&plan, c, "Tue 3 Mar 08:00", "Fri 6 Mar 17:00"); /* no status date: as its start and duration say */
    status(&plan, "2026-03-04", false);
    fixture_schedule(&plan);
    assert_dates(&plan, c, "Tue 3 Mar 08:00", "Tue 10 Mar 17:00");
    assert_instant(fixture_dates(&plan, c)->resume, "Mon 9 Mar 08:00");
    assert_dates(&plan, b, "Tue 3 Mar 08:00", "Tue 10 Mar 17:00");
    fixture_board(&plan)->progress_logic = PROGRESS_OVERRIDE;
    fixture_schedule(&plan);
    assert_dates(&plan, c, "Tue 3 Mar 08:00", "Fri 6 Mar 17:00");
    assert_dates(&plan, b, "Tue 3 Mar 08:00", "Fri 6 Mar 17:00");
    plan_release(&plan);
}

static void a_finished_predecessor_holds_nothing_up(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "4d");
    fixture_link(&plan, a, "FS+2d", b);
    begun(&plan, a, "2026-03-02T08:00", 100);
    fixture_edit_task(&plan, a)->actual_finish = fixture_instant("2026-03-04T17:00");
    begun(&plan, b, "2026-03-03T08:00", 50);
    status(&plan, "2026-03-04", true);
    fixture_schedule(&plan);
    assert_dates(&plan, b, "Tue 3 Mar 08:00", "Fri 6 Mar 17:00");
    plan_release(&plan);
}

/* A quarter of 4ed was done by Tuesday 08:00; three elapsed days from Wednesday 17:00 end on Saturday 17:00. */
static void elapsed_work_resumes_by_the_clock(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "4ed");
    begun(&plan, a, "2026-03-02T08:00", 25);
    status(&plan, "2026-03-04", true);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Sat 7 Mar 17:00");
    assert_instant(fixture_dates(&plan, a)->resume, "Wed 4 Mar 17:00");
    assert_int_equal(fixture_dates(&plan, a)->remaining, 3 * MINUTES_PER_DAY);
    plan_release(&plan);
}

static void manual_tasks_stay_in_the_past(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id m = fixture_task(&plan, "M", "2d");
    fixture_edit_task(&plan, m)->manual = true;
    fixture_edit_task(&plan, m)->manual_start = fixture_instant("2026-03-02T08:00");
    begun(&plan, m, "", 50);
    status(&plan, "2026-03-12", true);
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Mon 2 Mar 08:00", "Tue 3 Mar 17:00");
    assert_int_equal(fixture_dates(&plan, m)->resume, INSTANT_NONE);
    plan_release(&plan);
}

static int count_filtered(const Plan *plan, const char *text)
{
    int count = 0;
    Filter *filter = filter_new(plan, &task_entity, text, NULL);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        count += filter_matches(filter, plan, plan_task(plan, row));
    filter_free(filter);
    return count;
}

/* By Thursday 5 March A should be over, and so should its summary, which is no second task that is late; Q misses a
   deadline of its own, while its task is due on Friday 13 only. What is done or inactive is never late. */
static void figures_and_filter_count_the_same_tasks_as_late(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), q = fixture_task(&plan, "Q", "0d");
    Id a = fixture_child(&plan, p, "A", "1d");
    fixture_child(&plan, q, "B", "10d");
    begun(&plan, fixture_task(&plan, "C", "1d"), "2026-03-02T08:00", 100);
    fixture_edit_task(&plan, fixture_task(&plan, "D", "1d"))->inactive = true;
    fixture_edit_task(&plan, q)->deadline = fixture_instant("2026-03-05T17:00");
    status(&plan, "2026-03-05", false);
    fixture_schedule(&plan);
    assert_true(task_is_late(&plan, plan_find(&plan, ENTITY_TASK, a)));
    assert_false(task_is_late(&plan, plan_find(&plan, ENTITY_TASK, p)));
    assert_true(task_is_late(&plan, plan_find(&plan, ENTITY_TASK, q)));
    assert_int_equal(schedule_figures(&plan).late, 2);
    assert_int_equal(count_filtered(&plan, "late"), 2);
    plan_release(&plan);
}

/*
 * As in Microsoft Project it is the part of its span that is not complete, however many tasks run side by side. P: 4
 * days of 480 minutes, (4 d × 25 % + 2 d) of 7 d are done, 42.86 %: 1920 − 823 minutes (822.9). Q: 2 days, 2 d of 3 d
 * are done, 66.67 %: 960 − 640 minutes.
 */
static void what_remains_of_a_summary_is_a_part_of_its_span(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), q = fixture_child(&plan, p, "Q", "0d");
    begun(&plan, fixture_child(&plan, p, "A", "4d"), "2026-03-02T08:00", 25);
    begun(&plan, fixture_child(&plan, q, "B", "2d"), "2026-03-02T08:00", 100);
    fixture_child(&plan, q, "C", "1d");
    fixture_schedule(&plan);
    assert_int_equal(fixture_dates(&plan, p)->remaining, 1097);
    assert_int_equal(fixture_dates(&plan, q)->remaining, 320);
    assert_int_equal(fixture_dates(&plan, p)->resume, INSTANT_NONE);
    plan_release(&plan);
}

/* A 2d was to end on Tue 3 March; with status Thu 5 March it is moved to Fri 6 – Mon 9 March, and is late all the same.
   B 5d, until Fri 6 March before it is moved, is not. */
static void late_speaks_of_the_status_date_also_where_work_is_moved(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), b = fixture_task(&plan, "B", "5d");
    status(&plan, "2026-03-05", true);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Fri 6 Mar 08:00", "Mon 9 Mar 17:00");
    assert_true(task_is_late(&plan, plan_find(&plan, ENTITY_TASK, a)));
    assert_false(task_is_late(&plan, plan_find(&plan, ENTITY_TASK, b)));
    assert_int_equal(schedule_figures(&plan).late, 1);
    plan_release(&plan);
}

/* To the nearest, but all only when all is done. */
static void whole_per_cents_are_rounded(void **state)
{
    (void)state;
    assert_int_equal(schedule_whole_percent(8150, 10000), 82);
    assert_int_equal(schedule_whole_percent(8149, 10000), 81);
    assert_int_equal(schedule_whole_percent(9999, 10000), 99);
    assert_int_equal(schedule_whole_percent(10000, 10000), 100);
    assert_int_equal(schedule_whole_percent(0, 0), 0);
    assert_int_equal(minutes_remaining(480, 3333), 320); /* a third of a day is 160 minutes */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rest_of_a_late_task_goes_on_after_the_status_date),
        cmocka_unit_test(without_the_flag_the_rest_stays_where_it_was),
        cmocka_unit_test(a_task_ahead_of_the_status_date_is_not_split),
        cmocka_unit_test(what_has_not_begun_does_not_begin_before_the_status_date),
        cmocka_unit_test(progress_without_an_actual_start_counts_from_the_scheduled_one),
        cmocka_unit_test(out_of_sequence_progress_waits_or_goes_on),
        cmocka_unit_test(a_finished_predecessor_holds_nothing_up),
        cmocka_unit_test(elapsed_work_resumes_by_the_clock),
        cmocka_unit_test(manual_tasks_stay_in_the_past),
        cmocka_unit_test(what_remains_of_a_summary_is_a_part_of_its_span),
        cmocka_unit_test(figures_and_filter_count_the_same_tasks_as_late),
        cmocka_unit_test(late_speaks_of_the_status_date_also_where_work_is_moved),
        cmocka_unit_test(whole_per_cents_are_rounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
