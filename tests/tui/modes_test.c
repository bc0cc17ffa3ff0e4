/*
 * Modes: what lies above the panes. No mode is a dead end, none has a key that nobody can find, and what it does not
 * know falls through to what works everywhere.
 */
#include "board_fixture.h"

#include "steerco/records/records.h"
#include "steerco/tui/app/keys.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

/* T-1 Dig 3d, T-2 Pour 2d behind it, R-1, S-1, B-1, a person. */
static int set_up(void **state)
{
    (void)state;
    open_board("schedule");
    add(&task_entity, "name=Dig|duration=3d|position=1");
    add(&task_entity, "name=Pour|duration=2d|position=2");
    add(&link_entity, "predecessor=T-1|successor=T-2");
    add(&risk_entity, "title=Rain|likelihood=3|impact=3");
    add(&stakeholder_entity, "name=Neighbour|power=3|interest=3");
    add(&budget_line_entity, "description=Machines|category=TRV travel|amount=1000");
    add(&resource_entity, "name=Anna Berg");
    add(&assignment_entity, "task=T-1|resource=Anna Berg");
    screen(120, 40);
    return 0;
}

static void play(const char *keys)
{
    char name[32];
    for (int length; sscanf(keys, " %31s%n", name, &length) == 1; keys += length) {
        press(name);
        screen(120, 40);
    }
}

/* How each mode is come to that needs nobody else: the pane, then the keys. */
static const struct {
    const Mode *mode;
    const char *keys;
} ways[] = {
    {&help_mode, "1 f1"},    {&links_mode, "1 down ;"},  {&findings_mode, "1 !"},
    {&findings_mode, "1 x"}, {&findings_mode, "1 ="},    {&text_mode, "7 D"},
    {&chart_mode, "3 c"},    {&form_mode, "1 enter"},    {&form_typing_mode, "1 enter end enter"},
    {&columns_mode, "1 C"},  {&assignments_mode, "1 a"}, {&picker_mode, "1 :"},
    {&prompt_mode, "1 /"},   {&cell_mode, "1 home e"},   {&entry_mode, "3 end a"},
    {&move_mode, "2 m"},     {&move_mode, "4 m"},        {&confirm_mode, "1 d"},
};
enum { WAYS = sizeof ways / sizeof *ways };

/* Whatever is open goes, and what was deleted comes back. */
static void open_mode(int way)
{
    while (app_mode(fixture.app))
        app_close(fixture.app);
    if (!plan_find(plan(), ENTITY_TASK, 1))
        press("u");
    if (app_pane(fixture.app) == pane_find("schedule"))
        press("home");
    play(ways[way].keys);
    if (!app_mode(fixture.app)) /* the links are shown first, then gone into */
        play(strrchr(ways[way].keys, ' '));
    const Mode *mode = app_mode(fixture.app);
    if (mode != ways[way].mode)
        fail_msg("%s leads to %s, not to %s", ways[way].keys, mode ? mode->name : "no mode", ways[way].mode->name);
}

static void first_key(const Command *row, char name[32])
{
    snprintf(name, 32, "%.*s", (int)strcspn(row->keys, " "), row->keys);
}

static bool shows(const char *text)
{
    screen(120, 40);
    return strstr(buffer_text(&fixture.screen), text) != NULL;
}

static void every_mode_does_what_its_rows_say(void **state)
{
    (void)state;
    for (int way = 0; way < WAYS; way++)
        for (const Command *row = ways[way].mode->commands; row->name; row++) {
            char name[32];
            first_key(row, name);
            open_mode(way);
            press(name);
            if (shows("does nothing here"))
                fail_msg("%s: %s, the key of %s, does nothing", ways[way].mode->name, name, row->name);
        }
}

static void every_mode_has_help_of_its_own(void **state)
{
    (void)state;
    for (int way = 0; way < WAYS; way++) {
        char title[120];
        if (ways[way].mode == &help_mode)
            continue;
        open_mode(way);
        press("f1");
        assert_ptr_equal(app_mode(fixture.app), &help_mode);
        snprintf(title, sizeof title, "Help: %s", ways[way].mode->title);
        assert_true(shows(title));
        press("esc");
        assert_ptr_equal(app_mode(fixture.app), ways[way].mode);
    }
}

