/*
 * Values come from a file that anybody may have tampered with, and the rest of the program indexes arrays by choices
 * and levels and divides by working minutes. So each column has bounds, and what lies beyond them goes no further.
 */
#include "column.h"

#include <inttypes.h>
#include <stdio.h>

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
    bool zero = field->type == FIELD_REFERENCE || field->type == FIELD_FLAG || field->type == FIELD_CHOICE;
    Column column = {
        .field = field,
        .absent = value_number(zero ? 0 : VALUE_NONE),
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

bool column_read(const Column *column, sqlite3_value *stored, Value *out, Error *error)
{
    *out = column->absent;
    if (column->is_text) {
        const char *text = (const char *)sqlite3_value_text(stored);
        *out = value_text(text ? text : "");
        return true;
    }
    if (sqlite3_value_type(stored) != SQLITE_NULL)
        out->number = sqlite3_value_int64(stored);
    return column_check(column, *out, error);
}
