/*
 * Change sets in line with what a person saw: what is left as it was seen is no change, what was overwritten meanwhile
 * is known by the value before, and the same intentions can be made again from a later plan.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "steerco/model/seen.h"
#include "steerco/records/records.h"

static Plan plan;

static int make_plan(void **state)
{
    (void)state;
    Risk risk;
    plan_init(&plan);
    record_init(&risk_entity, memset(&risk, 0, sizeof risk));
    risk.record.id = 7;
    risk.title = arena_text(&plan.texts, "Rain");
    risk.likelihood = 3;
    plan_add(&plan, ENTITY_RISK, &risk);
    return 0;
}

static int release_plan(void **state)
{
    (void)state;
    plan_release(&plan);
    return 0;
}

static void set(ChangeSet *out, int likelihood, int impact)
{
    change_begin(out, &plan, "test", "");
    change_field(out, &plan, &risk_entity, Risk, 7, likelihood, value_number(likelihood));
    change_field(out, &plan, &risk_entity, Risk, 7, impact, value_number(impact));
}

static void commit_of_another(int likelihood)
{
    ChangeSet other;
    change_begin(&other, &plan, "test", "");
    change_field(&other, &plan, &risk_entity, Risk, 7, likelihood, value_number(likelihood));
    change_field(&other, &plan, &risk_entity, Risk, 7, title, value_text("Flood"));
    plan_apply(&plan, &other);
    change_release(&other);
}

static void what_was_seen_stays_while_the_plan_goes_on(void **state)
{
    (void)state;
    Seen seen = {0};
    seen_add(&seen, &plan, &risk_entity, 7);
    seen_add(&seen, &plan, &risk_entity, 8); /* is not there */
    commit_of_another(5);
    seen_add(&seen, &plan, &risk_entity, 7); /* was seen already */
    const Risk *risk = seen_find(&seen, &risk_entity, 7);
    assert_int_equal(risk->likelihood, 3);
    assert_string_equal(risk->title, "Rain");
    assert_null(seen_find(&seen, &risk_entity, 8));
    assert_null(seen_find(&seen, &task_entity, 7));
    seen_release(&seen);
}

static void the_value_before_is_the_one_that_was_seen(void **state)
{
    (void)state;
    Seen seen = {0};
    ChangeSet mine;
    seen_add(&seen, &plan, &risk_entity, 7);
    commit_of_another(5);
    set(&mine, 4, 2);
    assert_int_equal(mine.changes.items[0].before.number, 5);
    change_as_seen(&mine, &seen);
    assert_int_equal(mine.changes.items[0].before.number, 3);
    assert_int_equal(mine.changes.items[0].after.number, 4);
    change_release(&mine);
    seen_release(&seen);
}

static void what_is_left_as_it_was_seen_is_no_change(void **state)
{
    (void)state;
    Seen seen = {0};
    ChangeSet mine;
    seen_add(&seen, &plan, &risk_entity, 7);
    commit_of_another(5);
    set(&mine, 3, 2);
    assert_int_equal(mine.changes.count, 2);
    change_drop_unmoved(&mine, &seen);
    assert_int_equal(mine.changes.count, 1);
    assert_int_equal(mine.changes.items[0].after.number, 2);
    change_release(&mine);
    seen_release(&seen);
}

static void a_deletion_is_of_the_record_that_was_seen(void **state)
{
    (void)state;
    Seen seen = {0};
    ChangeSet mine;
    seen_add(&seen, &plan, &risk_entity, 7);
    commit_of_another(5);
    change_begin(&mine, &plan, "test", "");
    change_delete(&mine, &plan, &risk_entity, 7);
    change_as_seen(&mine, &seen);
    assert_string_equal(((const Risk *)mine.changes.items[0].record)->title, "Rain");
    change_release(&mine);
    seen_release(&seen);
}

static void intentions_are_made_again_from_a_later_plan(void **state)
{
    (void)state;
    ChangeSet mine, again;
    set(&mine, 4, 2);
    Risk *made = change_create(&mine, &risk_entity);
    made->title = "Frost";
    CostEntry *cost = change_create(&mine, &cost_entry_entity);
    cost->line = made->record.id; /* any reference to a new record */
    commit_of_another(5);
    change_rebase(&mine, &plan, &again);
    change_release(&mine);
    assert_int_equal(again.changes.count, 4);
    assert_int_equal(again.changes.items[0].before.number, 5);
    assert_int_equal(again.changes.items[0].after.number, 4);
    assert_string_equal(((const Risk *)again.changes.items[2].record)->title, "Frost");
    assert_int_equal(((const CostEntry *)again.changes.items[3].record)->line, again.changes.items[2].id);
    change_release(&again);
}

#define WITH_PLAN(test) cmocka_unit_test_setup_teardown(test, make_plan, release_plan)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        WITH_PLAN(what_was_seen_stays_while_the_plan_goes_on),  WITH_PLAN(the_value_before_is_the_one_that_was_seen),
        WITH_PLAN(what_is_left_as_it_was_seen_is_no_change),    WITH_PLAN(a_deletion_is_of_the_record_that_was_seen),
        WITH_PLAN(intentions_are_made_again_from_a_later_plan),
    };
    return cmocka_run_group_tests_name("seen", tests, NULL, NULL);
}
