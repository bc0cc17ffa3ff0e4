/*
 * Records from scripts: add, set, delete. Values are read as the dashboard reads what is typed.
 */
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/model/edit.h"
#include "steerco/session/typed.h"

/* ---- FIELD=VALUE ---- */

/* The field and the value of "likelihood=4"; null when there is no such field. */
static const Field *split(const Entity *entity, char *operand, const char **value, Error *error)
{
    char *equals = strchr(operand, '=');
    if (!equals) {
        error_usage(error, "'%s' is no assignment; expected FIELD=VALUE", operand);
        return NULL;
    }
    *equals = '\0';
    const Field *field = entity_field(entity, operand);
    if (!field || field->internal) {
        error_usage(error, "a %s has no field '%s'; steerco-csv(5) lists them", entity->noun, operand);
        field = NULL;
    }
    *equals = '=';
    *value = equals + 1;
    return field;
}

/* What kind of constraint it is decides what a day means as its date, so the date comes last. */
static bool set_fields(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Arguments *arguments,
                       Error *error)
{
    for (int round = 0; round < 2; round++)
        for (int i = 2; i < arguments->count; i++) {
            const char *value;
            const Field *field = split(entity, arguments->operands[i], &value, error);
            if (!field)
                return false;
            if (text_equal(field->name, "constraint_date") == (round == 1) &&
                !typed_set(set, plan, entity, id, field, value, error))
                return false;
        }
    return true;
}

/* ---- add, set, delete ---- */

/* What the journal will say: the words as they were typed, "set R-7 likelihood=4". */
static void reason_from(ChangeSet *set, const char *verb, const Arguments *arguments)
{
    Buffer reason = {0}, clean = {0};
    buffer_add(&reason, verb);
    for (int i = 1; i < arguments->count; i++)
        buffer_format(&reason, " %s", arguments->operands[i]);
    text_safe(buffer_text(&reason), false, &clean);
    change_reason(set, "%.*s", (int)text_fit(buffer_text(&clean), 120, NULL), buffer_text(&clean));
    buffer_release(&reason);
    buffer_release(&clean);
}

/* A task goes to the end of its summary task, hence its parent is known first. */
static bool create(ChangeSet *set, const Plan *plan, const Entity *entity, const Arguments *arguments, Record **out,
                   Error *error)
{
    Value parent = value_number(0);
    const Field *field = field_of(&task_entity, Task, parent);
    Spelling spelling = {.order = DATE_DMY, .today = DATE_NONE};
    for (int i = 2; entity == &task_entity && i < arguments->count; i++) {
        const char *text;
        if (split(entity, arguments->operands[i], &text, error) != field)
            continue;
        if (!field_parse(field, plan, text, &spelling, &set->arena, &parent, error))
            return error_prefix(error, "%s", field->name);
    }
    if (entity != &task_entity)
        *out = change_create(set, entity);
    else
        *out = &edit_insert_task(set, plan, (TaskPlace){.parent = value_is_none(field, parent) ? 0 : parent.number})
                    ->record;
    return true;
}

bool cli_add(const Arguments *arguments, Error *error)
{
    const Entity *entity;
    Session session;
    ChangeSet set;
    Record *record = NULL;
    if (!arguments_entity(arguments, 1, &entity, error) ||
        !cli_open(arguments, STORE_WRITE, !entity->shared, &session, error))
        return false;
    Buffer code = {0};
    change_begin(&set, &session.plan, "cli", "");
    reason_from(&set, "add", arguments);
    bool done = create(&set, &session.plan, entity, arguments, &record, error) &&
                set_fields(&set, &session.plan, entity, record->id, arguments, error) &&
                session_commit(&session, &set, error);
    if (done) {
        entity_code(entity, record->id, &code);
        cli_format("%s\n", buffer_text(&code));
    }
    buffer_release(&code);
    change_release(&set);
    session_close(&session);
    return done;
}

/* The record of a code in the session's plan. */
static bool find_record(const Session *session, const char *code, const Entity **entity, Id *id, Error *error)
{
    *entity = entity_of_code(code, id);
    if (!*entity)
        return error_usage(error, "'%s' is no code; expected one like T-14 or R-7", code);
    if (plan_find(&session->plan, (*entity)->kind, *id))
        return true;
    return error_set(error, "there is no %s %s%s", (*entity)->noun, code, (*entity)->shared ? "" : " on this board");
}

/* A code like T-14 belongs to one board, so the board has to be known; B-1, P-3, K-2 do not. */
static bool needs_board(const char *code)
{
    Id id;
    const Entity *entity = entity_of_code(code, &id);
    return entity && !entity->shared;
}

static void print_changes(const ChangeSet *set, const Plan *plan)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind != CHANGE_SET || !change->field->internal)
            cli_print_change(change, plan, "");
    }
}

bool cli_set(const Arguments *arguments, Error *error)
{
    const char *code = arguments->operands[1];
    const Entity *entity;
    Session session;
    ChangeSet set;
    Id id;
    if (!cli_open(arguments, STORE_WRITE, needs_board(code), &session, error))
        return false;
    change_begin(&set, &session.plan, "cli", "");
    reason_from(&set, "set", arguments);
    bool done = find_record(&session, code, &entity, &id, error) &&
                set_fields(&set, &session.plan, entity, id, arguments, error) && session_commit(&session, &set, error);
    if (done && set.changes.count == 0)
        cli_print("nothing to change\n");
    else if (done)
        print_changes(&set, &session.plan);
    change_release(&set);
    session_close(&session);
    return done;
}

bool cli_delete(const Arguments *arguments, Error *error)
{
    Session session;
    ChangeSet set;
    bool done = true, board = false;
    for (int i = 1; i < arguments->count; i++)
        board = board || needs_board(arguments->operands[i]);
    if (!cli_open(arguments, STORE_WRITE, board, &session, error))
        return false;
    change_begin(&set, &session.plan, "cli", "");
    reason_from(&set, "delete", arguments);
    for (int i = 1; done && i < arguments->count; i++) {
        const Entity *entity;
        Id id;
        done = find_record(&session, arguments->operands[i], &entity, &id, error);
        if (done)
            change_delete(&set, &session.plan, entity, id);
    }
    done = done && session_commit(&session, &set, error);
    if (done)
        print_changes(&set, &session.plan);
    change_release(&set);
    session_close(&session);
    return done;
}
