/*
 * Rules of days that come again, and working hours: a rule that was read has one canonical form that means the same,
 * and its next day is one of its days.
 */
#include "fuzz.h"

#include "steerco/base/recurrence.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"

static void try_recurrence(const char *text)
{
    Recurrence rule, again;
    Error error = {0};
    Buffer first = {0}, second = {0};
    if (!recurrence_parse(text, &rule, &error)) {
        assert_true(error.text[0]);
        return;
    }
    recurrence_format(&rule, &first);
    if (!recurrence_parse(buffer_text(&first), &again, &error))
        fail_msg("%s", error.text);
    recurrence_format(&again, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    Date begin = date_make(2026, 3, 2), day = begin - 1;
    for (int i = 0; i < 3 && (day = recurrence_next(&rule, begin, day)) != DATE_NONE; i++) {
        assert_true(day >= begin && recurrence_holds(&rule, begin, day));
        assert_true(recurrence_holds(&again, begin, day));
    }
    buffer_release(&first);
    buffer_release(&second);
}

static void try_hours(const char *text)
{
    DayHours hours, again;
    Error error = {0};
    Buffer first = {0}, second = {0};
    if (!hours_parse(text, &hours, &error)) {
        assert_true(error.text[0]);
        return;
    }
    for (int i = 0, last = -1; i < hours.count; last = hours.ranges[i++].to)
        assert_true(last < hours.ranges[i].from && hours.ranges[i].from < hours.ranges[i].to &&
                    hours.ranges[i].to <= MINUTES_PER_DAY);
    hours_format(&hours, &first);
    if (!hours_parse(buffer_text(&first), &again, &error))
        fail_msg("%s", error.text);
    hours_format(&again, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    buffer_release(&first);
    buffer_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_text(bytes, length);
    try_recurrence(text);
    try_hours(text);
    free(text);
    return 0;
}
