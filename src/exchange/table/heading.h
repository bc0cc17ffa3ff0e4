/*
 * One heading of a file, and the decorations that programs and people hang on it: "Custom field (Start date)",
 * "Duration (days)", "Impact(1-10)", "Score=P*I", "investmentUSD", "Residual probability".
 */
#ifndef STEERCO_SRC_EXCHANGE_TABLE_HEADING_H
#define STEERCO_SRC_EXCHANGE_TABLE_HEADING_H

#include <stdbool.h>

#include "steerco/base/arena.h"
#include "steerco/base/array.h"
#include "steerco/base/map.h"

/* What a heading says about the numbers below it. */
typedef enum SaidUnit {
    SAID_NOTHING,
    SAID_MINUTES,
    SAID_HOURS,
    SAID_DAYS,
    SAID_WEEKS,
    SAID_MONTHS,
    SAID_SECONDS,
    SAID_PERCENT,
    SAID_FRACTION,
    SAID_THOUSANDS,
    SAID_MILLIONS,
    SAID_CURRENCY,
} SaidUnit;

/* Before or after the response to a risk. */
typedef enum Moment { MOMENT_NONE, MOMENT_BEFORE, MOMENT_AFTER } Moment;

/* The words for both, from data/headers.ini. */
typedef struct Decorations {
    TextMap units, moments; /* key → SaidUnit, Moment */
    Arena texts;
} Decorations;

void decorations_read(Decorations *decorations);
void decorations_release(Decorations *decorations);

/* One way to read a heading: with some of its decorations taken off, and what these said. */
typedef struct Reading {
    const char *key; /* text_key() of what is left */
    int taken;       /* 0: as it is; more, the less plain a decoration had to go */
    SaidUnit unit;
    Moment moment;
    int lowest, highest; /* of a scale; both 0 when not said */
} Reading;

typedef ARRAY(Reading) Readings;

/*
 * Headings that were taken apart. Each is taken apart once, although every record type asks for it, under every
 * delimiter that the file may have.
 */
typedef struct Headings {
    Decorations decorations;
    TextMap places; /* text → index into `read` */
    ARRAY(Readings) read;
    Arena texts;
} Headings;

Headings *headings_new(void) RETURNS_NON_NULL;
void headings_free(Headings *headings);

/* The readings of a heading, as it is first; none when it is too long to be one. Good until the next call. */
const Readings *headings_read(Headings *headings, const char *text) RETURNS_NON_NULL;

#endif
