/*
 * What is kept between computations must never be noticed: after any change the schedule is the one that a computation
 * from nothing finds.
 */
#include "plan_fixture.h"

#include "steerco/model/change.h"
#include "steerco/records/records.h"

enum { TASKS = 14, EDITS = 5000 };

static unsigned rolled(uint64_t *seed, unsigned sides)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed >> 20) % sides;
}

static void set_value(Plan *plan, const Entity *entity, Id id, const Field *field, int64_t value)
{
    ChangeSet set;
    change_begin(&set, plan, "test", "");
    change_set(&set, plan, entity, id, field, value_number(value));
    plan_apply(plan, &set);
    change_release(&set);
}
#define set_task(plan, id, member, value) set_value(plan, &task_entity, id, field_of(&task_entity, Task, member), value)

static Instant random_instant(uint64_t *seed)
{
    return fixture_instant("2026-03-01T00:00") + (Instant)rolled(seed, 30 * 48) * 30;
}

static void edit_task(Plan *plan, Id task, Id calendar, uint64_t *seed)
{
    static const char *const durations[] = {"0d", "1d", "3.5d", "2ed", "9d"};
    bool off = rolled(seed, 2);
    switch (rolled(seed, 10)) {
    case 0:
        set_task(plan, task, constraint_type, rolled(seed, 8));
        break;
    case 1:
        set_task(plan, task, constraint_date, off ? VALUE_NONE : random_instant(seed));
        break;
    case 2:
        set_task(plan, task, deadline, off ? VALUE_NONE : random_instant(seed));
        break;
    case 3:
        set_task(plan, task, actual_start, off ? VALUE_NONE : random_instant(seed));
        break;
    case 4:
        set_task(plan, task, percent_complete, rolled(seed, 5) * 2500);
        break;
    case 5:
        set_task(plan, task, manual, rolled(seed, 2));
        break;
    case 6:
        set_task(plan, task, manual_start, off ? VALUE_NONE : random_instant(seed));
        break;
    case 7:
        set_task(plan, task, calendar, off ? 0 : calendar);
        break;
    default:
        set_task(plan, task, duration, fixture_duration(durations[rolled(seed, 5)]));
    }
}

static void edit_rest(Plan *plan, uint64_t *seed)
{
    if (plan_count(plan, ENTITY_LINK) == 0)
        return;
    const Link *link = plan_link(plan, rolled(seed, plan_count(plan, ENTITY_LINK)));
    switch (rolled(seed, 4)) {
    case 0:
        set_value(plan, &link_entity, link->record.id, field_of(&link_entity, Link, type), rolled(seed, 4));
        break;
    case 1:
        set_value(plan, &link_entity, link->record.id, field_of(&link_entity, Link, lag),
                  duration_make(60 * ((int64_t)rolled(seed, 20) - 5), UNIT_HOURS));
        break;
    case 2:
        set_value(plan, &board_entity, 1, field_of(&board_entity, Board, status_date),
                  instant_date(random_instant(seed)));
        break;
    default:
        set_value(plan, &board_entity, 1, field_of(&board_entity, Board, reschedule_remaining), rolled(seed, 2));
    }
}

static Id random_record(const Plan *plan, EntityKind kind, uint64_t *seed)
{
    uint32_t count = plan_count(plan, kind);
    return count == 0 ? 0 : ((const Record *)plan_at(plan, kind, rolled(seed, count)))->id;
}

/* Ids as a store would give them. */
static Id next_id(const Plan *plan, EntityKind kind)
{
    Id last = 0;
    for (uint32_t row = 0; row < plan_count(plan, kind); row++) {
        Id id = ((const Record *)plan_at(plan, kind, row))->id;
        last = id > last ? id : last;
    }
    return last + 1;
}

