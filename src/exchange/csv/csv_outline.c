/*
 * Files show the outline in five ways: a parent's name, a level, numbers such as 1.2.3, the column in which a number
 * stands, or blanks in front of the name. The first of these that a file uses decides. A file that uses none is flat:
 * tasks that the plan has already stay where they are.
 */
#include <stdlib.h>
#include <string.h>

#include "csv_tasks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { TOP_LEVEL = -1, POSITION_GAP = 1024 };

static size_t row_of(const TaskFile *file, size_t index)
{
    return file->import->rows.items[index].row;
}

static Task *task_of(const TaskFile *file, size_t index)
{
    return file->import->rows.items[index].record;
}

/* ---- Parents ---- */

static bool by_parent_column(TaskFile *file)
{
    Import *import = file->import;
    int64_t column = import_column(import, COLUMN_PARENT);
    if (column < 0)
        return false;
    for (size_t i = 0; i < import->rows.count; i++) {
        const char *text = import_text(import, row_of(file, i), (size_t)column);
        text = cell_unprotected(&import->reader, text);
        if (sheet_cell(&import->sheet, row_of(file, i), (size_t)column) == CELL_CLEARED)
            task_of(file, i)->parent = 0;
        if (wordbook_is_nothing(import->words, text))
            continue;
        file->parent[i] = task_row_named(file, text);
        Id above =
            file->parent[i] >= 0 ? import->rows.items[file->parent[i]].id : reference_find(import, ENTITY_TASK, text);
        task_of(file, i)->parent = above;
        if (!above && import->options->partial)
            import_warn(import, row_of(file, i), column, "there is no task '%s' to lie under: at top level", text);
        else if (!above)
            import_refuse(import, row_of(file, i), column, "there is no task '%s' to lie under", text);
    }
    return true;
}

/* Each row lies under the last one before it whose depth is less. */
static void by_depths(TaskFile *file, const long *depths)
{
    for (size_t i = 0; i < file->import->rows.count; i++) {
        int64_t above = (int64_t)i - 1;
        while (above >= 0 && depths[above] >= depths[i])
            above = file->parent[above];
        file->parent[i] = above;
    }
}

static bool by_level_column(TaskFile *file)
{
    Import *import = file->import;
    int64_t column = import_column(import, COLUMN_LEVEL);
    if (column < 0)
        return false;
    long *levels = memory_new(import->rows.count, sizeof *levels);
    bool good = true;
    for (size_t i = 0; i < import->rows.count; i++) {
        const char *text = import_text(import, row_of(file, i), (size_t)column);
        char *rest;
        levels[i] = strtol(text, &rest, 10);
        good = good && *text && *rest == '\0';
    }
    if (good)
        by_depths(file, levels);
    free(levels);
    return good;
}

/* The row whose number is the longest that this one begins with, cut at a separator. */
static int64_t row_above_number(TaskFile *file, const char *number)
{
    char prefix[80];
    size_t length = strlen(number);
    if (length >= sizeof prefix)
        return TOP_LEVEL;
    memcpy(prefix, number, length + 1);
    while (length > 0 && prefix[length - 1] == '.')
        prefix[--length] = '\0';
    while (length > 0) {
        bool separator = strchr(".-/", prefix[--length]) != NULL;
        if (!separator)
            continue;
        prefix[length] = '\0';
        int64_t found = textmap_get(&file->wbs, prefix, TOP_LEVEL);
        int64_t row = found < 0 ? textmap_get(&file->import->file_ids, prefix, -1) : -1;
        if (found >= 0 || row >= 0)
            return found >= 0 ? found : file->index_of[row];
    }
    return TOP_LEVEL;
}

static const char *number_of(TaskFile *file, size_t index)
{
    Import *import = file->import;
    int64_t column = import_column(import, COLUMN_WBS);
    const char *text = column >= 0 ? import_text(import, row_of(file, index), (size_t)column) : "";
    return *text ? text : import_identifier(import, row_of(file, index));
}

static bool by_numbers(TaskFile *file)
{
    size_t found = 0, count = file->import->rows.count;
    for (size_t i = 0; i < count; i++) {
        file->parent[i] = row_above_number(file, number_of(file, i));
        if (file->parent[i] == (int64_t)i)
            file->parent[i] = TOP_LEVEL;
        found += file->parent[i] >= 0;
    }
    for (size_t i = 0; i < count && found == 0; i++)
        file->parent[i] = TOP_LEVEL;
    return found > 0;
}

