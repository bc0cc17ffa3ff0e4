/*
 * Counting by the tables of a calendar (worktime_compile.c). All questions come down to two look-ups: the position of
 * an instant, and the instant at which a position is reached.
 */
#include "worktime_table.h"

enum { DAYS_PER_WEEK = 7, MINUTES_PER_WEEK = DAYS_PER_WEEK * MINUTES_PER_DAY };

bool worktime_is_empty(const WorkTime *time)
{
    return time->empty;
}

static inline const DayPattern *pattern_of(const WorkTime *time, uint32_t day)
{
    return &time->patterns.items[time->days[day].pattern];
}

static int64_t position_outside(const WorkTime *time, Instant at)
{
    Date date = instant_date(at);
    if (date < time->first && worktime_goes_on_before(time))
        return worktime_position(worktime_before(time), at) - worktime_before(time)->total;
    if (date >= time->first && worktime_goes_on_after(time))
        return worktime_position(worktime_after(time), at) + time->total;
    int32_t weeks = ((int32_t)worktime_day_index(time, date) - (date - time->first)) / DAYS_PER_WEEK;
    return worktime_position(time, at + weeks * MINUTES_PER_WEEK) - (int64_t)weeks * time->week;
}

int64_t worktime_position(const WorkTime *time, Instant at)
{
    Date date = instant_date(at);
    uint32_t day = (uint32_t)(date - time->first);
    if (day >= time->count)
        return position_outside(time, at);
    return time->days[day].before + pattern_of(time, day)->done[at - date * MINUTES_PER_DAY];
}

static Instant end_outside(const WorkTime *time, int64_t position)
{
    if (position < 1 && worktime_goes_on_before(time))
        return instant_latest(worktime_end(worktime_before(time), position + worktime_before(time)->total),
                              WORKTIME_FROM);
    if (position > time->total && worktime_goes_on_after(time))
        return instant_earliest(worktime_end(worktime_after(time), position - time->total), WORKTIME_TO);
    if (time->week == 0)
        return position < 1 ? WORKTIME_FROM : WORKTIME_TO;
    int64_t most = (int64_t)WORKTIME_TO - WORKTIME_FROM;
    int32_t away = (int32_t)(position < -most ? -most : position > most ? most : position);
    int32_t weeks = away < 1 ? -(-away / time->week + 1) : (away - time->total - 1) / time->week + 1;
    int64_t at = worktime_end(time, away - weeks * time->week) + (int64_t)weeks * MINUTES_PER_WEEK;
    return at < WORKTIME_FROM ? WORKTIME_FROM : at > WORKTIME_TO ? WORKTIME_TO : (Instant)at;
}

Instant worktime_end(const WorkTime *time, int64_t position)
{
    return table_holds(time, position) ? table_end(time, (int32_t)position) : end_outside(time, position);
}

Instant worktime_begin(const WorkTime *time, int64_t position)
{
    Instant at = worktime_end(time, position + 1);
    return at > WORKTIME_FROM ? at - 1 : at;
}

Instant worktime_add(const WorkTime *time, Instant from, int64_t minutes)
{
    if (minutes < 0)
        return worktime_sub(time, from, -minutes);
    return minutes == 0 ? from : worktime_end(time, worktime_position(time, from) + minutes);
}

Instant worktime_sub(const WorkTime *time, Instant from, int64_t minutes)
{
    if (minutes < 0)
        return worktime_add(time, from, -minutes);
    return minutes == 0 ? from : worktime_begin(time, worktime_position(time, from) - minutes);
}

Instant worktime_next(const WorkTime *time, Instant from)
{
    return worktime_begin(time, worktime_position(time, from));
}

Instant worktime_prev(const WorkTime *time, Instant from)
{
    return worktime_end(time, worktime_position(time, from));
}

int64_t worktime_between(const WorkTime *time, Instant from, Instant to)
{
    return worktime_position(time, to) - worktime_position(time, from);
}

bool worktime_is_working_day(const WorkTime *time, Date day)
{
    return worktime_pattern_on(time, day)->worked > 0;
}

/* What a day typed without a time of day means where nobody works on it. */
enum { USUAL_BEGIN = 8 * 60, USUAL_END = 17 * 60 };

Instant worktime_day_begin(const WorkTime *time, Date day)
{
    Instant begin = worktime_next(time, instant_make(day, 0));
    return instant_date(begin) == day ? begin : instant_make(day, USUAL_BEGIN);
}

Instant worktime_day_end(const WorkTime *time, Date day)
{
    Instant end = worktime_prev(time, instant_make(day + 1, 0));
    return end > instant_make(day, 0) ? end : instant_make(day, USUAL_END);
}

Instant worktime_stretched(const WorkTime *time, Instant at)
{
    Date day = instant_date(at);
    Instant midnight = instant_make(day, 0);
    Instant open = worktime_next(time, midnight);
    Instant close = worktime_prev(time, midnight + MINUTES_PER_DAY);
    if (instant_date(open) != day || close <= open)
        return at;
    if (at <= open)
        return midnight;
    if (at >= close)
        return midnight + MINUTES_PER_DAY;
    return midnight + (int)((int64_t)(at - open) * MINUTES_PER_DAY / (close - open));
}
