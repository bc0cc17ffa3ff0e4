/*
 * What can be done in the schedule pane with one task and its links, and the table of all its commands.
 *
 * Every edit ends in app_commit(), which tells what became of the project's finish.
 */
#include "schedule_commands.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/tui/assignments.h"

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

void schedule_begin(App *app, ChangeSet *set, const char *verb, Id id)
{
    app_begin(app, set, "");
    change_reason(set, "%s T-%lld", verb, (long long)id);
}

bool schedule_commit(App *app, ChangeSet *set, Id id)
{
    bool done = app_commit(app, set);
    if (done)
        schedule_select(schedule_of(app), app_plan(app), id);
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

static void run_milestone(App *app, const char *argument)
{
    (void)argument;
    const Task *task = schedule_task(app);
    if (!task)
        return;
    if (schedule_is_summary(app_plan(app), task->record.id)) {
        app_say(app, "A summary task is no milestone");
    } else if (duration_amount(task->duration) == 0) {
        app_say(app, "T-%lld takes no time, so it is a milestone anyway", (long long)task->record.id);
    } else {
        ChangeSet set = {0};
        schedule_begin(app, &set, task->milestone ? "no milestone:" : "milestone:", task->record.id);
        change_field(&set, app_plan(app), &task_entity, Task, task->record.id, milestone,
                     value_number(!task->milestone));
        schedule_commit(app, &set, task->record.id);
    }
}

/* The row above, unless the task lies below that. */
static Id task_above(const Schedule *schedule, const Plan *plan, const Task *task)
{
    const List *list = &schedule->list;
    Id above = list->selected > 0 ? list->rows.items[list->selected - 1] : 0;
    for (const Task *up = task; (up = plan_find(plan, ENTITY_TASK, up->parent));)
        if (up->record.id == above)
            return 0;
    return above;
}

static bool is_linked(const Plan *plan, Id predecessor, Id successor)
{
    const Adjacency *links = &plan->results.predecessors;
    uint32_t row = plan_row(plan, ENTITY_TASK, successor);
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++)
        if (plan_link(plan, links->rows[i])->predecessor == predecessor)
            return true;
    return false;
}

static void run_link(App *app, const char *argument)
{
    (void)argument;
    const Task *task = schedule_task(app);
    if (!task || schedule_is_sorted(app))
        return;
    Id id = task->record.id, above = task_above(schedule_of(app), app_plan(app), task);
    if (above == 0) {
        app_say(app, "T-%lld has no task above it to follow", (long long)id);
    } else if (is_linked(app_plan(app), above, id)) {
        app_say(app, "T-%lld follows T-%lld already", (long long)id, (long long)above);
    } else {
        ChangeSet set = {0};
        app_begin(app, &set, "");
        change_reason(&set, "T-%lld follows T-%lld", (long long)id, (long long)above);
        Link *link = change_create(&set, &link_entity);
        link->predecessor = above;
        link->successor = id;
        schedule_commit(app, &set, id);
    }
}

static void run_unlink(App *app, const char *argument)
{
    (void)argument;
    const Task *task = schedule_task(app);
    if (!task)
        return;
    ChangeSet set = {0};
    Error error = {0};
    schedule_begin(app, &set, "unlink", task->record.id);
    if (edit_predecessors(&set, app_plan(app), task->record.id, "", DECIMAL_POINT, &error) && set.changes.count > 0) {
        schedule_commit(app, &set, task->record.id);
        return;
    }
    app_say(app, "T-%lld has no predecessors", (long long)task->record.id);
    change_release(&set);
}

const Command schedule_commands[] = {
    {"task-new", "i insert", "new", "New task behind this one, at its level", schedule_run_insert},
    {"task-assign", "a", "people", "Who works on it: pick people, set units, see their load", run_assignments},
    {"task-indent", "> alt-right", "indent", "Put it under the task above", schedule_run_indent},
    {"fold", "space", "fold", "Hide the tasks under a summary, or show them", schedule_run_fold},
    {"chart-zoom-in", "+", "zoom", "Finer chart: quarters, months, weeks, days", schedule_run_zoom_in},
    {"chart-zoom-out", "-", NULL, "Coarser chart: days, weeks, months, quarters", schedule_run_zoom_out},
    {"task-link", "L", "link", "Let it follow the row above: finish-to-start", run_link},
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
    {"task-outdent", "< alt-left", NULL, "Take it one level up", schedule_run_outdent},
    {"task-up", "K alt-up", NULL, "Move it before the one above, with what lies under it", schedule_run_up},
    {"task-down", "J alt-down", NULL, "Move it behind the one below, with what lies under it", schedule_run_down},
    {"task-unlink", "U", NULL, "Take away its predecessors", run_unlink},
    {"task-copy", "y", NULL, "Copy the marked tasks, or this one, with all that lies under them", schedule_run_copy},
    {"task-cut", "X", NULL, "Cut them: pasting moves them, with links, people and progress", schedule_run_cut},
    {"task-paste", "p", NULL, "Paste behind this task, at its level", schedule_run_paste},
    {"task-paste-under", "P", NULL, "Paste under this task, as its last", schedule_run_paste_under},
    {"task-repeat", "r", NULL, "Repeat it by a rule: weekly mon until 30 jun; or NAME: monthly 15 6 times",
     schedule_run_repeat},
    {"task-shift", "S", NULL, "Shift the marked tasks, or this one: +3d, -1w", schedule_run_shift},
    {"task-reassign", "R", NULL, "Hand the marked tasks, or this one, to somebody else", schedule_run_reassign},
    {"task-percent", "%", NULL, "Report the progress of the marked tasks, or of this one", schedule_run_percent},
    {"task-milestone", "m", NULL, "Show it as a milestone, or no longer", run_milestone},
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
