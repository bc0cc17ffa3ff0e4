/*
 * Project's exceptions recur by rules; a plan's have dates. So a rule is tried on each day of the plan's span.
 */
#include "mspdi_dated.h"

enum { DAYS_PER_WEEK = 7, SUNDAY = 6 };

static size_t first_ending_after(const DatedList *list, Date day)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].to < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void dated_add(DatedList *list, DatedHours range)
{
    for (size_t at = first_ending_after(list, range.from); range.from <= range.to; at++) {
        DatedHours piece = range;
        if (at < list->count && list->items[at].from <= range.to)
            piece.to = list->items[at].from - 1;
        if (piece.from <= piece.to) {
            array_insert(list, at, piece);
            at++;
        }
        if (at >= list->count || list->items[at].from > range.to)
            return;
        range.from = list->items[at].to + 1;
    }
}

/* MonthItem: a day, a weekday, a day of the weekend, Sunday … Saturday. */
static bool is_item(Date day, int64_t item)
{
    int weekday = date_weekday(day);
    if (item <= 2)
        return item == 0 || (weekday >= 5) == (item == 2);
    return (weekday + 1) % DAYS_PER_WEEK == item - 3;
}

/* Is it the first, second, third, fourth (0–3) or last (4) such day of its month? */
static bool is_at_position(Date day, int64_t item, int64_t position)
{
    enum { LAST = 4 };
    if (!is_item(day, item))
        return false;
    int step = position == LAST ? 1 : -1, month = date_civil(day).month;
    int64_t further = 0;
    for (Date other = day + step; date_civil(other).month == month; other += step)
        further += is_item(other, item);
    return further == (position == LAST ? 0 : position);
}

static int64_t known(int64_t number, int64_t standard)
{
    return number == NUMBER_NONE ? standard : number;
}

static bool recurs_on(const MspdiDay *exception, Date first, Date day)
{
    Civil civil = date_civil(day), begin = date_civil(first);
    int64_t period = known(exception->period, 1);
    period = period > 0 ? period : 1;
    bool in_month = civil.month == known(exception->month, 0) + 1;
    bool on_date = civil.day == known(exception->month_day, 1);
    bool nth_month = ((civil.year - begin.year) * 12 + civil.month - begin.month) % period == 0;
    int64_t item = known(exception->month_item, 0), position = known(exception->month_position, 0);
    Date week_of_first = first - (date_weekday(first) + 1) % DAYS_PER_WEEK; /* its Sunday */
    switch (exception->type) {
    case RECURS_YEARLY_BY_DATE:
        return in_month && on_date;
    case RECURS_YEARLY_BY_POSITION:
        return in_month && is_at_position(day, item, position);
    case RECURS_MONTHLY_BY_DATE:
        return nth_month && on_date;
    case RECURS_MONTHLY_BY_POSITION:
        return nth_month && is_at_position(day, item, position);
    case RECURS_WEEKLY:
        return (day - week_of_first) / DAYS_PER_WEEK % period == 0 &&
               (known(exception->days_of_week, 0) >> (date_weekday(day) + 1) % DAYS_PER_WEEK & 1);
    default:
        return (day - first) % period == 0;
    }
}

/* Days in a row become one range. */
static void add_day(DatedList *list, DatedHours *open, Date day, DatedSpan *span)
{
    if (open->to + 1 == day) {
        open->to = day;
        return;
    }
    if (open->from <= open->to)
        dated_add(list, *open);
    open->from = open->to = day;
    span->exceptions--;
}

bool dated_recur(DatedList *list, const MspdiDay *exception, const char *hours, DatedSpan *span)
{
    if (exception->type < RECURS_YEARLY_BY_DATE || exception->type > RECURS_BY_DAY_COUNT)
        return false;
    Date first = instant_date((Instant)exception->from);
    Date last = exception->to == NUMBER_NONE ? span->to : instant_date((Instant)exception->to);
    int64_t left = exception->entered_by_occurrences == 1 ? known(exception->occurrences, 1) : INT64_MAX;
    DatedHours open = {.from = first, .to = first - 2, .hours = hours, .name = exception->name};
    for (Date day = first; day <= last && day <= span->to && left > 0; day++) {
        if (span->days == 0 || span->exceptions == 0) {
            span->cut = true;
            break;
        }
        span->days--;
        if (!recurs_on(exception, first, day))
            continue;
        left--;
        if (day >= span->from)
            add_day(list, &open, day, span);
    }
    if (open.from <= open.to)
        dated_add(list, open);
    return true;
}
