/*
 * The one place that asks the system for memory, so that the one place that can be refused is here: nobody else has a
 * failing path for it.
 */
#include "steerco/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_exit(void *block)
{
    if (!block) {
        fputs("steerco: out of memory; every acknowledged change is saved\n", stderr);
        exit(EXIT_FAILURE);
    }
    return block;
}

void *memory_new(size_t count, size_t size)
{
    if (count == 0 || size == 0)
        count = size = 1;
    size_t bytes;
    return or_exit(__builtin_mul_overflow(count, size, &bytes) ? NULL : calloc(1, bytes));
}

void *memory_resize(void *block, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        return or_exit(NULL);
    return or_exit(realloc(block, bytes > 0 ? bytes : 1));
}

char *memory_text(const char *text)
{
    size_t bytes = strlen(text) + 1;
    return memcpy(memory_resize(NULL, bytes, 1), text, bytes);
}
