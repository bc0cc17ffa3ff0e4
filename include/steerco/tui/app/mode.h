/*
 * A mode: what takes the keys first while it lies above the panes. A form, a list of findings, a prompt, a question.
 *
 * Its keys are rows of a command table, as those of the panes are; so key bar, help, palette and steerco-keys(7) tell
 * them. A row without a function is done by the mode itself when its first key is pressed. A key that the mode does
 * not know falls through to the commands of the pane and of all panes, as far as those reach (app_reaches): no mode
 * repeats a shared key.
 */
#ifndef STEERCO_TUI_APP_MODE_H
#define STEERCO_TUI_APP_MODE_H

#include "steerco/tui/app/command.h"

typedef struct Mode {
    const char *name;  /* "links" */
    const char *title; /* of its help: "Links of a task" */
    const char *help;  /* what it is and how one comes there, in a sentence or two */
    bool open;         /* nothing is being typed, asked or chosen: it may be left for anything else at any time */
    bool beside;       /* it is a part of the pane, whose other parts are seen and moved in as before */
    bool typing;       /* characters are text, so shared keys that are characters do not fall through */
    /* Go to the next place that holds the text, or the one before (-1); null = cannot be searched. */
    void (*find)(App *app, const char *text, int direction);
    const Command *commands; /* ends with a row without a name */
} Mode;

/* Every mode there is, null at the end. */
extern const Mode *const modes[];

#endif
