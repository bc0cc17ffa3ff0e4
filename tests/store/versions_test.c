/*
 * A file of every version that was released, with every record type and every field filled: brought to this version,
 * each of its records is changed, deleted and had back, and all of it exported and imported, with nothing false and a
 * sound file at the end.
 *
 * The files are tests/fixtures/version-*.steerco. Each was written by the program of its version with this test:
 *
 *     build/tests/store/versions_test write tests/fixtures/version-3.steerco
 */
#include <glob.h>

#include "filled.h"
#include "same_plan.h"
#include "steerco/exchange/csv/csv.h"
#include "steerco/records/records.h"

/* ---- writing a file ---- */

static Id undo(Fixture *f)
{
    change_release(&f->set);
    assert_done(store_undo(f->store, &f->plan, 0, &f->set, &f->error), f);
    commit(f);
    return f->set.changes.items[0].id;
}

/* The journal holds every kind of change of every record type: creations, edits, deletions, and some undone. */
static void write_journal(Fixture *f, const Filled *filled)
{
    Filled more;
    begin(f, "edit");
    for (int kind = 0; kind < entity_count; kind++)
        if (!entities[kind]->internal)
            edit_record(f, entities[kind], filled->ids[kind][BARE], 31);
    commit(f);
    create_filled(f, 11, &more);
    for (int kind = 0; kind < entity_count; kind++) {
        if (entities[kind]->internal)
            continue;
        begin(f, "delete, and have back");
        change_delete(&f->set, &f->plan, entities[kind], more.ids[kind][FULL]);
        commit(f);
        undo(f);
    }
    create_filled(f, 21, &more);
    for (int kind = 0; kind < entity_count; kind++) {
        begin(f, "delete");
        if (!entities[kind]->internal)
            change_delete(&f->set, &f->plan, entities[kind], more.ids[kind][FULL]);
        if (f->set.changes.count > 0) /* or it went with another one */
            commit(f);
    }
}

static void write_file(const char *path)
{
    void *file;
    Filled filled;
    char command[400];
    setup(&file);
    Fixture *f = file;
    create_filled(f, 1, &filled);
    write_journal(f, &filled);
    assert_done(store_verify(f->store, &f->error), f);
    close_store(f);
    snprintf(command, sizeof command, "cp %s %s", f->path, path);
    assert_int_equal(system(command), 0);
    teardown(&file);
}

/* ---- working on it ---- */

/* The plan as the file has it, which is also what the plan in memory must be. */
static void load_again(Fixture *f, Plan *out)
{
    plan_init(out);
    assert_done(store_load(f->store, f->board, out, &f->error), f);
    assert_same_plan(out, &f->plan);
}

static void assert_as_before(Fixture *f, const Plan *before)
{
    Plan now;
    load_again(f, &now);
    assert_same_records(before, &now);
    plan_release(&now);
}

/* All its fields are set in one change set, and each of them alone; both are undone. */
static void work_on_fields(Fixture *f, const Entity *entity, Id id)
{
    Plan before, now;
    load_again(f, &before);
    begin(f, "edit");
    edit_record(f, entity, id, 47);
    commit(f);
    load_again(f, &now);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        Value value = field_stored(field, plan_find(&now, entity->kind, id));
        if (!field_refers(field) && !value_equal(field, value, some_value(field, 47, &now.texts)))
            fail_msg("%s-%lld, %s was not set", entity->prefix, (long long)id, field->name);
    }
    plan_release(&now);
    undo(f);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        Value none = field_refers(field) ? value_number(0) : some_value(field, 48, &now.texts);
        begin(f, field->name);
        if (!field->required)
            change_set(&f->set, &f->plan, entity, id, field, none);
        if (f->set.changes.count > 0) {
            commit(f);
            undo(f);
        }
    }
    arena_release(&now.texts);
    assert_as_before(f, &before);
    plan_release(&before);
}

static void work_on_existence(Fixture *f, const Entity *entity, Id id)
{
    Plan before, now;
    load_again(f, &before);
    begin(f, "delete");
    change_delete(&f->set, &f->plan, entity, id);
    commit(f);
    load_again(f, &now);
    if (plan_find(&now, entity->kind, id))
        fail_msg("%s-%lld was deleted, and is there", entity->prefix, (long long)id);
    plan_release(&now);
    undo(f);
    assert_as_before(f, &before);
    plan_release(&before);
}

/* Every record of the board and of the whole file. */
static void work_on_records(Fixture *f)
{
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        Ids ids = {0};
        for (uint32_t row = 0; row < plan_count(&f->plan, entity->kind); row++)
            array_push(&ids, ((const Record *)plan_at(&f->plan, entity->kind, row))->id);
        assert_true(ids.count >= FULLNESSES);
        for (size_t i = 0; i < ids.count; i++) {
            work_on_fields(f, entity, ids.items[i]);
            if (entity != &board_entity || ids.items[i] != f->board) /* the one at work cannot go */
                work_on_existence(f, entity, ids.items[i]);
        }
        array_release(&ids);
    }
}

