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
    assert_shows("shift “Permit” by +1w");
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
    assert_shows("Nothing moved: under way  ·  an actual start moves it");
    press("g j v j j v S");
    answer("+1d");
    assert_shows("shift 1 of 2 tasks by +1d  ·  u undoes; 1 did not move: “Permit” is under way");
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

static void set_status(int year, int month, int day)
{
    Error error = {0};
    ChangeSet set = {0};
    change_begin(&set, plan(), "test", "status date");
    change_field(&set, plan(), &board_entity, Board, plan()->board, status_date,
                 value_number(date_make(year, month, day)));
    assert_true(session_commit(&fixture.session, &set, &error));
    change_release(&set);
}

/* “Dig” takes Mon 2 – Wed 4 March, “Permit” Mon 2 March, “Pour” Thu 5 and Fri 6 March. */
static void a_week_is_reported_in_one_step(void **state)
{
    (void)state;
    press("* A");
    answer("bananas");
    assert_shows("bananas");
    press("esc A");
    answer("2026-03-04");
    assert_task(2, "actual_finish", "2026-03-04T17:00");
    assert_task(4, "percent_complete", "100%");
    assert_task(3, "percent_complete", "0%");
    assert_int_equal(plan_board(plan())->status_date, date_make(2026, 3, 4));
    press("A");
    answer("2026-03-05");
    assert_task(3, "percent_complete", "50%");
    press("u");
    assert_task(3, "percent_complete", "0%");
    press("u");
    assert_task(2, "actual_finish", "");
    assert_int_equal(plan_board(plan())->status_date, date_make(2026, 3, 2));
    press("A");
    answer("1990-01-01");
    assert_shows("Nothing to change");
}

/* Status Mon 2 March: “Pour” is planned for Thu 5 March. */
static void what_has_not_begun_is_not_reported(void **state)
{
    (void)state;
    press("* %");
    answer("50");
    assert_shows("report 2 of 4 tasks as 50% done");
    assert_task(3, "percent_complete", "0%");
    press("u");
    press("esc g j j %");
    answer("50");
    assert_shows("“Pour” cannot have been started on Thu 5 Mar 2026: the status date is Mon 2 Mar 2026");
}

static void progress_is_reported_for_all_but_summaries(void **state)
{
    (void)state;
    set_status(2026, 3, 31);
    press("* %");
    answer("50");
    assert_shows("report 3 of 4 tasks as 50% done; also sets actual start of 3 tasks");
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
    assert_shows("a task has no field 'colour'");
    answer("priority");
    assert_shows("Expected a field and its value");
    answer("duration=soon");
    assert_task(2, "duration", "3d");
    assert_task(3, "duration", "2d");
}

/* What a summary lasts follows from the tasks below it. */
static void a_field_is_set_for_all_that_have_it(void **state)
{
    (void)state;
    press("* E");
    answer("duration=5d");
    assert_shows("3 of 4 tasks: duration 5d");
    assert_task(2, "duration", "5d");
    assert_task(3, "duration", "5d");
    assert_task(4, "duration", "5d");
    press("u");
    assert_task(2, "duration", "3d");
    assert_task(4, "duration", "1d");
    add(&task_entity, "name=Later|position=5");
    add(&task_entity, "name=Inspect|parent=T-5|position=6|duration=1d");
    press("esc g v G k v E");
    answer("duration=5d");
    assert_shows("follows from the tasks below it; change those");
    assert_shows("Set (field=value): duration=5d");
}

static void the_beginning_of_a_field_is_enough(void **state)
{
    (void)state;
    press("* E");
    answer("prio=700");
    assert_task(4, "priority", "700");
    assert_shows("4 tasks: priority 700");
    press("E");
    answer("actual=2.3.");
    assert_shows("'actual' may be actual_start, actual_finish");
}

/* ---------------------------------------------------------------- the outline and links of the marked tasks */

/* Pour and Permit: the one moves under Dig, the other under Stage. */
static void the_outline_is_changed_for_all_or_none(void **state)
{
    (void)state;
    press("g j j U v v >");
    assert_shows("indent 2 tasks");
    assert_task(3, "wbs", "1.1.1");
    assert_task(4, "wbs", "1.2");
    press("<");
    assert_task(3, "wbs", "1.2");
    assert_task(4, "wbs", "2");
    press("u u");
    assert_task(3, "wbs", "1.2");
    assert_task(4, "wbs", "2");
    press("<");
    assert_shows("“Permit” is already at the top level");
    assert_task(3, "wbs", "1.2");
}

static void a_block_is_moved_and_keeps_its_order(void **state)
{
    (void)state;
    add(&task_entity, "name=Inspect|position=5|duration=1d");
    press("g j j j v v K"); /* Permit and Inspect, before Stage */
    assert_task(4, "wbs", "1");
    assert_task(5, "wbs", "2");
    assert_task(1, "wbs", "3");
    assert_shows("move up 2 tasks");
    press("K");
    assert_shows("“Permit” is already the first of its level");
}

