/*
 * Every record type that people keep like a register, from its row alone: adding, typing, finding, giving out, the
 * journal, undo and redo, the past, differences, references to what is deleted, and two people at once.
 */
#include "register.h"
#include "steerco/exchange/csv/csv.h"
#include "steerco/model/filter.h"
#include "steerco/model/many.h"

typedef void Walk(Register *r, const Entity *entity);

static void walk(Register *r, Walk *look)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (is_register(entities[kind]) && !entities[kind]->internal)
            look(r, entities[kind]);
}

static void copy_plan(const Register *r, Plan *out)
{
    plan_init(out);
    assert_true(store_load(r->session.store, r->session.plan.board, out, NULL));
}

/* ---- adding ---- */

/* A sample, an entry of a time sheet need their figures; of all others the label is enough. */
static void label_is_enough(Register *r, const Entity *entity)
{
    (void)r;
    const Entity *const figures[] = {&kpi_sample_entity, &time_entry_entity};
    for (const Field *field = entity->fields; field->name; field++)
        if (field->required && entity != figures[0] && entity != figures[1])
            assert_string_equal(field->name, entity->label);
}

static void the_label_alone_is_enough(void **state)
{
    walk(*state, label_is_enough);
}

/* ---- typing every field ---- */

/* What somebody types to have that value. */
static void typed_text(Register *r, const Field *field, int number, Buffer *out)
{
    Arena texts = {0};
    Value value = field->type == FIELD_MANY ? value_text("") : some_value(field, number, &texts);
    if (field->type == FIELD_REFERENCE)
        value = value_number(r->ids[field->refers_to->kind]);
    if (field->type == FIELD_ANY)
        value = value_number(any_id(number % 2 ? &task_entity : &risk_entity, 1));
    if (field->type != FIELD_MANY)
        field_format(field, &r->session.plan, value, FORMAT_EXCHANGE, out);
    else if (field->refers_to)
        referent_format(&r->session.plan, (Referent){field->refers_to, r->ids[field->refers_to->kind]}, out);
    else
        buffer_add(out, number % 2 ? "T-1; R-1" : "S-1; T-1");
    arena_release(&texts);
}

static bool is_typed(const Field *field)
{
    return (field_is_stored(field) || field->type == FIELD_MANY) && !field->workflow && !field->internal;
}

static void assert_reads(Register *r, const Entity *entity, Id id, const Field *field, const char *text)
{
    Buffer now = {0};
    field_word(field, &r->session.plan, record_of(r, entity, id), FORMAT_EXCHANGE, &now);
    if (strcmp(buffer_text(&now), text) != 0)
        fail_msg("%s.%s is '%s' instead of '%s'", entity->name, field->name, buffer_text(&now), text);
    buffer_release(&now);
}

static void type_each(Register *r, const Entity *entity, int number)
{
    Buffer text = {0};
    Id id = r->ids[entity->kind];
    for (const Field *field = entity->fields; field->name; field++) {
        if (!is_typed(field))
            continue;
        buffer_clear(&text);
        typed_text(r, field, number, &text);
        if (!set_text(r, entity, id, field, buffer_text(&text)))
            fail_msg("%s.%s=%s: %s", entity->name, field->name, buffer_text(&text), r->error.text);
        assert_reads(r, entity, id, field, buffer_text(&text));
    }
    buffer_release(&text);
}

static void clear_each(Register *r, const Entity *entity)
{
    Id id = r->ids[entity->kind];
    for (const Field *field = entity->fields; field->name; field++)
        if (is_typed(field) && !field->required && field->type != FIELD_FLAG && field->type != FIELD_CHOICE) {
            assert_true(set_text(r, entity, id, field, ""));
            assert_reads(r, entity, id, field, "");
        }
}

static void type_all(Register *r, const Entity *entity)
{
    type_each(r, entity, 5);
    clear_each(r, entity);
    type_each(r, entity, 6);
}

static void every_field_is_typed_and_read_back(void **state)
{
    Register *r = *state;
    walk(r, type_all);
    assert_done(store_verify(r->session.store, &r->error), r);
}

