/*
 * A plan made ready for passes over it: its tasks in an order in which everything comes after what it waits for.
 *
 * A task that has no tasks below it is one node. A summary task is two: its *entry*, before everything inside it, where
 * the links into it end; and its *exit*, after everything inside it, where the links out of it begin. So a link to a
 * summary binds all its tasks without being copied to each, and the network stays linear in tasks and links. The whole
 * project is summary 0: its entry is the first node, its exit the last.
 *
 * Inactive tasks, what lies below them, and summaries without an active task are not in it; nor are their links.
 */
#ifndef STEERCO_ANALYSIS_NETWORK_H
#define STEERCO_ANALYSIS_NETWORK_H

#include "steerco/analysis/calendars.h"
#include "steerco/records/records.h"

/* By percentage and actual dates. A milestone that is not complete has not begun. */
typedef enum NodeProgress { NOT_BEGUN, IN_PROGRESS, COMPLETE } NodeProgress;

typedef enum NodeKind { NODE_TASK, NODE_ENTRY, NODE_EXIT } NodeKind;

/* What the passes read of every node. */
typedef struct Node {
    uint32_t row;              /* of the task; ROW_NONE for the project */
    uint32_t summary;          /* a task: the summary it lies in; an entry or exit: the one it belongs to */
    uint32_t links;            /* the first of the links into it; they end where the next node's begin */
    int32_t duration;          /* minutes; 0 of entries and exits */
    uint32_t calendar;         /* counts its lags and slack: the task's calendar, else the project's */
    uint32_t worker;           /* counts its duration: as above, or the calendar of those who work on it */
    uint16_t percent_complete; /* of a task, basis points */
    uint8_t kind;              /* NodeKind */
    uint8_t constraint;        /* ConstraintType */
    uint8_t progress;          /* NodeProgress of a task */
    bool elapsed;              /* its duration is clock time */
    bool plain;                /* it takes working time, of the calendar that counts its slack; not by hand */
    bool bounded;              /* it has dates, is manual, in progress, or to be as late as possible */
    bool manual;               /* it keeps its dates; with none fixed it starts with the project */
    bool ordinary;             /* plain by the project calendar, unbounded, and moved by counted links to its start */
} Node;

/* Dates of a bounded node, within 1900–2999. */
typedef struct NodeDates {
    Instant constraint, deadline;      /* of tasks and entries */
    Instant fixed_start, fixed_finish; /* of tasks: actual dates, else those of a manual task */
} NodeDates;

/* A link is counted when it joins two tasks of the same calendar by a lag, or none, in working minutes of it. */
typedef struct NetworkLink {
    uint32_t from; /* a task node or an exit */
    uint32_t row;
    int32_t lag;      /* minutes, or basis points of the predecessor's duration */
    uint8_t type;     /* LinkType */
    uint8_t lag_unit; /* UNIT_MINUTES or UNIT_PERCENT, each with or without UNIT_ELAPSED */
    bool counted;
    bool from_plain; /* the predecessor is a plain task */
} NetworkLink;

typedef struct Summary {
    uint32_t entry, exit; /* nodes */
    uint32_t parent;      /* summary; 0 of the project itself */
    uint32_t open;        /* how many of the tasks inside are not complete */
    uint64_t work, done;  /* Σ duration, Σ duration × basis points complete, of the tasks inside */
} Summary;

typedef struct Network {
    uint32_t count, link_count, summary_count, idle_count, task_count;
    Node *nodes;      /* one more than `count`, which ends the links of the last */
    NodeDates *dates; /* by task row, and those of the project behind them */
    NetworkLink *links;
    Summary *summaries;
    uint32_t *idle;      /* rows of the tasks left out */
    uint32_t *node_of;   /* by task row: its node, its entry when it is a summary; `count` when it is left out */
    uint32_t late_count; /* tasks to be as late as possible */
    bool has_percent;    /* a link has a lag in per cent */
    Calendars calendars;
    Node *other_nodes;                                               /* nothing but room: two orders take turns */
    uint32_t task_room, node_room, other_room, link_room, date_room; /* how many the arrays could hold */
} Network;

/*
 * `network` is {0} or an earlier one, whose room is used again; `index` holds the plan's outline, links and assignments
 * as of now (results_index()). Fails when links go round in a circle, with the loop printed ("T-3 → T-7 → T-3"), and
 * when a summary task is linked with a task inside it; `network` is {0} then.
 */
bool network_build(const Plan *plan, const Results *index, Network *network, Error *error) MUST_CHECK;

/*
 * An edit of the plan leaves most of a network as it was. These bring the rest up to date, in this order (for the parts
 * see plan_structure()):
 *
 *     network_relink()   the links, when STRUCTURE_LINKS has changed; false when the order of the nodes does not agree
 *                        with them any more: only network_reorder() helps then
 *     network_reorder()  the order, when STRUCTURE_TASKS has changed, and the links; the values stay those of the rows.
 *                        Fails as network_build() does
 *     network_reload()   the values of all tasks, when STRUCTURE_WORK or STRUCTURE_ROWS has changed
 *     network_refresh()  the values of the tasks at some rows: those that were touched. Rows that are gone are left out
 */
bool network_relink(const Plan *plan, const Results *index, Network *network) MUST_CHECK;
bool network_reorder(const Plan *plan, const Results *index, Network *network, Error *error) MUST_CHECK;
void network_reload(const Plan *plan, const Results *index, Network *network);
void network_refresh(const Plan *plan, const Results *index, Network *network, const uint32_t *rows, size_t count);
void network_release(Network *network);

/* What is not done of a duration, in minutes; `percent` in basis points. What is done is the nearest minute: a third of
   a day of 33.33 % is 160 minutes. */
static inline int32_t minutes_remaining(int32_t duration, int32_t percent)
{
    return duration - (int32_t)(((int64_t)duration * percent + 5000) / 10000);
}

static inline int32_t node_remaining(const Node *node)
{
    return minutes_remaining(node->duration, node->percent_complete);
}

/* Basis points; a task with an actual finish is complete. Node `n` is a task or an entry. */
int32_t task_percent_complete(const Task *task);
int32_t network_percent_complete(const Network *network, uint32_t n);

static inline const NodeDates *network_dates(const Network *network, const Node *node)
{
    return &network->dates[node->row == ROW_NONE ? network->task_count : node->row];
}

/* Is there anything to schedule? */
static inline bool network_has_tasks(const Network *network)
{
    return network->count > 2;
}

#endif
