/*
 * Typing: every shell's keys, whole graphemes, and nothing that a paste could do beyond inserting its text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/tui/widgets/lineedit.h"

/* Keys by name, separated by blanks; the cursor is shown as | in the result. */
static void assert_typed(const char *start, bool fresh, const char *keys, const char *expected)
{
    LineEdit edit = {0};
    lineedit_start(&edit, start, fresh);
    for (char name[32]; *keys; keys += strspn(keys, " ")) {
        size_t length = strcspn(keys, " ");
        memcpy(name, keys, length);
        name[length] = '\0';
        assert_true(lineedit_key(&edit, key_parse(name)));
        keys += length;
    }
    Buffer shown = {0};
    buffer_add_bytes(&shown, buffer_text(&edit.text), edit.at);
    buffer_add(&shown, "|");
    buffer_add(&shown, buffer_text(&edit.text) + edit.at);
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&shown);
    lineedit_release(&edit);
}

static void typing_inserts_at_the_cursor(void **state)
{
    (void)state;
    assert_typed("", false, "a b c", "abc|");
    assert_typed("ac", false, "left b", "ab|c");
    assert_typed("Zurich", false, "ctrl-a right delete ü", "Zü|rich");
}

static void the_keys_of_every_shell_work(void **state)
{
    (void)state;
    assert_typed("one two  three", false, "ctrl-w", "one two  |");
    assert_typed("one two  three", false, "ctrl-w ctrl-w", "one |");
    assert_typed("one two", false, "alt-b X", "one X|two");
    assert_typed("one two", false, "home alt-f X", "oneX| two");
    assert_typed("one two", false, "home alt-d", "| two");
    assert_typed("one two", false, "ctrl-left ctrl-u", "|two");
    assert_typed("one two", false, "ctrl-a ctrl-right ctrl-k", "one|");
    assert_typed("abc", false, "ctrl-a ctrl-d end backspace", "b|");
    assert_typed("abc", false, "ctrl-b ctrl-b ctrl-f", "ab|c");
}

static void the_ends_are_safe(void **state)
{
    (void)state;
    assert_typed("", false, "backspace delete left right ctrl-w alt-d ctrl-u ctrl-k alt-b alt-f", "|");
}

/* A letter with a combining accent, and a flag of two code points, are one step each. */
static void graphemes_stay_whole(void **state)
{
    (void)state;
    assert_typed("xe\u0301y", false, "left left Q", "xQ|e\u0301y");
    assert_typed("xe\u0301y", false, "left backspace", "x|y");
    assert_typed("a\u6F22b", false, "ctrl-a right delete", "a|b");
}

static void a_fresh_text_is_replaced_by_typing_and_kept_by_moving(void **state)
{
    (void)state;
    assert_typed("old", true, "n e w", "new|");
    assert_typed("old", true, "left X", "olX|d");
    assert_typed("old", true, "backspace", "|");
}

static void keys_of_others_are_left_to_them(void **state)
{
    (void)state;
    static const char *const names[] = {"enter", "esc", "tab", "up", "down", "f1", "ctrl-c", "ctrl-l", "pageup"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        LineEdit edit = {0};
        lineedit_start(&edit, "text", false);
        assert_false(lineedit_key(&edit, key_parse(names[i])));
        assert_string_equal(buffer_text(&edit.text), "text");
        lineedit_release(&edit);
    }
}

static void a_pasted_text_becomes_one_line_without_controls(void **state)
{
    (void)state;
    LineEdit edit = {0};
    lineedit_start(&edit, "<>", false);
    lineedit_key(&edit, KEY_ARROW_LEFT);
    lineedit_insert(&edit, "one\ntwo\tthree\033[31m\x7F\xFF\xC2\x9B!\n");
    assert_string_equal(buffer_text(&edit.text), "<one two three[31m!>");
    lineedit_release(&edit);
}

static void a_huge_paste_is_refused_rather_than_cut(void **state)
{
    (void)state;
    LineEdit edit = {0};
    Buffer huge = {0};
    buffer_add_repeat(&huge, "0123456789", 10000);
    lineedit_start(&edit, "kept", false);
    lineedit_insert(&edit, buffer_text(&huge));
    assert_string_equal(buffer_text(&edit.text), "kept");
    buffer_release(&huge);
    lineedit_release(&edit);
}

/* The part around the cursor is shown, and the hardware cursor stands where the next character will. */
static void a_long_text_scrolls_under_the_cursor(void **state)
{
    (void)state;
    Canvas canvas;
    LineEdit edit = {0};
    canvas_init(&canvas, 8, 1, false);
    lineedit_start(&edit, "0123456789", false);
    lineedit_draw(&edit, &canvas, 1, 0, 6);
    Buffer shown = {0};
    canvas_print(&canvas, &shown);
    assert_string_equal(buffer_text(&shown), " 56789\n");
    assert_int_equal(canvas.cursor->x, 6);
    lineedit_key(&edit, KEY_FIRST);
    lineedit_draw(&edit, &canvas, 1, 0, 6);
    assert_int_equal(canvas.cursor->x, 1);
    buffer_release(&shown);
    lineedit_release(&edit);
    canvas_release(&canvas);
}

/* "Straße €" is drawn "Strasse EUR" there: 3 columns more. What is typed stays what it is. */
static void the_cursor_stands_where_ascii_puts_it(void **state)
{
    (void)state;
    LineEdit edit = {0};
    Canvas canvas;
    canvas_init(&canvas, 20, 1, true);
    lineedit_start(&edit, "Straße €", false);
    lineedit_draw(&edit, &canvas, 0, 0, 20);
    assert_int_equal(canvas.cursor->x, 11);
    assert_true(lineedit_key(&edit, 'x'));
    assert_string_equal(buffer_text(&edit.text), "Straße €x");
    canvas_release(&canvas);
    lineedit_release(&edit);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_inserts_at_the_cursor),
        cmocka_unit_test(the_keys_of_every_shell_work),
        cmocka_unit_test(the_ends_are_safe),
        cmocka_unit_test(graphemes_stay_whole),
        cmocka_unit_test(a_fresh_text_is_replaced_by_typing_and_kept_by_moving),
        cmocka_unit_test(keys_of_others_are_left_to_them),
        cmocka_unit_test(a_pasted_text_becomes_one_line_without_controls),
        cmocka_unit_test(a_huge_paste_is_refused_rather_than_cut),
        cmocka_unit_test(a_long_text_scrolls_under_the_cursor),
        cmocka_unit_test(the_cursor_stands_where_ascii_puts_it),
    };
    return cmocka_run_group_tests_name("lineedit", tests, NULL, NULL);
}
