/*
 * Record types looked up by name, as that the command line, CSV and the journal need.
 */
#include "steerco/model/entity.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/model/plan.h"
#include "steerco/model/workflow.h"

/* Same word, whatever the spelling: "Cost entries" and "cost_entries". */
static bool same_key(const char *a, const char *b)
{
    Buffer keys[2] = {0};
    text_key(a, &keys[0]);
    text_key(b, &keys[1]);
    bool same = text_equal(buffer_text(&keys[0]), buffer_text(&keys[1]));
    buffer_release(&keys[0]);
    buffer_release(&keys[1]);
    return same;
}

const Entity *entity_find(const char *name)
{
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        if (same_key(name, entity->name) || same_key(name, entity->plural) || same_key(name, entity->title))
            return entity;
    }
    return NULL;
}

const Entity *entity_of_code(const char *code, Id *id)
{
    for (int kind = 0; kind < entity_count; kind++) {
        size_t length = strlen(entities[kind]->prefix);
        if (strncasecmp(code, entities[kind]->prefix, length) != 0 || code[length] != '-')
            continue;
        const char *digits = code + length + 1;
        size_t count = strspn(digits, "0123456789");
        if (count == 0 || count > 18 || digits[count] != '\0')
            continue;
        *id = strtoll(digits, NULL, 10);
        return *id > 0 ? entities[kind] : NULL;
    }
    return NULL;
}

void entity_code(const Entity *entity, Id id, Buffer *out)
{
    if (id > 0)
        buffer_format(out, "%s-%lld", entity->prefix, (long long)id);
    else
        buffer_format(out, "%s-new", entity->prefix);
}

static const Field *label_of(const Entity *entity)
{
    const Field *field = entity->fields;
    while (field->name && !text_equal(field->name, entity->label))
        field++;
    return field->name ? field : NULL;
}

const Field *entity_field(const Entity *entity, const char *name)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (text_equal(field->name, name))
            return field;
    for (const Field *field = entity->fields; field->name; field++)
        if (same_key(field->name, name) || same_key(field->title, name))
            return field;
    const Field *label = entity->label && same_key(name, "name") ? label_of(entity) : NULL;
    return label && label->required ? label : NULL;
}

const Field *entity_field_at(const Entity *entity, size_t offset)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field_is_stored(field) && field->offset == offset)
            return field;
    abort(); /* a member without a row in the table: field_of() was asked for something that is no field */
}

enum { TAGS = 256 };

AnyId any_id(const Entity *entity, Id id)
{
    return id * TAGS + entity->tag;
}

const Entity *entity_of_tag(int tag)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (entities[kind]->tag == tag)
            return entities[kind];
    return NULL;
}

/* The tag is the remainder also of a provisional id, which is below 0. */
Referent any_referent(AnyId any)
{
    int tag = (int)((any % TAGS + TAGS) % TAGS);
    const Entity *entity = any == 0 || any == VALUE_NONE ? NULL : entity_of_tag(tag);
    return entity ? (Referent){entity, (any - tag) / TAGS} : (Referent){0};
}

bool field_refers(const Field *field)
{
    return field->type == FIELD_REFERENCE || field->type == FIELD_ANY;
}

Referent field_referent(const Field *field, Value value)
{
    if (field->type == FIELD_ANY)
        return any_referent(value.number);
    return value.number == 0 ? (Referent){0} : (Referent){field->refers_to, value.number};
}

void entity_add_count(const Entity *entity, size_t count, Buffer *out)
{
    buffer_format(out, "%zu %s", count, count == 1 ? entity->noun : entity->nouns);
}

bool field_is_text(const Field *field)
{
    return field->type <= FIELD_MANY;
}

bool field_is_amount(const Field *field)
{
    switch (field->type) {
    case FIELD_INTEGER:
    case FIELD_SCALE:
    case FIELD_PERCENT:
    case FIELD_QUANTITY:
    case FIELD_MONEY:
    case FIELD_RATE:
    case FIELD_DURATION:
    case FIELD_MINUTES:
        return true;
    default:
        return false;
    }
}

bool entity_knows_open(const Entity *entity)
{
    return entity->is_open || workflow_field(entity);
}

bool entity_knows_late(const Entity *entity)
{
    return entity->is_late || entity->due;
}

bool record_is_open(const Plan *plan, const Entity *entity, const void *record)
{
    const Field *field = entity->is_open ? NULL : workflow_field(entity);
    if (entity->is_open)
        return entity->is_open(plan, record);
    return !field || !(field->workflow->ended & STATE(field_stored(field, record).number));
}

bool record_is_late(const Plan *plan, const Entity *entity, const void *record)
{
    if (entity->is_late || !entity->due)
        return entity->is_late && entity->is_late(plan, record);
    Buffer scratch = {0};
    int64_t due = field_get(entity_field(entity, entity->due), plan, record, &scratch).number;
    buffer_release(&scratch);
    return due != VALUE_NONE && due < plan_status_date(plan) && record_is_open(plan, entity, record);
}

bool record_is_done(const Plan *plan, const Entity *entity, const void *record)
{
    return entity->is_done ? entity->is_done(plan, record) : !record_is_open(plan, entity, record);
}

/* Does 0 as the standard value mean "undefined" for this type? */
static bool undefined_at_first(FieldType type)
{
    return type == FIELD_DATE || type == FIELD_INSTANT || type == FIELD_MONEY || type == FIELD_DURATION ||
           type == FIELD_SCALE || type == FIELD_QUANTITY || type == FIELD_RATE;
}

void record_init(const Entity *entity, void *record)
{
    for (const Field *field = entity->fields; field->name; field++) {
        if (!field_is_stored(field))
            continue;
        Value value = {.number = field->standard, .text = field->standard_text ? field->standard_text : ""};
        if (field->standard == 0 && undefined_at_first(field->type))
            value.number = VALUE_NONE;
        field_set(field, record, value);
    }
}
