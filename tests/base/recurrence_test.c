/* Days that come again. Dates are from a wall calendar of 2026 to 2028. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/base/recurrence.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void rules_have_one_canonical_form(void **state)
{
    (void)state;
    static const struct {
        const char *text, *canonical;
    } cases[] = {
        {"daily", "daily"},
        {"every day", "daily"},
        {"Every 3 days", "every 3 days"},
        {"every 1 day", "daily"},
        {"weekly Thu, Monday", "weekly mon thu"},
        {"every 2 weeks fri", "every 2 weeks fri"},
        {"monthly 15", "monthly 15"},
        {"monthly first mon", "monthly 1st mon"},
        {"yearly fourth thu nov", "yearly 4th thu nov"},
        {"every month last friday", "monthly last fri"},
        {"every 3 months 1st weekday", "every 3 months 1st weekday"},
        {"monthly last day", "monthly last day"},
        {"yearly 25 December", "yearly 25 dec"},
        {"yearly 4th thu nov", "yearly 4th thu nov"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Recurrence rule;
        Error error = {0};
        Buffer text = {0};
        assert_true(recurrence_parse(cases[i].text, &rule, &error));
        recurrence_format(&rule, &text);
        assert_string_equal(buffer_text(&text), cases[i].canonical);
        buffer_release(&text);
    }
}

static void what_is_no_rule_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "never",
        "weekly",
        "every 0 days",
        "every 1000 days",
        "monthly",
        "monthly 32",
        "monthly 5th fri",
        "yearly 25",
        "yearly dec",
        "every two weeks mon",
        "daily mon",
        "weekly mon monthly",
        "monthly last",
        "every days",
        "yearly 25 dec 2026 and so on and on and on and on and on",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Recurrence rule;
        Error error = {0};
        assert_false(recurrence_parse(cases[i], &rule, &error));
        assert_non_null(strstr(error.text, "is no rule such as"));
    }
}

/* The first days of a rule, as "2026-03-02 2026-03-09 …". */
static void assert_days(const char *text, Date first, const char *expected)
{
    Recurrence rule;
    Error error = {0};
    Buffer days = {0};
    assert_true(recurrence_parse(text, &rule, &error));
    Date day = first - 1;
    for (int i = 0; i < 4; i++) {
        day = recurrence_next(&rule, first, day);
        buffer_add(&days, i ? " " : "");
        date_format(day, &days);
    }
    assert_string_equal(buffer_text(&days), expected);
    buffer_release(&days);
}

static void days_come_as_the_rule_says(void **state)
{
    (void)state;
    const Date monday = date_make(2026, 3, 2);
    assert_days("daily", monday, "2026-03-02 2026-03-03 2026-03-04 2026-03-05");
    assert_days("every 10 days", monday, "2026-03-02 2026-03-12 2026-03-22 2026-04-01");
    assert_days("weekly mon thu", monday + 1, "2026-03-05 2026-03-09 2026-03-12 2026-03-16");
    assert_days("every 2 weeks tue", monday + 2, "2026-03-17 2026-03-31 2026-04-14 2026-04-28");
    assert_days("monthly 31", monday, "2026-03-31 2026-04-30 2026-05-31 2026-06-30");
    assert_days("monthly last fri", monday, "2026-03-27 2026-04-24 2026-05-29 2026-06-26");
    assert_days("monthly 1st weekday", monday, "2026-03-02 2026-04-01 2026-05-01 2026-06-01");
    assert_days("every 3 months 2nd tue", monday, "2026-03-10 2026-06-09 2026-09-08 2026-12-08");
    assert_days("yearly 25 dec", monday, "2026-12-25 2027-12-25 2028-12-25 2029-12-25");
    assert_days("yearly 29 feb", monday, "2027-02-28 2028-02-29 2029-02-28 2030-02-28");
    assert_days("yearly 4th thu nov", monday, "2026-11-26 2027-11-25 2028-11-23 2029-11-22");
    assert_days("monthly last weekend", monday, "2026-03-29 2026-04-26 2026-05-31 2026-06-28");
}

static void nothing_comes_before_the_first_day_or_after_the_last_year(void **state)
{
    (void)state;
    Recurrence rule;
    Error error = {0};
    assert_true(recurrence_parse("yearly 1 jan", &rule, &error));
    assert_false(recurrence_holds(&rule, date_make(2026, 3, 2), date_make(2026, 1, 1)));
    assert_int_equal(recurrence_next(&rule, date_make(2026, 3, 2), date_make(2999, 1, 1)), DATE_NONE);
}

/* Day by day and by leaps one comes to the same days, from wherever one asks. */
static void the_next_day_is_the_first_on_which_the_rule_holds(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "daily",
        "every 3 days",
        "weekly mon thu",
        "every 2 weeks fri sun",
        "monthly 31",
        "every 3 months 29",
        "monthly last fri",
        "every 5 months 1st weekday",
        "yearly 29 feb",
        "every 4 years last day feb",
        "every 3 years 2 jan",
        "yearly 4th weekend nov",
    };
    Date first = date_make(2023, 8, 30), last = date_make(2037, 1, 1);
    for (size_t i = 0; i < COUNT(rules); i++) {
        Recurrence rule;
        Error error = {0};
        assert_true(recurrence_parse(rules[i], &rule, &error));
        Date expected = recurrence_next(&rule, first, last);
        assert_true(recurrence_holds(&rule, first, expected));
        for (Date day = last; day >= first - 2; day--) {
            assert_int_equal(recurrence_next(&rule, first, day), expected);
            expected = recurrence_holds(&rule, first, day) ? day : expected;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_have_one_canonical_form),
        cmocka_unit_test(what_is_no_rule_is_refused),
        cmocka_unit_test(days_come_as_the_rule_says),
        cmocka_unit_test(nothing_comes_before_the_first_day_or_after_the_last_year),
        cmocka_unit_test(the_next_day_is_the_first_on_which_the_rule_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
