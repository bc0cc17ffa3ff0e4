/*
 * Why a task has the slack it has. The sentences name the dates and the successor behind a figure, so that it can be
 * checked against the plan by eye.
 */
#include "steerco/analysis/schedule.h"
#include "words.h"

static const char *const kept_dates = "the project finish and all dates that are asked for";

static const Task *task_with_slack(const Plan *plan, Id id, const TaskDates **dates)
{
    *dates = plan_task_dates(plan, id);
    return *dates && (*dates)->total_slack != INT32_MIN ? plan_find(plan, ENTITY_TASK, id) : NULL;
}

void schedule_explain_total_slack(const Plan *plan, Id id, Buffer *out)
{
    const TaskDates *dates;
    const Task *task = task_with_slack(plan, id, &dates);
    if (!task)
        return;
    buffer_add(out, "Total slack ");
    schedule_word_slack(plan, task, dates->total_slack, out);
    buffer_add(out, ": ");
    if (dates->total_slack < 0 && dates->late_finish >= dates->finish) {
        buffer_add(out, "its own date puts it earlier than its links ask for");
    } else if (dates->total_slack < 0) {
        buffer_format(out, "to keep %s it would have to finish ", kept_dates);
        say_instant(dates->late_finish, out);
        buffer_add(out, ", but it finishes ");
        say_instant(dates->finish, out);
    } else {
        buffer_add(out, "it finishes ");
        say_instant(dates->finish, out);
        buffer_add(out, dates->total_slack > 0 ? ", and may finish " : ", and cannot finish later");
        if (dates->total_slack > 0)
            say_instant(dates->late_finish, out);
        buffer_format(out, " if %s are to be kept", kept_dates);
    }
}

/* Of the tasks that wait for it, the one that would move first; 0 when none waits. */
static Id first_to_move(const Plan *plan, Id id)
{
    const Adjacency *links = &plan->results.successors;
    uint32_t row = plan_row(plan, ENTITY_TASK, id);
    int64_t least = INT64_MAX;
    Id found = 0;
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++) {
        const Link *link = plan_link(plan, links->rows[i]);
        LinkFigures figures;
        if (schedule_link(plan, link->record.id, &figures) && figures.slack < least) {
            least = figures.slack;
            found = link->successor;
        }
    }
    return found;
}

void schedule_explain_free_slack(const Plan *plan, Id id, Buffer *out)
{
    const TaskDates *dates;
    const Task *task = task_with_slack(plan, id, &dates);
    if (!task || dates->free_slack == INT32_MIN)
        return;
    const Task *next = plan_find(plan, ENTITY_TASK, first_to_move(plan, id));
    buffer_add(out, "Free slack ");
    schedule_word_slack(plan, task, dates->free_slack, out);
    if (!next) {
        buffer_add(out, ": no task waits for it, so its total slack counts");
        return;
    }
    buffer_add(out, dates->free_slack > 0 ? ": by that much it can slip before " : ": when it slips, so does ");
    say_task(next, out);
    buffer_add(out, dates->free_slack > 0 ? " has to move" : "");
}

void schedule_explain_critical(const Plan *plan, Id id, Buffer *out)
{
    const TaskDates *dates;
    const Task *task = task_with_slack(plan, id, &dates);
    if (!task)
        return;
    if (dates->percent_complete >= 10000) {
        buffer_add(out, "Not critical: it is complete");
        return;
    }
    buffer_format(out, "%s: its total slack of ", dates->critical ? "Critical" : "Not critical");
    schedule_word_slack(plan, task, dates->total_slack, out);
    buffer_format(out, " is %s the %dd up to which the board calls a task critical",
                  dates->critical ? "not above" : "above", (int)plan_board(plan)->critical_slack);
}
