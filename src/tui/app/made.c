/*
 * What it takes to make a record, read off the row of its type.
 */
#include "steerco/tui/app/made.h"

#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"

bool made_needs(const Entity *entity, const Field *field)
{
    if (!field_is_stored(field) || !field->required || field->internal)
        return false;
    void *fresh = memory_new(1, entity->record_size);
    record_init(entity, fresh);
    bool none = value_is_none(field, field_stored(field, fresh));
    free(fresh);
    return none;
}

const Field *made_label(const Entity *entity)
{
    const Field *label = entity->label ? entity_field(entity, entity->label) : NULL;
    return label && field_is_stored(label) && field_is_text(label) && !label->internal ? label : NULL;
}

bool made_by_label(const Entity *entity)
{
    const Field *label = made_label(entity);
    if (!label || entity->internal || entity->snapshot || entity->append_only || entity->sorted || entity->traced)
        return false;
    for (const Field *field = entity->fields; field->name; field++)
        if (field != label && made_needs(entity, field))
            return false;
    return true;
}

Record *made_create(ChangeSet *set, const Plan *plan, const Entity *entity, const char *name, Error *error)
{
    const Field *label = made_label(entity);
    const Spelling spelling = plan_spelling(plan);
    Value value;
    if (*text_skip_blanks(name) == '\0') {
        error_set(error, "%s %s needs a name", entity_article(entity), entity->noun);
        return NULL;
    }
    if (!field_parse(label, plan, name, &spelling, &set->arena, &value, error))
        return NULL;
    Record *record = change_create(set, entity);
    field_set(label, record, value);
    return record;
}
