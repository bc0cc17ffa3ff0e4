/*
 * The forward pass: early dates, each node after what it waits for. Links and the summaries around a task give floors,
 * the task is placed at the first time above them, and dates of its own may then move it.
 */
#include "pass.h"

/* Floors */

Instant passes_demand(const Passes *passes, uint32_t n, const NetworkLink *link, bool *at_finish)
{
    const Span *from = &passes->early[link->from];
    Instant at = leaves_from_finish(link) ? span_finish(passes, from) : span_start(passes, from);
    *at_finish = arrives_at_finish(link);
    return shift(passes, &passes->network->nodes[n], link, at, 1);
}

/* Raise the floors of a node by what its links demand. */
static void apply_links(const Passes *passes, uint32_t n, Span *floor)
{
    const Node *node = &passes->network->nodes[n];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        const NetworkLink *link = &passes->network->links[i];
        if (node->plain && link->counted && !arrives_at_finish(link)) {
            const Span *from = &passes->early[link->from];
            lift(&floor->from, (int64_t)departure(link, from) + link->lag);
        } else {
            bool at_finish;
            Instant demand = passes_demand(passes, n, link, &at_finish);
            lift(at_finish ? &floor->finish : &floor->start, demand);
        }
    }
}

/* What the summary around a task demands of it. */
static Span inherited_floor(const Rollup *within, const Node *node)
{
    Span floor = within->floor;
    if (is_counted_in_project(node))
        floor.start = NO_FLOOR;
    else
        floor.from = NO_FLOOR;
    return floor;
}

/* What the whole project demands of a task: an instant, of which the position in its calendar is known. */
static void apply_common_floor(const Node *node, Instant start, int32_t position, Span *floor)
{
    if (is_counted_in_project(node))
        lift(&floor->from, position);
    else
        lift(&floor->start, start);
}

/*
 * No task starts before the project, unless by a start-no-earlier-than date of its own: Project takes that for the
 * start of the project as far as this task goes. Links into it hold all the same.
 */
static void apply_project_start(const Passes *passes, const Node *node, Span *floor)
{
    if (node->constraint != CONSTRAINT_START_NO_EARLIER)
        apply_common_floor(node, passes->start, passes->start_position, floor);
}

Instant passes_constraint_floor(const Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    switch ((ConstraintType)node->constraint) {
    case CONSTRAINT_START_NO_EARLIER:
        return network_dates(passes->network, node)->constraint;
    case CONSTRAINT_FINISH_NO_EARLIER:
        return start_before(passes, node, network_dates(passes->network, node)->constraint);
    case CONSTRAINT_AS_LATE_AS_POSSIBLE:
        return passes->settled ? passes->late[n].start : NO_FLOOR;
    default:
        return NO_FLOOR;
    }
}

/* Placing */

static void place_worked(const Passes *passes, const Node *node, const Span *floor, Span *out)
{
    const WorkTime *worker = worker_of(passes, node);
    int64_t position = floor->from;
    if (floor->start != NO_FLOOR) {
        int64_t for_start = worktime_position(worker, floor->start);
        position = position > for_start ? position : for_start;
    }
    if (floor->finish != NO_FLOOR) {
        int64_t for_finish = worktime_position(worker, floor->finish) - node->duration;
        position = position > for_finish ? position : for_finish;
    }
    span_at(passes, node, position, out);
}

static void place_unworked(const Passes *passes, const Node *node, const Span *floor, Span *out)
{
    out->start = floor->start;
    if (floor->finish != NO_FLOOR)
        out->start = instant_latest(out->start, start_before(passes, node, floor->finish));
    out->finish = finish_after(passes, node, out->start);
    count_span(passes, node, out);
}

void passes_place(const Passes *passes, const Node *node, const Span *floor, Span *out)
{
    if (is_worked(node))
        place_worked(passes, node, floor, out);
    else
        place_unworked(passes, node, floor, out);
    /* A finish that FF or SF demands keeps the instant demanded, even one at the start of a day; but not one at which
       nobody works: then it is where the last work before it ends. */
    if (out->finish < floor->finish &&
        (!is_worked(node) || worktime_next(worker_of(passes, node), floor->finish) == floor->finish)) {
        out->finish = floor->finish;
        out->to = count_at(passes, node, out->finish);
    }
}

Instant passes_start_by(const Passes *passes, uint32_t n, Instant floor, bool at_finish)
{
    Span bound = {.start = at_finish ? NO_FLOOR : floor, .finish = at_finish ? floor : NO_FLOOR, .from = NO_FLOOR};
    Span alone;
    if (floor == NO_FLOOR)
        return NO_FLOOR;
    passes_place(passes, &passes->network->nodes[n], &bound, &alone);
    return alone.start;
}

bool passes_decides(const Passes *passes, uint32_t n, Instant floor, bool at_finish)
{
    return floor != NO_FLOOR && passes_start_by(passes, n, floor, at_finish) == span_start(passes, &passes->early[n]);
}

/* Dates of its own */

static void start_on(const Passes *passes, const Node *node, Instant start, Span *out)
{
    passes_place(passes, node, &(Span){.start = start, .finish = NO_FLOOR, .from = NO_FLOOR}, out);
}

