/* The order of a network, and the links that no order can satisfy. */
#include "plan_fixture.h"

#include "steerco/analysis/network.h"
#include "steerco/records/records.h"

/* A plan whose links go round in a circle: what analysis says of it. The tasks are T-2, T-3, … in this order. */
static void assert_refused(Plan *plan, const char *expected)
{
    Error error = {0};
    assert_false(analysis_update(plan, &error));
    assert_string_equal(error.text, expected);
    assert_true(plan->results->unscheduled);
}

static void a_loop_is_printed_in_the_direction_of_its_links(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    fixture_task(&plan, "D", "1d");
    fixture_link(&plan, a, "FS", c);
    fixture_link(&plan, c, "SS", b);
    fixture_link(&plan, b, "FF", a);
    assert_refused(&plan, "the links go round in a circle: T-2 → T-4 → T-3 → T-2");
    plan_release(&plan);
}

static void a_loop_leaves_out_the_tasks_that_lead_to_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    Id d = fixture_task(&plan, "D", "1d");
    fixture_link(&plan, d, "FS", a);
    fixture_link(&plan, c, "FS", d);
    fixture_link(&plan, b, "FS", c);
    fixture_link(&plan, c, "FS", b);
    assert_refused(&plan, "the links go round in a circle: T-3 → T-4 → T-3");
    plan_release(&plan);
}

static void a_task_linked_with_itself_is_a_loop(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    fixture_link(&plan, a, "FS", a);
    assert_refused(&plan, "the links go round in a circle: T-2 → T-2");
    plan_release(&plan);
}

/* A (in P) → Q, D (in Q) → P: every task of Q waits for A, and A for D. */
static void a_loop_through_summaries_names_the_ends_of_its_links(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), a = fixture_child(&plan, p, "A", "1d");
    Id q = fixture_task(&plan, "Q", "0d"), inner = fixture_child(&plan, q, "Inner", "0d");
    Id d = fixture_child(&plan, inner, "D", "1d");
    fixture_link(&plan, a, "FS", q);
    fixture_link(&plan, d, "FS", p);
    assert_refused(&plan, "the links go round in a circle: T-2 → T-3 → T-4 → T-6 → T-2");
    plan_release(&plan);
}

/* P → X → A in P: X waits for all of P, which contains A. */
static void a_loop_out_of_a_summary_and_back_into_it_is_found(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), a = fixture_child(&plan, p, "A", "1d"), x = fixture_task(&plan, "X", "1d");
    fixture_link(&plan, p, "FS", x);
    fixture_link(&plan, x, "FS", a);
    assert_refused(&plan, "the links go round in a circle: T-2 → T-4 → T-3 → T-2");
    plan_release(&plan);
}

static void a_long_loop_is_cut(void **state)
{
    (void)state;
    Plan plan;
    Id tasks[50];
    Error error = {0};
    plan_fixture(&plan);
    for (int i = 0; i < 50; i++)
        tasks[i] = fixture_task(&plan, "Task", "1d");
    for (int i = 0; i < 50; i++)
        fixture_link(&plan, tasks[i], "FS", tasks[(i + 1) % 50]);
    assert_false(analysis_update(&plan, &error));
    assert_non_null(strstr(error.text, "T-2 → T-3 → "));
    assert_non_null(strstr(error.text, "T-21 → 30 more → T-2"));
    plan_release(&plan);
}

static void a_summary_cannot_be_linked_with_a_task_inside_it(void **state)
{
    (void)state;
    static const char expected[] =
        "T-2 and T-4 are linked, but T-4 lies in T-2: a summary task can only be linked with tasks outside";
    for (int way = 0; way < 2; way++) {
        Plan plan;
        plan_fixture(&plan);
        Id outer = fixture_task(&plan, "Outer", "0d"), inner = fixture_child(&plan, outer, "Inner", "0d");
        Id a = fixture_child(&plan, inner, "A", "1d");
        fixture_link(&plan, way ? a : outer, "SS", way ? outer : a);
        assert_refused(&plan, expected);
        plan_release(&plan);
    }
}

static void an_unscheduled_plan_has_undefined_dates_until_it_is_mended(void **state)
{
    (void)state;
    Plan plan;
    Error error = {0};
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, b, "FS", a);
    assert_false(analysis_update(&plan, &error));
    assert_false(analysis_update(&plan, &error)); /* asked again, it says so again */
    assert_int_equal(fixture_dates(&plan, a)->start, INSTANT_NONE);
    assert_int_equal(plan.results->finish, INSTANT_NONE);
    plan_remove(&plan, ENTITY_LINK, 1);
    fixture_schedule(&plan);
    assert_dates(&plan, b, "Tue 3 Mar 08:00", "Tue 3 Mar 17:00");
    plan_release(&plan);
}

/* Every link, and every summary's entry and exit, has its earlier node before its later one. */
static void assert_in_order(const Network *network)
{
    for (uint32_t n = 0; n < network->count; n++)
        for (uint32_t i = network->nodes[n].links; i < network->nodes[n + 1].links; i++)
            assert_true(network->links[i].from < n);
    for (uint32_t n = 0; n < network->count; n++) {
        const Summary *around = &network->summaries[network->nodes[n].summary];
        assert_in_range(n, around->entry, around->exit);
    }
    for (uint32_t s = 1; s < network->summary_count; s++) {
        const Summary *inside = &network->summaries[s], *around = &network->summaries[inside->parent];
        assert_true(around->entry < inside->entry && inside->exit < around->exit);
    }
}

