/*
 * Marks, and commands that act on the marked records of the list in focus, or else on the selected one.
 */
#ifndef STEERCO_SRC_TUI_BULK_H
#define STEERCO_SRC_TUI_BULK_H

#include "steerco/tui/app.h"

void bulk_mark(App *app);       /* mark the selected row, or no longer */
void bulk_mark_range(App *app); /* from the row marked last to the selected one */
void bulk_mark_all(App *app);   /* all that are shown; when they are, none */
bool bulk_unmark(App *app);     /* false when none were marked */

/* What a command acts on; false when there is nothing, which is said then. The caller releases `out`. */
bool bulk_targets(App *app, const Entity **entity, Ids *out) MUST_CHECK;

/* Add "5 tasks", or "3 of 5 tasks". */
void bulk_count(const Entity *entity, size_t count, size_t of, Buffer *out);

/* To the terminal's clipboard: code and all fields, a line a record, columns separated by tabs. How many. */
size_t bulk_copy(App *app);

void bulk_delete(App *app);
void bulk_set(App *app, const char *typed); /* "field=value", asked for when empty */

#endif
