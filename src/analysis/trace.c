/*
 * From a task through the links: back along what decides its start, forth to all that it can move; and what a
 * single link does.
 */
#include "kept.h"
#include "span.h"

/* Back */

/* Of the tasks in a summary, one with which it starts or finishes. */
static uint32_t outermost_task(const Passes *passes, uint32_t entry, bool at_finish)
{
    const Network *network = passes->network;
    const Outline *outline = &passes->plan->results->outline;
    const Span *whole = &passes->early[network->summaries[network->nodes[entry].summary].exit];
    uint32_t place = outline->place_of[network->nodes[entry].row], inside = place + 1;
    for (; inside < outline->end[place]; inside++) {
        uint32_t n = passes->network->node_of[outline->row_at[inside]];
        if (n == network->count || network->nodes[n].kind != NODE_TASK)
            continue;
        const Span *early = &passes->early[n];
        if (at_finish ? span_finish(passes, early) == whole->finish : span_start(passes, early) == whole->start)
            return n;
    }
    return entry;
}

static uint32_t task_behind(const Passes *passes, const NetworkLink *link)
{
    const Network *network = passes->network;
    const Node *from = &network->nodes[link->from];
    bool at_finish = link->type == LINK_FINISH_START || link->type == LINK_FINISH_FINISH;
    if (from->kind == NODE_TASK)
        return link->from;
    return outermost_task(passes, network->summaries[from->summary].entry, at_finish);
}

/* The task behind a link into node `at` that decides the start of task `n`; 0 when there is none. */
static uint32_t driver_by_links(const Passes *passes, uint32_t n, uint32_t at)
{
    const Node *node = &passes->network->nodes[at];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        bool at_finish;
        const NetworkLink *link = &passes->network->links[i];
        Instant demand = passes_demand(passes, at, link, &at_finish);
        if (passes_decides(passes, n, demand, at_finish))
            return task_behind(passes, link);
    }
    return 0;
}

/* Does it stand where its own dates put it, whatever its links say? */
static bool stands_by_itself(const Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const NodeDates *dates = network_dates(passes->network, node);
    return node->manual || dates->fixed_start != INSTANT_NONE || dates->fixed_finish != INSTANT_NONE ||
           (node->bounded && passes->asked[n] != passes->early[n].start);
}

static uint32_t driver_of(const Passes *passes, uint32_t n)
{
    const Network *network = passes->network;
    const Node *node = &network->nodes[n];
    if (stands_by_itself(passes, n))
        return 0;
    uint32_t driver = driver_by_links(passes, n, n);
    for (uint32_t s = node->summary; s != 0 && driver == 0; s = network->summaries[s].parent)
        driver = driver_by_links(passes, n, network->summaries[s].entry);
    return driver;
}

static void trace_back(const Passes *passes, uint32_t n, Ids *out)
{
    if (passes->network->nodes[n].kind == NODE_ENTRY)
        n = outermost_task(passes, n, false);
    for (; n != 0; n = driver_of(passes, n))
        array_push(out, plan_task(passes->plan, passes->network->nodes[n].row)->record.id);
}

void schedule_driving(const Plan *plan, Id task, Ids *out)
{
    const Passes *passes = schedule_passes(plan);
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    if (row != ROW_NONE && passes && passes->network->node_of[row] < passes->network->count)
        trace_back(passes, passes->network->node_of[row], out);
}

/* Forth: nodes come after what they wait for, so one turn over them reaches everything. */

enum { STAYS = 0, START_MOVES = 1, FINISH_MOVES = 2, MOVES = 3 };

static uint8_t moved_by_links(const Network *network, const Node *node, const uint8_t *moves)
{
    for (uint32_t i = node->links; i < node[1].links; i++) {
        const NetworkLink *link = &network->links[i];
        bool from_finish = link->type == LINK_FINISH_START || link->type == LINK_FINISH_FINISH;
        if (moves[link->from] & (from_finish ? FINISH_MOVES : START_MOVES))
            return MOVES;
    }
    return STAYS;
}

