/*
 * What is special in budgets of other programs: totals and headings among the items, prices instead of amounts, and
 * columns of what was spent and ordered already.
 */
#include <stdlib.h>
#include <string.h>

#include "csv_hooks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

/* ---- Totals and headings ---- */

static bool figure_of(const Import *import, size_t row, const char *field, Money *out)
{
    int64_t column = import_field_column(import, field);
    const char *text = column < 0 ? "" : import_text(import, row, (size_t)column);
    return *text && money_parse(text, import->reader.spelling.mark, import->reader.money_digits, out, NULL);
}

static bool has_figures(const Import *import, size_t row)
{
    static const char *const fields[] = {"amount", "quantity", "unit_price"};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (import_is_filled(import, row, import_field_column(import, fields[i])))
            return true;
    return import_is_filled(import, row, import_column(import, COLUMN_SPENT)) ||
           import_is_filled(import, row, import_column(import, COLUMN_COMMITTED));
}

/* "Subtotal phase 1": the first word, or the first two. */
static bool begins_with_subtotal(const Import *import, const char *text)
{
    char words[60];
    size_t length = 0;
    for (int count = 0; count < 2; count++) {
        length += strspn(text + length, " ");
        length += strcspn(text + length, " :");
        if (length == 0 || length >= sizeof words)
            return false;
        memcpy(words, text, length);
        words[length] = '\0';
        const char *meaning = wordbook_find(import->words, "total", words);
        if (meaning && text_equal(meaning, "subtotal"))
            return true;
    }
    return false;
}

static int64_t total_cell(const Import *import, size_t row)
{
    for (size_t i = 0; i < import->column_count; i++) {
        const char *text = import_text(import, row, i);
        if (*text && (wordbook_find(import->words, "total", text) || begins_with_subtotal(import, text)))
            return (int64_t)i;
    }
    return -1;
}

/* An amount alone, in a table that counts and prices its items: perhaps the sum of those below it. */
static bool has_amount_alone(const Import *import, size_t row)
{
    Money amount;
    bool priced = import_field_column(import, "quantity") >= 0 || import_field_column(import, "unit_price") >= 0;
    return priced && figure_of(import, row, "amount", &amount) &&
           !import_is_filled(import, row, import_field_column(import, "quantity")) &&
           !import_is_filled(import, row, import_field_column(import, "unit_price")) &&
           !import_is_filled(import, row, import_field_column(import, "unit"));
}

/* Does its amount add up those of the rows below, to the next such row or total? Half a per cent is rounding. */
static bool is_sum_of_following(const Import *import, size_t row)
{
    Money amount = 0, next, sum = 0;
    if (!has_amount_alone(import, row) || !figure_of(import, row, "amount", &amount))
        return false;
    for (size_t i = row + 1; i < sheet_rows(&import->sheet); i++) {
        if (import->fates[i] == ROW_SKIPPED || has_amount_alone(import, i))
            break;
        if (figure_of(import, i, "amount", &next))
            sum = money_add(sum, next);
    }
    return sum != 0 && llabs(sum - amount) <= llabs(amount) / 200;
}

/* "5" in front of "5.1" or "5,1" is the number of a heading. */
static bool is_number_above_next(const Import *import, size_t row)
{
    const char *number = import_identifier(import, row);
    size_t length = strlen(number);
    if (length == 0 || row + 1 >= sheet_rows(&import->sheet) || !has_amount_alone(import, row))
        return false;
    const char *next = import_identifier(import, row + 1);
    return strncmp(next, number, length) == 0 && next[length] != '\0' && strchr(".,-", next[length]) != NULL;
}

void budget_skip_rows(Import *import)
{
    size_t end = sheet_rows(&import->sheet);
    int64_t label = import_field_column(import, import->entity->label), unit = import_field_column(import, "unit");
    for (size_t row = import->first_row; row < end; row++) {
        int64_t total = import->fates[row] == ROW_DATA ? total_cell(import, row) : -1;
        if (total >= 0)
            import_skip(import, row, total, "a total: left out, or its items would count twice");
        else if (label >= 0 && import->fates[row] == ROW_DATA && *import_text(import, row, (size_t)label) == '\0')
            import_skip(import, row, -1, "a row without an item: left out");
    }
    for (size_t row = import->first_row; row < end; row++) {
        if (import->fates[row] != ROW_DATA)
            continue;
        if (!has_figures(import, row) && !import_is_filled(import, row, unit))
            import_skip(import, row, label, "a heading without figures: left out");
        else if (is_sum_of_following(import, row) || is_number_above_next(import, row))
            import_skip(import, row, label, "a heading with the sum of the items below it: left out");
    }
}

/* ---- Amounts ---- */

/* A file that gives prices alone: the amount that they make is what was agreed on. */
void budget_multiply(Import *import, const ImportRow *row)
{
    BudgetLine *line = row->record;
    if (import_field_column(import, "amount") < 0)
        line->amount = budget_line_amount(line);
}

static void book_figure(Import *import, const ImportRow *row, ColumnRole role, CostKind kind)
{
    const Field *amount = field_of(&budget_line_entity, BudgetLine, amount);
    int64_t at = import_column(import, role);
    if (at < 0)
        return;
    Column as = import->columns[at];
    as.field = amount;
    const BudgetLine *line = row->record;
    Value value;
    bool has_time;
    Error why = {0};
    import->reader.spelling.currency = line->currency;
    CellKind found =
        cell_read(&import->reader, &as, FORM_PLAIN, import_text(import, row->row, (size_t)at), &value, &has_time, &why);
    if (found == CELL_WRONG)
        import_refuse(import, row->row, at, "%s", why.text);
    if (found == CELL_FORMULA)
        import_warn(import, row->row, at, "a formula is no value: left empty");
    if (found != CELL_VALUE || value.number == 0)
        return;
    CostEntry *entry = change_create(import->set, &cost_entry_entity);
    entry->line = row->id;
    entry->kind = (uint8_t)kind;
    entry->amount = value.number;
    entry->booked_on = plan_status_date(import->plan);
    entry->currency = line->currency;
    entry->rate = line->rate;
    entry->description = line->description;
}

/* What was spent and ordered already becomes the first entries of the ledger. */
void budget_book(Import *import, const ImportRow *row)
{
    if (import->native || !row->fresh)
        return;
    book_figure(import, row, COLUMN_SPENT, COST_ACTUAL);
    book_figure(import, row, COLUMN_COMMITTED, COST_COMMIT);
}
