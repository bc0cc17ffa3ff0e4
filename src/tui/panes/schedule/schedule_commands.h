/*
 * What the files of the schedule pane's commands share, and the commands themselves; their table is schedule_commands.
 */
#ifndef STEERCO_SRC_TUI_PANES_SCHEDULE_SCHEDULE_COMMANDS_H
#define STEERCO_SRC_TUI_PANES_SCHEDULE_SCHEDULE_COMMANDS_H

#include "schedule.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"

Schedule *schedule_of(App *app);

/* The selected task; null when there is none, which is said then. */
const Task *schedule_task(App *app);

/* Are the rows in another order than the outline? That is said then, for commands that go by it. */
bool schedule_is_sorted(App *app);

/* Begin a set whose reason is "VERB “Order hardware”", or "VERB 3 tasks". */
void schedule_begin(App *app, ChangeSet *set, const char *verb, const Ids *tasks);

/* Add what a command acts on: the marked tasks, else the selected one. False when there is none, which is said then. */
bool schedule_targets(App *app, Ids *out) MUST_CHECK;

/* Set a field that is no text. */
void schedule_set(ChangeSet *set, const Plan *plan, Id task, const Field *field, int64_t number);

/* Commit, release the set, and show the task (0 = the selected one stays in sight); true when it is done. */
bool schedule_commit(App *app, ChangeSet *set, Id id);

void schedule_run_insert(App *app, const char *argument);
void schedule_run_insert_below(App *app, const char *argument);
void schedule_run_indent(App *app, const char *argument);
void schedule_run_outdent(App *app, const char *argument);
void schedule_run_up(App *app, const char *argument);
void schedule_run_down(App *app, const char *argument);
void schedule_run_fold(App *app, const char *argument);
void schedule_run_fold_all(App *app, const char *argument);
void schedule_run_unfold_all(App *app, const char *argument);
void schedule_run_zoom_in(App *app, const char *argument);
void schedule_run_zoom_out(App *app, const char *argument);
void schedule_run_zoom_fit(App *app, const char *argument);
void schedule_run_earlier(App *app, const char *argument);
void schedule_run_later(App *app, const char *argument);
void schedule_run_today(App *app, const char *argument);
void schedule_run_show_bar(App *app, const char *argument);
void schedule_run_narrower(App *app, const char *argument);
void schedule_run_wider(App *app, const char *argument);
void schedule_run_chart(App *app, const char *argument);
void schedule_run_baseline(App *app, const char *argument);
void schedule_run_take_baseline(App *app, const char *argument);
void schedule_run_compare_baseline(App *app, const char *argument);
void schedule_run_shift(App *app, const char *argument);
bool schedule_shift(App *app, const char *by, const void *context); /* what is typed then: "+3d" */
void schedule_run_reassign(App *app, const char *argument);
void schedule_run_percent(App *app, const char *argument);
void schedule_run_report(App *app, const char *argument);
void schedule_run_milestone(App *app, const char *argument);
void schedule_run_copy(App *app, const char *argument);
void schedule_run_cut(App *app, const char *argument);
void schedule_run_paste(App *app, const char *argument);
void schedule_run_paste_under(App *app, const char *argument);
void schedule_run_repeat(App *app, const char *argument);

/* Ask whether the lines of a pasted text shall become tasks at a TaskPlace. */
PastedLines schedule_paste_lines(App *app, const char *text, const void *place);

#endif
