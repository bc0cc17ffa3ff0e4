/*
 * What comes in pieces from a terminal becomes events. Mouse reports are those of xterm's control sequence
 * documentation, SGR mode: ESC [ < button ; column ; line, then M when pressed and m when released; columns and lines
 * count from 1; the buttons of the wheel are 64 and 65, and 32 is added for motion.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../src/tui/screen/input.h"

/* What the terminal sends, a piece for each byte: see scripted(). "|" is a pause. */
static const char *script;

static InputPiece scripted(int milliseconds)
{
    (void)milliseconds;
    char sent = *script;
    if (sent == '\0')
        return (InputPiece){.kind = INPUT_NOTHING};
    script++;
    switch (sent) {
    case '|':
        return (InputPiece){.kind = INPUT_NOTHING};
    case '<':
        return (InputPiece){.kind = INPUT_MOUSE};
    case '[':
        return (InputPiece){.kind = INPUT_PASTE};
    case ']':
        return (InputPiece){.kind = INPUT_PASTE_END};
    case '^':
        return (InputPiece){.kind = INPUT_KEY, .key = KEY_ARROW_UP};
    case '~':
        return (InputPiece){.kind = INPUT_KEY, .key = 0};
    default:
        return (InputPiece){.kind = INPUT_CHARACTER, .character = (unsigned char)sent};
    }
}

/* What the terminal sends, where bytes cannot say it. */
static const InputPiece *played;

static InputPiece play(int milliseconds)
{
    (void)milliseconds;
    return *played++;
}

static Input begin(const char *sent)
{
    script = sent;
    return (Input){.next = scripted};
}

static void keys_come_one_by_one_and_what_means_nothing_is_passed_over(void **state)
{
    (void)state;
    Input input = begin("a~~^");
    assert_int_equal(input_event(&input).key, 'a');
    assert_int_equal(input_event(&input).key, KEY_ARROW_UP);
    assert_int_equal(input_event(&input).kind, TERM_NOTHING);
    input_release(&input);
}

static void a_press_is_where_the_report_says(void **state)
{
    (void)state;
    Input input = begin("<0;10;5M<0;10;5m<35;11;5M<64;3;4M<65;3;4Mx");
    TermEvent press = input_event(&input), up = input_event(&input), down = input_event(&input);
    assert_int_equal(press.kind, TERM_MOUSE);
    assert_int_equal(press.mouse, MOUSE_PRESS);
    assert_int_equal(press.x, 9);
    assert_int_equal(press.y, 4);
    assert_int_equal(up.mouse, MOUSE_WHEEL_UP); /* the release and the motion before it are no events */
    assert_int_equal(down.mouse, MOUSE_WHEEL_DOWN);
    assert_int_equal(down.x, 2);
    assert_int_equal(input_event(&input).key, 'x');
    input_release(&input);
}

static void two_presses_at_one_place_are_a_double_click_and_three_are_not_two(void **state)
{
    (void)state;
    Input input = begin("<0;1;1M<0;1;1M<0;1;1M<0;2;1M");
    assert_int_equal(input_event(&input).mouse, MOUSE_PRESS);
    assert_int_equal(input_event(&input).mouse, MOUSE_DOUBLE);
    assert_int_equal(input_event(&input).mouse, MOUSE_PRESS);
    assert_int_equal(input_event(&input).mouse, MOUSE_PRESS); /* at another place */
    input_release(&input);
}

static void a_report_that_is_cut_off_is_dropped(void **state)
{
    (void)state;
    static const char *const cut[] = {"<0;10|a", "<|a", "<0;10Ma", "<0;10;5;7Ma", "<0;10;5^a"};
    for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
        Input input = begin(cut[i]);
        assert_int_equal(input_event(&input).key, 'a');
        input_release(&input);
    }
}

static void a_number_without_end_does_not_overflow(void **state)
{
    (void)state;
    Input input = begin("<0;99999999999999999999;1Ma");
    TermEvent event = input_event(&input);
    assert_int_equal(event.kind, TERM_MOUSE);
    assert_true(event.x > 300); /* beyond every screen */
    input_release(&input);
}

static void a_pasted_text_presses_no_keys(void **state)
{
    (void)state;
    Input input = begin("[one\r^~<two]q");
    TermEvent pasted = input_event(&input);
    assert_int_equal(pasted.kind, TERM_TEXT);
    assert_string_equal(pasted.text, "one\ntwo");
    assert_int_equal(input_event(&input).key, 'q');
    input_release(&input);
}

static void a_pasted_text_that_never_ends_is_what_has_come(void **state)
{
    (void)state;
    Input input = begin("[one|two");
    assert_string_equal(input_event(&input).text, "one");
    assert_int_equal(input_event(&input).key, 't');
    input_release(&input);
}

/* A NUL would end the text, others act or cannot be stored. */
static void a_pasted_text_carries_no_controls(void **state)
{
    (void)state;
    static const struct InputPiece pieces[] = {
        {.kind = INPUT_PASTE},
        {.kind = INPUT_CHARACTER, .character = 'a'},
        {.kind = INPUT_CHARACTER, .character = 0},
        {.kind = INPUT_CHARACTER, .character = 0x1B},
        {.kind = INPUT_CHARACTER, .character = 0x7F},
        {.kind = INPUT_CHARACTER, .character = 0x9B},
        {.kind = INPUT_CHARACTER, .character = '\t'},
        {.kind = INPUT_CHARACTER, .character = 0xE9},
        {.kind = INPUT_PASTE_END},
    };
    played = pieces;
    Input input = {.next = play};
    assert_string_equal(input_event(&input).text, "a\t\u00E9");
    input_release(&input);
}

/* What fits to the last byte is taken, and of more nothing is: half a list is a wrong list. */
static void a_pasted_text_that_is_too_long_is_told_with_its_size(void **state)
{
    (void)state;
    for (int more = 0; more < 3; more++) {
        Buffer sent = {0};
        buffer_add_char(&sent, '[');
        for (int i = 0; i < PASTE_MOST + more * 5000; i++)
            buffer_add_char(&sent, (char)('a' + i % 26));
        buffer_add(&sent, "]q");
        Input input = begin(buffer_text(&sent));
        TermEvent event = input_event(&input);
        assert_int_equal(event.kind, more == 0 ? TERM_TEXT : TERM_TOO_LONG);
        if (more == 0)
            assert_int_equal(strlen(event.text), PASTE_MOST);
        else
            assert_int_equal(event.size, PASTE_MOST + more * 5000);
        assert_int_equal(input_event(&input).key, 'q');
        input_release(&input);
        buffer_release(&sent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_come_one_by_one_and_what_means_nothing_is_passed_over),
        cmocka_unit_test(a_press_is_where_the_report_says),
        cmocka_unit_test(two_presses_at_one_place_are_a_double_click_and_three_are_not_two),
        cmocka_unit_test(a_report_that_is_cut_off_is_dropped),
        cmocka_unit_test(a_number_without_end_does_not_overflow),
        cmocka_unit_test(a_pasted_text_presses_no_keys),
        cmocka_unit_test(a_pasted_text_that_never_ends_is_what_has_come),
        cmocka_unit_test(a_pasted_text_carries_no_controls),
        cmocka_unit_test(a_pasted_text_that_is_too_long_is_told_with_its_size),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
