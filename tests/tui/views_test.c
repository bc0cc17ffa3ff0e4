/*
 * Columns and views: chosen, kept in a file of the user, and back the next time.
 */
#include "board_fixture.h"

#include <sys/stat.h>

#include "steerco/records/records.h"
#include "steerco/tui/app/views.h"

static char views_file[140];

static int open_schedule(void **state)
{
    (void)state;
    open_board("schedule");
    add(&task_entity, "name=Dig|position=1|duration=3d|priority=700");
    add(&task_entity, "name=Pour|position=2|duration=2d");
    snprintf(views_file, sizeof views_file, "%s/config/steerco/views.ini", fixture.folder);
    app_use_views(fixture.app, views_file);
    return 0;
}

static int close_views(void **state)
{
    char command[200];
    snprintf(command, sizeof command, "rm -rf %s/config", fixture.folder);
    assert_int_equal(system(command), 0);
    return close_board(state);
}

static void write_views(const char *text)
{
    char folder[120];
    snprintf(folder, sizeof folder, "%s/config", fixture.folder);
    mkdir(folder, 0700);
    snprintf(folder, sizeof folder, "%s/config/steerco", fixture.folder);
    mkdir(folder, 0700);
    FILE *file = fopen(views_file, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void assert_file(const char *expected)
{
    char text[2000] = "";
    FILE *file = fopen(views_file, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

/* As when the program is started anew. */
static void start_again(void)
{
    app_free(fixture.app);
    fixture.app = app_new(&fixture.session, date_make(2026, 3, 2));
    app_use_views(fixture.app, views_file);
    app_show_pane(fixture.app, pane_find("schedule"));
}

/* Down to "priority", which is behind the eight columns that are shown. */
static void choose_priority(void)
{
    type(":columns");
    press("enter");
    for (int i = 0; i < 100; i++) {
        const Cell *cell;
        Canvas canvas;
        bool there;
        canvas_init(&canvas, 120, 40, false);
        app_draw(fixture.app, &canvas);
        cell = &canvas.cells[canvas.cursor->y * 120 + canvas.cursor->x];
        there = cell[0].text[0] == 'p' && cell[1].text[0] == 'r' && cell[2].text[0] == 'i';
        canvas_release(&canvas);
        if (there)
            return;
        press("down");
    }
    fail_msg("priority is not among the columns");
}

static bool is_on_wide_screen(const char *part)
{
    return strstr(screen(200, 30), part) != NULL;
}

static void a_column_is_shown_at_once_and_kept_with_enter(void **state)
{
    (void)state;
    assert_false(is_on_wide_screen("Priority"));
    press("|"); /* room for all columns */
    assert_false(is_on_wide_screen("Priority"));
    choose_priority();
    press("space");
    assert_true(is_on_wide_screen("Priority")); /* behind the box */
    press("enter");
    assert_true(is_on_wide_screen("700"));
    start_again();
    screen(200, 30);
    press("|");
    assert_true(is_on_wide_screen("Priority"));
    assert_true(is_on_wide_screen("700"));
}

static void escape_leaves_the_columns_as_they_were(void **state)
{
    (void)state;
    choose_priority();
    press("space esc |");
    assert_hides("Priority");
    assert_int_not_equal(access(views_file, F_OK), 0); /* nothing was chosen, so nothing is kept */
}

static void columns_are_made_wider_moved_and_left_out(void **state)
{
    (void)state;
    press("C down right right K"); /* duration: two wider; it cannot come before the name */
    press("down K");               /* start comes before duration */
    press("end");
    press("up up enter");
    assert_file("[schedule]\n"
                "columns = name start:9 duration:10 finish:9 percent_complete:5 predecessors:12 resources:18 "
                "deadline:9\n");
    press("C down space enter");
    assert_file("[schedule]\n"
                "columns = name duration:10 finish:9 percent_complete:5 predecessors:12 resources:18 deadline:9\n");
}

static void the_column_of_names_stays(void **state)
{
    (void)state;
    press("C space");
    assert_shows("The first column names the record and stays");
    press("enter");
    assert_shows("Dig");
}

static void a_view_brings_back_columns_filter_and_scale(void **state)
{
    (void)state;
    press("\\");
    type("pour");
    press("enter + -");
    type(":chart-zoom-out");
    press("enter W");
    type("Concrete");
    press("enter");
    assert_shows("The view 'Concrete' is saved");
    press("esc -");
    assert_shows("Dig");
    start_again();
    assert_shows("Dig");
    press("W");
    assert_shows("Concrete");
    press("enter");
    assert_shows("View 'Concrete'");
    assert_shows("[\\pour]");
    assert_hides("Dig");
    type(":view-forget Concrete");
    press("enter");
    assert_shows("The view 'Concrete' is forgotten");
    assert_file("");
}

static void lines_that_make_no_sense_are_passed_over_and_told(void **state)
{
    (void)state;
    write_views("# mine\n[schedule]\ncolumns = name:20 colour:9 priority\ncolour = x\n[\n[a/b]c]\nnonsense\n");
    start_again();
    assert_shows("line 4 is not understood and passed over");
    press("|");
    assert_shows("Priority");
}

static void a_view_that_makes_no_sense_any_more_is_told(void **state)
{
    (void)state;
    write_views("[schedule/Old]\ncolumns = name gone\nfilter = colour:red\nzoom = hours\n");
    start_again();
    type(":view Old");
    press("enter");
    assert_shows("there is no scale 'hours'");
    assert_shows("Dig");
}

/* Pour takes 2d, Dig 3d: ascending by duration Pour comes first. */
static void the_order_comes_back_with_views_alone(void **state)
{
    (void)state;
    press("right O O");
    assert_shows("Duration▼");
    start_again();
    assert_hides("Duration▼");
    press("right O O");
    type(":view-save longest");
    press("enter");
    type(":sort none");
    press("enter");
    assert_shows("The order is the usual one again");
    assert_hides("Duration▼");
    assert_file("[schedule/longest]\n"
                "columns = name:20 duration:8 start:9 finish:9 percent_complete:5 predecessors:12 resources:18 "
                "deadline:9\nzoom = days\nsort = -duration\n");
    type(":view longest");
    press("enter");
    assert_shows("Duration▼");
}

static void a_name_that_the_file_cannot_hold_is_refused(void **state)
{
    (void)state;
    type(":view-save a]b");
    press("enter");
    assert_shows("cannot hold a ']'");
    assert_int_not_equal(access(views_file, F_OK), 0);
}

static void a_file_that_cannot_be_written_is_told(void **state)
{
    (void)state;
    char blocked[160];
    snprintf(blocked, sizeof blocked, "%s/plan.steerco/views.ini", fixture.folder); /* a file is no folder */
    app_use_views(fixture.app, blocked);
    type(":view-save Mine");
    press("enter");
    assert_shows("cannot be written");
}

static void a_pipe_is_no_file_of_views(void **state)
{
    (void)state;
    char pipe[160];
    struct stat status;
    snprintf(pipe, sizeof pipe, "%s/pipe.ini", fixture.folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    app_use_views(fixture.app, pipe);
    assert_shows("is no file of views");
    press("down");
    type(":view-save Mine");
    press("enter");
    assert_shows("is no file of views");
    assert_int_equal(lstat(pipe, &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    unlink(pipe);
}

static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static void no_file_does_harm(void **state)
{
    (void)state;
    static const char *const parts[] = {"[",    "]",       "/",    "schedule", "=",  "\n", "columns", "filter", "zoom",
                                        "name", "name:99", ":-1 ", "\xff",     "\"", " ",  "weeks",   "#",      "x"};
    uint64_t seed = 7;
    for (int round = 0; round < 300; round++) {
        Views views = {0};
        Error error = {0};
        char text[400] = "";
        for (uint32_t left = next(&seed) % 25; left > 0; left--)
            strcat(text, parts[next(&seed) % (sizeof parts / sizeof *parts)]);
        write_views(text);
        assert_true(views_load(&views, views_file, &error) == (error.kind == ERROR_NONE));
        assert_true(views_save(&views, &error)); /* what was understood is written so that it is understood again */
        Views again = {0};
        error = (Error){0};
        if (!views_load(&again, views_file, &error))
            fail_msg("%s", error.text);
        assert_int_equal(again.items.count, views.items.count);
        views_release(&views);
        views_release(&again);
        start_again();
        screen(80, 24);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_column_is_shown_at_once_and_kept_with_enter, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(escape_leaves_the_columns_as_they_were, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(columns_are_made_wider_moved_and_left_out, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(the_column_of_names_stays, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(a_view_brings_back_columns_filter_and_scale, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(lines_that_make_no_sense_are_passed_over_and_told, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(a_view_that_makes_no_sense_any_more_is_told, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(the_order_comes_back_with_views_alone, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(a_name_that_the_file_cannot_hold_is_refused, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_written_is_told, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(a_pipe_is_no_file_of_views, open_schedule, close_views),
        cmocka_unit_test_setup_teardown(no_file_does_harm, open_schedule, close_views),
    };
    return cmocka_run_group_tests_name("views", tests, NULL, NULL);
}
