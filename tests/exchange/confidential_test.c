/*
 * What the readers may not see leaves no trace in any output: two plans that differ in nothing else give the same
 * bytes. The tables of all types are walked, so a new field or type takes part by its row alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "steerco/analysis/analysis.h"
#include "steerco/base/text.h"
#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/model/filter.h"
#include "steerco/records/records.h"

enum { PLAIN = 1, FLAGGED = 2 }; /* the ids of the two records of each type */

static const char mark[] = "MARK";

/* ---- plans ---- */

static const Field *flag_of(const Entity *entity)
{
    const Field *flag = entity_field(entity, "confidential");
    return flag && field_is_stored(flag) && flag->type == FIELD_FLAG ? flag : NULL;
}

static Value some_value(const Field *field, Arena *texts)
{
    Buffer text = {0};
    if (field_is_text(field)) {
        buffer_format(&text, "%s %s", mark, field->name);
        Value value = value_text(arena_text(texts, buffer_text(&text)));
        buffer_release(&text);
        return value;
    }
    switch (field->type) {
    case FIELD_FLAG:
        return value_number(1);
    case FIELD_CHOICE:
        return value_number(field->choices[1] ? 1 : 0);
    case FIELD_REFERENCE:
    case FIELD_ANY:
        return value_number(0);
    case FIELD_DATE:
        return value_number(date_make(2026, 3, 2));
    case FIELD_INSTANT:
        return value_number(instant_make(date_make(2026, 3, 2), 8 * 60));
    case FIELD_DURATION:
        return value_number(duration_make(480, UNIT_DAYS));
    default:
        return value_number(field->maximum > field->minimum ? field->maximum : 7654321);
    }
}

/* What no record can be without; references to people go to the confidential one. */
static void fill_required(const Entity *entity, Record *record, Arena *texts)
{
    for (const Field *field = entity->fields; field->name; field++) {
        if (!field_is_stored(field))
            continue;
        bool person = field->type == FIELD_REFERENCE && field->refers_to != entity && flag_of(field->refers_to);
        if (person)
            field_set(field, record, value_number(FLAGGED));
        else if (field->required && field->type == FIELD_REFERENCE)
            field_set(field, record, value_number(PLAIN));
        else if (field->required && field_is_text(field))
            field_set(field, record, value_text("plain"));
        else if (field->required && value_is_none(field, field_stored(field, record)))
            field_set(field, record, some_value(field, texts));
    }
}

/* A link needs two tasks, and the board is there already. */
static bool takes_part(const Entity *entity)
{
    return !entity->internal && entity != &link_entity && entity != &board_entity;
}

/* Fields that are confidential from `from` on hold marks, or nothing; likewise all of the confidential record. */
static void add_records(Plan *plan, const Entity *entity, Secrecy from, bool marked, Arena *texts)
{
    Record *record = memory_new(1, entity->record_size);
    for (Id id = PLAIN; id <= (flag_of(entity) ? FLAGGED : PLAIN); id++) {
        record_init(entity, record);
        *record = (Record){.id = id, .board = entity->shared ? 0 : 1};
        fill_required(entity, record, texts);
        for (const Field *field = entity->fields; field->name; field++) {
            bool varies = id == FLAGGED ? field_is_text(field) && field->type != FIELD_CUSTOM : field->secrecy >= from;
            if (varies && marked && field_is_stored(field))
                field_set(field, record, some_value(field, texts));
        }
        if (id == FLAGGED)
            field_set(flag_of(entity), record, value_number(1));
        plan_add(plan, entity->kind, record);
    }
    free(record);
}

static void make_plan(Plan *plan, Secrecy from, bool marked, Arena *texts)
{
    plan_init(plan);
    plan->board = 1;
    plan->today = date_make(2026, 3, 2);
    Board board;
    record_init(&board_entity, &board);
    board.record.id = 1;
    board.name = "House";
    board.start = instant_make(plan->today, 8 * 60);
    plan_add(plan, ENTITY_BOARD, &board);
    for (int kind = 0; kind < entity_count; kind++)
        if (takes_part(entities[kind]))
            add_records(plan, entities[kind], from, marked, texts);
    assert_true(analysis_update(plan, NULL));
}

