/*
 * What falls in a meeting: each line is one change set, the record knows its meeting and what it is about, the item of
 * the agenda knows the record, and one undo takes all of it back.
 */
#include "register.h"
#include "steerco/analysis/steering/meetings.h"
#include "steerco/session/capture.h"

static const Date DAY = 20514; /* Monday 2 March 2026: 56 · 365 + 14 leap days + 31 + 28 + 1 */

static bool note(Register *r, char kind, const char *line, const Capture *here, Referent *made)
{
    begin_edit(r, "note");
    const Record *record = capture_note(&r->set, &r->session.plan, capture_kind(kind), line, here, &r->error);
    bool done = record && session_commit(&r->session, &r->set, &r->error);
    if (done && made)
        *made = (Referent){capture_kind(kind)->entity, record->id};
    return done;
}

static const char *word(const Register *r, const Entity *entity, Id id, const char *field)
{
    static Buffer text;
    buffer_cut(&text, 0);
    field_word(entity_field(entity, field), &r->session.plan, record_of(r, entity, id), FORMAT_EXCHANGE, &text);
    return buffer_text(&text);
}

static Id only_item(const Register *r, Id meeting)
{
    Ids items = {0};
    meeting_agenda(&r->session.plan, meeting, &items);
    assert_int_equal(items.count, 1);
    Id item = items.items[0];
    array_release(&items);
    return item;
}

static Id add_person(Register *r, const char *name)
{
    Id id = add(r, &resource_entity, 3);
    set_must(r, &resource_entity, id, "name", name);
    return id;
}

static Id add_meeting(Register *r, const char *title, const char *type, const char *date, const char *status)
{
    begin_edit(r, "meeting");
    Meeting *meeting = change_create(&r->set, &meeting_entity);
    assert_true(typed_set(&r->set, &r->session.plan, &meeting_entity, meeting->record.id,
                          entity_field(&meeting_entity, "title"), title, &r->error));
    const char *const values[][2] = {{"type", type}, {"date", date}, {"status", status}};
    for (int i = 0; i < 3; i++)
        assert_true(typed_set(&r->set, &r->session.plan, &meeting_entity, meeting->record.id,
                              entity_field(&meeting_entity, values[i][0]), values[i][1], &r->error));
    commit_edit(r);
    return meeting->record.id;
}

static void a_line_says_what_who_and_until_when(void **state)
{
    Register *r = *state;
    Referent made;
    add_person(r, "Anna Berg");
    Id meeting = add_meeting(r, "Steering March", "steering", "2026-03-02", "planned");
    const Capture here = {
        .meeting = meeting, .topic = "Risks", .about = any_id(&risk_entity, r->ids[ENTITY_RISK]), .day = DAY};
    if (!note(r, 'a', "  Call the vendor @Anna Berg due 2026-03-06 ", &here, &made))
        fail_msg("%s", r->error.text);
    assert_string_equal(word(r, &action_entity, made.id, "title"), "Call the vendor");
    assert_string_equal(word(r, &action_entity, made.id, "owner"), "Anna Berg");
    assert_string_equal(word(r, &action_entity, made.id, "due"), "2026-03-06");
    assert_string_equal(word(r, &action_entity, made.id, "source"), "R-1");
    Id item = only_item(r, meeting);
    assert_string_equal(word(r, &agenda_item_entity, item, "title"), "Risks");
    assert_string_equal(word(r, &agenda_item_entity, item, "outcomes"), "AC-2");
}

