/*
 * The tables of a compiled calendar (worktime_compile.c), open to those who count by them (worktime.c) and to the
 * passes: they turn two positions of every task into instants, twice.
 */
#ifndef STEERCO_SRC_ANALYSIS_WORKTIME_TABLE_H
#define STEERCO_SRC_ANALYSIS_WORKTIME_TABLE_H

#include "steerco/analysis/worktime.h"
#include "steerco/base/array.h"
#include "steerco/model/field.h"

enum { STRIDE = 256 };

/* The hours of one day, and what they come to minute by minute. */
typedef struct DayPattern {
    DayHours hours;
    int16_t worked;                    /* minutes in all */
    int16_t done[MINUTES_PER_DAY + 1]; /* minutes worked when the clock stands at this minute */
    int16_t end[MINUTES_PER_DAY + 1];  /* the minute of the day at which the nth working minute ends */
} DayPattern;

typedef ARRAY(DayPattern) DayPatterns;

typedef struct Day {
    int32_t before;   /* working minutes before it */
    uint32_t pattern; /* index */
} Day;

typedef struct WorkDay {
    Instant midnight; /* at its beginning */
    int32_t before;
    const int16_t *end; /* of its pattern */
} WorkDay;

struct WorkTime {
    Date first;      /* a Monday */
    uint32_t count;  /* of days: whole weeks */
    int32_t total;   /* working minutes in these days */
    int32_t week;    /* working minutes in a week without exceptions */
    bool empty;      /* there was no working time: all clock time is used instead */
    Day *days;       /* one more than there are, for the total */
    WorkDay *worked; /* the days with working time among them, and one that ends the last */
    uint32_t *near;  /* n → the index in `worked` of the day on which working minute n × STRIDE + 1 falls */
    DayPatterns patterns;
    struct Beyond *beyond; /* null where the weeks outside the tables are all like the first and the last of them */
};

/* Is the working minute of that number in the tables? */
static inline bool table_holds(const WorkTime *time, int64_t position)
{
    return position >= 1 && position <= time->total;
}

/* The instant at which it ends. One step does unless days are shorter than the stride: no branch to predict. */
static inline Instant table_end(const WorkTime *time, int32_t position)
{
    const WorkDay *day = &time->worked[time->near[(uint32_t)(position - 1) / STRIDE]];
    day += day[1].before < position;
    while (day[1].before < position)
        day++;
    return day->midnight + day->end[position - day->before];
}

/* The index of a day in the tables, or of its twin some whole weeks away. */
uint32_t worktime_day_index(const WorkTime *time, Date day);

/* Do exceptions go on outside the tables? Then, and only then, there are further tables: those just before and behind,
   numbering their working minutes from 1, made when first asked for. They live as long as the calendar. */
bool worktime_goes_on_before(const WorkTime *time);
bool worktime_goes_on_after(const WorkTime *time);
const WorkTime *worktime_before(const WorkTime *time) RETURNS_NON_NULL;
const WorkTime *worktime_after(const WorkTime *time) RETURNS_NON_NULL;

/* The hours of any day. */
const DayPattern *worktime_pattern_on(const WorkTime *time, Date day) RETURNS_NON_NULL;

/* A calendar whose hours are made of those of two others, day by day. */
typedef void (*CombineHours)(const DayHours *a, const DayHours *b, DayHours *out);
WorkTime *worktime_combine(const WorkTime *a, const WorkTime *b, CombineHours hours) RETURNS_NON_NULL;

#endif
