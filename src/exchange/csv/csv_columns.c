/*
 * What the columns of a file are: cutting it into cells, finding the headings, and putting questions to whole columns
 * that a single cell cannot answer.
 */
#include <stdlib.h>
#include <string.h>

#include "csv_hooks.h"
#include "custom.h"
#include "steerco/base/text.h"
#include "steerco/exchange/table/dialect.h"
#include "steerco/exchange/table/encoding.h"
#include "steerco/model/field.h"

enum { SAMPLED_CELLS = 200 };

static bool read_sheet(Import *import, const DecodedText *text, const HeaderBooks *books, Error *error)
{
    Dialect dialect = dialect_detect(text->text, text->length, import->options->delimiter, books);
    import->report->delimiter = dialect.delimiter;
    if (!sheet_read(text->text, text->length, &dialect, &import->sheet, error))
        return false;
    if (sheet_unpack(&import->sheet, &dialect))
        import_warn(import, 0, -1, "the file was exported twice: whole rows stood in one cell and were taken apart");
    return sheet_rows(&import->sheet) > 0 || error_set(error, "the file is empty");
}

static const char **header_texts(Import *import, size_t row, size_t count)
{
    const char **headers = memory_new(count + 1, sizeof *headers);
    Buffer clean = {0};
    for (size_t i = 0; i < count; i++) {
        const char *text = sheet_text(&import->sheet, sheet_cell(&import->sheet, row, i));
        text = cell_unprotected(&import->reader, text_skip_blanks(text));
        buffer_clear(&clean);
        if (!text_clean(text, strlen(text), false, &clean, NULL)) {
            buffer_clear(&clean);
            text_safe(text, false, &clean);
        }
        headers[i] = arena_text(&import->report->arena, buffer_text(&clean));
    }
    buffer_release(&clean);
    return headers;
}

/* Short cells with digits, or very short ones, such as A.1.2, 17 or RR: what calls a row rather than names it. */
static bool looks_like_codes(const Import *import, size_t column)
{
    size_t codes = 0, words = 0;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet) && codes + words < SAMPLED_CELLS; row++) {
        const char *text = import_text(import, row, column);
        bool code = strlen(text) < 12 && !strchr(text, ' ') && (strpbrk(text, "0123456789") || strlen(text) < 3);
        codes += *text && code;
        words += *text && !code;
    }
    return codes > words;
}

static bool is_native(const Import *import)
{
    int64_t column = import_column(import, COLUMN_ID);
    if (column < 0 || !text_equal(import->columns[column].header, "id"))
        return false;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        const char *text = import_text(import, row, (size_t)column);
        if (*text)
            return import_own_code(import, text) != 0;
    }
    return false;
}

bool import_map_columns(Import *import, const HeaderBook *book, size_t header_row, Error *error)
{
    size_t count = sheet_width(&import->sheet, header_row);
    const char **headers = header_texts(import, header_row, count);
    bool *codes = memory_new(count + 1, sizeof *codes);
    for (size_t i = 0; i < count; i++)
        codes[i] = looks_like_codes(import, i);
    import->columns = memory_resize(import->columns, count + 1, sizeof *import->columns);
    import->column_count = count;
    headerbook_map(book, headers, codes, count, import->columns, &import->report->arena);
    bool good = import_apply_map(import, book, error);
    import->native = is_native(import);
    if (good && !import->native)
        headerbook_claim_label(book, headers, codes, count, import->columns);
    free(codes);
    free(headers);
    return good;
}

/* A second row of headings (Primavera writes two) belongs to the first. */
static size_t behind_headings(const Import *import, size_t row, const HeaderBooks *books, size_t chosen)
{
    size_t next = row + 1;
    if (next >= sheet_rows(&import->sheet))
        return next;
    size_t filled = 0;
    for (size_t i = 0; i < sheet_width(&import->sheet, next); i++)
        filled += *import_text(import, next, i) != '\0';
    const HeaderBooks only = {.headings = books->headings, .items = {books->items[chosen]}, .count = 1};
    size_t known = dialect_headings(&import->sheet, next, &only);
    return known >= 3 && known == filled ? next + 1 : next;
}

