/*
 * The plan as of any moment: whatever happened since, the way back leads to what the file held then, record for record.
 */
#include "fixture.h"

#include <time.h>

enum { STEPS = 300, MOMENTS = 60 };

typedef struct History {
    Fixture *f;
    unsigned seed;
    Plan then[MOMENTS]; /* as the file was read at each moment */
    int count;
} History;

static unsigned pick(History *history, unsigned below)
{
    history->seed = history->seed * 1103515245u + 12345u;
    return (history->seed >> 8) % below;
}

static Id any(History *history, EntityKind kind)
{
    uint32_t count = plan_count(&history->f->plan, kind);
    return count ? ((const Record *)plan_at(&history->f->plan, kind, pick(history, count)))->id : 0;
}

static void create_some(History *history)
{
    static const char *const names[] = {"Pack", "Carry", "Zoë, unpack: 1;2", ""};
    ChangeSet *set = &history->f->set;
    Id before = any(history, ENTITY_TASK);
    for (unsigned i = 0; i <= pick(history, 4); i++) {
        Task *task = change_create(set, &task_entity);
        task->name = names[pick(history, 4)];
        task->parent = before;
        task->priority = (int16_t)pick(history, 1000);
        if (before) {
            Link *link = change_create(set, &link_entity);
            link->predecessor = before;
            link->successor = task->record.id;
        }
    }
    Risk *risk = change_create(set, &risk_entity);
    risk->title = "Rain";
    risk->task = before;
    ((Resource *)change_create(set, &resource_entity))->name = names[pick(history, 3)];
}

static void change_some(History *history)
{
    static const char *const notes[] = {"", "first\nsecond", "short"};
    Fixture *f = history->f;
    Id task = any(history, ENTITY_TASK), risk = any(history, ENTITY_RISK), resource = any(history, ENTITY_RESOURCE);
    change_field(&f->set, &f->plan, &task_entity, Task, task, notes, value_text(notes[pick(history, 3)]));
    change_field(&f->set, &f->plan, &task_entity, Task, task, percent_complete,
                 value_number((int64_t)pick(history, 10001)));
    change_field(&f->set, &f->plan, &risk_entity, Risk, risk, likelihood, value_number(1 + pick(history, 5)));
    change_field(&f->set, &f->plan, &risk_entity, Risk, risk, owner, value_number(resource));
    change_field(&f->set, &f->plan, &board_entity, Board, f->board, notes, value_text(notes[pick(history, 3)]));
}

static void delete_some(History *history)
{
    static const EntityKind kinds[] = {ENTITY_TASK, ENTITY_LINK, ENTITY_RISK, ENTITY_RESOURCE};
    EntityKind kind = kinds[pick(history, 4)];
    change_delete(&history->f->set, &history->f->plan, entities[kind], any(history, kind));
}

/* Undo and redo refuse now and then, as they must; then nothing happens. */
static void take_back(History *history)
{
    Fixture *f = history->f;
    bool changed, redo = pick(history, 3) == 0;
    change_release(&f->set);
    if ((redo ? store_redo : store_undo)(f->store, &f->plan, &f->set, &f->error) &&
        store_commit(f->store, &f->set, &f->conflicts, &f->error))
        assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
}

static void do_something(History *history)
{
    Fixture *f = history->f;
    unsigned what = pick(history, 10);
    if (what >= 7) {
        take_back(history);
        return;
    }
    begin(f, "something");
    (what < 3 ? create_some : what < 6 ? change_some : delete_some)(history);
    if (f->set.changes.count > 0)
        commit(f);
}

static void remember(History *history)
{
    Plan *plan = &history->then[history->count++];
    plan_init(plan);
    assert_done(store_load(history->f->store, history->f->board, plan, &history->f->error), history->f);
}

static void assert_same_record(const Entity *entity, const Record *expected, const void *found)
{
    if (!found)
        fail_msg("%s-%lld is missing", entity->prefix, (long long)expected->id);
    assert_int_equal(((const Record *)found)->board, expected->board);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (!value_equal(field, field_stored(field, expected), field_stored(field, found)))
            fail_msg("%s-%lld, %s differs", entity->prefix, (long long)expected->id, field->name);
}

static void assert_same_plan(const Plan *expected, const Plan *found)
{
    assert_int_equal(found->sequence, expected->sequence);
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        assert_int_equal(plan_count(found, (EntityKind)kind), plan_count(expected, (EntityKind)kind));
        for (uint32_t row = 0; row < plan_count(expected, (EntityKind)kind); row++) {
            const Record *record = plan_at(expected, (EntityKind)kind, row);
            assert_same_record(entities[kind], record, plan_find(found, (EntityKind)kind, record->id));
        }
    }
}

/* The difference between two plans, applied to the first, gives the second. */
static void assert_difference_leads(const Plan *from, const Plan *to, Plan *copy_of_from)
{
    ChangeSet difference;
    change_difference(from, to, &difference);
    plan_apply(copy_of_from, &difference);
    copy_of_from->sequence = to->sequence;
    assert_same_plan(to, copy_of_from);
    change_release(&difference);
}

static void every_moment_of_a_random_history_is_found_again(void **state)
{
    Fixture *f = *state;
    History history = {.f = f, .seed = (unsigned)time(NULL)};
    print_message("seed %u\n", history.seed);
    for (int step = 0; step < STEPS; step++) {
        do_something(&history);
        if (step % (STEPS / MOMENTS) == 0)
            remember(&history);
    }
    assert_true(f->plan.sequence > STEPS / 2);
    for (int i = 0; i < history.count; i++) {
        Plan past;
        plan_init(&past);
        Moment moment = {.sequence = history.then[i].sequence};
        assert_done(store_load_as_of(f->store, f->board, moment, &past, &f->error), f);
        assert_same_plan(&history.then[i], &past);
        assert_difference_leads(&history.then[i], &history.then[history.count - 1 - i], &past);
        plan_release(&past);
    }
    for (int i = 0; i < history.count; i++)
        plan_release(&history.then[i]);
    assert_done(store_verify(f->store, &f->error), f);
}

/* Set the clock of the journal by hand: sealing is not what this is about. */
static void a_time_means_the_last_change_before_it(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    assert_done(database_execute(f->store, "UPDATE change_sets SET at = 1000 * sequence", &f->error), f);
    static const struct {
        int64_t at, sequence;
    } cases[] = {{0, 0}, {999, 0}, {1000, 1}, {2999, 2}, {3000, 3}, {INT64_MAX, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Plan past;
        plan_init(&past);
        Moment moment = {.by_clock = true, .at = cases[i].at};
        assert_done(store_load_as_of(f->store, f->board, moment, &past, &f->error), f);
        assert_int_equal(past.sequence, cases[i].sequence);
        assert_int_equal(plan_count(&past, ENTITY_BOARD), cases[i].sequence >= 1);
        plan_release(&past);
    }
}

static void a_moment_that_is_not_reached_yet_is_refused(void **state)
{
    Fixture *f = *state;
    Plan past;
    plan_init(&past);
    assert_false(store_load_as_of(f->store, f->board, (Moment){.sequence = 2}, &past, &f->error));
    assert_non_null(strstr(f->error.text, "there is no change set 2; the last one is 1"));
    plan_release(&past);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(every_moment_of_a_random_history_is_found_again),
        with_file(a_time_means_the_last_change_before_it),
        with_file(a_moment_that_is_not_reached_yet_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