/* The constraints that beat links: must start or finish on, start or finish no later. */
static void impose(const Passes *passes, const Node *node, Span *span)
{
    Instant date = network_dates(passes->network, node)->constraint;
    switch ((ConstraintType)node->constraint) {
    case CONSTRAINT_MUST_START_ON:
        start_on(passes, node, date, span);
        break;
    case CONSTRAINT_START_NO_LATER:
        if (span->start > date)
            start_on(passes, node, date, span);
        break;
    case CONSTRAINT_MUST_FINISH_ON:
        span_until(passes, node, date, span);
        break;
    case CONSTRAINT_FINISH_NO_LATER:
        if (span->finish > date)
            span_until(passes, node, date, span);
        break;
    default:
        break;
    }
}

static bool is_fixed(const Passes *passes, const Node *node)
{
    const NodeDates *dates = network_dates(passes->network, node);
    return node->manual || dates->fixed_start != INSTANT_NONE || dates->fixed_finish != INSTANT_NONE;
}

/*
 * What has happened or was set by hand stands, whatever links and constraints say. A task of which only the finish is
 * known was started when it was scheduled to start, as Project has it, so that it took as long as from there to its
 * finish; where that is no time at all, it took its duration. A milestone is where it was reached.
 */
static void apply_fixed(const Passes *passes, const Node *node, Span *span)
{
    const NodeDates *dates = network_dates(passes->network, node);
    bool as_scheduled = node->duration > 0 && !node->manual && span->start < dates->fixed_finish;
    if (dates->fixed_start == INSTANT_NONE && dates->fixed_finish != INSTANT_NONE && !as_scheduled) {
        span_until(passes, node, dates->fixed_finish, span);
        return;
    }
    if (dates->fixed_start != INSTANT_NONE)
        span->start = dates->fixed_start;
    else if (node->manual)
        span->start = passes->start;
    span->finish = dates->fixed_finish;
    if (dates->fixed_finish == INSTANT_NONE)
        span->finish = finish_after(passes, node, span->start);
    count_span(passes, node, span);
}

/* Its own dates move a task after the links have placed it. */
static void apply_dates(Passes *passes, const Node *node, uint32_t n)
{
    Span *early = &passes->early[n];
    passes->asked[n] = early->start;
    impose(passes, node, early);
    if (early->start < passes->status && node->progress == NOT_BEGUN)
        start_on(passes, node, passes->status, early);
    if (is_fixed(passes, node)) {
        apply_fixed(passes, node, early);
        passes->asked[n] = early->start;
    }
    if (is_under_way(node))
        progress_place_rest(passes, n, early);
}

/*
 * What a percentage lag is beyond whole minutes goes on to the next lag behind the task, where it may make a minute
 * full: a chain is off by less than a minute, however long. It goes with the link that decides where the task stands.
 */
static void carry_part(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    passes->parts[n] = 0;
    for (uint32_t i = node->links; i < node[1].links; i++) {
        bool at_finish;
        const NetworkLink *link = &passes->network->links[i];
        uint16_t part = part_behind(passes, link);
        if (part <= passes->parts[n])
            continue;
        Instant demand = passes_demand(passes, n, link, &at_finish);
        if (passes_decides(passes, n, demand, at_finish))
            passes->parts[n] = part;
    }
}

/* Nodes */

static void forward_task(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    Rollup *within = &passes->rollups[node->summary];
    Span *early = &passes->early[n], floor = inherited_floor(within, node);
    apply_project_start(passes, node, &floor);
    apply_links(passes, n, &floor);
    if (node->bounded)
        lift(&floor.start, passes_constraint_floor(passes, n));
    if (node->progress == NOT_BEGUN)
        apply_common_floor(node, passes->status, passes->status_position, &floor);
    passes_place(passes, node, &floor, early);
    if (node->bounded)
        apply_dates(passes, node, n);
    extent_date(&within->early, early);
}

/* A summary's own floors bind all its tasks. */
static void forward_entry(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Summary *summary = &passes->network->summaries[node->summary];
    Span floor = n == 0 ? no_floor : passes->rollups[summary->parent].floor;
    apply_links(passes, n, &floor);
    if (node->constraint == CONSTRAINT_START_NO_EARLIER)
        lift(&floor.start, network_dates(passes->network, node)->constraint);
    if (floor.start != NO_FLOOR)
        floor.from = (int32_t)worktime_position(project_calendar(passes), floor.start);
    passes->rollups[node->summary] = (Rollup){
        .floor = floor,
        .floor_position = floor.from > passes->start_position ? floor.from : passes->start_position,
        .early = no_extent,
        .late = no_extent,
        .late_begun = no_extent,
        .late_rest = no_extent,
    };
}

static void forward_exit(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Summary *summary = &passes->network->summaries[node->summary];
    Rollup *rollup = &passes->rollups[node->summary];
    Extent *early = &rollup->early;
    extent_close(passes, early);
    rollup->duration = (int32_t)worktime_between(project_calendar(passes), early->start, early->finish);
    passes->early[n] = (Span){.start = early->start, .finish = early->finish};
    passes->early[summary->entry] = (Span){.start = early->start, .finish = early->first_finish};
    if (node->summary != 0)
        extent_merge(&passes->rollups[summary->parent].early, early);
}

void forward_pass(Passes *passes)
{
    for (uint32_t n = 0; n < passes->network->count; n++) {
        switch ((NodeKind)passes->network->nodes[n].kind) {
        case NODE_TASK:
            if (!passes->network->nodes[n].ordinary || !ordinary_forward(passes, n))
                forward_task(passes, n);
            if (passes->parts)
                carry_part(passes, n);
            break;
        case NODE_ENTRY:
            forward_entry(passes, n);
            break;
        case NODE_EXIT:
            forward_exit(passes, n);
            break;
        }
        passes->limits[n] = (Limits){no_ceiling, NO_CEILING, NO_CEILING};
    }
}
