/* Numbers as spreadsheets of several countries write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/base/number.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void numbers_are_read_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        DecimalMark mark;
        int digits;
        int64_t expected;
    } cases[] = {
        {"0", DECIMAL_POINT, 2, 0},
        {"12.5", DECIMAL_POINT, 2, 1250},
        {"+5", DECIMAL_POINT, 0, 5},
        {"-5", DECIMAL_POINT, 0, -5},
        {"\u22125", DECIMAL_POINT, 0, -5},
        {"5-", DECIMAL_POINT, 0, -5},
        {"(1,234.50)", DECIMAL_POINT, 2, -123450},
        {"1,234", DECIMAL_POINT, 0, 1234},
        {"1.234", DECIMAL_COMMA, 0, 1234},
        {"1.234,50", DECIMAL_COMMA, 2, 123450},
        {"1 234,50", DECIMAL_COMMA, 2, 123450},
        {"1\u00A0234,50", DECIMAL_COMMA, 2, 123450},
        {"1\u202F234\u202F567,5", DECIMAL_COMMA, 1, 12345675},
        {"1'234'567.05", DECIMAL_POINT, 2, 123456705},
        {"1\u2019234.5", DECIMAL_POINT, 1, 12345},
        {"1,5", DECIMAL_COMMA, 1, 15},
        {" 7 ", DECIMAL_POINT, 0, 7},
        {".5", DECIMAL_POINT, 2, 50},
        {"5.", DECIMAL_POINT, 2, 500},
        {"007", DECIMAL_POINT, 0, 7},
        {"12345678901234567.89", DECIMAL_POINT, 2, 1234567890123456789},
        {"9223372036854775807", DECIMAL_POINT, 0, INT64_MAX},
        {"-9223372036854775807", DECIMAL_POINT, 0, -INT64_MAX},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t number = -99;
        Error error = {0};
        assert_true(number_parse(cases[i].text, cases[i].mark, cases[i].digits, &number, &error));
        assert_int_equal(number, cases[i].expected);
    }
}

/* IEEE 754's tie rule, on decimals: exactly half goes to the even neighbour. */
static void more_decimals_round_half_to_even(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t expected;
    } cases[] = {
        {"0.5", 0},    {"1.5", 2},  {"2.5", 2},  {"-0.5", 0},   {"-1.5", -2}, {"2.5000", 2},
        {"2.5001", 3}, {"2.49", 2}, {"2.51", 3}, {"2.4999", 2}, {"9.5", 10},  {"1.05", 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t number = -99;
        assert_true(number_parse(cases[i].text, DECIMAL_POINT, 0, &number, NULL));
        assert_int_equal(number, cases[i].expected);
    }
}

static void what_is_no_number_is_refused_and_quoted(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        DecimalMark mark;
    } cases[] = {
        {"", DECIMAL_POINT},         {" ", DECIMAL_POINT},        {".", DECIMAL_POINT},
        {"-", DECIMAL_POINT},        {"abc", DECIMAL_POINT},      {"1,5", DECIMAL_POINT},
        {"1.5", DECIMAL_COMMA},      {"1,23,456", DECIMAL_POINT}, {"1,2345", DECIMAL_POINT},
        {"1234,567", DECIMAL_POINT}, {"0,123", DECIMAL_POINT},    {"1,234 567", DECIMAL_POINT},
        {"1.234.5", DECIMAL_POINT},  {"1,234,", DECIMAL_POINT},   {"12 5", DECIMAL_POINT},
        {"--5", DECIMAL_POINT},      {"(5", DECIMAL_POINT},       {"5)", DECIMAL_POINT},
        {"(-5)", DECIMAL_POINT},     {"()", DECIMAL_POINT},       {"-5-", DECIMAL_POINT},
        {"1e5", DECIMAL_POINT},      {"0x10", DECIMAL_POINT},     {"5 EUR", DECIMAL_POINT},
        {"nan", DECIMAL_POINT},      {"1..5", DECIMAL_POINT},     {"1.2,345", DECIMAL_POINT},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t number = -99;
        Error error = {0};
        assert_false(number_parse(cases[i].text, cases[i].mark, 2, &number, &error));
        assert_int_equal(number, -99);
        assert_non_null(strstr(error.text, cases[i].text));
        assert_non_null(strstr(error.text, cases[i].mark == DECIMAL_POINT ? "1234.5" : "1234,5"));
    }
}

