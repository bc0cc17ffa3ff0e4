/*
 * Records from scripts: add, set, delete. Values are read as the dashboard reads what is typed.
 *
 * A script has seen nothing that it could overwrite unseen: its change is made of the newest state, at the head of the
 * writers' queue, and the last one wins. One that did look says with --if what it saw.
 */
#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/records/records.h"
#include "steerco/session/cause.h"
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
        error_usage(error, "%s %s has no field '%s'; steerco-csv(5) lists them", entity_article(entity), entity->noun,
                    operand);
        field = NULL;
    }
    *equals = '=';
    *value = equals + 1;
    return field;
}

bool cli_set_fields(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Arguments *arguments,
                    Error *error)
{
    for (int turn = 0; turn < TYPED_TURNS; turn++)
        for (int i = 2; i < arguments->count; i++) {
            const char *value;
            const Field *field = split(entity, arguments->operands[i], &value, error);
            if (!field)
                return false;
            if (typed_turn(field) == turn && !typed_set(set, plan, entity, id, field, value, error))
                return false;
        }
    return true;
}

/* ---- --if ---- */

/* Who wrote the field last; the time is 0 where nobody did. */
typedef struct Writer {
    const Entity *entity;
    Id id;
    const Field *field;
    char who[80];
    int64_t at;
} Writer;

static bool note_writer(const JournalEntry *entry, void *context)
{
    Writer *writer = context;
    for (size_t i = 0; i < entry->changes->changes.count && writer->at == 0; i++) {
        const Change *change = &entry->changes->changes.items[i];
        bool wrote = change->kind == CHANGE_CREATE || (change->kind == CHANGE_SET && change->field == writer->field);
        if (change->entity != writer->entity || change->id != writer->id || !wrote)
            continue;
        snprintf(writer->who, sizeof writer->who, "%s", entry->who);
        writer->at = entry->at;
    }
    return writer->at == 0;
}

/* "T-4, Name is 'Dig', written by anna at 2026-03-02 10:11; expected 'Pour'" */
static bool complain_of(const Session *session, Writer *writer, const char *now, const char *expected, Error *error)
{
    Buffer code = {0}, author = {0};
    const JournalQuery query = {.entity = writer->entity, .id = writer->id};
    entity_code(writer->entity, writer->id, &code);
    bool read = store_journal(session->store, &query, note_writer, writer, error);
    if (writer->at > 0) {
        buffer_format(&author, ", written by %s at ", writer->who);
        cause_add_time(writer->at, &author);
    }
    if (read)
        error_conflict(error, "%s, %s is '%s'%s; expected '%s'", buffer_text(&code), writer->field->title, now,
                       buffer_text(&author), expected);
    buffer_release(&code);
    buffer_release(&author);
    return false;
}

/* A value may be spelled otherwise than it is stored; what is computed is compared as it is printed. */
static bool is_value(const Plan *plan, const Field *field, const void *record, const char *text, const char *now,
                     bool *out, Error *error)
{
    Arena texts = {0};
    Value value;
    Spelling spelling = {.mark = DECIMAL_POINT, .order = DATE_DMY, .today = date_today()};
    *out = text_equal(text, now);
    bool good = *out || !field_is_stored(field) || field_parse(field, plan, text, &spelling, &texts, &value, error);
    if (good && !*out && field_is_stored(field))
        *out = value_equal(field, value, field_stored(field, record));
    arena_release(&texts);
    return good || error_prefix(error, "--if %s", field->name);
}

static bool meets(const Session *session, const Entity *entity, Id id, char *condition, Error *error)
{
    const char *text;
    const Field *field = split(entity, condition, &text, error);
    if (!field || !field_check_shown(field, &session->plan, error))
        return false;
    bool same;
    Buffer now = {0};
    const void *record = plan_find(&session->plan, entity->kind, id);
    field_word(field, &session->plan, record, FORMAT_EXCHANGE, &now);
    bool good = is_value(&session->plan, field, record, text, buffer_text(&now), &same, error);
    if (good && !same)
        good =
            complain_of(session, &(Writer){.entity = entity, .id = id, .field = field}, buffer_text(&now), text, error);
    buffer_release(&now);
    return good;
}