/* ---- outputs ---- */

static bool keep(const char *bytes, size_t length, void *context, Error *error)
{
    (void)error;
    buffer_add_bytes(context, bytes, length);
    return true;
}

static void add_exports(const Plan *plan, Buffer *out)
{
    Error error = {0};
    const CsvExport options = {0};
    for (int kind = 0; kind < entity_count; kind++) {
        assert_true(csv_export(plan, entities[kind], &options, keep, out, &error));
        assert_true(json_export(plan, entities[kind], &options, keep, out, &error));
    }
    assert_true(mspdi_export(plan, keep, out, &error));
}

static void add_words(const Plan *plan, Buffer *out)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (uint32_t row = 0; row < plan_count(plan, kind); row++) {
            const Entity *entity = entities[kind];
            const Record *record = plan_at(plan, kind, row);
            plan_label(plan, entity, record->id, out);
            buffer_format(out, " %s\n", plan_quoted(plan, entity, record->id).text);
            for (const Field *field = entity->fields; field->name && record_is_shown(plan, entity, record); field++) {
                field_word(field, plan, record, FORMAT_DISPLAY, out);
                field_word(field, plan, record, FORMAT_EXCHANGE, out);
                buffer_add_char(out, '\n');
            }
        }
}

/* Each field of each record is changed, each record made and deleted: in the words of the log, and in its reasons. */
static void add_changes(const Plan *plan, Buffer *out)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (uint32_t row = 0; row < plan_count(plan, kind); row++) {
            const Entity *entity = entities[kind];
            void *record = (void *)(uintptr_t)plan_at(plan, kind, row);
            Id id = ((const Record *)record)->id;
            ChangeSet set;
            change_begin(&set, plan, "tui", "");
            array_push(&set.changes, (Change){.entity = entity, .id = id, .kind = CHANGE_CREATE, .record = record});
            for (const Field *field = entity->fields; field->name; field++)
                if (field_is_stored(field))
                    array_push(&set.changes, (Change){.entity = entity,
                                                      .id = id,
                                                      .kind = CHANGE_SET,
                                                      .field = field,
                                                      .before = field_stored(field, record),
                                                      .after = field_stored(field, record)});
            for (size_t i = 0; i < set.changes.count; i++) {
                change_describe(&set.changes.items[i], plan, out);
                buffer_add_char(out, '\n');
            }
            change_release(&set);
        }
}

/* Which records each filter on each field leaves: no value may be guessed so. */
static void add_filters(const Plan *plan, Buffer *out)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = entities[kind]->fields; field->name; field++) {
            char texts[3][80];
            snprintf(texts[0], sizeof *texts, "%s=", field->name);
            snprintf(texts[1], sizeof *texts, "%s", field->name);
            snprintf(texts[2], sizeof *texts, "%s:%s", field->name, mark);
            for (int i = 0; i < 3; i++) {
                Error error = {0};
                Filter *filter = filter_new(plan, entities[kind], texts[i], &error);
                buffer_format(out, "%s|%s", texts[i], filter ? "" : error.text);
                for (uint32_t row = 0; filter && row < plan_count(plan, kind); row++)
                    buffer_add(out, filter_matches(filter, plan, plan_at(plan, kind, row)) ? "+" : "-");
                buffer_add_char(out, '\n');
                filter_free(filter);
            }
        }
}

static void add_all(const Plan *plan, Buffer *out)
{
    add_exports(plan, out);
    add_words(plan, out);
    add_changes(plan, out);
    add_filters(plan, out);
}

/* ---- tests ---- */

static void differ_in_nothing(Audience audience, Secrecy from, bool same)
{
    Plan with, without;
    Arena texts = {0};
    Buffer outputs[2] = {0};
    make_plan(&with, from, true, &texts);
    make_plan(&without, from, false, &texts);
    with.audience = without.audience = audience;
    add_all(&with, &outputs[0]);
    add_all(&without, &outputs[1]);
    if (same) {
        assert_string_equal(buffer_text(&outputs[0]), buffer_text(&outputs[1]));
        assert_null(strstr(buffer_text(&outputs[0]), "MARK "));
    } else {
        assert_string_not_equal(buffer_text(&outputs[0]), buffer_text(&outputs[1]));
        assert_non_null(strstr(buffer_text(&outputs[0]), "MARK "));
    }
    buffer_release(&outputs[0]);
    buffer_release(&outputs[1]);
    plan_release(&with);
    plan_release(&without);
    arena_release(&texts);
}

