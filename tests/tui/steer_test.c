/*
 * Steering a meeting: pages from the plan of this minute and from that of the last meeting; what falls in it lands at
 * an item of the agenda and is one undo; nothing else changes; nothing confidential is shown; a wall follows.
 */
#include "board_fixture.h"
#include "steerco/tui/app/others.h"
#include "steerco/tui/steer/steer.h"

static Plan beginning;

/* Meetings are held today by the host's clock, since the journal goes by that: "last time" is the end of that day. */
static int open_meeting(void **state)
{
    (void)state;
    Error error = {0};
    Buffer held = {0};
    open_board("risks");
    buffer_add(&held, "title=First|type=steering|status=held|date=");
    date_format(date_today(), &held);
    add(&meeting_entity, buffer_text(&held));
    buffer_release(&held);
    app_free(fixture.app);
    fixture.app = app_new(&fixture.session, date_today() + 30);
    buffer_add(&held, "title=Second|type=steering|hours=09:30-10:30|date=");
    date_format(date_today() + 30, &held);
    add(&meeting_entity, buffer_text(&held));
    buffer_release(&held);
    add(&resource_entity, "name=Anna Berg");
    add(&agenda_item_entity, "title=Welcome|meeting=M-2|position=1|notes=Thank Ben");
    add(&agenda_item_entity, "title=Rain|meeting=M-2|position=2");
    add(&risk_entity, "title=Rain|likelihood=3|impact=4|status=approved");
    add(&risk_entity, "title=Spy|likelihood=5|impact=5|status=approved|confidential=yes");
    add(&task_entity, "name=Roof is on|duration=0d");
    plan_init(&beginning);
    assert_true(store_load(fixture.session.store, plan()->board, &beginning, &error));
    press("f5");
    return 0;
}

static int close_meeting(void **state)
{
    plan_release(&beginning);
    return close_board(state);
}

static void note(const char *key, const char *text)
{
    press(key);
    type(text);
    press("enter");
}

static void assert_as_in_the_beginning(void)
{
    ChangeSet difference = {0};
    Buffer words = {0};
    change_difference(&beginning, plan(), &difference);
    for (size_t i = 0; i < difference.changes.count; i++)
        change_describe(&difference.changes.items[i], plan(), &words);
    assert_string_equal(buffer_text(&words), "");
    change_release(&difference);
    buffer_release(&words);
}

static void the_agenda_of_the_meeting_at_hand_comes_first(void **state)
{
    (void)state;
    assert_shows("Agenda");
    assert_shows("Second, ");
    assert_shows("09:30-10:30");
    assert_shows("1  Welcome");
    assert_shows("2  Rain");
}

static void pages_are_turned_by_one_key(void **state)
{
    (void)state;
    static const char *const titles[] = {"Health",
                                         "Where we stand",
                                         "Milestones",
                                         "Risks",
                                         "Budget",
                                         "Decisions asked for",
                                         "Changes waiting for approval",
                                         "Open actions",
                                         "Open issues",
                                         "Who hears what, and when",
                                         "What changed"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        press("space");
        assert_shows(titles[i]);
    }
    press("space");
    assert_shows("Agenda");
    press("left 5");
    assert_shows("R-1    Rain");
    press("esc");
    assert_hides("R-1    Rain");
    assert_as_in_the_beginning();
}

static void every_page_fits_every_size(void **state)
{
    (void)state;
    for (int i = 0; report_pages[i]; i++) {
        assert_fits_every_size();
        press("space");
    }
}

static void what_falls_lands_at_the_item_and_is_one_undo(void **state)
{
    (void)state;
    press("down enter 5"); /* notes go to the second item, from the page of risks */
    note("a", "Buy a tarpaulin @anna due 2027-01-10");
    const Action *action = plan_at(plan(), ENTITY_ACTION, 0);
    assert_string_equal(action->title, "Buy a tarpaulin");
    assert_int_equal(action->owner, 1);
    assert_int_equal(action->due, date_make(2027, 1, 10));
    assert_int_equal(action->source, any_id(&risk_entity, 1)); /* the risk that is selected */
    press("1");
    assert_shows("AC-1");
    press("u");
    assert_as_in_the_beginning();

    press("3"); /* without a chosen item: one of the page's title */
    press("1 down enter 3");
    note("d", "Start on Monday");
    const Decision *decision = plan_at(plan(), ENTITY_DECISION, 0);
    assert_int_equal(decision->status, DECISION_TAKEN);
    assert_int_equal(decision->meeting, 2);
    assert_int_equal(plan_count(plan(), ENTITY_AGENDA_ITEM), 3);
    const AgendaItem *item = plan_at(plan(), ENTITY_AGENDA_ITEM, 2);
    assert_string_equal(item->title, "Where we stand");
    press("u");
    assert_as_in_the_beginning();
}

