/*
 * What is special in importing one type: the functions of the rows in csv_hooks.c that lie in files of their own, and
 * what these may ask of a file.
 */
#ifndef STEERCO_SRC_EXCHANGE_CSV_CSV_HOOKS_H
#define STEERCO_SRC_EXCHANGE_CSV_CSV_HOOKS_H

#include "csv_import.h"

/* Budgets (csv_budget.c). */
void budget_skip_rows(Import *import);
void budget_multiply(Import *import, const ImportRow *row);
void budget_book(Import *import, const ImportRow *row);

/* Leave a row out as none of the type, with a warning. */
void import_skip(Import *import, size_t row, int64_t column, const char *why);

/* … all rows whose cell in that column says so by a word of data/words.ini. */
void import_skip_words(Import *import, int64_t column, const char *section, const char *meaning, const char *why);

/* Does the cell say anything? Not in column −1. */
bool import_is_filled(const Import *import, size_t row, int64_t column);

/* Columns without a name side by side, of which each row fills one, tell its level by which. */
void import_settle_steps(Import *import);

#endif
