/*
 * Days, weeks and the ways to write them. Known days: 1970-01-01 was a Thursday and is day 0; 2000-02-29 existed and
 * 1900-02-29 did not; the week examples are those of ISO 8601's usual tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "steerco/base/date.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void known_days_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(date_make(1970, 1, 1), 0);
    assert_int_equal(date_make(1969, 12, 31), -1);
    assert_int_equal(date_make(2000, 3, 1), 11017);
    assert_int_equal(date_make(2001, 9, 9), 11574);  /* second 1,000,000,000 of Unix */
    assert_int_equal(date_make(2038, 1, 19), 24855); /* second 2^31 */
    assert_int_equal(date_make(1900, 1, 1), -25567);
    assert_int_equal(date_make(2026, 3, 2), 20514);
}

static void every_day_follows_the_one_before(void **state)
{
    (void)state;
    Date expected = date_make(1900, 1, 1);
    int weekday = 0; /* 1900-01-01 was a Monday */
    for (int year = 1900; year <= 2999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; date_is_valid(year, month, day); day++) {
                assert_int_equal(date_make(year, month, day), expected);
                Civil civil = date_civil(expected);
                assert_true(civil.year == year && civil.month == month && civil.day == day);
                assert_int_equal(date_weekday(expected), weekday);
                weekday = (weekday + 1) % 7;
                expected++;
            }
        }
    }
    assert_int_equal(expected, date_make(2999, 12, 31) + 1);
}

static void impossible_days_are_known(void **state)
{
    (void)state;
    assert_true(date_is_valid(2000, 2, 29));
    assert_true(date_is_valid(2024, 2, 29));
    assert_false(date_is_valid(1900, 2, 29));
    assert_false(date_is_valid(2100, 2, 29));
    assert_false(date_is_valid(2026, 2, 29));
    assert_false(date_is_valid(2026, 4, 31));
    assert_false(date_is_valid(2026, 0, 1));
    assert_false(date_is_valid(2026, 13, 1));
    assert_false(date_is_valid(2026, 1, 0));
    assert_false(date_is_valid(1899, 12, 31));
    assert_false(date_is_valid(3000, 1, 1));
}

static void weeks_are_those_of_iso_8601(void **state)
{
    (void)state;
    static const struct {
        int year, month, day, week, iso_year;
    } cases[] = {
        {2005, 1, 1, 53, 2004},   {2005, 1, 2, 53, 2004},  {2005, 12, 31, 52, 2005}, {2007, 1, 1, 1, 2007},
        {2008, 12, 29, 1, 2009},  {2010, 1, 3, 53, 2009},  {2012, 1, 1, 52, 2011},   {2026, 3, 2, 10, 2026},
        {2020, 12, 31, 53, 2020}, {1969, 12, 29, 1, 1970},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int iso_year;
        Date date = date_make(cases[i].year, cases[i].month, cases[i].day);
        assert_int_equal(date_iso_week(date, &iso_year), cases[i].week);
        assert_int_equal(iso_year, cases[i].iso_year);
    }
}

static void instants_split_towards_the_past(void **state)
{
    (void)state;
    Date day = date_make(1969, 12, 31);
    assert_int_equal(instant_make(day, 1439), -1);
    assert_int_equal(instant_date(-1), day);
    assert_int_equal(instant_minute(-1), 1439);
    assert_int_equal(instant_date(-1440), day);
    assert_int_equal(instant_minute(-1440), 0);
    assert_int_equal(instant_date(-1441), day - 1);
    assert_int_equal(instant_date(1439), 0);
    assert_int_equal(instant_date(1440), 1);
}

static void assert_read(const char *text, DateOrder order, const char *expected)
{
    Instant instant;
    bool has_time;
    Error error = {0};
    if (!instant_parse(text, order, &instant, &has_time, &error))
        fail_msg("%s", error.text);
    Buffer out = {0};
    if (has_time)
        instant_format(instant, &out);
    else
        date_format(instant_date(instant), &out);
    assert_string_equal(buffer_text(&out), expected);
    assert_true(has_time || instant_minute(instant) == 0);
    buffer_release(&out);
}

