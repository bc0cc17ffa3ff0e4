/*
 * The same records as a JSON array of objects (RFC 8259): numbers and truth values as such, everything else as text,
 * undefined values as null.
 */
#include "steerco/exchange/csv/csv_export.h"

#include "steerco/base/text.h"
#include "steerco/exchange/json/json.h"

void json_add_string(Buffer *out, const char *text)
{
    buffer_add_char(out, '"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            buffer_format(out, "\\%c", byte);
        else if (byte == '\n')
            buffer_add(out, "\\n");
        else if (byte < 0x20 || byte == 0x7F)
            buffer_format(out, "\\u%04x", byte);
        else
            buffer_add_char(out, *text);
    }
    buffer_add_char(out, '"');
}

static bool is_number(const ExportColumn *column)
{
    FieldType type = column->field ? column->field->type : FIELD_TEXT;
    return type == FIELD_INTEGER || type == FIELD_MINUTES || type == FIELD_SCALE || type == FIELD_QUANTITY ||
           type == FIELD_MONEY || type == FIELD_RATE;
}

static void add_value(const ExportColumn *column, const Buffer *word, Buffer *block)
{
    const char *text = buffer_text(word);
    bool flag = column->field && column->field->type == FIELD_FLAG;
    if (*text == '\0')
        buffer_add(block, "null");
    else if (flag)
        buffer_add(block, text_equal(text, "yes") ? "true" : "false");
    else if (is_number(column))
        buffer_add(block, text);
    else
        json_add_string(block, text);
}

static void add_object(ExportPlan *out, uint32_t index, Buffer *word, Buffer *block)
{
    const void *record = export_record(out, index);
    buffer_add(block, index > 0 ? ",\n{" : "\n{");
    for (size_t i = 0; i < out->columns.count; i++) {
        const ExportColumn *column = &out->columns.items[i];
        buffer_clear(word);
        export_word(out, column, record, word);
        if (i > 0)
            buffer_add(block, ", ");
        json_add_string(block, column->header);
        buffer_add(block, ": ");
        add_value(column, word, block);
    }
    buffer_add_char(block, '}');
}

bool json_export(const Plan *plan, const Entity *entity, const CsvExport *options, CsvSink sink, void *context,
                 Error *error)
{
    ExportPlan out;
    Buffer block = {0}, word = {0};
    bool good = export_begin(&out, plan, entity, options, error);
    buffer_add_char(&block, '[');
    for (uint32_t i = 0; good && i < out.count; i++) {
        add_object(&out, i, &word, &block);
        good = export_flush(&block, false, sink, context, error);
    }
    buffer_add(&block, out.count > 0 ? "\n]\n" : "]\n");
    good = good && export_flush(&block, true, sink, context, error);
    buffer_release(&block);
    buffer_release(&word);
    export_end(&out);
    return good;
}