static bool meets_conditions(const Session *session, const Entity *entity, Id id, const Arguments *arguments,
                             Error *error)
{
    bool good = true;
    for (int i = 0; good && i < arguments->condition_count; i++)
        good = meets(session, entity, id, arguments->conditions[i], error);
    return good;
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

/* A task goes to the end of its summary task, hence the parent of a record is known first. */
static bool create(ChangeSet *set, const Plan *plan, const Entity *entity, const Arguments *arguments, Record **out,
                   Error *error)
{
    Value parent = value_number(0);
    const Field *field = entity_field(entity, "parent");
    Spelling spelling = {.order = DATE_DMY, .today = DATE_NONE};
    for (int i = 2; field && i < arguments->count; i++) {
        const char *text;
        if (split(entity, arguments->operands[i], &text, error) != field)
            continue;
        if (!field_parse(field, plan, text, &spelling, &set->arena, &parent, error))
            return error_prefix(error, "%s", field->name);
    }
    *out = typed_new(set, plan, entity, field && !value_is_none(field, parent) ? parent.number : 0);
    return true;
}

bool cli_add(const Arguments *arguments, Error *error)
{
    const Entity *entity;
    Session session;
    ChangeSet set;
    Record *record = NULL;
    if (!arguments_entity(arguments, 1, &entity, error) ||
        !cli_open_to_change(arguments, !entity->shared, &session, error))
        return false;
    Buffer code = {0};
    change_begin(&set, &session.plan, "cli", "");
    reason_from(&set, "add", arguments);
    bool done = create(&set, &session.plan, entity, arguments, &record, error) &&
                cli_set_fields(&set, &session.plan, entity, record->id, arguments, error) &&
                cli_commit(&session, &set, error);
    if (done) {
        entity_code(entity, record->id, &code);
        cli_format("%s\n", buffer_text(&code));
        cli_tell_missing(&set, &session.plan);
    }
    buffer_release(&code);
    change_release(&set);
    session_close(&session);
    return done;
}

bool cli_find_record(const Session *session, const char *code, const Entity **entity, Id *id, Error *error)
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

void cli_print_changes(const ChangeSet *set, const Plan *plan)
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
    if (!cli_open_to_change(arguments, needs_board(code), &session, error))
        return false;
    change_begin(&set, &session.plan, "cli", "");
    reason_from(&set, "set", arguments);
    bool done = cli_find_record(&session, code, &entity, &id, error) &&
                meets_conditions(&session, entity, id, arguments, error) &&
                cli_set_fields(&set, &session.plan, entity, id, arguments, error) && cli_commit(&session, &set, error);
    if (done && set.changes.count == 0)
        cli_print("nothing to change\n");
    else if (done)
        cli_print_changes(&set, &session.plan);
    change_release(&set);
    session_close(&session);
    return done;
}

bool cli_delete(const Arguments *arguments, Error *error)
{
    Session session;
    ChangeSet set;
    bool done = true, board = false;
    if (arguments->condition_count > 0 && arguments->count > 2)
        return error_usage(error, "option --if is about one record, and there are %d", arguments->count - 1);
    for (int i = 1; i < arguments->count; i++)
        board = board || needs_board(arguments->operands[i]);
    if (!cli_open_to_change(arguments, board, &session, error))
        return false;
    change_begin(&set, &session.plan, "cli", "");
    reason_from(&set, "delete", arguments);
    for (int i = 1; done && i < arguments->count; i++) {
        const Entity *entity;
        Id id;
        done = cli_find_record(&session, arguments->operands[i], &entity, &id, error) &&
               meets_conditions(&session, entity, id, arguments, error);
        if (done)
            change_delete(&set, &session.plan, entity, id);
    }
    done = done && cli_commit(&session, &set, error);
    if (!done && error->kind == ERROR_CONFLICT && arguments->condition_count == 0)
        error->kind = ERROR_FAILED; /* nobody came in between: what is deleted is needed */
    if (done)
        cli_print_changes(&set, &session.plan);
    change_release(&set);
    session_close(&session);
    return done;
}
