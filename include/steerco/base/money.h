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

/* Add "12345.60", and for people "12,345.60" or, with `whole`, "12,346" rounded half to even. "—" when undefined. */
void money_format(Money money, int digits, Buffer *out);
void money_format_grouped(Money money, int digits, bool whole, Buffer *out);

/* a + b, saturating at the largest amount; undefined if either is undefined. */
Money money_add(Money a, Money b);

#endif
