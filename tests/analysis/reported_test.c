/*
 * What is reported has happened. The project starts on Monday 5 January 2026 at 08:00; 08–12 and 13–17, Monday to
 * Friday.
 */
#include "plan_fixture.h"

#include "steerco/analysis/reported.h"
#include "steerco/analysis/schedule.h"

typedef struct Fixture {
    Plan plan;
    ChangeSet set;
    Error error;
} Fixture;

static int begin(void **state)
{
    static Fixture fixture;
    fixture = (Fixture){0};
    plan_fixture(&fixture.plan);
    fixture_board(&fixture.plan)->start = fixture_instant("2026-01-05T08:00");
    change_begin(&fixture.set, &fixture.plan, "test", "report");
    *state = &fixture;
    return 0;
}

static int end(void **state)
{
    Fixture *fixture = *state;
    change_release(&fixture->set);
    plan_release(&fixture->plan);
    return 0;
}

static void status(Fixture *fixture, const char *day)
{
    fixture_board(&fixture->plan)->status_date = instant_date(fixture_instant(day));
    fixture_board(&fixture->plan)->reschedule_remaining = true;
}

static const Field *named(const char *field)
{
    return entity_field(&task_entity, field);
}

static bool report(Fixture *fixture, Id task, const char *field, int64_t value)
{
    error_clear(&fixture->error);
    return reported_type(&fixture->set, &fixture->plan, task, named(field), value_number(value), &fixture->error);
}

static int64_t after(Fixture *fixture, Id task, const char *field)
{
    return change_value(&fixture->set, &fixture->plan, &task_entity, task, named(field)).number;
}

static void take_over(Fixture *fixture)
{
    plan_apply(&fixture->plan, &fixture->set);
    change_release(&fixture->set);
    fixture_schedule(&fixture->plan);
    change_begin(&fixture->set, &fixture->plan, "test", "report");
}

#define assert_report(task, field, expected) assert_int_equal(after(*state, task, field), fixture_instant(expected))
#define assert_nothing(task, field)          assert_true(after(*state, task, field) == VALUE_NONE)

/* A of five days is planned for 12–16 Jan behind five days of B. With status Thu 22 Jan its work is moved to Fri 23
   Jan, and yet it went as planned. */
static void a_report_goes_by_the_dates_before_the_status_date_moved_them(void **state)
{
    Fixture *fixture = *state;
    Id b = fixture_task(&fixture->plan, "B", "5d"), a = fixture_task(&fixture->plan, "A", "5d");
    fixture_link(&fixture->plan, b, "FS", a);
    status(fixture, "2026-01-22");
    fixture_schedule(&fixture->plan);
    assert_dates(&fixture->plan, b, "Fri 23 Jan 08:00", "Thu 29 Jan 17:00");
    assert_true(report(fixture, a, "percent_complete", 10000));
    assert_report(a, "actual_start", "2026-01-12T08:00");
    assert_report(a, "actual_finish", "2026-01-16T17:00");
    assert_true(report(fixture, a, "percent_complete", 4000));
    assert_report(a, "actual_start", "2026-01-12T08:00");
    assert_nothing(a, "actual_finish");
}

/* Ten days from Mon 12 Jan would end on Fri 23 Jan: reported done with status Tue 20 Jan, they took seven. */
static void a_report_ends_with_the_status_date(void **state)
{
    Fixture *fixture = *state;
    Id b = fixture_task(&fixture->plan, "B", "5d"), a = fixture_task(&fixture->plan, "A", "10d");
    fixture_link(&fixture->plan, b, "FS", a);
    status(fixture, "2026-01-20");
    fixture_schedule(&fixture->plan);
    assert_true(report(fixture, a, "percent_complete", 10000));
    assert_report(a, "actual_start", "2026-01-12T08:00");
    assert_report(a, "actual_finish", "2026-01-20T17:00");
    take_over(fixture);
    assert_int_equal(fixture_dates(&fixture->plan, a)->duration, 7 * DAY);
}

