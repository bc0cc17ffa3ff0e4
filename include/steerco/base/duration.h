/*
 * Durations and lags: minutes of working or of elapsed (clock) time, with the unit they were typed in.
 *
 * A Duration is one integer, so that it is stored, compared and journalled like any other value: the amount in minutes
 * times 32, plus the unit and the "estimated" mark (the question mark in Microsoft Project's `3 days?`). Lags may also
 * be per cent of the predecessor's duration; their amount is basis points.
 *
 *     Duration d;
 *     duration_parse("2.5 days", DECIMAL_POINT, &work_units, &d, error);
 *     duration_amount(d); // 1200 with days of 480 minutes
 */
#ifndef STEERCO_BASE_DURATION_H
#define STEERCO_BASE_DURATION_H

#include "steerco/base/number.h"

typedef int64_t Duration;
#define DURATION_NONE NUMBER_NONE

typedef enum DurationUnit {
    UNIT_MINUTES,
    UNIT_HOURS,
    UNIT_DAYS,
    UNIT_WEEKS,
    UNIT_MONTHS,
    UNIT_PERCENT,
    UNIT_ELAPSED = 8, /* added to one of the above: elapsed minutes … elapsed per cent */
} DurationUnit;

/* How typed units become minutes: a board's own. They never change a calendar. */
typedef struct WorkUnits {
    int32_t minutes_per_day;  /* 480 */
    int32_t minutes_per_week; /* 2400 */
    int32_t days_per_month;   /* 20 */
} WorkUnits;

enum { DURATION_STEP = 32, DURATION_ESTIMATED = 16 };

/* `amount` in minutes, or basis points of UNIT_PERCENT; `unit` with or without UNIT_ELAPSED and DURATION_ESTIMATED. */
static inline Duration duration_make(int64_t amount, int unit)
{
    return amount * DURATION_STEP + unit;
}

/* The low five bits hold unit and mark, also for negative amounts (two's complement). */
static inline int duration_unit(Duration d)
{
    return (int)(d & (DURATION_STEP - 1) & ~DURATION_ESTIMATED);
}

/* Minutes, working or elapsed by the unit; basis points when the unit is per cent. */
static inline int64_t duration_amount(Duration d)
{
    return (d - (d & (DURATION_STEP - 1))) / DURATION_STEP;
}

static inline bool duration_is_elapsed(Duration d)
{
    return (d & UNIT_ELAPSED) != 0;
}

static inline bool duration_is_percent(Duration d)
{
    return (duration_unit(d) & ~UNIT_ELAPSED) == UNIT_PERCENT;
}

static inline bool duration_is_estimated(Duration d)
{
    return (d & DURATION_ESTIMATED) != 0;
}

/* Has it one of the units? Of the numbers that a damaged file may hold, some have none. */
static inline bool duration_is_valid(Duration d)
{
    return (duration_unit(d) & ~UNIT_ELAPSED) <= UNIT_PERCENT;
}

/*
 * Read `3d`, `3 days?`, `2 wks`, `4h`, `90 min`, `3 edays`, `1 mo`, `1,5 Tage`, `3 Std.`, `2 fTage`, `5 jours`, `+2d`,
 * `-50%`, `P2D`, `PT16H0M0S`; a bare number counts in `bare` units. English, German, French, Spanish, Portuguese and
 * Italian unit names. Fails quoting the text; so does an amount beyond ±1,000,000,000 minutes.
 */
bool duration_parse(const char *text, DecimalMark mark, const WorkUnits *units, int bare, Duration *out,
                    Error *error) MUST_CHECK;

/*
 * Add the shortest exact form: `3d`, `2.5d`, `4h`, `3ed`, `50%`, `3d?`. Where the unit would need more than two
 * decimals the next smaller one is used (160 minutes typed as a third of a day: `160m`). "" for DURATION_NONE.
 */
void duration_format(Duration duration, const WorkUnits *units, Buffer *out);

/* The unit of that form. What is computed from a duration takes it, to be the same for all who read the form. */
int duration_written_unit(Duration duration, const WorkUnits *units);

#endif
