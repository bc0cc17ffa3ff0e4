/*
 * Civil days and civil instants: what a wall calendar shows. No time zones, no daylight saving.
 *
 * A Date counts days since 1970-01-01, an Instant minutes since 1970-01-01 00:00; both are 32 bits wide and lie between
 * 1900 and 2999. Monday 2 March 2026 08:00 is date_make(2026, 3, 2) and instant_make(date, 8 * 60).
 */
#ifndef STEERCO_BASE_DATE_H
#define STEERCO_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "steerco/base/buffer.h"
#include "steerco/base/error.h"

typedef int32_t Date;
typedef int32_t Instant;

#define DATE_NONE       INT32_MIN
#define INSTANT_NONE    INT32_MIN
#define MINUTES_PER_DAY 1440

typedef struct Civil {
    int year, month, day; /* month and day from 1 */
} Civil;

/*
 * The order of day, month and year in numeric dates such as 01/02/26. Under every order a first number of four digits
 * is the year (ISO), and dotted dates are otherwise day first. Under DATE_YMD, 20-07-2026 is read because only one
 * reading is left; 05-07-2026 is refused.
 */
typedef enum DateOrder { DATE_YMD, DATE_DMY, DATE_MDY } DateOrder;

bool date_is_valid(int year, int month, int day); /* is there such a day, in the years 1900 to 2999? */
Date date_make(int year, int month, int day);     /* of a valid day */
Civil date_civil(Date date);
int date_weekday(Date date); /* 0 = Monday … 6 = Sunday */

/* The last day of the week, a Sunday, and of the month that a day lies in. */
Date date_week_end(Date date);
Date date_month_end(Date date);

/* The week of ISO 8601, 1–53, and the year that it counts in: the first and last days of a year may be another's. */
int date_iso_week(Date date, int *iso_year);

/* `minute_of_day` from 0; 1440 is the beginning of the next day. */
static inline Instant instant_make(Date date, int minute_of_day)
{
    return date * MINUTES_PER_DAY + minute_of_day;
}

/* Rounds towards the past, also before 1970. */
static inline Date instant_date(Instant instant)
{
    return instant >= 0 ? instant / MINUTES_PER_DAY : -((MINUTES_PER_DAY - 1 - instant) / MINUTES_PER_DAY);
}

/* The day of what ends then: midnight belongs to the day that is over. */
static inline Date instant_end_date(Instant instant)
{
    return instant_date(instant - 1);
}

static inline int instant_minute(Instant instant)
{
    return instant - instant_date(instant) * MINUTES_PER_DAY;
}

/*
 * Read a date or an instant as programs and people write it: 2026-03-02, 2026-03-02T08:00, 02.03.2026 08:00, 3/2/26
 * 8:00 AM, Mon 02/03/26, Mo 02.03.26, 14/Jul/25 3:42 PM, 20-07-2026, 2 March 2026. Two-digit years: 70–99 are 19xx.
 * Seconds are cut off; 24:00 is the end of the day, and the beginning of the next; a final Z, and Primavera's A and *,
 * are passed over. Month and weekday names are known in English, German, French, Spanish, Italian and Portuguese.
 * *has_time tells whether a time of day was written; without one the minute of day is 0. Fails quoting the text.
 */
bool instant_parse(const char *text, DateOrder order, Instant *out, bool *has_time, Error *error) MUST_CHECK;
bool date_parse(const char *text, DateOrder order, Date *out, Error *error) MUST_CHECK;

/*
 * What a manager types into a date field: as above, and `today`, `+3` (days after *today*), `+2w`, `-1d`, `fri` and
 * `15` (the next such day, always after today); `15.3.` or `15 mar` is the one nearest to `near`, before or after it.
 */
bool date_parse_typed(const char *text, DateOrder order, Date today, Date near, Date *out, Error *error) MUST_CHECK;

/*
 * A time that has been, as people say it: as instant_parse(), and `now`, `today`, `yesterday`, `mon`, `15.3.` or `15
 * mar` (the last such day before today), `14:30` (today, or yesterday while it is still to come), `yesterday 9:00`,
 * `-2h`,
 * `-3d`, `2 weeks ago` (by the clock; days and longer without a time of day). The sentence on failure lists the forms.
 */
bool instant_parse_past(const char *text, DateOrder order, Instant now, Instant *out, bool *has_time,
                        Error *error) MUST_CHECK;

/*
 * Can `text` be read only as day first (15/03/26, 02.03.26), only as month first, or both ways? Evidence for a whole
 * column. ISO dates, month names and texts that are no dates are no evidence.
 */
typedef enum DateEvidence { DATE_NO_EVIDENCE, DATE_EITHER_ORDER, DATE_DAY_FIRST, DATE_MONTH_FIRST } DateEvidence;
DateEvidence date_evidence(const char *text);

/* Add 2026-03-02, and 2026-03-02T08:00. Nothing is added for DATE_NONE and INSTANT_NONE. */
void date_format(Date date, Buffer *out);
void instant_format(Instant instant, Buffer *out);

/* The same of what ends then: at midnight 2026-03-02T24:00. */
void instant_format_end(Instant instant, Buffer *out);

/*
 * Add the form for people, whose nine columns every year before 10000 fits: "02 Mar 26", and with all its digits a year
 * that two are not read as: "02Mar2074". Both are read back as that day.
 */
void date_format_short(Date date, Buffer *out);

const char *weekday_name(int weekday); /* "Mon" … "Sun" */
const char *month_name(int month);     /* "Jan" … "Dec", from 1 */

/* Now, by the host's clock: the civil day and instant in its zone, and the time in UTC as seconds since 1970. */
Date date_today(void);
Instant instant_now(void);
int64_t clock_utc(void);

/* Milliseconds until the host's clock begins another day, at least one. Good until somebody sets the clock. */
int clock_to_midnight(void);

#endif
