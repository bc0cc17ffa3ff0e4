/*
 * Rules by which the exceptions of a calendar recur: Project's codes as a plan's words and back.
 */
#include "mspdi_dated.h"

enum {
    DAYS_PER_WEEK = 7,
    SUNDAY = 6,
    LAST_POSITION = 4,
    FIRST_WEEKDAY_ITEM = 3, /* of MonthItem: Sunday */
    MOST_EVERY = 999,
    MOST_OCCURRENCES = 999,
    LAST_MINUTE = MINUTES_PER_DAY - 1,
};

/* The first values of MonthItem. */
static const unsigned groups[FIRST_WEEKDAY_ITEM] = {WEEKDAYS_ALL, WEEKDAYS_WORK, WEEKDAYS_WEEKEND};

static int64_t known(int64_t number, int64_t standard)
{
    return number == NUMBER_NONE ? standard : number;
}

/* Sets of weekdays begin with Sunday there and with Monday here. */
static unsigned weekdays_read(int64_t days_of_week)
{
    return (unsigned)(days_of_week >> 1) | (unsigned)(days_of_week & 1) << SUNDAY;
}

static int64_t weekdays_written(unsigned weekdays)
{
    return (int64_t)(weekdays << 1 & WEEKDAYS_ALL) | (int64_t)(weekdays >> SUNDAY);
}

/* MonthItem: a day, a weekday, a day of the weekend, Sunday … Saturday. */
static unsigned item_read(int64_t item)
{
    if (item < FIRST_WEEKDAY_ITEM)
        return groups[item];
    return 1u << (item - FIRST_WEEKDAY_ITEM + SUNDAY) % DAYS_PER_WEEK;
}

static int64_t item_written(unsigned weekdays)
{
    int64_t item = 0;
    while (item_read(item) != weekdays && item < FIRST_WEEKDAY_ITEM + SUNDAY)
        item++;
    return item;
}

static void read_position(const MspdiDay *exception, Recurrence *rule)
{
    int64_t position = known(exception->month_position, 0);
    rule->position = position == LAST_POSITION ? -1 : (int)position + 1;
    rule->weekdays = item_read(known(exception->month_item, 0));
}

static void read_day_of_month(const MspdiDay *exception, Recurrence *rule)
{
    int64_t day = known(exception->month_day, 1);
    rule->day = day < 1 ? 1 : (int)day;
}

/* Project's years do not skip any. */
static bool read_rule(const MspdiDay *exception, Recurrence *rule)
{
    int64_t every = known(exception->period, 1);
    bool yearly = exception->type == RECURS_YEARLY_BY_DATE || exception->type == RECURS_YEARLY_BY_POSITION;
    *rule = (Recurrence){.every = yearly || every < 1 ? 1 : (int)every};
    if (yearly) {
        rule->unit = RECUR_YEARS;
        rule->month = (int)known(exception->month, 0) + 1;
    }
    switch (exception->type) {
    case RECURS_MONTHLY_BY_DATE:
        rule->unit = RECUR_MONTHS;
        /* fall through */
    case RECURS_YEARLY_BY_DATE:
        read_day_of_month(exception, rule);
        break;
    case RECURS_MONTHLY_BY_POSITION:
        rule->unit = RECUR_MONTHS;
        /* fall through */
    case RECURS_YEARLY_BY_POSITION:
        read_position(exception, rule);
        break;
    case RECURS_WEEKLY:
        rule->unit = RECUR_WEEKS;
        rule->weekdays = weekdays_read(known(exception->days_of_week, 0));
        break;
    default:
        rule->unit = RECUR_DAYS;
    }
    bool sound = exception->type > RECURS_DAILY && exception->type <= RECURS_BY_DAY_COUNT;
    return sound && rule->every <= MOST_EVERY && (rule->unit != RECUR_WEEKS || rule->weekdays != 0);
}

/* The day after `day` on which Project sees the rule hold: its weeks begin a day before ours. */
static Date next_there(const Recurrence *rule, Date first, Date day)
{
    if (rule->unit != RECUR_WEEKS)
        return recurrence_next(rule, first, day);
    Recurrence shifted = *rule;
    shifted.weekdays = (unsigned)weekdays_written(rule->weekdays);
    Date next = recurrence_next(&shifted, first + 1, day + 1);
    return next == DATE_NONE ? DATE_NONE : next - 1;
}

/* Where it was entered as a number of days, the last of these ends it. */
static Date last_day(const MspdiDay *exception, const RuledHours *ruled)
{
    const Date end_of_time = date_make(2049, 12, 31); /* Project's */
    Date to = exception->to == NUMBER_NONE ? end_of_time : instant_date((Instant)exception->to);
    if (exception->entered_by_occurrences != 1)
        return to;
    Date day = ruled->from - 1;
    for (int64_t left = known(exception->occurrences, 1); left > 0 && day != DATE_NONE && day < to; left--)
        day = next_there(&ruled->rule, ruled->from, day);
    return day == DATE_NONE || day > to ? to : day;
}

