/*
 * How a file writes its cells, found out from the file itself.
 */
#ifndef STEERCO_EXCHANGE_TABLE_DIALECT_H
#define STEERCO_EXCHANGE_TABLE_DIALECT_H

#include "steerco/exchange/table/cells.h"
#include "steerco/exchange/table/headers.h"
#include "steerco/exchange/table/sheet.h"

/* The books of the record types that the rows may be of, one when the caller knows it; and the headings they share. */
typedef struct HeaderBooks {
    Headings *headings;
    HeaderBook *items[ENTITY_MOST];
    size_t count;
} HeaderBooks;

/*
 * The delimiter: that of a `sep=;` line, else the one by which most headings are recognised, then the one by which most
 * rows are equally wide. `delimiter` is what the caller knows, or 0.
 */
Dialect dialect_detect(const char *text, size_t length, char delimiter, const HeaderBooks *books);

/* Headings of a row that one of the books recognises, of those the most. */
size_t dialect_headings(const Sheet *sheet, size_t row, const HeaderBooks *books);

/* The row with the headings: the first of the rows in front in which most are recognised; −1 when there is none. */
int64_t dialect_header_row(const Sheet *sheet, const HeaderBooks *books);

/* Evidence over whole columns, from the row behind the headings on. */
DecimalMark dialect_decimal(const Sheet *sheet, size_t first_row, const Column *columns, size_t count, char delimiter);
DateOrder dialect_date_order(const Sheet *sheet, size_t first_row, const Column *columns, size_t count, char delimiter,
                             bool *guessed);
NumberForm dialect_number_form(const Sheet *sheet, size_t first_row, const Column *columns, size_t column,
                               DecimalMark mark);

bool column_is_date(const Column *column);
bool column_is_number(const Column *column);

#endif
