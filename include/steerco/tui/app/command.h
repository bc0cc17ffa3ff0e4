/*
 * Everything a person can do is a command: one row of one table.
 *
 * Key bindings, the ':' prompt, the palette, the key bar, the help screen and steerco-keys(7) all read these rows, so
 * none of them can drift from what the program does.
 */
#ifndef STEERCO_TUI_APP_COMMAND_H
#define STEERCO_TUI_APP_COMMAND_H

#include "steerco/tui/screen/key.h"

typedef struct App App;

typedef struct Command {
    const char *name;  /* "task-indent": what ':' and scripts of tests say */
    const char *keys;  /* default keys, space-separated, the one to show first: "> alt-right" */
    const char *label; /* for the key bar, at most 9 columns; null = not in the bar */
    const char *help;  /* one sentence */
    void (*run)(App *app, const char *argument); /* argument: what followed the name at ':', else "" */
} Command;

#endif
