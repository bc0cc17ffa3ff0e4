/*
 * Every value has one spelling in the file. Whatever else another program leaves in a column is brought to it when it
 * can mean only one thing, or refused with a sentence that names record and field; the check of the file finds it
 * either way; and a change of such a record is made, or it is said why not.
 *
 *     build/tests/store/spelling_test all     every column of every record type; otherwise one of each kind of column
 */
#include "filled.h"

typedef struct Sweep {
    Fixture *f;
    Filled filled;
    unsigned char *bytes; /* of the file as it was written */
    size_t size;
    bool all;
    const Entity *entity; /* the column under test, of the record that has everything */
    const Field *field;
    Id id;
    int cases;
} Sweep;

/* ---- the file, and what is put into it ---- */

static void restore(Sweep *sweep)
{
    char name[128];
    close_store(sweep->f);
    snprintf(name, sizeof name, "%s-wal", sweep->f->path);
    unlink(name);
    snprintf(name, sizeof name, "%s-shm", sweep->f->path);
    unlink(name);
    FILE *file = fopen(sweep->f->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(sweep->bytes, 1, sweep->size, file), sweep->size);
    fclose(file);
    plan_init(&sweep->f->plan);
    reopen(sweep->f);
    assert_done(database_execute(sweep->f->store, "PRAGMA synchronous = OFF", &sweep->f->error), sweep->f);
}

/* The engine would turn '12' into 12 on its way into the column: for a moment the columns have no type. */
static void plant(const Sweep *sweep, const char *sql)
{
    Buffer all = {0};
    const char *table = sweep->entity->plural;
    buffer_format(&all,
                  "PRAGMA synchronous = OFF;"
                  "CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = '%s';"
                  "PRAGMA writable_schema = ON;"
                  "UPDATE sqlite_schema SET sql = replace(replace(replace(replace(replace(replace(sql,"
                  "' INTEGER,', ' BLOB,'), ' TEXT,', ' BLOB,'), ' INTEGER' || char(10), ' BLOB' || char(10)),"
                  "' TEXT' || char(10), ' BLOB' || char(10)), ' INTEGER)', ' BLOB)'), ' TEXT)', ' BLOB)')"
                  "WHERE name = '%s';"
                  "PRAGMA writable_schema = RESET;"
                  "UPDATE %s SET \"%s\" = %s WHERE id = %lld;"
                  "PRAGMA writable_schema = ON;"
                  "UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = '%s';"
                  "PRAGMA writable_schema = RESET",
                  table, table, table, sweep->field->name, sql, (long long)sweep->id, table);
    alter_file(sweep->f, buffer_text(&all));
    buffer_release(&all);
}

/* Is the record in the file, whatever it looks like? */
static bool is_there(const Sweep *sweep)
{
    char sql[128];
    sqlite3 *raw = NULL;
    sqlite3_stmt *query = NULL;
    snprintf(sql, sizeof sql, "SELECT 1 FROM %s WHERE id = %lld", sweep->entity->plural, (long long)sweep->id);
    assert_int_equal(sqlite3_open(sweep->f->path, &raw), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &query, NULL), SQLITE_OK);
    bool there = sqlite3_step(query) == SQLITE_ROW;
    sqlite3_finalize(query);
    sqlite3_close(raw);
    return there;
}

static void fail_case(const Sweep *sweep, const char *sql, const char *what)
{
    fail_msg("%s.%s = %s: %s (%s)", sweep->entity->plural, sweep->field->name, sql, what, sweep->f->error.text);
}

/* Does the sentence name record, field, what it holds and what was expected? */
static bool names_it(const Sweep *sweep)
{
    char words[120];
    snprintf(words, sizeof words, "%s-%lld: %s holds ", sweep->entity->prefix, (long long)sweep->id,
             sweep->field->name);
    return strstr(sweep->f->error.text, words) && strstr(sweep->f->error.text, "; expected ");
}

/* Load what is in the file now. */
static bool try_load(Sweep *sweep, Plan *out)
{
    error_clear(&sweep->f->error);
    plan_init(out);
    return store_load(sweep->f->store, sweep->f->board, out, &sweep->f->error);
}

/* ---- the same value, spelled otherwise ---- */