static void question_mark_and_colon_work_wherever_they_are_no_text(void **state)
{
    (void)state;
    for (int way = 0; way < WAYS; way++) {
        if (ways[way].mode->typing)
            continue;
        open_mode(way);
        press("?");
        assert_ptr_equal(app_mode(fixture.app), &help_mode);
        press("esc");
        press(":");
        assert_ptr_equal(app_mode(fixture.app), &picker_mode);
        press("esc");
        assert_ptr_equal(app_mode(fixture.app), ways[way].mode);
    }
}

static void an_open_mode_is_left_for_a_pane_and_another_is_not(void **state)
{
    (void)state;
    for (int way = 0; way < WAYS; way++) {
        const Mode *mode = ways[way].mode;
        open_mode(way);
        press("4");
        if (mode->open)
            assert_true(!app_mode(fixture.app) && app_pane(fixture.app) == pane_find("stakeholders"));
        else
            assert_ptr_equal(app_mode(fixture.app), mode);
    }
}

static void a_command_of_the_panes_leaves_an_open_mode_first(void **state)
{
    (void)state;
    Error error = {0};
    play("1 home enter");
    assert_true(app_run(fixture.app, "pane risks", &error));
    assert_null(app_mode(fixture.app));
    assert_ptr_equal(app_pane(fixture.app), pane_find("risks"));
    play("m");
    assert_true(app_run(fixture.app, "pane budget", &error));
    assert_true(shows("pane has to wait"));
    assert_ptr_equal(app_mode(fixture.app), &move_mode);
}

static void a_key_that_means_nothing_is_told_so_everywhere(void **state)
{
    (void)state;
    for (int way = 0; way < WAYS; way++) {
        open_mode(way);
        press("f11");
        assert_true(shows("f11 does nothing here"));
    }
    while (app_mode(fixture.app))
        app_close(fixture.app);
    press("f11");
    assert_true(shows("f11 does nothing here"));
}

static void undo_works_above_what_is_only_read(void **state)
{
    (void)state;
    play("1 home = u");
    assert_true(shows("Taken back"));
    assert_ptr_equal(app_mode(fixture.app), &findings_mode);
}

static void what_is_read_can_be_searched(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *text, *found;
    } cases[] = {
        {"1 !", "negative", "Found 'negative'"},
        {"1 home enter", "constraint", "Found 'constraint'"},
        {"1 C", "deadline", "Found 'deadline'"},
        {"1 C", "nosuchcolumn", "'nosuchcolumn' is not found"},
        {"7 D", "task", "'task'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        while (app_mode(fixture.app))
            app_close(fixture.app);
        play(cases[i].keys);
        press("/");
        type(cases[i].text);
        press("enter");
        assert_true(shows(cases[i].found));
    }
}

/* ---- told ---- */

/* The names of commands stand at the right of the help on a wide screen; all its pages one after the other. */
static void read_help(const Mode *mode, Buffer *out)
{
    size_t before;
    help_open_for(fixture.app, mode);
    do {
        before = out->length;
        screen(120, 40);
        if (!strstr(buffer_text(out), buffer_text(&fixture.screen)))
            buffer_add(out, buffer_text(&fixture.screen));
        press("pagedown");
    } while (out->length > before);
    app_close(fixture.app);
}

static void every_row_of_every_mode_is_in_its_help(void **state)
{
    (void)state;
    for (int i = 0; modes[i]; i++) {
        Buffer pages = {0};
        read_help(modes[i], &pages);
        for (const Command *row = modes[i]->commands; row->name; row++)
            if (!strstr(buffer_text(&pages), row->name))
                fail_msg("%s is not in the help of %s", row->name, modes[i]->name);
        buffer_release(&pages);
    }
}

