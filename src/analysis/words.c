/* The words of sentences about the schedule, so that an instant or a link is named the same way in all of them. */
#include "words.h"

#include "steerco/analysis/schedule.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

static void say_on(Date date, int minute, Buffer *out)
{
    buffer_format(out, "%s ", weekday_name(date_weekday(date)));
    date_format_short(date, out);
    buffer_format(out, " %02d:%02d", minute / 60, minute % 60);
}

void say_instant(Instant at, Buffer *out)
{
    say_on(instant_date(at), instant_minute(at), out);
}

void say_end(Instant at, Buffer *out)
{
    Date day = instant_end_date(at);
    say_on(day, at - instant_make(day, 0), out);
}

void say_task(const Task *task, Buffer *out)
{
    entity_code(&task_entity, task->record.id, out);
    buffer_format(out, " '%s'", task->name);
}

void schedule_word_days(const Plan *plan, int64_t minutes, bool elapsed, Buffer *out)
{
    WorkUnits units = plan_units(plan);
    int64_t day = elapsed ? MINUTES_PER_DAY : units.minutes_per_day, hundredths;
    bool scaled = day > 0 && (minutes >= day || minutes <= -day) && number_scale(minutes, 100, day, &hundredths);
    if (!scaled) {
        duration_format(duration_make(minutes, elapsed ? UNIT_DAYS | UNIT_ELAPSED : UNIT_DAYS), &units, out);
        return;
    }
    number_format(hundredths, 2, true, out);
    buffer_add(out, elapsed ? "ed" : "d");
}

void schedule_word_slack(const Plan *plan, const Task *task, int64_t slack, Buffer *out)
{
    schedule_word_days(plan, slack, duration_is_elapsed(task->duration), out);
}

void schedule_word_stand(const Plan *plan, Id id, Buffer *out)
{
    const Task *task = plan_find(plan, ENTITY_TASK, id);
    const TaskDates *dates = plan_task_dates(plan, id);
    if (!task || !dates || dates->start == INSTANT_NONE)
        return;
    say_task(task, out);
    buffer_add(out, " starts ");
    say_instant(dates->start, out);
    buffer_add(out, dates->critical ? ", critical, slack " : ", slack ");
    schedule_word_slack(plan, task, dates->total_slack, out);
}

void say_constraint(const Task *task, Buffer *out)
{
    const Field *type = field_of(&task_entity, Task, constraint_type);
    buffer_format(out, "constraint '%s'", type->choices[task->constraint_type]);
    if (task->constraint_type == CONSTRAINT_AS_LATE_AS_POSSIBLE)
        return;
    buffer_add_char(out, ' ');
    (task_constrains_finish(task) ? say_end : say_instant)(task->constraint_date, out);
}

void say_link_type(const Plan *plan, const Link *link, Buffer *out)
{
    WorkUnits units = plan_units(plan);
    buffer_add(out, link_type_names[link->type]);
    if (duration_amount(link->lag) == 0)
        return;
    buffer_add(out, duration_amount(link->lag) > 0 ? "+" : "");
    duration_format(link->lag, &units, out);
}

/* "T-3 'Order servers' finishes then (FS)", "T-3 … starts Mon 02 Mar 26 08:00 (SS+1d)" */
void say_link(const Passes *passes, const NetworkLink *network_link, Instant start, Buffer *out)
{
    const Link *link = plan_link(passes->plan, network_link->row);
    Span from = passes_dated(passes, &passes->early[network_link->from]);
    bool at_start = link->type == LINK_START_START || link->type == LINK_START_FINISH;
    Instant at = at_start ? from.start : from.finish;
    say_task(plan_find(passes->plan, ENTITY_TASK, link->predecessor), out);
    buffer_add(out, at_start ? " starts " : " finishes ");
    if (at == start)
        buffer_add(out, "then");
    else
        say_instant(at, out);
    buffer_add(out, " (");
    say_link_type(passes->plan, link, out);
    buffer_add_char(out, ')');
}
