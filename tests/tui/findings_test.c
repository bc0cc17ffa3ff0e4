/*
 * The links below the schedule, the lists of sentences, and the way from them to tasks and back. Days are 08–12 and
 * 13–17; the project starts on Monday 2 March 2026, which is the status date and today.
 */
#include "board_fixture.h"

/* Dig 3d, Pour 2d, Roof 1d, Permit 1d: T-1 to T-4, without links. */
static int set_up(void **state)
{
    (void)state;
    open_board("schedule");
    add(&task_entity, "name=Dig|duration=3d|position=1");
    add(&task_entity, "name=Pour|duration=2d|position=2");
    add(&task_entity, "name=Roof|duration=1d|position=3");
    add(&task_entity, "name=Permit|duration=1d|position=4");
    screen(120, 40);
    return 0;
}

static Id selected_task(void)
{
    const Pane *pane = app_pane(fixture.app);
    return list_selected(pane->list(app_state(fixture.app, pane)));
}

static const Link *link_between(Id predecessor, Id successor)
{
    for (uint32_t row = 0; row < plan_count(plan(), ENTITY_LINK); row++)
        if (plan_link(plan(), row)->predecessor == predecessor && plan_link(plan(), row)->successor == successor)
            return plan_link(plan(), row);
    return NULL;
}

/* Keys one by one with a drawing after each, as on a terminal: lists learn from drawing where their cells are. */
static void play(const char *keys)
{
    char name[32];
    for (int length; sscanf(keys, " %31s%n", name, &length) == 1; keys += length) {
        press(name);
        screen(120, 40);
    }
}

/* ---- links ---- */

static void a_link_is_added_by_a_part_of_a_name_then_typed_over_and_removed(void **state)
{
    (void)state;
    play("down ; ;"); /* Pour; show the links, go into them */
    assert_shows("It waits for nothing.");
    play("i");
    type("di");
    play("enter");
    assert_non_null(link_between(1, 2));
    assert_shows("T-1 Dig");
    play("w");
    type("2d");
    play("enter");
    assert_int_equal(duration_amount(link_between(1, 2)->lag), 960);
    play("t");
    type("ss");
    play("enter");
    assert_int_equal(link_between(1, 2)->type, LINK_START_START);
    play("d");
    assert_null(link_between(1, 2));
    play("u");
    assert_non_null(link_between(1, 2));
    play("tab i");
    type("roof");
    play("enter");
    assert_non_null(link_between(2, 3));
}

/* Dig ends on Wednesday and Permit on Monday: Pour waits for Dig, two days after Permit. */
static void links_show_who_decides_and_how_much_room_is_left(void **state)
{
    (void)state;
    add(&link_entity, "predecessor=T-1|successor=T-2");
    add(&link_entity, "predecessor=T-4|successor=T-2");
    play("down ;");
    assert_shows("Predecessors of T-2: 2");
    const char *dig = strstr(screen(120, 40), "T-1 Dig");
    assert_non_null(dig);
    assert_non_null(strstr(dig, "yes     0d"));
    const char *permit = strstr(dig, "T-4 Permit");
    assert_non_null(permit);
    assert_non_null(strstr(permit, "no      2d"));
    play("down"); /* the lists follow the selection */
    assert_shows("Predecessors of T-3: 0");
}

static void enter_walks_along_the_links_and_backspace_comes_back(void **state)
{
    (void)state;
    add(&link_entity, "predecessor=T-1|successor=T-2");
    add(&link_entity, "predecessor=T-2|successor=T-3");
    play("; ; tab enter");
    assert_int_equal(selected_task(), 2);
    play("enter");
    assert_int_equal(selected_task(), 3);
    play("enter"); /* nothing waits for Roof */
    assert_int_equal(selected_task(), 3);
    play("backspace esc backspace");
    assert_int_equal(selected_task(), 1);
    assert_shows("Successors of T-1: 1"); /* esc left the links in sight */
    play("backspace");
    assert_shows("There is nowhere to go back to");
    play("; ;");
    assert_hides("Successors of T-1");
}

static void a_link_that_would_close_a_circle_is_refused(void **state)
{
    (void)state;
    add(&link_entity, "predecessor=T-1|successor=T-2");
    play("; ; i");
    type("pour");
    play("enter");
    assert_null(link_between(2, 1));
    assert_shows("T-1");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 1);
}

static void a_pane_too_low_for_both_shows_the_links_while_one_is_in_them(void **state)
{
    (void)state;
    add(&link_entity, "predecessor=T-1|successor=T-2");
    play("down ;");
    assert_null(strstr(screen(60, 10), "Predecessors"));
    press(";");
    assert_non_null(strstr(screen(60, 10), "Predecessors of T-2: 1"));
    press("esc");
    assert_null(strstr(screen(60, 10), "Predecessors"));
}

/* ---- conflicts ---- */

