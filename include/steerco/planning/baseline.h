/*
 * Baselines: the plan as it was agreed on. What is taken once is never changed; a new agreement is a new baseline.
 *
 * A baseline holds a row for each task that had dates: its dates and its own work and cost, without what lies below it,
 * so that rows may be summed. A row outlives its task and keeps its name. Deleting a baseline deletes its rows.
 */
#ifndef STEERCO_PLANNING_BASELINE_H
#define STEERCO_PLANNING_BASELINE_H

#include "steerco/model/entity.h"

typedef struct ChangeSet ChangeSet;

typedef struct Baseline {
    Record record;
    const char *name;
    Date taken_on;
} Baseline;

typedef struct BaselineTask {
    Record record;
    Id baseline;
    Id task;          /* 0 when it was deleted since */
    const char *name; /* of the task, then */
    Instant start, finish;
    Duration duration;
    Duration work; /* undefined when nobody was assigned and none was given */
    Money cost;    /* undefined when nothing of it had a price */
} BaselineTask;

extern const Entity baseline_entity;
extern const Entity baseline_task_entity;

/*
 * Add a baseline of the plan as it is scheduled now to a change set; its provisional id in *out, unless that is null.
 * Fails when plan->results are not up to date, when the plan could not be scheduled, and when it has no tasks.
 */
bool baseline_take(ChangeSet *set, const Plan *plan, const char *name, Id *out, Error *error) MUST_CHECK;

/* The baseline that the board compares with: the one it names, else the newest; 0 when there is none. */
Id baseline_current(const Plan *plan);

#endif
