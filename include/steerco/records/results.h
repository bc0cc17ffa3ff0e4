/*
 * What analysis found out about a plan: plain arrays, parallel to the rows of the plan's tables.
 *
 * The arrays are data only. src/analysis/ fills them (see analysis.h); computed fields, panes and reports read them
 * through plan->results-> They are never stored, and they are good for the generation of the plan that they are stamped
 * with. What of a task can be read off the passes is written when somebody asks for it: results_task().
 */
#ifndef STEERCO_MODEL_RESULTS_H
#define STEERCO_MODEL_RESULTS_H

#include "steerco/base/date.h"
#include "steerco/base/money.h"
#include "steerco/model/adjacency.h"
#include "steerco/model/plan.h"
#include "steerco/records/outline.h"

typedef struct TaskDates {
    Instant start, finish; /* scheduled, which is as early as possible; actual dates where there are any */
    Instant late_start, late_finish;
    int32_t total_slack, free_slack; /* minutes: working, elapsed for elapsed durations; INT32_MIN undefined */
    int32_t duration;                /* minutes; of a summary its span in working time of the project calendar */
    int32_t percent_complete;        /* basis points; of a summary Σ done / Σ duration of its leaves */
    Instant resume;    /* where the rest of a split task goes on; undefined when it is not split, and of summaries */
    int32_t remaining; /* minutes: duration × what is not complete, of tasks and summaries alike */
    bool critical;
    bool near_critical; /* its slack is soon used up: at most the board's near_critical_slack */
    bool late;          /* its deadline is missed */
} TaskDates;

/* A task in the baseline that the board compares with; all undefined when it is not in it. */
typedef struct BaselineDates {
    Instant start, finish;
    int32_t start_variance, finish_variance; /* working minutes of the project calendar; INT32_MIN undefined */
} BaselineDates;

/*
 * Of a budget line, or of several, in the board's currency: the words of analysis/ledger.h. A line without an amount
 * counts as one of 0.
 */
typedef struct LineFigures {
    Money original, changes, transfers, draws, current;
    Money committed, open, actual, exposure, available;
    Money etc, eac, vac;
    Money exchange; /* how much of actual comes from rates that are not those of the budget */
} LineFigures;

/* The forecast of a line that counts, and the exposure that it knew of; entry 0 = there is none. */
typedef struct LineForecast {
    Id entry;
    Money amount, exposure;
} LineForecast;

/* Of an order, in its own currency: the words of records/order.h. */
typedef struct OrderFigures {
    Money ordered, received, invoiced, credited, paid, open;
} OrderFigures;

/* How an entry of the cost log counts in the figures. */
typedef enum EntryState {
    ENTRY_COUNTS,
    ENTRY_LATER,        /* booked after the status date: shown, not counted */
    ENTRY_ONE_SIDED,    /* a transfer without its other side: it moves nothing */
    ENTRY_WITHOUT_LINE, /* a draw that does not say from which reserve to which line: it moves nothing */
    ENTRY_MENDED,       /* either of them, and its reversal: together they never moved anything */
} EntryState;

/* What an analysis keeps from one computation to the next. */
typedef struct Kept {
    void *state;
    void (*release)(void *state);
} Kept;

/* What the lines, the orders and the cost log come to. */
typedef struct LedgerFigures {
    uint64_t generation;     /* of the plan; 0 = nothing computed yet */
    LineFigures *lines;      /* by budget line row */
    LineForecast *forecasts; /* likewise */
    size_t line_capacity, forecast_capacity;
    OrderFigures *orders; /* by order row */
    size_t order_capacity;
    uint8_t *entries; /* EntryState by cost entry row */
    size_t entry_capacity;
    uint32_t later, adrift; /* entries after the status date; transfers and draws that move nothing */
    /* The three totals; entries without a line count in each of them. */
    LineFigures budget;        /* the project budget: all lines */
    LineFigures cost_baseline; /* without the management reserve */
    LineFigures completion;    /* budget at completion (BAC): without contingency too */
} LedgerFigures;

void ledger_figures_release(LedgerFigures *figures);

struct Results {
    uint64_t generation; /* of the plan; 0 = nothing computed yet */
    bool unscheduled;    /* the plan could not be scheduled (links in a circle): no task has dates */
    /* What of the plan's structure the outline, the links and the assignments were indexed from: plan_structure(). */
    uint64_t outline_structure, link_structure, assignment_structure, baseline_structure;
    Outline outline;
    Adjacency predecessors; /* task row → rows of the links into it */
    Adjacency successors;   /* task row → rows of the links out of it */
    Adjacency assignments;  /* task row → rows of its assignments */
    TaskDates *tasks;       /* by task row, as far as they are written; for results_task() */
    bool *written;          /* by task row */
    size_t task_capacity;
    Kept schedule; /* network and passes */
    void (*read_task)(const void *schedule, uint32_t row, TaskDates *out);
    /* When a task would finish if the status date moved no unfinished work; undefined without dates. */
    Instant (*finish_as_planned)(const Plan *plan, Id task);
    /* Working minutes of the project calendar; below 0 when `to` comes first. */
    int32_t (*count_work)(const void *schedule, Instant from, Instant to);
    /* The last instant up to this one at which work of the project calendar can end. */
    Instant (*work_ends_by)(const void *schedule, Instant at);
    Id baseline;     /* the one compared with; 0 = there is none */
    uint32_t *taken; /* by task row, when there is a baseline: the row of what it says of the task; ROW_NONE */
    size_t taken_capacity;
    Instant start, finish; /* of the project: earliest start, latest finish; undefined without tasks */
    /* Read it through plan_ledger(): it is worked out at the first look, since it asks for every entry there is. */
    LedgerFigures ledger;
    void (*compute_ledger)(const Plan *plan, LedgerFigures *out); /* null before the first analysis */
};

/* Bring the outline, the adjacencies and the baseline up to date: they need no analysis. Cheap when they are already.
 */
void results_index(const Plan *plan, Results *results);

/* The dates of the task at a row, once the plan has been scheduled. Good until it is scheduled again. */
const TaskDates *results_task(const Results *results, uint32_t row);

/* … and how they compare with the baseline. A variance is undefined where either date is. */
BaselineDates results_baseline(const Plan *plan, uint32_t row);

#endif
