/*
 * Dates as programs and people write them. Programs write ISO, which has a short way because files hold millions of
 * such cells; every other form goes through a small reader that takes the text part by part. Where a form has two
 * readings, the caller's order decides; nothing is guessed from the single date.
 */
#include <stdlib.h>
#include <string.h>

#include "steerco/base/date.h"
#include "steerco/base/text.h"

enum { CENTURY_SPLIT = 70, DAYS_PER_WEEK = 7, MONTHS_PER_YEAR = 12 };

/* In English, German, French, Spanish, Italian and Portuguese, as text_key() writes them, each once. */
static const char *const month_words[] = {
    "jan january januar janner janvier janv ene enero gen gennaio janeiro",
    "feb february februar fevrier fevr fev febrero febbraio fevereiro",
    "mar march marz maerz mrz mars marzo marco",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag maggio maio",
    "jun june juni juin junio giu giugno junho",
    "jul july juli juil juillet julio lug luglio julho",
    "aug august aou aout ago agosto",
    "sep sept september septembre septiembre setiembre set settembre setembro",
    "oct october okt oktober octobre octubre ott ottobre out outubro",
    "nov november novembre noviembre novembro",
    "dec december dez dezember decembre dic diciembre dicembre dezembro",
};
static const char *const weekday_words[] = {
    "mon monday mo montag lun lundi lunes lunedi seg segunda segundafeira",
    "tue tues tuesday di dienstag mar mardi mart martes martedi ter terca tercafeira",
    "wed wednesday mi mittwoch mer mercredi mie mier miercoles mercoledi qua quarta quartafeira",
    "thu thur thurs thursday do donnerstag jeu jeudi jue jueves gio giovedi qui quinta quintafeira",
    "fri friday fr freitag ven vendredi vie viernes venerdi sex sexta sextafeira",
    "sat saturday sa samstag sonnabend sam samedi sab sabado sabato",
    "sun sunday so sonntag dim dimanche dom domingo domenica",
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The value of two digits, or a negative number. */
static int two_digits(const char *text)
{
    return is_digit(text[0]) && is_digit(text[1]) ? (text[0] - '0') * 10 + text[1] - '0' : -10000;
}

/* Exactly YYYY-MM-DD, alone or before T or a blank and HH:MM or HH:MM:SS. False also when it needs a closer look. */
static bool read_iso(const char *text, Instant *out, bool *has_time)
{
    size_t length = strnlen(text, 20);
    if ((length != 10 && length != 16 && length != 19) || text[4] != '-' || text[7] != '-')
        return false;
    int year = two_digits(text) * 100 + two_digits(text + 2);
    int month = two_digits(text + 5), day = two_digits(text + 8), minute = 0;
    if (!date_is_valid(year, month, day))
        return false;
    if (length > 10) {
        int hour = two_digits(text + 11), past = two_digits(text + 14);
        if ((text[10] != 'T' && text[10] != ' ') || text[13] != ':' || hour < 0 || hour > 24 || past < 0 ||
            past > (hour == 24 ? 0 : 59))
            return false;
        if (length == 19 && (text[16] != ':' || two_digits(text + 17) < 0 || two_digits(text + 17) > 60))
            return false;
        minute = hour * 60 + past;
    }
    *out = instant_make(date_make(year, month, day), minute);
    *has_time = length > 10;
    return true;
}

/* What was read so far, and what its form says about the order of day and month. */
typedef struct Reading {
    Civil civil;
    int minute;
    bool has_time;
    DateEvidence evidence;
} Reading;

typedef struct Number {
    int value, digits; /* no digits: there was none */
} Number;

static Number take_number(const char **at)
{
    Number number = {0};
    for (; is_digit(**at) && number.digits < 5; (*at)++, number.digits++)
        number.value = number.value * 10 + **at - '0';
    return number;
}

/* Blanks and those of `marks`. */
static const char *skip_marks(const char *at, const char *marks)
{
    for (;;) {
        const char *next = text_skip_blanks(at);
        next += strspn(next, marks);
        if (next == at)
            return at;
        at = next;
    }
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* Where in `lists` is the word of letters at *at? Its index, with *at behind the word; -1 if nowhere. */
static int take_word(const char **at, const char *const *lists, int count)
{
    const char *end = *at;
    while (is_letter(*end) && text_skip_blanks(end) == end)
        end++;
    if (strncmp(end, "-feira", strlen("-feira")) == 0)
        end += strlen("-feira");
    if (end == *at)
        return -1;
    Buffer raw = {0}, key = {0};
    buffer_add_bytes(&raw, *at, (size_t)(end - *at));
    text_key(buffer_text(&raw), &key);
    int found = -1;
    for (int i = 0; i < count && found < 0 && key.length > 0; i++)
        for (const char *hit = lists[i]; found < 0 && (hit = strstr(hit, buffer_text(&key))); hit += key.length)
            if ((hit == lists[i] || hit[-1] == ' ') && (hit[key.length] == ' ' || hit[key.length] == '\0'))
                found = i;
    buffer_release(&raw);
    buffer_release(&key);
    if (found >= 0)
        *at = end;
    return found;
}

static int take_month(const char **at)
{
    return take_word(at, month_words, MONTHS_PER_YEAR) + 1;
}

static int take_weekday(const char **at)
{
    return take_word(at, weekday_words, DAYS_PER_WEEK);
}

static bool is_year(Number number)
{
    return number.digits == 2 || number.digits == 4;
}

/* The year that two digits stand for. */
static int full_year(int two_digits)
{
    return two_digits + (two_digits < CENTURY_SPLIT ? 2000 : 1900);
}

static bool set_date(Reading *reading, Number year, int month, int day)
{
    int full = year.digits == 4 ? year.value : full_year(year.value);
    reading->civil = (Civil){full, month, day};
    return is_year(year) && date_is_valid(full, month, day);
}

/* Three numbers with the same separator: 2026-03-02, 02.03.26, 3/2/26. */
static bool order_numbers(Number a, Number b, Number c, char separator, DateOrder order, Reading *reading)
{
    bool dotted = separator == '.';
    if (a.digits == 4 || (order == DATE_YMD && !dotted && c.digits != 4))
        return c.digits <= 2 && set_date(reading, a, b.value, c.value);
    reading->evidence = dotted ? DATE_DAY_FIRST : DATE_EITHER_ORDER;
    if (dotted)
        return set_date(reading, c, b.value, a.value);
    if (order == DATE_YMD && a.value <= MONTHS_PER_YEAR && b.value <= MONTHS_PER_YEAR && a.value != b.value)
        return false;
    if (order == DATE_MDY || (order == DATE_YMD && b.value > MONTHS_PER_YEAR))
        return set_date(reading, c, a.value, b.value);
    return set_date(reading, c, b.value, a.value);
}

/* Between the parts of a date with a month's name: 2 March 2026, 2. März 2026, 14/Jul/25, 2 de marzo de 2026. */
static const char *skip_joint(const char *at)
{
    static const char *const joints[] = {"st", "nd", "rd", "th", "er", "º", "de", "del", "of"};
    at = skip_marks(at, ".,/-");
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t length = strlen(joints[i]);
        if (strncmp(at, joints[i], length) == 0 && !is_letter(at[length]))
            at = skip_marks(at + length, ".,/-");
    }
    return at;
}

/* March 2, 2026. */
static bool take_month_first(const char **at, Reading *reading)
{
    int month = take_month(at);
    if (month == 0)
        return false;
    *at = skip_joint(*at);
    Number day = take_number(at);
    *at = skip_joint(*at);
    Number year = take_number(at);
    return day.digits >= 1 && day.digits <= 2 && set_date(reading, year, month, day.value);
}

/* 20260302 */
static bool take_compact(const char **at, Reading *reading)
{
    if (strspn(*at, "0123456789") != 8)
        return false;
    int date = (int)strtol(*at, NULL, 10);
    *at += 8;
    return set_date(reading, (Number){date / 10000, 4}, date / 100 % 100, date % 100);
}

static bool take_number_first(const char **at, DateOrder order, Reading *reading)
{
    if (take_compact(at, reading))
        return true;
    Number first = take_number(at);
    if (first.digits != 1 && first.digits != 2 && first.digits != 4)
        return false;
    const char *joint = skip_joint(*at);
    int month = take_month(&joint);
    if (month > 0) {
        *at = skip_joint(joint);
        Number last = take_number(at);
        return first.digits == 4 ? set_date(reading, first, month, last.value)
                                 : set_date(reading, last, month, first.value);
    }
    char separator = **at;
    if (separator == '\0' || !strchr("./-", separator))
        return false;
    *at = text_skip_blanks(*at + 1);
    Number second = take_number(at);
    if (second.digits < 1 || second.digits > 2 || **at != separator)
        return false;
    *at = text_skip_blanks(*at + 1);
    Number third = take_number(at);
    if (third.digits == 0)
        return false;
    *at += strspn(*at, separator == '.' ? "." : "");
    return order_numbers(first, second, third, separator, order, reading);
}

/* A weekday in front is passed over, whichever day it names; "mar" is one only if a whole date follows. */
static bool take_date(const char **at, DateOrder order, Reading *reading)
{
    const char *start = *at;
    if (is_digit(*start))
        return take_number_first(at, order, reading);
    if (take_weekday(at) >= 0) {
        *at = skip_marks(*at, ".,");
        const char *behind = *at;
        if (take_number_first(at, order, reading))
            return true;
        *at = behind;
        if (take_month_first(at, reading))
            return true;
    }
    *at = start;
    return take_month_first(at, reading);
}

/* AM and PM, also a.m. and p.m.; -1 when there is neither. */
static int take_half_day(const char **at)
{
    static const char *const halves[][2] = {{"am", "pm"}, {"AM", "PM"}, {"a.m.", "p.m."}, {"A.M.", "P.M."}};
    const char *word = text_skip_blanks(*at);
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        for (int half = 0; half < 2; half++) {
            size_t length = strlen(halves[i][half]);
            if (strncmp(word, halves[i][half], length) == 0 && !is_letter(word[length])) {
                *at = word + length;
                return half;
            }
        }
    }
    return -1;
}

