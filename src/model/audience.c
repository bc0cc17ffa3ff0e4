/*
 * The door for what is confidential.
 */
#include "steerco/model/audience.h"

#include "steerco/model/field.h"

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

bool record_is_shown(const Plan *plan, const Entity *entity, const void *record)
{
    const Field *flag = plan->audience == AUDIENCE_PRIVATE ? NULL : entity_field(entity, "confidential");
    return !flag || !field_is_stored(flag) || field_stored(flag, record).number == 0;
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
