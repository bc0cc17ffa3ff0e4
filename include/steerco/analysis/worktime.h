/*
 * Working-time arithmetic: a calendar made ready for counting.
 *
 * A WorkTime answers how many working minutes lie between two instants and which instant lies n working minutes away,
 * in constant time. Rules and names follow Microsoft Project:
 *
 *     add(t, n)  consumes n working minutes after t and stays at the end of a range when they run out exactly there:
 *                add(Mon 08:00, 480) = Mon 17:00
 *     sub(t, n)  mirrors it and stays at the start: sub(Tue 17:00, 480) = Tue 08:00
 *     next(t)    the earliest instant >= t where work can begin
 *     prev(t)    the latest instant <= t where work can end
 *
 * Counting covers 1900–2999; results are clamped to that. A calendar without any working time behaves as if all clock
 * time were working, so that nothing hangs (worktime_is_empty() lets the caller say so).
 */
#ifndef STEERCO_ANALYSIS_WORKTIME_H
#define STEERCO_ANALYSIS_WORKTIME_H

#include "steerco/model/plan.h"

typedef struct WorkTime WorkTime;

/* The first day that is counted, 1900-01-01, and the day after the last, 3000-01-01; and the instants they begin. */
enum {
    WORKTIME_FROM_DAY = -25567,
    WORKTIME_TO_DAY = 376200,
    WORKTIME_FROM = WORKTIME_FROM_DAY * MINUTES_PER_DAY,
    WORKTIME_TO = WORKTIME_TO_DAY * MINUTES_PER_DAY,
};

/* The day, or the nearest that is counted. */
static inline Date worktime_clamp_day(Date day)
{
    return day < WORKTIME_FROM_DAY ? WORKTIME_FROM_DAY : day > WORKTIME_TO_DAY ? WORKTIME_TO_DAY : day;
}

static inline Instant instant_earliest(Instant a, Instant b)
{
    return a < b ? a : b;
}

static inline Instant instant_latest(Instant a, Instant b)
{
    return a > b ? a : b;
}

/* The calendar of that id with its bases and exceptions; 0 or an unknown id: the board's; else Mon–Fri 08–12, 13–17. */
WorkTime *worktime_new(const Plan *plan, Id calendar) RETURNS_NON_NULL;

/* The time that is working in both, and the time that is working in at least one; `a` and `b` have to stay. */
WorkTime *worktime_intersect(const WorkTime *a, const WorkTime *b) RETURNS_NON_NULL;
WorkTime *worktime_unite(const WorkTime *a, const WorkTime *b) RETURNS_NON_NULL;
void worktime_free(WorkTime *time);

bool worktime_is_empty(const WorkTime *time);

/* Is every minute working in both or in neither? May say no where exceptions recur for more than decades. */
bool worktime_equal(const WorkTime *a, const WorkTime *b);

Instant worktime_add(const WorkTime *time, Instant from, int64_t minutes); /* negative: as sub */
Instant worktime_sub(const WorkTime *time, Instant from, int64_t minutes);
Instant worktime_next(const WorkTime *time, Instant from);
Instant worktime_prev(const WorkTime *time, Instant from);

/* Working minutes from `from` to `to`; negative when `to` comes first. */
int64_t worktime_between(const WorkTime *time, Instant from, Instant to);

/*
 * The same in two steps, for those who count often: a position numbers the working minutes of the calendar, from a day
 * of its own. `begin` and `end` are the instants at which that many minutes are worked: the last such, when the next
 * minute begins, and the first such, when the last one ends. So next(t) is begin(position(t)).
 */
int64_t worktime_position(const WorkTime *time, Instant at);
Instant worktime_begin(const WorkTime *time, int64_t position);
Instant worktime_end(const WorkTime *time, int64_t position);

/* The first working minute of a day and the end of its last; 08:00 and 17:00 on a day without working time. */
Instant worktime_day_begin(const WorkTime *time, Date day);
Instant worktime_day_end(const WorkTime *time, Date day);

/* Is there any working time on that day? */
bool worktime_is_working_day(const WorkTime *time, Date day);

/*
 * Where an instant is drawn: its share of the working hours of its day, stretched over the whole day, so that a task
 * from 08:00 to 17:00 fills its day and the one that begins the next morning touches it.
 */
Instant worktime_stretched(const WorkTime *time, Instant at);

#endif
