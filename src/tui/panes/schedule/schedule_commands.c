/*
 * What can be done in the schedule pane with one task and its links, and the table of all its commands.
 *
 * Every edit ends in app_commit(), which tells what became of the project's finish.
 */
#include "schedule_commands.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/commands/bulk.h"
#include "steerco/tui/panes/schedule/assignments.h"

Schedule *schedule_of(App *app)
{
    return app_state(app, &schedule_pane);
}

const Task *schedule_task(App *app)
{
    const Task *task = plan_find(app_plan(app), ENTITY_TASK, list_selected(&schedule_of(app)->list));
    if (!task)
        app_say(app, "No task is selected; i makes one");
    return task;
}

bool schedule_targets(App *app, Ids *out)
{
    list_targets(&schedule_of(app)->list, app_plan(app), out);
    if (out->count == 0)
        app_say(app, "No task is selected; i makes one");
    return out->count > 0;
}

void schedule_begin(App *app, ChangeSet *set, const char *verb, const Ids *tasks)
{
    Buffer what = {0};
    app_begin(app, set, "");
    bulk_word(app_plan(app), &task_entity, tasks, tasks->count, &what);
    change_reason(set, "%s %s", verb, buffer_text(&what));
    buffer_release(&what);
}

bool schedule_commit(App *app, ChangeSet *set, Id id)
{
    Schedule *schedule = schedule_of(app);
    if (id == 0)
        id = list_selected(&schedule->list);
    bool done = app_commit(app, set);
    if (done)
        schedule_select(schedule, app_plan(app), id);
    change_release(set);
    return done;
}

void schedule_set(ChangeSet *set, const Plan *plan, Id task, const Field *field, int64_t number)
{
    change_set(set, plan, &task_entity, task, field, value_number(number));
}

static void run_assignments(App *app, const char *argument)
{
    (void)argument;
    const Task *task = schedule_task(app);
    if (task)
        assignments_open(app, task->record.id);
}

/* ---- links ---- */

/* The row above a task, unless the task lies below that. */
static Id task_above(const List *list, const Plan *plan, Id id)
{
    Id above = 0;
    for (size_t i = 1; i < list->rows.count; i++)
        if (list->rows.items[i] == id)
            above = list->rows.items[i - 1];
    for (const Task *up = plan_find(plan, ENTITY_TASK, id); up; up = plan_find(plan, ENTITY_TASK, up->parent))
        if (up->parent == above)
            return 0;
    return above;
}

/* A task alone follows the row above it. */
static bool add_row_above(App *app, Ids *tasks)
{
    Id task = tasks->items[0], above = task_above(&schedule_of(app)->list, app_plan(app), task);
    if (above)
        array_push(tasks, above);
    else
        app_say(app, "%s has no task above it to follow", plan_quoted(app_plan(app), &task_entity, task).text);
    return above != 0;
}

static void link_tasks(App *app, const Ids *tasks, bool alone)
{
    const Plan *plan = app_plan(app);
    ChangeSet set = {0};
    Error error = {0};
    schedule_begin(app, &set, "link", tasks);
    if (alone)
        change_reason(&set, "link %s to %s", plan_quoted(plan, &task_entity, tasks->items[1]).text,
                      plan_quoted(plan, &task_entity, tasks->items[0]).text);
    if (edit_link(&set, plan, tasks, &error) && set.changes.count > 0) {
        schedule_commit(app, &set, 0);
        return;
    }
    if (error.kind != ERROR_NONE)
        app_complain(app, &error);
    else
        app_say(app, "They are linked in this order already");
    change_release(&set);
}

static void run_link(App *app, const char *argument)
{
    (void)argument;
    Ids tasks = {0};
    if (schedule_targets(app, &tasks) && !schedule_is_sorted(app)) {
        bool alone = tasks.count == 1;
        if (!alone || add_row_above(app, &tasks))
            link_tasks(app, &tasks, alone);
    }
    array_release(&tasks);
}

/* As in Microsoft Project: of several tasks the links among them. */
static bool take_links(ChangeSet *set, const Plan *plan, const Ids *tasks)
{
    Error error = {0};
    if (tasks->count > 1)
        edit_unlink(set, plan, tasks);
    return (tasks->count > 1 || edit_predecessors(set, plan, tasks->items[0], "", DECIMAL_POINT, &error)) &&
           set->changes.count > 0;
}

static void run_unlink(App *app, const char *argument)
{
    (void)argument;
    Ids tasks = {0};
    ChangeSet set = {0};
    if (!schedule_targets(app, &tasks))
        return;
    schedule_begin(app, &set, "unlink", &tasks);
    if (take_links(&set, app_plan(app), &tasks)) {
        schedule_commit(app, &set, 0);
    } else {
        if (tasks.count > 1)
            app_say(app, "There are no links among the marked tasks");
        else
            app_say(app, "%s has no predecessors", plan_quoted(app_plan(app), &task_entity, tasks.items[0]).text);
        change_release(&set);
    }
    array_release(&tasks);
}

