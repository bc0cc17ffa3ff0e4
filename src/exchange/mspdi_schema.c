/*
 * The elements of a Microsoft Project file, in the order of its schema, which Project checks when it opens one.
 */
#include "mspdi_schema.h"

#define ANY_UID    .minimum = -1, .maximum = MSPDI_MOST_UID
#define ANY_TENTHS .minimum = INT64_C(-10000000000), .maximum = INT64_C(10000000000)

/* clang-format off */
static const XmlElement time_elements[] = {
    {.name = "FromTime", .type = XML_CLOCK, XML_AT(MspdiTime, from)},
    {.name = "ToTime", .type = XML_CLOCK, XML_AT(MspdiTime, to)},
    {0},
};
const XmlRecord mspdi_time = {sizeof(MspdiTime), time_elements};

static const XmlElement times_elements[] = {
    {.name = "WorkingTime", .type = XML_RECORDS, XML_AT(MspdiDay, times), .record = &mspdi_time},
    {0},
};
static const XmlRecord times_group = {0, times_elements};

static const XmlElement day_period_elements[] = {
    {.name = "FromDate", .type = XML_INSTANT, XML_AT(MspdiDay, from)},
    {.name = "ToDate", .type = XML_INSTANT, XML_AT(MspdiDay, to)},
    {0},
};
static const XmlRecord day_period_group = {0, day_period_elements};

static const XmlElement weekday_elements[] = {
    {.name = "DayType", .type = XML_NUMBER, XML_AT(MspdiDay, day_type), .maximum = 7},
    {.name = "DayWorking", .type = XML_FLAG, XML_AT(MspdiDay, day_working)},
    {.name = "TimePeriod", .type = XML_GROUP, XML_AT(MspdiDay, has_period), .record = &day_period_group},
    {.name = "WorkingTimes", .type = XML_GROUP, XML_AT(MspdiDay, has_times), .record = &times_group},
    {0},
};
const XmlRecord mspdi_weekday = {sizeof(MspdiDay), weekday_elements};

static const XmlElement exception_elements[] = {
    {.name = "EnteredByOccurrences", .type = XML_FLAG, XML_AT(MspdiDay, entered_by_occurrences)},
    {.name = "TimePeriod", .type = XML_GROUP, XML_AT(MspdiDay, has_period), .record = &day_period_group},
    {.name = "Occurrences", .type = XML_NUMBER, XML_AT(MspdiDay, occurrences), .maximum = 1000000},
    {.name = "Name", .type = XML_TEXT, XML_AT(MspdiDay, name)},
    {.name = "Type", .type = XML_NUMBER, XML_AT(MspdiDay, type), .maximum = 1000},
    {.name = "Period", .type = XML_NUMBER, XML_AT(MspdiDay, period), .maximum = 100000},
    {.name = "DaysOfWeek", .type = XML_NUMBER, XML_AT(MspdiDay, days_of_week), .maximum = 127},
    {.name = "MonthItem", .type = XML_NUMBER, XML_AT(MspdiDay, month_item), .maximum = 9},
    {.name = "MonthPosition", .type = XML_NUMBER, XML_AT(MspdiDay, month_position), .maximum = 4},
    {.name = "Month", .type = XML_NUMBER, XML_AT(MspdiDay, month), .maximum = 11},
    {.name = "MonthDay", .type = XML_NUMBER, XML_AT(MspdiDay, month_day), .maximum = 31},
    {.name = "DayWorking", .type = XML_FLAG, XML_AT(MspdiDay, day_working)},
    {.name = "WorkingTimes", .type = XML_GROUP, XML_AT(MspdiDay, has_times), .record = &times_group},
    {0},
};
const XmlRecord mspdi_exception = {sizeof(MspdiDay), exception_elements};

static const XmlElement week_period_elements[] = {
    {.name = "FromDate", .type = XML_INSTANT, XML_AT(MspdiWorkWeek, from)},
    {.name = "ToDate", .type = XML_INSTANT, XML_AT(MspdiWorkWeek, to)},
    {0},
};
static const XmlRecord week_period_group = {0, week_period_elements};

