/*
 * The schedule: when each task can be done, when it must be done, and which tasks the finish depends on.
 *
 * Forward pass over working time, backward pass from the project finish, slack, summary roll-up, by Microsoft Project's
 * semantics (each rule is named where it is applied: src/analysis/forward.c, backward.c, slack.c). Cost: linear in
 * tasks and links.
 */
#ifndef STEERCO_ANALYSIS_SCHEDULE_H
#define STEERCO_ANALYSIS_SCHEDULE_H

#include "steerco/base/array.h"
#include "steerco/records/records.h"

/*
 * Fill `start` and `finish`, and what results_task() reads; results_index() must be current. Fails when the links of
 * the plan go round in a circle, with the loop printed ("T-3 → T-7 → T-3"), and when a summary task is linked with a
 * task inside it; the dates of all tasks are undefined then.
 */
bool schedule_compute(const Plan *plan, Results *results, Error *error) MUST_CHECK;

/*
 * The dates that a task would have if the status date moved no unfinished work: what the plan had before, and what a
 * report goes by. Worked out once for each state of the plan, when somebody asks. False when the task has no dates;
 * plan->results must be current.
 */
bool schedule_as_planned(const Plan *plan, Id task, TaskDates *out);

/* How many minutes of its duration a task should have done by an instant, by the dates that it has, or had as above.
   What is reported as done counts as done. 0 for a summary, and for a task without dates. */
int32_t schedule_done_by(const Plan *plan, Id task, Instant until, bool as_planned);

/*
 * A reason why a task stands where it stands, for "why here?": the link, constraint, deadline or project start that
 * decided its start. Adds one sentence. plan->results must be current; so for all functions below.
 */
void schedule_explain(const Plan *plan, Id task, Buffer *out);

/* What a task stands by, for whoever wants to move it. */
typedef enum ScheduleHold {
    HOLD_NONE, /* it has no dates */
    HOLD_PROJECT_START,
    HOLD_STATUS, /* what had not begun by the status date comes after it */
    HOLD_LINK,
    HOLD_CONSTRAINT,
    HOLD_SUMMARY, /* a constraint of a summary around it */
    HOLD_MANUAL,
    HOLD_STARTED,
    HOLD_FINISHED,
} ScheduleHold;

/*
 * What decides the start of a task. *held is the task itself, of a summary the first of its tasks; *by is the
 * predecessor of the link, the summary with the constraint, else the task itself.
 */
ScheduleHold schedule_hold(const Plan *plan, Id task, Id *held, Id *by);

/* Add minutes in days, from one day on to a hundredth, "20.12d": what follows from many tasks is seldom a round figure.
   Elapsed ones are days of 24 hours, "2ed". */
void schedule_word_days(const Plan *plan, int64_t minutes, bool elapsed, Buffer *out);

/* Add a slack in days: working ones, or elapsed ones of a task with an elapsed duration. */
void schedule_word_slack(const Plan *plan, const Task *task, int64_t slack, Buffer *out);

/* Add where a task stands: "T-14 'Dig' starts Mon 02 Mar 26 08:00, slack 2d". Nothing for one without dates. */
void schedule_word_stand(const Plan *plan, Id task, Buffer *out);

/*
 * How a computed figure of a task comes about, in one sentence each: its total slack, by the date that it may finish at
 * the latest; its free slack, by the successor that would move first; and whether it is critical, by the slack that
 * counts as none. Nothing is added where the figure is undefined.
 */
void schedule_explain_total_slack(const Plan *plan, Id task, Buffer *out);
void schedule_explain_free_slack(const Plan *plan, Id task, Buffer *out);
void schedule_explain_critical(const Plan *plan, Id task, Buffer *out);

/*
 * Does the critical path run through a summary: is one of the tasks in it critical? Its own slack need not show that,
 * since Microsoft Project counts it from its dates as a whole.
 */