/* ":30" of a time. Without one, true and 0. */
static bool take_sixtieths(const char **at, int most, int *value)
{
    *value = 0;
    if (**at != ':')
        return true;
    ++*at;
    Number number = take_number(at);
    *value = number.value;
    return number.digits == 2 && number.value <= most;
}

/* 08:00, 8:00:30.125, 3:42 PM, 3 PM. */
static bool take_time(const char **at, Reading *reading)
{
    Number hour = take_number(at);
    bool colon = **at == ':';
    int minute, second;
    if (hour.digits < 1 || hour.digits > 2 || !take_sixtieths(at, 59, &minute) || !take_sixtieths(at, 60, &second))
        return false;
    if (colon && (**at == '.' || **at == ',') && is_digit((*at)[1]))
        *at += 1 + strspn(*at + 1, "0123456789");
    int half = take_half_day(at);
    if (half >= 0 && (hour.value < 1 || hour.value > 12))
        return false;
    if (half >= 0)
        hour.value = hour.value % 12 + half * 12;
    reading->minute = hour.value * 60 + minute;
    reading->has_time = true;
    return (colon || half >= 0) && (hour.value <= 23 || (hour.value == 24 && reading->minute == MINUTES_PER_DAY));
}

/* How far a clock is from UTC: Z, +01:00, -0500. The time is taken as that clock showed it. */
static const char *skip_offset(const char *at)
{
    if (*at == 'Z')
        return at + 1;
    bool offset = (*at == '+' || *at == '-') && is_digit(at[1]) && is_digit(at[2]);
    const char *minutes = offset ? at + 3 + (at[3] == ':') : at;
    return offset && is_digit(minutes[0]) && is_digit(minutes[1]) ? minutes + 2 : at;
}

