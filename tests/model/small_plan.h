/*
 * A small plan in memory and a change set on it, for the tests of changes and edits.
 */
#ifndef TESTS_MODEL_SMALL_PLAN_H
#define TESTS_MODEL_SMALL_PLAN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "steerco/model/change.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"

typedef struct Fixture {
    Plan plan;
    ChangeSet set;
    Buffer words;
} Fixture;

static inline void reindex(Plan *plan)
{
    results_index(plan, plan->results);
    plan->results->generation = plan->generation;
}

static inline void add_task(Plan *plan, Id id, Id parent, const char *name)
{
    Task task = {.record = {.id = id, .board = 1}};
    record_init(&task_entity, &task);
    task.parent = parent;
    task.position = id * 1024;
    task.name = name;
    plan_add(plan, ENTITY_TASK, &task);
}

/*
 * T-1 Prepare, with T-2 Order and T-3 Install below it; T-4 Train; T-2 → T-3 and T-3 → T-4 linked; Anna on T-2.
 */
static inline int begin(void **state)
{
    static Fixture fixture;
    fixture = (Fixture){0};
    Plan *plan = &fixture.plan;
    plan_init(plan);
    plan->board = 1;
    add_task(plan, 1, 0, "Prepare");
    add_task(plan, 2, 1, "Order");
    add_task(plan, 3, 1, "Install");
    add_task(plan, 4, 0, "Train");
    plan_add(plan, ENTITY_LINK,
             &(Link){.record = {1, 1}, .predecessor = 2, .successor = 3, .lag = UNIT_DAYS, .reason = ""});
    plan_add(plan, ENTITY_LINK,
             &(Link){.record = {2, 1}, .predecessor = 3, .successor = 4, .lag = UNIT_DAYS, .reason = ""});
    Resource anna = {.record = {.id = 1}};
    record_init(&resource_entity, &anna);
    anna.name = "Anna Berg";
    plan_add(plan, ENTITY_RESOURCE, &anna);
    plan_add(
        plan, ENTITY_ASSIGNMENT,
        &(Assignment){.record = {1, 1}, .task = 2, .resource = 1, .units = 10000, .work = DURATION_NONE, .role = ""});
    reindex(plan);
    change_begin(&fixture.set, plan, "test", "test");
    *state = &fixture;
    return 0;
}

static inline int end(void **state)
{
    Fixture *fixture = *state;
    change_release(&fixture->set);
    plan_release(&fixture->plan);
    buffer_release(&fixture->words);
    return 0;
}

/* The outline in words: "Prepare(Order Install) Train". */
static inline void word_tasks(const Plan *plan, uint32_t from, uint32_t to, Buffer *out)
{
    const Outline *outline = &plan->results->outline;
    for (uint32_t place = from; place < to; place = outline->end[place]) {
        buffer_format(out, "%s%s", place > from ? " " : "", plan_task(plan, outline->row_at[place])->name);
        if (outline_is_summary(outline, place)) {
            buffer_add_char(out, '(');
            word_tasks(plan, place + 1, outline->end[place], out);
            buffer_add_char(out, ')');
        }
    }
}

static inline const char *outline_words(Fixture *fixture)
{
    reindex(&fixture->plan);
    buffer_clear(&fixture->words);
    word_tasks(&fixture->plan, 0, fixture->plan.results->outline.count, &fixture->words);
    return buffer_text(&fixture->words);
}

static inline Id real_id(Id id)
{
    return id < 0 ? 100 - id : id;
}

/* Give provisional ids real ones as the store does, and apply. */
static inline const char *applied(Fixture *fixture)
{
    for (size_t i = 0; i < fixture->set.changes.count; i++) {
        Change *change = &fixture->set.changes.items[i];
        if (change->kind != CHANGE_CREATE)
            continue;
        change->id = ((Record *)change->record)->id = real_id(change->id);
        for (const Field *field = change->entity->fields; field->name; field++)
            if (field->type == FIELD_REFERENCE && field_is_stored(field))
                field_set(field, change->record, value_number(real_id(field_stored(field, change->record).number)));
    }
    plan_apply(&fixture->plan, &fixture->set);
    return outline_words(fixture);
}

/* A further change set, once the one before is applied; its new records get ids of their own. */
static inline void go_on(Fixture *fixture)
{
    Id last = fixture->set.last_provisional;
    change_release(&fixture->set);
    change_begin(&fixture->set, &fixture->plan, "test", "test");
    fixture->set.last_provisional = last;
}

#endif
