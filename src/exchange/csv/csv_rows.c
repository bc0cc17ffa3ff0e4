/*
 * Not every row of a foreign table is a record. Budgets carry totals and headings that would be counted twice, RAID
 * logs mix risks with issues, GanttProject writes its resources below its tasks. Such rows are left out, each with a
 * warning, before anything is made of the others.
 */
#include <string.h>

#include "csv_hooks.h"
#include "steerco/base/text.h"

void import_skip(Import *import, size_t row, int64_t column, const char *why)
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
            import_skip(import, row, -1, "the headings once more: left out");
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
            import_skip(import, row, -1, "a line drawn across the table: left out");
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

/* ---- Kinds of rows ---- */

bool import_is_filled(const Import *import, size_t row, int64_t column)
{
    return column >= 0 && !wordbook_is_nothing(import->words, import_text(import, row, (size_t)column));
}

void import_skip_words(Import *import, int64_t column, const char *section, const char *meaning, const char *why)
{
    for (size_t row = import->first_row; column >= 0 && row < sheet_rows(&import->sheet); row++) {
        const char *text = import_text(import, row, (size_t)column);
        const char *found =
            *text && import->fates[row] == ROW_DATA ? wordbook_find(import->words, section, text) : NULL;
        if (found && text_equal(found, meaning))
            import_skip(import, row, column, why);
    }
}

void import_sort_rows(Import *import)
{
    find_other_tables(import);
    check_widths(import);
    if (import->native)
        return;
    find_rulers(import);
    if (import->hooks->skip_rows)
        import->hooks->skip_rows(import);
}
