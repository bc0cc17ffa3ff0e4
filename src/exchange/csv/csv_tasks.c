/*
 * Tasks are more than rows: this file finds the row that a text names, and runs the steps that make a plan of the rows.
 */
#include "csv_tasks.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/analysis/analysis.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

/* ---- Who is called what ---- */

static void put_once(TextMap *map, const char *name, size_t index)
{
    if (*name && textmap_get(map, name, -1) < 0)
        textmap_put(map, name, (int64_t)index);
}

/* "1.1.3." is "1.1.3", and the heading above 1.1 is often called 1.0. */
static const char *plain_number(Import *import, const char *text)
{
    size_t length = strlen(text), end = length;
    if (end > 2 && strcmp(text + end - 2, ".0") == 0)
        end -= 2;
    while (end > 1 && text[end - 1] == '.')
        end--;
    return end < length ? arena_text_of(&import->arena, text, end) : text;
}

static const char *wbs_of(const Import *import, size_t row)
{
    int64_t column = import_column(import, COLUMN_WBS);
    const char *text = column >= 0 ? import_text(import, row, (size_t)column) : "";
    for (size_t i = 0; *text == '\0' && i < import->column_count; i++)
        if (import->columns[i].role == COLUMN_STEP)
            text = import_text(import, row, i);
    return cell_unprotected(&import->reader, text);
}

static void index_rows(TaskFile *file)
{
    Import *import = file->import;
    int64_t unique = import_column(import, COLUMN_UNIQUE_ID);
    for (size_t row = 0; row < sheet_rows(&import->sheet); row++)
        file->index_of[row] = -1;
    for (size_t i = 0; i < import->rows.count; i++) {
        size_t row = import->rows.items[i].row;
        file->index_of[row] = (int64_t)i;
        if (unique >= 0)
            put_once(&file->unique_ids, import_text(import, row, (size_t)unique), i);
        put_once(&file->wbs, wbs_of(import, row), i);
        put_once(&file->wbs, plain_number(import, wbs_of(import, row)), i);
    }
}

static const char *folded(TaskFile *file, const char *text)
{
    Buffer fold = {0};
    text_fold(text, &fold);
    const char *copy = arena_text(&file->import->arena, buffer_text(&fold));
    buffer_release(&fold);
    return copy;
}

static int64_t row_by_name(TaskFile *file, const char *text)
{
    Import *import = file->import;
    int64_t column = import_field_column(import, "name");
    if (!file->names_built && column >= 0)
        for (size_t i = 0; i < import->rows.count; i++)
            put_once(&file->names, folded(file, import_text(import, import->rows.items[i].row, (size_t)column)), i);
    file->names_built = true;
    return textmap_get(&file->names, folded(file, text), -1);
}

/* Where no column identifies the rows, a number is that of the row, as in Smartsheet and pasted tables. */
static int64_t row_by_number(const Import *import, const char *text)
{
    size_t length = strlen(text);
    if (import->id_column >= 0 || length > 9 || text[strspn(text, "0123456789")])
        return -1;
    long number = strtol(text, NULL, 10);
    return number >= 1 && (size_t)number <= import->rows.count ? number - 1 : -1;
}

static int64_t row_identified(const TaskFile *file, const char *text)
{
    int64_t row = textmap_get(&file->import->file_ids, text, -1);
    return row >= 0 ? file->index_of[row] : -1;
}

/* A code of ours as people type it, "T3", "t-3", and in files of our own a mere "3", as we write it; null for others.
 */
static const char *code_meant(const TaskFile *file, const char *text)
{
    const char *number = text;
    bool prefixed = (*text | 32) == (*task_entity.prefix | 32);
    number += prefixed;
    number += prefixed && *number == '-';
    if ((!prefixed && !file->import->native) || *number == '\0' || *number == '0' ||
        number[strspn(number, "0123456789")])
        return NULL;
    Buffer code = {0};
    buffer_format(&code, "%s-%s", task_entity.prefix, number);
    const char *kept = arena_text(&file->import->arena, buffer_text(&code));
    buffer_release(&code);
    return kept;
}