static void what_would_start_after_the_status_date_is_refused(void **state)
{
    Fixture *fixture = *state;
    Id b = fixture_task(&fixture->plan, "B", "5d"), a = fixture_task(&fixture->plan, "A", "5d");
    fixture_link(&fixture->plan, b, "FS", a);
    status(fixture, "2026-01-08");
    fixture_schedule(&fixture->plan);
    assert_false(report(fixture, a, "percent_complete", 2000));
    assert_string_equal(fixture->error.text,
                        "“A” cannot have been started on Mon 12 Jan 2026: the status date is Thu 8 Jan 2026");
    assert_false(report(fixture, b, "actual_finish", fixture_instant("2026-01-09T17:00")));
    assert_string_equal(fixture->error.text,
                        "“B” cannot have been finished on Fri 9 Jan 2026: the status date is Thu 8 Jan 2026");
    assert_false(report(fixture, b, "actual_start", fixture_instant("2026-01-09T08:00")));
    assert_int_equal(fixture->set.changes.count, 0);
    /* The end of the day is still in it. */
    assert_true(report(fixture, b, "actual_finish", fixture_instant("2026-01-09T00:00")));
}

/* Friday is as far as it goes without a status date: nothing is refused, nothing is cut. */
static void without_a_status_date_nothing_is_refused(void **state)
{
    Fixture *fixture = *state;
    Id a = fixture_task(&fixture->plan, "A", "5d");
    fixture_schedule(&fixture->plan);
    assert_true(report(fixture, a, "percent_complete", 10000));
    assert_report(a, "actual_finish", "2026-01-09T17:00");
    assert_true(report(fixture, a, "actual_start", fixture_instant("2030-01-07T08:00")));
}

static void an_actual_finish_brings_start_and_per_cent_and_takes_them_back(void **state)
{
    Fixture *fixture = *state;
    Id a = fixture_task(&fixture->plan, "A", "5d");
    fixture_schedule(&fixture->plan);
    assert_true(report(fixture, a, "actual_finish", fixture_instant("2026-01-13T17:00")));
    assert_report(a, "actual_start", "2026-01-05T08:00");
    assert_int_equal(after(fixture, a, "percent_complete"), 10000);
    take_over(fixture);
    assert_true(report(fixture, a, "actual_finish", VALUE_NONE));
    assert_nothing(a, "actual_start");
    assert_int_equal(after(fixture, a, "percent_complete"), 0);
    change_release(&fixture->set);
    change_begin(&fixture->set, &fixture->plan, "test", "report");
    assert_true(report(fixture, a, "actual_start", VALUE_NONE));
    assert_nothing(a, "actual_finish");
    assert_int_equal(after(fixture, a, "percent_complete"), 0);
}

/* Planned for Mon 12 – Wed 14 Jan, but finished on Thu 8 Jan: three days before that is Tue 6 Jan 08:00. */
static void what_was_finished_before_it_was_to_begin_took_its_duration(void **state)
{
    Fixture *fixture = *state;
    Id b = fixture_task(&fixture->plan, "B", "5d"), a = fixture_task(&fixture->plan, "A", "3d");
    fixture_link(&fixture->plan, b, "FS", a);
    fixture_schedule(&fixture->plan);
    assert_true(report(fixture, a, "actual_finish", fixture_instant("2026-01-08T17:00")));
    assert_report(a, "actual_start", "2026-01-06T08:00");
}

/* 9–26 Feb is 14 working days, whatever the ten that it was given; a percentage lag counts from them: 7 days. */
static void duration_follows_actual_dates(void **state)
{
    Fixture *fixture = *state;
    Id a = fixture_task(&fixture->plan, "A", "10d"), b = fixture_task(&fixture->plan, "B", "1d");
    fixture_link(&fixture->plan, a, "SS+50%", b);
    fixture_edit_task(&fixture->plan, a)->actual_start = fixture_instant("2026-02-09T08:00");
    fixture_edit_task(&fixture->plan, a)->actual_finish = fixture_instant("2026-02-26T17:00");
    fixture_schedule(&fixture->plan);
    Buffer shown = {0};
    assert_int_equal(fixture_dates(&fixture->plan, a)->duration, 14 * DAY);
    field_word(named("duration"), &fixture->plan, plan_find(&fixture->plan, ENTITY_TASK, a), FORMAT_DISPLAY, &shown);
    assert_string_equal(buffer_text(&shown), "14d");
    assert_dates(&fixture->plan, b, "Wed 18 Feb 08:00", "Wed 18 Feb 17:00");
    buffer_release(&shown);
    /* Another duration is another finish: 9–13 Feb. */
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, a, duration, value_number(fixture_duration("5d")));
    assert_true(reported_stretch(&fixture->set, &fixture->plan, a, &fixture->error));
    assert_report(a, "actual_finish", "2026-02-13T17:00");
}

