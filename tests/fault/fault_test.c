/*
 * A failing disk leaves the old state or the new one, and says so: each operation fails in turn, once and for good,
 * until a run meets no fault.
 *
 *     build/san/tests/fault/fault_test all     every operation; otherwise the later ones in growing steps
 */
#include "disk.h"

#include <dirent.h>

#include "steerco/base/text.h"
#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/records/records.h"
#include "steerco/session/session.h"

enum { ONCE = 0, FOR_GOOD = 1 };

/* A newer program's list, for the migration. */
static const char *const adds_a_column[] = {"ALTER TABLE tasks ADD COLUMN colour TEXT", NULL};

/* What is done while the disk fails; each is told whether the store said yes. */
typedef struct Deed {
    bool (*run)(Fixture *f);
    void (*check)(Fixture *f, bool acknowledged);
} Deed;

static bool open_and_load(Fixture *f)
{
    f->store = store_open(f->path, STORE_WRITE, &f->error);
    return f->store && store_load(f->store, f->board, &f->plan, &f->error);
}

static bool is_half_made_left(const char *path)
{
    bool left = false;
    DIR *folder = opendir(path);
    for (struct dirent *entry; (entry = readdir(folder));)
        left = left || strstr(entry->d_name, ".steerco.");
    closedir(folder);
    return left;
}

static bool run_create(Fixture *f)
{
    snprintf(f->path, sizeof f->path, "%s/new.steerco", f->folder);
    f->store = store_open(f->path, STORE_CREATE, &f->error);
    return f->store != NULL;
}

/* There is a whole file or none; one that was made and could not be opened then stays. */
static void check_create(Fixture *f, bool acknowledged)
{
    bool there = access(f->path, F_OK) == 0;
    assert_true(there || !acknowledged);
    assert_false(is_half_made_left(f->folder));
    if (there) {
        f->store = store_open(f->path, STORE_WRITE, &f->error);
        assert_done(f->store && store_verify(f->store, &f->error), f);
    }
}

static bool run_commit(Fixture *f)
{
    if (!open_and_load(f))
        return false;
    begin(f, "rename");
    change_field(&f->set, &f->plan, &task_entity, Task, 1, name, value_text("new"));
    ((Task *)change_create(&f->set, &task_entity))->name = "another";
    return store_commit(f->store, &f->set, &f->conflicts, &f->error);
}

/* Name and number of tasks go together: the set is there whole or not at all. */
static void check_state(Fixture *f, const char *name, uint32_t count, bool needed)
{
    assert_done(open_and_load(f), f);
    assert_done(store_verify(f->store, &f->error), f);
    bool there = strcmp(task_of(f, 1)->name, name) == 0;
    assert_true(there || !needed);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), there ? count : 3 - count);
}

static void check_commit(Fixture *f, bool acknowledged)
{
    check_state(f, "new", 2, acknowledged);
}

/* As `steerco import` goes about it. */
static bool run_import(Fixture *f)
{
    static const char csv[] = "id,name\r\nT-1,new\r\n,another\r\n";
    const CsvOptions options = {.entity = &task_entity};
    Session session;
    CsvReport report = {0};
    if (!session_open(&session, f->path, STORE_WRITE, NULL, &f->error))
        return false;
    change_release(&f->set);
    change_begin(&f->set, &session.plan, "import", "import tasks.csv");
    bool good = csv_import(csv, strlen(csv), "tasks.csv", &options, &session.plan, &f->set, &report, &f->error) &&
                session_commit(&session, &f->set, &f->error);
    csv_report_release(&report);
    session_close(&session);
    return good;
}

static bool collect(const char *bytes, size_t length, void *context, Error *error)
{
    (void)error;
    buffer_add_bytes(context, bytes, length);
    return true;
}

/* What comes out is all of it, or nothing that is called done. */
static bool run_export(Fixture *f)
{
    const CsvExport options = {.columns = "id,name"};
    Session session;
    Buffer csv = {0}, xml = {0};
    if (!session_open(&session, f->path, STORE_READ, NULL, &f->error))
        return false;
    bool good = csv_export(&session.plan, &task_entity, &options, collect, &csv, &f->error) &&
                mspdi_export(&session.plan, collect, &xml, &f->error);
    if (good)
        assert_string_equal(buffer_text(&csv), "id,name\r\nT-1,old\r\n");
    assert_true(!good || strstr(buffer_text(&xml), "<Name>old</Name>"));
    buffer_release(&csv);
    buffer_release(&xml);
    session_close(&session);
    return good;
}

