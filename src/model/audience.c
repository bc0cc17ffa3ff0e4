/*
 * The door for what is confidential.
 */
#include "steerco/model/audience.h"

#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/field.h"

Plan plan_view(const Plan *plan, Audience audience)
{
    Plan view = *plan;
    view.seen = plan;
    view.audience = audience;
    return view;
}

bool field_is_shown(const Field *field, Audience audience)
{
    switch (field->secrecy) {
    case FOR_ALL:
        return true;
    case FOR_PLANNERS:
        return audience != AUDIENCE_PUBLIC;
    case PRIVATE:
        break;
    }
    return audience == AUDIENCE_PRIVATE;
}

/* The flag of confidential records, or null. Asked for every row of a list, hence no entity_field(). */
static const Field *flag_of(const Entity *entity)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field->type == FIELD_FLAG && field->name[0] == 'c' && text_equal(field->name, "confidential"))
            return field_is_stored(field) ? field : NULL;
    return NULL;
}

static bool is_flagged(const Entity *entity, const void *record)
{
    const Field *flag = flag_of(entity);
    return flag && field_stored(flag, record).number != 0;
}

bool record_is_shown(const Plan *plan, const Entity *entity, const void *record)
{
    return plan->audience == AUDIENCE_PRIVATE || !is_flagged(entity, record);
}

bool id_is_shown(const Plan *plan, const Entity *entity, Id id)
{
    if (plan->audience == AUDIENCE_PRIVATE)
        return true;
    const void *record = plan_find(plan, entity->kind, id);
    return record ? !is_flagged(entity, record) : !flag_of(entity);
}

void record_as_seen(const Plan *plan, const Entity *entity, const void *record, void *out)
{
    bool shown = record_is_shown(plan, entity, record);
    memcpy(out, record, entity->record_size);
    for (const Field *field = entity->fields; field->name; field++)
        if (field_is_stored(field) && !(shown && field_is_shown(field, plan->audience)))
            field_set(field, out, field_refers(field) ? value_number(0) : (Value){.number = VALUE_NONE, .text = ""});
}

bool field_check_shown(const Field *field, const Plan *plan, Error *error)
{
    if (field_is_shown(field, plan->audience))
        return true;
    return plan->audience == AUDIENCE_PUBLIC
               ? error_usage(error, "'%s' is confidential: it is for those who may write the file", field->name)
               : error_usage(error, "'%s' is private: only --confidential, or :confidential in the dashboard, shows it",
                             field->name);
}

/* ---- reasons ---- */

static bool is_defined(const Field *field, const void *record)
{
    return !value_is_none(field, field_stored(field, record)) &&
           (field_is_text(field) || field_stored(field, record).number != field->standard);
}

/* Does it name a confidential record? */
static bool names_flagged(const Field *field, const Plan *plan, Value value)
{
    Referent target = field_refers(field) ? field_referent(field, value) : (Referent){0};
    const void *record = target.entity ? plan_find(plan, target.entity->kind, target.id) : NULL;
    return record && is_flagged(target.entity, record);
}

/* Does it touch what is not for all? */
static bool is_confidential(const Change *change, const Plan *after)
{
    bool sets = change->kind == CHANGE_SET;
    const void *record = sets ? plan_find(after, change->entity->kind, change->id) : change->record;
    if ((record && is_flagged(change->entity, record)) || (sets && change->field == flag_of(change->entity)))
        return true;
    if (sets)
        return change->field->secrecy != FOR_ALL || names_flagged(change->field, after, change->before) ||
               names_flagged(change->field, after, change->after);
    for (const Field *field = change->entity->fields; field->name; field++)
        if (field_is_stored(field) && ((field->secrecy != FOR_ALL && is_defined(field, record)) ||
                                       names_flagged(field, after, field_stored(field, record))))
            return true;
    return false;
}

static void add_plain_subject(const Change *change, Buffer *out)
{
    if (change->id < 0)
        buffer_format(out, "new %s", change->entity->noun);
    else
        entity_code(change->entity, change->id, out);
    if (change->kind == CHANGE_DELETE)
        buffer_add(out, " deleted");
}

