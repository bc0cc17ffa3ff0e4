/*
 * A fuzz target: one function that gets any bytes and must neither crash nor hang nor break a promise.
 *
 * Each tests/fuzz/NAME_fuzz.c defines it. `make check` calls it with the inputs of tests/fuzz/corpus/NAME and with
 * seeded mutations of them (driver.c); `make fuzz` leaves the mutating to libFuzzer. What a promise is, is asserted
 * with cmocka's macros; a broken one ends the program.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* The bytes as a text in a block of its own, so that reading past its end is seen; the caller frees it. */
static inline char *fuzz_text(const uint8_t *bytes, size_t length)
{
    char *text = malloc(length + 1);
    if (length > 0)
        memcpy(text, bytes, length);
    text[length] = '\0';
    return text;
}

/* The first byte chooses among so many ways to read the rest. */
static inline unsigned fuzz_choice(const uint8_t **bytes, size_t *length, unsigned ways)
{
    if (*length == 0)
        return 0;
    unsigned chosen = **bytes % ways;
    ++*bytes;
    --*length;
    return chosen;
}

#endif
