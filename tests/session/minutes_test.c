/*
 * Agendas built from what is open, and minutes in which a line makes a record.
 */
#include "../store/fixture.h"
#include "steerco/session/agenda.h"
#include "steerco/session/minutes.h"
#include "steerco/session/session.h"
#include "steerco/session/typed.h"

typedef struct Desk {
    Fixture *file;
    Session session;
    Error error;
} Desk;

/* "title=Budget|due=2026-03-05": add a record, and its id. */
static Id add(Desk *desk, const Entity *entity, const char *values)
{
    ChangeSet set;
    char text[400];
    change_begin(&set, &desk->session.plan, "test", "add");
    Record *record = change_create(&set, entity);
    snprintf(text, sizeof text, "%s", values);
    for (char *word = strtok(text, "|"); word; word = strtok(NULL, "|")) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        assert_done(typed_set(&set, &desk->session.plan, entity, record->id, entity_field(entity, word), equals + 1,
                              &desk->error),
                    desk);
    }
    assert_done(session_commit(&desk->session, &set, &desk->error), desk);
    Id id = record->id;
    change_release(&set);
    return id;
}

static int open_desk(void **state)
{
    void *file;
    Desk *desk = calloc(1, sizeof *desk);
    setup(&file);
    desk->file = file;
    store_close(desk->file->store);
    desk->file->store = NULL;
    assert_done(session_open(&desk->session, desk->file->path, STORE_WRITE, NULL, &desk->error), desk);
    session_set_today(&desk->session, date_make(2026, 3, 2));
    add(desk, &resource_entity, "name=Anna Berg");
    add(desk, &body_entity, "title=Steering committee");
    add(desk, &body_entity, "title=Change board");
    add(desk, &meeting_entity, "title=Steering|date=2026-02-19|status=held|body=Steering committee");
    add(desk, &meeting_entity, "title=Steering|date=2026-03-05|body=Steering committee");
    *state = desk;
    return 0;
}

static int close_desk(void **state)
{
    Desk *desk = *state;
    void *file = desk->file;
    session_close(&desk->session);
    free(desk);
    return teardown(&file);
}

static size_t build(Desk *desk, Id meeting)
{
    ChangeSet set;
    size_t added;
    change_begin(&set, &desk->session.plan, "test", "agenda");
    assert_done(agenda_build(&set, &desk->session.plan, meeting, &added, &desk->error), desk);
    assert_done(session_commit(&desk->session, &set, &desk->error), desk);
    change_release(&set);
    return added;
}

static void assert_agenda(const Desk *desk, Id meeting, const char *expected)
{
    Buffer words = {0};
    agenda_word(&desk->session.plan, meeting, &words);
    assert_string_equal(buffer_text(&words), expected);
    buffer_release(&words);
}

/* ---- the agenda ---- */

/*
 * Left of the meeting before: "Parking", since "Budget" came to something. Of the committee's own: D-1 and D-3, by the
 * day they are needed, not D-2 (the change board's) nor D-4 (taken). I-2 was not escalated, CR-1 does not wait yet.
 */
static void an_agenda_holds_what_is_open_and_what_was_left(void **state)
{
    Desk *desk = *state;
    add(desk, &agenda_item_entity, "title=Budget|meeting=M-1|position=1|outcome=Agreed");
    add(desk, &agenda_item_entity, "title=Parking|meeting=M-1|position=2|time_box=10m|presenter=Anna Berg");
    add(desk, &agenda_item_entity, "title=Welcome|meeting=M-2|position=1");
    add(desk, &decision_entity, "title=Which vendor|need_by=2026-04-01|owner=Anna Berg|body=Steering committee");
    add(desk, &decision_entity, "title=Which printer|body=Change board");
    add(desk, &decision_entity, "title=Go live|need_by=2026-03-20");
    add(desk, &decision_entity, "title=Done|status=taken");
    add(desk, &change_request_entity, "title=Longer pilot");
    add(desk, &change_request_entity, "title=Second pilot|status=waiting for approval");
    add(desk, &issue_entity, "title=No room|escalated=yes");
    add(desk, &issue_entity, "title=No chairs");
    add(desk, &action_entity, "title=Call the vendor|owner=Anna Berg");
    add(desk, &action_entity, "title=Called|status=done");
    assert_int_equal(build(desk, 2), 6);
    assert_agenda(desk, 2,
                  " 1  Welcome\n"
                  " 2  Parking (Anna Berg, 10m)\n"
                  " 3  Go live (D-3)\n"
                  " 4  Which vendor (D-1, Anna Berg)\n"
                  " 5  Second pilot (CR-2)\n"
                  " 6  No room (I-1)\n"
                  " 7  Call the vendor (AC-1, Anna Berg)\n");
    assert_int_equal(build(desk, 2), 0); /* none twice */
}

