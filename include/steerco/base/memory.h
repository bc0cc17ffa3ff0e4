/*
 * Memory that is there or the program is not.
 *
 * Running out of memory ends the program in order: one sentence on standard error, exit handlers (which give the
 * terminal back), status 1. Nothing is lost by that, because every acknowledged change is already on disk, and nothing
 * is half done, because a change set is committed whole. So no caller has a failing path to get wrong.
 */
#ifndef STEERCO_BASE_MEMORY_H
#define STEERCO_BASE_MEMORY_H

#include <stddef.h>

#include "steerco/base/attributes.h"

/* `count` × `size` zeroed bytes; free() them. An overflowing product counts as running out. */
void *memory_new(size_t count, size_t size) MUST_CHECK RETURNS_NON_NULL;

/* As realloc() of `count` × `size` bytes; bytes beyond the old size are not initialised. */
void *memory_resize(void *block, size_t count, size_t size) MUST_CHECK RETURNS_NON_NULL;

/* Heap copies of a text; free() them. */
char *memory_text(const char *text) MUST_CHECK RETURNS_NON_NULL;

#endif
