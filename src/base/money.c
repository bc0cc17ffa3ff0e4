/*
 * Amounts arrive wearing currency codes and signs, in front, behind, inside parentheses or after a minus. They are
 * taken off here by name, never by "whatever is no digit": "12 k€" must not become 12 euro.
 */
#include "steerco/base/money.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "steerco/base/text.h"

/* ISO 4217 currencies whose minor unit is not a hundredth. */
static const struct {
    const char code[4];
    int digits;
} uncommon_currencies[] = {
    {"BHD", 3}, {"BIF", 0}, {"CLF", 4}, {"CLP", 0}, {"DJF", 0}, {"GNF", 0}, {"IQD", 3}, {"ISK", 0}, {"JOD", 3},
    {"JPY", 0}, {"KMF", 0}, {"KRW", 0}, {"KWD", 3}, {"LYD", 3}, {"OMR", 3}, {"PYG", 0}, {"RWF", 0}, {"TND", 3},
    {"UGX", 0}, {"UYI", 0}, {"UYW", 4}, {"VND", 0}, {"VUV", 0}, {"XAF", 0}, {"XOF", 0}, {"XPF", 0},
};

/* How amounts are marked besides ISO codes and Unicode's currency signs. The longer of two comes first. */
static const char *const currency_words[] = {
    "kr.",  "kr",  "Fr.", "Fr", "fr.", "zł",  "Kč",  "Ft",  "lei", "Rs.", "Rs", "лв.", "лв",
    "руб.", "руб", "US$", "A$", "C$",  "CA$", "AU$", "NZ$", "HK$", "S$",  "R$", "MX$",
};

int currency_digits(const char *code)
{
    for (size_t i = 0; i < sizeof uncommon_currencies / sizeof *uncommon_currencies; i++)
        if (strcmp(uncommon_currencies[i].code, code) == 0)
            return uncommon_currencies[i].digits;
    return 2;
}

