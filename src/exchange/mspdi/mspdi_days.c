/*
 * What a calendar of a file says of its days: the hours of weekdays, of dated days, and of days that recur.
 */
#include "mspdi_days.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"

enum { DAYS_PER_WEEK = 7 };

typedef struct CalendarReader {
    MspdiImport *import;
    CalendarLimits *limits;
    const MspdiCalendar *file;
    CalendarDays *days;
} CalendarReader;

/* Hours */

static void sort_times(DayHours *hours)
{
    for (int i = 1; i < hours->count; i++)
        for (int k = i; k > 0 && hours->ranges[k - 1].from > hours->ranges[k].from; k--) {
            DayHours swap = {.ranges = {hours->ranges[k]}};
            hours->ranges[k] = hours->ranges[k - 1];
            hours->ranges[k - 1] = swap.ranges[0];
        }
}

/* Ranges that touch or overlap become one. */
static void join_times(DayHours *hours)
{
    int count = 0;
    for (int i = 0; i < hours->count; i++) {
        if (count > 0 && hours->ranges[i].from <= hours->ranges[count - 1].to) {
            if (hours->ranges[i].to > hours->ranges[count - 1].to)
                hours->ranges[count - 1].to = hours->ranges[i].to;
        } else {
            hours->ranges[count++] = hours->ranges[i];
        }
    }
    hours->count = count;
}

static void read_times(MspdiImport *import, const XmlList *times, DayHours *hours)
{
    const int room = (int)(sizeof hours->ranges / sizeof hours->ranges[0]);
    for (size_t i = 0; i < times->count; i++) {
        const MspdiTime *time = XML_ITEM(const MspdiTime, times, i);
        int64_t from = time->from, to = time->to == 0 ? MINUTES_PER_DAY : time->to;
        if (from == NUMBER_NONE || to <= from || hours->count == room) {
            import->tallies[TALLY_WRONG_HOURS]++;
            continue;
        }
        hours->ranges[hours->count].from = (int16_t)from;
        hours->ranges[hours->count++].to = (int16_t)to;
    }
    sort_times(hours);
    join_times(hours);
}

static const char *hours_of(MspdiImport *import, const MspdiDay *day)
{
    DayHours hours = {0};
    Buffer text = {0};
    if (day->day_working != 0)
        read_times(import, &day->times, &hours);
    hours_format(&hours, &text);
    const char *kept = arena_text(&import->set->arena, buffer_text(&text));
    buffer_release(&text);
    return kept;
}

/* DayType 1 is Sunday. */
static int weekday_of(const MspdiDay *day)
{
    return (int)(day->day_type + 5) % DAYS_PER_WEEK;
}

static void read_weekdays(CalendarReader *reader)
{
    const XmlList *weekdays = &reader->file->weekdays;
    for (size_t i = 0; i < weekdays->count; i++) {
        const MspdiDay *day = XML_ITEM(const MspdiDay, weekdays, i);
        if (day->day_type > 0)
            reader->days->hours[weekday_of(day)] = hours_of(reader->import, day);
    }
}

/* Dated days */

static void add_period(CalendarReader *reader, const MspdiDay *day)
{
    Date from = instant_date((Instant)day->from);
    Date to = day->to == NUMBER_NONE ? from : instant_date((Instant)day->to);
    if (to < from) {
        reader->import->tallies[TALLY_WRONG_HOURS]++;
        return;
    }
    const char *name = day->name ? day->name : ""; /* a weekday of the old style has none */
    dated_add(&reader->days->dated, (DatedHours){from, to, hours_of(reader->import, day), name});
}

/* Absent counts as below. */
static bool is_once(const MspdiDay *day)
{
    return day->type <= RECURS_DAILY;
}

static bool is_of_same_days(const RuledHours *a, const RuledHours *b)
{
    const Recurrence *x = &a->rule, *y = &b->rule;
    return a->from == b->from && x->unit == y->unit && x->every == y->every && x->weekdays == y->weekdays &&
           x->position == y->position && x->day == y->day && x->month == y->month;
}

/* Of two that recur on the same days the first holds. */
static void drop_doubles(CalendarReader *reader, RuledList *ruled, size_t from)
{
    for (size_t i = from; i < ruled->count; i++)
        for (size_t k = 0; k < i; k++)
            if (is_of_same_days(&ruled->items[k], &ruled->items[i])) {
                reader->import->tallies[TALLY_DOUBLE_EXCEPTION]++;
                array_remove(ruled, i);
                i--;
                break;
            }
}

