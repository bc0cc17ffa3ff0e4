/*
 * Values come from a file that anybody may have tampered with, and the rest of the program indexes arrays by choices
 * and levels and divides by working minutes. So each column has bounds, and what lies beyond them goes no further.
 */
#include "column.h"

#include <inttypes.h>
#include <stdio.h>

#include "steerco/base/text.h"

/* Minutes; base/duration.h refuses what is longer. */
#define LONGEST_DURATION INT64_C(1000000000)

const Field *stored_field(const Field *field)
{
    while (field->name && !field_is_stored(field))
        field++;
    return field;
}

const Field *stored_field_named(const Entity *entity, const char *name)
{
    const Field *field = stored_field(entity->fields);
    while (field->name && strcmp(field->name, name) != 0)
        field = stored_field(field + 1);
    return field->name ? field : NULL;
}

int stored_field_count(const Entity *entity)
{
    int count = 0;
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        count++;
    return count;
}

static int64_t choice_count(const Field *field)
{
    int64_t count = 0;
    while (field->choices[count])
        count++;
    return count;
}

static void set_bounds(Column *column, int64_t low, int64_t high)
{
    column->low = low;
    column->high = high;
}

/* What a member of this type and size may hold, so that no reader of it can be led astray. */
static void limit_column(Column *column, const Field *field)
{
    const Date first = date_make(1900, 1, 1), last = date_make(2999, 12, 31);
    const int64_t most = field->size >= 8 ? INT64_MAX : (INT64_C(1) << (8 * field->size - 1)) - 1;
    switch (field->type) {
    case FIELD_FLAG:
        set_bounds(column, 0, 1);
        break;
    case FIELD_CHOICE:
        set_bounds(column, 0, choice_count(field) - 1);
        break;
    case FIELD_REFERENCE:
        set_bounds(column, 1, LARGEST_ID);
        break;
    case FIELD_ANY:
        set_bounds(column, 1, INT64_MAX);
        break;
    case FIELD_DATE:
        set_bounds(column, first, last);
        break;
    case FIELD_INSTANT:
        set_bounds(column, instant_make(first, 0), instant_make(last, MINUTES_PER_DAY - 1));
        break;
    case FIELD_DURATION:
        set_bounds(column, -LONGEST_DURATION * DURATION_STEP,
                   LONGEST_DURATION * DURATION_STEP + (UNIT_PERCENT | UNIT_ELAPSED | DURATION_ESTIMATED));
        break;
    default:
        set_bounds(column, -most, most);
        if (field->maximum > field->minimum)
            set_bounds(column, field->minimum, field->maximum);
    }
}

Column column_of(const Field *field)
{
    bool zero = field_refers(field) || field->type == FIELD_FLAG || field->type == FIELD_CHOICE;
    Column column = {
        .field = field,
        .absent = value_number(zero ? 0 : VALUE_NONE), /* with an empty text */
        .is_text = field_is_text(field),
        .needs_number = field->required && !field_is_text(field),
    };
    limit_column(&column, field);
    return column;
}

static bool refuse(const Column *column, int64_t number, Error *error)
{
    return error_set(error, "%s cannot be %" PRId64, column->field->name, number);
}

bool column_check(const Column *column, Value value, Error *error)
{
    bool has_unit = column->field->type != FIELD_DURATION || duration_is_valid(value.number);
    if (column->is_text || (value.number >= column->low && value.number <= column->high && has_unit))
        return true;
    if (!value_is_none(column->field, value))
        return refuse(column, value.number, error);
    return !column->needs_number || error_set(error, "%s may not be empty", column->field->name);
}

Argument column_argument(const Column *column, Value value)
{
    if (value_is_none(column->field, value))
        value = column->absent;
    if (value_is_none(column->field, value))
        return argument_text(NULL);
    return column->is_text ? argument_text(value.text) : argument_number(value.number);
}

const char *field_journal_text(const Field *field, Value value, char scratch[24])
{
    if (value_is_none(field, value))
        return NULL;
    if (field_is_text(field))
        return value.text;
    snprintf(scratch, 24, "%" PRId64, value.number);
    return scratch;
}

bool column_of_journal_text(const Column *column, const char *text, Value *out, Error *error)
{
    *out = column->is_text ? value_text(text) : column->absent;
    if (column->is_text || *text == '\0')
        return true;
    out->number = strtoll(text, NULL, 10);
    return column_check(column, *out, error);
}

/* ---- reading ---- */

