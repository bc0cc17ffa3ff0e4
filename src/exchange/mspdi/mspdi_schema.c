/*
 * A Microsoft Project file from the outside in, and the codes it uses. The elements of all tables are in the order of
 * its schema, which Project checks when it opens a file; where schemas differ, in that of Project 2010 and later.
 */
#include "mspdi_schema.h"
#include "steerco/records/records.h"

/* clang-format off */
static const XmlElement calendars_elements[] = {
    {.name = "Calendar", .type = XML_RECORDS, XML_AT(MspdiProject, calendars), .record = &mspdi_calendar},
    {0},
};
static const XmlRecord calendars_group = {0, calendars_elements};

static const XmlElement tasks_elements[] = {
    {.name = "Task", .type = XML_RECORDS, XML_AT(MspdiProject, tasks), .record = &mspdi_task},
    {0},
};
static const XmlRecord tasks_group = {0, tasks_elements};

static const XmlElement resources_elements[] = {
    {.name = "Resource", .type = XML_RECORDS, XML_AT(MspdiProject, resources), .record = &mspdi_resource},
    {0},
};
static const XmlRecord resources_group = {0, resources_elements};

static const XmlElement assignments_elements[] = {
    {.name = "Assignment", .type = XML_RECORDS, XML_AT(MspdiProject, assignments), .record = &mspdi_assignment},
    {0},
};
static const XmlRecord assignments_group = {0, assignments_elements};

static const XmlElement outline_codes_elements[] = {
    COUNTED("OutlineCode", TALLY_DEFINITION),
    {0},
};
static const XmlRecord outline_codes_group = {0, outline_codes_elements};

static const XmlElement masks_elements[] = {
    IGNORED("VerifyUniqueCodes"), IGNORED("GenerateCodes"), LOST("Prefix"),
    COUNTED("WBSMask", TALLY_DEFINITION),
    {0},
};
static const XmlRecord masks_group = {0, masks_elements};

static const XmlElement attributes_elements[] = {
    COUNTED("ExtendedAttribute", TALLY_DEFINITION),
    {0},
};
static const XmlRecord attributes_group = {0, attributes_elements};

static const XmlElement project_elements[] = {
    {.name = "SaveVersion", .type = XML_NUMBER, XML_AT(MspdiProject, save_version), .written_only = true},
    IGNORED("BuildNumber"), IGNORED("UID"),
    {.name = "Name", .type = XML_TEXT, XML_AT(MspdiProject, name)},
    {.name = "Title", .type = XML_TEXT, XML_AT(MspdiProject, title)},
    IGNORED("GUID"),
    LOST("Subject"), LOST("Category"), LOST("Company"),
    {.name = "Manager", .type = XML_TEXT, XML_AT(MspdiProject, manager)},
    LOST("Author"),
    {.name = "CreationDate", .type = XML_INSTANT, XML_AT(MspdiProject, created)},
    IGNORED("Revision"),
    {.name = "LastSaved", .type = XML_INSTANT, XML_AT(MspdiProject, saved)},
    {.name = "ScheduleFromStart", .type = XML_FLAG, XML_AT(MspdiProject, schedule_from_start)},
    {.name = "StartDate", .type = XML_INSTANT, XML_AT(MspdiProject, start)},
    {.name = "FinishDate", .type = XML_INSTANT, XML_AT(MspdiProject, finish)},
    IGNORED("FYStartDate"),
    {.name = "CriticalSlackLimit", .type = XML_NUMBER, XML_AT(MspdiProject, critical_slack_limit),
     .minimum = -100000, .maximum = 100000},
    {.name = "CurrencyDigits", .type = XML_NUMBER, XML_AT(MspdiProject, currency_digits), .written_only = true},
    IGNORED("CurrencySymbol"),
    {.name = "CurrencyCode", .type = XML_TEXT, XML_AT(MspdiProject, currency_code)},
    IGNORED("CurrencySymbolPosition"),
    {.name = "CalendarUID", .type = XML_NUMBER, XML_AT(MspdiProject, calendar), ANY_UID},
    IGNORED("DefaultStartTime"), IGNORED("DefaultFinishTime"),
    {.name = "MinutesPerDay", .type = XML_NUMBER, XML_AT(MspdiProject, minutes_per_day), .maximum = 1000000},
    {.name = "MinutesPerWeek", .type = XML_NUMBER, XML_AT(MspdiProject, minutes_per_week), .maximum = 1000000},
    {.name = "DaysPerMonth", .type = XML_NUMBER, XML_AT(MspdiProject, days_per_month), .maximum = 1000000},
    /* What new records begin with, and how Project behaves when somebody types. */
    IGNORED("DefaultTaskType"), IGNORED("DefaultFixedCostAccrual"), IGNORED("DefaultStandardRate"),
    IGNORED("DefaultOvertimeRate"),
    {.name = "DurationFormat", .type = XML_NUMBER, XML_AT(MspdiProject, duration_format), .written_only = true},
    IGNORED("WorkFormat"), IGNORED("EditableActualCosts"),
    IGNORED("HonorConstraints"), /* 0 in files of Project that honours them */
    IGNORED("EarnedValueMethod"), IGNORED("InsertedProjectsLikeSummary"),
    LOST_UNLESS("MultipleCriticalPaths", "0 false"),
    IGNORED("NewTasksEffortDriven"), IGNORED("NewTasksEstimated"), IGNORED("SplitsInProgressTasks"),
    IGNORED("SpreadActualCost"), IGNORED("SpreadPercentComplete"), IGNORED("TaskUpdatesResource"),
    IGNORED("FiscalYearStart"), IGNORED("WeekStartDay"),
    LOST_UNLESS("MoveCompletedEndsBack", "0 false"), LOST_UNLESS("MoveRemainingStartsBack", "0 false"),
    LOST_UNLESS("MoveRemainingStartsForward", "0 false"), LOST_UNLESS("MoveCompletedEndsForward", "0 false"),
    {.name = "BaselineForEarnedValue", .type = XML_NUMBER, XML_AT(MspdiProject, baseline),
     .maximum = MSPDI_BASELINES - 1},
    IGNORED("AutoAddNewResourcesAndTasks"),
    {.name = "StatusDate", .type = XML_INSTANT, XML_AT(MspdiProject, status_date)},
    IGNORED("CurrentDate"), IGNORED("MicrosoftProjectServerURL"), IGNORED("Autolink"), IGNORED("NewTaskStartDate"),
    IGNORED("NewTasksAreManual"), IGNORED("DefaultTaskEVMethod"), IGNORED("ProjectExternallyEdited"),
    IGNORED("ExtendedCreationDate"), IGNORED("ActualsInSync"), IGNORED("RemoveFileProperties"),
    IGNORED("AdminProject"), IGNORED("BaselineCalendar"), IGNORED("UpdateManuallyScheduledTasksWhenEditingLinks"),
    IGNORED("KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled"),
    /* How Project shows the plan. */
    IGNORED("Views"), IGNORED("Filters"), IGNORED("Groups"), IGNORED("Tables"), IGNORED("Maps"), IGNORED("Reports"),
    IGNORED("Drawings"), IGNORED("DataLinks"), IGNORED("VBAProjects"),
    {.name = "OutlineCodes", .type = XML_GROUP, XML_AT(MspdiProject, has_definitions), .record = &outline_codes_group},
    {.name = "WBSMasks", .type = XML_GROUP, XML_AT(MspdiProject, has_definitions), .record = &masks_group},
    {.name = "ExtendedAttributes", .type = XML_GROUP, XML_AT(MspdiProject, has_definitions),
     .record = &attributes_group},
    {.name = "Calendars", .type = XML_GROUP, .record = &calendars_group},
    {.name = "Tasks", .type = XML_GROUP, .record = &tasks_group},
    {.name = "Resources", .type = XML_GROUP, .record = &resources_group},
    {.name = "Assignments", .type = XML_GROUP, .record = &assignments_group},
    {0},
};
/* clang-format on */
const XmlRecord mspdi_project = {sizeof(MspdiProject), project_elements};

