/*
 * What tests on small files share: a plan to import to, the building blocks of a file, and what came of it in words.
 */
#ifndef STEERCO_TESTS_MSPDI_FIXTURE_H
#define STEERCO_TESTS_MSPDI_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/mspdi_plan.h"
#include "steerco/base/recurrence.h"
#include "steerco/records/records.h"

#define PROJECT(inside) "<Project xmlns=\"http://schemas.microsoft.com/project\">" inside "</Project>"
#define STARTS          "<StartDate>2026-03-02T08:00:00</StartDate>"
#define TASK(uid, inside)                                                                                              \
    "<Task><UID>" #uid "</UID><Name>Task " #uid "</Name><OutlineLevel>1</OutlineLevel>"                                \
    "<Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat>" inside "</Task>"
#define TASKS(inside)   PROJECT(STARTS "<Tasks>" inside "</Tasks>")
#define HOURS(from, to) "<WorkingTime><FromTime>" from ":00</FromTime><ToTime>" to ":00</ToTime></WorkingTime>"

#define LINK(from, type, lag, format)                                                                                  \
    "<PredecessorLink><PredecessorUID>" #from "</PredecessorUID><Type>" #type "</Type><LinkLag>" #lag                  \
    "</LinkLag><LagFormat>" #format "</LagFormat></PredecessorLink>"

#define ASSIGNED(task, resource, inside)                                                                               \
    "<Assignment><TaskUID>" #task "</TaskUID><ResourceUID>" #resource "</ResourceUID>" inside "</Assignment>"

#define WEEKDAY(type, inside) "<WeekDay><DayType>" #type "</DayType>" inside "</WeekDay>"
#define WORKING(times)        "<DayWorking>1</DayWorking><WorkingTimes>" times "</WorkingTimes>"
#define OFF                   "<DayWorking>0</DayWorking>"
#define PERIOD(from, to)                                                                                               \
    "<TimePeriod><FromDate>" from "T00:00:00</FromDate><ToDate>" to "T23:59:00</ToDate></TimePeriod>"
#define EXCEPTION(period, inside) "<Exceptions><Exception>" period inside "</Exception></Exceptions>"
#define CALENDAR(uid, name, base, inside)                                                                              \
    "<Calendar><UID>" #uid "</UID><Name>" name "</Name><BaseCalendarUID>" #base "</BaseCalendarUID>" inside            \
    "</Calendar>"
#define CALENDARS(inside)                                                                                              \
    PROJECT(STARTS "<FinishDate>2026-03-20T17:00:00</FinishDate><CalendarUID>1</CalendarUID><Calendars>" inside        \
                   "</Calendars><Tasks>" TASK(1, "") "</Tasks>")
#define RECURS(type, inside) "<Name>R</Name><Type>" #type "</Type>" inside OFF

typedef struct Fixture {
    Plan plan;
    MspdiReport report;
    Buffer words;
} Fixture;

static inline int begin(void **state)
{
    Fixture *fixture = test_calloc(1, sizeof *fixture);
    plan_begin(&fixture->plan);
    *state = fixture;
    return 0;
}

static inline int end(void **state)
{
    Fixture *fixture = *state;
    plan_release(&fixture->plan);
    mspdi_report_release(&fixture->report);
    buffer_release(&fixture->words);
    test_free(fixture);
    return 0;
}

/* Import and commit; each time new records get higher numbers. */
static inline void import(Fixture *fixture, const char *xml)
{
    mspdi_report_release(&fixture->report);
    Id base = 1000 * (Id)(plan_count(&fixture->plan, ENTITY_TASK) + 1);
    import_plan(&fixture->plan, xml, strlen(xml), base, &fixture->report);
}

static inline void assert_refused(Fixture *fixture, const char *xml, size_t length, const char *expected)
{
    ChangeSet set;
    MspdiReport report;
    Error error = {0};
    change_begin(&set, &fixture->plan, "import", "");
    assert_false(mspdi_import(xml, length, "plan.xml", &fixture->plan, &set, &report, &error));
    if (!strstr(error.text, expected))
        fail_msg("'%s' does not say '%s'", error.text, expected);
    assert_int_equal(strncmp(error.text, "plan.xml: ", 10), 0);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_TASK), 0);
    mspdi_report_release(&report);
    change_release(&set);
}

static inline void assert_noted(const Fixture *fixture, const char *expected)
{
    for (size_t i = 0; i < fixture->report.notes.count; i++)
        if (strstr(fixture->report.notes.items[i], expected))
            return;
    fail_msg("no note says '%s'", expected);
}

static inline void assert_nothing_changed(const Fixture *fixture)
{
    assert_int_equal(fixture->report.created, 0);
    assert_int_equal(fixture->report.updated, 0);
}

static inline const Task *task(const Fixture *fixture, const char *uid)
{
    const Task *found = task_of_uid(&fixture->plan, uid);
    assert_non_null(found);
    return found;
}

/* Start and finish as text. */
static inline const char *dates(Fixture *fixture, const char *uid)
{
    const TaskDates *found = plan_task_dates(&fixture->plan, task(fixture, uid)->record.id);
    buffer_clear(&fixture->words);
    instant_format(found->start, &fixture->words);
    buffer_add(&fixture->words, " ");
    instant_format(found->finish, &fixture->words);
    return buffer_text(&fixture->words);
}

static inline const char *worded(Fixture *fixture, Duration duration)
{
    WorkUnits units = plan_units(&fixture->plan);
    buffer_clear(&fixture->words);
    duration_format(duration, &units, &fixture->words);
    return buffer_text(&fixture->words);
}

/* All exceptions in order of time: "2026-03-02/2026-03-06 off; 2026-03-04/2026-12-31 off weekly fri; …". */
static inline const char *exceptions(Fixture *fixture)
{
    const Plan *plan = &fixture->plan;
    buffer_clear(&fixture->words);
    for (Date last = DATE_NONE;;) {
        const Exception *next = NULL;
        for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
            const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
            if (exception->from > last && (!next || exception->from < next->from))
                next = exception;
        }
        if (!next)
            return buffer_text(&fixture->words);
        last = next->from;
        date_format(next->from, &fixture->words);
        if (next->to != next->from) {
            buffer_add(&fixture->words, "/");
            date_format(next->to, &fixture->words);
        }
        buffer_format(&fixture->words, " %s%s%s; ", next->hours, *next->repeats ? " " : "", next->repeats);
    }
}

/* The first days on which any exception holds: "2026-01-31 2026-03-31 …". */
static inline const char *days(Fixture *fixture, int count)
{
    const Plan *plan = &fixture->plan;
    buffer_clear(&fixture->words);
    for (Date day = date_make(2000, 1, 1); count > 0 && day < date_make(2100, 1, 1); day++)
        for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
            const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
            Recurrence rule;
            if (day < exception->from || day > exception->to)
                continue;
            if (*exception->repeats &&
                (!recurrence_parse(exception->repeats, &rule, NULL) || !recurrence_holds(&rule, exception->from, day)))
                continue;
            date_format(day, &fixture->words);
            buffer_add_char(&fixture->words, ' ');
            count--;
            break;
        }
    return buffer_text(&fixture->words);
}

static inline const Calendar *calendar_named(const Plan *plan, const char *name)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_CALENDAR); row++) {
        const Calendar *calendar = plan_at(plan, ENTITY_CALENDAR, row);
        if (strcmp(calendar->name, name) == 0)
            return calendar;
    }
    return NULL;
}

#endif
