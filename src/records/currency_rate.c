/*
 * The table of exchange rates.
 */
#include "steerco/records/currency_rate.h"

#include "steerco/records/records.h"

enum { ONE = 100000000 };

bool currency_is_own(const Plan *plan, const char *currency)
{
    return *currency == '\0' || text_equal(currency, plan_currency(plan));
}

/* Undefined comes before every day. */
static bool is_newer(const CurrencyRate *a, const CurrencyRate *b)
{
    if (a->valid_from != b->valid_from)
        return b->valid_from == DATE_NONE || (a->valid_from != DATE_NONE && a->valid_from > b->valid_from);
    return a->record.id > b->record.id;
}

static int64_t find(const Plan *plan, const char *currency, RateKind kind, Date on, bool newest)
{
    const CurrencyRate *found = NULL;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_CURRENCY_RATE); row++) {
        const CurrencyRate *rate = plan_currency_rate(plan, row);
        bool valid = on == DATE_NONE || rate->valid_from == DATE_NONE || rate->valid_from <= on;
        if (valid && rate->kind == kind && text_equal(rate->currency, currency) &&
            (!found || is_newer(rate, found) == newest))
            found = rate;
    }
    return found ? found->rate : NUMBER_NONE;
}

int64_t currency_rate_budget(const Plan *plan, const char *currency)
{
    return currency_is_own(plan, currency) ? ONE : find(plan, currency, RATE_BUDGET, DATE_NONE, false);
}

int64_t currency_rate_booking(const Plan *plan, const char *currency, Date on)
{
    int64_t rate = currency_is_own(plan, currency) ? ONE : find(plan, currency, RATE_BOOKING, on, true);
    return rate != NUMBER_NONE ? rate : currency_rate_budget(plan, currency);
}

static bool check(const Plan *plan, const void *record, Error *error)
{
    const CurrencyRate *rate = record;
    if (!currency_is_code(rate->currency))
        return error_set(error, "currency '%s' is no code; expected three capital letters such as USD", rate->currency);
    if (currency_is_own(plan, rate->currency))
        return error_set(error, "%s is the board's own currency: it needs no rate", rate->currency);
    return rate->rate > 0 || error_set(error, "a rate is above 0");
}

static const char *const kinds[] = {"booking", "budget", NULL};

/* clang-format off */
static const Field fields[] = {
    {.name = "currency", .title = "Currency", .type = FIELD_TEXT, FIELD_AT(CurrencyRate, currency), .width = 8,
     .required = true, .help = "ISO 4217 code of the other currency"},
    {.name = "rate", .title = "Rate", .type = FIELD_RATE, FIELD_AT(CurrencyRate, rate), .required = true,
     .help = "What one unit of it is worth in the currency of the board, with up to eight decimals"},
    {.name = "valid_from", .title = "Valid from", .type = FIELD_DATE, FIELD_AT(CurrencyRate, valid_from),
     .help = "First booking day that it counts for; empty = from the beginning"},
    {.name = "kind", .title = "Kind", .type = FIELD_CHOICE, FIELD_AT(CurrencyRate, kind), .choices = kinds,
     .width = 8, .help = "For booking entries, or the rate that the budget was made with"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(CurrencyRate, notes), .width = 24,
     .help = "Where it comes from"},
    {0},
};
/* clang-format on */

const Entity currency_rate_entity = {
    .kind = ENTITY_CURRENCY_RATE,
    .name = "currency_rate",
    .plural = "currency_rates",
    .title = "Rates",
    .noun = "currency rate",
    .nouns = "currency rates",
    .tag = 17,
    .prefix = "FX",
    .record_size = sizeof(CurrencyRate),
    .fields = fields,
    .label = "currency",
    .check = check,
};