bool schedule_runs_through(const Plan *plan, Id summary);

/* Why a task takes longer than its work: holidays and freezes by name, its calendar, an interruption. One sentence;
   nothing where it does not. */
void schedule_explain_span(const Plan *plan, Id task, Buffer *out);

/*
 * Add the chain of tasks that decides the start of a task: the task itself (of a summary the first of its tasks), the
 * predecessor that it waits for, the one that this waits for, and so on back to a task that starts with the project, by
 * a date of its own, or because it has begun. Nothing is added for a task without dates.
 */
void schedule_driving(const Plan *plan, Id task, Ids *out);

/*
 * Add the tasks that a delay of a task can move, directly or through others, each after what moves it: a later start,
 * unless it has begun, and a later finish; one that is complete moves nothing. Slack is not asked about; what cannot
 * move (complete, manual, must start or finish on a date) is not in it, and hands nothing on. Summaries are left out:
 * they follow from their tasks.
 */
void schedule_downstream(const Plan *plan, Id task, Ids *out);

/* What a link does in the schedule. */
typedef struct LinkFigures {
    int64_t slack; /* minutes that the successor stands behind what the link demands, as its own slack is counted;
                      below 0 where it does not wait: it has begun, is manual or constrained */
    bool driving;  /* it decides where the successor stands, perhaps together with others */
} LinkFigures;

/* False, and nothing is filled in, when the link does not bind: a task of it is not active, or none is scheduled. */
bool schedule_link(const Plan *plan, Id link, LinkFigures *out);

/* What is said of a schedule in one line. */
typedef struct ScheduleFigures {
    int late;              /* by task_is_late() */
    int tasks, critical;   /* active tasks without tasks below them; the latter only while not done */
    int64_t minutes, done; /* of their durations */
    int32_t slip; /* working minutes by which the project finishes later than in the baseline; below 0 = earlier;
                     INT32_MIN = there is none */
} ScheduleFigures;

/* A share in whole per cent, to the nearest, as Microsoft Project shows it; but 100 only for all of it. */
int schedule_whole_percent(int64_t done, int64_t all);

/* All 0 while plan->results are not current. */
ScheduleFigures schedule_figures(const Plan *plan);

typedef enum ScheduleConflictKind {
    CONFLICT_WITH_LINK,       /* a constraint, or a date set by hand, against what a link demands */
    CONFLICT_WITH_START,      /* the same against the project start */
    CONFLICT_WITH_STATUS,     /* a constraint against the status date, before which nothing may begin any more */
    CONFLICT_DEADLINE,        /* the deadline is missed */
    CONFLICT_SLACK,           /* less than no slack, because of what another task must keep */
    CONFLICT_NO_WORKING_TIME, /* a calendar, or what calendars have in common, holds no time to work */
    CONFLICT_KINDS
} ScheduleConflictKind;

typedef struct ScheduleConflict {
    Id task;  /* 0 = the board */
    Id cause; /* the task whose date cannot be kept: another one where slack is short, else the same as `task` */
    ScheduleConflictKind kind;
    const char *text; /* a sentence that names both sides, without a full stop */
} ScheduleConflict;

typedef struct ScheduleConflicts {
    ARRAY(ScheduleConflict)
    found; /* calendars and dates that contradict something; then, from `consequences` on, what lacks slack */
    size_t consequences;
    size_t causes; /* different ones: what people count */
    Arena texts;
} ScheduleConflicts;

/*
 * What in the plan contradicts itself, both parts in the order of the network. Tasks that are complete contradict
 * nothing. Found once for each state of the plan and kept with its results, so asking again costs nothing; good until
 * the plan changes.
 */
const ScheduleConflicts *schedule_conflicts(const Plan *plan) RETURNS_NON_NULL;

/* What a sentence calls the cause of one: a task, or "the board". */
Quoted schedule_conflict_cause(const Plan *plan, Id cause);

#endif
