/*
 * What a currency is worth in that of the board, from a day on. The rate of a booking is taken from here when the entry
 * is booked and stays with it; the budget rate is what the budget was made with: what bookings differ from it by is the
 * exchange variance.
 */
#ifndef STEERCO_RECORDS_CURRENCY_RATE_H
#define STEERCO_RECORDS_CURRENCY_RATE_H

#include "steerco/model/entity.h"

typedef enum RateKind { RATE_BOOKING, RATE_BUDGET } RateKind;

typedef struct CurrencyRate {
    Record record;
    const char *currency; /* ISO 4217 */
    const char *notes;
    int64_t rate;    /* see base/money.h */
    Date valid_from; /* undefined = always */
    uint8_t kind;    /* RateKind */
} CurrencyRate;

extern const Entity currency_rate_entity;

/*
 * The rate at which an entry of that day is booked: the newest booking rate by then, else the budget rate. NUMBER_NONE
 * when there is none; of the board's own currency ("" too) it is 1.
 */
int64_t currency_rate_booking(const Plan *plan, const char *currency, Date on);

/* The rate that the budget was made with: the budget rate, the oldest where there are several; NUMBER_NONE. */
int64_t currency_rate_budget(const Plan *plan, const char *currency);

/* Is this the board's own currency, said or not? */
bool currency_is_own(const Plan *plan, const char *currency);

#endif
