/*
 * The critical path method over working time, with the rules of Microsoft Project named where they are applied.
 *
 * Forward: early dates, each node after what it waits for. Backward: late dates, slack and the free room, each node
 * before what it waits for. Tasks that are as late as possible are then moved to their late dates, which moves their
 * successors: both passes are made once more. Summary tasks gather from their tasks on the way.
 */
#include "steerco/analysis/passes.h"

#include "worktime_table.h"

/* Time */

static Instant clock_add(Instant from, int64_t minutes)
{
    int64_t at = from + minutes;
    return at < WORKTIME_FROM ? WORKTIME_FROM : at > WORKTIME_TO ? WORKTIME_TO : (Instant)at;
}

static const WorkTime *calendar_of(const Passes *passes, const Node *node)
{
    return calendars_at(&passes->network->calendars, node->calendar);
}

static const WorkTime *worker_of(const Passes *passes, const Node *node)
{
    return calendars_at(&passes->network->calendars, node->worker);
}

/* Does it take working time? Milestones and elapsed durations are not moved into it. */
static bool is_worked(const Node *node)
{
    return node->duration > 0 && !node->elapsed;
}

static Instant finish_after(const Passes *passes, const Node *node, Instant start)
{
    return node->elapsed ? clock_add(start, node->duration)
                         : worktime_add(worker_of(passes, node), start, node->duration);
}

static Instant start_before(const Passes *passes, const Node *node, Instant finish)
{
    return node->elapsed ? clock_add(finish, -(int64_t)node->duration)
                         : worktime_sub(worker_of(passes, node), finish, node->duration);
}

/* An instant as the slack of a task counts it. */
static int32_t count_at(const Passes *passes, const Node *node, Instant at)
{
    return node->elapsed ? at : (int32_t)worktime_position(calendar_of(passes, node), at);
}

static void count_span(const Passes *passes, const Node *node, Span *span)
{
    span->from = count_at(passes, node, span->start);
    span->to = span->finish == span->start ? span->from : count_at(passes, node, span->finish);
}

/* The span of a worked task that begins at a position of the worker's calendar. */
static void span_at(const Passes *passes, const Node *node, int64_t position, Span *out)
{
    const int64_t most = WORKTIME_TO - (int64_t)WORKTIME_FROM; /* farther there is nothing to count */
    const WorkTime *worker = worker_of(passes, node);
    if (table_holds(worker, position + 1) && table_holds(worker, position + node->duration)) {
        out->start = table_end(worker, (int32_t)position + 1) - 1;
        out->finish = table_end(worker, (int32_t)position + node->duration);
    } else {
        position = position < -most ? -most : position > most ? most : position;
        out->start = worktime_begin(worker, position);
        out->finish = worktime_end(worker, position + node->duration);
    }
    out->from = (int32_t)position;
    out->to = (int32_t)position + node->duration;
    if (node->worker != node->calendar)
        count_span(passes, node, out);
}

static void span_until(const Passes *passes, const Node *node, Instant finish, Span *out)
{
    out->finish = finish;
    out->start = start_before(passes, node, finish);
    count_span(passes, node, out);
}

/* Lags */

/* A lag in per cent is that share of the predecessor's duration, in clock time when that duration is elapsed. */
static int64_t lag_minutes(const Passes *passes, const NetworkLink *link, bool *elapsed)
{
    const Node *from = &passes->network->nodes[link->from];
    int64_t minutes = link->lag;
    *elapsed = (link->lag_unit & UNIT_ELAPSED) != 0;
    if ((link->lag_unit & ~UNIT_ELAPSED) == UNIT_PERCENT) {
        int32_t duration = from->kind == NODE_EXIT ? passes->rollups[from->summary].duration : from->duration;
        if (!number_scale(duration, link->lag, 10000, &minutes))
            minutes = 0;
        *elapsed = *elapsed || from->elapsed;
    }
    return minutes;
}