static void a_new_conflict_is_told_with_how_to_undo_it(void **state)
{
    (void)state;
    play("down e"); /* the name of Pour stays */
    play("esc ?");
    play("esc");
    assert_hides("conflict");
    press(":");
    type("set deadline=2026-03-02");
    play("enter");
    assert_shows("! new conflict: “Pour” (x lists)  ·  u undoes  ·  ");
    assert_shows("! 1 conflict");
    press(":");
    type("set deadline=2026-03-02 17:00");
    play("enter"); /* the same contradiction is not a new one */
    assert_hides("new conflict");
    play("home x enter");
    assert_int_equal(selected_task(), 2);
    play("backspace");
    assert_int_equal(selected_task(), 1);
    play("u");
    assert_hides("! 1 conflict");
    play("x");
    assert_shows("Nothing in this plan contradicts anything else.");
}

/* ---- why ---- */

static void why_leads_back_along_what_decides_and_forth_to_what_moves(void **state)
{
    (void)state;
    add(&link_entity, "predecessor=T-1|successor=T-2");
    add(&link_entity, "predecessor=T-2|successor=T-3");
    play("down =");
    assert_shows("T-2 'Pour' starts Thu 05 Mar 26 08:00 because T-1 'Dig' finishes Wed 04 Mar 26 17:00 (FS)");
    assert_shows("T-1 'Dig' starts Mon 02 Mar 26 08:00 because the project starts then");
    assert_shows("What a delay of it can move: 1 task");
    play("enter"); /* a sentence about the task itself */
    assert_shows("This sentence leads nowhere");
    play("down down down down enter");
    assert_int_equal(selected_task(), 1);
    play("f"); /* on to what it moves */
    assert_int_equal(selected_task(), 3);
    assert_shows("2 of 2  T-3 'Roof'");
    play("f");
    assert_shows("this was the last");
    play("F");
    assert_int_equal(selected_task(), 1);
}

/* ---- health ---- */

/* Without links Dig is the first and, since it ends last, the last as well; the other three hang loose. */
static void findings_are_repaired_one_after_the_other(void **state)
{
    (void)state;
    play("f");
    assert_shows("No list of findings was opened yet");
    play("! down");
    assert_shows("FAILED   Missing logic                  75%  at most 5%      3 of 4 tasks");
    assert_shows("there is no baseline");
    play("enter");
    assert_shows("T-4 'Permit' has neither predecessor nor successor");
    play("esc");
    assert_shows("Health of the schedule");
    play("enter enter");
    assert_int_equal(selected_task(), 2);
    assert_shows("1 of 3 (f next)  T-2 'Pour' has neither");
    play("L f"); /* Pour follows Dig and is the last now: it has left the list */
    assert_int_equal(selected_task(), 3);
    play("L f");
    assert_int_equal(selected_task(), 4);
    play("L f");
    assert_shows("this was the last");
    play("!"); /* reopened where it was left */
    assert_shows("good     Missing logic                   0%  at most 5%      0 of 4 tasks");
    play("enter");
    assert_shows("Every task but the first and the last waits for something");
    play("esc esc");
    assert_int_equal(selected_task(), 4);
}

static void a_finding_about_a_link_opens_the_links_on_it(void **state)
{
    (void)state;
    add(&link_entity, "predecessor=T-4|successor=T-2");
    add(&link_entity, "predecessor=T-1|successor=T-2|lag=-1d");
    play("! down down enter");
    assert_shows("T-2 'Pour' follows T-1 'Dig' by FS-1d");
    play("enter w");
    type("0d");
    play("enter");
    assert_int_equal(duration_amount(link_between(1, 2)->lag), 0);
    assert_int_equal(selected_task(), 2);
    play("f");
    assert_shows("this was the last");
}

/* ---- small screens, other sizes while open ---- */

static void lists_fit_any_screen(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {40, 12}, {24, 8}, {20, 5}, {200, 60}};
    add(&link_entity, "predecessor=T-1|successor=T-2");
    play("down ; ; =");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_non_null(strstr(screen(sizes[i][0], sizes[i][1]), "Why"));
        press("end up home down");
    }
    press("esc esc !");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_non_null(strstr(screen(sizes[i][0], sizes[i][1]), "Health"));
        press("pagedown pagedown pageup");
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, close_board)
    const struct CMUnitTest tests[] = {
        TEST(a_link_is_added_by_a_part_of_a_name_then_typed_over_and_removed),
        TEST(links_show_who_decides_and_how_much_room_is_left),
        TEST(enter_walks_along_the_links_and_backspace_comes_back),
        TEST(a_link_that_would_close_a_circle_is_refused),
        TEST(a_pane_too_low_for_both_shows_the_links_while_one_is_in_them),
        TEST(a_new_conflict_is_told_with_how_to_undo_it),
        TEST(why_leads_back_along_what_decides_and_forth_to_what_moves),
        TEST(findings_are_repaired_one_after_the_other),
        TEST(a_finding_about_a_link_opens_the_links_on_it),
        TEST(lists_fit_any_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