/* ---- out and in ---- */

static bool add_bytes(const char *bytes, size_t length, void *context, Error *error)
{
    (void)error;
    buffer_add_bytes(context, bytes, length);
    return true;
}

static void export_records(Fixture *f, const Entity *entity, Buffer *out)
{
    buffer_clear(out);
    assert_done(csv_export(&f->plan, entity, &(CsvExport){0}, add_bytes, out, &f->error), f);
}

static void import_records(Fixture *f, const Entity *entity, const Buffer *csv, CsvReport *report)
{
    begin(f, entity->plural);
    const CsvOptions options = {.entity = entity};
    bool taken = csv_import(csv->bytes, csv->length, entity->plural, &options, &f->plan, &f->set, report, &f->error);
    if (!taken || report->skipped > 0) {
        Buffer told = {0};
        csv_report_describe(report, &told);
        fail_msg("%s: %s\n%s", entity->plural, taken ? "" : f->error.text, buffer_text(&told));
    }
}

/* What comes out of one plan changes nothing in the other, where it is already. */
static void import_again(Fixture *f, Fixture *other)
{
    Buffer csv = {0};
    for (int kind = 0; kind < entity_count; kind++) {
        CsvReport report = {0};
        if (entities[kind]->internal)
            continue;
        export_records(f, entities[kind], &csv);
        import_records(other, entities[kind], &csv, &report);
        assert_int_equal(report.rows, plan_count(&f->plan, (EntityKind)kind));
        assert_int_equal(report.rows, plan_count(&other->plan, (EntityKind)kind));
        if (other->set.changes.count > 0) {
            Buffer words = {0};
            change_describe(&other->set.changes.items[0], &other->plan, &words);
            fail_msg("%s came back changed: %s", entities[kind]->plural, buffer_text(&words));
        }
        csv_report_release(&report);
    }
    buffer_release(&csv);
}

static void carry_into_an_empty_file(Fixture *f)
{
    void *file;
    Buffer csv = {0};
    setup(&file);
    Fixture *other = file;
    for (int kind = 0; kind < entity_count; kind++) {
        CsvReport report = {0};
        if (entities[kind]->internal)
            continue;
        export_records(f, entities[kind], &csv);
        import_records(other, entities[kind], &csv, &report);
        csv_report_release(&report);
        if (other->set.changes.count > 0) /* a task file brings its links and assignments along */
            commit(other);
    }
    import_again(f, other);
    assert_done(store_verify(other->store, &other->error), other);
    buffer_release(&csv);
    teardown(&file);
}

/* ---- the files ---- */

static void open_copy(Fixture *f, const char *path)
{
    char command[400];
    close_store(f);
    snprintf(command, sizeof command, "rm -f %s*; cp %s %s; chmod 600 %s", f->path, path, f->path, f->path);
    assert_int_equal(system(command), 0);
    plan_init(&f->plan);
    reopen(f);
    sign_as(f, "anna");
}

static void work_on_file(Fixture *f)
{
    assert_done(database_execute(f->store, "PRAGMA synchronous = OFF", &f->error), f);
    assert_done(store_verify(f->store, &f->error), f);
    work_on_records(f);
    settle_finished(f);
    import_again(f, f);
    carry_into_an_empty_file(f);
    assert_done(store_verify(f->store, &f->error), f);
}

static void files_of_every_version_can_be_worked_on(void **state)
{
    Fixture *f = *state;
    glob_t found;
    bool present[64] = {false};
    assert_int_equal(glob("tests/fixtures/version-*.steerco", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        Filled filled;
        present[atoi(found.gl_pathv[i] + strlen("tests/fixtures/version-")) % 64] = true;
        print_message("%s\n", found.gl_pathv[i]);
        open_copy(f, found.gl_pathv[i]);
        create_filled(f, 51, &filled); /* of the types that came later too */
        work_on_file(f);
    }
    globfree(&found);
    for (int version = 1; version < schema_newest(migrations); version++)
        if (!present[version])
            fail_msg("there is no file of version %d in tests/fixtures", version);
}

static void a_file_of_this_version_can_be_worked_on(void **state)
{
    Fixture *f = *state;
    Filled filled;
    create_filled(f, 1, &filled);
    write_journal(f, &filled);
    reopen(f);
    sign_as(f, "anna");
    work_on_file(f);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_file(files_of_every_version_can_be_worked_on),
        with_file(a_file_of_this_version_can_be_worked_on),
    };
    if (argc == 3 && strcmp(argv[1], "write") == 0) {
        write_file(argv[2]);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
