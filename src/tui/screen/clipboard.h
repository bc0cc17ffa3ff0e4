/*
 * Ways to the clipboard of the person's own machine. Only ever written to: what others copied is none of our business.
 */
#ifndef STEERCO_SRC_TUI_SCREEN_CLIPBOARD_H
#define STEERCO_SRC_TUI_SCREEN_CLIPBOARD_H

#include <stdbool.h>

#include "steerco/base/buffer.h"

/* Inside tmux, which by default drops what is below but takes a buffer from the command line. False outside. */
bool clipboard_to_tmux(const char *text);

/* Add OSC 52, which most terminals understand, also through ssh. */
void clipboard_sequence(const char *text, Buffer *out);

#endif
