/*
 * Opening: what is ours is opened for whom it may be, what is not is refused with a sentence; the schema is the field
 * tables; older files are brought forward with a copy kept.
 */
#include "fixture.h"

#include "steerco/records/records.h"
#include <sys/stat.h>
#include <sys/wait.h>

static unsigned mode_of(const char *path, const char *suffix)
{
    struct stat status;
    char name[160];
    snprintf(name, sizeof name, "%s%s", path, suffix);
    assert_int_equal(stat(name, &status), 0);
    return status.st_mode & 07777;
}

/* The sentence with which a file is refused. */
static const char *refusal(Fixture *f, const char *path, StoreMode mode)
{
    error_clear(&f->error);
    assert_null(store_open(path, mode, &f->error));
    assert_int_equal(f->error.kind, ERROR_FAILED);
    return f->error.text;
}

static void assert_says(const char *sentence, const char *words)
{
    if (!strstr(sentence, words))
        fail_msg("'%s' does not say '%s'", sentence, words);
}

/* Change the closed file behind the store's back. */
static void tamper(Fixture *f, const char *sql)
{
    close_store(f);
    alter_file(f, sql);
}

static void write_file(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
}

/* ---- creating ---- */

static void a_new_file_is_for_its_maker_alone(void **state)
{
    Fixture *f = *state;
    assert_int_equal(mode_of(f->path, ""), 0600);
    assert_int_equal(mode_of(f->path, "-wal"), 0600);
    assert_int_equal(mode_of(f->path, "-shm"), 0600);
    assert_string_equal(store_path(f->store), f->path);
    assert_string_equal(store_notice(f->store), "");
    assert_false(store_is_read_only(f->store));
}

static void in_a_setgid_folder_the_group_may_write(void **state)
{
    Fixture *f = *state;
    char path[128];
    mode_t before = umask(077);
    assert_int_equal(chmod(f->folder, 02770), 0);
    snprintf(path, sizeof path, "%s/shared.steerco", f->folder);
    Store *store = store_open(path, STORE_CREATE, &f->error);
    umask(before);
    assert_done(store, f);
    assert_int_equal(mode_of(path, ""), 0660);
    assert_int_equal(mode_of(path, "-wal"), 0660);
    assert_int_equal(mode_of(path, "-shm"), 0660);
    store_close(store);
}

static void creating_never_overwrites(void **state)
{
    Fixture *f = *state;
    assert_says(refusal(f, f->path, STORE_CREATE), "File exists");
    assert_done(store_verify(f->store, &f->error), f);
}

static void until_it_is_published_a_file_has_no_name(void **state)
{
    Fixture *f = *state;
    char path[128];
    snprintf(path, sizeof path, "%s/made.steerco", f->folder);
    Store *store = store_open(path, STORE_MAKE, &f->error);
    assert_done(store, f);
    assert_int_equal(access(path, F_OK), -1);
    assert_done(store_publish(store, &f->error), f);
    store = store_open(path, STORE_READ, &f->error);
    assert_done(store && store_verify(store, &f->error), f);
    store_close(store);
}

/* Does the file alone lie there, with nothing beside it whose name begins alike? */
static bool is_alone(const char *path)
{
    char command[200];
    snprintf(command, sizeof command, "test $(ls %s* 2>/dev/null | wc -l) -eq 1", path);
    return system(command) == 0;
}

static void publishing_never_overwrites(void **state)
{
    Fixture *f = *state;
    char path[128];
    snprintf(path, sizeof path, "%s/made.steerco", f->folder);
    Store *store = store_open(path, STORE_MAKE, &f->error);
    assert_done(store, f);
    FILE *quicker = fopen(path, "w");
    fputs("mine", quicker);
    fclose(quicker);
    assert_false(store_publish(store, &f->error));
    assert_says(f->error.text, "File exists");
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_size, 4);
    assert_true(is_alone(path)); /* nothing is left of what was made */
}

/* Deleted without its log, which a new file of that name must not be taken for. */
static void the_log_of_a_deleted_file_does_not_come_into_the_next(void **state)
{
    Fixture *f = *state;
    Plan plan;
    char command[300];
    add_task(f, "of yesterday");
    snprintf(command, sizeof command, "cp %s-wal %s/kept", f->path, f->folder);
    assert_int_equal(system(command), 0);
    close_store(f);
    plan_init(&f->plan);
    assert_int_equal(unlink(f->path), 0);
    snprintf(command, sizeof command, "test -s %s/kept && mv %s/kept %s-wal", f->folder, f->folder, f->path);
    assert_int_equal(system(command), 0);
    f->store = store_open(f->path, STORE_CREATE, &f->error);
    assert_done(f->store && store_verify(f->store, &f->error), f);
    plan_init(&plan);
    assert_done(store_load(f->store, 0, &plan, &f->error), f);
    assert_int_equal(plan_count(&plan, ENTITY_BOARD), 0);
    plan_release(&plan);
}

