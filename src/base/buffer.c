/*
 * The one growable text: every line that is drawn, printed or exported is assembled here. It keeps one byte more than
 * its length at all times, so that its bytes can be handed out as a C string without a copy.
 */
#include "steerco/base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"

/* Bytes of the first allocation. Tests build with 1, so that growth happens in every run. */
#ifndef BUFFER_FIRST_CAPACITY
#define BUFFER_FIRST_CAPACITY 64
#endif

/* Make room for `more` bytes and the NUL. */
static void reserve(Buffer *buffer, size_t more)
{
    size_t needed;
    if (__builtin_add_overflow(buffer->length + 1, more, &needed))
        needed = SIZE_MAX;
    if (needed <= buffer->capacity)
        return;
    size_t grown = buffer->capacity ? buffer->capacity * 2 : BUFFER_FIRST_CAPACITY;
    buffer->capacity = grown < needed ? needed : grown;
    buffer->bytes = memory_resize(buffer->bytes, buffer->capacity, 1);
}

void buffer_add(Buffer *buffer, const char *text)
{
    buffer_add_bytes(buffer, text, strlen(text));
}

void buffer_add_bytes(Buffer *buffer, const void *bytes, size_t length)
{
    if (length == 0)
        return;
    reserve(buffer, length);
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_char(Buffer *buffer, char byte)
{
    reserve(buffer, 1);
    buffer->bytes[buffer->length++] = byte;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_repeat(Buffer *buffer, const char *text, int times)
{
    size_t length = strlen(text);
    for (int i = 0; i < times; i++)
        buffer_add_bytes(buffer, text, length);
}

void buffer_format(Buffer *buffer, const char *format, ...)
{
    /* Most pieces are short: the first attempt nearly always has room. */
    reserve(buffer, 32);
    for (;;) {
        size_t room = buffer->capacity - buffer->length;
        va_list arguments;
        va_start(arguments, format);
        int length = vsnprintf(buffer->bytes + buffer->length, room, format, arguments);
        va_end(arguments);
        if (length < 0) { /* a text of 2 GB, or a wide character the locale lacks: nothing is added */
            buffer->bytes[buffer->length] = '\0';
            return;
        }
        if ((size_t)length < room) {
            buffer->length += (size_t)length;
            return;
        }
        reserve(buffer, (size_t)length);
    }
}

const char *buffer_text(const Buffer *buffer)
{
    return buffer->bytes ? buffer->bytes : "";
}

void buffer_clear(Buffer *buffer)
{
    buffer_cut(buffer, 0);
}

void buffer_cut(Buffer *buffer, size_t length)
{
    if (length >= buffer->length)
        return;
    buffer->length = length;
    buffer->bytes[length] = '\0';
}

void buffer_drop(Buffer *buffer, size_t length)
{
    if (length == 0)
        return;
    buffer->length -= length;
    memmove(buffer->bytes, buffer->bytes + length, buffer->length + 1);
}

char *buffer_steal(Buffer *buffer)
{
    char *text = buffer->bytes ? buffer->bytes : memory_text("");
    *buffer = (Buffer){0};
    return text;
}

void buffer_release(Buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (Buffer){0};
}