/* The column of the first filled step. */
static bool by_steps(TaskFile *file)
{
    Import *import = file->import;
    long *depths = memory_new(import->rows.count, sizeof *depths);
    bool any = import_column(import, COLUMN_STEP) >= 0;
    for (size_t i = 0; i < import->rows.count && any; i++)
        for (size_t column = 0; column < import->column_count; column++)
            if (import->columns[column].role == COLUMN_STEP && *import_text(import, row_of(file, i), column)) {
                depths[i] = (long)column;
                break;
            }
    if (any)
        by_depths(file, depths);
    free(depths);
    return any;
}

static bool by_blanks(TaskFile *file)
{
    Import *import = file->import;
    int64_t column = import_field_column(import, "name");
    long *depths = memory_new(import->rows.count, sizeof *depths);
    bool any = false;
    for (size_t i = 0; i < import->rows.count && column >= 0; i++) {
        const char *text = sheet_text(&import->sheet, sheet_cell(&import->sheet, row_of(file, i), (size_t)column));
        depths[i] = (long)strspn(text, " \t");
        any = any || depths[i] > 0;
    }
    if (any)
        by_depths(file, depths);
    free(depths);
    return any;
}

static bool find_parents(TaskFile *file)
{
    return by_parent_column(file) || by_level_column(file) || by_steps(file) || by_numbers(file) || by_blanks(file);
}

/* Rows that would lie below themselves. */
static void refuse_rings(TaskFile *file)
{
    Import *import = file->import;
    for (size_t i = 0; i < import->rows.count; i++) {
        size_t steps = 0;
        int64_t above = file->parent[i];
        while (above >= 0 && above != (int64_t)i && steps++ <= 1000)
            above = file->parent[above];
        if (above != (int64_t)i && steps <= 1000)
            continue;
        import_refuse(import, row_of(file, i), import_column(import, COLUMN_PARENT), "the task would lie below itself");
        file->parent[i] = TOP_LEVEL;
    }
}

/* ---- Positions ---- */

/* Top level has no id; in the maps below it goes under this key. */
static Id key_of(Id parent)
{
    return parent ? parent : INT64_MAX;
}

static bool stays(const TaskFile *file, size_t index)
{
    const ImportRow *row = &file->import->rows.items[index];
    const Task *old = row->fresh ? NULL : plan_find(file->import->plan, ENTITY_TASK, row->id);
    return old && old->parent == task_of(file, index)->parent;
}

static void last_positions(const Plan *plan, IdMap *last)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        const Task *task = plan_task(plan, row);
        Id key = key_of(task->parent);
        if (task->position > idmap_get(last, key, INT64_MIN))
            idmap_put(last, key, task->position);
    }
}

/* For each row the position of the next one of the file that stays under the same parent, or INT64_MAX. */
static int64_t *next_positions(const TaskFile *file)
{
    size_t count = file->import->rows.count;
    int64_t *next = memory_new(count, sizeof *next);
    IdMap seen = {0};
    for (size_t i = count; i-- > 0;) {
        Id key = key_of(task_of(file, i)->parent);
        next[i] = idmap_get(&seen, key, INT64_MAX);
        if (stays(file, i))
            idmap_put(&seen, key, task_of(file, i)->position);
    }
    idmap_release(&seen);
    return next;
}

/* New rows go behind the row before them, in front of the next one that was there; at the end, behind all. */
static void place(TaskFile *file)
{
    IdMap before = {0}, last = {0};
    int64_t *next = next_positions(file);
    last_positions(file->import->plan, &last);
    for (size_t i = 0; i < file->import->rows.count; i++) {
        Task *task = task_of(file, i);
        Id key = key_of(task->parent);
        int64_t low = idmap_get(&before, key, INT64_MIN), high = next[i];
        if (!stays(file, i) && high == INT64_MAX) {
            task->position = idmap_get(&last, key, 0) + POSITION_GAP;
            idmap_put(&last, key, task->position);
        } else if (!stays(file, i)) {
            task->position = low == INT64_MIN ? high - POSITION_GAP : low < high ? low + (high - low) / 2 : low;
        }
        idmap_put(&before, key, task->position);
    }
    free(next);
    idmap_release(&before);
    idmap_release(&last);
}

void tasks_arrange(TaskFile *file)
{
    Import *import = file->import;
    for (size_t i = 0; i < import->rows.count; i++)
        file->parent[i] = TOP_LEVEL;
    if (find_parents(file)) {
        refuse_rings(file);
        for (size_t i = 0; i < import->rows.count; i++) {
            if (file->parent[i] < 0 && import_column(import, COLUMN_PARENT) >= 0)
                continue; /* set, or left as it was, by the cell itself */
            task_of(file, i)->parent = file->parent[i] < 0 ? 0 : import->rows.items[file->parent[i]].id;
        }
    }
    for (size_t i = 0; i < import->rows.count; i++)
        if (file->parent[i] >= 0)
            file->is_summary[file->parent[i]] = true;
    place(file);
}