static void creating_in_a_folder_that_is_not_there_fails(void **state)
{
    assert_says(refusal(*state, "/nonexistent/x.steerco", STORE_CREATE), "folder cannot be opened");
}

/* ---- refusing ---- */

static void a_missing_file_is_not_made(void **state)
{
    Fixture *f = *state;
    char path[128];
    snprintf(path, sizeof path, "%s/missing.steerco", f->folder);
    assert_says(refusal(f, path, STORE_WRITE), "steerco new");
    assert_int_equal(access(path, F_OK), -1);
}

static void a_folder_is_not_a_file(void **state)
{
    Fixture *f = *state;
    assert_says(refusal(f, f->folder, STORE_WRITE), "is not a file");
}

static void a_symbolic_link_is_refused(void **state)
{
    Fixture *f = *state;
    char link_path[128];
    snprintf(link_path, sizeof link_path, "%s/link.steerco", f->folder);
    assert_int_equal(symlink(f->path, link_path), 0);
    assert_says(refusal(f, link_path, STORE_WRITE), "symbolic link");
}

/* Under each of two names a file would have a log of its own. */
static void a_file_with_a_second_name_is_refused(void **state)
{
    Fixture *f = *state;
    char other[128];
    snprintf(other, sizeof other, "%s.other", f->path);
    close_store(f);
    assert_int_equal(link(f->path, other), 0);
    assert_says(refusal(f, f->path, STORE_WRITE), "has a second name");
    assert_says(refusal(f, other, STORE_WRITE), "has a second name");
    assert_int_equal(unlink(other), 0);
    reopen(f);
    assert_done(store_verify(f->store, &f->error), f);
}

static void a_linked_folder_is_fine(void **state)
{
    Fixture *f = *state;
    char folder[96], path[128];
    snprintf(folder, sizeof folder, "%s/folder", f->folder);
    snprintf(path, sizeof path, "%s/office.steerco", folder);
    assert_int_equal(symlink(f->folder, folder), 0);
    Store *store = store_open(path, STORE_WRITE, &f->error);
    assert_done(store, f);
    store_close(store);
}

static void a_world_writable_file_is_refused(void **state)
{
    Fixture *f = *state;
    assert_int_equal(chmod(f->path, 0666), 0);
    assert_says(refusal(f, f->path, STORE_READ), "written by everybody");
}

static void other_files_are_not_ours(void **state)
{
    Fixture *f = *state;
    static const char *const contents[] = {"", "Task,Duration\r\nPour concrete,3d\r\n", "SQLite format 3"};
    char path[128];
    snprintf(path, sizeof path, "%s/other", f->folder);
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        write_file(path, contents[i]);
        assert_says(refusal(f, path, STORE_WRITE), "is not a steerco planning file");
    }
}

static void databases_of_other_programs_are_not_ours(void **state)
{
    Fixture *f = *state;
    tamper(f, "PRAGMA application_id = 7");
    assert_says(refusal(f, f->path, STORE_WRITE), "is not a steerco planning file");
}

static void a_planted_trigger_or_view_is_refused(void **state)
{
    static const char *const planted[] = {
        "CREATE TRIGGER t AFTER UPDATE ON tasks BEGIN DELETE FROM risks; END",
        "DROP TRIGGER t; CREATE VIEW v AS SELECT * FROM tasks",
        "DROP VIEW v; ALTER TABLE tasks ADD COLUMN more TEXT",
    };
    Fixture *f = *state;
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) {
        tamper(f, planted[i]);
        assert_says(refusal(f, f->path, STORE_WRITE), "its tables are not those of version ");
    }
}

