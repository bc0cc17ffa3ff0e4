/*
 * What lies beside a planning file, and who holds locks there: readers who would keep writers out, writers who were
 * stopped or cut off, programs that know nothing of the queue; and schemas that say they are of a newer version.
 */
#include "fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "steerco/base/text.h"

static void assert_says(const char *sentence, const char *words)
{
    if (!strstr(sentence, words))
        fail_msg("'%s' does not say '%s'", sentence, words);
}

static const char *beside(const Fixture *f, const char *suffix)
{
    static char name[128];
    snprintf(name, sizeof name, "%s%s", f->path, suffix);
    return name;
}

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- other processes ---- */

/* A process that does something, says so, and holds on until it is killed. */
static pid_t begin_process(const Fixture *f, bool (*act)(const Fixture *))
{
    int ready[2];
    char byte = 0;
    assert_int_equal(pipe(ready), 0);
    pid_t process = fork();
    if (process == 0) {
        byte = act(f) ? '+' : '-';
        _exit(write(ready[1], &byte, 1) == 1 ? pause() : 1);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    assert_int_equal(byte, '+');
    return process;
}

static void end_process(pid_t process)
{
    kill(process, SIGKILL);
    waitpid(process, NULL, 0);
}

/* As a reader can: on all bytes of the index that are locks of writers. */
static bool lock_index(const Fixture *f)
{
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 120, .l_len = 3};
    int descriptor = open(beside(f, "-shm"), O_RDONLY);
    return fcntl(descriptor, F_SETLK, &lock) == 0;
}

/* … and on those of readers, which nobody can begin without when the log has just begun. */
static bool lock_whole_index(const Fixture *f)
{
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
    int descriptor = open(beside(f, "-shm"), O_RDONLY);
    return fcntl(descriptor, F_SETLK, &lock) == 0;
}

static bool lock_all_files(const Fixture *f)
{
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    bool locked = true;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        locked = flock(open(beside(f, suffixes[i]), O_RDONLY), LOCK_EX) == 0 && locked;
    return flock(open(f->folder, O_RDONLY), LOCK_EX) == 0 && locked;
}

/* At the head of the queue, and no further. */
static bool stand_in_queue(const Fixture *f)
{
    Store *store = store_open(f->path, STORE_WRITE, NULL);
    return store && store_queue(store, NULL);
}

/* In the middle of a change. */
static bool begin_change(const Fixture *f)
{
    Store *store = store_open(f->path, STORE_WRITE, NULL);
    return store && write_begin(store, NULL);
}

/* ---- readers ---- */

static void assert_writes_at_once(Fixture *f, const char *name)
{
    double start = now_seconds();
    add_task(f, name);
    assert_true(now_seconds() - start < 5);
}

static void a_reader_holds_up_nobody(void **state)
{
    Fixture *f = *state;
    bool (*const acts[])(const Fixture *) = {lock_index, lock_all_files};
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        pid_t reader = begin_process(f, acts[i]);
        assert_writes_at_once(f, "Pack");
        reopen(f);
        assert_writes_at_once(f, "Carry");
        assert_done(store_verify(f->store, &f->error), f);
        assert_done(store_backup(f->store, beside(f, i ? ".b" : ".a"), &f->error), f);
        end_process(reader);
    }
}

