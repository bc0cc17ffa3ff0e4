/*
 * Of two exceptions for one day the calendar's own holds before its base's, and the newer before the older. So they are
 * laid from the uppermost down, each on the days that are free still.
 */
#include "worktime_layers.h"

#include "steerco/analysis/worktime.h"
#include "steerco/base/map.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { DAYS_PER_WEEK = 7, BASES_FOLLOWED = 16 };

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

/* Words that are no hours are none. */
static DayHours hours_of(const char *text)
{
    DayHours hours = {0};
    if (!hours_parse(text, &hours, NULL))
        hours.count = 0;
    return hours;
}

static int uppermost_first(const void *a, const void *b)
{
    const Layer *left = a, *right = b;
    if (left->depth != right->depth)
        return left->depth < right->depth ? -1 : 1;
    return (left->id < right->id) - (left->id > right->id);
}

/* A rule that is not sound counts as none: the exception holds for all of its days. */
static void add_layer(Layers *out, const Exception *exception, int depth)
{
    Layer layer = {.from = exception->from > WORKTIME_FROM_DAY ? exception->from : WORKTIME_FROM_DAY,
                   .to = exception->to < WORKTIME_TO_DAY ? exception->to : WORKTIME_TO_DAY - 1,
                   .first = exception->from,
                   .depth = depth,
                   .id = exception->record.id};
    Error ignored = {0};
    if (exception->from == DATE_NONE || layer.from > layer.to)
        return;
    layer.recurs = *exception->repeats && recurrence_parse(exception->repeats, &layer.rule, &ignored);
    layer.hours = hours_of(exception->hours);
    array_push(&out->items, layer);
}

void layers_collect(const Plan *plan, Id calendar, Layers *out)
{
    Chain chain = {0};
    chain_follow(&chain, plan, calendar);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
        const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
        int depth = chain_depth(&chain, exception->calendar);
        if (depth < chain.count)
            add_layer(out, exception, depth);
    }
    if (out->items.count > 0)
        qsort(out->items.items, out->items.count, sizeof *out->items.items, uppermost_first);
    for (int weekday = 0; weekday < DAYS_PER_WEEK; weekday++)
        out->week[weekday] = hours_of(chain_hours(&chain, weekday));
}

void layers_release(Layers *layers)
{
    array_release(&layers->items);
}

bool hours_equal(const DayHours *a, const DayHours *b)
{
    bool equal = a->count == b->count;
    for (int i = 0; equal && i < a->count; i++)
        equal = a->ranges[i].from == b->ranges[i].from && a->ranges[i].to == b->ranges[i].to;
    return equal;
}

static bool layer_equal(const Layer *a, const Layer *b)
{
    const Recurrence *x = &a->rule, *y = &b->rule;
    return a->from == b->from && a->to == b->to && a->first == b->first && a->recurs == b->recurs &&
           x->unit == y->unit && x->every == y->every && x->weekdays == y->weekdays && x->position == y->position &&
           x->day == y->day && x->month == y->month && hours_equal(&a->hours, &b->hours);
}

bool layers_equal(const Layers *a, const Layers *b)
{
    bool equal = a->items.count == b->items.count;
    for (int weekday = 0; weekday < DAYS_PER_WEEK; weekday++)
        equal = equal && hours_equal(&a->week[weekday], &b->week[weekday]);
    for (size_t i = 0; equal && i < a->items.count; i++)
        equal = layer_equal(&a->items.items[i], &b->items.items[i]);
    return equal;
}

/* Laying */

typedef struct Period {
    Date from, to;
} Period;

typedef struct Laying {
    Date first, last;
    const DayHours **days;
    uint32_t free_days;
    IdMap known;           /* days_key() → index + 1 of the period in which such days are laid already */
    ARRAY(Period) periods; /* for each such key one */
} Laying;

static int64_t modulo(int64_t number, int64_t divisor)
{
    return (number % divisor + divisor) % divisor;
}

/* Where in its cycle a rule begins. */
static int64_t phase(const Layer *layer)
{
    Civil civil = date_civil(layer->first);
    switch (layer->rule.unit) {
    case RECUR_DAYS:
        return modulo(layer->first, layer->rule.every);
    case RECUR_WEEKS:
        return modulo(layer->first - date_weekday(layer->first), (int64_t)layer->rule.every * DAYS_PER_WEEK);
    case RECUR_MONTHS:
        return modulo((int64_t)civil.year * 12 + civil.month, layer->rule.every);
    case RECUR_YEARS:
        return modulo(civil.year, layer->rule.every);
    }
    return 0;
}

/* Equal for two layers that come on the same days, but for when they begin and end. */
static int64_t days_key(const Layer *layer)
{
    const Recurrence *rule = &layer->rule;
    if (!layer->recurs)
        return 1;
    int64_t key = rule->unit;
    key = key << 10 | rule->every;
    key = key << 13 | phase(layer);
    key = key << 7 | rule->weekdays;
    key = key << 3 | (rule->position + 1);
    key = key << 5 | rule->day;
    key = key << 4 | rule->month;
    return key + 2;
}

static void lay_period(Laying *laying, const Layer *layer, Date from, Date to)
{
    if (from > to)
        return;
    Date day = layer->recurs ? recurrence_next(&layer->rule, layer->first, from - 1) : from;
    while (day != DATE_NONE && day <= to && laying->free_days > 0) {
        const DayHours **hours = &laying->days[day - laying->first];
        laying->free_days -= *hours == NULL;
        *hours = *hours ? *hours : &layer->hours;
        day = layer->recurs ? recurrence_next(&layer->rule, layer->first, day) : day + 1;
    }
}

/* Only before and behind the days on which the like of it lies already. */
static void lay(Laying *laying, const Layer *layer)
{
    Date from = layer->from > laying->first ? layer->from : laying->first;
    Date to = layer->to < laying->last ? layer->to : laying->last;
    if (from > to)
        return;
    int64_t key = days_key(layer), index = idmap_get(&laying->known, key, 0);
    if (index == 0) {
        lay_period(laying, layer, from, to);
        array_push(&laying->periods, (Period){from, to});
        idmap_put(&laying->known, key, (int64_t)laying->periods.count);
        return;
    }
    Period *laid = &laying->periods.items[index - 1];
    if (from > laid->to + 1 || to < laid->from - 1) {
        lay_period(laying, layer, from, to);
        *laid = to - from > laid->to - laid->from ? (Period){from, to} : *laid;
        return;
    }
    lay_period(laying, layer, from, laid->from - 1);
    lay_period(laying, layer, laid->to + 1, to);
    laid->from = from < laid->from ? from : laid->from;
    laid->to = to > laid->to ? to : laid->to;
}

void layers_lay(const Layers *layers, Date first, uint32_t count, const DayHours **out)
{
    Laying laying = {.first = first, .last = first + (Date)count - 1, .days = out, .free_days = count};
    memset(out, 0, count * sizeof *out);
    for (size_t i = 0; i < layers->items.count && laying.free_days > 0; i++)
        lay(&laying, &layers->items.items[i]);
    for (uint32_t day = 0; day < count; day++)
        out[day] = out[day] ? out[day] : &layers->week[day % DAYS_PER_WEEK];
    idmap_release(&laying.known);
    array_release(&laying.periods);
}
