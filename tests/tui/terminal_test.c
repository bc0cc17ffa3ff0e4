/*
 * The program on a terminal, as a person meets it: a pseudo-terminal, real bytes both ways, and what is left behind.
 * STEERCO names the program.
 */
#include "pty.h"

#include <time.h>

/* Does a sequence ESC [ … m set a colour? */
static bool has_colour(const Screen *screen)
{
    for (const char *at = buffer_text(&screen->seen); (at = strstr(at, "\033[")) != NULL; at += 2) {
        size_t length = strspn(at + 2, "0123456789;");
        if (at[2 + length] != 'm')
            continue;
        for (const char *number = at + 2; number < at + 2 + length; number += strcspn(number, ";m") + 1) {
            int code = atoi(number);
            if ((code >= 30 && code <= 48 && code != 39) || code >= 90)
                return true;
        }
    }
    return false;
}

/* ---- tests ---- */

static void it_gives_the_terminal_back(void **state)
{
    (void)state;
    struct termios after;
    Screen screen = start("", 80, 24);
    await(&screen, "\033[?1049h");
    await(&screen, "Graft");
    type(&screen, "q");
    assert_int_equal(ended(&screen), 0);
    await(&screen, "\033[?2004l");
    await(&screen, "\033[?1049l");
    assert_null(strstr(buffer_text(&screen.seen) + screen.looked_at, "\033[?1049h"));
    assert_false(has_seen(&screen, "\033[?25l"));
    assert_int_equal(tcgetattr(screen.terminal, &after), 0);
    assert_true(after.c_lflag & ICANON && after.c_lflag & ECHO && after.c_lflag & ISIG && after.c_iflag & ICRNL);
    forget(&screen);
}

static void an_idle_screen_sends_nothing(void **state)
{
    (void)state;
    Screen screen = start("", 120, 40);
    await(&screen, "Graft");
    settle(&screen);
    assert_false(listen(&screen, 2 * QUIET_MS));
    quit(&screen);
}

/* Calls of write(2) and the like so far; −1 where the system does not count them. */
static long writes_of(pid_t program)
{
    char path[64], line[100];
    long writes = -1;
    snprintf(path, sizeof path, "/proc/%d/io", (int)program);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        sscanf(line, "syscw: %ld", &writes);
    if (file)
        fclose(file);
    return writes;
}

static void a_screen_is_sent_in_one_write(void **state)
{
    (void)state;
    Screen screen = start("", 80, 24);
    await(&screen, "Graft");
    settle(&screen);
    long before = writes_of(screen.program);
    if (before < 0)
        skip();
    static const char *const keys[] = {"2", "3", "0", "?"};
    for (size_t i = 0; i < 4; i++) {
        type(&screen, keys[i]);
        settle(&screen);
    }
    assert_int_equal(writes_of(screen.program) - before, 4 + 3); /* 3 times the others are told of another pane */
    type(&screen, "\033");
    settle(&screen);
    quit(&screen);
}

static void what_another_process_writes_appears_without_a_key(void **state)
{
    (void)state;
    Screen screen = start("", 80, 24);
    await(&screen, "Graft");
    settle(&screen);
    assert_int_equal(run("add %s task name=Harvest", file_path), 0);
    await(&screen, "Harvest");
    quit(&screen);
}

static void a_window_of_any_size_is_drawn(void **state)
{
    (void)state;
    static const struct winsize sizes[] = {{40, 200, 0, 0}, {12, 40, 0, 0}, {5, 20, 0, 0},
                                           {1, 1, 0, 0},    {3, 10, 0, 0},  {24, 80, 0, 0}};
    Screen screen = start("", 80, 24);
    await(&screen, "Graft");
    type(&screen, "?"); /* with something open, too */
    await(&screen, "Help");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        settle(&screen);
        assert_int_equal(ioctl(screen.terminal, TIOCSWINSZ, &sizes[i]), 0);
        assert_true(listen(&screen, PATIENCE_MS));
    }
    await(&screen, "Help");
    type(&screen, "\033");
    settle(&screen);
    quit(&screen);
}

