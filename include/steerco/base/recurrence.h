/*
 * A day that comes again: by a rule in words, as calendars of Microsoft Project and iCalendar (RFC 5545) know it.
 *
 *     daily                 every 3 days
 *     weekly mon thu        every 2 weeks fri
 *     monthly first mon     monthly 2nd tue
 *     monthly 15            monthly last fri         every 3 months 1st weekday
 *     yearly 25 dec         yearly 4th thu nov
 *
 * The rule says nothing of when it begins and ends; "every 2 weeks" is counted from its first day. A day of the month
 * that a month does not have is its last one.
 */
#ifndef STEERCO_BASE_RECURRENCE_H
#define STEERCO_BASE_RECURRENCE_H

#include "steerco/base/buffer.h"
#include "steerco/base/date.h"
#include "steerco/base/error.h"

typedef enum RecurrenceUnit { RECUR_DAYS, RECUR_WEEKS, RECUR_MONTHS, RECUR_YEARS } RecurrenceUnit;

/* Sets of weekdays: bit 0 is Monday. */
enum { WEEKDAYS_WORK = 0x1f, WEEKDAYS_WEEKEND = 0x60, WEEKDAYS_ALL = 0x7f };

typedef struct Recurrence {
    RecurrenceUnit unit;
    int every;         /* 1–999 units; of weeks those that begin on a Monday */
    unsigned weekdays; /* of weeks: on which; with a position: which days of the month are counted */
    int position;      /* 1–4 the n-th such day of the month, −1 the last; 0 = the month has it by `day` */
    int day;           /* of the month, 1–31 */
    int month;         /* of years, 1–12 */
} Recurrence;

/* Case does not matter. Fails quoting the text, with an example of what was expected. */
bool recurrence_parse(const char *text, Recurrence *out, Error *error) MUST_CHECK;

/* Add the rule in its one canonical form. */
void recurrence_format(const Recurrence *rule, Buffer *out);

/* Is `day` one of the days of the rule that begins on `first`? Days before that never are. */
bool recurrence_holds(const Recurrence *rule, Date first, Date day);

/* The first day of the rule after `day` (and not before `first`); DATE_NONE beyond the year 2999. */
Date recurrence_next(const Recurrence *rule, Date first, Date day);

#endif