/* Of what the record holds; false when there are no more. */
static bool respelling(const Sweep *sweep, int nth, char sql[120])
{
    const Field *field = sweep->field;
    const Value value = field_stored(field, plan_find(&sweep->f->plan, sweep->entity->kind, sweep->id));
    if (field_is_text(field)) {
        snprintf(sql, 120, "CAST(\"%s\" AS BLOB)", field->name);
        return nth < 1;
    }
    snprintf(sql, 120, nth == 0 ? "'%lld'" : nth == 1 ? "%lld.0" : "NULL", (long long)value.number);
    bool zero = (field->type == FIELD_FLAG || field->type == FIELD_CHOICE) && value.number == 0;
    return nth < (zero ? 3 : 2);
}

/* Of nothing, which is NULL. */
static bool respelling_of_nothing(const Sweep *sweep, int nth, char sql[120])
{
    static const char *const texts[] = {"''", "X''", NULL};
    static const char *const numbers[] = {"-9223372036854775808", NULL};
    static const char *const references[] = {"0", "'0'", "0.0", "-9223372036854775808", NULL};
    const Field *field = sweep->field;
    const char *const *list = field_is_text(field) ? texts : field_refers(field) ? references : numbers;
    for (int i = 0; i < nth; i++)
        list++;
    if (*list)
        snprintf(sql, 120, "%s", *list);
    return *list != NULL;
}

static void undo(Fixture *f)
{
    change_release(&f->set);
    assert_done(store_undo(f->store, &f->plan, 0, &f->set, &f->error), f);
    commit(f);
}

/* Found by the check, and taken for what it is by everybody else. */
static int64_t another_target(const Sweep *sweep)
{
    const Entity *entity = sweep->field->type == FIELD_ANY ? &task_entity : sweep->field->refers_to;
    Id id = sweep->filled.ids[entity->kind][BARE];
    return sweep->field->type == FIELD_ANY ? any_id(entity, id) : id;
}

static void use_respelled(Sweep *sweep, const char *sql, bool deletes)
{
    Fixture *f = sweep->f;
    plant(sweep, sql);
    error_clear(&f->error);
    if (store_verify(f->store, &f->error) || !names_it(sweep))
        fail_case(sweep, sql, "not found by the check");
    begin(f, "change");
    if (deletes)
        change_delete(&f->set, &f->plan, sweep->entity, sweep->id);
    else
        edit_record(f, sweep->entity, sweep->id, 2);
    if (!deletes && field_refers(sweep->field) && !sweep->field->required)
        change_set(&f->set, &f->plan, sweep->entity, sweep->id, sweep->field, value_number(another_target(sweep)));
    error_clear(&f->error);
    if (!store_commit(f->store, &f->set, &f->conflicts, &f->error))
        fail_case(sweep, sql, "could not be changed");
    plan_apply(&f->plan, &f->set);
    f->plan.sequence = f->set.sequence;
    if (deletes == is_there(sweep))
        fail_case(sweep, sql, deletes ? "deleted, and is there" : "changed, and is gone");
    reload(f);
    undo(f);
    /* What was not touched is as it was planted, unless the engine brought it to its type with the rest of the row. */
    bool touched = deletes || !field_refers(sweep->field) || !sweep->field->required;
    error_clear(&f->error);
    if (!store_verify(f->store, &f->error) && (touched || !names_it(sweep)))
        fail_case(sweep, sql, "is wrong at the end");
    sweep->cases++;
}

static void sweep_column(Sweep *sweep)
{
    char sql[120];
    for (int deletes = 0; deletes < 2; deletes++) {
        for (int i = 0; restore(sweep), respelling(sweep, i, sql); i++)
            use_respelled(sweep, sql, deletes);
        if (sweep->field->required || sweep->field->type == FIELD_FLAG || sweep->field->type == FIELD_CHOICE)
            continue;
        for (int i = 0; respelling_of_nothing(sweep, i, sql); i++) {
            restore(sweep);
            begin(sweep->f, "clear");
            change_set(&sweep->f->set, &sweep->f->plan, sweep->entity, sweep->id, sweep->field,
                       field_is_text(sweep->field)  ? value_text("")
                       : field_refers(sweep->field) ? value_number(0)
                                                    : value_number(VALUE_NONE));
            commit(sweep->f);
            use_respelled(sweep, sql, deletes);
        }
    }
}

