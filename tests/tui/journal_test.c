/*
 * The journal pane, taking back a chosen change, and the board as it was. Whose changes these are and when they were
 * made is written into the file by hand, so that the screens are the same everywhere.
 */
#include "board_fixture.h"

#include <sqlite3.h>

static void run_raw(const char *format, ...)
{
    va_list values;
    sqlite3 *raw = NULL;
    va_start(values, format);
    char *sql = sqlite3_vmprintf(format, values);
    va_end(values);
    assert_int_equal(sqlite3_open(fixture.path, &raw), SQLITE_OK);
    if (sqlite3_exec(raw, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(raw));
    sqlite3_close(raw);
    sqlite3_free(sql);
}

/* 2 March 2026, 08:00 UTC and a minute for each change set; bob made those with an even number. */
static void sign_journal(void)
{
    run_raw("UPDATE change_sets SET at = 1772438400 + 60 * sequence, "
            "who = CASE WHEN sequence %% 2 THEN 'anna' ELSE 'bob' END");
}

static void set_duration(Id task, const char *text)
{
    ChangeSet set = {0};
    Error error = {0};
    int64_t days = atoi(text);
    change_begin(&set, plan(), "test", "");
    change_reason(&set, "duration of T-%d %s", (int)task, text);
    change_field(&set, plan(), &task_entity, Task, task, duration, value_number(duration_make(days * 480, UNIT_DAYS)));
    if (!session_commit(&fixture.session, &set, &error))
        fail_msg("%s", error.text);
    change_release(&set);
}

/* 1 the board, 2 its status date, 3 and 4 tasks, 5 a link, 6 Pack longer, 7 a risk. */
static int open_journal(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    open_board("log");
    add(&task_entity, "name=Pack|duration=3d");
    add(&task_entity, "name=Drive|duration=1d");
    add(&link_entity, "predecessor=T-1|successor=T-2");
    set_duration(1, "8d");
    add(&risk_entity, "title=Rain|likelihood=4|impact=5");
    sign_journal();
    return 0;
}

static void the_journal_says_who_did_what_and_when(void **state)
{
    (void)state;
    press("down"); /* on the sixth */
    assert_pane("log", 80, 21, false,
                "Journal  7 changes\n"
                "   Change When            Who        What                                Records\n"
                "        7 02 Mar 26 08:07 anna       add                                       1\n"
                "        6 02 Mar 26 08:06 bob        duration of T-1 8d                        1\n"
                "        5 02 Mar 26 08:05 anna       add                                       1\n"
                "        4 02 Mar 26 08:04 bob        add                                       1\n"
                "        3 02 Mar 26 08:03 anna       add                                       1\n"
                "        2 02 Mar 26 08:02 bob        status date                               1\n"
                "        1 02 Mar 26 08:01 anna       create board House                        1\n"
                "\n"
                "\n"
                "\n"
                "\n"
                "────────────────────────────────────────────────────────────────────────────────\n"
                "6  duration of T-1 8d\n"
                "02 Mar 26 08:06  bob, test  1 record\n"
                " T-1 Pack                       Duration        3d → 8d\n"
                "\n"
                "\n"
                "\n"
                "\n");
}

static void the_history_of_a_record_is_a_narrower_journal(void **state)
{
    (void)state;
    press("1");
    screen(120, 40);
    press("down H"); /* Drive: its creation and its link */
    assert_shows("History of T-2 Drive  2 changes");
    assert_hides("duration of T-1");
    assert_shows("L-1");
    press("esc");
    assert_shows("Journal  7 changes");
}

static void the_journal_is_filtered_and_searched(void **state)
{
    (void)state;
    press("\\");
    type("who:bob when:2026-03-02 duration");
    press("enter");
    assert_shows("Journal  1 change ");
    assert_shows("duration of T-1 8d");
    press("esc /");
    type("status");
    press("enter");
    assert_shows("2  status date"); /* selected: told below */
    press("\\");
    type("colour:red");
    press("enter");
    assert_shows("a change has no field 'colour'");
}

static void enter_goes_to_the_record(void **state)
{
    (void)state;
    screen(120, 40);
    press("down down enter"); /* the link: shown under the task that follows */
    assert_shows("[1 Schedule]");
    assert_string_equal(app_pane(fixture.app)->name, "schedule");
    press("7");
    screen(120, 40);
    press("up up enter");
    assert_string_equal(app_pane(fixture.app)->name, "risks");
}

static void what_needs_a_list_of_records_is_told_so(void **state)
{
    (void)state;
    const char *keys[] = {"y", "d", "E"};
    for (int i = 0; i < 3; i++) {
        press("esc");
        press(keys[i]);
        assert_shows("There is no list");
    }
}

/* ---- the past ---- */

static void the_board_is_shown_as_it_was_and_as_it_is(void **state)
{
    (void)state;
    screen(120, 40);
    press("down down b"); /* behind the fifth */
    assert_shows("AS OF 2026-03-02 08:05, change 5");
    assert_shows("( ) step  esc present");
    press("1");
    assert_shows("3d");
    assert_hides("8d");
    press("2");
    assert_hides("Rain");
    press(")");
    assert_shows("change 6");
    press("( ( (");
    assert_shows("change 3");
    press("1");
    assert_hides("Drive");
    press("esc");
    assert_hides("AS OF");
    assert_shows("Drive");
    assert_shows("8d");
    press("2");
    assert_shows("Rain");
}

static void beyond_the_newest_change_is_the_present(void **state)
{
    (void)state;
    press("( )");
    assert_hides("AS OF");
    press(")");
    assert_shows("this is the present");
    assert_false(fixture.session.past);
}

static void a_day_before_the_board_is_refused(void **state)
{
    (void)state;
    press(":");
    type("as-of 1990-01-01");
    press("enter");
    assert_shows("this board was not there yet at that time");
    assert_false(fixture.session.past);
    press(":");
    type("as-of 2026-03-02");
    press("enter");
    assert_shows("AS OF 2026-03-02 23:59, change 7");
    press(":");
    type("now");
    press("enter");
    assert_false(fixture.session.past);
}

/* Every way to change something, tried in every pane: nothing comes of it, and the way back is named. */
static void nothing_is_changed_in_the_past(void **state)
{
    (void)state;
    static const char *const keys[] = {"i", "d", "u", "ctrl-r", "E",        "a",           "m", ">",     "<",
                                       "K", "J", "L", "U",      "S",        "R",           "%", "e",     "x",
                                       "c", "s", "+", "-",      "shift-up", "shift-right", "r", "delete"};
    press("(");
    assert_true(fixture.session.past);
    int64_t sequence = plan()->sequence;
    for (int pane = 1; panes[pane]; pane++)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            app_show_pane(fixture.app, panes[pane]);
            screen(120, 40);
            press(keys[i]);
            screen(120, 40);
            type("x");
            press("enter");
            press("ctrl-c"); /* gives up what is open, and leaves nothing */
            press("down up");
            assert_int_equal(plan()->sequence, sequence);
            assert_true(fixture.session.past);
        }
    app_show_pane(fixture.app, pane_find("schedule"));
    screen(120, 40);
    press("i");
    assert_shows("nothing is changed here  ·  esc or :now goes back to the present");
    press("esc");
    assert_int_equal(plan()->sequence, 7);
}

