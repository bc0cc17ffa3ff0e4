/*
 * The XML that Project writes is flat records in nested lists, hundreds of elements each of which a plan needs a few
 * dozen. So one walk over the tables, on a stack of open elements, reads everything; what no table names costs the
 * parser's time and nothing else.
 */
#include "mspdi_xml.h"

#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"

/* Values */

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
static bool read_value(const XmlElement *element, const Buffer *bytes, void *data, Error *error)
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

/* Elements */

/* An open element that has elements of its own. */
typedef struct Frame {
    const XmlElement *elements;
    const XmlElement *next; /* where the next one is looked for first: files keep the order of the tables */
    void *data;
} Frame;

typedef struct Reader {
    XML_Parser parser;
    const XmlElement *root;
    void *data;
    XmlReading *reading;
    Frame frames[XML_MOST_DEPTH];
    int depth;               /* of frames */
    int passed_over;         /* open elements that no table names, and those in them */
    const XmlElement *value; /* the open element with a value */
    Buffer bytes;            /* of that */
    size_t records;
    bool failed;
    Error *error;
} Reader;

static size_t line_of(const Reader *reader)
{
    return (size_t)XML_GetCurrentLineNumber(reader->parser);
}

PRINTF_LIKE(2, 3)
static void refuse(Reader *reader, const char *format, ...)
{
    char sentence[sizeof reader->error->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    error_set(reader->error, "line %zu: %s", line_of(reader), sentence);
    reader->failed = true;
    XML_StopParser(reader->parser, XML_FALSE);
}

/* Names come as "namespace|name". */
static const char *local_name(const char *name)
{
    const char *bar = strrchr(name, '|');
    return bar ? bar + 1 : name;
}

static const XmlElement *find_element(Frame *frame, const char *name)
{
    for (const XmlElement *element = frame->next; element->name; element++)
        if (text_equal(element->name, name))
            return frame->next = element;
    for (const XmlElement *element = frame->elements; element < frame->next; element++)
        if (text_equal(element->name, name))
            return frame->next = element;
    return NULL;
}

static void push_frame(Reader *reader, const XmlRecord *record, void *data)
{
    reader->frames[reader->depth++] = (Frame){record->elements, record->elements, data};
}

static void open_record(Reader *reader, const XmlElement *element, void *data)
{
    if (++reader->records > XML_MOST_RECORDS) {
        refuse(reader, "more than %zu records", XML_MOST_RECORDS);
        return;
    }
    size_t *record = xml_list_add(xml_member(element, data), element->record);
    *record = line_of(reader);
    push_frame(reader, element->record, record);
}

static void open_element(Reader *reader, const XmlElement *element)
{
    void *data = reader->frames[reader->depth - 1].data;
    if (element->type == XML_DROPPED)
        reader->reading->tallies[element->tally]++;
    if (element->type == XML_DROPPED || element->written_only) {
        reader->passed_over = 1;
    } else if (element->type == XML_RECORDS) {
        open_record(reader, element, data);
    } else if (element->type == XML_GROUP) {
        if (element->size != 0)
            ++*(int64_t *)xml_member(element, data);
        push_frame(reader, element->record, data);
    } else {
        reader->value = element;
        buffer_clear(&reader->bytes);
    }
}

static void open_root(Reader *reader, const char *name)
{
    Buffer safe = {0};
    text_safe(name, false, &safe);
    if (text_equal(name, reader->root->name))
        push_frame(reader, reader->root->record, reader->data);
    else
        refuse(reader, "expected <%s>, found <%.*s>", reader->root->name, (int)text_fit(buffer_text(&safe), 60, NULL),
               buffer_text(&safe));
    buffer_release(&safe);
}

static void XMLCALL on_start(void *context, const char *name, const char **attributes)
{
    Reader *reader = context;
    (void)attributes;
    if (reader->failed)
        return; /* a stopped parser still reports the end of what it was in */
    if (reader->depth + reader->passed_over + (reader->value != NULL) >= XML_MOST_DEPTH) {
        refuse(reader, "elements are nested deeper than %d", XML_MOST_DEPTH);
    } else if (reader->passed_over > 0 || reader->value) {
        reader->passed_over++;
    } else if (reader->depth == 0) {
        open_root(reader, local_name(name));
    } else {
        const XmlElement *element = find_element(&reader->frames[reader->depth - 1], local_name(name));
        if (element)
            open_element(reader, element);
        else
            reader->passed_over = 1;
    }
}

static void close_value(Reader *reader)
{
    const XmlElement *element = reader->value;
    void *data = reader->frames[reader->depth - 1].data;
    Error why = {0};
    bool good = xml_is_text(element)
                    ? read_text(reader->reading, element, &reader->bytes, xml_member(element, data), &why)
                    : read_value(element, &reader->bytes, data, &why);
    if (!good)
        refuse(reader, "%s: %s", element->name, why.text);
    reader->value = NULL;
}

static void XMLCALL on_end(void *context, const char *name)
{
    Reader *reader = context;
    (void)name;
    if (reader->failed)
        return;
    if (reader->passed_over > 0)
        reader->passed_over--;
    else if (reader->value)
        close_value(reader);
    else
        reader->depth--;
}

static void XMLCALL on_text(void *context, const char *text, int length)
{
    Reader *reader = context;
    if (reader->failed || !reader->value || reader->passed_over > 0)
        return;
    if (reader->bytes.length + (size_t)length > XML_MOST_TEXT)
        refuse(reader, "%s is longer than %zu bytes", reader->value->name, XML_MOST_TEXT);
    else
        buffer_add_bytes(&reader->bytes, text, (size_t)length);
}

static void XMLCALL on_doctype(void *context, const char *name, const char *system, const char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    refuse(context, "a DOCTYPE is not allowed");
}

static void refuse_syntax(Reader *reader, bool at_end)
{
    enum XML_Error code = XML_GetErrorCode(reader->parser);
    bool cut = at_end && (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
                          code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION);
    if (cut)
        error_set(reader->error, "line %zu: the file ends in the middle", line_of(reader));
    else
        error_set(reader->error, "line %zu: this is not well-formed XML (%s)", line_of(reader), XML_ErrorString(code));
    reader->failed = true;
}

static void parse_all(Reader *reader, const char *bytes, size_t length)
{
    enum { BLOCK = 1 << 20 };
    bool last = false;
    while (!last && !reader->failed) {
        size_t count = length < BLOCK ? length : BLOCK;
        last = count == length;
        if (XML_Parse(reader->parser, bytes, (int)count, last) != XML_STATUS_OK && !reader->failed)
            refuse_syntax(reader, last);
        bytes += count;
        length -= count;
    }
}

bool xml_read(const char *bytes, size_t length, const XmlElement *root, void *data, XmlReading *reading, Error *error)
{
    if (length > XML_MOST_BYTES)
        return error_set(error, "the file is larger than %zu bytes", XML_MOST_BYTES);
    Reader reader = {.root = root, .data = data, .reading = reading, .error = error};
    reader.parser = XML_ParserCreateNS(NULL, '|');
    if (!reader.parser)
        return error_set(error, "out of memory");
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, on_start, on_end);
    XML_SetCharacterDataHandler(reader.parser, on_text);
    XML_SetStartDoctypeDeclHandler(reader.parser, on_doctype);
    parse_all(&reader, bytes, length);
    XML_ParserFree(reader.parser);
    buffer_release(&reader.bytes);
    return !reader.failed;
}
