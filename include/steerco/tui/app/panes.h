/*
 * The panes and their sheets, each one constant row in a file of its own, or in sheets.c where it is nothing but a row.
 */
#ifndef STEERCO_TUI_APP_PANES_H
#define STEERCO_TUI_APP_PANES_H

#include "steerco/tui/app/pane.h"

#define PANE(row) extern const Pane row;
#include "steerco/tui/app/panes.def"
#undef PANE

#endif
