/*
 * A large import is taken back and brought back as one change, across restarts, and comes back record for record; and
 * it stays where somebody else has built on it.
 *
 *     build/tests/store/bulk_undo_test 100000     as many tasks, and how long each step took; 2000 otherwise
 */
#include "same_plan.h"

#include "steerco/records/records.h"
#include <sys/stat.h>
#include <time.h>

static int tasks = 2000;

static double now(void)
{
    struct timespec clock;
    clock_gettime(CLOCK_MONOTONIC, &clock);
    return (double)clock.tv_sec + (double)clock.tv_nsec / 1e9;
}

static void say(const Fixture *f, const char *what, double since)
{
    struct stat file, log;
    char path[120];
    snprintf(path, sizeof path, "%s-wal", f->path);
    int64_t size = stat(f->path, &file) == 0 ? file.st_size : 0;
    size += stat(path, &log) == 0 ? log.st_size : 0;
    print_message("%-28s %7.2f s   file and log %lld KB\n", what, now() - since, (long long)size / 1024);
}

/* Ten tasks a summary, each after the one before; every fifth has somebody who works on it. */
static void import(Fixture *f)
{
    Id summary = 0, before = 0;
    begin(f, "import");
    Resource *person = change_create(&f->set, &resource_entity);
    person->name = "Anna";
    for (int i = 0; i < tasks; i++) {
        char name[40];
        snprintf(name, sizeof name, "Task number %d of the import", i);
        Task *task = change_create(&f->set, &task_entity);
        task->name = arena_text(&f->set.arena, name);
        task->position = i;
        if (i % 10 == 0) {
            summary = task->record.id;
            continue;
        }
        task->parent = summary;
        if (i % 10 > 1) {
            Link *link = change_create(&f->set, &link_entity);
            link->predecessor = before;
            link->successor = task->record.id;
        }
        if (i % 5 == 1) {
            Assignment *assignment = change_create(&f->set, &assignment_entity);
            assignment->task = task->record.id;
            assignment->resource = person->record.id;
        }
        before = task->record.id;
    }
    commit(f);
}

static void restart(Fixture *f)
{
    reopen(f);
    sign_as(f, "anna");
}

static void turn_back(Fixture *f, bool redo)
{
    change_release(&f->set);
    bool ready = redo ? store_redo(f->store, &f->plan, &f->set, &f->error)
                      : store_undo(f->store, &f->plan, 0, &f->set, &f->error);
    assert_done(ready, f);
    commit(f);
}

static void an_import_is_undone_and_redone_across_restarts(void **state)
{
    Fixture *f = *state;
    double since = now();
    import(f);
    say(f, "import", since);
    Plan imported;
    plan_init(&imported);
    assert_done(store_load(f->store, f->board, &imported, &f->error), f);
    assert_int_equal(plan_count(&imported, ENTITY_TASK), tasks);
    for (int round = 0; round < 2; round++) {
        restart(f);
        since = now();
        turn_back(f, false);
        say(f, "undo", since);
        assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 0);
        assert_int_equal(plan_count(&f->plan, ENTITY_LINK), 0);
        assert_int_equal(plan_count(&f->plan, ENTITY_RESOURCE), 0);
        restart(f);
        since = now();
        turn_back(f, true);
        say(f, "redo", since);
        assert_same_records(&imported, &f->plan);
        reload(f);
        assert_same_records(&imported, &f->plan);
    }
    since = now();
    assert_done(store_verify(f->store, &f->error), f);
    say(f, "verify", since);
    Plan past;
    plan_init(&past);
    since = now();
    assert_done(store_load_as_of(f->store, f->board, (Moment){.sequence = 2}, &past, &f->error), f);
    say(f, "as of the import", since);
    assert_same_records(&imported, &past);
    plan_release(&past);
    plan_release(&imported);
}

static void an_import_that_somebody_built_on_stays(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    import(f);
    open_second(f, &bob, "bob");
    rename_task(&bob, tasks, "Bob's");
    change_release(&f->set);
    assert_false(store_undo(f->store, &f->plan, 0, &f->set, &f->error));
    assert_int_equal(f->error.kind, ERROR_CONFLICT);
    assert_non_null(strstr(f->error.text, "was changed by bob at 2"));
    restart(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), tasks);
    close_store(&bob);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_file(an_import_is_undone_and_redone_across_restarts),
        with_file(an_import_that_somebody_built_on_stays),
    };
    if (argc > 1)
        tasks = atoi(argv[1]);
    print_message("runs %d tasks taken back and brought back\n", tasks);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