/* The most memory that a program has had, in MB; −1 where the system does not tell. */
static long memory_of(pid_t program)
{
    char path[64], line[100];
    long kilobytes = -1024;
    snprintf(path, sizeof path, "/proc/%d/status", (int)program);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        sscanf(line, "VmHWM: %ld", &kilobytes);
    if (file)
        fclose(file);
    return kilobytes / 1024;
}

static void a_window_of_an_absurd_size_takes_no_absurd_memory(void **state)
{
    (void)state;
    enum { MOST_MB = 400 }; /* with sanitizers; all cells of any of these windows are gigabytes */
    static const struct {
        const char *environment;
        int width, height;
    } windows[] = {
        {"", 65535, 65535}, {"", 9000, 60}, {"", 80, 30000}, {"LINES=70000", 80, 24}, {"COLUMNS=0x7fffffff", 80, 24},
    };
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        Screen screen = start(windows[i].environment, windows[i].width, windows[i].height);
        await(&screen, "window is very large");
        settle(&screen);
        assert_int_equal(ioctl(screen.terminal, TIOCSWINSZ, &(struct winsize){.ws_row = 50000, .ws_col = 50000}), 0);
        assert_true(listen(&screen, PATIENCE_MS));
        settle(&screen);
        assert_int_equal(ioctl(screen.terminal, TIOCSWINSZ, &(struct winsize){.ws_row = 24, .ws_col = 80}), 0);
        settle(&screen);
        assert_in_range(memory_of(screen.program) + 1, 0, MOST_MB);
        type(&screen, "?");
        await(&screen, "Help");
        type(&screen, "\033");
        settle(&screen);
        quit(&screen);
    }
}

/* A time zone in which `seconds` are left of this day. */
static void set_zone_before_midnight(int seconds)
{
    enum { DAY = 24 * 60 * 60, HALF = DAY / 2 };
    char zone[40];
    long west = ((long)(time(NULL) % DAY) + seconds) % DAY; /* of Greenwich, which has so much of its day behind it */
    if (west > HALF)
        west -= DAY;
    long size = labs(west);
    snprintf(zone, sizeof zone, "NEAR%s%02ld:%02ld:%02ld", west < 0 ? "-" : "+", size / 3600, size / 60 % 60,
             size % 60);
    setenv("TZ", zone, 1);
    tzset();
}

/* A task of this day, in elapsed hours so that any day will do, is late from midnight on: a filter shows it by itself.
 */
static void midnight_is_drawn(void **state)
{
    (void)state;
    enum { LEFT_S = 10 };
    char day[20];
    set_zone_before_midnight(LEFT_S);
    time_t now = time(NULL);
    strftime(day, sizeof day, "%Y-%m-%d", localtime(&now));
    assert_int_equal(run("add %s task name=Water start=%sT08:00 duration=4eh", file_path, day), 0);
    assert_int_equal(run("delete %s T-1", file_path), 0);
    Screen screen = start("", 80, 24);
    await(&screen, "Water");
    type(&screen, "\\late\r");
    settle(&screen);
    assert_false(listen(&screen, QUIET_MS));
    await(&screen, "Water");
    settle(&screen);
    assert_false(listen(&screen, 2 * QUIET_MS));
    quit(&screen);
    unsetenv("TZ");
    tzset();
}

static void an_unknown_terminal_is_taken_for_a_usual_one(void **state)
{
    (void)state;
    Screen screen = start("TERM=xterm-of-tomorrow", 80, 24);
    await(&screen, "Graft");
    await(&screen, "not known here");
    quit(&screen);
}

static void a_terminal_without_colours_gets_none(void **state)
{
    (void)state;
    Screen screen = start("TERM=vt100", 80, 24);
    await(&screen, "Graft");
    settle(&screen);
    assert_false(has_colour(&screen));
    quit(&screen);
    screen = start("NO_COLOR=1", 80, 24);
    await(&screen, "Graft");
    settle(&screen);
    assert_false(has_colour(&screen));
    quit(&screen);
    screen = start("", 80, 24);
    await(&screen, "Graft");
    settle(&screen);
    assert_true(has_colour(&screen));
    quit(&screen);
}

static void another_character_set_gets_ascii(void **state)
{
    (void)state;
    Screen screen = start("LC_ALL=C", 80, 24);
    await(&screen, "Graft");
    settle(&screen);
    for (size_t i = 0; i < screen.seen.length; i++)
        assert_in_range((unsigned char)screen.seen.bytes[i], 0, 0x7F);
    quit(&screen);
}