static const XmlElement week_weekdays_elements[] = {
    {.name = "WeekDay", .type = XML_RECORDS, XML_AT(MspdiWorkWeek, weekdays), .record = &mspdi_weekday},
    {0},
};
static const XmlRecord week_weekdays_group = {0, week_weekdays_elements};

static const XmlElement work_week_elements[] = {
    {.name = "TimePeriod", .type = XML_GROUP, XML_AT(MspdiWorkWeek, has_period), .record = &week_period_group},
    {.name = "Name", .type = XML_TEXT, XML_AT(MspdiWorkWeek, name)},
    {.name = "WeekDays", .type = XML_GROUP, .record = &week_weekdays_group},
    {0},
};
static const XmlRecord work_week = {sizeof(MspdiWorkWeek), work_week_elements};

static const XmlElement weekdays_elements[] = {
    {.name = "WeekDay", .type = XML_RECORDS, XML_AT(MspdiCalendar, weekdays), .record = &mspdi_weekday},
    {0},
};
static const XmlRecord weekdays_group = {0, weekdays_elements};

static const XmlElement exceptions_elements[] = {
    {.name = "Exception", .type = XML_RECORDS, XML_AT(MspdiCalendar, exceptions), .record = &mspdi_exception},
    {0},
};
static const XmlRecord exceptions_group = {0, exceptions_elements};

static const XmlElement work_weeks_elements[] = {
    {.name = "WorkWeek", .type = XML_RECORDS, XML_AT(MspdiCalendar, work_weeks), .record = &work_week},
    {0},
};
static const XmlRecord work_weeks_group = {0, work_weeks_elements};

static const XmlElement calendar_elements[] = {
    {.name = "UID", .type = XML_NUMBER, XML_AT(MspdiCalendar, uid), ANY_UID},
    {.name = "Name", .type = XML_TEXT, XML_AT(MspdiCalendar, name)},
    {.name = "IsBaseCalendar", .type = XML_FLAG, XML_AT(MspdiCalendar, is_base)},
    {.name = "BaseCalendarUID", .type = XML_NUMBER, XML_AT(MspdiCalendar, base), ANY_UID},
    {.name = "WeekDays", .type = XML_GROUP, XML_AT(MspdiCalendar, has_weekdays), .record = &weekdays_group},
    {.name = "Exceptions", .type = XML_GROUP, XML_AT(MspdiCalendar, has_exceptions), .record = &exceptions_group},
    {.name = "WorkWeeks", .type = XML_GROUP, XML_AT(MspdiCalendar, has_work_weeks), .record = &work_weeks_group},
    {0},
};
const XmlRecord mspdi_calendar = {sizeof(MspdiCalendar), calendar_elements};

static const XmlElement link_elements[] = {
    {.name = "PredecessorUID", .type = XML_NUMBER, XML_AT(MspdiLink, predecessor), ANY_UID},
    {.name = "Type", .type = XML_NUMBER, XML_AT(MspdiLink, type), .maximum = 3},
    {.name = "CrossProject", .type = XML_FLAG, XML_AT(MspdiLink, cross_project)},
    {.name = "LinkLag", .type = XML_NUMBER, XML_AT(MspdiLink, lag), ANY_TENTHS},
    {.name = "LagFormat", .type = XML_NUMBER, XML_AT(MspdiLink, lag_format), .maximum = 255},
    {0},
};
const XmlRecord mspdi_link = {sizeof(MspdiLink), link_elements};

