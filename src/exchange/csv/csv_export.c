/*
 * Out: RFC 4180, one line a record, and a round trip that is exact. What makes it exact: every stored field has its
 * column; texts that a spreadsheet would take for formulas are protected in a way that the import takes back; own
 * columns whose names would be taken for fields say that they are own.
 */
#include "steerco/exchange/csv/csv_export.h"

#include <stdlib.h>
#include <string.h>

#include "custom.h"
#include "steerco/base/text.h"
#include "steerco/exchange/table/cells.h"
#include "steerco/exchange/table/headers.h"

enum { EXPORT_BLOCK = 64 * 1024 };

/* ---- Own columns ---- */

/* The word NULL stands for nothing there, as on the way in. */
static bool counts(const Buffer *value)
{
    return value->length > 0 && !text_equal(buffer_text(value), "NULL");
}

static void collect_own(ExportPlan *out)
{
    Buffer name = {0}, value = {0};
    for (uint32_t i = 0; i < out->count && out->custom; i++) {
        const char *lines = field_stored(out->custom, plan_at(out->plan, out->entity->kind, out->rows[i])).text;
        while (custom_next(&lines, &name, &value)) {
            if (!counts(&value) || textmap_get(&out->own_index, buffer_text(&name), -1) >= 0)
                continue;
            const char *copy = arena_text(&out->texts, buffer_text(&name));
            textmap_put(&out->own_index, copy, (int64_t)out->own.count);
            array_push(&out->own, copy);
            array_push(&out->own_text, (Buffer){0});
        }
    }
    buffer_release(&name);
    buffer_release(&value);
}

/* Lines of the same name make one cell. */
static void read_own(ExportPlan *out, const void *record)
{
    Buffer name = {0}, value = {0};
    for (size_t i = 0; i < out->own.count; i++)
        buffer_clear(&out->own_text.items[i]);
    for (const char *lines = field_stored(out->custom, record).text; custom_next(&lines, &name, &value);) {
        if (!counts(&value))
            continue;
        Buffer *text = &out->own_text.items[textmap_get(&out->own_index, buffer_text(&name), 0)];
        buffer_format(text, "%s%s", text->length > 0 ? "; " : "", buffer_text(&value));
    }
    buffer_release(&name);
    buffer_release(&value);
}

/* ---- Columns ---- */

static bool standard_is_defined(const Field *field)
{
    if (!field_is_stored(field) || field->required)
        return false;
    return field_is_text(field) ? field->standard_text && *field->standard_text
                                : field->standard != 0 && field->standard != VALUE_NONE;
}

static void add_field(ExportPlan *out, const Field *field)
{
    array_push(&out->columns,
               (ExportColumn){.header = field->name, .field = field, .has_standard = standard_is_defined(field)});
}

static void add_own(ExportPlan *out, size_t own)
{
    Buffer header = {0};
    text_export(out->own.items[own], &header);
    array_push(&out->columns, (ExportColumn){.header = arena_text(&out->texts, buffer_text(&header)), .own = own});
    buffer_release(&header);
}

static const Field *exported_field(const Entity *entity, const char *name)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (!field->internal && field->type != FIELD_CUSTOM && text_equal(field->name, name))
            return field;
    return NULL;
}

/* Records that a pair of fields always identifies (a link by its ends) need no codes of their own, unless other
   programs have. */
static bool has_code_column(const Entity *entity)
{
    if (exported_field(entity, "external_id"))
        return true;
    for (int i = 0; i < 2; i++)
        if (!entity->key[i] || !entity_field(entity, entity->key[i])->required)
            return true;
    return false;
}

static void choose_all(ExportPlan *out)
{
    if (has_code_column(out->entity))
        array_push(&out->columns, (ExportColumn){.header = "id", .is_code = true});
    for (const Field *field = out->entity->fields; field->name; field++)
        if (exported_field(out->entity, field->name) && field_is_shown(field, out->plan->audience))
            add_field(out, field);
    for (size_t i = 0; i < out->own.count; i++)
        add_own(out, i);
}

static bool refuse_column(const ExportPlan *out, const char *name, Error *error)
{
    const char *closest = "id";
    int least = text_distance(name, closest);
    for (const Field *field = out->entity->fields; field->name; field++) {
        if (!exported_field(out->entity, field->name) || text_distance(name, field->name) >= least)
            continue;
        closest = field->name;
        least = text_distance(name, closest);
    }
    return error_usage(error, "%s have no column '%s'; did you mean %s?", out->entity->plural, name, closest);
}

