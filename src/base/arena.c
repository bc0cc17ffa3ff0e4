/*
 * An arena hands out slices of blocks that double in size: a change set of three texts costs one small block, a plan of
 * a million texts a few dozen large ones. Texts are packed without alignment, because a big import is mostly texts.
 */
#include "steerco/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"

/* Bytes of the first block and of the largest ordinary one. Tests build with a first block of 16. */
#ifndef ARENA_BLOCK
#define ARENA_BLOCK 1024
#endif
#define ARENA_BLOCK_MAX ((size_t)1 << 20)

struct ArenaBlock {
    ArenaBlock *older;
    size_t used, capacity;
    alignas(max_align_t) char bytes[];
};

static void add_block(Arena *arena, size_t size)
{
    size_t capacity = arena->newest ? arena->newest->capacity * 2 : ARENA_BLOCK;
    if (capacity > ARENA_BLOCK_MAX)
        capacity = ARENA_BLOCK_MAX;
    if (capacity < size)
        capacity = size;
    size_t bytes;
    if (__builtin_add_overflow(sizeof(ArenaBlock), capacity, &bytes))
        bytes = SIZE_MAX;
    ArenaBlock *block = memory_new(1, bytes);
    block->capacity = capacity;
    block->older = arena->newest;
    arena->newest = block;
}

/* `size` bytes that nobody has written to since the block came zeroed from the system. */
static char *take(Arena *arena, size_t size, size_t alignment)
{
    ArenaBlock *block = arena->newest;
    size_t start = block ? (block->used + alignment - 1) & ~(alignment - 1) : 0;
    if (!block || start > block->capacity || block->capacity - start < size) {
        add_block(arena, size);
        block = arena->newest;
        start = 0;
    }
    block->used = start + size;
    arena->bytes += size;
    return block->bytes + start;
}

void *arena_new(Arena *arena, size_t size)
{
    return take(arena, size, alignof(max_align_t));
}

const char *arena_text(Arena *arena, const char *text)
{
    return arena_text_of(arena, text, strlen(text));
}

const char *arena_text_of(Arena *arena, const char *text, size_t length)
{
    if (length == 0)
        return "";
    char *copy = take(arena, length + 1, 1);
    memcpy(copy, text, length); /* the NUL after it is there already */
    return copy;
}

void arena_release(Arena *arena)
{
    ArenaBlock *block = arena->newest;
    while (block) {
        ArenaBlock *older = block->older;
        free(block);
        block = older;
    }
    *arena = (Arena){0};
}
