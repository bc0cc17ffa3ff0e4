/*
 * Change sets on a small plan in memory.
 */
#include "small_plan.h"

static void setting_a_field_keeps_what_was_before(void **state)
{
    Fixture *fixture = *state;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, name, value_text("Teach"));
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, name, value_text("Coach"));
    assert_int_equal(fixture->set.changes.count, 1);
    assert_string_equal(fixture->set.changes.items[0].before.text, "Train");
    assert_string_equal(applied(fixture), "Prepare(Order Install) Coach");
}

static void setting_what_is_there_already_is_no_change(void **state)
{
    Fixture *fixture = *state;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, name, value_text("Train"));
    assert_int_equal(fixture->set.changes.count, 0);
}

static void deleting_takes_along_what_cannot_be_without(void **state)
{
    Fixture *fixture = *state;
    change_delete(&fixture->set, &fixture->plan, &task_entity, 1);
    assert_string_equal(applied(fixture), "Train");
    assert_int_equal(plan_count(&fixture->plan, ENTITY_LINK), 0);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_ASSIGNMENT), 0);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_RESOURCE), 1);
}

static void deleting_detaches_what_can_be_without(void **state)
{
    Fixture *fixture = *state;
    Risk risk = {.record = {1, 1}};
    record_init(&risk_entity, &risk);
    risk.title = "Late delivery";
    risk.task = 2;
    plan_add(&fixture->plan, ENTITY_RISK, &risk);
    change_delete(&fixture->set, &fixture->plan, &task_entity, 2);
    applied(fixture);
    assert_int_equal(plan_risk(&fixture->plan, 0)->task, 0);
}

/* What the same set has just made refer to it, in an old record and in a new one, refers to it no more. */
static void deleting_detaches_what_the_set_refers_to(void **state)
{
    Fixture *fixture = *state;
    Risk risk = {.record = {1, 1}};
    record_init(&risk_entity, &risk);
    risk.title = "Late delivery";
    plan_add(&fixture->plan, ENTITY_RISK, &risk);
    change_field(&fixture->set, &fixture->plan, &risk_entity, Risk, 1, task, value_number(4));
    Risk *fresh = change_create(&fixture->set, &risk_entity);
    fresh->title = "Nobody comes";
    fresh->task = 4;
    change_delete(&fixture->set, &fixture->plan, &task_entity, 4);
    assert_int_equal(fresh->task, 0);
    applied(fixture);
    assert_null(plan_find(&fixture->plan, ENTITY_TASK, 4));
    assert_int_equal(plan_risk(&fixture->plan, 0)->task, 0);
}

/* As a damaged file may have them. */
static void tasks_below_each_other_are_deleted_all_the_same(void **state)
{
    Fixture *fixture = *state;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 1, parent, value_number(2));
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 2, parent, value_number(1));
    plan_apply(&fixture->plan, &fixture->set);
    change_release(&fixture->set);
    change_begin(&fixture->set, &fixture->plan, "test", "delete");
    change_delete(&fixture->set, &fixture->plan, &task_entity, 1);
    plan_apply(&fixture->plan, &fixture->set);
    assert_null(plan_find(&fixture->plan, ENTITY_TASK, 1));
    assert_null(plan_find(&fixture->plan, ENTITY_TASK, 2));
}

static void the_inverse_brings_everything_back(void **state)
{
    Fixture *fixture = *state;
    ChangeSet inverse;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, name, value_text("Coach"));
    change_delete(&fixture->set, &fixture->plan, &task_entity, 1);
    change_invert(&fixture->set, &inverse);
    assert_string_equal(applied(fixture), "Coach");
    plan_apply(&fixture->plan, &inverse);
    change_release(&inverse);
    assert_string_equal(outline_words(fixture), "Prepare(Order Install) Train");
    assert_int_equal(plan_count(&fixture->plan, ENTITY_LINK), 2);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_ASSIGNMENT), 1);
}

static void rules_across_fields_are_checked_after_the_change(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 1, parent, value_number(2));
    plan_apply(&fixture->plan, &fixture->set);
    assert_false(change_check(&fixture->set, &fixture->plan, &error));
    assert_string_equal(error.text, "T-1: 'Prepare' cannot lie below itself");
    outline_build(&fixture->plan, &fixture->plan.results->outline); /* and even such a plan has an outline */
    assert_int_equal(fixture->plan.results->outline.count, 4);
}

static void a_ledger_entry_is_never_changed(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    CostEntry entry = {.record = {1, 1}};
    record_init(&cost_entry_entity, &entry);
    entry.amount = 100, entry.booked_on = 0;
    plan_add(&fixture->plan, ENTITY_COST_ENTRY, &entry);
    change_field(&fixture->set, &fixture->plan, &cost_entry_entity, CostEntry, 1, amount, value_number(200));
    assert_false(change_check(&fixture->set, &fixture->plan, &error));
    assert_string_equal(error.text, "E-1: a cost entry is never changed or deleted; add one that reverses it");
}

static void changes_are_put_in_words(void **state)
{
    Fixture *fixture = *state;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, duration,
                 value_number(duration_make(960, UNIT_DAYS)));
    buffer_clear(&fixture->words);
    change_describe(&fixture->set.changes.items[0], &fixture->plan, &fixture->words);
    assert_string_equal(buffer_text(&fixture->words), "T-4 Train: duration 1d → 2d");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(setting_a_field_keeps_what_was_before),
        TEST(setting_what_is_there_already_is_no_change),
        TEST(deleting_takes_along_what_cannot_be_without),
        TEST(tasks_below_each_other_are_deleted_all_the_same),
        TEST(deleting_detaches_what_can_be_without),
        TEST(deleting_detaches_what_the_set_refers_to),
        TEST(the_inverse_brings_everything_back),
        TEST(rules_across_fields_are_checked_after_the_change),
        TEST(a_ledger_entry_is_never_changed),
        TEST(changes_are_put_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
