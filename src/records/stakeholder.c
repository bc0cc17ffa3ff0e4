/*
 * The table of a stakeholder's fields, and the quadrants of the power/interest grid.
 */
#include "steerco/records/stakeholder.h"

#include "fields.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"
#include "steerco/records/resource.h"

Quadrant stakeholder_quadrant(int power, int interest)
{
    if (power < 1 || power > 5 || interest < 1 || interest > 5)
        return QUADRANT_NONE;
    if (power > 3)
        return interest > 3 ? QUADRANT_MANAGE_CLOSELY : QUADRANT_KEEP_SATISFIED;
    return interest > 3 ? QUADRANT_KEEP_INFORMED : QUADRANT_MONITOR;
}

const char *quadrant_name(Quadrant quadrant)
{
    static const char *const names[] = {"—", "Monitor", "Keep informed", "Keep satisfied", "Manage closely"};
    return names[quadrant];
}

static Value quadrant(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    const Stakeholder *stakeholder = record;
    Quadrant found = stakeholder_quadrant(stakeholder->power, stakeholder->interest);
    return value_text(found == QUADRANT_NONE ? "" : quadrant_name(found));
}

/* Too much is a gap as well: the order of the levels is for display, leading is not always the target. */
bool stakeholder_has_gap(const Stakeholder *stakeholder)
{
    bool known = stakeholder->engagement != 0 && stakeholder->desired_engagement != 0;
    return known && stakeholder->engagement != stakeholder->desired_engagement;
}

static Value engagement_gap(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    return value_number(stakeholder_has_gap(record));
}

static const char *const stakeholder_types[] = {"internal", "external", "supplier",  "customer",
                                                "investor", "user",     "authority", NULL};
static const char *const engagement_levels[] = {"unknown",    "unaware", "resistant", "neutral",
                                                "supportive", "leading", NULL};

/* clang-format off */
static const Field stakeholder_fields[] = {
    {.name = "name", .title = "Stakeholder", .type = FIELD_TEXT, FIELD_AT(Stakeholder, name), .width = 22,
     .required = true, .help = "Person or group"},
    {.name = "initials", .title = "Initials", .type = FIELD_TEXT, FIELD_AT(Stakeholder, initials), .width = 8,
     .help = "Short form for the grid; empty = first letters of the name"},
    {.name = "organisation", .title = "Organisation", .type = FIELD_TEXT, FIELD_AT(Stakeholder, organisation),
     .width = 16, .help = "Company, department or body"},
    {.name = "role", .title = "Role", .type = FIELD_TEXT, FIELD_AT(Stakeholder, role), .width = 18,
     .help = "Role in or towards the project"},
    {.name = "type", .title = "Type", .type = FIELD_CHOICE, FIELD_AT(Stakeholder, type), .choices = stakeholder_types,
     .width = 9, .help = "From where they look at the project"},
    {.name = "power", .title = "Pow", LEVEL_1_TO_5, FIELD_AT(Stakeholder, power), .secrecy = FOR_PLANNERS,
     .help = "Power to help or to stop, 1 very low to 5 very high"},
    {.name = "interest", .title = "Int", LEVEL_1_TO_5, FIELD_AT(Stakeholder, interest), .secrecy = FOR_PLANNERS,
     .help = "Interest in the outcome, 1 very low to 5 very high"},
    {.name = "quadrant", .title = "Strategy by grid", .type = FIELD_TEXT, .computed = quadrant, .width = 14,
     .secrecy = FOR_PLANNERS, .help = "Quadrant of the power/interest grid; high is above 3"},
    {.name = "attitude", .title = "Att", .type = FIELD_SCALE, FIELD_AT(Stakeholder, attitude), .minimum = -2,
     .maximum = 2, .width = 3, .secrecy = FOR_PLANNERS, .help = "From -2 opposed through 0 neutral to 2 in favour"},
    {.name = "engagement", .title = "Eng.", .type = FIELD_CHOICE, FIELD_AT(Stakeholder, engagement),
     .choices = engagement_levels, .width = 10, .secrecy = FOR_PLANNERS, .help = "How engaged they are now"},
    {.name = "desired_engagement", .title = "Desired", .type = FIELD_CHOICE, FIELD_AT(Stakeholder, desired_engagement),
     .choices = engagement_levels, .width = 10, .secrecy = FOR_PLANNERS, .help = "How engaged they should be"},
    {.name = "engagement_gap", .title = "Gap", .type = FIELD_FLAG, .computed = engagement_gap, .width = 3,
     .secrecy = FOR_PLANNERS, .help = "Current and desired engagement differ"},
    {.name = "owner", .title = "Owner", .type = FIELD_REFERENCE, FIELD_AT(Stakeholder, owner),
     .refers_to = &resource_entity, .width = 14, .help = "Who keeps the relation"},
    {.name = "strategy", .title = "Strategy", .type = FIELD_NOTE, FIELD_AT(Stakeholder, strategy), .width = 24,
     .secrecy = FOR_PLANNERS, .help = "How they are won, kept or contained"},
    {.name = "expectations", .title = "Expectations", .type = FIELD_NOTE, FIELD_AT(Stakeholder, expectations),
     .width = 24, .help = "What they expect of the project"},
    {.name = "channel", .title = "Channel", .type = FIELD_TEXT, FIELD_AT(Stakeholder, channel), .width = 14,
     .help = "How they are kept informed"},
    {.name = "frequency", .title = "Frequency", .type = FIELD_TEXT, FIELD_AT(Stakeholder, frequency), .width = 10,
     .help = "How often"},
    {.name = "email", .title = "E-mail", .type = FIELD_TEXT, FIELD_AT(Stakeholder, email), .width = 22,
     .help = "Address for messages"},
    {.name = "phone", .title = "Phone", .type = FIELD_TEXT, FIELD_AT(Stakeholder, phone), .width = 14,
     .help = "Telephone number"},
    {.name = "legitimacy", .title = "Legit.", .type = FIELD_FLAG, FIELD_AT(Stakeholder, legitimacy), .width = 6,
     .secrecy = FOR_PLANNERS, .help = "Has a rightful claim on the project"},
    {.name = "urgency", .title = "Urgent", .type = FIELD_FLAG, FIELD_AT(Stakeholder, urgency), .width = 6,
     .secrecy = FOR_PLANNERS, .help = "The claim calls for attention now"},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(Stakeholder, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(Stakeholder, notes), .width = 24,
     .secrecy = PRIVATE, .help = "Private notes: shown and given out only when asked for by name"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(Stakeholder, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

const Entity stakeholder_entity = {
    .kind = ENTITY_STAKEHOLDER,
    .name = "stakeholder",
    .plural = "stakeholders",
    .title = "Stakeholders",
    .noun = "stakeholder",
    .nouns = "stakeholders",
    .tag = 11,
    .prefix = "S",
    .record_size = sizeof(Stakeholder),
    .fields = stakeholder_fields,
    .label = "name",
    .instead = "say in its notes that it is no longer involved",
};
