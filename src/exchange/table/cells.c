/*
 * Reading cells. What steerco writes itself is read by field_parse(); this file adds what other programs and people
 * write instead: words in many languages, levels with explanations, shares as fractions, seconds, thousands, dates as
 * serial numbers. Whatever is not recognised here is left to field_parse(), whose sentence says what was expected.
 */
#include "steerco/exchange/table/cells.h"

#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/plan.h"

enum { FULL_SHARE = 10000, SECONDS_PER_MINUTE = 60 };

/* ---- Protection against formulas ---- */

/* Where East Asian scripts are written, spreadsheets take the wide signs for the narrow ones. */
static const char *const formula_signs[] = {"=", "+", "-", "@", "\t", "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

bool cell_needs_protection(const char *text)
{
    const char *first = text + strspn(text, "'");
    for (size_t i = 0; i < sizeof formula_signs / sizeof *formula_signs; i++)
        if (strncmp(first, formula_signs[i], strlen(formula_signs[i])) == 0)
            return true;
    return false;
}

const char *cell_unprotected(const CellReader *reader, const char *text)
{
    return !reader->raw && *text == '\'' && cell_needs_protection(text) ? text + 1 : text;
}

/* A formula that a spreadsheet exported as text: no value. */
static bool is_formula(const char *text)
{
    return *text == '=' || (*text == '@' && text[1] != '\0');
}

/* ---- Numbers ---- */

static bool number_of(const CellReader *reader, const char *text, int digits, int64_t *out)
{
    return number_parse(text, reader->spelling.mark, digits, out, NULL);
}

/* A number without the sign of per cent behind it. */
static bool share_of(const CellReader *reader, const char *text, int digits, int64_t *out, bool *signed_as_percent)
{
    size_t length = strlen(text);
    while (length > 0 && strchr(" %", text[length - 1]))
        length--;
    *signed_as_percent = strchr(text + length, '%') != NULL;
    char number[64];
    if (length >= sizeof number)
        return false;
    memcpy(number, text, length);
    number[length] = '\0';
    return number_of(reader, number, digits, out);
}

static bool read_percent(const CellReader *reader, const Column *column, NumberForm form, const char *text,
                         int64_t *out)
{
    bool percent;
    int64_t fraction;
    if (!share_of(reader, text, 2, out, &percent))
        return false;
    if (percent || column->unit == SAID_PERCENT || column->highest == 100)
        return true;
    bool shared =
        form == FORM_FRACTION || form == FORM_MULTIPLE || column->unit == SAID_FRACTION || column->highest == 1;
    if (shared && number_of(reader, text, 4, &fraction))
        *out = fraction;
    if (form == FORM_HOURS || (column->unit == SAID_HOURS && form == FORM_PLAIN))
        return number_scale(*out, SECONDS_PER_MINUTE * 100, reader->units.minutes_per_day, out);
    return true;
}

/* An amount in the currency of its row. What is finer than that is left to field_parse(), which says so. */
static bool read_own_money(const CellReader *reader, const char *text, int digits, int64_t *out)
{
    const char *currency = reader->spelling.currency;
    int money_digits = currency && *currency ? currency_digits(currency) : reader->money_digits;
    return money_parse_exact(text, reader->spelling.mark, money_digits + digits, out, NULL);
}

static bool parse_amount(const CellReader *reader, const Column *column, const char *text, int digits, int64_t *out)
{
    if (column->field->currency)
        return read_own_money(reader, text, digits, out);
    return money_parse(text, reader->spelling.mark, reader->money_digits + digits, out, NULL);
}

static bool read_money(const CellReader *reader, const Column *column, const char *text, int64_t *out)
{
    size_t length = strlen(text);
    int64_t factor = column->unit == SAID_THOUSANDS ? 1000 : column->unit == SAID_MILLIONS ? 1000000 : 1;
    char number[64];
    if (length >= sizeof number || length < 2)
        return parse_amount(reader, column, text, 0, out) && number_scale(*out, factor, 1, out);
    memcpy(number, text, length + 1);
    bool digit_before = number[length - 2] >= '0' && number[length - 2] <= '9';
    if (digit_before && strchr("kKmM", number[length - 1])) {
        factor *= number[length - 1] == 'k' || number[length - 1] == 'K' ? 1000 : 1000000;
        number[length - 1] = '\0';
    }
    /* The factor counts before minor units are rounded: 0.0005 k are not nothing. */
    int extra = factor == 1 ? 0 : factor == 1000 ? 3 : 6;
    int64_t fine;
    return parse_amount(reader, column, number, extra, &fine) && number_scale(fine, factor, factor, out);
}

static int bare_unit(SaidUnit unit)
{
    static const int units[] = {[SAID_MINUTES] = UNIT_MINUTES,
                                [SAID_HOURS] = UNIT_HOURS,
                                [SAID_WEEKS] = UNIT_WEEKS,
                                [SAID_MONTHS] = UNIT_MONTHS,
                                [SAID_DAYS] = UNIT_DAYS};
    bool listed = unit >= SAID_MINUTES && unit <= SAID_MONTHS;
    return listed ? units[unit] : UNIT_DAYS;
}

static bool read_duration(const CellReader *reader, const Column *column, const char *text, int64_t *out)
{
    int64_t seconds;
    if (column->unit == SAID_SECONDS && number_of(reader, text, 0, &seconds)) {
        int64_t minutes;
        bool hours = seconds % (SECONDS_PER_MINUTE * 60) == 0;
        if (!number_scale(seconds, 1, SECONDS_PER_MINUTE, &minutes))
            return false;
        *out = duration_make(minutes, hours ? UNIT_HOURS : UNIT_MINUTES);
        return true;
    }
    return duration_parse(text, reader->spelling.mark, &reader->units, bare_unit(column->unit), out, NULL);
}

/* ---- Dates ---- */

/* Spreadsheets count days from 1899-12-30. Numbers between 1954 and 2119 are dates in a column of dates. */
static bool read_serial(const CellReader *reader, const char *text, int64_t *out, bool *has_time)
{
    enum { SERIAL_1970 = 25569, SERIAL_FIRST = 20000, SERIAL_LAST = 80000 };
    int64_t parts;
    if (strlen(text) < 5 || text[strspn(text, "0123456789.,")] || !number_of(reader, text, 6, &parts))
        return false;
    int64_t days = parts / 1000000, minutes;
    if (days < SERIAL_FIRST || days > SERIAL_LAST || !number_scale(parts % 1000000, MINUTES_PER_DAY, 1000000, &minutes))
        return false;
    *has_time = minutes != 0;
    *out = (days - SERIAL_1970) * MINUTES_PER_DAY + minutes;
    return true;
}

static bool read_date(const CellReader *reader, const Column *column, const char *text, int64_t *out, bool *has_time)
{
    Instant instant;
    if (instant_parse(text, reader->spelling.order, &instant, has_time, NULL))
        *out = instant;
    else if (!read_serial(reader, text, out, has_time))
        return false;
    if (column->field->type == FIELD_DATE)
        *out = instant_date((Instant)*out);
    if (column->days)
        *has_time = false;
    return true;
}

/* ---- Levels ---- */

int64_t level_of_probability(int64_t basis_points)
{
    static const int highest[] = {1000, 3000, 5000, 7500};
    int64_t level = 1;
    while (level <= 4 && basis_points > highest[level - 1])
        level++;
    return level;
}

bool cell_is_share(const CellReader *reader, const Column *column, NumberForm form, const char *text,
                   int64_t *basis_points)
{
    bool percent;
    if (!share_of(reader, text, 2, basis_points, &percent))
        return false;
    bool share = percent || form == FORM_FRACTION || column->unit == SAID_PERCENT || column->unit == SAID_FRACTION ||
                 column->highest == 1 || column->highest == 100;
    return share && read_percent(reader, column, form, text, basis_points);
}

/* A number on the scale that the heading states, moved to ours: 7 of 1–10 is 4. */
static int64_t rescaled(const Column *column, const Field *field, int64_t hundredths)
{
    int64_t low = column->lowest * 100, high = column->highest * 100, moved;
    int64_t span = field->maximum - field->minimum;
    if (hundredths < low || hundredths > high || !number_scale(hundredths - low, span, high - low, &moved))
        return VALUE_NONE;
    return field->minimum + moved;
}

/* "4 - High", "4: likely", "High (4)". */
static bool explained_level(const char *text, int64_t *out)
{
    size_t length = strlen(text);
    bool in_front = text[0] >= '1' && text[0] <= '5' && strchr(" -:=.(/", text[1]) && text[1] &&
                    strpbrk(text + 1, "0123456789") == NULL;
    bool behind = length > 3 && text[length - 1] == ')' && text[length - 3] == '(' && text[length - 2] >= '1' &&
                  text[length - 2] <= '5';
    if (in_front)
        *out = text[0] - '0';
    else if (behind)
        *out = text[length - 2] - '0';
    return in_front || behind;
}

static bool read_level(const CellReader *reader, const Column *column, NumberForm form, const char *text, int64_t *out)
{
    const Field *field = column->field;
    bool attitude = field->minimum < 0;
    int64_t number;
    if (!attitude && cell_is_share(reader, column, form, text, &number)) {
        *out = level_of_probability(number);
        return true;
    }
    if (number_of(reader, text, 2, &number)) {
        if (column->highest > 1)
            number = rescaled(column, field, number);
        else if (number % 100 == 0)
            number /= 100;
        else
            return false;
        *out = number;
        return number != VALUE_NONE;
    }
    const char *meaning = wordbook_find(reader->words, attitude ? "attitude" : "level", text);
    if (meaning)
        return number_parse(meaning, DECIMAL_POINT, 0, out, NULL);
    return !attitude && explained_level(text, out);
}

/* ---- Words ---- */

static bool read_flag(const CellReader *reader, const char *text, int64_t *out)
{
    const char *meaning = wordbook_find(reader->words, "flag", text);
    *out = meaning && text_equal(meaning, "yes");
    return meaning != NULL;
}

static int64_t choice_of(const Field *field, const char *text)
{
    Buffer wanted = {0}, key = {0};
    int64_t found = -1;
    text_key(text, &wanted);
    for (int i = 0; field->choices[i] && found < 0; i++) {
        buffer_clear(&key);
        text_key(field->choices[i], &key);
        if (text_equal(buffer_text(&key), buffer_text(&wanted)))
            found = i;
    }
    buffer_release(&wanted);
    buffer_release(&key);
    return found;
}

/* Sections of words.ini are called "risk.status"; fields of the same choices share one. */
static const char *choice_word(const CellReader *reader, const Field *field, const char *text)
{
    const char *meaning = NULL;
    char section[80];
    for (const Field *other = reader->entity->fields; other->name && !meaning; other++) {
        if (other->choices != field->choices)
            continue;
        snprintf(section, sizeof section, "%s.%s", reader->entity->name, other->name);
        meaning = wordbook_find(reader->words, section, text);
    }
    return meaning;
}

static bool read_choice(const CellReader *reader, const Field *field, const char *text, int64_t *out)
{
    *out = choice_of(field, text);
    if (*out >= 0)
        return true;
    const char *meaning = choice_word(reader, field, text);
    *out = meaning ? choice_of(field, meaning) : -1;
    return *out >= 0;
}

static bool read_integer(const CellReader *reader, const Field *field, const char *text, int64_t *out)
{
    const char *meaning = text_equal(field->name, "priority") ? wordbook_find(reader->words, "priority", text) : NULL;
    return number_parse(meaning ? meaning : text, meaning ? DECIMAL_POINT : reader->spelling.mark, 0, out, NULL);
}

static bool read_progress(const CellReader *reader, const Column *column, NumberForm form, const char *text,
                          int64_t *out)
{
    if (read_percent(reader, column, form, text, out))
        return true;
    const char *meaning = wordbook_find(reader->words, "percent", text);
    return meaning && number_parse(meaning, DECIMAL_POINT, 2, out, NULL);
}

/* ---- Any field ---- */

static bool read_special(const CellReader *reader, const Column *column, NumberForm form, const char *text,
                         int64_t *out, bool *has_time)
{
    switch (column->field->type) {
    case FIELD_PERCENT:
        return read_progress(reader, column, form, text, out);
    case FIELD_MONEY:
        return read_money(reader, column, text, out);
    case FIELD_DURATION:
        return read_duration(reader, column, text, out);
    case FIELD_DATE:
    case FIELD_INSTANT:
        return read_date(reader, column, text, out, has_time);
    case FIELD_SCALE:
        return read_level(reader, column, form, text, out);
    case FIELD_FLAG:
        return read_flag(reader, text, out);
    case FIELD_CHOICE:
        return read_choice(reader, column->field, text, out);
    case FIELD_INTEGER:
        return read_integer(reader, column->field, text, out);
    default:
        return false;
    }
}

static bool in_range(const Field *field, int64_t number)
{
    return field->maximum <= field->minimum || (number >= field->minimum && number <= field->maximum);
}

static CellKind refuse(const CellReader *reader, const Column *column, const char *text, Value *out, Error *error)
{
    const Field *field = column->field;
    if (text_equal(field->name, "priority") && field->type == FIELD_INTEGER &&
        !number_of(reader, text, 0, &out->number))
        error_set(error, "'%.*s' is no priority; expected 0 to 1000, or a word such as low, medium or high",
                  (int)text_fit(text, 60, NULL), text);
    else if (field->type == FIELD_SCALE && field->minimum >= 0 && !number_of(reader, text, 2, &out->number))
        error_set(error, "'%.*s' is no level; expected %lld to %lld, or a word such as low, medium or high",
                  (int)text_fit(text, 60, NULL), text, (long long)field->minimum, (long long)field->maximum);
    else if (field_parse(field, reader->plan, text, &reader->spelling, reader->texts, out, error))
        return CELL_VALUE;
    return CELL_WRONG;
}

static CellKind read_text(const CellReader *reader, const Column *column, const char *text, Value *out, Error *error)
{
    text = cell_unprotected(reader, text);
    size_t plain = 0;
    while (text[plain] >= ' ' && text[plain] < 0x7F)
        plain++;
    if (text[plain] == '\0' && column->field->type != FIELD_HOURS && column->field->type != FIELD_RECURRENCE) {
        *out = value_text(arena_text(reader->texts, text));
        return CELL_VALUE;
    }
    return field_parse(column->field, reader->plan, text, &reader->spelling, reader->texts, out, error) ? CELL_VALUE
                                                                                                        : CELL_WRONG;
}

CellKind cell_read(const CellReader *reader, const Column *column, NumberForm form, const char *text, Value *out,
                   bool *has_time, Error *error)
{
    *has_time = false;
    text = text_skip_blanks(text);
    if (*text == '\0')
        return CELL_NOTHING;
    if (field_is_text(column->field))
        return read_text(reader, column, text, out, error);
    if (is_formula(text))
        return CELL_FORMULA;
    *out = value_number(VALUE_NONE);
    if (read_special(reader, column, form, text, &out->number, has_time) && in_range(column->field, out->number))
        return CELL_VALUE;
    if (wordbook_is_nothing(reader->words, text))
        return CELL_NOTHING;
    return refuse(reader, column, text, out, error);
}
