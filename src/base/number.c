/*
 * Numbers are read digit by digit into a scaled integer and never pass through a binary float, so that 0.1 is a tenth.
 * Grouping is checked, not skipped: under a decimal point "1,234" is 1234 but "1,5" is refused, since whoever wrote it
 * meant one and a half.
 */
#include "steerco/base/number.h"

#include <assert.h>
#include <string.h>

#include "steerco/base/text.h"

__extension__ typedef __int128 Wide;

enum { MOST_DIGITS = 18 };

/* A scaled integer that grows digit by digit; decimals beyond `room` only decide the rounding. */
typedef struct Sum {
    int64_t value;
    int room;
    int digits;        /* seen so far */
    int first_dropped; /* 0–9 */
    bool any_dropped, more_dropped, overflow;
} Sum;

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void append(Sum *sum, int digit)
{
    if (__builtin_mul_overflow(sum->value, 10, &sum->value) || __builtin_add_overflow(sum->value, digit, &sum->value))
        sum->overflow = true;
}

static int read_digits(const char **at, Sum *sum)
{
    int count = 0;
    for (; is_digit(**at); (*at)++, count++)
        append(sum, **at - '0');
    sum->digits += count;
    return count;
}

/* Which group separator is at `at`, and where does the text go on? 0 if there is none. */
static char separator(const char *at, DecimalMark mark, const char **after)
{
    const char *next = text_skip_blanks(at);
    char kind = 0;
    if (next != at)
        kind = ' ';
    else if (*at == (mark == DECIMAL_POINT ? ',' : '.') || *at == '\'')
        kind = *at, next = at + 1;
    else if (strncmp(at, "\u2019", 3) == 0)
        kind = '\'', next = at + 3;
    *after = next;
    return kind && is_digit(*next) ? kind : 0;
}

/* Digits in groups of three, all separated alike, or in one run. */
static bool read_whole(const char **at, DecimalMark mark, Sum *sum)
{
    const char *start = *at, *next;
    int count = read_digits(at, sum);
    if (count == 0)
        return true;
    char kind = separator(*at, mark, &next);
    if (kind && (count > 3 || *start == '0'))
        return false;
    while (kind && separator(*at, mark, &next) == kind) {
        *at = next;
        if (read_digits(at, sum) != 3)
            return false;
    }
    return true;
}

static void read_decimals(const char **at, Sum *sum)
{
    for (; is_digit(**at); (*at)++) {
        int digit = **at - '0';
        sum->digits++;
        if (sum->room > 0) {
            append(sum, digit);
            sum->room--;
        } else if (!sum->any_dropped) {
            sum->any_dropped = true;
            sum->first_dropped = digit;
        } else if (digit > 0) {
            sum->more_dropped = true;
        }
    }
}

static int64_t rounded(Sum *sum)
{
    for (; sum->room > 0; sum->room--)
        append(sum, 0);
    bool odd = sum->value % 2 != 0;
    if (sum->first_dropped > 5 || (sum->first_dropped == 5 && (sum->more_dropped || odd)))
        sum->overflow |= __builtin_add_overflow(sum->value, 1, &sum->value);
    return sum->value;
}

static bool read_minus(const char **at)
{
    size_t length = **at == '-' ? 1 : strncmp(*at, "\u2212", 3) == 0 ? 3 : 0;
    *at += length;
    return length > 0;
}

static bool refuse(const char *text, DecimalMark mark, Error *error)
{
    return error_set(error, "'%.*s' is no number; expected one like %s", (int)text_fit(text, 60, NULL), text,
                     mark == DECIMAL_POINT ? "1234.5" : "1234,5");
}

static bool parse(const char *text, DecimalMark mark, int digits, bool exact, int64_t *out, Error *error)
{
    assert(digits >= 0 && digits <= MOST_DIGITS);
    Sum sum = {.room = digits};
    const char *at = text_skip_blanks(text);
    bool parentheses = *at == '(';
    if (parentheses)
        at = text_skip_blanks(at + 1);
    bool plus = !parentheses && *at == '+';
    at += plus;
    bool minus = !parentheses && !plus && read_minus(&at);
    if (plus || minus)
        at = text_skip_blanks(at);
    if (!read_whole(&at, mark, &sum))
        return refuse(text, mark, error);
    if (*at == (mark == DECIMAL_POINT ? '.' : ',')) {
        at++;
        read_decimals(&at, &sum);
    }
    at = text_skip_blanks(at);
    if (parentheses && *at++ != ')')
        return refuse(text, mark, error);
    if (!parentheses && !plus && !minus)
        minus = read_minus(&at); /* as accounting systems print it: 1,234.50- */
    if (sum.digits == 0 || *text_skip_blanks(at) != '\0')
        return refuse(text, mark, error);
    if (exact && (sum.first_dropped > 0 || sum.more_dropped))
        return error_set(error, "'%.*s' has more than %d decimals", (int)text_fit(text, 60, NULL), text, digits);
    int64_t magnitude = rounded(&sum);
    if (sum.overflow)
        return error_set(error, "'%.*s' is too large a number", (int)text_fit(text, 60, NULL), text);
    *out = parentheses || minus ? -magnitude : magnitude;
    return true;
}

bool number_parse(const char *text, DecimalMark mark, int digits, int64_t *out, Error *error)
{
    return parse(text, mark, digits, false, out, error);
}

bool number_parse_exact(const char *text, DecimalMark mark, int digits, int64_t *out, Error *error)
{
    return parse(text, mark, digits, true, out, error);
}

void number_format(int64_t number, int digits, bool trim, Buffer *out)
{
    assert(digits >= 0 && digits <= MOST_DIGITS);
    if (number == NUMBER_NONE) {
        buffer_add(out, "—");
        return;
    }
    char text[48]; /* written from its end */
    char *end = text + sizeof text, *at = end;
    uint64_t rest = number < 0 ? (uint64_t)-number : (uint64_t)number;
    for (; trim && digits > 0 && rest % 10 == 0; digits--)
        rest /= 10;
    for (int i = 0; i < digits; i++, rest /= 10)
        *--at = (char)('0' + rest % 10);
    if (digits > 0)
        *--at = '.';
    do
        *--at = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (number < 0)
        *--at = '-';
    buffer_add_bytes(out, at, (size_t)(end - at));
}

bool number_scale(int64_t number, int64_t numerator, int64_t denominator, int64_t *out)
{
    if (number == NUMBER_NONE || denominator == 0)
        return false;
    Wide product = (Wide)number * numerator, divisor = denominator;
    if (divisor < 0) {
        product = -product;
        divisor = -divisor;
    }
    Wide quotient = product / divisor, rest = product % divisor;
    int away = product < 0 ? -1 : 1;
    Wide twice = 2 * (rest < 0 ? -rest : rest);
    if (twice > divisor || (twice == divisor && quotient % 2 != 0))
        quotient += away;
    if (quotient > INT64_MAX || quotient < -INT64_MAX)
        return false;
    *out = (int64_t)quotient;
    return true;
}

int number_limit(int number, int low, int high)
{
    return number < low ? low : number > high ? high : number;
}
