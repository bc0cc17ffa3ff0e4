/*
 * The schedule pane and the assignments overlay, played with keys through an App without a terminal.
 *
 * The board begins on Monday 5 March 2018 at 08:00 and has its status date there; days are 08–12 and 13–17. It is long
 * past, so that today lies outside every picture.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/app.h"

typedef struct Fixture {
    char folder[64], path[96];
    Session session;
    App *app;
} Fixture;

static Fixture fixture;

static const Plan *plan(void)
{
    return &fixture.session.plan;
}

static void commit(ChangeSet *set)
{
    Error error = {0};
    if (!session_commit(&fixture.session, set, &error))
        fail_msg("%s", error.text);
    change_release(set);
}

static Id add_task(Id parent, int position, int days, const char *name)
{
    ChangeSet set = {0};
    change_begin(&set, plan(), "test", "add a task");
    Task *task = change_create(&set, &task_entity);
    task->parent = parent;
    task->position = position * 1024;
    task->name = name;
    task->duration = duration_make(days * 480, UNIT_DAYS);
    Error error = {0};
    assert_true(session_commit(&fixture.session, &set, &error));
    Id id = task->record.id;
    change_release(&set);
    return id;
}

static void add_person(const char *name, const char *initials)
{
    ChangeSet set = {0};
    change_begin(&set, plan(), "test", "add a person");
    Resource *person = change_create(&set, &resource_entity);
    person->name = name;
    person->initials = initials;
    commit(&set);
}

static int set_up(void **state)
{
    (void)state;
    Error error = {0};
    fixture = (Fixture){.folder = "/tmp/steerco-schedule-XXXXXX"};
    assert_non_null(mkdtemp(fixture.folder));
    snprintf(fixture.path, sizeof fixture.path, "%s/plan.steerco", fixture.folder);
    Date monday = date_make(2018, 3, 5);
    assert_true(session_open(&fixture.session, fixture.path, STORE_CREATE, NULL, &error));
    assert_true(session_create_board(&fixture.session, "House", instant_make(monday, 8 * 60), "EUR", &error));
    ChangeSet set = {0};
    change_begin(&set, plan(), "test", "status date");
    change_field(&set, plan(), &board_entity, Board, plan()->board, status_date, value_number(monday));
    commit(&set);
    fixture.app = app_new(&fixture.session, monday);
    app_show_pane(fixture.app, pane_find("schedule"));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    app_free(fixture.app);
    session_close(&fixture.session);
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", fixture.folder);
    return system(command);
}

/* Stage with Dig 3d and Pour 2d under it, then Permit 1d; no links. Ids 1 to 4. */
static int set_up_house(void **state)
{
    set_up(state);
    Id stage = add_task(0, 1, 1, "Stage");
    add_task(stage, 1, 3, "Dig");
    add_task(stage, 2, 2, "Pour");
    add_task(0, 2, 1, "Permit");
    return 0;
}

/* ---------------------------------------------------------------- playing and looking */

static void press(const char *keys)
{
    char name[32];
    for (int length; sscanf(keys, " %31s%n", name, &length) == 1; keys += length)
        app_key(fixture.app, key_parse(name));
}

static void type(const char *text)
{
    for (; *text; text++)
        app_key(fixture.app, (Key)*text);
}

/* Delete what the prompt offers, type, accept. */
static void answer(const char *text)
{
    press("ctrl-u");
    type(text);
    press("enter");
}

static void select_task(Id id)
{
    const Pane *pane = app_pane(fixture.app);
    assert_true(pane->select(app_state(fixture.app, pane), plan(), &task_entity, id));
}

static Id selected_task(void)
{
    const Pane *pane = app_pane(fixture.app);
    return list_selected(pane->list(app_state(fixture.app, pane)));
}

static const Task *task(Id id)
{
    const Task *found = plan_find(plan(), ENTITY_TASK, id);
    assert_non_null(found);
    return found;
}

static void look(int width, int height, Buffer *out)
{
    Canvas canvas;
    canvas_init(&canvas, width, height, true);
    app_draw(fixture.app, &canvas);
    canvas_print(&canvas, out);
    canvas_release(&canvas);
}

static bool screen_shows(const char *text)
{
    Buffer screen = {0};
    look(120, 24, &screen);
    bool found = strstr(buffer_text(&screen), text) != NULL;
    if (!found)
        fprintf(stderr, "%s\n", buffer_text(&screen));
    buffer_release(&screen);
    return found;
}

