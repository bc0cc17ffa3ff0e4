/*
 * The loads that a draft of assignments would make: those of the plan without the task, and what the draft says of it
 * spread by the same rule.
 */
#include "assignments_parts.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

static Assignment as_record(const AssignedPerson *person)
{
    return (Assignment){.units = person->units, .work = person->work};
}

int64_t assigned_work(const AssignedPerson *person, const TaskDates *dates)
{
    Assignment record = as_record(person);
    return load_work(&record, dates);
}

static bool is_same(const AssignedPerson *a, const AssignedPerson *b)
{
    return a->resource == b->resource && (a->resource != 0 || text_equal(a->name, b->name));
}

void assignments_preview(const AssignmentDraft *draft, const Plan *plan, const AssignedPerson *who, AssignedWeeks *out)
{
    const TaskDates *dates = plan_task_dates(plan, draft->task);
    const Resource *resource = plan_find(plan, ENTITY_RESOURCE, who->resource);
    out->count = 0;
    if (!dates || dates->start == INSTANT_NONE)
        return;
    Date from = instant_date(dates->start), to = instant_end_date(dates->finish);
    out->count = load_by_week(plan, who->resource, from, to, draft->task, out->loads, ASSIGNED_WEEKS);
    WorkTime *time = worktime_new(plan, resource ? resource->calendar : 0);
    for (size_t i = 0; i < draft->people.count; i++) {
        const AssignedPerson *person = &draft->people.items[i];
        Assignment record = as_record(person);
        if (is_same(person, who) && !assigned_is_gone(person))
            load_add(&record, dates, time, out->loads, out->count);
    }
    worktime_free(time);
}

const WeekLoad *assigned_peak(const AssignedWeeks *weeks)
{
    const WeekLoad *peak = NULL;
    for (int i = 0; i < weeks->count; i++) {
        const WeekLoad *load = &weeks->loads[i];
        if (!peak || (int64_t)load->assigned * (peak->capacity ? peak->capacity : 1) >
                         (int64_t)peak->assigned * (load->capacity ? load->capacity : 1))
            peak = load;
    }
    return peak;
}

bool assigned_is_overload(const WeekLoad *load)
{
    return load->assigned > load->capacity;
}

/* A week without capacity has no share. */
void assigned_word_load(const WeekLoad *load, Buffer *out)
{
    if (load->capacity > 0)
        buffer_format(out, "%lld%%", (long long)load->assigned * 100 / load->capacity);
    else
        buffer_add(out, load->assigned > 0 ? "away" : "—");
}
