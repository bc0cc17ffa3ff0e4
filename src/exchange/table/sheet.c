/*
 * libcsv does the cutting; this file adds what it leaves out: lines, caps, and the difference between an empty cell and
 * an unclosed quote. The text is handed to the parser a line at a time, because that is how the line of a row is known.
 */
#include "steerco/exchange/table/sheet.h"

#include <csv.h>
#include <limits.h>
#include <string.h>

#include "steerco/base/buffer.h"

typedef struct Cutter {
    struct csv_parser parser;
    Sheet *sheet;
    size_t line;       /* that is being fed */
    size_t row_line;   /* where the present row began */
    size_t row_first;  /* its first cell */
    bool row_open;     /* its end has not come yet */
    bool has_text;     /* it holds a cell that is not blank */
    bool quotes_all;   /* see Dialect */
    const char *fault; /* why the file is refused, or null */
} Cutter;

static int never(unsigned char byte)
{
    (void)byte;
    return 0;
}

/* The length without the blanks at the end; those in front may show the outline and stay. */
static size_t trimmed(const char *text, size_t length)
{
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        length--;
    return length;
}

static void on_cell(void *text, size_t length, void *context)
{
    Cutter *cutter = context;
    Sheet *sheet = cutter->sheet;
    if (cutter->fault)
        return;
    if (length > SHEET_CELL_BYTES)
        cutter->fault = "a cell of more than 1 MB; is a closing quote missing?";
    else if (sheet->cells.count - cutter->row_first >= SHEET_ROW_CELLS)
        cutter->fault = "more than 4096 cells; is a line break missing?";
    bool cleared = text && length == 0 && !cutter->quotes_all;
    length = text ? trimmed(text, length) : 0;
    if (length == 0 || cutter->fault) {
        array_push(&sheet->cells, cleared ? CELL_CLEARED : CELL_ABSENT);
        return;
    }
    array_push(&sheet->cells, (Cell)sheet->used);
    memcpy(sheet->block + sheet->used, text, length);
    sheet->used += length;
    sheet->block[sheet->used++] = '\0';
    cutter->has_text = true;
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    Cutter *cutter = context;
    if (cutter->has_text)
        array_push(&cutter->sheet->rows, (SheetRow){.first = cutter->row_first, .line = cutter->row_line});
    else
        cutter->sheet->cells.count = cutter->row_first;
    cutter->row_first = cutter->sheet->cells.count;
    cutter->row_open = cutter->has_text = false;
}

static bool cutter_init(Cutter *cutter, Sheet *sheet, const Dialect *dialect, size_t line)
{
    *cutter = (Cutter){.sheet = sheet,
                       .line = line,
                       .row_line = line,
                       .row_first = sheet->cells.count,
                       .quotes_all = dialect->quotes_all};
    if (csv_init(&cutter->parser, CSV_EMPTY_IS_NULL) != 0)
        return false;
    csv_set_delim(&cutter->parser, (unsigned char)dialect->delimiter);
    if (!dialect->blanks_first)
        csv_set_space_func(&cutter->parser, never); /* leading blanks may show the outline */
    return true;
}

/* One past the line that begins at `text`: behind its LF, CR or CR LF. */
static const char *line_end(const char *text, const char *end)
{
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    const char *stop = newline ? newline : end;
    const char *carriage = memchr(text, '\r', (size_t)(stop - text));
    if (carriage && carriage + 1 != stop)
        return carriage + 1;
    return newline ? newline + 1 : end;
}

/* The line in which a quote was opened that nothing closes, in a text that begins with the row concerned. */
static size_t unclosed_quote(const char *text, const char *end, size_t line, char delimiter)
{
    bool quoted = false, at_start = true;
    size_t opened = 0;
    for (; text < end; text++) {
        if (*text == '"' && (quoted || at_start)) {
            quoted = !quoted;
            opened = quoted ? line : opened;
            at_start = false;
        } else {
            at_start = !quoted && (*text == delimiter || *text == '\n' || (at_start && *text == ' '));
        }
        line += *text == '\n';
    }
    return opened;
}

static bool feed(Cutter *cutter, const char *text, size_t length)
{
    return csv_parse(&cutter->parser, text, length, on_cell, on_row, cutter) == length && !cutter->fault;
}

static bool finish(Cutter *cutter)
{
    csv_set_opts(&cutter->parser, CSV_EMPTY_IS_NULL | CSV_STRICT | CSV_STRICT_FINI);
    return csv_fini(&cutter->parser, on_cell, on_row, cutter) == 0;
}

static bool refuse(const Cutter *cutter, Error *error)
{
    if (cutter->fault)
        return error_set(error, "line %zu has %s", cutter->row_line, cutter->fault);
    return error_set(error, "line %zu: %s", cutter->row_line,
                     csv_strerror(csv_error((struct csv_parser *)&cutter->parser)));
}

static bool cut(Cutter *cutter, const char *text, const char *end, Error *error)
{
    const char *row = text;
    for (; text < end; cutter->line++) {
        const char *next = line_end(text, end);
        if (!cutter->row_open && trimmed(text, (size_t)(next - text)) > 0) {
            cutter->row_open = true;
            cutter->row_line = cutter->line;
            row = text;
        }
        if (!feed(cutter, text, (size_t)(next - text)))
            return refuse(cutter, error);
        text = next;
    }
    if (finish(cutter))
        return cutter->fault ? refuse(cutter, error) : true;
    char delimiter = (char)csv_get_delim(&cutter->parser);
    return error_set(error, "the quote that opens in line %zu is never closed",
                     unclosed_quote(row, end, cutter->row_line, delimiter));
}