static void expect_pane(int width, int height, const char *expected)
{
    const Pane *pane = pane_find("schedule");
    Buffer picture = {0};
    Canvas canvas;
    canvas_init(&canvas, width, height, true);
    pane->draw(app_state(fixture.app, pane), plan(), &canvas, true);
    canvas_print(&canvas, &picture);
    assert_string_equal(buffer_text(&picture), expected);
    buffer_release(&picture);
    canvas_release(&canvas);
}

/* ---------------------------------------------------------------- the picture */

static void test_list_and_chart_show_the_same_rows(void **state)
{
    (void)state;
    expect_pane(80, 7,
                "finish 07 Mar 18  0 late  0% done       |Mar 2018 W10         |Mar 2018 W11\n"
                "Task                 Duration Finish   >| 5  6  7  8  9 10 11 12 13 14 15 16 17\n"
                " Cv Stage                  3d 07 Mar 18 |+~~~~~~~+      ::::::               :::\n"
                " C    Dig                  3d 07 Mar 18 |#########      ::::::               :::\n"
                "      Pour                 2d 06 Mar 18 |xxxxxx...      ::::::               :::\n"
                "    Permit                 1d 05 Mar 18 |xxx......      ::::::               :::\n"
                "                                        ||              ::::::               :::\n");
}

static void test_a_narrow_screen_shows_the_list_alone(void **state)
{
    (void)state;
    expect_pane(40, 4,
                "finish 07 Mar 18  0 late  0% done\n"
                "Task                 Duration Finish   >\n"
                " Cv Stage                  3d 07 Mar 18\n"
                " C    Dig                  3d 07 Mar 18\n");
}

/* Line 1 of the pane: headings, then what separates list and chart. */
static int chart_begins(int width)
{
    const Pane *pane = pane_find("schedule");
    Canvas canvas;
    int x = 0;
    canvas_init(&canvas, width, 7, true);
    pane->draw(app_state(fixture.app, pane), plan(), &canvas, true);
    while (x < width && strcmp(canvas.cells[width + x].text, "|") != 0)
        x++;
    canvas_release(&canvas);
    return x;
}

/* 29 letters, and 8 columns of marks, indentation and sign before them: 42 % of 100 columns have room for that. */
static void test_names_get_the_room_they_need_before_other_columns(void **state)
{
    (void)state;
    static const char name[] = "Apply for the building permit";
    add_task(1, 9, 1, name);
    for (int width = 100; width <= 200; width += 20) {
        Buffer screen = {0};
        look(width, 24, &screen);
        assert_non_null(strstr(buffer_text(&screen), name));
        assert_non_null(strstr(buffer_text(&screen), "Finish"));
        assert_true(width - chart_begins(width) >= width / 3);
        buffer_release(&screen);
    }
}

static void test_the_chart_keeps_a_third_whatever_the_names(void **state)
{
    (void)state;
    add_task(1, 9, 1, "A name that nobody would give to a task, because it is a whole sentence and goes on");
    for (int width = 60; width <= 200; width += 10)
        assert_true(width - chart_begins(width) >= width / 3);
}

static void test_an_empty_board_says_how_to_begin(void **state)
{
    (void)state;
    assert_true(screen_shows("No tasks yet. Press i to write down the first one."));
}

/* With Dig done before the board is opened, the selection stands on Pour. */
static void test_a_board_is_opened_where_its_work_is(void **state)
{
    (void)state;
    ChangeSet set = {0};
    change_begin(&set, plan(), "test", "Dig is done");
    change_field(&set, plan(), &task_entity, Task, 2, percent_complete, value_number(10000));
    commit(&set);
    assert_int_equal(selected_task(), 3);
}

/* ---------------------------------------------------------------- the outline */

static void test_a_new_task_comes_behind_the_selected_one_and_what_lies_under_it(void **state)
{
    (void)state;
    select_task(1);
    press("i");
    type("Frame");
    press("enter");
    assert_int_equal(selected_task(), 5);
    assert_string_equal(task(5)->name, "Frame");
    assert_int_equal(task(5)->parent, 0);
    const Outline *outline = &plan()->results->outline;
    assert_int_equal(outline->place_of[plan_row(plan(), ENTITY_TASK, 5)], 3); /* Stage, Dig, Pour, Frame, Permit */
}