static void reshape(ChangeSet *set, const Plan *plan, uint64_t *seed)
{
    Id task = random_record(plan, ENTITY_TASK, seed), other = random_record(plan, ENTITY_TASK, seed);
    Id link = random_record(plan, ENTITY_LINK, seed), assignment = random_record(plan, ENTITY_ASSIGNMENT, seed);
    switch (rolled(seed, 10)) {
    case 0:
    case 1: {
        Link *added = change_create_as(set, &link_entity, next_id(plan, ENTITY_LINK));
        added->predecessor = task;
        added->successor = other;
        break;
    }
    case 2:
        if (plan_count(plan, ENTITY_LINK) > TASKS / 2)
            change_delete(set, plan, &link_entity, link);
        break;
    case 3:
        change_field(set, plan, &link_entity, Link, link, predecessor, value_number(task));
        break;
    case 4:
        change_field(set, plan, &task_entity, Task, task, position, value_number(rolled(seed, 10000)));
        break;
    case 5:
        change_field(set, plan, &task_entity, Task, task, parent, value_number(rolled(seed, 3) ? other : 0));
        break;
    case 6: {
        Task *added = change_create_as(set, &task_entity, next_id(plan, ENTITY_TASK));
        added->name = "Added";
        added->parent = rolled(seed, 2) ? task : 0;
        break;
    }
    case 7:
        if (plan_count(plan, ENTITY_TASK) > TASKS)
            change_delete(set, plan, &task_entity, task);
        break;
    case 8:
        change_field(set, plan, &task_entity, Task, task, inactive, value_number(rolled(seed, 4) == 0));
        break;
    default:
        if (assignment && rolled(seed, 2)) {
            change_delete(set, plan, &assignment_entity, assignment);
        } else {
            Assignment *added = change_create_as(set, &assignment_entity, next_id(plan, ENTITY_ASSIGNMENT));
            added->task = task;
            added->resource = random_record(plan, ENTITY_RESOURCE, seed);
        }
    }
}

/* What breaks a rule or cannot be scheduled is taken back, as a session does. */
static void edit_structure(Plan *plan, uint64_t *seed)
{
    ChangeSet set;
    Error error = {0};
    change_begin(&set, plan, "test", "");
    reshape(&set, plan, seed);
    plan_apply(plan, &set);
    if (!change_check(&set, plan, &error) || !analysis_update(plan, &error))
        plan_revert(plan, &set);
    change_release(&set);
}

static void make_plan(Plan *plan, Id *tasks, Id *calendar, uint64_t *seed)
{
    plan_fixture(plan);
    *calendar = fixture_calendar(plan, 0, "06:00-11:00", "off");
    Id person = fixture_resource(plan, "Anna", *calendar);
    for (int t = 0; t < TASKS; t++) {
        Id parent = t % 5 == 0 ? 0 : tasks[t - t % 5];
        tasks[t] = fixture_child(plan, parent, "Task", "2d");
        if (t % 5 > 1)
            fixture_link(plan, tasks[t - 1], "FS", tasks[t]);
        if (t > 5 && t % 5 > 0)
            fixture_link(plan, tasks[rolled(seed, 5)], "SS", tasks[t]);
        if (t % 3 == 0)
            fixture_assign(plan, tasks[t], person);
    }
}

static void assert_same_outline(const Outline *a, const Outline *b)
{
    assert_int_equal(a->count, b->count);
    for (uint32_t place = 0; place < a->count; place++) {
        assert_int_equal(a->row_at[place], b->row_at[place]);
        assert_int_equal(a->place_of[place], b->place_of[place]);
        assert_int_equal(a->end[place], b->end[place]);
        assert_int_equal(a->parent[place], b->parent[place]);
        assert_int_equal(a->number[place], b->number[place]);
        assert_int_equal(a->level[place], b->level[place]);
        assert_int_equal(a->inactive[place], b->inactive[place]);
    }
}

static void assert_as_from_nothing(Plan *plan)
{
    Results *fresh = results_new();
    Error error = {0};
    results_index(plan, fresh);
    assert_same_outline(&plan->results->outline, &fresh->outline);
    assert_true(schedule_compute(plan, fresh, &error));
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        const TaskDates *a = results_task(plan->results, row), *b = results_task(fresh, row);
        assert_int_equal(a->start, b->start);
        assert_int_equal(a->finish, b->finish);
        assert_int_equal(a->late_start, b->late_start);
        assert_int_equal(a->late_finish, b->late_finish);
        assert_int_equal(a->total_slack, b->total_slack);
        assert_int_equal(a->free_slack, b->free_slack);
        assert_int_equal(a->duration, b->duration);
        assert_int_equal(a->remaining, b->remaining);
        assert_int_equal(a->percent_complete, b->percent_complete);
        assert_int_equal(a->resume, b->resume);
        assert_int_equal(a->critical, b->critical);
        assert_int_equal(a->late, b->late);
    }
    assert_int_equal(plan->results->finish, fresh->finish);
    results_free(fresh);
}

