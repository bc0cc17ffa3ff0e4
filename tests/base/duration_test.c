/* Durations in the words of six languages, with days of 8, weeks of 40 hours and months of 20 days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/base/duration.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const WorkUnits units = {.minutes_per_day = 480, .minutes_per_week = 2400, .days_per_month = 20};

enum { ELAPSED_DAYS = UNIT_DAYS | UNIT_ELAPSED, ELAPSED_HOURS = UNIT_HOURS | UNIT_ELAPSED };

static void assert_duration(const char *text, DecimalMark mark, int64_t amount, int unit, bool estimated)
{
    Duration duration = DURATION_NONE;
    Error error = {0};
    if (!duration_parse(text, mark, &units, UNIT_DAYS, &duration, &error))
        fail_msg("%s", error.text);
    assert_int_equal(duration_amount(duration), amount);
    assert_int_equal(duration_unit(duration), unit);
    assert_int_equal(duration_is_estimated(duration), estimated);
}

static void one_integer_holds_amount_unit_and_mark(void **state)
{
    (void)state;
    Duration lag = duration_make(-480, UNIT_DAYS);
    assert_int_equal(duration_amount(lag), -480);
    assert_int_equal(duration_unit(lag), UNIT_DAYS);
    Duration guess = duration_make(-1, ELAPSED_HOURS) + DURATION_ESTIMATED;
    assert_int_equal(duration_amount(guess), -1);
    assert_int_equal(duration_unit(guess), ELAPSED_HOURS);
    assert_true(duration_is_elapsed(guess) && duration_is_estimated(guess) && !duration_is_percent(guess));
    assert_true(duration_is_percent(duration_make(5000, UNIT_PERCENT | UNIT_ELAPSED)));
}

static void amounts_and_units_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t amount;
        int unit;
    } cases[] = {
        {"3d", 1440, UNIT_DAYS},
        {"3", 1440, UNIT_DAYS},
        {"0", 0, UNIT_DAYS},
        {"2.5 days", 1200, UNIT_DAYS},
        {"2 wks", 4800, UNIT_WEEKS},
        {"1w 2d 4h", 2400 + 960 + 240, UNIT_WEEKS}, /* Jira's */
        {"2d 4h", 1200, UNIT_DAYS},
        {"1h 30m", 90, UNIT_HOURS},
        {"+2d 1h", 1020, UNIT_DAYS},
        {"- 1h 15m", -75, UNIT_HOURS},
        {"P-2D", -960, UNIT_DAYS},
        {"PT-90M", -90, UNIT_MINUTES},
        {"1.5 Wo.", 3600, UNIT_WEEKS},
        {"2 sm", 4800, UNIT_WEEKS},
        {"4h", 240, UNIT_HOURS},
        {"90 min", 90, UNIT_MINUTES},
        {"90m", 90, UNIT_MINUTES},
        {"1 mo", 9600, UNIT_MONTHS},
        {"1 mon", 9600, UNIT_MONTHS},
        {"1M", 1, UNIT_MINUTES}, /* months are spelled */
        {"3 edays", 4320, ELAPSED_DAYS},
        {"3 eday(s)", 4320, ELAPSED_DAYS},
        {"3ed", 4320, ELAPSED_DAYS},
        {"3 elapsed days", 4320, ELAPSED_DAYS},
        {"2ehr", 120, ELAPSED_HOURS},
        {"1ew", 10080, UNIT_WEEKS | UNIT_ELAPSED},
        {"1 emo", 43200, UNIT_MONTHS | UNIT_ELAPSED},
        {"5em", 5, UNIT_MINUTES | UNIT_ELAPSED},
        {"~3d", 4320, ELAPSED_DAYS},
        {"~3", 4320, ELAPSED_DAYS},
        {"+2d", 960, UNIT_DAYS},
        {"-2 d", -960, UNIT_DAYS},
        {"-50%", -5000, UNIT_PERCENT},
        {"12.5 %", 1250, UNIT_PERCENT},
        {"50e%", 5000, UNIT_PERCENT | UNIT_ELAPSED},
        {"0.333d", 160, UNIT_DAYS}, /* 159.84 */
        {"1,000 h", 60000, UNIT_HOURS},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_duration(cases[i].text, DECIMAL_POINT, cases[i].amount, cases[i].unit, false);
    assert_duration("3 days?", DECIMAL_POINT, 1440, UNIT_DAYS, true);
    assert_duration("1 mon?", DECIMAL_POINT, 9600, UNIT_MONTHS, true);
    assert_duration("3?", DECIMAL_POINT, 1440, UNIT_DAYS, true);
    assert_duration("3 eTage?", DECIMAL_POINT, 4320, ELAPSED_DAYS, true);
}

