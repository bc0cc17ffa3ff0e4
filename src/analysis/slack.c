/*
 * Slack, and what is said of a task or a summary once its early and late dates are known.
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
static int64_t total_slack(const Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Span *early = &passes->early[n], *late = &passes->late[n];
    int64_t total = has_begun(passes, node) ? (int64_t)late->to - early->to : span_slack(early, late);
    if (node->kind == NODE_TASK && node->bounded && passes->asked[n] != early->start)
        total = smaller(total, (int64_t)late->from - count_at(passes, node, passes->asked[n]));
    return total;
}

Slack slack_of(const Passes *passes, uint32_t n)
{
    int64_t total = total_slack(passes, n);
    return (Slack){minutes_of(total), minutes_of(free_slack(&passes->limits[n], &passes->early[n], total))};
}

/* Reading */

Span passes_dated(const Passes *passes, const Span *span)
{
    Span dated = *span;
    dated.start = span_start(passes, span);
    dated.finish = span_finish(passes, span);
    return dated;
}

static bool deadline_missed(const NodeDates *dates, Instant finish)
{
    return dates->deadline != INSTANT_NONE && finish > dates->deadline;
}

/* How tight it is. A task that is complete can delay nothing. */
static void read_slack(const Passes *passes, Slack slack, TaskDates *out)
{
    bool complete = out->percent_complete >= 10000;
    out->total_slack = slack.total;
    out->free_slack = slack.free;
    out->critical = slack.total <= passes->critical_slack && !complete;
    out->near_critical = !out->critical && slack.total <= passes->near_critical_slack && !complete;
}

static void read_dates(const Passes *passes, uint32_t n, TaskDates *out)
{
    Span early = passes_dated(passes, &passes->early[n]), late = passes_dated(passes, &passes->late[n]);
    out->start = early.start;
    out->finish = early.finish;
    out->late_start = late.start;
    out->late_finish = late.finish;
}

void passes_read(const Passes *passes, uint32_t n, TaskDates *out)
{
    const Node *node = &passes->network->nodes[n];
    bool whole = node->kind == NODE_ENTRY;
    uint32_t end = whole ? passes->network->summaries[node->summary].exit : n;
    int32_t duration = whole ? passes->rollups[node->summary].duration : node->duration;
    int32_t percent = network_percent_complete(passes->network, n);
    *out = (TaskDates){
        .duration = duration,
        .percent_complete = percent,
        .remaining = minutes_remaining(duration, percent),
        .resume = INSTANT_NONE,
    };
    read_dates(passes, end, out);
    read_slack(passes, passes->slack[end], out);
    if (!passes_split(passes, n, &out->resume))
        out->resume = INSTANT_NONE;
    out->late = deadline_missed(network_dates(passes->network, node), out->finish);
}
