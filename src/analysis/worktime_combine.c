/*
 * The time that two calendars have in common, and the time that at least one of them has: day by day, by their hours.
 */
#include "worktime_table.h"

static void hours_intersect(const DayHours *a, const DayHours *b, DayHours *out)
{
    const int room = (int)(sizeof out->ranges / sizeof *out->ranges);
    out->count = 0;
    for (int i = 0, j = 0; i < a->count && j < b->count && out->count < room;) {
        int16_t from = a->ranges[i].from > b->ranges[j].from ? a->ranges[i].from : b->ranges[j].from;
        int16_t to = a->ranges[i].to < b->ranges[j].to ? a->ranges[i].to : b->ranges[j].to;
        if (from < to) {
            out->ranges[out->count].from = from;
            out->ranges[out->count++].to = to;
        }
        if (a->ranges[i].to < b->ranges[j].to)
            i++;
        else
            j++;
    }
}

static void add_range(DayHours *out, int16_t from, int16_t to)
{
    const int room = (int)(sizeof out->ranges / sizeof *out->ranges);
    if (out->count > 0 && (from <= out->ranges[out->count - 1].to || out->count == room)) {
        int16_t *end = &out->ranges[out->count - 1].to;
        *end = to > *end ? to : *end;
    } else {
        out->ranges[out->count].from = from;
        out->ranges[out->count++].to = to;
    }
}

/* Should there be more ranges than a day holds, the last one stretches over the gaps between them. */
static void hours_unite(const DayHours *a, const DayHours *b, DayHours *out)
{
    out->count = 0;
    for (int i = 0, j = 0; i < a->count || j < b->count;) {
        bool from_a = j == b->count || (i < a->count && a->ranges[i].from <= b->ranges[j].from);
        const DayHours *next = from_a ? a : b;
        int *at = from_a ? &i : &j;
        add_range(out, next->ranges[*at].from, next->ranges[*at].to);
        ++*at;
    }
}

WorkTime *worktime_intersect(const WorkTime *a, const WorkTime *b)
{
    return worktime_combine(a, b, hours_intersect);
}

/* A calendar that had no working time adds none. */
WorkTime *worktime_unite(const WorkTime *a, const WorkTime *b)
{
    return worktime_combine(a->empty ? b : a, b->empty ? a : b, hours_unite);
}
