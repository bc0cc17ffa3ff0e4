/*
 * What is done to many tasks at once: shift them, give them to somebody else, report progress. What a command cannot be
 * applied to is left out and counted, so that one can mark generously.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "bulk.h"
#include "schedule_commands.h"
#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"

/* An edit of one task; false when it does not apply to it. */
typedef bool (*TaskEdit)(ChangeSet *set, const Plan *plan, const Task *task, const void *how);

/* "shift 3 of 5 tasks by +3d", one change set. True when it is done. */
static bool edit_all(App *app, const char *verb, const char *how_worded, const char *why_not, TaskEdit edit,
                     const void *how)
{
    const Plan *plan = app_plan(app);
    ChangeSet set = {0};
    Buffer what = {0};
    Ids ids = {0};
    size_t edited = 0;
    app_begin(app, &set, "");
    list_targets(&schedule_of(app)->list, plan, &ids);
    for (size_t i = 0; i < ids.count; i++)
        edited += edit(&set, plan, plan_find(plan, ENTITY_TASK, ids.items[i]), how);
    bulk_count(&task_entity, edited, ids.count, &what);
    change_reason(&set, "%s %s %s", verb, buffer_text(&what), how_worded);
    bool done = edited > 0 && app_commit(app, &set);
    if (edited == 0)
        app_say(app, "Nothing to change: %s", why_not);
    array_release(&ids);
    buffer_release(&what);
    change_release(&set);
    return done;
}

static void ask(App *app, const char *command, const char *label, const char *argument,
                bool (*accept)(App *app, const char *text, const void *context))
{
    if (!schedule_task(app) || !app_may_change(app))
        return;
    if (*argument)
        (void)accept(app, argument, NULL);
    else
        app_prompt(app, &(Prompt){.label = label, .command = command, .edits_targets = true, .accept = accept});
}

/* ---------------------------------------------------------------- shift */

/* A start that falls on the end of a working day means the beginning of the next one, a finish the other way round. */
static Instant shifted(const WorkTime *time, Instant at, Duration by, bool finish)
{
    if (duration_is_elapsed(by))
        return at + (Instant)duration_amount(by);
    Instant moved = worktime_add(time, at, duration_amount(by));
    return finish ? worktime_prev(time, moved) : worktime_next(time, moved);
}

static bool constrains_finish(const Task *task)
{
    return task->constraint_type == CONSTRAINT_MUST_FINISH_ON ||
           task->constraint_type == CONSTRAINT_FINISH_NO_EARLIER || task->constraint_type == CONSTRAINT_FINISH_NO_LATER;
}

/* Constraints move along; a task without one gets one when it is to come later. What is started is history. */
static bool shift_task(ChangeSet *set, const Plan *plan, const Task *task, const void *how)
{
    Duration by = *(const Duration *)how;
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    bool constrained = task->constraint_type > CONSTRAINT_AS_LATE_AS_POSSIBLE && task->constraint_date != INSTANT_NONE;
    bool can_wait = task->constraint_type == CONSTRAINT_AS_SOON_AS_POSSIBLE && duration_amount(by) > 0;
    if (task->actual_start != INSTANT_NONE || !dates || dates->start == INSTANT_NONE ||
        dates->percent_complete >= 10000 || (!constrained && !can_wait))
        return false;
    WorkTime *time = worktime_new(plan, task->calendar);
    Instant from = constrained ? task->constraint_date : dates->start;
    Instant to = shifted(time, from, by, constrained && constrains_finish(task));
    worktime_free(time);
    if (!constrained)
        schedule_set(set, plan, task->record.id, field_of(&task_entity, Task, constraint_type),
                     CONSTRAINT_START_NO_EARLIER);
    schedule_set(set, plan, task->record.id, field_of(&task_entity, Task, constraint_date), to);
    return true;
}

static bool accept_shift(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Duration by;
    WorkUnits units = plan_units(app_plan(app));
    enum { LONGEST = 10 * 366 * MINUTES_PER_DAY };
    if (!duration_parse(text, DECIMAL_POINT, &units, UNIT_DAYS, &by, &error)) {
        app_complain(app, &error);
        return false;
    }
    int64_t amount = duration_amount(by);
    if (duration_is_percent(by) || amount == 0 || amount > LONGEST || amount < -LONGEST) {
        error_set(&error, "'%s' is no way to shift tasks; expected days or weeks like +3d or -1w",
                  text_skip_blanks(text));
        app_complain(app, &error);
        return false;
    }
    Buffer words = {0};
    buffer_add(&words, amount > 0 ? "by +" : "by ");
    duration_format(by, &units, &words);
    (void)edit_all(app, "shift", buffer_text(&words), "started tasks stay, and without a constraint none gets earlier",
                   shift_task, &by);
    buffer_release(&words);
    return true;
}