static void six_languages_are_understood(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t amount;
        int unit;
    } cases[] = {
        {"1,5 Tage", 720, UNIT_DAYS},
        {"1 Tag", 480, UNIT_DAYS},
        {"2t", 960, UNIT_DAYS},
        {"3 Std.", 180, UNIT_HOURS},
        {"1 Stunde", 60, UNIT_HOURS},
        {"30 Minuten", 30, UNIT_MINUTES},
        {"2 Wochen", 4800, UNIT_WEEKS},
        {"1 W", 2400, UNIT_WEEKS},
        {"2 Monate", 19200, UNIT_MONTHS},
        {"2 fTage", 2880, ELAPSED_DAYS},
        {"2ft", 2880, ELAPSED_DAYS},
        {"3 fStd", 180, ELAPSED_HOURS},
        {"1fW", 10080, UNIT_WEEKS | UNIT_ELAPSED},
        {"5 jours", 2400, UNIT_DAYS},
        {"5j", 2400, UNIT_DAYS},
        {"2 sem", 4800, UNIT_WEEKS},
        {"3 semaines", 7200, UNIT_WEEKS},
        {"1s", 2400, UNIT_WEEKS},
        {"2 heures", 120, UNIT_HOURS},
        {"1 mois", 9600, UNIT_MONTHS},
        {"2 ejours", 2880, ELAPSED_DAYS},
        {"2 éjours", 2880, ELAPSED_DAYS},
        {"2 días", 960, UNIT_DAYS},
        {"3 horas", 180, UNIT_HOURS},
        {"1 semana", 2400, UNIT_WEEKS},
        {"2 meses", 19200, UNIT_MONTHS},
        {"1 mês", 9600, UNIT_MONTHS},
        {"2 dias", 960, UNIT_DAYS},
        {"2 giorni", 960, UNIT_DAYS},
        {"1 g", 480, UNIT_DAYS},
        {"1 ora", 60, UNIT_HOURS},
        {"2 ore", 120, UNIT_HOURS},
        {"2 settimane", 4800, UNIT_WEEKS},
        {"1 mese", 9600, UNIT_MONTHS},
        {"2\u00A0mesi", 19200, UNIT_MONTHS},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_duration(cases[i].text, DECIMAL_COMMA, cases[i].amount, cases[i].unit, false);
}

static void iso_8601_is_working_time(void **state)
{
    (void)state;
    assert_duration("P2D", DECIMAL_POINT, 960, UNIT_DAYS, false);
    assert_duration("PT16H0M0S", DECIMAL_POINT, 960, UNIT_HOURS, false);
    assert_duration("PT0H30M0S", DECIMAL_POINT, 30, UNIT_MINUTES, false);
    assert_duration("PT0H0M0S", DECIMAL_POINT, 0, UNIT_HOURS, false);
    assert_duration("P1DT4H", DECIMAL_POINT, 720, UNIT_DAYS, false);
    assert_duration("P0DT4H", DECIMAL_POINT, 240, UNIT_HOURS, false);
    assert_duration("P1M2W", DECIMAL_POINT, 14400, UNIT_MONTHS, false);
    assert_duration("P0.5D", DECIMAL_COMMA, 240, UNIT_DAYS, false);
    assert_duration("PT1M30S", DECIMAL_POINT, 2, UNIT_MINUTES, false); /* 1.5: half to even */
    assert_duration("-P2D", DECIMAL_POINT, -960, UNIT_DAYS, false);
}

