/*
 * The table of references to many records; the cells in front of them are fields of the types that have them.
 */
#include "steerco/model/many.h"
#include "steerco/records/records.h"

/* "attendees of M-3: Anna Berg" */
static void describe(const Plan *plan, const void *record, Buffer *out)
{
    const CrossReference *reference = record;
    const Field *field = many_field(reference->slot);
    Referent owner = any_referent(reference->owner), target = any_referent(reference->target);
    if (!field || !owner.entity || !target.entity)
        return;
    field_add_words(field, out);
    buffer_add(out, " of ");
    entity_code(owner.entity, owner.id, out);
    buffer_add(out, ": ");
    referent_format(plan, target, out);
}

static bool check(const Plan *plan, const void *record, Error *error)
{
    (void)plan;
    const CrossReference *reference = record;
    const Field *field = many_field(reference->slot);
    Referent owner = any_referent(reference->owner), target = any_referent(reference->target);
    if (!field || owner.entity != entity_of_tag(reference->slot / MANY_FIELDS))
        return error_set(error, "it belongs to no field");
    return !field->refers_to || field->refers_to == target.entity ||
           error_set(error, "%s: expected %s", field->title, field->refers_to->nouns);
}

/* clang-format off */
static const Field fields[] = {
    {.name = "owner", .title = "Of", .type = FIELD_ANY, FIELD_AT(CrossReference, owner), .required = true,
     .help = "The record whose field it is"},
    {.name = "slot", .title = "Field", .type = FIELD_INTEGER, FIELD_AT(CrossReference, slot), .required = true,
     .help = "The number of that field"},
    {.name = "target", .title = "To", .type = FIELD_ANY, FIELD_AT(CrossReference, target), .required = true,
     .help = "What it refers to"},
    {0},
};
/* clang-format on */

const Entity cross_reference_entity = {
    .kind = ENTITY_CROSS_REFERENCE,
    .name = "cross_reference",
    .plural = "cross_references",
    .title = "Cross references",
    .noun = "reference",
    .nouns = "references",
    .tag = 14,
    .prefix = "XR",
    .record_size = sizeof(CrossReference),
    .fields = fields,
    .label = "slot",
    .internal = true,
    .check = check,
    .describe = describe,
};