/* "Müller" is shown as Muller; what is typed behind it leaves the rest as it is stored, and ü cannot be typed. */
static void in_ascii_no_letter_is_lost(void **state)
{
    (void)state;
    Buffer said = {0};
    assert_int_equal(run("set %s T-1 name=M\xC3\xBCller", file_path), 0);
    Screen screen = start("LC_ALL=C", 80, 24);
    await(&screen, "Muller");
    settle(&screen);
    type(&screen, "\033[Hge"); /* the first row, and into its name */
    settle(&screen);
    type(&screen, "\xC3\xBC");
    await(&screen, "only ASCII");
    type(&screen, " AG\r");
    settle(&screen);
    quit(&screen);
    assert_int_equal(run("list %s tasks", file_path), 0);
    read_out(&said);
    assert_non_null(strstr(buffer_text(&said), "M\xC3\xBCller AG"));
    buffer_release(&said);
}

static void where_it_cannot_draw_it_says_what_to_do(void **state)
{
    (void)state;
    Buffer said = {0};
    Screen screen = start("TERM=dumb", 80, 24);
    await(&screen, "steerco show");
    assert_int_equal(ended(&screen), 1);
    assert_false(has_seen(&screen, "\033"));
    forget(&screen);
    assert_int_equal(run("%s", file_path), 1); /* into a file */
    read_out(&said);
    assert_non_null(strstr(buffer_text(&said), "steerco show"));
    assert_null(strstr(buffer_text(&said), "\033"));
    buffer_release(&said);
}

static void a_lost_connection_ends_it(void **state)
{
    (void)state;
    Screen screen = start("", 80, 24);
    await(&screen, "Graft");
    settle(&screen);
    kill(screen.program, SIGHUP);
    assert_int_equal(ended(&screen), 0);
    assert_int_equal(screen.looked_at, screen.seen.length); /* curses is left alone then */
    forget(&screen);
    screen = start("", 80, 24);
    await(&screen, "Graft");
    close(screen.terminal);
    int status;
    for (int waited = 0; waitpid(screen.program, &status, WNOHANG) == 0; waited += 10) {
        assert_true(waited < PATIENCE_MS);
        usleep(10000);
    }
    assert_true(WIFEXITED(status));
    buffer_release(&screen.seen);
}

static void termination_gives_the_terminal_back_too(void **state)
{
    (void)state;
    Screen screen = start("", 80, 24);
    await(&screen, "Graft");
    kill(screen.program, SIGTERM);
    assert_int_equal(ended(&screen), 0);
    await(&screen, "\033[?1049l");
    forget(&screen);
}

static void so_does_every_signal_that_kills(void **state)
{
    (void)state;
    static const int signals[] = {SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,  SIGABRT, SIGSYS,  SIGTRAP,  SIGQUIT,
                                  SIGXCPU, SIGUSR1, SIGUSR2, SIGPROF, SIGALRM, SIGPOLL, SIGVTALRM};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Screen screen = start("", 80, 24);
        await(&screen, "Graft");
        settle(&screen);
        kill(screen.program, signals[i]);
        assert_int_not_equal(ended(&screen), 0);
        await(&screen, "\033[?1049l");
        forget(&screen);
    }
}

/* Escape sequences in a pasted text press no keys. */
static void a_pasted_text_is_text(void **state)
{
    (void)state;
    Buffer said = {0};
    Screen screen = start("", 80, 24);
    await(&screen, "Graft");
    type(&screen, "i");
    settle(&screen);
    type(&screen, "\033[200~Prune\033[A\033[31m and\rwater\033[201~");
    await(&screen, "Make 2 tasks");
    type(&screen, "y");
    await(&screen, "u undoes");
    quit(&screen);
    assert_int_equal(run("list %s tasks", file_path), 0);
    read_out(&said);
    assert_non_null(strstr(buffer_text(&said), "Prune"));
    assert_non_null(strstr(buffer_text(&said), "water"));
    assert_null(strstr(buffer_text(&said), "\033"));
    buffer_release(&said);
}

