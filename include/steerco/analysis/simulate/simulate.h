/*
 * Monte Carlo simulation of a schedule: when it will end and what it will cost, given what durations and risks are
 * uncertain.
 *
 * In each iteration the rest of every task that has estimates (optimistic, most likely, pessimistic) is drawn from its
 * distribution, each risk happens or does not, and one that happens delays all tasks that it hits; then the schedule is
 * made by the passes that make every schedule, with their calendars and links. Tasks of a correlation group share one
 * factor: two tasks with the correlations a and b to it go together by a × b (a Gaussian copula).
 *
 *     cost          what the budget without reserves will come to (EAC), and the costs of the risks that happen
 *     confidence    the share of iterations that end no later, or cost no more, than planned
 *     criticality   the share of iterations in which a task is critical
 *     sensitivity   criticality × the standard deviation of the task's duration / that of the finish
 *     contribution  of a risk: how much earlier the mean finish is, and how much less the mean cost, without it, all
 *                   other draws being the same
 *
 * Days are working days of the project calendar from the project's start. The same seed gives the same result on any
 * number of threads.
 */
#ifndef STEERCO_ANALYSIS_SIMULATE_SIMULATE_H
#define STEERCO_ANALYSIS_SIMULATE_SIMULATE_H

#include "steerco/records/records.h"

enum { SIMULATION_BATCH = 512, SIMULATION_MOST = 10000000 };

typedef struct SimulationWanted {
    uint64_t seed;
    uint32_t iterations; /* 0 = until the standard error of the mean finish is small enough: see below */
    int threads;         /* 1 to 64 */
    bool without_risks;  /* durations alone */
    bool proposed_risks; /* also those that are proposed or being assessed; else those that wait for approval or are
                            approved. What has occurred, is rejected or closed never happens any more */
    bool (*stopped)(void *context); /* asked between batches: stop with what there is? May be null */
    void *context;
} SimulationWanted;

/* Without a number of iterations it stops after 4, 8, 16, … batches, as soon as the standard error of the mean finish
   is at most a twentieth of a day; after 64 in any case. */
#define SIMULATION_ERROR_DAYS 0.05

/* How a figure is spread over the iterations. Finish in days, cost in units of the board's currency. */
typedef struct Spread {
    double mean, sd, error; /* the last is the standard error of the mean */
    double p10, p50, p80, p90, p95;
    double planned, planned_confidence;
} Spread;

typedef struct SimulatedTask {
    Id task;
    double criticality, sensitivity;
} SimulatedTask;

typedef struct SimulatedRisk {
    Id risk;
    double probability;
    double finish_days, cost; /* contribution by removal */
} SimulatedRisk;

typedef struct Simulation {
    uint32_t iterations;
    uint64_t seed;
    Spread finish, cost;
    bool budgeted;                            /* else the planned cost is 0: there is no budget */
    Instant p10, p50, p80, p90, p95, planned; /* the finish as a date */
    ARRAY(SimulatedTask) tasks;               /* that are not complete, by row */
    ARRAY(SimulatedRisk) risks;               /* that may happen, by row */
    double *finishes;                         /* of all iterations, in days, sorted: the curve */
    size_t estimated, unestimated;            /* tasks that are not complete, with and without estimates */
    size_t disordered;                        /* … whose estimates are not in order: the planned duration is taken */
    size_t open_ends;                         /* tasks without a successor */
    size_t late;                              /* tasks with negative slack */
    size_t unhit;                             /* risks with a delay that hit no task that can still be delayed */
} Simulation;

/* The plan's results are up to date. Fails when there is nothing to schedule; then there is nothing to release. */
bool simulate(const Plan *plan, const SimulationWanted *wanted, Simulation *out, Error *error) MUST_CHECK;
void simulation_release(Simulation *simulation);

/* Add a number with so many decimals, whatever the locale. */
void simulation_add_number(double value, int decimals, Buffer *out);

/* All of it as text of 80 columns, with what was used and what the input lacks. */
void simulation_word(const Plan *plan, const SimulationWanted *wanted, const Simulation *simulation, Buffer *out);

#endif