/* Lags are counted in the successor's calendar; `sign` −1 takes the lag off. */
static Instant shift(const Passes *passes, const Node *successor, const NetworkLink *link, Instant from, int sign)
{
    bool elapsed;
    if (link->lag == 0)
        return from;
    int64_t minutes = lag_minutes(passes, link, &elapsed) * sign;
    return elapsed ? clock_add(from, minutes) : worktime_add(calendar_of(passes, successor), from, minutes);
}

static bool leaves_from_finish(const NetworkLink *link)
{
    return link->type == LINK_FINISH_START || link->type == LINK_FINISH_FINISH;
}

static bool arrives_at_finish(const NetworkLink *link)
{
    return link->type == LINK_FINISH_FINISH || link->type == LINK_START_FINISH;
}

/* Forward: early dates */

Instant passes_demand(const Passes *passes, uint32_t n, const NetworkLink *link, bool *at_finish)
{
    const Span *from = &passes->early[link->from];
    *at_finish = arrives_at_finish(link);
    return shift(passes, &passes->network->nodes[n], link, leaves_from_finish(link) ? from->finish : from->start, 1);
}

/* Floors and ceilings move without a branch: there is nothing to predict. */
static void lift(int32_t *floor, int64_t to)
{
    int32_t bound = to > INT32_MAX ? INT32_MAX : (int32_t)to;
    *floor = bound > *floor ? bound : *floor;
}

/* Raise the floors of a node by what its links demand. */
static void apply_links(const Passes *passes, uint32_t n, Span *floor)
{
    const Node *node = &passes->network->nodes[n];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        const NetworkLink *link = &passes->network->links[i];
        if (node->plain && link->counted && !arrives_at_finish(link)) {
            const Span *from = &passes->early[link->from];
            lift(&floor->from, (int64_t)(leaves_from_finish(link) ? from->to : from->from) + link->lag);
        } else {
            bool at_finish;
            Instant demand = passes_demand(passes, n, link, &at_finish);
            lift(at_finish ? &floor->finish : &floor->start, demand);
        }
    }
}

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
    /* A finish that FF or SF demands keeps the instant demanded, even one at the start of a day. */
    if (out->finish < floor->finish) {
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
    return floor != NO_FLOOR && passes_start_by(passes, n, floor, at_finish) == passes->early[n].start;
}

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

/* Progress */

/* A manual task keeps its dates in progress as before. */
static bool is_under_way(const Node *node)
{
    return node->progress == IN_PROGRESS && !node->manual;
}

int32_t passes_remaining(const Node *node)
{
    int64_t done = (int64_t)node->duration * node->percent_complete / 10000;
    return node->duration - (int32_t)done;
}

