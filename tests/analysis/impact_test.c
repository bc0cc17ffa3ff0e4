/*
 * Two states of a small plan laid side by side; every figure worked out by hand beside the expectation.
 */
#include "plan_fixture.h"

#include "steerco/analysis/steering/impact.h"

/*
 * Monday 2 March 2026 on: Dig 3d (Mon–Wed), Pour 2d (Thu–Fri 6 March), and beside them Permit 1d (Mon). The milestone
 * Done follows both; Anna digs, full time.
 */
typedef struct House {
    Plan plan;
    Id dig, pour, permit, done, anna;
} House;

static void build(House *house)
{
    plan_fixture(&house->plan);
    house->dig = fixture_task(&house->plan, "Dig", "3d");
    house->pour = fixture_task(&house->plan, "Pour", "2d");
    house->permit = fixture_task(&house->plan, "Permit", "1d");
    house->done = fixture_task(&house->plan, "Done", "0d");
    fixture_link(&house->plan, house->dig, "FS", house->pour);
    fixture_link(&house->plan, house->pour, "FS", house->done);
    fixture_link(&house->plan, house->permit, "FS", house->done);
    house->anna = fixture_resource(&house->plan, "Anna", 0);
    fixture_assign(&house->plan, house->dig, house->anna);
    fixture_schedule(&house->plan);
}

static Id add_line(Plan *plan, int category, Money amount)
{
    BudgetLine line = {0};
    record_init(&budget_line_entity, &line);
    line.record.id = fixture_next_id(plan);
    line.record.board = plan->board;
    line.description = "Line";
    line.category = (uint8_t)category;
    line.amount = amount;
    plan_add(plan, ENTITY_BUDGET_LINE, &line);
    return line.record.id;
}

static void assert_words(const Plan *before, const Plan *after, const char *expected)
{
    Impact impact;
    Buffer words = {0};
    impact_compare(before, after, &impact);
    impact_word(&impact, &words);
    assert_string_equal(buffer_text(&words), expected);
    buffer_release(&words);
    impact_release(&impact);
}

static void two_states_that_are_alike_differ_in_nothing(void **state)
{
    (void)state;
    House house;
    Plan copy;
    build(&house);
    plan_copy(&house.plan, &copy);
    fixture_schedule(&copy);
    assert_words(&house.plan, &copy,
                 "Finish: 06 Mar 26, unchanged\nCost at completion in EUR: 0.00, unchanged\nWork: 3d, unchanged\n");
    plan_release(&copy);
    plan_release(&house.plan);
}

/*
 * Dig takes 5 days instead of 3: it ends Fri 6 March, Pour Mon and Tue, so Done moves from Fri 6 to Tue 10 March: 2
 * working days. Anna has 5 days of work instead of 3; in that week she offers 5, so her load goes from 60 % to 100 %.
 * Permit could slip 4 days (Mon to Fri) and can slip 6 now. Moved are Dig, Pour and Done.
 */
static void a_longer_task_moves_what_follows(void **state)
{
    (void)state;
    House house;
    Plan after;
    build(&house);
    plan_copy(&house.plan, &after);
    fixture_edit_task(&after, house.dig)->duration = fixture_duration("5d");
    fixture_schedule(&after);
    assert_words(&house.plan, &after,
                 "Finish: 06 Mar 26 → 10 Mar 26, +2d\n"
                 "Cost at completion in EUR: 0.00, unchanged\n"
                 "Work: 3d → 5d, +2d\n"
                 "Work by person\n  Anna: 3d → 5d, +2d\n"
                 "Load in the fullest week\n  Anna: 60% → 100%, +40%\n"
                 "Milestones\n  T-5 Done: 06 Mar 26 → 10 Mar 26, +2d\n"
                 "Tasks that move: 3\n");
    plan_release(&after);
    plan_release(&house.plan);
}

/*
 * Permit takes 5 days, Mon to Fri, as long as Dig and Pour together: its slack of 4 days is gone, and critical are four
 * tasks instead of three (Dig, Pour and Done were). It alone moves, since it ends later.
 */