static void a_viewer_learns_nothing_confidential(void **state)
{
    (void)state;
    differ_in_nothing(AUDIENCE_PUBLIC, FOR_PLANNERS, true);
}

static void a_planner_learns_nothing_private_unasked(void **state)
{
    (void)state;
    differ_in_nothing(AUDIENCE_PLANNER, PRIVATE, true);
}

static void a_planner_reads_what_is_for_planners_and_all_that_is_asked_for(void **state)
{
    (void)state;
    differ_in_nothing(AUDIENCE_PLANNER, FOR_PLANNERS, false);
    differ_in_nothing(AUDIENCE_PRIVATE, PRIVATE, false);
}

static bool is_class(const Entity *entity, const char *field, Secrecy secrecy)
{
    return entity_field(entity, field)->secrecy == secrecy;
}

static void the_classes_are_those_of_the_rule(void **state)
{
    (void)state;
    static const char *const of_stakeholders[] = {"power",      "interest",           "attitude",
                                                  "engagement", "quadrant",           "engagement_gap",
                                                  "legitimacy", "desired_engagement", "strategy"};
    for (size_t i = 0; i < sizeof of_stakeholders / sizeof *of_stakeholders; i++)
        assert_true(is_class(&stakeholder_entity, of_stakeholders[i], FOR_PLANNERS));
    assert_true(is_class(&stakeholder_entity, "notes", PRIVATE));
    assert_true(is_class(&resource_entity, "standard_rate", FOR_PLANNERS));
    assert_true(is_class(&resource_entity, "overtime_rate", FOR_PLANNERS));
    assert_true(is_class(&resource_entity, "cost_per_use", FOR_PLANNERS));
    assert_true(is_class(&baseline_task_entity, "cost", FOR_PLANNERS));
}

/* The reason of a set that touches what is confidential names fields and codes; others stay as they are. */
static void reasons_hold_no_confidential_words(void **state)
{
    (void)state;
    Plan plan;
    Arena texts = {0};
    make_plan(&plan, FOR_PLANNERS, true, &texts);
    static const struct {
        const Entity *entity;
        Id id;
        const char *field, *reason;
        int64_t value;
    } cases[] = {
        {&stakeholder_entity, PLAIN, "power", "S-1: power", 2},
        {&resource_entity, PLAIN, "standard_rate", "P-1: standard rate", 5000},
        {&resource_entity, FLAGGED, "max_units", "P-2: max units", 5000},
        {&resource_entity, PLAIN, "confidential", "P-1: confidential", 1},
        {&task_entity, PLAIN, "priority", "said so", 700},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ChangeSet set;
        change_begin(&set, &plan, "tui", "said so");
        change_set(&set, &plan, cases[i].entity, cases[i].id, entity_field(cases[i].entity, cases[i].field),
                   value_number(cases[i].value));
        change_reason_for_all(&set, &plan);
        assert_string_equal(set.reason, cases[i].reason);
        change_release(&set);
    }
    ChangeSet set;
    change_begin(&set, &plan, "tui", "assign MARK");
    Assignment *assignment = change_create(&set, &assignment_entity);
    assignment->task = PLAIN;
    assignment->resource = FLAGGED;
    change_reason_for_all(&set, &plan);
    assert_string_equal(set.reason, "new assignment");
    change_release(&set);
    plan_release(&plan);
    arena_release(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_viewer_learns_nothing_confidential),
        cmocka_unit_test(a_planner_learns_nothing_private_unasked),
        cmocka_unit_test(a_planner_reads_what_is_for_planners_and_all_that_is_asked_for),
        cmocka_unit_test(the_classes_are_those_of_the_rule),
        cmocka_unit_test(reasons_hold_no_confidential_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