/* ---- finding ---- */

static bool matches(Register *r, const Entity *entity, Id id, const char *text)
{
    Filter *filter = filter_new(&r->session.plan, entity, text, &r->error);
    if (!filter)
        fail_msg("%s, filter %s: %s", entity->plural, text, r->error.text);
    bool found = filter_matches(filter, &r->session.plan, record_of(r, entity, id));
    filter_free(filter);
    return found;
}

/* Where the day that counts is computed, the one that it is computed from. */
static const Field *day_to_set(const Entity *entity)
{
    const Field *due = entity->due ? entity_field(entity, entity->due) : NULL;
    return due && !field_is_stored(due) ? entity_field(entity, "next_due") : due;
}

static void find_by_state(Register *r, const Entity *entity)
{
    const Field *field = workflow_field(entity), *day = day_to_set(entity);
    Date status = plan_status_date(&r->session.plan);
    for (int64_t state = 0; field && field->choices[state]; state++)
        for (int late = 0; late < 2; late++) {
            begin_edit(r, "one more");
            Record *record = make(r, entity, 9);
            change_set(&r->set, &r->session.plan, entity, record->id, field, value_number(state));
            if (day)
                change_set(&r->set, &r->session.plan, entity, record->id, day, value_number(status - late));
            commit_edit(r);
            bool open =
                entity == &risk_entity ? risk_is_open((const Risk *)record) : !(field->workflow->ended & STATE(state));
            assert_int_equal(matches(r, entity, record->id, "open"), open);
            assert_int_equal(matches(r, entity, record->id, "done"), !open);
            if (entity->due)
                assert_int_equal(matches(r, entity, record->id, "late"), open && late);
            if (entity->due)
                assert_int_equal(matches(r, entity, record->id, "due<today"),
                                 late && (field_is_stored(entity_field(entity, entity->due)) || open));
        }
}

static void find_by_name(Register *r, const Entity *entity)
{
    const Field *label = entity_field(entity, entity->label);
    if (!label->required)
        return;
    Id id = r->ids[entity->kind];
    set_must(r, entity, id, "name", "Zoë unpacks");
    assert_true(matches(r, entity, id, "zoe"));
    assert_true(matches(r, entity, id, "name=\"zoe unpacks\""));
    assert_false(matches(r, entity, id, "-zoe"));
}

static void records_are_found_by_name_and_state(void **state)
{
    walk(*state, find_by_name);
    walk(*state, find_by_state);
}

/* ---- JSON ---- */

static const char *skip_json(const char *at);

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \r\n\t");
}

static const char *skip_string(const char *at)
{
    for (at++; *at != '"'; at++) {
        if ((unsigned char)*at < ' ' || (*at == '\\' && !strchr("\"\\/bfnrtu", *++at)))
            fail_msg("no string: %.40s", at);
    }
    return at + 1;
}

/* Behind the members of an object or the items of a list. */
static const char *skip_members(const char *at, char end)
{
    for (at = skip_blanks(at + 1); *at != end;) {
        if (end == '}') {
            assert_int_equal(*at, '"');
            at = skip_blanks(skip_string(at));
            assert_int_equal(*at, ':');
            at++;
        }
        at = skip_blanks(skip_json(at));
        if (*at == ',')
            at = skip_blanks(at + 1);
        else if (*at != end)
            fail_msg("neither ',' nor '%c': %.40s", end, at);
    }
    return at + 1;
}

static const char *skip_json(const char *at)
{
    at = skip_blanks(at);
    if (*at == '{' || *at == '[')
        return skip_members(at, *at == '{' ? '}' : ']');
    if (*at == '"')
        return skip_string(at);
    size_t length = strspn(at, "-+.0123456789eEtruefalsn");
    if (length == 0)
        fail_msg("no value: %.40s", at);
    return at + length;
}

static bool add_bytes(const char *bytes, size_t length, void *context, Error *error)
{
    (void)error;
    buffer_add_bytes(context, bytes, length);
    return true;
}