/* Where the rest of a task in progress would go on if nothing stood in its way. */
static Instant natural_resume(const Passes *passes, const Node *node, Instant start)
{
    Node done = *node;
    done.duration = node->duration - passes_remaining(node);
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
static void place_rest(const Passes *passes, uint32_t n, Span *span)
{
    Node rest = passes->network->nodes[n];
    Span floor = {.start = NO_FLOOR, .finish = NO_FLOOR, .from = NO_FLOOR}, placed;
    lift(&floor.start, passes->status);
    if (passes->retained)
        demand_of_rest(passes, n, &floor);
    if (floor.start == NO_FLOOR && floor.finish == NO_FLOOR)
        return;
    lift(&floor.start, natural_resume(passes, &rest, span->start));
    rest.duration = passes_remaining(&rest);
    passes_place(passes, &rest, &floor, &placed);
    if (placed.finish > span->finish) {
        span->finish = placed.finish;
        span->to = count_at(passes, &rest, span->finish);
    }
}

bool passes_split(const Passes *passes, uint32_t n, Instant *resume)
{
    const Node *node = &passes->network->nodes[n];
    const Span *early = &passes->early[n];
    if (!is_under_way(node))
        return false;
    Node rest = *node;
    rest.duration = passes_remaining(node);
    *resume = start_before(passes, &rest, early->finish);
    Instant natural = natural_resume(passes, node, early->start);
    return node->elapsed ? *resume > natural : worktime_between(worker_of(passes, node), natural, *resume) > 0;
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

static void gather(Rollup *into, Instant start, Instant finish, Instant first_finish)
{
    into->start = instant_earliest(into->start, start);
    into->finish = instant_latest(into->finish, finish);
    into->first_finish = instant_earliest(into->first_finish, first_finish);
}

/* Are its floors and ceilings positions in the project calendar? */
static bool is_counted_in_project(const Node *node)
{
    return node->plain && node->calendar == 0;
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

/*
 * No task starts before the project, unless by a start-no-earlier-than date of its own: Project takes that for the
 * start of the project as far as this task goes. Links into it hold all the same.
 */
static void apply_project_start(const Passes *passes, const Node *node, Span *floor)
{
    if (node->constraint == CONSTRAINT_START_NO_EARLIER)
        return;
    if (is_counted_in_project(node))
        lift(&floor->from, passes->start_position);
    else
        lift(&floor->start, passes->start);
}

/* Its own dates move a task after the links have placed it. */
static void apply_dates(Passes *passes, const Node *node, uint32_t n)
{
    Span *early = &passes->early[n];
    impose(passes, node, early);
    if (early->start < passes->status && node->progress == NOT_BEGUN)
        start_on(passes, node, passes->status, early);
    if (is_fixed(passes, node)) {
        apply_fixed(passes, node, early);
        passes->asked[n] = early->start;
    }
    if (is_under_way(node))
        place_rest(passes, n, early);
}

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
        lift(&floor.start, passes->status);
    passes_place(passes, node, &floor, early);
    if (node->bounded) {
        passes->asked[n] = early->start;
        apply_dates(passes, node, n);
    }
    gather(within, early->start, early->finish, early->finish);
}

static int32_t count_in_project(const Passes *passes, Instant at)
{
    return (int32_t)worktime_position(calendars_at(&passes->network->calendars, 0), at);
}

/* A summary's own floors bind all its tasks. */
static void forward_entry(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Summary *summary = &passes->network->summaries[node->summary];
    Rollup *rollup = &passes->rollups[node->summary];
    Span floor = {.start = NO_FLOOR, .finish = NO_FLOOR, .from = NO_FLOOR};
    if (n != 0)
        floor = passes->rollups[summary->parent].floor;
    apply_links(passes, n, &floor);
    if (node->constraint == CONSTRAINT_START_NO_EARLIER)
        lift(&floor.start, network_dates(passes->network, node)->constraint);
    floor.from = floor.start == NO_FLOOR ? NO_FLOOR : count_in_project(passes, floor.start);
    *rollup = (Rollup){
        .floor = floor,
        .start = NO_CEILING,
        .finish = NO_FLOOR,
        .first_finish = NO_CEILING,
        .late_start = NO_CEILING,
        .late_finish = NO_FLOOR,
        .first_late_start = NO_CEILING,
        .first_late_finish = NO_CEILING,
        .complete = true,
    };
}

static void forward_exit(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Summary *summary = &passes->network->summaries[node->summary];
    Rollup *rollup = &passes->rollups[node->summary];
    rollup->duration = count_in_project(passes, rollup->finish) - count_in_project(passes, rollup->start);
    passes->early[n] = (Span){.start = rollup->start, .finish = rollup->finish};
    passes->early[summary->entry] = (Span){.start = rollup->start, .finish = rollup->first_finish};
    if (node->summary != 0)
        gather(&passes->rollups[summary->parent], rollup->start, rollup->finish, rollup->first_finish);
}

static const Limits no_limits = {
    .ceiling = {.start = NO_CEILING, .finish = NO_CEILING, .from = NO_CEILING, .to = NO_CEILING},
    .room_from = NO_CEILING,
    .room_to = NO_CEILING,
};

static void forward(Passes *passes)
{
    for (uint32_t n = 0; n < passes->network->count; n++) {
        passes->limits[n] = no_limits;
        switch ((NodeKind)passes->network->nodes[n].kind) {
        case NODE_TASK:
            forward_task(passes, n);
            break;
        case NODE_ENTRY:
            forward_entry(passes, n);
            break;
        case NODE_EXIT:
            forward_exit(passes, n);
            break;
        }
    }
}

/* Backward: late dates, slack */

static void lower(int32_t *ceiling, int64_t to)
{
    int32_t bound = to < -INT32_MAX ? -INT32_MAX : (int32_t)to;
    *ceiling = bound < *ceiling ? bound : *ceiling;
}

static void push_counted(const NetworkLink *link, const Span *early, const Span *late, int32_t *ceiling, int32_t *room)
{
    bool at_finish = arrives_at_finish(link);
    lower(room, (int64_t)(at_finish ? early->to : early->from) - link->lag);
    lower(ceiling, (int64_t)(at_finish ? late->to : late->from) - link->lag);
}

/* Lower the ceilings and rooms of what a task or a summary's entry waits for: with these dates. */
static void push_links(Passes *passes, uint32_t n, const Span *early, const Span *late)
{
    const Node *node = &passes->network->nodes[n];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        const NetworkLink *link = &passes->network->links[i];
        Limits *limits = &passes->limits[link->from];
        bool from_finish = leaves_from_finish(link), at_finish = arrives_at_finish(link);
        int32_t *room = from_finish ? &limits->room_to : &limits->room_from;
        if (link->counted && link->from_plain) {
            push_counted(link, early, late, from_finish ? &limits->ceiling.to : &limits->ceiling.from, room);
        } else {
            Instant ceiling = shift(passes, node, link, at_finish ? late->finish : late->start, -1);
            Instant moves = shift(passes, node, link, at_finish ? early->finish : early->start, -1);
            lower(from_finish ? &limits->ceiling.finish : &limits->ceiling.start, ceiling);
            lower(room, count_at(passes, &passes->network->nodes[link->from], moves));
        }
    }
}

/*
 * What a summary's successors and its own dates allow holds for all its tasks: the finish for each, the start for those
 * with which the summary starts.
 */
static void inherit_ceilings(const Passes *passes, uint32_t n, uint32_t exit, Span *ceiling)
{
    const Node *node = &passes->network->nodes[n];
    const Span *within = &passes->limits[exit].ceiling;
    bool first = passes->early[n].start == passes->early[exit].start;
    if (is_counted_in_project(node)) {
        lower(&ceiling->to, within->to);
        lower(&ceiling->from, first ? within->from : NO_CEILING);
    } else {
        lower(&ceiling->finish, within->finish);
        lower(&ceiling->start, first ? within->start : NO_CEILING);
    }
}

/* Constraints and deadline; "must" overrides the successors. */
static void apply_ceilings(const Passes *passes, const Node *node, Span *ceiling)
{
    const NodeDates *dates = network_dates(passes->network, node);
    switch ((ConstraintType)node->constraint) {
    case CONSTRAINT_MUST_START_ON:
        *ceiling = no_limits.ceiling;
        ceiling->finish = finish_after(passes, node, dates->constraint);
        break;
    case CONSTRAINT_MUST_FINISH_ON:
        *ceiling = no_limits.ceiling;
        ceiling->finish = dates->constraint;
        break;
    case CONSTRAINT_START_NO_LATER:
        lower(&ceiling->finish, finish_after(passes, node, dates->constraint));
        break;
    case CONSTRAINT_FINISH_NO_LATER:
        lower(&ceiling->finish, dates->constraint);
        break;
    default:
        break;
    }
    if (dates->deadline != INSTANT_NONE)
        lower(&ceiling->finish, dates->deadline);
}

static int32_t minutes_of(int64_t minutes)
{
    return minutes < -INT32_MAX ? -INT32_MAX : minutes > INT32_MAX ? INT32_MAX : (int32_t)minutes;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/*
 * The smaller of start and finish slack; the start of a task in progress has no slack any more. A constraint that
 * overrules the links shows by how much.
 */
static int64_t total_slack(const Passes *passes, const Node *node, uint32_t n)
{
    const Span *early = &passes->early[n], *late = &passes->late[n];
    int64_t total = (int64_t)late->to - early->to;
    if (!is_under_way(node))
        total = smaller(total, (int64_t)late->from - early->from);
    if (node->kind == NODE_TASK && node->bounded && passes->asked[n] != early->start)
        total = smaller(total, (int64_t)late->from - count_at(passes, node, passes->asked[n]));
    return total;
}

/* Until the first of its own successors would move; without successors the total slack. Never below 0. */
static int64_t free_slack(const Passes *passes, uint32_t n, int64_t total)
{
    const Limits *limits = &passes->limits[n];
    int64_t room = INT64_MAX;
    if (limits->room_to != NO_CEILING)
        room = (int64_t)limits->room_to - passes->early[n].to;
    if (limits->room_from != NO_CEILING)
        room = smaller(room, (int64_t)limits->room_from - passes->early[n].from);
    if (room == INT64_MAX)
        room = total;
    return room > 0 ? room : 0;
}

static bool deadline_missed(const NodeDates *dates, Instant finish)
{
    return dates->deadline != INSTANT_NONE && finish > dates->deadline;
}

/* Of a task, or of the summary that ends at exit `n`. */
static void write_dates(const Passes *passes, const Node *node, uint32_t n, TaskDates *out)
{
    const Span *early = &passes->early[n], *late = &passes->late[n];
    int64_t total = total_slack(passes, node, n);
    if (node->progress != IN_PROGRESS || !passes_split(passes, n, &out->resume))
        out->resume = INSTANT_NONE;
    out->start = out->early_start = early->start;
    out->finish = out->early_finish = early->finish;
    out->late_start = late->start;
    out->late_finish = late->finish;
    out->total_slack = minutes_of(total);
    out->free_slack = minutes_of(free_slack(passes, n, total));
    out->critical = total <= passes->critical_slack && out->percent_complete < 10000;
    out->near_critical = !out->critical && total <= passes->near_critical_slack && out->percent_complete < 10000;
    out->late = node->bounded && deadline_missed(network_dates(passes->network, node), early->finish);
}

static void count_progress(Rollup *into, uint64_t work, uint64_t done, int64_t remaining, bool complete)
{
    into->remaining += remaining;
    into->work += work;
    into->done += done;
    into->complete = into->complete && complete;
}

static void gather_late(Rollup *into, Instant start, Instant finish)
{
    into->late_start = instant_earliest(into->late_start, start);
    into->late_finish = instant_latest(into->late_finish, finish);
}

static void gather_first_late(Rollup *into, Instant start, Instant finish)
{
    into->first_late_start = instant_earliest(into->first_late_start, start);
    into->first_late_finish = instant_earliest(into->first_late_finish, finish);
}

static int64_t late_position(const Passes *passes, const Node *node, const Span *ceiling)
{
    const WorkTime *worker = worker_of(passes, node);
    int64_t finish = smaller(ceiling->to, (int64_t)ceiling->from + node->duration);
    if (ceiling->finish != NO_CEILING)
        finish = smaller(finish, worktime_position(worker, ceiling->finish));
    if (ceiling->start != NO_CEILING)
        finish = smaller(finish, worktime_position(worker, ceiling->start) + node->duration);
    return finish - node->duration;
}

/*
 * Work ends in working time; a milestone or an elapsed duration may end anywhere, and so may what is done by hand, as
 * in plans that Project saved.
 */
static void place_late(const Passes *passes, const Node *node, const Span *ceiling, Span *out)
{
    if (is_worked(node) && !node->manual) {
        span_at(passes, node, late_position(passes, node, ceiling), out);
    } else {
        Instant late = ceiling->finish;
        if (ceiling->start != NO_CEILING)
            late = instant_earliest(late, finish_after(passes, node, ceiling->start));
        span_until(passes, node, late, out);
    }
}

static Span rest_of(const Passes *passes, const Node *node, const Span *whole)
{
    Node left = *node;
    Span rest = *whole;
    left.duration = passes_remaining(node);
    rest.start = start_before(passes, &left, whole->finish);
    rest.from = count_at(passes, node, rest.start);
    return rest;
}

/*
 * Of a task in progress only the rest can wait for its predecessors, by retained logic; by progress override, and
 * without a status date, it does not wait any more. Its own start is its late start, as Project has it: what has begun
 * cannot begin later.
 */
static void push_rest(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    Span *early = &passes->early[n], *late = &passes->late[n];
    if (passes->retained) {
        Span early_rest = rest_of(passes, node, early), late_rest = rest_of(passes, node, late);
        push_links(passes, n, &early_rest, &late_rest);
        gather_first_late(&passes->rollups[node->summary], late_rest.start, late_rest.finish);
    }
    late->start = early->start;
    late->from = early->from;
}

static void push_task(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Span *late = &passes->late[n];
    if (is_under_way(node)) {
        push_rest(passes, n);
    } else {
        push_links(passes, n, &passes->early[n], late);
        gather_first_late(&passes->rollups[node->summary], late->start, late->finish);
    }
    gather_late(&passes->rollups[node->summary], late->start, late->finish);
}

static void backward_task(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    Rollup *within = &passes->rollups[node->summary];
    Span *late = &passes->late[n], *ceiling = &passes->limits[n].ceiling;
    TaskDates *out = &passes->results->tasks[node->row];

    inherit_ceilings(passes, n, passes->network->summaries[node->summary].exit, ceiling);
    if (node->bounded)
        apply_ceilings(passes, node, ceiling);
    place_late(passes, node, ceiling, late);
    push_task(passes, n);

    uint64_t work = (uint64_t)node->duration, percent = (uint64_t)node->percent_complete;
    out->remaining = passes_remaining(node);
    count_progress(within, work, work * percent, out->remaining, percent >= 10000);
    out->percent_complete = node->percent_complete;
    out->duration = node->duration;
    write_dates(passes, node, n, out);
}

static void backward_exit(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Summary *summary = &passes->network->summaries[node->summary];
    const Node *entry = &passes->network->nodes[summary->entry];
    Span *ceiling = &passes->limits[n].ceiling;
    if (node->summary == 0)
        ceiling->finish = passes->early[n].finish;
    else
        inherit_ceilings(passes, n, passes->network->summaries[summary->parent].exit, ceiling);
    if (entry->constraint == CONSTRAINT_FINISH_NO_LATER)
        lower(&ceiling->finish, network_dates(passes->network, entry)->constraint);
    if (network_dates(passes->network, entry)->deadline != INSTANT_NONE)
        lower(&ceiling->finish, network_dates(passes->network, entry)->deadline);
    ceiling->to = count_in_project(passes, ceiling->finish);
    if (ceiling->start != NO_CEILING)
        ceiling->from = count_in_project(passes, ceiling->start);
}

static int32_t summary_percent(const Rollup *rollup)
{
    if (rollup->work == 0)
        return rollup->complete ? 10000 : 0;
    return (int32_t)(rollup->done / rollup->work);
}

/* By now all tasks of the summary have their late dates. */
static void backward_entry(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Summary *summary = &passes->network->summaries[node->summary];
    const Rollup *rollup = &passes->rollups[node->summary];
    Rollup *within = &passes->rollups[summary->parent];
    if (n == 0)
        return;
    passes->late[n] = (Span){.start = rollup->first_late_start, .finish = rollup->first_late_finish};
    if (rollup->first_late_start != NO_CEILING)
        push_links(passes, n, &passes->early[n], &passes->late[n]);
    gather_first_late(within, rollup->first_late_start, rollup->first_late_finish);
    gather_late(within, rollup->late_start, rollup->late_finish);
    count_progress(within, rollup->work, rollup->done, rollup->remaining, rollup->complete);

    TaskDates *out = &passes->results->tasks[node->row];
    passes->late[summary->exit] = (Span){.start = rollup->late_start, .finish = rollup->late_finish};
    count_span(passes, node, &passes->early[summary->exit]);
    count_span(passes, node, &passes->late[summary->exit]);
    out->percent_complete = summary_percent(rollup);
    out->remaining = minutes_of(rollup->remaining);
    out->duration = rollup->duration;
    write_dates(passes, node, summary->exit, out);
}

static void backward(Passes *passes)
{
    for (uint32_t n = passes->network->count; n-- > 0;) {
        switch ((NodeKind)passes->network->nodes[n].kind) {
        case NODE_TASK:
            backward_task(passes, n);
            break;
        case NODE_ENTRY:
            backward_entry(passes, n);
            break;
        case NODE_EXIT:
            backward_exit(passes, n);
            break;
        }
    }
}

/* The whole */

/* The board's start; else the first date that anybody has given; else the status date. */
static Instant project_start(const Plan *plan, const Network *network)
{
    const Board *board = plan_board(plan);
    Instant first = NO_CEILING;
    if (board->start != INSTANT_NONE)
        return instant_latest(instant_earliest(board->start, WORKTIME_TO), WORKTIME_FROM);
    for (uint32_t n = 0; n < network->count; n++) {
        const Node *node = &network->nodes[n];
        if (network_dates(network, node)->constraint != INSTANT_NONE)
            first = instant_earliest(first, network_dates(network, node)->constraint);
        if (network_dates(network, node)->fixed_start != INSTANT_NONE)
            first = instant_earliest(first, network_dates(network, node)->fixed_start);
    }
    if (first == NO_CEILING)
        first = instant_make(worktime_clamp_day(plan_status_date(plan)), 0);
    return worktime_next(calendars_at(&network->calendars, 0), first);
}

/*
 * The status date is over when the work of the project is done on it: Microsoft Project keeps it at 17:00. A milestone
 * that is overdue stands there, work begins on the next working day.
 */
static Instant end_of_status_date(const Passes *passes)
{
    Instant midnight = instant_make(worktime_clamp_day(plan_board(passes->plan)->status_date), MINUTES_PER_DAY);
    return worktime_prev(calendars_at(&passes->network->calendars, 0), instant_earliest(midnight, WORKTIME_TO));
}

static int32_t near_critical_days(const Board *board)
{
    enum { USUAL_DAYS = 5 };
    return board->near_critical_slack == INT32_MIN ? USUAL_DAYS : board->near_critical_slack;
}

static void reserve_passes(Passes *passes)
{
    size_t nodes = passes->network->count;
    if (passes->early)
        return;
    passes->early = memory_new(nodes, sizeof *passes->early);
    passes->late = memory_new(nodes, sizeof *passes->late);
    passes->asked = memory_new(nodes, sizeof *passes->asked);
    passes->limits = memory_new(nodes, sizeof *passes->limits);
    passes->rollups = memory_new(passes->network->summary_count, sizeof *passes->rollups);
}

void passes_run(Passes *passes)
{
    const Board *board = plan_board(passes->plan);
    reserve_passes(passes);
    passes->settled = false;
    passes->start = project_start(passes->plan, passes->network);
    passes->start_position = count_in_project(passes, passes->start);
    passes->status = NO_FLOOR;
    if (board->status_date != DATE_NONE && board->reschedule_remaining)
        passes->status = end_of_status_date(passes);
    passes->retained = board->status_date != DATE_NONE && board->progress_logic == PROGRESS_RETAINED_LOGIC;
    passes->critical_slack = (int64_t)board->critical_slack * board->minutes_per_day;
    passes->near_critical_slack = (int64_t)near_critical_days(board) * board->minutes_per_day;
    forward(passes);
    backward(passes);
    if (passes->network->late_count > 0) {
        passes->settled = true;
        forward(passes);
        backward(passes);
    }
    passes->results->start = passes->rollups[0].start;
    passes->results->finish = passes->rollups[0].finish;
}

void passes_release(Passes *passes)
{
    free(passes->early);
    free(passes->late);
    free(passes->asked);
    free(passes->limits);
    free(passes->rollups);
    *passes = (Passes){0};
}