static void values_that_no_field_can_hold_are_refused(void **state)
{
    static const char *const planted[] = {
        "UPDATE tasks SET constraint_type = 200",
        "UPDATE tasks SET constraint_type = 0, deadline = 9000000000",
        "UPDATE tasks SET deadline = NULL, id = 9223372036854775807",
        "UPDATE tasks SET id = 1; UPDATE boards SET minutes_per_day = 0",
        "UPDATE boards SET minutes_per_day = NULL",
    };
    Fixture *f = *state;
    add_task(f, "Pack");
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) {
        tamper(f, planted[i]);
        f->store = store_open(f->path, STORE_WRITE, &f->error);
        assert_done(f->store, f);
        plan_init(&f->plan);
        assert_false(store_load(f->store, f->board, &f->plan, &f->error));
        assert_says(f->error.text, "is damaged");
        assert_false(store_verify(f->store, &f->error));
    }
}

static void a_board_that_is_not_there_is_not_loaded(void **state)
{
    Fixture *f = *state;
    plan_release(&f->plan);
    plan_init(&f->plan);
    assert_false(store_load(f->store, 99, &f->plan, &f->error));
    assert_says(f->error.text, "no board B-99");
}

/* ---- read-only ---- */

static void reading_mode_does_not_write(void **state)
{
    Fixture *f = *state;
    store_close(f->store);
    f->store = store_open(f->path, STORE_READ, &f->error);
    assert_done(f->store, f);
    reload(f);
    assert_true(store_is_read_only(f->store));
    begin(f, "add");
    change_create(&f->set, &task_entity);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_says(f->error.text, "for reading only");
    assert_int_equal(f->set.sequence, 0);
}

/* Runs as a user without rights: 0 when the file opened read-only, with a notice, and could be loaded. */
static int look_without_rights(const char *path)
{
    const uid_t nobody = 65534;
    Error error = {0};
    Plan plan;
    if (geteuid() == 0 && setuid(nobody) != 0)
        return 1;
    Store *store = store_open(path, STORE_WRITE, &error);
    if (!store || !store_is_read_only(store) || !strstr(store_notice(store), "read-only"))
        return 2;
    plan_init(&plan);
    if (!store_load(store, 1, &plan, &error) || plan_count(&plan, ENTITY_BOARD) != 1)
        return 3;
    plan_release(&plan);
    store_close(store);
    return 0;
}

