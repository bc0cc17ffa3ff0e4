/*
 * Why a task has the slack it has. The sentences name the dates and the successor behind a figure, so that it can be
 * checked against the plan by eye.
 */
#include "kept.h"
#include "words.h"

static const Task *task_with_slack(const Plan *plan, Id id, const TaskDates **dates)
{
    *dates = plan_task_dates(plan, id);
    return *dates && (*dates)->total_slack != INT32_MIN ? plan_find(plan, ENTITY_TASK, id) : NULL;
}

static bool is_summary(const Plan *plan, Id id)
{
    const Outline *outline = &plan->results->outline;
    return outline_is_summary(outline, outline->place_of[plan_row(plan, ENTITY_TASK, id)]);
}

/* Is it the start that has less slack than the finish? So it is of most summaries. */
static bool start_is_tighter(const Plan *plan, Id id)
{
    const Passes *passes = schedule_passes(plan);
    const Network *network = passes->network;
    uint32_t n = network->node_of[plan_row(plan, ENTITY_TASK, id)];
    n = network->nodes[n].kind == NODE_ENTRY ? network->summaries[network->nodes[n].summary].exit : n;
    const Span *early = &passes->early[n], *late = &passes->late[n];
    return (int64_t)late->from - early->from < (int64_t)late->to - early->to;
}

void schedule_explain_total_slack(const Plan *plan, Id id, Buffer *out)
{
    const TaskDates *dates;
    const Task *task = task_with_slack(plan, id, &dates);
    if (!task)
        return;
    bool start = start_is_tighter(plan, id);
    const char *verb = start ? "start" : "finish", *ending = start ? "s" : "es";
    Instant stands = start ? dates->start : dates->finish, latest = start ? dates->late_start : dates->late_finish;
    buffer_add(out, "Total slack ");
    schedule_word_slack(plan, task, dates->total_slack, out);
    if (dates->total_slack < 0 && latest >= stands) {
        buffer_add(out, ": its own date puts it earlier than its links ask for");
        return;
    }
    buffer_add(out, is_summary(plan, id) ? " as a whole, whatever its tasks have" : "");
    buffer_format(out, ": it %s%s ", verb, ending);
    (start ? say_instant : say_end)(stands, out);
    if (dates->total_slack == 0) {
        buffer_add(out, ", and later would move the project finish or miss a date that is asked for");
        return;
    }
    buffer_format(out, ", and %s %s ", dates->total_slack < 0 ? "would have to" : "may", verb);
    buffer_add(out, dates->total_slack < 0 ? "" : "as late as ");
    (start ? say_instant : say_end)(latest, out);
    buffer_add(out, dates->total_slack < 0 ? " to keep the project finish and all dates that are asked for"
                                           : " without moving the project finish or missing a date that is asked for");
}

/* Of the tasks that wait for it, the one that would move first; 0 when none waits. */
static Id first_to_move(const Plan *plan, Id id)
{
    const Adjacency *links = &plan->results->successors;
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
    if (dates->percent_complete >= 10000) {
        buffer_add(out, ": it is complete, and moves nothing any more");
        return;
    }
    if (!next) {
        buffer_add(out, ": no task waits for it, so its total slack counts");
        return;
    }
    buffer_add(out, dates->free_slack > 0 ? ": by that much it can slip before " : ": when it slips, so does ");
    say_task(next, out);
    buffer_add(out, dates->free_slack > 0 ? " has to move" : "");
    if (dates->free_slack > dates->total_slack)
        buffer_add(out, "; its total slack is less because that also keeps the project finish and the dates that are "
                        "asked for, whoever waits");
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
    if (!dates->critical && schedule_runs_through(plan, id))
        buffer_add(out, "; but the critical path runs through it, by one of its tasks");
}
