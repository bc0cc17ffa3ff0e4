/*
 * A CSV file does not say how it is written, and one cell proves little: "1.234" and "01/02/26" can be read in two
 * ways. Whole columns prove more. Each question below is put to all the cells that can answer it.
 */
#include "steerco/exchange/table/dialect.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/base/text.h"

enum { SAMPLE_BYTES = 64 * 1024, FRONT_ROWS = 40, LONGEST_HEADING = 100 };

/* ---- Delimiter and headings ---- */

static size_t sep_line(const char *text, size_t length, char *delimiter)
{
    bool there =
        length >= 5 && strncasecmp(text, "sep=", 4) == 0 && (text[5] == '\r' || text[5] == '\n' || length == 5);
    if (!there)
        return 0;
    *delimiter = text[4];
    size_t end = 5;
    while (end < length && (text[end] == '\r' || text[end] == '\n') && (end == 5 || text[end] != text[end - 1]))
        end++;
    return end;
}

static size_t sample_length(const char *text, size_t length)
{
    if (length <= SAMPLE_BYTES)
        return length;
    size_t end = SAMPLE_BYTES;
    while (end > 0 && text[end - 1] != '\n' && text[end - 1] != '\r')
        end--;
    return end ? end : (size_t)SAMPLE_BYTES;
}

size_t dialect_headings(const Sheet *sheet, size_t row, const HeaderBooks *books)
{
    size_t known[ENTITY_MOST] = {0}, most = 0;
    for (size_t column = 0; column < sheet_width(sheet, row); column++) {
        const char *text = sheet_text(sheet, sheet_cell(sheet, row, column));
        if (*text == '\0' || strlen(text) >= LONGEST_HEADING)
            continue;
        const Readings *readings = headings_read(books->headings, text);
        for (size_t i = 0; i < books->count; i++) {
            known[i] += headerbook_knows(books->items[i], readings);
            most = known[i] > most ? known[i] : most;
        }
    }
    return most;
}

static int64_t front_row(const Sheet *sheet, const HeaderBooks *books, size_t *known)
{
    int64_t best = -1;
    *known = 0;
    for (size_t row = 0; row < sheet_rows(sheet) && row < FRONT_ROWS; row++) {
        size_t found = dialect_headings(sheet, row, books);
        if (found > *known) {
            *known = found;
            best = (int64_t)row;
        }
    }
    return best;
}

int64_t dialect_header_row(const Sheet *sheet, const HeaderBooks *books)
{
    size_t known;
    int64_t row = front_row(sheet, books, &known);
    return known >= 2 || row == 0 ? row : -1;
}

static size_t widest_row(const Sheet *sheet)
{
    size_t widest = 0;
    for (size_t row = 0; row < sheet_rows(sheet); row++)
        widest = sheet_width(sheet, row) > widest ? sheet_width(sheet, row) : widest;
    return widest;
}

/* Per cent of the rows that are as wide as most of them; 0 when most have one cell. */
static size_t consistency(const Sheet *sheet)
{
    size_t widest = widest_row(sheet), rows = sheet_rows(sheet), mode = 0;
    size_t *widths = memory_new(widest + 1, sizeof *widths);
    for (size_t row = 0; row < rows; row++)
        widths[sheet_width(sheet, row)]++;
    for (size_t width = 1; width <= widest; width++)
        mode = widths[width] >= widths[mode] ? width : mode;
    size_t percent = mode > 1 && rows > 0 ? widths[mode] * 100 / rows : 0;
    free(widths);
    return percent;
}

/* Blanks between a delimiter and an opening quote: written by hand or by a careless program. */
static bool has_blanks_first(const char *text, size_t length, char delimiter)
{
    const char pattern[] = {delimiter, ' ', '"', '\0'};
    for (size_t i = 0; i + 3 <= length; i++)
        if (memcmp(text + i, pattern, 3) == 0)
            return true;
    return false;
}

