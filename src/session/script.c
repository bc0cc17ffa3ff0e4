/*
 * Scripts are read line by line into one change set. New records bear provisional ids there, so a reference to one is
 * its id; what a field reads by itself, a list of predecessors or of any records, is taken apart here first.
 */
#include "steerco/session/script.h"

#include <stdio.h>

#include "steerco/base/text.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"
#include "steerco/session/typed.h"

enum { NEW_MOST = 100000 }; /* the highest number of a new record */

/* A record that the script makes. */
typedef struct Made {
    int64_t number;
    Referent record;
    size_t line;
} Made;

typedef struct Reader {
    ChangeSet *set;
    const Plan *plan;
    size_t line;
    ARRAY(Made) made;
} Reader;

/* FIELD=VALUE, or a word without an equals sign. */
typedef struct Token {
    Buffer name, value;
    bool has_value;
} Token;
typedef ARRAY(Token) Tokens;

static void release_tokens(Tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        buffer_release(&tokens->items[i].name);
        buffer_release(&tokens->items[i].value);
    }
    array_release(tokens);
}

/* ---- words ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Behind the opening quote; *at comes behind the closing one. */
static bool read_quoted(const char **at, const char *end, Buffer *out, Error *error)
{
    for (; *at < end && **at != '"'; (*at)++) {
        bool escaped = **at == '\\' && *at + 1 < end;
        if (escaped)
            (*at)++;
        buffer_add_char(out, escaped && **at == 'n' ? '\n' : **at);
    }
    if (*at == end)
        return error_set(error, "a quote is not closed");
    (*at)++;
    return *at == end || is_blank(**at) || error_set(error, "expected a blank behind the closing quote");
}

static bool read_token(const char **at, const char *end, Token *out, Error *error)
{
    while (*at < end && !is_blank(**at) && **at != '=')
        buffer_add_char(&out->name, *(*at)++);
    out->has_value = *at < end && **at == '=';
    if (!out->has_value)
        return true;
    (*at)++;
    if (*at < end && **at == '"') {
        (*at)++;
        return read_quoted(at, end, &out->value, error);
    }
    while (*at < end && !is_blank(**at))
        buffer_add_char(&out->value, *(*at)++);
    return true;
}

static bool read_tokens(const char *line, size_t length, Tokens *out, Error *error)
{
    const char *at = line, *end = line + length;
    bool good = true;
    while (good) {
        while (at < end && is_blank(*at))
            at++;
        if (at == end)
            break;
        array_push(out, (Token){0});
        good = read_token(&at, end, &out->items[out->count - 1], error);
    }
    return good;
}

/* ---- new records ---- */

/* "+3"; 0 when the text is none. */
static int64_t new_number(const char *text)
{
    size_t digits = *text == '+' ? strspn(text + 1, "0123456789") : 0;
    if (digits == 0 || digits > 6 || text[digits + 1] != '\0')
        return 0;
    int64_t number = strtoll(text + 1, NULL, 10);
    return number <= NEW_MOST ? number : 0;
}

static const Made *find_made(const Reader *reader, int64_t number)
{
    for (size_t i = reader->made.count; i-- > 0;)
        if (reader->made.items[i].number == number)
            return &reader->made.items[i];
    return NULL;
}

/* The new record that a text names, of that type where `entity` is not null. */
static bool resolve_new(const Reader *reader, const char *text, const Entity *entity, Referent *out, Error *error)
{
    const Made *made = find_made(reader, new_number(text));
    if (!made)
        return error_set(error, "no line above makes %s", text);
    if (entity && made->record.entity != entity)
        return error_set(error, "%s is %s %s; expected %s %s", text, entity_article(made->record.entity),
                         made->record.entity->noun, entity_article(entity), entity->noun);
    *out = made->record;
    return true;
}

/* ---- values ---- */

static bool find_any(void *context, const Entity *entity, const char *text, Referent *out, Error *error)
{
    const Reader *reader = context;
    return new_number(text) ? resolve_new(reader, text, entity, out, error)
                            : referent_parse(reader->plan, entity, text, out, error);
}

static bool set_many(Reader *reader, Referent record, const Field *field, const char *text, Error *error)
{
    Referents wanted = {0};
    bool good = many_read(field, text, find_any, reader, &wanted, error);
    if (good)
        many_replace(reader->set, reader->plan, record.entity, record.id, field, &wanted);
    array_release(&wanted);
    return good;
}

