/*
 * A CSV text cut into rows of cells by libcsv, each row with the line of the file where it begins.
 *
 * All cells lie NUL-terminated in one block and are known by their place in it, so that a file of millions of cells
 * costs four bytes each beside its text.
 */
#ifndef STEERCO_EXCHANGE_TABLE_SHEET_H
#define STEERCO_EXCHANGE_TABLE_SHEET_H

#include <stdint.h>

#include "steerco/base/array.h"
#include "steerco/base/error.h"

typedef uint32_t Cell; /* where its text begins in the block */

#define CELL_ABSENT  0u /* nothing between two delimiters: leaves a field as it is */
#define CELL_CLEARED 1u /* an empty pair of quotes: makes a field undefined */

typedef struct SheetRow {
    size_t first; /* its first cell; its last one is before the first of the next row */
    size_t line;  /* of the file, from 1 */
} SheetRow;

typedef struct Sheet {
    char *block;
    size_t used;
    ARRAY(Cell) cells;
    ARRAY(SheetRow) rows; /* ends with one that is none, which says where the last one ends */
} Sheet;

typedef struct Dialect {
    char delimiter;
    size_t skipped;    /* bytes of a `sep=;` line in front */
    bool blanks_first; /* blanks stand before opening quotes: a, "b, c" */
    bool quotes_all;   /* every cell is quoted, so an empty pair of quotes is just an empty cell */
} Dialect;

/* Caps on what one cell and one row may hold: beyond them a file is damaged, not rich. */
enum { SHEET_CELL_BYTES = 1 << 20, SHEET_ROW_CELLS = 4096 };

/*
 * Fails on a quote that is opened and never closed, naming the line where it opened, on cells and rows beyond the caps,
 * and on files of 2 GB and more. Rows whose cells are all empty are left out.
 */
bool sheet_read(const char *text, size_t length, const Dialect *dialect, Sheet *out, Error *error) MUST_CHECK;
void sheet_release(Sheet *sheet);

static inline size_t sheet_rows(const Sheet *sheet)
{
    return sheet->rows.count == 0 ? 0 : sheet->rows.count - 1;
}

static inline size_t sheet_width(const Sheet *sheet, size_t row)
{
    return sheet->rows.items[row + 1].first - sheet->rows.items[row].first;
}

/* CELL_ABSENT beyond the end of the row. */
static inline Cell sheet_cell(const Sheet *sheet, size_t row, size_t column)
{
    return column < sheet_width(sheet, row) ? sheet->cells.items[sheet->rows.items[row].first + column] : CELL_ABSENT;
}

static inline const char *sheet_text(const Sheet *sheet, Cell cell)
{
    return sheet->block + cell;
}

/* Put the cells of a row from a column on together again, as they stood in the file but for their quotes. */
void sheet_join(Sheet *sheet, size_t row, size_t column, char delimiter);

/*
 * Some programs export twice: each row is then a single quoted cell that holds a whole row. Such rows are cut again.
 * True when there were any.
 */
bool sheet_unpack(Sheet *sheet, const Dialect *dialect);

#endif