/* Do the parts of a rule begin on days of their own? Only where weeks are skipped does it matter when they begin. */
static bool has_parts(const Recurrence *rule)
{
    return rule->unit == RECUR_WEEKS && rule->every > 1;
}

/* From Monday on, and Sundays. */
static const unsigned parts[] = {WEEKDAYS_ALL & ~(1u << SUNDAY), 1u << SUNDAY};

bool ruled_read(RuledList *list, const MspdiDay *exception, const char *hours)
{
    RuledHours ruled = {.from = instant_date((Instant)exception->from), .hours = hours, .name = exception->name};
    if (!read_rule(exception, &ruled.rule))
        return false;
    ruled.to = last_day(exception, &ruled);
    if (!has_parts(&ruled.rule) && ruled.from <= ruled.to)
        array_push(list, ruled);
    for (int i = 0; has_parts(&ruled.rule) && i < 2; i++) {
        RuledHours part = ruled;
        part.rule.weekdays &= parts[i];
        part.from = part.rule.weekdays ? next_there(&part.rule, ruled.from, ruled.from - 1) : DATE_NONE;
        if (part.from != DATE_NONE && part.from <= part.to)
            array_push(list, part);
    }
    return true;
}

/* Writing */

/* No more than Project can count. */
static int64_t count_days(const RuledHours *ruled)
{
    int64_t count = 0;
    Date day = recurrence_next(&ruled->rule, ruled->from, ruled->from - 1);
    for (; day != DATE_NONE && day <= ruled->to && count < MOST_OCCURRENCES;
         day = recurrence_next(&ruled->rule, ruled->from, day))
        count++;
    return count;
}

static void write_position(const Recurrence *rule, MspdiDay *out)
{
    out->month_position = rule->position < 0 ? LAST_POSITION : rule->position - 1;
    out->month_item = item_written(rule->weekdays);
}

static void write_rule(const Recurrence *rule, MspdiDay *out)
{
    out->period = rule->every;
    switch (rule->unit) {
    case RECUR_DAYS:
        out->type = RECURS_BY_DAY_COUNT;
        return;
    case RECUR_WEEKS:
        out->type = RECURS_WEEKLY;
        out->days_of_week = weekdays_written(rule->weekdays);
        return;
    case RECUR_MONTHS:
        out->type = rule->position ? RECURS_MONTHLY_BY_POSITION : RECURS_MONTHLY_BY_DATE;
        break;
    case RECUR_YEARS:
        out->type = rule->position ? RECURS_YEARLY_BY_POSITION : RECURS_YEARLY_BY_DATE;
        out->month = rule->month - 1;
    }
    if (rule->position)
        write_position(rule, out);
    else
        out->month_day = rule->day;
}

MspdiDay *exception_write(MspdiCalendar *out, Date from, Date to, const char *hours, const char *name)
{
    MspdiDay *day = xml_list_add(&out->exceptions, &mspdi_exception);
    day->entered_by_occurrences = 0;
    day->has_period = 1;
    day->from = instant_make(from, 0);
    day->to = instant_make(to, LAST_MINUTE);
    day->occurrences = to - from + 1;
    day->name = name;
    day->type = RECURS_DAILY;
    hours_write(hours, day);
    return day;
}

static void write_ruled(const RuledHours *ruled, MspdiCalendar *out)
{
    Date first = recurrence_next(&ruled->rule, ruled->from, ruled->from - 1);
    if (first == DATE_NONE || first > ruled->to)
        return;
    MspdiDay *day =
        exception_write(out, has_parts(&ruled->rule) ? first : ruled->from, ruled->to, ruled->hours, ruled->name);
    day->occurrences = count_days(ruled);
    write_rule(&ruled->rule, day);
}

/* Project's years do not skip any: such days go out one by one. */
static void write_days(const RuledHours *ruled, MspdiCalendar *out)
{
    for (Date day = recurrence_next(&ruled->rule, ruled->from, ruled->from - 1); day != DATE_NONE && day <= ruled->to;
         day = recurrence_next(&ruled->rule, ruled->from, day))
        exception_write(out, day, day, ruled->hours, ruled->name);
}

void ruled_write(const RuledHours *ruled, MspdiCalendar *out)
{
    if (ruled->rule.unit == RECUR_YEARS && ruled->rule.every > 1) {
        write_days(ruled, out);
        return;
    }
    if (!has_parts(&ruled->rule)) {
        write_ruled(ruled, out);
        return;
    }
    for (int i = 0; i < 2; i++) {
        RuledHours part = *ruled;
        part.rule.weekdays &= parts[i];
        if (part.rule.weekdays != 0)
            write_ruled(&part, out);
    }
}
