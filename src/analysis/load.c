/*
 * Load of a resource by week. Each assignment's work is cut at the ends of the weeks by its cumulative share, so that
 * the weeks sum up to exactly the work.
 */
#include "steerco/analysis/load.h"
#include "steerco/records/records.h"

enum { DAYS_PER_WEEK = 7, WHOLE = 10000 /* basis points */ };

static int64_t scaled(int64_t number, int64_t numerator, int64_t denominator)
{
    int64_t out;
    return number_scale(number, numerator, denominator, &out) ? out : 0;
}

/* Capacity */

/* From the first of the days to before the last. */
static int32_t capacity(const Resource *resource, const WorkTime *time, Date from, Date to)
{
    if (resource->available_from != DATE_NONE && resource->available_from > from)
        from = resource->available_from;
    if (resource->available_to != DATE_NONE && resource->available_to < to)
        to = resource->available_to + 1;
    if (from >= to || resource->type != RESOURCE_WORK)
        return 0;
    int64_t present = worktime_between(time, instant_make(from, 0), instant_make(to, 0));
    int64_t run = resource->run_percent > 0 ? resource->run_percent : 0;
    int64_t offered = scaled(present, resource->max_units, WHOLE);
    return offered > 0 && run < WHOLE ? (int32_t)scaled(offered, WHOLE - run, WHOLE) : 0;
}

/* Assignments */

int64_t load_work(const Assignment *assignment, const TaskDates *dates)
{
    if (assignment->work != DURATION_NONE)
        return duration_amount(assignment->work);
    return scaled(dates->duration, assignment->units, WHOLE);
}

/* How much of `work` is done by `at`. Where the resource has no working time during the task, by the clock. */
static int64_t done_by(const WorkTime *time, const TaskDates *dates, int64_t work, Instant at)
{
    if (at <= dates->start && at < dates->finish)
        return 0;
    if (at >= dates->finish)
        return work;
    int64_t all = worktime_between(time, dates->start, dates->finish);
    if (all > 0)
        return scaled(work, worktime_between(time, dates->start, at), all);
    return scaled(work, at - dates->start, dates->finish - dates->start);
}

void load_add(const Assignment *assignment, const TaskDates *dates, const WorkTime *time, WeekLoad *weeks, int count)
{
    int64_t work = load_work(assignment, dates);
    for (int i = 0; i < count && dates->start != INSTANT_NONE; i++) {
        Instant from = instant_make(weeks[i].monday, 0), to = instant_make(weeks[i].monday + DAYS_PER_WEEK, 0);
        weeks[i].assigned += (int32_t)(done_by(time, dates, work, to) - done_by(time, dates, work, from));
    }
}

int load_by_week(const Plan *plan, Id resource, Date from, Date to, Id without, WeekLoad *out, int room)
{
    Resource newcomer = {0};
    record_init(&resource_entity, &newcomer);
    const Resource *person = resource ? plan_find(plan, ENTITY_RESOURCE, resource) : &newcomer;
    int count = 0;
    if (!person)
        return 0;
    WorkTime *time = worktime_new(plan, person->calendar);
    for (Date monday = from - date_weekday(from); monday <= to && count < room; monday += DAYS_PER_WEEK, count++) {
        int32_t offered = capacity(person, time, monday, monday + DAYS_PER_WEEK);
        out[count] = (WeekLoad){.monday = monday, .capacity = offered};
    }
    for (uint32_t row = 0; resource && row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        const Assignment *assignment = plan_assignment(plan, row);
        const TaskDates *dates = plan_task_dates(plan, assignment->task);
        if (assignment->resource == resource && (without == 0 || assignment->task != without) && dates)
            load_add(assignment, dates, time, out, count);
    }
    worktime_free(time);
    return count;
}
