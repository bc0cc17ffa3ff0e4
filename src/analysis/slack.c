/*
 * Slack, and what is reported of a task or a summary once its early and late dates are known.
 */
#include "pass.h"

static int32_t minutes_of(int64_t minutes)
{
    return minutes < -INT32_MAX ? -INT32_MAX : minutes > INT32_MAX ? INT32_MAX : (int32_t)minutes;
}

/* Is it in progress, or the summary of what is, from its first task on? */
static bool has_begun(const Passes *passes, const Node *node)
{
    const Rollup *rollup = &passes->rollups[node->summary];
    return node->kind == NODE_TASK ? is_under_way(node) : rollup->late_begun.start == rollup->early.start;
}

/*
 * The smaller of start and finish slack; the start of what has begun has no slack any more. A constraint that overrules
 * the links shows by how much.
 */
static int64_t total_slack(const Passes *passes, const Node *node, uint32_t n)
{
    const Span *early = &passes->early[n], *late = &passes->late[n];
    int64_t total = (int64_t)late->to - early->to;
    if (!has_begun(passes, node))
        total = smaller(total, (int64_t)late->from - early->from);
    if (node->kind == NODE_TASK && node->bounded && passes->asked[n] != early->start)
        total = smaller(total, (int64_t)late->from - count_at(passes, node, passes->asked[n]));
    return total;
}

/* Until the first of its own successors would move; without successors the total slack. Never below 0. */
static inline int64_t free_slack(const Passes *passes, uint32_t n, int64_t total)
{
    const Limits *limits = &passes->limits[n];
    const Span *early = &passes->early[n];
    int64_t room = limits->room_to == NO_CEILING ? INT64_MAX : (int64_t)limits->room_to - early->to;
    if (limits->room_from != NO_CEILING)
        room = smaller(room, (int64_t)limits->room_from - early->from);
    room = room == INT64_MAX ? total : room;
    return room > 0 ? room : 0;
}

static bool deadline_missed(const NodeDates *dates, Instant finish)
{
    return dates->deadline != INSTANT_NONE && finish > dates->deadline;
}

/* How tight it is. A task that is complete can delay nothing. */
static inline void report_slack(const Passes *passes, uint32_t n, int64_t total, TaskDates *out)
{
    bool complete = out->percent_complete >= 10000;
    out->total_slack = minutes_of(total);
    out->free_slack = minutes_of(free_slack(passes, n, total));
    out->critical = total <= passes->critical_slack && !complete;
    out->near_critical = !out->critical && total <= passes->near_critical_slack && !complete;
}

static void report_dates(const Span *early, const Span *late, TaskDates *out)
{
    out->start = early->start;
    out->finish = early->finish;
    out->late_start = late->start;
    out->late_finish = late->finish;
}

/* What its own dates make of a task, or of the summary with entry `node` that ends at exit `n`. */
static void report_rest(const Passes *passes, const Node *node, uint32_t n, TaskDates *out)
{
    if (node->progress != IN_PROGRESS || !passes_split(passes, n, &out->resume))
        out->resume = INSTANT_NONE;
    out->late = node->bounded && deadline_missed(network_dates(passes->network, node), out->finish);
}

static void report_task(const Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    Span *early = &passes->early[n], *late = &passes->late[n];
    TaskDates *out = &passes->results->tasks[node->row];
    bool counted = !span_is_dated(early) && !span_is_dated(late); /* both are the duration long */
    span_date(passes, early);
    span_date(passes, late);
    out->percent_complete = node->percent_complete;
    out->duration = node->duration;
    out->remaining = node_remaining(node);
    report_dates(early, late, out);
    report_slack(passes, n, counted ? late->to - early->to : total_slack(passes, node, n), out);
    out->resume = INSTANT_NONE;
    out->late = false;
    if (node->bounded)
        report_rest(passes, node, n, out);
}

void slack_report_tasks(const Passes *passes)
{
    for (uint32_t n = 0; n < passes->network->count; n++)
        if (passes->network->nodes[n].kind == NODE_TASK)
            report_task(passes, n);
}

static int32_t summary_percent(const Summary *summary)
{
    if (summary->work == 0)
        return summary->open == 0 ? 10000 : 0;
    return (int32_t)(summary->done / summary->work);
}

void slack_report_summary(const Passes *passes, uint32_t exit)
{
    const Summary *summary = &passes->network->summaries[passes->network->nodes[exit].summary];
    const Node *entry = &passes->network->nodes[summary->entry];
    TaskDates *out = &passes->results->tasks[entry->row];
    out->percent_complete = summary_percent(summary);
    out->duration = passes->rollups[passes->network->nodes[exit].summary].duration;
    out->remaining = minutes_of(summary->remaining);
    report_dates(&passes->early[exit], &passes->late[exit], out);
    report_slack(passes, exit, total_slack(passes, entry, exit), out);
    report_rest(passes, entry, exit, out);
}
