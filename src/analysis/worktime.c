/*
 * A calendar compiled for counting: a table of the working minutes before each day, the hours of each day minute by
 * minute, and the day on which every 256th working minute falls. All questions come down to two look-ups: the position
 * of an instant, and the instant at which a position is reached.
 *
 * The tables span the exceptions and the years around the project start, in whole weeks. Their first and last week are
 * free of exceptions, so that any day outside has a twin inside, some whole weeks away.
 */
#include "worktime_table.h"

#include "steerco/base/recurrence.h"
#include "steerco/base/text.h"

enum {
    DAYS_PER_WEEK = 7,
    MINUTES_PER_WEEK = DAYS_PER_WEEK * MINUTES_PER_DAY,
    DAYS_BEFORE_START = 400,
    DAYS_AFTER_START = 4000,
    BASES_FOLLOWED = 16,
};

/* A calendar and the bases it derives from, nearest first. */
typedef struct Chain {
    const Calendar *calendars[BASES_FOLLOWED];
    int count;
} Chain;

static const char *const standard_hours[DAYS_PER_WEEK] = {
    "08:00-12:00 13:00-17:00",
    "08:00-12:00 13:00-17:00",
    "08:00-12:00 13:00-17:00",
    "08:00-12:00 13:00-17:00",
    "08:00-12:00 13:00-17:00",
    "",
    "",
};

static const DayHours all_day = {.count = 1, .ranges = {{.from = 0, .to = MINUTES_PER_DAY}}};

/* Day patterns */

static bool hours_equal(const DayHours *a, const DayHours *b)
{
    bool equal = a->count == b->count;
    for (int i = 0; equal && i < a->count; i++)
        equal = a->ranges[i].from == b->ranges[i].from && a->ranges[i].to == b->ranges[i].to;
    return equal;
}

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

static uint32_t pattern_of_text(DayPatterns *patterns, const char *text)
{
    DayHours hours = {0};
    if (!hours_parse(text, &hours, NULL))
        hours.count = 0;
    return pattern_index(patterns, &hours);
}

/* Compiling */

static void chain_follow(Chain *chain, const Plan *plan, Id id)
{
    const Calendar *calendar = plan_find(plan, ENTITY_CALENDAR, id);
    if (!calendar)
        calendar = plan_find(plan, ENTITY_CALENDAR, plan_board(plan)->calendar);
    while (calendar && chain->count < BASES_FOLLOWED) {
        chain->calendars[chain->count++] = calendar;
        calendar = plan_find(plan, ENTITY_CALENDAR, calendar->base);
    }
}

static int chain_depth(const Chain *chain, Id calendar)
{
    int depth = 0;
    while (depth < chain->count && chain->calendars[depth]->record.id != calendar)
        depth++;
    return depth;
}

static const char *chain_hours(const Chain *chain, int weekday)
{
    for (int i = 0; i < chain->count; i++)
        if (!text_equal(chain->calendars[i]->hours[weekday], HOURS_INHERIT))
            return chain->calendars[i]->hours[weekday];
    return standard_hours[weekday];
}

/* An exception that counts, with what decides between two for the same day. */
typedef struct DatedHours {
    Date from, to;
    Date first; /* what its rule is counted from */
    const char *hours, *repeats;
    int depth; /* 0: of the calendar itself, 1: of its base, … */
    Id id;
} DatedHours;

typedef ARRAY(DatedHours) DatedHoursList;

/* The one that is laid over the others comes last: the calendar's own over its base's, the newer over the older. */
static int compare_dated_hours(const void *a, const void *b)
{
    const DatedHours *left = a, *right = b;
    if (left->depth != right->depth)
        return left->depth > right->depth ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

static void collect_exceptions(const Plan *plan, const Chain *chain, DatedHoursList *list)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
        const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
        int depth = chain_depth(chain, exception->calendar);
        Date from = exception->from > WORKTIME_FROM_DAY ? exception->from : WORKTIME_FROM_DAY;
        Date to = exception->to < WORKTIME_TO_DAY ? exception->to : WORKTIME_TO_DAY - 1;
        if (depth < chain->count && exception->from != DATE_NONE && from <= to)
            array_push(list, (DatedHours){from, to, exception->from, exception->hours, exception->repeats, depth,
                                          exception->record.id});
    }
    if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare_dated_hours);
}

