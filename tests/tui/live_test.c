/*
 * Several dashboards on one file, each on a terminal of its own: what one does the others see, what two do to one field
 * is asked about, and what was half typed outlives whoever typed it.
 */
#include "pty.h"

#include <sys/stat.h>

#define RIGHT "\033[C"

enum { WAIT_MS = 50, DRAFT_MS = 2000 };

/* Everything that a screen shows, drawn anew; a message goes with it. */
static const char *redrawn(Screen *screen)
{
    settle(screen);
    type(screen, "\f");
    settle(screen);
    const char *seen = buffer_text(&screen->seen), *last = seen;
    for (const char *at = seen; (at = strstr(at, "\033[H\033[2J")) != NULL; at++)
        last = at;
    return last;
}

static void await_drawn(Screen *screen, const char *text, bool there)
{
    for (int waited = 0; (strstr(redrawn(screen), text) != NULL) != there; waited += 2 * QUIET_MS)
        if (waited > PATIENCE_MS)
            fail_msg("'%s' is %s the screen: %s", text, there ? "not on" : "still on", redrawn(screen));
}

static Screen open_dashboard(void)
{
    Screen screen = start("", 100, 24);
    await(&screen, "Graft");
    settle(&screen);
    return screen;
}

static void assert_listed(const char *text, bool there)
{
    Buffer said = {0};
    assert_int_equal(run("list %s tasks --columns id,name,duration", file_path), 0);
    read_out(&said);
    if ((strstr(buffer_text(&said), text) != NULL) != there)
        fail_msg("'%s' is %s the file:\n%s", text, there ? "not in" : "in", buffer_text(&said));
    buffer_release(&said);
}

static void kill_it(Screen *screen, int signal)
{
    kill(screen->program, signal);
    int how = ended(screen);
    assert_int_equal(how, signal == SIGKILL ? -SIGKILL : 0);
    forget(screen);
}

/* ---- others ---- */

static void what_another_does_appears_while_a_cell_is_edited(void **state)
{
    (void)state;
    Screen one = open_dashboard(), other = open_dashboard();
    type(&one, RIGHT "e7");
    settle(&one);
    type(&other, "iHarvest\r");
    await(&other, "u undoes");
    await(&one, "Harvest");
    type(&one, "d\r");
    await(&one, "u undoes");
    await_drawn(&other, "7d", true);
    quit(&one);
    quit(&other);
    assert_listed("7d", true);
    assert_listed("Harvest", true);
}

/* Both type into the name of the same task; `one` is asked, and answers. */
static void answer(const char *key, const char *expected, const char *lost)
{
    Screen one = open_dashboard(), other = open_dashboard();
    type(&one, "e mine");
    settle(&one);
    type(&other, "e theirs\r");
    await(&other, "u undoes");
    await(&one, "theirs"); /* the news of it */
    type(&one, "\r");
    await(&one, "Somebody else changed it");
    await(&one, "Graft mine");
    await(&one, "Graft theirs");
    type(&one, key);
    settle(&one);
    quit(&one);
    quit(&other);
    assert_listed(expected, true);
    assert_listed(lost, false);
}

static void the_same_field_asks_and_mine_is_taken(void **state)
{
    (void)state;
    answer("m", "Graft mine", "theirs");
}

static void the_same_field_asks_and_theirs_is_kept(void **state)
{
    (void)state;
    answer("t", "Graft theirs", "mine");
}

static void the_same_field_asks_and_editing_goes_on(void **state)
{
    (void)state;
    answer("e, really\r", "Graft mine, really", "theirs");
}

static void later_keeps_a_draft(void **state)
{
    (void)state;
    answer("\033", "Graft theirs", "mine");
    Screen screen = start("", 100, 24);
    await(&screen, "You did not finish");
    await(&screen, "Graft mine");
    type(&screen, "e\r");
    await(&screen, "u undoes");
    quit(&screen);
    assert_listed("Graft mine", true);
}

