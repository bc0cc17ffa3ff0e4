/*
 * A plan without the tables of cold types: whoever looks at one sees what a plan that was loaded whole shows, of the
 * same moment, whatever was committed before the look.
 */
#include "filled.h"
#include "same_plan.h"
#include "steerco/model/audience.h"

#include <sys/wait.h>

static void load_lean(Fixture *f, Plan *out)
{
    plan_init(out);
    assert_done(store_load_lean(f->store, f->board, out, &f->error), f);
}

static void load_whole(Fixture *f, Plan *out)
{
    plan_init(out);
    assert_done(store_load(f->store, f->board, out, &f->error), f);
}

static int not_loaded(const Plan *plan)
{
    int count = 0;
    for (int kind = 0; kind < entity_count; kind++)
        count += plan->tables[kind].cold;
    return count;
}

static void cold_types_shape_nothing(void **state)
{
    (void)state;
    int cold = 0;
    for (int kind = 0; kind < entity_count; kind++) {
        if (!entities[kind]->cold)
            continue;
        cold++;
        assert_int_equal(entities[kind]->shapes, 0);
        assert_false(entities[kind]->traced);
        for (const Field *field = entities[kind]->fields; field->name; field++)
            assert_int_equal(field->shapes, 0);
    }
    assert_int_equal(cold, 4); /* cost log, KPI samples, contacts, time */
}

/* What is looked at through a view is loaded into the plan, once, and is there for both. */
static void a_view_loads_into_its_plan(void **state)
{
    Fixture *f = *state;
    Filled filled = {0};
    Plan lean;
    create_filled(f, 1, &filled);
    load_lean(f, &lean);
    const Plan view = plan_view(&lean, AUDIENCE_PUBLIC);
    assert_int_equal(plan_count(&view, ENTITY_COST_ENTRY), FULLNESSES);
    assert_int_equal(not_loaded(&lean), 3);
    assert_ptr_equal(plan_at(&view, ENTITY_COST_ENTRY, 0), plan_at(&lean, ENTITY_COST_ENTRY, 0));
    assert_non_null(plan_find(&lean, ENTITY_CONTACT, filled.ids[ENTITY_CONTACT][FULL])); /* loaded behind its back */
    assert_non_null(plan_find(&view, ENTITY_CONTACT, filled.ids[ENTITY_CONTACT][FULL]));
    plan_release(&lean); /* all of it: a leak would be found */
}

static void the_first_look_loads(void **state)
{
    Fixture *f = *state;
    Filled filled = {0};
    Plan lean, whole;
    create_filled(f, 1, &filled);
    load_lean(f, &lean);
    load_whole(f, &whole);
    assert_int_equal(not_loaded(&lean), 4);
    uint64_t generation = lean.generation;
    assert_int_equal(plan_count(&lean, ENTITY_COST_ENTRY), FULLNESSES);
    assert_int_equal(not_loaded(&lean), 3);
    assert_non_null(plan_find(&lean, ENTITY_CONTACT, filled.ids[ENTITY_CONTACT][FULL]));
    assert_int_equal(not_loaded(&lean), 2);
    assert_same_plan(&whole, &lean);
    assert_int_equal(not_loaded(&lean), 0);
    assert_int_equal(lean.generation, generation);
    plan_release(&lean);
    plan_release(&whole);
}

/* More of everything, other values in what there is, and one less of each cold type that may lose one. */
static void work_on(Fixture *f, const Filled *filled)
{
    Filled more = {0};
    create_filled(f, 11, &more);
    begin(f, "edit and delete");
    for (int kind = 0; kind < entity_count; kind++)
        if (entities[kind]->cold && !entities[kind]->append_only) {
            edit_record(f, entities[kind], filled->ids[kind][PLAIN], 5);
            change_delete(&f->set, &f->plan, entities[kind], filled->ids[kind][BARE]);
        }
    assert_true(f->set.changes.count > 6);
    commit(f);
}

static void the_first_look_shows_the_moment_of_the_plan(void **state)
{
    Fixture *f = *state;
    Filled filled = {0};
    Plan lean, then;
    bool changed;
    create_filled(f, 1, &filled);
    load_lean(f, &lean);
    load_whole(f, &then);
    work_on(f, &filled);
    assert_same_plan(&then, &lean);
    assert_done(store_catch_up(f->store, &lean, &changed, &f->error), f);
    assert_same_plan(&f->plan, &lean);
    plan_release(&lean);
    plan_release(&then);
}

