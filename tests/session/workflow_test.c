/*
 * Every step of every workflow, as the tables have it: it is taken with what it needs, refused without, naming what is
 * missing, and every way that is no step is refused, naming the ways that are. A new record may stand anywhere.
 */
#include "register.h"

static void set_state(Register *r, const Entity *entity, Id id, const Field *field, int64_t state)
{
    change_set(&r->set, &r->session.plan, entity, id, field, value_number(state));
}

/* A record that stands in a state and has nothing but what it cannot be without. */
static Id add_in(Register *r, const Entity *entity, const Field *field, int64_t state)
{
    begin_edit(r, "add in a state");
    Record *record = make(r, entity, 2);
    set_state(r, entity, record->id, field, state);
    commit_edit(r);
    return record->id;
}

static void give_needs(Register *r, const Entity *entity, Id id, const Step *step)
{
    for (int i = 0; i < STEP_NEEDS && step->needs[i]; i++)
        give(r, entity, id, entity_field(entity, step->needs[i]), 3);
}

static bool take(Register *r, const Entity *entity, Id id, const Field *field, int64_t to)
{
    set_state(r, entity, id, field, to);
    return session_commit(&r->session, &r->set, &r->error);
}

static bool is_frozen(const Register *r, const Entity *entity, Id id)
{
    return entity->frozen && entity->frozen(&r->session.plan, record_of(r, entity, id), NULL);
}

static void refuse_way(Register *r, const Entity *entity, Id id, const Field *field, int64_t from, int64_t to)
{
    Buffer words = {0};
    workflow_add_next(field, from, &words);
    begin_edit(r, "no way");
    if (take(r, entity, id, field, to))
        fail_msg("%s went from %s to %s", entity->name, field->choices[from], field->choices[to]);
    if (!is_frozen(r, entity, id)) {
        assert_tells(r, "it cannot go from");
        assert_tells(r, words.length ? buffer_text(&words) : "nothing follows there");
    }
    assert_int_equal(field_stored(field, record_of(r, entity, id)).number, from);
    buffer_release(&words);
}

/* Without anything, the first of what it needs is named; with all of it, the step is taken, and taken back. */
static void take_step(Register *r, const Entity *entity, Id id, const Field *field, int64_t from, int64_t to)
{
    const Step *step = workflow_step(field->workflow, from, to);
    begin_edit(r, "a step");
    bool needs = step->needs[0] != NULL;
    if (needs && take(r, entity, id, field, to))
        fail_msg("%s went from %s to %s without %s", entity->name, field->choices[from], field->choices[to],
                 step->needs[0]);
    if (needs)
        assert_tells(r, entity_field(entity, step->needs[0])->title);
    begin_edit(r, "a step with what it needs");
    give_needs(r, entity, id, step);
    if (!take(r, entity, id, field, to))
        fail_msg("%s from %s to %s: %s", entity->name, field->choices[from], field->choices[to], r->error.text);
    assert_int_equal(field_stored(field, record_of(r, entity, id)).number, to);
    const char *what;
    assert_done(session_undo(&r->session, 0, &what, &r->error), r);
    assert_int_equal(field_stored(field, record_of(r, entity, id)).number, from);
}

static int walk_from(Register *r, const Entity *entity, const Field *field, int64_t from)
{
    int steps = 0;
    for (int64_t to = 0; field->choices[to]; to++) {
        if (to == from)
            continue;
        Id id = add_in(r, entity, field, from);
        if (workflow_step(field->workflow, from, to)) {
            take_step(r, entity, id, field, from, to);
            steps++;
        } else {
            refuse_way(r, entity, id, field, from, to);
        }
    }
    return steps;
}

static void every_step_is_taken_with_what_it_needs_and_no_other(void **state)
{
    Register *r = *state;
    int steps = 0;
    for (int kind = 0; kind < entity_count; kind++) {
        const Field *field = workflow_field(entities[kind]);
        for (int64_t from = 0; field && field->choices[from]; from++)
            steps += walk_from(r, entities[kind], field, from);
    }
    assert_true(steps > 90);
}

/* How many of the fields that a step needs are missing. */
static int lacking(const Register *r, const Entity *entity, Id id, const Step *step)
{
    int count = 0;
    Buffer scratch = {0};
    for (int i = 0; i < STEP_NEEDS && step->needs[i]; i++) {
        const Field *need = entity_field(entity, step->needs[i]);
        count += value_is_none(need, field_get(need, &r->session.plan, record_of(r, entity, id), &scratch));
    }
    buffer_release(&scratch);
    return count;
}

