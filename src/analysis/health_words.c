/*
 * The health of a schedule in words: what a point asks, how it stands, why it cannot be told, and what is wrong with
 * each task or link that was found. Screen and command line say the same.
 */
#include "health_parts.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "words.h"

enum { WHOLE = 10000 /* basis points */ };

/* By HealthVerdict; a failure is told by its capitals too. */
static const char *const verdicts[] = {"unknown", "good", "FAILED"};

/* What is asked for, and what to do where it is missing. */
static const char *const advice[HEALTH_COUNT] = {
    [HEALTH_LOGIC] = "Every task but the first and the last waits for something and is waited for; what hangs loose "
                     "moves nothing when it slips. Link it, or a summary task around it, whose links count for "
                     "all tasks within.",
    [HEALTH_LEADS] = "A lead (negative lag) lets work begin on what is not finished. Split the predecessor where the "
                     "successor can really begin.",
    [HEALTH_LAGS] = "A lag is waiting time that nobody owns. Make a task of it, so that it can be followed.",
    [HEALTH_RELATIONSHIPS] = "Other links than finish-to-start are hard to follow. Use few of them.",
    [HEALTH_CONSTRAINTS] = "A date that must be kept stops the links from moving the task. Use a deadline, or start no "
                           "earlier than.",
    [HEALTH_HIGH_SLACK] = "Very much slack mostly means that a link is missing. Find what really waits for it.",
    [HEALTH_NEGATIVE_SLACK] = "These cannot keep a date that somebody asked for. Shorten, overlap, or talk about the "
                              "date.",
    [HEALTH_LONG_TASKS] = "Progress on long tasks is hard to judge. Split them.",
    [HEALTH_INVALID_DATES] = "Work ahead cannot lie before the status date, nor what was done after it. Report "
                             "progress, or reschedule.",
    [HEALTH_RESOURCES] = "Work that nobody does and that costs nothing is not planned yet. Assign somebody, or give "
                         "it a cost.",
    [HEALTH_MISSED_TASKS] = "Finished later than agreed on, or going to: the baseline is not kept.",
    [HEALTH_CRITICAL_PATH] = "600 days more for a critical task must move the project finish by as much; where they do "
                             "not, a link is missing or a date stands in the way.",
    [HEALTH_CPLI] = "Critical path length index, (length + slack) / length: below 1 the work left has to go faster "
                    "than planned.",
    [HEALTH_BEI] = "Baseline execution index, tasks complete / tasks due: below 1 less was done than agreed on.",
};

static bool lacks_baseline(const Plan *plan, HealthCheck check)
{
    return (check == HEALTH_MISSED_TASKS || check == HEALTH_BEI) && plan->results->baseline == 0;
}

void health_word_advice(const Plan *plan, const Health *health, HealthCheck check, Buffer *out)
{
    if (lacks_baseline(plan, check))
        buffer_add(out, "`:baseline-take` in the dashboard or `steerco baseline` takes one. ");
    if (check == HEALTH_HIGH_SLACK || check == HEALTH_LONG_TASKS)
        buffer_format(out, "Over %d days. ", health->long_days);
    buffer_add(out, advice[check]);
}

static bool is_index(HealthCheck check)
{
    return check == HEALTH_CPLI || check == HEALTH_BEI;
}

/* "4.2%", or "0.95" of an index */
static void word_figure(HealthCheck check, int64_t figure, Buffer *out)
{
    if (is_index(check)) {
        buffer_format(out, "%s%lld.%02lld", figure < 0 ? "-" : "", (long long)(llabs(figure) / WHOLE),
                      (long long)(llabs(figure) % WHOLE / 100));
    } else {
        number_format(figure, 2, true, out);
        buffer_add_char(out, '%');
    }
}

static void word_limit(HealthCheck check, const HealthPoint *point, Buffer *out)
{
    if (point->limit == 0) {
        buffer_add(out, "none");
        return;
    }
    buffer_add(out, point->at_least ? "at least " : "at most ");
    word_figure(check, point->limit, out);
}