/* Links against the outline order, into and out of nested summaries. */
static void everything_comes_after_what_it_waits_for(void **state)
{
    (void)state;
    Plan plan;
    Network network = {0};
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), inner = fixture_child(&plan, p, "Inner", "0d");
    Id a = fixture_child(&plan, inner, "A", "1d"), b = fixture_child(&plan, p, "B", "1d");
    Id q = fixture_task(&plan, "Q", "0d"), c = fixture_child(&plan, q, "C", "1d");
    Id x = fixture_task(&plan, "X", "1d"), y = fixture_task(&plan, "Y", "1d");
    fixture_link(&plan, y, "FS", inner);
    fixture_link(&plan, q, "FF", y);
    fixture_link(&plan, x, "SS", c);
    fixture_link(&plan, b, "FS", a);
    results_index(&plan, plan.results);
    assert_true(network_build(&plan, plan.results, &network, NULL));
    assert_int_equal(network.count, 2 + 3 * 2 + 5); /* the project, three summaries, five tasks */
    assert_int_equal(network.link_count, 4);
    assert_in_order(&network);
    network_release(&network);
    plan_release(&plan);
}

/* Why here? */

static void assert_explained(const Plan *plan, Id task, const char *expected)
{
    Buffer out = {0};
    schedule_explain(plan, task, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void a_start_is_explained_by_what_decided_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "Order servers", "1d"), b = fixture_task(&plan, "Install", "1d");
    Id m = fixture_task(&plan, "Delivered", "0d"), c = fixture_task(&plan, "Test", "1d");
    Id d = fixture_task(&plan, "Demo", "1d"), e = fixture_task(&plan, "Done", "1d");
    Id sum = fixture_task(&plan, "Phase", "0d"), f = fixture_child(&plan, sum, "Inside", "1d");
    Id g = fixture_task(&plan, "Audit", "1d"), h = fixture_task(&plan, "Dropped", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, a, "FS", m);
    fixture_link(&plan, a, "SS+2d", c);
    fixture_constrain(&plan, d, CONSTRAINT_START_NO_EARLIER, "2026-03-05T08:00");
    fixture_edit_task(&plan, e)->actual_start = fixture_instant("2026-03-03T09:00");
    fixture_link(&plan, b, "FS", sum);
    fixture_link(&plan, b, "FS", g);
    fixture_constrain(&plan, g, CONSTRAINT_MUST_START_ON, "2026-03-02T13:00");
    fixture_edit_task(&plan, h)->inactive = true;
    fixture_schedule(&plan);
    assert_explained(&plan, a, "T-2 'Order servers' starts Mon 02 Mar 26 08:00 because the project starts then");
    assert_explained(
        &plan, b,
        "T-3 'Install' starts Tue 03 Mar 26 08:00 because T-2 'Order servers' finishes Mon 02 Mar 26 17:00 "
        "(FS)");
    assert_explained(&plan, m,
                     "T-4 'Delivered' starts Mon 02 Mar 26 17:00 because T-2 'Order servers' finishes then (FS)");
    assert_explained(&plan, c,
                     "T-5 'Test' starts Wed 04 Mar 26 08:00 because T-2 'Order servers' starts Mon 02 Mar 26 08:00 "
                     "(SS+2d)");
    assert_explained(
        &plan, d,
        "T-6 'Demo' starts Thu 05 Mar 26 08:00 because of its constraint 'start no earlier than' Thu 05 Mar "
        "26 08:00");
    assert_explained(&plan, e, "T-7 'Done' starts Tue 03 Mar 26 09:00 because it was started then");
    assert_explained(&plan, f,
                     "T-9 'Inside' starts Wed 04 Mar 26 08:00 because T-3 'Install' finishes Tue 03 Mar 26 17:00 (FS), "
                     "which all of T-8 'Phase' waits for");
    assert_explained(&plan, sum, "T-8 'Phase' starts Wed 04 Mar 26 08:00 because its task T-9 'Inside' starts then");
    assert_explained(&plan, g,
                     "T-10 'Audit' starts Mon 02 Mar 26 13:00 because of its constraint 'must start on' Mon 02 Mar 26 "
                     "13:00");
    assert_explained(&plan, h, "T-11 'Dropped' has no dates because it is inactive");
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loop_is_printed_in_the_direction_of_its_links),
        cmocka_unit_test(a_loop_leaves_out_the_tasks_that_lead_to_it),
        cmocka_unit_test(a_task_linked_with_itself_is_a_loop),
        cmocka_unit_test(a_loop_through_summaries_names_the_ends_of_its_links),
        cmocka_unit_test(a_loop_out_of_a_summary_and_back_into_it_is_found),
        cmocka_unit_test(a_long_loop_is_cut),
        cmocka_unit_test(a_summary_cannot_be_linked_with_a_task_inside_it),
        cmocka_unit_test(an_unscheduled_plan_has_undefined_dates_until_it_is_mended),
        cmocka_unit_test(everything_comes_after_what_it_waits_for),
        cmocka_unit_test(a_start_is_explained_by_what_decided_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