void schedule_run_shift(App *app, const char *argument)
{
    ask(app, "task-shift", "Shift by (+3d, -1w)", argument, accept_shift);
}

/* ---------------------------------------------------------------- people */

typedef struct Handover {
    Id from; /* 0 = nobody: assign */
    Id to;
} Handover;

static const Assignment *assignment_of(const Plan *plan, const Task *task, Id resource)
{
    const Adjacency *all = &plan->results.assignments;
    uint32_t row = plan_row(plan, ENTITY_TASK, task->record.id);
    for (uint32_t i = all->first[row]; i < all->first[row + 1]; i++)
        if (plan_assignment(plan, all->rows[i])->resource == resource)
            return plan_assignment(plan, all->rows[i]);
    return NULL;
}

static bool reassign_task(ChangeSet *set, const Plan *plan, const Task *task, const void *how)
{
    const Handover *handover = how;
    const Assignment *from = handover->from ? assignment_of(plan, task, handover->from) : NULL;
    bool there = assignment_of(plan, task, handover->to) != NULL;
    if (handover->from ? !from : there || schedule_is_summary(plan, task->record.id))
        return false;
    if (!from) {
        Assignment *assignment = change_create(set, &assignment_entity);
        assignment->task = task->record.id;
        assignment->resource = handover->to;
    } else if (there) {
        change_delete(set, plan, &assignment_entity, from->record.id);
    } else {
        change_field(set, plan, &assignment_entity, Assignment, from->record.id, resource, value_number(handover->to));
    }
    return true;
}

static bool find_person(const Plan *plan, const char *text, size_t length, Id *out, Error *error)
{
    char name[160];
    Value found;
    Arena unused = {0};
    Spelling spelling = {.mark = DECIMAL_POINT, .order = DATE_DMY, .today = DATE_NONE};
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    snprintf(name, sizeof name, "%.*s", (int)length, text);
    bool good =
        field_parse(field_of(&assignment_entity, Assignment, resource), plan, name, &spelling, &unused, &found, error);
    arena_release(&unused);
    *out = good ? found.number : 0;
    return good;
}

/* "Anna > Bob", or "Bob" */
static bool accept_reassign(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Handover handover = {0};
    const Plan *plan = app_plan(app);
    const char *sign = strchr(text, '>'), *to = text_skip_blanks(sign ? sign + 1 : text);
    text = text_skip_blanks(text);
    if ((sign && !find_person(plan, text, (size_t)(sign - text), &handover.from, &error)) ||
        !find_person(plan, to, strlen(to), &handover.to, &error)) {
        app_complain(app, &error);
        return false;
    }
    Buffer words = {0};
    if (handover.from) {
        buffer_add(&words, "from ");
        plan_label(plan, &resource_entity, handover.from, &words);
        buffer_add(&words, " ");
    }
    buffer_add(&words, "to ");
    plan_label(plan, &resource_entity, handover.to, &words);
    (void)edit_all(app, handover.from ? "hand" : "assign", buffer_text(&words), "no task here is theirs to be changed",
                   reassign_task, &handover);
    buffer_release(&words);
    return true;
}

void schedule_run_reassign(App *app, const char *argument)
{
    ask(app, "task-reassign", "Hand over (Anna > Bob), or assign (Bob)", argument, accept_reassign);
}

/* ---------------------------------------------------------------- progress */

static bool report_task(ChangeSet *set, const Plan *plan, const Task *task, const void *how)
{
    if (schedule_is_summary(plan, task->record.id))
        return false;
    schedule_set(set, plan, task->record.id, field_of(&task_entity, Task, percent_complete), *(const int64_t *)how);
    return true;
}

static bool accept_percent(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Arena unused = {0};
    Value percent;
    Spelling spelling = {.mark = DECIMAL_POINT, .order = DATE_DMY, .today = DATE_NONE};
    const Field *field = field_of(&task_entity, Task, percent_complete);
    bool good = field_parse(field, app_plan(app), text, &spelling, &unused, &percent, &error);
    arena_release(&unused);
    if (!good) {
        app_complain(app, &error);
        return false;
    }
    Buffer words = {0};
    buffer_add(&words, "as ");
    field_format(field, app_plan(app), percent, FORMAT_DISPLAY, &words);
    buffer_add(&words, " done");
    (void)edit_all(app, "report", buffer_text(&words), "the progress of a summary follows from its tasks", report_task,
                   &percent.number);
    buffer_release(&words);
    return true;
}

void schedule_run_percent(App *app, const char *argument)
{
    ask(app, "task-percent", "Per cent complete", argument, accept_percent);
}
