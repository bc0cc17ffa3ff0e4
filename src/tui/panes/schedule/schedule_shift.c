/*
 * Shifting tasks by some days, and saying what holds those that did not move: a date that is shifted may come to lie
 * where a link or another date is stronger.
 */
#include <string.h>

#include "schedule_commands.h"
#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/commands/bulk.h"

/* ---------------------------------------------------------------- the edit */

/* A start that falls on the end of a working day means the beginning of the next one, a finish the other way round. */
static int64_t shifted(const WorkTime *time, Instant at, Duration by, bool finish)
{
    if (at == INSTANT_NONE)
        return VALUE_NONE;
    if (duration_is_elapsed(by))
        return at + (Instant)duration_amount(by);
    Instant moved = worktime_add(time, at, duration_amount(by));
    return finish ? worktime_prev(time, moved) : worktime_next(time, moved);
}

static bool has_dated_constraint(const Task *task)
{
    return task->constraint_type > CONSTRAINT_AS_LATE_AS_POSSIBLE && task->constraint_date != INSTANT_NONE;
}

static bool is_by_hand(const Plan *plan, const Task *task)
{
    return task->manual && !schedule_is_summary(plan, task->record.id) &&
           (task->manual_start != INSTANT_NONE || task->manual_finish != INSTANT_NONE);
}

#define SET(member, value) schedule_set(set, plan, task->record.id, field_of(&task_entity, Task, member), value)

static void shift_dates(ChangeSet *set, const Plan *plan, const Task *task, Duration by, const WorkTime *time)
{
    Instant start = plan_task_dates(plan, task->record.id)->start;
    if (is_by_hand(plan, task)) {
        SET(manual_start, shifted(time, task->manual_start, by, false));
        SET(manual_finish, shifted(time, task->manual_finish, by, true));
    } else if (has_dated_constraint(task)) {
        SET(constraint_date, shifted(time, task->constraint_date, by, task_constrains_finish(task)));
    } else {
        SET(constraint_type, CONSTRAINT_START_NO_EARLIER);
        SET(constraint_date, shifted(time, start, by, false));
    }
}

/* Constraints move along; a task without one gets one when it is to come later. What is started is history. */
static bool shift_task(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    Duration by = *(const Duration *)how;
    const Task *task = plan_find(plan, ENTITY_TASK, id);
    const TaskDates *dates = plan_task_dates(plan, id);
    bool can_wait = task->constraint_type == CONSTRAINT_AS_SOON_AS_POSSIBLE && duration_amount(by) > 0;
    if (task->actual_start != INSTANT_NONE || !dates || dates->start == INSTANT_NONE ||
        dates->percent_complete >= 10000 || (!has_dated_constraint(task) && !is_by_hand(plan, task) && !can_wait))
        return false;
    WorkTime *time = worktime_new(plan, task->calendar);
    shift_dates(set, plan, task, by, time);
    worktime_free(time);
    return true;
}

/* ---------------------------------------------------------------- what holds it */

/* "held by its predecessor “Order hardware”  ·  ; changes the lag": the reason, and how to move it anyway. `alone` = it
   goes without saying which task is meant, unless it is one of those below a summary. */
static void word_hold(const Plan *plan, Id task, bool alone, Buffer *out)
{
    Id held, by;
    ScheduleHold hold = schedule_hold(plan, task, &held, &by);
    const Task *record = plan_find(plan, ENTITY_TASK, held);
    const TaskDates *dates = plan_task_dates(plan, held);
    Quoted name = plan_quoted(plan, &task_entity, by);
    if (!alone || held != task)
        buffer_format(out, "%s%s is ", alone ? "its task " : "", plan_quoted(plan, &task_entity, held).text);
    if (hold != HOLD_NONE && dates && dates->percent_complete >= 10000)
        buffer_add(out, "done already");
    else if (hold == HOLD_STARTED || hold == HOLD_FINISHED)
        buffer_add(out, "under way  ·  an actual start moves it");
    else if (hold == HOLD_LINK)
        buffer_format(out, "held by its predecessor %s  ·  ; changes the lag", name.text);
    else if (hold == HOLD_SUMMARY)
        buffer_format(out, "held by the constraint of %s  ·  shift that", name.text);
    else if (hold == HOLD_STATUS)
        buffer_add(out, "held by the status date  ·  an actual start moves it");
    else if (hold == HOLD_PROJECT_START)
        buffer_add(out, "held by the start of the project  ·  :board changes it");
    else if (hold == HOLD_NONE)
        buffer_add(out, "without dates");
    else if (record->constraint_type == CONSTRAINT_AS_LATE_AS_POSSIBLE)
        buffer_add(out, "held by its constraint, as late as possible");
    else
        buffer_add(out, "held by its constraint  ·  type another date");
}

