/*
 * Start and finish in the schedule pane, which are computed and yet can be typed.
 *
 * Typing one sets the constraint that Microsoft Project sets then: start (finish) no earlier than.
 */
#include <string.h>

#include "schedule_commands.h"
#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"

enum { USUAL_START = 8 * 60, USUAL_FINISH = 17 * 60 };

/* A day typed without a time of day means its first working minute, or its last. */
static Instant within_day(const Plan *plan, const Task *task, Instant typed, bool finish)
{
    if (instant_minute(typed) != 0)
        return typed;
    WorkTime *time = worktime_new(plan, task->calendar);
    Instant usual = typed + (finish ? USUAL_FINISH : USUAL_START);
    Instant working = finish ? worktime_prev(time, typed + MINUTES_PER_DAY) : worktime_next(time, typed);
    worktime_free(time);
    return instant_date(working) == instant_date(typed) ? working : usual;
}

/* "T-14 starts no earlier than 2026-03-09" */
static void give_reason(ChangeSet *set, const Task *task, const char *words, Instant date)
{
    Buffer day = {0};
    date_format(instant_date(date), &day);
    change_reason(set, "T-%lld %s %s", (long long)task->record.id, words, buffer_text(&day));
    buffer_release(&day);
}

static void constrain(ChangeSet *set, const Plan *plan, Id task, ConstraintType type, int64_t date)
{
    schedule_set(set, plan, task, field_of(&task_entity, Task, constraint_type), type);
    schedule_set(set, plan, task, field_of(&task_entity, Task, constraint_date), date);
}

static void unconstrain(ChangeSet *set, const Plan *plan, const Task *task)
{
    change_reason(set, "T-%lld as soon as possible", (long long)task->record.id);
    constrain(set, plan, task->record.id, CONSTRAINT_AS_SOON_AS_POSSIBLE, VALUE_NONE);
}

static bool parse_day(App *app, ChangeSet *set, const char *text, Value *out, Error *error)
{
    Spelling spelling = {.mark = DECIMAL_POINT, .order = DATE_DMY, .today = app_today(app)};
    const Field *field = field_of(&task_entity, Task, constraint_date);
    return field_parse(field, app_plan(app), text, &spelling, &set->arena, out, error);
}

/* Work that was done is history: typing its date corrects the record of it, because no constraint can move it. */
static bool set_start(App *app, ChangeSet *set, const Task *task, const char *text, Error *error)
{
    const Plan *plan = app_plan(app);
    Value typed;
    if (!parse_day(app, set, text, &typed, error))
        return false;
    Instant date = typed.number == VALUE_NONE ? INSTANT_NONE : within_day(plan, task, (Instant)typed.number, false);
    if (date == INSTANT_NONE) {
        unconstrain(set, plan, task);
    } else if (task->actual_start != INSTANT_NONE) {
        give_reason(set, task, "was started on", date);
        schedule_set(set, plan, task->record.id, field_of(&task_entity, Task, actual_start), date);
    } else {
        give_reason(set, task, "starts no earlier than", date);
        constrain(set, plan, task->record.id, CONSTRAINT_START_NO_EARLIER, date);
    }
    return true;
}

static bool set_finish(App *app, ChangeSet *set, const Task *task, const char *text, Error *error)
{
    const Plan *plan = app_plan(app);
    Value typed;
    if (schedule_is_summary(plan, task->record.id))
        return error_set(error, "The finish of a summary task follows from the tasks below it");
    if (!parse_day(app, set, text, &typed, error))
        return false;
    Instant date = typed.number == VALUE_NONE ? INSTANT_NONE : within_day(plan, task, (Instant)typed.number, true);
    if (date == INSTANT_NONE) {
        unconstrain(set, plan, task);
    } else if (task->actual_finish != INSTANT_NONE) {
        give_reason(set, task, "was finished on", date);
        schedule_set(set, plan, task->record.id, field_of(&task_entity, Task, actual_finish), date);
    } else {
        give_reason(set, task, "finishes no earlier than", date);
        constrain(set, plan, task->record.id, CONSTRAINT_FINISH_NO_EARLIER, date);
    }
    return true;
}

typedef struct DateCell {
    const char *field, *label;
    bool (*apply)(App *app, ChangeSet *set, const Task *task, const char *text, Error *error);
} DateCell;

static const DateCell date_cells[] = {
    {"start", "Start no earlier than (empty: as soon as possible)", set_start},
    {"finish", "Finish no earlier than (empty: as soon as possible)", set_finish},
};
enum { DATE_CELLS = sizeof date_cells / sizeof *date_cells };

typedef struct Edited {
    Id task;
    const DateCell *cell;
} Edited;

static bool accept_date(App *app, const char *text, const void *context)
{
    const Edited *edited = context;
    const Task *task = plan_find(app_plan(app), ENTITY_TASK, edited->task);
    ChangeSet set = {0};
    Error error = {0};
    if (!task)
        return true;
    app_begin(app, &set, "");
    if (edited->cell->apply(app, &set, task, text, &error))
        return schedule_commit(app, &set, edited->task);
    app_complain(app, &error);
    change_release(&set);
    return false;
}

/* Dates are shown without the time of day, and so they are offered for editing. */
static void edit_date(App *app, const Task *task, const DateCell *cell, const char *argument)
{
    Edited edited = {task->record.id, cell};
    if (*argument) {
        (void)accept_date(app, argument, &edited);
        return;
    }
    Buffer text = {0};
    field_word(entity_field(&task_entity, cell->field), app_plan(app), task, FORMAT_EXCHANGE, &text);
    buffer_cut(&text, strcspn(buffer_text(&text), "T"));
    app_prompt(app, &(Prompt){.label = cell->label,
                              .initial = buffer_text(&text),
                              .accept = accept_date,
                              .context = &edited,
                              .context_size = sizeof edited});
    buffer_release(&text);
}

static bool is_derived_of_summary(const Field *field)
{
    return field == field_of(&task_entity, Task, duration) || field == field_of(&task_entity, Task, percent_complete);
}

void schedule_run_edit(App *app, const char *argument)
{
    const Task *task = schedule_task(app);
    if (!task)
        return;
    const Field *field = list_field(&schedule_of(app)->list);
    for (int i = 0; i < DATE_CELLS; i++)
        if (text_equal(date_cells[i].field, field->name)) {
            edit_date(app, task, &date_cells[i], argument);
            return;
        }
    if (is_derived_of_summary(field) && schedule_is_summary(app_plan(app), task->record.id))
        app_say(app, "The %s of a summary task follows from the tasks below it",
                field->type == FIELD_PERCENT ? "progress" : "duration");
    else
        app_edit_cell(app, &schedule_of(app)->list, 0);
}
