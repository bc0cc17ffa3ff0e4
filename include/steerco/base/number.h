/*
 * Decimal numbers as people and spreadsheets write them, read exactly into scaled integers.
 */
#ifndef STEERCO_BASE_NUMBER_H
#define STEERCO_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "steerco/base/buffer.h"
#include "steerco/base/error.h"

/* "There is no such number": shown as —, exported empty, sorted last. */
#define NUMBER_NONE INT64_MIN

/* Which character separates the decimals. The other one, blanks and apostrophes group the thousands. */
typedef enum DecimalMark { DECIMAL_POINT, DECIMAL_COMMA } DecimalMark;

/*
 * Read `text` as a number with at most `digits` decimals that count: 12.5 with digits 2 gives 1250. Signs, grouping in
 * threes and accountants' parentheses are understood; more decimals are rounded half to even. Fails on anything else,
 * and on overflow, quoting the text.
 */
bool number_parse(const char *text, DecimalMark mark, int digits, int64_t *out, Error *error) MUST_CHECK;

/* … that refuses decimals that would be lost: 12.345 with digits 2; 12.340 is good. */
bool number_parse_exact(const char *text, DecimalMark mark, int digits, int64_t *out, Error *error) MUST_CHECK;

/*
 * Add `number` / 10^digits with a decimal point; with `trim`, without trailing zero decimals (12.50 → 12.5). "—" when
 * undefined.
 */
void number_format(int64_t number, int digits, bool trim, Buffer *out);

/* number × numerator / denominator, rounded half to even; false on overflow or a zero denominator. */
bool number_scale(int64_t number, int64_t numerator, int64_t denominator, int64_t *out) MUST_CHECK;

/* The number from `low` to `high` that is nearest; low ≤ high. */
int number_limit(int number, int low, int high);

#endif
