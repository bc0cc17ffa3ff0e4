/*
 * The passes of the critical path method over a network: what schedule.h is made of, open to analyses that need more
 * than the dates.
 *
 *     Passes passes = {.plan = plan, .network = &network, .results = results};
 *     passes_run(&passes);
 *     passes.dates[n].late_start …
 *     passes_release(&passes);
 */
#ifndef STEERCO_ANALYSIS_PASSES_H
#define STEERCO_ANALYSIS_PASSES_H

#include "steerco/analysis/network.h"

/* What never binds: a floor is undefined as the smallest number, a ceiling as the largest. */
#define NO_FLOOR   INSTANT_NONE
#define NO_CEILING INT32_MAX

/*
 * What the passes find out about a node. Of an exit, the dates of its summary. Of an entry, the earliest start, finish
 * and late dates among the tasks of the summary: what a link into the summary meets first.
 */
typedef struct Dates {
    Instant start, finish;
    Instant asked; /* the start that the links alone would give */
    Instant late_start, late_finish;
    Instant start_ceiling, finish_ceiling; /* the latest that its successors' late dates allow */
    Instant start_room, finish_room;       /* the latest that would not move its successors */
} Dates;

/* What a summary hands down to its tasks, and what it gathers from them. */
typedef struct Rollup {
    Instant start_floor, finish_floor;
    Instant start, finish, first_finish;
    Instant late_start, late_finish, first_late_finish;
    int32_t duration;
    uint64_t work, done; /* Σ duration, Σ duration × basis points complete, of the tasks inside */
    bool complete;       /* all tasks inside are */
} Rollup;

typedef struct Passes {
    const Plan *plan;
    const Network *network;
    Results *results; /* `tasks` has room for all rows; those of the network are filled, and `start` and `finish` */
    Dates *dates;     /* by node */
    Rollup *rollups;  /* by summary */
    Instant start;    /* of the project: no task starts earlier because of a link */
    int64_t critical_slack; /* minutes */
    bool settled;           /* late dates are known, and tasks as late as possible move to them */
} Passes;

/* Fill everything from plan, network and results, which the caller has set; the network has at least one task. */
void passes_run(Passes *passes);
void passes_release(Passes *passes);

/* The instant that a link into node `n` demands of its start, or of its finish when *at_finish. */
Instant passes_demand(const Passes *passes, uint32_t n, const NetworkLink *link, bool *at_finish);

/* The earliest start and finish of a task node at or after both floors. */
void passes_place(const Passes *passes, const Node *node, Instant start_floor, Instant finish_floor, Dates *out);

/* The earliest start that a task's own constraint allows; NO_FLOOR when it says nothing. */
Instant passes_constraint_floor(const Passes *passes, uint32_t n);

/* Basis points; a task with an actual finish is complete. */
int32_t task_percent_complete(const Task *task);

#endif