static int64_t power_of_ten(int exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool starts_with_code(const char *text)
{
    return is_capital(text[0]) && is_capital(text[1]) && is_capital(text[2]);
}

bool currency_is_code(const char *code)
{
    return starts_with_code(code) && code[3] == '\0';
}

/* Bytes of the currency mark that `text` starts with, or 0. */
static size_t mark_length(const char *text)
{
    for (size_t i = 0; i < sizeof currency_words / sizeof *currency_words; i++)
        if (strncmp(text, currency_words[i], strlen(currency_words[i])) == 0)
            return strlen(currency_words[i]);
    if (starts_with_code(text) && !is_capital(text[3]))
        return 3;
    utf8proc_int32_t code;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
    return size > 0 && utf8proc_category(code) == UTF8PROC_CATEGORY_SC ? (size_t)size : 0;
}

static const char *skip_currency(const char *text)
{
    size_t length;
    for (text = text_skip_blanks(text); (length = mark_length(text)) > 0;)
        text = text_skip_blanks(text + length);
    return text;
}

/* Add the bytes of `text` that belong to the number, with the currency between sign and digits left out. */
static void add_number(const char *text, Buffer *out)
{
    const char *at = skip_currency(text);
    while (*at && strchr("+-(", *at)) {
        buffer_add_char(out, *at);
        at = skip_currency(at + 1);
    }
    const char *end = at + strlen(at), *last = end;
    while (last > at && !(last[-1] >= '0' && last[-1] <= '9'))
        last--;
    buffer_add_bytes(out, at, (size_t)(last - at));
    for (at = skip_currency(last); *at; at = skip_currency(at + 1))
        buffer_add_char(out, *at);
}

bool money_parse(const char *text, DecimalMark mark, int digits, Money *out, Error *error)
{
    Buffer number = {0};
    add_number(text, &number);
    bool ok = number_parse(buffer_text(&number), mark, digits, out, NULL);
    buffer_release(&number);
    if (!ok)
        return error_set(error, "'%.*s' is no amount; expected one like %s", (int)text_fit(text, 60, NULL), text,
                         mark == DECIMAL_POINT ? "1,234.50" : "1.234,50");
    return true;
}

bool money_parse_exact(const char *text, DecimalMark mark, int digits, Money *out, Error *error)
{
    Buffer number = {0};
    if (!money_parse(text, mark, digits, out, error))
        return false;
    add_number(text, &number);
    bool ok = number_parse_exact(buffer_text(&number), mark, digits, out, NULL);
    buffer_release(&number);
    if (!ok && digits == 0)
        return error_set(error, "'%.*s' is finer than its currency, which has no decimals",
                         (int)text_fit(text, 60, NULL), text);
    return ok || error_set(error, "'%.*s' is finer than its currency, which has %d decimals",
                           (int)text_fit(text, 60, NULL), text, digits);
}

/* What a mark that is no code stands for; several codes where several countries use it. */
static const struct {
    const char *mark, *codes;
} currency_meanings[] = {
    {"€", "EUR"},
    {"£", "GBP"},
    {"₹", "INR"},
    {"₺", "TRY"},
    {"₽", "RUB"},
    {"₩", "KRW"},
    {"₪", "ILS"},
    {"₫", "VND"},
    {"₴", "UAH"},
    {"₦", "NGN"},
    {"₱", "PHP"},
    {"zł", "PLN"},
    {"Kč", "CZK"},
    {"Ft", "HUF"},
    {"US$", "USD"},
    {"A$", "AUD"},
    {"AU$", "AUD"},
    {"C$", "CAD"},
    {"CA$", "CAD"},
    {"NZ$", "NZD"},
    {"HK$", "HKD"},
    {"S$", "SGD"},
    {"R$", "BRL"},
    {"MX$", "MXN"},
    {"руб.", "RUB"},
    {"руб", "RUB"},
    {"лв.", "BGN"},
    {"лв", "BGN"},
    {"Fr.", "CHF"},
    {"Fr", "CHF"},
    {"lei", "RON MDL"},
    {"fr.", "CHF"},
    {"¥", "JPY CNY"},
    {"￥", "JPY CNY"},
    {"kr.", "SEK NOK DKK ISK"},
    {"kr", "SEK NOK DKK ISK"},
    {"Rs.", "INR PKR LKR NPR"},
    {"Rs", "INR PKR LKR NPR"},
    {"$", "USD CAD AUD NZD MXN SGD HKD ARS CLP COP"},
};

/* The code that a mark of `length` bytes stands for where amounts are expected in `expected`; "" = it may be several,
   which are in `codes`. A sign that the table does not know means what is expected. */
static void meaning_of(const char *mark, size_t length, const char *expected, char out[4], const char **codes)
{
    *codes = expected;
    for (size_t i = 0; i < sizeof currency_meanings / sizeof *currency_meanings; i++)
        if (strlen(currency_meanings[i].mark) == length && strncmp(currency_meanings[i].mark, mark, length) == 0)
            *codes = currency_meanings[i].codes;
    bool is_code = length == 3 && starts_with_code(mark);
    const char *code = is_code ? mark : strlen(*codes) == 3 ? *codes : strstr(*codes, expected) ? expected : "";
    snprintf(out, 4, "%.3s", code);
}

bool money_currency(const char *text, const char *expected, char out[4], Error *error)
{
    out[0] = '\0';
    while (*text) {
        char found[4];
        const char *codes;
        size_t length = mark_length(text);
        if (length == 0) {
            text++;
            continue;
        }
        meaning_of(text, length, expected, found, &codes);
        if (!*found)
            return error_set(error, "'%.*s' may be one of %s; write the code of the currency", (int)length, text,
                             codes);
        if (*out && strcmp(out, found) != 0)
            return error_set(error, "is it %s or %s?", out, found);
        memcpy(out, found, sizeof found);
        text += length;
    }
    return true;
}

Money money_convert(Money amount, int from_digits, int64_t rate, int to_digits)
{
    int64_t numerator, shift = power_of_ten(to_digits > from_digits ? to_digits - from_digits : 0);
    int64_t denominator = power_of_ten(RATE_DIGITS + (from_digits > to_digits ? from_digits - to_digits : 0));
    Money out;
    if (amount == MONEY_NONE || rate == NUMBER_NONE || !number_scale(rate, shift, 1, &numerator))
        return MONEY_NONE;
    return number_scale(amount, numerator, denominator, &out) ? out : MONEY_NONE;
}

int64_t money_units(int digits)
{
    int64_t units = 1;
    while (digits-- > 0)
        units *= 10;
    return units;
}

void money_format(Money money, int digits, Buffer *out)
{
    number_format(money, digits, false, out);
}

void money_format_grouped(Money money, int digits, bool whole, Buffer *out)
{
    if (whole && number_scale(money, 1, power_of_ten(digits), &money))
        digits = 0;
    Buffer plain = {0};
    number_format(money, digits, false, &plain);
    const char *at = buffer_text(&plain);
    if (*at == '-')
        buffer_add_char(out, *at++);
    for (size_t left = strspn(at, "0123456789"); left > 0; left--) {
        buffer_add_char(out, *at++);
        if (left > 1 && left % 3 == 1)
            buffer_add_char(out, ',');
    }
    buffer_add(out, at);
    buffer_release(&plain);
}

Money money_add(Money a, Money b)
{
    Money sum;
    if (a == MONEY_NONE || b == MONEY_NONE)
        return MONEY_NONE;
    if (__builtin_add_overflow(a, b, &sum) || sum == MONEY_NONE)
        return a > 0 ? INT64_MAX : -INT64_MAX;
    return sum;
}
