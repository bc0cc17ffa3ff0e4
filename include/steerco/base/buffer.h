/*
 * A text under construction.
 *
 *     Buffer line = {0};
 *     buffer_format(&line, "%s: ", name);
 *     buffer_add(&line, value);
 *     puts(buffer_text(&line));
 *     buffer_release(&line);
 *
 * {0} is empty. The text always ends in NUL, which `length` does not count; it may hold NULs before.
 */
#ifndef STEERCO_BASE_BUFFER_H
#define STEERCO_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "steerco/base/attributes.h"

typedef struct Buffer {
    char *bytes; /* null while nothing was added: read through buffer_text() */
    size_t length, capacity;
} Buffer;

void buffer_add(Buffer *buffer, const char *text) NON_NULL;
void buffer_add_bytes(Buffer *buffer, const void *bytes, size_t length);
void buffer_add_char(Buffer *buffer, char byte);
void buffer_add_repeat(Buffer *buffer, const char *text, int times);
void buffer_format(Buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);

/* The text so far, "" when empty; good until the next change. */
const char *buffer_text(const Buffer *buffer) RETURNS_NON_NULL;

void buffer_clear(Buffer *buffer);                   /* empty, memory kept */
void buffer_cut(Buffer *buffer, size_t length);      /* keep at most the first `length` bytes */
void buffer_drop(Buffer *buffer, size_t length);     /* take away the first `length` bytes; no more than there are */
char *buffer_steal(Buffer *buffer) RETURNS_NON_NULL; /* the caller frees it; the buffer is empty again */
void buffer_release(Buffer *buffer);

#endif