static void check_export(Fixture *f, bool acknowledged)
{
    (void)acknowledged;
    check_state(f, "old", 1, true);
}

static bool run_undo(Fixture *f)
{
    if (!open_and_load(f))
        return false;
    sign_as(f, "anna");
    change_release(&f->set);
    return store_undo(f->store, &f->plan, 0, &f->set, &f->error) &&
           store_commit(f->store, &f->set, &f->conflicts, &f->error);
}

static void check_undo(Fixture *f, bool acknowledged)
{
    check_state(f, "old", 1, acknowledged);
}

static bool run_migrate(Fixture *f)
{
    NextVersion next;
    f->store = store_open_with(f->path, STORE_WRITE, with_next_version(&next, adds_a_column), &f->error);
    return f->store != NULL;
}

static void check_migrate(Fixture *f, bool acknowledged)
{
    NextVersion next;
    int version = 0;
    f->store = store_open_with(f->path, STORE_READ, migrations, &f->error);
    assert_done(f->store && schema_version(f->store, &version, &f->error), f);
    assert_true(version == schema_newest(migrations) + 1 || !acknowledged);
    store_close(f->store);
    f->store = store_open_with(f->path, STORE_WRITE, with_next_version(&next, adds_a_column), &f->error);
    assert_done(f->store && store_verify(f->store, &f->error), f);
}

/* A file with a task, and with one change set to be undone. */
static Fixture *prepare(const Deed *deed)
{
    void *state;
    setup(&state);
    Fixture *f = state;
    add_task(f, "old");
    if (deed->run == run_undo) {
        begin(f, "rename");
        change_field(&f->set, &f->plan, &task_entity, Task, 1, name, value_text("new"));
        ((Task *)change_create(&f->set, &task_entity))->name = "another";
        commit(f);
    }
    close_store(f);
    plan_init(&f->plan);
    return f;
}

/* Does the deed with the `number`th operation failing; false when it met no fault. */
static bool try_fault(const Deed *deed, FaultKind kind, bool persistent, int number)
{
    Disk disk = {.kind = kind, .persistent = persistent, .countdown = number};
    Fixture *f = prepare(deed);
    disk_insert(&disk);
    disk.armed = true;
    bool acknowledged = deed->run(f);
    close_store(f); /* the disk goes on failing, if it does */
    disk.armed = false;
    disk_remove(&disk);
    assert_true(acknowledged || f->error.kind != ERROR_NONE);
    assert_true(acknowledged || disk.failed > 0);
    error_clear(&f->error);
    plan_init(&f->plan);
    deed->check(f, acknowledged);
    void *state = f;
    teardown(&state);
    return disk.failed > 0;
}

static void withstand(void **state, const Deed *deed, const char *name)
{
    bool all = *(bool *)*state;
    int faults = 0;
    for (int kind = 0; kind < FAULT_COUNT; kind++)
        for (int persistent = ONCE; persistent <= FOR_GOOD; persistent++)
            for (int number = 1; try_fault(deed, (FaultKind)kind, persistent, number);
                 number += all ? 1 : 1 + number / 3)
                faults++;
    assert_true(faults > FAULT_COUNT);
    print_message("runs %d faults of the disk: %s\n", faults, name);
}

static void creating_withstands_every_fault(void **state)
{
    withstand(state, &(Deed){run_create, check_create}, "create");
}

static void committing_withstands_every_fault(void **state)
{
    withstand(state, &(Deed){run_commit, check_commit}, "commit");
}

static void importing_withstands_every_fault(void **state)
{
    withstand(state, &(Deed){run_import, check_commit}, "import");
}

static void exporting_withstands_every_fault(void **state)
{
    withstand(state, &(Deed){run_export, check_export}, "export");
}

static void undoing_withstands_every_fault(void **state)
{
    withstand(state, &(Deed){run_undo, check_undo}, "undo");
}

static void migrating_withstands_every_fault(void **state)
{
    withstand(state, &(Deed){run_migrate, check_migrate}, "migrate");
}

int main(int argc, char **argv)
{
    bool all = argc > 1 && strcmp(argv[1], "all") == 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(creating_withstands_every_fault, &all),
        cmocka_unit_test_prestate(committing_withstands_every_fault, &all),
        cmocka_unit_test_prestate(importing_withstands_every_fault, &all),
        cmocka_unit_test_prestate(exporting_withstands_every_fault, &all),
        cmocka_unit_test_prestate(undoing_withstands_every_fault, &all),
        cmocka_unit_test_prestate(migrating_withstands_every_fault, &all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
