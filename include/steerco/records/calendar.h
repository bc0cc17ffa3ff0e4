/*
 * Working time: weekly patterns that may derive from a base calendar, and dated exceptions.
 *
 * Day lookup: exception of the calendar, exception of its base, weekday of the calendar, weekday of its base.
 */
#ifndef STEERCO_RECORDS_CALENDAR_H
#define STEERCO_RECORDS_CALENDAR_H

#include "steerco/model/entity.h"

typedef struct Calendar {
    Record record;
    const char *name;
    Id base;              /* weekdays marked "inherit" and its exceptions come from here; 0 = none */
    const char *hours[7]; /* Monday … Sunday: FIELD_HOURS; "inherit" = as the base has it */
    const char *external_id;
} Calendar;

/*
 * A holiday, a leave, a maintenance window: other hours than the pattern says on a period of days, or on some of them.
 */
typedef struct Exception {
    Record record;
    Id calendar;
    Date from, to;     /* both included */
    const char *hours; /* FIELD_HOURS: "off" = not working */
    /* FIELD_RECURRENCE, counted from `from`: only these days of the period; "" = every day of it. */
    const char *repeats;
    const char *name;
} Exception;

extern const Entity calendar_entity;
extern const Entity exception_entity;

#define HOURS_INHERIT "inherit"

#endif
