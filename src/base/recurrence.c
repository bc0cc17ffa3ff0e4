/*
 * Rules of days that come again: read from words, written in words, and asked day by day. A rule is only ever asked
 * about single days, so that nothing here can be led to run for long by a rule from a foreign file.
 */
#include "steerco/base/recurrence.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 12, LONGEST_WORD = 12, MOST_EVERY = 999, LAST_YEAR = 2999 };

static const char *const adverbs[] = {"daily", "weekly", "monthly", "yearly"};
static const char *const units[] = {"day", "week", "month", "year"};
static const char *const positions[] = {"last", NULL, "1st", "2nd", "3rd", "4th"}; /* from −1 */

/* The words for days to count in a month, besides the names of weekdays. */
static const struct {
    const char *word;
    unsigned weekdays;
} groups[] = {{"day", WEEKDAYS_ALL}, {"weekday", WEEKDAYS_WORK}, {"weekend", WEEKDAYS_WEEKEND}};

typedef struct Words {
    char word[WORDS][LONGEST_WORD];
    int count, next;
} Words;

static bool split(const char *text, Words *out)
{
    *out = (Words){0};
    while (*(text += strspn(text, " \t,"))) {
        size_t length = strcspn(text, " \t,");
        if (out->count == WORDS || length >= LONGEST_WORD)
            return false;
        for (size_t i = 0; i < length; i++)
            out->word[out->count][i] = (char)tolower((unsigned char)text[i]);
        out->count++;
        text += length;
    }
    return true;
}

/* The present word, "" behind the last. */
static const char *peek(const Words *words)
{
    return words->next < words->count ? words->word[words->next] : "";
}

static bool take(Words *words, const char *word)
{
    if (strcmp(peek(words), word) != 0)
        return false;
    words->next++;
    return true;
}

static bool take_number(Words *words, int most, int *out)
{
    char *end;
    long number = strtol(peek(words), &end, 10);
    if (*peek(words) == '\0' || *end != '\0' || number < 1 || number > most)
        return false;
    *out = (int)number;
    words->next++;
    return true;
}

/* "mon" or "monday", "dec" or "december": the short name, or a longer one with the right ending. */
static bool is_name(const char *word, const char *name, const char *ending)
{
    size_t length = strlen(word), tail = strlen(ending);
    return strncasecmp(word, name, 3) == 0 &&
           (length == 3 || (length > tail && strcmp(word + length - tail, ending) == 0));
}

static bool take_weekday(Words *words, unsigned *weekdays)
{
    for (int day = 0; day < 7; day++)
        if (is_name(peek(words), weekday_name(day), "day")) {
            *weekdays |= 1u << day;
            words->next++;
            return true;
        }
    return false;
}

static bool take_month(Words *words, int *out)
{
    for (int month = 1; month <= 12; month++)
        if (is_name(peek(words), month_name(month), "")) {
            *out = month;
            words->next++;
            return true;
        }
    return false;
}

/* "daily", "every day", "every 3 days" */
static bool take_unit(Words *words, Recurrence *out)
{
    out->every = 1;
    bool every = take(words, "every");
    bool several = every && take_number(words, MOST_EVERY, &out->every);
    for (int unit = RECUR_DAYS; unit <= RECUR_YEARS; unit++) {
        char plural[LONGEST_WORD];
        snprintf(plural, sizeof plural, "%ss", units[unit]);
        out->unit = (RecurrenceUnit)unit;
        if (every ? take(words, several ? plural : units[unit]) || take(words, units[unit])
                  : take(words, adverbs[unit]))
            return true;
    }
    return false;
}

static bool take_position(Words *words, int *out)
{
    static const char *const spelled[] = {"first", "second", "third", "fourth"};
    for (int position = 1; position <= 4; position++)
        if (take(words, spelled[position - 1])) {
            *out = position;
            return true;
        }
    for (int position = -1; position <= 4; position++)
        if (position != 0 && take(words, positions[position + 1])) {
            *out = position;
            return true;
        }
    return false;
}

/* "15", "last fri", "1st weekday" */
static bool take_day_of_month(Words *words, Recurrence *out)
{
    if (take_number(words, 31, &out->day))
        return true;
    if (!take_position(words, &out->position))
        return false;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (take(words, groups[i].word)) {
            out->weekdays = groups[i].weekdays;
            return true;
        }
    return take_weekday(words, &out->weekdays);
}

static bool take_weekdays(Words *words, Recurrence *out)
{
    while (take_weekday(words, &out->weekdays))
        continue;
    return out->weekdays != 0;
}

static bool take_rule(Words *words, Recurrence *out)
{
    if (!take_unit(words, out))
        return false;
    switch (out->unit) {
    case RECUR_DAYS:
        return true;
    case RECUR_WEEKS:
        return take_weekdays(words, out);
    case RECUR_MONTHS:
        return take_day_of_month(words, out);
    case RECUR_YEARS:
        return take_day_of_month(words, out) && take_month(words, &out->month);
    }
    return false;
}

