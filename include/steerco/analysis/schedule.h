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
#include "steerco/model/plan.h"

/*
 * Fill `results->tasks`, `start` and `finish`; results_index() must be current. Fails when the links of the plan go
 * round in a circle, with the loop printed ("T-3 → T-7 → T-3"), and when a summary task is linked with a task inside
 * it; the dates of all tasks are undefined then.
 */
bool schedule_compute(const Plan *plan, Results *results, Error *error) MUST_CHECK;

/*
 * A reason why a task stands where it stands, for "why here?": the link, constraint, deadline or project start that
 * decided its start. Adds one sentence.
 */
void schedule_explain(const Plan *plan, Id task, Buffer *out);

/*
 * Add the chain of tasks that decides the start of a task: the task itself (of a summary the first of its tasks), the
 * predecessor that it waits for, the one that this waits for, and so on back to a task that starts with the project, by
 * a date of its own, or because it has begun. Nothing is added for a task without dates. plan->results must be current;
 * so for the functions below.
 */
void schedule_driving(const Plan *plan, Id task, Ids *out);

/*
 * Add the tasks that a later finish of a task can move, directly or through others, each after what moves it. Slack is
 * not asked about; what cannot move (complete, manual, must start or finish on a date) is not in it, and hands nothing
 * on. Summaries are left out: they follow from their tasks.
 */
void schedule_downstream(const Plan *plan, Id task, Ids *out);

typedef enum ScheduleConflictKind {
    CONFLICT_WITH_LINK,       /* a constraint, or a date set by hand, against what a link demands */
    CONFLICT_WITH_START,      /* the same against the project start */
    CONFLICT_WITH_STATUS,     /* a constraint against the status date, before which nothing may begin any more */
    CONFLICT_DEADLINE,        /* the deadline is missed */
    CONFLICT_SLACK,           /* less than no slack, because of what another task must keep */
    CONFLICT_NO_WORKING_TIME, /* a calendar, or what calendars have in common, holds no time to work */
} ScheduleConflictKind;

typedef struct ScheduleConflict {
    Id task; /* 0 = the board */
    ScheduleConflictKind kind;
    const char *text; /* a sentence that names both sides, without a full stop */
} ScheduleConflict;

typedef struct ScheduleConflicts {
    ARRAY(ScheduleConflict) found;
    Arena texts;
} ScheduleConflicts;

/* Add what in the plan contradicts itself. Tasks that are complete contradict nothing. */
void schedule_conflicts(const Plan *plan, ScheduleConflicts *out);
void schedule_conflicts_release(ScheduleConflicts *conflicts);

#endif
