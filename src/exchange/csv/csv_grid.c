/*
 * Plans drawn as a grid: columns M1, M2, … or W1, W2, … with a mark in each month or week in which a task is worked on.
 * The first mark is its start, the last its finish, counted from the beginning of the board.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "csv_tasks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { FEWEST_COLUMNS = 3 };

/* What the columns of a grid are called, as text_key() writes it. */
static const struct {
    const char *prefix;
    SaidUnit unit;
} prefixes[] = {
    {"m", SAID_MONTHS},      {"month", SAID_MONTHS},    {"monat", SAID_MONTHS}, {"mes", SAID_MONTHS},
    {"mois", SAID_MONTHS},   {"mese", SAID_MONTHS},     {"w", SAID_WEEKS},      {"week", SAID_WEEKS},
    {"wk", SAID_WEEKS},      {"woche", SAID_WEEKS},     {"semana", SAID_WEEKS}, {"sem", SAID_WEEKS},
    {"semaine", SAID_WEEKS}, {"settimana", SAID_WEEKS},
};

/* The number of a column of a grid, from 1; 0 when the heading is that of none. */
static int grid_number(const char *header, SaidUnit *unit)
{
    Buffer key = {0};
    int number = 0;
    text_key(header, &key);
    size_t letters = strcspn(buffer_text(&key), "0123456789"),
           length = strspn(buffer_text(&key) + letters, "0123456789");
    bool whole = letters + length == key.length && length >= 1 && length <= 3;
    for (size_t i = 0; whole && i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strlen(prefixes[i].prefix) == letters && strncmp(buffer_text(&key), prefixes[i].prefix, letters) == 0) {
            number = atoi(buffer_text(&key) + letters);
            *unit = prefixes[i].unit;
        }
    buffer_release(&key);
    return number;
}

/* A mark is a cell of one or two characters: X, x, 1, ■. */
static bool holds_marks(const Import *import, size_t column)
{
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        const char *text = import_text(import, row, column);
        if (import->fates[row] == ROW_DATA && text_width(text) > 2)
            return false;
    }
    return true;
}

void tasks_find_grid(Import *import)
{
    size_t found = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < import->column_count && (pass == 0 || found >= FEWEST_COLUMNS); i++) {
            Column *column = &import->columns[i];
            SaidUnit unit = SAID_NOTHING;
            int number = grid_number(column->header, &unit);
            bool free = column->role == COLUMN_CUSTOM || column->role == COLUMN_EMPTY;
            if (!number || !free || !holds_marks(import, i))
                continue;
            found += pass == 0;
            if (pass == 0)
                continue;
            column->role = COLUMN_GRID;
            column->unit = unit;
            column->lowest = number;
            import->report->columns.items[i].fate = CSV_TO_FIELD;
            import->report->columns.items[i].target = "start, finish";
        }
}

static Date month_begin(Date from, int months)
{
    Civil civil = date_civil(from);
    int month = civil.year * 12 + civil.month - 1 + months;
    return date_make(month / 12, month % 12 + 1, 1);
}

/* The first day of a month or week of the grid; the weeks begin on Monday. */
static Date grid_day(Date begin, SaidUnit unit, int number)
{
    if (unit == SAID_MONTHS)
        return month_begin(begin, number - 1);
    return begin - date_weekday(begin) + 7 * (number - 1);
}

static void read_marks(const Import *import, size_t row, Date begin, Stated *out)
{
    for (size_t i = 0; i < import->column_count; i++) {
        const Column *column = &import->columns[i];
        if (column->role != COLUMN_GRID || *import_text(import, row, i) == '\0')
            continue;
        Instant from = instant_make(grid_day(begin, column->unit, column->lowest), 0);
        Instant to = instant_make(grid_day(begin, column->unit, column->lowest + 1) - 1, 0);
        out->start = out->start == INSTANT_NONE || from < out->start ? from : out->start;
        out->finish = out->finish == INSTANT_NONE || to > out->finish ? to : out->finish;
    }
}

void tasks_read_grid(TaskFile *file)
{
    Import *import = file->import;
    int64_t column = import_column(import, COLUMN_GRID);
    if (column < 0 || import_column(import, COLUMN_START) >= 0)
        return;
    Instant start = plan_board(import->plan)->start;
    Date begin = start == INSTANT_NONE ? plan_status_date(import->plan) : instant_date(start);
    Buffer day = {0};
    date_format(grid_day(begin, import->columns[column].unit, 1), &day);
    import_warn(import, import->first_row, -1, "%s is taken as beginning on %s%s", import->columns[column].header,
                buffer_text(&day), start == INSTANT_NONE ? ", because the board has no start yet" : "");
    buffer_release(&day);
    for (size_t i = 0; i < import->rows.count; i++)
        read_marks(import, import->rows.items[i].row, begin, &file->stated[i]);
}