/* Dig to Pour is there already; Pour to Permit is new, and the project ends a day later. */
static void marked_tasks_are_linked_in_a_chain(void **state)
{
    (void)state;
    press("g j v v v L");
    assert_task(3, "predecessors", "T-2");
    assert_task(4, "predecessors", "T-3");
    assert_shows("finish 6 Mar → 9 Mar, +1d  ·  link 3 tasks  ·  u undoes");
    press("L");
    assert_shows("They are linked in this order already");
    press("U");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 0);
    press("U");
    assert_shows("There are no links among the marked tasks");
    press("u");
    assert_int_equal(plan_count(plan(), ENTITY_LINK), 2);
}

static void milestones_are_shown_together(void **state)
{
    (void)state;
    press("* m");
    assert_shows("show 3 of 4 tasks as milestones");
    assert_task(2, "milestone", "yes");
    assert_task(1, "milestone", "no");
    press("m");
    assert_task(2, "milestone", "no");
}

/* ---------------------------------------------------------------- what holds a task */

/* Pour may start no earlier than Fri 6; a week earlier is of no use, since Dig ends on Wed 4 only. */
static void what_holds_a_task_is_said(void **state)
{
    (void)state;
    app_set(fixture.app, &task_entity, 3, entity_field(&task_entity, "start"), "2026-03-04");
    press("g j j S");
    answer("-2d");
    assert_shows("Nothing moved: held by its predecessor “Dig”  ·  ; changes the lag  ·  u undoes");
    assert_task(3, "constraint_date", "2026-03-02T08:00");
    press("g S");
    answer("-1d"); /* the summary has no date of its own, and its first task stands at the beginning */
    assert_shows("Nothing moved: its task “Dig” is held by the start of the project");
}

static void a_manual_task_is_shifted_by_its_own_dates(void **state)
{
    (void)state;
    app_set(fixture.app, &task_entity, 4, entity_field(&task_entity, "manual"), "yes");
    press("G S");
    answer("+2d");
    assert_task(4, "start", "2026-03-04T08:00");
    assert_task(4, "constraint_type", "as soon as possible");
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

/* Strike is at 2 × 2, Rain at 4 × 4: both go up twice, but for Rain the second time there is no level left. */
static void marked_risks_are_moved_and_closed_together(void **state)
{
    (void)state;
    press("* shift-up shift-up");
    expect(&risk_entity, 1, "likelihood", "5");
    expect(&risk_entity, 2, "likelihood", "4");
    assert_shows("move 1 of 2 risks one level more likely");
    press("u");
    expect(&risk_entity, 2, "likelihood", "3");
    press("s");
    type("asse");
    assert_shows("2 of 2");
    press("enter");
    expect(&risk_entity, 1, "status", "assessing");
    expect(&risk_entity, 2, "status", "assessing");
    press("c");
    answer("over");
    expect(&risk_entity, 2, "status", "closed");
    expect(&risk_entity, 2, "notes", "Closed 2026-03-02: over");
    press("u");
    expect(&risk_entity, 1, "status", "assessing");
    expect(&risk_entity, 2, "status", "assessing");
}

static int open_stakeholders(void **state)
{
    (void)state;
    open_board("stakeholders");
    add(&stakeholder_entity, "name=Board|power=4|interest=2");
    add(&stakeholder_entity, "name=Union|power=3|interest=4");
    return 0;
}

static void marked_stakeholders_are_moved_together(void **state)
{
    (void)state;
    press("* shift-up +");
    expect(&stakeholder_entity, 1, "power", "5");
    expect(&stakeholder_entity, 2, "power", "4");
    expect(&stakeholder_entity, 1, "attitude", "1");
    expect(&stakeholder_entity, 2, "attitude", "1");
    assert_shows("take 2 stakeholders one step more in favour");
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
        cmocka_unit_test_setup_teardown(what_has_not_begun_is_not_reported, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(a_week_is_reported_in_one_step, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(any_field_is_set_for_all, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(a_field_is_set_for_all_that_have_it, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(the_beginning_of_a_field_is_enough, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(the_outline_is_changed_for_all_or_none, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(a_block_is_moved_and_keeps_its_order, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(marked_tasks_are_linked_in_a_chain, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(milestones_are_shown_together, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(what_holds_a_task_is_said, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(a_manual_task_is_shifted_by_its_own_dates, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(marked_risks_are_moved_and_closed_together, open_risks, close_board),
        cmocka_unit_test_setup_teardown(marked_stakeholders_are_moved_together, open_stakeholders, close_board),
        cmocka_unit_test_setup_teardown(deleting_many_is_asked_about_and_undone_at_once, open_schedule, close_board),
        cmocka_unit_test_setup_teardown(every_pane_has_marks, open_risks, close_board),
        cmocka_unit_test_setup_teardown(sums_cannot_be_marked, open_budget, close_board),
    };
    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
