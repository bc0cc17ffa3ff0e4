/*
 * Baselines: the plan as it was agreed on. What is taken once is never changed; a new agreement is a new baseline.
 *
 * A baseline holds a row for each task that had dates: its dates and its own work and cost, without what lies below it,
 * so that rows may be summed. A row outlives its task and keeps its name. Deleting a baseline deletes its rows.
 */
#ifndef STEERCO_RECORDS_BASELINE_H
#define STEERCO_RECORDS_BASELINE_H

#include "steerco/model/entity.h"

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

/* The baseline that the board compares with: the one it names, else the newest; 0 when there is none. */
Id baseline_current(const Plan *plan);

#endif
