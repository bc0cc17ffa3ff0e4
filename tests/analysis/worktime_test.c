/* Working-time arithmetic: Microsoft Project's conventions at the edges of working time, calendars, exceptions. */
#include "plan_fixture.h"

#include "steerco/analysis/worktime.h"
#include "steerco/records/records.h"

static WorkTime *standard(Plan *plan)
{
    plan_fixture(plan);
    return worktime_new(plan, 0);
}

#define assert_after(time, from, minutes, expected)                                                                    \
    assert_instant(worktime_add(time, fixture_instant(from), minutes), expected)

/* Project: "add(Mon 08:00, 480) = Mon 17:00; sub(Tue 17:00, 480) = Tue 08:00". */
static void counting_stays_at_the_edge_where_the_minutes_run_out(void **state)
{
    (void)state;
    Plan plan;
    WorkTime *time = standard(&plan);
    assert_after(time, "2026-03-02T08:00", 480, "Mon 2 Mar 17:00");
    assert_after(time, "2026-03-02T08:00", 240, "Mon 2 Mar 12:00");
    assert_after(time, "2026-03-02T08:00", 241, "Mon 2 Mar 13:01");
    assert_after(time, "2026-03-06T17:00", 480, "Mon 9 Mar 17:00");
    assert_after(time, "2026-03-07T11:11", 1, "Mon 9 Mar 08:01");
    assert_instant(worktime_sub(time, fixture_instant("2026-03-03T17:00"), 480), "Tue 3 Mar 08:00");
    assert_instant(worktime_sub(time, fixture_instant("2026-03-09T08:00"), 480), "Fri 6 Mar 08:00");
    assert_instant(worktime_sub(time, fixture_instant("2026-03-02T13:00"), 240), "Mon 2 Mar 08:00");
    worktime_free(time);
    plan_release(&plan);
}

static void no_minutes_move_nothing_and_negative_ones_turn_round(void **state)
{
    (void)state;
    Plan plan;
    WorkTime *time = standard(&plan);
    assert_after(time, "2026-03-07T11:11", 0, "Sat 7 Mar 11:11");
    assert_after(time, "2026-03-04T17:00", -480, "Wed 4 Mar 08:00");
    assert_instant(worktime_sub(time, fixture_instant("2026-03-02T08:00"), -60), "Mon 2 Mar 09:00");
    worktime_free(time);
    plan_release(&plan);
}

static void next_and_prev_find_where_work_begins_and_ends(void **state)
{
    (void)state;
    Plan plan;
    WorkTime *time = standard(&plan);
    assert_instant(worktime_next(time, fixture_instant("2026-03-02T17:00")), "Tue 3 Mar 08:00");
    assert_instant(worktime_next(time, fixture_instant("2026-03-02T12:00")), "Mon 2 Mar 13:00");
    assert_instant(worktime_next(time, fixture_instant("2026-03-07T00:00")), "Mon 9 Mar 08:00");
    assert_instant(worktime_next(time, fixture_instant("2026-03-02T09:30")), "Mon 2 Mar 09:30");
    assert_instant(worktime_prev(time, fixture_instant("2026-03-03T08:00")), "Mon 2 Mar 17:00");
    assert_instant(worktime_prev(time, fixture_instant("2026-03-02T13:00")), "Mon 2 Mar 12:00");
    assert_instant(worktime_prev(time, fixture_instant("2026-03-08T23:59")), "Fri 6 Mar 17:00");
    assert_instant(worktime_prev(time, fixture_instant("2026-03-02T09:30")), "Mon 2 Mar 09:30");
    worktime_free(time);
    plan_release(&plan);
}

/* A working week has 5 × 480 minutes; from the end of one day to the beginning of the next there are none. */
static void between_counts_working_minutes_with_their_sign(void **state)
{
    (void)state;
    Plan plan;
    WorkTime *time = standard(&plan);
    Instant monday = fixture_instant("2026-03-02T08:00"), next = fixture_instant("2026-03-09T08:00");
    assert_int_equal(worktime_between(time, monday, next), 2400);
    assert_int_equal(worktime_between(time, next, monday), -2400);
    assert_int_equal(worktime_between(time, fixture_instant("2026-03-02T17:00"), fixture_instant("2026-03-03T08:00")),
                     0);
    worktime_free(time);
    plan_release(&plan);
}

