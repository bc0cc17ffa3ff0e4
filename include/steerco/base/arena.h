/*
 * Many small allocations that live and die together: the texts of one loaded plan, the records of one change set.
 *
 *     Arena arena = {0};
 *     const char *name = arena_text(&arena, cell);
 *     arena_release(&arena); // name is gone with all the others
 */
#ifndef STEERCO_BASE_ARENA_H
#define STEERCO_BASE_ARENA_H

#include <stddef.h>

#include "steerco/base/attributes.h"

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    ArenaBlock *newest;
    size_t bytes; /* handed out so far, for the memory report */
} Arena;

/* Zeroed bytes, aligned for any type. */
void *arena_new(Arena *arena, size_t size) RETURNS_NON_NULL;

/* A copy of `text`, or of its first `length` bytes with a NUL after them. The empty text costs nothing. */
const char *arena_text(Arena *arena, const char *text) RETURNS_NON_NULL;
const char *arena_text_of(Arena *arena, const char *text, size_t length) RETURNS_NON_NULL;

void arena_release(Arena *arena);

#endif
