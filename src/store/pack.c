/*
 * Packing is on the way of every import and unpacking on that of every undo, so both go through a text once, and
 * numbers are written without printf().
 */
#include "pack.h"

#include <stdio.h>

/* ---- packing ---- */

void packer_init(Packer *packer, Store *store, const Entity *entity)
{
    *packer = (Packer){.entity = entity};
    packer->columns = record_columns(store, entity, &packer->count);
    packer->fields = memory_new((size_t)packer->count, sizeof *packer->fields);
    packer->known = memory_new((size_t)packer->count, sizeof *packer->known);
}

void packer_release(Packer *packer)
{
    free(packer->fields);
    free(packer->known);
    *packer = (Packer){0};
}

/* The digits of a number at the end of `room`. */
static const char *digits_of(int64_t number, char room[24], size_t *length)
{
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    char *at = room + 24;
    do
        *--at = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (number < 0)
        *--at = '-';
    *length = (size_t)(room + 24 - at);
    return at;
}

static void add_part(Buffer *out, const char *bytes, size_t length)
{
    char room[24];
    size_t digits;
    const char *number = digits_of((int64_t)length, room, &digits);
    buffer_add_bytes(out, number, digits);
    buffer_add_char(out, ':');
    buffer_add_bytes(out, bytes, length);
    buffer_add_char(out, ',');
}

static void add_number(Buffer *out, int64_t number)
{
    char room[24];
    size_t length;
    const char *digits = digits_of(number, room, &length);
    add_part(out, digits, length);
}

static bool is_absent(const Column *column, Value value)
{
    return column->is_text ? *value.text == '\0' : value.number == column->absent.number;
}

static void introduce(Packer *packer, const void *record, Buffer *out)
{
    for (int i = 0; i < packer->count; i++) {
        const Field *field = packer->columns[i].field;
        if (packer->known[i] || is_absent(&packer->columns[i], field_stored(field, record)))
            continue;
        packer->known[i] = true;
        packer->fields[packer->introduced++] = i;
        buffer_add_char(out, '+');
        buffer_add(out, field->name);
    }
}

void packer_add(Packer *packer, const void *record, const Numbering *numbering, Buffer *out)
{
    introduce(packer, record, out);
    buffer_add_char(out, ';');
    add_number(out, numbered(numbering, ((const Record *)record)->board));
    for (int i = 0; i < packer->introduced; i++) {
        const Column *column = &packer->columns[packer->fields[i]];
        Value value = numbered_value(numbering, column->field, field_stored(column->field, record));
        if (is_absent(column, value))
            add_part(out, "", 0);
        else if (column->is_text)
            add_part(out, value.text, strlen(value.text));
        else
            add_number(out, value.number);
    }
}

/* ---- unpacking ---- */

void unpacker_init(Unpacker *unpacker, Store *store, const Entity *entity, const char *text)
{
    *unpacker = (Unpacker){.store = store, .entity = entity, .rest = text};
}

void unpacker_release(Unpacker *unpacker)
{
    array_release(&unpacker->columns);
}

static bool refuse(const Unpacker *unpacker, Error *error)
{
    return error_set(error, "what it keeps of deleted %s cannot be read", unpacker->entity->plural);
}

static void read_names(Unpacker *unpacker)
{
    while (*unpacker->rest == '+') {
        char name[64];
        size_t length = strcspn(++unpacker->rest, "+;");
        snprintf(name, sizeof name, "%.*s", length < sizeof name ? (int)length : 0, unpacker->rest);
        const Field *field = stored_field_named(unpacker->entity, name);
        array_push(&unpacker->columns, field ? record_column(unpacker->store, unpacker->entity, field) : NULL);
        unpacker->rest += length;
    }
}

/* A length, ':', so many bytes, ','. */
static bool read_part(Unpacker *unpacker, const char **bytes, size_t *length)
{
    size_t count = 0;
    const char *at = unpacker->rest;
    for (; *at >= '0' && *at <= '9' && count < SIZE_MAX / 20; at++)
        count = 10 * count + (size_t)(*at - '0');
    if (at == unpacker->rest || *at++ != ':' || strnlen(at, count) < count || at[count] != ',')
        return false;
    *bytes = at;
    *length = count;
    unpacker->rest = at + count + 1;
    return true;
}

static void blank(const Unpacker *unpacker, void *record)
{
    int count;
    const Column *columns = record_columns(unpacker->store, unpacker->entity, &count);
    memset(record, 0, unpacker->entity->record_size);
    for (int i = 0; i < count; i++)
        field_set(columns[i].field, record, columns[i].is_text ? value_text("") : columns[i].absent);
}

static bool read_field(Unpacker *unpacker, const Column *column, Arena *texts, void *record, Error *error)
{
    const char *bytes;
    size_t length;
    Value value;
    if (!read_part(unpacker, &bytes, &length))
        return refuse(unpacker, error);
    if (!column)
        return true;
    /* A number ends where its part does: at ','. */
    const char *text = column->is_text ? arena_text_of(texts, bytes, length) : length ? bytes : "";
    if (!column_of_journal_text(column, text, &value, error))
        return error_prefix(error, "a deleted %s", unpacker->entity->noun);
    field_set(column->field, record, value);
    return true;
}

bool unpacker_next(Unpacker *unpacker, Arena *texts, void *record, Error *error)
{
    const char *board;
    size_t length;
    blank(unpacker, record);
    read_names(unpacker);
    if (*unpacker->rest != ';')
        return refuse(unpacker, error);
    unpacker->rest++;
    if (!read_part(unpacker, &board, &length))
        return refuse(unpacker, error);
    ((Record *)record)->board = strtoll(board, NULL, 10);
    for (size_t i = 0; i < unpacker->columns.count; i++)
        if (!read_field(unpacker, unpacker->columns.items[i], texts, record, error))
            return false;
    return true;
}