const XmlElement mspdi_root = {.name = "Project", .type = XML_GROUP, .record = &mspdi_project};

/* Codes */

enum {
    FORMAT_MINUTES = 3, /* each even code after one of these is the same in elapsed time */
    FORMAT_MONTHS = 11,
    FORMAT_PERCENT = 19,
    FORMAT_ESTIMATED = 32, /* added to another code */
};

int mspdi_unit(int64_t format, bool *estimated)
{
    *estimated = format >= FORMAT_ESTIMATED;
    int64_t plain = *estimated ? format - FORMAT_ESTIMATED : format;
    if (plain >= FORMAT_MINUTES && plain <= FORMAT_MONTHS + 1)
        return (int)(plain - FORMAT_MINUTES) / 2 + (plain % 2 == 0 ? UNIT_ELAPSED : 0);
    if (plain == FORMAT_PERCENT || plain == FORMAT_PERCENT + 1)
        return UNIT_PERCENT | (plain % 2 == 0 ? UNIT_ELAPSED : 0);
    return UNIT_DAYS;
}

int64_t mspdi_format(int unit, bool estimated)
{
    int plain = unit & ~UNIT_ELAPSED;
    int format = plain == UNIT_PERCENT ? FORMAT_PERCENT : FORMAT_MINUTES + 2 * plain;
    return format + (unit & UNIT_ELAPSED ? 1 : 0) + (estimated ? FORMAT_ESTIMATED : 0);
}

static const LinkType link_types[] = {LINK_FINISH_FINISH, LINK_FINISH_START, LINK_START_FINISH, LINK_START_START};

LinkType mspdi_link_type(int64_t type)
{
    return type == NUMBER_NONE ? LINK_FINISH_START : link_types[type];
}

int64_t mspdi_link_code(LinkType type)
{
    int64_t code = 0;
    while (link_types[code] != type)
        code++;
    return code;
}

static int64_t power_of_ten(int exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

Money mspdi_money(int64_t decimal, int64_t parts, int currency_digits)
{
    Money money;
    if (decimal == NUMBER_NONE)
        return MONEY_NONE;
    bool good = number_scale(decimal, power_of_ten(currency_digits), parts * power_of_ten(XML_DIGITS), &money);
    return good ? money : decimal < 0 ? -INT64_MAX : INT64_MAX;
}

int64_t mspdi_decimal(Money money, int64_t parts, int currency_digits)
{
    int64_t decimal;
    if (money == MONEY_NONE)
        return NUMBER_NONE;
    bool good = number_scale(money, parts * power_of_ten(XML_DIGITS), power_of_ten(currency_digits), &decimal);
    return good ? decimal : money < 0 ? -INT64_MAX : INT64_MAX;
}
