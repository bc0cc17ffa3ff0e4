/*
 * The parts of passes_run(), in the order of the turns that it takes over the network.
 */
#ifndef STEERCO_SRC_ANALYSIS_PASS_H
#define STEERCO_SRC_ANALYSIS_PASS_H

#include "extent.h"

/* Forward: early dates of all nodes, and the floors of the summaries. */
void forward_pass(Passes *passes);

/* Backward: late dates, and slack with them. */
void backward_pass(Passes *passes);

/* Lower the ceilings and rooms of what a node waits for, by these dates of it. */
void backward_push(Passes *passes, uint32_t n, const Span *early, const Span *late);

/* The same for an ordinary task. False when its counts do not suffice this time. */
bool ordinary_forward(Passes *passes, uint32_t n);
bool ordinary_backward(Passes *passes, uint32_t n);

/* Progress: what has been begun. A manual task keeps its dates in progress as before. */

static inline bool is_under_way(const Node *node)
{
    return node->progress == IN_PROGRESS && !node->manual;
}

/* Move the rest of task `n`, which is under way, to where it can go on; `span` is the task by its actual start. */
void progress_place_rest(const Passes *passes, uint32_t n, Span *span);

/* The rest of a task as the end of its span. */
Span progress_rest_of(const Passes *passes, const Node *node, const Span *whole);

/* Slack of a task or exit: its early and late spans are known, and those of all that waits for it. */
Slack slack_of(const Passes *passes, uint32_t n);

/* … of a task or summary that has nothing but its spans. */
static inline int64_t span_slack(const Span *early, const Span *late)
{
    return smaller((int64_t)late->to - early->to, (int64_t)late->from - early->from);
}

/* Until the first of its own successors would move; without successors the total slack. Never below 0. */
static inline int64_t free_slack(const Limits *limits, const Span *early, int64_t total)
{
    int64_t room = limits->room_to == NO_CEILING ? INT64_MAX : (int64_t)limits->room_to - early->to;
    if (limits->room_from != NO_CEILING)
        room = smaller(room, (int64_t)limits->room_from - early->from);
    room = room == INT64_MAX ? total : room;
    return room > 0 ? room : 0;
}

/* Floors and ceilings before anything is asked for. */
static const Span no_floor = {.start = NO_FLOOR, .finish = NO_FLOOR, .from = NO_FLOOR, .to = NO_FLOOR};
static const Span no_ceiling = {.start = NO_CEILING, .finish = NO_CEILING, .from = NO_CEILING, .to = NO_CEILING};

#endif
