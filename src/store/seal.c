/*
 * A row becomes bytes in one way only: each value with its type and its length, so that no two different rows give the
 * same bytes.
 */
#include "seal.h"

#include <stdio.h>

void seal_begin(Sha256 *seal, const char *previous)
{
    sha256_init(seal);
    sha256_add(seal, previous, strlen(previous));
}

static void add_value(Sha256 *seal, char type, const void *bytes, size_t length)
{
    char head[32];
    int size = snprintf(head, sizeof head, "%c%zu:", type, length);
    sha256_add(seal, head, (size_t)size);
    sha256_add(seal, bytes, length);
}

static void add_number(Sha256 *seal, int64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)number);
    add_value(seal, 'i', digits, (size_t)length);
}

void seal_row(Sha256 *seal, const Argument *values, int count)
{
    for (int i = 0; i < count; i++) {
        if (values[i].type == ARGUMENT_NUMBER)
            add_number(seal, values[i].number);
        else if (values[i].type == ARGUMENT_TEXT)
            add_value(seal, 't', values[i].text, strlen(values[i].text));
        else
            add_value(seal, 'n', "", 0);
    }
}

/* Reals and blobs are never written: a type of their own breaks the seal, whatever their bytes. */
void seal_stored_row(Sha256 *seal, sqlite3_stmt *row, int count)
{
    for (int i = 0; i < count; i++) {
        int type = sqlite3_column_type(row, i);
        if (type == SQLITE_INTEGER)
            add_number(seal, sqlite3_column_int64(row, i));
        else if (type == SQLITE_TEXT)
            add_value(seal, 't', sqlite3_column_text(row, i), (size_t)sqlite3_column_bytes(row, i));
        else
            add_value(seal, type == SQLITE_NULL ? 'n' : 'x', "", 0);
    }
}
