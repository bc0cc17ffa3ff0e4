/*
 * Copying, cutting and pasting tasks, recurring ones, and pasted lines, played with keys in the schedule pane.
 */
#include "board_fixture.h"
#include "steerco/records/records.h"

/* Stage(Dig Pour) Permit, Dig before Pour before Permit; T-1 to T-4. */
static int open_house(void **state)
{
    (void)state;
    open_board("schedule");
    add(&task_entity, "name=Stage|position=1024");
    add(&task_entity, "name=Dig|position=1024|parent=T-1|duration=3d");
    add(&task_entity, "name=Pour|position=2048|parent=T-1|duration=2d");
    add(&task_entity, "name=Permit|position=2048|duration=1d");
    add(&link_entity, "predecessor=T-2|successor=T-3");
    add(&link_entity, "predecessor=T-3|successor=T-4");
    return 0;
}

static void select_task(Id id)
{
    const Pane *pane = app_pane(fixture.app);
    assert_true(pane->select(app_state(fixture.app, pane), plan(), &task_entity, id));
}

static void add_names(uint32_t from, uint32_t to, Buffer *out)
{
    const Outline *outline = &plan()->results->outline;
    for (uint32_t place = from; place < to; place = outline->end[place]) {
        buffer_format(out, "%s%s", place > from ? " " : "", plan_task(plan(), outline->row_at[place])->name);
        if (!outline_is_summary(outline, place))
            continue;
        buffer_add_char(out, '(');
        add_names(place + 1, outline->end[place], out);
        buffer_add_char(out, ')');
    }
}

static void assert_outline(const char *expected)
{
    Buffer words = {0};
    add_names(0, plan()->results->outline.count, &words);
    bool equal = text_equal(buffer_text(&words), expected);
    if (!equal)
        fprintf(stderr, "expected: %s\nis:       %s\n", expected, buffer_text(&words));
    buffer_release(&words);
    assert_true(equal);
}

static void a_copy_is_pasted_behind_a_task_and_undone_in_one_step(void **state)
{
    (void)state;
    select_task(1);
    press("y");
    assert_shows("Copied “Stage” and 2 tasks under it");
    select_task(4);
    press("p");
    assert_outline("Stage(Dig Pour) Permit Stage(Dig Pour)");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 3);
    assert_shows("paste “Stage” and 2 tasks under it behind “Permit”");
    press("u");
    assert_outline("Stage(Dig Pour) Permit");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 2);
}

static void a_copy_is_pasted_under_a_task_as_its_last(void **state)
{
    (void)state;
    select_task(4);
    press("y");
    select_task(1);
    press("P");
    assert_outline("Stage(Dig Pour Permit) Permit");
}

/* Dig goes behind Permit with both of its records: the link into Pour stays. */
static void what_was_cut_is_moved_with_its_links(void **state)
{
    (void)state;
    select_task(2);
    press("X");
    assert_shows("[1 cut]");
    assert_outline("Stage(Dig Pour) Permit");
    select_task(4);
    press("p");
    assert_outline("Stage(Pour) Permit Dig");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 2);
    assert_hides("[1 cut]");
    press("p");
    assert_shows("Nothing is copied");
}

static void marked_tasks_are_cut_together_and_marked_no_longer(void **state)
{
    (void)state;
    select_task(2);
    press("v v X");
    assert_shows("Cut 2 tasks");
    assert_hides("marked]");
    select_task(4);
    press("p");
    assert_outline("Stage Permit Dig Pour");
}

static void nothing_is_moved_into_itself_or_under_its_successor(void **state)
{
    (void)state;
    select_task(1);
    press("X P");
    assert_shows("“Stage” cannot be put under itself");
    select_task(3);
    press("p");
    assert_shows("“Stage” cannot be put behind “Pour”, which lies under it");
    press("esc");
    assert_shows("What was cut stays where it is");
    select_task(1); /* in which Pour leads to Permit */
    press("X");
    select_task(4);
    press("P");
    assert_outline("Stage(Dig Pour) Permit");
    assert_shows("T-4 and T-3 are linked, but T-3 lies in T-4");
}

static void a_copy_goes_into_another_board(void **state)
{
    (void)state;
    Error error = {0};
    select_task(1);
    press("y");
    assert_true(
        session_create_board(&fixture.session, "Garden", instant_make(date_make(2026, 4, 6), 480), "EUR", &error));
    type(":boards Garden");
    press("enter p");
    assert_outline("Stage(Dig Pour)");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 1);
    press("X");
    type(":boards House");
    press("enter p");
    assert_shows("What is cut can be moved within its board only");
    assert_outline("Stage(Dig Pour) Permit");
}

