/*
 * Names of keys, and the tables that are written with them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/tui/app/app.h"
#include "steerco/tui/screen/key.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void names_and_keys_are_two_spellings_of_one_thing(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Key key;
    } cases[] = {
        {"a", 'a'},
        {"A", 'A'},
        {"?", '?'},
        {"-", '-'},
        {"ö", 0xF6},
        {"й", 0x439},
        {"space", ' '},
        {"enter", KEY_ENTER_},
        {"esc", KEY_ESCAPE},
        {"backtab", KEY_BACKTAB},
        {"pagedown", KEY_PAGE_DOWN},
        {"f1", KEY_FUNCTION + 1},
        {"f12", KEY_FUNCTION + 12},
        {"ctrl-r", KEY_CONTROL | 'r'},
        {"shift-left", KEY_SHIFT | KEY_ARROW_LEFT},
        {"ctrl-alt-right", KEY_CONTROL | KEY_ALT | KEY_ARROW_RIGHT},
        {"alt--", KEY_ALT | '-'},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer name = {0};
        assert_int_equal(key_parse(cases[i].name), cases[i].key);
        key_format(cases[i].key, &name);
        assert_string_equal(buffer_text(&name), cases[i].name);
        buffer_release(&name);
    }
}

static void modifiers_come_in_any_order(void **state)
{
    (void)state;
    assert_int_equal(key_parse("alt-ctrl-up"), key_parse("ctrl-alt-up"));
}

static void what_is_no_key_has_no_key(void **state)
{
    (void)state;
    static const char *const names[] = {"", "ctrl-", "ent", "f0", "f13", "f1x", "up down", "\xFF", "ab"};
    for (size_t i = 0; i < COUNT(names); i++)
        assert_int_equal(key_parse(names[i]), 0);
}

static void a_list_holds_the_keys_it_names(void **state)
{
    (void)state;
    assert_true(key_in_list('>', "> alt-right"));
    assert_true(key_in_list(KEY_ALT | KEY_ARROW_RIGHT, "> alt-right"));
    assert_false(key_in_list(KEY_ARROW_RIGHT, "> alt-right"));
    assert_false(key_in_list('a', ""));
    assert_false(key_in_list('a', NULL));
}

/* ---- the command tables ---- */

static void each_key(const char *keys, void (*visit)(const char *name, void *context), void *context)
{
    while (*keys) {
        char name[32] = "";
        size_t length = strcspn(keys, " ");
        assert_in_range(length, 1, sizeof name - 1);
        memcpy(name, keys, length);
        visit(name, context);
        keys += length + (keys[length] == ' ');
    }
}

static void assert_known(const char *name, void *context)
{
    (void)context;
    assert_int_not_equal(key_parse(name), 0);
}

/* The rows before `context` must not have the key. */
typedef struct Earlier {
    const Command *first, *end;
} Earlier;

static void assert_unused(const char *name, void *context)
{
    const Earlier *earlier = context;
    for (const Command *command = earlier->first; command != earlier->end; command++)
        if (key_in_list(key_parse(name), command->keys))
            fail_msg("%s runs both %s and %s", name, command->name, earlier->end->name);
}

static void assert_sound_table(const Command *commands)
{
    for (const Command *command = commands; command->name; command++) {
        assert_null(strchr(command->name, ' '));
        assert_non_null(command->run);
        assert_true(strlen(command->help) > 3);
        assert_true(!command->label || strlen(command->label) <= 9);
        each_key(command->keys, assert_known, NULL);
        each_key(command->keys, assert_unused, &(Earlier){commands, command});
        for (const Command *other = commands; other != command; other++)
            assert_string_not_equal(other->name, command->name);
    }
}

static void every_command_has_a_name_a_help_and_keys_of_its_own(void **state)
{
    (void)state;
    assert_sound_table(app_commands);
    assert_sound_table(sheet_commands);
    assert_sound_table(register_commands);
    for (int i = 0; panes[i]; i++)
        if (panes[i]->commands)
            assert_sound_table(panes[i]->commands);
}

static void panes_are_found_by_name_and_differ_in_their_digits(void **state)
{
    (void)state;
    for (int i = 0; panes[i]; i++) {
        assert_ptr_equal(pane_find(panes[i]->name), panes[i]);
        assert_in_range(panes[i]->key, i == 0 ? '0' : panes[i - 1]->key, '9');
        assert_true(strlen(panes[i]->help) > 20);
    }
    assert_null(pane_find("nothing"));
    assert_null(pane_find(""));
    assert_null(pane_find("/"));
    assert_null(pane_find("log/people"));
    assert_ptr_equal(pane_find("Team"), pane_find("people"));
    assert_ptr_equal(pane_find("team/Calendars"), pane_find("calendars"));
    for (const Pane *pane = pane_find("people"), *next; pane; pane = next) {
        next = pane_next_sheet(pane, +1);
        assert_ptr_equal(pane_next_sheet(next, -1), pane);
        assert_int_equal(next->key, '5');
        if (next == pane_find("people"))
            break;
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_keys_are_two_spellings_of_one_thing),
        cmocka_unit_test(modifiers_come_in_any_order),
        cmocka_unit_test(what_is_no_key_has_no_key),
        cmocka_unit_test(a_list_holds_the_keys_it_names),
        cmocka_unit_test(every_command_has_a_name_a_help_and_keys_of_its_own),
        cmocka_unit_test(panes_are_found_by_name_and_differ_in_their_digits),
    };
    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
