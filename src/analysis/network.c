/*
 * The values of a network: durations, calendars, constraints and progress of its nodes. They are kept apart from the
 * order (order.c) and the links (links.c), so that what a plan's edits leave alone need not be made anew.
 */
#include "steerco/analysis/network.h"
#include "steerco/records/records.h"

#include <string.h>

#include "links.h"
#include "order.h"

/* Calendars */

#define NOBODY UINT32_MAX

/*
 * The calendar of those who work on a task, NOBODY when there are none. With several it is the time in which any of
 * them works: Project counts the duration of a task so, from the first assignment's start to the last one's finish.
 */
static uint32_t workers_on(const Plan *plan, const Adjacency *assignments, Calendars *calendars, uint32_t row)
{
    uint32_t workers = NOBODY;
    for (uint32_t i = assignments->first[row]; i < assignments->first[row + 1]; i++) {
        const Assignment *assignment = plan_assignment(plan, assignments->rows[i]);
        const Resource *resource = plan_find(plan, ENTITY_RESOURCE, assignment->resource);
        if (!resource || resource->type != RESOURCE_WORK)
            continue;
        uint32_t own = calendars_index(calendars, plan, resource->calendar);
        workers = workers == NOBODY ? own : calendars_any(calendars, workers, own);
    }
    return workers;
}

/*
 * The calendar of those who work on a task drives its duration; with a calendar of its own the time common to both,
 * or that calendar alone when the task is told to ignore theirs.
 */
static uint32_t worker_calendar(Calendars *calendars, const Task *task, uint32_t own, uint32_t workers)
{
    if (workers == NOBODY || (task->calendar != 0 && task->ignore_resource_calendar))
        return own;
    return task->calendar == 0 ? workers : calendars_common(calendars, own, workers);
}

static void load_calendars(const Plan *plan, const Adjacency *assignments, Calendars *calendars, Node *node)
{
    if (node->row == ROW_NONE)
        return;
    const Task *task = plan_task(plan, node->row);
    node->calendar = calendars_index(calendars, plan, task->calendar);
    if (node->kind == NODE_TASK)
        node->worker =
            worker_calendar(calendars, task, node->calendar, workers_on(plan, assignments, calendars, node->row));
}

/* Values */

static Instant within_range(Instant instant)
{
    if (instant == INSTANT_NONE)
        return INSTANT_NONE;
    return instant < WORKTIME_FROM ? WORKTIME_FROM : instant > WORKTIME_TO ? WORKTIME_TO : instant;
}

/* A constraint that lacks its date asks for nothing. */
static uint8_t constraint_of(const Task *task)
{
    bool dated = task->constraint_type != CONSTRAINT_AS_LATE_AS_POSSIBLE;
    return dated && task->constraint_date == INSTANT_NONE ? CONSTRAINT_AS_SOON_AS_POSSIBLE : task->constraint_type;
}

int32_t task_percent_complete(const Task *task)
{
    int32_t percent = task->actual_finish != INSTANT_NONE ? 10000 : task->percent_complete;
    return percent < 0 ? 0 : percent > 10000 ? 10000 : percent;
}

/* What has happened stands; so do the dates of a manual task, as far as they do not end before they begin. */
static void load_fixed_dates(const Task *task, NodeDates *dates)
{
    dates->fixed_start = within_range(task->actual_start);
    dates->fixed_finish = within_range(task->actual_finish);
    if (!task->manual)
        return;
    if (dates->fixed_start == INSTANT_NONE &&
        (dates->fixed_finish == INSTANT_NONE || task->manual_start <= dates->fixed_finish))
        dates->fixed_start = within_range(task->manual_start);
    if (dates->fixed_finish == INSTANT_NONE && task->manual_finish >= dates->fixed_start)
        dates->fixed_finish = within_range(task->manual_finish);
}

static uint8_t progress_of(const Task *task, const Node *node)
{
    if (node->percent_complete >= 10000)
        return COMPLETE;
    bool begun = node->percent_complete > 0 || task->actual_start != INSTANT_NONE;
    return begun && node->duration > 0 ? IN_PROGRESS : NOT_BEGUN;
}

/*
 * What has both dates takes the time between them: a task that was finished, and one that is scheduled by hand. Work
 * that was done outside working time took the time that it was given.
 */
