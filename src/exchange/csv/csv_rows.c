/*
 * Not every row of a foreign table is a record. Budgets carry totals and headings that would be counted twice, RAID
 * logs mix risks with issues, GanttProject writes its resources below its tasks. Such rows are left out, each with a
 * warning, before anything is made of the others.
 */
#include <stdlib.h>
#include <string.h>

#include "csv_import.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

static void skip(Import *import, size_t row, int64_t column, const char *why)
{
    import->fates[row] = ROW_SKIPPED;
    import->report->skipped++;
    import_warn(import, row, column, "%s", why);
}

/* ---- Repeated headings, second tables ---- */

static void compare_with_headings(const Import *import, size_t row, size_t *same, size_t *different)
{
    *same = *different = 0;
    for (size_t i = 0; i < import->column_count; i++) {
        const char *text = import_text(import, row, i);
        if (*text == '\0')
            continue;
        bool equal = text_equal(text, import->columns[i].header);
        *same += equal;
        *different += !equal;
    }
}

static void find_other_tables(Import *import)
{
    size_t same, different;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        if (!text_equal(import_text(import, row, 0), import->columns[0].header))
            continue;
        compare_with_headings(import, row, &same, &different);
        if (same < 2)
            continue;
        if (different == 0) {
            skip(import, row, -1, "the headings once more: left out");
            continue;
        }
        import_warn(import, row, -1, "another table begins here: it and what follows are left out");
        for (; row < sheet_rows(&import->sheet); row++) {
            import->fates[row] = ROW_SKIPPED;
            import->report->skipped++;
        }
    }
}

/* The line below the headings of a table in Markdown, and rows that people draw. */
static bool is_ruler(const Import *import, size_t row)
{
    bool drawn = false;
    for (size_t i = 0; i < import->column_count; i++) {
        const char *text = cell_unprotected(&import->reader, import_text(import, row, i));
        size_t dashes = strspn(text, "-=_:");
        drawn = drawn || dashes >= 2;
        if (text[dashes + strspn(text + dashes, " ")])
            return false;
    }
    return drawn;
}

static void find_rulers(Import *import)
{
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++)
        if (import->fates[row] == ROW_DATA && is_ruler(import, row))
            skip(import, row, -1, "a line drawn across the table: left out");
}

/* ---- Ragged rows ---- */

static bool takes_any_text(const Column *column)
{
    switch (column->role) {
    case COLUMN_FIELD:
        return field_is_text(column->field);
    case COLUMN_CUSTOM:
    case COLUMN_IGNORED:
    case COLUMN_RESOURCES:
    case COLUMN_PREDECESSORS:
    case COLUMN_SUCCESSORS:
        return true;
    default:
        return false;
    }
}

/* The last column takes what stands beyond it, if it holds text: an unquoted delimiter has cut it up. */
static void check_width(Import *import, size_t row)
{
    size_t width = sheet_width(&import->sheet, row), count = import->column_count, filled = 0;
    for (size_t i = count; i < width; i++)
        filled += *import_text(import, row, i) != '\0';
    if (width < count)
        import_warn(import, row, -1, "the row has %zu cells, the headings %zu: those at the end count as empty", width,
                    count);
    if (filled == 0)
        return;
    bool text = takes_any_text(&import->columns[count - 1]);
    if (text)
        sheet_join(&import->sheet, row, count - 1, import->report->delimiter);
    import_warn(import, row, -1, "the row has %zu cells, the headings %zu: those at the end %s", width, count,
                text ? "were put together again" : "are left out");
}

static void check_widths(Import *import)
{
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++)
        if (import->fates[row] == ROW_DATA && sheet_width(&import->sheet, row) != import->column_count)
            check_width(import, row);
}

/* ---- Budgets ---- */