/* ---- taking back ---- */

static void somebody_elses_change_is_taken_back_after_a_question(void **state)
{
    (void)state;
    screen(120, 40);
    press("down U");
    assert_shows("Take back what bob did on 02 Mar 26 08:06: duration of T-1 8d? (y/n)");
    press("n");
    assert_int_equal(plan()->sequence, 7);
    press("U y");
    assert_shows("finish 12 Mar → 5 Mar, -5d  ·  Taken back: duration of T-1 8d");
    assert_shows("(taken back by 8) duration of T-1 8d");
    press("U y");
    assert_shows("is undone already: that was change 8 by");
    press("home U"); /* one's own undo: without a question */
    assert_shows("Brought back: duration of T-1 8d");
}

static void what_somebody_built_on_is_told(void **state)
{
    (void)state;
    screen(120, 40);
    press("down down down down U y"); /* the third: Pack, which the link needs and which is longer since */
    assert_shows("'add' cannot be undone: T-1, Duration was changed by bob at 2026-03-02T08:06 UTC");
}

/* ---- differences ---- */

static void the_difference_is_told_cause_by_cause(void **state)
{
    (void)state;
    screen(120, 40);
    press("down down down v"); /* behind the fourth … */
    assert_shows("* from change 4");
    press("up up D"); /* … to behind the sixth */
    assert_shows("From behind change 4 to behind change 6");
    /* Pack takes Mon 2 to Wed 4 March, Drive beside it one day; the link puts Drive on the 5th; 8 days of Pack end on
       Wed 11 March, Drive on the 12th. */
    assert_shows("finish 4 Mar → 12 Mar, +6d");
    assert_shows("5  2026-03-02 08:05  anna: add");
    assert_shows("    finish 4 Mar → 5 Mar, +1d");
    assert_shows("    link from “Pack” to “Drive”: added");
    assert_shows("6  2026-03-02 08:06  bob: duration of T-1 8d");
    assert_shows("    finish 5 Mar → 12 Mar, +5d");
    assert_shows("    T-1 Pack: duration 3d → 8d");
    assert_hides("Rain");
}