static int32_t dated_duration(const Calendars *calendars, const NodeDates *dates, const Node *node)
{
    Instant from = dates->fixed_start, to = dates->fixed_finish;
    if (from == INSTANT_NONE || to < from || (node->duration == 0 && !node->manual))
        return node->duration;
    int32_t taken =
        node->elapsed ? to - from : (int32_t)worktime_between(calendars_at(calendars, node->worker), from, to);
    return taken > 0 || node->manual ? taken : node->duration;
}

static void load_duration(const Calendars *calendars, const Task *task, const NodeDates *dates, Node *node)
{
    int32_t minutes = amount_of(task->duration);
    node->duration = minutes > 0 ? minutes : 0;
    node->elapsed = duration_is_elapsed(task->duration);
    node->manual = task->manual;
    node->duration = dated_duration(calendars, dates, node);
    node->percent_complete = (uint16_t)task_percent_complete(task);
    node->plain = node->duration > 0 && !node->elapsed && !node->manual && node->worker == node->calendar;
    node->progress = progress_of(task, node);
}

/* What of a node does not belong to the order. */
static void load_node(const Plan *plan, const Adjacency *assignments, Network *network, Node *node)
{
    NodeDates *dates = &network->dates[node->row == ROW_NONE ? network->task_count : node->row];
    load_calendars(plan, assignments, &network->calendars, node);
    *dates = (NodeDates){INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, INSTANT_NONE};
    if (node->row == ROW_NONE)
        return;
    const Task *task = plan_task(plan, node->row);
    bool task_node = node->kind == NODE_TASK;
    node->constraint = task_node && task->manual ? CONSTRAINT_AS_SOON_AS_POSSIBLE : constraint_of(task);
    dates->constraint = within_range(task->constraint_date);
    dates->deadline = within_range(task->deadline);
    if (task_node) {
        load_fixed_dates(task, dates);
        load_duration(&network->calendars, task, dates, node);
    }
    node->bounded = node->constraint != CONSTRAINT_AS_SOON_AS_POSSIBLE || dates->deadline != INSTANT_NONE ||
                    dates->fixed_start != INSTANT_NONE || dates->fixed_finish != INSTANT_NONE || node->manual ||
                    node->progress == IN_PROGRESS;
}

/* What is counted of all tasks. The progress of summaries hangs on no date, so it is kept with the values. */

/* Add what task `node` brings to a summary, or take it off with the sign −1. */
static void count_progress(const Node *node, int sign, Summary *into)
{
    int64_t work = (int64_t)node->duration * sign;
    into->work += (uint64_t)work;
    into->done += (uint64_t)(work * node->percent_complete);
    into->open += (uint32_t)(node->percent_complete < 10000 ? sign : 0);
}

static bool is_late_as_possible(const Node *node)
{
    return node->kind == NODE_TASK && node->constraint == CONSTRAINT_AS_LATE_AS_POSSIBLE;
}

static void count_node(Network *network, const Node *node, int sign)
{
    uint32_t s = node->summary;
    network->late_count += is_late_as_possible(node) ? (uint32_t)sign : 0;
    if (node->kind != NODE_TASK)
        return;
    for (; s != 0; s = network->summaries[s].parent)
        count_progress(node, sign, &network->summaries[s]);
    count_progress(node, sign, &network->summaries[0]);
}

/* In three steps for all nodes: from nothing, each into its own summary, then these into those that they lie in. */
static void count_nothing(Network *network)
{
    network->late_count = 0;
    for (uint32_t s = 0; s < network->summary_count; s++) {
        Summary *summary = &network->summaries[s];
        summary->open = 0;
        summary->work = summary->done = 0;
    }
}

static void count_within(Network *network, const Node *node)
{
    network->late_count += is_late_as_possible(node);
    if (node->kind == NODE_TASK)
        count_progress(node, 1, &network->summaries[node->summary]);
}

/* Summaries are numbered after those that they lie in. */
static void count_upwards(Network *network)
{
    for (uint32_t s = network->summary_count; s-- > 1;) {
        const Summary *inner = &network->summaries[s];
        Summary *outer = &network->summaries[inner->parent];
        outer->open += inner->open;
        outer->work += inner->work;
        outer->done += inner->done;
    }
}

int32_t network_percent_complete(const Network *network, uint32_t n)
{
    const Node *node = &network->nodes[n];
    const Summary *summary = &network->summaries[node->summary];
    if (node->kind == NODE_TASK)
        return node->percent_complete;
    if (summary->work == 0)
        return summary->open == 0 ? 10000 : 0;
    uint64_t percent = (summary->done + summary->work / 2) / summary->work;
    return summary->open > 0 && percent >= 10000 ? 9999 : (int32_t)percent;
}

/* The whole */