static const XmlElement task_elements[] = {
    {.name = "UID", .type = XML_NUMBER, XML_AT(MspdiTask, uid), ANY_UID},
    {.name = "ID", .type = XML_NUMBER, XML_AT(MspdiTask, id), ANY_UID},
    {.name = "Name", .type = XML_TEXT, XML_AT(MspdiTask, name)},
    {.name = "Active", .type = XML_FLAG, XML_AT(MspdiTask, active)},
    {.name = "Manual", .type = XML_FLAG, XML_AT(MspdiTask, manual)},
    {.name = "Type", .type = XML_NUMBER, XML_AT(MspdiTask, type), .written_only = true},
    {.name = "IsNull", .type = XML_FLAG, XML_AT(MspdiTask, is_null)},
    {.name = "WBS", .type = XML_TEXT, XML_AT(MspdiTask, wbs), .written_only = true},
    {.name = "OutlineNumber", .type = XML_TEXT, XML_AT(MspdiTask, outline_number), .written_only = true},
    {.name = "OutlineLevel", .type = XML_NUMBER, XML_AT(MspdiTask, outline_level), .maximum = 1000},
    {.name = "Priority", .type = XML_NUMBER, XML_AT(MspdiTask, priority), .maximum = 1000},
    {.name = "Start", .type = XML_INSTANT, XML_AT(MspdiTask, start)},
    {.name = "Finish", .type = XML_INSTANT, XML_AT(MspdiTask, finish)},
    {.name = "Duration", .type = XML_WORK, XML_AT(MspdiTask, duration)},
    {.name = "ManualStart", .type = XML_INSTANT, XML_AT(MspdiTask, manual_start)},
    {.name = "DurationFormat", .type = XML_NUMBER, XML_AT(MspdiTask, duration_format), .maximum = 255},
    {.name = "Work", .type = XML_WORK, XML_AT(MspdiTask, work)},
    {.name = "EffortDriven", .type = XML_FLAG, XML_AT(MspdiTask, effort_driven), .written_only = true},
    {.name = "Estimated", .type = XML_FLAG, XML_AT(MspdiTask, estimated)},
    {.name = "Milestone", .type = XML_FLAG, XML_AT(MspdiTask, milestone)},
    {.name = "Summary", .type = XML_FLAG, XML_AT(MspdiTask, summary), .written_only = true},
    {.name = "Critical", .type = XML_FLAG, XML_AT(MspdiTask, critical), .written_only = true},
    {.name = "IsSubproject", .type = XML_FLAG, XML_AT(MspdiTask, is_subproject)},
    {.name = "ExternalTask", .type = XML_FLAG, XML_AT(MspdiTask, external)},
    {.name = "EarlyStart", .type = XML_INSTANT, XML_AT(MspdiTask, early_start), .written_only = true},
    {.name = "EarlyFinish", .type = XML_INSTANT, XML_AT(MspdiTask, early_finish), .written_only = true},
    {.name = "LateStart", .type = XML_INSTANT, XML_AT(MspdiTask, late_start), .written_only = true},
    {.name = "LateFinish", .type = XML_INSTANT, XML_AT(MspdiTask, late_finish), .written_only = true},
    {.name = "FreeSlack", .type = XML_NUMBER, XML_AT(MspdiTask, free_slack), .written_only = true},
    {.name = "TotalSlack", .type = XML_NUMBER, XML_AT(MspdiTask, total_slack), .written_only = true},
    {.name = "FixedCost", .type = XML_DECIMAL, XML_AT(MspdiTask, fixed_cost)},
    {.name = "FixedCostAccrual", .type = XML_NUMBER, XML_AT(MspdiTask, fixed_cost_accrual), .written_only = true},
    {.name = "PercentComplete", .type = XML_NUMBER, XML_AT(MspdiTask, percent_complete), .maximum = 100},
    {.name = "ActualStart", .type = XML_INSTANT, XML_AT(MspdiTask, actual_start)},
    {.name = "ActualFinish", .type = XML_INSTANT, XML_AT(MspdiTask, actual_finish)},
    {.name = "ActualDuration", .type = XML_WORK, XML_AT(MspdiTask, actual_duration), .written_only = true},
    {.name = "RemainingDuration", .type = XML_WORK, XML_AT(MspdiTask, remaining_duration), .written_only = true},
    {.name = "ConstraintType", .type = XML_NUMBER, XML_AT(MspdiTask, constraint_type), .maximum = 7},
    {.name = "CalendarUID", .type = XML_NUMBER, XML_AT(MspdiTask, calendar), ANY_UID},
    {.name = "ConstraintDate", .type = XML_INSTANT, XML_AT(MspdiTask, constraint_date)},
    {.name = "Deadline", .type = XML_INSTANT, XML_AT(MspdiTask, deadline)},
    {.name = "LevelingDelay", .type = XML_NUMBER, XML_AT(MspdiTask, leveling_delay), ANY_TENTHS},
    {.name = "HyperlinkAddress", .type = XML_DROPPED, .tally = TALLY_HYPERLINK},
    {.name = "IgnoreResourceCalendar", .type = XML_FLAG, XML_AT(MspdiTask, ignore_resource_calendar)},
    {.name = "Notes", .type = XML_NOTE, XML_AT(MspdiTask, notes)},
    {.name = "PhysicalPercentComplete", .type = XML_NUMBER, XML_AT(MspdiTask, physical_percent), .maximum = 100},
    {.name = "EarnedValueMethod", .type = XML_NUMBER, XML_AT(MspdiTask, earned_value_method), .maximum = 1},
    {.name = "PredecessorLink", .type = XML_RECORDS, XML_AT(MspdiTask, links), .record = &mspdi_link},
    {.name = "ExtendedAttribute", .type = XML_DROPPED, .tally = TALLY_EXTENDED},
    {.name = "Baseline", .type = XML_DROPPED, .tally = TALLY_BASELINE},
    {.name = "OutlineCode", .type = XML_DROPPED, .tally = TALLY_OUTLINE_CODE},
    {.name = "TimephasedData", .type = XML_DROPPED, .tally = TALLY_TIMEPHASED},
    {0},
};
const XmlRecord mspdi_task = {sizeof(MspdiTask), task_elements};

