/*
 * Signals as numbers that are asked for, so that they come between two events and never in the middle of anything.
 *
 * The handlers themselves lie where the terminal does (term.c): nothing but a static variable can be reached from one.
 */
#ifndef STEERCO_SRC_TUI_SCREEN_SIGNALS_H
#define STEERCO_SRC_TUI_SCREEN_SIGNALS_H

#include <signal.h>

#include "steerco/base/error.h"

enum { SIGNALS_FATAL = 17 };

typedef struct Signals {
    int pipe[2]; /* read, write; neither waits */
    struct sigaction fatal_before[SIGNALS_FATAL];
} Signals;

/*
 * Changes of size, hang-up, termination, interruption and stop go to `on_signal`, which calls signals_note(); what
 * kills a program to `on_fatal`, which calls signals_die() at the end. Writing to a closed pipe is no signal any more.
 */
bool signals_catch(Signals *signals, void (*on_signal)(int), void (*on_fatal)(int), Error *error) MUST_CHECK;
void signals_release(Signals *signals); /* as before the program began */

/* From handlers: async-signal-safe. */
void signals_note(const Signals *signals, int number);
void signals_die(const Signals *signals, int number);

/* The oldest one that was noted, and forgotten now; 0 = none. */
int signals_next(const Signals *signals);

/* Stop the program, as Ctrl-Z does in a shell; returns when it is continued. */
void signals_stop(void);

#endif