static void give_out(Register *r, const Entity *entity)
{
    Buffer json = {0};
    assert_done(json_export(&r->session.plan, entity, &(CsvExport){0}, add_bytes, &json, &r->error), r);
    assert_int_equal(*skip_blanks(skip_json(buffer_text(&json))), '\0');
    for (const Field *field = entity->fields; field->name; field++) {
        char key[80];
        snprintf(key, sizeof key, "\"%s\": ", field->name);
        if (field->type != FIELD_CUSTOM && !strstr(buffer_text(&json), key))
            fail_msg("%s have no %s", entity->plural, key);
    }
    buffer_release(&json);
}

static void json_is_well_formed_and_complete(void **state)
{
    Register *r = *state;
    walk(r, type_all);
    walk(r, give_out);
}

/* ---- back, forth, and then ---- */

static bool tells_of(const ChangeSet *set, const Plan *plan, const char *words)
{
    Buffer text = {0};
    for (size_t i = 0; i < set->changes.count; i++) {
        change_describe(&set->changes.items[i], plan, &text);
        buffer_add_char(&text, '\n');
    }
    bool told = strstr(buffer_text(&text), words) != NULL;
    if (!told)
        fail_msg("'%s' does not say '%s'", buffer_text(&text), words);
    buffer_release(&text);
    return told;
}

/* All that the difference tells of is this record, and references of it. */
static void assert_differs_in(const Plan *before, const Plan *after, const Entity *entity, Id id)
{
    ChangeSet set = {0};
    change_difference(before, after, &set);
    assert_true(set.changes.count > 0);
    for (size_t i = 0; i < set.changes.count; i++) {
        const Change *change = &set.changes.items[i];
        const CrossReference *reference = change->entity == &cross_reference_entity ? change->record : NULL;
        if (reference)
            assert_int_equal(reference->owner, any_id(entity, id));
        else
            assert_true(change->entity == entity && change->id == id);
    }
    change_release(&set);
}

/* Every field of a record that people type, at once. */
static void change_all(Register *r, const Entity *entity, Id id)
{
    Buffer text = {0};
    begin_edit(r, "all at once");
    for (const Field *field = entity->fields; field->name; field++) {
        if (!is_typed(field))
            continue;
        buffer_clear(&text);
        typed_text(r, field, 13, &text);
        assert_done(typed_set(&r->set, &r->session.plan, entity, id, field, buffer_text(&text), &r->error), r);
    }
    commit_edit(r);
    buffer_release(&text);
}

static void go_back_and_forth(Register *r, const Entity *entity)
{
    const char *what;
    Plan before, after, then;
    Buffer code = {0};
    Error error = {0};
    Session past;
    Id id = r->ids[entity->kind];
    entity_code(entity, id, &code);
    copy_plan(r, &before);
    change_all(r, entity, id);
    tells_of(&r->set, &r->session.plan, buffer_text(&code));
    copy_plan(r, &after);
    assert_same_plan(&after, &r->session.plan);
    assert_differs_in(&before, &after, entity, id);

    assert_true(session_undo(&r->session, 0, &what, &error));
    if (!strstr(what, buffer_text(&code)) && strcmp(what, "all at once") != 0)
        fail_msg("undone is '%s'", what);
    assert_same_records(&before, &r->session.plan);
    assert_true(session_redo(&r->session, &what, &error));
    copy_plan(r, &then);
    assert_same_records(&after, &then);
    plan_release(&then);

    assert_true(session_open_as_of(&past, r->file->path, (Moment){.sequence = before.sequence}, NULL, &error));
    assert_same_records(&before, &past.plan);
    session_close(&past);
    assert_true(session_open_as_of(&past, r->file->path, (Moment){.sequence = after.sequence}, NULL, &error));
    assert_same_records(&after, &past.plan);
    session_close(&past);
    plan_release(&before);
    plan_release(&after);
    buffer_release(&code);
}

static void what_was_done_is_told_undone_redone_and_seen_as_it_was(void **state)
{
    Register *r = *state;
    walk(r, go_back_and_forth);
    assert_done(store_verify(r->session.store, &r->error), r);
}

