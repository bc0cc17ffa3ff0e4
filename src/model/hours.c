/*
 * The working hours of a day as text: "08:00-12:00 13:00-17:00". One canonical form, so that equal hours are equal
 * texts.
 */
#include "steerco/model/field.h"

#include <ctype.h>
#include <string.h>

/* "8", "8:30" or "08:30"; -1 when it is none. */
static int read_clock(const char **at)
{
    const char *p = *at;
    int hour = 0, minute = 0, digits = 0;
    for (; isdigit((unsigned char)*p) && digits < 2; p++, digits++)
        hour = hour * 10 + (*p - '0');
    if (digits == 0)
        return -1;
    if (*p == ':' && isdigit((unsigned char)p[1]) && isdigit((unsigned char)p[2])) {
        minute = (p[1] - '0') * 10 + (p[2] - '0');
        p += 3;
    }
    *at = p;
    return hour > 24 || minute > 59 || hour * 60 + minute > MINUTES_PER_DAY ? -1 : hour * 60 + minute;
}

static bool read_range(const char **at, DayHours *hours)
{
    int from = read_clock(at);
    if (from < 0 || **at != '-')
        return false;
    ++*at;
    int to = read_clock(at);
    int count = hours->count;
    bool ascending = to > from && (count == 0 || from > hours->ranges[count - 1].to);
    if (!ascending || count == (int)(sizeof hours->ranges / sizeof hours->ranges[0]))
        return false;
    hours->ranges[count].from = (int16_t)from;
    hours->ranges[count].to = (int16_t)to;
    hours->count++;
    return true;
}

bool hours_parse(const char *text, DayHours *out, Error *error)
{
    *out = (DayHours){0};
    if (strcmp(text, "off") == 0)
        return true;
    for (const char *at = text; *at;) {
        at += strspn(at, " ,;");
        if (*at && !read_range(&at, out))
            return error_set(error, "'%s' are no working hours; expected ranges like 08:00-12:00 13:00-17:00, or off",
                             text);
    }
    return true;
}

void hours_format(const DayHours *hours, Buffer *out)
{
    if (hours->count == 0)
        buffer_add(out, "off");
    for (int i = 0; i < hours->count; i++) {
        int from = hours->ranges[i].from, to = hours->ranges[i].to;
        buffer_format(out, "%s%02d:%02d-%02d:%02d", i ? " " : "", from / 60, from % 60, to / 60, to % 60);
    }
}
