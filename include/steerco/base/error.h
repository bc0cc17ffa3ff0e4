/*
 * What went wrong, in one sentence a manager can act on.
 *
 * The caller owns an Error and passes it last. A function that can fail returns bool; error_set() returns false, so a
 * failing function ends in `return error_set(error, "…")`. Callers put context in front on the way up:
 *
 *     if (!date_parse(cell, order, &date, error))
 *         return error_prefix(error, "line %zu, %s", line, field->title);
 *     // "line 14, Due: '31.02.2026' is no date; expected a day like 2026-02-28"
 *
 * The kind is also the exit status of the program.
 */
#ifndef STEERCO_BASE_ERROR_H
#define STEERCO_BASE_ERROR_H

#include <stdbool.h>

#include "steerco/base/attributes.h"

typedef enum ErrorKind {
    ERROR_NONE = 0,
    ERROR_FAILED = 1,   /* it could not be done: the file, the disk, the data */
    ERROR_USAGE = 2,    /* the command line is wrong */
    ERROR_CONFLICT = 3, /* somebody else changed the same thing first */
    ERROR_UNTOLD = 4,   /* it was done, and what was to be said of it could not be printed */
} ErrorKind;

typedef struct Error {
    ErrorKind kind;
    char text[1000]; /* without a final full stop; cut on a character boundary when longer */
} Error;

/* Set kind and sentence, replacing what was there. Always false. A null error is allowed and ignored. */
bool error_set(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);
bool error_usage(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);
bool error_conflict(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);

/* Put "context: " in front of the sentence; the kind stays. Always false. */
bool error_prefix(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);

void error_clear(Error *error);

/* What a value of errno means to a person: strerror(), but the limits of a login (ulimit -f, -n) by their
   names. */
const char *error_reason(int number) RETURNS_NON_NULL;

#endif