static char *read_manual(void)
{
    Buffer text = {0};
    char block[4096];
    FILE *file = fopen("man/steerco-keys.7", "r");
    assert_non_null(file);
    for (size_t length; (length = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add_bytes(&text, block, length);
    fclose(file);
    return buffer_steal(&text);
}

/* Between the heading and the next one. */
static void assert_rows_below(const char *manual, const char *heading, const Command *rows)
{
    const char *begin = strstr(manual, heading);
    if (!begin)
        fail_msg("the manual has no '%s'", heading);
    const char *end = strstr(begin + 1, "\n.S");
    for (; rows->name; rows++) {
        char entry[80];
        snprintf(entry, sizeof entry, " Pq Cm %s\n", rows->name);
        const char *at = strstr(begin, entry);
        if (!at || (end && at > end))
            fail_msg("%s is not below '%s'", rows->name, heading);
    }
}

static void every_row_is_in_the_manual_by_mode(void **state)
{
    (void)state;
    char *manual = read_manual(), heading[120];
    assert_rows_below(manual, ".Sh EVERYWHERE\n", app_commands);
    assert_rows_below(manual, ".Sh IN EVERY LIST\n", key_commands);
    assert_rows_below(manual, ".Sh IN EVERY REGISTER\n", register_commands);
    assert_rows_below(manual, ".Sh SHEETS OF A PANE\n", sheet_commands);
    for (int i = 0; panes[i]; i++)
        if (panes[i]->commands) {
            snprintf(heading, sizeof heading, ".Ss %c %s\n", panes[i]->key, panes[i]->name);
            assert_rows_below(manual, heading, panes[i]->commands);
        }
    for (int i = 0; modes[i]; i++) {
        snprintf(heading, sizeof heading, ".Ss %s\n", modes[i]->title);
        assert_rows_below(manual, heading, modes[i]->commands);
    }
    free(manual);
}

/* ---- the tables ---- */

static bool is_row(const Command *rows, const char *name)
{
    for (; rows && rows->name; rows++)
        if (strcmp(rows->name, name) == 0)
            return true;
    return false;
}

static void what_reaches_into_modes_is_a_command(void **state)
{
    (void)state;
    for (const Reach *reach = app_reaches; reach->names; reach++) {
        char name[64];
        const char *at = reach->names;
        for (int length; sscanf(at, " %63s%n", name, &length) == 1; at += length) {
            bool found = is_row(app_commands, name) || is_row(key_commands, name);
            for (int i = 0; panes[i] && !found; i++)
                found = is_row(panes[i]->commands, name);
            if (!found)
                fail_msg("there is no command %s", name);
        }
    }
}

static void the_digits_are_those_of_the_panes(void **state)
{
    (void)state;
    const Command *digits = key_commands;
    while (strcmp(digits->name, "pane-by-digit") != 0)
        digits++;
    char expected[40] = "";
    for (int i = 0; panes[i]; i++)
        if (pane_first(panes[i]) == panes[i])
            snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "%s%c", i ? " " : "",
                     panes[i]->key);
    assert_string_equal(digits->keys, expected);
}

static void keys_and_names_of_a_mode_are_its_own(void **state)
{
    (void)state;
    for (int i = 0; modes[i]; i++) {
        assert_true(*modes[i]->title && *modes[i]->help);
        for (const Command *row = modes[i]->commands; row->name; row++) {
            const char *keys = row->keys;
            char key[32];
            assert_true(*row->help && *row->keys);
            for (int length; sscanf(keys, " %31s%n", key, &length) == 1; keys += length) {
                assert_int_not_equal(key_parse(key), 0);
                for (const Command *other = row + 1; other->name; other++)
                    if (key_in_list(key_parse(key), other->keys))
                        fail_msg("%s: %s is the key of %s and of %s", modes[i]->name, key, row->name, other->name);
            }
            for (int k = 0; modes[k]; k++)
                for (const Command *other = modes[k]->commands; other->name; other++)
                    assert_true(row == other || strcmp(row->name, other->name) != 0);
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_mode_does_what_its_rows_say),
        TEST(every_mode_has_help_of_its_own),
        TEST(question_mark_and_colon_work_wherever_they_are_no_text),
        TEST(an_open_mode_is_left_for_a_pane_and_another_is_not),
        TEST(a_command_of_the_panes_leaves_an_open_mode_first),
        TEST(a_key_that_means_nothing_is_told_so_everywhere),
        TEST(undo_works_above_what_is_only_read),
        TEST(what_is_read_can_be_searched),
        TEST(every_row_of_every_mode_is_in_its_help),
        cmocka_unit_test(every_row_is_in_the_manual_by_mode),
        cmocka_unit_test(what_reaches_into_modes_is_a_command),
        cmocka_unit_test(the_digits_are_those_of_the_panes),
        cmocka_unit_test(keys_and_names_of_a_mode_are_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
