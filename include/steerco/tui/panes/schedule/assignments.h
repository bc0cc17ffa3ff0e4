/*
 * Who works on a task: the overlay in which people are picked, given units and taken off, with their load in the weeks
 * of the task shown before anything is confirmed.
 */
#ifndef STEERCO_TUI_PANES_SCHEDULE_ASSIGNMENTS_H
#define STEERCO_TUI_PANES_SCHEDULE_ASSIGNMENTS_H

#include "steerco/tui/app/app.h"

void assignments_open(App *app, Id task);

#endif
