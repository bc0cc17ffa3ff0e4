/*
 * The bytes on their way to the terminal.
 *
 *     output_open(&output);
 *     output_hold(&output);
 *     … whatever is written meanwhile goes through output_add() …
 *     output_let_go(&output);       one write(2), of as much as the terminal takes
 *     output_flush(&output);        later, when it is ready for more
 *     output_release(&output);
 *
 * {0} holds nothing back and sends nothing.
 */
#ifndef STEERCO_SRC_TUI_SCREEN_OUTPUT_H
#define STEERCO_SRC_TUI_SCREEN_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "steerco/base/buffer.h"

typedef struct Output {
    int descriptor; /* the terminal, opened once more for writing without waiting; else standard output */
    bool holding;   /* what is added waits in `held` for output_let_go() */
    bool gone;      /* the terminal hung up: nothing is sent any more. Set here when writing fails, or by the owner */
    Buffer held, unsent;
} Output;

void output_open(Output *output);
void output_release(Output *output); /* what is unsent is lost: see output_finish() */

void output_hold(Output *output);
void output_add(Output *output, const void *bytes, size_t length); /* only while holding */
void output_forget(Output *output);                                /* what was added since output_hold() */
void output_let_go(Output *output);

/* Send at once, behind what is unsent; what is held comes later. */
void output_send(Output *output, const char *bytes, size_t length);

/* What the terminal takes now of what is unsent, without waiting. */
void output_flush(Output *output);
bool output_is_pending(const Output *output);

/* All of it, before the terminal is given back; one that does not read is waited for a second. */
void output_finish(Output *output);

#endif