static bool choose_named(ExportPlan *out, const char *names, Error *error)
{
    char name[100];
    while (*names) {
        size_t length = strcspn(names, ","), blanks = strspn(names, " ");
        size_t end = length;
        while (end > blanks && names[end - 1] == ' ')
            end--;
        if (end - (blanks < end ? blanks : end) >= sizeof name)
            return error_usage(error, "a column name is too long");
        memcpy(name, names + blanks, end - blanks);
        name[end - blanks] = '\0';
        const Field *field = exported_field(out->entity, name);
        int64_t own = textmap_get(&out->own_index, name, -1);
        if (text_equal(name, "id"))
            array_push(&out->columns, (ExportColumn){.header = "id", .is_code = true});
        else if (field && !field_check_shown(field, out->plan, error))
            return false;
        else if (field)
            add_field(out, field);
        else if (own >= 0)
            add_own(out, (size_t)own);
        else
            return refuse_column(out, name, error);
        names += length + (names[length] != '\0');
    }
    return out->columns.count > 0 || error_usage(error, "no column is named");
}

/* What the import would make of the heading decides whether an own column has to say that it is one. */
static void mark_own_columns(ExportPlan *out)
{
    if (out->own.count == 0)
        return;
    size_t count = out->columns.count;
    Headings *headings = headings_new();
    HeaderBook *book = headerbook_new(out->entity, headings);
    const char **headers = memory_new(count, sizeof *headers);
    bool *codes = memory_new(count, sizeof *codes);
    Column *read = memory_new(count, sizeof *read);
    for (size_t i = 0; i < count; i++)
        headers[i] = out->columns.items[i].header;
    headerbook_map(book, headers, codes, count, read, &out->texts);
    for (size_t i = 0; i < count; i++) {
        ExportColumn *column = &out->columns.items[i];
        bool own = !column->field && !column->is_code;
        if (!own || (read[i].role == COLUMN_CUSTOM && text_equal(read[i].header, column->header)))
            continue;
        Buffer header = {0};
        buffer_format(&header, HEADER_OWN_PREFIX "%s", column->header);
        column->header = arena_text(&out->texts, buffer_text(&header));
        buffer_release(&header);
    }
    headerbook_free(book);
    headings_free(headings);
    free(headers);
    free(codes);
    free(read);
}

bool export_begin(ExportPlan *out, const Plan *plan, const Entity *entity, const CsvExport *options, Error *error)
{
    *out = (ExportPlan){.plan = plan, .entity = entity, .custom = custom_field(entity)};
    out->rows = plan_sorted_rows(plan, entity->kind);
    for (uint32_t i = 0; i < plan_count(plan, entity->kind); i++)
        if (record_is_shown(plan, entity, plan_at(plan, entity->kind, out->rows[i])))
            out->rows[out->count++] = out->rows[i];
    collect_own(out);
    if (!options->columns)
        choose_all(out);
    else if (!choose_named(out, options->columns, error))
        return false;
    mark_own_columns(out);
    return true;
}

void export_end(ExportPlan *out)
{
    free(out->rows);
    array_release(&out->columns);
    for (size_t i = 0; i < out->own_text.count; i++)
        buffer_release(&out->own_text.items[i]);
    array_release(&out->own);
    array_release(&out->own_text);
    array_release(&out->words);
    textmap_release(&out->own_index);
    idmap_release(&out->labels);
    arena_release(&out->texts);
    buffer_release(&out->scratch);
}

/* ---- Cells ---- */

const void *export_record(ExportPlan *out, uint32_t index)
{
    const void *record = plan_at(out->plan, out->entity->kind, out->rows[index]);
    if (out->own.count > 0)
        read_own(out, record);
    return record;
}

/* Many records refer to few: each is put in words once. */
static const char *reference_word(ExportPlan *out, const Field *field, Id id)
{
    int64_t key = id * ENTITY_MOST + field->refers_to->kind;
    int64_t at = idmap_get(&out->labels, key, -1);
    if (at < 0) {
        Buffer label = {0}, word = {0};
        field_format(field, out->plan, value_number(id), FORMAT_EXCHANGE, &label);
        text_export(buffer_text(&label), &word);
        at = (int64_t)out->words.count;
        array_push(&out->words, arena_text(&out->texts, buffer_text(&word)));
        idmap_put(&out->labels, key, at);
        buffer_release(&label);
        buffer_release(&word);
    }
    return out->words.items[at];
}

