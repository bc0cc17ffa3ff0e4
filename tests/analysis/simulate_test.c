/*
 * Simulations against figures worked out elsewhere: by mathematics, and by other programs. Days are working days.
 *
 *     build/tests/analysis/simulate_test 1000000     as many iterations of each; 40,000 otherwise
 *
 * A mean may be off by 4 standard errors, sd / √N; a percentile by 4 √(p (1 − p) / N) / f, f being the density there;
 * and each by two minutes, as durations are whole minutes.
 */
#include "plan_fixture.h"

#include <math.h>

#include "steerco/analysis/simulate/draws.h"
#include "steerco/analysis/simulate/simulate.h"
#include "steerco/records/records.h"

static uint32_t iterations = 40000;

static const double MINUTES = 2.0 / 480;

/* ---- plans ---- */

static Duration days(double number)
{
    return duration_make((int64_t)(number * 480 + 0.5), UNIT_DAYS);
}

static Id estimated(Plan *plan, Distribution distribution, double low, double likely, double high)
{
    Id id = fixture_task(plan, "T", "1d");
    Task *task = fixture_edit_task(plan, id);
    task->duration = days(likely);
    task->optimistic = days(low);
    task->most_likely = days(likely);
    task->pessimistic = days(high);
    task->distribution = (uint8_t)distribution;
    return id;
}

static Id after(Plan *plan, Id before, Id task)
{
    if (before)
        fixture_link(plan, before, "FS", task);
    return task;
}

static Risk *risk(Plan *plan, Id first, int percent, double low, double likely, double high)
{
    Risk risk = {.record = {.id = fixture_next_id(plan), .board = plan->board}};
    record_init(&risk_entity, &risk);
    risk.title = "R";
    risk.status = RISK_APPROVED;
    risk.probability = percent * 100;
    risk.task = first;
    risk.delay_minimum = days(low);
    risk.delay_likely = days(likely);
    risk.delay_maximum = days(high);
    plan_add(plan, ENTITY_RISK, &risk);
    return fixture_edit(plan, ENTITY_RISK, risk.record.id);
}

static void hit_too(Plan *plan, const Risk *whose, Id task)
{
    CrossReference reference = {.record = {.id = fixture_next_id(plan), .board = plan->board}};
    record_init(&cross_reference_entity, &reference);
    reference.owner = any_id(&risk_entity, whose->record.id);
    reference.slot = entity_field(&risk_entity, "tasks")->slot;
    reference.target = any_id(&task_entity, task);
    plan_add(plan, ENTITY_CROSS_REFERENCE, &reference);
}

static void hulett_path(Plan *plan, Distribution distribution)
{
    Id a = estimated(plan, distribution, 20, 30, 60);
    Id b = after(plan, a, estimated(plan, distribution, 30, 40, 65));
    after(plan, b, estimated(plan, distribution, 18, 25, 50));
}

/* ---- expectations ---- */

typedef struct Expected {
    double mean, sd, p10, p50, p80, p90, p95, on_time; /* 0 = not known */
} Expected;

static void run(Plan *plan, Simulation *out)
{
    Error error = {0};
    fixture_schedule(plan);
    const SimulationWanted wanted = {.seed = 7, .iterations = iterations, .threads = 2};
    if (!simulate(plan, &wanted, out, &error))
        fail_msg("%s", error.text);
}

static void assert_near(const char *what, double found, double expected, double tolerance)
{
    if (fabs(found - expected) > tolerance)
        fail_msg("%s is %.5f, not %.5f, beyond %.5f", what, found, expected, tolerance);
}

/* What a percentile may be off by: its error in points over the density, read off the curve a hundredth around it. */
static double percentile_error(const Simulation *simulation, double p)
{
    uint32_t n = simulation->iterations;
    size_t low = (size_t)((p - 0.01) * n), high = (size_t)((p + 0.01) * n);
    double density = 0.02 / (simulation->finishes[high] - simulation->finishes[low] + 1e-9);
    return 4 * sqrt(p * (1 - p) / n) / density + MINUTES;
}