static const XmlElement rates_elements[] = {
    {.name = "Rate", .type = XML_DROPPED, .tally = TALLY_RATE_TABLE},
    {0},
};
static const XmlRecord rates_group = {0, rates_elements};

static const XmlElement availability_elements[] = {
    {.name = "AvailabilityPeriod", .type = XML_DROPPED, .tally = TALLY_AVAILABILITY},
    {0},
};
static const XmlRecord availability_group = {0, availability_elements};

static const XmlElement resource_elements[] = {
    {.name = "UID", .type = XML_NUMBER, XML_AT(MspdiResource, uid), ANY_UID},
    {.name = "ID", .type = XML_NUMBER, XML_AT(MspdiResource, id), ANY_UID},
    {.name = "Name", .type = XML_TEXT, XML_AT(MspdiResource, name)},
    {.name = "Type", .type = XML_NUMBER, XML_AT(MspdiResource, type), .maximum = 2},
    {.name = "IsNull", .type = XML_FLAG, XML_AT(MspdiResource, is_null)},
    {.name = "Initials", .type = XML_TEXT, XML_AT(MspdiResource, initials)},
    {.name = "Group", .type = XML_TEXT, XML_AT(MspdiResource, group)},
    {.name = "EmailAddress", .type = XML_TEXT, XML_AT(MspdiResource, email)},
    {.name = "HyperlinkAddress", .type = XML_DROPPED, .tally = TALLY_HYPERLINK},
    {.name = "MaxUnits", .type = XML_DECIMAL, XML_AT(MspdiResource, max_units)},
    {.name = "AvailableFrom", .type = XML_INSTANT, XML_AT(MspdiResource, available_from)},
    {.name = "AvailableTo", .type = XML_INSTANT, XML_AT(MspdiResource, available_to)},
    {.name = "StandardRate", .type = XML_DECIMAL, XML_AT(MspdiResource, standard_rate)},
    {.name = "StandardRateFormat", .type = XML_NUMBER, XML_AT(MspdiResource, standard_rate_format),
     .written_only = true},
    {.name = "OvertimeRate", .type = XML_DECIMAL, XML_AT(MspdiResource, overtime_rate)},
    {.name = "OvertimeRateFormat", .type = XML_NUMBER, XML_AT(MspdiResource, overtime_rate_format),
     .written_only = true},
    {.name = "CostPerUse", .type = XML_DECIMAL, XML_AT(MspdiResource, cost_per_use)},
    {.name = "CalendarUID", .type = XML_NUMBER, XML_AT(MspdiResource, calendar), ANY_UID},
    {.name = "Notes", .type = XML_NOTE, XML_AT(MspdiResource, notes)},
    {.name = "ExtendedAttribute", .type = XML_DROPPED, .tally = TALLY_EXTENDED},
    {.name = "Baseline", .type = XML_DROPPED, .tally = TALLY_BASELINE},
    {.name = "OutlineCode", .type = XML_DROPPED, .tally = TALLY_OUTLINE_CODE},
    {.name = "IsCostResource", .type = XML_FLAG, XML_AT(MspdiResource, is_cost_resource)},
    {.name = "AvailabilityPeriods", .type = XML_GROUP, XML_AT(MspdiResource, has_availability),
     .record = &availability_group},
    {.name = "Rates", .type = XML_GROUP, XML_AT(MspdiResource, has_rates), .record = &rates_group},
    {.name = "TimephasedData", .type = XML_DROPPED, .tally = TALLY_TIMEPHASED},
    {0},
};
const XmlRecord mspdi_resource = {sizeof(MspdiResource), resource_elements};

