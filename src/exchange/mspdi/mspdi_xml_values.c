/*
 * The texts of XML elements as values, by the types of the tables, and the sentences about texts that are none.
 */
#include <string.h>

#include "mspdi_xml.h"
#include "steerco/base/text.h"

/* DEL and C1 controls are all that XML allows and we do not keep. */
static void replace_controls(const char *bytes, size_t length, Buffer *out)
{
    for (size_t i = 0; i < length; i++) {
        bool c1 = (unsigned char)bytes[i] == 0xC2 && i + 1 < length && (unsigned char)bytes[i + 1] < 0xA0;
        if (c1 || bytes[i] == 0x7F)
            buffer_add(out, "\xEF\xBF\xBD");
        else
            buffer_add_char(out, bytes[i]);
        i += c1;
    }
}

static bool read_text(XmlReading *reading, const XmlElement *element, const Buffer *bytes, const char **out,
                      Error *error)
{
    Buffer clean = {0}, replaced = {0};
    bool several_lines = element->type == XML_NOTE;
    bool good = text_clean(buffer_text(bytes), bytes->length, several_lines, &clean, NULL);
    if (!good) {
        reading->replaced++;
        replace_controls(buffer_text(bytes), bytes->length, &replaced);
        good = text_clean(buffer_text(&replaced), replaced.length, several_lines, &clean, error);
    }
    *out = arena_text_of(reading->texts, buffer_text(&clean), clean.length);
    buffer_release(&clean);
    buffer_release(&replaced);
    return good;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Take up to 15 digits; false when there are none, or more. */
static bool take_digits(const char **at, int64_t *out)
{
    int count = 0;
    for (*out = 0; is_digit(**at) && count < 16; count++)
        *out = *out * 10 + (*(*at)++ - '0');
    return count > 0 && count < 16;
}

static bool read_number(const char *text, int64_t *out)
{
    bool negative = *text == '-';
    text += negative || *text == '+';
    bool good = take_digits(&text, out);
    if (negative)
        *out = -*out;
    return good && *text == '\0';
}

static bool read_flag(const char *text, int64_t *out)
{
    *out = text_equal(text, "1") || text_equal(text, "true");
    return *out || text_equal(text, "0") || text_equal(text, "false");
}

/* YYYY-MM-DDTHH:MM, with seconds, their fraction and a zone or without. */
static bool read_instant(const char *text, int64_t *out)
{
    enum { TO_MINUTE = 16 };
    char head[TO_MINUTE + 1] = "";
    Instant instant;
    bool has_time;
    if (strlen(text) < TO_MINUTE || strspn(text + TO_MINUTE, "0123456789:.+-Z") != strlen(text + TO_MINUTE))
        return false;
    memcpy(head, text, TO_MINUTE);
    if (!instant_parse(head, DATE_YMD, &instant, &has_time, NULL))
        return false;
    *out = instant;
    return true;
}

static bool read_clock(const char *text, int64_t *out)
{
    int64_t hour, minute;
    if (!take_digits(&text, &hour) || *text++ != ':' || !take_digits(&text, &minute))
        return false;
    *out = hour * 60 + minute;
    return hour <= 24 && minute < 60 && (*text == '\0' || *text == ':') && *out <= MINUTES_PER_DAY;
}

/* P, days (as 24 hours: Project writes none), T, hours, minutes, seconds with decimals. */
static bool read_work(const char *text, int64_t *out)
{
    static const struct {
        char letter;
        int64_t seconds;
    } parts[] = {{'D', 86400}, {'H', 3600}, {'M', 60}, {'S', 1}};
    const int64_t most = 1000000000; /* minutes, as durations allow */
    bool negative = *text == '-';
    int64_t seconds = 0, count;
    text += negative;
    if (*text++ != 'P')
        return false;
    for (size_t part = 0; part < 4; part++) {
        if (part == 1 && *text == 'T')
            text++;
        const char *at = text;
        if (!take_digits(&at, &count) || count > most * 60)
            continue;
        if (part == 3 && *at == '.')
            at += 1 + strspn(at + 1, "0123456789");
        if (*at == parts[part].letter) {
            seconds += count * parts[part].seconds;
            text = at + 1;
        }
    }
    *out = (seconds + 30) / 60 * (negative ? -1 : 1);
    return *text == '\0' && seconds <= most * 60;
}

static bool refuse_value(const XmlElement *element, const char *text, Error *error)
{
    static const char *const expected[] = {
        [XML_FLAG] = "0 or 1",
        [XML_INSTANT] = "a date like 2026-03-02T08:00:00",
        [XML_CLOCK] = "a time of day like 08:00:00",
        [XML_WORK] = "a duration like PT16H0M0S",
        [XML_DECIMAL] = "a number like 0.5",
    };
    Buffer safe = {0};
    text_safe(text, false, &safe);
    int shown = (int)text_fit(buffer_text(&safe), 60, NULL);
    if (element->type == XML_NUMBER)
        error_set(error, "'%.*s' is no whole number from %lld to %lld", shown, buffer_text(&safe),
                  (long long)element->minimum, (long long)element->maximum);
    else
        error_set(error, "'%.*s' is not %s", shown, buffer_text(&safe), expected[element->type]);
    buffer_release(&safe);
    return false;
}

static bool parse_value(const XmlElement *element, const char *text, int64_t *out)
{
    switch (element->type) {
    case XML_NUMBER:
        return read_number(text, out) && *out >= element->minimum && *out <= element->maximum;
    case XML_FLAG:
        return read_flag(text, out);
    case XML_INSTANT:
        return read_instant(text, out);
    case XML_CLOCK:
        return read_clock(text, out);
    case XML_WORK:
        return read_work(text, out);
    default:
        return number_parse(text, DECIMAL_POINT, XML_DIGITS, out, NULL);
    }
}

/* An empty element says nothing. */
static bool read_number_of(const XmlElement *element, const Buffer *bytes, void *data, Error *error)
{
    Buffer trimmed = {0};
    int64_t value = NUMBER_NONE;
    bool good = text_clean(buffer_text(bytes), bytes->length, false, &trimmed, NULL);
    good = good && (trimmed.length == 0 || parse_value(element, buffer_text(&trimmed), &value));
    if (good)
        *(int64_t *)xml_member(element, data) = value;
    else
        refuse_value(element, buffer_text(bytes), error);
    buffer_release(&trimmed);
    return good;
}

bool xml_read_value(XmlReading *reading, const XmlElement *element, const Buffer *bytes, void *data, Error *error)
{
    return xml_is_text(element) ? read_text(reading, element, bytes, xml_member(element, data), error)
                                : read_number_of(element, bytes, data, error);
}