static void test_a_new_task_under_the_selected_one_is_its_last(void **state)
{
    (void)state;
    select_task(1);
    press("I");
    type("Cure");
    press("enter");
    assert_int_equal(task(5)->parent, 1);
    assert_int_equal(plan()->results->outline.place_of[plan_row(plan(), ENTITY_TASK, 5)], 3);
}

static void test_giving_up_the_name_makes_no_task(void **state)
{
    (void)state;
    press("i");
    type("Fra");
    press("esc");
    assert_int_equal(plan_count(plan(), ENTITY_TASK), 4);
}

static void test_indent_and_outdent_are_opposites(void **state)
{
    (void)state;
    select_task(4);
    press(">");
    assert_int_equal(task(4)->parent, 1);
    assert_int_equal(selected_task(), 4);
    press("<");
    assert_int_equal(task(4)->parent, 0);
    press("<");
    assert_true(screen_shows("is already at the top level"));
}

static void test_indenting_under_a_folded_summary_unfolds_it(void **state)
{
    (void)state;
    select_task(1);
    press("space");
    select_task(4);
    press(">");
    assert_int_equal(selected_task(), 4);
    assert_true(screen_shows("Dig"));
}

static void test_moving_swaps_with_the_sibling(void **state)
{
    (void)state;
    select_task(3);
    press("K");
    const Outline *outline = &plan()->results->outline;
    assert_int_equal(outline->place_of[plan_row(plan(), ENTITY_TASK, 3)], 1);
    press("J");
    assert_int_equal(outline->place_of[plan_row(plan(), ENTITY_TASK, 3)], 2);
    press("J");
    assert_true(screen_shows("Pour\" is already the last of its level"));
}

static void test_folding_hides_what_lies_under_a_summary(void **state)
{
    (void)state;
    select_task(3);
    press("space"); /* Pour has nothing under it: its summary folds */
    assert_int_equal(selected_task(), 1);
    press("down");
    assert_int_equal(selected_task(), 4);
    press("up right down");
    assert_int_equal(selected_task(), 2);
    press("left"); /* to the summary, then fold it */
    assert_int_equal(selected_task(), 1);
    press("left down");
    assert_int_equal(selected_task(), 4);
    press("o up");
    assert_int_equal(selected_task(), 3);
    press("c");
    assert_int_equal(selected_task(), 1);
}

/* ---------------------------------------------------------------- cells and links */

/* Pour behind Dig: Thursday and Friday. The project then ends on Friday 9 March, two working days later. */
static void test_linking_to_the_row_above_tells_what_it_does_to_the_finish(void **state)
{
    (void)state;
    select_task(3);
    press("L");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 1);
    assert_int_equal(plan_link(plan(), 0)->predecessor, 2);
    assert_int_equal(plan_link(plan(), 0)->successor, 3);
    assert_true(screen_shows("finish 7 Mar -> 9 Mar, +2d"));
    press("L");
    assert_true(screen_shows("They are linked in this order already"));
    press("U");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 0);
    press("U");
    assert_true(screen_shows("Pour\" has no predecessors"));
}

static void test_a_task_is_not_linked_to_its_own_summary(void **state)
{
    (void)state;
    select_task(2);
    press("L");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 0);
    assert_true(screen_shows("Dig\" has no task above it to follow"));
}

static void select_column(const char *name)
{
    const Pane *pane = pane_find("schedule");
    const List *list = pane->list(app_state(fixture.app, pane));
    for (int i = 0; i < 10 && strcmp(list_field(list)->name, name) != 0; i++)
        press("l");
    assert_string_equal(list_field(list)->name, name);
}

/* Microsoft Project: a typed start is "start no earlier than" at the beginning of the day. */
static void test_a_typed_start_becomes_a_constraint(void **state)
{
    (void)state;
    select_column("start");
    select_task(4);
    press("e");
    answer("2018-03-08");
    assert_int_equal(task(4)->constraint_type, CONSTRAINT_START_NO_EARLIER);
    assert_int_equal(task(4)->constraint_date, instant_make(date_make(2018, 3, 8), 8 * 60));
    assert_true(screen_shows(": start 2018-03-08"));
    assert_true(screen_shows("finish 7 Mar -> 8 Mar, +1d"));
    press("e");
    answer("");
    assert_int_equal(task(4)->constraint_type, CONSTRAINT_AS_SOON_AS_POSSIBLE);
    assert_int_equal(task(4)->constraint_date, INSTANT_NONE);
}