static void assert_spread(const Simulation *simulation, const Expected *expected)
{
    const Spread *finish = &simulation->finish;
    double n = simulation->iterations;
    const double points[] = {expected->p10, expected->p50, expected->p80, expected->p90, expected->p95};
    const double found[] = {finish->p10, finish->p50, finish->p80, finish->p90, finish->p95};
    const double shares[] = {0.1, 0.5, 0.8, 0.9, 0.95};
    assert_near("mean", finish->mean, expected->mean, 4 * finish->sd / sqrt(n) + MINUTES);
    if (expected->sd > 0) /* its standard error is about sd √((kurtosis − 1) / 4 N); these are far from 17 */
        assert_near("sd", finish->sd, expected->sd, 8 * finish->sd / sqrt(n) + MINUTES);
    for (int i = 0; i < 5; i++)
        if (points[i] > 0)
            assert_near("percentile", found[i], points[i], percentile_error(simulation, shares[i]));
    if (expected->on_time > 0)
        assert_near("confidence", finish->planned_confidence, expected->on_time,
                    4 * sqrt(expected->on_time * (1 - expected->on_time) / n) + 0.0005);
}

static void expect(Plan *plan, const Expected *expected)
{
    Simulation simulation;
    run(plan, &simulation);
    assert_spread(&simulation, expected);
    simulation_release(&simulation);
    plan_release(plan);
}

static double criticality_of(const Simulation *simulation, Id task)
{
    for (size_t i = 0; i < simulation->tasks.count; i++)
        if (simulation->tasks.items[i].task == task)
            return simulation->tasks.items[i].criticality;
    return -1;
}

/* ---- durations ---- */

