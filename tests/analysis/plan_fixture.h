/*
 * Small plans for tests, written the way one would tell them:
 *
 *     Plan plan;
 *     plan_fixture(&plan); // starts Mon 2 March 2026 08:00; Mon–Fri 08–12, 13–17
 *     Id a = fixture_task(&plan, "A", "2d"), b = fixture_task(&plan, "B", "1d");
 *     fixture_link(&plan, a, "FS+1d", b);
 *     fixture_schedule(&plan);
 *     assert_dates(&plan, b, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
 *     plan_release(&plan);
 */
#ifndef STEERCO_TESTS_ANALYSIS_PLAN_FIXTURE_H
#define STEERCO_TESTS_ANALYSIS_PLAN_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "steerco/analysis/analysis.h"
#include "steerco/analysis/schedule.h"
#include "steerco/records/records.h"

enum { HOUR = 60, DAY = 480 /* working minutes */ };

static const WorkUnits fixture_units = {.minutes_per_day = 480, .minutes_per_week = 2400, .days_per_month = 20};

/* An id that no record of the plan has yet: every record gets one of its own. */
static inline Id fixture_next_id(const Plan *plan)
{
    Id id = 1;
    for (int kind = 0; kind < entity_count; kind++)
        id += plan_count(plan, (EntityKind)kind);
    return id;
}

/* The record itself, to be changed at will before the plan is scheduled. */
static inline void *fixture_edit(Plan *plan, EntityKind kind, Id id)
{
    uint32_t row = plan_row(plan, kind, id);
    assert_int_not_equal(row, ROW_NONE);
    plan->generation++;
    return plan->tables[kind].records + (size_t)row * plan->tables[kind].entity->record_size;
}

static inline Task *fixture_edit_task(Plan *plan, Id task)
{
    return fixture_edit(plan, ENTITY_TASK, task);
}

static inline Instant fixture_instant(const char *text)
{
    Instant instant = INSTANT_NONE;
    bool has_time;
    assert_true(instant_parse(text, DATE_YMD, &instant, &has_time, NULL));
    return instant;
}

static inline Duration fixture_duration(const char *text)
{
    Duration duration = 0;
    assert_true(duration_parse(text, DECIMAL_POINT, &fixture_units, UNIT_DAYS, &duration, NULL));
    return duration;
}

static inline void plan_fixture(Plan *plan)
{
    Board board = {0};
    plan_init(plan);
    record_init(&board_entity, &board);
    plan->board = board.record.id = 1;
    board.name = "Board";
    board.start = fixture_instant("2026-03-02T08:00");
    plan_add(plan, ENTITY_BOARD, &board);
}

static inline Board *fixture_board(Plan *plan)
{
    return fixture_edit(plan, ENTITY_BOARD, plan->board);
}

/* A task below a summary task, or at top level when that is 0; after those that are there. */
static inline Id fixture_child(Plan *plan, Id parent, const char *name, const char *duration)
{
    Task task = {0};
    record_init(&task_entity, &task);
    task.record.id = fixture_next_id(plan);
    task.record.board = plan->board;
    task.parent = parent;
    task.position = plan_count(plan, ENTITY_TASK);
    task.name = name;
    task.duration = fixture_duration(duration);
    plan_add(plan, ENTITY_TASK, &task);
    return task.record.id;
}

static inline Id fixture_task(Plan *plan, const char *name, const char *duration)
{
    return fixture_child(plan, 0, name, duration);
}

/* `how` is a type and perhaps a lag: "FS", "SS+2d", "FF-50%", "FS+3ed". */
static inline void fixture_link(Plan *plan, Id from, const char *how, Id to)
{
    Link link = {0};
    record_init(&link_entity, &link);
    link.record.id = fixture_next_id(plan);
    link.record.board = plan->board;
    link.predecessor = from;
    link.successor = to;
    while (strncmp(link_type_names[link.type], how, 2) != 0)
        link.type++;
    if (how[2] != '\0')
        link.lag = fixture_duration(how + 2);
    plan_add(plan, ENTITY_LINK, &link);
}

