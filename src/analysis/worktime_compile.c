/*
 * A calendar compiled for counting: a table of the working minutes before each day, the hours of each day minute by
 * minute, and the day on which every 256th working minute falls.
 *
 * The tables span the exceptions and the years around the project start, in whole weeks. Their first and last week are
 * free of exceptions, so that any day outside has a twin inside, some whole weeks away. Where exceptions recur for
 * centuries the tables end before them, and what lies further away is compiled when it is asked for.
 */
#include "steerco/records/records.h"
#include "worktime_layers.h"
#include "worktime_table.h"

enum {
    DAYS_PER_WEEK = 7,
    DAYS_BEFORE_START = 400,
    DAYS_AFTER_START = 4000,
    MOST_DAYS_BEFORE = 20 * 366,
    MOST_DAYS_AFTER = 60 * 366,
};

static const DayHours all_day = {.count = 1, .ranges = {{.from = 0, .to = MINUTES_PER_DAY}}};

/* Day patterns */

static void pattern_fill(DayPattern *pattern, const DayHours *hours)
{
    int16_t worked = 0;
    int range = 0;
    pattern->hours = *hours;
    pattern->end[0] = 0;
    for (int16_t minute = 0; minute < MINUTES_PER_DAY; minute++) {
        pattern->done[minute] = worked;
        if (range < hours->count && minute >= hours->ranges[range].from)
            pattern->end[++worked] = (int16_t)(minute + 1);
        if (range < hours->count && minute + 1 == hours->ranges[range].to)
            range++;
    }
    pattern->done[MINUTES_PER_DAY] = worked;
    pattern->worked = worked;
}

/* The index of the pattern with these hours, added when it is new. */
static uint32_t pattern_index(DayPatterns *patterns, const DayHours *hours)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (hours_equal(&patterns->items[i].hours, hours))
            return (uint32_t)i;
    array_reserve(patterns, patterns->count + 1);
    pattern_fill(&patterns->items[patterns->count++], hours);
    return (uint32_t)patterns->count - 1;
}

/* Beyond the tables */

/*
 * What the days are made of, kept where exceptions lie beyond the tables: the layers of a calendar, or two others that
 * are combined. The stretches before and behind are calendars of their own, compiled when somebody asks about them.
 */
struct Beyond {
    Date from, to; /* no exceptions outside */
    const Layers *layers;
    Layers own; /* what `layers` points to, except in a stretch */
    const WorkTime *a, *b;
    CombineHours combine;
    WorkTime *before, *after;
};

/* Whole weeks, about a century. */
enum { STRETCH = 5200 * DAYS_PER_WEEK };

static inline Date end_of(const WorkTime *time)
{
    return time->first + (Date)time->count;
}

/* The week at an end of the tables stands for all further ones unless exceptions reach into it. */
bool worktime_goes_on_before(const WorkTime *time)
{
    return time->beyond && time->beyond->from < time->first + DAYS_PER_WEEK;
}

bool worktime_goes_on_after(const WorkTime *time)
{
    return time->beyond && time->beyond->to >= end_of(time) - DAYS_PER_WEEK;
}

/* A week without exceptions is at one of the ends; where there is none at either, nobody asks for it. */
static int32_t ordinary_week(const WorkTime *time)
{
    if (worktime_goes_on_before(time))
        return time->total - time->days[time->count - DAYS_PER_WEEK].before;
    return time->days[DAYS_PER_WEEK].before;
}

static inline const DayPattern *pattern_of(const WorkTime *time, uint32_t day)
{
    return &time->patterns.items[time->days[day].pattern];
}

static void list_worked_days(WorkTime *time)
{
    uint32_t count = 0;
    time->worked = memory_new((size_t)time->count + 1, sizeof *time->worked);
    for (uint32_t day = 0; day < time->count; day++)
        if (time->patterns.items[time->days[day].pattern].worked > 0)
            time->worked[count++] = (WorkDay){.midnight = instant_make(time->first + (Date)day, 0),
                                              .before = time->days[day].before,
                                              .end = pattern_of(time, day)->end};
    time->worked[count].before = time->total;
}

/* Find the day of every STRIDEth working minute. */
static void index_worked_days(WorkTime *time)
{
    uint32_t count = (uint32_t)time->total / STRIDE + 1, day = 0;
    time->near = memory_new(count, sizeof *time->near);
    for (uint32_t i = 0; i < count; i++) {
        while (time->worked[day + 1].before <= (int32_t)(i * STRIDE) && time->worked[day + 1].before < time->total)
            day++;
        time->near[i] = day;
    }
}