static void every_kind_lands_at_the_item_of_its_topic_and_is_one_undo(void **state)
{
    Register *r = *state;
    const char *what;
    Id meeting = add_meeting(r, "Steering March", "steering", "2026-03-02", "planned");
    const Capture here = {.meeting = meeting, .topic = "Budget", .day = DAY};
    if (!note(r, 'i', "Invoice is wrong", &here, NULL))
        fail_msg("%s", r->error.text);
    Id item = only_item(r, meeting);
    for (const CaptureKind *kind = capture_kinds; kind->letter; kind++) {
        Plan before;
        Referent made;
        plan_init(&before);
        before.audience = AUDIENCE_PRIVATE;
        assert_true(store_load(r->session.store, r->session.plan.board, &before, &r->error));
        if (!note(r, kind->letter, "Something else", &here, &made))
            fail_msg("%s: %s", kind->entity->name, r->error.text);
        assert_int_equal(only_item(r, meeting), item);
        Referents outcomes = {0};
        many_referents(&r->session.plan, entity_field(&agenda_item_entity, "outcomes"), item, &outcomes);
        assert_int_equal(outcomes.count, 2);
        assert_int_equal(outcomes.items[1].id, made.id);
        array_release(&outcomes);
        assert_true(session_undo(&r->session, 0, &what, &r->error));
        assert_same_records(&before, &r->session.plan);
        plan_release(&before);
    }
}

static void a_decision_of_a_meeting_is_taken_there(void **state)
{
    Register *r = *state;
    Referent made;
    Id meeting = add_meeting(r, "Steering March", "steering", "2026-03-02", "planned");
    assert_true(
        note(r, 'd', "Go live in June", &(Capture){.meeting = meeting, .topic = "Decisions", .day = DAY}, &made));
    assert_string_equal(word(r, &decision_entity, made.id, "status"), "taken");
    assert_string_equal(word(r, &decision_entity, made.id, "decided_on"), "2026-03-02");
    Buffer code = {0};
    entity_code(&meeting_entity, meeting, &code);
    assert_string_equal(word(r, &decision_entity, made.id, "meeting"), buffer_text(&code));
    assert_string_equal(word(r, &decision_entity, made.id, "about"), buffer_text(&code));
    buffer_release(&code);
}

static void without_a_meeting_one_is_made_in_the_same_step(void **state)
{
    Register *r = *state;
    const char *what;
    uint32_t meetings = plan_count(&r->session.plan, ENTITY_MEETING);
    assert_true(note(r, 'a', "Order the switches", &(Capture){.topic = "Milestones", .day = DAY}, NULL));
    assert_int_equal(plan_count(&r->session.plan, ENTITY_MEETING), meetings + 1);
    const Meeting *meeting = meeting_at_hand(&r->session.plan, DAY);
    assert_non_null(meeting);
    assert_string_equal(meeting->title, "Steering meeting");
    only_item(r, meeting->record.id);
    assert_true(session_undo(&r->session, 0, &what, &r->error));
    assert_int_equal(plan_count(&r->session.plan, ENTITY_MEETING), meetings);
}

static void a_line_that_cannot_be_is_refused(void **state)
{
    Register *r = *state;
    const Capture here = {.topic = "Risks", .day = DAY};
    assert_false(note(r, 'a', "   ", &here, NULL));
    assert_tells(r, "an action needs a name");
    assert_false(note(r, 'a', "@Anna due fri", &here, NULL));
    assert_tells(r, "an action needs a name");
    assert_false(note(r, 'a', "Call @Nobody", &here, NULL));
    assert_tells(r, "'Nobody'");
    assert_false(note(r, 'a', "Call due someday", &here, NULL));
    assert_tells(r, "'someday'");
}

/* An address is no owner, and a "due" in front of the owner is a part of the title. */
static void what_only_looks_like_an_owner_or_a_day_is_title(void **state)
{
    Register *r = *state;
    Referent made;
    const Capture here = {.topic = "Risks", .day = DAY};
    add_person(r, "Ben Ito");
    assert_true(note(r, 'i', "Mail to help@example.org is lost", &here, &made));
    assert_string_equal(word(r, &issue_entity, made.id, "title"), "Mail to help@example.org is lost");
    assert_true(note(r, 'a', "Pay what is due now @Ben Ito", &here, &made));
    assert_string_equal(word(r, &action_entity, made.id, "title"), "Pay what is due now");
    assert_string_equal(word(r, &action_entity, made.id, "owner"), "Ben Ito");
}

