/*
 * When a decision has to be taken at the latest, and what waits for whom.
 */
#include "plan_fixture.h"

#include "steerco/analysis/steering/waiting.h"
#include "steerco/base/text.h"
#include "steerco/model/filter.h"

static Id add_decision(Plan *plan, const char *title, AnyId about, Date need_by)
{
    Decision decision = {0};
    record_init(&decision_entity, &decision);
    decision.record.id = fixture_next_id(plan);
    decision.record.board = plan->board;
    decision.title = title;
    decision.about = about;
    decision.need_by = need_by;
    plan_add(plan, ENTITY_DECISION, &decision);
    return decision.record.id;
}

static void relate(Plan *plan, Id decision, Id task)
{
    CrossReference reference = {0};
    record_init(&cross_reference_entity, &reference);
    reference.record.id = fixture_next_id(plan);
    reference.owner = any_id(&decision_entity, decision);
    reference.target = any_id(&task_entity, task);
    reference.slot = entity_field(&decision_entity, "related")->slot;
    plan_add(plan, ENTITY_CROSS_REFERENCE, &reference);
}

static Date latest(const Plan *plan, Id decision)
{
    return decision_latest_responsible(plan, plan_find(plan, ENTITY_DECISION, decision));
}

/*
 * From Monday 2 March 2026: Dig 10d is the longest, to Fri 13 March. Order 2d and then Pave 3d stand beside it and may
 * end on Fri 13 too: so Pave may start on Wed 11 March 08:00 at the latest, Order on Mon 9 March 08:00. A decision that
 * Order hangs on has to be there on Fri 6 March, the last working day before; one that Pave hangs on, on Tue 10 March.
 */
typedef struct Yard {
    Plan plan;
    Id dig, order, pave;
} Yard;

static void build(Yard *yard)
{
    plan_fixture(&yard->plan);
    yard->plan.today = date_make(2026, 3, 2);
    yard->dig = fixture_task(&yard->plan, "Dig", "10d");
    yard->order = fixture_task(&yard->plan, "Order", "2d");
    yard->pave = fixture_task(&yard->plan, "Pave", "3d");
    fixture_link(&yard->plan, yard->order, "FS", yard->pave);
    fixture_schedule(&yard->plan);
}

static void a_decision_has_to_be_there_before_what_hangs_on_it(void **state)
{
    (void)state;
    Yard yard;
    build(&yard);
    Plan *plan = &yard.plan;
    Id about = add_decision(plan, "Which stone", any_id(&task_entity, yard.order), DATE_NONE);
    Id related = add_decision(plan, "Which colour", 0, DATE_NONE);
    Id nothing = add_decision(plan, "Which name", any_id(&decision_entity, about), DATE_NONE);
    relate(plan, related, yard.pave);
    fixture_schedule(plan);
    assert_int_equal(latest(plan, about), date_make(2026, 3, 6));
    assert_int_equal(latest(plan, related), date_make(2026, 3, 10));
    assert_int_equal(latest(plan, nothing), DATE_NONE);
    relate(plan, related, yard.order); /* of several tasks the first one counts */
    fixture_schedule(plan);
    assert_int_equal(latest(plan, related), date_make(2026, 3, 6));
    plan_release(plan);
}

/* Dig takes 12 days: everything may be two working days later, Order on Wed 11 March, so Tue 10 March is soon enough.
 */
static void the_day_moves_with_the_task(void **state)
{
    (void)state;
    Yard yard;
    build(&yard);
    Id decision = add_decision(&yard.plan, "Which stone", any_id(&task_entity, yard.order), DATE_NONE);
    fixture_edit_task(&yard.plan, yard.dig)->duration = fixture_duration("12d");
    fixture_schedule(&yard.plan);
    assert_int_equal(latest(&yard.plan, decision), date_make(2026, 3, 10));
    fixture_edit_task(&yard.plan, yard.order)->actual_start = fixture_instant("2026-03-02T08:00");
    fixture_schedule(&yard.plan);
    assert_int_equal(latest(&yard.plan, decision), DATE_NONE); /* it has begun: nothing waits any more */
    plan_release(&yard.plan);
}

static bool passes(const Plan *plan, const char *terms, Id decision)
{
    Error error = {0};
    Filter *filter = filter_new(plan, &decision_entity, terms, &error);
    assert_non_null(filter);
    bool good = filter_matches(filter, plan, plan_find(plan, ENTITY_DECISION, decision));
    filter_free(filter);
    return good;
}