/* Everything that follows from the patterns of the days. */
static void sum_days(WorkTime *time)
{
    for (uint32_t day = 0; day < time->count; day++)
        time->days[day + 1].before = time->days[day].before + time->patterns.items[time->days[day].pattern].worked;
    time->total = time->days[time->count].before;
    time->week = ordinary_week(time);
}

static void set_days(WorkTime *time, Date first, uint32_t count)
{
    time->first = first;
    time->count = count;
    time->days = memory_new((size_t)count + 1, sizeof *time->days);
}

static void fill_from_layers(WorkTime *time, const Layers *layers)
{
    const DayHours **hours = memory_new(time->count, sizeof *hours);
    IdMap known = {0}; /* where hours lie → index of their pattern + 1 */
    layers_lay(layers, time->first, time->count, hours);
    for (uint32_t day = 0; day < time->count; day++) {
        int64_t at = (int64_t)(intptr_t)hours[day], index = idmap_get(&known, at, 0);
        if (index == 0) {
            index = (int64_t)pattern_index(&time->patterns, hours[day]) + 1;
            idmap_put(&known, at, index);
        }
        time->days[day].pattern = (uint32_t)index - 1;
    }
    idmap_release(&known);
    free(hours);
}

static const DayHours *hours_on(const WorkTime *time, Date day);

static void fill_from_both(WorkTime *time, const WorkTime *a, const WorkTime *b, CombineHours combine)
{
    for (uint32_t day = 0; day < time->count; day++) {
        Date date = time->first + (Date)day;
        DayHours both;
        combine(hours_on(a, date), hours_on(b, date), &both);
        time->days[day].pattern = pattern_index(&time->patterns, &both);
    }
}

static void make_tables(WorkTime *time)
{
    sum_days(time);
    list_worked_days(time);
    index_worked_days(time);
}

/* A stretch knows the same as the tables beside it. */
static WorkTime *stretch_new(const struct Beyond *from, Date first)
{
    WorkTime *time = memory_new(1, sizeof *time);
    time->beyond = memory_new(1, sizeof *time->beyond);
    *time->beyond = (struct Beyond){.from = from->from,
                                    .to = from->to,
                                    .layers = from->layers,
                                    .a = from->a,
                                    .b = from->b,
                                    .combine = from->combine};
    set_days(time, first, STRETCH);
    if (from->layers)
        fill_from_layers(time, from->layers);
    else
        fill_from_both(time, from->a, from->b, from->combine);
    make_tables(time);
    return time;
}

const WorkTime *worktime_before(const WorkTime *time)
{
    struct Beyond *beyond = time->beyond;
    if (!beyond->before)
        beyond->before = stretch_new(beyond, time->first - STRETCH);
    return beyond->before;
}

const WorkTime *worktime_after(const WorkTime *time)
{
    struct Beyond *beyond = time->beyond;
    if (!beyond->after)
        beyond->after = stretch_new(beyond, end_of(time));
    return beyond->after;
}

static bool is_worked_anywhere(const WorkTime *time)
{
    const WorkTime *at = time;
    while (at->total == 0 && worktime_goes_on_after(at))
        at = worktime_after(at);
    if (at->total > 0)
        return true;
    for (at = time; at->total == 0 && worktime_goes_on_before(at);)
        at = worktime_before(at);
    return at->total > 0;
}

static void beyond_free(struct Beyond *beyond)
{
    if (!beyond)
        return;
    worktime_free(beyond->before);
    worktime_free(beyond->after);
    layers_release(&beyond->own);
    free(beyond);
}

static void forget_tables(WorkTime *time)
{
    free(time->worked);
    free(time->near);
    beyond_free(time->beyond);
    time->beyond = NULL;
}

static void compile(WorkTime *time)
{
    make_tables(time);
    time->empty = !is_worked_anywhere(time);
    if (!time->empty)
        return;
    forget_tables(time);
    uint32_t index = pattern_index(&time->patterns, &all_day);
    for (uint32_t day = 0; day < time->count; day++)
        time->days[day].pattern = index;
    make_tables(time);
}

/* A whole week more than the days, at both ends. */
static void span_days(WorkTime *time, Date from, Date to)
{
    Date first = from - date_weekday(from) - DAYS_PER_WEEK;
    set_days(time, first, (uint32_t)((to - first) / DAYS_PER_WEEK + 2) * DAYS_PER_WEEK);
}

/* The days that hold all exceptions; `from` after `to` when there are none. */
static void find_exceptions(const Layers *layers, Date *from, Date *to)
{
    *from = WORKTIME_TO_DAY;
    *to = WORKTIME_FROM_DAY;
    for (size_t i = 0; i < layers->items.count; i++) {
        const Layer *layer = &layers->items.items[i];
        *from = layer->from < *from ? layer->from : *from;
        *to = layer->to > *to ? layer->to : *to;
    }
}

