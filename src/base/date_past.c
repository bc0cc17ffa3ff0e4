/*
 * Times that have been, as people say them. The words stand for days; everything else is read by what reads days, times
 * and durations anyway, and a day that is called the same each week, month or year is the last one.
 */
#include "steerco/base/date.h"

#include <string.h>

#include "steerco/base/duration.h"
#include "steerco/base/text.h"

enum { LONGEST = 60, HALF_A_YEAR = 183, FURTHEST = 8 * 366 }; /* 29 February may be eight years away, around 2100 */

static const struct {
    const char *word;
    int days;
} days_called[] = {
    {"today", 0},      {"heute", 0},    {"aujourdhui", 0}, {"hoy", 0},   {"oggi", 0},  {"hoje", 0},
    {"yesterday", -1}, {"gestern", -1}, {"hier", -1},      {"ayer", -1}, {"ieri", -1}, {"ontem", -1},
};

static bool read_word(const char *text, Date today, Date *out)
{
    Buffer key = {0};
    bool found = false;
    text_key(text, &key);
    for (size_t i = 0; i < sizeof days_called / sizeof *days_called && !found; i++) {
        found = text_equal(buffer_text(&key), days_called[i].word);
        *out = today + days_called[i].days;
    }
    buffer_release(&key);
    return found;
}

/*
 * A day without its year is the one nearest to the middle of the year that is past. Each other reading is of the next
 * day that is called so; the last one of them before today counts.
 */
static bool read_last(const char *text, DateOrder order, Date today, Date *out)
{
    Date from = today - FURTHEST, next;
    bool found = false;
    if (*text == '+' || *text == '-')
        return false;
    while (date_parse_typed(text, order, from, today - HALF_A_YEAR, &next, NULL) && next > from && next < today) {
        *out = from = next;
        found = true;
    }
    return found;
}

static bool read_day(const char *text, DateOrder order, Date today, Date *out)
{
    return read_word(text, today, out) || date_parse(text, order, out, NULL) || read_last(text, order, today, out);
}

/* The minute of the day, of "14:30" or "3 pm". */
static bool read_time(const char *text, int *minute)
{
    Buffer whole = {0};
    Instant instant;
    bool has_time = false;
    buffer_format(&whole, "2000-01-01 %s", text);
    bool good = instant_parse(buffer_text(&whole), DATE_YMD, &instant, &has_time, NULL) && has_time;
    buffer_release(&whole);
    *minute = good ? instant_minute(instant) : 0;
    return good;
}

/* 14:30 that is still to come was yesterday. */
static bool read_time_alone(const char *text, Instant now, Instant *out)
{
    int minute;
    if (!read_time(text, &minute))
        return false;
    *out = instant_make(instant_date(now), minute);
    *out -= *out > now ? MINUTES_PER_DAY : 0;
    return true;
}

/* "yesterday 14:30", "mon 9:00", "15 mar 3 pm": a day, a blank, a time. */
static bool read_day_and_time(const char *text, DateOrder order, Instant now, Instant *out)
{
    char day[LONGEST + 1];
    for (const char *blank = strchr(text, ' '); blank; blank = strchr(blank + 1, ' ')) {
        Date date;
        int minute;
        memcpy(day, text, (size_t)(blank - text));
        day[blank - text] = '\0';
        if (read_time(blank + 1, &minute) && read_day(day, order, instant_date(now), &date)) {
            *out = instant_make(date, minute);
            return true;
        }
    }
    return false;
}

/* "-2h", "-30 min", "-3d", "2 weeks ago": by the clock, not by working time. */
static bool read_ago(const char *text, Instant now, Instant *out, bool *has_time)
{
    static const WorkUnits clock_units = {MINUTES_PER_DAY, 7 * MINUTES_PER_DAY, 30};
    static const char ago[] = " ago";
    char amount[LONGEST + 1];
    size_t length = strlen(text), tail = sizeof ago - 1;
    bool said = length > tail && strcmp(text + length - tail, ago) == 0;
    Duration duration;
    if (!said && *text != '-')
        return false;
    memcpy(amount, text, length + 1);
    amount[said ? length - tail : length] = '\0';
    if (!duration_parse(amount + (*amount == '-'), DECIMAL_POINT, &clock_units, UNIT_DAYS, &duration, NULL) ||
        duration_is_percent(duration) || duration_amount(duration) < 0 ||
        duration_amount(duration) > (int64_t)now - instant_make(date_make(1900, 1, 1), 0))
        return false;
    int unit = duration_unit(duration) & ~UNIT_ELAPSED;
    *has_time = unit == UNIT_MINUTES || unit == UNIT_HOURS;
    *out = now - (Instant)duration_amount(duration);
    return true;
}

static bool read_past(const char *text, DateOrder order, Instant now, Instant *out, bool *has_time)
{
    Date day;
    *has_time = true;
    if (strlen(text) > LONGEST)
        return false;
    if (strcmp(text, "now") == 0)
        *out = now;
    else if (instant_parse(text, order, out, has_time, NULL) || read_ago(text, now, out, has_time))
        return true;
    else if (read_day(text, order, instant_date(now), &day)) {
        *out = instant_make(day, 0);
        *has_time = false;
    } else
        return read_time_alone(text, now, out) || read_day_and_time(text, order, now, out);
    return true;
}

bool instant_parse_past(const char *text, DateOrder order, Instant now, Instant *out, bool *has_time, Error *error)
{
    return read_past(text_skip_blanks(text), order, now, out, has_time) ||
           error_set(error,
                     "'%.*s' is no time; expected one like 2026-02-28, 28.02.2026 14:30, yesterday, mon, 15 mar, "
                     "14:30, yesterday 9:00, -2h, -3d or 2 weeks ago",
                     (int)text_fit(text, 60, NULL), text);
}
