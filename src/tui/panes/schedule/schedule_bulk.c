/*
 * What is done to many tasks at once: shift them, give them to somebody else, report progress, show them as milestones.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "schedule_commands.h"
#include "steerco/analysis/reported.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/session/typed.h"
#include "steerco/tui/commands/bulk.h"

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

void schedule_run_shift(App *app, const char *argument)
{
    ask(app, "task-shift", "Shift by (+3d, -1w)", argument, schedule_shift);
}

/* ---------------------------------------------------------------- people */

typedef struct Handover {
    Id from; /* 0 = nobody: assign */
    Id to;
} Handover;

static const Assignment *assignment_of(const Plan *plan, const Task *task, Id resource)
{
    const Adjacency *all = &plan->results->assignments;
    uint32_t row = plan_row(plan, ENTITY_TASK, task->record.id);
    for (uint32_t i = all->first[row]; i < all->first[row + 1]; i++)
        if (plan_assignment(plan, all->rows[i])->resource == resource)
            return plan_assignment(plan, all->rows[i]);
    return NULL;
}

static bool reassign_task(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    const Handover *handover = how;
    const Task *task = plan_find(plan, ENTITY_TASK, id);
    const Assignment *from = handover->from ? assignment_of(plan, task, handover->from) : NULL;
    bool there = assignment_of(plan, task, handover->to) != NULL;
    if (handover->from ? !from : there || schedule_is_summary(plan, id))
        return false;
    if (!from) {
        Assignment *assignment = change_create(set, &assignment_entity);
        assignment->task = id;
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
    bulk_edit(app, &schedule_of(app)->list,
              &(BulkEdit){.verb = handover.from ? "hand" : "assign",
                          .how_worded = buffer_text(&words),
                          .why_not = "no task here is theirs to be changed",
                          .edit = reassign_task,
                          .how = &handover});
    buffer_release(&words);
    return true;
}

void schedule_run_reassign(App *app, const char *argument)
{
    ask(app, "task-reassign", "Hand over (Anna > Bob), or assign (Bob)", argument, accept_reassign);
}

/* ---------------------------------------------------------------- progress */

static const Field *percent_field(void)
{
    return field_of(&task_entity, Task, percent_complete);
}

/* What is reported, and why the last task did not take it: summaries follow from their tasks, a milestone is done or
   not, and what lies after the status date has not happened. */
typedef struct Report {
    const char *percent;
    Date day;
    Error *refused;
} Report;

static bool report_task(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    const Report *report = how;
    return typed_set(set, plan, &task_entity, id, percent_field(), report->percent, report->refused);
}

static bool accept_percent(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Arena unused = {0};
    Value percent;
    Spelling spelling = plan_spelling(app_plan(app));
    bool good = field_parse(percent_field(), app_plan(app), text, &spelling, &unused, &percent, &error);
    arena_release(&unused);
    if (!good) {
        app_complain(app, &error);
        return false;
    }
    Buffer words = {0};
    buffer_add(&words, "as ");
    field_format(percent_field(), app_plan(app), percent, FORMAT_DISPLAY, &words);
    buffer_add(&words, " done");
    bulk_edit(app, &schedule_of(app)->list,
              &(BulkEdit){.verb = "report",
                          .how_worded = buffer_text(&words),
                          .why_not = error.text,
                          .field = percent_field(),
                          .edit = report_task,
                          .how = &(Report){.percent = text, .refused = &error}});
    buffer_release(&words);
    return true;
}

void schedule_run_percent(App *app, const char *argument)
{
    ask(app, "task-percent", "Per cent complete", argument, accept_percent);
}

static bool report_week(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    const Report *report = how;
    return reported_as_of(set, plan, id, report->day, report->refused);
}

static bool accept_as_of(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Date day;
    Spelling spelling = plan_spelling(app_plan(app));
    if (!date_parse_typed(text_skip_blanks(text), spelling.order, spelling.today, spelling.near, &day, &error)) {
        app_complain(app, &error);
        return false;
    }
    Buffer words = {0};
    buffer_add(&words, "as of ");
    date_format(day, &words);
    bulk_edit(app, &schedule_of(app)->list,
              &(BulkEdit){.verb = "report",
                          .how_worded = buffer_text(&words),
                          .why_not = error.text,
                          .edit = report_week,
                          .how = &(Report){.day = day, .refused = &error}});
    buffer_release(&words);
    return true;
}

void schedule_run_report(App *app, const char *argument)
{
    ask(app, "task-report", "Report as of (fri, 20 feb)", argument, accept_as_of);
}

/* ---------------------------------------------------------------- milestones */

/* What takes no time is one anyway, and a summary none. */
static bool can_be_milestone(const Plan *plan, Id id)
{
    const Task *task = plan_find(plan, ENTITY_TASK, id);
    return task && duration_amount(task->duration) > 0 && !schedule_is_summary(plan, id);
}

static bool make_milestone(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    if (can_be_milestone(plan, id))
        schedule_set(set, plan, id, field_of(&task_entity, Task, milestone), *(const bool *)how);
    return can_be_milestone(plan, id);
}

/* Where all are milestones, they are no longer. */
void schedule_run_milestone(App *app, const char *argument)
{
    (void)argument;
    Ids ids = {0};
    bool wanted = false;
    if (schedule_targets(app, &ids)) {
        for (size_t i = 0; i < ids.count; i++) {
            const Task *task = plan_find(app_plan(app), ENTITY_TASK, ids.items[i]);
            wanted |= can_be_milestone(app_plan(app), ids.items[i]) && !task->milestone;
        }
        bulk_edit(app, &schedule_of(app)->list,
                  &(BulkEdit){.verb = "show",
                              .how_worded = !wanted          ? "as no milestone any more"
                                            : ids.count == 1 ? "as a milestone"
                                                             : "as milestones",
                              .why_not = "a summary is no milestone, and what takes no time is one anyway",
                              .edit = make_milestone,
                              .how = &wanted});
    }
    array_release(&ids);
}