/* The end of a sample may be cut out of a quoted cell; what comes before counts all the same. */
static size_t score(const char *text, size_t length, const Dialect *dialect, const HeaderBooks *books)
{
    Sheet sheet = {0};
    size_t known = 0, points = 0;
    bool whole = sheet_read(text, length, dialect, &sheet, NULL);
    if (whole || sheet_rows(&sheet) > 0) {
        sheet_unpack(&sheet, dialect);
        front_row(&sheet, books, &known);
        points = known * 100 + consistency(&sheet);
    }
    sheet_release(&sheet);
    return points;
}

Dialect dialect_detect(const char *text, size_t length, char delimiter, const HeaderBooks *books)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    Dialect best = {.delimiter = ','};
    char said = '\0';
    best.skipped = sep_line(text, length, &said);
    size_t sample = sample_length(text, length), most = 0;
    for (size_t i = 0; i < sizeof candidates && !delimiter && !said; i++) {
        Dialect dialect = {.delimiter = candidates[i], .skipped = best.skipped};
        size_t points = score(text, sample, &dialect, books);
        if (points > most) {
            most = points;
            best.delimiter = candidates[i];
        }
    }
    if (delimiter || said)
        best.delimiter = delimiter ? delimiter : said;
    best.quotes_all = best.skipped < length && text[best.skipped] == '"';
    best.blanks_first = has_blanks_first(text, sample, best.delimiter);
    return best;
}

/* ---- Columns ---- */

bool column_is_date(const Column *column)
{
    if (column->role == COLUMN_FIELD)
        return column->field->type == FIELD_DATE || column->field->type == FIELD_INSTANT;
    return column->role == COLUMN_START || column->role == COLUMN_FINISH;
}

