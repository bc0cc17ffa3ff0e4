/*
 * Most tasks of most plans: nothing but working time of the project calendar, links without a quirk, and no date of
 * their own. The rules are those of forward.c and backward.c, which take over where a summary or a successor brings a
 * date into play; but here they come down to adding and comparing positions, which is what lets every keystroke
 * recompute a large plan.
 */
#include "pass.h"

/* Leave the span undated. False when its dates are beyond the tables of the calendar. */
static inline bool set_counts(const Passes *passes, int64_t from, int32_t duration, Span *out)
{
    const WorkTime *calendar = project_calendar(passes);
    if (!table_holds(calendar, from + 1) || !table_holds(calendar, from + duration))
        return false;
    *out = (Span){.start = UNDATED, .finish = UNDATED, .from = (int32_t)from, .to = (int32_t)from + duration};
    return true;
}

bool ordinary_forward(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const NetworkLink *links = passes->network->links;
    Rollup *within = &passes->rollups[node->summary];
    int32_t from = within->floor_position;
    if (node->progress == NOT_BEGUN)
        lift(&from, passes->status_position);
    for (uint32_t i = node->links; i < node[1].links; i++)
        lift(&from, (int64_t)departure(&links[i], &passes->early[links[i].from]) + links[i].lag);
    if (within->floor.finish != NO_FLOOR || !set_counts(passes, from, node->duration, &passes->early[n]))
        return false;
    extent_count(&within->early, &passes->early[n]);
    return true;
}

/* Positions within the tables and lags are far from overflowing. */
static inline void push_link(const NetworkLink *link, const Span *early, const Span *late, Limits *limits)
{
    int32_t moves = early->from - link->lag, bound = late->from - link->lag;
    int32_t *room = leaves_from_finish(link) ? &limits->room_to : &limits->room_from;
    int32_t *ceiling = leaves_from_finish(link) ? &limits->ceiling.to : &limits->ceiling.from;
    *room = moves < *room ? moves : *room;
    *ceiling = bound < *ceiling ? bound : *ceiling;
}

static void push_links(Passes *passes, uint32_t n, const Span *early, const Span *late)
{
    const Node *node = &passes->network->nodes[n];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        const NetworkLink *link = &passes->network->links[i];
        if (!link->from_plain) {
            backward_push(passes, n, early, late);
            return;
        }
        push_link(link, early, late, &passes->limits[link->from]);
    }
}

/* Nothing has begun, and no date of its own overrules the links. */
static inline Slack slack_of_ordinary(const Passes *passes, uint32_t n)
{
    const Span *early = &passes->early[n];
    int64_t total = span_slack(early, &passes->late[n]);
    return (Slack){(int32_t)total, (int32_t)free_slack(&passes->limits[n], early, total)};
}

bool ordinary_backward(Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    Rollup *within = &passes->rollups[node->summary];
    const Span *own = &passes->limits[n].ceiling;
    int64_t to = smaller(smaller(own->to, within->ceiling.to), (int64_t)own->from + node->duration);
    bool dated = own->start != NO_CEILING || own->finish != NO_CEILING || within->ceiling.start != NO_CEILING;
    if (dated || !set_counts(passes, to - node->duration, node->duration, &passes->late[n]))
        return false;
    push_links(passes, n, &passes->early[n], &passes->late[n]);
    extent_count(&within->late, &passes->late[n]);
    passes->slack[n] = slack_of_ordinary(passes, n);
    return true;
}
