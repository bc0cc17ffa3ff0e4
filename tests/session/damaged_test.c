/*
 * What another program left in a record breaks its rules: the record can be deleted or mended all the same, or this is
 * refused; and whatever was acknowledged can be taken back, and brought back again. Every stored field of every record
 * type is damaged in each way that a plan can still be loaded with.
 */
#include "../store/filled.h"
#include "../store/same_plan.h"
#include "steerco/session/session.h"

typedef struct Sweep {
    Fixture *f;
    Filled filled;
    unsigned char *bytes; /* of the file as it was written */
    size_t size;
    const Entity *entity; /* the field under test */
    const Field *field;
    Id id;
    Value sound; /* what it holds before */
    int cases, done;
} Sweep;

enum { NOWHERE = 9999 }; /* the number of no record */

static void restore(const Sweep *sweep)
{
    static const char *const beside[] = {"-wal", "-shm"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", sweep->f->path, beside[i]);
        unlink(name);
    }
    FILE *file = fopen(sweep->f->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(sweep->bytes, 1, sweep->size, file), sweep->size);
    fclose(file);
}

/* In SQL; false when there are no more. */
static bool damage(const Sweep *sweep, int nth, char sql[40])
{
    const Field *field = sweep->field;
    const bool ranged = !field_is_text(field) && field->maximum > field->minimum;
    const bool dated = field->type == FIELD_DATE || field->type == FIELD_INSTANT;
    const long long past = field->type == FIELD_DATE ? date_make(1990, 1, 1) : instant_make(date_make(1990, 1, 1), 480);
    if (field->type == FIELD_REFERENCE) {
        snprintf(sql, 40, "%lld", nth == 0 ? (long long)NOWHERE : (long long)sweep->id);
        return nth < (field->refers_to == sweep->entity ? 2 : 1);
    }
    if (field->type == FIELD_ANY)
        snprintf(sql, 40, "%lld", (long long)any_id(nth ? &risk_entity : &task_entity, NOWHERE));
    else if (dated)
        snprintf(sql, 40, "%lld", nth ? past + 40 * 365 * (field->type == FIELD_DATE ? 1LL : 1440LL) : past);
    else if (ranged)
        snprintf(sql, 40, "%lld", nth ? (long long)field->maximum + 1 : (long long)field->minimum - 1);
    else
        snprintf(sql, 40, "NULL");
    return nth < (field->type == FIELD_ANY || dated || ranged ? 2 : field->required ? 1 : 0);
}

static void fail_case(const Sweep *sweep, const char *sql, const char *what)
{
    fail_msg("%s.%s = %s: %s (%s)", sweep->entity->plural, sweep->field->name, sql, what, sweep->f->error.text);
}

static void take_back(Sweep *sweep, Session *session, const char *sql)
{
    Plan before, after;
    const char *what;
    Error *error = &sweep->f->error;
    plan_init(&before);
    plan_init(&after);
    assert_true(store_load_as_of(session->store, sweep->f->board, (Moment){.sequence = session->plan.sequence - 1},
                                 &before, error));
    if (!session_undo(session, 0, &what, error))
        fail_case(sweep, sql, "cannot be undone");
    assert_true(store_load(session->store, sweep->f->board, &after, error));
    assert_same_records(&before, &after);
    if (!session_redo(session, &what, error))
        fail_case(sweep, sql, "cannot be redone");
    if (!session_undo(session, 0, &what, error))
        fail_case(sweep, sql, "cannot be undone again");
    plan_release(&before);
    plan_release(&after);
    sweep->done++;
}

static void try_case(Sweep *sweep, const char *sql, bool deletes)
{
    Session session;
    char update[160];
    ChangeSet set = {0};
    Error *error = &sweep->f->error;
    restore(sweep);
    snprintf(update, sizeof update, "PRAGMA synchronous = OFF; UPDATE %s SET \"%s\" = %s WHERE id = %lld",
             sweep->entity->plural, sweep->field->name, sql, (long long)sweep->id);
    alter_file(sweep->f, update);
    error_clear(error);
    sweep->cases++;
    if (!session_open(&session, sweep->f->path, STORE_WRITE, "B-1", error))
        return; /* what no plan can hold is refused before anything is changed */
    assert_true(session_set_audience(&session, AUDIENCE_PRIVATE, error));
    assert_true(database_execute(session.store, "PRAGMA synchronous = OFF", error));
    change_begin(&set, &session.plan, "test", deletes ? "delete" : "mend");
    if (deletes)
        change_delete(&set, &session.plan, sweep->entity, sweep->id);
    else
        change_set(&set, &session.plan, sweep->entity, sweep->id, sweep->field, sweep->sound);
    if (set.changes.count > 0 && session_commit(&session, &set, error))
        take_back(sweep, &session, sql);
    else if (set.changes.count > 0 && error->text[0] == '\0')
        fail_case(sweep, sql, "refused without a word");
    change_release(&set);
    session_close(&session);
}

static void sweep_fields(Sweep *sweep)
{
    char sql[40];
    for (const Field *field = stored_field(sweep->entity->fields); field->name; field = stored_field(field + 1)) {
        sweep->field = field;
        sweep->sound = field_stored(field, plan_find(&sweep->f->plan, sweep->entity->kind, sweep->id));
        for (int i = 0; damage(sweep, i, sql); i++) {
            try_case(sweep, sql, true);
            try_case(sweep, sql, false);
        }
    }
}

static void what_is_acknowledged_can_be_taken_back(void **state)
{
    Fixture *f = *state;
    Sweep sweep = {.f = f};
    create_filled(f, 1, &sweep.filled);
    reload(f);
    store_close(f->store);
    f->store = NULL;
    sweep.bytes = read_whole(f->path, &sweep.size);
    for (int kind = 0; kind < entity_count; kind++)
        if (!entities[kind]->internal) {
            sweep.entity = entities[kind];
            sweep.id = sweep.filled.ids[kind][FULL];
            sweep_fields(&sweep);
        }
    print_message("runs %d damaged records, %d changes acknowledged and taken back\n", sweep.cases, sweep.done);
    assert_true(sweep.done > sweep.cases / 2);
    free(sweep.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {with_file(what_is_acknowledged_can_be_taken_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