/* By any word of the name while that is one person's; else what was typed is asked about. */
static void a_person_is_called_by_a_part_of_the_name(void **state)
{
    Register *r = *state;
    Referent made;
    const Capture here = {.topic = "Risks", .day = DAY};
    add_person(r, "Anna Berg");
    add_person(r, "Ben Bergmann");
    assert_true(note(r, 'a', "One @anna", &here, &made));
    assert_string_equal(word(r, &action_entity, made.id, "owner"), "Anna Berg");
    assert_true(note(r, 'a', "Two @bergm due 2026-03-03", &here, &made));
    assert_string_equal(word(r, &action_entity, made.id, "owner"), "Ben Bergmann");
    assert_false(note(r, 'a', "Three @berg", &here, &made));
    assert_tells(r, "'berg'");
}

/* What falls in a confidential meeting, or about a confidential record, is confidential; a type that cannot be is
   refused. */
static void what_is_confidential_makes_nothing_else(void **state)
{
    Register *r = *state;
    Referent made;
    Id meeting = add_meeting(r, "Behind doors", "steering", "2026-03-02", "planned");
    set_must(r, &meeting_entity, meeting, "confidential", "yes");
    const Capture closed = {.meeting = meeting, .topic = "Risks", .day = DAY};
    for (const char *letters = "dair"; *letters; letters++) {
        assert_true(note(r, *letters, "Something", &closed, &made));
        assert_string_equal(word(r, made.entity, made.id, "confidential"), "yes");
    }
    assert_false(note(r, 'c', "Something", &closed, NULL));
    assert_tells(r, "a change request cannot be confidential");
    set_must(r, &risk_entity, r->ids[ENTITY_RISK], "confidential", "yes");
    const Capture about = {.topic = "Risks", .about = any_id(&risk_entity, r->ids[ENTITY_RISK]), .day = DAY};
    assert_true(note(r, 'a', "Something", &about, &made));
    assert_string_equal(word(r, made.entity, made.id, "confidential"), "yes");
    assert_true(note(r, 'a', "Something", &(Capture){.topic = "Risks", .day = DAY}, &made));
    assert_string_equal(word(r, made.entity, made.id, "confidential"), "no");
}

static void the_meeting_at_hand_and_the_one_before(void **state)
{
    Register *r = *state;
    const Plan *plan = &r->session.plan;
    assert_null(meeting_before(plan, NULL, DAY));
    Id team = add_meeting(r, "Team", "team", "2026-03-02", "planned");
    assert_int_equal(meeting_at_hand(plan, DAY)->record.id, team);
    Id march = add_meeting(r, "Steering March", "steering", "2026-03-02", "planned");
    Id april = add_meeting(r, "Steering April", "steering", "2026-04-01", "planned");
    Id january = add_meeting(r, "Steering January", "steering", "2026-01-05", "held");
    Id february = add_meeting(r, "Steering February", "steering", "2026-02-02", "approved");
    add_meeting(r, "Called off", "steering", "2026-02-20", "cancelled");
    add_meeting(r, "Review", "review", "2026-02-25", "held");
    assert_int_equal(meeting_at_hand(plan, DAY)->record.id, march);
    assert_int_equal(meeting_at_hand(plan, DAY + 1)->record.id, april);
    assert_null(meeting_at_hand(plan, DAY + 60));
    const Meeting *here = record_of(r, &meeting_entity, march);
    assert_int_equal(meeting_before(plan, here, here->date)->record.id, february);
    assert_int_equal(meeting_before(plan, NULL, DAY - 30)->record.id, january); /* 31 January */
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, open_register, close_register)
    const struct CMUnitTest tests[] = {
        TEST(a_line_says_what_who_and_until_when),     TEST(every_kind_lands_at_the_item_of_its_topic_and_is_one_undo),
        TEST(a_decision_of_a_meeting_is_taken_there),  TEST(without_a_meeting_one_is_made_in_the_same_step),
        TEST(a_line_that_cannot_be_is_refused),        TEST(what_only_looks_like_an_owner_or_a_day_is_title),
        TEST(what_is_confidential_makes_nothing_else), TEST(a_person_is_called_by_a_part_of_the_name),
        TEST(the_meeting_at_hand_and_the_one_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
