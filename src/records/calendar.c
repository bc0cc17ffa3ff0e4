/*
 * The tables of calendars and of their exceptions.
 */
#include "steerco/records/calendar.h"

#include "steerco/records/records.h"

/* A calendar that derives from itself, however far around, would have no pattern. */
static bool calendar_check(const Plan *plan, const void *record, Error *error)
{
    const Calendar *calendar = record;
    Id base = calendar->base;
    for (uint32_t steps = 0; base != 0 && steps <= plan_count(plan, ENTITY_CALENDAR); steps++) {
        if (base == calendar->record.id)
            return error_set(error, "calendar '%s' cannot be its own base", calendar->name);
        const Calendar *next = plan_find(plan, ENTITY_CALENDAR, base);
        base = next ? next->base : 0;
    }
    return true;
}

#define WORKDAY "08:00-12:00 13:00-17:00"
#define HOURS_OF(day, label, index, hours_text)                                                                        \
    {                                                                                                                  \
        .name = day, .title = label, .type = FIELD_HOURS, .width = 24, .required = true,                               \
        .offset = offsetof(Calendar, hours) + (index) * sizeof(char *), .size = sizeof(char *),                        \
        .standard_text = hours_text, .shapes = STRUCTURE_WORK,                                                         \
        .help = "Working hours: 08:00-12:00 13:00-17:00, off, or inherit (as the base calendar)"                       \
    }

/* clang-format off */
static const Field calendar_fields[] = {
    {.name = "name", .title = "Calendar", .type = FIELD_TEXT, FIELD_AT(Calendar, name), .width = 18, .required = true,
     .help = "Name of the calendar"},
    {.name = "base", .title = "Base", .type = FIELD_REFERENCE, FIELD_AT(Calendar, base), .refers_to = &calendar_entity,
     .width = 14, .shapes = STRUCTURE_WORK,
     .help = "Calendar whose exceptions, and hours of days marked inherit, hold here too"},
    HOURS_OF("monday", "Monday", 0, WORKDAY),
    HOURS_OF("tuesday", "Tuesday", 1, WORKDAY),
    HOURS_OF("wednesday", "Wednesday", 2, WORKDAY),
    HOURS_OF("thursday", "Thursday", 3, WORKDAY),
    HOURS_OF("friday", "Friday", 4, WORKDAY),
    HOURS_OF("saturday", "Saturday", 5, "off"),
    HOURS_OF("sunday", "Sunday", 6, "off"),
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(Calendar, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {0},
};
/* clang-format on */

const Entity calendar_entity = {
    .kind = ENTITY_CALENDAR,
    .name = "calendar",
    .shapes = STRUCTURE_WORK,
    .plural = "calendars",
    .title = "Calendars",
    .noun = "calendar",
    .nouns = "calendars",
    .tag = 2,
    .prefix = "K",
    .record_size = sizeof(Calendar),
    .fields = calendar_fields,
    .label = "name",
    .key = {"name"},
    .shared = true,
    .by_name = true,
    .check = calendar_check,
};

static bool exception_check(const Plan *plan, const void *record, Error *error)
{
    (void)plan;
    const Exception *exception = record;
    if (exception->to < exception->from)
        return error_set(error, "the exception '%s' ends before it begins", exception->name);
    return true;
}

/* clang-format off */
static const Field exception_fields[] = {
    {.name = "calendar", .title = "Calendar", .type = FIELD_REFERENCE, FIELD_AT(Exception, calendar),
     .refers_to = &calendar_entity, .width = 16, .required = true, .shapes = STRUCTURE_WORK,
     .help = "Calendar that it changes"},
    {.name = "from", .title = "From", .type = FIELD_DATE, FIELD_AT(Exception, from), .required = true,
     .shapes = STRUCTURE_WORK, .help = "First day"},
    {.name = "to", .title = "To", .type = FIELD_DATE, FIELD_AT(Exception, to), .required = true,
     .shapes = STRUCTURE_WORK, .help = "Last day, included"},
    {.name = "hours", .title = "Hours", .type = FIELD_HOURS, FIELD_AT(Exception, hours), .standard_text = "off",
     .width = 24, .required = true, .shapes = STRUCTURE_WORK, .help = "Working hours of each of these days; off = none"},
    {.name = "repeats", .title = "Repeats", .type = FIELD_RECURRENCE, FIELD_AT(Exception, repeats), .width = 20,
     .shapes = STRUCTURE_WORK, .help = "Only these days of the period: weekly fri, monthly last mon, yearly 25 dec"},
    {.name = "name", .title = "Name", .type = FIELD_TEXT, FIELD_AT(Exception, name), .width = 24,
     .help = "Holiday, leave, maintenance window"},
    {0},
};
/* clang-format on */

const Entity exception_entity = {
    .kind = ENTITY_EXCEPTION,
    .name = "exception",
    .shapes = STRUCTURE_WORK,
    .plural = "exceptions",
    .title = "Calendar exceptions",
    .noun = "calendar exception",
    .nouns = "calendar exceptions",
    .tag = 3,
    .prefix = "X",
    .record_size = sizeof(Exception),
    .fields = exception_fields,
    .label = "name",
    .key = {"calendar", "from"},
    .shared = true,
    .check = exception_check,
};