static void what_stayed_open_is_on_the_next_agenda(void **state)
{
    Desk *desk = *state;
    ChangeSet set;
    add(desk, &action_entity, "title=Call the vendor");
    add(desk, &decision_entity, "title=Go live");
    build(desk, 2);
    change_begin(&set, &desk->session.plan, "test", "held");
    change_field(&set, &desk->session.plan, &meeting_entity, Meeting, 2, status, value_number(MEETING_HELD));
    change_field(&set, &desk->session.plan, &meeting_entity, Meeting, 2, chair, value_number(1));
    change_field(&set, &desk->session.plan, &action_entity, Action, 1, owner, value_number(1));
    change_field(&set, &desk->session.plan, &action_entity, Action, 1, status, value_number(ACTION_DONE));
    change_field(&set, &desk->session.plan, &action_entity, Action, 1, closed_on, value_number(date_make(2026, 3, 5)));
    assert_done(session_commit(&desk->session, &set, &desk->error), desk);
    change_release(&set);
    Id next = add(desk, &meeting_entity, "title=Steering|date=2026-03-19|body=Steering committee");
    assert_int_equal(build(desk, next), 1);
    assert_agenda(desk, next, " 1  Go live (D-1)\n");
}

static void a_meeting_that_was_held_gets_no_agenda(void **state)
{
    Desk *desk = *state;
    ChangeSet set;
    size_t added;
    change_begin(&set, &desk->session.plan, "test", "agenda");
    assert_false(agenda_build(&set, &desk->session.plan, 1, &added, &desk->error));
    assert_non_null(strstr(desk->error.text, "an agenda is built for a meeting that is planned"));
    change_release(&set);
}

static void what_is_confidential_goes_by_its_code(void **state)
{
    Desk *desk = *state;
    assert_done(session_set_audience(&desk->session, AUDIENCE_PRIVATE, &desk->error), desk);
    add(desk, &decision_entity, "title=Who has to go|confidential=yes");
    build(desk, 2);
    assert_agenda(desk, 2, " 1  D-1 (D-1)\n");
}

/* ---- minutes ---- */

static const Record *note(Desk *desk, Referent of, const char *above, const char *line, const Entity **type)
{
    ChangeSet set;
    Record *made;
    change_begin(&set, &desk->session.plan, "test", "");
    assert_done(minutes_note(&set, &desk->session.plan, of, above, line, &made, type, &desk->error), desk);
    assert_done(session_commit(&desk->session, &set, &desk->error), desk);
    Id id = made->id;
    change_release(&set);
    return plan_find(&desk->session.plan, (*type)->kind, id);
}

static void assert_made(const Desk *desk, const Entity *type, const Record *record, const char *expected)
{
    Buffer words = {0};
    minutes_word_made(&desk->session.plan, type, record->id, &words);
    assert_string_equal(buffer_text(&words), expected);
    buffer_release(&words);
}

static bool came_of(const Desk *desk, Id item, const Entity *type, Id id)
{
    Ids owners = {0};
    many_owners(&desk->session.plan, entity_field(&agenda_item_entity, "outcomes"), (Referent){type, id}, &owners);
    bool found = owners.count == 1 && owners.items[0] == item;
    array_release(&owners);
    return found;
}

