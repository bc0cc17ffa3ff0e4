/*
 * Making a status report: it is read first, and sent by a key.
 */
#ifndef STEERCO_TUI_COMMANDS_REPORT_H
#define STEERCO_TUI_COMMANDS_REPORT_H

#include "steerco/tui/app/app.h"

/* "steering The pilot is late": the readers, and what the manager has to say. Asked for when it is empty. */
void report_ask(App *app, const char *typed);

#endif
