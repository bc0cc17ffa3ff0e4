/*
 * A Microsoft Project file as structs: what of it a plan has a place for, and what Project wants to find in one.
 *
 * Members bear the names of the elements. Codes are Project's; costs count hundredths of the currency, rates whole
 * units, slack and lags tenths of minutes.
 */
#ifndef STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_SCHEMA_H
#define STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_SCHEMA_H

#include "mspdi_xml.h"
#include "steerco/records/records.h"

#define MSPDI_NAMESPACE "http://schemas.microsoft.com/project"

/* What Project calls the calendar that every project begins with. */
#define MSPDI_ORDINARY_CALENDAR "Standard"

enum {
    MSPDI_NO_CALENDAR = -1,
    MSPDI_NO_RESOURCE = -65535, /* of an assignment: the work of a task that nobody is on */
    MSPDI_MOST_UID = INT32_MAX,
    MSPDI_BASELINES = 11, /* Baseline and Baseline 1 to Baseline 10 */
};

/* What is met in files and has no place in a plan: each has its sentence in mspdi_report.c. */
typedef enum MspdiTally {
    TALLY_BY_NAME, /* counted by the name of the element: XmlReading.losses */
    TALLY_OTHER_BASELINE,
    TALLY_INTERIM,
    TALLY_BASELINE_SUM,
    TALLY_TIMEPHASED,
    TALLY_EXTENDED,
    TALLY_OUTLINE_CODE,
    TALLY_HYPERLINK,
    TALLY_RATE_TABLE,
    TALLY_AVAILABILITY,
    TALLY_ASSIGNMENT_NOTE,
    TALLY_CONTOUR,
    TALLY_LEVELING_DELAY,
    TALLY_BLANK_ROW,
    TALLY_MANUAL_SUMMARY,
    TALLY_MANUAL_FINISH,
    TALLY_FINISHED,
    TALLY_NO_DURATION,
    TALLY_NO_CONSTRAINT_DATE,
    TALLY_UNNAMED_TASK,
    TALLY_INSERTED_PLAN,
    TALLY_DEFINITION,
    TALLY_ACTUALS,
    TALLY_ACCRUAL,
    TALLY_WBS,
    TALLY_SUBPROJECT,
    TALLY_EXTERNAL_TASK,
    TALLY_NOBODY,
    TALLY_UNASSIGNED_RESOURCE,
    TALLY_UNNAMED_RESOURCE,
    TALLY_LOST_ASSIGNMENT,
    TALLY_DOUBLE_ASSIGNMENT,
    TALLY_CAPPED_UNITS,
    TALLY_LOST_LINK,
    TALLY_CROSS_PROJECT_LINK,
    TALLY_SELF_LINK,
    TALLY_DOUBLE_LINK,
    TALLY_LOST_CALENDAR,
    TALLY_CIRCULAR_CALENDAR,
    TALLY_WRONG_HOURS,
    TALLY_UNKNOWN_RECURRENCE,
    TALLY_DOUBLE_EXCEPTION,
    TALLY_WORK_WEEK,
    TALLY_CUT_EXCEPTIONS,
    TALLY_UNUSED_CALENDAR,
    TALLY_TEXT_REPLACED,
    TALLY_FROM_FINISH,
    TALLY_WRONG_SETTING,
    TALLY_OTHER_CURRENCY,
    TALLY_DELETED_LINK,
    TALLY_DELETED_ASSIGNMENT,
    TALLY_NOT_IN_FILE,
    TALLY_COUNT
} MspdiTally;

typedef struct MspdiTime {
    size_t line;
    int64_t from, to; /* minutes of the day; `to` 0 = midnight at its end */
} MspdiTime;

/* A weekday of a pattern, a dated exception, or one that recurs. */
typedef struct MspdiDay {
    size_t line;
    int64_t day_type; /* 1 = Sunday … 7 = Saturday; 0 = dated */
    int64_t entered_by_occurrences, occurrences;
    int64_t has_period, from, to; /* instants, the whole day of each included */
    const char *name;
    int64_t type, period, days_of_week, month_item, month_position, month, month_day;
    int64_t day_working;
    int64_t has_times;
    XmlList times;
} MspdiDay;

/* The recurrence of an exception (MspdiDay.type). */
enum {
    RECURS_DAILY = 1,
    RECURS_YEARLY_BY_DATE,
    RECURS_YEARLY_BY_POSITION,
    RECURS_MONTHLY_BY_DATE,
    RECURS_MONTHLY_BY_POSITION,
    RECURS_WEEKLY,
    RECURS_BY_DAY_COUNT,
};

typedef struct MspdiWorkWeek {
    size_t line;
    int64_t has_period, from, to;
    const char *name;
    XmlList weekdays;
} MspdiWorkWeek;

