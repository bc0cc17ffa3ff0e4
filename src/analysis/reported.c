/*
 * One rule for progress, whether a cell was typed, a script or a file speaks, or a week is reported at once.
 */
#include "steerco/analysis/reported.h"

#include "steerco/analysis/schedule.h"
#include "steerco/analysis/worktime.h"

#define TASK_FIELD(member) field_of(&task_entity, Task, member)

enum { FULLY_DONE = 10000 };

bool reported_has(const Field *field)
{
    return field == TASK_FIELD(percent_complete) || field == TASK_FIELD(actual_start) ||
           field == TASK_FIELD(actual_finish);
}

/* ---- What is known ---- */

static int64_t value_of(const ChangeSet *set, const Plan *plan, Id task, const Field *field)
{
    return change_value(set, plan, &task_entity, task, field).number;
}

static void set_number(ChangeSet *set, const Plan *plan, Id task, const Field *field, int64_t number)
{
    change_set(set, plan, &task_entity, task, field, value_number(number));
}

/* The status date as the set leaves it; DATE_NONE where the board has none. */
static Date status_of(const ChangeSet *set, const Plan *plan)
{
    const Field *field = field_of(&board_entity, Board, status_date);
    int64_t day = change_value(set, plan, &board_entity, plan->board, field).number;
    return plan->board == 0 || day == VALUE_NONE ? DATE_NONE : (Date)day;
}

static WorkTime *time_of(const ChangeSet *set, const Plan *plan, Id task)
{
    return worktime_new(plan, value_of(set, plan, task, TASK_FIELD(calendar)));
}

/* The instant that lies the duration behind another, or before it. */
static Instant away(const ChangeSet *set, const Plan *plan, Id task, Instant from, int direction)
{
    Duration duration = value_of(set, plan, task, TASK_FIELD(duration));
    int64_t minutes = direction * duration_amount(duration);
    if (duration_is_elapsed(duration))
        return from + (Instant)minutes;
    WorkTime *time = time_of(set, plan, task);
    Instant at = worktime_add(time, from, minutes);
    worktime_free(time);
    return at;
}

/* No later than the work of the status date ends, and no earlier than the task began. */
static Instant cut(const ChangeSet *set, const Plan *plan, Id task, Instant start, Instant finish)
{
    Date status = status_of(set, plan);
    if (status == DATE_NONE || instant_end_date(finish) <= status)
        return finish;
    WorkTime *time = time_of(set, plan, task);
    Instant end = worktime_prev(time, instant_make(worktime_clamp_day(status), MINUTES_PER_DAY));
    worktime_free(time);
    return instant_latest(start, end);
}

static bool check_past(const ChangeSet *set, const Plan *plan, Id task, int64_t at, const char *happened, Error *error)
{
    const char *name = change_value(set, plan, &task_entity, task, TASK_FIELD(name)).text;
    return at == VALUE_NONE || task_check_past(name, (Instant)at, happened, status_of(set, plan), error);
}

/* ---- Reports ---- */

/* With these dates as planned; without any where they are null: then the set has to say when it was begun. */
static bool report(ChangeSet *set, const Plan *plan, Id task, int64_t percent, const TaskDates *planned, Error *error)
{
    const Task *stored = plan_find(plan, ENTITY_TASK, task);
    int64_t start = value_of(set, plan, task, TASK_FIELD(actual_start));
    int64_t finish = value_of(set, plan, task, TASK_FIELD(actual_finish));
    bool as_planned = planned && stored && value_of(set, plan, task, TASK_FIELD(duration)) == stored->duration &&
                      (start == VALUE_NONE || start == stored->actual_start);
    if (start == VALUE_NONE && stored && stored->actual_start != INSTANT_NONE)
        start = stored->actual_start; /* it went with a finish that was taken back */
    if (start == VALUE_NONE && planned)
        start = planned->start;
    if (percent > 0 && !check_past(set, plan, task, start, "started", error))
        return false;
    set_number(set, plan, task, TASK_FIELD(percent_complete), percent);
    if (percent < FULLY_DONE)
        set_number(set, plan, task, TASK_FIELD(actual_finish), VALUE_NONE);
    set_number(set, plan, task, TASK_FIELD(actual_start), percent > 0 ? start : VALUE_NONE);
    if (percent >= FULLY_DONE && finish == VALUE_NONE && start != VALUE_NONE) {
        finish = as_planned ? planned->finish : away(set, plan, task, (Instant)start, 1);
        set_number(set, plan, task, TASK_FIELD(actual_finish), cut(set, plan, task, (Instant)start, (Instant)finish));
    }
    return true;
}

static bool type_percent(ChangeSet *set, const Plan *plan, Id task, int64_t percent, Error *error)
{
    TaskDates planned;
    bool known = schedule_as_planned(plan, task, &planned);
    return report(set, plan, task, percent, known ? &planned : NULL, error);
}

/* Where it was planned to begin later than it was finished, it took its duration. */
static Instant start_of_finished(const ChangeSet *set, const Plan *plan, Id task, Instant finish)
{
    TaskDates planned;
    int64_t start = value_of(set, plan, task, TASK_FIELD(actual_start));
    if (start != VALUE_NONE)
        return (Instant)start;
    bool known = schedule_as_planned(plan, task, &planned);
    return known && planned.start <= finish ? planned.start : away(set, plan, task, finish, -1);
}

