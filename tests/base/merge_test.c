/*
 * Three texts of several lines become one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "steerco/base/merge.h"

static void assert_merged(const char *before, const char *mine, const char *theirs, const char *expected)
{
    Buffer out = {0};
    assert_true(merge_lines(before, mine, theirs, &out));
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void refuse(const char *before, const char *mine, const char *theirs)
{
    Buffer out = {0};
    assert_false(merge_lines(before, mine, theirs, &out));
    assert_int_equal(out.length, 0);
    buffer_release(&out);
}

static void what_only_one_changed_is_theirs_or_mine(void **state)
{
    (void)state;
    assert_merged("a\nb\nc", "a\nB\nc", "a\nb\nc", "a\nB\nc");
    assert_merged("a\nb\nc", "a\nb\nc", "a\nc", "a\nc");
    assert_merged("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC");
    assert_merged("a\nb\nc\nd", "b\nc\nd", "a\nb\nc\nd\ne", "b\nc\nd\ne");
}

static void what_both_add_stands_one_behind_the_other(void **state)
{
    (void)state;
    assert_merged("# 1\n\n# 2", "# 1\nmine\n\n# 2", "# 1\ntheirs\n\n# 2", "# 1\ntheirs\nmine\n\n# 2");
    assert_merged("", "mine", "theirs", "theirs\nmine");
    assert_merged("a", "a\nmine", "a\ntheirs", "a\ntheirs\nmine");
    assert_merged("a", "mine\na", "a\ntheirs", "mine\na\ntheirs");
}

static void what_both_changed_alike_stands_once(void **state)
{
    (void)state;
    assert_merged("a\nb", "a\nB", "a\nB", "a\nB");
    assert_merged("", "same", "same", "same");
}

static void what_both_changed_otherwise_is_not_merged(void **state)
{
    (void)state;
    refuse("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc");
    refuse("a\nb\nc", "a\nc", "a\nB\nc");
}

/* Each adds a line of her own somewhere, fifty times: all hundred are there, and the old ones in their order. */
static void nothing_is_lost_of_many_additions(void **state)
{
    (void)state;
    Buffer before = {0}, mine = {0}, theirs = {0}, out = {0};
    for (int i = 0; i < 50; i++) {
        buffer_format(&before, "line %d\n", i);
        buffer_format(&mine, "line %d\n%smine %d\n", i, i % 3 == 0 ? "\n" : "", i);
        buffer_format(&theirs, "%stheirs %d\nline %d\n", i % 5 == 0 ? "\n" : "", i, i);
    }
    assert_true(merge_lines(buffer_text(&before), buffer_text(&mine), buffer_text(&theirs), &out));
    const char *last = buffer_text(&out);
    for (int i = 0; i < 50; i++) {
        char line[40];
        snprintf(line, sizeof line, "line %d\n", i);
        const char *at = strstr(last, line);
        assert_non_null(at);
        last = at;
        snprintf(line, sizeof line, "theirs %d\n", i);
        assert_non_null(strstr(buffer_text(&out), line));
        snprintf(line, sizeof line, "mine %d", i);
        assert_non_null(strstr(buffer_text(&out), line));
    }
    buffer_release(&before);
    buffer_release(&mine);
    buffer_release(&theirs);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_only_one_changed_is_theirs_or_mine),
        cmocka_unit_test(what_both_add_stands_one_behind_the_other),
        cmocka_unit_test(what_both_changed_alike_stands_once),
        cmocka_unit_test(what_both_changed_otherwise_is_not_merged),
        cmocka_unit_test(nothing_is_lost_of_many_additions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
