/*
 * One heading of a file, and the decorations that programs and people hang on it: "Custom field (Start date)",
 * "Duration (days)", "Impact(1-10)", "Score=P*I", "investmentUSD", "Residual probability".
 */
#ifndef STEERCO_SRC_EXCHANGE_HEADING_H
#define STEERCO_SRC_EXCHANGE_HEADING_H

#include <stdbool.h>

#include "steerco/base/arena.h"
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

/* A heading with some of its decorations taken off, and what these said. */
typedef struct Heading {
    char text[200];
    SaidUnit unit;
    Moment moment;
    int lowest, highest; /* of a scale; both 0 when not said */
} Heading;

/* False for a heading that is too long to be one. */
bool heading_init(Heading *heading, const char *text);

/* Take off the next kind of decoration, 0 ≤ kind < DECORATIONS, the plainest first. False when it has none of these. */
enum { DECORATIONS = 6 };
bool heading_take_off(Heading *heading, const Decorations *decorations, int kind);

#endif