static void word_why_unknown(const Plan *plan, HealthCheck check, Buffer *out)
{
    static const char *const nothing[HEALTH_COUNT] = {
        [HEALTH_LEADS] = "no link to an open task",
        [HEALTH_LAGS] = "no link to an open task",
        [HEALTH_RELATIONSHIPS] = "no link to an open task",
        [HEALTH_INVALID_DATES] = "there are no tasks",
        [HEALTH_RESOURCES] = "nobody and no cost assigned yet",
        [HEALTH_MISSED_TASKS] = "nothing was due by now",
        [HEALTH_CPLI] = "no task is open, or the finish is past",
        [HEALTH_BEI] = "nothing was due by now",
    };
    if (lacks_baseline(plan, check))
        buffer_add(out, "there is no baseline");
    else
        buffer_add(out, nothing[check] ? nothing[check] : "no task is open");
}

/* The columns of a line: verdict, title, value, limit, and what was looked at. */
enum { TITLE_AT = 9, VALUE_AT = 36, VALUE_WIDTH = 7, LIMIT_AT = VALUE_AT + VALUE_WIDTH + 2, COUNT_AT = 61 };

/* Blanks up to a column of the line that begins at `start`; at least one. */
static void go_to(size_t start, int column, Buffer *out)
{
    int width = text_width(buffer_text(out) + start);
    buffer_add_repeat(out, " ", column > width ? column - width : 1);
}

static void begin_line(const char *verdict, const char *title, Buffer *value, Buffer *out)
{
    size_t start = out->length;
    buffer_add(out, verdict);
    go_to(start, TITLE_AT, out);
    buffer_add(out, title);
    go_to(start, VALUE_AT + VALUE_WIDTH - text_width(buffer_text(value)), out);
    buffer_add(out, buffer_text(value));
    buffer_release(value);
}

void health_word_line(const Plan *plan, const Health *health, HealthCheck check, Buffer *out)
{
    const HealthPoint *point = &health->points[check];
    bool known = point->verdict != HEALTH_UNDEFINED, counted = check != HEALTH_CPLI && check != HEALTH_CRITICAL_PATH;
    Buffer value = {0};
    size_t start = out->length;
    if (known)
        word_figure(check, point->value, &value);
    else
        buffer_add(&value, "—");
    begin_line(verdicts[point->verdict], point->title, &value, out);
    go_to(start, LIMIT_AT, out);
    if (!known) {
        word_why_unknown(plan, check, out);
        return;
    }
    word_limit(check, point, out);
    if (counted)
        go_to(start, COUNT_AT, out);
    if (counted)
        buffer_format(out, "%zu of %lld %s", point->found.count, (long long)point->of, point->entity->plural);
}

void health_word_conflicts(const Plan *plan, Buffer *out)
{
    const ScheduleConflicts *conflicts = schedule_conflicts(plan);
    Buffer value = {0};
    size_t start = out->length;
    buffer_format(&value, "%zu", conflicts->causes);
    begin_line(verdicts[conflicts->causes ? HEALTH_FAILED : HEALTH_PASSED], "Conflicts", &value, out);
    go_to(start, LIMIT_AT, out);
    buffer_add(out, "none");
}

/* Findings */

static void word_slack(const Plan *plan, const Task *task, const TaskDates *dates, Buffer *out)
{
    buffer_add(out, " has a total slack of ");
    schedule_word_slack(plan, task, dates->total_slack, out);
}

static void word_missing_logic(const Plan *plan, const Task *task, Buffer *out)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task->record.id);
    bool waits = health_is_linked(plan, row, false), is_awaited = health_is_linked(plan, row, true);
    buffer_add(out, waits        ? " has no successor"
                    : is_awaited ? " has no predecessor"
                                 : " has neither predecessor nor successor");
    if (task->parent != 0)
        buffer_add(out, ", nor has a summary task around it");
}

static void word_duration(const Plan *plan, const Task *task, Buffer *out)
{
    WorkUnits units = plan_units(plan);
    buffer_add(out, " takes ");
    duration_format(
        duration_make(plan_task_dates(plan, task->record.id)->duration, duration_written_unit(task->duration, &units)),
        &units, out);
}

