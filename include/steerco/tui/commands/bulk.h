/*
 * Marks, and commands that act on the marked records of the list in focus, or else on the selected one.
 */
#ifndef STEERCO_TUI_COMMANDS_BULK_H
#define STEERCO_TUI_COMMANDS_BULK_H

#include "steerco/tui/app/app.h"

void bulk_mark(App *app);       /* mark the selected row, or no longer */
void bulk_mark_range(App *app); /* from the row marked last to the selected one */
void bulk_mark_all(App *app);   /* all that are shown; when they are, none */
bool bulk_unmark(App *app);     /* false when none were marked */

/* What a command acts on; false when there is nothing, which is said then. The caller releases `out`. */
bool bulk_targets(App *app, const Entity **entity, Ids *out) MUST_CHECK;

/* Add "5 tasks", or "3 of 5 tasks". */
void bulk_count(const Entity *entity, size_t count, size_t of, Buffer *out);

/* The same, but of a single record what it is called: “Order hardware”. */
void bulk_word(const Plan *plan, const Entity *entity, const Ids *ids, size_t count, Buffer *out);

/* An edit of one record; false when it does not apply to it. */
typedef bool (*RecordEdit)(ChangeSet *set, const Plan *plan, Id id, const void *how);

/*
 * What is done to each target of a list, in one change set. What it does not apply to is left out and counted, so that
 * one can mark generously: "shift 3 of 5 tasks by +3d".
 */
typedef struct BulkEdit {
    const char *verb, *how_worded; /* "shift", "by +3d" */
    const char *why_not;           /* when it applies to none of them; null: the caller tells */
    const Field *field;            /* that is set; what else follows from it is said. May be null */
    RecordEdit edit;
    const void *how;
} BulkEdit;

/* What became of it is said. */
typedef enum BulkOutcome { BULK_NOTHING, BULK_REFUSED, BULK_DONE } BulkOutcome;
BulkOutcome bulk_edit(App *app, const List *list, const BulkEdit *wanted);

/* To the terminal's clipboard: code and all fields, a line a record, columns separated by tabs. How many. */
size_t bulk_copy(App *app);

void bulk_delete(App *app);
void bulk_set(App *app, const char *typed); /* "field=value", asked for when empty */

#endif
