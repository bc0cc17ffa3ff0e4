/*
 * Baselines: taken from the schedule, compared with it, and left alone. The project starts on Monday 2 March 2026 at
 * 08:00; Anna costs 60 an hour and 100 a time, both in cents here.
 */
#include "plan_fixture.h"

#include "steerco/model/change.h"
#include "steerco/planning/baseline.h"
#include "steerco/records/records.h"

static void commit(Plan *plan, ChangeSet *set)
{
    Error error = {0};
    set->sequence = plan->sequence + 1;
    plan_apply(plan, set);
    assert_true(change_check(set, plan, &error));
    change_release(set);
}

/* Take a baseline into the plan, its provisional ids kept. */
static void take(Plan *plan, const char *name)
{
    ChangeSet set = {0};
    Error error = {0};
    change_begin(&set, plan, "test", "take a baseline");
    set.last_provisional = -(Id)fixture_next_id(plan);
    fixture_schedule(plan);
    assert_true(baseline_take(&set, plan, name, NULL, &error));
    /* As the store does: real ids for provisional ones. */
    for (size_t i = 0; i < set.changes.count; i++) {
        Change *change = &set.changes.items[i];
        if (change->entity == &baseline_task_entity)
            ((BaselineTask *)change->record)->baseline *= -1;
        ((Record *)change->record)->id *= -1;
        change->id *= -1;
    }
    commit(plan, &set);
    fixture_schedule(plan);
}

static const BaselineTask *taken_of(const Plan *plan, Id task)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BASELINE_TASK); row++)
        if (plan_baseline_task(plan, row)->task == task)
            return plan_baseline_task(plan, row);
    fail();
    return NULL;
}

static void a_baseline_holds_dates_work_and_cost_of_each_task(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "9d"), a = fixture_child(&plan, p, "A", "2d"),
       b = fixture_child(&plan, p, "B", "1d");
    Id anna = fixture_resource(&plan, "Anna", 0), off = fixture_task(&plan, "Off", "1d");
    fixture_edit_task(&plan, off)->inactive = true;
    fixture_edit_task(&plan, a)->fixed_cost = 5000;
    fixture_link(&plan, a, "FS", b);
    Id half = fixture_assign(&plan, a, anna);
    ((Assignment *)fixture_edit(&plan, ENTITY_ASSIGNMENT, half))->units = 5000;
    ((Resource *)fixture_edit(&plan, ENTITY_RESOURCE, anna))->standard_rate = 6000;
    ((Resource *)fixture_edit(&plan, ENTITY_RESOURCE, anna))->cost_per_use = 100;
    take(&plan, "Contract");
    assert_int_equal(plan_count(&plan, ENTITY_BASELINE), 1);
    assert_int_equal(plan_count(&plan, ENTITY_BASELINE_TASK), 3);
    assert_instant(taken_of(&plan, p)->start, "Mon 2 Mar 08:00");
    assert_instant(taken_of(&plan, p)->finish, "Wed 4 Mar 17:00");
    assert_int_equal(taken_of(&plan, p)->duration, fixture_duration("3d"));
    assert_int_equal(taken_of(&plan, p)->cost, MONEY_NONE);
    assert_int_equal(taken_of(&plan, a)->duration, fixture_duration("2d"));
    assert_int_equal(duration_amount(taken_of(&plan, a)->work), DAY); /* half of two days */
    assert_int_equal(taken_of(&plan, a)->cost, 5000 + 8 * 6000 + 100);
    assert_string_equal(taken_of(&plan, a)->name, "A");
    assert_int_equal(taken_of(&plan, b)->work, DURATION_NONE);
    plan_release(&plan);
}

static void variance_counts_working_time_since_the_baseline(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "4d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_schedule(&plan);
    assert_int_equal(plan_baseline_dates(&plan, a).start, INSTANT_NONE);
    take(&plan, "Contract");
    fixture_edit_task(&plan, a)->duration = fixture_duration("5d");
    Id later = fixture_task(&plan, "Later", "1d");
    fixture_constrain(&plan, a, CONSTRAINT_START_NO_EARLIER, "2026-03-03T08:00");
    fixture_schedule(&plan);
    /* A was Mon–Thu, is Tue–Mon: a day later at the start, two at the finish. B was Friday, is Tuesday. */
    const BaselineDates dates = plan_baseline_dates(&plan, a);
    assert_instant(dates.start, "Mon 2 Mar 08:00");
    assert_instant(dates.finish, "Thu 5 Mar 17:00");
    assert_int_equal(dates.start_variance, DAY);
    assert_int_equal(dates.finish_variance, 2 * DAY);
    assert_int_equal(plan_baseline_dates(&plan, b).finish_variance, 2 * DAY);
    assert_int_equal(plan_baseline_dates(&plan, later).start, INSTANT_NONE);
    assert_int_equal(plan_baseline_dates(&plan, later).start_variance, INT32_MIN);
    fixture_edit_task(&plan, b)->inactive = true;
    fixture_schedule(&plan);
    assert_int_equal(plan_baseline_dates(&plan, b).start_variance, INT32_MIN);
    assert_instant(plan_baseline_dates(&plan, b).start, "Fri 6 Mar 08:00");
    plan_release(&plan);
}

