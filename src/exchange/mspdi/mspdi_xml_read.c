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
#include <strings.h>

#include "steerco/base/text.h"
#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/exchange/table/encoding.h"

/* Elements */

/* An open element that has elements of its own. */
typedef struct Frame {
    const char *name;
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

static void push_frame(Reader *reader, const XmlElement *element, void *data)
{
    const XmlElement *elements = element->record->elements;
    reader->frames[reader->depth++] = (Frame){element->name, elements, elements, data};
}

/* What is not kept, by name */

static void count_loss(Reader *reader, const char *element, bool known)
{
    XmlReading *reading = reader->reading;
    const char *record = reader->frames[reader->depth - 1].name;
    for (size_t i = 0; i < reading->losses.count; i++) {
        XmlLoss *loss = &reading->losses.items[i];
        if (text_equal(loss->element, element) && text_equal(loss->record, record)) {
            loss->count++;
            return;
        }
    }
    if (reading->losses.count < XML_MOST_LOSSES)
        array_push(&reading->losses, (XmlLoss){record, arena_text(reading->texts, element), known, 1});
    else
        reading->further_losses++;
}

static void count_unknown(Reader *reader, const char *name)
{
    Buffer safe = {0};
    text_safe(name, false, &safe);
    buffer_cut(&safe, text_fit(buffer_text(&safe), 60, NULL));
    count_loss(reader, buffer_text(&safe), false);
    buffer_release(&safe);
}

/* Is it one of the words? */
static bool is_among(const char *text, const char *words)
{
    size_t length = strlen(text);
    for (const char *at = words; (at = strstr(at, text)) != NULL; at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

/* A value of which nothing is kept. */
static void count_dropped(Reader *reader, const XmlElement *element)
{
    const char *text = text_skip_blanks(buffer_text(&reader->bytes));
    if (*text == '\0' || is_among(text, element->standard))
        return;
    if (element->tally)
        reader->reading->tallies[element->tally]++;
    else
        count_loss(reader, element->name, true);
}

static void open_record(Reader *reader, const XmlElement *element, void *data)
{
    if (++reader->records > XML_MOST_RECORDS) {
        refuse(reader, "more than %zu records", XML_MOST_RECORDS);
        return;
    }
    size_t *record = xml_list_add(xml_member(element, data), element->record);
    *record = line_of(reader);
    push_frame(reader, element, record);
}

static void open_element(Reader *reader, const XmlElement *element)
{
    void *data = reader->frames[reader->depth - 1].data;
    if (element->type == XML_DROPPED && !element->standard)
        reader->reading->tallies[element->tally]++;
    if (element->type == XML_IGNORED || element->written_only || (element->type == XML_DROPPED && !element->standard)) {
        reader->passed_over = 1;
    } else if (element->type == XML_RECORDS) {
        open_record(reader, element, data);
    } else if (element->type == XML_GROUP) {
        if (element->size != 0)
            ++*(int64_t *)xml_member(element, data);
        push_frame(reader, element, data);
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
        push_frame(reader, reader->root, reader->data);
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
        reader->passed_over = element == NULL;
        if (element)
            open_element(reader, element);
        else
            count_unknown(reader, local_name(name));
    }
}

static void close_value(Reader *reader)
{
    const XmlElement *element = reader->value;
    void *data = reader->frames[reader->depth - 1].data;
    Error why = {0};
    if (element->type == XML_DROPPED)
        count_dropped(reader, element);
    else if (!xml_read_value(reader->reading, element, &reader->bytes, data, &why))
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

/* Of 8-bit encodings expat knows Latin-1 and ASCII by itself; Windows-1252 is what else programs write. */
static int XMLCALL on_encoding(void *context, const char *name, XML_Encoding *out)
{
    Buffer safe = {0};
    bool known = strcasecmp(name, "windows-1252") == 0 || strcasecmp(name, "cp1252") == 0;
    text_safe(name, false, &safe);
    if (known)
        encoding_cp1252(out->map);
    else
        refuse(context, "the encoding '%.*s' is not known; expected UTF-8, UTF-16, ISO-8859-1 or windows-1252",
               (int)text_fit(buffer_text(&safe), 40, NULL), buffer_text(&safe));
    buffer_release(&safe);
    return known ? XML_STATUS_OK : XML_STATUS_ERROR;
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
    XML_SetUnknownEncodingHandler(reader.parser, on_encoding, &reader);
    parse_all(&reader, bytes, length);
    XML_ParserFree(reader.parser);
    buffer_release(&reader.bytes);
    return !reader.failed;
}

void mspdi_word_library(Buffer *out)
{
    buffer_add(out, XML_ExpatVersion());
}