/* That, and Primavera's marks: A for an actual date, * for a constrained one. */
static const char *skip_trailer(const char *at, bool has_time)
{
    if (has_time)
        at = skip_offset(at);
    at = text_skip_blanks(at);
    if (*at == 'A' && !is_letter(at[1]))
        at++;
    return skip_marks(at, "*");
}

static bool read_any(const char *text, DateOrder order, Reading *reading)
{
    const char *at = text_skip_blanks(text);
    *reading = (Reading){0};
    if (!take_date(&at, order, reading))
        return false;
    const char *end = at;
    at = skip_marks(at, ",");
    if (at == end && *at == 'T')
        at++;
    if (at != end && is_digit(*at)) {
        if (!take_time(&at, reading))
            return false;
    } else {
        at = end;
    }
    return *skip_trailer(at, reading->has_time) == '\0';
}

static bool refuse(const char *text, const char *example, Error *error)
{
    return error_set(error, "'%.*s' is no date; expected a day like %s", (int)text_fit(text, 60, NULL), text, example);
}

bool instant_parse(const char *text, DateOrder order, Instant *out, bool *has_time, Error *error)
{
    static const char *const examples[] = {
        [DATE_YMD] = "2026-02-28",
        [DATE_DMY] = "2026-02-28 or 28.02.2026",
        [DATE_MDY] = "2026-02-28 or 2/28/2026",
    };
    if (read_iso(text, out, has_time))
        return true;
    Reading reading;
    if (!read_any(text, order, &reading)) {
        if (order == DATE_YMD && date_evidence(text) == DATE_EITHER_ORDER)
            return error_set(error, "'%.*s' may be day first or month first; expected a day like 2026-02-28",
                             (int)text_fit(text, 60, NULL), text);
        return refuse(text, examples[order], error);
    }
    *out = instant_make(date_make(reading.civil.year, reading.civil.month, reading.civil.day), reading.minute);
    *has_time = reading.has_time;
    return true;
}