/* The line that the caller names, else the row that looks most like one of headings; −1 when none does. */
static bool find_header_row(const Import *import, const HeaderBooks *books, int64_t *out, Error *error)
{
    size_t line = import->options->header_line;
    *out = line == 0 ? dialect_header_row(&import->sheet, books) : -1;
    for (size_t row = 0; line > 0 && row < sheet_rows(&import->sheet); row++)
        if (import->sheet.rows.items[row].line == line)
            *out = (int64_t)row;
    if (line == 0 && *out < 0 && *import->options->map)
        *out = 0;
    return line == 0 || *out >= 0 || error_usage(error, "option --header-line: no row begins in line %zu", line);
}

/* What stands in the first row may be headings all the same. */
static bool refuse_headings(Import *import, Error *error)
{
    Buffer cells = {0};
    for (size_t i = 0; i < sheet_width(&import->sheet, 0) && i < 20; i++)
        if (*import_text(import, 0, i))
            buffer_format(&cells, "%s%.*s", cells.length ? ", " : "",
                          (int)text_fit(import_text(import, 0, i), 40, NULL), import_text(import, 0, i));
    error_set(error,
              "there is no row of headings that %s could fill; line %zu holds %s; where these are the headings, "
              "--as %s --map \"HEADING=%s\" says what one of them is",
              import->entity ? import->entity->nouns : "any record", import->sheet.rows.items[0].line,
              buffer_text(&cells), import->entity ? import->entity->plural : "tasks",
              import->entity ? import->entity->label : "name");
    import->report->undecided = !import->entity;
    buffer_release(&cells);
    return false;
}

static bool read_headings(Import *import, const HeaderBooks *books, Error *error)
{
    int64_t row;
    if (!find_header_row(import, books, &row, error))
        return false;
    if (row < 0)
        return refuse_headings(import, error);
    import->first_row = (size_t)row + 1;
    size_t chosen = 0;
    if (!import->entity && !import_choose_kind(import, books, (size_t)row, &chosen, error))
        return false;
    if (!import->entity)
        import->entity = entities[chosen];
    import->report->entity = import->entity;
    import->report->header_line = import->sheet.rows.items[row].line;
    import->first_row = behind_headings(import, (size_t)row, books, chosen);
    return import_map_columns(import, books->items[chosen], (size_t)row, error);
}

/* ---- What the columns say as a whole ---- */

/* Empty lists are nothing, when a column holds nothing else. */
static bool is_empty_column(const Import *import, size_t column)
{
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        const char *text = import_text(import, row, column);
        bool cleared = sheet_cell(&import->sheet, row, column) == CELL_CLEARED;
        if (cleared || (*text && (import->native || !text_equal(text, "[]"))))
            return false;
    }
    return true;
}

/* Formulas that a spreadsheet wrote as texts say nothing outside of it. */
static bool is_formula_column(const Import *import, size_t column)
{
    bool any = false;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        const char *text = import_text(import, row, column);
        if (*text && *text != '=')
            return false;
        any = any || *text;
    }
    return any && !import->options->raw;
}

void import_keep_column(Import *import, size_t column, const char *why)
{
    import->columns[column].role = COLUMN_CUSTOM;
    import->columns[column].field = NULL;
    import->columns[column].target = why;
    if (column < import->report->columns.count) {
        import->report->columns.items[column].fate = CSV_TO_CUSTOM;
        import->report->columns.items[column].target = why;
    }
}

/* The field that the cells of a column are read as. */
const Field *import_typed_field(const Column *column)
{
    static const Field date = {.name = "date", .title = "Date", .type = FIELD_INSTANT};
    if (column->role == COLUMN_START || column->role == COLUMN_FINISH)
        return &date;
    bool typed = column->role == COLUMN_FIELD && !field_is_text(column->field) && !field_refers(column->field);
    return typed ? column->field : NULL;
}

/*
 * A heading may promise what the cells do not hold: "Schedule impact?" with yes and no, a "type" of somebody else's
 * types. When most cells cannot be read the column is not what it seemed, and is kept as it is.
 */
