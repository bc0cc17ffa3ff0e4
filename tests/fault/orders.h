/*
 * How a test leads a program through its deed, stop by stop: a library loaded before the program (LD_PRELOAD) counts
 * something that the program does, stops where the test wants it to, and hears what is next. All that is said is a
 * `long`.
 *
 *     → 250   stop at the 250th (0: never again)
 *     ← 250   is there
 *     → 251   go on to there
 */
#ifndef TESTS_FAULT_ORDERS_H
#define TESTS_FAULT_ORDERS_H

#include <unistd.h>

enum { ORDERS = 100, ANSWERS = 101 };            /* descriptors */
enum { REFUSE_ONCE = -1, REFUSE_FOR_GOOD = -2 }; /* orders of refuse.c; from 0 on: where to stop */

static inline long orders_hear(void)
{
    long order;
    return read(ORDERS, &order, sizeof order) == sizeof order ? order : 0;
}

static inline void orders_tell(long number)
{
    if (write(ANSWERS, &number, sizeof number) != sizeof number)
        _exit(1);
}

#endif