void date_format_short(Date date, Buffer *out)
{
    Civil day = date_civil(date);
    if (full_year(day.year % 100) == day.year)
        buffer_format(out, "%02d %s %02d", day.day, month_name(day.month), day.year % 100);
    else
        buffer_format(out, "%02d%s%04d", day.day, month_name(day.month), day.year);
}

bool date_parse(const char *text, DateOrder order, Date *out, Error *error)
{
    Instant instant;
    bool has_time;
    if (!instant_parse(text, order, &instant, &has_time, error))
        return false;
    *out = instant_date(instant);
    return true;
}

/* +3, +2w, -1d. */
static bool read_offset(const char *at, Date today, Date *out)
{
    int sign = *at == '-' ? -1 : *at == '+' ? 1 : 0;
    if (sign == 0)
        return false;
    at = text_skip_blanks(at + 1);
    Number count = take_number(&at);
    at = text_skip_blanks(at);
    int unit = *at == 'w' || *at == 'W' ? DAYS_PER_WEEK : 1;
    at += strcspn(at, "dDwW") == 0 && *at;
    Date date = today + sign * count.value * unit;
    Civil civil = date_civil(date);
    *out = date;
    return count.digits > 0 && count.digits <= 4 && *text_skip_blanks(at) == '\0' &&
           date_is_valid(civil.year, civil.month, civil.day);
}