static void costs_in_another_currency_stay_behind_and_that_is_told(void **state)
{
    (void)state;
    Error error = {0};
    add(&task_entity, "name=Crane|position=9|fixed_cost=900");
    select_task(5);
    press("y");
    assert_true(
        session_create_board(&fixture.session, "Hall", instant_make(date_make(2026, 4, 6), 480), "JPY", &error));
    type(":boards Hall");
    press("enter p");
    assert_shows("paste “Crane” without fixed costs in EUR");
    assert_int_equal(plan_task(plan(), 0)->fixed_cost, MONEY_NONE);
}

/* ---------------------------------------------------------------- recurring tasks */

static void a_task_is_repeated_by_a_rule(void **state)
{
    (void)state;
    select_task(4);
    press("r");
    assert_shows("Repeat “Permit”:");
    assert_shows("monthly last fri 6 times");
    type("weekly fri 2 times");
    press("enter");
    assert_outline("Stage(Dig Pour) Permit(Permit 1 Permit 2)");
    press("u");
    assert_outline("Stage(Dig Pour) Permit");
}

static void a_rule_without_an_end_keeps_the_prompt_open(void **state)
{
    (void)state;
    select_task(4);
    press("r");
    type("weekly fri");
    press("enter");
    assert_shows("until when?");
    type(" 2 times");
    press("enter");
    assert_outline("Stage(Dig Pour) Permit(Permit 1 Permit 2)");
}

static void the_command_takes_the_rule_with_it(void **state)
{
    (void)state;
    select_task(1);
    type(":task-repeat Review: weekly mon until 10.3.");
    press("enter");
    assert_outline("Stage(Dig Pour) Review(Review 1 Review 2) Permit");
}

/* ---------------------------------------------------------------- pasted lines */

static void pasted_lines_become_tasks_after_asking(void **state)
{
    (void)state;
    select_task(1);
    app_paste(fixture.app, "Frame\nRoof\r\n\n  Doors and\twindows \n");
    assert_shows("Make 3 tasks, one of each line?");
    press("y");
    assert_outline("Stage(Dig Pour) Frame Roof Doors and windows Permit");
    press("u");
    assert_outline("Stage(Dig Pour) Permit");
}

static void lines_pasted_into_a_new_name_are_tasks_too(void **state)
{
    (void)state;
    select_task(1);
    press("I");
    app_paste(fixture.app, "Frame\nRoof");
    press("n");
    assert_outline("Stage(Dig Pour) Permit");
    press("I");
    app_paste(fixture.app, "Frame\nRoof");
    press("y");
    assert_outline("Stage(Dig Pour Frame Roof) Permit");
}

static void a_pasted_line_stays_a_text(void **state)
{
    (void)state;
    press("I");
    app_paste(fixture.app, "Frame\n");
    press("enter");
    assert_outline("Stage(Dig Pour Frame) Permit");
    app_paste(fixture.app, "qqq");
    assert_shows("Lines can be pasted here");
}

static void too_many_lines_are_told(void **state)
{
    (void)state;
    Buffer lines = {0};
    buffer_add_repeat(&lines, "x\n", 501);
    app_paste(fixture.app, buffer_text(&lines));
    buffer_release(&lines);
    assert_shows("501 lines are too many to paste, at most 500 become tasks");
    assert_outline("Stage(Dig Pour) Permit");
}

static void lines_pasted_into_a_cell_are_joined_and_told(void **state)
{
    (void)state;
    select_task(4);
    press("e ctrl-u");
    app_paste(fixture.app, "Frame\nRoof");
    assert_shows("The pasted lines stand in one line now");
    press("enter");
    assert_outline("Stage(Dig Pour) Frame Roof");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_copy_is_pasted_behind_a_task_and_undone_in_one_step),
        TEST(a_copy_is_pasted_under_a_task_as_its_last),
        TEST(what_was_cut_is_moved_with_its_links),
        TEST(marked_tasks_are_cut_together_and_marked_no_longer),
        TEST(nothing_is_moved_into_itself_or_under_its_successor),
        TEST(a_copy_goes_into_another_board),
        TEST(costs_in_another_currency_stay_behind_and_that_is_told),
        TEST(a_task_is_repeated_by_a_rule),
        TEST(a_rule_without_an_end_keeps_the_prompt_open),
        TEST(the_command_takes_the_rule_with_it),
        TEST(pasted_lines_become_tasks_after_asking),
        TEST(lines_pasted_into_a_new_name_are_tasks_too),
        TEST(a_pasted_line_stays_a_text),
        TEST(too_many_lines_are_told),
        TEST(lines_pasted_into_a_cell_are_joined_and_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
