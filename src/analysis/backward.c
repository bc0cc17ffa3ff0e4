/*
 * The backward pass: late dates, each node before what waits for it. A node lowers the ceilings of what it waits for,
 * and notes how much room its early dates leave them; summaries hand their ceilings down to their tasks.
 */
#include "pass.h"

/* Ceilings */

/* Where a span meets the end of a link. */
static Instant arrival(const Passes *passes, const NetworkLink *link, const Span *span)
{
    return arrives_at_finish(link) ? span_finish(passes, span) : span_start(passes, span);
}

void backward_push(Passes *passes, uint32_t n, const Span *early, const Span *late)
{
    const Node *node = &passes->network->nodes[n];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        const NetworkLink *link = &passes->network->links[i];
        Limits *limits = &passes->limits[link->from];
        bool from_finish = leaves_from_finish(link);
        int32_t *room = from_finish ? &limits->room_to : &limits->room_from;
        if (link->counted && link->from_plain) {
            bool at_finish = arrives_at_finish(link);
            lower(room, (int64_t)(at_finish ? early->to : early->from) - link->lag);
            lower(from_finish ? &limits->ceiling.to : &limits->ceiling.from,
                  (int64_t)(at_finish ? late->to : late->from) - link->lag);
        } else {
            Instant ceiling = shift(passes, node, link, arrival(passes, link, late), -1);
            Instant moves = shift(passes, node, link, arrival(passes, link, early), -1);
            lower(from_finish ? &limits->ceiling.finish : &limits->ceiling.start, ceiling);
            lower(room, count_at(passes, &passes->network->nodes[link->from], moves));
        }
    }
}

/*
 * What a summary's successors and its own dates allow holds for all its tasks: the finish for each, the start for those
 * with which the summary starts.
 */
static void inherit_ceilings(const Passes *passes, uint32_t n, uint32_t summary, Span *ceiling)
{
    const Node *node = &passes->network->nodes[n];
    const Rollup *around = &passes->rollups[summary];
    const Span *within = &around->ceiling;
    bool first = span_start(passes, &passes->early[n]) == around->early.start;
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
        *ceiling = no_ceiling;
        ceiling->finish = finish_after(passes, node, dates->constraint);
        break;
    case CONSTRAINT_MUST_FINISH_ON:
        *ceiling = no_ceiling;
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

/* Placing */

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

/* Nodes */

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
        Span early_rest = progress_rest_of(passes, node, early), late_rest = progress_rest_of(passes, node, late);
        backward_push(passes, n, &early_rest, &late_rest);
        extent_date(&passes->rollups[node->summary].late_rest, &late_rest);
    }
    late->start = early->start;
    late->from = early->from;
}

static void backward_task(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    Rollup *within = &passes->rollups[node->summary];
    Span *late = &passes->late[n], *ceiling = &passes->limits[n].ceiling;

    inherit_ceilings(passes, n, node->summary, ceiling);
    if (node->bounded)
        apply_ceilings(passes, node, ceiling);
    place_late(passes, node, ceiling, late);
    if (is_under_way(node)) {
        push_rest(passes, n);
        extent_date(&within->late_begun, late);
    } else {
        backward_push(passes, n, &passes->early[n], late);
        extent_date(&within->late, late);
    }
    passes->slack[n] = slack_of(passes, n);
}

static void backward_exit(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Summary *summary = &passes->network->summaries[node->summary];
    const Node *entry = &passes->network->nodes[summary->entry];
    const NodeDates *dates = network_dates(passes->network, entry);
    Span *ceiling = &passes->limits[n].ceiling;
    if (node->summary == 0)
        ceiling->finish = passes->early[n].finish;
    else
        inherit_ceilings(passes, n, summary->parent, ceiling);
    if (entry->constraint == CONSTRAINT_FINISH_NO_LATER)
        lower(&ceiling->finish, dates->constraint);
    if (dates->deadline != INSTANT_NONE)
        lower(&ceiling->finish, dates->deadline);
    ceiling->to = (int32_t)worktime_position(project_calendar(passes), ceiling->finish);
    if (ceiling->start != NO_CEILING)
        ceiling->from = (int32_t)worktime_position(project_calendar(passes), ceiling->start);
    passes->rollups[node->summary].ceiling = *ceiling;
}

/* By now all tasks of the summary have their late dates. */
static void backward_entry(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Summary *summary = &passes->network->summaries[node->summary];
    Rollup *rollup = &passes->rollups[node->summary], *within = &passes->rollups[summary->parent];
    if (n == 0)
        return;
    extent_close(passes, &rollup->late);
    Extent waiting = rollup->late_rest, late = rollup->late_begun;
    extent_merge(&waiting, &rollup->late);
    extent_merge(&late, &rollup->late);
    passes->late[n] = (Span){.start = waiting.start, .finish = waiting.first_finish};
    if (waiting.start != NO_CEILING)
        backward_push(passes, n, &passes->early[n], &passes->late[n]);
    extent_merge(&within->late, &rollup->late);
    extent_merge(&within->late_begun, &rollup->late_begun);
    extent_merge(&within->late_rest, &rollup->late_rest);

    passes->late[summary->exit] = (Span){.start = late.start, .finish = late.finish};
    count_span(passes, node, &passes->early[summary->exit]);
    count_span(passes, node, &passes->late[summary->exit]);
    passes->slack[n] = passes->slack[summary->exit] = slack_of(passes, summary->exit);
}

static void backward_node(Passes *passes, uint32_t n)
{
    switch ((NodeKind)passes->network->nodes[n].kind) {
    case NODE_TASK:
        if (!passes->network->nodes[n].ordinary || !ordinary_backward(passes, n))
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

void backward_pass(Passes *passes)
{
    for (uint32_t n = passes->network->count; n-- > 0;)
        backward_node(passes, n);
}
