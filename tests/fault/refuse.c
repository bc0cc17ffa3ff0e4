/*
 * Loaded before a program (LD_PRELOAD), it refuses memory: the request number REFUSE_AT, or with REFUSE_FOR_GOOD that
 * one and all that follow. Whoever gave it descriptor 9 hears of a refusal.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static int is_refused(void)
{
    static long left = -1;
    if (left < 0)
        left = getenv("REFUSE_AT") ? atol(getenv("REFUSE_AT")) : 0;
    if (left == 0 || --left > 0)
        return 0;
    left = getenv("REFUSE_FOR_GOOD") ? 1 : 0;
    errno = ENOMEM;
    return write(9, "!", 1) >= -1;
}

void *malloc(size_t size)
{
    return is_refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return is_refused() ? NULL : __libc_realloc(block, size);
}