static void word_invalid_dates(const Plan *plan, const Task *task, const TaskDates *dates, Buffer *out)
{
    Date status = plan_status_date(plan);
    bool finished_after = task->actual_finish != INSTANT_NONE && instant_end_date(task->actual_finish) > status;
    bool begun = task->actual_start != INSTANT_NONE || dates->percent_complete > 0;
    if (task->actual_start != INSTANT_NONE && instant_end_date(task->actual_start) > status) {
        buffer_add(out, " was started ");
        say_instant(task->actual_start, out);
        buffer_add(out, ", after the status date");
    } else if (finished_after) {
        buffer_add(out, " was finished ");
        say_end(task->actual_finish, out);
        buffer_add(out, ", after the status date");
    } else if (begun) {
        buffer_add(out, " is not complete, but should have been finished ");
        say_end(dates->finish, out);
    } else {
        buffer_add(out, " has not begun, but should have been started ");
        say_instant(dates->start, out);
    }
}

static void word_missed(const Plan *plan, const Task *task, const TaskDates *dates, Buffer *out)
{
    const BaselineDates agreed = plan_baseline_dates(plan, task->record.id);
    WorkUnits units = plan_units(plan);
    buffer_add(out, dates->percent_complete >= WHOLE ? " finished " : " finishes ");
    say_end(dates->finish, out);
    buffer_add(out, ", ");
    duration_format(duration_make(agreed.finish_variance, UNIT_DAYS), &units, out);
    buffer_add(out, " later than in the baseline");
}

static void word_behind(const Plan *plan, const Task *task, Buffer *out)
{
    const BaselineDates agreed = plan_baseline_dates(plan, task->record.id);
    buffer_add(out, " is not complete; by the baseline it was due ");
    say_end(agreed.finish, out);
}

static void word_task(const Plan *plan, HealthCheck check, const Task *task, const TaskDates *dates, Buffer *out)
{
    say_task(task, out);
    switch (check) {
    case HEALTH_LOGIC:
        word_missing_logic(plan, task, out);
        break;
    case HEALTH_CONSTRAINTS:
        buffer_add(out, " has the ");
        say_constraint(task, out);
        break;
    case HEALTH_HIGH_SLACK:
    case HEALTH_NEGATIVE_SLACK:
        word_slack(plan, task, dates, out);
        break;
    case HEALTH_LONG_TASKS:
        word_duration(plan, task, out);
        break;
    case HEALTH_INVALID_DATES:
        word_invalid_dates(plan, task, dates, out);
        break;
    case HEALTH_RESOURCES:
        buffer_add(out, " has nobody who works on it and no cost");
        break;
    case HEALTH_MISSED_TASKS:
        word_missed(plan, task, dates, out);
        break;
    case HEALTH_CRITICAL_PATH:
        buffer_add(out, " is critical, but 600 days more for it do not move the project finish as much");
        break;
    default:
        word_behind(plan, task, out);
    }
}

static void word_link(const Plan *plan, const Link *link, Buffer *out)
{
    const Task *from = plan_find(plan, ENTITY_TASK, link->predecessor);
    const Task *to = plan_find(plan, ENTITY_TASK, link->successor);
    if (!from || !to)
        return;
    say_task(to, out);
    buffer_add(out, " follows ");
    say_task(from, out);
    buffer_add(out, " by ");
    say_link_type(plan, link, out);
}

void health_word_finding(const Plan *plan, HealthCheck check, Id id, Buffer *out)
{
    bool about_links = check == HEALTH_LEADS || check == HEALTH_LAGS || check == HEALTH_RELATIONSHIPS;
    const Link *link = about_links ? plan_find(plan, ENTITY_LINK, id) : NULL;
    const Task *task = about_links ? NULL : plan_find(plan, ENTITY_TASK, id);
    const TaskDates *dates = plan_task_dates(plan, id);
    if (link)
        word_link(plan, link, out);
    else if (task && dates)
        word_task(plan, check, task, dates, out);
}
