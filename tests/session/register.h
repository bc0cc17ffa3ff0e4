/*
 * A session at a board with a record of every type that people add, each with what it cannot be without and no more.
 */
#ifndef TESTS_SESSION_REGISTER_H
#define TESTS_SESSION_REGISTER_H

#include "../store/filled.h"
#include "../store/same_plan.h"
#include "steerco/model/workflow.h"
#include "steerco/session/session.h"
#include "steerco/session/typed.h"

typedef struct Register {
    Fixture *file;
    Session session;
    ChangeSet set;
    Error error;
    Id ids[ENTITY_MOST]; /* of the first record of each type; 0 of internal types */
} Register;

/* Which types are walked: those that people keep like a register. The others have rules of their own, and tests. */
static inline bool is_register(const Entity *entity)
{
    return (entity->tag >= 18 && !entity->append_only) || entity == &risk_entity || entity == &stakeholder_entity ||
           entity == &vendor_entity;
}

static inline void begin_edit(Register *r, const char *reason)
{
    change_release(&r->set);
    error_clear(&r->error);
    change_begin(&r->set, &r->session.plan, "test", reason);
}

static inline void commit_edit(Register *r)
{
    assert_done(session_commit(&r->session, &r->set, &r->error), r);
}

static inline const void *record_of(const Register *r, const Entity *entity, Id id)
{
    return plan_find(&r->session.plan, entity->kind, id);
}

/* What a required field, or one that a step needs, is given. */
static inline void give(Register *r, const Entity *entity, Id id, const Field *field, int number)
{
    const Entity *to = field->refers_to ? field->refers_to : &task_entity;
    const Referent target = {to, r->ids[to->kind]};
    if (field->type == FIELD_MANY) {
        many_add(&r->set, &r->session.plan, entity, id, field, target);
        return;
    }
    Value value = field->type == FIELD_REFERENCE ? value_number(target.id)
                  : field->type == FIELD_ANY     ? value_number(any_id(target.entity, target.id))
                                                 : some_value(field, number, &r->set.arena);
    change_set(&r->set, &r->session.plan, entity, id, field, value);
}

/* A new record in the set, with what it cannot be without. */
static inline Record *make(Register *r, const Entity *entity, int number)
{
    Record *record = change_create(&r->set, entity);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (field->required && value_is_none(field, field_stored(field, record)))
            give(r, entity, record->id, field, number);
    return record;
}

static inline Id add(Register *r, const Entity *entity, int number)
{
    begin_edit(r, "add");
    Record *record = make(r, entity, number);
    commit_edit(r);
    return record->id;
}

static inline bool set_text(Register *r, const Entity *entity, Id id, const Field *field, const char *text)
{
    begin_edit(r, field->name);
    return typed_set(&r->set, &r->session.plan, entity, id, field, text, &r->error) &&
           session_commit(&r->session, &r->set, &r->error);
}

static inline void set_must(Register *r, const Entity *entity, Id id, const char *field, const char *text)
{
    if (!set_text(r, entity, id, entity_field(entity, field), text))
        fail_msg("%s.%s: %s", entity->name, field, r->error.text);
}

static inline void assert_tells(const Register *r, const char *words)
{
    if (!strstr(r->error.text, words))
        fail_msg("'%s' does not say '%s'", r->error.text, words);
}

static inline int open_register(void **state)
{
    void *file;
    Register *r = calloc(1, sizeof *r);
    setup(&file);
    r->file = file;
    store_close(r->file->store);
    r->file->store = NULL;
    assert_done(session_open(&r->session, r->file->path, STORE_WRITE, NULL, &r->error), r);
    assert_done(session_set_audience(&r->session, AUDIENCE_PRIVATE, &r->error), r);
    r->ids[ENTITY_BOARD] = r->session.plan.board;
    const Entity *const others[] = {&calendar_entity, &resource_entity, &task_entity, &budget_line_entity};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        r->ids[others[i]->kind] = add(r, others[i], 1);
    begin_edit(r, "baseline");
    Baseline *baseline = change_create(&r->set, &baseline_entity);
    baseline->name = "Contract";
    baseline->taken_on = date_make(2026, 3, 2);
    commit_edit(r);
    r->ids[ENTITY_BASELINE] = baseline->record.id;
    for (int kind = 0; kind < entity_count; kind++)
        if (is_register(entities[kind]))
            r->ids[kind] = add(r, entities[kind], 1);
    *state = r;
    return 0;
}

static inline int close_register(void **state)
{
    Register *r = *state;
    void *file = r->file;
    change_release(&r->set);
    session_close(&r->session);
    free(r);
    return teardown(&file);
}

#define with_register(test) cmocka_unit_test_setup_teardown(test, open_register, close_register)

#endif
