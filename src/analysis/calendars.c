/* Compiles each calendar at its first use, so that a plan pays for those its tasks have, not for all of the office. */
#include "steerco/analysis/calendars.h"
#include "steerco/records/records.h"

static uint32_t add(Calendars *calendars, WorkTime *compiled)
{
    for (uint32_t i = 0; i < calendars->compiled.count; i++)
        if (worktime_equal(calendars->compiled.items[i], compiled)) {
            worktime_free(compiled);
            return i;
        }
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
    idmap_release(&calendars->by_team);
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

uint32_t calendars_known(const Calendars *calendars, Id calendar)
{
    return calendar == 0 ? 0 : (uint32_t)idmap_get(&calendars->by_id, calendar, 0);
}

static int64_t key_of(uint32_t a, uint32_t b)
{
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    return (int64_t)((uint64_t)low << 32 | high) + 1;
}

static uint32_t combined(Calendars *calendars, IdMap *known, uint32_t a, uint32_t b,
                         WorkTime *(*combine)(const WorkTime *, const WorkTime *))
{
    if (a == b)
        return a;
    int64_t index = idmap_get(known, key_of(a, b), -1);
    if (index < 0) {
        index = add(calendars, combine(calendars_at(calendars, a), calendars_at(calendars, b)));
        idmap_put(known, key_of(a, b), index);
    }
    return (uint32_t)index;
}

uint32_t calendars_common(Calendars *calendars, uint32_t a, uint32_t b)
{
    return combined(calendars, &calendars->by_pair, a, b, worktime_intersect);
}

uint32_t calendars_any(Calendars *calendars, uint32_t a, uint32_t b)
{
    return combined(calendars, &calendars->by_team, a, b, worktime_unite);
}