/* Make the tables span these days and a whole week more at both ends. */
static void span_days(WorkTime *time, Date from, Date to)
{
    time->first = from - date_weekday(from) - DAYS_PER_WEEK;
    time->count = (uint32_t)((to - time->first) / DAYS_PER_WEEK + 2) * DAYS_PER_WEEK;
    time->days = memory_new((size_t)time->count + 1, sizeof *time->days);
}

static void span_exceptions(WorkTime *time, const Plan *plan, const DatedHoursList *list)
{
    Instant start = plan_board(plan)->start;
    Date around = start == INSTANT_NONE ? plan_status_date(plan) : instant_date(instant_latest(start, WORKTIME_FROM));
    around = worktime_clamp_day(around);
    Date from = around - DAYS_BEFORE_START, to = around + DAYS_AFTER_START;
    for (size_t i = 0; i < list->count; i++) {
        from = list->items[i].from < from ? list->items[i].from : from;
        to = list->items[i].to > to ? list->items[i].to : to;
    }
    span_days(time, from, to);
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
    time->week = time->days[DAYS_PER_WEEK].before;
}

static void compile(WorkTime *time)
{
    sum_days(time);
    time->empty = time->total == 0;
    if (time->empty) {
        uint32_t index = pattern_index(&time->patterns, &all_day);
        for (uint32_t day = 0; day < time->count; day++)
            time->days[day].pattern = index;
        sum_days(time);
    }
    list_worked_days(time);
    index_worked_days(time);
}

/* Lay an exception over the days it holds for: those of its rule, all of its period when it has none that is sound. */
static void lay_over(WorkTime *time, const DatedHours *dated)
{
    Recurrence rule;
    Error ignored = {0};
    uint32_t index = pattern_of_text(&time->patterns, dated->hours);
    bool repeats = *dated->repeats && recurrence_parse(dated->repeats, &rule, &ignored);
    Date day = repeats ? recurrence_next(&rule, dated->first, dated->from - 1) : dated->from;
    while (day != DATE_NONE && day <= dated->to) {
        time->days[day - time->first].pattern = index;
        day = repeats ? recurrence_next(&rule, dated->first, day) : day + 1;
    }
}

WorkTime *worktime_new(const Plan *plan, Id calendar)
{
    WorkTime *time = memory_new(1, sizeof *time);
    Chain chain = {0};
    DatedHoursList exceptions = {0};

    chain_follow(&chain, plan, calendar);
    collect_exceptions(plan, &chain, &exceptions);
    span_exceptions(time, plan, &exceptions);

    uint32_t week[DAYS_PER_WEEK];
    for (int weekday = 0; weekday < DAYS_PER_WEEK; weekday++)
        week[weekday] = pattern_of_text(&time->patterns, chain_hours(&chain, weekday));
    for (uint32_t day = 0; day < time->count; day++)
        time->days[day].pattern = week[day % DAYS_PER_WEEK];
    for (size_t i = 0; i < exceptions.count; i++)
        lay_over(time, &exceptions.items[i]);
    compile(time);
    array_release(&exceptions);
    return time;
}

/* The index of a day in the tables, or of its twin some whole weeks away. */
static uint32_t day_index(const WorkTime *time, Date day)
{
    int32_t index = day - time->first, days = (int32_t)time->count;
    if (index < 0)
        index = DAYS_PER_WEEK - 1 - (-index - 1) % DAYS_PER_WEEK;
    else if (index >= days)
        index = days - DAYS_PER_WEEK + (index - days) % DAYS_PER_WEEK;
    return (uint32_t)index;
}

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

static const DayHours *hours_on(const WorkTime *time, Date day)
{
    return &pattern_of(time, day_index(time, day))->hours;
}

static WorkTime *combine(const WorkTime *a, const WorkTime *b,
                         void (*hours)(const DayHours *, const DayHours *, DayHours *))
{
    WorkTime *time = memory_new(1, sizeof *time);
    Date a_last = a->first + (Date)a->count - 1, b_last = b->first + (Date)b->count - 1;
    span_days(time, a->first < b->first ? a->first : b->first, a_last > b_last ? a_last : b_last);
    for (uint32_t day = 0; day < time->count; day++) {
        Date date = time->first + (Date)day;
        DayHours both;
        hours(hours_on(a, date), hours_on(b, date), &both);
        time->days[day].pattern = pattern_index(&time->patterns, &both);
    }
    compile(time);
    time->empty = time->empty || (a->empty && b->empty);
    return time;
}

WorkTime *worktime_intersect(const WorkTime *a, const WorkTime *b)
{
    return combine(a, b, hours_intersect);
}

