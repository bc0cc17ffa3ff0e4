/*
 * The passes of the critical path method over a network: what schedule.h is made of, open to analyses that need more
 * than the dates.
 *
 *     Passes passes = {.plan = plan, .network = &network};
 *     passes_run(&passes);
 *     use(passes.slack[n].total);
 *     passes_release(&passes);
 */
#ifndef STEERCO_ANALYSIS_PASSES_H
#define STEERCO_ANALYSIS_PASSES_H

#include "steerco/analysis/network.h"
#include "steerco/records/records.h"

/* What never binds: a floor is undefined as the smallest number, a ceiling as the largest. */
#define NO_FLOOR   INSTANT_NONE
#define NO_CEILING INT32_MAX

/*
 * When a task runs, or how early or late it may. Start and finish are instants; from and to are the same as slack
 * counts them: positions in the task's calendar, instants again when its duration is elapsed. Where both are known the
 * passes go by the counts, which costs no look-up in a calendar. A span that is known by its counts alone is *undated*:
 * its start is INSTANT_NONE. passes_dated() gives its dates.
 */
typedef struct Span {
    Instant start, finish;
    int32_t from, to;
} Span;

/* What the successors of a task leave it. */
typedef struct Limits {
    Span ceiling;               /* by their late dates: the least of `start` and `from`, of `finish` and `to` holds */
    int32_t room_from, room_to; /* by their early dates, counted: as far as it would not move them */
} Limits;

/* In minutes, counted as the spans are. Free slack is never below 0. */
typedef struct Slack {
    int32_t total, free;
} Slack;

/* The earliest start, the latest and the earliest finish of several spans, and the counts of those without dates. */
typedef struct Extent {
    Instant start, finish, first_finish;
    int32_t from, to, first_to;
} Extent;

/* What a summary hands down to its tasks, and what it gathers from them. */
typedef struct Rollup {
    Span floor;             /* `from` is counted in the project calendar; the project start is not in it */
    int32_t floor_position; /* the same and the project start, for tasks counted in the project calendar */
    Span ceiling;           /* of the summary's exit */
    Extent early;
    Extent late;                  /* of tasks that have not begun, or are complete */
    Extent late_begun, late_rest; /* of tasks under way, and of their rests as far as those wait for links */
    int32_t duration;
} Rollup;

/*
 * Spans, limits and slack are by node. Those of an exit are its summary's. Those of an entry are the earliest start,
 * finish and late dates among the tasks of the summary: what a link into the summary meets first. Its late dates are
 * NO_CEILING when nothing in the summary waits any more. Project entry and exit have no slack.
 */
typedef struct Passes {
    const Plan *plan;
    const Network *network;
    bool as_planned; /* the caller's wish: the status date moves nothing */
    bool early_only; /* the caller's wish: no late dates and no slack, where the early ones need none */
    Span *early, *late;
    Instant *asked; /* of bounded tasks: the start that the links alone would give */
    Limits *limits;
    Slack *slack;
    /* By node, where the network has percentage lags, else null: ten-thousandths of a minute by which its dates lie
       before what the lags behind it come to. Dates are whole minutes, and so each is early by less than one; a sum is
       rounded once, at its end. What a summary hands on starts from whole minutes again. */
    uint16_t *parts;
    uint32_t part_room;
    Rollup *rollups;       /* by summary */
    Instant first, finish; /* the earliest start and the latest finish of all tasks */
    Instant start;         /* of the project: no task starts earlier unless its own dates say so */
    Instant status;        /* no remaining work begins earlier; NO_FLOOR when the board does not move it */
    int32_t start_position, status_position;     /* the same, counted in the project calendar */
    bool retained;                               /* the rest of a task in progress waits for what its links demand */
    int64_t critical_slack, near_critical_slack; /* minutes */
    bool settled;                                /* late dates are known, and tasks as late as possible move to them */
    uint32_t node_room, summary_room;            /* how many the arrays could hold */
} Passes;

/*
 * Fill everything from plan and network, which the caller has set; the network has at least one task. May be
 * called again when values of the network have changed, and uses the same room then.
 */
void passes_run(Passes *passes);
void passes_release(Passes *passes);

/* What there is to say of a task or summary: `n` is its node, or its entry. */
void passes_read(const Passes *passes, uint32_t n, TaskDates *out);

Span passes_dated(const Passes *passes, const Span *span);

/* The instant that a link into node `n` demands of its start, or of its finish when *at_finish. */
Instant passes_demand(const Passes *passes, uint32_t n, const NetworkLink *link, bool *at_finish);

/* The earliest span of a task node at or after a floor, of which `to` is not read. */
void passes_place(const Passes *passes, const Node *node, const Span *floor, Span *out);

/* Where task `n` would start if it had nothing but that floor for its start, or for its finish. */
Instant passes_start_by(const Passes *passes, uint32_t n, Instant floor, bool at_finish);

/* Does that floor alone put the task where it starts? NO_FLOOR never does. */
bool passes_decides(const Passes *passes, uint32_t n, Instant floor, bool at_finish);

/* Is the rest of task `n` parted from what is done, and where does it go on then? */
bool passes_split(const Passes *passes, uint32_t n, Instant *resume);

/* Minutes of the duration of task `n` that lie before an instant; at least what is done. */
int32_t passes_done_by(const Passes *passes, uint32_t n, Instant until);

/* The earliest start that a task's own constraint allows; NO_FLOOR when it says nothing. */
Instant passes_constraint_floor(const Passes *passes, uint32_t n);

#endif
