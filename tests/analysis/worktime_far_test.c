/*
 * Exceptions that recur for centuries, in numbers that nobody means well with: the tables stay small, and every day
 * from 1900 to 2999 counts as the exceptions say, day by day.
 */
#include "plan_fixture.h"

#include "steerco/analysis/worktime.h"
#include "steerco/base/recurrence.h"
#include "steerco/records/records.h"

enum { LAYERS = 6 };

typedef struct Rule {
    const char *from, *to, *hours, *repeats;
    int minutes;
} Rule;

/* The lower lines are newer and hold before the upper ones. */
static const Rule rules[LAYERS] = {
    {"1900-01-01", "2999-12-31", "08:00-12:00", "every 3 days", 240},
    {"1931-05-01", "2999-12-31", "off", "monthly last fri", 0},
    {"1900-01-01", "2700-12-31", "off", "yearly 25 dec", 0},
    {"2010-01-04", "2350-06-30", "09:00-10:00", "every 2 weeks wed sun", 60},
    {"2195-02-01", "2195-02-28", "off", "", 0},
    {"2400-01-01", "2999-12-31", "00:00-24:00", "every 4 years 1st mon may", 1440},
};

static Date day_of(const char *text)
{
    return instant_date(fixture_instant(text));
}

static void add_rule(Plan *plan, Id calendar, const Rule *rule)
{
    fixture_exception(plan, calendar, rule->from, rule->to, rule->hours);
    uint32_t last = plan_count(plan, ENTITY_EXCEPTION) - 1;
    Id id = ((const Record *)plan_at(plan, ENTITY_EXCEPTION, last))->id;
    ((Exception *)fixture_edit(plan, ENTITY_EXCEPTION, id))->repeats = arena_text(&plan->texts, rule->repeats);
}

static Id ruled_calendar(Plan *plan)
{
    Id calendar = fixture_calendar(plan, 0, "08:00-16:00", "off");
    for (int i = 0; i < LAYERS; i++)
        add_rule(plan, calendar, &rules[i]);
    return calendar;
}

/* A line of the table, read once. */
typedef struct ReadRule {
    Date from, to;
    Recurrence rule;
} ReadRule;

static void read_rules(ReadRule *out)
{
    Error error;
    for (int i = 0; i < LAYERS; i++) {
        const char *repeats = *rules[i].repeats ? rules[i].repeats : "daily";
        out[i] = (ReadRule){.from = day_of(rules[i].from), .to = day_of(rules[i].to)};
        assert_true(recurrence_parse(repeats, &out[i].rule, &error));
    }
}

/* By asking every rule about the day. */
static int minutes_on(const ReadRule *read, Date day)
{
    int minutes = date_weekday(day) < 5 ? 480 : 0;
    for (int i = 0; i < LAYERS; i++)
        if (day <= read[i].to && recurrence_holds(&read[i].rule, read[i].from, day))
            minutes = rules[i].minutes;
    return minutes;
}

static void every_day_of_eleven_centuries_counts_as_its_exceptions_say(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    WorkTime *time = worktime_new(&plan, ruled_calendar(&plan));
    Instant begin = instant_make(WORKTIME_FROM_DAY, 0);
    int64_t worked = 0;
    ReadRule read[LAYERS];
    read_rules(read);
    for (Date day = WORKTIME_FROM_DAY; day < WORKTIME_TO_DAY; day++) {
        int minutes = minutes_on(read, day);
        if (day % 97 == 0) {
            assert_int_equal(worktime_between(time, begin, instant_make(day, 0)), worked);
            assert_int_equal(worktime_is_working_day(time, day), minutes > 0);
        }
        if (day % 101 == 0 && minutes > 0) {
            assert_int_equal(instant_date(worktime_add(time, begin, worked + 1)), day);
            assert_int_equal(instant_date(worktime_next(time, instant_make(day, 0))), day);
            assert_int_equal(worktime_sub(time, worktime_add(time, begin, worked + 1), worked + 1),
                             worktime_next(time, begin));
        }
        worked += minutes;
    }
    worktime_free(time);
    plan_release(&plan);
}