bool recurrence_parse(const char *text, Recurrence *out, Error *error)
{
    Words words;
    *out = (Recurrence){0};
    if (split(text, &words) && take_rule(&words, out) && words.next == words.count)
        return true;
    return error_set(
        error, "'%.*s' is no rule such as `every 2 weeks fri`, `monthly last fri`, `monthly 15` or `yearly 25 dec`", 60,
        text);
}

static void add_lower(Buffer *out, const char *name)
{
    for (; *name; name++)
        buffer_add_char(out, (char)tolower((unsigned char)*name));
}

static void add_weekdays(unsigned weekdays, Buffer *out)
{
    for (int day = 0; day < 7; day++)
        if (weekdays & 1u << day) {
            buffer_add_char(out, ' ');
            add_lower(out, weekday_name(day));
        }
}

static void add_counted_days(unsigned weekdays, Buffer *out)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (groups[i].weekdays == weekdays) {
            buffer_format(out, " %s", groups[i].word);
            return;
        }
    add_weekdays(weekdays, out);
}

void recurrence_format(const Recurrence *rule, Buffer *out)
{
    if (rule->every == 1)
        buffer_add(out, adverbs[rule->unit]);
    else
        buffer_format(out, "every %d %ss", rule->every, units[rule->unit]);
    if (rule->position) {
        buffer_format(out, " %s", positions[rule->position + 1]);
        add_counted_days(rule->weekdays, out);
    } else if (rule->day)
        buffer_format(out, " %d", rule->day);
    else
        add_weekdays(rule->weekdays, out);
    if (rule->unit == RECUR_YEARS) {
        buffer_add_char(out, ' ');
        add_lower(out, month_name(rule->month));
    }
}

static int days_in_month(int year, int month)
{
    Date next = month == 12 ? date_make(year + 1, 1, 1) : date_make(year, month + 1, 1);
    return next - date_make(year, month, 1);
}

/* The day of the rule in a month; every month has one. */
static Date day_in_month(const Recurrence *rule, int year, int month)
{
    Date begin = date_make(year, month, 1);
    int length = days_in_month(year, month);
    if (rule->position == 0)
        return begin + (rule->day < length ? rule->day : length) - 1;
    int step = rule->position < 0 ? -1 : 1, left = rule->position < 0 ? 1 : rule->position;
    Date day = rule->position < 0 ? begin + length - 1 : begin;
    while ((left -= rule->weekdays & 1u << date_weekday(day) ? 1 : 0) > 0)
        day += step;
    return day;
}

bool recurrence_holds(const Recurrence *rule, Date first, Date day)
{
    if (day < first)
        return false;
    Civil from = date_civil(first), civil = date_civil(day);
    int years = civil.year - from.year;
    switch (rule->unit) {
    case RECUR_DAYS:
        return (day - first) % rule->every == 0;
    case RECUR_WEEKS: {
        Date monday = first - date_weekday(first);
        return (day - monday) / 7 % rule->every == 0 && rule->weekdays >> date_weekday(day) & 1;
    }
    case RECUR_MONTHS:
        return (years * 12 + civil.month - from.month) % rule->every == 0 &&
               day == day_in_month(rule, civil.year, civil.month);
    case RECUR_YEARS:
        return civil.month == rule->month && years % rule->every == 0 &&
               day == day_in_month(rule, civil.year, civil.month);
    }
    return false;
}

/* The first day at or after `day` that lies in a week, month or year in which the rule may hold. */
static Date skip(const Recurrence *rule, Date first, Date day)
{
    Civil from = date_civil(first), civil = date_civil(day);
    Date monday = first - date_weekday(first);
    int period = (day - monday) / 7, every = rule->every;
    switch (rule->unit) {
    case RECUR_DAYS:
        return first + (day - first + every - 1) / every * every;
    case RECUR_WEEKS:
        return period % every == 0 ? day : monday + (period / every + 1) * every * 7;
    case RECUR_MONTHS:
        period = (civil.year - from.year) * 12 + civil.month - from.month;
        if (period % every == 0 && day <= day_in_month(rule, civil.year, civil.month))
            return day_in_month(rule, civil.year, civil.month);
        period = from.month - 1 + (period / every + 1) * every;
        return date_make(from.year + period / 12, period % 12 + 1, 1);
    case RECUR_YEARS:
        period = civil.year - from.year;
        if (period % every == 0 && day <= day_in_month(rule, civil.year, rule->month))
            return day_in_month(rule, civil.year, rule->month);
        return date_make(from.year + (period / every + 1) * every, 1, 1);
    }
    return day;
}

Date recurrence_next(const Recurrence *rule, Date first, Date day)
{
    const Date last = date_make(LAST_YEAR, 12, 31);
    Date next = skip(rule, first, day < first ? first : day + 1);
    while (next <= last && !recurrence_holds(rule, first, next))
        next = skip(rule, first, next + 1);
    return next <= last ? next : DATE_NONE;
}