static Date between(Date least, Date day, Date most)
{
    return day < least ? least : day > most ? most : day;
}

/* The years around the project start, and as many more for exceptions as a plan may reach. */
static void span_plan(WorkTime *time, const Plan *plan, Date first, Date last)
{
    Instant start = plan_board(plan)->start;
    Date around = start == INSTANT_NONE ? plan_status_date(plan) : instant_date(instant_latest(start, WORKTIME_FROM));
    around = worktime_clamp_day(around);
    span_days(time, between(around - MOST_DAYS_BEFORE, first, around - DAYS_BEFORE_START),
              between(around + DAYS_AFTER_START, last, around + MOST_DAYS_AFTER));
}

/* Keep what the days are made of where the tables do not say all. */
static void keep_beyond(WorkTime *time, const struct Beyond *made)
{
    if (made->from >= time->first + DAYS_PER_WEEK && made->to < end_of(time) - DAYS_PER_WEEK)
        return;
    time->beyond = memory_new(1, sizeof *time->beyond);
    *time->beyond = *made;
}

WorkTime *worktime_new(const Plan *plan, Id calendar)
{
    WorkTime *time = memory_new(1, sizeof *time);
    struct Beyond made = {0};
    layers_collect(plan, calendar, &made.own);
    find_exceptions(&made.own, &made.from, &made.to);
    span_plan(time, plan, made.from, made.to);
    keep_beyond(time, &made);
    fill_from_layers(time, &made.own);
    if (time->beyond)
        time->beyond->layers = &time->beyond->own;
    else
        layers_release(&made.own);
    compile(time);
    return time;
}

/* The index of a day in the tables, or of its twin some whole weeks away. */
uint32_t worktime_day_index(const WorkTime *time, Date day)
{
    int32_t index = day - time->first, days = (int32_t)time->count;
    if (index < 0)
        index = DAYS_PER_WEEK - 1 - (-index - 1) % DAYS_PER_WEEK;
    else if (index >= days)
        index = days - DAYS_PER_WEEK + (index - days) % DAYS_PER_WEEK;
    return (uint32_t)index;
}

/* The pattern of a day, which may lie in a stretch beyond the tables. */
const DayPattern *worktime_pattern_on(const WorkTime *time, Date day)
{
    while (day < time->first && worktime_goes_on_before(time))
        time = worktime_before(time);
    while (day >= end_of(time) && worktime_goes_on_after(time))
        time = worktime_after(time);
    return pattern_of(time, worktime_day_index(time, day));
}

static const DayHours *hours_on(const WorkTime *time, Date day)
{
    return &worktime_pattern_on(time, day)->hours;
}

static Date exceptions_from(const WorkTime *time)
{
    return time->beyond ? time->beyond->from : time->first + DAYS_PER_WEEK;
}

static Date exceptions_to(const WorkTime *time)
{
    return time->beyond ? time->beyond->to : end_of(time) - DAYS_PER_WEEK - 1;
}

WorkTime *worktime_combine(const WorkTime *a, const WorkTime *b, CombineHours hours)
{
    WorkTime *time = memory_new(1, sizeof *time);
    Date from = exceptions_from(a), to = exceptions_to(a);
    from = exceptions_from(b) < from ? exceptions_from(b) : from;
    to = exceptions_to(b) > to ? exceptions_to(b) : to;
    struct Beyond made = {.from = from, .to = to, .a = a, .b = b, .combine = hours};
    span_days(time, a->first < b->first ? a->first : b->first, (end_of(a) > end_of(b) ? end_of(a) : end_of(b)) - 1);
    keep_beyond(time, &made);
    fill_from_both(time, a, b, hours);
    compile(time);
    time->empty = time->empty || (a->empty && b->empty);
    return time;
}

/* Is what lies beyond the tables made of the same? */
static bool same_beyond(const struct Beyond *a, const struct Beyond *b)
{
    if (!a || !b)
        return a == b;
    if (a->layers && b->layers)
        return layers_equal(a->layers, b->layers);
    return a->a == b->a && a->b == b->b && a->combine == b->combine;
}

/* Outside both tables the weeks repeat that the comparison ends with, or what they are made of is the same. */
bool worktime_equal(const WorkTime *a, const WorkTime *b)
{
    Date first = a->first < b->first ? a->first : b->first;
    Date end = end_of(a) > end_of(b) ? end_of(a) : end_of(b);
    bool equal = a->empty == b->empty && same_beyond(a->beyond, b->beyond);
    for (Date day = first; equal && day < end; day++)
        equal = hours_equal(hours_on(a, day), hours_on(b, day));
    return equal;
}

void worktime_free(WorkTime *time)
{
    if (!time)
        return;
    forget_tables(time);
    free(time->days);
    array_release(&time->patterns);
    free(time);
}