/* Where the targets stood. */
typedef struct Stands {
    Ids tasks;
    ARRAY(TaskDates) dates;
} Stands;

static void note_stands(const List *list, const Plan *plan, Stands *out)
{
    list_targets(list, plan, &out->tasks);
    for (size_t i = 0; i < out->tasks.count; i++) {
        const TaskDates *dates = plan_task_dates(plan, out->tasks.items[i]);
        array_push(&out->dates, dates ? *dates : (TaskDates){0});
    }
}

static size_t count_still(const Stands *before, const Plan *plan, Id *first)
{
    size_t count = 0;
    *first = 0;
    for (size_t i = 0; i < before->tasks.count; i++) {
        const TaskDates *was = &before->dates.items[i], *is = plan_task_dates(plan, before->tasks.items[i]);
        if (is && (is->start != was->start || is->finish != was->finish))
            continue;
        *first = *first ? *first : before->tasks.items[i];
        count++;
    }
    return count;
}

static void say_still(App *app, const Stands *before, bool edited)
{
    Id first;
    const Plan *plan = app_plan(app);
    size_t still = count_still(before, plan, &first);
    Buffer words = {0};
    word_hold(plan, first, before->tasks.count == 1, &words);
    if (still == before->tasks.count) {
        app_say(app, "Nothing moved: %s%s", buffer_text(&words), edited ? "  ·  u undoes" : "");
    } else if (still > 0) {
        Buffer more = {0};
        buffer_format(&more, "%zu did not move: %s", still, buffer_text(&words));
        app_say_more(app, buffer_text(&more));
        buffer_release(&more);
    }
    buffer_release(&words);
}

/* ---------------------------------------------------------------- the command */

static bool read_shift(App *app, const char *text, Duration *out)
{
    enum { LONGEST = 10 * 366 * MINUTES_PER_DAY };
    Error error = {0};
    WorkUnits units = plan_units(app_plan(app));
    bool good = duration_parse(text, DECIMAL_POINT, &units, UNIT_DAYS, out, &error);
    int64_t amount = good ? duration_amount(*out) : 0;
    if (good && (duration_is_percent(*out) || amount == 0 || amount > LONGEST || amount < -LONGEST))
        good = error_set(&error, "'%s' is no way to shift tasks; expected days or weeks like +3d or -1w",
                         text_skip_blanks(text));
    if (!good)
        app_complain(app, &error);
    return good;
}

bool schedule_shift(App *app, const char *text, const void *context)
{
    (void)context;
    Duration by;
    if (!read_shift(app, text, &by))
        return false;
    const List *list = &schedule_of(app)->list;
    WorkUnits units = plan_units(app_plan(app));
    Stands before = {0};
    Buffer words = {0};
    note_stands(list, app_plan(app), &before);
    buffer_add(&words, duration_amount(by) > 0 ? "by +" : "by ");
    duration_format(by, &units, &words);
    BulkEdit shift = {.verb = "shift", .how_worded = buffer_text(&words), .edit = shift_task, .how = &by};
    BulkOutcome outcome = bulk_edit(app, list, &shift);
    if (outcome != BULK_REFUSED && !conflict_is_open(app))
        say_still(app, &before, outcome == BULK_DONE);
    array_release(&before.tasks);
    array_release(&before.dates);
    buffer_release(&words);
    return true;
}