/* How links can move a task at all: one that has begun only by its rest, if that waits for its predecessors. */
static uint8_t mobility(const Network *network, const Node *node, bool retained)
{
    bool must = node->constraint == CONSTRAINT_MUST_START_ON || node->constraint == CONSTRAINT_MUST_FINISH_ON;
    if (node->manual || node->progress == COMPLETE || network_dates(network, node)->fixed_finish != INSTANT_NONE ||
        must)
        return STAYS;
    if (network_dates(network, node)->fixed_start != INSTANT_NONE)
        return node->progress == IN_PROGRESS && retained ? FINISH_MOVES : STAYS;
    return MOVES;
}

/* What slips of the task or summary that is asked about: all of it, only its finish once it has begun, nothing when it
   is complete. */
static uint8_t slips(const Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Rollup *rollup = &passes->rollups[node->summary];
    if (node->kind == NODE_TASK)
        return node->progress == COMPLETE ? STAYS : node->progress == IN_PROGRESS ? FINISH_MOVES : MOVES;
    if (passes->network->summaries[node->summary].open == 0)
        return STAYS;
    return rollup->late_begun.start == rollup->early.start ? FINISH_MOVES : MOVES;
}

static void reach(const Passes *passes, uint32_t source, bool retained, uint8_t *moves)
{
    const Network *network = passes->network;
    for (uint32_t n = 0; n < network->count; n++) {
        const Node *node = &network->nodes[n];
        const Summary *summary = &network->summaries[node->summary];
        uint32_t around = node->kind == NODE_TASK ? node->summary : summary->parent;
        if (node->kind != NODE_EXIT)
            moves[n] =
                moved_by_links(network, node, moves) | (n == 0 ? STAYS : moves[network->summaries[around].entry]);
        if (node->kind == NODE_TASK)
            moves[n] &= mobility(network, node, retained);
        if (n == source)
            moves[n] = slips(passes, n);
        if (node->kind != NODE_ENTRY)
            moves[network->summaries[around].exit] |= moves[n];
    }
}

void schedule_downstream(const Plan *plan, Id task, Ids *out)
{
    const Passes *passes = schedule_passes(plan);
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    if (row == ROW_NONE || !passes || passes->network->node_of[row] == passes->network->count)
        return;
    const Board *board = plan_board(plan);
    const Network *network = passes->network;
    uint32_t n = network->node_of[row];
    uint32_t source = network->nodes[n].kind == NODE_ENTRY ? network->summaries[network->nodes[n].summary].exit : n;
    bool retained = board->status_date != DATE_NONE && board->progress_logic == PROGRESS_RETAINED_LOGIC;
    uint8_t *moves = memory_new(network->count, sizeof *moves);
    reach(passes, source, retained, moves);
    for (uint32_t i = 0; i < network->count; i++)
        if (i != source && moves[i] != STAYS && network->nodes[i].kind == NODE_TASK)
            array_push(out, plan_task(plan, network->nodes[i].row)->record.id);
    free(moves);
}

/* A single link */

static const NetworkLink *network_link(const Network *network, uint32_t n, uint32_t row)
{
    for (uint32_t i = network->nodes[n].links; i < network->nodes[n + 1].links; i++)
        if (network->links[i].row == row)
            return &network->links[i];
    return NULL;
}

bool schedule_link(const Plan *plan, Id id, LinkFigures *out)
{
    const Passes *passes = schedule_passes(plan);
    const Link *link = plan_find(plan, ENTITY_LINK, id);
    uint32_t row = link ? plan_row(plan, ENTITY_TASK, link->successor) : ROW_NONE;
    if (!passes || row == ROW_NONE || passes->network->node_of[row] == passes->network->count)
        return false;
    const Network *network = passes->network;
    uint32_t n = network->node_of[row];
    const Node *node = &network->nodes[n];
    const NetworkLink *found = network_link(network, n, plan_row(plan, ENTITY_LINK, id));
    if (!found)
        return false;
    bool at_finish;
    Instant demand = passes_demand(passes, n, found, &at_finish);
    Span early = passes_dated(passes, &passes->early[n]);
    Instant stands = at_finish ? early.finish : early.start;
    uint32_t first = node->kind == NODE_ENTRY ? outermost_task(passes, n, false) : n;
    out->slack = node->elapsed ? (int64_t)stands - demand
                               : worktime_between(calendars_at(&network->calendars, node->calendar), demand, stands);
    out->driving = !stands_by_itself(passes, first) && passes_decides(passes, first, demand, at_finish);
    return true;
}
