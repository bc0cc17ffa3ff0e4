/*
 * Exact fractions, for figures that divide and multiply several times and are rounded once, at the end.
 *
 *     Fraction cpi = fraction_divide(fraction_of(ev), fraction_of(ac));
 *     if (!fraction_round(fraction_divide(fraction_of(bac), cpi), 1, &eac)) … // ac or ev is 0
 */
#ifndef STEERCO_BASE_FRACTION_H
#define STEERCO_BASE_FRACTION_H

#include <stdbool.h>
#include <stdint.h>

#include "steerco/base/attributes.h"

__extension__ typedef __int128 FractionPart;

/* In lowest terms, the denominator above 0; denominator 0 = undefined, which all that is made of it is too. */
typedef struct Fraction {
    FractionPart numerator, denominator;
} Fraction;

Fraction fraction_of(int64_t number); /* undefined for NUMBER_NONE */
Fraction fraction_add(Fraction a, Fraction b);
Fraction fraction_subtract(Fraction a, Fraction b);
Fraction fraction_multiply(Fraction a, Fraction b); /* undefined when it has no room, as is every sum */
Fraction fraction_divide(Fraction a, Fraction b);   /* … or b is 0 */

bool fraction_is_defined(Fraction fraction);

/* fraction × scale, rounded half to even; false when it is undefined or has no room. */
bool fraction_round(Fraction fraction, int64_t scale, int64_t *out) MUST_CHECK;

#endif
