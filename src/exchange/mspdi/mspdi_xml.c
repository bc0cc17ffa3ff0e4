/*
 * Records of any type, made and freed by their tables, and written in the order of these.
 */
#include "mspdi_xml.h"

#include <string.h>

#include "steerco/base/array.h"
#include "steerco/base/text.h"

/* Records */

static const void *const_member(const XmlElement *element, const void *data)
{
    return (const unsigned char *)data + element->offset;
}

static bool is_value(const XmlElement *element)
{
    return element->type < XML_RECORDS;
}

void xml_record_init(const XmlRecord *record, void *data)
{
    for (const XmlElement *element = record->elements; element->name; element++) {
        if (xml_is_text(element))
            *(const char **)xml_member(element, data) = "";
        else if (element->type == XML_RECORDS)
            *(XmlList *)xml_member(element, data) = (XmlList){0};
        else if (element->size != 0)
            *(int64_t *)xml_member(element, data) = element->type == XML_GROUP ? 0 : NUMBER_NONE;
        if (element->type == XML_GROUP)
            xml_record_init(element->record, data);
    }
}

void xml_record_release(const XmlRecord *record, void *data)
{
    for (const XmlElement *element = record->elements; element->name; element++) {
        if (element->type == XML_GROUP)
            xml_record_release(element->record, data);
        if (element->type != XML_RECORDS)
            continue;
        XmlList *list = xml_member(element, data);
        for (size_t i = 0; i < list->count; i++)
            xml_record_release(element->record, (unsigned char *)list->items + i * element->record->size);
        free(list->items);
        *list = (XmlList){0};
    }
}

void *xml_list_add(XmlList *list, const XmlRecord *record)
{
    if (list->count == list->capacity) {
        list->capacity = array_grown_capacity(list->capacity, list->count + 1);
        list->items = memory_resize(list->items, list->capacity, record->size);
    }
    void *item = (unsigned char *)list->items + list->count++ * record->size;
    memset(item, 0, record->size);
    xml_record_init(record, item);
    return item;
}

void xml_reading_release(XmlReading *reading)
{
    array_release(&reading->losses);
}

/* Writing */

enum { FLUSH_AT = 1 << 16 };

typedef struct Writer {
    Buffer out;
    Buffer text; /* that is being written */
    int depth;
    CsvSink sink;
    void *context;
    Error *error;
    bool failed;
} Writer;

static void flush(Writer *writer, size_t above)
{
    if (writer->out.length <= above)
        return;
    if (!writer->failed)
        writer->failed = !writer->sink(buffer_text(&writer->out), writer->out.length, writer->context, writer->error);
    buffer_clear(&writer->out);
}

/* The one escape function of XML. What text_export() leaves are characters of it. */
static void write_text(Writer *writer, const char *exported)
{
    Buffer *out = &writer->out;
    buffer_clear(&writer->text);
    text_export(exported, &writer->text);
    for (const char *text = buffer_text(&writer->text); *text; text++) {
        if (*text == '&')
            buffer_add(out, "&amp;");
        else if (*text == '<')
            buffer_add(out, "&lt;");
        else if (*text == '>')
            buffer_add(out, "&gt;");
        else
            buffer_add_char(out, *text);
    }
}

static void add_number(const XmlElement *element, int64_t value, Buffer *out)
{
    switch (element->type) {
    case XML_INSTANT:
        instant_format((Instant)value, out);
        buffer_add(out, ":00");
        break;
    case XML_CLOCK: {
        int minute = (int)value % MINUTES_PER_DAY; /* the end of the day is written as its beginning */
        buffer_format(out, "%02d:%02d:00", minute / 60, minute % 60);
        break;
    }
    case XML_WORK:
        buffer_format(out, "PT%lldH%lldM0S", (long long)value / 60, (long long)value % 60);
        break;
    case XML_DECIMAL:
        number_format(value, XML_DIGITS, true, out);
        break;
    default:
        buffer_format(out, "%lld", (long long)value);
    }
}

static void open_tag(Writer *writer, const XmlElement *element)
{
    buffer_add_repeat(&writer->out, "\t", writer->depth);
    buffer_format(&writer->out, "<%s>", element->name);
}

static void close_tag(Writer *writer, const XmlElement *element)
{
    buffer_format(&writer->out, "</%s>\n", element->name);
    flush(writer, FLUSH_AT);
}

static void write_value(Writer *writer, const XmlElement *element, const void *data)
{
    const char *text = xml_is_text(element) ? *(const char *const *)const_member(element, data) : "";
    int64_t value = xml_is_text(element) ? NUMBER_NONE : *(const int64_t *)const_member(element, data);
    if (*text == '\0' && value == NUMBER_NONE)
        return;
    open_tag(writer, element);
    if (xml_is_text(element))
        write_text(writer, text);
    else
        add_number(element, value, &writer->out);
    close_tag(writer, element);
}

static void write_elements(Writer *writer, const XmlRecord *record, const void *data);

static void write_nested(Writer *writer, const XmlElement *element, const void *data)
{
    open_tag(writer, element);
    buffer_add_char(&writer->out, '\n');
    write_elements(writer, element->record, data);
    buffer_add_repeat(&writer->out, "\t", writer->depth);
    close_tag(writer, element);
}

static void write_elements(Writer *writer, const XmlRecord *record, const void *data)
{
    writer->depth++;
    for (const XmlElement *element = record->elements; element->name; element++) {
        if (is_value(element)) {
            write_value(writer, element, data);
        } else if (element->type == XML_RECORDS) {
            const XmlList *list = const_member(element, data);
            for (size_t i = 0; i < list->count; i++)
                write_nested(writer, element, (const unsigned char *)list->items + i * element->record->size);
        } else if (element->type == XML_GROUP) {
            if (element->size == 0 || *(const int64_t *)const_member(element, data) > 0)
                write_nested(writer, element, data);
        }
    }
    writer->depth--;
}

bool xml_write(const XmlElement *root, const char *name_space, const void *data, CsvSink sink, void *context,
               Error *error)
{
    Writer writer = {.sink = sink, .context = context, .error = error};
    buffer_format(&writer.out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<%s xmlns=\"%s\">\n",
                  root->name, name_space);
    write_elements(&writer, root->record, data);
    close_tag(&writer, root);
    flush(&writer, 0);
    buffer_release(&writer.out);
    buffer_release(&writer.text);
    return !writer.failed;
}
