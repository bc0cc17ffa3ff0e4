/*
 * The self-pipe: a handler may do next to nothing, so it writes the signal's number into a pipe that the event loop
 * watches like everything else.
 */
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const int caught[] = {SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGTSTP};

/* Every other one that ends a program that does nothing about it. */
static const int fatal[SIGNALS_FATAL] = {
    SIGSEGV, SIGBUS,  SIGFPE,    SIGILL,  SIGABRT, SIGSYS, SIGTRAP, SIGQUIT,   SIGXCPU,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGALRM, SIGIO,  SIGPWR,  SIGSTKFLT,
};
enum { CAUGHT = sizeof caught / sizeof *caught };

bool signals_catch(Signals *signals, void (*on_signal)(int), void (*on_fatal)(int), Error *error)
{
    if (pipe(signals->pipe) != 0)
        return error_set(error, "no pipe for signals: %s", error_reason(errno));
    for (int i = 0; i < 2; i++) {
        fcntl(signals->pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(signals->pipe[i], F_SETFD, FD_CLOEXEC);
    }
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    for (int i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &action, NULL);
    action = (struct sigaction){.sa_handler = on_fatal};
    for (int i = 0; i < SIGNALS_FATAL; i++) {
        sigaction(fatal[i], &action, &signals->fatal_before[i]);
        if (signals->fatal_before[i].sa_handler == SIG_IGN) /* whoever started the program wants it so */
            sigaction(fatal[i], &signals->fatal_before[i], NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    return true;
}

static void restore_fatal(const Signals *signals)
{
    for (int i = 0; i < SIGNALS_FATAL; i++)
        sigaction(fatal[i], &signals->fatal_before[i], NULL);
}

void signals_release(Signals *signals)
{
    for (int i = 0; i < CAUGHT; i++)
        signal(caught[i], SIG_DFL);
    restore_fatal(signals);
    close(signals->pipe[0]);
    close(signals->pipe[1]);
}

void signals_note(const Signals *signals, int number)
{
    int before = errno;
    char byte = (char)number;
    if (write(signals->pipe[1], &byte, 1) < 0) {
        /* the pipe is full of signals that nobody has looked at yet; one more says nothing new */
    }
    errno = before;
}

void signals_die(const Signals *signals, int number)
{
    restore_fatal(signals);
    raise(number);
}

int signals_next(const Signals *signals)
{
    char number;
    return read(signals->pipe[0], &number, 1) == 1 ? number : 0;
}

void signals_stop(void)
{
    struct sigaction before;
    sigaction(SIGTSTP, &(struct sigaction){.sa_handler = SIG_DFL}, &before);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &before, NULL);
}
