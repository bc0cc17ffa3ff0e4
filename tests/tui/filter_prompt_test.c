/*
 * Filters in the panes: what is hidden, what stays for context, what is told, and how everything comes back.
 */
#include "board_fixture.h"

static int open_schedule(void **state)
{
    (void)state;
    open_board("schedule");
    Id stage = add(&task_entity, "name=Stage|position=1");
    assert_int_equal(stage, 1);
    add(&task_entity, "name=Dig|parent=T-1|position=2|duration=3d|percent_complete=100");
    add(&task_entity, "name=Pour|parent=T-1|position=3|duration=2d");
    add(&task_entity, "name=Permit|position=4|duration=1d");
    return 0;
}

static Id selected(void)
{
    const Pane *pane = app_pane(fixture.app);
    return list_selected(pane->list(app_state(fixture.app, pane)));
}

static void it_takes_effect_while_it_is_typed(void **state)
{
    (void)state;
    press("\\");
    type("po");
    assert_shows("Pour");
    assert_hides("Permit");
    assert_shows("Filter (owner:anna due<+2w -done): po");
    press("backspace backspace");
    assert_shows("Permit");
}

static void summaries_stay_as_context_and_the_filter_is_told(void **state)
{
    (void)state;
    press("\\");
    type("pour");
    press("enter");
    assert_shows("Stage");
    assert_shows("Pour");
    assert_hides("Dig");
    assert_shows("[\\pour]");
    assert_shows("1 matches");
    Canvas canvas;
    canvas_init(&canvas, 80, 24, false);
    app_draw(fixture.app, &canvas);
    const Cell *stage = &canvas.cells[3 * 80 + 4];
    assert_string_equal(stage->text, "S");
    assert_int_equal(stage->style, STYLE_DIM);
    canvas_release(&canvas);
}

static void what_is_folded_is_found_too(void **state)
{
    (void)state;
    press("c");
    assert_hides("Dig");
    press("\\");
    type("done");
    press("enter");
    assert_shows("Dig");
    assert_hides("Permit");
    press("space");
    assert_shows("everything that matches is shown");
    press("esc");
    assert_shows("Permit");
    assert_hides("Dig"); /* still folded */
}

static void escape_leaves_the_prompt_as_it_was_and_then_clears(void **state)
{
    (void)state;
    press("\\");
    type("permit");
    press("enter \\");
    type("zzz");
    assert_shows("Nothing matches the filter");
    press("esc");
    assert_shows("[\\permit]");
    assert_hides("Pour");
    press("esc");
    assert_shows("The filter is gone");
    assert_shows("Pour");
    assert_hides("[\\permit]");
}

static void an_empty_filter_clears(void **state)
{
    (void)state;
    press("\\");
    type("permit");
    press("enter \\ ctrl-u enter");
    assert_shows("Pour");
    assert_hides("[\\");
}

static void a_term_that_makes_no_sense_is_named_and_changes_nothing(void **state)
{
    (void)state;
    press("\\");
    type("permit colour:red");
    assert_shows("colour:red: a task has no field 'colour'");
    assert_hides("Pour"); /* "permit" was the last that made sense */
    press("enter");
    assert_shows("Filter (owner:anna"); /* still asking */
}

static void the_selection_stays_on_its_task(void **state)
{
    (void)state;
    press("G");
    assert_int_equal(selected(), 4);
    press("\\");
    type("permit");
    press("enter");
    assert_int_equal(selected(), 4);
    press("esc");
    assert_int_equal(selected(), 4);
}

static void rows_follow_what_is_changed(void **state)
{
    (void)state;
    press("\\");
    type("-done -summary");
    press("enter");
    add(&task_entity, "name=Paint|position=9|percent_complete=100");
    add(&task_entity, "name=Clean|position=10");
    assert_hides("Paint");
    assert_shows("Clean");
}

static void a_record_that_is_to_be_shown_comes_out_of_the_filter(void **state)
{
    (void)state;
    press("\\");
    type("permit");
    press("enter");
    app_reveal(fixture.app, &task_entity, 2);
    assert_int_equal(selected(), 2);
    assert_hides("[\\permit]");
}

static int open_risks(void **state)
{
    (void)state;
    open_board("risks");
    add(&risk_entity, "title=Rain|likelihood=4|impact=4");
    add(&risk_entity, "title=Strike|likelihood=2|impact=2");
    return 0;
}

static void matrix_and_register_show_the_same_risks(void **state)
{
    (void)state;
    press("\\");
    type("score>=12");
    press("enter");
    assert_shows("R-1");
    assert_hides("R-2");
    assert_shows("[\\score>=12]");
}

static int open_stakeholders(void **state)
{
    (void)state;
    open_board("stakeholders");
    add(&stakeholder_entity, "name=Ola Nor|power=5|interest=5|initials=ON");
    add(&stakeholder_entity, "name=Pia Quist|power=1|interest=2|initials=PQ");
    return 0;
}

static void stakeholders_are_filtered_but_all_are_counted(void **state)
{
    (void)state;
    press("\\");
    type("power>3");
    press("enter");
    assert_shows("Ola Nor");
    assert_hides("Pia Quist");
    assert_shows("Monitor 1");
}

static int open_budget(void **state)
{
    (void)state;
    open_board("budget");
    add(&budget_line_entity, "description=Servers|amount=1000|category=EQP");
    add(&budget_line_entity, "description=Trains|amount=10|category=TRV");
    add(&cost_entry_entity, "booked_on=2026-03-02|line=BL-1|amount=10|description=Deposit");
    add(&cost_entry_entity, "booked_on=2026-03-02|line=BL-1|amount=900|description=Rest");
    return 0;
}

static void the_filter_narrows_the_part_in_focus(void **state)
{
    (void)state;
    press("\\");
    type("amount>100");
    press("enter");
    assert_shows("Servers");
    assert_hides("Trains");
    assert_shows("Deposit");
    press("w \\");
    type("amount>100");
    press("enter");
    assert_hides("Deposit");
    assert_shows("Rest");
    press("esc");
    assert_shows("Deposit");
    assert_hides("Trains");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_takes_effect_while_it_is_typed, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(summaries_stay_as_context_and_the_filter_is_told, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(what_is_folded_is_found_too, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(escape_leaves_the_prompt_as_it_was_and_then_clears, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(an_empty_filter_clears, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(a_term_that_makes_no_sense_is_named_and_changes_nothing, open_schedule,
                                        close_board),
        cmocka_unit_test_setup_teardown(the_selection_stays_on_its_task, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(rows_follow_what_is_changed, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(a_record_that_is_to_be_shown_comes_out_of_the_filter, open_schedule,
                                        close_board),
        cmocka_unit_test_setup_teardown(matrix_and_register_show_the_same_risks, open_risks, close_board),
        cmocka_unit_test_setup_teardown(stakeholders_are_filtered_but_all_are_counted, open_stakeholders, close_board),
        cmocka_unit_test_setup_teardown(the_filter_narrows_the_part_in_focus, open_budget, close_board),
    };
    return cmocka_run_group_tests_name("filters in panes", tests, NULL, NULL);
}
