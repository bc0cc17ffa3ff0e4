/*
 * From the schedule to bars.
 */
#include "steerco/chart/gantt_chart.h"

#include "steerco/analysis/schedule.h"
#include "steerco/analysis/worktime.h"
#include "steerco/model/audience.h"

static Instant stretched(const WorkTime *time, Instant at)
{
    return at == INSTANT_NONE ? INSTANT_NONE : worktime_stretched(time, at);
}

/* Up to where a bar is done: its share of the length, so that half a bar is done at 50 %. */
static Instant done_until(const GanttRow *row)
{
    if (row->stop != INSTANT_NONE)
        return row->stop;
    return row->start + (int)((int64_t)(row->finish - row->start) * row->percent / 10000);
}

static void place_split(const WorkTime *time, const TaskDates *dates, GanttRow *row)
{
    if (dates->resume == INSTANT_NONE || row->kind != GANTT_TASK)
        return;
    Instant stop = stretched(time, worktime_add(time, dates->start, dates->duration - dates->remaining));
    Instant resume = stretched(time, dates->resume);
    if (stop < resume && stop >= row->start && resume <= row->finish) {
        row->stop = stop;
        row->resume = resume;
    }
}

static void place(const WorkTime *time, const Task *task, const TaskDates *dates, GanttRow *row)
{
    row->first = instant_date(dates->start);
    row->last = instant_end_date(dates->finish);
    row->finish = stretched(time, dates->finish);
    row->start = row->kind == GANTT_MILESTONE ? row->finish : stretched(time, dates->start);
    row->percent = dates->percent_complete;
    row->critical = dates->critical && row->percent < 10000;
    place_split(time, dates, row);
    row->done = done_until(row);
    row->slack = row->finish;
    if (dates->total_slack > 0 && row->percent < 10000 && row->kind != GANTT_SUMMARY)
        row->slack = instant_latest(row->finish, stretched(time, dates->late_finish));
    row->deadline = stretched(time, task->deadline);
}

static void add_row(const Plan *plan, const WorkTime *time, uint32_t at, GanttChart *out, Buffer *text)
{
    const Outline *outline = &plan->results->outline;
    const Task *task = plan_task(plan, at);
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    GanttRow row = {.level = outline->level[outline->place_of[at]], .name = task->name, .who = ""};
    row.first = row.last = DATE_NONE;
    row.start = row.finish = row.done = row.stop = row.resume = row.slack = INSTANT_NONE;
    row.was_start = row.was_finish = row.deadline = INSTANT_NONE;
    row.inactive = outline->inactive[at];
    row.kind = outline_is_summary(outline, outline->place_of[at]) ? GANTT_SUMMARY
               : task_is_milestone(plan, task)                    ? GANTT_MILESTONE
                                                                  : GANTT_TASK;
    entity_code(&task_entity, task->record.id, text);
    row.code = chart_keep(&out->texts, text);
    if (row.kind == GANTT_TASK) {
        task_resources(plan, task->record.id, text);
        row.who = chart_keep(&out->texts, text);
    }
    if (dates && dates->start != INSTANT_NONE) {
        BaselineDates was = plan_baseline_dates(plan, task->record.id);
        place(time, task, dates, &row);
        row.late = task_is_late(plan, task);
        row.was_start = stretched(time, was.start);
        row.was_finish = stretched(time, was.finish);
        out->baseline |= was.finish != INSTANT_NONE;
    }
    array_push(&out->rows, row);
}

/* Between what is drawn; of a link with a task that has no dates nothing is. */
static void add_links(const Plan *plan, GanttChart *out)
{
    const Outline *outline = &plan->results->outline;
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_LINK); i++) {
        const Link *link = plan_link(plan, i);
        uint32_t from = plan_row(plan, ENTITY_TASK, link->predecessor);
        uint32_t to = plan_row(plan, ENTITY_TASK, link->successor);
        if (from == ROW_NONE || to == ROW_NONE)
            continue;
        GanttLink row = {outline->place_of[from], outline->place_of[to], (LinkType)link->type, false};
        const GanttRow *first = &out->rows.items[row.from], *second = &out->rows.items[row.to];
        row.critical = first->critical && second->critical;
        if (first->start != INSTANT_NONE && second->start != INSTANT_NONE && !first->inactive && !second->inactive)
            array_push(&out->links, row);
    }
}

static void widen(GanttChart *out, Instant from, Instant to)
{
    if (from != INSTANT_NONE && (out->from == DATE_NONE || instant_date(from) < out->from))
        out->from = instant_date(from);
    if (to != INSTANT_NONE && (out->to == DATE_NONE || instant_end_date(to) > out->to))
        out->to = instant_end_date(to);
}

/* What is drawn has room, and the scale begins with a week; slack and deadlines may be far away. */
static void place_scale(GanttChart *out)
{
    enum { MOST_TICKS = 30, MARGIN = 7 };
    for (size_t i = 0; i < out->rows.count; i++) {
        const GanttRow *row = &out->rows.items[i];
        widen(out, row->start, row->finish);
        widen(out, row->was_start, row->was_finish);
    }
    if (out->from == DATE_NONE)
        return;
    Date length = out->to - out->from;
    if (out->status >= out->from - length / 4 && out->status <= out->to + length / 4)
        widen(out, instant_make(out->status, 0), instant_make(out->status + 1, 0));
    out->from -= date_weekday(out->from);
    out->to += MARGIN + length / 12; /* for the words behind the last bars */
    out->to = out->to > WORKTIME_TO_DAY - 1 ? WORKTIME_TO_DAY - 1 : out->to;
    chart_days(&out->scale, &out->texts, out->from, out->to + 1, MOST_TICKS);
}

static void name_chart(const Plan *plan, GanttChart *out)
{
    Buffer text = {0};
    buffer_format(&text, "%s: schedule", plan_board(plan)->name);
    out->title = chart_keep(&out->texts, &text);
    buffer_add(&text, "Status date ");
    date_format(out->status, &text);
    if (plan_finish(plan) != INSTANT_NONE) {
        buffer_add(&text, ", finish ");
        date_format(instant_end_date(plan_finish(plan)), &text);
    }
    if (out->baseline) {
        buffer_add(&text, ", against “");
        plan_label(plan, &baseline_entity, plan->results->baseline, &text);
        buffer_add(&text, "”");
    }
    out->subtitle = chart_keep(&out->texts, &text);
    buffer_release(&text);
}

void gantt_chart_of(const Plan *plan, GanttChart *out)
{
    const Outline *outline = &plan->results->outline;
    Buffer text = {0};
    WorkTime *time = worktime_new(plan, 0);
    *out = (GanttChart){.from = DATE_NONE, .to = DATE_NONE, .status = plan_status_date(plan)};
    array_reserve(&out->rows, outline->count);
    for (uint32_t place = 0; place < outline->count; place++)
        add_row(plan, time, outline->row_at[place], out, &text);
    add_links(plan, out);
    place_scale(out);
    name_chart(plan, out);
    if (out->rows.count == 0)
        out->empty = "The plan has no tasks.";
    else if (out->from == DATE_NONE)
        out->empty = "No task has dates: the plan could not be scheduled.";
    worktime_free(time);
    buffer_release(&text);
}

void gantt_chart_release(GanttChart *gantt)
{
    array_release(&gantt->rows);
    array_release(&gantt->links);
    array_release(&gantt->scale.ticks);
    arena_release(&gantt->texts);
    *gantt = (GanttChart){0};
}
