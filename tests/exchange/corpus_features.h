/*
 * Which features of the schedule bear on a task of a plan: what tests/analysis/features.h names, read off the records.
 */
#ifndef STEERCO_TESTS_EXCHANGE_CORPUS_FEATURES_H
#define STEERCO_TESTS_EXCHANGE_CORPUS_FEATURES_H

#include <stdio.h>
#include <string.h>

#include "analysis/features.h"
#include "steerco/records/records.h"

enum { BASES = 16, KINDS_OF_LAG = 5 };

static inline bool is_summary_row(const Plan *plan, uint32_t row)
{
    const Outline *outline = &plan->results->outline;
    return outline_is_summary(outline, outline->place_of[row]);
}

static inline Feature feature_of_link(const Link *link)
{
    enum { NONE, WORKING, CLOCK, SHARE, CLOCK_SHARE } lag = NONE;
    if (duration_is_percent(link->lag))
        lag = duration_is_elapsed(link->lag) ? CLOCK_SHARE : SHARE;
    else if (duration_amount(link->lag) != 0)
        lag = duration_is_elapsed(link->lag) ? CLOCK : WORKING;
    return (Feature)(FS + link->type * KINDS_OF_LAG + (int)lag);
}

static inline void mark_links(const Plan *plan, uint32_t row, bool bears[FEATURES])
{
    const Adjacency *links = &plan->results->predecessors;
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++) {
        const Link *link = plan_link(plan, links->rows[i]);
        uint32_t from = plan_row(plan, ENTITY_TASK, link->predecessor);
        bears[feature_of_link(link)] = true;
        bears[SUMMARY_LINK] |= is_summary_row(plan, row) || (from != ROW_NONE && is_summary_row(plan, from));
    }
}

static inline void mark_calendar(const Plan *plan, Id id, bool bears[FEATURES])
{
    const Calendar *calendar = plan_find(plan, ENTITY_CALENDAR, id);
    bears[BASE_CALENDAR] |= calendar && calendar->base != 0;
    for (int base = 0; calendar && base < BASES; base++) {
        for (int day = 0; day < 7; day++) {
            bears[RANGES] |= strchr(calendar->hours[day], ' ') != NULL;
            bears[NIGHT] |= strstr(calendar->hours[day], "24:00") != NULL;
        }
        for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
            const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
            bears[EXCEPTION] |= exception->calendar == calendar->record.id;
            bears[REPEATING] |= exception->calendar == calendar->record.id && *exception->repeats;
        }
        calendar = plan_find(plan, ENTITY_CALENDAR, calendar->base);
    }
}

static inline void mark_calendars(const Plan *plan, uint32_t row, const Task *task, bool bears[FEATURES])
{
    const Adjacency *assignments = &plan->results->assignments;
    int people = 0, calendars = 0;
    for (uint32_t i = assignments->first[row]; i < assignments->first[row + 1]; i++) {
        Id id = plan_assignment(plan, assignments->rows[i])->resource;
        const Resource *resource = plan_find(plan, ENTITY_RESOURCE, id);
        if (!resource || resource->type != RESOURCE_WORK)
            continue;
        people++;
        calendars += resource->calendar != 0;
        mark_calendar(plan, resource->calendar, bears);
    }
    mark_calendar(plan, task->calendar ? task->calendar : plan_board(plan)->calendar, bears);
    bears[PROJECT_CALENDAR] = task->calendar == 0 && calendars == 0;
    bears[TASK_CALENDAR] = task->calendar != 0;
    bears[RESOURCE_CALENDAR] = people == 1 && calendars > 0;
    bears[BOTH_CALENDARS] = task->calendar != 0 && calendars > 0;
    bears[TEAM] = people > 1 && calendars > 0;
}

static inline void mark_summaries(const Plan *plan, const Task *task, bool bears[FEATURES])
{
    const Adjacency *links = &plan->results->predecessors;
    for (Id id = task->parent; id != 0;) {
        uint32_t row = plan_row(plan, ENTITY_TASK, id);
        const Task *around = plan_task(plan, row);
        bears[SUMMARY_LINK] |= links->first[row] < links->first[row + 1];
        bears[SUMMARY_DATE] |= around->constraint_date != INSTANT_NONE || around->deadline != INSTANT_NONE;
        id = around->parent;
    }
}

/* `bears` comes out true for each feature that bears on the task of that row; plan->results must be current. */
static inline void corpus_features(const Plan *plan, uint32_t row, bool bears[FEATURES])
{
    const Task *task = plan_task(plan, row);
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    memset(bears, 0, FEATURES * sizeof *bears);
    mark_links(plan, row, bears);
    mark_summaries(plan, task, bears);
    bears[SUMMARY] = is_summary_row(plan, row);
    bears[DEADLINE] = task->deadline != INSTANT_NONE;
    bears[CRITICAL] = dates->critical;
    bears[NEAR_CRITICAL] = dates->near_critical;
    bears[FREE_SLACK] = dates->free_slack > 0;
    if (bears[SUMMARY])
        return;
    mark_calendars(plan, row, task, bears);
    bears[ASAP + task->constraint_type] = true;
    bears[START] = dates->start == plan->results->start;
    bears[ELAPSED] = duration_is_elapsed(task->duration);
    bears[MILESTONE] = duration_amount(task->duration) == 0;
    bears[ACTUAL] = task->actual_start != INSTANT_NONE || task->actual_finish != INSTANT_NONE;
    bears[PROGRESS] = task->percent_complete > 0 && task->percent_complete < 10000;
    bears[STATUS] = bears[PROGRESS] && plan_board(plan)->status_date != DATE_NONE;
    bears[RETAINED] = bears[STATUS] && plan_board(plan)->progress_logic == PROGRESS_RETAINED_LOGIC;
    bears[MANUAL] = task->manual;
    bears[INACTIVE] = task->inactive;
}

#endif
