/*
 * Columns and saved views, as commands.
 */
#ifndef STEERCO_TUI_COMMANDS_VIEW_COMMANDS_H
#define STEERCO_TUI_COMMANDS_VIEW_COMMANDS_H

#include "steerco/tui/app/app.h"
#include "steerco/tui/app/views.h"

void columns_open(App *app);

/* Remember the columns of a pane as those that it is shown with at first. */
void views_keep_columns(App *app, const Pane *pane);

/* Show a pane as the person likes it, when it is made. */
void views_begin_pane(const Views *views, const Pane *pane, void *state);

/* Sort the list in focus by "finish", "-finish" or "none", or by the selected column when nothing is typed; this is
 * kept. */
void views_sort(App *app, const char *typed);

void views_open(App *app, const char *typed);    /* go to a saved view, or save the present one under a new name */
void views_remember(App *app, const char *name); /* save what is shown now */
void views_forget(App *app, const char *name);

Views *app_views(App *app);

#endif