static bool link_new(Reader *reader, Id task, const char *item, Error *error)
{
    WorkUnits units = plan_units(reader->plan);
    PredecessorText read;
    Referent from;
    char text[16];
    size_t digits = 1 + strspn(item + 1, "0123456789");
    snprintf(text, sizeof text, "%.*s", (int)digits, item);
    Buffer plain = {0};
    buffer_format(&plain, "1%s", item + digits); /* read as behind any number */
    const char *rest = buffer_text(&plain);
    bool good = predecessor_next(&rest, DECIMAL_POINT, &units, &read, error) &&
                resolve_new(reader, text, &task_entity, &from, error);
    if (good && from.id == task)
        good = error_set(error, "%s cannot be its own predecessor", text);
    if (good) {
        Link *link = change_create(reader->set, &link_entity);
        link->predecessor = from.id;
        link->successor = task;
        link->type = (uint8_t)read.type;
        link->lag = read.lag;
    }
    buffer_release(&plain);
    return good;
}

/* New tasks among the predecessors are linked one by one, behind the others. */
static bool set_predecessors(Reader *reader, Referent task, const Field *field, const char *text, Error *error)
{
    Buffer others = {0}, fresh = {0}, item = {0};
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, ";");
        const char *word = text_skip_blanks(at);
        Buffer *list = *word == '+' ? &fresh : &others;
        buffer_add_bytes(list, at, length);
        buffer_add_char(list, ';');
        at += length + (at[length] != '\0');
    }
    bool good = typed_set(reader->set, reader->plan, task.entity, task.id, field, buffer_text(&others), error);
    for (const char *at = buffer_text(&fresh); good && *at;) {
        size_t length = strcspn(at, ";");
        buffer_clear(&item);
        buffer_add_bytes(&item, at, length);
        good = link_new(reader, task.id, text_skip_blanks(buffer_text(&item)), error) ||
               error_prefix(error, "%s", field->name);
        at += length + 1;
    }
    buffer_release(&others);
    buffer_release(&fresh);
    buffer_release(&item);
    return good;
}

static bool set_value(Reader *reader, Referent record, const Field *field, const char *text, Error *error)
{
    Referent target;
    if (field->type == FIELD_MANY)
        return typed_is_editable(reader->plan, record.entity, record.id, field, error) &&
               (set_many(reader, record, field, text, error) || error_prefix(error, "%s", field->name));
    if (record.entity == &task_entity && text_equal(field->name, "predecessors"))
        return set_predecessors(reader, record, field, text, error);
    if (!field_refers(field) || !field_is_stored(field) || !new_number(text))
        return typed_set(reader->set, reader->plan, record.entity, record.id, field, text, error);
    if (!typed_is_editable(reader->plan, record.entity, record.id, field, error) ||
        !resolve_new(reader, text, field->refers_to, &target, error))
        return error_prefix(error, "%s", field->name);
    int64_t number = field->type == FIELD_ANY ? any_id(target.entity, target.id) : target.id;
    change_set(reader->set, reader->plan, record.entity, record.id, field, value_number(number));
    return true;
}

static const Field *field_named(const Entity *entity, const Token *token, Error *error)
{
    const char *name = buffer_text(&token->name);
    const Field *field = token->has_value ? entity_field(entity, name) : NULL;
    if (!token->has_value)
        error_set(error, "'%s' is no assignment; expected FIELD=VALUE, and quotes around a value with blanks", name);
    else if (!field || field->internal)
        error_set(error, "%s %s has no field '%s'; steerco-csv(5) lists them", entity_article(entity), entity->noun,
                  name);
    return field && !field->internal ? field : NULL;
}

/* In the order in which they hang on one another, however they were typed. */
static bool set_values(Reader *reader, Referent record, const Tokens *tokens, size_t first, Error *error)
{
    for (int turn = 0; turn < TYPED_TURNS; turn++)
        for (size_t i = first; i < tokens->count; i++) {
            const Token *token = &tokens->items[i];
            const Field *field = field_named(record.entity, token, error);
            if (!field)
                return false;
            if (typed_turn(field) == turn && !set_value(reader, record, field, buffer_text(&token->value), error))
                return false;
        }
    return true;
}

/* ---- lines ---- */

static bool find_record(const Reader *reader, const char *code, Referent *out, Error *error)
{
    if (new_number(code))
        return resolve_new(reader, code, NULL, out, error);
    out->entity = entity_of_code(code, &out->id);
    if (!out->entity)
        return error_set(error, "'%s' is no code; expected one like T-14, or +1 for a new record", code);
    if (!plan_find(reader->plan, out->entity->kind, out->id))
        return error_set(error, "there is no %s %s", out->entity->noun, code);
    return !change_deletes(reader->set, out->entity, out->id) ||
           error_set(error, "%s is deleted by a line above", code);
}

