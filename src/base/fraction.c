#include "steerco/base/fraction.h"

#include "steerco/base/number.h"

static const Fraction undefined = {0, 0};

static FractionPart size_of(FractionPart part)
{
    return part < 0 ? -part : part;
}

static FractionPart common_divisor(FractionPart a, FractionPart b)
{
    for (a = size_of(a), b = size_of(b); b != 0;) {
        FractionPart rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static Fraction reduced(FractionPart numerator, FractionPart denominator)
{
    if (denominator == 0)
        return undefined;
    FractionPart divisor = common_divisor(numerator, denominator);
    if (denominator < 0)
        divisor = -divisor;
    return (Fraction){numerator / divisor, denominator / divisor};
}

Fraction fraction_of(int64_t number)
{
    return number == NUMBER_NONE ? undefined : (Fraction){number, 1};
}

bool fraction_is_defined(Fraction fraction)
{
    return fraction.denominator != 0;
}

Fraction fraction_add(Fraction a, Fraction b)
{
    FractionPart left, right, sum, denominator;
    if (!fraction_is_defined(a) || !fraction_is_defined(b) ||
        __builtin_mul_overflow(a.numerator, b.denominator, &left) ||
        __builtin_mul_overflow(b.numerator, a.denominator, &right) || __builtin_add_overflow(left, right, &sum) ||
        __builtin_mul_overflow(a.denominator, b.denominator, &denominator))
        return undefined;
    return reduced(sum, denominator);
}

Fraction fraction_subtract(Fraction a, Fraction b)
{
    b.numerator = -b.numerator;
    return fraction_add(a, b);
}

/* What the one's numerator and the other's denominator have in common goes first: it needs no room. */
Fraction fraction_multiply(Fraction a, Fraction b)
{
    if (!fraction_is_defined(a) || !fraction_is_defined(b))
        return undefined;
    FractionPart one = common_divisor(a.numerator, b.denominator), other = common_divisor(b.numerator, a.denominator);
    FractionPart numerator, denominator;
    if (a.numerator == 0 || b.numerator == 0)
        return (Fraction){0, 1};
    if (__builtin_mul_overflow(a.numerator / one, b.numerator / other, &numerator) ||
        __builtin_mul_overflow(a.denominator / other, b.denominator / one, &denominator))
        return undefined;
    return reduced(numerator, denominator);
}

Fraction fraction_divide(Fraction a, Fraction b)
{
    return fraction_is_defined(b) ? fraction_multiply(a, reduced(b.denominator, b.numerator)) : undefined;
}

bool fraction_round(Fraction fraction, int64_t scale, int64_t *out)
{
    Fraction scaled = fraction_multiply(fraction, fraction_of(scale));
    if (!fraction_is_defined(scaled))
        return false;
    FractionPart quotient = scaled.numerator / scaled.denominator,
                 rest = size_of(scaled.numerator % scaled.denominator);
    FractionPart more = scaled.denominator - rest; /* to the next whole number, away from 0 */
    if (rest > more || (rest == more && quotient % 2 != 0))
        quotient += scaled.numerator < 0 ? -1 : 1;
    if (quotient > INT64_MAX || quotient < -INT64_MAX)
        return false;
    *out = (int64_t)quotient;
    return true;
}
