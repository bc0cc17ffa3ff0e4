/*
 * Keys as bytes. The sequences are those of xterm's control sequence documentation (PC-style function keys, modifiers
 * as a second parameter: 2 shift, 3 alt, 5 control, and sums); the clipboard is checked with RFC 4648's own examples.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../src/tui/screen/clipboard.h"
#include "../../src/tui/screen/sequences.h"

static Key key_of(const char *sequence)
{
    char bytes[SEQUENCE_SIZE];
    Key key;
    for (int i = 0; sequence_at(i, bytes, &key); i++)
        if (strcmp(bytes, sequence) == 0)
            return key;
    return 0;
}

static void modifiers_are_counted_as_xterm_does(void **state)
{
    (void)state;
    static const struct {
        const char *sequence, *name;
    } cases[] = {
        {"\033[A", "up"},
        {"\033OA", "up"},
        {"\033[1;2D", "shift-left"},
        {"\033[1;3C", "alt-right"},
        {"\033[1;5C", "ctrl-right"},
        {"\033[1;6H", "ctrl-shift-home"},
        {"\033[1;8F", "ctrl-alt-shift-end"},
        {"\033[Z", "backtab"},
        {"\033[3~", "delete"},
        {"\033[24~", "f12"},
        {"\033b", "alt-b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(key_of(cases[i].sequence), key_parse(cases[i].name));
}

static void no_sequence_begins_another(void **state)
{
    (void)state;
    char one[SEQUENCE_SIZE], other[SEQUENCE_SIZE];
    Key key;
    for (int i = 0; sequence_at(i, one, &key); i++)
        for (int k = 0; sequence_at(k, other, &key); k++)
            if (i != k)
                assert_int_not_equal(strncmp(one, other, strlen(one)), 0);
}

static void control_characters_are_keys(void **state)
{
    (void)state;
    assert_int_equal(sequence_character('\r'), KEY_ENTER_);
    assert_int_equal(sequence_character('\n'), KEY_ENTER_);
    assert_int_equal(sequence_character(0x7F), KEY_ERASE);
    assert_int_equal(sequence_character(0x1B), KEY_ESCAPE);
    assert_int_equal(sequence_character(0x01), key_parse("ctrl-a"));
    assert_int_equal(sequence_character(0x1A), key_parse("ctrl-z"));
    assert_int_equal(sequence_character('x'), 'x');
    assert_int_equal(sequence_character(0x439), 0x439);
    assert_int_equal(sequence_character(0), 0);
    assert_int_equal(sequence_character(0x9B), 0);
}

static void the_clipboard_gets_base64(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sequence;
    } cases[] = {
        {"", "\033]52;c;\a"},        {"f", "\033]52;c;Zg==\a"},          {"fo", "\033]52;c;Zm8=\a"},
        {"foo", "\033]52;c;Zm9v\a"}, {"foobar", "\033]52;c;Zm9vYmFy\a"}, {"\xC3\xBF", "\033]52;c;w78=\a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buffer out = {0};
        clipboard_sequence(cases[i].text, &out);
        assert_string_equal(buffer_text(&out), cases[i].sequence);
        buffer_release(&out);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(modifiers_are_counted_as_xterm_does),
        cmocka_unit_test(no_sequence_begins_another),
        cmocka_unit_test(control_characters_are_keys),
        cmocka_unit_test(the_clipboard_gets_base64),
    };
    return cmocka_run_group_tests_name("sequences", tests, NULL, NULL);
}