/* The tables span some years around the project start; beyond them the week repeats. 52,000 weeks reach into 2946. */
static void the_week_repeats_for_centuries(void **state)
{
    (void)state;
    Plan plan;
    WorkTime *time = standard(&plan);
    Instant monday = instant_make(date_make(1950, 1, 2), 8 * 60);
    for (int64_t weeks = 1; weeks <= 52000; weeks += 1733) {
        Instant later = monday + (Instant)weeks * 7 * MINUTES_PER_DAY;
        assert_int_equal(worktime_between(time, monday, later), weeks * 2400);
        assert_int_equal(worktime_add(time, monday, weeks * 2400 + 1), later + 1);
        assert_int_equal(worktime_sub(time, later + 1, weeks * 2400 + 1), monday);
    }
    worktime_free(time);
    plan_release(&plan);
}

static void results_are_clamped_to_the_years_that_are_counted(void **state)
{
    (void)state;
    Plan plan;
    WorkTime *time = standard(&plan);
    assert_after(time, "2026-03-02T08:00", INT64_C(1000000000000), "Wed 1 Jan 00:00 3000");
    assert_after(time, "2026-03-02T08:00", -INT64_C(1000000000000), "Mon 1 Jan 00:00 1900");
    worktime_free(time);
    plan_release(&plan);
}

/* Project: exception of the calendar, then of its base, then the weekday, each falling back to the base. */
static void a_day_is_looked_up_in_exceptions_first_and_in_bases_last(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id base = fixture_calendar(&plan, 0, "08:00-16:00", "10:00-12:00");
    Id own = fixture_calendar(&plan, base, "09:00-12:00", "inherit");
    fixture_exception(&plan, base, "2026-03-03", "2026-03-04", "off");
    fixture_exception(&plan, own, "2026-03-04", "2026-03-04", "13:00-15:00");
    WorkTime *time = worktime_new(&plan, own);
    const int minutes[] = {180, 0, 120, 180, 180, 120, 120}; /* Mon 2 … Sun 8 March */
    for (int day = 0; day < 7; day++) {
        Instant from = instant_make(date_make(2026, 3, 2 + day), 0);
        assert_int_equal(worktime_between(time, from, from + MINUTES_PER_DAY), minutes[day]);
        assert_int_equal(worktime_is_working_day(time, instant_date(from)), minutes[day] > 0);
    }
    worktime_free(time);
    plan_release(&plan);
}

static void an_exception_far_from_the_project_counts_too(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "08:00-16:00", "off");
    fixture_exception(&plan, calendar, "2126-01-01", "2126-12-31", "off");
    WorkTime *time = worktime_new(&plan, calendar);
    assert_int_equal(worktime_between(time, fixture_instant("2126-01-01T00:00"), fixture_instant("2127-01-01T00:00")),
                     0);
    assert_instant(worktime_next(time, fixture_instant("2126-01-01T00:00")), "Wed 1 Jan 08:00 2127");
    worktime_free(time);
    plan_release(&plan);
}

static void round_the_clock_counts_midnight_as_inside(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "00:00-24:00", "00:00-24:00");
    WorkTime *time = worktime_new(&plan, calendar);
    assert_after(time, "2026-03-02T08:00", 3 * MINUTES_PER_DAY, "Thu 5 Mar 08:00");
    assert_instant(worktime_next(time, fixture_instant("2026-03-03T00:00")), "Tue 3 Mar 00:00");
    assert_instant(worktime_prev(time, fixture_instant("2026-03-03T00:00")), "Tue 3 Mar 00:00");
    worktime_free(time);
    plan_release(&plan);
}

static void a_calendar_without_working_time_uses_the_clock(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "off", "off");
    WorkTime *time = worktime_new(&plan, calendar), *usual = worktime_new(&plan, 0);
    assert_true(worktime_is_empty(time));
    assert_false(worktime_is_empty(usual));
    assert_after(time, "2026-03-07T08:00", 90, "Sat 7 Mar 09:30");
    worktime_free(time);
    worktime_free(usual);
    plan_release(&plan);
}