/* ---- whatever there is ---- */

typedef struct Foreign {
    const char *sql;
    const char *text; /* what it means in a column of texts; null: nothing */
    bool is_text;     /* and that is how it is written there */
    bool has_number;  /* what it means in a column of numbers */
    bool is_number;
    int64_t number;
} Foreign;

static const Foreign foreigners[] = {
    {"NULL", .text = "", .is_text = true},
    {"''", .text = ""},
    {"'abc'", .text = "abc", .is_text = true},
    {"'12'", .text = "12", .is_text = true, .has_number = true, .number = 12},
    {"'-1'", .text = "-1", .is_text = true, .has_number = true, .number = -1},
    {"'012'", .text = "012", .is_text = true},
    {"'12abc'", .text = "12abc", .is_text = true},
    {"' 12'", .text = " 12", .is_text = true},
    {"'12.0'", .text = "12.0", .is_text = true},
    {"'99999999999999999999'", .text = "99999999999999999999", .is_text = true},
    {"CAST(X'61006263' AS TEXT)", .text = NULL},
    {"CAST(X'313200' AS TEXT)", .text = NULL},
    {"X''", .text = ""},
    {"X'3132'", .text = "12"},
    {"X'61006263'", .text = NULL},
    {"0", .text = "0", .has_number = true, .is_number = true, .number = 0},
    {"12", .text = "12", .has_number = true, .is_number = true, .number = 12},
    {"-1", .text = "-1", .has_number = true, .is_number = true, .number = -1},
    {"200", .text = "200", .has_number = true, .is_number = true, .number = 200},
    {"256", .text = "256", .has_number = true, .is_number = true, .number = 256},
    {"65537", .text = "65537", .has_number = true, .is_number = true, .number = 65537},
    {"4294967297", .text = "4294967297", .has_number = true, .is_number = true, .number = 4294967297},
    {"9223372036854775807", .text = "9223372036854775807", .has_number = true, .is_number = true, .number = INT64_MAX},
    {"-9223372036854775808", .text = "-9223372036854775808", .has_number = true, .number = INT64_MIN},
    {"12.0", .has_number = true, .number = 12},
    {"12.5", .text = NULL},
    {"1e300", .text = NULL},
    {"9e999", .text = NULL},
    {"9223372036854775807.0", .text = NULL},
};

/* What should become of it: its meaning in *out; is it spelled as the program would? False: it is refused. */
static bool is_to_be_taken(const Sweep *sweep, const Foreign *foreign, Value *out, bool *own)
{
    const Field *field = sweep->field;
    const bool counts = field->type == FIELD_FLAG || field->type == FIELD_CHOICE;
    bool null = strcmp(foreign->sql, "NULL") == 0;
    bool none = null || foreign->number == INT64_MIN || (field_refers(field) && foreign->number == 0);
    if (field_is_text(field)) {
        *out = value_text(foreign->text);
        *own = foreign->is_text;
        return foreign->text != NULL;
    }
    if (!null && !foreign->has_number)
        return false;
    if (none) {
        *out = value_number(counts || field_refers(field) ? 0 : VALUE_NONE);
        *own = null && !counts;
        return counts || !field->required;
    }
    const Column column = column_of(field);
    *out = value_number(foreign->number);
    *own = foreign->is_number;
    return foreign->number >= column.low && foreign->number <= column.high &&
           (field->type != FIELD_DURATION || duration_is_valid(foreign->number));
}

/* No answer may be false: what is said to be done is done. */
static void delete_it(Sweep *sweep, const char *sql, bool taken)
{
    Fixture *f = sweep->f;
    if (taken)
        reload(f);
    begin(f, "delete");
    change_delete(&f->set, &f->plan, sweep->entity, sweep->id);
    error_clear(&f->error);
    bool done = store_commit(f->store, &f->set, &f->conflicts, &f->error);
    if (done == is_there(sweep))
        fail_case(sweep, sql, done ? "deleted, and is there" : "not deleted, and is gone");
    if (done != taken)
        fail_case(sweep, sql, done ? "deleted, though it cannot be read" : "cannot be deleted");
    if (!done && !names_it(sweep))
        fail_case(sweep, sql, "is not named");
}

