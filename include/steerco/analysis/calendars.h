/*
 * The calendars of a plan, each compiled once and known by an index. Index 0 is the project calendar. Calendars with
 * the same working time share one index: most people's calendars differ from the project's in nothing.
 */
#ifndef STEERCO_ANALYSIS_CALENDARS_H
#define STEERCO_ANALYSIS_CALENDARS_H

#include "steerco/analysis/worktime.h"
#include "steerco/base/array.h"

typedef struct Calendars {
    ARRAY(WorkTime *) compiled;
    IdMap by_id;   /* calendar id → index */
    IdMap by_pair; /* two indices in one key → index of their common time */
    IdMap by_team; /* two indices in one key → index of the time that is working in either */
} Calendars;

/* `calendars` is {0}. */
void calendars_init(Calendars *calendars, const Plan *plan);
void calendars_release(Calendars *calendars);

/* The index of a calendar; of the project's for the id 0. */
uint32_t calendars_index(Calendars *calendars, const Plan *plan, Id calendar);

/* The same of a calendar that was asked for before. */
uint32_t calendars_known(const Calendars *calendars, Id calendar);

/* The index of the time that is working in both, and in at least one. */
uint32_t calendars_common(Calendars *calendars, uint32_t a, uint32_t b);
uint32_t calendars_any(Calendars *calendars, uint32_t a, uint32_t b);

static inline const WorkTime *calendars_at(const Calendars *calendars, uint32_t index)
{
    return calendars->compiled.items[index];
}

#endif