static const XmlElement assignment_elements[] = {
    {.name = "UID", .type = XML_NUMBER, XML_AT(MspdiAssignment, uid), .written_only = true},
    {.name = "TaskUID", .type = XML_NUMBER, XML_AT(MspdiAssignment, task), ANY_UID},
    {.name = "ResourceUID", .type = XML_NUMBER, XML_AT(MspdiAssignment, resource),
     .minimum = MSPDI_NO_RESOURCE, .maximum = MSPDI_MOST_UID},
    {.name = "LevelingDelay", .type = XML_NUMBER, XML_AT(MspdiAssignment, leveling_delay), ANY_TENTHS},
    {.name = "Notes", .type = XML_DROPPED, .tally = TALLY_ASSIGNMENT_NOTE},
    {.name = "Units", .type = XML_DECIMAL, XML_AT(MspdiAssignment, units)},
    {.name = "Work", .type = XML_WORK, XML_AT(MspdiAssignment, work)},
    {.name = "WorkContour", .type = XML_NUMBER, XML_AT(MspdiAssignment, work_contour), .maximum = 255},
    {.name = "ExtendedAttribute", .type = XML_DROPPED, .tally = TALLY_EXTENDED},
    {.name = "Baseline", .type = XML_DROPPED, .tally = TALLY_BASELINE},
    {.name = "TimephasedData", .type = XML_DROPPED, .tally = TALLY_TIMEPHASED},
    {0},
};
const XmlRecord mspdi_assignment = {sizeof(MspdiAssignment), assignment_elements};

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

static const XmlElement project_elements[] = {
    {.name = "SaveVersion", .type = XML_NUMBER, XML_AT(MspdiProject, save_version), .written_only = true},
    {.name = "Name", .type = XML_TEXT, XML_AT(MspdiProject, name)},
    {.name = "Title", .type = XML_TEXT, XML_AT(MspdiProject, title)},
    {.name = "Manager", .type = XML_TEXT, XML_AT(MspdiProject, manager)},
    {.name = "ScheduleFromStart", .type = XML_FLAG, XML_AT(MspdiProject, schedule_from_start)},
    {.name = "StartDate", .type = XML_INSTANT, XML_AT(MspdiProject, start)},
    {.name = "FinishDate", .type = XML_INSTANT, XML_AT(MspdiProject, finish)},
    {.name = "CriticalSlackLimit", .type = XML_NUMBER, XML_AT(MspdiProject, critical_slack_limit),
     .minimum = -100000, .maximum = 100000},
    {.name = "CurrencyDigits", .type = XML_NUMBER, XML_AT(MspdiProject, currency_digits), .written_only = true},
    {.name = "CurrencyCode", .type = XML_TEXT, XML_AT(MspdiProject, currency_code)},
    {.name = "CalendarUID", .type = XML_NUMBER, XML_AT(MspdiProject, calendar), ANY_UID},
    {.name = "MinutesPerDay", .type = XML_NUMBER, XML_AT(MspdiProject, minutes_per_day), .maximum = 1000000},
    {.name = "MinutesPerWeek", .type = XML_NUMBER, XML_AT(MspdiProject, minutes_per_week), .maximum = 1000000},
    {.name = "DaysPerMonth", .type = XML_NUMBER, XML_AT(MspdiProject, days_per_month), .maximum = 1000000},
    {.name = "DurationFormat", .type = XML_NUMBER, XML_AT(MspdiProject, duration_format), .written_only = true},
    {.name = "StatusDate", .type = XML_INSTANT, XML_AT(MspdiProject, status_date)},
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