/* … and a typed finish "finish no earlier than" at its end; on a Saturday at 17:00, from where the schedule goes on. */
static void test_a_typed_finish_becomes_a_constraint(void **state)
{
    (void)state;
    select_column("finish");
    select_task(4);
    press("e");
    answer("2018-03-08");
    assert_int_equal(task(4)->constraint_type, CONSTRAINT_FINISH_NO_EARLIER);
    assert_int_equal(task(4)->constraint_date, instant_make(date_make(2018, 3, 8), 17 * 60));
    press("e");
    answer("2018-03-10");
    assert_int_equal(task(4)->constraint_date, instant_make(date_make(2018, 3, 10), 17 * 60));
    press("e");
    answer("soonish");
    assert_true(screen_shows("'soonish'"));
    press("esc");
    select_task(1);
    press("e");
    assert_true(screen_shows("the finish of \"Stage\" follows from the tasks below it"));
    assert_int_equal(task(1)->constraint_type, CONSTRAINT_AS_SOON_AS_POSSIBLE);
}

static void test_name_and_duration_are_typed_in_their_cells(void **state)
{
    (void)state;
    select_task(2);
    press("e");
    answer("Excavate");
    assert_string_equal(task(2)->name, "Excavate");
    press("l e");
    answer("4d");
    assert_int_equal(task(2)->duration, duration_make(4 * 480, UNIT_DAYS));
    assert_true(screen_shows("finish 7 Mar -> 8 Mar, +1d"));
    select_task(1);
    press("e");
    assert_true(screen_shows("the duration of \"Stage\" follows from the tasks below it"));
}

static void test_milestones_are_marked_and_unmarked(void **state)
{
    (void)state;
    select_task(4);
    press("m");
    assert_true(task(4)->milestone);
    assert_true(screen_shows("o Permit"));
    press("m");
    assert_false(task(4)->milestone);
    select_task(1);
    press("m");
    assert_true(screen_shows("a summary is no milestone"));
}

/* Permit has nothing before or behind it: two days of slack until the project ends on Wednesday. */
static void test_a_task_explains_where_it_stands(void **state)
{
    (void)state;
    select_task(3);
    press("L =");
    assert_true(screen_shows("Critical: its total slack of 0d"));
    assert_true(screen_shows("because T-2 'Dig' finishes Wed 07 Mar 18 17:00 (FS)"));
    press("esc U");
    select_task(4);
    press("=");
    assert_true(screen_shows("Total slack 2d: it finishes Mon 05 Mar 18 17:00, and may finish as late as"));
    assert_true(screen_shows("Free slack 2d: no task waits for it"));
}

/* ---------------------------------------------------------------- the chart */

static void test_the_chart_can_be_hidden_and_zoomed(void **state)
{
    (void)state;
    assert_true(screen_shows("Mar 2018 W10"));
    press("-");
    assert_true(screen_shows("The chart shows weeks"));
    press("+ +");
    assert_true(screen_shows("The chart shows days already"));
    press("|");
    Buffer screen = {0};
    look(120, 24, &screen);
    assert_null(strstr(buffer_text(&screen), "W10"));
    buffer_release(&screen);
    press("|");
    assert_true(screen_shows("Mar 2018 W10"));
}

static void test_selecting_scrolls_back_to_the_bar(void **state)
{
    (void)state;
    Buffer screen = {0};
    look(120, 24, &screen);
    press("] ] ] ] ] ] ] ]");
    buffer_clear(&screen);
    look(120, 24, &screen);
    assert_null(strstr(buffer_text(&screen), "W10"));
    press("down");
    assert_true(screen_shows("W10"));
    buffer_release(&screen);
}

/* ---------------------------------------------------------------- who works on it */

static int set_up_people(void **state)
{
    set_up_house(state);
    add_person("Anna Berg", "AB");
    add_person("Bob Ito", "BI");
    return 0;
}

static void test_people_are_picked_by_part_of_a_name(void **state)
{
    (void)state;
    select_task(2);
    press("a");
    assert_true(screen_shows("Nobody yet"));
    type("ber");
    press("enter");
    assert_int_equal(plan_count(plan(), ENTITY_ASSIGNMENT), 0); /* not before it is confirmed */
    type("50");
    press("enter");
    assert_int_equal(plan_count(plan(), ENTITY_ASSIGNMENT), 1);
    const Assignment *assignment = plan_assignment(plan(), 0);
    assert_int_equal(assignment->task, 2);
    assert_string_equal(plan_resource(plan(), plan_row(plan(), ENTITY_RESOURCE, assignment->resource))->name,
                        "Anna Berg");
    assert_int_equal(assignment->units, 5000);
    assert_true(screen_shows("Dig\": add Anna Berg 50%"));
}

