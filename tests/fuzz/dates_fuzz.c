/*
 * Dates and instants: one that was read is written, and read again as the same. The first byte chooses the order of
 * day, month and year.
 */
#include "fuzz.h"

#include "steerco/base/date.h"
#include "steerco/base/text.h"

static void assert_date_comes_back(Date date)
{
    Buffer text = {0};
    Error error = {0};
    Date again;
    Civil civil = date_civil(date);
    assert_true(date_is_valid(civil.year, civil.month, civil.day));
    assert_int_equal(date_make(civil.year, civil.month, civil.day), date);
    date_format(date, &text);
    assert_true(date_parse(buffer_text(&text), DATE_YMD, &again, &error));
    assert_int_equal(again, date);
    buffer_release(&text);
}

static void assert_instant_comes_back(Instant instant)
{
    Buffer text = {0};
    Error error = {0};
    Instant again;
    bool has_time;
    instant_format(instant, &text);
    assert_true(instant_parse(buffer_text(&text), DATE_YMD, &again, &has_time, &error));
    assert_int_equal(again, instant);
    buffer_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Error error = {0};
    Date date, today = date_make(2026, 3, 2);
    Instant instant;
    bool has_time;
    DateOrder order = (DateOrder)fuzz_choice(&bytes, &length, 3);
    char *text = fuzz_text(bytes, length);
    if (date_parse(text, order, &date, &error))
        assert_date_comes_back(date);
    else
        assert_true(error.text[0] && text_is_utf8(text, strlen(text)) <= text_is_utf8(error.text, strlen(error.text)));
    if (instant_parse(text, order, &instant, &has_time, &error)) {
        assert_instant_comes_back(instant);
        assert_true(has_time || instant_minute(instant) == 0);
    }
    if (date_parse_typed(text, order, today, today, &date, &error))
        assert_date_comes_back(date);
    (void)date_evidence(text);
    free(text);
    return 0;
}
