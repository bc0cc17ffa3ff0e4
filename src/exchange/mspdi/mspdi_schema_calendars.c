/*
 * The elements of calendars.
 */
#include "mspdi_schema.h"

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
    IGNORED("GUID"),
    {.name = "Name", .type = XML_TEXT, XML_AT(MspdiCalendar, name)},
    {.name = "IsBaseCalendar", .type = XML_FLAG, XML_AT(MspdiCalendar, is_base)},
    IGNORED("IsBaselineCalendar"),
    {.name = "BaseCalendarUID", .type = XML_NUMBER, XML_AT(MspdiCalendar, base), ANY_UID},
    {.name = "WeekDays", .type = XML_GROUP, XML_AT(MspdiCalendar, has_weekdays), .record = &weekdays_group},
    {.name = "Exceptions", .type = XML_GROUP, XML_AT(MspdiCalendar, has_exceptions), .record = &exceptions_group},
    {.name = "WorkWeeks", .type = XML_GROUP, XML_AT(MspdiCalendar, has_work_weeks), .record = &work_weeks_group},
    {0},
};
const XmlRecord mspdi_calendar = {sizeof(MspdiCalendar), calendar_elements};
/* clang-format on */
