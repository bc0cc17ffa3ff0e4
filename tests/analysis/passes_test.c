/*
 * Ordinary tasks are scheduled by counts alone. Whatever surrounds them, that must come to the same as the rules for
 * all tasks: random plans are computed both ways.
 */
#include "plan_fixture.h"

#include "steerco/analysis/passes.h"
#include "steerco/records/records.h"

enum { TASKS = 40, PLANS = 400 };

static unsigned rolled(uint64_t *seed, unsigned sides)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed >> 20) % sides;
}

static bool chance(uint64_t *seed, unsigned one_in)
{
    return rolled(seed, one_in) == 0;
}

static Instant random_instant(uint64_t *seed)
{
    return fixture_instant("2026-03-01T00:00") + (Instant)rolled(seed, 30 * 48) * 30;
}

static void random_values(Plan *plan, Id id, Id calendar, uint64_t *seed)
{
    static const char *const durations[] = {"0d", "2ed", "3.5d", "1d", "2d", "5d", "8d"};
    Task *task = fixture_edit_task(plan, id);
    task->duration = fixture_duration(durations[rolled(seed, 7)]);
    task->calendar = chance(seed, 8) ? calendar : 0;
    task->percent_complete = chance(seed, 8) ? (int32_t)rolled(seed, 5) * 2500 : 0;
    if (chance(seed, 10))
        task->deadline = random_instant(seed);
    if (chance(seed, 8)) {
        task->constraint_type = (uint8_t)rolled(seed, 8);
        task->constraint_date = random_instant(seed);
    }
}

/* Links lead from earlier to later tasks, now and then into or out of a phase. */
static void random_links(Plan *plan, const Id *tasks, int t, uint64_t *seed)
{
    static const char *const kinds[] = {"FS", "FS", "FS+1d", "FS-4h", "SS", "SS+2d", "FF", "SF", "FS+3ed", "SS+50%"};
    int phase = t - t % 8, from = (int)rolled(seed, (unsigned)t);
    if (from == phase || chance(seed, 4))
        return;
    if (from < phase && chance(seed, 6))
        from -= from % 8; /* the phase itself */
    fixture_link(plan, tasks[from], kinds[rolled(seed, 10)], tasks[from < phase && chance(seed, 6) ? phase : t]);
}

static void random_plan(Plan *plan, uint64_t *seed)
{
    Id tasks[TASKS];
    plan_fixture(plan);
    Id calendar = fixture_calendar(plan, 0, "06:00-11:00", "off"), person = fixture_resource(plan, "Anna", calendar);
    for (int t = 0; t < TASKS; t++) {
        tasks[t] = fixture_child(plan, t % 8 == 0 ? 0 : tasks[t - t % 8], "Task", "2d");
        if (t % 8 > 0)
            random_values(plan, tasks[t], calendar, seed);
        if (t % 8 > 0)
            random_links(plan, tasks, t, seed);
        if (t % 8 > 0 && chance(seed, 8))
            fixture_assign(plan, tasks[t], person);
    }
    if (chance(seed, 2))
        fixture_board(plan)->status_date = instant_date(random_instant(seed));
    fixture_board(plan)->reschedule_remaining = chance(seed, 2);
}

static void run(const Plan *plan, const Network *network, Passes *passes)
{
    *passes = (Passes){.plan = plan, .network = network};
    passes_run(passes);
}

static void assert_span(const Passes *a, const Span *as, const Passes *b, const Span *bs)
{
    Span left = passes_dated(a, as), right = passes_dated(b, bs);
    assert_memory_equal(&left, &right, sizeof left);
}

/* Of all but the whole project, whose ends have no late dates. */
static void assert_same(const Passes *a, const Passes *b)
{
    for (uint32_t n = 1; n + 1 < a->network->count; n++) {
        TaskDates left = {0}, right = {0};
        assert_span(a, &a->early[n], b, &b->early[n]);
        assert_span(a, &a->late[n], b, &b->late[n]);
        assert_memory_equal(&a->slack[n], &b->slack[n], sizeof *a->slack);
        if (a->network->nodes[n].kind == NODE_EXIT)
            continue;
        passes_read(a, n, &left);
        passes_read(b, n, &right);
        assert_memory_equal(&left, &right, sizeof left);
    }
    assert_int_equal(a->first, b->first);
    assert_int_equal(a->finish, b->finish);
}

static uint32_t forget_ordinary(Network *network)
{
    uint32_t count = 0;
    for (uint32_t n = 0; n < network->count; n++) {
        count += network->nodes[n].ordinary;
        network->nodes[n].ordinary = false;
    }
    return count;
}

static void counting_comes_to_the_same_as_the_rules_for_all_tasks(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    uint32_t ordinary = 0;
    for (int i = 0; i < PLANS; i++) {
        Plan plan;
        Error error = {0};
        Network network = {0};
        Passes counted, ruled;
        random_plan(&plan, &seed);
        results_index(&plan, plan.results);
        assert_true(network_build(&plan, plan.results, &network, &error));
        run(&plan, &network, &counted);
        ordinary += forget_ordinary(&network);
        run(&plan, &network, &ruled);
        assert_same(&counted, &ruled);
        passes_release(&counted);
        passes_release(&ruled);
        network_release(&network);
        plan_release(&plan);
    }
    assert_in_range(ordinary, PLANS * TASKS / 10, PLANS * TASKS / 2); /* some of both kinds */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counting_comes_to_the_same_as_the_rules_for_all_tasks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