/* A calendar that had no working time adds none. */
WorkTime *worktime_unite(const WorkTime *a, const WorkTime *b)
{
    return combine(a->empty ? b : a, b->empty ? a : b, hours_unite);
}

/* Outside both tables the weeks repeat that the comparison ends with. */
bool worktime_equal(const WorkTime *a, const WorkTime *b)
{
    Date first = a->first < b->first ? a->first : b->first;
    Date a_end = a->first + (Date)a->count, b_end = b->first + (Date)b->count, end = a_end > b_end ? a_end : b_end;
    bool equal = a->empty == b->empty;
    for (Date day = first; equal && day < end; day++)
        equal = hours_equal(hours_on(a, day), hours_on(b, day));
    return equal;
}

void worktime_free(WorkTime *time)
{
    if (!time)
        return;
    free(time->days);
    free(time->worked);
    free(time->near);
    array_release(&time->patterns);
    free(time);
}

bool worktime_is_empty(const WorkTime *time)
{
    return time->empty;
}

/* Counting */

static int64_t position_outside(const WorkTime *time, Instant at)
{
    Date date = instant_date(at);
    int32_t weeks = ((int32_t)day_index(time, date) - (date - time->first)) / DAYS_PER_WEEK;
    return worktime_position(time, at + weeks * MINUTES_PER_WEEK) - (int64_t)weeks * time->week;
}

int64_t worktime_position(const WorkTime *time, Instant at)
{
    Date date = instant_date(at);
    uint32_t day = (uint32_t)(date - time->first);
    if (day >= time->count)
        return position_outside(time, at);
    return time->days[day].before + pattern_of(time, day)->done[at - date * MINUTES_PER_DAY];
}

static Instant end_outside(const WorkTime *time, int64_t position)
{
    if (time->week == 0)
        return position < 1 ? WORKTIME_FROM : WORKTIME_TO;
    int64_t most = (int64_t)WORKTIME_TO - WORKTIME_FROM;
    int32_t away = (int32_t)(position < -most ? -most : position > most ? most : position);
    int32_t weeks = away < 1 ? -(-away / time->week + 1) : (away - time->total - 1) / time->week + 1;
    int64_t at = worktime_end(time, away - weeks * time->week) + (int64_t)weeks * MINUTES_PER_WEEK;
    return at < WORKTIME_FROM ? WORKTIME_FROM : at > WORKTIME_TO ? WORKTIME_TO : (Instant)at;
}

Instant worktime_end(const WorkTime *time, int64_t position)
{
    return table_holds(time, position) ? table_end(time, (int32_t)position) : end_outside(time, position);
}

Instant worktime_begin(const WorkTime *time, int64_t position)
{
    Instant at = worktime_end(time, position + 1);
    return at > WORKTIME_FROM ? at - 1 : at;
}

Instant worktime_add(const WorkTime *time, Instant from, int64_t minutes)
{
    if (minutes < 0)
        return worktime_sub(time, from, -minutes);
    return minutes == 0 ? from : worktime_end(time, worktime_position(time, from) + minutes);
}

Instant worktime_sub(const WorkTime *time, Instant from, int64_t minutes)
{
    if (minutes < 0)
        return worktime_add(time, from, -minutes);
    return minutes == 0 ? from : worktime_begin(time, worktime_position(time, from) - minutes);
}

Instant worktime_next(const WorkTime *time, Instant from)
{
    return worktime_begin(time, worktime_position(time, from));
}

Instant worktime_prev(const WorkTime *time, Instant from)
{
    return worktime_end(time, worktime_position(time, from));
}

int64_t worktime_between(const WorkTime *time, Instant from, Instant to)
{
    return worktime_position(time, to) - worktime_position(time, from);
}

bool worktime_is_working_day(const WorkTime *time, Date day)
{
    return pattern_of(time, day_index(time, day))->worked > 0;
}

/* What a day typed without a time of day means where nobody works on it. */
enum { USUAL_BEGIN = 8 * 60, USUAL_END = 17 * 60 };

Instant worktime_day_begin(const WorkTime *time, Date day)
{
    Instant begin = worktime_next(time, instant_make(day, 0));
    return instant_date(begin) == day ? begin : instant_make(day, USUAL_BEGIN);
}

Instant worktime_day_end(const WorkTime *time, Date day)
{
    Instant end = worktime_prev(time, instant_make(day + 1, 0));
    return end > instant_make(day, 0) ? end : instant_make(day, USUAL_END);
}
