/*
 * Sorting lists by a column, in every pane.
 */
#include "board_fixture.h"

/* Names from top to bottom as they stand in the first column of the pane in focus. */
static void assert_rows(const char *expected)
{
    const Pane *pane = app_pane(fixture.app);
    const List *list =
        pane->choice ? pane->choice(app_state(fixture.app, pane)) : pane->list(app_state(fixture.app, pane));
    Buffer words = {0};
    for (size_t i = 0; i < list->rows.count; i++) {
        if (words.length > 0)
            buffer_add_char(&words, ' ');
        if (list->rows.items[i] > 0)
            plan_label(plan(), list->entity, list->rows.items[i], &words);
        else
            buffer_add_char(&words, '-');
    }
    bool equal = text_equal(buffer_text(&words), expected);
    if (!equal)
        fprintf(stderr, "expected: %s\nis:       %s\n", expected, buffer_text(&words));
    buffer_release(&words);
    assert_true(equal);
}

static void command(const char *line)
{
    type(":");
    type(line);
    press("enter");
}

static int open_tasks(void **state)
{
    (void)state;
    open_board("schedule");
    add(&task_entity, "name=Stage|position=1");
    add(&task_entity, "name=Lot 10|position=1|parent=T-1|duration=3d|deadline=2026-03-20");
    add(&task_entity, "name=lot 9|position=2|parent=T-1|duration=5d");
    add(&task_entity, "name=Lot 1|position=3|parent=T-1|duration=1d|deadline=2026-03-10");
    add(&task_entity, "name=Area|position=2|duration=2d");
    return 0;
}

/* Capitals do not matter, numbers in names count as such; the tasks of a summary stay under it. */
static void siblings_are_sorted_within_their_summary(void **state)
{
    (void)state;
    assert_rows("Stage Lot 10 lot 9 Lot 1 Area");
    press("O");
    assert_shows("Task▲");
    assert_rows("Area Stage Lot 1 lot 9 Lot 10");
    press("O");
    assert_shows("Task▼");
    assert_rows("Stage Lot 10 lot 9 Lot 1 Area");
    press("O");
    assert_hides("Task▼");
    assert_rows("Stage Lot 10 lot 9 Lot 1 Area");
}

/* Stage takes as long as the longest of its tasks, 5d; Area 2d. */
static void durations_count_by_their_length_and_the_selection_stays(void **state)
{
    (void)state;
    press("down right O");
    assert_shows("Duration▲");
    assert_rows("Area Stage Lot 1 Lot 10 lot 9");
    const Pane *pane = app_pane(fixture.app);
    assert_int_equal(list_selected(pane->list(app_state(fixture.app, pane))), 2);
}

static void what_is_undefined_comes_last_both_ways(void **state)
{
    (void)state;
    command("sort deadline");
    assert_rows("Stage Lot 1 Lot 10 lot 9 Area");
    command("sort -deadline");
    assert_rows("Stage Lot 10 Lot 1 lot 9 Area");
}

static void folding_and_filters_go_on_working(void **state)
{
    (void)state;
    press("O");
    command("filter lot");
    assert_rows("Stage Lot 1 lot 9 Lot 10");
    press("esc c");
    assert_rows("Area Stage");
}

/* A new value puts the row elsewhere at once. */
static void an_edit_sorts_anew(void **state)
{
    (void)state;
    press("O");
    command("set name=Zone");
    assert_rows("Area Zone Lot 1 lot 9 Lot 10");
}

static void commands_that_go_by_the_outline_say_why_not(void **state)
{
    (void)state;
    press("O");
    static const char *const keys[] = {">", "<", "K", "J", "L"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(keys[i]);
        assert_shows("The rows are sorted by name");
    }
    command("sort none");
    command("sort colour");
    assert_shows("A task has no field 'colour'; expected one like name, -name for descending, or none");
    assert_rows("Stage Lot 10 lot 9 Lot 1 Area");
}

static void a_column_that_is_not_shown_is_told(void **state)
{
    (void)state;
    command("sort -priority");
    assert_shows("[by -priority]");
}

static int open_others(void **state)
{
    (void)state;
    open_board("risks");
    return 0;
}

static void risks_are_sorted_by_what_is_selected(void **state)
{
    (void)state;
    add(&risk_entity, "title=Flood|likelihood=2|impact=2");
    add(&risk_entity, "title=Ash|likelihood=1|impact=5");
    add(&risk_entity, "title=Crane");
    assert_rows("Ash Flood Crane"); /* worst first: 5, 4, none */
    press("O");
    assert_rows("Ash Crane Flood");
    press("right O"); /* likelihood; Crane has none */
    assert_rows("Ash Flood Crane");
    press("O");
    assert_rows("Flood Ash Crane");
    assert_shows("L▼");
}

static void stakeholders_are_sorted_too(void **state)
{
    (void)state;
    app_show_pane(fixture.app, pane_find("stakeholders"));
    add(&stakeholder_entity, "name=Zoe|power=5|interest=5");
    add(&stakeholder_entity, "name=Abe|power=1|interest=1");
    assert_rows("Zoe Abe");
    press("O");
    assert_rows("Abe Zoe");
}

/* Sums stay where they are; lines are sorted within their category. The log is by the newest first at the beginning. */
static void budget_lines_are_sorted_within_their_category(void **state)
{
    (void)state;
    app_show_pane(fixture.app, pane_find("budget"));
    add(&budget_line_entity, "description=Steel|amount=100|category=MAT materials");
    add(&budget_line_entity, "description=Bricks|amount=300|category=MAT materials");
    add(&cost_entry_entity, "booked_on=2026-03-01|amount=10|line=BL-1|description=old");
    add(&cost_entry_entity, "booked_on=2026-03-02|amount=90|line=BL-1|description=new");
    assert_rows("- - Steel Bricks");
    command("sort current");
    assert_rows("- - Steel Bricks");
    assert_shows("Current▲");
    command("sort -current");
    assert_rows("- - Bricks Steel");
    press("w");
    assert_rows("new old");
    command("sort amount");
    assert_rows("old new");
}

#define TASKS(name)  cmocka_unit_test_setup_teardown(name, open_tasks, close_board)
#define OTHERS(name) cmocka_unit_test_setup_teardown(name, open_others, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TASKS(siblings_are_sorted_within_their_summary),
        TASKS(durations_count_by_their_length_and_the_selection_stays),
        TASKS(what_is_undefined_comes_last_both_ways),
        TASKS(folding_and_filters_go_on_working),
        TASKS(an_edit_sorts_anew),
        TASKS(commands_that_go_by_the_outline_say_why_not),
        TASKS(a_column_that_is_not_shown_is_told),
        OTHERS(risks_are_sorted_by_what_is_selected),
        OTHERS(stakeholders_are_sorted_too),
        OTHERS(budget_lines_are_sorted_within_their_category),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
