/* Compiles each calendar at its first use, so that a plan pays for those its tasks have, not for all of the office. */
#include "steerco/analysis/calendars.h"

static uint32_t add(Calendars *calendars, WorkTime *compiled)
{
    array_push(&calendars->compiled, compiled);
    return (uint32_t)calendars->compiled.count - 1;
}

void calendars_init(Calendars *calendars, const Plan *plan)
{
    Id project = plan_board(plan)->calendar;
    add(calendars, worktime_new(plan, project));
    if (project != 0)
        idmap_put(&calendars->by_id, project, 0);
}

void calendars_release(Calendars *calendars)
{
    for (size_t i = 0; i < calendars->compiled.count; i++)
        worktime_free(calendars->compiled.items[i]);
    array_release(&calendars->compiled);
    idmap_release(&calendars->by_id);
    idmap_release(&calendars->by_pair);
}

uint32_t calendars_index(Calendars *calendars, const Plan *plan, Id calendar)
{
    if (calendar == 0)
        return 0;
    int64_t index = idmap_get(&calendars->by_id, calendar, -1);
    if (index < 0) {
        index = add(calendars, worktime_new(plan, calendar));
        idmap_put(&calendars->by_id, calendar, index);
    }
    return (uint32_t)index;
}

uint32_t calendars_common(Calendars *calendars, uint32_t a, uint32_t b)
{
    if (a == b)
        return a;
    int64_t pair = (int64_t)(((uint64_t)a << 32 | b) + 1);
    int64_t index = idmap_get(&calendars->by_pair, pair, -1);
    if (index < 0) {
        index = add(calendars, worktime_intersect(calendars_at(calendars, a), calendars_at(calendars, b)));
        idmap_put(&calendars->by_pair, pair, index);
    }
    return (uint32_t)index;
}
