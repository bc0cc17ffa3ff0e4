/*
 * A backup is a whole, sound file of its own, made while others write; nothing is ever overwritten, nothing half made
 * is left behind.
 */
#include "fixture.h"

#include "steerco/records/records.h"
#include <fcntl.h>
#include <sys/stat.h>

static const char *target_of(const Fixture *f, char path[128])
{
    snprintf(path, 128, "%s/copy.steerco", f->folder);
    return path;
}

static void a_backup_holds_what_was_committed_and_no_more(void **state)
{
    Fixture *f = *state;
    Fixture copy = {.board = f->board};
    struct stat status;
    char path[128];
    Id task = add_task(f, "before");
    assert_done(store_backup(f->store, target_of(f, path), &f->error), f);
    rename_task(f, task, "after");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    snprintf(copy.path, sizeof copy.path, "%.95s", path);
    plan_init(&copy.plan);
    reopen(&copy);
    assert_string_equal(task_of(&copy, task)->name, "before");
    rename_task(&copy, task, "its own way");
    assert_done(store_verify(copy.store, &copy.error), &copy);
    reload(f);
    assert_string_equal(task_of(f, task)->name, "after");
    close_store(&copy);
}

static void a_backup_is_one_file(void **state)
{
    Fixture *f = *state;
    char path[128], other[160];
    static const char *const suffixes[] = {"-wal", "-shm", "-journal"};
    assert_done(store_backup(f->store, target_of(f, path), &f->error), f);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        snprintf(other, sizeof other, "%s%s", path, suffixes[i]);
        assert_int_equal(access(other, F_OK), -1);
    }
}

static void a_backup_overwrites_nothing(void **state)
{
    Fixture *f = *state;
    assert_false(store_backup(f->store, f->path, &f->error));
    assert_non_null(strstr(f->error.text, "File exists"));
    assert_done(store_verify(f->store, &f->error), f);
}

static void a_damaged_file_gives_no_backup(void **state)
{
    Fixture *f = *state;
    char path[128];
    add_task(f, "Pack");
    assert_done(database_execute(f->store, "UPDATE tasks SET priority = 3", &f->error), f);
    assert_false(store_backup(f->store, target_of(f, path), &f->error));
    assert_non_null(strstr(f->error.text, "is damaged"));
    assert_int_equal(access(path, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(a_backup_holds_what_was_committed_and_no_more),
        with_file(a_backup_is_one_file),
        with_file(a_backup_overwrites_nothing),
        with_file(a_damaged_file_gives_no_backup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
