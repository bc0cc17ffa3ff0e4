/*
 * Changes in words, for people: what joins two records is called by their names, everything else by its own.
 */
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/change.h"

/* As the set leaves it, where the plan does not know it yet. */
static const void *record_of(const Change *change, const Plan *plan)
{
    return change->kind == CHANGE_SET ? plan_find(plan, change->entity->kind, change->id) : change->record;
}

/* A record that the plan holds no more is shown where its type has no secrets. */
static bool is_record_shown(const Change *change, const Plan *plan)
{
    const void *record = record_of(change, plan);
    return record ? record_is_shown(plan, change->entity, record) : id_is_shown(plan, change->entity, change->id);
}

bool change_is_shown(const Change *change, const Plan *plan)
{
    return is_record_shown(change, plan) &&
           (change->kind != CHANGE_SET || field_is_shown(change->field, plan->audience));
}

/* "R-7 Vendor late", "new risk Vendor late" */
static void add_record(const Change *change, const Plan *plan, const void *record, Buffer *out)
{
    const Entity *entity = change->entity;
    const char *label = record && record_is_shown(plan, entity, record)
                            ? field_stored(entity_field(entity, entity->label), record).text
                            : "";
    if (change->id < 0)
        buffer_format(out, "new %s", entity->noun);
    else
        entity_code(entity, change->id, out);
    buffer_format(out, "%s%s", *label ? " " : "", label);
}

static void add_subject(const Change *change, const Plan *plan, Buffer *out)
{
    const void *record = record_of(change, plan);
    if (record && change->entity->describe)
        change->entity->describe(plan, record, out);
    else
        add_record(change, plan, record, out);
}

static void add_value(const Change *change, const Plan *plan, Value value, Buffer *out)
{
    if (!change_is_shown(change, plan))
        buffer_add(out, HIDDEN_VALUE);
    else if (value_is_none(change->field, value))
        buffer_add(out, "—");
    else
        field_format_of(change->field, plan, record_of(change, plan), value, FORMAT_DISPLAY, out);
}

void change_word(const Change *change, const Plan *plan, Buffer *out)
{
    if (change->kind == CHANGE_CREATE) {
        buffer_add(out, "added");
    } else if (change->kind == CHANGE_DELETE) {
        buffer_add(out, "deleted");
    } else {
        field_add_words(change->field, out);
        buffer_add_char(out, ' ');
        add_value(change, plan, change->before, out);
        buffer_add(out, " → ");
        add_value(change, plan, change->after, out);
    }
}

void change_describe(const Change *change, const Plan *plan, Buffer *out)
{
    add_subject(change, plan, out);
    buffer_add(out, ": ");
    change_word(change, plan, out);
}
