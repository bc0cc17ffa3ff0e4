/*
 * The outline in the schedule pane: new tasks, and moving, folding and unfolding what is there.
 */
#include "schedule_commands.h"

static bool accept_task(App *app, const char *text, const void *context)
{
    const TaskPlace *place = context;
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "new task %s", text);
    Task *task = edit_insert_task(&set, app_plan(app), *place);
    task->name = arena_text(&set.arena, text);
    bool done = app_commit(app, &set);
    if (done)
        schedule_select(schedule_of(app), app_plan(app), task->record.id);
    change_release(&set);
    return done;
}

static void ask_for_task(App *app, const char *command, const char *label, TaskPlace place, const char *argument)
{
    if (!app_may_change(app))
        return;
    app_prompt(app, &(Prompt){.label = label,
                              .command = command,
                              .about_selected = true,
                              .initial = argument,
                              .accept = accept_task,
                              .lines = schedule_paste_lines,
                              .context = &place,
                              .context_size = sizeof place});
}

void schedule_run_insert(App *app, const char *argument)
{
    const Task *task = plan_find(app_plan(app), ENTITY_TASK, list_selected(&schedule_of(app)->list));
    ask_for_task(app, "task-new", "New task", (TaskPlace){.after = task ? task->record.id : 0}, argument);
}

void schedule_run_insert_below(App *app, const char *argument)
{
    const Task *task = schedule_task(app);
    if (task)
        ask_for_task(app, "task-new-under", "New task under it", (TaskPlace){.parent = task->record.id}, argument);
}

bool schedule_is_sorted(App *app)
{
    const Field *sort = schedule_of(app)->list.sort;
    if (sort)
        app_say(app, "The rows are sorted by %s, so above and below mean little; ':sort none' brings the outline back",
                sort->name);
    return sort != NULL;
}

typedef bool (*OutlineEdit)(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error);

static void edit_outline(App *app, const char *verb, OutlineEdit edit)
{
    Ids tasks = {0};
    ChangeSet set = {0};
    Error error = {0};
    if (schedule_targets(app, &tasks) && !schedule_is_sorted(app)) {
        schedule_begin(app, &set, verb, &tasks);
        if (edit(&set, app_plan(app), &tasks, &error))
            schedule_commit(app, &set, 0);
        else
            app_complain(app, &error);
        change_release(&set);
    }
    array_release(&tasks);
}

void schedule_run_indent(App *app, const char *argument)
{
    (void)argument;
    edit_outline(app, "indent", edit_indent);
}

void schedule_run_outdent(App *app, const char *argument)
{
    (void)argument;
    edit_outline(app, "outdent", edit_outdent);
}

static bool move_up(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error)
{
    return edit_move(set, plan, tasks, -1, error);
}

static bool move_down(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error)
{
    return edit_move(set, plan, tasks, +1, error);
}

void schedule_run_up(App *app, const char *argument)
{
    (void)argument;
    edit_outline(app, "move up", move_up);
}

void schedule_run_down(App *app, const char *argument)
{
    (void)argument;
    edit_outline(app, "move down", move_down);
}

static bool is_filtered(App *app)
{
    bool filtered = schedule_of(app)->list.filter != NULL;
    if (filtered)
        app_say(app, "While a filter is on, everything that matches is shown; esc takes it away");
    return filtered;
}

/* A task without tasks below it folds the summary it lies under. */
void schedule_run_fold(App *app, const char *argument)
{
    (void)argument;
    if (is_filtered(app))
        return;
    Schedule *schedule = schedule_of(app);
    const Plan *plan = app_plan(app);
    const Task *task = schedule_task(app);
    if (!task)
        return;
    Id id = schedule_is_summary(plan, task->record.id) ? task->record.id : task->parent;
    if (!schedule_select(schedule, plan, id))
        app_say(app, "%s has no tasks below it and lies under none",
                plan_quoted(plan, &task_entity, task->record.id).text);
    else
        schedule_fold(schedule, plan, id, !schedule_is_folded(schedule, id));
}

/* What is selected stays in sight: the uppermost summary above it is selected instead. */
void schedule_run_fold_all(App *app, const char *argument)
{
    (void)argument;
    if (is_filtered(app))
        return;
    Schedule *schedule = schedule_of(app);
    const Plan *plan = app_plan(app);
    Id id = list_selected(&schedule->list);
    for (const Task *task; (task = plan_find(plan, ENTITY_TASK, id)) && task->parent != 0;)
        id = task->parent;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        if (schedule_is_summary(plan, plan_task(plan, row)->record.id))
            idmap_put(&schedule->folded, plan_task(plan, row)->record.id, 1);
    schedule_fill_rows(schedule, plan);
    schedule_select(schedule, plan, id);
}

void schedule_run_unfold_all(App *app, const char *argument)
{
    (void)argument;
    idmap_clear(&schedule_of(app)->folded);
    schedule_fill_rows(schedule_of(app), app_plan(app));
}
