/*
 * Importing in the dashboard: the line takes the options of the command line, Tab completes it, and what the rows are
 * is chosen from a list where nothing tells it.
 */
#include "board_fixture.h"

#include <sys/stat.h>

static void write_file(const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", fixture.folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int open_import(void **state)
{
    (void)state;
    open_board("schedule");
    write_file("first list.csv", "name,duration\nDig,1.5\n");
    write_file("first wall.csv", "name,role\nAnna,dev\n");
    write_file("dates.csv", "name,deadline\nPour,03/04/2026\n");
    screen(80, 24);
    return 0;
}

static int close_import(void **state)
{
    char command[100];
    snprintf(command, sizeof command, "rm -f %s/*.csv", fixture.folder);
    return system(command) || close_board(state);
}

static void ask(const char *rest)
{
    press(":");
    type("import");
    press("enter");
    type(fixture.folder);
    type(rest);
}

static void tab_completes_files_and_options(void **state)
{
    (void)state;
    ask("/fi");
    press("tab");
    screen(80, 24);
    assert_shows("first list.csv");
    assert_shows("first wall.csv");
    type("l");
    press("tab");
    type("--da");
    press("tab d tab");
    screen(80, 24);
    assert_shows("first list.csv --date-order dmy");
}

static void the_options_are_those_of_the_command_line(void **state)
{
    (void)state;
    ask("/dates.csv --as tasks --date-order mdy");
    press("enter");
    screen(80, 24);
    assert_shows("read as tasks");
    assert_shows("month-day-year");
    press("y");
    assert_int_equal(plan_count(plan(), ENTITY_TASK), 1);
    assert_int_equal(instant_date(plan_task(plan(), 0)->deadline), date_make(2026, 3, 4));
}

static void what_the_rows_are_is_chosen_where_nothing_tells_it(void **state)
{
    (void)state;
    write_file("mystery.csv", "name,notes\nAnna,hello\n");
    ask("/mystery.csv");
    press("enter");
    screen(80, 24);
    assert_shows("What are the rows of mystery.csv?");
    assert_shows("--as tasks");
    type("resour");
    press("enter");
    screen(80, 24);
    assert_shows("read as resources");
    press("y");
    assert_int_equal(plan_count(plan(), ENTITY_RESOURCE), 1);
}

static void an_option_that_is_none_leaves_the_line_there(void **state)
{
    (void)state;
    ask("/dates.csv --colour red");
    press("enter");
    screen(80, 24);
    assert_shows("--colour red");
    assert_shows("option --colour is unknown");
}

/* Between the report and the answer somebody else may have written what the file says something about. */
static void what_others_wrote_meanwhile_is_imported_into(void **state)
{
    (void)state;
    Id task = add(&task_entity, "name=Pour");
    ask("/dates.csv --as tasks --date-order dmy");
    press("enter");
    screen(80, 24);
    Session other;
    Error error = {0};
    ChangeSet set = {0};
    assert_true(session_open(&other, fixture.path, STORE_WRITE, NULL, &error));
    change_begin(&set, &other.plan, "test", "the other");
    change_field(&set, &other.plan, &task_entity, Task, task, deadline,
                 value_number(instant_make(date_make(2026, 5, 5), 17 * 60)));
    assert_true(session_commit(&other, &set, &error));
    change_release(&set);
    session_close(&other);
    press("y");
    screen(80, 24);
    assert_shows("Imported dates.csv");
    const Task *now = plan_find(plan(), ENTITY_TASK, task);
    assert_int_equal(instant_date(now->deadline), date_make(2026, 4, 3));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tab_completes_files_and_options, open_import, close_import),
        cmocka_unit_test_setup_teardown(the_options_are_those_of_the_command_line, open_import, close_import),
        cmocka_unit_test_setup_teardown(what_the_rows_are_is_chosen_where_nothing_tells_it, open_import, close_import),
        cmocka_unit_test_setup_teardown(an_option_that_is_none_leaves_the_line_there, open_import, close_import),
        cmocka_unit_test_setup_teardown(what_others_wrote_meanwhile_is_imported_into, open_import, close_import),
    };
    return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
