/*
 * The program on a terminal that sends anything: keys, escape sequences in pieces, invalid UTF-8, pastes, clicks, other
 * window sizes, stops, and in the end nothing more, because it was closed. Another process changes the file meanwhile.
 * The program (STEERCO, with sanitizers) must end in order each time and leave a sound file.
 *
 *     STEERCO=build/san/steerco build/san/tests/tui/terminal_monkey_test 30000     so many keys; 400 otherwise
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEYS = 400, A_VISIT = 200, PATIENCE_MS = 20000 };

typedef struct Visit {
    int terminal;
    pid_t program;
    uint64_t seed;
    bool left;       /* by a key of its own */
    char last[2000]; /* what the program wrote last, for the sentence that fails */
} Visit;

static char folder[96];
static int keys_wanted = KEYS;

static uint32_t next(Visit *visit)
{
    visit->seed = visit->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(visit->seed >> 33);
}

static const char *program_path(void)
{
    const char *path = getenv("STEERCO");
    return path ? path : "build/steerco";
}

static int run(const char *arguments)
{
    char command[400];
    snprintf(command, sizeof command, "%s %s >%s/out 2>&1", program_path(), arguments, folder);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void begin(Visit *visit)
{
    char path[120];
    struct winsize size = {.ws_col = 80, .ws_row = 24};
    snprintf(path, sizeof path, "%s/office.steerco", folder);
    visit->program = forkpty(&visit->terminal, NULL, NULL, &size);
    assert_true(visit->program >= 0);
    if (visit->program == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        setenv("HOME", folder, 1);
        unsetenv("TMUX");
        execl(program_path(), "steerco", path, (char *)NULL);
        _exit(127);
    }
}

/* A terminal that is not read from stops the program. */
static void swallow(Visit *visit, int milliseconds)
{
    char block[65536];
    struct pollfd polled = {.fd = visit->terminal, .events = POLLIN};
    while (poll(&polled, 1, milliseconds) > 0) {
        ssize_t length = read(visit->terminal, block, sizeof block);
        visit->left = length <= 0;
        if (visit->left)
            return;
        size_t kept = (size_t)length < sizeof visit->last ? (size_t)length : sizeof visit->last - 1;
        memcpy(visit->last, block + (size_t)length - kept, kept);
        visit->last[kept] = '\0';
        milliseconds = 0;
    }
}

static void send(Visit *visit, const char *bytes, size_t length)
{
    ssize_t sent = write(visit->terminal, bytes, length);
    assert_true(sent == (ssize_t)length || errno == EIO); /* it has left */
}

/* A sequence that comes in two pieces, as over a slow line. */
static void send_in_pieces(Visit *visit, const char *text)
{
    size_t length = strlen(text), cut = next(visit) % (length + 1);
    send(visit, text, cut);
    swallow(visit, (int)(next(visit) % 3) * 10);
    send(visit, text + cut, length - cut);
}

static void change_size(Visit *visit)
{
    struct winsize size = {.ws_col = (unsigned short)(1 + next(visit) % 300),
                           .ws_row = (unsigned short)(1 + next(visit) % 100)};
    ioctl(visit->terminal, TIOCSWINSZ, &size);
}

static void press_something(Visit *visit)
{
    static const char *const sequences[] = {
        "\033[A",
        "\033[B",
        "\033[C",
        "\033[D",
        "\033[1;5C",
        "\033[5~",
        "\033[6~",
        "\033[H",
        "\033OF",
        "\033[3~",
        "\033OP",
        "\033[Z",
        "\033[<0;10;5M",
        "\033[<0;10;5m",
        "\033[<65;3;3M",
        "\033[<",
        "\033[999999",
        "\033]52;c;AAAA\a",
        "\033[M !!",
        "\033[200~pasted\ttext\r\nmore\033[201~",
        "\xE6\xBC\xA2",
        "\xFF",
        "\xC3",
        "\xF0\x9F\x92\xBB",
        "\033[200~never ends \xFF",
        "\033[201~",
        "\033b",
        "\033\033",
    };
    static const char letters[] = "0123456789iaedyu?:/nNHBmwsc v\\><=+-Lrx[]CWV*SR%E\r\r\r\033\033\t\x12\x15\x17 jkhl";
    char byte;
    switch (next(visit) % 8) {
    case 0:
    case 1:
        send_in_pieces(visit, sequences[next(visit) % (sizeof sequences / sizeof sequences[0])]);
        break;
    case 2:
        byte = (char)(next(visit) % 256);
        if (byte != 'q' && byte != 26 && byte != 3) /* leaving and stopping have their turn */
            send(visit, &byte, 1);
        break;
    default:
        send(visit, &letters[next(visit) % (sizeof letters - 1)], 1);
    }
}

/* Now and then something that is no key. */
static void disturb(Visit *visit)
{
    char arguments[200];
    switch (next(visit) % 40) {
    case 0:
    case 1:
        change_size(visit);
        break;
    case 2:
        kill(visit->program, SIGSTOP);
        usleep(1000);
        kill(visit->program, SIGCONT);
        break;
    case 3:
        if (next(visit) % 4 == 0) {
            snprintf(arguments, sizeof arguments, "set %s/office.steerco T-%u name=Other%u", folder,
                     1 + next(visit) % 20, next(visit) % 1000);
            (void)!run(arguments);
        }
        break;
    default:
        break;
    }
}

/* The exit status, once it has ended; it may not take long, nor need to be killed. */
static int ended(Visit *visit, bool closed)
{
    int status;
    for (int waited = 0; waitpid(visit->program, &status, WNOHANG) == 0; waited += 5) {
        if (waited > PATIENCE_MS) {
            kill(visit->program, SIGABRT);
            fail_msg("it does not end");
        }
        if (!closed)
            swallow(visit, 0);
        usleep(5000);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static int visit_once(uint64_t round, int most)
{
    Visit visit = {.seed = round};
    char arguments[160];
    int pressed = 0, status = -1;
    begin(&visit);
    swallow(&visit, 2000);
    for (; pressed < most && pressed < A_VISIT && !visit.left; pressed++) {
        press_something(&visit);
        disturb(&visit);
        swallow(&visit, next(&visit) % 4 ? 0 : 5);
    }
    if (round % 3 == 0) {
        kill(visit.program, round % 2 ? SIGHUP : SIGTERM);
        status = ended(&visit, false);
        close(visit.terminal);
    } else {
        close(visit.terminal);
        status = ended(&visit, true);
    }
    if (status != 0)
        fail_msg("round %llu ended with %d: %s", (unsigned long long)round, status, visit.last);
    snprintf(arguments, sizeof arguments, "verify %s/office.steerco", folder);
    assert_int_equal(run(arguments), 0);
    return pressed;
}

static void any_bytes_do_no_harm(void **state)
{
    (void)state;
    int pressed = 0, visits = 0;
    while (pressed < keys_wanted)
        pressed += visit_once((uint64_t)++visits, keys_wanted - pressed);
    print_message("runs %d keys on a terminal in %d visits, with stops, sizes and closings\n", pressed, visits);
}

static int make_file(void **state)
{
    (void)state;
    char arguments[200];
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/steerco-visits-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(folder))
        return -1;
    snprintf(arguments, sizeof arguments, "new %s/office.steerco --board Orchard --start 2026-03-02", folder);
    if (run(arguments) != 0)
        return -1;
    for (int i = 0; i < 5; i++) {
        snprintf(arguments, sizeof arguments, "add %s/office.steerco task name=Graft%d duration=%dd", folder, i, i);
        if (run(arguments) != 0)
            return -1;
    }
    return 0;
}

static int remove_file(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(int argc, char **argv)
{
    keys_wanted = argc > 1 ? atoi(argv[1]) : KEYS;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_bytes_do_no_harm, make_file, remove_file),
    };
    return cmocka_run_group_tests_name("terminal_monkey", tests, NULL, NULL);
}
