/*
 * What both tests of Microsoft Project files need: a plan with one board, and a stand-in for the store, which gives new
 * records their numbers and applies the set.
 */
#ifndef STEERCO_TESTS_MSPDI_PLAN_H
#define STEERCO_TESTS_MSPDI_PLAN_H

#include <cmocka.h>
#include <string.h>

#include "steerco/analysis/analysis.h"
#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

static inline void plan_begin(Plan *plan)
{
    Board board = {.record = {.id = 1}};
    plan_init(plan);
    plan->board = 1;
    record_init(&board_entity, &board);
    board.name = "Office move";
    plan_add(plan, ENTITY_BOARD, &board);
}

static inline Id real_id(Id id, Id base)
{
    return id < 0 ? base - id : id;
}

/* New records are numbered upwards from above `base`, as they were created. */
static inline void commit(Plan *plan, ChangeSet *set, Id base)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        Change *change = &set->changes.items[i];
        change->id = real_id(change->id, base);
        if (change->kind == CHANGE_SET && change->field->type == FIELD_REFERENCE)
            change->after.number = real_id(change->after.number, base);
        if (change->kind != CHANGE_CREATE)
            continue;
        Record *record = change->record;
        record->id = real_id(record->id, base);
        record->board = real_id(record->board, base);
        for (const Field *field = change->entity->fields; field->name; field++)
            if (field->type == FIELD_REFERENCE && field_is_stored(field))
                field_set(field, record, value_number(real_id(field_stored(field, record).number, base)));
    }
    if (plan->board == 0)
        plan->board = real_id(set->board, base);
    plan_apply(plan, set);
    assert_true(analysis_update(plan, NULL));
}

static inline bool add_to_buffer(const char *bytes, size_t length, void *context, Error *error)
{
    (void)error;
    buffer_add_bytes(context, bytes, length);
    return true;
}

/* The plan as Project would get it. */
static inline void export_plan(const Plan *plan, Buffer *xml)
{
    Error error = {0};
    if (!mspdi_export(plan, add_to_buffer, xml, &error))
        fail_msg("%s", error.text);
}

/* Import and commit; the report is the caller's. */
static inline void import_plan(Plan *plan, const char *xml, size_t length, Id base, MspdiReport *report)
{
    ChangeSet set;
    Error error = {0};
    change_begin(&set, plan, "import", "import plan.xml");
    if (!mspdi_import(xml, length, "plan.xml", plan, &set, report, &error))
        fail_msg("%s", error.text);
    commit(plan, &set, base);
    change_release(&set);
}

/*
 * A record in words that do not depend on ids: "name: value" of each stored field, references by label. Left out are
 * `except`, separated by blanks, and where the record came from.
 */
static inline void word_record(const Plan *plan, const Entity *entity, const void *record, const char *except,
                               Buffer *out)
{
    for (const Field *field = entity->fields; field->name; field++) {
        if (!field_is_stored(field) || field->internal || strstr(except, field->name))
            continue;
        if (strcmp(field->name, "external_id") == 0)
            continue;
        Value value = field_stored(field, record);
        buffer_format(out, "%s: ", field->name);
        if (field->type == FIELD_REFERENCE && value.number != 0)
            plan_label(plan, field->refers_to, value.number, out);
        else
            field_format(field, plan, value, FORMAT_EXCHANGE, out);
        buffer_add_char(out, '\n');
    }
}

/* The parts of a table that belong to one record, in words and in order. */
static inline void word_parts(const Plan *plan, const Entity *entity, const char *owner, Id id, const char *except,
                              Buffer *out)
{
    uint32_t *rows = plan_sorted_rows(plan, entity->kind);
    for (uint32_t i = 0; i < plan_count(plan, entity->kind); i++) {
        const void *part = plan_at(plan, entity->kind, rows[i]);
        if (field_stored(entity_field(entity, owner), part).number == id)
            word_record(plan, entity, part, except, out);
    }
    free(rows);
}

/* The project calendar with its exceptions, and baselines with what they hold; not when they were taken. */
static inline void word_settings(const Plan *plan, Buffer *out)
{
    Id calendar = plan_board(plan)->calendar;
    if (calendar != 0) {
        word_record(plan, &calendar_entity, plan_find(plan, ENTITY_CALENDAR, calendar), "", out);
        word_parts(plan, &exception_entity, "calendar", calendar, "", out);
    }
    uint32_t *rows = plan_sorted_rows(plan, ENTITY_BASELINE);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_BASELINE); i++) {
        const Baseline *baseline = plan_at(plan, ENTITY_BASELINE, rows[i]);
        word_record(plan, &baseline_entity, baseline, "taken_on", out);
        word_parts(plan, &baseline_task_entity, "baseline", baseline->record.id, "", out);
    }
    free(rows);
}

/* A plan from top to bottom in words: people, tasks with dates, links and assignments, calendar and baselines. */
static inline void word_plan(const Plan *plan, Buffer *out)
{
    word_record(plan, &board_entity, plan_board(plan), "name sponsor objective notes", out);
    word_settings(plan, out);
    uint32_t *rows = plan_sorted_rows(plan, ENTITY_RESOURCE);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_RESOURCE); i++)
        word_record(plan, &resource_entity, plan_resource(plan, rows[i]), "", out);
    free(rows);
    const Outline *outline = &plan->results->outline;
    for (uint32_t place = 0; place < outline->count; place++) {
        uint32_t row = outline->row_at[place];
        const Task *task = plan_task(plan, row);
        const TaskDates *dates = plan_task_dates(plan, task->record.id);
        outline_wbs(outline, place, out);
        buffer_add_char(out, '\n');
        word_record(plan, &task_entity, task, outline_is_summary(outline, place) ? "parent duration" : "parent", out);
        instant_format(dates->start, out);
        instant_format(dates->finish, out);
        buffer_format(out, " slack %d\n", dates->total_slack);
        const Adjacency *links = &plan->results->predecessors, *people = &plan->results->assignments;
        for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++)
            word_record(plan, &link_entity, plan_link(plan, links->rows[i]), "reason", out);
        for (uint32_t i = people->first[row]; i < people->first[row + 1]; i++)
            word_record(plan, &assignment_entity, plan_assignment(plan, people->rows[i]), "role", out);
    }
}

static inline const Task *task_of_uid(const Plan *plan, const char *uid)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        if (strcmp(plan_task(plan, row)->external_id, uid) == 0)
            return plan_task(plan, row);
    return NULL;
}

#endif
