/*
 * Sentences for people live in a fixed array of the caller's, so that reporting a failure can never itself fail, not
 * even for want of memory. Each sentence is written aside first: its arguments may point into the one it replaces.
 */
#include "steerco/base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut in the middle of a character would leave bytes that are no UTF-8. */
static void drop_partial_character(char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (length - (start - 1) < wanted)
        text[start - 1] = '\0';
}

PRINTF_LIKE(3, 0)
static void set(Error *error, ErrorKind kind, const char *format, va_list arguments)
{
    Error fresh = {.kind = kind};
    int length = vsnprintf(fresh.text, sizeof fresh.text, format, arguments);
    if (length >= (int)sizeof fresh.text)
        drop_partial_character(fresh.text, sizeof fresh.text - 1);
    *error = fresh;
}

bool error_set(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (error)
        set(error, ERROR_FAILED, format, arguments);
    va_end(arguments);
    return false;
}

bool error_usage(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (error)
        set(error, ERROR_USAGE, format, arguments);
    va_end(arguments);
    return false;
}

bool error_conflict(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (error)
        set(error, ERROR_CONFLICT, format, arguments);
    va_end(arguments);
    return false;
}

bool error_prefix(Error *error, const char *format, ...)
{
    if (!error)
        return false;
    Error context;
    va_list arguments;
    va_start(arguments, format);
    set(&context, error->kind, format, arguments);
    va_end(arguments);

    size_t used = strlen(context.text);
    size_t room = sizeof context.text - used;
    int length = snprintf(context.text + used, room, ": %s", error->text);
    if (length >= (int)room)
        drop_partial_character(context.text, sizeof context.text - 1);
    *error = context;
    return false;
}

void error_clear(Error *error)
{
    *error = (Error){0};
}

const char *error_reason(int number)
{
    switch (number) {
    case EFBIG:
        return "a file would grow larger than the size limit of this login allows (ulimit -f)";
    case EMFILE:
        return "too few files may be open at once under the limit of this login (ulimit -n)";
    default:
        return strerror(number);
    }
}