static void overflow_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"9223372036854775808", "-9223372036854775808", "99999999999999999999999999"};
    int64_t number;
    Error error = {0};
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_false(number_parse(texts[i], DECIMAL_POINT, 0, &number, &error));
        assert_non_null(strstr(error.text, "too large"));
    }
    assert_false(number_parse("92233720368547758.08", DECIMAL_POINT, 2, &number, &error));
    assert_false(number_parse("9223372036854775807.5", DECIMAL_POINT, 0, &number, &error));
    assert_true(number_parse("9223372036854775807.4", DECIMAL_POINT, 0, &number, &error));
}

static void numbers_are_written_with_a_point(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        int digits;
        bool trim;
        const char *expected;
    } cases[] = {
        {0, 0, false, "0"},
        {0, 2, false, "0.00"},
        {0, 2, true, "0"},
        {5, 2, false, "0.05"},
        {-5, 2, false, "-0.05"},
        {1250, 2, false, "12.50"},
        {1250, 2, true, "12.5"},
        {1200, 2, true, "12"},
        {100, 0, true, "100"},
        {INT64_MAX, 2, false, "92233720368547758.07"},
        {-INT64_MAX, 18, false, "-9.223372036854775807"},
        {NUMBER_NONE, 2, false, "—"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer out = {0};
        number_format(cases[i].number, cases[i].digits, cases[i].trim, &out);
        assert_string_equal(buffer_text(&out), cases[i].expected);
        buffer_release(&out);
    }
}

static void scaling_is_exact_and_rounds_half_to_even(void **state)
{
    (void)state;
    static const struct {
        int64_t number, numerator, denominator, expected;
    } cases[] = {
        {100, 1, 3, 33}, {200, 1, 3, 67}, {5, 1, 2, 2},   {7, 1, 2, 4},   {-5, 1, 2, -2},
        {-7, 1, 2, -4},  {7, 1, -2, -4},  {7, -1, -2, 4}, {-7, -3, 7, 3}, {INT64_MAX, 3, 3, INT64_MAX},
        {0, 5, 7, 0},    {1, 0, 7, 0},    {1, 1, 2, 0},   {3, 1, 2, 2},   {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX},
    };
    int64_t out;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(number_scale(cases[i].number, cases[i].numerator, cases[i].denominator, &out));
        assert_int_equal(out, cases[i].expected);
    }
    assert_false(number_scale(1, 1, 0, &out));
    assert_false(number_scale(INT64_MAX, 2, 1, &out));
    assert_false(number_scale(INT64_MIN + 1, 2, 1, &out));
    assert_false(number_scale(1, INT64_MIN, 1, &out)); /* the result would read as "none" */
    assert_false(number_scale(NUMBER_NONE, 1, 2, &out));
}

static void a_limit_gives_the_nearest_number_within(void **state)
{
    (void)state;
    assert_int_equal(number_limit(-1, 0, 5), 0);
    assert_int_equal(number_limit(3, 0, 5), 3);
    assert_int_equal(number_limit(9, 0, 5), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_as_written),
        cmocka_unit_test(more_decimals_round_half_to_even),
        cmocka_unit_test(what_is_no_number_is_refused_and_quoted),
        cmocka_unit_test(overflow_is_refused),
        cmocka_unit_test(numbers_are_written_with_a_point),
        cmocka_unit_test(scaling_is_exact_and_rounds_half_to_even),
        cmocka_unit_test(a_limit_gives_the_nearest_number_within),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
