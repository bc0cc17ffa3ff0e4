/*
 * Why a task takes longer from its start to its finish than its work: which holidays and freezes lie in between, whose
 * calendar counts, where it is interrupted.
 */
#include "kept.h"
#include "steerco/base/recurrence.h"
#include "steerco/base/text.h"
#include "words.h"

enum { MOST_NAMED = 4, WEEKS_LOOKED_AT = 4, DAYS_PER_WEEK = 7, BASES_FOLLOWED = 16 };

/* What an exception takes out of a span. */
typedef struct Loss {
    const Exception *exception;
    int64_t minutes;
} Loss;

typedef struct Losses {
    const Plan *plan;
    const WorkTime *time; /* of those who work */
    Ids calendars;        /* that may be the reason: the task's and those of who works on it, with their bases */
    ARRAY(Loss) found;
    int64_t minutes;
} Losses;

static int64_t minutes_on(const WorkTime *time, Date day)
{
    return worktime_between(time, instant_make(day, 0), instant_make(day, MINUTES_PER_DAY));
}

/* What such a weekday usually has, in the weeks around. */
static int64_t usual_on(const WorkTime *time, Date day)
{
    int64_t most = 0;
    for (int week = -WEEKS_LOOKED_AT; week <= WEEKS_LOOKED_AT; week++) {
        int64_t minutes = minutes_on(time, day + week * DAYS_PER_WEEK);
        most = minutes > most ? minutes : most;
    }
    return most;
}

static void add_calendar(Losses *losses, Id id)
{
    const Calendar *calendar = plan_find(losses->plan, ENTITY_CALENDAR, id);
    if (!calendar)
        calendar = plan_find(losses->plan, ENTITY_CALENDAR, plan_board(losses->plan)->calendar);
    for (int depth = 0; calendar && depth < BASES_FOLLOWED; depth++) {
        array_push(&losses->calendars, calendar->record.id);
        calendar = plan_find(losses->plan, ENTITY_CALENDAR, calendar->base);
    }
}

static void find_calendars(Losses *losses, uint32_t row)
{
    const Plan *plan = losses->plan;
    const Adjacency *assigned = &plan->results->assignments;
    add_calendar(losses, plan_task(plan, row)->calendar);
    for (uint32_t i = assigned->first[row]; i < assigned->first[row + 1]; i++) {
        const Resource *resource = plan_find(plan, ENTITY_RESOURCE, plan_assignment(plan, assigned->rows[i])->resource);
        if (resource && resource->calendar)
            add_calendar(losses, resource->calendar);
    }
}

static bool holds_on(const Exception *exception, Date day)
{
    Recurrence rule;
    if (day < exception->from || day > exception->to)
        return false;
    return !*exception->repeats || !recurrence_parse(exception->repeats, &rule, NULL) ||
           recurrence_holds(&rule, exception->from, day);
}

/* The newest of the nearest calendar, as the day is looked up. */
static const Exception *exception_on(const Losses *losses, Date day)
{
    const Plan *plan = losses->plan;
    for (size_t i = 0; i < losses->calendars.count; i++)
        for (uint32_t row = plan_count(plan, ENTITY_EXCEPTION); row-- > 0;) {
            const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
            if (exception->calendar == losses->calendars.items[i] && holds_on(exception, day))
                return exception;
        }
    return NULL;
}

static void lose(Losses *losses, Date day)
{
    int64_t lost = usual_on(losses->time, day) - minutes_on(losses->time, day);
    const Exception *exception = lost > 0 ? exception_on(losses, day) : NULL;
    if (!exception)
        return;
    losses->minutes += lost;
    for (size_t i = 0; i < losses->found.count; i++)
        if (losses->found.items[i].exception == exception) {
            losses->found.items[i].minutes += lost;
            return;
        }
    array_push(&losses->found, (Loss){exception, lost});
}

static void say_loss(const Plan *plan, const Loss *loss, Buffer *out)
{
    const Exception *exception = loss->exception;
    if (*exception->name)
        buffer_format(out, "“%s”", exception->name);
    else
        buffer_format(out, "the days off of “%s”",
                      ((const Calendar *)plan_find(plan, ENTITY_CALENDAR, exception->calendar))->name);
    buffer_add(out, " (");
    date_format_short(exception->from, out);
    if (exception->to != exception->from) {
        buffer_add(out, " to ");
        date_format_short(exception->to, out);
    }
    buffer_add(out, ") takes ");
    schedule_word_days(plan, loss->minutes, false, out);
}

static void say_losses(const Losses *losses, Buffer *out)
{
    for (size_t i = 0; i < losses->found.count && i < MOST_NAMED; i++) {
        buffer_add(out, i > 0 ? ", " : "");
        say_loss(losses->plan, &losses->found.items[i], out);
    }
    if (losses->found.count > MOST_NAMED)
        buffer_format(out, " and %zu more", losses->found.count - MOST_NAMED);
}

/* Whose working time counts, where there is less of it than the project has. */
static void say_calendar(const Losses *losses, const Task *task, Buffer *out)
{
    const Calendar *calendar = plan_find(losses->plan, ENTITY_CALENDAR, task->calendar);
    if (calendar)
        buffer_format(out, "it is worked by the calendar “%s”", calendar->name);
    else
        buffer_add(out, "it is worked by the calendars of the people on it");
}

static void say_reasons(Losses *losses, const Passes *passes, uint32_t n, const TaskDates *dates, Buffer *out)
{
    const Node *node = &passes->network->nodes[n];
    const Task *task = plan_task(losses->plan, node->row);
    int64_t project = worktime_between(calendars_at(&passes->network->calendars, 0), dates->start, dates->finish);
    int64_t worked = worktime_between(losses->time, dates->start, dates->finish);
    const char *before = "";
    if (losses->found.count > 0) {
        say_losses(losses, out);
        before = ", ";
    }
    if (node->worker != 0 && project > worked) {
        buffer_add(out, before);
        say_calendar(losses, task, out);
        before = ", ";
    }
    if (dates->resume != INSTANT_NONE) {
        buffer_format(out, "%sit is interrupted and goes on ", before);
        say_instant(dates->resume, out);
    }
}

void schedule_explain_span(const Plan *plan, Id id, Buffer *out)
{
    const Passes *passes = schedule_passes(plan);
    const TaskDates *dates = plan_task_dates(plan, id);
    uint32_t row = plan_row(plan, ENTITY_TASK, id);
    if (!passes || !dates || dates->start == INSTANT_NONE)
        return;
    uint32_t n = passes->network->node_of[row];
    const Node *node = &passes->network->nodes[n];
    Losses losses = {.plan = plan, .time = calendars_at(&passes->network->calendars, node->worker)};
    Buffer reasons = {0};
    if (node->kind == NODE_TASK && node->duration > 0 && !node->elapsed) {
        find_calendars(&losses, row);
        for (Date day = instant_date(dates->start); day <= instant_end_date(dates->finish); day++)
            lose(&losses, day);
        say_reasons(&losses, passes, n, dates, &reasons);
    }
    if (reasons.length > 0) {
        buffer_add(out, "Its ");
        schedule_word_days(plan, dates->duration, false, out);
        buffer_add(out, " last until ");
        say_end(dates->finish, out);
        buffer_format(out, ": %s", buffer_text(&reasons));
    }
    buffer_release(&reasons);
    array_release(&losses.calendars);
    array_release(&losses.found);
}
