/*
 * Random edits over all record types, through every rule that a person's edit goes through, on a file of the version
 * before and on one of this version: undone one by one, they leave the beginning, record for record.
 *
 *     build/tests/session/edits_test 10000     as many acknowledged edits on each of the two files; 300 otherwise
 */
#include "../store/filled.h"
#include "../store/same_plan.h"
#include "steerco/session/session.h"

#define LAST_VERSION "tests/fixtures/version-4.steerco"

typedef struct Editor {
    Session session;
    Error error;
    uint64_t dice;
    int wanted, done, refused;
} Editor;

static int wanted = 300;

static uint32_t roll(Editor *editor, uint32_t sides)
{
    editor->dice = editor->dice * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(editor->dice >> 33) % sides;
}

static const Entity *some_type(Editor *editor)
{
    const Entity *entity;
    do
        entity = entities[roll(editor, (uint32_t)entity_count)];
    while (entity->internal);
    return entity;
}

/* 0 when there is none. */
static Id some_record(Editor *editor, const Entity *entity)
{
    uint32_t count = plan_count(&editor->session.plan, entity->kind);
    if (count == 0)
        return 0;
    return ((const Record *)plan_at(&editor->session.plan, entity->kind, roll(editor, count)))->id;
}

static Value random_value(Editor *editor, const Field *field, Arena *texts)
{
    if (!field_refers(field))
        return some_value(field, (int)roll(editor, 40), texts);
    const Entity *to = field->refers_to ? field->refers_to : some_type(editor);
    Id target = some_record(editor, to);
    return value_number(target == 0 ? 0 : field->type == FIELD_ANY ? any_id(to, target) : target);
}

static const Field *random_field(Editor *editor, const Entity *entity)
{
    int nth = (int)roll(editor, (uint32_t)stored_field_count(entity));
    const Field *field = stored_field(entity->fields);
    while (nth-- > 0)
        field = stored_field(field + 1);
    return field;
}

static void create_one(Editor *editor, ChangeSet *set)
{
    const Entity *entity = some_type(editor);
    Record *record = change_create(set, entity);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (field->required || roll(editor, 4) == 0)
            field_set(field, record, random_value(editor, field, &set->arena));
}

static void change_one(Editor *editor, ChangeSet *set)
{
    const Entity *entity = some_type(editor);
    Id id = some_record(editor, entity);
    for (int i = 0; id && i < 3; i++) {
        const Field *field = random_field(editor, entity);
        change_set(set, &editor->session.plan, entity, id, field, random_value(editor, field, &set->arena));
    }
}

static void refer_to_many(Editor *editor, ChangeSet *set)
{
    const Entity *entity = some_type(editor);
    Id id = some_record(editor, entity);
    for (const Field *field = entity->fields; id && field->name; field++) {
        const Entity *to = field->refers_to ? field->refers_to : some_type(editor);
        Id target = field->type == FIELD_MANY ? some_record(editor, to) : 0;
        if (target)
            many_add(set, &editor->session.plan, entity, id, field, (Referent){to, target});
    }
}

static void delete_one(Editor *editor, ChangeSet *set)
{
    const Entity *entity = some_type(editor);
    Id id = entity == &board_entity ? 0 : some_record(editor, entity);
    if (id)
        change_delete(set, &editor->session.plan, entity, id);
}

static void edit_once(Editor *editor)
{
    static void (*const edits[])(Editor *, ChangeSet *) = {create_one, change_one,    change_one,
                                                           change_one, refer_to_many, delete_one};
    ChangeSet set;
    change_begin(&set, &editor->session.plan, "test", "edit");
    edits[roll(editor, sizeof edits / sizeof *edits)](editor, &set);
    error_clear(&editor->error);
    if (set.changes.count > 0 && session_commit(&editor->session, &set, &editor->error))
        editor->done++;
    else if (set.changes.count > 0 && *editor->error.text == '\0')
        fail_msg("an edit was refused without a word");
    else
        editor->refused += set.changes.count > 0;
    change_release(&set);
}

static void edit_and_take_back(const char *path, uint64_t dice)
{
    Editor editor = {.dice = dice};
    Plan beginning, stored;
    const char *what;
    if (!session_open(&editor.session, path, STORE_WRITE, "B-1", &editor.error) ||
        !session_set_audience(&editor.session, AUDIENCE_PRIVATE, &editor.error) ||
        !database_execute(editor.session.store, "PRAGMA synchronous = OFF", &editor.error))
        fail_msg("%s", editor.error.text);
    plan_init(&beginning);
    plan_init(&stored);
    assert_true(store_load(editor.session.store, editor.session.plan.board, &beginning, &editor.error));
    for (int tries = 0; editor.done < wanted && tries < 20 * wanted; tries++)
        edit_once(&editor);
    assert_int_equal(editor.done, wanted);
    for (int i = 0; i < wanted; i++)
        if (!session_undo(&editor.session, 0, &what, &editor.error))
            fail_msg("edit %d of %d: %s", wanted - i, wanted, editor.error.text);
    assert_same_records(&beginning, &editor.session.plan);
    assert_true(store_load(editor.session.store, editor.session.plan.board, &stored, &editor.error));
    assert_same_records(&beginning, &stored);
    if (!store_verify(editor.session.store, &editor.error))
        fail_msg("%s", editor.error.text);
    print_message("runs %d edits over all record types undone one by one (%d refused)\n", editor.done, editor.refused);
    plan_release(&beginning);
    plan_release(&stored);
    session_close(&editor.session);
}

static void edits_of_a_file_of_the_last_version_can_be_taken_back(void **state)
{
    Fixture *f = *state;
    char command[400];
    close_store(f);
    snprintf(command, sizeof command, "rm -f %s*; cp " LAST_VERSION " %s; chmod 600 %s", f->path, f->path, f->path);
    assert_int_equal(system(command), 0);
    plan_init(&f->plan);
    edit_and_take_back(f->path, 1);
    reopen(f);
}

static void edits_of_a_file_of_this_version_can_be_taken_back(void **state)
{
    Fixture *f = *state;
    Filled filled;
    create_filled(f, 1, &filled);
    close_store(f);
    plan_init(&f->plan);
    edit_and_take_back(f->path, 2);
    reopen(f);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_file(edits_of_a_file_of_the_last_version_can_be_taken_back),
        with_file(edits_of_a_file_of_this_version_can_be_taken_back),
    };
    if (argc > 1)
        wanted = atoi(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
