/*
 * Noting something about the selected record: a remark, an action, an issue, … whatever type has a field that says what
 * it is about (Entity.about).
 */
#ifndef STEERCO_TUI_COMMANDS_NOTE_H
#define STEERCO_TUI_COMMANDS_NOTE_H

#include "steerco/tui/app/app.h"

/* "action: Call the vendor"; without a type in front it is a remark. Asked for when `typed` is empty. */
void note_add(App *app, const char *typed);

#endif