/* Agreed until Wed 4 March; with 5d it ends on Fri 6 March, two days later. */
static void the_slip_of_the_project_is_its_finish_against_the_baseline(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "3d");
    fixture_schedule(&plan);
    assert_int_equal(schedule_figures(&plan).slip, INT32_MIN);
    take(&plan, "First");
    fixture_schedule(&plan);
    assert_int_equal(schedule_figures(&plan).slip, 0);
    fixture_edit_task(&plan, a)->duration = fixture_duration("5d");
    fixture_schedule(&plan);
    assert_int_equal(schedule_figures(&plan).slip, 2 * DAY);
    plan_release(&plan);
}

static void the_board_compares_with_the_newest_or_the_one_it_names(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    take(&plan, "First");
    Id first = baseline_current(&plan);
    fixture_edit_task(&plan, a)->duration = fixture_duration("2d");
    take(&plan, "Second");
    assert_int_not_equal(baseline_current(&plan), first);
    assert_int_equal(plan_baseline_dates(&plan, a).finish_variance, 0);
    fixture_board(&plan)->baseline = first;
    fixture_schedule(&plan);
    assert_int_equal(plan_baseline_dates(&plan, a).finish_variance, DAY);
    plan_release(&plan);
}

static void no_baseline_of_nothing(void **state)
{
    (void)state;
    Plan plan;
    ChangeSet set = {0};
    Error error = {0};
    plan_fixture(&plan);
    change_begin(&set, &plan, "test", "");
    assert_false(baseline_take(&set, &plan, "Early", NULL, &error));
    assert_string_equal(error.text, "no baseline can be taken of a plan that is not scheduled");
    fixture_schedule(&plan);
    assert_false(baseline_take(&set, &plan, "Empty", NULL, &error));
    assert_string_equal(error.text, "no baseline can be taken of a plan without tasks");
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, b, "FS", a);
    assert_false(analysis_update(&plan, &error));
    assert_false(baseline_take(&set, &plan, "Circle", NULL, &error));
    assert_int_equal(set.changes.count, 0);
    change_release(&set);
    plan_release(&plan);
}

static void refused(Plan *plan, ChangeSet *set, const char *sentence)
{
    Error error = {0};
    plan_apply(plan, set);
    assert_false(change_check(set, plan, &error));
    assert_non_null(strstr(error.text, sentence));
    change_release(set);
}

static void what_was_taken_is_never_changed(void **state)
{
    (void)state;
    Plan plan;
    ChangeSet set = {0};
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    take(&plan, "Contract");
    Id baseline = baseline_current(&plan), row = taken_of(&plan, a)->record.id;
    change_begin(&set, &plan, "test", "");
    change_field(&set, &plan, &baseline_task_entity, BaselineTask, row, cost, value_number(1));
    refused(&plan, &set, "a baseline task is never changed once it was taken");
    change_begin(&set, &plan, "test", "");
    change_field(&set, &plan, &baseline_entity, Baseline, baseline, name, value_text("Other"));
    refused(&plan, &set, "a baseline is never changed once it was taken");
    change_begin(&set, &plan, "test", "");
    change_delete(&set, &plan, &baseline_task_entity, row);
    refused(&plan, &set, "a baseline task is only deleted together with its baseline");
    plan_release(&plan);
}

static void a_row_outlives_its_task_and_goes_with_its_baseline(void **state)
{
    (void)state;
    Plan plan;
    ChangeSet set = {0};
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    fixture_task(&plan, "B", "1d");
    take(&plan, "Contract");
    change_begin(&set, &plan, "test", "");
    change_delete(&set, &plan, &task_entity, a);
    commit(&plan, &set);
    fixture_schedule(&plan);
    assert_string_equal(taken_of(&plan, 0)->name, "A");
    fixture_board(&plan)->baseline = baseline_current(&plan);
    change_begin(&set, &plan, "test", "");
    change_delete(&set, &plan, &baseline_entity, baseline_current(&plan));
    commit(&plan, &set);
    assert_int_equal(plan_count(&plan, ENTITY_BASELINE_TASK), 0);
    assert_int_equal(plan_board(&plan)->baseline, 0);
    assert_int_equal(baseline_current(&plan), 0);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_baseline_holds_dates_work_and_cost_of_each_task),
        cmocka_unit_test(variance_counts_working_time_since_the_baseline),
        cmocka_unit_test(the_board_compares_with_the_newest_or_the_one_it_names),
        cmocka_unit_test(no_baseline_of_nothing),
        cmocka_unit_test(what_was_taken_is_never_changed),
        cmocka_unit_test(a_row_outlives_its_task_and_goes_with_its_baseline),
        cmocka_unit_test(the_slip_of_the_project_is_its_finish_against_the_baseline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