static void a_line_makes_a_record_of_the_item_above_it(void **state)
{
    Desk *desk = *state;
    const Entity *type;
    const Referent meeting = {&meeting_entity, 2};
    Id risks = add(desk, &agenda_item_entity, "title=Risks|meeting=M-2|position=1");
    Id budget = add(desk, &agenda_item_entity, "title=Budget|meeting=M-2|position=2");
    const Record *action =
        note(desk, meeting, "# 1 Risks\nWe talked.\n# 2 Budget\n", "/a Call the vendor @anna due 2026-03-06", &type);
    assert_ptr_equal(type, &action_entity);
    assert_made(desk, type, action, "AC-1 Call the vendor (Anna Berg, due 06 Mar 26)");
    assert_true(came_of(desk, budget, type, action->id));
    assert_true(((const Action *)action)->source == any_id(&meeting_entity, 2));
    const Record *risk = note(desk, meeting, "#1. risks \n", "/r The vendor fails", &type);
    assert_ptr_equal(type, &risk_entity);
    assert_true(came_of(desk, risks, type, risk->id));
    const Record *decision = note(desk, meeting, "", "/d We go on", &type);
    assert_int_equal(((const Decision *)decision)->meeting, 2);
    assert_int_equal(((const Decision *)decision)->decided_on, date_make(2026, 3, 5)); /* the day of the meeting */
    assert_agenda(desk, 2, " 1  Risks\n 2  Budget\n 3  Any other business\n");
}

static void each_line_is_one_undo(void **state)
{
    Desk *desk = *state;
    const Entity *type;
    const char *what;
    note(desk, (Referent){&meeting_entity, 2}, "", "/i No room", &type);
    assert_int_equal(plan_count(&desk->session.plan, ENTITY_ISSUE), 1);
    assert_int_equal(plan_count(&desk->session.plan, ENTITY_AGENDA_ITEM), 1);
    assert_done(session_undo(&desk->session, 0, &what, &desk->error), desk);
    assert_int_equal(plan_count(&desk->session.plan, ENTITY_ISSUE), 0);
    assert_int_equal(plan_count(&desk->session.plan, ENTITY_AGENDA_ITEM), 0);
    assert_int_equal(plan_count(&desk->session.plan, ENTITY_CROSS_REFERENCE), 0);
}

/* Of the minutes of an item: what is talked about is what the item is about. */
static void minutes_of_an_item_need_no_heading(void **state)
{
    Desk *desk = *state;
    const Entity *type;
    add(desk, &risk_entity, "title=Rain");
    Id item = add(desk, &agenda_item_entity, "title=Rain|meeting=M-2|about=R-1");
    const Record *action = note(desk, (Referent){&agenda_item_entity, item}, "", "/a Buy a tent", &type);
    assert_true(((const Action *)action)->source == any_id(&risk_entity, 1));
    assert_true(came_of(desk, item, type, action->id));
}

static void refuse(Desk *desk, const char *line, const char *sentence)
{
    ChangeSet set;
    Record *made;
    const Entity *type;
    change_begin(&set, &desk->session.plan, "test", "");
    assert_false(
        minutes_note(&set, &desk->session.plan, (Referent){&meeting_entity, 2}, "", line, &made, &type, &desk->error));
    assert_string_equal(desk->error.text, sentence);
    change_release(&set);
}

static void lines_that_make_no_sense_are_refused(void **state)
{
    Desk *desk = *state;
    refuse(desk, "/x Something",
           "'/x' makes nothing; expected one of /d decision, /a action, /i issue, /r risk, /c change request");
    refuse(desk, "/a", "an action needs a name in front of the owner and the day");
    assert_true(minutes_is_note("/a Call"));
    assert_false(minutes_is_note("/etc/passwd was talked about"));
    assert_false(minutes_is_note("a/b"));
}

static void empty_minutes_begin_with_the_agenda(void **state)
{
    Desk *desk = *state;
    Buffer words = {0};
    add(desk, &agenda_item_entity, "title=Budget|meeting=M-2|position=2");
    add(desk, &agenda_item_entity, "title=Risks|meeting=M-2|position=1");
    minutes_begin(&desk->session.plan, (Referent){&meeting_entity, 2}, &words);
    assert_string_equal(buffer_text(&words), "# 1 Risks\n\n# 2 Budget\n");
    buffer_release(&words);
}

#define at_desk(test) cmocka_unit_test_setup_teardown(test, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        at_desk(an_agenda_holds_what_is_open_and_what_was_left),
        at_desk(what_stayed_open_is_on_the_next_agenda),
        at_desk(a_meeting_that_was_held_gets_no_agenda),
        at_desk(what_is_confidential_goes_by_its_code),
        at_desk(a_line_makes_a_record_of_the_item_above_it),
        at_desk(each_line_is_one_undo),
        at_desk(minutes_of_an_item_need_no_heading),
        at_desk(lines_that_make_no_sense_are_refused),
        at_desk(empty_minutes_begin_with_the_agenda),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