/* ---- what is referred to is deleted ---- */

static Id new_target(Register *r, const Field *field)
{
    return add(r, field->refers_to ? field->refers_to : &task_entity, 70);
}

static void lose_target(Register *r, const Entity *entity, const Field *field)
{
    const char *what;
    Error error = {0};
    Plan before;
    Buffer code = {0};
    const Entity *to = field->refers_to ? field->refers_to : &task_entity;
    if (to->append_only || to->snapshot || to == &board_entity || entity->cold) /* of cold ones: loss_test.c */
        return;
    Id target = new_target(r, field), id = add(r, entity, 71);
    entity_code(to, target, &code);
    set_must(r, entity, id, field->name, buffer_text(&code));
    copy_plan(r, &before);
    begin_edit(r, "delete what it refers to");
    change_delete(&r->set, &r->session.plan, to, target);
    commit_edit(r);
    const void *record = record_of(r, entity, id);
    bool falls = field->required || field->falls;
    if (falls == (record != NULL))
        fail_msg("%s.%s: %s", entity->name, field->name, falls ? "it is there" : "it is gone");
    if (record)
        assert_reads(r, entity, id, field, "");
    assert_true(session_undo(&r->session, 0, &what, &error));
    assert_same_records(&before, &r->session.plan);
    plan_release(&before);
    buffer_release(&code);
}

static void lose_targets(Register *r, const Entity *entity)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field_refers(field) || field->type == FIELD_MANY)
            lose_target(r, entity, field);
}

static void what_refers_to_a_deleted_record_falls_or_forgets_it(void **state)
{
    walk(*state, lose_targets);
}

/* ---- two people at once ---- */

static void add_both(Register *r, const Entity *entity, const Field *field)
{
    Session ben;
    ChangeSet set;
    Error error = {0};
    Buffer text = {0}, expected = {0};
    const Entity *to = field->refers_to ? field->refers_to : &task_entity;
    Id id = add(r, entity, 80), first = add(r, to, 81), second = add(r, to, 82);
    assert_true(session_open_lean(&ben, r->file->path, STORE_WRITE, NULL, &error));
    begin_edit(r, "anna adds one");
    many_add(&r->set, &r->session.plan, entity, id, field, (Referent){to, first});
    commit_edit(r);
    change_begin(&set, &ben.plan, "test", "ben adds two, of which one is the same");
    many_add(&set, &ben.plan, entity, id, field, (Referent){to, first});
    many_add(&set, &ben.plan, entity, id, field, (Referent){to, second});
    if (!session_commit(&ben, &set, &error))
        fail_msg("%s.%s: %s", entity->name, field->name, error.text);
    change_release(&set);
    referent_format(&ben.plan, (Referent){to, first}, &expected);
    buffer_add(&expected, "; ");
    referent_format(&ben.plan, (Referent){to, second}, &expected);
    field_word(field, &ben.plan, plan_find(&ben.plan, entity->kind, id), FORMAT_EXCHANGE, &text);
    assert_string_equal(buffer_text(&text), buffer_text(&expected));
    assert_true(session_refresh(&r->session, NULL, &error));
    assert_reads(r, entity, id, field, buffer_text(&expected));
    session_close(&ben);
    buffer_release(&text);
    buffer_release(&expected);
}

static void add_both_to_each(Register *r, const Entity *entity)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field->type == FIELD_MANY)
            add_both(r, entity, field);
}

static void two_people_who_add_to_the_same_field_both_stay(void **state)
{
    walk(*state, add_both_to_each);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_register(the_label_alone_is_enough),
        with_register(every_field_is_typed_and_read_back),
        with_register(records_are_found_by_name_and_state),
        with_register(json_is_well_formed_and_complete),
        with_register(what_was_done_is_told_undone_redone_and_seen_as_it_was),
        with_register(what_refers_to_a_deleted_record_falls_or_forgets_it),
        with_register(two_people_who_add_to_the_same_field_both_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