static void typing_into_a_deleted_record_keeps_a_draft(void **state)
{
    (void)state;
    Screen screen = open_dashboard();
    type(&screen, "e mine");
    settle(&screen);
    assert_int_equal(run("delete %s T-1", file_path), 0);
    await(&screen, "T-1, "); /* the typing goes on in the line of prompts */
    type(&screen, "!");
    settle(&screen);
    type(&screen, "\r");
    await(&screen, "T-1 was deleted by");
    await(&screen, "what you typed is kept");
    quit(&screen);
}

/* ---- presence ---- */

static bool is_there(const char *suffix)
{
    char path[PATH_SIZE + 20];
    struct stat status;
    snprintf(path, sizeof path, "%s%s", file_path, suffix);
    return lstat(path, &status) == 0;
}

static void who_is_here_is_seen_and_vanishes_with_them(void **state)
{
    (void)state;
    Buffer said = {0};
    Screen one = open_dashboard(), other = start("", 100, 24);
    await(&one, "1 other");
    await(&other, "1 other");
    settle(&other);
    type(&other, RIGHT "e");
    settle(&other);
    assert_int_equal(run("who %s", file_path), 0);
    read_out(&said);
    assert_non_null(strstr(buffer_text(&said), "Orchard, schedule  editing T-1 duration"));
    type(&one, "@");
    await(&one, "editing T-1 Graft, Duration");
    type(&one, "\033");
    kill_it(&other, SIGKILL);
    await_drawn(&one, "1 other", false);
    quit(&one);
    assert_false(is_there("-here"));
    buffer_clear(&said);
    assert_int_equal(run("who %s", file_path), 0);
    read_out(&said);
    assert_int_equal(said.length, 0);
    buffer_release(&said);
}

/* ---- drafts ---- */

static void assert_offered_and_finished(void)
{
    Screen screen = start("", 100, 24);
    await(&screen, "You did not finish");
    await(&screen, "Graft and prune");
    type(&screen, "e");
    settle(&screen);
    type(&screen, " it\r");
    await(&screen, "u undoes");
    quit(&screen);
    assert_listed("Graft and prune it", true);
    screen = open_dashboard(); /* and offered only once */
    assert_false(has_seen(&screen, "You did not finish"));
    quit(&screen);
}

static void a_draft_survives_a_kill(void **state)
{
    (void)state;
    Screen screen = open_dashboard();
    type(&screen, "e and prune");
    for (int waited = 0; waited < DRAFT_MS; waited += WAIT_MS) {
        listen(&screen, 0);
        usleep(WAIT_MS * 1000);
    }
    kill_it(&screen, SIGKILL);
    assert_offered_and_finished();
}

static void a_draft_survives_signals_at_once(void **state)
{
    (void)state;
    static const int signals[] = {SIGHUP, SIGTERM};
    for (size_t i = 0; i < 2; i++) {
        Screen screen = open_dashboard();
        type(&screen, "e and prune");
        await(&screen, "e");
        kill_it(&screen, signals[i]);
        assert_offered_and_finished();
        assert_int_equal(run("set %s T-1 name=Graft", file_path), 0);
    }
}

static void a_draft_survives_a_closed_terminal(void **state)
{
    (void)state;
    int status;
    Screen screen = open_dashboard();
    type(&screen, "e and prune");
    await(&screen, "e");
    close(screen.terminal);
    assert_int_equal(waitpid(screen.program, &status, 0), screen.program);
    assert_true(WIFEXITED(status));
    buffer_release(&screen.seen);
    assert_offered_and_finished();
}

static void the_text_of_a_command_is_kept_too(void **state)
{
    (void)state;
    Screen screen = open_dashboard();
    type(&screen, "iHarvest in autu");
    settle(&screen);
    kill_it(&screen, SIGHUP);
    screen = start("", 100, 24);
    await(&screen, "You did not finish");
    await(&screen, "Harvest in autu");
    type(&screen, "e");
    settle(&screen);
    type(&screen, "mn\r");
    await(&screen, "u undoes");
    quit(&screen);
    assert_listed("Harvest in autumn", true);
}

