/*
 * One cell of a foreign file as the value of a field.
 */
#ifndef STEERCO_EXCHANGE_TABLE_CELLS_H
#define STEERCO_EXCHANGE_TABLE_CELLS_H

#include "steerco/exchange/table/headers.h"
#include "steerco/exchange/table/words.h"
#include "steerco/model/field.h"

/* How a column writes its numbers, as found out from the whole of it. */
typedef enum NumberForm {
    FORM_PLAIN,
    FORM_FRACTION, /* 0.85 is 85 % */
    FORM_HOURS,    /* 8 is a full day's capacity */
    FORM_MULTIPLE, /* 1.5 is 150 % */
} NumberForm;

typedef struct CellReader {
    const Plan *plan;
    const WordBook *words;
    Spelling spelling;
    WorkUnits units;
    int money_digits; /* of the board's currency; that of a row, where it has one, is in `spelling` */
    const Entity *entity;
    bool raw;     /* no apostrophes protect text cells */
    Arena *texts; /* where text values live */
} CellReader;

/* What a cell turned out to be. */
typedef enum CellKind { CELL_NOTHING, CELL_VALUE, CELL_FORMULA, CELL_WRONG } CellKind;

/*
 * Read the text of a cell for column->field (not a reference). *has_time tells of an instant whether a time of day was
 * written. On CELL_WRONG the error says what was expected.
 */
CellKind cell_read(const CellReader *reader, const Column *column, NumberForm form, const char *text, Value *out,
                   bool *has_time, Error *error);

/* A text cell without the apostrophe that protects it against being taken for a formula. */
const char *cell_unprotected(const CellReader *reader, const char *text);

/* Does a text need that apostrophe? */
bool cell_needs_protection(const char *text);

/* A per cent as the level of likelihood it stands for: ≤10, ≤30, ≤50, ≤75 and more. */
int64_t level_of_probability(int64_t basis_points);

/* Is the text of a level column a share ("20%", "0.3") rather than a level? */
bool cell_is_share(const CellReader *reader, const Column *column, NumberForm form, const char *text,
                   int64_t *basis_points);

#endif
