/*
 * What a calendar of a file says of its days.
 */
#ifndef STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_DAYS_H
#define STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_DAYS_H

#include "mspdi_dated.h"
#include "mspdi_import.h"

typedef struct CalendarDays {
    const char *hours[7]; /* Monday … Sunday; null: not said */
    DatedList dated;
    RuledList ruled; /* each holds before the next, and dated days before all */
} CalendarDays;

/* How many exceptions may still come of the calendars of a file: beyond them it is hostile, not large. */
typedef struct CalendarLimits {
    size_t exceptions_left, rules_left;
} CalendarLimits;

#define CALENDAR_LIMITS ((CalendarLimits){20000, 1000})

/* Fill `out`, which is empty; what is left out is tallied. */
void calendar_days_read(MspdiImport *import, CalendarLimits *limits, const MspdiCalendar *file, CalendarDays *out);

/* Do both say the same of every day? Names do not matter. */
bool calendar_days_equal(const CalendarDays *a, const CalendarDays *b);
void calendar_days_release(CalendarDays *days);

#endif