static void modern_keys_are_understood_by_every_terminal(void **state)
{
    (void)state;
    static const char *const terminals[] = {"TERM=xterm-256color", "TERM=screen", "TERM=linux", "TERM=vt100"};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        Screen screen = start(terminals[i], 80, 24);
        await(&screen, "Graft");
        type(&screen, "/one two three\033[1;5D\033[1;5D!"); /* two words back */
        await(&screen, "!");
        settle(&screen);
        type(&screen, "\r");
        await(&screen, "one !two three");
        type(&screen, "\033[<0;70;1M\033[<0;70;1m"); /* a click into the title line does no harm */
        settle(&screen);
        quit(&screen);
    }
}

/* A slow line may bring the bytes of a character one by one; one that breaks off takes no other with it. */
static void characters_whose_bytes_arrive_apart_are_whole(void **state)
{
    (void)state;
    static const char typed[] = "i\303\251t\303x \346\274\242 \360\237\230\200 z\r";
    Buffer said = {0};
    Screen screen = start("", 100, 24);
    await(&screen, "Graft");
    settle(&screen);
    for (const char *at = typed; *at; at++) {
        const char byte[] = {*at, '\0'};
        type(&screen, byte);
        (void)listen(&screen, 10);
    }
    settle(&screen);
    quit(&screen);
    assert_int_equal(run("list %s tasks", file_path), 0);
    read_out(&said);
    if (!strstr(buffer_text(&said), "étx 漢 😀 z"))
        fail_msg("%s", buffer_text(&said));
    buffer_release(&said);
}

static void what_was_acknowledged_survives_a_kill(void **state)
{
    (void)state;
    static const char *const names[] = {"Mow", "Fence", "Press"};
    Buffer said = {0};
    Screen screen = start("", 80, 24);
    await(&screen, "Graft");
    for (size_t i = 0; i < 3; i++) {
        type(&screen, "i");
        await(&screen, ":");
        type(&screen, names[i]);
        type(&screen, "\r");
        await(&screen, "u undoes");
        settle(&screen);
    }
    type(&screen, "iHalf typed");
    settle(&screen);
    kill(screen.program, SIGKILL);
    assert_int_equal(ended(&screen), -SIGKILL);
    forget(&screen);
    assert_int_equal(run("verify %s", file_path), 0);
    assert_int_equal(run("list %s tasks", file_path), 0);
    read_out(&said);
    for (size_t i = 0; i < 3; i++)
        assert_non_null(strstr(buffer_text(&said), names[i]));
    assert_null(strstr(buffer_text(&said), "Half typed"));
    buffer_release(&said);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_gives_the_terminal_back, make_file, remove_file),
        cmocka_unit_test_setup_teardown(an_idle_screen_sends_nothing, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_screen_is_sent_in_one_write, make_file, remove_file),
        cmocka_unit_test_setup_teardown(what_another_process_writes_appears_without_a_key, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_window_of_any_size_is_drawn, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_window_of_an_absurd_size_takes_no_absurd_memory, make_file, remove_file),
        cmocka_unit_test_setup_teardown(midnight_is_drawn, make_file, remove_file),
        cmocka_unit_test_setup_teardown(an_unknown_terminal_is_taken_for_a_usual_one, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_terminal_without_colours_gets_none, make_file, remove_file),
        cmocka_unit_test_setup_teardown(another_character_set_gets_ascii, make_file, remove_file),
        cmocka_unit_test_setup_teardown(in_ascii_no_letter_is_lost, make_file, remove_file),
        cmocka_unit_test_setup_teardown(where_it_cannot_draw_it_says_what_to_do, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_lost_connection_ends_it, make_file, remove_file),
        cmocka_unit_test_setup_teardown(termination_gives_the_terminal_back_too, make_file, remove_file),
        cmocka_unit_test_setup_teardown(so_does_every_signal_that_kills, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_pasted_text_is_text, make_file, remove_file),
        cmocka_unit_test_setup_teardown(modern_keys_are_understood_by_every_terminal, make_file, remove_file),
        cmocka_unit_test_setup_teardown(characters_whose_bytes_arrive_apart_are_whole, make_file, remove_file),
        cmocka_unit_test_setup_teardown(what_was_acknowledged_survives_a_kill, make_file, remove_file),
    };
    return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
