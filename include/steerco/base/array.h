/*
 * Typed growable arrays.
 *
 *     typedef ARRAY(Change) Changes;
 *     Changes changes = {0};
 *     array_push(&changes, change);
 *     for (size_t i = 0; i < changes.count; i++)
 *         use(&changes.items[i]);
 *     array_release(&changes);
 *
 * {0} is an empty array. Pointers into `items` are good until the next push or reserve.
 */
#ifndef STEERCO_BASE_ARRAY_H
#define STEERCO_BASE_ARRAY_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"

#define ARRAY(Type)                                                                                                    \
    struct {                                                                                                           \
        Type *items;                                                                                                   \
        size_t count, capacity;                                                                                        \
    }

/* Tests build with 1, so that growth happens in every run. */
#ifndef ARRAY_FIRST_CAPACITY
#define ARRAY_FIRST_CAPACITY 8
#endif

static inline size_t array_grown_capacity(size_t capacity, size_t needed)
{
    if (capacity == 0)
        capacity = ARRAY_FIRST_CAPACITY;
    while (capacity < needed)
        capacity += capacity / 2 + 1;
    return capacity;
}

/* Make room for `needed` items in all. */
#define array_reserve(array, needed)                                                                                   \
    do {                                                                                                               \
        if ((needed) > (array)->capacity) {                                                                            \
            (array)->capacity = array_grown_capacity((array)->capacity, (needed));                                     \
            (array)->items = memory_resize((array)->items, (array)->capacity, sizeof *(array)->items);                 \
        }                                                                                                              \
    } while (0)

#define array_push(array, ...)                                                                                         \
    do {                                                                                                               \
        array_reserve(array, (array)->count + 1);                                                                      \
        (array)->items[(array)->count++] = (__VA_ARGS__);                                                              \
    } while (0)

/* Insert before `at`, or remove `at`; the order of the others stays. */
#define array_insert(array, at, ...)                                                                                   \
    do {                                                                                                               \
        array_reserve(array, (array)->count + 1);                                                                      \
        memmove((array)->items + (at) + 1, (array)->items + (at), ((array)->count - (at)) * sizeof *(array)->items);   \
        (array)->items[at] = (__VA_ARGS__);                                                                            \
        (array)->count++;                                                                                              \
    } while (0)

#define array_remove(array, at)                                                                                        \
    do {                                                                                                               \
        memmove((array)->items + (at), (array)->items + (at) + 1, ((array)->count - (at)-1) * sizeof *(array)->items); \
        (array)->count--;                                                                                              \
    } while (0)

#define array_release(array)                                                                                           \
    do {                                                                                                               \
        free((array)->items);                                                                                          \
        (array)->items = NULL;                                                                                         \
        (array)->count = (array)->capacity = 0;                                                                        \
    } while (0)

#endif