static void a_row_of_cells_is_kept_too(void **state)
{
    (void)state;
    Buffer said = {0};
    assert_int_equal(run("add %s budget_line description=Seed original=900", file_path), 0);
    Screen screen = start("", 100, 24);
    await(&screen, "Graft");
    type(&screen, "3");
    await(&screen, "Seed");
    type(&screen, "\033[B\033[Ba");
    await(&screen, "ACTUAL");
    type(&screen, "\t\t450\tTulips");
    settle(&screen);
    kill_it(&screen, SIGHUP);
    screen = start("", 100, 24);
    await(&screen, "You did not finish");
    type(&screen, "e");
    await(&screen, "Tulips");
    type(&screen, "\r");
    await(&screen, "u undoes");
    quit(&screen);
    assert_int_equal(run("list %s cost_entries", file_path), 0);
    read_out(&said);
    assert_non_null(strstr(buffer_text(&said), "450"));
    assert_non_null(strstr(buffer_text(&said), "Tulips"));
    buffer_release(&said);
}

static void what_is_given_up_leaves_no_draft(void **state)
{
    (void)state;
    Screen screen = open_dashboard();
    type(&screen, "e and prune");
    usleep(DRAFT_MS * 1000);
    settle(&screen);
    type(&screen, "\033");
    settle(&screen);
    quit(&screen);
    screen = open_dashboard();
    assert_false(has_seen(&screen, "You did not finish"));
    quit(&screen);
}

static Screen open_board(const char *name)
{
    Screen screen = start("", 100, 24);
    await(&screen, "Boards of this file");
    settle(&screen);
    type(&screen, name);
    settle(&screen);
    type(&screen, "\r");
    return screen;
}

static void a_draft_on_another_board_is_told_of_and_leads_there(void **state)
{
    (void)state;
    assert_int_equal(run("add %s board name=Cellar", file_path), 0);
    Screen screen = open_board("Orch");
    await(&screen, "Graft");
    settle(&screen);
    type(&screen, "e and prune");
    settle(&screen);
    kill_it(&screen, SIGHUP);
    screen = open_board("Cell");
    await(&screen, "A draft on board Orchard waits: :drafts");
    settle(&screen);
    assert_null(strstr(redrawn(&screen), "You did not finish this"));
    type(&screen, ":drafts\r");
    await(&screen, "You did not finish this");
    await(&screen, "Graft and prune");
    await(&screen, "Orchard");
    type(&screen, "e");
    settle(&screen);
    type(&screen, " it\r");
    await(&screen, "u undoes");
    quit(&screen);
    assert_int_equal(run("list %s tasks --board Orchard --columns name", file_path), 0);
    Buffer said = {0};
    read_out(&said);
    assert_non_null(strstr(buffer_text(&said), "Graft and prune it"));
    buffer_release(&said);
}

/* Nothing is open on the first screen of an empty file but the question for a board. */
static void the_name_of_a_first_board_is_kept_too(void **state)
{
    (void)state;
    assert_int_equal(run("new %s-2", file_path), 0);
    strcat(file_path, "-2");
    Screen screen = start("", 100, 24);
    await(&screen, "Blank board");
    settle(&screen);
    type(&screen, "b");
    settle(&screen);
    type(&screen, "Orchard");
    settle(&screen);
    kill_it(&screen, SIGHUP);
    screen = start("", 100, 24);
    await(&screen, "You did not finish this");
    type(&screen, "e");
    await(&screen, "Name of the new board");
    await(&screen, "Orchard");
    kill_it(&screen, SIGHUP);
}