static void a_new_record_stands_in_any_state_and_what_is_missing_is_named(void **state)
{
    Register *r = *state;
    int named = 0;
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        const Field *field = workflow_field(entity);
        for (int64_t to = 0; field && field->choices[to]; to++) {
            Buffer words = {0}, code = {0};
            Id id = add_in(r, entity, field, to);
            const Step *usual = field->workflow->steps; /* the first row to that state */
            while (usual->from != STEP_NONE && usual->to != to)
                usual++;
            bool expected = to != field->standard && usual->from != STEP_NONE && lacking(r, entity, id, usual) > 0;
            workflow_word_missing(&r->set, &r->session.plan, &words);
            entity_code(entity, id, &code);
            buffer_format(&code, " is %s without ", field->choices[to]);
            if (expected != (strstr(buffer_text(&words), buffer_text(&code)) != NULL))
                fail_msg("%s: '%s'", buffer_text(&code), buffer_text(&words));
            named += expected;
            buffer_release(&words);
            buffer_release(&code);
        }
    }
    assert_true(named > 40);
}

/* ---- minutes that were approved ---- */

static void approved_minutes_are_not_changed_any_more(void **state)
{
    Register *r = *state;
    Id meeting = r->ids[ENTITY_MEETING], item = r->ids[ENTITY_AGENDA_ITEM];
    set_must(r, &agenda_item_entity, item, "meeting", "M-1");
    set_must(r, &meeting_entity, meeting, "attendees", "P-1");
    const char *const steps[][2] = {{"date", "2026-03-02"}, {"chair", "P-1"},         {"status", "held"},
                                    {"approved_by", "P-1"}, {"approved_on", "today"}, {"status", "approved"}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        set_must(r, &meeting_entity, meeting, steps[i][0], steps[i][1]);
    const char *const frozen = "were approved and are not changed any more; add a remark";
    assert_false(set_text(r, &meeting_entity, meeting, entity_field(&meeting_entity, "minutes"), "other words"));
    assert_tells(r, frozen);
    assert_false(set_text(r, &agenda_item_entity, item, entity_field(&agenda_item_entity, "minutes"), "other words"));
    assert_tells(r, frozen);

    const Field *attendees = entity_field(&meeting_entity, "attendees");
    Id person = add(r, &resource_entity, 7);
    begin_edit(r, "one more attendee, past the form");
    many_add(&r->set, &r->session.plan, &meeting_entity, meeting, attendees, (Referent){&resource_entity, person});
    assert_false(session_commit(&r->session, &r->set, &r->error));
    assert_tells(r, frozen);
    begin_edit(r, "nobody, past the form");
    assert_true(many_set(&r->set, &r->session.plan, &meeting_entity, meeting, attendees, "", &r->error));
    assert_false(session_commit(&r->session, &r->set, &r->error));
    assert_tells(r, frozen);
    begin_edit(r, "delete the meeting");
    change_delete(&r->set, &r->session.plan, &meeting_entity, meeting);
    assert_false(session_commit(&r->session, &r->set, &r->error));

    begin_edit(r, "a person who was there may go, and a remark may come");
    change_delete(&r->set, &r->session.plan, &time_entry_entity, r->ids[ENTITY_TIME_ENTRY]);
    commit_edit(r);
    begin_edit(r, "a person who was there may go, and a remark may come");
    change_delete(&r->set, &r->session.plan, &resource_entity, r->ids[ENTITY_RESOURCE]);
    Remark *remark = change_create(&r->set, &remark_entity);
    remark->text = "The date is that of the week before.";
    remark->about = any_id(&meeting_entity, meeting);
    commit_edit(r);
    assert_int_equal(((const Meeting *)record_of(r, &meeting_entity, meeting))->chair, 0);
}

static void minutes_that_come_approved_come_with_who_was_there(void **state)
{
    Register *r = *state;
    begin_edit(r, "import");
    Meeting *meeting = (Meeting *)make(r, &meeting_entity, 5);
    meeting->status = MEETING_APPROVED;
    give(r, &meeting_entity, meeting->record.id, entity_field(&meeting_entity, "attendees"), 1);
    commit_edit(r);
    assert_false(set_text(r, &meeting_entity, meeting->record.id, entity_field(&meeting_entity, "attendees"), ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_register(every_step_is_taken_with_what_it_needs_and_no_other),
        with_register(a_new_record_stands_in_any_state_and_what_is_missing_is_named),
        with_register(approved_minutes_are_not_changed_any_more),
        with_register(minutes_that_come_approved_come_with_who_was_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
