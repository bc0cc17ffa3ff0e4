/*
 * Copy, cut and paste of tasks with all that lies under them. Copies are new tasks; what was cut is moved when it is
 * pasted, and until then stays where it is.
 */
#include "schedule_commands.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/commands/bulk.h"

/* ---------------------------------------------------------------- what is copied or cut */

bool clip_is_cut(const Clip *clip, const Plan *plan, Id task)
{
    if (!clip->cut || clip->tasks.board != plan->board)
        return false;
    for (const Task *up = plan_find(plan, ENTITY_TASK, task); up; up = plan_find(plan, ENTITY_TASK, up->parent))
        for (size_t i = 0; i < clip->tasks.tasks.count; i++)
            if (clip->tasks.tasks.items[i].parent == 0 && clip->tasks.tasks.items[i].record.id == up->record.id)
                return true;
    return false;
}

bool clip_drop_cut(Clip *clip)
{
    bool was_cut = clip->cut;
    if (was_cut)
        edit_copy_release(&clip->tasks);
    clip->cut = false;
    return was_cut;
}

/* The tasks that were named themselves, without those that came along. */
static void uppermost(const TaskCopy *copy, Ids *out)
{
    for (size_t i = 0; i < copy->tasks.count; i++)
        if (copy->tasks.items[i].parent == 0)
            array_push(out, copy->tasks.items[i].record.id);
}

/* "“Order”", "“Build” and 2 tasks under it", "5 tasks" */
static void word_clip(const TaskCopy *copy, Buffer *out)
{
    Ids named = {0};
    uppermost(copy, &named);
    size_t under = copy->tasks.count - named.count;
    if (named.count == 1)
        buffer_add(out, text_quoted(copy->tasks.items[0].name).text); /* the uppermost comes first */
    else
        buffer_format(out, "%zu tasks", copy->tasks.count);
    if (named.count == 1 && under > 0)
        buffer_format(out, " and %zu task%s under it", under, under == 1 ? "" : "s");
    array_release(&named);
}

/* The marks have done their work then: what is marked on is not meant to be deleted next. */
static const char *take(App *app, bool cut, Buffer *words)
{
    Schedule *schedule = schedule_of(app);
    Clip *clip = app_clip(app);
    Ids ids = {0};
    list_targets(&schedule->list, app_plan(app), &ids);
    edit_copy(app_plan(app), &ids, &clip->tasks);
    clip->cut = cut;
    schedule->clip = clip;
    word_clip(&clip->tasks, words);
    list_unmark_all(&schedule->list);
    array_release(&ids);
    return buffer_text(words);
}

void schedule_run_copy(App *app, const char *argument)
{
    (void)argument;
    Buffer words = {0};
    if (!schedule_task(app))
        return;
    bulk_copy(app);
    app_say(app, "Copied %s  ·  p pastes behind a task, P under it", take(app, false, &words));
    buffer_release(&words);
}

void schedule_run_cut(App *app, const char *argument)
{
    (void)argument;
    Buffer words = {0};
    if (!schedule_task(app))
        return;
    app_say(app, "Cut %s  ·  p puts it behind a task, P under it, esc leaves it", take(app, true, &words));
    buffer_release(&words);
}

/* ---------------------------------------------------------------- pasting */

/* Fixed costs in another currency are left behind, which should not go unseen. */
static bool loses_costs(const TaskCopy *copy, const Plan *plan)
{
    bool any = false;
    for (size_t i = 0; i < copy->tasks.count; i++)
        any |= copy->tasks.items[i].fixed_cost != MONEY_NONE;
    return any && !text_equal(copy->currency, plan_board(plan)->currency);
}

/* "paste 3 tasks under “Build”" */
static void word_paste(const Clip *clip, const Plan *plan, TaskPlace place, ChangeSet *set)
{
    Buffer words = {0};
    word_clip(&clip->tasks, &words);
    if (place.after || place.parent)
        buffer_format(&words, " %s %s", place.after ? "behind" : "under",
                      plan_quoted(plan, &task_entity, place.after ? place.after : place.parent).text);
    if (!clip->cut && loses_costs(&clip->tasks, plan))
        buffer_format(&words, " without fixed costs in %s", clip->tasks.currency);
    change_reason(set, "%s %s", clip->cut ? "move" : "paste", buffer_text(&words));
    buffer_release(&words);
}

static void paste_copy(App *app, TaskPlace place)
{
    ChangeSet set = {0};
    app_begin(app, &set, "");
    word_paste(app_clip(app), app_plan(app), place, &set);
    const Task *first = edit_paste(&set, app_plan(app), &app_clip(app)->tasks, place);
    if (app_commit(app, &set))
        schedule_select(schedule_of(app), app_plan(app), first->record.id);
    change_release(&set);
}

static void paste_cut(App *app, TaskPlace place)
{
    Clip *clip = app_clip(app);
    Ids ids = {0};
    ChangeSet set = {0};
    Error error = {0};
    uppermost(&clip->tasks, &ids);
    app_begin(app, &set, "");
    word_paste(clip, app_plan(app), place, &set);
    if (!edit_move_to(&set, app_plan(app), &ids, place, &error)) {
        app_complain(app, &error);
        change_release(&set);
    } else if (schedule_commit(app, &set, ids.items[0])) {
        clip_drop_cut(clip);
    }
    array_release(&ids);
}

static void paste(App *app, TaskPlace place)
{
    const Clip *clip = app_clip(app);
    if (clip->tasks.tasks.count == 0)
        app_say(app, "Nothing is copied; y copies the selected task with all that lies under it");
    else if (clip->cut && clip->tasks.board != app_plan(app)->board)
        app_say(app, "What is cut can be moved within its board only; a copy (y) goes into others too");
    else if (clip->cut)
        paste_cut(app, place);
    else
        paste_copy(app, place);
}

void schedule_run_paste(App *app, const char *argument)
{
    (void)argument;
    paste(app, (TaskPlace){.after = list_selected(&schedule_of(app)->list)});
}

void schedule_run_paste_under(App *app, const char *argument)
{
    (void)argument;
    paste(app, (TaskPlace){.parent = list_selected(&schedule_of(app)->list)});
}