typedef struct MspdiCalendar {
    size_t line;
    int64_t uid;
    const char *name;
    int64_t is_base, base;
    int64_t has_weekdays, has_exceptions, has_work_weeks;
    XmlList weekdays, exceptions, work_weeks;
} MspdiCalendar;

typedef struct MspdiLink {
    size_t line;
    int64_t predecessor, type, cross_project, lag, lag_format;
} MspdiLink;

typedef struct MspdiBaseline {
    size_t line;
    int64_t number; /* absent counts as 0 */
    int64_t interim, start, finish, duration, duration_format, estimated, work, cost;
} MspdiBaseline;

typedef struct MspdiTask {
    size_t line;
    int64_t uid, id;
    const char *name;
    int64_t active, manual, type, is_null;
    const char *wbs, *outline_number;
    int64_t outline_level, priority;
    int64_t start, finish, duration, manual_start, manual_finish, manual_duration, duration_format, work;
    int64_t effort_driven, estimated, milestone, summary, critical, is_subproject, external;
    int64_t early_start, early_finish, late_start, late_finish, free_slack, total_slack;
    int64_t fixed_cost, fixed_cost_accrual, percent_complete;
    int64_t actual_start, actual_finish, actual_duration, remaining_duration;
    int64_t constraint_type, calendar, constraint_date, deadline, leveling_delay;
    int64_t ignore_resource_calendar;
    const char *notes;
    int64_t physical_percent, earned_value_method;
    int64_t baseline_start, baseline_finish, baseline_duration, baseline_work, baseline_cost;
    XmlList links, baselines;
} MspdiTask;

typedef struct MspdiResource {
    size_t line;
    int64_t uid, id;
    const char *name;
    int64_t type, is_null;
    const char *initials, *group, *email;
    int64_t max_units, available_from, available_to;
    int64_t standard_rate, standard_rate_format, overtime_rate, overtime_rate_format, cost_per_use;
    int64_t calendar;
    const char *notes;
    int64_t is_cost_resource, has_availability, has_rates;
} MspdiResource;

typedef struct MspdiAssignment {
    size_t line;
    int64_t uid, task, resource;
    int64_t leveling_delay, units, work, work_contour;
} MspdiAssignment;

typedef struct MspdiProject {
    size_t line;
    int64_t save_version;
    const char *name, *title, *manager;
    int64_t created, saved;
    int64_t schedule_from_start, start, finish;
    int64_t critical_slack_limit, currency_digits;
    const char *currency_code;
    int64_t calendar, minutes_per_day, minutes_per_week, days_per_month;
    int64_t duration_format, baseline, status_date;
    int64_t has_definitions;
    XmlList calendars, tasks, resources, assignments;
} MspdiProject;

extern const XmlElement mspdi_root;
extern const XmlRecord mspdi_project, mspdi_calendar, mspdi_weekday, mspdi_exception, mspdi_time, mspdi_task,
    mspdi_link, mspdi_baseline, mspdi_resource, mspdi_assignment;

/* How Project numbers units and link types, both ways. */
int mspdi_unit(int64_t format, bool *estimated); /* DurationFormat or LagFormat → DurationUnit; days when absent */
int64_t mspdi_format(int unit, bool estimated);
LinkType mspdi_link_type(int64_t type); /* finish-to-start when absent */
int64_t mspdi_link_code(LinkType type);

/* Costs in hundredths, and rates in whole units, both as XML_DECIMAL, from and to money; saturating. */
Money mspdi_money(int64_t decimal, int64_t parts, int currency_digits);
int64_t mspdi_decimal(Money money, int64_t parts, int currency_digits);
enum { MSPDI_COST_PARTS = 100, MSPDI_RATE_PARTS = 1 };

enum { MSPDI_ACCRUE_PRORATED = 3 };

/* What the rows of the tables have in common. */
#define ANY_UID    .minimum = -1, .maximum = MSPDI_MOST_UID
#define ANY_TENTHS .minimum = INT64_C(-10000000000), .maximum = INT64_C(10000000000)

/* Elements of which nothing is kept: because it is computed here too or concerns Project alone; or with a note. */
#define IGNORED(element)                                                                                               \
    {                                                                                                                  \
        .name = (element), .type = XML_IGNORED                                                                         \
    }
#define LOST(element)                                                                                                  \
    {                                                                                                                  \
        .name = (element), .type = XML_DROPPED, .standard = ""                                                         \
    }
#define LOST_UNLESS(element, texts)                                                                                    \
    {                                                                                                                  \
        .name = (element), .type = XML_DROPPED, .standard = (texts)                                                    \
    }
#define COUNTED(element, kind)                                                                                         \
    {                                                                                                                  \
        .name = (element), .type = XML_DROPPED, .tally = (kind)                                                        \
    }
#define LOST_AS(element, texts, kind)                                                                                  \
    {                                                                                                                  \
        .name = (element), .type = XML_DROPPED, .standard = (texts), .tally = (kind)                                   \
    }

#endif
