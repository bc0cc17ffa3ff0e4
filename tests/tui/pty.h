/*
 * The program on a pseudo-terminal, as a person meets it: a planning file in a folder of its own, real bytes both ways.
 * STEERCO names the program. For the tests of the terminal and of several dashboards at once.
 */
#ifndef TESTS_TUI_PTY_H
#define TESTS_TUI_PTY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "steerco/base/buffer.h"

enum { PATIENCE_MS = 10000, QUIET_MS = 300, PATH_SIZE = 200 };

/* A program on a terminal of its own. */
typedef struct Screen {
    int terminal;
    pid_t program;
    Buffer seen;      /* everything that it wrote */
    size_t looked_at; /* of it */
} Screen;

static inline const char *program_path(void)
{
    const char *path = getenv("STEERCO");
    return path ? path : "build/steerco";
}

/* ---- a planning file in a folder of its own ---- */

static char folder[64], file_path[PATH_SIZE];

/* The program with these arguments, its output in `folder`/out; its exit status. */
static inline int PRINTF_LIKE(1, 2) run(const char *format, ...)
{
    char command[1000], arguments[500];
    va_list values;
    va_start(values, format);
    vsnprintf(arguments, sizeof arguments, format, values);
    va_end(values);
    snprintf(command, sizeof command, "%s %s >%s/out 2>&1", program_path(), arguments, folder);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static inline int make_file(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/steerco-terminal-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(file_path, sizeof file_path, "%s/office.steerco", folder);
    setenv("XDG_STATE_HOME", folder, 1);
    return run("new %s --board Orchard --start 2026-03-02", file_path) || run("add %s task name=Graft", file_path);
}

static inline int remove_file(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static inline void read_out(Buffer *out)
{
    char path[PATH_SIZE], block[4096];
    snprintf(path, sizeof path, "%s/out", folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (size_t length; (length = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add_bytes(out, block, length);
    fclose(file);
}

/* ---- talking to it ---- */

/* `environment` is "NAME=value" or "" for nothing more than TERM and a UTF-8 locale. */
static inline Screen start(const char *environment, int width, int height)
{
    Screen screen = {0};
    struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
    screen.program = forkpty(&screen.terminal, NULL, NULL, &size);
    assert_true(screen.program >= 0);
    if (screen.program == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        unsetenv("NO_COLOR");
        setenv("XDG_STATE_HOME", folder, 1);
        unsetenv("TMUX");
        if (*environment)
            putenv(strdup(environment));
        execl(program_path(), "steerco", file_path, (char *)NULL);
        _exit(127);
    }
    return screen;
}

/* What it writes within the time; false when it has closed the terminal or writes nothing more. */
static inline bool listen(Screen *screen, int milliseconds)
{
    char block[65536];
    struct pollfd polled = {.fd = screen->terminal, .events = POLLIN};
    if (poll(&polled, 1, milliseconds) <= 0)
        return false;
    ssize_t length = read(screen->terminal, block, sizeof block);
    if (length <= 0)
        return false;
    buffer_add_bytes(&screen->seen, block, (size_t)length);
    return true;
}

/* Wait until it has written this since the last thing waited for. */
static inline void await(Screen *screen, const char *text)
{
    const char *found;
    while (!(found = strstr(buffer_text(&screen->seen) + screen->looked_at, text)))
        if (!listen(screen, PATIENCE_MS))
            fail_msg("'%s' did not come; since then: %s", text, buffer_text(&screen->seen) + screen->looked_at);
    screen->looked_at = (size_t)(found - buffer_text(&screen->seen)) + strlen(text);
}

static inline void settle(Screen *screen)
{
    while (listen(screen, QUIET_MS))
        ;
    screen->looked_at = screen->seen.length;
}

static inline void type(Screen *screen, const char *bytes)
{
    assert_int_equal(write(screen->terminal, bytes, strlen(bytes)), strlen(bytes));
}

/* How it ended: its exit status, or minus the signal. */
static inline int ended(Screen *screen)
{
    int status = 0;
    for (int waited = 0; waitpid(screen->program, &status, WNOHANG) == 0; waited += 10) {
        if (waited > PATIENCE_MS) {
            kill(screen->program, SIGKILL);
            fail_msg("it does not end");
        }
        if (!listen(screen, 10))
            usleep(10000);
    }
    while (listen(screen, 0))
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static inline void forget(Screen *screen)
{
    close(screen->terminal);
    buffer_release(&screen->seen);
}

static inline void quit(Screen *screen)
{
    type(screen, "q");
    assert_int_equal(ended(screen), 0);
    forget(screen);
}

static inline bool has_seen(const Screen *screen, const char *text)
{
    return strstr(buffer_text(&screen->seen), text) != NULL;
}

#endif
