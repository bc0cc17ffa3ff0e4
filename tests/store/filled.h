/*
 * Records of every type with every stored field filled, by the tables of the record types: for what must hold for all
 * of them.
 */
#ifndef TESTS_STORE_FILLED_H
#define TESTS_STORE_FILLED_H

#include "fixture.h"

/* Of each type: two with what they need and no more, one with all but references, one with everything. The first is the
   parent of the last. */
typedef enum Fullness { ABOVE, BARE, PLAIN, FULL, FULLNESSES } Fullness;

typedef struct Filled {
    Record *records[ENTITY_MOST][FULLNESSES]; /* until the set that creates them is released */
    Id ids[ENTITY_MOST][FULLNESSES];
} Filled;

static inline int64_t bounded(const Field *field, int64_t number)
{
    Column column = column_of(field);
    bool small = column.high < 1000000;
    if (field->type == FIELD_INTEGER && field->standard > 0)
        number += field->standard - 1; /* of a board's units, the usual ones first */
    return small ? column.low + (number - column.low) % (column.high - column.low + 1) : number;
}

/* Something that a field of any type but a reference may hold: of two numbers in a row, never the same. */
static inline Value some_value(const Field *field, int number, Arena *texts)
{
    static const char *const hours[] = {"08:00-12:00 13:00-17:00", "09:00-15:00"};
    static const char *const rules[] = {"yearly 25 dec", "weekly fri"};
    const Date day = date_make(2026, 3, 2) + number;
    char text[120];
    snprintf(text, sizeof text, "%s %d é", field->name, number);
    if (field->type == FIELD_NOTE)
        snprintf(text, sizeof text, "%s %d\nsecond line", field->name, number);
    if (field->type == FIELD_CUSTOM)
        snprintf(text, sizeof text, "Cost centre: %d", 4711 + number);
    switch (field->type) {
    case FIELD_TEXT:
        return value_text(strcmp(field->name, "currency") == 0 ? (number % 2 ? "CHF" : "SEK")
                                                               : arena_text(texts, text));
    case FIELD_NOTE:
    case FIELD_CUSTOM:
        return value_text(arena_text(texts, text));
    case FIELD_HOURS:
        return value_text(hours[number % 2]);
    case FIELD_RECURRENCE:
        return value_text(rules[number % 2]);
    case FIELD_PERCENT:
        return value_number(bounded(field, 100 * number));
    case FIELD_QUANTITY:
        return value_number(1500 * number);
    case FIELD_MONEY:
        return value_number(12345 * number);
    case FIELD_DATE:
        return value_number(day);
    case FIELD_INSTANT:
        return value_number(instant_make(day, 480));
    case FIELD_DURATION:
        return value_number(duration_make(480 * (1 + number), UNIT_DAYS));
    case FIELD_MINUTES:
        return value_number(480 * number);
    default:
        return value_number(bounded(field, number));
    }
}

/* No two links, and no two assignments, are of the same pair; no way along them leads in a circle. */
static inline Id some_target(const Filled *filled, const Entity *entity, Fullness fullness, const Field *field, int nth)
{
    static const Fullness targets[FULLNESSES][2] = {
        [ABOVE] = {BARE, ABOVE},
        [BARE] = {BARE, PLAIN},
        [PLAIN] = {BARE, FULL},
        [FULL] = {PLAIN, FULL},
    };
    Fullness target = field->refers_to == entity ? PLAIN : targets[fullness][nth % 2];
    return filled->ids[field->refers_to->kind][strcmp(field->name, "parent") == 0 ? ABOVE : target];
}

static inline void take_ids(Filled *filled)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (int i = 0; i < FULLNESSES; i++)
            filled->ids[kind][i] = filled->records[kind][i]->id;
}

static inline void fill_record(const Entity *entity, Fullness fullness, const Filled *filled, int number, Arena *texts)
{
    int references = 0;
    Record *record = filled->records[entity->kind][fullness];
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        bool reference = field->type == FIELD_REFERENCE;
        if (!field->required && (fullness < PLAIN || (reference && fullness == PLAIN)))
            continue;
        field_set(field, record,
                  reference ? value_number(some_target(filled, entity, fullness, field, references++))
                            : some_value(field, number + FULL - (int)fullness, texts));
    }
}

/* A reversing entry has the kind of the one it reverses, and its amount negated. */
static inline void balance_entries(const Filled *filled)
{
    const CostEntry *reversed = (const CostEntry *)filled->records[ENTITY_COST_ENTRY][PLAIN];
    CostEntry *reversing = (CostEntry *)filled->records[ENTITY_COST_ENTRY][FULL];
    reversing->kind = reversed->kind;
    reversing->amount = -reversed->amount;
}

/* In one change set; the store's board gets every field filled by another one. Names end with four numbers from
   `number` on. */
static inline void create_filled(Fixture *f, int number, Filled *filled)
{
    begin(f, "fill");
    for (int kind = 0; kind < entity_count; kind++)
        for (int i = 0; i < FULLNESSES; i++)
            filled->records[kind][i] = change_create(&f->set, entities[kind]);
    take_ids(filled);
    for (int kind = 0; kind < entity_count; kind++)
        for (int i = 0; i < FULLNESSES; i++)
            fill_record(entities[kind], (Fullness)i, filled, number, &f->set.arena);
    balance_entries(filled);
    commit(f);
    take_ids(filled);

    int references = 0;
    begin(f, "fill the board");
    for (const Field *field = stored_field(board_entity.fields); field->name; field = stored_field(field + 1))
        change_set(&f->set, &f->plan, &board_entity, f->board, field,
                   field->type == FIELD_REFERENCE
                       ? value_number(some_target(filled, &board_entity, FULL, field, references++))
                       : some_value(field, 1, &f->set.arena));
    commit(f);
}

/* Every stored field but the references to what it can also hold. */
static inline void edit_record(Fixture *f, const Entity *entity, Id id, int number)
{
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (field->type != FIELD_REFERENCE)
            change_set(&f->set, &f->plan, entity, id, field, some_value(field, number, &f->set.arena));
}

#endif
