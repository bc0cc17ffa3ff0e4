/*
 * Durations are read in the words of six languages and of the programs that export them, and written in one short form
 * that is exact: reading it back gives the same minutes.
 *
 * The letter m alone means minutes in every language, as in Microsoft Project's English and French; months are written
 * mo, mon or longer. (German Project abbreviates months to a capital M; taking that for minutes would be wrong, taking
 * every typed M for months worse.) The letters e (elapsed, écoulé) and f (fortlaufend) in front of a unit, and
 * Smartsheet's ~ in front of the number, make it elapsed.
 */
#include "steerco/base/duration.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/base/date.h"
#include "steerco/base/text.h"

enum {
    MOST_MINUTES = 1000000000,
    PARSED_DECIMALS = 6,
    PARSED_SCALE = 1000000,
    ELAPSED_DAYS_PER_WEEK = 7,
    ELAPSED_DAYS_PER_MONTH = 30, /* as Microsoft Project counts them */
    BASIS_POINTS = 100,
    MINUTES_PER_HOUR = 60,
};

/* As text_key() writes them. */
static const struct {
    const char *name;
    DurationUnit unit;
} unit_names[] = {
    {"m", UNIT_MINUTES},       {"min", UNIT_MINUTES},     {"mins", UNIT_MINUTES},   {"minute", UNIT_MINUTES},
    {"minutes", UNIT_MINUTES}, {"minuten", UNIT_MINUTES}, {"minuto", UNIT_MINUTES}, {"minutos", UNIT_MINUTES},
    {"minuti", UNIT_MINUTES},  {"h", UNIT_HOURS},         {"hr", UNIT_HOURS},       {"hrs", UNIT_HOURS},
    {"hour", UNIT_HOURS},      {"hours", UNIT_HOURS},     {"std", UNIT_HOURS},      {"stunde", UNIT_HOURS},
    {"stunden", UNIT_HOURS},   {"heure", UNIT_HOURS},     {"heures", UNIT_HOURS},   {"hora", UNIT_HOURS},
    {"horas", UNIT_HOURS},     {"ora", UNIT_HOURS},       {"ore", UNIT_HOURS},      {"d", UNIT_DAYS},
    {"dy", UNIT_DAYS},         {"dys", UNIT_DAYS},        {"day", UNIT_DAYS},       {"days", UNIT_DAYS},
    {"t", UNIT_DAYS},          {"tag", UNIT_DAYS},        {"tage", UNIT_DAYS},      {"tagen", UNIT_DAYS},
    {"j", UNIT_DAYS},          {"jr", UNIT_DAYS},         {"jrs", UNIT_DAYS},       {"jour", UNIT_DAYS},
    {"jours", UNIT_DAYS},      {"dia", UNIT_DAYS},        {"dias", UNIT_DAYS},      {"g", UNIT_DAYS},
    {"gg", UNIT_DAYS},         {"giorno", UNIT_DAYS},     {"giorni", UNIT_DAYS},    {"w", UNIT_WEEKS},
    {"wk", UNIT_WEEKS},        {"wks", UNIT_WEEKS},       {"week", UNIT_WEEKS},     {"weeks", UNIT_WEEKS},
    {"wo", UNIT_WEEKS},        {"sm", UNIT_WEEKS},        {"dag", UNIT_DAYS},       {"dagen", UNIT_DAYS},
    {"uur", UNIT_HOURS},       {"weken", UNIT_WEEKS},     {"woche", UNIT_WEEKS},    {"wochen", UNIT_WEEKS},
    {"s", UNIT_WEEKS},         {"sem", UNIT_WEEKS},       {"sems", UNIT_WEEKS},     {"semaine", UNIT_WEEKS},
    {"semaines", UNIT_WEEKS},  {"semana", UNIT_WEEKS},    {"semanas", UNIT_WEEKS},  {"sett", UNIT_WEEKS},
    {"settimana", UNIT_WEEKS}, {"settimane", UNIT_WEEKS}, {"mo", UNIT_MONTHS},      {"mos", UNIT_MONTHS},
    {"mon", UNIT_MONTHS},      {"mons", UNIT_MONTHS},     {"month", UNIT_MONTHS},   {"months", UNIT_MONTHS},
    {"monat", UNIT_MONTHS},    {"monate", UNIT_MONTHS},   {"monaten", UNIT_MONTHS}, {"mois", UNIT_MONTHS},
    {"mes", UNIT_MONTHS},      {"meses", UNIT_MONTHS},    {"mese", UNIT_MONTHS},    {"mesi", UNIT_MONTHS},
    {"%", UNIT_PERCENT},
};

static const char *const elapsed_prefixes[] = {"elapsed", "e", "f"};

/* What the short form calls each unit. */
static const char *const short_names[] = {
    [UNIT_MINUTES] = "m", [UNIT_HOURS] = "h",   [UNIT_DAYS] = "d",
    [UNIT_WEEKS] = "w",   [UNIT_MONTHS] = "mo", [UNIT_PERCENT] = "%",
};

