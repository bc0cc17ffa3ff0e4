/*
 * Texts that are too long: wherever something is typed or pasted, what does not fit is told with its size and the
 * limit, and the line stays as it was; what fits arrives whole.
 */
#include "board_fixture.h"

#include "steerco/base/memory.h"

static void open_house(void)
{
    open_board("schedule");
    add(&task_entity, "name=Dig|position=1024|duration=3d");
    add(&resource_entity, "name=Anna Berg");
    add(&risk_entity, "title=Rain|likelihood=3|impact=3");
    add(&budget_line_entity, "description=Seed");
    add(&stakeholder_entity, "name=Berta|power=2|interest=2");
    screen(120, 40);
}

/* Words, `size` bytes of them. */
static char *long_text(size_t size)
{
    char *text = memory_new(size + 1, 1);
    for (size_t i = 0; i < size; i++)
        text[i] = i % 6 == 5 && i + 1 < size ? ' ' : 'w';
    return text;
}

/* How it is opened: by keys, and a command that is typed then. */
typedef struct Place {
    const char *name, *keys, *command;
} Place;

static const Place places[] = {
    {"a cell", "e", NULL},
    {"a field of the form", "enter e", NULL},
    {"a new task", "i", NULL},
    {"a new risk", "2 i", NULL},
    {"a new stakeholder", "4 i", NULL},
    {"a new budget line", "3 i", NULL},
    {"an entry of the cost log", "3 down down a tab tab tab", NULL},
    {"a filter", "\\", NULL},
    {"find", "/", NULL},
    {"the palette", ":", NULL},
    {"a field of what is marked", "E", NULL},
    {"views", "W", NULL},
    {"a file to import", ":", "import"},
    {"a new board", ":", "new-board"},
    {"a moment", ":", "as-of"},
    {"a repetition", ":", "task-repeat"},
    {"a baseline", ":", "baseline-take"},
    {"somebody for a task", "a insert", NULL},
};
enum { PLACES = sizeof places / sizeof *places };

static void open_place(const Place *place)
{
    open_house();
    for (const char *key = place->keys; *key; key += strspn(key, " ")) {
        char one[20];
        snprintf(one, sizeof one, "%.*s", (int)strcspn(key, " "), key);
        press(one);
        screen(120, 40); /* lists know their height when they are drawn */
        key += strlen(one);
    }
    if (place->command) {
        type(place->command);
        press("enter");
    }
    press("ctrl-a ctrl-k");
    type("kept");
}

static void assert_refused(const Place *place, const char *sentence)
{
    const char *drawn = screen(120, 40);
    if (!strstr(drawn, sentence))
        fail_msg("%s does not say '%s':\n%s", place->name, sentence, drawn);
    if (!strstr(drawn, "kept"))
        fail_msg("%s is not as it was:\n%s", place->name, drawn);
}

static void a_text_that_is_too_long_for_its_line_is_told_everywhere(void **state)
{
    (void)state;
    char *text = long_text(LINE_MOST + 700);
    for (int i = 0; i < PLACES; i++) {
        open_place(&places[i]);
        app_paste(fixture.app, text);
        assert_refused(&places[i], "Too long: 17084 bytes more in a line that has 4, and takes 16384 in all");
        assert_hides("wwwww");
        close_board(NULL);
    }
    free(text);
}

/* The last byte fits, the one behind it does not; both signs of two bytes do not either. */
static void a_key_that_is_too_much_is_told_everywhere(void **state)
{
    (void)state;
    char *text = long_text(LINE_MOST - 5);
    for (int i = 0; i < PLACES; i++) {
        open_place(&places[i]);
        press("ctrl-a");
        app_paste(fixture.app, text);
        assert_hides("Too long");
        press("u");
        assert_hides("Too long");
        press("é");
        assert_shows("Too long: 2 bytes more in a line that has 16384");
        press("ctrl-e");
        assert_refused(&places[i], "kept");
        close_board(NULL);
    }
    free(text);
}

