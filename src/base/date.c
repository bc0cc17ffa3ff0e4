/*
 * Civil days by arithmetic alone. The C library's calendar is bound to a time zone, and a schedule must not move when
 * the server does; only the clock at the end of this file asks the host.
 */
#include "steerco/base/date.h"

#include <limits.h>
#include <time.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2999, DAYS_PER_WEEK = 7, MONTHS_PER_YEAR = 12 };

static const char *const month_labels[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekday_labels[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

bool date_is_valid(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > MONTHS_PER_YEAR || day < 1)
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= lengths[month - 1] + (month == 2 && leap);
}

/*
 * Both conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years that begin in
 * March put the leap day last, and an era of 400 years has 146,097 days. All our years lie in eras from 0 on.
 */
enum { DAYS_PER_ERA = 146097, EPOCH = 719468 /* days from 0000-03-01 to 1970-01-01 */ };

Date date_make(int year, int month, int day)
{
    year -= month <= 2;
    int era = year / 400, year_of_era = year % 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - EPOCH;
}

Civil date_civil(Date date)
{
    int days = date + EPOCH;
    int era = days / DAYS_PER_ERA, day_of_era = days % DAYS_PER_ERA;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month = (5 * day_of_year + 2) / 153;
    return (Civil){
        .year = era * 400 + year_of_era + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };
}

int date_weekday(Date date)
{
    int weekday = (date + 3) % DAYS_PER_WEEK; /* 1970-01-01 was a Thursday */
    return weekday < 0 ? weekday + DAYS_PER_WEEK : weekday;
}

Date date_week_end(Date date)
{
    return date - date_weekday(date) + 6;
}

Date date_month_end(Date date)
{
    Civil civil = date_civil(date);
    return civil.month == 12 ? date_make(civil.year, 12, 31) : date_make(civil.year, civil.month + 1, 1) - 1;
}

/* ISO 8601: a week belongs to the year of its Thursday. */
int date_iso_week(Date date, int *iso_year)
{
    Date thursday = date - date_weekday(date) + 3;
    int year = date_civil(thursday).year;
    if (iso_year)
        *iso_year = year;
    return (thursday - date_make(year, 1, 1)) / DAYS_PER_WEEK + 1;
}

/* The last `count` decimal digits of `value`. */
static char *put_digits(char *at, int value, int count)
{
    for (int i = count - 1; i >= 0; i--, value /= 10)
        at[i] = (char)('0' + value % 10);
    return at + count;
}

static char *put_date(char *at, Date date)
{
    Civil civil = date_civil(date);
    at = put_digits(at, civil.year, 4);
    *at++ = '-';
    at = put_digits(at, civil.month, 2);
    *at++ = '-';
    return put_digits(at, civil.day, 2);
}

void date_format(Date date, Buffer *out)
{
    char text[16];
    if (date != DATE_NONE)
        buffer_add_bytes(out, text, (size_t)(put_date(text, date) - text));
}

static void format_on(Date day, int minute, Buffer *out)
{
    char text[24];
    char *at = put_date(text, day);
    *at++ = 'T';
    at = put_digits(at, minute / 60, 2);
    *at++ = ':';
    at = put_digits(at, minute % 60, 2);
    buffer_add_bytes(out, text, (size_t)(at - text));
}

void instant_format(Instant instant, Buffer *out)
{
    if (instant != INSTANT_NONE)
        format_on(instant_date(instant), instant_minute(instant), out);
}

void instant_format_end(Instant instant, Buffer *out)
{
    Date day = instant == INSTANT_NONE ? DATE_NONE : instant_end_date(instant);
    if (day != DATE_NONE)
        format_on(day, instant - instant_make(day, 0), out);
}

const char *weekday_name(int weekday)
{
    return weekday_labels[weekday];
}

const char *month_name(int month)
{
    return month_labels[month - 1];
}

/* The zone of the host may have changed since it was looked at. */
Instant instant_now(void)
{
    time_t now = time(NULL);
    struct tm local;
    tzset();
    localtime_r(&now, &local);
    return instant_make(date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday),
                        local.tm_hour * 60 + local.tm_min);
}

Date date_today(void)
{
    return instant_date(instant_now());
}

/* Where a day begins at one o'clock, as daylight saving may have it, the hour before is waited through by minutes. */
int clock_to_midnight(void)
{
    enum { MINUTE_MS = 60 * 1000 };
    struct timespec now;
    struct tm day;
    clock_gettime(CLOCK_REALTIME, &now);
    tzset();
    localtime_r(&now.tv_sec, &day);
    day = (struct tm){.tm_year = day.tm_year, .tm_mon = day.tm_mon, .tm_mday = day.tm_mday + 1, .tm_isdst = -1};
    int64_t left = ((int64_t)mktime(&day) - now.tv_sec) * 1000 - now.tv_nsec / 1000000;
    return left > 0 && left <= INT_MAX ? (int)left : MINUTE_MS;
}

int64_t clock_utc(void)
{
    return (int64_t)time(NULL);
}
