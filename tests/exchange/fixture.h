/*
 * A plan to import into, without a store: ids are given out as the store does it.
 */
#ifndef STEERCO_TESTS_EXCHANGE_FIXTURE_H
#define STEERCO_TESTS_EXCHANGE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "steerco/analysis/analysis.h"
#include "steerco/base/text.h"
#include "steerco/exchange/csv/csv.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

typedef struct Fixture {
    Plan plan;
    CsvReport report;
    Error error;
    size_t changes; /* of the last import */
} Fixture;

static inline void fixture_update(Fixture *fixture)
{
    Error error;
    if (!analysis_update(&fixture->plan, &error))
        fail_msg("%s", error.text);
}

static inline Value fixture_real(const IdMap *real, const Field *field, Value value)
{
    Referent target = field_referent(field, value);
    if (target.id >= 0)
        return value;
    Id id = idmap_get(real, target.id, 0);
    return value_number(field->type == FIELD_ANY ? any_id(target.entity, id) : id);
}

/* Provisional ids become those behind the highest of their table. */
static inline void fixture_number(Fixture *fixture, ChangeSet *set)
{
    IdMap real = {0};
    Id last[ENTITY_MOST] = {0};
    for (int kind = 0; kind < entity_count; kind++)
        for (uint32_t row = 0; row < plan_count(&fixture->plan, (EntityKind)kind); row++) {
            Id id = ((const Record *)plan_at(&fixture->plan, (EntityKind)kind, row))->id;
            last[kind] = id > last[kind] ? id : last[kind];
        }
    for (size_t i = 0; i < set->changes.count; i++) {
        Change *change = &set->changes.items[i];
        EntityKind kind = change->entity->kind;
        if (change->kind == CHANGE_CREATE && change->id > last[kind])
            last[kind] = change->id;
    }
    for (size_t i = 0; i < set->changes.count; i++) {
        Change *change = &set->changes.items[i];
        if (change->kind != CHANGE_CREATE || change->id > 0)
            continue;
        idmap_put(&real, change->id, ++last[change->entity->kind]);
        change->id = ((Record *)change->record)->id = last[change->entity->kind];
    }
    for (size_t i = 0; i < set->changes.count; i++) {
        Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_SET && field_refers(change->field))
            change->after = fixture_real(&real, change->field, change->after);
        for (const Field *field = change->entity->fields; change->kind == CHANGE_CREATE && field->name; field++) {
            if (field_refers(field) && field_is_stored(field))
                field_set(field, change->record, fixture_real(&real, field, field_stored(field, change->record)));
        }
    }
    idmap_release(&real);
}

/* A board that starts nowhere yet. */
static inline void fixture_init(Fixture *fixture)
{
    *fixture = (Fixture){0};
    plan_init(&fixture->plan);
    Board board = {.record = {.id = 1}};
    record_init(&board_entity, &board);
    board.record.id = 1;
    board.name = "Board";
    fixture->plan.board = 1;
    plan_add(&fixture->plan, ENTITY_BOARD, &board);
    fixture_update(fixture);
}

static inline void fixture_release(Fixture *fixture)
{
    csv_report_release(&fixture->report);
    plan_release(&fixture->plan);
}

/* Import and, when that succeeds, apply as if committed. The whole set has to fulfil the rules of the model. */
static inline bool fixture_import_as(Fixture *fixture, const CsvOptions *options, const char *bytes, size_t length)
{
    ChangeSet set = {0};
    change_begin(&set, &fixture->plan, "import", "test");
    csv_report_release(&fixture->report);
    error_clear(&fixture->error);
    bool good = csv_import(bytes, length, "test.csv", options, &fixture->plan, &set, &fixture->report, &fixture->error);
    fixture->changes = set.changes.count;
    if (good) {
        fixture_number(fixture, &set);
        plan_apply(&fixture->plan, &set);
        fixture_update(fixture);
        Error error;
        if (!change_check(&set, &fixture->plan, &error))
            fail_msg("%s", error.text);
    }
    change_release(&set);
    return good;
}

static inline bool fixture_import(Fixture *fixture, const Entity *entity, const char *text)
{
    CsvOptions options = {.entity = entity};
    return fixture_import_as(fixture, &options, text, strlen(text));
}

static inline void fixture_must_import(Fixture *fixture, const Entity *entity, const char *text)
{
    if (!fixture_import(fixture, entity, text))
        fail_msg("%s", fixture->error.text);
}

static inline bool fixture_collect(const char *bytes, size_t length, void *context, Error *error)
{
    (void)error;
    buffer_add_bytes(context, bytes, length);
    return true;
}

static inline void fixture_export(const Fixture *fixture, const Entity *entity, Buffer *out)
{
    CsvExport options = {0};
    Error error = {0};
    buffer_clear(out);
    if (!csv_export(&fixture->plan, entity, &options, fixture_collect, out, &error))
        fail_msg("%s", error.text);
}

#endif