static void what_others_commit_comes_in_before_the_first_look(void **state)
{
    Fixture *f = *state;
    Filled filled = {0};
    Plan lean;
    bool changed;
    create_filled(f, 1, &filled);
    load_lean(f, &lean);
    rename_task(f, filled.ids[ENTITY_TASK][BARE], "Carry");
    assert_done(store_catch_up(f->store, &lean, &changed, &f->error), f);
    assert_true(changed);
    assert_int_equal(not_loaded(&lean), 4);
    work_on(f, &filled);
    assert_done(store_catch_up(f->store, &lean, &changed, &f->error), f);
    assert_same_plan(&f->plan, &lean);
    plan_release(&lean);
}

/* Apply a committed set as the session does; the plan is as if it was loaded now. */
static void take_in(Fixture *f, Plan *lean, ChangeSet *set)
{
    Plan whole;
    assert_done(store_commit(f->store, set, &f->conflicts, &f->error), f);
    assert_int_equal(set->sequence, lean->sequence + 1);
    plan_apply(lean, set);
    load_whole(f, &whole);
    assert_same_plan(&whole, lean);
    plan_release(&whole);
}

static void a_booking_and_its_undo_need_no_look_before(void **state)
{
    Fixture *f = *state;
    Filled filled = {0};
    Plan lean;
    ChangeSet set;
    create_filled(f, 1, &filled);
    load_lean(f, &lean);
    change_begin(&set, &lean, "test", "book");
    CostEntry *entry = change_create(&set, &cost_entry_entity);
    entry->amount = 4200;
    entry->booked_on = date_make(2026, 3, 2);
    entry->line = filled.ids[ENTITY_BUDGET_LINE][BARE];
    assert_int_equal(not_loaded(&lean), 4);
    take_in(f, &lean, &set);
    assert_int_equal(plan_count(&lean, ENTITY_COST_ENTRY), FULLNESSES + 1);
    int64_t booking = set.sequence;
    change_release(&set);
    plan_release(&lean);

    load_lean(f, &lean);
    assert_done(store_undo(f->store, &lean, booking, &set, &f->error), f);
    take_in(f, &lean, &set);
    assert_int_equal(plan_count(&lean, ENTITY_COST_ENTRY), FULLNESSES);
    change_release(&set);
    plan_release(&lean);
}

/* What a cold record refers to is found by whoever deletes it. */
static void deleting_finds_what_refers_to_a_record(void **state)
{
    Fixture *f = *state;
    Filled filled = {0};
    Plan lean, whole;
    ChangeSet ours, theirs;
    create_filled(f, 1, &filled);
    load_lean(f, &lean);
    load_whole(f, &whole);
    change_begin(&ours, &lean, "test", "delete");
    change_begin(&theirs, &whole, "test", "delete");
    change_delete(&ours, &lean, &budget_line_entity, filled.ids[ENTITY_BUDGET_LINE][PLAIN]);
    change_delete(&theirs, &whole, &budget_line_entity, filled.ids[ENTITY_BUDGET_LINE][PLAIN]);
    assert_true(ours.changes.count > 1);
    assert_int_equal(ours.changes.count, theirs.changes.count);
    change_release(&ours);
    change_release(&theirs);
    plan_release(&lean);
    plan_release(&whole);
}

/* Nobody goes on with less than there is. */
static void a_look_that_fails_ends_the_program(void **state)
{
    Fixture *f = *state;
    Filled filled = {0};
    char said[512] = "";
    int ends[2], status;
    create_filled(f, 1, &filled);
    close_store(f);
    alter_file(f, "UPDATE cost_entries SET kind = 'gift'");
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        Error error = {0};
        Plan lean;
        dup2(ends[1], STDERR_FILENO);
        Store *store = store_open(f->path, STORE_READ, &error);
        plan_init(&lean);
        if (store && store_load_lean(store, f->board, &lean, &error))
            (void)plan_count(&lean, ENTITY_COST_ENTRY);
        _exit(99);
    }
    close(ends[1]);
    assert_true(read(ends[0], said, sizeof said - 1) > 0);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EXIT_FAILURE);
    if (strncmp(said, "steerco: ", 9) != 0 || !strstr(said, "is damaged: E-"))
        fail_msg("%s", said);
    f->plan = (Plan){0};
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cold_types_shape_nothing),
        with_file(a_view_loads_into_its_plan),
        with_file(the_first_look_loads),
        with_file(the_first_look_shows_the_moment_of_the_plan),
        with_file(what_others_commit_comes_in_before_the_first_look),
        with_file(a_booking_and_its_undo_need_no_look_before),
        with_file(deleting_finds_what_refers_to_a_record),
        with_file(a_look_that_fails_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