static void a_task_that_becomes_critical_is_told_with_its_slack(void **state)
{
    (void)state;
    House house;
    Plan after;
    build(&house);
    plan_copy(&house.plan, &after);
    fixture_edit_task(&after, house.permit)->duration = fixture_duration("5d");
    fixture_schedule(&after);
    assert_words(&house.plan, &after,
                 "Finish: 06 Mar 26, unchanged\n"
                 "Cost at completion in EUR: 0.00, unchanged\n"
                 "Work: 3d, unchanged\n"
                 "Critical tasks: 3 → 4, +1\n"
                 "Slack of tasks that become critical, or are so no more\n  T-4 Permit: 4d → 0d, -4d\n"
                 "Tasks with less slack than before: 1\n"
                 "Tasks that move: 1\n");
    plan_release(&after);
    plan_release(&house.plan);
}

/*
 * A line of 1,000.00 for equipment becomes one of 1,250.50, and travel for 80.00 comes along: 1,000.00 + 330.50 in all.
 * Dig has a fixed cost of 12.00 now.
 */
static void cost_is_told_by_category(void **state)
{
    (void)state;
    House house;
    Plan after;
    build(&house);
    Id equipment = add_line(&house.plan, 2, 100000);
    fixture_schedule(&house.plan);
    plan_copy(&house.plan, &after);
    ((BudgetLine *)fixture_edit(&after, ENTITY_BUDGET_LINE, equipment))->amount = 125050;
    add_line(&after, 5, 8000);
    fixture_edit_task(&after, house.dig)->fixed_cost = 1200;
    fixture_schedule(&after);
    char expected[400];
    snprintf(expected, sizeof expected,
             "Finish: 06 Mar 26, unchanged\n"
             "Cost at completion in EUR: 1,000.00 → 1,330.50, +330.50\n"
             "Cost by category\n  %s: 1,000.00 → 1,250.50, +250.50\n  %s: 0.00 → 80.00, +80.00\n"
             "Fixed costs of tasks: 0.00 → 12.00, +12.00\n"
             "Work: 3d, unchanged\n",
             budget_categories[2], budget_categories[5]);
    assert_words(&house.plan, &after, expected);
    plan_release(&after);
    plan_release(&house.plan);
}

/* A milestone that is gone has no date afterwards, one that is new none before and no code, whatever its id is. */
static void what_comes_and_goes_has_one_date(void **state)
{
    (void)state;
    House house;
    Impact first, second;
    Plan after[2];
    char one[IMPACT_DIGEST], other[IMPACT_DIGEST];
    build(&house);
    for (int i = 0; i < 2; i++) {
        plan_copy(&house.plan, &after[i]);
        plan_remove(&after[i], ENTITY_TASK, plan_row(&after[i], ENTITY_TASK, house.done));
        for (uint32_t row = plan_count(&after[i], ENTITY_LINK); row-- > 0;)
            if (plan_link(&after[i], row)->successor == house.done)
                plan_remove(&after[i], ENTITY_LINK, row);
        Task task = {0};
        record_init(&task_entity, &task);
        task.record.id = i == 0 ? -1 : 500;
        task.record.board = after[i].board;
        task.position = 9;
        task.name = "Party";
        task.duration = duration_make(0, UNIT_DAYS);
        plan_add(&after[i], ENTITY_TASK, &task);
        fixture_schedule(&after[i]);
    }
    impact_compare(&house.plan, &after[0], &first);
    impact_compare(&house.plan, &after[1], &second);
    const ImpactRow *row = impact_row(&first, IMPACT_MILESTONE);
    assert_string_equal(row->code, "new");
    assert_string_equal(row->name, "Party");
    assert_true(row->before == NUMBER_NONE);
    assert_instant((Instant)row->after, "Mon 2 Mar 08:00");
    assert_string_equal(row[1].code, "T-5");
    assert_true(row[1].after == NUMBER_NONE);
    impact_digest(&first, one);
    impact_digest(&second, other);
    assert_string_equal(one, other);
    impact_release(&first);
    impact_release(&second);
    plan_release(&after[0]);
    plan_release(&after[1]);
    plan_release(&house.plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_states_that_are_alike_differ_in_nothing),
        cmocka_unit_test(a_longer_task_moves_what_follows),
        cmocka_unit_test(a_task_that_becomes_critical_is_told_with_its_slack),
        cmocka_unit_test(cost_is_told_by_category),
        cmocka_unit_test(what_comes_and_goes_has_one_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
