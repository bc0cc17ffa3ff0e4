/*
 * A planning file in a folder of its own, with one board loaded, for the tests of the store.
 */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../src/store/record.h"
#include "../../src/store/schema.h"
#include "steerco/records/records.h"

typedef struct Fixture {
    char folder[64];
    char path[96];
    Store *store;
    Id board;
    Plan plan;
    ChangeSet set;
    Conflicts conflicts;
    Error error;
} Fixture;

#define assert_done(call, fixture)                                                                                     \
    do {                                                                                                               \
        if (!(call))                                                                                                   \
            fail_msg("%s", (fixture)->error.text);                                                                     \
    } while (0)

/* The bytes of a file; the caller frees them. */
static inline unsigned char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*size);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static inline void reload(Fixture *f)
{
    plan_release(&f->plan);
    plan_init(&f->plan);
    assert_done(store_load(f->store, f->board, &f->plan, &f->error), f);
}

static inline void reopen(Fixture *f)
{
    store_close(f->store);
    f->store = store_open(f->path, STORE_WRITE, &f->error);
    assert_done(f->store, f);
    reload(f);
}

static inline void begin(Fixture *f, const char *reason)
{
    change_release(&f->set);
    change_begin(&f->set, &f->plan, "test", reason);
}

/* Commit what begin() began, and bring the plan up to date. */
static inline void commit(Fixture *f)
{
    bool changed;
    assert_done(store_commit(f->store, &f->set, &f->conflicts, &f->error), f);
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_true(changed);
}

static inline Id add_task(Fixture *f, const char *name)
{
    begin(f, name);
    Task *task = change_create(&f->set, &task_entity);
    task->name = arena_text(&f->set.arena, name);
    commit(f);
    return task->record.id;
}

static inline void rename_task(Fixture *f, Id id, const char *name)
{
    begin(f, "rename");
    change_field(&f->set, &f->plan, &task_entity, Task, id, name, value_text(name));
    commit(f);
}

static inline const Task *task_of(const Fixture *f, Id id)
{
    return plan_find(&f->plan, ENTITY_TASK, id);
}

/* Whose changes these are: tests have one login name, the office has many. */
static inline void sign_as(Fixture *f, const char *who)
{
    snprintf(f->store->who, sizeof f->store->who, "%s", who);
}

/* A second person at the same file and board. */
static inline void open_second(const Fixture *f, Fixture *second, const char *who)
{
    *second = (Fixture){.board = f->board};
    memcpy(second->path, f->path, sizeof f->path);
    plan_init(&second->plan);
    reopen(second);
    sign_as(second, who);
}

static inline void close_store(Fixture *f)
{
    store_close(f->store);
    f->store = NULL;
    plan_release(&f->plan);
    change_release(&f->set);
    conflicts_release(&f->conflicts);
}

static inline int setup(void **state)
{
    Fixture *f = calloc(1, sizeof *f);
    const char *temporary = getenv("TMPDIR");
    snprintf(f->folder, sizeof f->folder, "%s/steerco-test-XXXXXX", temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/office.steerco", f->folder);
    f->store = store_open(f->path, STORE_CREATE, &f->error);
    assert_done(f->store, f);
    sign_as(f, "anna");
    plan_init(&f->plan);
    reload(f);
    begin(f, "create board");
    Board *board = change_create(&f->set, &board_entity);
    board->name = "Relocation";
    commit(f);
    f->board = board->record.id;
    reload(f);
    *state = f;
    return 0;
}

static inline int teardown(void **state)
{
    Fixture *f = *state;
    char command[128];
    close_store(f);
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    int removed = system(command);
    free(f);
    return removed;
}

/* Behind the store's back. */
static inline void alter_file(const Fixture *f, const char *sql)
{
    sqlite3 *raw = NULL;
    assert_int_equal(sqlite3_open(f->path, &raw), SQLITE_OK);
    if (sqlite3_exec(raw, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(raw));
    sqlite3_close(raw);
}

/* Make the closed file one of the first version: what came later was not there, and is lost. */
static inline void make_first_version(const Fixture *f)
{
    alter_file(f, "ALTER TABLE exceptions DROP COLUMN repeats;"
                  "ALTER TABLE tasks DROP COLUMN ignore_resource_calendar;"
                  "ALTER TABLE boards DROP COLUMN near_critical_slack;"
                  "DROP INDEX changes_runs;"
                  "PRAGMA user_version = 1");
}

/* Is it one of the fields that make_first_version() loses? */
static inline bool is_of_later_version(const Field *field)
{
    return strcmp(field->name, "repeats") == 0 || strcmp(field->name, "ignore_resource_calendar") == 0 ||
           strcmp(field->name, "near_critical_slack") == 0;
}

/* The migrations of a newer program, with one step more: these statements, and the version. */
typedef struct NextVersion {
    Migration list[16];
    const char *statements[8];
    char version[40];
} NextVersion;

static inline const Migration *with_next_version(NextVersion *next, const char *const *statements)
{
    size_t count = 0, newest = (size_t)schema_newest(migrations);
    assert_true(newest + 2 <= sizeof next->list / sizeof *next->list);
    snprintf(next->version, sizeof next->version, "PRAGMA user_version = %zu", newest + 1);
    for (; statements[count]; count++)
        next->statements[count] = statements[count];
    assert_true(count + 2 <= sizeof next->statements / sizeof *next->statements);
    next->statements[count] = next->version;
    next->statements[count + 1] = NULL;
    memcpy(next->list, migrations, newest * sizeof *migrations);
    next->list[newest] = (Migration){.version = (int)newest + 1, .statements = next->statements};
    next->list[newest + 1] = (Migration){0};
    return next->list;
}

#define with_file(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

#endif