const Command schedule_commands[] = {
    {"task-new", "i insert", "new", "New task behind this one, at its level", schedule_run_insert},
    {"task-assign", "a", "people", "Who works on this task: people, units, load; R hands over marked ones",
     run_assignments},
    {"task-indent", "> alt-right", "indent", "One level down, under the task above: the marked tasks, or this one",
     schedule_run_indent},
    {"fold", "space", "fold", "Hide the tasks under a summary, or show them", schedule_run_fold},
    {"chart-zoom-in", "+", "zoom", "Finer chart: quarters, months, weeks, days", schedule_run_zoom_in},
    {"chart-zoom-out", "-", NULL, "Coarser chart: days, weeks, months, quarters", schedule_run_zoom_out},
    {"task-link", "L", "link", "Link the marked tasks in a chain, or this one behind the row above", run_link},
    {"task-explain", "=", "why", "Why it stands where it stands: its slack, what decides it, what it moves",
     findings_run_why},
    {"task-links", ";", "links", "Show what it waits for and what waits for it; again: go there, and hide it",
     relations_run},
    {"health", "!", "health", "Check the schedule: conflicts and the fourteen points", findings_run_health},
    {"conflicts", "x", NULL, "Where the plan contradicts itself", findings_run_conflicts},
    {"finding-next", "f", NULL, "Go to the next one of the findings or conflicts that were opened last",
     trail_run_next},
    {"finding-previous", "F", NULL, "Go to the one before", trail_run_previous},
    {"task-back", "backspace", NULL, "Go back to the task that you jumped from", trail_run_back},
    {"task-new-under", "I", NULL, "New task under this one, as its last", schedule_run_insert_below},
    {"task-outdent", "< alt-left", NULL, "One level up: the marked tasks, or this one", schedule_run_outdent},
    {"task-up", "K alt-up", NULL, "Up: the marked tasks as a block, or this one, before the one above",
     schedule_run_up},
    {"task-down", "J alt-down", NULL, "Down: the marked tasks as a block, or this one, behind the one below",
     schedule_run_down},
    {"task-unlink", "U", NULL, "Take away the links among marked tasks, or the predecessors of this one", run_unlink},
    {"task-copy", "y", NULL, "Copy the marked tasks, or this one, with all that lies under them", schedule_run_copy},
    {"task-cut", "X", NULL, "Cut them: pasting moves them, with links, people and progress", schedule_run_cut},
    {"task-paste", "p", NULL, "Paste behind this task, at its level", schedule_run_paste},
    {"task-paste-under", "P", NULL, "Paste under this task, as its last", schedule_run_paste_under},
    {"task-repeat", "r", NULL, "Repeat this task by a rule: weekly mon until 30 jun; or NAME: monthly 15 6 times",
     schedule_run_repeat},
    {"task-shift", "S", NULL, "Shift the marked tasks, or this one: +3d, -1w", schedule_run_shift},
    {"task-reassign", "R", NULL, "Hand the marked tasks, or this one, to somebody else", schedule_run_reassign},
    {"task-percent", "%", NULL, "Report the progress of the marked tasks, or of this one", schedule_run_percent},
    {"task-report", "A", NULL, "Report as of a day: the marked tasks, or this one, went as planned until then",
     schedule_run_report},
    {"task-milestone", "m", NULL, "As milestones, or no longer: the marked tasks, or this one", schedule_run_milestone},
    {"fold-all", "c", NULL, "Fold all summaries", schedule_run_fold_all},
    {"unfold-all", "o", NULL, "Unfold all summaries", schedule_run_unfold_all},
    {"chart-fit", "z", NULL, "Show the whole project in the chart", schedule_run_zoom_fit},
    {"chart-earlier", "[ shift-left", NULL, "Move the chart to earlier dates", schedule_run_earlier},
    {"chart-later", "] shift-right", NULL, "Move the chart to later dates", schedule_run_later},
    {"chart-today", "t .", NULL, "Move the chart to today", schedule_run_today},
    {"chart-bar", "b", NULL, "Move the chart to the bar of this task", schedule_run_show_bar},
    {"chart-wider", "{", NULL, "Less list, more chart", schedule_run_narrower},
    {"chart-narrower", "}", NULL, "More list, less chart", schedule_run_wider},
    {"chart-baseline", "w", NULL, "Show in the chart where the baseline has the bars, or hide it",
     schedule_run_baseline},
    {"baseline-take", "", NULL, "Keep dates, work and cost of all tasks as they are now, to compare with",
     schedule_run_take_baseline},
    {"baseline-compare", "", NULL, "Choose the baseline to compare with", schedule_run_compare_baseline},
    {"chart", "|", NULL, "Hide the chart, or show it", schedule_run_chart},
    {0},
};