static inline void fixture_constrain(Plan *plan, Id task, ConstraintType type, const char *date)
{
    fixture_edit_task(plan, task)->constraint_type = (uint8_t)type;
    fixture_edit_task(plan, task)->constraint_date = *date ? fixture_instant(date) : INSTANT_NONE;
}

/* `workday` from Monday to Friday, `weekend` on the other days. */
static inline Id fixture_calendar(Plan *plan, Id base, const char *workday, const char *weekend)
{
    Calendar calendar = {0};
    record_init(&calendar_entity, &calendar);
    calendar.record.id = fixture_next_id(plan);
    calendar.name = "Calendar";
    calendar.base = base;
    for (int weekday = 0; weekday < 7; weekday++)
        calendar.hours[weekday] = weekday < 5 ? workday : weekend;
    plan_add(plan, ENTITY_CALENDAR, &calendar);
    return calendar.record.id;
}

static inline void fixture_exception(Plan *plan, Id calendar, const char *from, const char *to, const char *hours)
{
    Exception exception = {0};
    record_init(&exception_entity, &exception);
    exception.record.id = fixture_next_id(plan);
    exception.calendar = calendar;
    exception.from = instant_date(fixture_instant(from));
    exception.to = instant_date(fixture_instant(to));
    exception.hours = hours;
    plan_add(plan, ENTITY_EXCEPTION, &exception);
}

static inline Id fixture_resource(Plan *plan, const char *name, Id calendar)
{
    Resource resource = {0};
    record_init(&resource_entity, &resource);
    resource.record.id = fixture_next_id(plan);
    resource.name = name;
    resource.calendar = calendar;
    plan_add(plan, ENTITY_RESOURCE, &resource);
    return resource.record.id;
}

static inline Id fixture_assign(Plan *plan, Id task, Id resource)
{
    Assignment assignment = {0};
    record_init(&assignment_entity, &assignment);
    assignment.record.id = fixture_next_id(plan);
    assignment.record.board = plan->board;
    assignment.task = task;
    assignment.resource = resource;
    plan_add(plan, ENTITY_ASSIGNMENT, &assignment);
    return assignment.record.id;
}

static inline void fixture_schedule(Plan *plan)
{
    Error error = {0};
    bool done = analysis_update(plan, &error);
    assert_string_equal(error.text, "");
    assert_true(done);
}

static inline const TaskDates *fixture_dates(const Plan *plan, Id task)
{
    const TaskDates *dates = plan_task_dates(plan, task);
    assert_non_null(dates);
    return dates;
}

/* "Mon 2 Mar 08:00", with the year when it is not 2026. */
static inline const char *fixture_words(Instant at, char *out, size_t room)
{
    Civil day = date_civil(instant_date(at));
    int minute = instant_minute(at);
    int length = snprintf(out, room, "%s %d %s %02d:%02d", weekday_name(date_weekday(instant_date(at))), day.day,
                          month_name(day.month), minute / 60, minute % 60);
    if (day.year != 2026)
        snprintf(out + length, room - (size_t)length, " %d", day.year);
    return out;
}

static inline void assert_instant_at(Instant at, const char *expected, const char *file, int line)
{
    char words[64];
    _assert_string_equal(fixture_words(at, words, sizeof words), expected, file, line);
}
#define assert_instant(at, expected) assert_instant_at(at, expected, __FILE__, __LINE__)

#define assert_dates(plan, task, expected_start, expected_finish)                                                      \
    do {                                                                                                               \
        assert_instant(fixture_dates(plan, task)->start, expected_start);                                              \
        assert_instant(fixture_dates(plan, task)->finish, expected_finish);                                            \
    } while (0)

#define assert_late(plan, task, expected_start, expected_finish)                                                       \
    do {                                                                                                               \
        assert_instant(fixture_dates(plan, task)->late_start, expected_start);                                         \
        assert_instant(fixture_dates(plan, task)->late_finish, expected_finish);                                       \
    } while (0)

/* In minutes. */
#define assert_slack(plan, task, total, free_until)                                                                    \
    do {                                                                                                               \
        assert_int_equal(fixture_dates(plan, task)->total_slack, total);                                               \
        assert_int_equal(fixture_dates(plan, task)->free_slack, free_until);                                           \
    } while (0)

#endif