static void add_rule(CalendarReader *reader, const MspdiDay *day)
{
    size_t before = reader->days->ruled.count;
    if (ruled_read(&reader->days->ruled, day, hours_of(reader->import, day)))
        drop_doubles(reader, &reader->days->ruled, before);
    else
        reader->import->tallies[TALLY_UNKNOWN_RECURRENCE]++;
}

static void read_exception(CalendarReader *reader, const MspdiDay *day)
{
    size_t *left = is_once(day) ? &reader->limits->exceptions_left : &reader->limits->rules_left;
    if (day->from == NUMBER_NONE) {
        reader->import->tallies[TALLY_WRONG_HOURS]++;
    } else if (*left == 0) {
        reader->import->tallies[TALLY_CUT_EXCEPTIONS]++;
    } else {
        --*left;
        if (is_once(day))
            add_period(reader, day);
        else
            add_rule(reader, day);
    }
}

static void read_exceptions(CalendarReader *reader)
{
    const MspdiCalendar *file = reader->file;
    const XmlList *list = file->has_exceptions ? &file->exceptions : &file->weekdays;
    for (size_t i = 0; i < list->count; i++) {
        const MspdiDay *day = XML_ITEM(const MspdiDay, list, i);
        if (file->has_exceptions || day->day_type == 0)
            read_exception(reader, day);
    }
}

/*
 * Other weekdays for some weeks: as if they were exceptions that recur, one for all days of the same hours. They come
 * last, for real exceptions hold before them.
 */
static void read_work_week(CalendarReader *reader, const MspdiWorkWeek *week)
{
    RuledHours ruled = {.from = instant_date((Instant)week->from),
                        .to = instant_date((Instant)week->to),
                        .rule = {.unit = RECUR_WEEKS, .every = 1},
                        .name = week->name};
    const char *hours[DAYS_PER_WEEK] = {0};
    for (size_t i = 0; i < week->weekdays.count; i++) {
        const MspdiDay *day = XML_ITEM(const MspdiDay, &week->weekdays, i);
        if (day->day_type > 0)
            hours[weekday_of(day)] = hours_of(reader->import, day);
    }
    for (int first = 0; first < DAYS_PER_WEEK && ruled.from <= ruled.to; first++) {
        ruled.hours = hours[first];
        ruled.rule.weekdays = 0;
        for (int day = first; ruled.hours && day < DAYS_PER_WEEK; day++)
            if (hours[day] && text_equal(hours[day], ruled.hours)) {
                ruled.rule.weekdays |= 1u << day;
                hours[day] = day == first ? hours[day] : NULL;
            }
        if (ruled.rule.weekdays == 0)
            continue;
        if (reader->limits->rules_left > 0) {
            reader->limits->rules_left--;
            array_push(&reader->days->ruled, ruled);
        } else {
            reader->import->tallies[TALLY_CUT_EXCEPTIONS]++;
        }
    }
}

static void read_work_weeks(CalendarReader *reader)
{
    const XmlList *weeks = &reader->file->work_weeks;
    size_t before = reader->days->ruled.count;
    for (size_t i = 0; i < weeks->count; i++) {
        const MspdiWorkWeek *week = XML_ITEM(const MspdiWorkWeek, weeks, i);
        if (week->from == NUMBER_NONE || week->to == NUMBER_NONE)
            continue; /* the default week, which the weekdays say already */
        reader->import->tallies[TALLY_WORK_WEEK]++;
        read_work_week(reader, week);
    }
    drop_doubles(reader, &reader->days->ruled, before);
}

void calendar_days_read(MspdiImport *import, CalendarLimits *limits, const MspdiCalendar *file, CalendarDays *out)
{
    CalendarReader reader = {import, limits, file, out};
    read_weekdays(&reader);
    read_exceptions(&reader);
    read_work_weeks(&reader);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && text_equal(a, b));
}

bool calendar_days_equal(const CalendarDays *a, const CalendarDays *b)
{
    bool same = a->dated.count == b->dated.count && a->ruled.count == b->ruled.count;
    for (int i = 0; i < DAYS_PER_WEEK; i++)
        same = same && same_text(a->hours[i], b->hours[i]);
    for (size_t i = 0; same && i < a->dated.count; i++) {
        const DatedHours *x = &a->dated.items[i], *y = &b->dated.items[i];
        same = x->from == y->from && x->to == y->to && text_equal(x->hours, y->hours);
    }
    for (size_t i = 0; same && i < a->ruled.count; i++) {
        const RuledHours *x = &a->ruled.items[i], *y = &b->ruled.items[i];
        same = is_of_same_days(x, y) && x->to == y->to && text_equal(x->hours, y->hours);
    }
    return same;
}

void calendar_days_release(CalendarDays *days)
{
    array_release(&days->dated);
    array_release(&days->ruled);
}