/* Dig and Pour lie in the week of 5 March, of 40 hours: 24 hours are 60 %, and 16 more make it 100 %. */
static void test_the_load_with_the_draft_is_shown_before_it_is_kept(void **state)
{
    (void)state;
    select_task(2);
    press("a");
    type("ann");
    press("enter");
    assert_true(screen_shows("60%"));
    press("enter");
    select_task(3);
    press("a");
    type("ann");
    assert_true(screen_shows("load up to 60%"));
    press("enter");
    assert_true(screen_shows("100%    16h  100%    100%")); /* units, work, peak, the week */
    type("200");
    assert_true(screen_shows("140%!")); /* 24 + 32 of 40 hours */
    press("esc");
    assert_int_equal(plan_count(plan(), ENTITY_ASSIGNMENT), 1);
    assert_true(screen_shows("The people on \"Pour\" stay as they were"));
}

static void test_a_name_nobody_has_makes_a_new_resource(void **state)
{
    (void)state;
    select_task(2);
    press("a i");
    type("Zoe Quist");
    press("enter enter");
    assert_int_equal(plan_count(plan(), ENTITY_RESOURCE), 3);
    assert_int_equal(plan_count(plan(), ENTITY_ASSIGNMENT), 1);
}

static void test_several_changes_of_people_are_one_change(void **state)
{
    (void)state;
    select_task(2);
    press("a");
    type("ann");
    press("enter");
    type("bob");
    press("enter enter");
    assert_int_equal(plan_count(plan(), ENTITY_ASSIGNMENT), 2);
    int64_t sequence = plan()->sequence;
    press("a up delete down - - enter");
    assert_int_equal(plan()->sequence, sequence + 1);
    assert_int_equal(plan_count(plan(), ENTITY_ASSIGNMENT), 1);
    assert_int_equal(plan_assignment(plan(), 0)->units, 8000);
    assert_true(screen_shows("Dig\": remove Anna Berg, Bob Ito 80%"));
}

#define TEST(test, before) cmocka_unit_test_setup_teardown(test, before, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_list_and_chart_show_the_same_rows, set_up_house),
        TEST(test_a_narrow_screen_shows_the_list_alone, set_up_house),
        TEST(test_names_get_the_room_they_need_before_other_columns, set_up_house),
        TEST(test_the_chart_keeps_a_third_whatever_the_names, set_up_house),
        TEST(test_an_empty_board_says_how_to_begin, set_up),
        TEST(test_a_board_is_opened_where_its_work_is, set_up_house),
        TEST(test_a_new_task_comes_behind_the_selected_one_and_what_lies_under_it, set_up_house),
        TEST(test_a_new_task_under_the_selected_one_is_its_last, set_up_house),
        TEST(test_giving_up_the_name_makes_no_task, set_up_house),
        TEST(test_indent_and_outdent_are_opposites, set_up_house),
        TEST(test_indenting_under_a_folded_summary_unfolds_it, set_up_house),
        TEST(test_moving_swaps_with_the_sibling, set_up_house),
        TEST(test_folding_hides_what_lies_under_a_summary, set_up_house),
        TEST(test_linking_to_the_row_above_tells_what_it_does_to_the_finish, set_up_house),
        TEST(test_a_task_is_not_linked_to_its_own_summary, set_up_house),
        TEST(test_a_typed_start_becomes_a_constraint, set_up_house),
        TEST(test_a_typed_finish_becomes_a_constraint, set_up_house),
        TEST(test_name_and_duration_are_typed_in_their_cells, set_up_house),
        TEST(test_a_task_explains_where_it_stands, set_up_house),
        TEST(test_milestones_are_marked_and_unmarked, set_up_house),
        TEST(test_the_chart_can_be_hidden_and_zoomed, set_up_house),
        TEST(test_selecting_scrolls_back_to_the_bar, set_up_house),
        TEST(test_people_are_picked_by_part_of_a_name, set_up_people),
        TEST(test_the_load_with_the_draft_is_shown_before_it_is_kept, set_up_people),
        TEST(test_a_name_nobody_has_makes_a_new_resource, set_up_people),
        TEST(test_several_changes_of_people_are_one_change, set_up_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
