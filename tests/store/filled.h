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
    Record *records[ENTITY_MOST][FULLNESSES]; /* until the set that creates them is released; null of internal types */
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

/* A rate is of another currency than the board's. */
static inline const char *some_currency(const Field *field, int number)
{
    bool boards = field == field_of(&board_entity, Board, currency);
    return number % 2 ? (boards ? "CHF" : "USD") : boards ? "SEK" : "GBP";
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
        return value_text(strcmp(field->name, "currency") == 0 ? some_currency(field, number)
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
    case FIELD_DATE: /* all that is reported has happened by the status date */
        return value_number(day + (strcmp(field->name, "status_date") == 0 ? 366 : 0));
    case FIELD_INSTANT:
        return value_number(instant_make(day, 480));
    case FIELD_DURATION:
        return value_number(duration_make(480 * (1 + number), UNIT_DAYS));
    case FIELD_MINUTES:
        return value_number(bounded(field, 480 * number));
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

/* Of several types, none of which an exported file has behind the referring one. */
static inline AnyId any_target(const Filled *filled, Fullness fullness, int nth)
{
    const Entity *const types[] = {&risk_entity, &task_entity, &stakeholder_entity};
    const Entity *type = types[nth % 3];
    return any_id(type, filled->ids[type->kind][fullness]);
}

static inline Value reference_value(const Filled *filled, const Entity *entity, Fullness fullness, const Field *field,
                                    int nth)
{
    return value_number(field->type == FIELD_ANY ? any_target(filled, fullness, nth)
                                                 : some_target(filled, entity, fullness, field, nth));
}

static inline void take_ids(Filled *filled)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (int i = 0; i < FULLNESSES && filled->records[kind][i]; i++)
            filled->ids[kind][i] = filled->records[kind][i]->id;
}

static inline void fill_record(const Entity *entity, Fullness fullness, const Filled *filled, int number, Arena *texts)
{
    int references = 0;
    Record *record = filled->records[entity->kind][fullness];
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        bool reference = field_refers(field);
        if (!field->required && (fullness < PLAIN || (reference && fullness == PLAIN)))
            continue;
        field_set(field, record,
                  reference ? reference_value(filled, entity, fullness, field, references++)
                            : some_value(field, number + FULL - (int)fullness, texts));
    }
}

/* Two references of each field of the full record that refers to many, made in the set that makes it. */
static inline void fill_many(Fixture *f, const Entity *entity, const Filled *filled)
{
    int nth = 0;
    for (const Field *field = entity->fields; field->name; field++)
        for (int i = 0; field->type == FIELD_MANY && i < 2; i++, nth++) {
            AnyId any = field->refers_to
                            ? any_id(field->refers_to, filled->ids[field->refers_to->kind][i ? BARE : PLAIN])
                            : any_target(filled, i ? BARE : PLAIN, nth);
            many_add(&f->set, &f->plan, entity, filled->ids[entity->kind][FULL], field, any_referent(any));
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

/* What has an actual finish is done: as the program keeps it, but not every one that wrote a file. */
static inline void settle_finished(Fixture *f)
{
    const Field *percent = field_of(&task_entity, Task, percent_complete);
    begin(f, "settle what was finished");
    for (uint32_t row = 0; row < plan_count(&f->plan, ENTITY_TASK); row++)
        if (plan_task(&f->plan, row)->actual_finish != INSTANT_NONE)
            change_set(&f->set, &f->plan, &task_entity, plan_task(&f->plan, row)->record.id, percent,
                       value_number(10000));
    if (f->set.changes.count > 0)
        commit(f);
}

/* In one change set; the store's board gets every field filled by another one. Names end with four numbers from
   `number` on. */
static inline void create_filled(Fixture *f, int number, Filled *filled)
{
    begin(f, "fill");
    for (int kind = 0; kind < entity_count; kind++)
        for (int i = 0; i < FULLNESSES; i++)
            filled->records[kind][i] = entities[kind]->internal ? NULL : change_create(&f->set, entities[kind]);
    take_ids(filled);
    for (int kind = 0; kind < entity_count; kind++)
        for (int i = 0; i < FULLNESSES && !entities[kind]->internal; i++)
            fill_record(entities[kind], (Fullness)i, filled, number, &f->set.arena);
    for (int kind = 0; kind < entity_count; kind++)
        fill_many(f, entities[kind], filled);
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
        if (!field_refers(field))
            change_set(&f->set, &f->plan, entity, id, field, some_value(field, number, &f->set.arena));
}

#endif