static bool is_misread(const Import *import, size_t column)
{
    Column as = import->columns[column];
    as.field = import_typed_field(&as);
    bool flag = as.field && as.field->type == FIELD_FLAG; /* "Milestone" is what trackers call a release */
    bool sure = as.certain && as.field && as.field->type != FIELD_CHOICE && !flag;
    if (!as.field || as.field->required || sure || as.asked)
        return false;
    size_t wrong = 0, read = 0;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet) && wrong + read < SAMPLED_CELLS; row++) {
        Value value;
        bool has_time;
        Error ignored;
        const char *text = import_text(import, row, column);
        CellKind kind = cell_read(&import->reader, &as, import->forms[column], text, &value, &has_time, &ignored);
        wrong += kind == CELL_WRONG && !wordbook_find(import->words, "raid", text);
        read += kind == CELL_VALUE || kind == CELL_FORMULA;
    }
    return wrong > read && (wrong >= 3 || (flag && read == 0));
}

/* Spreadsheets and trackers write "2026-03-06 00:00:00" and "06/Mar/26 12:00 AM" for a day. */
static bool has_only_midnights(const Import *import, size_t column)
{
    Column as = import->columns[column];
    as.field = import_typed_field(&as);
    size_t midnights = 0;
    if (!as.field || as.field->type != FIELD_INSTANT)
        return false;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        Value value;
        bool has_time;
        Error ignored;
        const char *text = import_text(import, row, column);
        CellKind kind = cell_read(&import->reader, &as, import->forms[column], text, &value, &has_time, &ignored);
        if (kind == CELL_VALUE && has_time && instant_minute((Instant)value.number) != 0)
            return false;
        midnights += kind == CELL_VALUE && has_time;
    }
    return midnights > 0;
}

/* Columns without a name side by side, of which each row fills one: the number's column is the level. */
void import_settle_steps(Import *import)
{
    size_t unnamed = 0, rows = 0;
    for (size_t i = 0; i < import->column_count; i++)
        unnamed +=
            import->columns[i].unnamed && import->columns[i].role == COLUMN_CUSTOM && looks_like_codes(import, i);
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet) && unnamed >= 2; row++) {
        size_t filled = 0;
        for (size_t i = 0; i < import->column_count; i++)
            filled += import->columns[i].unnamed && *import_text(import, row, i) != '\0';
        rows += filled == 1;
        unnamed = filled > 1 ? 0 : unnamed;
    }
    for (size_t i = 0; i < import->column_count && unnamed >= 2 && rows > 0; i++)
        if (import->columns[i].unnamed && import->columns[i].role == COLUMN_CUSTOM)
            import->columns[i].role = COLUMN_STEP;
}

static void settle_columns(Import *import)
{
    size_t count = import->column_count;
    const char *order = import->options->date_order;
    CsvReport *report = import->report;
    for (size_t i = 0; i < count; i++)
        if (is_empty_column(import, i))
            import->columns[i].role = COLUMN_EMPTY;
    for (size_t i = 0; i < count; i++)
        if (import->columns[i].role == COLUMN_CUSTOM && is_formula_column(import, i)) {
            import->columns[i].role = COLUMN_IGNORED;
            import->columns[i].target = "its cells are formulas";
        }
    import->total_column = -1;
    if (import->hooks->settle_roles)
        import->hooks->settle_roles(import);
    for (size_t i = 0; i < count && import->native; i++)
        if (import->columns[i].role == COLUMN_SPENT || import->columns[i].role == COLUMN_COMMITTED)
            import->columns[i].role = COLUMN_COMPUTED;
    import->reader.spelling.mark =
        import->options->decimal == ',' ? DECIMAL_COMMA
        : import->options->decimal == '.'
            ? DECIMAL_POINT
            : dialect_decimal(&import->sheet, import->first_row, import->columns, count, report->delimiter);
    report->decimal = import->reader.spelling.mark == DECIMAL_COMMA ? ',' : '.';
    import->reader.spelling.order = dialect_date_order(&import->sheet, import->first_row, import->columns, count,
                                                       report->delimiter, &report->date_order_guessed);
    if (order) {
        import->reader.spelling.order = *order == 'd' ? DATE_DMY : *order == 'm' ? DATE_MDY : DATE_YMD;
        report->date_order_guessed = false;
    }
    report->date_order = import->reader.spelling.order;
    import->forms = memory_new(count + 1, sizeof *import->forms);
    import->seen = memory_new(count + 1, sizeof *import->seen);
    import->unread = memory_new(count + 1, sizeof *import->unread);
    for (size_t i = 0; i < count; i++)
        import->forms[i] =
            dialect_number_form(&import->sheet, import->first_row, import->columns, i, import->reader.spelling.mark);
    if (import->hooks->settle_columns)
        import->hooks->settle_columns(import);
    for (size_t i = 0; i < count; i++) {
        if (is_misread(import, i))
            import_keep_column(import, i, "most cells are not what the heading promises");
        import->columns[i].days = !import->native && has_only_midnights(import, i);
    }
}

