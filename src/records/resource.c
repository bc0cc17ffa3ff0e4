/*
 * The table of people, equipment and cost kinds.
 */
#include "steerco/records/resource.h"

#include <string.h>

#include "steerco/base/text.h"
#include "steerco/records/calendar.h"
#include "steerco/records/records.h"

void resource_initials(const char *initials, const char *name, Buffer *out)
{
    if (*initials) {
        buffer_add(out, initials);
        return;
    }
    for (int words = 0; words < 3 && *name; words++) {
        int columns;
        name += strspn(name, " -");
        buffer_add_bytes(out, name, text_grapheme(name, &columns));
        name += strcspn(name, " -");
    }
}

static const char *const resource_types[] = {"work", "material", "cost", NULL};

/* clang-format off */
static const Field resource_fields[] = {
    {.name = "name", .title = "Name", .type = FIELD_TEXT, FIELD_AT(Resource, name), .width = 20, .required = true,
     .help = "Name of the person, role, team or thing"},
    {.name = "initials", .title = "Initials", .type = FIELD_TEXT, FIELD_AT(Resource, initials), .width = 8,
     .help = "Short form for narrow columns"},
    {.name = "type", .title = "Type", .type = FIELD_CHOICE, FIELD_AT(Resource, type), .choices = resource_types,
     .width = 8, .shapes = STRUCTURE_WORK, .help = "Work (people, machines), material, or cost"},
    {.name = "role", .title = "Role", .type = FIELD_TEXT, FIELD_AT(Resource, role), .width = 18,
     .help = "What the resource does in projects"},
    {.name = "group", .title = "Group", .type = FIELD_TEXT, FIELD_AT(Resource, group), .width = 14,
     .help = "Team or department"},
    {.name = "email", .title = "E-mail", .type = FIELD_TEXT, FIELD_AT(Resource, email), .width = 22,
     .help = "Address for messages"},
    {.name = "max_units", .title = "Max. units", .type = FIELD_PERCENT, FIELD_AT(Resource, max_units),
     .standard = 10000, .maximum = 10000000, .required = true, .help = "Capacity: 100 % = one full calendar day"},
    {.name = "run_percent", .title = "Run %", .type = FIELD_PERCENT, FIELD_AT(Resource, run_percent), .maximum = 10000,
     .required = true, .help = "Share of the capacity that day-to-day operations absorb"},
    {.name = "standard_rate", .title = "Std. rate", .type = FIELD_MONEY, FIELD_AT(Resource, standard_rate),
     .rate = true, .secrecy = FOR_PLANNERS, .help = "Cost per hour of work"},
    {.name = "overtime_rate", .title = "Ovt. rate", .type = FIELD_MONEY, FIELD_AT(Resource, overtime_rate),
     .rate = true, .secrecy = FOR_PLANNERS, .help = "Cost per hour of overtime"},
    {.name = "cost_per_use", .title = "Cost/use", .type = FIELD_MONEY, FIELD_AT(Resource, cost_per_use),
     .rate = true, .secrecy = FOR_PLANNERS, .help = "Cost of each assignment"},
    {.name = "calendar", .title = "Calendar", .type = FIELD_REFERENCE, FIELD_AT(Resource, calendar),
     .refers_to = &calendar_entity, .width = 14, .shapes = STRUCTURE_WORK,
     .help = "Own working time; empty = the project calendar"},
    {.name = "available_from", .title = "From", .type = FIELD_DATE, FIELD_AT(Resource, available_from),
     .help = "First day of availability; empty = always"},
    {.name = "available_to", .title = "To", .type = FIELD_DATE, FIELD_AT(Resource, available_to),
     .help = "Last day of availability; empty = always"},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(Resource, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "confidential", .title = "Conf.", .type = FIELD_FLAG, FIELD_AT(Resource, confidential), .width = 5,
     .help = "Left out of what is handed round"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(Resource, notes), .width = 24,
     .help = "Anything else worth keeping"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(Resource, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

const Entity resource_entity = {
    .kind = ENTITY_RESOURCE,
    .name = "resource",
    .shapes = STRUCTURE_WORK,
    .plural = "resources",
    .title = "Resources",
    .noun = "resource",
    .nouns = "resources",
    .tag = 4,
    .prefix = "P",
    .record_size = sizeof(Resource),
    .fields = resource_fields,
    .label = "name",
    .columns = "name:24 role:22 group:14 max_units:10 calendar:16 available_from available_to standard_rate:10",
    .order = "name",
    .key = {"name"},
    .shared = true,
    .by_name = true,
    .instead = "say until when the person is available",
};
