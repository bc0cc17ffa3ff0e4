/*
 * A baseline in the file: kept, checked, deleted as a whole and brought back.
 */
#include "fixture.h"

#include "steerco/analysis/analysis.h"
#include "steerco/planning/baseline.h"
#include "steerco/records/records.h"

static void take_baseline(Fixture *f, const char *name)
{
    assert_done(analysis_update(&f->plan, &f->error), f);
    begin(f, "take a baseline");
    assert_done(baseline_take(&f->set, &f->plan, name, NULL, &f->error), f);
    commit(f);
    assert_done(change_check(&f->set, &f->plan, &f->error), f);
}

static void a_baseline_is_kept_and_goes_as_a_whole(void **state)
{
    Fixture *f = *state;
    bool changed;
    Id task = add_task(f, "Order servers");
    add_task(f, "Move in");
    take_baseline(f, "Contract");
    reopen(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_BASELINE_TASK), 2);
    Id baseline = baseline_current(&f->plan);
    assert_int_equal(plan_baseline_task(&f->plan, 0)->baseline, baseline);
    assert_int_equal(plan_baseline_task(&f->plan, 0)->task, task);
    assert_done(analysis_update(&f->plan, &f->error), f);
    assert_int_equal(plan_baseline_dates(&f->plan, task).finish_variance, 0);

    begin(f, "compare with it");
    change_field(&f->set, &f->plan, &board_entity, Board, f->board, baseline, value_number(baseline));
    commit(f);
    begin(f, "drop the baseline");
    change_delete(&f->set, &f->plan, &baseline_entity, baseline);
    commit(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_BASELINE_TASK), 0);
    assert_int_equal(plan_board(&f->plan)->baseline, 0);
    assert_done(store_verify(f->store, &f->error), f);

    change_release(&f->set);
    assert_done(store_undo(f->store, &f->plan, 0, &f->set, &f->error), f);
    assert_done(store_commit(f->store, &f->set, &f->conflicts, &f->error), f);
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_done(change_check(&f->set, &f->plan, &f->error), f);
    assert_int_equal(plan_count(&f->plan, ENTITY_BASELINE_TASK), 2);
    assert_int_equal(plan_board(&f->plan)->baseline, baseline);
    assert_done(store_verify(f->store, &f->error), f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(a_baseline_is_kept_and_goes_as_a_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