static void programs_and_people_are_understood(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        DateOrder order;
        const char *expected;
    } cases[] = {
        {"2026-03-02", DATE_DMY, "2026-03-02"},
        {" 2026-03-02 ", DATE_MDY, "2026-03-02"},
        {"2026-3-2", DATE_DMY, "2026-03-02"},
        {"2026/03/02", DATE_MDY, "2026-03-02"},
        {"2026-03-02T08:00", DATE_MDY, "2026-03-02T08:00"},
        {"2026-03-02 08:00:59", DATE_YMD, "2026-03-02T08:00"},
        {"2026-03-02T23:59:60Z", DATE_YMD, "2026-03-02T23:59"},
        {"2026-03-02T08:00:00.000Z", DATE_YMD, "2026-03-02T08:00"},
        {"2026-03-02T08:00Z", DATE_YMD, "2026-03-02T08:00"},
        {"2026-03-02T08:00:00+02:00", DATE_YMD, "2026-03-02T08:00"}, /* what that clock showed */
        {"2026-03-02T08:00-0500", DATE_YMD, "2026-03-02T08:00"},
        {"20260302", DATE_DMY, "2026-03-02"},
        {"2026. 03. 02.", DATE_YMD, "2026-03-02"},
        {"26-03-02", DATE_YMD, "2026-03-02"},
        {"02.03.2026 08:00", DATE_DMY, "2026-03-02T08:00"},
        {"02.03.2026", DATE_YMD, "2026-03-02"},
        {"02.03.26", DATE_YMD, "2026-03-02"},
        {"2. 3. 2026", DATE_DMY, "2026-03-02"},
        {"02.03.2026, 08:00", DATE_DMY, "2026-03-02T08:00"},
        {"3/2/26 8:00 AM", DATE_MDY, "2026-03-02T08:00"},
        {"3/2/26 12:00 AM", DATE_MDY, "2026-03-02T00:00"},
        {"3/2/26 12:30 PM", DATE_MDY, "2026-03-02T12:30"},
        {"3/2/26, 3:42\u202FPM", DATE_MDY, "2026-03-02T15:42"},
        {"3/2/2026 5 p.m.", DATE_MDY, "2026-03-02T17:00"},
        {"6/21/2025 16:14", DATE_MDY, "2025-06-21T16:14"},
        {"01/02/26", DATE_DMY, "2026-02-01"},
        {"01/02/26", DATE_MDY, "2026-01-02"},
        {"01/02/26", DATE_YMD, "2001-02-26"},
        {"01/02/70", DATE_DMY, "1970-02-01"},
        {"01/02/69", DATE_DMY, "2069-02-01"},
        {"Mon 02/03/26", DATE_DMY, "2026-03-02"},
        {"Mo 02.03.26", DATE_DMY, "2026-03-02"},
        {"lun. 02/03/26", DATE_DMY, "2026-03-02"},
        {"Mon, 2 Mar 2026", DATE_DMY, "2026-03-02"},
        {"segunda-feira, 2 de março de 2026", DATE_DMY, "2026-03-02"},
        {"mar. 03/03/26", DATE_DMY, "2026-03-03"},
        {"mar. 3 mars 2026", DATE_DMY, "2026-03-03"},
        {"Mar 3, 2026", DATE_DMY, "2026-03-03"},
        {"mar 3 2026 17:00", DATE_DMY, "2026-03-03T17:00"},
        {"14/Jul/25 3:42 PM", DATE_DMY, "2025-07-14T15:42"},
        {"14-Jul-2025", DATE_MDY, "2025-07-14"},
        {"20-07-2026 08:00 A", DATE_DMY, "2026-07-20T08:00"},
        {"20-07-2026 08:00*", DATE_DMY, "2026-07-20T08:00"},
        {"20-07-2026 A", DATE_YMD, "2026-07-20"},
        {"20-07-2026*", DATE_DMY, "2026-07-20"},
        {"07-20-2026", DATE_YMD, "2026-07-20"},
        {"07/07/2026", DATE_YMD, "2026-07-07"},
        {"2 March 2026", DATE_MDY, "2026-03-02"},
        {"March 2nd, 2026", DATE_DMY, "2026-03-02"},
        {"2. März 2026", DATE_DMY, "2026-03-02"},
        {"1er août 2026", DATE_DMY, "2026-08-01"},
        {"28 févr. 2026", DATE_DMY, "2026-02-28"},
        {"2 de diciembre de 2026", DATE_DMY, "2026-12-02"},
        {"3 ott 2026", DATE_DMY, "2026-10-03"},
        {"2026 Mar 02", DATE_DMY, "2026-03-02"},
        {"29.02.2024", DATE_DMY, "2024-02-29"},
        {"31.12.2999", DATE_DMY, "2999-12-31"},
        {"1900-01-01", DATE_DMY, "1900-01-01"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_read(cases[i].text, cases[i].order, cases[i].expected);
}

/* Full and abbreviated, as the calendars of these countries print them (Unicode CLDR). */
static void month_names_are_known_in_six_languages(void **state)
{
    (void)state;
    static const char *const names[][12] = {
        {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
         "December"},
        {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
         "Dezember"},
        {"Jan.", "Feb.", "Mrz.", "Apr.", "Mai", "Jun.", "Jul.", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."},
        {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
         "décembre"},
        {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
        {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
         "diciembre"},
        {"ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic."},
        {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
         "novembre", "dicembre"},
        {"gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"},
        {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
         "novembro", "dezembro"},
        {"jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"},
    };
    for (size_t language = 0; language < COUNT(names); language++) {
        for (int month = 1; month <= 12; month++) {
            char text[64], expected[32];
            snprintf(text, sizeof text, "7 %s 2026", names[language][month - 1]);
            snprintf(expected, sizeof expected, "2026-%02d-07", month);
            assert_read(text, DATE_MDY, expected);
        }
    }
}

static void what_is_no_date_is_refused_and_quoted(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "soon",
        "31.02.2026",
        "29.02.2026",
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "1899-12-31",
        "3000-01-01",
        "02.03.",
        "02.03.226",
        "02.03.20261",
        "2026030",
        "20261302",
        "202603021",
        "2026-03",
        "03/2026",
        "March 2026",
        "2026-03-02x",
        "2026-03-02T",
        "2026-03-02 25:00",
        "2026-03-02 08:60",
        "2026-03-02 8",
        "2026-03-02 13:00 PM",
        "2026-03-02T08:00+2",
        "02.03/2026",
        "32/01/2026",
        "2 Foo 2026",
        "Mon",
        "-",
        "45678",
        "2026-03-02 08:0",
        "2026-03-0a",
        "Mon Tue 02.03.2026",
        "2026-02-28 24:01",
        "2026-02-28T25:00",
        "1/2/3/4",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        Instant instant = 77;
        bool has_time;
        Error error = {0};
        if (instant_parse(texts[i], DATE_DMY, &instant, &has_time, &error))
            fail_msg("'%s' was read", texts[i]);
        assert_non_null(strstr(error.text, texts[i]));
        assert_non_null(strstr(error.text, "2026-02-28"));
    }
    Date date;
    Error error = {0};
    assert_false(date_parse("31.02.2026", DATE_YMD, &date, &error));
    assert_string_equal(error.text, "'31.02.2026' is no date; expected a day like 2026-02-28");
    assert_false(date_parse("05/07/2026", DATE_YMD, &date, &error));
    assert_non_null(strstr(error.text, "day first or month first"));
}

static void typed_dates_are_relative_to_today(void **state)
{
    (void)state;
    Date today = date_make(2026, 3, 4); /* a Wednesday */
    static const struct {
        const char *text;
        DateOrder order;
        const char *expected;
    } cases[] = {
        {"today", DATE_DMY, "2026-03-04"},   {" Today ", DATE_DMY, "2026-03-04"},
        {"+3", DATE_DMY, "2026-03-07"},      {"+2w", DATE_DMY, "2026-03-18"},
        {"-1d", DATE_DMY, "2026-03-03"},     {"-1 w", DATE_DMY, "2026-02-25"},
        {"fri", DATE_DMY, "2026-03-06"},     {"Freitag", DATE_DMY, "2026-03-06"},
        {"wed", DATE_DMY, "2026-03-11"},     {"tue", DATE_DMY, "2026-03-10"},
        {"15", DATE_DMY, "2026-03-15"},      {"4", DATE_DMY, "2026-04-04"},
        {"3", DATE_DMY, "2026-04-03"},       {"31", DATE_DMY, "2026-03-31"},
        {"15.3.", DATE_MDY, "2026-03-15"},   {"15.3", DATE_DMY, "2026-03-15"},
        {"1.3.", DATE_DMY, "2026-03-01"},    {"29.2.", DATE_DMY, "2028-02-29"},
        {"3/15", DATE_MDY, "2026-03-15"},    {"15/3", DATE_DMY, "2026-03-15"},
        {"03-15", DATE_YMD, "2026-03-15"},   {"2026-05-01", DATE_DMY, "2026-05-01"},
        {"1.5.26", DATE_DMY, "2026-05-01"},  {"1 May 2027", DATE_DMY, "2027-05-01"},
        {"15.", DATE_DMY, "2026-03-15"},     {"30 jun", DATE_DMY, "2026-06-30"},
        {"June 30", DATE_DMY, "2026-06-30"}, {"4. März", DATE_MDY, "2026-03-04"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Date date = 0;
        Error error = {0};
        if (!date_parse_typed(cases[i].text, cases[i].order, today, today, &date, &error))
            fail_msg("%s", error.text);
        Buffer out = {0};
        date_format(date, &out);
        assert_string_equal(buffer_text(&out), cases[i].expected);
        buffer_release(&out);
    }
    static const char *const bad[] = {"",    "+",       "+x",        "32",      "0",      "30.2.",   "15.13.",
                                      "+3y", "friday!", "+99999999", "+9999w9", "31 jun", "30 juny", "jun"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        Date date = 77;
        Error error = {0};
        assert_false(date_parse_typed(bad[i], DATE_DMY, today, today, &date, &error));
        assert_int_equal(date, 77);
        assert_non_null(strstr(error.text, bad[i]));
    }
}

/* Around 2100, which is no leap year, 29 February is eight years away. */
static void a_leap_day_may_be_eight_years_away(void **state)
{
    (void)state;
    Date date;
    Date leap = date_make(2096, 2, 29), later = date_make(2100, 6, 1), last = date_make(2999, 12, 30);
    assert_true(date_parse_typed("29.2.", DATE_DMY, leap, later, &date, NULL));
    assert_int_equal(date, date_make(2104, 2, 29));
    assert_true(date_parse_typed("29.2.", DATE_DMY, leap, date_make(2100, 1, 1), &date, NULL));
    assert_int_equal(date, leap);
    assert_false(date_parse_typed("+9", DATE_DMY, last, last, &date, NULL));
    assert_false(date_parse_typed("-9999w", DATE_DMY, date_make(1900, 1, 2), last, &date, NULL));
    assert_false(date_parse_typed("1", DATE_DMY, last, last, &date, NULL));
}

/* Today is 4 March 2026; the year is that of the day to which it is to be near, words about now stay with today. */
static void a_day_without_its_year_is_the_nearest_one(void **state)
{
    (void)state;
    static const struct {
        const char *text, *near, *expected;
    } cases[] = {
        {"30 jun", "2026-03-04", "2026-06-30"}, {"30 jun", "2026-11-22", "2026-06-30"},
        {"30 jan", "2026-11-22", "2027-01-30"}, {"15.10.", "2026-11-22", "2026-10-15"},
        {"1.3.", "2031-12-31", "2032-03-01"},   {"today", "2031-12-31", "2026-03-04"},
        {"+2w", "2031-12-31", "2026-03-18"},    {"fri", "2031-12-31", "2026-03-06"},
        {"15", "2031-12-31", "2026-03-15"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Date date, near, expected;
        assert_true(date_parse(cases[i].near, DATE_DMY, &near, NULL));
        assert_true(date_parse(cases[i].expected, DATE_DMY, &expected, NULL));
        assert_true(date_parse_typed(cases[i].text, DATE_DMY, date_make(2026, 3, 4), near, &date, NULL));
        assert_int_equal(date, expected);
    }
}

/* Wednesday 4 March 2026, 10:30. Times are of the clock, so 20 minutes before midnight is yesterday. */
static void times_that_have_been_are_understood_as_people_say_them(void **state)
{
    (void)state;
    const Instant now = instant_make(date_make(2026, 3, 4), 10 * 60 + 30);
    static const struct {
        const char *text, *expected;
        bool has_time;
    } cases[] = {
        {"now", "2026-03-04T10:30", true},
        {"today", "2026-03-04T00:00", false},
        {"yesterday", "2026-03-03T00:00", false},
        {"Gestern", "2026-03-03T00:00", false},
        {"monday", "2026-03-02T00:00", false},
        {"tue", "2026-03-03T00:00", false},
        {"wed", "2026-02-25T00:00", false}, /* the last one, not today */
        {"15", "2026-02-15T00:00", false},
        {"15 mar", "2025-03-15T00:00", false},
        {"3.3.", "2026-03-03T00:00", false},
        {"29 feb", "2024-02-29T00:00", false},
        {"14:30", "2026-03-03T14:30", true}, /* still to come today */
        {"9:15", "2026-03-04T09:15", true},
        {"3 pm", "2026-03-03T15:00", true},
        {"yesterday 14:30", "2026-03-03T14:30", true},
        {"mon 9:00", "2026-03-02T09:00", true},
        {"15 mar 3 pm", "2025-03-15T15:00", true},
        {"-2h", "2026-03-04T08:30", true},
        {"-90 min", "2026-03-04T09:00", true},
        {"11 hours ago", "2026-03-03T23:30", true},
        {"-3d", "2026-03-01T10:30", false},
        {"2 weeks ago", "2026-02-18T10:30", false},
        {"2026-01-05", "2026-01-05T00:00", false},
        {"05.01.2026 08:00", "2026-01-05T08:00", true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Instant out;
        bool has_time;
        Error error = {0};
        Buffer text = {0};
        if (!instant_parse_past(cases[i].text, DATE_DMY, now, &out, &has_time, &error))
            fail_msg("%s", error.text);
        instant_format(out, &text);
        assert_string_equal(buffer_text(&text), cases[i].expected);
        assert_int_equal(has_time, cases[i].has_time);
        buffer_release(&text);
    }
}

static void what_is_no_time_that_has_been_is_refused_with_the_forms(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",     "soon",          "+3",          "-",        "-2x", "25:00", "yesterday 25:00", "-50%",
        "--2h", "fortnight ago", "-999999999h", "tomorrow", " "};
    const Instant now = instant_make(date_make(2026, 3, 4), 10 * 60 + 30);
    for (size_t i = 0; i < COUNT(texts); i++) {
        Instant out;
        bool has_time;
        Error error = {0};
        assert_false(instant_parse_past(texts[i], DATE_DMY, now, &out, &has_time, &error));
        assert_non_null(strstr(error.text, "yesterday"));
        assert_non_null(strstr(error.text, "-2h"));
        assert_non_null(strstr(error.text, "14:30"));
    }
}

static void columns_can_be_judged(void **state)
{
    (void)state;
    assert_int_equal(date_evidence("25/12/2026"), DATE_DAY_FIRST);
    assert_int_equal(date_evidence("12/25/2026"), DATE_MONTH_FIRST);
    assert_int_equal(date_evidence("01/02/26"), DATE_EITHER_ORDER);
    assert_int_equal(date_evidence("Mon 05/05/26 08:00"), DATE_EITHER_ORDER);
    assert_int_equal(date_evidence("02.03.2026"), DATE_DAY_FIRST);
    assert_int_equal(date_evidence("2026-03-02"), DATE_NO_EVIDENCE);
    assert_int_equal(date_evidence("14/Jul/25"), DATE_NO_EVIDENCE);
    assert_int_equal(date_evidence("Pour concrete"), DATE_NO_EVIDENCE);
    assert_int_equal(date_evidence("31/31/2026"), DATE_NO_EVIDENCE);
    assert_int_equal(date_evidence(""), DATE_NO_EVIDENCE);
}

static void what_is_undefined_is_written_as_nothing(void **state)
{
    (void)state;
    Buffer out = {0};
    date_format(DATE_NONE, &out);
    instant_format(INSTANT_NONE, &out);
    assert_string_equal(buffer_text(&out), "");
    instant_format(instant_make(date_make(1969, 7, 20), 20 * 60 + 17), &out);
    assert_string_equal(buffer_text(&out), "1969-07-20T20:17");
    buffer_release(&out);
}

static void names_are_english_and_short(void **state)
{
    (void)state;
    assert_string_equal(weekday_name(date_weekday(date_make(2026, 3, 2))), "Mon");
    assert_string_equal(weekday_name(6), "Sun");
    assert_string_equal(month_name(1), "Jan");
    assert_string_equal(month_name(12), "Dec");
}

static void the_clock_agrees_with_the_host(void **state)
{
    (void)state;
    int64_t before = (int64_t)time(NULL);
    int64_t now = clock_utc();
    assert_true(now >= before && now <= before + 5);
    int64_t days = now / 86400;
    assert_true(date_today() >= days - 1 && date_today() <= days + 1); /* time zones */
}

static void midnight_belongs_to_the_day_that_ends(void **state)
{
    (void)state;
    const char *const texts[] = {"2026-03-12T24:00", "2026-03-12 24:00", "12.03.2026 24:00", "2026-03-13T00:00"};
    Instant midnight = instant_make(date_make(2026, 3, 13), 0), read;
    Buffer words = {0};
    for (size_t i = 0; i < COUNT(texts); i++) {
        bool has_time = false;
        assert_true(instant_parse(texts[i], DATE_DMY, &read, &has_time, NULL));
        assert_int_equal(read, midnight);
        assert_true(has_time);
    }
    assert_int_equal(instant_end_date(midnight), date_make(2026, 3, 12));
    assert_int_equal(instant_end_date(midnight + 1), date_make(2026, 3, 13));
    assert_int_equal(instant_end_date(instant_make(date_make(1969, 12, 31), 0)), date_make(1969, 12, 30));
    instant_format_end(midnight, &words);
    instant_format_end(midnight + 1, &words);
    instant_format_end(INSTANT_NONE, &words);
    assert_string_equal(buffer_text(&words), "2026-03-12T24:002026-03-13T00:01");
    buffer_release(&words);
}

/* 2 March 2026 is a Monday, 8 March a Sunday. */
static void a_day_lies_in_a_week_and_in_a_month(void **state)
{
    (void)state;
    assert_int_equal(date_week_end(date_make(2026, 3, 2)), date_make(2026, 3, 8));
    assert_int_equal(date_week_end(date_make(2026, 3, 8)), date_make(2026, 3, 8));
    assert_int_equal(date_month_end(date_make(2026, 2, 1)), date_make(2026, 2, 28));
    assert_int_equal(date_month_end(date_make(2024, 2, 29)), date_make(2024, 2, 29));
    assert_int_equal(date_month_end(date_make(2025, 12, 31)), date_make(2025, 12, 31));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(impossible_days_are_known),
        cmocka_unit_test(weeks_are_those_of_iso_8601),
        cmocka_unit_test(instants_split_towards_the_past),
        cmocka_unit_test(programs_and_people_are_understood),
        cmocka_unit_test(month_names_are_known_in_six_languages),
        cmocka_unit_test(what_is_no_date_is_refused_and_quoted),
        cmocka_unit_test(typed_dates_are_relative_to_today),
        cmocka_unit_test(a_leap_day_may_be_eight_years_away),
        cmocka_unit_test(a_day_without_its_year_is_the_nearest_one),
        cmocka_unit_test(times_that_have_been_are_understood_as_people_say_them),
        cmocka_unit_test(what_is_no_time_that_has_been_is_refused_with_the_forms),
        cmocka_unit_test(columns_can_be_judged),
        cmocka_unit_test(what_is_undefined_is_written_as_nothing),
        cmocka_unit_test(names_are_english_and_short),
        cmocka_unit_test(the_clock_agrees_with_the_host),
        cmocka_unit_test(a_day_lies_in_a_week_and_in_a_month),
        cmocka_unit_test(midnight_belongs_to_the_day_that_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
