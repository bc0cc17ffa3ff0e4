/*
 * Marks and what is done to all marked records at once.
 *
 * The board begins on Monday 2 March 2026; days are 08–12 and 13–17.
 *
 *     T-1 Stage       summary, Mon 2 – Fri 6 March
 *     T-2   Dig       3d, Mon 2 – Wed 4; Anna
 *     T-3   Pour      2d, after T-2, Thu 5 – Fri 6; Anna and Bob
 *     T-4 Permit      1d, Mon 2
 */
#include "board_fixture.h"

static int open_schedule(void **state)
{
    (void)state;
    open_board("schedule");
    add(&resource_entity, "name=Anna Berg|initials=AB");
    add(&resource_entity, "name=Bob Ito|initials=BI");
    add(&task_entity, "name=Stage|position=1");
    add(&task_entity, "name=Dig|parent=T-1|position=2|duration=3d");
    add(&task_entity, "name=Pour|parent=T-1|position=3|duration=2d");
    add(&task_entity, "name=Permit|position=4|duration=1d");
    add(&link_entity, "predecessor=T-2|successor=T-3");
    add(&assignment_entity, "task=T-2|resource=AB");
    add(&assignment_entity, "task=T-3|resource=AB|units=50%");
    add(&assignment_entity, "task=T-3|resource=BI");
    return 0;
}

static void expect(const Entity *entity, Id id, const char *field, const char *value)
{
    const void *record = plan_find(plan(), entity->kind, id);
    Buffer word = {0};
    assert_non_null(record);
    field_word(entity_field(entity, field), plan(), record, FORMAT_EXCHANGE, &word);
    assert_string_equal(buffer_text(&word), value);
    buffer_release(&word);
}

#define assert_task(id, field, value) expect(&task_entity, id, field, value)

static void answer(const char *text)
{
    press("ctrl-u");
    type(text);
    press("enter");
}

static void marks_are_shown_and_counted_until_escape(void **state)
{
    (void)state;
    press("g v v"); /* marking goes on to the next row */
    assert_shows("[2 marked]");
    assert_shows("*  C▾ Stage");
    assert_shows("*  C    Dig");
    press("k v");
    assert_shows("[1 marked]");
    press("esc");
    assert_shows("None are marked any more");
    assert_hides("marked]");
}

static void a_range_goes_from_the_last_mark_to_the_selection(void **state)
{
    (void)state;
    press("g v G V");
    assert_shows("[4 marked]");
    press("*"); /* all are marked already */
    assert_hides("marked]");
    press("*");
    assert_shows("[4 marked]");
}

static void all_means_what_the_filter_matches(void **state)
{
    (void)state;
    press("\\");
    type("pour");
    press("enter *");
    assert_shows("[1 marked] [\\pour]"); /* not the summary that is shown for context */
    press("esc");
    assert_shows("[\\pour]");
    press("esc");
    assert_shows("Permit");
}

/* Three working days behind Mon 2 March 08:00 is Thu 5; Dig then takes Thu, Fri, Mon 9, and Pour Tue 10 and Wed 11. */
static void tasks_are_shifted_together_and_undone_together(void **state)
{
    (void)state;
    press("g j v G v S");
    answer("+3d");
    assert_task(2, "start", "2026-03-05T08:00");
    assert_task(4, "start", "2026-03-05T08:00");
    assert_task(4, "constraint_type", "start no earlier than");
    assert_task(3, "finish", "2026-03-11T17:00");
    assert_shows("finish 6 Mar → 11 Mar, +3d  ·  shift 2 tasks by +3d  ·  u undoes");
    press("u");
    assert_task(2, "start", "2026-03-02T08:00");
    assert_task(4, "start", "2026-03-02T08:00");
}

static void without_marks_the_selected_task_is_shifted(void **state)
{
    (void)state;
    press("G S");
    answer("1w");
    assert_task(4, "start", "2026-03-09T08:00");
    assert_task(2, "start", "2026-03-02T08:00");
    assert_shows("shift 1 task by +1w");
}

/* From Thu 19 March 17:00 three working days back is Mon 16, at the end of the day. */
static void constraints_move_along(void **state)
{
    (void)state;
    add(&task_entity, "name=Inspect|position=5|constraint_type=must finish on|constraint_date=2026-03-19T17:00");
    press("G S");
    answer("-3d");
    assert_task(5, "constraint_date", "2026-03-16T17:00");
    assert_task(5, "constraint_type", "must finish on");
}

static void what_cannot_be_shifted_is_left_out_and_said(void **state)
{
    (void)state;
    app_set(fixture.app, &task_entity, 4, entity_field(&task_entity, "actual_start"), "2026-03-02 08:00");
    press("G S");
    answer("+1d");
    assert_shows("Nothing to change: started tasks stay");
    press("g j v j j v S");
    answer("+1d");
    assert_shows("shift 1 of 2 tasks by +1d");
    press("S");
    answer("-1d"); /* the constraint that Dig has now moves back */
    assert_task(2, "start", "2026-03-02T08:00");
}

