/*
 * Money: a 64-bit count of minor units of an ISO 4217 currency (EUR 2 decimals, JPY 0, TND 3). Never a binary float.
 */
#ifndef STEERCO_BASE_MONEY_H
#define STEERCO_BASE_MONEY_H

#include "steerco/base/number.h"

typedef int64_t Money;
#define MONEY_NONE NUMBER_NONE

/* Decimals of a currency; 2 for codes that are not in the table. */
int currency_digits(const char *code);

/* Three capital letters? (Offices use codes that no table knows.) */
bool currency_is_code(const char *code);

/*
 * Read an amount such as "1.234,50 €", "300,000 CHF", "(1 234.50)" or "-12". Currency codes and signs around the number
 * are skipped.
 */
bool money_parse(const char *text, DecimalMark mark, int digits, Money *out, Error *error) MUST_CHECK;

/* … that refuses an amount finer than the minor unit, 1,234.5 JPY or 1.234 EUR: it is never cut. */
bool money_parse_exact(const char *text, DecimalMark mark, int digits, Money *out, Error *error) MUST_CHECK;

/*
 * The currency that an amount wears: `out` is its code, "" when it wears none. A sign that several countries use
 * ($, ¥, kr) is that of `expected` where that is one of them. Fails on one that may be several others, naming them, and
 * on two different ones.
 */
bool money_currency(const char *text, const char *expected, char out[4], Error *error) MUST_CHECK;

/*
 * An exchange rate: how many units of the board's currency one unit of the other is worth, in hundred-millionths:
 * 0.92 is 92,000,000.
 */
enum { RATE_DIGITS = 8 };

/*
 * An amount in another currency: `amount` with `from_digits` decimals × rate, as an amount with `to_digits`, rounded
 * half to even. Undefined when either is, and beyond what Money holds.
 */
Money money_convert(Money amount, int from_digits, int64_t rate, int to_digits);

/* How many minor units a unit of the currency has: 100 of two digits. */
int64_t money_units(int digits);

/* Add "12345.60", and for people "12,345.60" or, with `whole`, "12,346" rounded half to even. "—" when undefined. */
void money_format(Money money, int digits, Buffer *out);
void money_format_grouped(Money money, int digits, bool whole, Buffer *out);

/* a + b, saturating at the largest amount; undefined if either is undefined. */
Money money_add(Money a, Money b);

#endif
