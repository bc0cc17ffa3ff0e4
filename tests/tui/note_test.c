/*
 * Noting something about the selected record, without leaving it.
 */
#include "board_fixture.h"

static int open_risks(void **state)
{
    (void)state;
    open_board("risks");
    add(&risk_entity, "title=Rain|likelihood=3|impact=4");
    return 0;
}

static void note(const char *text)
{
    press("'");
    type(text);
    press("enter");
}

static const void *only(EntityKind kind)
{
    assert_int_equal(plan_count(plan(), kind), 1);
    return plan_at(plan(), kind, 0);
}

static void a_line_without_a_type_is_a_remark(void **state)
{
    (void)state;
    press("'");
    assert_shows("Note about R-1");
    assert_shows("without one of these words it is a remark");
    press("esc");
    note("The forecast: worse than last week"); /* no type is called so */
    const Remark *remark = only(ENTITY_REMARK);
    assert_string_equal(remark->text, "The forecast: worse than last week");
    assert_int_equal(remark->about, any_id(&risk_entity, 1));
    assert_int_equal(remark->date, plan()->today);
    assert_string_equal(remark->author, store_who(fixture.session.store));
    assert_shows("Noted as RM-1, about R-1");
    press("u");
    assert_int_equal(plan_count(plan(), ENTITY_REMARK), 0);
}

static void the_type_stands_in_front(void **state)
{
    (void)state;
    note("action: Buy a tarpaulin");
    note("iss: The roof leaks");
    note("decision:Move in May");
    note("change request: A second lorry");
    const Action *action = only(ENTITY_ACTION);
    assert_string_equal(action->title, "Buy a tarpaulin");
    assert_int_equal(action->source, any_id(&risk_entity, 1));
    assert_int_equal(action->opened_on, plan()->today);
    const Issue *issue = only(ENTITY_ISSUE);
    assert_string_equal(issue->title, "The roof leaks");
    assert_int_equal(issue->source, any_id(&risk_entity, 1));
    const Decision *decision = only(ENTITY_DECISION);
    assert_string_equal(decision->title, "Move in May");
    assert_int_equal(decision->about, any_id(&risk_entity, 1));
    assert_int_equal(plan_count(plan(), ENTITY_CHANGE_REQUEST), 1);
    assert_int_equal(plan_count(plan(), ENTITY_CROSS_REFERENCE), 1); /* what a change request affects may be many */
    for (int i = 0; i < 4; i++)
        press("u");
    assert_int_equal(plan_count(plan(), ENTITY_ACTION) + plan_count(plan(), ENTITY_ISSUE) +
                         plan_count(plan(), ENTITY_DECISION) + plan_count(plan(), ENTITY_CHANGE_REQUEST) +
                         plan_count(plan(), ENTITY_CROSS_REFERENCE),
                     0);
}

static void nothing_is_noted_without_words(void **state)
{
    (void)state;
    note("action:");
    assert_shows("an action needs a name");
    press("esc");
    assert_int_equal(plan_count(plan(), ENTITY_ACTION), 0);
    press("esc d y"); /* without a record there is nothing to be about */
    assert_int_equal(plan_count(plan(), ENTITY_RISK), 0);
    press("'");
    assert_shows("Nothing is selected");
}

/* The remark goes with what it is about, and comes back with it. */
static void a_remark_goes_with_its_record(void **state)
{
    (void)state;
    note("wet");
    press("d y");
    assert_int_equal(plan_count(plan(), ENTITY_REMARK), 0);
    press("u");
    assert_int_equal(plan_count(plan(), ENTITY_RISK), 1);
    assert_int_equal(((const Remark *)only(ENTITY_REMARK))->about, any_id(&risk_entity, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_without_a_type_is_a_remark, open_risks, close_board),
        cmocka_unit_test_setup_teardown(the_type_stands_in_front, open_risks, close_board),
        cmocka_unit_test_setup_teardown(nothing_is_noted_without_words, open_risks, close_board),
        cmocka_unit_test_setup_teardown(a_remark_goes_with_its_record, open_risks, close_board),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