bool export_word(ExportPlan *out, const ExportColumn *column, const void *record, Buffer *word)
{
    const Field *field = column->field;
    if (column->is_code) {
        entity_code(out->entity, ((const Record *)record)->id, word);
        return false;
    }
    if (!field) {
        text_export(buffer_text(&out->own_text.items[column->own]), word);
        return true;
    }
    Value value = field_get(field, out->plan, record, &out->scratch);
    if (value_is_none(field, value))
        return false;
    if (field_is_text(field))
        text_export(value.text, word);
    else if (field->type == FIELD_REFERENCE && field->refers_to->by_name)
        buffer_add(word, reference_word(out, field, value.number));
    else
        field_format_of(field, out->plan, record, value, FORMAT_EXCHANGE, word);
    return field_is_text(field) || field->type == FIELD_REFERENCE;
}

bool export_flush(Buffer *block, bool last, CsvSink sink, void *context, Error *error)
{
    if (block->length == 0 || (!last && block->length < EXPORT_BLOCK))
        return true;
    bool good = sink(block->bytes, block->length, context, error);
    buffer_clear(block);
    return good;
}

/* ---- CSV ---- */

static void add_cell(Buffer *block, const char *text, size_t length, bool protect)
{
    bool quoted = protect || text[0] == ' ' || (length > 0 && text[length - 1] == ' ');
    for (size_t i = 0; i < length && !quoted; i++)
        quoted = text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
    if (!quoted) {
        buffer_add_bytes(block, text, length);
        return;
    }
    buffer_add_char(block, '"');
    if (protect)
        buffer_add_char(block, '\'');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            buffer_add_char(block, '"');
        buffer_add_char(block, text[i]);
    }
    buffer_add_char(block, '"');
}

static void add_headings(const ExportPlan *out, const CsvExport *options, Buffer *block)
{
    for (size_t i = 0; i < out->columns.count; i++) {
        const char *header = out->columns.items[i].header;
        if (i > 0)
            buffer_add_char(block, ',');
        add_cell(block, header, strlen(header), !options->raw && cell_needs_protection(header));
    }
    buffer_add(block, "\r\n");
}

static void add_record(ExportPlan *out, uint32_t index, const CsvExport *options, Buffer *word, Buffer *block)
{
    const void *record = export_record(out, index);
    for (size_t i = 0; i < out->columns.count; i++) {
        const ExportColumn *column = &out->columns.items[i];
        if (i > 0)
            buffer_add_char(block, ',');
        buffer_clear(word);
        bool text = export_word(out, column, record, word);
        if (word->length > 0)
            add_cell(block, word->bytes, word->length, text && !options->raw && cell_needs_protection(word->bytes));
        else if (column->has_standard)
            buffer_add(block, "\"\"");
    }
    buffer_add(block, "\r\n");
}

bool csv_export(const Plan *plan, const Entity *entity, const CsvExport *options, CsvSink sink, void *context,
                Error *error)
{
    ExportPlan out;
    Buffer block = {0}, word = {0};
    bool good = export_begin(&out, plan, entity, options, error);
    if (good)
        add_headings(&out, options, &block);
    for (uint32_t i = 0; good && i < out.count; i++) {
        add_record(&out, i, options, &word, &block);
        good = export_flush(&block, false, sink, context, error);
    }
    good = good && export_flush(&block, true, sink, context, error);
    buffer_release(&block);
    buffer_release(&word);
    export_end(&out);
    return good;
}

bool csv_export_secrets(const Plan *plan, const Entity *entity, const CsvExport *options, ExportSecrets *out,
                        Error *error)
{
    ExportPlan chosen;
    *out = (ExportSecrets){0};
    bool good = export_begin(&chosen, plan, entity, options, error);
    left_out_count(plan, entity, &out->left_out);
    if (options->columns)
        out->left_out.fields = 0; /* what was named is all there */
    for (size_t i = 0; i < chosen.columns.count; i++)
        if (chosen.columns.items[i].field)
            array_push(&out->fields, chosen.columns.items[i].field);
    export_end(&chosen);
    return good;
}