static void plant_foreigner(Sweep *sweep, const Foreign *foreign)
{
    Plan now;
    Value meaning;
    bool own = false;
    Fixture *f = sweep->f;
    restore(sweep);
    plant(sweep, foreign->sql);
    bool taken = is_to_be_taken(sweep, foreign, &meaning, &own), loaded = try_load(sweep, &now);
    if (loaded != taken)
        fail_case(sweep, foreign->sql, loaded ? "was taken" : "was refused");
    if (!loaded && !names_it(sweep))
        fail_case(sweep, foreign->sql, "is not named");
    if (loaded && !value_equal(sweep->field, meaning,
                               field_stored(sweep->field, plan_find(&now, sweep->entity->kind, sweep->id))))
        fail_case(sweep, foreign->sql, "means something else");
    plan_release(&now);
    error_clear(&f->error);
    bool sound = store_verify(f->store, &f->error);
    if ((sound || !names_it(sweep)) != (taken && own))
        fail_case(sweep, foreign->sql, sound || !names_it(sweep) ? "not found by the check" : "found by the check");
    delete_it(sweep, foreign->sql, taken);
    sweep->cases++;
}

static void sweep_foreigners(Sweep *sweep)
{
    for (size_t i = 0; i < sizeof foreigners / sizeof *foreigners; i++)
        plant_foreigner(sweep, &foreigners[i]);
}

/* ---- the columns ---- */

/* One of each type, required and not, unless all are asked for. */
static bool is_seen(const Sweep *sweep, bool seen[64][2])
{
    bool *known = &seen[sweep->field->type][sweep->field->required];
    bool was = *known && !sweep->all;
    *known = true;
    return was;
}

static void sweep_columns(Sweep *sweep, void (*visit)(Sweep *))
{
    bool seen[64][2] = {{false}};
    for (int kind = 0; kind < entity_count; kind++) {
        if (entities[kind]->internal)
            continue;
        sweep->entity = entities[kind];
        sweep->id = sweep->filled.ids[kind][FULL];
        for (const Field *field = stored_field(sweep->entity->fields); field->name; field = stored_field(field + 1)) {
            sweep->field = field;
            if (!is_seen(sweep, seen))
                visit(sweep);
        }
    }
}

static void run(bool all, void (*visit)(Sweep *), const char *what)
{
    void *file;
    Sweep sweep = {.all = all};
    setup(&file);
    sweep.f = file;
    create_filled(sweep.f, 1, &sweep.filled);
    assert_done(store_verify(sweep.f->store, &sweep.f->error), sweep.f);
    close_store(sweep.f);
    sweep.bytes = read_whole(sweep.f->path, &sweep.size);
    sweep_columns(&sweep, visit);
    print_message("runs %d %s\n", sweep.cases, what);
    free(sweep.bytes);
    teardown(&file);
}

static void a_value_in_another_spelling_is_found_and_used(void **state)
{
    run(*(bool *)*state, sweep_column, "values in another spelling, each found, changed and undone");
}

static void what_is_no_value_is_refused_and_what_is_done_is_done(void **state)
{
    run(*(bool *)*state, sweep_foreigners, "foreign values planted, each taken for what it means or refused");
}

/* A record that lies on no board is not passed over as if it were not there. */
static void a_board_that_cannot_be_is_told(void **state)
{
    static const char *const boards[] = {"X'31'", "'one'", "-1", "9223372036854775807", "1.5"};
    Fixture *f = *state;
    Plan now;
    char sql[80];
    add_task(f, "Pack");
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        snprintf(sql, sizeof sql, "UPDATE tasks SET board = %s", boards[i]);
        alter_file(f, sql);
        plan_init(&now);
        error_clear(&f->error);
        assert_false(store_verify(f->store, &f->error));
        assert_non_null(strstr(f->error.text, "task 1 lies on "));
        if (i < 4 && store_load(f->store, f->board, &now, &f->error))
            fail_msg("a task on board %s is not there, and nobody says so", boards[i]);
        plan_release(&now);
    }
}

int main(int argc, char **argv)
{
    bool all = argc > 1 && strcmp(argv[1], "all") == 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_value_in_another_spelling_is_found_and_used, &all),
        cmocka_unit_test_prestate(what_is_no_value_is_refused_and_what_is_done_is_done, &all),
        with_file(a_board_that_cannot_be_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
