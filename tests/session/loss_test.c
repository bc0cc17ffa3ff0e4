/*
 * What records of the past refer to stays, of every cold type and through each of its references: the sentence says how
 * many they are and what to do instead. What nothing refers to goes, and so does a record of the past itself.
 */
#include "../store/filled.h"
#include "steerco/model/loss.h"

typedef struct Case {
    Fixture *f;
    const Entity *cold;
    const Field *field;
    Referent target;
} Case;

/* Make a new target, and so many records of the type that refer to it through the field. */
static void make_referring(Case *c, const Filled *filled, int count)
{
    const Entity *to = c->field->refers_to ? c->field->refers_to : &risk_entity;
    Filled more = *filled;
    Record *target, *last = NULL;
    begin(c->f, "refer");
    target = change_create(&c->f->set, to);
    memcpy((char *)target + sizeof *target,
           (const char *)plan_find(&c->f->plan, to->kind, filled->ids[to->kind][BARE]) + sizeof *target,
           to->record_size - sizeof *target);
    for (int i = 0; i < count; i++) {
        last = more.records[c->cold->kind][BARE] = change_create(&c->f->set, c->cold);
        fill_record(c->cold, BARE, &more, 40 + i, &c->f->set.arena);
        field_set(c->field, last, value_number(c->field->type == FIELD_ANY ? any_id(to, target->id) : target->id));
    }
    commit(c->f);
    c->target = (Referent){to, target->id};
}

static bool may_go(Case *c)
{
    begin(c->f, "delete");
    error_clear(&c->f->error);
    change_delete(&c->f->set, &c->f->plan, c->target.entity, c->target.id);
    return loss_check(&c->f->set, &c->f->error);
}

static void check_case(Case *c, const Filled *filled)
{
    Buffer expected = {0};
    make_referring(c, filled, 0);
    if (!may_go(c))
        fail_msg("%s.%s: %s", c->cold->name, c->field->name, c->f->error.text);
    make_referring(c, filled, 3);
    assert_false(may_go(c));
    entity_code(c->target.entity, c->target.id, &expected);
    buffer_format(&expected, " stays: 3 %s refer to it; %s", c->cold->nouns,
                  c->target.entity->instead ? c->target.entity->instead : "");
    if (!strstr(c->f->error.text, buffer_text(&expected)))
        fail_msg("'%s' is not '%s'", c->f->error.text, buffer_text(&expected));
    buffer_release(&expected);
}

static void what_the_past_refers_to_stays(void **state)
{
    Fixture *f = *state;
    Filled filled;
    int cases = 0;
    create_filled(f, 1, &filled);
    for (int kind = 0; kind < entity_count; kind++) {
        if (!entities[kind]->cold)
            continue;
        for (const Field *field = stored_field(entities[kind]->fields); field->name; field = stored_field(field + 1)) {
            Case c = {.f = f, .cold = entities[kind], .field = field};
            if (!field_refers(field) || field->refers_to == entities[kind])
                continue;
            check_case(&c, &filled);
            cases++;
        }
    }
    assert_int_equal(cases, 11); /* 5 of cost entries, 1 of samples, 3 of contacts, 2 of time entries */
}

static void every_type_that_the_past_refers_to_says_what_to_do_instead(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = entities[kind]->fields; entities[kind]->cold && field->name; field++)
            if (field->type == FIELD_REFERENCE && !field->refers_to->cold && !field->refers_to->instead)
                fail_msg("%s, which %s refers to", field->refers_to->name, entities[kind]->name);
}

/* A change of a time entry that loses its task on purpose, and one that goes with nothing else. */
static void the_past_itself_may_be_mended(void **state)
{
    Fixture *f = *state;
    Filled filled;
    create_filled(f, 1, &filled);
    begin(f, "mend");
    change_field(&f->set, &f->plan, &time_entry_entity, TimeEntry, filled.ids[ENTITY_TIME_ENTRY][FULL], task,
                 value_number(0));
    change_delete(&f->set, &f->plan, &time_entry_entity, filled.ids[ENTITY_TIME_ENTRY][PLAIN]);
    assert_done(loss_check(&f->set, &f->error), f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(what_the_past_refers_to_stays),
        cmocka_unit_test(every_type_that_the_past_refers_to_says_what_to_do_instead),
        with_file(the_past_itself_may_be_mended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
