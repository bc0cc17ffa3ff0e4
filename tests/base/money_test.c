/* Amounts with their currencies; decimals by ISO 4217, list one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/base/money.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void currencies_have_their_decimals(void **state)
{
    (void)state;
    assert_int_equal(currency_digits("EUR"), 2);
    assert_int_equal(currency_digits("CHF"), 2);
    assert_int_equal(currency_digits("JPY"), 0);
    assert_int_equal(currency_digits("TND"), 3);
    assert_int_equal(currency_digits("CLF"), 4);
    assert_int_equal(currency_digits("XYZ"), 2);
    assert_int_equal(currency_digits(""), 2);
}

static void a_code_is_three_capitals(void **state)
{
    (void)state;
    assert_true(currency_is_code("EUR"));
    assert_true(currency_is_code("QQQ"));
    assert_false(currency_is_code("eur"));
    assert_false(currency_is_code("EU"));
    assert_false(currency_is_code("EURO"));
    assert_false(currency_is_code(""));
}

static void amounts_are_read_with_their_currency(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        DecimalMark mark;
        int digits;
        Money expected;
    } cases[] = {
        {"1.234,50 €", DECIMAL_COMMA, 2, 123450},
        {"300,000 CHF", DECIMAL_POINT, 2, 30000000},
        {"(1 234.50)", DECIMAL_POINT, 2, -123450},
        {"-12", DECIMAL_POINT, 2, -1200},
        {"€12.50", DECIMAL_POINT, 2, 1250},
        {"-€ 12.50", DECIMAL_POINT, 2, -1250},
        {"€ -12.50", DECIMAL_POINT, 2, -1250},
        {"($1,234.50)", DECIMAL_POINT, 2, -123450},
        {"$(12)", DECIMAL_POINT, 2, -1200},
        {"US$ 5", DECIMAL_POINT, 2, 500},
        {"EUR\u00A01.000,00", DECIMAL_COMMA, 2, 100000},
        {"12 kr", DECIMAL_COMMA, 2, 1200},
        {"1 234 zł", DECIMAL_COMMA, 2, 123400},
        {"Fr. 1'000.05", DECIMAL_POINT, 2, 100005},
        {"¥1,000", DECIMAL_POINT, 0, 1000},
        {"12.345", DECIMAL_POINT, 3, 12345},
        {"12.50-", DECIMAL_POINT, 2, -1250},
        {"12.50- EUR", DECIMAL_POINT, 2, -1250},
        {"0.125", DECIMAL_POINT, 2, 12},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Money money = -99;
        Error error = {0};
        assert_true(money_parse(cases[i].text, cases[i].mark, cases[i].digits, &money, &error));
        assert_int_equal(money, cases[i].expected);
    }
}

static void what_is_no_amount_is_refused_and_quoted(void **state)
{
    (void)state;
    static const char *const texts[] = {"",       "EUR",     "€",      "12 k€", "12 Mio", "EURO 5",
                                        "12 5 €", "5 % EUR", "five",   "1,5",   "5 eur",  "99999999999999999999 EUR",
                                        "5 (",    "5 EUR 6", "USDEUR1"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        Money money = -99;
        Error error = {0};
        assert_false(money_parse(texts[i], DECIMAL_POINT, 2, &money, &error));
        assert_int_equal(money, -99);
        assert_non_null(strstr(error.text, texts[i]));
    }
}

static void assert_written(Money money, int digits, const char *plain, const char *grouped, const char *whole)
{
    Buffer out = {0};
    money_format(money, digits, &out);
    assert_string_equal(buffer_text(&out), plain);
    buffer_clear(&out);
    money_format_grouped(money, digits, false, &out);
    assert_string_equal(buffer_text(&out), grouped);
    buffer_clear(&out);
    money_format_grouped(money, digits, true, &out);
    assert_string_equal(buffer_text(&out), whole);
    buffer_release(&out);
}

static void amounts_are_written_for_files_and_for_people(void **state)
{
    (void)state;
    assert_written(1234560, 2, "12345.60", "12,345.60", "12,346");
    assert_written(0, 2, "0.00", "0.00", "0");
    assert_written(99, 2, "0.99", "0.99", "1");
    assert_written(-40, 2, "-0.40", "-0.40", "0");
    assert_written(100050, 2, "1000.50", "1,000.50", "1,000"); /* half to even */
    assert_written(100150, 2, "1001.50", "1,001.50", "1,002");
    assert_written(-123456789, 2, "-1234567.89", "-1,234,567.89", "-1,234,568");
    assert_written(999, 0, "999", "999", "999");
    assert_written(1000, 0, "1000", "1,000", "1,000");
    assert_written(MONEY_NONE, 2, "—", "—", "—");
}

static void sums_saturate_and_undefined_spreads(void **state)
{
    (void)state;
    assert_int_equal(money_add(2, 3), 5);
    assert_int_equal(money_add(INT64_MAX, 1), INT64_MAX);
    assert_int_equal(money_add(-INT64_MAX, -1), -INT64_MAX);
    assert_int_equal(money_add(-INT64_MAX, -INT64_MAX), -INT64_MAX);
    assert_int_equal(money_add(MONEY_NONE, 1), MONEY_NONE);
    assert_int_equal(money_add(1, MONEY_NONE), MONEY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(currencies_have_their_decimals),
        cmocka_unit_test(a_code_is_three_capitals),
        cmocka_unit_test(amounts_are_read_with_their_currency),
        cmocka_unit_test(what_is_no_amount_is_refused_and_quoted),
        cmocka_unit_test(amounts_are_written_for_files_and_for_people),
        cmocka_unit_test(sums_saturate_and_undefined_spreads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
