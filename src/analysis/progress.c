/*
 * Tasks that are under way: what is done stands, and only the rest can still wait. Whether it waits for predecessors is
 * the board's progress logic.
 */
#include "pass.h"

/* Where the rest of a task in progress would go on if nothing stood in its way. */
static Instant natural_resume(const Passes *passes, const Node *node, Instant start)
{
    Node done = *node;
    done.duration = node->duration - node_remaining(node);
    return done.duration == 0 ? start : finish_after(passes, &done, start);
}

/* What the unfinished predecessors of a task, and what the summaries around it wait for, demand of its rest. */
static void demand_of_rest(const Passes *passes, uint32_t n, Span *floor)
{
    const Node *node = &passes->network->nodes[n];
    const Span *within = &passes->rollups[node->summary].floor;
    lift(&floor->start, within->start);
    lift(&floor->finish, within->finish);
    for (uint32_t i = node->links; i < node[1].links; i++) {
        bool at_finish;
        const NetworkLink *link = &passes->network->links[i];
        if (passes->network->nodes[link->from].progress == COMPLETE)
            continue;
        Instant demand = passes_demand(passes, n, link, &at_finish);
        lift(at_finish ? &floor->finish : &floor->start, demand);
    }
}

/* The rest of a task in progress comes after the status date and, by retained logic, after what it waits for. */
void progress_place_rest(const Passes *passes, uint32_t n, Span *span)
{
    Node rest = passes->network->nodes[n];
    Span floor = no_floor, placed;
    lift(&floor.start, passes->status);
    if (passes->retained)
        demand_of_rest(passes, n, &floor);
    if (floor.start == NO_FLOOR && floor.finish == NO_FLOOR)
        return;
    lift(&floor.start, natural_resume(passes, &rest, span->start));
    rest.duration = node_remaining(&rest);
    passes_place(passes, &rest, &floor, &placed);
    if (placed.finish > span->finish) {
        span->finish = placed.finish;
        span->to = count_at(passes, &rest, span->finish);
    }
}

Span progress_rest_of(const Passes *passes, const Node *node, const Span *whole)
{
    Node left = *node;
    Span rest = *whole;
    left.duration = node_remaining(node);
    rest.start = start_before(passes, &left, whole->finish);
    rest.from = count_at(passes, node, rest.start);
    return rest;
}

int32_t passes_done_by(const Passes *passes, uint32_t n, Instant until)
{
    const Node *node = &passes->network->nodes[n];
    Span early = passes_dated(passes, &passes->early[n]);
    Span rest = is_under_way(node) ? progress_rest_of(passes, node, &early) : early;
    int32_t left = is_under_way(node) ? node_remaining(node) : node->duration, done = node->duration - left;
    if (until <= rest.start)
        return done;
    Instant end = instant_earliest(until, early.finish);
    int64_t more =
        node->elapsed ? (int64_t)end - rest.start : worktime_between(worker_of(passes, node), rest.start, end);
    return done + (int32_t)smaller(more, left);
}

bool passes_split(const Passes *passes, uint32_t n, Instant *resume)
{
    const Node *node = &passes->network->nodes[n];
    const Span *early = &passes->early[n];
    if (!is_under_way(node))
        return false;
    Node rest = *node;
    rest.duration = node_remaining(node);
    *resume = start_before(passes, &rest, early->finish);
    Instant natural = natural_resume(passes, node, early->start);
    return node->elapsed ? *resume > natural : worktime_between(worker_of(passes, node), natural, *resume) > 0;
}