/* The digits of a number, as they are written, and nothing else. */
static bool number_of_text(sqlite3_value *stored, int64_t *out)
{
    char digits[24];
    const char *text = (const char *)sqlite3_value_text(stored);
    *out = text ? strtoll(text, NULL, 10) : 0;
    int length = snprintf(digits, sizeof digits, "%" PRId64, *out);
    return text && length == sqlite3_value_bytes(stored) && strcmp(digits, text) == 0;
}

static bool number_of_real(double real, int64_t *out)
{
    const double most = (double)LARGEST_ID; /* beyond it a real stands for several whole numbers */
    if (!(real >= -most && real <= most))
        return false;
    *out = (int64_t)real;
    return (double)*out == real;
}

static bool take_number(const Column *column, sqlite3_value *stored, int type, Value *out)
{
    switch (type) {
    case SQLITE_NULL:
        return true;
    case SQLITE_INTEGER:
        out->number = sqlite3_value_int64(stored);
        break;
    case SQLITE_FLOAT:
        if (!number_of_real(sqlite3_value_double(stored), &out->number))
            return false;
        break;
    case SQLITE_TEXT:
        if (!number_of_text(stored, &out->number))
            return false;
        break;
    default:
        return false;
    }
    if (value_is_none(column->field, *out))
        *out = column->absent;
    return true;
}

/* A text with a NUL would end there for everybody who reads it. */
static bool take_text(sqlite3_value *stored, int type, Value *out)
{
    const char *text = type == SQLITE_NULL ? "" : (const char *)sqlite3_value_text(stored);
    *out = value_text(text ? text : "");
    return text && type != SQLITE_FLOAT && strlen(text) == (size_t)sqlite3_value_bytes(stored);
}

static bool is_spelled(Argument spelling, sqlite3_value *stored, int type)
{
    switch (spelling.type) {
    case ARGUMENT_NUMBER:
        return type == SQLITE_INTEGER && sqlite3_value_int64(stored) == spelling.number;
    case ARGUMENT_TEXT:
        return type == SQLITE_TEXT;
    default:
        return type == SQLITE_NULL;
    }
}

/* ---- what a refusal says ---- */

static void add_found(sqlite3_value *stored, int type, Buffer *out)
{
    const char *text = type == SQLITE_BLOB ? NULL : (const char *)sqlite3_value_text(stored);
    int length = sqlite3_value_bytes(stored);
    if (type == SQLITE_NULL)
        buffer_add(out, "nothing");
    else if (type == SQLITE_BLOB)
        buffer_format(out, "a blob of %d bytes", length);
    else if (type != SQLITE_TEXT)
        buffer_format(out, "the %s %s", type == SQLITE_FLOAT ? "real" : "number", text ? text : "");
    else if (length == 0)
        buffer_add(out, "an empty text");
    else if (text && strlen(text) != (size_t)length)
        buffer_add(out, "a text with a NUL");
    else
        buffer_format(out, "the text %s", text_quoted(text ? text : "").text);
}

/* Of any value. */
static void add_bounds(const Column *column, Buffer *out)
{
    if (column->is_text)
        buffer_add(out, "a text");
    else if (column->field->type == FIELD_DURATION)
        buffer_add(out, "a duration as a whole number");
    else
        buffer_format(out, "a whole number from %" PRId64 " to %" PRId64, column->low, column->high);
    if (!column->needs_number && !column->is_text && value_is_none(column->field, column->absent))
        buffer_add(out, " or nothing");
}

static bool refuse_stored(const Column *column, sqlite3_value *stored, int type, const Argument *spelling, Error *error)
{
    Buffer found = {0}, expected = {0};
    add_found(stored, type, &found);
    if (!spelling || spelling->type == ARGUMENT_TEXT)
        add_bounds(column, &expected);
    else if (spelling->type == ARGUMENT_NUMBER)
        buffer_format(&expected, "the number %" PRId64, spelling->number);
    else
        buffer_add(&expected, "nothing");
    error_set(error, "%s holds %s; expected %s", column->field->name, buffer_text(&found), buffer_text(&expected));
    buffer_release(&found);
    buffer_release(&expected);
    return false;
}

bool column_read(const Column *column, sqlite3_value *stored, bool exact, Value *out, Error *error)
{
    int type = sqlite3_value_type(stored); /* before it is read as anything else */
    *out = column->absent;
    bool taken = column->is_text ? take_text(stored, type, out) : take_number(column, stored, type, out);
    if (!taken || !column_check(column, *out, NULL))
        return refuse_stored(column, stored, type, NULL, error);
    Argument spelling = column_argument(column, *out);
    return !exact || is_spelled(spelling, stored, type) || refuse_stored(column, stored, type, &spelling, error);
}