static void calendars_have_time_in_common_in_any_century(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    WorkTime *ruled = worktime_new(&plan, ruled_calendar(&plan));
    WorkTime *mornings = worktime_new(&plan, fixture_calendar(&plan, 0, "08:00-10:00", "08:00-10:00"));
    WorkTime *both = worktime_intersect(ruled, mornings), *either = worktime_unite(ruled, mornings);
    const char *const days[] = {"1901-12-25", "1990-03-01", "2026-03-02", "2150-12-25", "2195-02-08",
                                "2349-12-23", "2600-05-05", "2700-12-25", "2999-12-31"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        Instant from = instant_make(day_of(days[i]), 0), to = from + MINUTES_PER_DAY;
        int64_t alone = worktime_between(ruled, from, to), common = worktime_between(both, from, to);
        /* 09–10 lies within 08–10, and all other hours of the ruled calendar begin at 8 or earlier */
        assert_int_equal(common, alone == 60 ? 60 : alone > 0 ? 120 : 0);
        assert_int_equal(worktime_between(either, from, to), alone + 120 - common);
    }
    worktime_free(both);
    worktime_free(either);
    worktime_free(ruled);
    worktime_free(mornings);
    plan_release(&plan);
}

/* Beyond all tables that are made at first. */
static void a_calendar_may_begin_to_work_after_centuries(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "off", "off");
    add_rule(&plan, calendar, &(Rule){"2026-03-01", "2999-12-31", "off", "daily", 0});
    add_rule(&plan, calendar, &(Rule){"2500-06-01", "2500-06-02", "08:00-12:00", "", 240});
    WorkTime *time = worktime_new(&plan, calendar);
    assert_false(worktime_is_empty(time));
    assert_instant(worktime_add(time, fixture_instant("2026-03-02T08:00"), 300), "Wed 2 Jun 09:00 2500");
    assert_instant(worktime_add(time, fixture_instant("2026-03-02T08:00"), 481), "Wed 1 Jan 00:00 3000");
    assert_instant(worktime_sub(time, fixture_instant("2999-12-31T08:00"), 481), "Mon 1 Jan 00:00 1900");
    worktime_free(time);
    Id never = fixture_calendar(&plan, 0, "off", "off");
    add_rule(&plan, never, &(Rule){"1900-01-01", "2999-12-31", "off", "daily", 0});
    time = worktime_new(&plan, never);
    assert_true(worktime_is_empty(time));
    assert_int_equal(worktime_between(time, fixture_instant("2700-01-01"), fixture_instant("2700-01-02")), 1440);
    worktime_free(time);
    plan_release(&plan);
}

/* The same exceptions by way of a base. */
static void equal_calendars_are_found_to_be_equal(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id base = ruled_calendar(&plan), derived = fixture_calendar(&plan, base, "inherit", "inherit");
    WorkTime *a = worktime_new(&plan, base), *b = worktime_new(&plan, derived);
    assert_true(worktime_equal(a, b));
    add_rule(&plan, derived, &(Rule){"2998-01-01", "2998-01-01", "off", "", 0});
    WorkTime *c = worktime_new(&plan, derived);
    assert_false(worktime_equal(a, c));
    worktime_free(a);
    worktime_free(b);
    worktime_free(c);
    plan_release(&plan);
}

/*
 * Ten thousand exceptions, each every other day to the end of time, and as many every year: laid one after the other
 * they come to two thousand million days. The newest of each two days' cycle holds.
 */
static void ten_thousand_endless_exceptions_are_laid_in_no_time(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "08:00-16:00", "08:00-16:00");
    for (int i = 0; i < 10000; i++) {
        char from[16], yearly[24], hours[16];
        Civil day = date_civil(WORKTIME_FROM_DAY + i);
        snprintf(from, sizeof from, "%04d-%02d-%02d", day.year, day.month, day.day);
        snprintf(yearly, sizeof yearly, "yearly %d %s", 1 + i % 28, i % 2 ? "jan" : "jul");
        snprintf(hours, sizeof hours, "%02d:00-%02d:00", 8 + i % 2, 10 + i % 2 * 3);
        add_rule(&plan, calendar, &(Rule){from, "2999-12-31", "off", yearly, 0});
        add_rule(&plan, calendar, &(Rule){from, "2999-12-31", hours, "every 2 days", 0});
    }
    WorkTime *time = worktime_new(&plan, calendar);
    const Date days[] = {day_of("2026-07-07"), day_of("2026-01-08"), day_of("2800-01-07"), day_of("2999-07-08")};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        /* the 9,999th, which is odd, holds from its own day on: 09–13 there and every second day, 08–10 between them */
        bool odd = (days[i] - WORKTIME_FROM_DAY) % 2 == 1;
        Instant from = instant_make(days[i], 0);
        assert_int_equal(worktime_between(time, from, from + MINUTES_PER_DAY), odd ? 240 : 120);
    }
    worktime_free(time);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_eleven_centuries_counts_as_its_exceptions_say),
        cmocka_unit_test(calendars_have_time_in_common_in_any_century),
        cmocka_unit_test(a_calendar_may_begin_to_work_after_centuries),
        cmocka_unit_test(equal_calendars_are_found_to_be_equal),
        cmocka_unit_test(ten_thousand_endless_exceptions_are_laid_in_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