static void a_selected_text_is_replaced_by_one_that_fits(void **state)
{
    (void)state;
    LineEdit edit = {0};
    char *old = long_text(30000), *fits = long_text(LINE_MOST), *not = long_text(LINE_MOST + 1);
    lineedit_start(&edit, old, true);
    lineedit_insert(&edit, not );
    assert_int_equal(edit.refused, LINE_MOST + 1);
    assert_string_equal(buffer_text(&edit.text), old);
    lineedit_insert(&edit, fits);
    assert_int_equal(edit.refused, 0);
    assert_string_equal(buffer_text(&edit.text), fits);
    lineedit_release(&edit);
    free(old), free(fits), free(not );
}

static size_t tasks(void)
{
    return plan_count(plan(), ENTITY_TASK);
}

/* Too many lines, or one that no name could hold: what was typed before stands there still. */
static void lines_that_become_no_tasks_leave_the_prompt(void **state)
{
    (void)state;
    Buffer many = {0}, wide = {0};
    char *text = long_text(LINE_MOST + 9);
    buffer_add_repeat(&many, "Plant\n", 620);
    buffer_format(&wide, "Prune\n%s\nGraft", text);
    open_place(&places[2]);
    app_paste(fixture.app, buffer_text(&many));
    assert_refused(&places[2], "620 lines are too many to paste, at most 500 become tasks");
    app_paste(fixture.app, buffer_text(&wide));
    assert_refused(&places[2], "A line of these has 16393 bytes, and a task is called by at most 16384");
    press("enter");
    assert_int_equal(tasks(), 2);
    app_paste(fixture.app, buffer_text(&wide)); /* onto the list */
    assert_shows("A line of these has 16393 bytes");
    assert_int_equal(tasks(), 2);
    close_board(NULL);
    buffer_release(&many);
    buffer_release(&wide);
    free(text);
}

static void lines_as_long_as_they_may_be_all_become_tasks(void **state)
{
    (void)state;
    Buffer lines = {0};
    char *text = long_text(LINE_MOST);
    for (int i = 0; i < 60; i++)
        buffer_format(&lines, "%s\n", text);
    open_house();
    app_paste(fixture.app, buffer_text(&lines));
    assert_shows("Make 60 tasks");
    press("y");
    assert_int_equal(tasks(), 61);
    close_board(NULL);
    buffer_release(&lines);
    free(text);
}

/* Names are kept whole, however long: of a board, of somebody new, of a view; and what is sought. */
static void long_names_are_kept_whole(void **state)
{
    (void)state;
    char *name = long_text(700);
    name[699] = 'x';
    open_house();
    press("a insert");
    app_paste(fixture.app, name);
    press("enter enter");
    assert_int_equal(plan_count(plan(), ENTITY_RESOURCE), 2);
    assert_string_equal(plan_resource(plan(), 1)->name, name);
    press("W");
    app_paste(fixture.app, name);
    press("enter W");
    type("ww");
    press("enter");
    assert_shows("View 'wwwww");
    press("/");
    app_paste(fixture.app, name);
    press("enter i");
    app_paste(fixture.app, name);
    press("enter home n");
    assert_shows("Found 'wwwww");
    press(":");
    type("new-board");
    press("enter");
    app_paste(fixture.app, name);
    press("enter enter");
    assert_string_equal(plan_board(plan())->name, name);
    close_board(NULL);
    free(name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_is_too_long_for_its_line_is_told_everywhere),
        cmocka_unit_test(a_key_that_is_too_much_is_told_everywhere),
        cmocka_unit_test(a_selected_text_is_replaced_by_one_that_fits),
        cmocka_unit_test(lines_that_become_no_tasks_leave_the_prompt),
        cmocka_unit_test(lines_as_long_as_they_may_be_all_become_tasks),
        cmocka_unit_test(long_names_are_kept_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