/* Wanted by 6 March. On the radar four weeks before, from 6 February on; late from 7 March on. */
static void the_radar_shows_what_is_wanted_soon(void **state)
{
    (void)state;
    Yard yard;
    build(&yard);
    Plan *plan = &yard.plan;
    Id decision = add_decision(plan, "Which stone", any_id(&task_entity, yard.order), date_make(2026, 6, 1));
    fixture_schedule(plan);
    const struct {
        int month, day;
        bool radar, late;
    } days[] = {{2, 5, false, false}, {2, 6, true, false}, {3, 6, true, false}, {3, 7, true, true}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        plan->today = date_make(2026, days[i].month, days[i].day);
        assert_int_equal(passes(plan, "radar", decision), days[i].radar);
        assert_int_equal(passes(plan, "late", decision), days[i].late);
    }
    ((Decision *)fixture_edit(plan, ENTITY_DECISION, decision))->status = DECISION_TAKEN;
    fixture_schedule(plan);
    assert_false(passes(plan, "radar", decision));
    plan_release(plan);
}

static Id add_action(Plan *plan, const char *title, Id owner, Date due)
{
    Action action = {0};
    record_init(&action_entity, &action);
    action.record.id = fixture_next_id(plan);
    action.record.board = plan->board;
    action.title = title;
    action.owner = owner;
    action.due = due;
    plan_add(plan, ENTITY_ACTION, &action);
    return action.record.id;
}

static void assert_waiting(const Plan *plan, Id person, const char *expected)
{
    Waiting waiting = {0};
    Buffer words = {0};
    waiting_find(plan, person, &waiting);
    for (size_t i = 0; i < waiting.count; i++) {
        const WaitingItem *item = &waiting.items[i];
        if (item->due != DATE_NONE)
            date_format(item->due, &words);
        buffer_format(&words, "%s ", item->late ? "!" : "");
        plan_label(plan, item->entity, item->id, &words);
        buffer_add(&words, " ");
        if (item->person)
            plan_label(plan, &resource_entity, item->person, &words);
        buffer_add(&words, "\n");
    }
    assert_string_equal(buffer_text(&words), expected);
    array_release(&waiting);
    buffer_release(&words);
}

/*
 * On 4 March Dig and Order have begun by the plan (2 March) and Pave has not (Wed 4 March 08:00: it begins that day).
 * Order should be finished on 3 March: late. The decision is wanted on 6 March, before the day that was typed.
 */
static void what_waits_is_told_by_its_day(void **state)
{
    (void)state;
    Yard yard;
    build(&yard);
    Plan *plan = &yard.plan;
    Id anna = fixture_resource(plan, "Anna", 0), ben = fixture_resource(plan, "Ben", 0);
    fixture_assign(plan, yard.dig, anna);
    fixture_assign(plan, yard.dig, ben);
    Id decision = add_decision(plan, "Stone", any_id(&task_entity, yard.order), date_make(2026, 6, 1));
    ((Decision *)fixture_edit(plan, ENTITY_DECISION, decision))->owner = ben;
    add_action(plan, "Call", anna, date_make(2026, 3, 3));
    add_action(plan, "Write", anna, DATE_NONE);
    ((Action *)fixture_edit(plan, ENTITY_ACTION, add_action(plan, "Done", anna, DATE_NONE)))->status = ACTION_DONE;
    plan->today = date_make(2026, 3, 4);
    fixture_schedule(plan);
    assert_waiting(plan, 0,
                   "2026-03-03! Call Anna\n"
                   "2026-03-03! Order \n"
                   "2026-03-06 Stone Ben\n"
                   "2026-03-06 Pave \n"
                   "2026-03-13 Dig Anna\n"
                   "2026-03-13 Dig Ben\n"
                   " Write Anna\n");
    assert_waiting(plan, ben, "2026-03-06 Stone Ben\n2026-03-13 Dig Ben\n");
    plan_release(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_has_to_be_there_before_what_hangs_on_it),
        cmocka_unit_test(the_day_moves_with_the_task),
        cmocka_unit_test(the_radar_shows_what_is_wanted_soon),
        cmocka_unit_test(what_waits_is_told_by_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
