/*
 * The same field asks: two people at one board, here one of them with the dashboard and the other without. Whether the
 * dashboard has taken the other's change in already makes no difference to what is asked.
 */
#include "board_fixture.h"

#include "steerco/planning/edit.h"
#include "steerco/records/records.h"
#include "steerco/session/typed.h"

static Id task, second, risk;

static int open_pane(const char *pane)
{
    open_board(pane);
    task = add(&task_entity, "name=Dig|duration=3d");
    second = add(&task_entity, "name=Pour|duration=2d");
    risk = add(&risk_entity, "title=Rain|likelihood=3|impact=3");
    app_free(fixture.app);
    fixture.app = app_new(&fixture.session, date_make(2026, 3, 2));
    app_show_pane(fixture.app, pane_find(pane));
    screen(120, 40);
    return 0;
}

static int open_schedule(void **state)
{
    (void)state;
    return open_pane("schedule");
}

static int open_risks(void **state)
{
    (void)state;
    return open_pane("risks");
}

/* Somebody else sets a field, or with an empty name deletes the record, in a session of their own. */
static void other_sets(const Entity *entity, Id id, const char *name, const char *text)
{
    Session other;
    Error error = {0};
    ChangeSet set = {0};
    assert_true(session_open(&other, fixture.path, STORE_WRITE, NULL, &error));
    change_begin(&set, &other.plan, "test", "the other");
    if (*name)
        assert_true(typed_set(&set, &other.plan, entity, id, entity_field(entity, name), text, &error));
    else
        change_delete(&set, &other.plan, entity, id);
    if (!session_commit(&other, &set, &error))
        fail_msg("%s", error.text);
    change_release(&set);
    session_close(&other);
}

/* … and the dashboard takes it in. */
static void other_sets_and_it_is_seen(const Entity *entity, Id id, const char *name, const char *text)
{
    Error error = {0};
    other_sets(entity, id, name, text);
    assert_true(session_refresh(&fixture.session, NULL, &error));
    screen(120, 40);
}