static bool figure_of(const Import *import, size_t row, const char *field, Money *out)
{
    int64_t column = import_field_column(import, field);
    const char *text = column < 0 ? "" : import_text(import, row, (size_t)column);
    return *text && money_parse(text, import->reader.spelling.mark, import->reader.money_digits, out, NULL);
}

static bool is_filled(const Import *import, size_t row, int64_t column)
{
    return column >= 0 && !wordbook_is_nothing(import->words, import_text(import, row, (size_t)column));
}

static bool has_figures(const Import *import, size_t row)
{
    static const char *const fields[] = {"amount", "quantity", "unit_price"};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (is_filled(import, row, import_field_column(import, fields[i])))
            return true;
    return is_filled(import, row, import_column(import, COLUMN_SPENT)) ||
           is_filled(import, row, import_column(import, COLUMN_COMMITTED));
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
           !is_filled(import, row, import_field_column(import, "quantity")) &&
           !is_filled(import, row, import_field_column(import, "unit_price")) &&
           !is_filled(import, row, import_field_column(import, "unit"));
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

static void sort_budget(Import *import)
{
    size_t end = sheet_rows(&import->sheet);
    int64_t label = import_field_column(import, import->entity->label), unit = import_field_column(import, "unit");
    for (size_t row = import->first_row; row < end; row++) {
        int64_t total = import->fates[row] == ROW_DATA ? total_cell(import, row) : -1;
        if (total >= 0)
            skip(import, row, total, "a total: left out, or its items would count twice");
        else if (label >= 0 && import->fates[row] == ROW_DATA && *import_text(import, row, (size_t)label) == '\0')
            skip(import, row, -1, "a row without an item: left out");
    }
    for (size_t row = import->first_row; row < end; row++) {
        if (import->fates[row] != ROW_DATA)
            continue;
        if (!has_figures(import, row) && !is_filled(import, row, unit))
            skip(import, row, label, "a heading without figures: left out");
        else if (is_sum_of_following(import, row) || is_number_above_next(import, row))
            skip(import, row, label, "a heading with the sum of the items below it: left out");
    }
}

/* ---- Kinds of rows ---- */

static void skip_words(Import *import, int64_t column, const char *section, const char *meaning, const char *why)
{
    for (size_t row = import->first_row; column >= 0 && row < sheet_rows(&import->sheet); row++) {
        const char *text = import_text(import, row, (size_t)column);
        const char *found =
            *text && import->fates[row] == ROW_DATA ? wordbook_find(import->words, section, text) : NULL;
        if (found && text_equal(found, meaning))
            skip(import, row, column, why);
    }
}

/* A task list may end with a sum. It has nothing that a task has but figures. */
static void skip_totals_of_tasks(Import *import)
{
    static const ColumnRole own[] = {COLUMN_START, COLUMN_FINISH, COLUMN_PREDECESSORS, COLUMN_RESOURCES};
    int64_t name = import_field_column(import, "name");
    for (size_t row = import->first_row; name >= 0 && row < sheet_rows(&import->sheet); row++) {
        const char *text = import_text(import, row, (size_t)name);
        bool total = import->fates[row] == ROW_DATA && *import_identifier(import, row) == '\0' &&
                     wordbook_find(import->words, "total", text);
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            total = total && !is_filled(import, row, import_column(import, own[i]));
        if (total)
            skip(import, row, name, "a total, no task: left out");
    }
}

void import_sort_rows(Import *import)
{
    find_other_tables(import);
    check_widths(import);
    if (import->native)
        return;
    find_rulers(import);
    if (import->entity == &task_entity)
        skip_totals_of_tasks(import);
    if (import->entity == &budget_line_entity)
        sort_budget(import);
    if (import->entity == &risk_entity)
        skip_words(import, import_field_column(import, "type"), "raid", "other", "no risk: left out");
    if (import->entity == &task_entity)
        skip_words(import, import_column(import, COLUMN_ROW_TYPE), "row_type", "holiday",
                   "a holiday, no task: left out; add it to a calendar");
}
