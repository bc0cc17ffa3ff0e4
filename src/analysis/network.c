/*
 * The values of a network: durations, calendars, constraints and progress of its nodes, and its links. They are kept
 * apart from the order (order.c), so that what a plan's edits leave alone need not be made anew.
 */
#include "steerco/analysis/network.h"

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

/* What an amount of minutes or basis points comes to in 32 bits; undefined amounts are none. */
static int32_t amount_of(Duration duration)
{
    const int32_t most = 1000000000; /* duration_parse() takes no more */
    if (duration == DURATION_NONE)
        return 0;
    int64_t amount = duration_amount(duration);
    return amount < -most ? -most : amount > most ? most : (int32_t)amount;
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

/* A manual task takes the time between its dates. */
static int32_t manual_duration(const Calendars *calendars, const Task *task, const Node *node)
{
    if (!task->manual || task->manual_start == INSTANT_NONE || task->manual_finish < task->manual_start)
        return node->duration;
    Instant from = within_range(task->manual_start), to = within_range(task->manual_finish);
    return node->elapsed ? to - from : (int32_t)worktime_between(calendars_at(calendars, node->worker), from, to);
}

static void load_duration(const Calendars *calendars, const Task *task, Node *node)
{
    int32_t minutes = amount_of(task->duration);
    node->duration = minutes > 0 ? minutes : 0;
    node->elapsed = duration_is_elapsed(task->duration);
    node->duration = manual_duration(calendars, task, node);
    node->percent_complete = (uint16_t)task_percent_complete(task);
    node->manual = task->manual;
    node->plain = node->duration > 0 && !node->elapsed && !node->manual && node->worker == node->calendar;
    node->progress = progress_of(task, node);
}

/* What of a node does not belong to the structure. */
static void load_node(const Plan *plan, Network *network, Node *node)
{
    NodeDates *dates = &network->dates[node - network->nodes];
    *dates = (NodeDates){INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, INSTANT_NONE};
    if (node->row == ROW_NONE)
        return;
    const Task *task = plan_task(plan, node->row);
    bool task_node = node->kind == NODE_TASK;
    node->constraint = task_node && task->manual ? CONSTRAINT_AS_SOON_AS_POSSIBLE : constraint_of(task);
    dates->constraint = within_range(task->constraint_date);
    dates->deadline = within_range(task->deadline);
    if (task_node) {
        load_duration(&network->calendars, task, node);
        load_fixed_dates(task, dates);
    }
    network->late_count += task_node && node->constraint == CONSTRAINT_AS_LATE_AS_POSSIBLE;
    node->bounded = node->constraint != CONSTRAINT_AS_SOON_AS_POSSIBLE || dates->deadline != INSTANT_NONE ||
                    dates->fixed_start != INSTANT_NONE || dates->fixed_finish != INSTANT_NONE || node->manual ||
                    node->progress == IN_PROGRESS;
}

/* Progress of summaries: it hangs on no date, so it is kept with the values. */

/* Add what task `node` brings to a summary, or take it off with the sign −1. */
static void count_progress(const Node *node, int sign, Summary *into)
{
    int64_t work = (int64_t)node->duration * sign;
    into->work += (uint64_t)work;
    into->done += (uint64_t)(work * node->percent_complete);
    into->remaining += (int64_t)node_remaining(node) * sign;
    into->open += (uint32_t)(node->percent_complete < 10000 ? sign : 0);
}

static void count_upwards(Network *network, const Node *node, int sign)
{
    uint32_t s = node->summary;
    if (node->kind != NODE_TASK)
        return;
    for (; s != 0; s = network->summaries[s].parent)
        count_progress(node, sign, &network->summaries[s]);
    count_progress(node, sign, &network->summaries[0]);
}

/* Summaries are numbered after those that they lie in. */
static void sum_progress(Network *network)
{
    for (uint32_t s = 0; s < network->summary_count; s++) {
        Summary *summary = &network->summaries[s];
        summary->open = 0;
        summary->work = summary->done = 0;
        summary->remaining = 0;
    }
    for (uint32_t n = 0; n < network->count; n++)
        if (network->nodes[n].kind == NODE_TASK)
            count_progress(&network->nodes[n], 1, &network->summaries[network->nodes[n].summary]);
    for (uint32_t s = network->summary_count; s-- > 1;) {
        const Summary *inner = &network->summaries[s];
        Summary *outer = &network->summaries[inner->parent];
        outer->open += inner->open;
        outer->work += inner->work;
        outer->done += inner->done;
        outer->remaining += inner->remaining;
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
    return (int32_t)(summary->done / summary->work);
}

/* Links */

/* The node at which links out of a task or summary begin; `count` when it is left out. */
static uint32_t node_behind(const Plan *plan, const Network *network, Id task)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task), n = row == ROW_NONE ? network->count : network->node_of[row];
    return n < network->count && network->nodes[n].kind == NODE_ENTRY
               ? network->summaries[network->nodes[n].summary].exit
               : n;
}