/* Minutes, or basis points, in one unit. */
static int64_t unit_size(int unit, const WorkUnits *units)
{
    bool elapsed = unit & UNIT_ELAPSED;
    int64_t day = elapsed ? MINUTES_PER_DAY : units->minutes_per_day;
    switch (unit & ~UNIT_ELAPSED) {
    case UNIT_HOURS:
        return MINUTES_PER_HOUR;
    case UNIT_DAYS:
        return day;
    case UNIT_WEEKS:
        return elapsed ? day * ELAPSED_DAYS_PER_WEEK : units->minutes_per_week;
    case UNIT_MONTHS:
        return elapsed ? day * ELAPSED_DAYS_PER_MONTH : day * units->days_per_month;
    case UNIT_PERCENT:
        return BASIS_POINTS;
    default:
        return 1;
    }
}

static bool refuse(const char *text, Error *error)
{
    return error_set(error, "'%.*s' is no duration; expected one like 3d, 4h, 2w or 3ed", (int)text_fit(text, 60, NULL),
                     text);
}

/* `count` is in millionths of the unit. */
static bool make(int64_t count, int unit, const WorkUnits *units, Duration *out)
{
    int64_t amount;
    if (!number_scale(count, unit_size(unit, units), PARSED_SCALE, &amount) || llabs(amount) > MOST_MINUTES)
        return false;
    *out = duration_make(amount, unit);
    return true;
}

static bool named_unit(const char *key, int *unit)
{
    for (size_t i = 0; i < sizeof unit_names / sizeof *unit_names; i++) {
        if (strcmp(unit_names[i].name, key) == 0) {
            *unit = (int)unit_names[i].unit;
            return true;
        }
    }
    return false;
}

/* A unit's name, elapsed or not; the empty one leaves *unit as it is. */
static bool unit_of_key(const char *key, int *unit)
{
    if (*key == '\0' || named_unit(key, unit))
        return true;
    for (size_t i = 0; i < sizeof elapsed_prefixes / sizeof *elapsed_prefixes; i++) {
        size_t length = strlen(elapsed_prefixes[i]);
        if (strncmp(key, elapsed_prefixes[i], length) == 0 && named_unit(key + length, unit)) {
            *unit |= UNIT_ELAPSED;
            return true;
        }
    }
    return false;
}

/* A unit as written after the number, with an abbreviation's full stop, "(s)" and the question mark of an estimate. */
static bool read_unit(const char *text, int *unit, bool *estimated)
{
    if (text[strcspn(text, "!\"#$&'*+,-/0123456789:;<=>@[\\]^_`{|}~")])
        return false;
    Buffer key = {0};
    text_key(text, &key);
    bool known = unit_of_key(buffer_text(&key), unit);
    buffer_release(&key);
    *estimated = strchr(text, '?') != NULL;
    return known;
}

/* The end of the number that `text` starts with: behind its last digit, and behind a decimal mark that follows it. */
static const char *number_end(const char *text)
{
    const char *end = text;
    for (const char *at = text; *at; at++)
        if (*at >= '0' && *at <= '9')
            end = at + 1;
    return end;
}

static bool parse_words(const char *text, DecimalMark mark, const WorkUnits *units, int unit, Duration *out)
{
    const char *start = text_skip_blanks(text);
    bool elapsed = *start == '~';
    start += elapsed;
    const char *end = number_end(start);
    Buffer number = {0};
    buffer_add_bytes(&number, start, (size_t)(end - start));
    int64_t count;
    bool estimated;
    bool ok =
        number_parse(buffer_text(&number), mark, PARSED_DECIMALS, &count, NULL) && read_unit(end, &unit, &estimated);
    buffer_release(&number);
    if (!ok || !make(count, elapsed ? unit | UNIT_ELAPSED : unit, units, out))
        return false;
    *out += estimated ? DURATION_ESTIMATED : 0;
    return true;
}

/* The first number of a text with the unit behind it. */
static size_t part_length(const char *text)
{
    size_t length = strspn(text, "0123456789.,");
    length += strspn(text + length, " ");
    return length + strcspn(text + length, " 0123456789");
}

/* "1w 2d 4h", as trackers write it: in the unit of the first part. A sign in front, as of a lag, is that of the sum. */
static bool parse_parts(const char *text, DecimalMark mark, const WorkUnits *units, Duration *out)
{
    enum { NO_UNIT = -1 };
    int64_t sum = 0;
    int unit = NO_UNIT;
    const char *at = text_skip_blanks(text);
    bool negative = *at == '-';
    for (at = text_skip_blanks(at + (negative || *at == '+')); *at; at = text_skip_blanks(at)) {
        Buffer part = {0};
        Duration read;
        buffer_add_bytes(&part, at, part_length(at));
        bool good = part.length > 0 && parse_words(buffer_text(&part), mark, units, NO_UNIT, &read) &&
                    duration_unit(read) >= 0 && duration_unit(read) < UNIT_PERCENT && !duration_is_estimated(read);
        at += part.length;
        buffer_release(&part);
        if (!good)
            return false;
        sum += duration_amount(read);
        unit = unit == NO_UNIT ? duration_unit(read) : unit;
    }
    if (unit == NO_UNIT || sum > MOST_MINUTES)
        return false;
    *out = duration_make(negative ? -sum : sum, unit);
    return true;
}