/* What is said goes with the next change and with no other. */
static void why_a_change_was_made_is_told(void **state)
{
    (void)state;
    screen(120, 40);
    press(":");
    type("why the lorry is small");
    press("enter");
    assert_shows("The journal keeps this reason with the next change");
    set_duration(2, "2d");
    set_duration(2, "3d");
    press("home down"); /* on the ninth of ten */
    press("home");
    assert_shows("duration of T-2 3d");
    assert_hides("lorry");
    press("down");
    assert_shows("why: the lorry is small");
    press("\\");
    type("why:lorry");
    press("enter");
    assert_shows("Journal  1 change");
}

/* ---- large journals ---- */

/* What is read is what is in sight and a little more. */
static void a_large_journal_is_read_as_far_as_one_goes(void **state)
{
    (void)state;
    run_raw("WITH RECURSIVE n(i) AS (SELECT 8 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
            "INSERT INTO change_sets (sequence, board, at, who, source, reason, records, hash) "
            "SELECT i, 1, 1772438400 + i, 'anna', 'test', 'change ' || i, 1, '' FROM n");
    assert_shows("Journal  300+ changes");
    for (int i = 0; i < 20; i++)
        press("pagedown");
    assert_hides("Journal  300+ changes");
    assert_shows("+ changes");
    press("/");
    type("change 15000");
    press("enter");
    assert_shows("15000  change 15000");
    press("G"); /* 10,000 more at a time */
    assert_hides("create board House");
    press("G");
    assert_shows("20000 changes");
    assert_shows("create board House");
}

static void what_others_do_comes_in(void **state)
{
    (void)state;
    assert_shows("Journal  7 changes");
    Session bob;
    Error error = {0};
    assert_true(session_open(&bob, fixture.path, STORE_WRITE, NULL, &error));
    ChangeSet set = {0};
    change_begin(&set, &bob.plan, "test", "a longer drive");
    change_field(&set, &bob.plan, &task_entity, Task, 2, duration, value_number(duration_make(960, UNIT_DAYS)));
    assert_true(session_commit(&bob, &set, &error));
    change_release(&set);
    session_close(&bob);
    assert_shows("Journal  8 changes");
    assert_shows("a longer drive");
}

#define with_journal(test) cmocka_unit_test_setup_teardown(test, open_journal, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_journal(the_journal_says_who_did_what_and_when),
        with_journal(the_history_of_a_record_is_a_narrower_journal),
        with_journal(the_journal_is_filtered_and_searched),
        with_journal(what_needs_a_list_of_records_is_told_so),
        with_journal(enter_goes_to_the_record),
        with_journal(the_board_is_shown_as_it_was_and_as_it_is),
        with_journal(beyond_the_newest_change_is_the_present),
        with_journal(a_day_before_the_board_is_refused),
        with_journal(nothing_is_changed_in_the_past),
        with_journal(somebody_elses_change_is_taken_back_after_a_question),
        with_journal(what_somebody_built_on_is_told),
        with_journal(the_difference_is_told_cause_by_cause),
        with_journal(why_a_change_was_made_is_told),
        with_journal(a_large_journal_is_read_as_far_as_one_goes),
        with_journal(what_others_do_comes_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