static void paths_of_three_triangles(void **state)
{
    (void)state;
    static const struct {
        int paths;
        Expected expected;
    } rows[] = {
        {1, {112.6667, 13.1740, 95.919, 112.072, 123.902, 130.215, 135.392, 0.08618}},
        {2, {120.1304, 11.4223, 0, 119.671, 129.769, 135.213, 0, 0.00743}},
        {3, {124.0256, 0, 0, 0, 132.815, 0, 0, 0}},
        {10, {133.7699, 8.1646, 0, 0, 140.541, 0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Plan plan;
        plan_fixture(&plan);
        for (int path = 0; path < rows[i].paths; path++)
            hulett_path(&plan, DISTRIBUTION_TRIANGULAR);
        expect(&plan, &rows[i].expected);
    }
}

static void paths_of_three_pert_distributions(void **state)
{
    (void)state;
    static const Expected expected[] = {{103.8333, 11.0635, 0, 103.299, 113.192, 0, 0, 0},
                                        {110.0916, 0, 0, 0, 118.146, 0, 0, 0}};
    for (int paths = 1; paths <= 2; paths++) {
        Plan plan;
        plan_fixture(&plan);
        for (int path = 0; path < paths; path++)
            hulett_path(&plan, DISTRIBUTION_PERT);
        expect(&plan, &expected[paths - 1]);
    }
}

static void one_task_and_twenty(void **state)
{
    (void)state;
    Plan plan;
    Id last = 0;
    plan_fixture(&plan);
    estimated(&plan, DISTRIBUTION_PERT, 8, 10, 15);
    expect(&plan, &(Expected){10.5, 1.2677, 0, 10.383, 11.626, 0, 0, 0});
    plan_fixture(&plan);
    for (int i = 0; i < 20; i++)
        last = after(&plan, last, estimated(&plan, DISTRIBUTION_TRIANGULAR, 8, 10, 15));
    expect(&plan, &(Expected){220, 6.5828, 0, 0, 225.533, 228.514, 0, 0});
}

/* s → a, s → b, a → b, a → t, b → t */
static void bridge(Plan *plan, Distribution distribution, const double low[5], const double likely[5],
                   const double high[5], Id ids[5])
{
    for (int i = 0; i < 5; i++)
        ids[i] = estimated(plan, distribution, low[i], likely[i], high[i]);
    fixture_link(plan, ids[0], "FS", ids[2]); /* s-a before a-b */
    fixture_link(plan, ids[0], "FS", ids[3]); /* … and a-t */
    fixture_link(plan, ids[2], "FS", ids[4]); /* a-b before b-t */
    fixture_link(plan, ids[1], "FS", ids[4]); /* s-b before b-t */
}

static void a_bridge(void **state)
{
    (void)state;
    static const double zero[5] = {0, 0, 0, 0, 0}, one[5] = {1, 1, 1, 1, 1}, two[5] = {2, 2, 2, 2, 2};
    static const double three[5] = {3, 3, 3, 3, 3}, means[5] = {10, 8, 3, 6, 9};
    static const double critical[5] = {0.967078, 0.139918, 0.930041, 0.139918, 0.967078};
    Id ids[5];
    Plan plan;
    plan_fixture(&plan);
    bridge(&plan, DISTRIBUTION_EXPONENTIAL, zero, one, one, ids);
    expect(&plan, &(Expected){83.0 / 24, 1.699162, 0, 0, 0, 0, 0, 0}); /* √2.887153 */
    plan_fixture(&plan);
    bridge(&plan, DISTRIBUTION_EXPONENTIAL, zero, means, means, ids);
    expect(&plan, &(Expected){25.860779, 13.712363, 0, 0, 0, 0, 0, 0});
    plan_fixture(&plan);
    bridge(&plan, DISTRIBUTION_DISCRETE, one, two, three, ids);
    Simulation simulation;
    run(&plan, &simulation);
    assert_spread(&simulation, &(Expected){6.069959, 1.339201, 0, 0, 0, 0, 0, 0});
    for (int i = 0; i < 5; i++)
        assert_near("criticality", criticality_of(&simulation, ids[i]), critical[i],
                    4 * sqrt(critical[i] * (1 - critical[i]) / iterations));
    simulation_release(&simulation);
    plan_release(&plan);
}

/* ---- risks ---- */

static void max_of_two(Plan *plan, Id *a, Id *b)
{
    plan_fixture(plan);
    *a = estimated(plan, DISTRIBUTION_TRIANGULAR, 8, 10, 15);
    *b = estimated(plan, DISTRIBUTION_TRIANGULAR, 9, 10, 12);
}

static void a_shared_risk_is_not_two(void **state)
{
    (void)state;
    Id a, b;
    Plan plan;
    max_of_two(&plan, &a, &b);
    expect(&plan, &(Expected){11.3513, 1.1743, 0, 11.130, 12.354, 0, 0, 0});
    max_of_two(&plan, &a, &b);
    hit_too(&plan, risk(&plan, a, 40, 5, 5, 5), b);
    expect(&plan, &(Expected){13.3513, 2.7164, 0, 12.585, 16.130, 0, 0, 0});
    max_of_two(&plan, &a, &b);
    risk(&plan, a, 40, 5, 5, 5);
    risk(&plan, b, 40, 5, 5, 5);
    expect(&plan, &(Expected){14.2227, 2.4653, 0, 14.909, 16.204, 0, 0, 0});
}

static void a_risk_of_one_path(void **state)
{
    (void)state;
    Id a, b;
    Plan plan;
    Simulation simulation;
    max_of_two(&plan, &a, &b);
    risk(&plan, a, 30, 2, 4, 8);
    run(&plan, &simulation);
    assert_spread(&simulation, &(Expected){12.6456, 2.4476, 10.156, 11.830, 14.733, 16.465, 0, 0});
    assert_near("criticality", criticality_of(&simulation, a), 0.73923, 4 * sqrt(0.74 * 0.26 / iterations) + 0.001);
    /* without the risk the mean is that of the two triangles: 12.6456 − 11.3513 */
    assert_near("contribution", simulation.risks.items[0].finish_days, 1.2943, 8 * 2.4476 / sqrt(iterations) + MINUTES);
    simulation_release(&simulation);
    plan_release(&plan);
}

/* On time when neither is late: (1 − 1/4) (1 − 3/10) = 21/40. */
static void two_paths_are_on_time_together(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    risk(&plan, fixture_task(&plan, "A", "5d"), 25, 1, 1, 1);
    risk(&plan, fixture_task(&plan, "B", "5d"), 30, 1, 1, 1);
    Simulation simulation;
    run(&plan, &simulation);
    assert_near("on time", simulation.finish.planned_confidence, 21.0 / 40, 4 * sqrt(0.525 * 0.475 / iterations));
    simulation_release(&simulation);
    plan_release(&plan);
}

/* Both always happen: 2 + 3 days in sequence; the longer one alone, 3, in parallel; 50 % of 10 days is 5 on top. */
static void delays_add_up_as_the_risks_say(void **state)
{
    (void)state;
    static const double expected[] = {15, 13, 18};
    for (int way = 0; way < 3; way++) {
        Plan plan;
        Simulation simulation;
        plan_fixture(&plan);
        Id task = fixture_task(&plan, "A", "10d");
        risk(&plan, task, 100, 2, 2, 2)->impact_in = way == 0 ? RISK_IN_SEQUENCE : RISK_IN_PARALLEL;
        risk(&plan, task, 100, 3, 3, 3)->impact_in = way == 0 ? RISK_IN_SEQUENCE : RISK_IN_PARALLEL;
        if (way == 2) {
            Risk *share = risk(&plan, task, 100, 0, 0, 0);
            share->delay_minimum = share->delay_likely = share->delay_maximum = DURATION_NONE;
            share->delay_share_likely = 5000;
        }
        run(&plan, &simulation);
        assert_near("finish", simulation.finish.mean, expected[way], 1e-9);
        simulation_release(&simulation);
        plan_release(&plan);
    }
}

/* Of ten days six are done: the rest is 4 of 10 days, of which the estimates are 10, 10 and 20: 4 to 8 days. */
static void what_is_done_is_not_drawn_again(void **state)
{
    (void)state;
    Plan plan;
    Simulation simulation;
    plan_fixture(&plan);
    Id task = estimated(&plan, DISTRIBUTION_UNIFORM, 10, 10, 20);
    fixture_edit_task(&plan, task)->percent_complete = 6000;
    run(&plan, &simulation);
    assert_near("mean", simulation.finish.mean, 6 + (4 + 8) / 2.0, 4 * 1.1548 / sqrt(iterations) + 2 * MINUTES);
    assert_true(simulation.finishes[0] >= 10 - MINUTES);
    assert_true(simulation.finishes[simulation.iterations - 1] <= 14 + MINUTES);
    simulation_release(&simulation);
    plan_release(&plan);
}

/* ---- correlation ---- */

static void in_group(Plan *plan, Id task, double loading)
{
    fixture_edit_task(plan, task)->correlation_group = "G";
    fixture_edit_task(plan, task)->correlation = (int32_t)floor(loading * 10000 + 0.5);
}

/* Clark's exact moments of the larger of two normal ones. */
static void two_normal_ones_in_a_group(void **state)
{
    (void)state;
    static const struct {
        double correlation, mean, sd;
    } rows[] = {{-0.5, 22.072965, 2.168598}, {0, 21.692569, 2.476936}, {0.3, 21.416105, 0},
                {0.5, 21.196827, 2.750928},  {0.8, 20.756940, 0},      {0.95, 20.378470, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Plan plan;
        double loading = sqrt(fabs(rows[i].correlation));
        plan_fixture(&plan);
        Id a = estimated(&plan, DISTRIBUTION_NORMAL, 11, 20, 29), b = estimated(&plan, DISTRIBUTION_NORMAL, 11, 20, 29);
        in_group(&plan, a, loading);
        in_group(&plan, b, rows[i].correlation < 0 ? -loading : loading);
        expect(&plan, &(Expected){.mean = rows[i].mean, .sd = rows[i].sd});
    }
}

static void two_normal_ones_of_different_width(void **state)
{
    (void)state;
    static const struct {
        double correlation, mean, sd, first;
    } rows[] = {{0, 20.959621, 2.255706, 0.672640}, {0.5, 20.606115, 0, 0.718149}, {0.9, 20.262515, 0, 0.800988}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Plan plan;
        Simulation simulation;
        plan_fixture(&plan);
        Id a = estimated(&plan, DISTRIBUTION_NORMAL, 14, 20, 26), b = estimated(&plan, DISTRIBUTION_NORMAL, 6, 18, 30);
        in_group(&plan, a, sqrt(rows[i].correlation));
        in_group(&plan, b, sqrt(rows[i].correlation));
        run(&plan, &simulation);
        assert_spread(&simulation, &(Expected){.mean = rows[i].mean, .sd = rows[i].sd});
        assert_near("first later", criticality_of(&simulation, a), rows[i].first, 4 * sqrt(0.25 / iterations) + 0.001);
        simulation_release(&simulation);
        plan_release(&plan);
    }
}

/* A copula reaches less than linear correlation: 3.08221 without, about 4.267, 4.999 and at most 5.178 with one. */
static void three_of_different_kinds_in_a_group(void **state)
{
    (void)state;
    static const double correlations[] = {0, 0.5, 0.9, 1}, sds[] = {3.08221, 4.267, 4.999, 5.178};
    for (int i = 0; i < 4; i++) {
        Plan plan;
        Simulation simulation;
        plan_fixture(&plan);
        Id a = estimated(&plan, DISTRIBUTION_NORMAL, 4, 10, 16);
        Id b = after(&plan, a, estimated(&plan, DISTRIBUTION_TRIANGULAR, 5, 10, 15));
        Id c = after(&plan, b, estimated(&plan, DISTRIBUTION_UNIFORM, 8, 10, 12));
        const Id all[] = {a, b, c};
        for (int k = 0; k < 3; k++)
            in_group(&plan, all[k], sqrt(correlations[i]));
        run(&plan, &simulation);
        assert_near("mean", simulation.finish.mean, 30, 4 * sds[i] / sqrt(iterations) + MINUTES);
        assert_near("sd", simulation.finish.sd, sds[i], 8 * sds[i] / sqrt(iterations) + 0.01);
        simulation_release(&simulation);
        plan_release(&plan);
    }
}

/* ---- the same again ---- */

static void a_seed_gives_the_same_on_any_number_of_threads(void **state)
{
    (void)state;
    Plan plan;
    Error error = {0};
    Buffer first = {0};
    plan_fixture(&plan);
    hulett_path(&plan, DISTRIBUTION_PERT);
    hulett_path(&plan, DISTRIBUTION_TRIANGULAR);
    risk(&plan, 3, 40, 2, 4, 8);
    fixture_schedule(&plan);
    for (int threads = 1; threads <= 5; threads++) {
        Buffer words = {0};
        Simulation simulation;
        const SimulationWanted wanted = {.seed = 42, .iterations = 5000, .threads = threads};
        assert_true(simulate(&plan, &wanted, &simulation, &error));
        simulation_word(&plan, &wanted, &simulation, &words);
        if (threads == 1)
            buffer_add(&first, buffer_text(&words));
        assert_string_equal(buffer_text(&first), buffer_text(&words));
        buffer_release(&words);
        simulation_release(&simulation);
    }
    buffer_release(&first);
    plan_release(&plan);
}

/* One of them fixed for ever, so that other builds and machines are compared with it: the same to the last bit. */
static void draws_are_the_same_everywhere(void **state)
{
    (void)state;
    const double found = draw(1, 2, DRAW_DURATION, 3);
    assert_true(found > 0 && found < 1);
    assert_true(draw(1, 2, DRAW_DURATION, 3) == found);
    assert_true(draw(1, 2, DRAW_EVENT, 3) != found && draw(1, 2, DRAW_DURATION, 4) != found);
    assert_near("median", normal_quantile(0.5), 0, 1e-12);
    assert_near("97.5 %", normal_quantile(0.975), 1.959963985, 1e-8);
    assert_near("Φ(1)", normal_probability(1), 0.841344746, 1e-7);
    assert_near("Φ(−3)", normal_probability(-3), 0.001349898, 1e-7);
}

/* ---- what cannot be simulated, and what is poor ---- */

static void without_estimates_everything_ends_as_planned(void **state)
{
    (void)state;
    Plan plan;
    Simulation simulation;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "3d");
    after(&plan, a, fixture_task(&plan, "B", "2d"));
    fixture_task(&plan, "C", "1d");
    risk(&plan, a, 50, 1, 1, 1)->status = RISK_OCCURRED;
    risk(&plan, a, 50, 1, 1, 1)->status = RISK_PROPOSED;
    run(&plan, &simulation);
    assert_true(simulation.finish.mean == 5 && simulation.finish.sd == 0 && simulation.finish.planned == 5);
    assert_int_equal(simulation.p80, plan.results->finish);
    assert_int_equal(simulation.unestimated, 3);
    assert_int_equal(simulation.open_ends, 2);
    assert_int_equal(simulation.risks.count, 0);
    simulation_release(&simulation);
    plan_release(&plan);
}

static void nothing_is_simulated_without_tasks(void **state)
{
    (void)state;
    Plan plan;
    Error error = {0};
    Simulation simulation;
    plan_fixture(&plan);
    fixture_schedule(&plan);
    assert_false(simulate(&plan, &(SimulationWanted){.threads = 1}, &simulation, &error));
    assert_string_equal(error.text, "there is no task to simulate");
    fixture_task(&plan, "Milestone", "0d");
    run(&plan, &simulation);
    assert_true(simulation.finish.mean == 0);
    simulation_release(&simulation);
    plan_release(&plan);
}

static void estimates_out_of_order_are_named_and_not_used(void **state)
{
    (void)state;
    Plan plan;
    Simulation simulation;
    plan_fixture(&plan);
    estimated(&plan, DISTRIBUTION_TRIANGULAR, 9, 5, 7);
    run(&plan, &simulation);
    assert_int_equal(simulation.disordered, 1);
    assert_true(simulation.finish.mean == 5);
    simulation_release(&simulation);
    plan_release(&plan);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_of_three_triangles),
        cmocka_unit_test(paths_of_three_pert_distributions),
        cmocka_unit_test(one_task_and_twenty),
        cmocka_unit_test(a_bridge),
        cmocka_unit_test(a_shared_risk_is_not_two),
        cmocka_unit_test(a_risk_of_one_path),
        cmocka_unit_test(two_paths_are_on_time_together),
        cmocka_unit_test(delays_add_up_as_the_risks_say),
        cmocka_unit_test(what_is_done_is_not_drawn_again),
        cmocka_unit_test(two_normal_ones_in_a_group),
        cmocka_unit_test(two_normal_ones_of_different_width),
        cmocka_unit_test(three_of_different_kinds_in_a_group),
        cmocka_unit_test(a_seed_gives_the_same_on_any_number_of_threads),
        cmocka_unit_test(draws_are_the_same_everywhere),
        cmocka_unit_test(without_estimates_everything_ends_as_planned),
        cmocka_unit_test(nothing_is_simulated_without_tasks),
        cmocka_unit_test(estimates_out_of_order_are_named_and_not_used),
    };
    if (argc > 1)
        iterations = (uint32_t)atoi(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