static void assert_value(const Entity *entity, Id id, const char *name, const char *expected)
{
    Buffer text = {0};
    field_word(entity_field(entity, name), plan(), plan_find(plan(), entity->kind, id), FORMAT_EXCHANGE, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
}

static void edit_duration(const char *text)
{
    press("right e");
    type(text);
    screen(120, 40);
}

/* ---- one field ---- */

static void a_value_that_came_in_while_typing_is_asked_about(void **state)
{
    (void)state;
    edit_duration("9d");
    other_sets_and_it_is_seen(&task_entity, task, "duration", "5d");
    press("enter");
    assert_shows("Somebody else changed it");
    assert_shows("T-1 Dig, Duration");
    assert_shows("9d");
    assert_shows("5d");
    assert_value(&task_entity, task, "duration", "5d");
    press("m");
    assert_value(&task_entity, task, "duration", "9d");
    assert_hides("Somebody else changed it");
}

static void a_value_that_did_not_come_in_yet_is_asked_about_too(void **state)
{
    (void)state;
    edit_duration("9d");
    other_sets(&task_entity, task, "duration", "5d");
    press("enter t");
    assert_value(&task_entity, task, "duration", "5d");
    assert_shows("Theirs stays");
}

static void while_asked_the_value_may_change_again(void **state)
{
    (void)state;
    edit_duration("9d");
    other_sets_and_it_is_seen(&task_entity, task, "duration", "5d");
    press("enter");
    other_sets(&task_entity, task, "duration", "6d");
    press("m");
    assert_shows("Somebody else changed it");
    assert_shows("6d");
    press("m");
    assert_value(&task_entity, task, "duration", "9d");
}

static void editing_goes_on_with_the_text(void **state)
{
    (void)state;
    edit_duration("9d");
    other_sets_and_it_is_seen(&task_entity, task, "duration", "5d");
    press("enter e");
    assert_shows("Theirs: 5d");
    press("backspace w enter");
    assert_value(&task_entity, task, "duration", "9w");
}

static void tab_does_not_go_on_before_the_answer(void **state)
{
    (void)state;
    edit_duration("9d");
    other_sets_and_it_is_seen(&task_entity, task, "duration", "5d");
    press("tab m");
    assert_value(&task_entity, task, "duration", "9d");
}

static void the_same_new_value_is_no_conflict(void **state)
{
    (void)state;
    edit_duration("5d");
    other_sets_and_it_is_seen(&task_entity, task, "duration", "5d");
    press("enter");
    assert_hides("Somebody else changed it");
    assert_value(&task_entity, task, "duration", "5d");
}

static void leaving_it_as_it_was_keeps_theirs(void **state)
{
    (void)state;
    press("right e");
    other_sets_and_it_is_seen(&task_entity, task, "duration", "5d");
    press("enter");
    assert_hides("Somebody else changed it");
    assert_value(&task_entity, task, "duration", "5d");
}

static void different_fields_merge(void **state)
{
    (void)state;
    edit_duration("9d");
    other_sets_and_it_is_seen(&task_entity, task, "name", "Dig deep");
    press("enter");
    assert_hides("Somebody else changed it");
    assert_value(&task_entity, task, "duration", "9d");
    assert_value(&task_entity, task, "name", "Dig deep");
}

static void a_form_asks_as_well(void **state)
{
    (void)state;
    press("enter enter"); /* the name */
    type("!");
    other_sets_and_it_is_seen(&task_entity, task, "name", "Dig deep");
    press("enter");
    assert_shows("Somebody else changed it");
    press("m");
    assert_value(&task_entity, task, "name", "Dig!");
}

static void a_picked_value_asks_as_well(void **state)
{
    (void)state;
    press("right e"); /* likelihood, in the register */
    assert_shows("very high");
    other_sets_and_it_is_seen(&risk_entity, risk, "likelihood", "1");
    type("5");
    press("enter");
    assert_shows("Somebody else changed it");
    press("m");
    assert_value(&risk_entity, risk, "likelihood", "5");
}

/* ---- texts that stand for records ---- */

static void a_link_of_somebody_else_is_not_taken_away_unseen(void **state)
{
    (void)state;
    Id third = add(&task_entity, "name=Cure|duration=1d");
    app_reveal(fixture.app, &task_entity, third);
    press("right right right right right e"); /* duration, start, finish, per cent, predecessors */
    type("T-1");
    other_sets_and_it_is_seen(&task_entity, third, "predecessors", "T-2");
    press("enter");
    assert_shows("Somebody else changed it");
    press("t");
    assert_value(&task_entity, third, "predecessors", "T-2");
}

/* ---- several fields, several records ---- */

static void moving_a_risk_asks_about_what_was_moved(void **state)
{
    (void)state;
    press("m up"); /* likelihood 3 to 4 */
    other_sets_and_it_is_seen(&risk_entity, risk, "likelihood", "1");
    press("enter");
    assert_shows("Somebody else changed it");
    press("m");
    assert_value(&risk_entity, risk, "likelihood", "4");
}

static void moving_a_risk_leaves_the_other_direction_to_others(void **state)
{
    (void)state;
    press("m up");
    other_sets_and_it_is_seen(&risk_entity, risk, "impact", "5");
    press("enter");
    assert_hides("Somebody else changed it");
    assert_value(&risk_entity, risk, "likelihood", "4");
    assert_value(&risk_entity, risk, "impact", "5");
}

static void a_bulk_edit_asks_once(void **state)
{
    (void)state;
    press("v v E");
    type("priority=800");
    other_sets_and_it_is_seen(&task_entity, task, "priority", "100");
    other_sets_and_it_is_seen(&task_entity, second, "priority", "200");
    press("enter");
    assert_shows("Somebody else changed 2 of these");
    assert_shows("T-1 Dig, Priority");
    assert_shows("T-2 Pour, Priority");
    press("m");
    assert_value(&task_entity, task, "priority", "800");
    assert_value(&task_entity, second, "priority", "800");
    press("u");
    assert_value(&task_entity, second, "priority", "200");
}

/* The order is kept as a number, which would tell nobody anything. */
static void a_task_that_two_people_moved_is_asked_about_in_words(void **state)
{
    (void)state;
    Session other;
    Error error = {0};
    ChangeSet set = {0};
    add(&task_entity, "name=Plaster|duration=1d|position=9000000");
    press("u ctrl-r"); /* the pane has it */
    assert_true(session_open(&other, fixture.path, STORE_WRITE, NULL, &error));
    change_begin(&set, &other.plan, "test", "to the end");
    assert_true(edit_move(&set, &other.plan, &(const Ids){.items = &second, .count = 1}, +1, &error));
    assert_true(session_commit(&other, &set, &error));
    change_release(&set);
    session_close(&other);
    press("down K"); /* Pour before Dig, while it has gone behind Plaster */
    assert_shows("T-2 Pour, Position");
    assert_shows("first");
    assert_shows("after T-3 Plaster");
    press("m");
    assert_hides("Somebody else");
    const Task *dig = plan_find(plan(), ENTITY_TASK, task), *pour = plan_find(plan(), ENTITY_TASK, second);
    assert_true(pour->position < dig->position);
}

/* What was carried is asked about like what was typed: one may go on with it, or keep it for later. */
static void a_risk_on_its_way_can_be_gone_on_with(void **state)
{
    (void)state;
    press("m up");
    other_sets_and_it_is_seen(&risk_entity, risk, "likelihood", "1");
    press("enter e");
    assert_shows("Moving R-1   Likelihood, current: 4");
    press("right enter");
    assert_hides("Somebody else changed it");
    assert_value(&risk_entity, risk, "likelihood", "4");
    assert_value(&risk_entity, risk, "impact", "4");
}

static void units_of_an_assignment_ask(void **state)
{
    (void)state;
    Id anna = add(&resource_entity, "name=Anna");
    char fields[80];
    snprintf(fields, sizeof fields, "task=T-%lld|resource=Anna|units=100%%", (long long)task);
    Id assignment = add(&assignment_entity, fields);
    assert_true(anna > 0);
    press("a 5 0");
    other_sets_and_it_is_seen(&assignment_entity, assignment, "units", "20%");
    press("enter");
    assert_shows("Somebody else changed it");
    press("m");
    assert_value(&assignment_entity, assignment, "units", "50%");
    assert_hides("Who works on it");
}

/* ---- the record is gone ---- */

static void typing_stays_when_the_record_goes(void **state)
{
    (void)state;
    edit_duration("9d");
    other_sets_and_it_is_seen(&task_entity, task, "", "");
    assert_shows("T-1, Duration: 9d");
    type("1");
    assert_shows("T-1, Duration: 9d1");
    press("enter");
    assert_shows("T-1 was deleted by");
    assert_value(&task_entity, second, "duration", "2d");
}

static void typing_stays_when_the_record_moves(void **state)
{
    (void)state;
    press("down");
    edit_duration("9d");
    other_sets_and_it_is_seen(&task_entity, task, "", "");
    assert_hides("T-2, Duration:"); /* in its cell, one line further up */
    press("enter");
    assert_value(&task_entity, second, "duration", "9d");
}

static void a_deleted_risk_is_not_moved(void **state)
{
    (void)state;
    press("m up");
    other_sets_and_it_is_seen(&risk_entity, risk, "", "");
    press("enter");
    assert_shows("R-1 was deleted by");
}

#define IN_SCHEDULE(test) cmocka_unit_test_setup_teardown(test, open_schedule, close_board)
#define IN_RISKS(test)    cmocka_unit_test_setup_teardown(test, open_risks, close_board)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        IN_SCHEDULE(a_value_that_came_in_while_typing_is_asked_about),
        IN_SCHEDULE(a_value_that_did_not_come_in_yet_is_asked_about_too),
        IN_SCHEDULE(while_asked_the_value_may_change_again),
        IN_SCHEDULE(editing_goes_on_with_the_text),
        IN_SCHEDULE(tab_does_not_go_on_before_the_answer),
        IN_SCHEDULE(the_same_new_value_is_no_conflict),
        IN_SCHEDULE(leaving_it_as_it_was_keeps_theirs),
        IN_SCHEDULE(different_fields_merge),
        IN_SCHEDULE(a_form_asks_as_well),
        IN_RISKS(a_picked_value_asks_as_well),
        IN_SCHEDULE(a_link_of_somebody_else_is_not_taken_away_unseen),
        IN_RISKS(moving_a_risk_asks_about_what_was_moved),
        IN_RISKS(a_risk_on_its_way_can_be_gone_on_with),
        IN_SCHEDULE(a_task_that_two_people_moved_is_asked_about_in_words),
        IN_RISKS(moving_a_risk_leaves_the_other_direction_to_others),
        IN_SCHEDULE(a_bulk_edit_asks_once),
        IN_SCHEDULE(units_of_an_assignment_ask),
        IN_SCHEDULE(typing_stays_when_the_record_goes),
        IN_SCHEDULE(typing_stays_when_the_record_moves),
        IN_RISKS(a_deleted_risk_is_not_moved),
    };
    return cmocka_run_group_tests_name("conflict", tests, NULL, NULL);
}