static void a_shift_that_is_none_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"soon", "0d", "50%", "99999w", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        press("S");
        answer(wrong[i]);
        assert_shows("Shift by (+3d, -1w)"); /* still asking */
        press("esc");
    }
    assert_task(2, "start", "2026-03-02T08:00");
}

/* Where Bob works already he keeps his share, and Anna's goes. */
static void tasks_are_handed_over(void **state)
{
    (void)state;
    press("* R");
    answer("AB > Bob Ito");
    assert_shows("hand 2 of 4 tasks from Anna Berg to Bob Ito");
    assert_task(2, "resources", "Bob Ito");
    assert_task(3, "resources", "Bob Ito");
    press("u");
    assert_task(2, "resources", "Anna Berg");
    assert_int_equal(plan_count(plan(), ENTITY_ASSIGNMENT), 3);
}

static void somebody_is_assigned_where_they_are_not_yet(void **state)
{
    (void)state;
    press("* R");
    answer("BI");
    assert_shows("assign 2 of 4 tasks to Bob Ito"); /* not the summary, and not where he is */
    assert_task(2, "resources", "Anna Berg;Bob Ito");
    assert_task(4, "resources", "Bob Ito");
    press("R");
    answer("Nobody");
    assert_shows("there is no resource 'Nobody'");
}

static void progress_is_reported_for_all_but_summaries(void **state)
{
    (void)state;
    press("* %");
    answer("50");
    assert_shows("report 3 of 4 tasks as 50% done");
    assert_task(2, "percent_complete", "50%");
    assert_task(4, "percent_complete", "50%");
    press("%");
    answer("150");
    assert_shows("out of range");
}

static void any_field_is_set_for_all(void **state)
{
    (void)state;
    press("g j v v E");
    answer("priority=800");
    assert_task(2, "priority", "800");
    assert_task(3, "priority", "800");
    assert_task(4, "priority", "500");
    assert_shows("2 tasks: priority 800");
    press("u");
    assert_task(2, "priority", "500");
    assert_task(3, "priority", "500");
    press("E");
    answer("colour=red");
    assert_shows("A task has no field 'colour'");
    answer("priority");
    assert_shows("Expected a field and its value");
    answer("duration=soon");
    assert_task(2, "duration", "3d");
    assert_task(3, "duration", "2d");
}

static void deleting_many_is_asked_about_and_undone_at_once(void **state)
{
    (void)state;
    press("g j v G v d");
    assert_shows("Delete 2 tasks and 2 more records that cannot be without them? (y/n)"); /* a link, an assignment */
    press("n");
    assert_int_equal(plan_count(plan(), ENTITY_TASK), 4);
    press("d y");
    assert_int_equal(plan_count(plan(), ENTITY_TASK), 2);
    assert_hides("marked]"); /* what is gone is not marked any more */
    press("u");
    assert_int_equal(plan_count(plan(), ENTITY_TASK), 4);
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 1);
}

static int open_risks(void **state)
{
    (void)state;
    open_board("risks");
    add(&risk_entity, "title=Rain|likelihood=4|impact=4");
    add(&risk_entity, "title=Strike|likelihood=2|impact=2");
    return 0;
}

static void every_pane_has_marks(void **state)
{
    (void)state;
    press("* E");
    answer("status=approved");
    expect(&risk_entity, 1, "status", "approved");
    expect(&risk_entity, 2, "status", "approved");
    assert_shows("[2 marked]");
    press("d y");
    assert_int_equal(plan_count(plan(), ENTITY_RISK), 0);
}

static int open_budget(void **state)
{
    (void)state;
    open_board("budget");
    add(&budget_line_entity, "description=Servers|amount=1000|category=EQP");
    return 0;
}

static void sums_cannot_be_marked(void **state)
{
    (void)state;
    press("g v");
    assert_shows("This row is no record to be marked");
    press("*");
    assert_shows("[1 marked]");
    assert_shows("* Servers");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(marks_are_shown_and_counted_until_escape, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(a_range_goes_from_the_last_mark_to_the_selection, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(all_means_what_the_filter_matches, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(tasks_are_shifted_together_and_undone_together, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(without_marks_the_selected_task_is_shifted, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(constraints_move_along, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(what_cannot_be_shifted_is_left_out_and_said, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(a_shift_that_is_none_is_refused, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(tasks_are_handed_over, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(somebody_is_assigned_where_they_are_not_yet, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(progress_is_reported_for_all_but_summaries, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(any_field_is_set_for_all, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(deleting_many_is_asked_about_and_undone_at_once, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(every_pane_has_marks, open_risks, close_board),
        cmocka_unit_test_setup_teardown(sums_cannot_be_marked, open_budget, close_board),
    };
    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