/* The designators of ISO 8601 in the order they may come; seconds are rounded into the minutes. Years are nobody's. */
static const struct IsoPart {
    char letter;
    bool in_time;
    DurationUnit unit;
} iso_parts[] = {
    {'M', false, UNIT_MONTHS}, {'W', false, UNIT_WEEKS},  {'D', false, UNIT_DAYS},
    {'H', true, UNIT_HOURS},   {'M', true, UNIT_MINUTES}, {'S', true, UNIT_MINUTES},
};
enum { ISO_PARTS = sizeof iso_parts / sizeof *iso_parts };

/* One "16H" of PT16H0M0S in millionths, negative in P-1D; *part is the row to look from, and afterwards the one behind
 * the match. */
static bool read_iso_part(const char **at, bool in_time, int *part, int64_t *count)
{
    size_t length = **at == '-';
    length += strspn(*at + length, "0123456789.,");
    DecimalMark mark = memchr(*at, ',', length) ? DECIMAL_COMMA : DECIMAL_POINT;
    Buffer number = {0};
    buffer_add_bytes(&number, *at, length);
    bool ok = number_parse(buffer_text(&number), mark, PARSED_DECIMALS, count, NULL);
    buffer_release(&number);
    char letter = (*at)[length];
    while (*part < ISO_PARTS && (iso_parts[*part].letter != letter || iso_parts[*part].in_time != in_time))
        ++*part;
    if (!ok || *part == ISO_PARTS)
        return false;
    *at += length + 1;
    ++*part;
    return true;
}

/* P2D, PT16H0M0S, P1DT4H: working time, shown in the largest unit that is not zero. */
static bool parse_iso(const char *at, const WorkUnits *units, bool negative, Duration *out)
{
    int64_t total = 0; /* millionths of a minute */
    int unit = -1, part = 0;
    bool in_time = false;
    while (*text_skip_blanks(at)) {
        int64_t count;
        if (*at == 'T' && !in_time && at[1]) {
            in_time = true;
            at++;
        }
        if (!read_iso_part(&at, in_time, &part, &count))
            return false;
        const struct IsoPart *found = &iso_parts[part - 1];
        int64_t size = found->letter == 'S' ? 1 : unit_size((int)found->unit, units);
        int64_t share = found->letter == 'S' ? MINUTES_PER_HOUR : 1;
        int64_t minutes;
        if (!number_scale(count, size, share, &minutes))
            return false;
        if (unit < 0 || (total == 0 && minutes != 0))
            unit = (int)found->unit;
        if (__builtin_add_overflow(total, minutes, &total))
            return false;
    }
    Duration magnitude;
    if (unit < 0 || !make(negative ? -total : total, UNIT_MINUTES, units, &magnitude))
        return false;
    *out = duration_make(duration_amount(magnitude), unit);
    return true;
}

bool duration_parse(const char *text, DecimalMark mark, const WorkUnits *units, int bare, Duration *out, Error *error)
{
    const char *at = text_skip_blanks(text);
    bool negative = at[0] == '-' && at[1] == 'P';
    at += negative;
    bool ok = *at == 'P' ? parse_iso(at + 1, units, negative, out)
                         : parse_words(at, mark, units, bare, out) || parse_parts(at, mark, units, out);
    return ok || refuse(text, error);
}

int duration_written_unit(Duration duration, const WorkUnits *units)
{
    int64_t amount = duration_amount(duration);
    int elapsed = duration_is_elapsed(duration) ? UNIT_ELAPSED : 0;
    int unit = duration_unit(duration) & ~UNIT_ELAPSED;
    int64_t size = unit_size(unit | elapsed, units);
    while (unit != UNIT_PERCENT && unit != UNIT_MINUTES && (size <= 0 || amount * 100 % size != 0))
        size = unit_size(--unit | elapsed, units);
    return unit | elapsed;
}

void duration_format(Duration duration, const WorkUnits *units, Buffer *out)
{
    if (duration == DURATION_NONE)
        return;
    int unit = duration_written_unit(duration, units);
    number_format(duration_amount(duration) * 100 / unit_size(unit, units), 2, true, out);
    buffer_add(out, unit & UNIT_ELAPSED ? "e" : "");
    buffer_add(out, short_names[unit & ~UNIT_ELAPSED]);
    buffer_add(out, duration_is_estimated(duration) ? "?" : "");
}
