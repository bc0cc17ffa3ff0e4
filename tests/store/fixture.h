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

/* What takes back a statement of a migration: the table, column, index or counters that it brought. */
static inline void add_reverse(const char *statement, Buffer *sql)
{
    char table[64], column[64];
    if (sscanf(statement, "ALTER TABLE %63s ADD COLUMN %63s", table, column) == 2)
        buffer_format(sql, "ALTER TABLE %s DROP COLUMN %s;", table, column);
    else if (sscanf(statement, "CREATE TABLE %63s", table) == 1)
        buffer_format(sql, "DROP TABLE %s;", table);
    else if (sscanf(statement, "CREATE INDEX %63s", table) == 1)
        buffer_format(sql, "DROP INDEX %s;", table);
    else if (strncmp(statement, "INSERT INTO counters", 20) == 0)
        for (const char *at = strchr(statement, '\''); at; at = strchr(at + strcspn(at + 1, "'") + 2, '\''))
            buffer_format(sql, "DELETE FROM counters WHERE entity = %.*s';", (int)strcspn(at + 1, "'") + 1, at);
}

/* Make the closed file one of the first version: what came later was not there, and is lost. */
static inline void make_first_version(const Fixture *f)
{
    Buffer sql = {0};
    for (int step = schema_newest(migrations) - 1; step > 0; step--) {
        int count = 0;
        while (migrations[step].statements[count])
            count++;
        while (count-- > 0)
            add_reverse(migrations[step].statements[count], &sql);
    }
    buffer_add(&sql, "PRAGMA user_version = 1");
    alter_file(f, buffer_text(&sql));
    buffer_release(&sql);
}

/* Is it one of the types, or of the fields, that make_first_version() loses? */
static inline bool is_in_later_step(const char *words)
{
    bool found = false;
    for (int step = 1; migrations[step].version; step++)
        for (int i = 0; migrations[step].statements[i]; i++)
            found = found || strncmp(migrations[step].statements[i], words, strlen(words)) == 0;
    return found;
}

static inline bool is_of_later_version(const Entity *entity, const Field *field)
{
    char table[96], column[160], quoted[160];
    snprintf(table, sizeof table, "CREATE TABLE %s (", entity->plural);
    snprintf(column, sizeof column, "ALTER TABLE %s ADD COLUMN %s ", entity->plural, field ? field->name : "");
    snprintf(quoted, sizeof quoted, "ALTER TABLE %s ADD COLUMN \"%s\" ", entity->plural, field ? field->name : "");
    return is_in_later_step(table) || (field && (is_in_later_step(column) || is_in_later_step(quoted)));
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