static void the_schedule_is_as_from_nothing_after_every_edit(void **state)
{
    (void)state;
    Plan plan;
    Id tasks[TASKS], calendar;
    uint64_t seed = 88172645463325252u;
    make_plan(&plan, tasks, &calendar, &seed);
    for (int i = 0; i < EDITS; i++) {
        unsigned kind = rolled(&seed, 8);
        if (kind == 0)
            edit_rest(&plan, &seed);
        else if (kind < 4)
            edit_structure(&plan, &seed);
        else
            edit_task(&plan, random_record(&plan, ENTITY_TASK, &seed), calendar, &seed);
        if (rolled(&seed, 3) == 0)
            continue; /* several edits before the next computation */
        fixture_schedule(&plan);
        assert_as_from_nothing(&plan);
    }
    plan_release(&plan);
}

static void a_change_grows_only_the_parts_of_the_structure_that_it_shapes(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    enum { EVERYTHING = STRUCTURE_ORDER | STRUCTURE_TASKS | STRUCTURE_LINKS | STRUCTURE_WORK };
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d");
    uint64_t structure = plan_structure(&plan, EVERYTHING), generation = plan.generation;
    set_task(&plan, a, duration, duration_make(960, UNIT_DAYS));
    set_value(&plan, &board_entity, 1, field_of(&board_entity, Board, critical_slack), 3);
    assert_int_equal(plan_structure(&plan, EVERYTHING), structure);
    assert_true(plan.generation > generation);

    uint64_t others = plan_structure(&plan, STRUCTURE_LINKS | STRUCTURE_WORK);
    uint64_t tasks = plan_structure(&plan, STRUCTURE_TASKS), order = plan_structure(&plan, STRUCTURE_ORDER);
    set_task(&plan, a, position, 7);
    assert_int_equal(plan_structure(&plan, STRUCTURE_TASKS), tasks);
    assert_true(plan_structure(&plan, STRUCTURE_ORDER) > order);
    set_task(&plan, a, parent, b);
    assert_true(plan_structure(&plan, STRUCTURE_TASKS) > tasks);
    assert_int_equal(plan_structure(&plan, STRUCTURE_LINKS | STRUCTURE_WORK), others);

    structure = plan_structure(&plan, EVERYTHING);
    ChangeSet set;
    change_begin(&set, &plan, "test", "");
    ((Risk *)change_create(&set, &risk_entity))->title = "Late";
    plan_apply(&plan, &set);
    change_release(&set);
    assert_int_equal(plan_structure(&plan, EVERYTHING), structure);

    tasks = plan_structure(&plan, STRUCTURE_TASKS);
    change_begin(&set, &plan, "test", "");
    change_delete(&set, &plan, &task_entity, a);
    plan_apply(&plan, &set);
    change_release(&set);
    assert_true(plan_structure(&plan, STRUCTURE_TASKS) > tasks);
    plan_release(&plan);
}

/* A plan with a circle has no network; one without has one again. */
static void a_circle_comes_and_goes(void **state)
{
    (void)state;
    Plan plan;
    Error error = {0};
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_schedule(&plan);
    fixture_link(&plan, b, "FS", a);
    assert_false(analysis_update(&plan, &error));
    set_task(&plan, a, duration, duration_make(960, UNIT_DAYS));
    assert_false(analysis_update(&plan, &error));
    assert_int_equal(fixture_dates(&plan, a)->start, INSTANT_NONE);
    set_task(&plan, a, inactive, true);
    fixture_schedule(&plan);
    assert_dates(&plan, b, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schedule_is_as_from_nothing_after_every_edit),
        cmocka_unit_test(a_change_grows_only_the_parts_of_the_structure_that_it_shapes),
        cmocka_unit_test(a_circle_comes_and_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