static void report_columns(Import *import)
{
    static const struct {
        CsvFate fate;
        const char *target;
    } fates[] = {
        [COLUMN_IGNORED] = {CSV_DROPPED, "of no use here"},
        [COLUMN_EMPTY] = {CSV_EMPTY, ""},
        [COLUMN_COMPUTED] = {CSV_COMPUTED, NULL},
        [COLUMN_STATUS] = {CSV_TO_CUSTOM, ""},
        [COLUMN_ROW_TYPE] = {CSV_TO_CUSTOM, ""},
        [COLUMN_CUSTOM] = {CSV_TO_CUSTOM, ""},
        [COLUMN_UNIQUE_ID] = {CSV_TO_CUSTOM, ""},
        [COLUMN_STEP] = {CSV_TO_FIELD, "wbs"},
        [COLUMN_SPENT] = {CSV_TO_FIELD, "cost log: ACTUAL"},
        [COLUMN_COMMITTED] = {CSV_TO_FIELD, "cost log: COMMIT"},
        [COLUMN_GRID] = {CSV_TO_FIELD, "start, finish"},
    };
    bool own = import->custom_field != NULL, has_external_id = import->external_field != NULL;
    for (size_t i = 0; i < import->column_count; i++) {
        const Column *column = &import->columns[i];
        CsvColumn line = {
            .header = column->header, .fate = fates[column->role].fate, .target = fates[column->role].target};
        if (!line.target)
            line.target = column->target ? column->target : "";
        if (column->role == COLUMN_ID && !import->native && has_external_id)
            line.target = "external_id";
        if (column->role == COLUMN_CUSTOM && column->target)
            line.target = column->target;
        if (column->role == COLUMN_IGNORED && strchr(column->target, ' '))
            line.target = column->target;
        if (line.fate == CSV_TO_CUSTOM && !own) {
            line.fate = CSV_DROPPED;
            line.target = "this record type keeps no columns of its own";
        }
        array_push(&import->report->columns, line);
    }
}

static bool find_columns(Import *import, const DecodedText *text, const HeaderBooks *books, Error *error)
{
    if (!read_sheet(import, text, books, error) || !read_headings(import, books, error))
        return false;
    import->reader.entity = import->entity;
    import->hooks = import_hooks(import->entity);
    import->external_field = entity_field(import->entity, "external_id");
    import->custom_field = custom_field(import->entity);
    settle_columns(import);
    return true;
}

bool import_columns(Import *import, const DecodedText *text, Error *error)
{
    HeaderBooks books = {.headings = headings_new()};
    for (int kind = 0; kind < entity_count; kind++)
        if (!import->entity || entities[kind] == import->entity)
            books.items[books.count++] = headerbook_new(entities[kind], books.headings);
    bool good = find_columns(import, text, &books, error);
    if (import->column_count > 0 && import->forms)
        report_columns(import);
    for (size_t i = 0; i < books.count; i++)
        headerbook_free(books.items[i]);
    headings_free(books.headings);
    return good;
}