/* How a link is counted hangs on its tasks. */
static void classify_link(const Network *network, const Node *to, NetworkLink *link)
{
    const Node *from = &network->nodes[link->from];
    link->counted = from->kind == NODE_TASK && to->kind == NODE_TASK && from->calendar == to->calendar &&
                    !from->elapsed && !to->elapsed && link->lag_unit == UNIT_MINUTES;
    link->from_plain = from->plain;
}

static void classify_node(Network *network, Node *node)
{
    node->ordinary = node->plain && node->calendar == 0 && !node->bounded;
    for (uint32_t i = node->links; i < node[1].links; i++) {
        NetworkLink *link = &network->links[i];
        classify_link(network, node, link);
        node->ordinary =
            node->ordinary && link->counted && (link->type == LINK_FINISH_START || link->type == LINK_START_START);
    }
}

static void classify_nodes(Network *network)
{
    for (uint32_t n = 0; n < network->count; n++)
        classify_node(network, &network->nodes[n]);
}

static void add_link(const Plan *plan, Network *network, uint32_t from, uint32_t row)
{
    const Link *link = plan_link(plan, row);
    network->links[network->link_count++] = (NetworkLink){
        .from = from,
        .row = row,
        .lag = amount_of(link->lag),
        .type = link->type,
        .lag_unit = (uint8_t)((duration_is_percent(link->lag) ? UNIT_PERCENT : UNIT_MINUTES) |
                              (duration_is_elapsed(link->lag) ? UNIT_ELAPSED : 0)),
    };
}

static void reserve_links(Network *network, uint32_t links)
{
    if (links < network->link_room)
        return;
    network->link_room = links + links / 8 + 1;
    network->links = memory_resize(network->links, network->link_room, sizeof *network->links);
}

bool network_relink(const Plan *plan, const Results *index, Network *network)
{
    const Adjacency *links = &index->predecessors;
    reserve_links(network, plan_count(plan, ENTITY_LINK));
    network->link_count = 0;
    for (uint32_t n = 0; n < network->count; n++) {
        Node *node = &network->nodes[n];
        bool linked = node->kind != NODE_EXIT && node->row != ROW_NONE;
        uint32_t end = linked ? links->first[node->row + 1] : 0;
        node->links = network->link_count;
        for (uint32_t i = linked ? links->first[node->row] : 0; i < end; i++) {
            uint32_t from = node_behind(plan, network, plan_link(plan, links->rows[i])->predecessor);
            if (from == network->count)
                continue;
            if (from >= n)
                return false;
            add_link(plan, network, from, links->rows[i]);
        }
        node[1].links = network->link_count;
        classify_node(network, node);
    }
    return true;
}

/* The whole */

static void load_values(const Plan *plan, const Adjacency *assignments, Network *network)
{
    network->late_count = 0;
    calendars_release(&network->calendars);
    calendars_init(&network->calendars, plan);
    for (uint32_t n = 0; n < network->count; n++) {
        load_calendars(plan, assignments, &network->calendars, &network->nodes[n]);
        load_node(plan, network, &network->nodes[n]);
    }
    sum_progress(network);
}

void network_reload(const Plan *plan, const Results *index, Network *network)
{
    load_values(plan, &index->assignments, network);
    classify_nodes(network);
}

/* How links are counted hangs on their tasks being plain or elapsed. */
void network_refresh(const Plan *plan, Network *network, const uint32_t *rows, size_t count)
{
    bool links_change = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t n = network->node_of[rows[i]];
        if (n == network->count)
            continue;
        Node *node = &network->nodes[n], before = *node;
        count_upwards(network, node, -1);
        network->late_count -= node->kind == NODE_TASK && node->constraint == CONSTRAINT_AS_LATE_AS_POSSIBLE;
        load_node(plan, network, node);
        links_change = links_change || node->plain != before.plain || node->elapsed != before.elapsed;
        if (node->kind == NODE_ENTRY)
            load_node(plan, network, &network->nodes[network->summaries[node->summary].exit]);
        count_upwards(network, node, 1);
        classify_node(network, node);
    }
    if (links_change)
        classify_nodes(network);
}

bool network_build(const Plan *plan, const Results *index, Network *network, Error *error)
{
    if (!order_nodes(plan, index, network, error)) {
        network_release(network);
        return false;
    }
    load_values(plan, &index->assignments, network);
    return network_relink(plan, index, network);
}

void network_release(Network *network)
{
    free(network->nodes);
    free(network->dates);
    free(network->links);
    free(network->summaries);
    free(network->idle);
    free(network->node_of);
    calendars_release(&network->calendars);
    *network = (Network){0};
}
