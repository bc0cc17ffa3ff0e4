/*
 * What a key means, and what can be done here and now; asked by help, palette, key bar and the App itself. A null mode
 * means that none lies above the panes.
 */
#ifndef STEERCO_TUI_APP_KEYS_H
#define STEERCO_TUI_APP_KEYS_H

#include "steerco/tui/app/app.h"

enum { COMMAND_TABLES = 6 };

/* The mode that takes the keys first now, or null. */
const Mode *app_mode(const App *app);

/*
 * The shared commands that reach into modes: a key that a mode does not know does these. The others, chosen by their
 * names, leave the mode first. Ends with a row without names.
 */
typedef struct Reach {
    const char *names; /* of commands, separated by blanks */
    /* Only into modes where nothing is typed, that are open, that lie beside, that can be searched (mode.h). */
    bool calm, open, beside, found;
} Reach;
extern const Reach app_reaches[];

/* The tables in force: of the mode, of the pane in focus, of all panes, and of the keys that are no commands. How many.
   Of a pane: its own, that of every register, and that of every pane with sheets. */
int app_pane_tables(const App *app, const Command *out[COMMAND_TABLES]);
int app_command_tables(const App *app, const Mode *mode, const Command *out[COMMAND_TABLES]);

/* The first key of a command that does it here, else 0; and whether it can be done here, by a key or by its name. */
Key app_key_of_command(const App *app, const Mode *mode, const Command *command);
bool app_has_command(const App *app, const Mode *mode, const Command *command);

/* The row of a table that a key means, or null. */
const Command *command_of_key(const Command *commands, Key key);

/* The command of the pane in focus, or of that or all panes, that a key means; null = none. */
const Command *app_pane_command_of_key(const App *app, Key key);
const Command *app_command_of_key(const App *app, Key key);

/* Do what was chosen by name: of a mode in it, what does not reach into it after leaving it. */
void app_run_command(App *app, const Command *command, const char *argument);

/* A key that neither mode nor pane used. One that does nothing is named in the message line. */
void app_fall_through(App *app, Key key);

#endif