/* "S-3: power, interest; S-4: power" */
static void add_plain_changes(const ChangeSet *set, Buffer *out)
{
    enum { MOST = 100 };
    const Change *before = NULL;
    for (size_t i = 0; i < set->changes.count && out->length < MOST; i++) {
        const Change *change = &set->changes.items[i];
        bool same = before && before->entity == change->entity && before->id == change->id;
        if (change->kind == CHANGE_SET && change->field->internal)
            continue;
        if (!same) {
            buffer_add(out, before ? "; " : "");
            add_plain_subject(change, out);
        }
        if (change->kind == CHANGE_SET) {
            buffer_add(out, same ? ", " : ": ");
            field_add_words(change->field, out);
        }
        before = change;
    }
    if (out->length >= MOST)
        buffer_add(out, " …");
}

void change_reason_for_all(ChangeSet *set, const Plan *after)
{
    bool confidential = false;
    for (size_t i = 0; i < set->changes.count && !confidential; i++)
        confidential = is_confidential(&set->changes.items[i], after);
    if (!confidential)
        return;
    Buffer plain = {0};
    add_plain_changes(set, &plain);
    change_reason(set, "%s", buffer_text(&plain));
    buffer_release(&plain);
}

/* ---- what was left out ---- */

void left_out_count(const Plan *plan, const Entity *entity, LeftOut *left_out)
{
    for (const Field *field = entity->fields; field->name; field++)
        left_out->fields += !field->internal && !field_is_shown(field, plan->audience);
    for (uint32_t row = 0; flag_of(entity) && row < plan_count(plan, entity->kind); row++)
        left_out->records += !record_is_shown(plan, entity, plan_at(plan, entity->kind, row));
}

static void add_count(size_t count, const char *noun, Buffer *out)
{
    buffer_format(out, "%zu confidential %s%s", count, noun, count == 1 ? "" : "s");
}

void left_out_word(const LeftOut *left_out, Audience audience, Buffer *out)
{
    size_t count = left_out->fields + left_out->records;
    if (count == 0)
        return;
    if (left_out->fields)
        add_count(left_out->fields, "field", out);
    if (left_out->fields && left_out->records)
        buffer_add(out, " and ");
    if (left_out->records)
        add_count(left_out->records, "record", out);
    buffer_format(out, " %s left out", count == 1 ? "was" : "were");
    if (audience == AUDIENCE_PLANNER)
        buffer_format(out, "; --confidential includes %s", count == 1 ? "it" : "them");
}

void held_word(const Field *const *fields, size_t count, Buffer *out)
{
    size_t held = 0, named = 0;
    for (size_t i = 0; i < count; i++)
        held += fields[i]->secrecy != FOR_ALL;
    if (held > 0)
        buffer_format(out, "it holds %s: ", held == 1 ? "a confidential field" : "confidential fields");
    for (size_t i = 0; i < count; i++)
        if (fields[i]->secrecy != FOR_ALL) {
            named++;
            buffer_add(out, named == 1 ? "" : named == held ? " and " : ", ");
            field_add_words(fields[i], out);
        }
}

size_t records_shown(const Plan *plan, const Entity *entity, RecordTest *test)
{
    size_t count = 0;
    for (uint32_t row = 0; row < plan_count(plan, entity->kind); row++) {
        const void *record = plan_at(plan, entity->kind, row);
        count +=
            record_is_shown(plan, entity, record) && (test ? test(plan, record) : record_is_open(plan, entity, record));
    }
    return count;
}

bool record_follow_secrecy(const Plan *plan, const Entity *entity, void *record, Referent about, Error *error)
{
    const void *source = about.entity ? plan_find(plan, about.entity->kind, about.id) : NULL;
    const Field *flag = flag_of(entity);
    if (!source || !is_flagged(about.entity, source))
        return true;
    if (!flag)
        return error_set(error, "%s %s cannot be confidential, and what it is about is", entity_article(entity),
                         entity->noun);
    field_set(flag, record, value_number(1));
    return true;
}