/* A weekend of work counts for the day that it was given. */
static void work_outside_working_time_took_what_it_was_given(void **state)
{
    Fixture *fixture = *state;
    Id a = fixture_task(&fixture->plan, "A", "1d");
    fixture_edit_task(&fixture->plan, a)->actual_start = fixture_instant("2026-02-07T08:00");
    fixture_edit_task(&fixture->plan, a)->actual_finish = fixture_instant("2026-02-07T17:00");
    fixture_schedule(&fixture->plan);
    assert_int_equal(fixture_dates(&fixture->plan, a)->duration, DAY);
}

/*
 * Under a summary: A 5d 5–9 Jan, then B 8d 12–21 Jan, then C 22 Jan. As of Thu 15 Jan A is done, of B four of eight
 * days are, C has not begun. A week later, Thu 22 Jan, B is done on Wed 21 Jan, and C on that day.
 */
static void a_week_is_reported_at_once(void **state)
{
    Fixture *fixture = *state;
    Id s = fixture_task(&fixture->plan, "S", "1d"), a = fixture_child(&fixture->plan, s, "A", "5d"),
       b = fixture_child(&fixture->plan, s, "B", "8d"), c = fixture_task(&fixture->plan, "C", "1d");
    fixture_link(&fixture->plan, a, "FS", b);
    fixture_link(&fixture->plan, b, "FS", c);
    fixture_board(&fixture->plan)->reschedule_remaining = true;
    fixture_schedule(&fixture->plan);
    Date thursday = date_make(2026, 1, 15);
    assert_true(reported_as_of(&fixture->set, &fixture->plan, s, thursday, &fixture->error));
    assert_false(reported_as_of(&fixture->set, &fixture->plan, c, thursday, &fixture->error));
    assert_report(a, "actual_finish", "2026-01-09T17:00");
    assert_int_equal(after(fixture, b, "percent_complete"), 5000);
    assert_report(b, "actual_start", "2026-01-12T08:00");
    assert_nothing(c, "actual_start");
    take_over(fixture);
    assert_int_equal(plan_board(&fixture->plan)->status_date, thursday);
    assert_true(reported_as_of(&fixture->set, &fixture->plan, s, thursday + 7, &fixture->error));
    assert_true(reported_as_of(&fixture->set, &fixture->plan, c, thursday + 7, &fixture->error));
    assert_report(b, "actual_finish", "2026-01-21T17:00");
    assert_report(c, "actual_finish", "2026-01-22T17:00");
    /* An earlier day takes nothing back. */
    take_over(fixture);
    assert_false(reported_as_of(&fixture->set, &fixture->plan, s, thursday, &fixture->error));
    assert_int_equal(fixture->set.changes.count, 0);
}

/* Not reported last week, work stands behind the status date Thu 8 Jan: on Tue 13 Jan three of its five days are over.
 */
static void work_that_was_moved_is_reported_where_it_stands(void **state)
{
    Fixture *fixture = *state;
    Id a = fixture_task(&fixture->plan, "A", "5d");
    status(fixture, "2026-01-08");
    fixture_schedule(&fixture->plan);
    assert_dates(&fixture->plan, a, "Fri 9 Jan 08:00", "Thu 15 Jan 17:00");
    assert_true(reported_as_of(&fixture->set, &fixture->plan, a, date_make(2026, 1, 13), &fixture->error));
    assert_int_equal(after(fixture, a, "percent_complete"), 6000);
    assert_report(a, "actual_start", "2026-01-09T08:00");
    /* The status date that is set already: by the dates before it, Mon–Thu of five days. */
    change_release(&fixture->set);
    change_begin(&fixture->set, &fixture->plan, "test", "report");
    assert_true(reported_as_of(&fixture->set, &fixture->plan, a, date_make(2026, 1, 8), &fixture->error));
    assert_int_equal(after(fixture, a, "percent_complete"), 8000);
    assert_report(a, "actual_start", "2026-01-05T08:00");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_report_goes_by_the_dates_before_the_status_date_moved_them),
        TEST(a_report_ends_with_the_status_date),
        TEST(what_would_start_after_the_status_date_is_refused),
        TEST(without_a_status_date_nothing_is_refused),
        TEST(an_actual_finish_brings_start_and_per_cent_and_takes_them_back),
        TEST(what_was_finished_before_it_was_to_begin_took_its_duration),
        TEST(duration_follows_actual_dates),
        TEST(work_outside_working_time_took_what_it_was_given),
        TEST(a_week_is_reported_at_once),
        TEST(work_that_was_moved_is_reported_where_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