static void a_risk_is_assessed_anew_with_its_reason(void **state)
{
    (void)state;
    press("5");
    assert_shows("H 3x4");
    note("r", "5x4");
    assert_shows("Why?");
    press("esc");
    assert_as_in_the_beginning();
    note("r", "6x1 no");
    assert_shows("from 1 to 5");
    press("esc");
    note("r", "5x4 the dike broke");
    assert_shows("C 5x4");
    assert_shows("was 3x4"); /* at the first meeting it stood there */
    assert_int_equal(((const Risk *)plan_find(plan(), ENTITY_RISK, 1))->likelihood, 5);
    press("1");
    assert_shows("R-1");
    press("u");
    assert_as_in_the_beginning();
}

static void a_line_that_says_nothing_is_refused_and_stays(void **state)
{
    (void)state;
    press("6");
    note("a", "Call @nobody");
    assert_shows("'nobody'");
    assert_shows("Call @nobody");
    press("esc");
    assert_as_in_the_beginning();
}

static void nothing_confidential_is_on_a_page(void **state)
{
    (void)state;
    Error error = {0};
    assert_true(session_set_audience(&fixture.session, AUDIENCE_PRIVATE, &error));
    for (int i = 0; report_pages[i]; i++) {
        assert_hides("Spy");
        assert_hides("R-2");
        press("space");
    }
}

static void the_speakers_notes_are_on_the_presenters_screen(void **state)
{
    (void)state;
    press("enter s");
    assert_shows("Thank Ben");
    press("s");
    assert_hides("Thank Ben");
}

/* No key but those of the notes changes anything: every key there is, on every page. */
static void no_other_key_changes_the_plan(void **state)
{
    (void)state;
    for (int page = 0; report_pages[page]; page++)
        for (Key key = 33; key < 127; key++) {
            if (key == 'u') /* takes back what was done before */
                continue;
            app_key(fixture.app, key);
            press("esc esc esc f5");
            for (int i = 0; i < page; i++)
                press("space");
        }
    assert_as_in_the_beginning();
}

static void a_wall_follows_page_and_selection(void **state)
{
    (void)state;
    Error error = {0};
    Session session;
    assert_true(session_open(&session, fixture.path, STORE_READ, NULL, &error));
    App *wall = app_new(&session, date_today() + 30), *presenter = fixture.app;
    others_join(presenter);
    others_join(wall);
    steer_open_wall(wall);
    fixture.app = wall;
    press("d"); /* it takes no notes */
    press("5 space down");
    fixture.app = presenter;
    press("4");
    screen(80, 24);
    others_tell(presenter);
    others_look(wall);
    fixture.app = wall;
    assert_shows("Milestones");
    assert_shows("Roof is on");
    fixture.app = presenter;
    press("esc");
    others_tell(presenter);
    others_look(wall);
    fixture.app = wall;
    assert_shows("Nobody presents");
    assert_shows("Milestones"); /* it stays where it was */
    fixture.app = presenter;
    assert_as_in_the_beginning();
    app_free(wall);
    session_close(&session);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, open_meeting, close_meeting)
    const struct CMUnitTest tests[] = {
        TEST(the_agenda_of_the_meeting_at_hand_comes_first),
        TEST(pages_are_turned_by_one_key),
        TEST(every_page_fits_every_size),
        TEST(what_falls_lands_at_the_item_and_is_one_undo),
        TEST(a_risk_is_assessed_anew_with_its_reason),
        TEST(a_line_that_says_nothing_is_refused_and_stays),
        TEST(nothing_confidential_is_on_a_page),
        TEST(the_speakers_notes_are_on_the_presenters_screen),
        TEST(no_other_key_changes_the_plan),
        TEST(a_wall_follows_page_and_selection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
