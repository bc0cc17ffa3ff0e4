/*
 * Numbers, money and durations: what was read is written, and read again as the same. The first byte chooses the
 * decimal mark, the number of decimals and the unit of bare durations.
 */
#include "fuzz.h"

#include "steerco/base/duration.h"
#include "steerco/base/money.h"

static const WorkUnits units = {480, 2400, 20};

static void assert_number_comes_back(int64_t number, int digits)
{
    Buffer text = {0};
    Error error = {0};
    int64_t again;
    for (int trim = 0; trim < 2; trim++) {
        buffer_clear(&text);
        number_format(number, digits, trim, &text);
        if (!number_parse(buffer_text(&text), DECIMAL_POINT, digits, &again, &error))
            fail_msg("%s", error.text);
        assert_int_equal(again, number);
    }
    buffer_release(&text);
}

static void assert_money_comes_back(Money money, int digits)
{
    Buffer text = {0};
    Error error = {0};
    Money again;
    money_format(money, digits, &text);
    if (!money_parse(buffer_text(&text), DECIMAL_POINT, digits, &again, &error))
        fail_msg("%s", error.text);
    assert_int_equal(again, money);
    buffer_clear(&text);
    money_format_grouped(money, digits, false, &text);
    if (!money_parse(buffer_text(&text), DECIMAL_POINT, digits, &again, &error))
        fail_msg("%s", error.text);
    assert_int_equal(again, money);
    money_format_grouped(money, digits, true, &text);
    buffer_release(&text);
}

/* The amount and the mark come back; the unit may be a smaller one, where that is shorter. */
static void assert_duration_comes_back(Duration duration)
{
    Buffer text = {0};
    Error error = {0};
    Duration again;
    duration_format(duration, &units, &text);
    if (!duration_parse(buffer_text(&text), DECIMAL_POINT, &units, UNIT_DAYS, &again, &error))
        fail_msg("%s", error.text);
    assert_int_equal(duration_amount(again), duration_amount(duration));
    assert_int_equal(duration_is_elapsed(again), duration_is_elapsed(duration));
    assert_int_equal(duration_is_percent(again), duration_is_percent(duration));
    assert_int_equal(duration_is_estimated(again), duration_is_estimated(duration));
    buffer_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Error error = {0};
    int64_t number;
    unsigned way = fuzz_choice(&bytes, &length, 256);
    DecimalMark mark = way & 1 ? DECIMAL_COMMA : DECIMAL_POINT;
    int digits = (int)(way >> 1) % 5;
    char *text = fuzz_text(bytes, length);
    if (number_parse(text, mark, digits, &number, &error))
        assert_number_comes_back(number, digits);
    else
        assert_true(error.text[0]);
    if (money_parse(text, mark, digits, &number, &error))
        assert_money_comes_back(number, digits);
    if (duration_parse(text, mark, &units, (int)(way >> 1) % UNIT_PERCENT, &number, &error))
        assert_duration_comes_back(number);
    free(text);
    return 0;
}
