/* Load by week. The standard week has 2400 working minutes. */
#include "plan_fixture.h"

#include "steerco/analysis/load.h"
#include "steerco/records/records.h"

enum { WEEKS = 3 };

static Date day(int month, int day_of_month)
{
    return date_make(2026, month, day_of_month);
}

/* The weeks from Monday 2 March. */
static void load(const Plan *plan, Id resource, Id without, WeekLoad *out)
{
    assert_int_equal(load_by_week(plan, resource, day(3, 4), day(3, 16), without, out, WEEKS), WEEKS);
    assert_int_equal(out[0].monday, day(3, 2));
    assert_int_equal(out[2].monday, day(3, 16));
}

/* 8 days from Monday: a week and three days. Half of Bob's time. */
static void work_spreads_evenly_over_working_time(void **state)
{
    (void)state;
    Plan plan;
    WeekLoad weeks[WEEKS];
    plan_fixture(&plan);
    Id anna = fixture_resource(&plan, "Anna", 0), bob = fixture_resource(&plan, "Bob", 0);
    Id a = fixture_task(&plan, "A", "8d");
    fixture_assign(&plan, a, anna);
    ((Assignment *)fixture_edit(&plan, ENTITY_ASSIGNMENT, fixture_assign(&plan, a, bob)))->units = 5000;
    fixture_schedule(&plan);
    load(&plan, anna, 0, weeks);
    assert_int_equal(weeks[0].assigned, 2400);
    assert_int_equal(weeks[1].assigned, 1440);
    assert_int_equal(weeks[2].assigned, 0);
    load(&plan, bob, 0, weeks);
    assert_int_equal(weeks[0].assigned, 1200);
    assert_int_equal(weeks[1].assigned, 720);
    plan_release(&plan);
}

/* 1000 minutes over 6 days: 5/6 are 833⅓. Rounding loses none of them. */
static void the_weeks_sum_up_to_the_work(void **state)
{
    (void)state;
    Plan plan;
    WeekLoad weeks[WEEKS];
    plan_fixture(&plan);
    Id anna = fixture_resource(&plan, "Anna", 0), a = fixture_task(&plan, "A", "6d");
    Assignment *assignment = fixture_edit(&plan, ENTITY_ASSIGNMENT, fixture_assign(&plan, a, anna));
    assignment->work = duration_make(1000, UNIT_HOURS);
    fixture_schedule(&plan);
    load(&plan, anna, 0, weeks);
    assert_int_equal(weeks[0].assigned, 833);
    assert_int_equal(weeks[1].assigned, 167);
    plan_release(&plan);
}

static void somebody_new_has_time(void **state)
{
    (void)state;
    Plan plan;
    WeekLoad weeks[WEEKS];
    plan_fixture(&plan);
    fixture_assign(&plan, fixture_task(&plan, "A", "6d"), fixture_resource(&plan, "Anna", 0));
    fixture_schedule(&plan);
    load(&plan, 0, 0, weeks);
    assert_int_equal(weeks[0].assigned, 0);
    assert_int_equal(weeks[0].capacity, 2400);
    assert_int_equal(load_by_week(&plan, 77, day(3, 4), day(3, 16), 0, weeks, WEEKS), 0);
    plan_release(&plan);
}

static void a_task_can_be_left_out_and_inactive_ones_are(void **state)
{
    (void)state;
    Plan plan;
    WeekLoad weeks[WEEKS];
    plan_fixture(&plan);
    Id anna = fixture_resource(&plan, "Anna", 0), a = fixture_task(&plan, "A", "2d"),
       b = fixture_task(&plan, "B", "1d");
    Id c = fixture_task(&plan, "C", "1d");
    fixture_assign(&plan, a, anna);
    fixture_assign(&plan, b, anna);
    fixture_assign(&plan, c, anna);
    fixture_edit_task(&plan, c)->inactive = true;
    fixture_schedule(&plan);
    load(&plan, anna, 0, weeks);
    assert_int_equal(weeks[0].assigned, 3 * DAY);
    load(&plan, anna, a, weeks);
    assert_int_equal(weeks[0].assigned, DAY);
    plan_release(&plan);
}

/* A milestone may carry work: it falls into its week. Work by a calendar that is off meanwhile goes by the clock. */
static void work_without_working_time_is_not_lost(void **state)
{
    (void)state;
    Plan plan;
    WeekLoad weeks[WEEKS];
    plan_fixture(&plan);
    Id weekends = fixture_calendar(&plan, 0, "off", "08:00-16:00");
    Id anna = fixture_resource(&plan, "Anna", weekends), bob = fixture_resource(&plan, "Bob", 0);
    Id m = fixture_task(&plan, "M", "0d"), a = fixture_task(&plan, "A", "2d");
    Id ids[] = {fixture_assign(&plan, m, anna), fixture_assign(&plan, a, anna), fixture_assign(&plan, a, bob)};
    for (int i = 0; i < 3; i++)
        ((Assignment *)fixture_edit(&plan, ENTITY_ASSIGNMENT, ids[i]))->work = duration_make(60, UNIT_HOURS);
    fixture_schedule(&plan);
    load(&plan, anna, 0, weeks);
    assert_int_equal(weeks[0].assigned, 120);
    assert_int_equal(weeks[1].assigned, 0);
    plan_release(&plan);
}

/* 2400 minutes at 80 % are 1920; less a quarter for day-to-day operations 1440. Here until Tuesday of week 2. */
static void capacity_is_what_is_left_for_projects(void **state)
{
    (void)state;
    Plan plan;
    WeekLoad weeks[WEEKS];
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "inherit", "inherit");
    fixture_exception(&plan, calendar, "2026-03-06", "2026-03-06", "off");
    Id anna = fixture_resource(&plan, "Anna", calendar), bob = fixture_resource(&plan, "Bob", 0);
    Resource *person = fixture_edit(&plan, ENTITY_RESOURCE, anna);
    person->available_to = day(3, 10);
    person = fixture_edit(&plan, ENTITY_RESOURCE, bob);
    person->max_units = 8000;
    person->run_percent = 2500;
    fixture_schedule(&plan);
    load(&plan, anna, 0, weeks);
    assert_int_equal(weeks[0].capacity, 4 * DAY);
    assert_int_equal(weeks[1].capacity, 2 * DAY);
    assert_int_equal(weeks[2].capacity, 0);
    load(&plan, bob, 0, weeks);
    assert_int_equal(weeks[0].capacity, 1440);
    plan_release(&plan);
}

static void room_limits_the_weeks_and_strangers_have_none(void **state)
{
    (void)state;
    Plan plan;
    WeekLoad weeks[WEEKS];
    plan_fixture(&plan);
    Id anna = fixture_resource(&plan, "Anna", 0);
    fixture_schedule(&plan);
    assert_int_equal(load_by_week(&plan, anna, day(3, 2), day(12, 31), 0, weeks, WEEKS), WEEKS);
    assert_int_equal(load_by_week(&plan, anna, day(3, 8), day(3, 9), 0, weeks, WEEKS), 2);
    assert_int_equal(load_by_week(&plan, anna + 1, day(3, 2), day(12, 31), 0, weeks, WEEKS), 0);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_spreads_evenly_over_working_time),
        cmocka_unit_test(the_weeks_sum_up_to_the_work),
        cmocka_unit_test(somebody_new_has_time),
        cmocka_unit_test(a_task_can_be_left_out_and_inactive_ones_are),
        cmocka_unit_test(work_without_working_time_is_not_lost),
        cmocka_unit_test(capacity_is_what_is_left_for_projects),
        cmocka_unit_test(room_limits_the_weeks_and_strangers_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
