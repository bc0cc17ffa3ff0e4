/*
 * The panes, each one constant row in a file of its own.
 */
#ifndef STEERCO_TUI_APP_PANES_H
#define STEERCO_TUI_APP_PANES_H

#include "steerco/tui/app/pane.h"

extern const Pane overview_pane;
extern const Pane schedule_pane;
extern const Pane risks_pane;
extern const Pane budget_pane;
extern const Pane stakeholders_pane;
extern const Pane people_pane;
extern const Pane calendars_pane;
extern const Pane holidays_pane;
extern const Pane log_pane;

#endif
