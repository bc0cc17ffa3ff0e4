/*
 * The tables of a plan: dense rows, an index by id, texts in one arena.
 */
#include "steerco/model/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/model/many.h"

enum { FIRST_CAPACITY = 16 };

void plan_init(Plan *plan)
{
    *plan = (Plan){
        .generation = 1, .today = date_today(), .results = results_new(), .many = memory_new(1, sizeof(ManyIndex *))};
    for (int kind = 0; kind < entity_count; kind++)
        plan->tables[kind].entity = entities[kind];
}

void plan_release(Plan *plan)
{
    for (int kind = 0; kind < entity_count; kind++) {
        free(plan->tables[kind].records);
        rowindex_release(&plan->tables[kind].rows);
    }
    arena_release(&plan->texts);
    array_release(&plan->touched);
    results_free(plan->results);
    if (plan->many)
        many_index_free(*plan->many);
    free(plan->many);
    *plan = (Plan){0};
}

/* A cold table stays cold: it is loaded as of the same change set. */
static void copy_table(const Table *table, Table *out)
{
    size_t size = table->entity->record_size;
    *out = (Table){.entity = table->entity, .count = table->count, .cold = table->cold};
    if (table->cold || table->count == 0)
        return;
    out->capacity = table->count + FIRST_CAPACITY;
    out->records = memory_new(out->capacity, size);
    memcpy(out->records, table->records, table->count * size);
    for (uint32_t row = 0; row < out->count; row++) {
        const void *record = out->records + row * size;
        rowindex_put(&out->rows, ((const Record *)record)->id, row, out->count);
    }
}

void plan_copy(const Plan *plan, Plan *out)
{
    plan_init(out);
    out->board = plan->board;
    out->audience = plan->audience;
    out->today = plan->today;
    out->cold = plan->cold;
    out->sequence = plan->sequence;
    for (int kind = 0; kind < entity_count; kind++)
        copy_table(&plan->tables[kind], &out->tables[kind]);
}

/* A plan is never a constant object, only a borrowed one, and what a look at it loads was its own before. */
void plan_warm(const Plan *plan, EntityKind kind)
{
    Plan *own = (Plan *)plan;
    if (plan->seen) { /* what a view loads belongs to the plan, which releases it */
        own->tables[kind] = *plan_table(plan->seen, kind);
        return;
    }
    uint64_t generation = plan->generation;
    own->tables[kind].cold = false; /* the loading one adds to it */
    own->cold.load(own, kind, plan->cold.context);
    own->generation = generation;
}

size_t plan_size(const Plan *plan)
{
    size_t size = 0;
    for (int kind = 0; kind < entity_count; kind++)
        size += plan_count(plan, kind);
    return size;
}

const void *plan_find(const Plan *plan, EntityKind kind, Id id)
{
    uint32_t row = plan_row(plan, kind, id);
    return row == ROW_NONE ? NULL : plan_at(plan, kind, row);
}

/* What is added to a table, or taken out of it, finds it loaded. */
static Table *table_of(Plan *plan, EntityKind kind)
{
    plan_table(plan, kind);
    return &plan->tables[kind];
}

void plan_add(Plan *plan, EntityKind kind, const void *record)
{
    Table *table = table_of(plan, kind);
    size_t size = table->entity->record_size;
    if (table->count == table->capacity) {
        table->capacity = table->capacity ? table->capacity + table->capacity / 2 : FIRST_CAPACITY;
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
    Table *table = table_of(plan, kind);
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

/* "" where it has none or may not be named. */
static const char *name_of(const Plan *plan, const Entity *entity, Id id)
{
    const void *record = plan_find(plan, entity->kind, id);
    bool named = record && record_is_shown(plan, entity, record);
    return named ? field_stored(entity_field(entity, entity->label), record).text : "";
}

void plan_label(const Plan *plan, const Entity *entity, Id id, Buffer *out)
{
    const char *name = name_of(plan, entity, id);
    if (*name)
        buffer_add(out, name);
    else
        entity_code(entity, id, out);
}

Quoted plan_quoted(const Plan *plan, const Entity *entity, Id id)
{
    const char *name = name_of(plan, entity, id);
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
    if (entities[kind]->sorted && entities[kind]->sorted(plan, rows))
        return rows;
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