/* Without names, by what the file holds itself, the surest first; −1. */
static int64_t task_row_called(TaskFile *file, const char *text)
{
    Import *import = file->import;
    text += *text == '#';
    if (*text == '\0')
        return -1;
    const char *code = code_meant(file, text);
    const int64_t found[CALLED_WAYS] = {
        [CALLED_BY_IDENTIFIER] = row_identified(file, text),
        [CALLED_BY_WBS] = textmap_get(&file->wbs, plain_number(import, text), -1),
        [CALLED_BY_UNIQUE_ID] = textmap_get(&file->unique_ids, text, -1),
        [CALLED_BY_ROW] = row_by_number(import, text),
        [CALLED_BY_CODE] = code ? row_identified(file, code) : -1,
    };
    for (file->called_by = CALLED_BY_IDENTIFIER; file->called_by < CALLED_BY_NAME; file->called_by++)
        if (found[file->called_by] >= 0)
            return found[file->called_by];
    return -1;
}

int64_t task_row_named(TaskFile *file, const char *text)
{
    int64_t index = task_row_called(file, text);
    if (index < 0)
        file->called_by = CALLED_BY_NAME;
    return index >= 0 ? index : row_by_name(file, text);
}

Id task_called(TaskFile *file, const char *text)
{
    int64_t index = task_row_called(file, text);
    if (index >= 0)
        return file->import->rows.items[index].id;
    const char *code = code_meant(file, text);
    file->called_by = CALLED_BY_CODE;
    return reference_by_code(file->import, ENTITY_TASK, code ? code : text);
}

Id task_named(TaskFile *file, const char *text)
{
    int64_t index = task_row_named(file, text);
    return index >= 0 ? file->import->rows.items[index].id : reference_find(file->import, ENTITY_TASK, text);
}

/* ---- The steps ---- */

static void find_columns(TaskFile *file)
{
    const Import *import = file->import;
    file->columns.duration = import_field_column(import, "duration");
    file->columns.work = import_field_column(import, "work");
    file->columns.optimistic = import_field_column(import, "optimistic");
    file->columns.most_likely = import_field_column(import, "most_likely");
    file->columns.pessimistic = import_field_column(import, "pessimistic");
    file->columns.milestone = import_field_column(import, "milestone");
    file->columns.deadline = import_field_column(import, "deadline");
    file->columns.percent = import_field_column(import, "percent_complete");
    file->columns.status = import_column(import, COLUMN_STATUS);
    file->columns.type = import_column(import, COLUMN_ROW_TYPE);
}

static void read_rows(TaskFile *file)
{
    Import *import = file->import;
    tasks_check_links(file);
    for (size_t i = 0; i < import->rows.count; i++)
        import_read(import, &import->rows.items[i]);
    tasks_read_dates(file);
    tasks_arrange(file);
    tasks_settle(file);
    tasks_link(file);
    tasks_assign(file);
    if (import->total_column >= 0)
        tasks_settle_totals(file);
    for (size_t i = 0; i < import->rows.count; i++)
        if (import->fates[import->rows.items[i].row] != ROW_BAD)
            import_check(import, &import->rows.items[i]);
}

static void release(TaskFile *file)
{
    textmap_release(&file->unique_ids);
    textmap_release(&file->wbs);
    textmap_release(&file->names);
    free(file->index_of);
    free(file->parent);
    free(file->is_summary);
    free(file->stated);
}

bool import_task_rows(Import *import, Error *error)
{
    size_t count = import->rows.count;
    TaskFile file = {.import = import,
                     .index_of = memory_new(sheet_rows(&import->sheet), sizeof *file.index_of),
                     .parent = memory_new(count, sizeof *file.parent),
                     .is_summary = memory_new(count, sizeof *file.is_summary),
                     .stated = memory_new(count, sizeof *file.stated)};
    find_columns(&file);
    index_rows(&file);
    read_rows(&file);
    bool good = true;
    if (import_is_clean(import) && import_record_updates(import))
        good = tasks_compare(&file, error);
    release(&file);
    return good;
}