static int status_of_viewer(const char *path)
{
    int status;
    pid_t viewer = fork();
    if (viewer == 0)
        _exit(look_without_rights(path));
    waitpid(viewer, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_viewer_without_rights_reads_while_others_have_it_open_or_not(void **state)
{
    Fixture *f = *state;
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    unsigned mode = geteuid() == 0 ? 0644 : 0444;
    for (size_t i = 0; i < 3; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", f->path, suffixes[i]);
        assert_int_equal(chmod(name, mode), 0);
    }
    assert_int_equal(chmod(f->folder, 0555), 0);
    assert_int_equal(status_of_viewer(f->path), 0);
    close_store(f);
    assert_int_equal(status_of_viewer(f->path), 0);
    assert_int_equal(chmod(f->folder, 0755), 0);
}

static void a_newer_file_opens_read_only_with_a_notice(void **state)
{
    Fixture *f = *state;
    tamper(f, "ALTER TABLE tasks ADD COLUMN more TEXT; PRAGMA user_version = 99");
    reopen(f);
    assert_true(store_is_read_only(f->store));
    assert_says(store_notice(f->store), "made by a newer steerco");
    begin(f, "add");
    change_create(&f->set, &task_entity);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
}

/* ---- versions ---- */

static const char *const adds_a_column[] = {
    "ALTER TABLE tasks ADD COLUMN mood TEXT",
    "UPDATE tasks SET mood = 'good'",
    NULL,
};

static void an_older_file_is_migrated_and_a_copy_kept(void **state)
{
    Fixture *f = *state;
    NextVersion next;
    char copy[128];
    add_task(f, "Pack");
    close_store(f);
    f->store = store_open_with(f->path, STORE_WRITE, with_next_version(&next, adds_a_column), &f->error);
    assert_done(f->store, f);
    assert_says(store_notice(f->store), "a copy of the old one");
    assert_false(store_is_read_only(f->store));
    close_store(f);

    assert_says(refusal(f, f->path, STORE_CREATE), "File exists");
    snprintf(copy, sizeof copy, "%s.version-%d", f->path, schema_newest(migrations));
    assert_int_equal(mode_of(copy, ""), 0600);
    memcpy(f->path, copy, sizeof f->path); /* the copy is a whole file of the version before */
    reopen(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 1);
    assert_done(store_verify(f->store, &f->error), f);
}

/* As the first version of the program made it, with records whose digests the journal has. */
static void a_file_of_the_first_version_is_brought_up_to_date(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "Pack");
    close_store(f);
    make_first_version(f);
    reopen(f);
    assert_says(store_notice(f->store), "a copy of the old one");
    assert_false(task_of(f, task)->ignore_resource_calendar);
    assert_int_equal(plan_board(&f->plan)->near_critical_slack, INT32_MIN);
    assert_done(store_verify(f->store, &f->error), f);
}

static void copies_are_not_overwritten(void **state)
{
    Fixture *f = *state;
    NextVersion next;
    char copy[128];
    snprintf(copy, sizeof copy, "%s.version-%d", f->path, schema_newest(migrations));
    write_file(copy, "precious");
    close_store(f);
    f->store = store_open_with(f->path, STORE_WRITE, with_next_version(&next, adds_a_column), &f->error);
    assert_done(f->store, f);
    struct stat status;
    assert_int_equal(stat(copy, &status), 0);
    assert_int_equal(status.st_size, 8);
    assert_int_equal(mode_of(copy, "-2"), 0600);
}

static void a_failing_migration_leaves_the_old_version(void **state)
{
    static const char *const fails[] = {"ALTER TABLE tasks ADD COLUMN mood TEXT", "UPDATE nothing SET x = 1", NULL};
    Fixture *f = *state;
    NextVersion next;
    char step[64];
    close_store(f);
    assert_null(store_open_with(f->path, STORE_WRITE, with_next_version(&next, fails), &f->error));
    snprintf(step, sizeof step, "bringing the file to version %d", schema_newest(migrations) + 1);
    assert_says(f->error.text, step);
    reopen(f);
    assert_done(store_verify(f->store, &f->error), f);
}

static void an_older_file_that_may_not_be_written_says_so(void **state)
{
    Fixture *f = *state;
    NextVersion next;
    close_store(f);
    assert_null(store_open_with(f->path, STORE_READ, with_next_version(&next, adds_a_column), &f->error));
    assert_says(f->error.text, "of an older version");
}

/* ---- schema and statements ---- */

static int count_columns(Fixture *f, const Entity *entity, const char *name, const char *type)
{
    sqlite3_stmt *query = NULL;
    assert_int_equal(sqlite3_prepare_v2(f->store->handle,
                                        "SELECT count(*) FROM pragma_table_info(?1) "
                                        "WHERE (?2 IS NULL OR name = ?2) AND (?3 IS NULL OR type = ?3)",
                                        -1, &query, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(query, 1, entity->plural, -1, SQLITE_STATIC);
    sqlite3_bind_text(query, 2, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(query, 3, type, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    int count = sqlite3_column_int(query, 0);
    sqlite3_finalize(query);
    return count;
}

static void every_stored_field_has_its_column_and_no_other(void **state)
{
    Fixture *f = *state;
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        int stored = 0;
        for (const Field *field = entity->fields; field->name; field++) {
            if (!field_is_stored(field))
                continue;
            stored++;
            if (count_columns(f, entity, field->name, field_is_text(field) ? "TEXT" : "INTEGER") != 1)
                fail_msg("%s.%s is not in the schema", entity->plural, field->name);
        }
        assert_int_equal(count_columns(f, entity, NULL, NULL), stored + 2); /* id and board */
    }
}

static void every_record_type_has_its_counter(void **state)
{
    Fixture *f = *state;
    int64_t next;
    for (int kind = 0; kind < entity_count; kind++) {
        assert_done(statement_number(f->store, COUNTER_READ, ARGUMENTS(argument_text(entities[kind]->name)), 0, &next,
                                     &f->error),
                    f);
        assert_int_equal(next, kind == ENTITY_BOARD ? 2 : 1);
    }
}

/* ---- the text of a migration: build/tests/store/open_test schema TYPE… ---- */

/* Behind what stands on the line already, or on a line of its own. */
static void print_column(const char *text, size_t *width)
{
    enum { MOST = 100 };
    if (*width + strlen(text) + 2 > MOST) {
        printf(",\\n\"\n    \"    ");
        *width = 8;
    } else {
        printf(", ");
        *width += 2;
    }
    printf("%s", text);
    *width += strlen(text);
}

static bool is_word_of_sql(const char *name)
{
    return sqlite3_keyword_check(name, (int)strlen(name)) != 0;
}

/* As the statements of a Migration: the table of a type with a column a stored field. */
static void print_table(const Entity *entity)
{
    size_t width = 8;
    printf("    \"CREATE TABLE %s (\\n\"\n    \"    id INTEGER PRIMARY KEY", entity->plural);
    width += strlen("id INTEGER PRIMARY KEY");
    print_column("board INTEGER NOT NULL", &width);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        char text[80];
        const char *quote = is_word_of_sql(field->name) ? "\\\"" : "";
        snprintf(text, sizeof text, "%s%s%s %s", quote, field->name, quote, field_is_text(field) ? "TEXT" : "INTEGER");
        print_column(text, &width);
    }
    printf("\\n\"\n    \")\",\n");
}

static int print_schema(char **names)
{
    for (char **name = names; *name; name++) {
        if (!entity_find(*name))
            return fprintf(stderr, "'%s' is no record type\n", *name), 2;
        print_table(entity_find(*name));
    }
    printf("    \"INSERT INTO counters (entity, next) VALUES");
    for (char **name = names; *name; name++)
        printf("%s%s('%s', 1)", name == names ? " " : ", ", (name - names) % 4 == 3 ? "\"\n    \"" : "",
               entity_find(*name)->name);
    printf("\",\n");
    return 0;
}

/* "$2" is a name to SQLite, which numbers names in the order of their appearance. */
static void parameters_are_numbered_as_they_are_named(void **state)
{
    Fixture *f = *state;
    for (int id = 0; id < STATEMENT_COUNT; id++) {
        sqlite3_stmt *statement = NULL;
        assert_non_null(statement_texts[id]);
        assert_int_equal(sqlite3_prepare_v2(f->store->handle, statement_texts[id], -1, &statement, NULL), SQLITE_OK);
        for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
            char name[16];
            snprintf(name, sizeof name, "$%d", i);
            assert_string_equal(sqlite3_bind_parameter_name(statement, i), name);
        }
        sqlite3_finalize(statement);
    }
}

static void commits_are_synced_into_a_log_that_stays(void **state)
{
    Fixture *f = *state;
    sqlite3_stmt *query = NULL;
    sqlite3_prepare_v2(f->store->handle,
                       "SELECT (SELECT journal_mode FROM pragma_journal_mode), "
                       "(SELECT synchronous FROM pragma_synchronous)",
                       -1, &query, NULL);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    assert_string_equal(sqlite3_column_text(query, 0), "wal");
    assert_int_equal(sqlite3_column_int(query, 1), 2); /* FULL */
    sqlite3_finalize(query);
    close_store(f);
    assert_int_equal(mode_of(f->path, "-wal"), 0600);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_file(a_new_file_is_for_its_maker_alone),
        with_file(in_a_setgid_folder_the_group_may_write),
        with_file(creating_never_overwrites),
        with_file(until_it_is_published_a_file_has_no_name),
        with_file(publishing_never_overwrites),
        with_file(the_log_of_a_deleted_file_does_not_come_into_the_next),
        with_file(creating_in_a_folder_that_is_not_there_fails),
        with_file(a_missing_file_is_not_made),
        with_file(a_folder_is_not_a_file),
        with_file(a_symbolic_link_is_refused),
        with_file(a_file_with_a_second_name_is_refused),
        with_file(a_linked_folder_is_fine),
        with_file(a_world_writable_file_is_refused),
        with_file(other_files_are_not_ours),
        with_file(databases_of_other_programs_are_not_ours),
        with_file(a_planted_trigger_or_view_is_refused),
        with_file(values_that_no_field_can_hold_are_refused),
        with_file(a_board_that_is_not_there_is_not_loaded),
        with_file(reading_mode_does_not_write),
        with_file(a_viewer_without_rights_reads_while_others_have_it_open_or_not),
        with_file(a_newer_file_opens_read_only_with_a_notice),
        with_file(an_older_file_is_migrated_and_a_copy_kept),
        with_file(a_file_of_the_first_version_is_brought_up_to_date),
        with_file(copies_are_not_overwritten),
        with_file(a_failing_migration_leaves_the_old_version),
        with_file(an_older_file_that_may_not_be_written_says_so),
        with_file(every_stored_field_has_its_column_and_no_other),
        with_file(every_record_type_has_its_counter),
        with_file(parameters_are_numbered_as_they_are_named),
        with_file(commits_are_synced_into_a_log_that_stays),
    };
    if (argc > 2 && strcmp(argv[1], "schema") == 0)
        return print_schema(argv + 2);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
