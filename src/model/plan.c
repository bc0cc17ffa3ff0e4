/*
 * The tables of a plan: dense rows, an index by id, texts in one arena.
 */
#include "steerco/model/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"

void plan_init(Plan *plan)
{
    *plan = (Plan){.generation = 1, .today = date_today()};
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        plan->tables[kind].entity = entities[kind];
}

void plan_release(Plan *plan)
{
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        free(plan->tables[kind].records);
        rowindex_release(&plan->tables[kind].rows);
    }
    arena_release(&plan->texts);
    array_release(&plan->touched);
    results_release(&plan->results);
    *plan = (Plan){0};
}

const void *plan_find(const Plan *plan, EntityKind kind, Id id)
{
    uint32_t row = plan_row(plan, kind, id);
    return row == ROW_NONE ? NULL : plan_at(plan, kind, row);
}

const Board *plan_board(const Plan *plan)
{
    static const Board standard = {.name = "",
                                   .manager = "",
                                   .sponsor = "",
                                   .objective = "",
                                   .notes = "",
                                   .start = INSTANT_NONE,
                                   .status_date = DATE_NONE,
                                   .currency = "EUR",
                                   .minutes_per_day = 480,
                                   .minutes_per_week = 2400,
                                   .days_per_month = 20};
    const Board *board = plan_find(plan, ENTITY_BOARD, plan->board);
    return board ? board : &standard;
}

WorkUnits plan_units(const Plan *plan)
{
    const Board *board = plan_board(plan);
    return (WorkUnits){.minutes_per_day = board->minutes_per_day,
                       .minutes_per_week = board->minutes_per_week,
                       .days_per_month = board->days_per_month};
}

int plan_currency_digits(const Plan *plan)
{
    return currency_digits(plan_board(plan)->currency);
}

void plan_word_money(const Plan *plan, Money money, Buffer *out)
{
    money_format_grouped(money, plan_currency_digits(plan), true, out);
}

Date plan_status_date(const Plan *plan)
{
    const Board *board = plan_board(plan);
    return board->status_date == DATE_NONE ? plan->today : board->status_date;
}

const TaskDates *plan_task_dates(const Plan *plan, Id task)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    bool current = plan->results.generation == plan->generation && plan->results.tasks;
    return current && row != ROW_NONE ? results_task(&plan->results, row) : NULL;
}

BaselineDates plan_baseline_dates(const Plan *plan, Id task)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    bool current = plan->results.generation == plan->generation;
    return current && row != ROW_NONE ? results_baseline(plan, row)
                                      : (BaselineDates){INSTANT_NONE, INSTANT_NONE, INT32_MIN, INT32_MIN};
}

const LineFigures *plan_line_figures(const Plan *plan, Id line)
{
    uint32_t row = plan_row(plan, ENTITY_BUDGET_LINE, line);
    bool current = plan->results.generation == plan->generation && plan->results.lines;
    return current && row != ROW_NONE ? &plan->results.lines[row] : NULL;
}

void plan_add(Plan *plan, EntityKind kind, const void *record)
{
    Table *table = &plan->tables[kind];
    size_t size = table->entity->record_size;
    if (table->count == table->capacity) {
        table->capacity = table->capacity ? table->capacity + table->capacity / 2 : 16;
        table->records = memory_resize(table->records, table->capacity, size);
    }
    void *row = table->records + (size_t)table->count * size;
    memcpy(row, record, size);
    record_keep_texts(table->entity, row, &plan->texts);
    rowindex_put(&table->rows, ((const Record *)record)->id, table->count, table->count);
    table->count++;
    plan->generation++;
}

void plan_remove(Plan *plan, EntityKind kind, uint32_t row)
{
    Table *table = &plan->tables[kind];
    size_t size = table->entity->record_size;
    unsigned char *gone = table->records + (size_t)row * size;
    unsigned char *last = table->records + (size_t)(table->count - 1) * size;
    rowindex_remove(&table->rows, ((const Record *)(const void *)gone)->id);
    if (gone != last) {
        memcpy(gone, last, size);
        rowindex_put(&table->rows, ((const Record *)(const void *)gone)->id, row, table->count);
    }
    table->count--;
    plan->generation++;
}

void plan_label(const Plan *plan, const Entity *entity, Id id, Buffer *out)
{
    const void *record = plan_find(plan, entity->kind, id);
    const Field *label = entity_field(entity, entity->label);
    const char *text = record ? field_stored(label, record).text : "";
    if (*text)
        buffer_add(out, text);
    else
        entity_code(entity, id, out);
}

Quoted plan_quoted(const Plan *plan, const Entity *entity, Id id)
{
    const void *record = plan_find(plan, entity->kind, id);
    const char *name = record ? field_stored(entity_field(entity, entity->label), record).text : "";
    if (*name)
        return text_quoted(name);
    Quoted quoted = {0};
    Buffer code = {0};
    entity_code(entity, id, &code);
    snprintf(quoted.text, sizeof quoted.text, "%s", buffer_text(&code));
    buffer_release(&code);
    return quoted;
}

/* What a row is sorted by: up to two numbers that stand for its key fields or its id. */
typedef struct SortKey {
    int64_t first, second;
    uint32_t row;
} SortKey;

static int by_key(const void *a, const void *b)
{
    const SortKey *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->second > y->second) - (x->second < y->second);
}

/* Numeric key fields sort a type without ids of its own (links, assignments, exceptions); all others go by id. */
static SortKey sort_key(const Entity *entity, const void *record, uint32_t row)
{
    const Field *first = entity->key[0] ? entity_field(entity, entity->key[0]) : NULL;
    const Field *second = entity->key[1] ? entity_field(entity, entity->key[1]) : NULL;
    if (!first || field_is_text(first) || !second)
        return (SortKey){.first = ((const Record *)record)->id, .row = row};
    return (SortKey){field_stored(first, record).number, field_stored(second, record).number, row};
}

uint32_t *plan_sorted_rows(const Plan *plan, EntityKind kind)
{
    uint32_t count = plan_count(plan, kind);
    uint32_t *rows = memory_new(count, sizeof *rows);
    const Outline *outline = &plan->results.outline;
    if (kind == ENTITY_TASK && plan->results.generation == plan->generation && outline->count == count) {
        for (uint32_t place = 0; place < count; place++)
            rows[place] = outline->row_at[place];
        return rows;
    }
    SortKey *keys = memory_new(count, sizeof *keys);
    for (uint32_t row = 0; row < count; row++)
        keys[row] = sort_key(entities[kind], plan_at(plan, kind, row), row);
    if (count > 0)
        qsort(keys, count, sizeof *keys, by_key);
    for (uint32_t i = 0; i < count; i++)
        rows[i] = keys[i].row;
    free(keys);
    return rows;
}