static void what_is_no_duration_is_refused_and_quoted(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "d",
        "three days",
        "3 dd",
        "3 y",
        "3 d 4",
        "3d!",
        "1,5 d",
        "P",
        "PT",
        "P1Y",
        "P2H",
        "PT2D",
        "PT1H1H",
        "P2",
        "2P",
        "3 x",
        "~",
        "?",
        "1000000001 m",
        "-99999999999 d",
        "99999999999999999999 d",
        "P9999999999999D",
        "3 e",
        "3 days-",
        "3/4 d",
        "P1DT",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        Duration duration = 77;
        Error error = {0};
        if (duration_parse(texts[i], DECIMAL_POINT, &units, UNIT_DAYS, &duration, &error))
            fail_msg("'%s' was read", texts[i]);
        assert_int_equal(duration, 77);
        assert_non_null(strstr(error.text, texts[i]));
    }
    Duration duration;
    assert_true(duration_parse("1000000000 m", DECIMAL_POINT, &units, UNIT_DAYS, &duration, NULL));
}

static void assert_written(int64_t amount, int unit, const char *expected)
{
    Buffer out = {0};
    duration_format(duration_make(amount, unit), &units, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void the_shortest_exact_form_is_written(void **state)
{
    (void)state;
    assert_written(1440, UNIT_DAYS, "3d");
    assert_written(1200, UNIT_DAYS, "2.5d");
    assert_written(240, UNIT_HOURS, "4h");
    assert_written(4320, ELAPSED_DAYS, "3ed");
    assert_written(5000, UNIT_PERCENT, "50%");
    assert_written(3333, UNIT_PERCENT, "33.33%");
    assert_written(5000, UNIT_PERCENT | UNIT_ELAPSED, "50e%");
    assert_written(1440, UNIT_DAYS + DURATION_ESTIMATED, "3d?");
    assert_written(160, UNIT_DAYS, "160m"); /* a third of a day, 2.67 hours */
    assert_written(190, UNIT_DAYS, "190m");
    assert_written(-960, UNIT_DAYS, "-2d");
    assert_written(-125, UNIT_PERCENT, "-1.25%");
    assert_written(0, UNIT_WEEKS, "0w");
    assert_written(9600, UNIT_MONTHS, "1mo");
    assert_written(3200, UNIT_MONTHS, "3200m"); /* a third: 1.333 weeks, 6.667 days, 53.333 hours */
    assert_written(2700, UNIT_MONTHS, "45h");   /* 0.28125 months, 1.125 weeks, 5.625 days */
    Buffer out = {0};
    duration_format(DURATION_NONE, &units, &out);
    assert_string_equal(buffer_text(&out), "");
    buffer_release(&out);
}

static void reading_back_gives_the_same_minutes(void **state)
{
    (void)state;
    for (int unit = UNIT_MINUTES; unit <= (UNIT_PERCENT | UNIT_ELAPSED); unit++) {
        if ((unit & ~UNIT_ELAPSED) > UNIT_PERCENT)
            continue;
        for (int64_t amount = -5000; amount <= 20000; amount += 7) {
            Buffer out = {0};
            duration_format(duration_make(amount, unit), &units, &out);
            Duration back;
            assert_true(duration_parse(buffer_text(&out), DECIMAL_POINT, &units, UNIT_MINUTES, &back, NULL));
            assert_int_equal(duration_amount(back), amount);
            assert_int_equal(duration_is_elapsed(back), (unit & UNIT_ELAPSED) != 0);
            assert_int_equal(duration_unit(back), duration_written_unit(duration_make(amount, unit), &units));
            buffer_release(&out);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_integer_holds_amount_unit_and_mark),
        cmocka_unit_test(amounts_and_units_are_read),
        cmocka_unit_test(six_languages_are_understood),
        cmocka_unit_test(iso_8601_is_working_time),
        cmocka_unit_test(what_is_no_duration_is_refused_and_quoted),
        cmocka_unit_test(the_shortest_exact_form_is_written),
        cmocka_unit_test(reading_back_gives_the_same_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