static bool type_finish(ChangeSet *set, const Plan *plan, Id task, Instant finish, Error *error)
{
    if (!check_past(set, plan, task, finish, "finished", error))
        return false;
    set_number(set, plan, task, TASK_FIELD(actual_start), start_of_finished(set, plan, task, finish));
    set_number(set, plan, task, TASK_FIELD(actual_finish), finish);
    set_number(set, plan, task, TASK_FIELD(percent_complete), FULLY_DONE);
    return true;
}

static bool type_start(ChangeSet *set, const Plan *plan, Id task, Instant start, Error *error)
{
    if (!check_past(set, plan, task, start, "started", error))
        return false;
    set_number(set, plan, task, TASK_FIELD(actual_start), start);
    return true;
}

/* It had not begun at all, as far as anybody can tell then. */
static void take_back(ChangeSet *set, const Plan *plan, Id task, const Field *field)
{
    if (value_of(set, plan, task, field) == VALUE_NONE)
        return;
    set_number(set, plan, task, TASK_FIELD(actual_start), VALUE_NONE);
    set_number(set, plan, task, TASK_FIELD(actual_finish), VALUE_NONE);
    set_number(set, plan, task, TASK_FIELD(percent_complete), 0);
}

bool reported_type(ChangeSet *set, const Plan *plan, Id task, const Field *field, Value value, Error *error)
{
    if (field == TASK_FIELD(percent_complete))
        return type_percent(set, plan, task, value.number, error);
    if (value.number == VALUE_NONE)
        take_back(set, plan, task, field);
    else if (field == TASK_FIELD(actual_finish))
        return type_finish(set, plan, task, (Instant)value.number, error);
    else
        return type_start(set, plan, task, (Instant)value.number, error);
    return true;
}

bool reported_complete(ChangeSet *set, const Plan *tried, Id task, Error *error)
{
    int64_t finish = value_of(set, tried, task, TASK_FIELD(actual_finish));
    int64_t start = value_of(set, tried, task, TASK_FIELD(actual_start));
    int64_t percent = value_of(set, tried, task, TASK_FIELD(percent_complete));
    if (finish != VALUE_NONE)
        return type_finish(set, tried, task, (Instant)finish, error);
    if (status_of(set, tried) != DATE_NONE && percent > 0)
        return type_percent(set, tried, task, percent, error);
    return check_past(set, tried, task, start, "started", error);
}

/* ---- A duration that dates decide ---- */

bool reported_stretch(ChangeSet *set, const Plan *plan, Id task, Error *error)
{
    const Task *stored = plan_find(plan, ENTITY_TASK, task);
    const TaskDates *dates = plan_task_dates(plan, task);
    bool over = stored && stored->actual_finish != INSTANT_NONE;
    const Field *from = over ? TASK_FIELD(actual_start) : TASK_FIELD(manual_start);
    const Field *to = over ? TASK_FIELD(actual_finish) : TASK_FIELD(manual_finish);
    int64_t start = value_of(set, plan, task, from), finish = value_of(set, plan, task, to);
    int64_t minutes = duration_amount(value_of(set, plan, task, TASK_FIELD(duration)));
    bool typed = !stored || finish != field_stored(to, stored).number;
    if (typed || start == VALUE_NONE || finish == VALUE_NONE || (!over && !stored->manual) ||
        (dates && dates->duration == minutes))
        return true;
    finish = away(set, plan, task, (Instant)start, 1);
    if (over && !check_past(set, plan, task, finish, "finished", error))
        return false;
    set_number(set, plan, task, to, finish);
    return true;
}

/* ---- A week at once ---- */

/* Basis points of the duration that lie before the end of the day. */
static int64_t percent_by(const Plan *plan, Id task, Date day, bool as_planned, const TaskDates *dates)
{
    int64_t percent = 0;
    if (instant_end_date(dates->finish) <= day)
        return FULLY_DONE;
    int32_t done = schedule_done_by(plan, task, instant_make(day, MINUTES_PER_DAY), as_planned);
    if (dates->duration <= 0 || !number_scale(done, FULLY_DONE, dates->duration, &percent))
        return 0;
    return percent < FULLY_DONE ? percent : FULLY_DONE - 1;
}

static bool report_leaf(ChangeSet *set, const Plan *plan, Id task, Date day, bool as_planned, Error *error)
{
    TaskDates planned;
    const TaskDates *dates = plan_task_dates(plan, task);
    if (!dates || dates->start == INSTANT_NONE)
        return error_set(error, "%s has no dates", plan_quoted(plan, &task_entity, task).text);
    if (as_planned && schedule_as_planned(plan, task, &planned))
        dates = &planned;
    int64_t percent = percent_by(plan, task, day, as_planned, dates);
    if (percent <= value_of(set, plan, task, TASK_FIELD(percent_complete)))
        return error_set(error, "%s has nothing more to report by then", plan_quoted(plan, &task_entity, task).text);
    return report(set, plan, task, percent, dates, error);
}

bool reported_as_of(ChangeSet *set, const Plan *plan, Id task, Date day, Error *error)
{
    const Outline *outline = &plan->results->outline;
    Date status = plan_board(plan)->status_date;
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    bool any = false, as_planned = status != DATE_NONE && status >= day;
    if (row == ROW_NONE || plan->results->generation != plan->generation)
        return error_set(error, "the task is gone");
    if (!as_planned)
        change_field(set, plan, &board_entity, Board, plan->board, status_date, value_number(day));
    uint32_t place = outline->place_of[row];
    for (uint32_t at = place; at < outline->end[place]; at++)
        if (!outline_is_summary(outline, at)) {
            Id leaf = plan_task(plan, outline->row_at[at])->record.id;
            any = report_leaf(set, plan, leaf, day, as_planned, error) || any;
        }
    return any;
}