static void drafts_are_offered_one_after_the_other(void **state)
{
    (void)state;
    static const char *const texts[] = {"e or not", "iBurn it"};
    Screen screens[2];
    for (int i = 0; i < 2; i++) {
        screens[i] = open_dashboard();
        type(&screens[i], texts[i]);
        settle(&screens[i]);
    }
    for (int i = 0; i < 2; i++)
        kill_it(&screens[i], SIGHUP);
    Screen screen = start("", 100, 24);
    await(&screen, "You did not finish");
    type(&screen, "l");
    settle(&screen);
    assert_non_null(strstr(redrawn(&screen), "You did not finish"));
    type(&screen, "d");
    await_drawn(&screen, "You did not finish", false);
    quit(&screen);
    screen = start("", 100, 24); /* the one that was put off */
    await(&screen, "You did not finish");
    type(&screen, "d");
    await_drawn(&screen, "You did not finish", false);
    quit(&screen);
    screen = open_dashboard();
    assert_false(has_seen(&screen, "You did not finish"));
    quit(&screen);
}

/* ---- a terminal that does not read ---- */

/* So many screens that no buffer between the program and the terminal holds them. */
static void freeze(Screen *screen)
{
    for (int i = 0; i < 400; i++) {
        struct winsize size = {.ws_col = (unsigned short)(100 + i % 2), .ws_row = 40};
        assert_int_equal(ioctl(screen->terminal, TIOCSWINSZ, &size), 0);
        usleep(2000);
    }
}

static void a_frozen_terminal_holds_nobody_up(void **state)
{
    (void)state;
    Screen frozen = open_dashboard();
    type(&frozen, "e and prune");
    freeze(&frozen);
    assert_int_equal(run("add %s task name=Harvest", file_path), 0);
    assert_int_equal(run("set %s T-1 name=Graft", file_path), 0);
    usleep(DRAFT_MS * 1000);
    kill(frozen.program, SIGTERM);
    int status = 0;
    for (int waited = 0; waitpid(frozen.program, &status, WNOHANG) == 0; waited += WAIT_MS) {
        if (waited > PATIENCE_MS) {
            kill(frozen.program, SIGKILL);
            fail_msg("it does not end");
        }
        usleep(WAIT_MS * 1000);
    }
    assert_true(WIFEXITED(status));
    forget(&frozen);
    assert_offered_and_finished();
}

static void a_frozen_terminal_goes_on_when_it_reads_again(void **state)
{
    (void)state;
    Screen screen = open_dashboard();
    freeze(&screen);
    type(&screen, "iHarvest\r");
    usleep(WAIT_MS * 1000);
    await_drawn(&screen, "Harvest", true);
    quit(&screen);
    assert_listed("Harvest", true);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_another_does_appears_while_a_cell_is_edited, make_file, remove_file),
        cmocka_unit_test_setup_teardown(the_same_field_asks_and_mine_is_taken, make_file, remove_file),
        cmocka_unit_test_setup_teardown(the_same_field_asks_and_theirs_is_kept, make_file, remove_file),
        cmocka_unit_test_setup_teardown(the_same_field_asks_and_editing_goes_on, make_file, remove_file),
        cmocka_unit_test_setup_teardown(later_keeps_a_draft, make_file, remove_file),
        cmocka_unit_test_setup_teardown(typing_into_a_deleted_record_keeps_a_draft, make_file, remove_file),
        cmocka_unit_test_setup_teardown(who_is_here_is_seen_and_vanishes_with_them, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_draft_survives_a_kill, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_draft_survives_signals_at_once, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_draft_survives_a_closed_terminal, make_file, remove_file),
        cmocka_unit_test_setup_teardown(the_text_of_a_command_is_kept_too, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_row_of_cells_is_kept_too, make_file, remove_file),
        cmocka_unit_test_setup_teardown(what_is_given_up_leaves_no_draft, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_draft_on_another_board_is_told_of_and_leads_there, make_file, remove_file),
        cmocka_unit_test_setup_teardown(the_name_of_a_first_board_is_kept_too, make_file, remove_file),
        cmocka_unit_test_setup_teardown(drafts_are_offered_one_after_the_other, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_frozen_terminal_holds_nobody_up, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_frozen_terminal_goes_on_when_it_reads_again, make_file, remove_file),
    };
    return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