bool column_is_number(const Column *column)
{
    if (column->role == COLUMN_SPENT || column->role == COLUMN_COMMITTED)
        return true;
    if (column->role != COLUMN_FIELD)
        return false;
    FieldType type = column->field->type;
    return type == FIELD_INTEGER || type == FIELD_PERCENT || type == FIELD_QUANTITY || type == FIELD_MONEY ||
           type == FIELD_RATE || type == FIELD_DURATION || type == FIELD_SCALE;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* What the separators of a number prove: '.' or ',' as decimal mark, or nothing. */
static char decimal_evidence(const char *text)
{
    size_t points = 0, commas = 0, behind = 0, before = 0;
    char last = '\0', first_digit = '\0';
    for (; *text && strchr("0123456789.,'- +()%$\xC2\xA0\xE2\x80\xAF", *text); text++) {
        bool separator = (*text == '.' || *text == ',') && is_digit(text[1]);
        if (separator) {
            points += *text == '.';
            commas += *text == ',';
            last = *text;
            behind = 0;
        } else if (is_digit(*text)) {
            first_digit = first_digit ? first_digit : *text;
            behind++;
            before += last == '\0';
        }
    }
    if (points > 0 && commas > 0)
        return last;
    if (points + commas > 1)
        return last == '.' ? ',' : '.'; /* it groups */
    if (points + commas == 1 && (behind != 3 || before > 3 || before == 0 || first_digit == '0'))
        return last;
    return '\0';
}

DecimalMark dialect_decimal(const Sheet *sheet, size_t first_row, const Column *columns, size_t count, char delimiter)
{
    size_t points = 0, commas = 0;
    for (size_t column = 0; column < count; column++) {
        if (!column_is_number(&columns[column]))
            continue;
        for (size_t row = first_row; row < sheet_rows(sheet); row++) {
            const char *text = sheet_text(sheet, sheet_cell(sheet, row, column));
            char mark = *text ? decimal_evidence(text) : '\0';
            points += mark == '.';
            commas += mark == ',';
        }
    }
    if (points == commas)
        return delimiter == ';' ? DECIMAL_COMMA : DECIMAL_POINT;
    return commas > points ? DECIMAL_COMMA : DECIMAL_POINT;
}

/* ---- Dates ---- */

typedef struct DateVotes {
    size_t day_first, month_first, either;
    bool slashes;
} DateVotes;

static void vote(const char *text, DateVotes *votes)
{
    if (strlen(text) < 5 || (is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && is_digit(text[3])))
        return; /* year first, or no date */
    DateEvidence evidence = date_evidence(text);
    votes->day_first += evidence == DATE_DAY_FIRST;
    votes->month_first += evidence == DATE_MONTH_FIRST;
    votes->either += evidence == DATE_EITHER_ORDER;
    votes->slashes = votes->slashes || strchr(text, '/') != NULL;
}

/* Rows whose start is not after their finish, if dates are read in that order. */
static size_t orderly_rows(const Sheet *sheet, size_t first_row, const Column *columns, size_t count, DateOrder order)
{
    size_t start = count, finish = count, orderly = 0;
    for (size_t i = 0; i < count; i++) {
        start = columns[i].role == COLUMN_START ? i : start;
        finish = columns[i].role == COLUMN_FINISH ? i : finish;
    }
    for (size_t row = first_row; row < sheet_rows(sheet) && start < count && finish < count; row++) {
        Date from, to;
        bool both = date_parse(sheet_text(sheet, sheet_cell(sheet, row, start)), order, &from, NULL) &&
                    date_parse(sheet_text(sheet, sheet_cell(sheet, row, finish)), order, &to, NULL);
        orderly += both && from <= to;
    }
    return orderly;
}

DateOrder dialect_date_order(const Sheet *sheet, size_t first_row, const Column *columns, size_t count, char delimiter,
                             bool *guessed)
{
    DateVotes votes = {0};
    for (size_t column = 0; column < count; column++)
        for (size_t row = first_row; row < sheet_rows(sheet) && column_is_date(&columns[column]); row++)
            vote(text_skip_blanks(sheet_text(sheet, sheet_cell(sheet, row, column))), &votes);
    *guessed = false;
    if (votes.day_first + votes.month_first > 0)
        return votes.month_first > votes.day_first ? DATE_MDY : DATE_DMY;
    if (votes.either == 0)
        return DATE_YMD;
    *guessed = true;
    size_t day_first = orderly_rows(sheet, first_row, columns, count, DATE_DMY);
    size_t month_first = orderly_rows(sheet, first_row, columns, count, DATE_MDY);
    if (day_first != month_first)
        return month_first > day_first ? DATE_MDY : DATE_DMY;
    return votes.slashes && delimiter == ',' ? DATE_MDY : DATE_DMY;
}

/* ---- Shares ---- */

/* What the bare numbers of a column are like: largest, and whether some are no whole numbers. In hundredths. */
static bool bare_numbers(const Sheet *sheet, size_t first_row, size_t column, DecimalMark mark, int64_t *largest,
                         bool *broken)
{
    bool any = false;
    *largest = 0;
    *broken = false;
    for (size_t row = first_row; row < sheet_rows(sheet); row++) {
        int64_t number;
        const char *text = sheet_text(sheet, sheet_cell(sheet, row, column));
        if (*text == '\0' || !number_parse(text, mark, 4, &number, NULL))
            continue;
        any = true;
        *broken = *broken || number % 10000 != 0;
        *largest = number > *largest ? number : *largest;
    }
    return any;
}

NumberForm dialect_number_form(const Sheet *sheet, size_t first_row, const Column *columns, size_t column,
                               DecimalMark mark)
{
    enum { ONE = 10000, MOST_MULTIPLES = 4 * ONE, HOURS_OF_A_DAY = 24 * ONE };
    const Field *field = columns[column].field;
    int64_t largest;
    bool broken;
    if (columns[column].role != COLUMN_FIELD || (field->type != FIELD_PERCENT && field->type != FIELD_SCALE) ||
        !bare_numbers(sheet, first_row, column, mark, &largest, &broken) || largest == 0)
        return FORM_PLAIN;
    if (field->type == FIELD_SCALE)
        return broken && largest <= ONE ? FORM_FRACTION : FORM_PLAIN;
    bool capacity = text_equal(field->name, "max_units") || text_equal(field->name, "units");
    if (capacity && largest > ONE)
        return largest <= MOST_MULTIPLES ? FORM_MULTIPLE : largest <= HOURS_OF_A_DAY ? FORM_HOURS : FORM_PLAIN;
    return largest <= ONE ? FORM_FRACTION : FORM_PLAIN;
}