/* ---- Blanks behind closing quotes ---- */

/* What follows blanks behind a quote, if that is the end of its cell; else null. */
static const char *cell_end(const char *text, const char *end, char delimiter)
{
    while (text < end && (*text == ' ' || *text == '\t') && *text != delimiter)
        text++;
    return text == end || *text == delimiter || *text == '\n' || *text == '\r' ? text : NULL;
}

static bool has_blanks_behind(const char *text, const char *end, char delimiter)
{
    while ((text = memchr(text, '"', (size_t)(end - text)))) {
        const char *stop = cell_end(++text, end, delimiter);
        if (stop && stop > text)
            return true;
    }
    return false;
}

/* Without blanks between a closing quote and the end of its cell: libcsv would not see that the quote closes. */
static void cut_blanks_behind(const char *text, const char *end, char delimiter, Buffer *out)
{
    bool quoted = false, at_start = true;
    while (text < end) {
        char byte = *text++;
        buffer_add_char(out, byte);
        if (byte == '"' && quoted && text < end && *text == '"') {
            buffer_add_char(out, *text++);
        } else if (byte == '"' && quoted) {
            const char *stop = cell_end(text, end, delimiter);
            quoted = !stop;
            text = stop ? stop : text;
        } else if (byte == '"' && at_start) {
            quoted = true;
            at_start = false;
        } else {
            at_start = !quoted && (byte == delimiter || byte == '\n' || byte == '\r' || (at_start && byte == ' '));
        }
    }
}

bool sheet_read(const char *text, size_t length, const Dialect *dialect, Sheet *out, Error *error)
{
    if (length > INT_MAX)
        return error_set(error, "the file has more than 2 GB");
    *out = (Sheet){.block = memory_new(length + 4, 1), .used = 2};
    Cutter cutter;
    Buffer clean = {0};
    if (!cutter_init(&cutter, out, dialect, dialect->skipped > 0 ? 2 : 1))
        return error_set(error, "libcsv cannot begin");
    const char *start = text + dialect->skipped, *end = text + length;
    if (has_blanks_behind(start, end, dialect->delimiter)) {
        cut_blanks_behind(start, end, dialect->delimiter, &clean);
        start = buffer_text(&clean);
        end = start + clean.length;
    }
    bool ok = cut(&cutter, start, end, error);
    buffer_release(&clean);
    csv_free(&cutter.parser);
    array_push(&out->rows, (SheetRow){.first = cutter.row_first, .line = cutter.line});
    return ok;
}

void sheet_release(Sheet *sheet)
{
    free(sheet->block);
    array_release(&sheet->cells);
    array_release(&sheet->rows);
}

/* The cells lie one behind the other in the block, an absent one nowhere: the joined text goes to its end. */
void sheet_join(Sheet *sheet, size_t row, size_t column, char delimiter)
{
    size_t width = sheet_width(sheet, row), needed = width + 1;
    for (size_t i = column; i < width; i++)
        needed += strlen(sheet_text(sheet, sheet_cell(sheet, row, i)));
    sheet->block = memory_resize(sheet->block, sheet->used + needed, 1);
    Cell *cells = &sheet->cells.items[sheet->rows.items[row].first];
    Cell joined = (Cell)sheet->used;
    for (size_t i = column; i < width; i++) {
        const char *text = sheet_text(sheet, cells[i]);
        size_t length = strlen(text);
        if (i > column)
            sheet->block[sheet->used++] = delimiter;
        memcpy(sheet->block + sheet->used, text, length);
        sheet->used += length;
    }
    sheet->block[sheet->used++] = '\0';
    cells[column] = joined;
}

static bool is_packed(const Sheet *sheet, size_t row, char delimiter)
{
    return sheet_width(sheet, row) == 1 && strchr(sheet_text(sheet, sheet_cell(sheet, row, 0)), delimiter) != NULL;
}

/* At least half of the rows, and none but the header may be whole. */
static bool is_packed_sheet(const Sheet *sheet, char delimiter)
{
    size_t packed = 0;
    for (size_t row = 0; row < sheet_rows(sheet); row++)
        packed += is_packed(sheet, row, delimiter);
    return packed > 0 && packed * 2 >= sheet_rows(sheet);
}

bool sheet_unpack(Sheet *sheet, const Dialect *dialect)
{
    if (!is_packed_sheet(sheet, dialect->delimiter))
        return false;
    Sheet whole = {.block = memory_new(sheet->used * 2 + 4, 1), .used = 2};
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        size_t first = whole.cells.count, width = sheet_width(sheet, row);
        Cutter cutter;
        if (is_packed(sheet, row, dialect->delimiter) &&
            cutter_init(&cutter, &whole, dialect, sheet->rows.items[row].line)) {
            const char *text = sheet_text(sheet, sheet_cell(sheet, row, 0));
            if (feed(&cutter, text, strlen(text)))
                csv_fini(&cutter.parser, on_cell, on_row, &cutter);
            csv_free(&cutter.parser);
            continue;
        }
        array_push(&whole.rows, (SheetRow){.first = first, .line = sheet->rows.items[row].line});
        for (size_t column = 0; column < width; column++) {
            const char *text = sheet_text(sheet, sheet_cell(sheet, row, column));
            Cell cell = sheet_cell(sheet, row, column);
            if (*text) {
                cell = (Cell)whole.used;
                memcpy(whole.block + whole.used, text, strlen(text) + 1);
                whole.used += strlen(text) + 1;
            }
            array_push(&whole.cells, cell);
        }
    }
    array_push(&whole.rows, (SheetRow){.first = whole.cells.count});
    sheet_release(sheet);
    *sheet = whole;
    return true;
}