static void the_queue_is_for_writers_alone(void **state)
{
    Fixture *f = *state;
    static const struct {
        mode_t planning, queue;
    } modes[] = {{0644, 0600}, {0664, 0660}, {0640, 0600}, {0600, 0600}};
    struct stat status;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        unlink(beside(f, "-queue"));
        assert_int_equal(chmod(f->path, modes[i].planning), 0);
        reopen(f);
        assert_int_equal(stat(beside(f, "-queue"), &status), 0);
        assert_int_equal(status.st_mode & 0777, modes[i].queue);
    }
    assert_int_equal(chmod(beside(f, "-queue"), 0666 & ~S_IWOTH), 0);
    reopen(f);
    assert_int_equal(stat(beside(f, "-queue"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

/* While a reader holds the locks of the index, so that no writer gets them alone. */
static int write_many(const Fixture *f, int writer, int count)
{
    Fixture own = {.board = f->board};
    memcpy(own.path, f->path, sizeof own.path);
    plan_init(&own.plan);
    own.store = store_open(own.path, STORE_WRITE, &own.error);
    if (!own.store || !store_load(own.store, own.board, &own.plan, &own.error))
        return 1;
    for (int i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "By %d, %d", writer, i);
        begin(&own, "add");
        ((Task *)change_create(&own.set, &task_entity))->name = arena_text(&own.set.arena, name);
        if (!store_commit(own.store, &own.set, &own.conflicts, &own.error))
            return 2;
    }
    close_store(&own);
    return 0;
}

static void writers_exclude_one_another_in_spite_of_a_reader(void **state)
{
    enum { WRITERS = 4, EACH = 25 };
    Fixture *f = *state;
    bool changed;
    pid_t reader = begin_process(f, lock_index), writers[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = fork();
        if (writers[i] == 0)
            _exit(write_many(f, i, EACH));
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        waitpid(writers[i], &status, 0);
        assert_int_equal(status, 0);
        if (i == WRITERS / 2)
            end_process(reader); /* in the middle of it all */
    }
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), WRITERS * EACH);
    assert_done(store_verify(f->store, &f->error), f);
}

