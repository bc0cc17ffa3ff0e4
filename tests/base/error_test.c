/* Sentences: kinds, context, what happens to long ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/base/error.h"
#include "steerco/base/text.h"

static void setting_returns_false_and_keeps_the_kind(void **state)
{
    (void)state;
    Error error = {0};
    assert_false(error_set(&error, "no room on %s", "/srv"));
    assert_int_equal(error.kind, ERROR_FAILED);
    assert_string_equal(error.text, "no room on /srv");
    assert_false(error_usage(&error, "unknown option %c", 'x'));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_false(error_conflict(&error, "R-7 was changed"));
    assert_int_equal(error.kind, ERROR_CONFLICT);
    assert_string_equal(error.text, "R-7 was changed");
}

static void context_goes_in_front_and_the_kind_stays(void **state)
{
    (void)state;
    Error error = {0};
    error_conflict(&error, "changed by ann");
    assert_false(error_prefix(&error, "line %d, %s", 14, "Due"));
    assert_false(error_prefix(&error, "risks.csv"));
    assert_string_equal(error.text, "risks.csv: line 14, Due: changed by ann");
    assert_int_equal(error.kind, ERROR_CONFLICT);
}

static void a_sentence_may_quote_the_one_it_replaces(void **state)
{
    (void)state;
    Error error = {0};
    error_set(&error, "disk full");
    error_set(&error, "cannot save (%s)", error.text);
    assert_string_equal(error.text, "cannot save (disk full)");
}

static void a_null_error_is_ignored(void **state)
{
    (void)state;
    assert_false(error_set(NULL, "x"));
    assert_false(error_usage(NULL, "x"));
    assert_false(error_conflict(NULL, "x"));
    assert_false(error_prefix(NULL, "x"));
}

/* 599 bytes fit before the NUL. Characters of 2, 3 and 4 bytes are cut at each possible place. */
static void long_sentences_are_cut_between_characters(void **state)
{
    (void)state;
    static const char *const characters[] = {"x", "é", "€", "😀"};
    for (size_t c = 0; c < sizeof characters / sizeof *characters; c++) {
        size_t size = strlen(characters[c]);
        for (size_t shift = 0; shift < 4; shift++) {
            char text[2048] = "";
            memset(text, 'a', shift);
            while (strlen(text) + size < sizeof text)
                strcat(text, characters[c]);
            Error error = {0};
            size_t expected = shift + (sizeof error.text - 1 - shift) / size * size;
            error_set(&error, "%s", text);
            assert_int_equal(strlen(error.text), expected);
            assert_true(text_is_utf8(error.text, strlen(error.text)));
            error_prefix(&error, "é");
            assert_true(text_is_utf8(error.text, strlen(error.text)));
        }
    }
}

static void clearing_leaves_no_error(void **state)
{
    (void)state;
    Error error = {0};
    error_set(&error, "x");
    error_clear(&error);
    assert_int_equal(error.kind, ERROR_NONE);
    assert_string_equal(error.text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setting_returns_false_and_keeps_the_kind),
        cmocka_unit_test(context_goes_in_front_and_the_kind_stays),
        cmocka_unit_test(a_sentence_may_quote_the_one_it_replaces),
        cmocka_unit_test(a_null_error_is_ignored),
        cmocka_unit_test(long_sentences_are_cut_between_characters),
        cmocka_unit_test(clearing_leaves_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