/* Working time that never comes again is no reason to hang: what is left of the duration ends with the counting. */
static void a_calendar_that_works_on_one_day_only_runs_out(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "off", "off");
    fixture_exception(&plan, calendar, "2026-03-04", "2026-03-04", "08:00-12:00");
    WorkTime *time = worktime_new(&plan, calendar);
    assert_after(time, "2026-03-02T08:00", 240, "Wed 4 Mar 12:00");
    assert_after(time, "2026-03-02T08:00", 241, "Wed 1 Jan 00:00 3000");
    assert_instant(worktime_sub(time, fixture_instant("2026-03-05T00:00"), 241), "Mon 1 Jan 00:00 1900");
    worktime_free(time);
    plan_release(&plan);
}

static void the_common_time_of_two_calendars_is_working_in_both(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id early = fixture_calendar(&plan, 0, "06:00-14:00", "off");
    Id late = fixture_calendar(&plan, 0, "10:00-12:00 13:00-22:00", "08:00-12:00");
    fixture_exception(&plan, late, "2026-03-04", "2026-03-04", "off");
    WorkTime *a = worktime_new(&plan, early), *b = worktime_new(&plan, late), *both = worktime_intersect(a, b);
    const int minutes[] = {180, 180, 0, 180, 180, 0, 0}; /* 10–12 and 13–14, Wednesday off */
    for (int day = 0; day < 7; day++) {
        Instant from = instant_make(date_make(2026, 3, 2 + day), 0);
        assert_int_equal(worktime_between(both, from, from + MINUTES_PER_DAY), minutes[day]);
    }
    assert_after(both, "2026-03-03T08:00", 181, "Thu 5 Mar 10:01");
    worktime_free(both);
    worktime_free(a);
    worktime_free(b);
    plan_release(&plan);
}

/* add and sub are each other's inverse on working time, and between agrees with both; every minute of two weeks. */
static void all_questions_agree_with_each_other(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "07:13-11:59 12:44-12:45 22:00-24:00", "00:00-00:01");
    fixture_exception(&plan, calendar, "2026-03-06", "2026-03-10", "off");
    WorkTime *time = worktime_new(&plan, calendar);
    Instant from = fixture_instant("2026-03-02T00:00");
    int64_t worked = 0;
    for (Instant at = from; at < from + 14 * MINUTES_PER_DAY; at++) {
        assert_int_equal(worktime_between(time, from, at), worked);
        bool working = worktime_next(time, at) == at;
        if (working) {
            worked++;
            assert_int_equal(worktime_add(time, from, worked), at + 1);
            assert_int_equal(worktime_sub(time, at + 1, 1), at);
            assert_int_equal(worktime_prev(time, at + 1), at + 1);
        }
    }
    assert_int_equal(worktime_between(time, from, from + 14 * MINUTES_PER_DAY), worked);
    worktime_free(time);
    plan_release(&plan);
}

/* One works 8–12 and 13–17, the other 11–14 and 20–22: together 8–17 and 20–22, in common 11–12 and 13–14. */
static void calendars_are_united_and_intersected(void **state)
{
    (void)state;
    Plan plan;
    WorkTime *day = standard(&plan);
    WorkTime *other = worktime_new(&plan, fixture_calendar(&plan, 0, "11:00-14:00 20:00-22:00", "off"));
    WorkTime *either = worktime_unite(day, other), *both = worktime_intersect(other, day);
    Instant monday = fixture_instant("2026-03-02T00:00"), tuesday = fixture_instant("2026-03-03T00:00");
    assert_int_equal(worktime_between(either, monday, tuesday), 11 * HOUR);
    assert_int_equal(worktime_between(both, monday, tuesday), 2 * HOUR);
    assert_after(either, "2026-03-02T08:00", 9 * HOUR + 1, "Mon 2 Mar 20:01");
    worktime_free(day);
    worktime_free(other);
    worktime_free(either);
    worktime_free(both);
    plan_release(&plan);
}

