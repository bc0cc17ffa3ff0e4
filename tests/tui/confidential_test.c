/*
 * Who sits before the screen decides what is drawn: marks in confidential fields are sought in every pane, in forms and
 * by finding, sorting and filtering.
 */
#include "board_fixture.h"

#include "steerco/analysis/analysis.h"
#include "steerco/model/audience.h"
#include "steerco/tui/app/panes.h"

static Id ann, ben;

static int open_people(void **state)
{
    (void)state;
    open_board("stakeholders");
    ann =
        add(&stakeholder_entity, "name=Ann|power=1|interest=1|attitude=1|engagement=neutral|desired_engagement=leading|"
                                 "strategy=SAYPLAN|notes=SAYNOTE");
    ben = add(&stakeholder_entity, "name=Ben|power=5|interest=5");
    add(&resource_entity, "name=SAYNAME|confidential=yes|role=SAYROLE");
    add(&resource_entity, "name=Open");
    add(&task_entity, "name=Dig");
    add(&assignment_entity, "task=T-1|resource=SAYNAME");
    return 0;
}

/* As for somebody who may only read the file. */
static void become_viewer(void)
{
    fixture.session.plan.audience = AUDIENCE_PUBLIC;
    fixture.session.plan.generation++;
    assert_true(analysis_update(&fixture.session.plan, NULL));
}

static void no_pane_shows(const char *text)
{
    for (int i = 0; panes[i]; i++) {
        app_show_pane(fixture.app, panes[i]);
        assert_hides(text);
    }
    app_show_pane(fixture.app, pane_find("stakeholders"));
}

static void a_planner_sees_what_is_private_only_when_asked(void **state)
{
    (void)state;
    no_pane_shows("SAYNAME");
    no_pane_shows("SAYNOTE");
    press("G"); /* Ann comes last: least power */
    assert_shows("SAYPLAN");
    press("enter");
    assert_shows("Strategy");
    assert_hides("SAYNOTE");
    press("esc ~");
    assert_shows("private shown");
    press("enter");
    assert_shows("SAYNOTE");
    press("esc");
    app_show_pane(fixture.app, pane_find("schedule"));
    assert_shows("SAYNAME");
    press("~");
    assert_hides("private shown");
    assert_hides("SAYNAME");
}

static void a_viewer_sees_no_grid_no_strategy_and_no_order_by_weight(void **state)
{
    (void)state;
    become_viewer();
    no_pane_shows("SAYPLAN");
    no_pane_shows("SAYNAME");
    assert_shows("are confidential");
    assert_hides(" Pow ");
    assert_hides("Closely 1");
    const char *drawn = screen(120, 40);
    assert_true(strstr(drawn, "Ann") < strstr(drawn, "Ben")); /* by number, though Ben weighs more */
    press("enter");
    assert_shows("Expectations");
    assert_hides("Power  ");
    assert_hides("Attitude  ");
    assert_hides("SAYPLAN");
}

/* The same screens, whatever Ann's values are. */
static void a_viewers_screen_does_not_change_with_what_is_hidden(void **state)
{
    (void)state;
    static const char *const columns[] = {"", "sort power", "sort -attitude", "sort quadrant"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        Buffer before = {0};
        for (int round = 0; round < 2; round++) {
            fixture.session.plan.audience = AUDIENCE_PLANNER;
            ChangeSet set = {0};
            change_begin(&set, plan(), "test", "");
            change_field(&set, plan(), &stakeholder_entity, Stakeholder, ann, power, value_number(round ? 5 : 2));
            change_field(&set, plan(), &stakeholder_entity, Stakeholder, ann, interest, value_number(round ? 5 : 1));
            change_field(&set, plan(), &stakeholder_entity, Stakeholder, ann, attitude, value_number(round ? -2 : 2));
            assert_true(session_commit(&fixture.session, &set, NULL));
            change_release(&set);
            become_viewer();
            press(":");
            type(columns[i]);
            press("enter esc");
            if (round == 0)
                buffer_add(&before, screen(120, 40));
            else
                assert_string_equal(screen(120, 40), buffer_text(&before));
        }
        buffer_release(&before);
    }
}

static void finding_and_filtering_tell_nothing_hidden(void **state)
{
    (void)state;
    press("/");
    type("SAYNOTE");
    press("enter");
    assert_shows("is not found");
    press("\\");
    type("notes:SAYNOTE");
    press("enter");
    assert_shows("private");
    press("esc esc");
    become_viewer();
    press("/");
    type("SAYPLAN");
    press("enter");
    assert_shows("is not found");
    press("\\");
    type("power>2");
    press("enter");
    assert_shows("confidential: it is for those who may write");
}

static void a_list_moves_over_columns_that_are_not_there(void **state)
{
    (void)state;
    become_viewer();
    (void)screen(120, 40);
    List *list = &((struct { List list; } *)app_state(fixture.app, pane_find("stakeholders")))->list;
    press("l");
    assert_true(field_is_shown(list_field(list), AUDIENCE_PUBLIC));
    assert_true(list->column > 1);
    press("h");
    assert_int_equal(list->column, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_people, close_board)
    const struct CMUnitTest tests[] = {
        TEST(a_planner_sees_what_is_private_only_when_asked),
        TEST(a_viewer_sees_no_grid_no_strategy_and_no_order_by_weight),
        TEST(a_viewers_screen_does_not_change_with_what_is_hidden),
        TEST(finding_and_filtering_tell_nothing_hidden),
        TEST(a_list_moves_over_columns_that_are_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
