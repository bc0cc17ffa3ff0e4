/*
 * A picture of the plan into a file, from the dashboard.
 */
#ifndef STEERCO_TUI_COMMANDS_EXPORT_H
#define STEERCO_TUI_COMMANDS_EXPORT_H

#include "steerco/tui/app/app.h"

/* "gantt plans/gantt.svg": what, and where to. Asked for when the place is left out. */
void export_ask(App *app, const char *typed);

#endif