/* A program that knows nothing of the queue, such as the shell of SQLite. */
static int begin_elsewhere(const Fixture *f)
{
    sqlite3 *other = NULL;
    int code = sqlite3_open_v2(f->path, &other, SQLITE_OPEN_READWRITE, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    sqlite3_close(other);
    return code;
}

static int code_elsewhere(const Fixture *f)
{
    int status;
    pid_t other = fork();
    if (other == 0)
        _exit(begin_elsewhere(f));
    waitpid(other, &status, 0);
    return WEXITSTATUS(status);
}

static void programs_without_a_queue_are_excluded_and_exclude(void **state)
{
    Fixture *f = *state;
    assert_int_equal(code_elsewhere(f), SQLITE_OK);
    pid_t reader = begin_process(f, lock_index);
    assert_done(write_begin(f->store, &f->error), f);
    assert_int_equal(code_elsewhere(f), SQLITE_BUSY);
    end_process(reader); /* whoever held the lock has gone: ours is still there */
    assert_int_equal(code_elsewhere(f), SQLITE_BUSY);
    write_rollback(f->store);
    assert_int_equal(code_elsewhere(f), SQLITE_OK);

    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open_v2(f->path, &other, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_busy_timeout(f->store->handle, 100);
    assert_false(write_begin(f->store, &f->error));
    sqlite3_close(other);
    assert_writes_at_once(f, "Pack");
}

/* ---- writers who do not go on ---- */

static void who_is_stopped_in_the_queue_is_passed(void **state)
{
    Fixture *f = *state;
    pid_t stopped = begin_process(f, stand_in_queue);
    kill(stopped, SIGSTOP);
    assert_writes_at_once(f, "Pack");
    assert_writes_at_once(f, "Carry");
    end_process(stopped);
    assert_writes_at_once(f, "Unpack");
    assert_false(f->store->given_up);
}

static void who_is_stopped_in_a_change_is_named(void **state)
{
    Fixture *f = *state;
    char process[96];
    pid_t stopped = begin_process(f, begin_change);
    kill(stopped, SIGSTOP);
    sqlite3_busy_timeout(f->store->handle, 100);
    begin(f, "add");
    change_create(&f->set, &task_entity);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    snprintf(process, sizeof process, "(process %ld of beside_test, which is stopped) keeps the file locked",
             (long)stopped);
    assert_says(f->error.text, process);
    end_process(stopped);
    assert_writes_at_once(f, "Pack");
}

static void who_locks_all_marks_of_readers_is_named(void **state)
{
    Fixture *f = *state;
    char process[96];
    reopen(f); /* with an empty log: no reader has a mark */
    pid_t reader = begin_process(f, lock_whole_index);
    begin(f, "add");
    change_create(&f->set, &task_entity);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    snprintf(process, sizeof process, "(process %ld of beside_test) keeps the file locked; nothing was changed",
             (long)reader);
    assert_says(f->error.text, process);
    end_process(reader);
    assert_writes_at_once(f, "Pack");
}

/* ---- a log without its index ---- */

/* Runs as a user without rights: 0 when the task of the log is there, and nothing was made beside the file. */
static int look_at_log(const Fixture *f, unsigned tasks)
{
    Error error = {0};
    Plan plan;
    if (geteuid() == 0 && setuid(65534) != 0)
        return 1;
    Store *store = store_open(f->path, STORE_READ, &error);
    plan_init(&plan);
    if (!store || !store_load(store, 1, &plan, &error) || !store_verify(store, &error))
        return 2;
    if (plan_count(&plan, ENTITY_TASK) != tasks)
        return 3;
    store_close(store);
    plan_release(&plan);
    return access(beside(f, "-shm"), F_OK) == 0 ? 4 : 0;
}

static int status_of_look(const Fixture *f, unsigned tasks)
{
    int status;
    pid_t viewer = fork();
    if (viewer == 0)
        _exit(look_at_log(f, tasks));
    waitpid(viewer, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* As in an archive: the file and its log, as they are while a reader keeps the log from being moved. */
static void archive(Fixture *f, Fixture *copy)
{
    char command[1000];
    *copy = *f;
    snprintf(copy->path, sizeof copy->path, "%.64s/archive", f->folder);
    snprintf(command, sizeof command,
             "cd %s && cp %s archive && cp %s-wal archive-wal && chmod 0444 archive* && chmod 0755 .", f->folder,
             f->path, f->path);
    assert_int_equal(system(command), 0);
}

static void a_log_without_index_is_read(void **state)
{
    Fixture *f = *state, copy;
    add_task(f, "Pack");
    add_task(f, "Carry"); /* both in the log, since the store is open */
    archive(f, &copy);
    assert_int_equal(status_of_look(&copy, 2), 0);
    assert_int_equal(chmod(f->folder, 0777), 0); /* a folder that the reader could write makes no difference */
    assert_int_equal(chmod(copy.path, 0644), 0);
    assert_int_equal(chmod(beside(&copy, "-wal"), 0644), 0);
    assert_int_equal(status_of_look(&copy, 2), 0);
    assert_int_equal(unlink(beside(&copy, "-wal")), 0);
    assert_int_equal(status_of_look(&copy, 0), 2); /* the board was in the log, too */
}

/* ---- a change that was broken off ---- */

/* A file without a log, with a journal of a change that was being written. */
static void cut_off(Fixture *f)
{
    char command[600];
    sqlite3 *other = NULL;
    add_task(f, "Pack");
    store_close(f->store);
    f->store = NULL;
    assert_int_equal(sqlite3_open_v2(f->path, &other, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other,
                                  "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; "
                                  "UPDATE tasks SET name = 'Half';"
                                  "CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                  "WHERE i < 2000) INSERT INTO t SELECT hex(randomblob(100)) FROM n",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    snprintf(command, sizeof command, "cp %s %s.cut && cp %s-journal %s.cut-journal", f->path, f->path, f->path,
             f->path);
    assert_int_equal(system(command), 0);
    sqlite3_close(other);
    snprintf(f->path + strlen(f->path), sizeof f->path - strlen(f->path), ".cut");
}

static int status_of_reader(const Fixture *f)
{
    int status;
    pid_t viewer = fork();
    if (viewer == 0) {
        Error error = {0};
        if (setuid(65534) != 0 || store_open(f->path, STORE_READ, &error))
            _exit(1);
        _exit(strstr(error.text, "cut off in the middle of a change") ? 0 : 2);
    }
    waitpid(viewer, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_change_that_was_broken_off_is_taken_back_also_to_read(void **state)
{
    Fixture *f = *state;
    cut_off(f);
    assert_int_equal(chmod(f->folder, 0755), 0);
    assert_int_equal(chmod(f->path, 0644), 0);
    assert_int_equal(chmod(beside(f, "-journal"), 0644), 0);
    if (geteuid() == 0)
        assert_int_equal(status_of_reader(f), 0); /* who may not is told what it is */
    f->store = store_open(f->path, STORE_READ, &f->error);
    assert_done(f->store, f);
    reload(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 1);
    assert_string_equal(((const Task *)plan_at(&f->plan, ENTITY_TASK, 0))->name, "Pack");
    assert_done(store_verify(f->store, &f->error), f);
    assert_int_not_equal(access(beside(f, "-journal"), F_OK), 0);
}

static void a_journal_that_names_a_second_file_deletes_none(void **state)
{
    Fixture *f = *state;
    char victim[128];
    static const unsigned char magic[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
    unsigned char tail[4] = {0}, number[4] = {0};
    unsigned sum = 0;
    cut_off(f);
    snprintf(victim, sizeof victim, "%s/letter", f->folder);
    fclose(fopen(victim, "w"));
    for (const char *byte = victim; *byte; byte++)
        sum += (unsigned)*byte;
    FILE *journal = fopen(beside(f, "-journal"), "ab");
    fwrite(tail, 1, 4, journal);
    fwrite(victim, 1, strlen(victim), journal);
    number[3] = (unsigned char)strlen(victim);
    fwrite(number, 1, 4, journal);
    for (int i = 0; i < 4; i++)
        number[i] = (unsigned char)(sum >> (24 - 8 * i));
    fwrite(number, 1, 4, journal);
    fwrite(magic, 1, sizeof magic, journal);
    fclose(journal);
    for (StoreMode mode = STORE_READ; mode <= STORE_WRITE; mode++) {
        assert_null(store_open(f->path, mode, &f->error));
        assert_says(f->error.text, "names a second file");
        assert_int_equal(access(victim, F_OK), 0);
        assert_int_equal(access(beside(f, "-journal"), F_OK), 0);
    }
}

/* ---- newer versions ---- */

static void change_schema(const Fixture *f, const char *sql)
{
    char *message = NULL;
    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open_v2(f->path, &other, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_db_config(other, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    if (sqlite3_exec(other, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    assert_int_equal(sqlite3_exec(other, "PRAGMA user_version = 77", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
}

static void a_newer_version_adds_tables_columns_and_indexes(void **state)
{
    Fixture *f = *state;
    change_schema(f, "ALTER TABLE tasks ADD COLUMN mood TEXT; ALTER TABLE changes ADD COLUMN device TEXT;"
                     "ALTER TABLE risks ADD COLUMN weight INTEGER NOT NULL DEFAULT -1;"
                     "ALTER TABLE boards ADD COLUMN \"order\" BIGINT DEFAULT NULL;"
                     "CREATE TABLE suppliers (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x');"
                     "CREATE TABLE pairs (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b));"
                     "CREATE UNIQUE INDEX suppliers_name ON suppliers (name) WHERE name IS NOT NULL;"
                     "CREATE INDEX pairs_b ON pairs (b, a) WHERE b > 3");
    reopen(f);
    assert_true(f->store->newer);
    assert_done(store_verify(f->store, &f->error), f);
}

static void a_newer_version_that_computes_is_refused(void **state)
{
    Fixture *f = *state;
    static const char *const schemas[] = {
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON tasks BEGIN DELETE FROM tasks; END",
        "ALTER TABLE risks ADD COLUMN long INTEGER AS (length(hex(zeroblob(id)))) VIRTUAL",
        "ALTER TABLE risks ADD COLUMN long INTEGER GENERATED ALWAYS AS (id)",
        "CREATE TABLE extra (id INTEGER, CHECK (id < length(hex(zeroblob(9000000)))))",
        "CREATE TABLE extra (id INTEGER DEFAULT (random()))",
        "CREATE TABLE extra (id INTEGER COLLATE nocase)",
        "CREATE TABLE extra (id INTEGER REFERENCES tasks)",
        "CREATE TABLE extra AS SELECT 1 AS id",
        "CREATE TABLE extra (id INTEGER PRIMARY KEY) WITHOUT ROWID",
        "CREATE INDEX i ON tasks (length(hex(zeroblob(id))))",
        "CREATE INDEX i ON tasks (name) WHERE length(name) > 3",
        "CREATE INDEX i ON tasks (name DESC)",
        "ALTER TABLE tasks RENAME COLUMN notes TO remarks",
        "ALTER TABLE cost_entries DROP COLUMN tax",
        "DROP TABLE stakeholders",
        "ALTER TABLE stakeholders RENAME TO people",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'notes TEXT', 'notes INTEGER') "
        "WHERE name = 'risks'",
    };
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        void *own = NULL;
        assert_int_equal(setup(&own), 0);
        Fixture *other = own;
        change_schema(other, schemas[i]);
        store_close(other->store);
        other->store = store_open(other->path, STORE_READ, &other->error);
        if (other->store)
            fail_msg("opened with: %s", schemas[i]);
        assert_says(other->error.text, "newer steerco");
        teardown(&own);
    }
    assert_non_null(f->store);
}

/* What migrations are made of is what an older program expects them to be made of. */
static void all_versions_can_be_read_by_the_first(void **state)
{
    Fixture *f = *state;
    const Migration first[] = {migrations[0], {0}};
    store_close(f->store);
    f->store = store_open_with(f->path, STORE_READ, first, &f->error);
    assert_done(f->store, f);
    assert_true(f->store->newer);
}

/* ---- the deadline ---- */

static void a_deadline_is_kept_also_when_each_step_is_slow(void **state)
{
    Fixture *f = *state;
    double start = now_seconds();
    assert_done(read_begin(f->store, &f->error), f);
    f->store->deadline = (int64_t)start + 1;
    f->store->computing = 0;
    assert_false(database_execute(f->store,
                                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                  "SELECT sum(length(hex(zeroblob(7000000 + i)))) FROM n",
                                  &f->error));
    assert_says(f->error.text, "took longer");
    assert_true(now_seconds() - start < 10);
    f->store->deadline = 1; /* long ago */
    f->store->computing = INT64_MAX;
    assert_false(database_is_late(f->store)); /* it was only stopped meanwhile */
    f->store->computing = 0;
    assert_false(statement_run(f->store, SEQUENCE_LAST, NO_ARGUMENTS, &f->error));
    assert_says(f->error.text, "took longer");
    read_end(f->store);
    assert_done(store_verify(f->store, &f->error), f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(a_reader_holds_up_nobody),
        with_file(the_queue_is_for_writers_alone),
        with_file(writers_exclude_one_another_in_spite_of_a_reader),
        with_file(programs_without_a_queue_are_excluded_and_exclude),
        with_file(who_is_stopped_in_the_queue_is_passed),
        with_file(who_is_stopped_in_a_change_is_named),
        with_file(who_locks_all_marks_of_readers_is_named),
        with_file(a_log_without_index_is_read),
        with_file(a_change_that_was_broken_off_is_taken_back_also_to_read),
        with_file(a_journal_that_names_a_second_file_deletes_none),
        with_file(a_newer_version_adds_tables_columns_and_indexes),
        with_file(a_newer_version_that_computes_is_refused),
        with_file(all_versions_can_be_read_by_the_first),
        with_file(a_deadline_is_kept_also_when_each_step_is_slow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