/* A task goes to the end of its summary task, which may be a new one, behind what the script put there before. */
static bool place_task(Reader *reader, const Tokens *tokens, Record **out, Error *error)
{
    Referent parent = {0};
    for (size_t i = 2; i < tokens->count; i++) {
        const Token *token = &tokens->items[i];
        if (token->has_value &&
            entity_field(&task_entity, buffer_text(&token->name)) == field_of(&task_entity, Task, parent) &&
            token->value.length > 0 && !find_any(reader, &task_entity, buffer_text(&token->value), &parent, error))
            return error_prefix(error, "parent");
    }
    Task *task = edit_insert_task(reader->set, reader->plan, (TaskPlace){.parent = parent.id});
    for (size_t i = 0; i < reader->set->changes.count; i++) {
        const Change *change = &reader->set->changes.items[i];
        const Task *other = change->kind == CHANGE_CREATE && change->entity == &task_entity ? change->record : NULL;
        if (other && other != task && other->parent == task->parent && other->position >= task->position)
            task->position = other->position + EDIT_POSITION_GAP;
    }
    *out = &task->record;
    return true;
}

static bool read_create(Reader *reader, const Tokens *tokens, Error *error)
{
    const char *name = buffer_text(&tokens->items[0].name);
    const char *type = tokens->count > 1 ? buffer_text(&tokens->items[1].name) : "";
    const Entity *entity = entity_find(type);
    const Made *earlier = find_made(reader, new_number(name));
    Record *record = NULL;
    if (earlier)
        return error_set(error, "%s was made by line %zu already", name, earlier->line);
    if (!entity || entity->internal || entity->snapshot || tokens->items[1].has_value)
        return error_set(error, "'%s' is no type of record; expected a line like: %s task name=…", type, name);
    if (entity != &task_entity)
        record = typed_new(reader->set, reader->plan, entity, 0);
    else if (!place_task(reader, tokens, &record, error))
        return false;
    const Referent made = {entity, record->id};
    array_push(&reader->made, (Made){new_number(name), made, reader->line});
    return set_values(reader, made, tokens, 2, error);
}

static bool read_delete(Reader *reader, const Tokens *tokens, Error *error)
{
    Referent record;
    if (tokens->count < 2)
        return error_set(error, "expected codes of records behind delete");
    for (size_t i = 1; i < tokens->count; i++) {
        const char *code = buffer_text(&tokens->items[i].name);
        if (tokens->items[i].has_value || new_number(code))
            return error_set(error, "'%s' cannot be deleted; expected a code like T-4", code);
        if (!find_record(reader, code, &record, error))
            return false;
        change_delete(reader->set, reader->plan, record.entity, record.id);
    }
    return true;
}

static bool read_line(Reader *reader, const Tokens *tokens, Error *error)
{
    Referent record;
    const char *first = buffer_text(&tokens->items[0].name);
    if (text_equal(first, "delete") && !tokens->items[0].has_value)
        return read_delete(reader, tokens, error);
    if (tokens->items[0].has_value)
        return error_set(error, "expected a code in front of '%s='", first);
    if (new_number(first) && (tokens->count < 2 || !tokens->items[1].has_value))
        return read_create(reader, tokens, error);
    if (tokens->count < 2)
        return error_set(error, "expected FIELD=VALUE behind %s", first);
    return find_record(reader, first, &record, error) && set_values(reader, record, tokens, 1, error);
}

bool script_read(ChangeSet *set, const Plan *plan, const char *script, Error *error)
{
    Reader reader = {.set = set, .plan = plan};
    bool good = true;
    for (const char *at = script; *at && good;) {
        size_t length = strcspn(at, "\n");
        Tokens tokens = {0};
        reader.line++;
        const char *word = text_skip_blanks(at);
        if (*word != '#')
            good = read_tokens(at, length, &tokens, error) && (tokens.count == 0 || read_line(&reader, &tokens, error));
        if (!good)
            error_prefix(error, "line %zu", reader.line);
        release_tokens(&tokens);
        at += length + (at[length] != '\0');
    }
    array_release(&reader.made);
    return good;
}

size_t script_lines(const char *script)
{
    size_t lines = 0;
    for (const char *at = script; *at; lines++) {
        size_t length = strcspn(at, "\n");
        at += length + (at[length] != '\0');
    }
    return lines;
}

void script_head(const char *script, size_t lines, Buffer *out)
{
    for (const char *at = script; *at && lines > 0; lines--) {
        size_t length = strcspn(at, "\n");
        length += at[length] != '\0';
        buffer_add_bytes(out, at, length);
        at += length;
    }
}