static void reserve_dates(Network *network)
{
    if (network->task_count < network->date_room)
        return;
    network->date_room = network->task_count + network->task_count / 8 + 1;
    network->dates = memory_resize(network->dates, network->date_room, sizeof *network->dates);
}

static void load_values(const Plan *plan, const Adjacency *assignments, Network *network)
{
    calendars_release(&network->calendars);
    calendars_init(&network->calendars, plan);
    count_nothing(network);
    for (uint32_t n = 0; n < network->count; n++) {
        load_node(plan, assignments, network, &network->nodes[n]);
        count_within(network, &network->nodes[n]);
    }
    count_upwards(network);
}

void network_reload(const Plan *plan, const Results *index, Network *network)
{
    load_values(plan, &index->assignments, network);
    links_classify(network);
}

/* How links are counted hangs on what their tasks are. */
static bool links_see(const Node *before, const Node *now)
{
    return now->plain != before->plain || now->elapsed != before->elapsed || now->calendar != before->calendar;
}

void network_refresh(const Plan *plan, const Results *index, Network *network, const uint32_t *rows, size_t count)
{
    bool links_change = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t n = rows[i] < network->task_count ? network->node_of[rows[i]] : network->count;
        if (n == network->count)
            continue;
        Node *node = &network->nodes[n], before = *node;
        count_node(network, node, -1);
        load_node(plan, &index->assignments, network, node);
        if (node->kind == NODE_ENTRY)
            load_node(plan, &index->assignments, network, &network->nodes[network->summaries[node->summary].exit]);
        count_node(network, node, 1);
        links_classify_node(network, node);
        links_change = links_change || links_see(&before, node);
    }
    if (links_change)
        links_classify(network);
}

/* The order of before, from which a new one takes its values. */
typedef struct Earlier {
    const Node *nodes;
    uint32_t *node_of;
    uint32_t count, task_count;
} Earlier;

/* The node that stood for the same as a task or an entry; null when there was none. */
static const Node *earlier_node(const Earlier *earlier, const Node *node)
{
    uint32_t n = node->row < earlier->task_count ? earlier->node_of[node->row] : earlier->count;
    return n < earlier->count && earlier->nodes[n].kind == node->kind ? &earlier->nodes[n] : NULL;
}

static void carry_values(const Plan *plan, const Adjacency *assignments, const Earlier *earlier, Network *network)
{
    count_nothing(network);
    for (uint32_t n = 0; n < network->count; n++) {
        Node *node = &network->nodes[n], place = *node;
        bool is_exit = place.kind == NODE_EXIT;
        const Node *same =
            is_exit ? &network->nodes[network->summaries[place.summary].entry] : earlier_node(earlier, node);
        if (same)
            *node = *same;
        else
            load_node(plan, assignments, network, node);
        node->summary = place.summary;
        node->kind = place.kind;
        count_within(network, node);
    }
    count_upwards(network);
}

/* Begin an order beside that of before. */
static Earlier turn_orders(Network *network)
{
    Earlier earlier = {.nodes = network->nodes, .count = network->count, .task_count = network->task_count};
    earlier.node_of = memory_new((size_t)earlier.task_count + 1, sizeof *earlier.node_of);
    memcpy(earlier.node_of, network->node_of, earlier.task_count * sizeof *earlier.node_of);
    uint32_t room = network->node_room;
    Node *nodes = network->nodes;
    network->nodes = network->other_nodes;
    network->node_room = network->other_room;
    network->other_nodes = nodes;
    network->other_room = room;
    return earlier;
}

bool network_reorder(const Plan *plan, const Results *index, Network *network, Error *error)
{
    Earlier earlier = turn_orders(network);
    bool done = order_nodes(plan, index, network, error);
    if (done) {
        reserve_dates(network);
        carry_values(plan, &index->assignments, &earlier, network);
        done = network_relink(plan, index, network);
    } else {
        network_release(network);
    }
    free(earlier.node_of);
    return done;
}

bool network_build(const Plan *plan, const Results *index, Network *network, Error *error)
{
    if (!order_nodes(plan, index, network, error)) {
        network_release(network);
        return false;
    }
    reserve_dates(network);
    load_values(plan, &index->assignments, network);
    return network_relink(plan, index, network);
}

void network_release(Network *network)
{
    free(network->nodes);
    free(network->other_nodes);
    free(network->summaries);
    free(network->idle);
    free(network->node_of);
    free(network->dates);
    free(network->links);
    calendars_release(&network->calendars);
    *network = (Network){0};
}
