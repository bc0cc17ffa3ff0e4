/*
 * Records from scripts: add, set, delete. Everything is read through the field tables; a task also takes three words
 * that are more than one field.
 */
#include <string.h>

#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/model/edit.h"

/* ---- FIELD=VALUE ---- */

/* Dates as the dashboard reads them: ISO, day first, or `+3`; decimals with a point. */
static Spelling typed_spelling(void)
{
    return (Spelling){.mark = DECIMAL_POINT, .order = DATE_DMY, .today = date_today()};
}

static bool set_predecessors(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error)
{
    return edit_predecessors(set, plan, task, text, DECIMAL_POINT, error);
}

static bool set_resources(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error)
{
    return edit_resources(set, plan, task, text, DECIMAL_POINT, error);
}

/* Typing a start means: not earlier than this. */
static bool set_start(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error)
{
    const Field *date = field_of(&task_entity, Task, constraint_date);
    Spelling spelling = typed_spelling();
    Value value;
    if (!field_parse(date, plan, text, &spelling, &set->arena, &value, error))
        return error_prefix(error, "start");
    bool given = !value_is_none(date, value);
    change_set(set, plan, &task_entity, task, date, value);
    change_field(set, plan, &task_entity, Task, task, constraint_type,
                 value_number(given ? CONSTRAINT_START_NO_EARLIER : CONSTRAINT_AS_SOON_AS_POSSIBLE));
    return true;
}

/* What can be set of a task although it is computed. */
static const struct TaskWord {
    const char *name;
    bool (*set)(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error);
} task_words[] = {{"predecessors", set_predecessors}, {"resources", set_resources}, {"start", set_start}};

static bool refuse_computed(const Entity *entity, const Field *field, Error *error)
{
    return error_usage(error, "%s of a %s is computed and cannot be set", field->name, entity->noun);
}

static bool set_field(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field,
                      const char *text, Error *error)
{
    for (size_t i = 0; entity == &task_entity && i < sizeof task_words / sizeof task_words[0]; i++)
        if (text_equal(task_words[i].name, field->name))
            return task_words[i].set(set, plan, id, text, error);
    if (!field_is_stored(field))
        return refuse_computed(entity, field, error);
    Spelling spelling = typed_spelling();
    Value value;
    if (!field_parse(field, plan, text, &spelling, &set->arena, &value, error))
        return error_prefix(error, "%s", field->name);
    change_set(set, plan, entity, id, field, value);
    return true;
}

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

/* The value of a field as the set leaves it. */
static Value value_after(const ChangeSet *set, const Plan *plan, Id task, const Field *field)
{
    const void *record = plan_find(plan, ENTITY_TASK, task);
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->entity != &task_entity || change->id != task)
            continue;
        if (change->kind == CHANGE_SET && change->field == field)
            return change->after;
        if (change->kind == CHANGE_CREATE)
            record = change->record;
    }
    return field_stored(field, record);
}

static bool is_finish(const ChangeSet *set, const Plan *plan, Id task, const Field *field)
{
    if (field != field_of(&task_entity, Task, constraint_date))
        return field == field_of(&task_entity, Task, deadline) || field == field_of(&task_entity, Task, actual_finish);
    int64_t type = value_after(set, plan, task, field_of(&task_entity, Task, constraint_type)).number;
    return type == CONSTRAINT_MUST_FINISH_ON || type == CONSTRAINT_FINISH_NO_EARLIER ||
           type == CONSTRAINT_FINISH_NO_LATER;
}

/* A day typed without a time of day means its first working minute, or its last: finished on Friday is 17:00. */
static Instant within_day(const Plan *plan, Id calendar, Instant day, bool finish)
{
    enum { USUAL_START = 8 * 60, USUAL_FINISH = 17 * 60 }; /* on a day without work */
    WorkTime *time = worktime_new(plan, calendar);
    Instant working = finish ? worktime_prev(time, day + MINUTES_PER_DAY) : worktime_next(time, day);
    worktime_free(time);
    bool same_day = instant_date(working) == instant_date(day);
    return same_day ? working : day + (finish ? USUAL_FINISH : USUAL_START);
}

/* Only when all words are read is it known whether a constraint date is one of a start or of a finish. */
static void settle_day(ChangeSet *set, const Plan *plan, Id task, char *operand)
{
    const char *text;
    const Field *field = split(&task_entity, operand, &text, NULL);
    if (text_equal(field->name, "start"))
        field = field_of(&task_entity, Task, constraint_date);
    if (field->type != FIELD_INSTANT || !field_is_stored(field))
        return;
    Value value = value_after(set, plan, task, field);
    if (value_is_none(field, value) || instant_minute((Instant)value.number) != 0)
        return;
    Id calendar = value_after(set, plan, task, field_of(&task_entity, Task, calendar)).number;
    bool finish = is_finish(set, plan, task, field);
    change_set(set, plan, &task_entity, task, field,
               value_number(within_day(plan, calendar, (Instant)value.number, finish)));
}

static bool set_fields(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Arguments *arguments,
                       Error *error)
{
    for (int i = 2; i < arguments->count; i++) {
        const char *value;
        const Field *field = split(entity, arguments->operands[i], &value, error);
        if (!field || !set_field(set, plan, entity, id, field, value, error))
            return false;
    }
    for (int i = 2; entity == &task_entity && i < arguments->count; i++)
        settle_day(set, plan, id, arguments->operands[i]);
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
    Spelling spelling = typed_spelling();
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
        *out = &edit_insert_task(set, plan, 0, value_is_none(field, parent) ? 0 : parent.number)->record;
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