/* Eight ranges are all that a day holds: 8 × ½ h and 8 × ½ h between them run together into 0–8. */
static void more_ranges_than_a_day_holds_stretch_the_last(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    const char *odd = "00:00-00:10 01:00-01:10 02:00-02:10 03:00-03:10 04:00-04:10 05:00-05:10 06:00-06:10 07:00-07:10";
    const char *even =
        "00:30-00:40 01:30-01:40 02:30-02:40 03:30-03:40 04:30-04:40 05:30-05:40 06:30-06:40 07:30-07:40";
    WorkTime *a = worktime_new(&plan, fixture_calendar(&plan, 0, odd, "off"));
    WorkTime *b = worktime_new(&plan, fixture_calendar(&plan, 0, even, "off"));
    WorkTime *either = worktime_unite(a, b);
    /* Seven ranges of 10 minutes until 3:10, and one from 3:30 to 7:40. */
    assert_int_equal(worktime_between(either, fixture_instant("2026-03-02T00:00"), fixture_instant("2026-03-03T00:00")),
                     70 + 250);
    worktime_free(a);
    worktime_free(b);
    worktime_free(either);
    plan_release(&plan);
}

static void who_never_works_adds_nothing_to_a_team(void **state)
{
    (void)state;
    Plan plan;
    WorkTime *day = standard(&plan), *never = worktime_new(&plan, fixture_calendar(&plan, 0, "off", "off"));
    WorkTime *always = worktime_new(&plan, fixture_calendar(&plan, 0, "00:00-24:00", "00:00-24:00"));
    WorkTime *either = worktime_unite(day, never), *nobody = worktime_unite(never, never);
    assert_true(worktime_equal(either, day));
    assert_true(worktime_is_empty(nobody));
    assert_false(worktime_equal(never, always)); /* although all hours count in both */
    assert_false(worktime_equal(day, always));
    worktime_free(day);
    worktime_free(never);
    worktime_free(always);
    worktime_free(either);
    worktime_free(nobody);
    plan_release(&plan);
}

/* A day off every year for four centuries: Christmas 2300 is none of the 261 or so working days around it. */
static void an_exception_may_repeat_for_centuries(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "08:00-16:00", "08:00-16:00");
    fixture_exception(&plan, calendar, "1901-01-01", "2400-12-31", "off");
    Id exception = ((const Exception *)plan_at(&plan, ENTITY_EXCEPTION, 0))->record.id;
    ((Exception *)fixture_edit(&plan, ENTITY_EXCEPTION, exception))->repeats = "yearly 25 dec";
    WorkTime *time = worktime_new(&plan, calendar);
    assert_int_equal(worktime_between(time, fixture_instant("2300-01-01"), fixture_instant("2301-01-01")), 364 * DAY);
    assert_int_equal(worktime_between(time, fixture_instant("2401-01-01"), fixture_instant("2402-01-01")), 365 * DAY);
    assert_false(worktime_is_working_day(time, date_make(2300, 12, 25)));
    worktime_free(time);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counting_stays_at_the_edge_where_the_minutes_run_out),
        cmocka_unit_test(no_minutes_move_nothing_and_negative_ones_turn_round),
        cmocka_unit_test(next_and_prev_find_where_work_begins_and_ends),
        cmocka_unit_test(between_counts_working_minutes_with_their_sign),
        cmocka_unit_test(the_week_repeats_for_centuries),
        cmocka_unit_test(results_are_clamped_to_the_years_that_are_counted),
        cmocka_unit_test(a_day_is_looked_up_in_exceptions_first_and_in_bases_last),
        cmocka_unit_test(an_exception_far_from_the_project_counts_too),
        cmocka_unit_test(round_the_clock_counts_midnight_as_inside),
        cmocka_unit_test(a_calendar_without_working_time_uses_the_clock),
        cmocka_unit_test(a_calendar_that_works_on_one_day_only_runs_out),
        cmocka_unit_test(the_common_time_of_two_calendars_is_working_in_both),
        cmocka_unit_test(all_questions_agree_with_each_other),
        cmocka_unit_test(calendars_are_united_and_intersected),
        cmocka_unit_test(more_ranges_than_a_day_holds_stretch_the_last),
        cmocka_unit_test(who_never_works_adds_nothing_to_a_team),
        cmocka_unit_test(an_exception_may_repeat_for_centuries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