/* The first day after today that has this number. */
static bool next_such_day(Date today, int day, Date *out)
{
    Civil civil = date_civil(today);
    for (int i = 0; i <= MONTHS_PER_YEAR; i++) {
        if (date_is_valid(civil.year, civil.month, day)) {
            *out = date_make(civil.year, civil.month, day);
            if (*out > today)
                return true;
        }
        civil.year += civil.month == MONTHS_PER_YEAR;
        civil.month = civil.month % MONTHS_PER_YEAR + 1;
    }
    return false;
}

/* The day of this month that is nearest, be it before or after. */
static bool nearest_such_day(Date near, int month, int day, Date *out)
{
    enum { FURTHEST = 8 }; /* years to a 29 February, around 2100 */
    int year = date_civil(near).year;
    bool found = false;
    for (int i = year - FURTHEST; i <= year + FURTHEST; i++) {
        if (!date_is_valid(i, month, day))
            continue;
        Date date = date_make(i, month, day);
        if (!found || abs(date - near) <= abs(*out - near))
            *out = date;
        found = true;
    }
    return found;
}

/* 15, 15.3., 15/3 or 3/15. */
static bool read_short(const char *at, DateOrder order, Date today, Date near, Date *out)
{
    Number first = take_number(&at), second = {0};
    char separator = *at;
    if (separator && strchr("./-", separator)) {
        at = text_skip_blanks(at + 1);
        second = take_number(&at);
        at += separator == '.' && *at == '.';
    }
    if (first.digits < 1 || first.digits > 2 || second.digits > 2 || *text_skip_blanks(at) != '\0')
        return false;
    bool month_first = order != DATE_DMY && separator != '.';
    if (second.digits == 0)
        return (separator == '\0' || separator == '.') && next_such_day(today, first.value, out);
    return month_first ? nearest_such_day(near, first.value, second.value, out)
                       : nearest_such_day(near, second.value, first.value, out);
}

/* 30 jun, 30. Juni, June 30. */
static bool read_day_of_month(const char *at, Date near, Date *out)
{
    Number day = take_number(&at);
    if (day.digits > 0)
        at = skip_joint(at);
    int month = take_month(&at);
    if (day.digits == 0) {
        at = skip_joint(at);
        day = take_number(&at);
    }
    return month > 0 && day.digits >= 1 && day.digits <= 2 && *skip_marks(at, ".") == '\0' &&
           nearest_such_day(near, month, day.value, out);
}

static bool read_weekday(const char *at, Date today, Date *out)
{
    int weekday = take_weekday(&at);
    if (weekday < 0 || *skip_marks(at, ".") != '\0')
        return false;
    int ahead = (weekday - date_weekday(today) + DAYS_PER_WEEK) % DAYS_PER_WEEK;
    *out = today + (ahead == 0 ? DAYS_PER_WEEK : ahead);
    return true;
}

static bool read_today(const char *at, Date today, Date *out)
{
    Buffer key = {0};
    text_key(at, &key);
    bool is_today = text_equal(buffer_text(&key), "today");
    buffer_release(&key);
    *out = today;
    return is_today;
}

bool date_parse_typed(const char *text, DateOrder order, Date today, Date near, Date *out, Error *error)
{
    const char *at = text_skip_blanks(text);
    Date date;
    if (read_today(at, today, &date) || read_offset(at, today, &date) || read_weekday(at, today, &date) ||
        read_short(at, order, today, near, &date) || read_day_of_month(at, near, &date) ||
        date_parse(at, order, &date, NULL)) {
        *out = date;
        return true;
    }
    return refuse(text, "2026-02-28, today, +3, fri or 15", error);
}

DateEvidence date_evidence(const char *text)
{
    Reading day_first, month_first;
    bool as_day = read_any(text, DATE_DMY, &day_first);
    bool as_month = read_any(text, DATE_MDY, &month_first);
    if (as_day && as_month)
        return day_first.evidence;
    return as_day ? DATE_DAY_FIRST : as_month ? DATE_MONTH_FIRST : DATE_NO_EVIDENCE;
}
