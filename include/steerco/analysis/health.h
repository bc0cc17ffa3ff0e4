/*
 * Is the schedule fit to be managed by? The fourteen points of the DCMA schedule assessment.
 *
 *     Health health = {0};
 *     health_check(plan, 0, &health);
 *     if (health.points[HEALTH_LEADS].verdict == HEALTH_FAILED) …
 *     health_release(&health);
 */
#ifndef STEERCO_ANALYSIS_HEALTH_H
#define STEERCO_ANALYSIS_HEALTH_H

#include "steerco/analysis/schedule.h"

typedef enum HealthCheck {
    HEALTH_LOGIC,          /* tasks without predecessor or without successor, but for the first and the last: ≤ 5 % */
    HEALTH_LEADS,          /* links with a negative lag: none */
    HEALTH_LAGS,           /* links with a lag: ≤ 5 % */
    HEALTH_RELATIONSHIPS,  /* finish-to-start links: ≥ 90 % */
    HEALTH_CONSTRAINTS,    /* must start or finish on, start or finish no later: ≤ 5 % */
    HEALTH_HIGH_SLACK,     /* total slack above the long duration: ≤ 5 % */
    HEALTH_NEGATIVE_SLACK, /* none */
    HEALTH_LONG_TASKS,     /* duration above the long duration: ≤ 5 % */
    HEALTH_INVALID_DATES,  /* work ahead before the status date, or actual dates after it: none */
    HEALTH_RESOURCES,      /* tasks that nobody works on and no cost is known of: none */
    HEALTH_MISSED_TASKS,   /* of those due by the baseline, finished or finishing later than in it: ≤ 5 % */
    HEALTH_CRITICAL_PATH,  /* 600 days more for a critical task reach the project finish: ≥ 95 % of them */
    HEALTH_CPLI,           /* critical path length index: (length + slack) / length ≥ 0.95 */
    HEALTH_BEI,            /* baseline execution index: tasks complete / tasks due by the baseline ≥ 0.95 */
    HEALTH_COUNT
} HealthCheck;

typedef enum HealthVerdict { HEALTH_UNDEFINED, HEALTH_PASSED, HEALTH_FAILED } HealthVerdict;

typedef struct HealthPoint {
    const char *title;
    const Entity *entity;  /* of the findings: tasks or links */
    HealthVerdict verdict; /* undefined where there is nothing to measure: no tasks, no baseline */
    int64_t of;            /* how many tasks or links were looked at */
    int64_t value, limit;  /* basis points: a share, or an index times 10000; undefined as the verdict */
    bool at_least;         /* the value must be at least the limit, not at most */
    Ids found;             /* what speaks against the plan, in order of the plan's tables */
} HealthPoint;

typedef struct Health {
    HealthPoint points[HEALTH_COUNT];
    int long_days; /* what was taken for long */
} Health;

/*
 * Fill `health`, which is {0}; plan->results must be current. Tasks are those that are active, without tasks below
 * them, and, where the future is asked about, not complete. `long_days`: which durations and slacks are too long, in
 * days of the board; 0 = 20, as suits IT projects (the DCMA takes 44). The date asked about is the status date.
 */
void health_check(const Plan *plan, int long_days, Health *health);

/* … one point alone; the others stay {0}. Cheaper for those who repair one finding after the other. */
void health_check_one(const Plan *plan, int long_days, HealthCheck check, Health *health);

void health_release(Health *health);

/* Add what a point asks for, what helps where it fails, and what it needs to be told: sentences with full stops. */
void health_word_advice(const Plan *plan, const Health *health, HealthCheck check, Buffer *out);

/*
 * Add how a point stands, in columns that lie below each other:
 *
 *     FAILED   Missing logic              12.5%  at most 5%      4 of 32 tasks
 *     unknown  Missed tasks                   —  there is no baseline
 *
 * and the same of what schedule_conflicts() finds, which is no point of the fourteen but belongs beside them.
 */
void health_word_line(const Plan *plan, const Health *health, HealthCheck check, Buffer *out);
void health_word_conflicts(const Plan *plan, Buffer *out);

/* Add what is wrong with a task or link that the point has found: "T-14 'Dig' has no successor". */
void health_word_finding(const Plan *plan, HealthCheck check, Id id, Buffer *out);

#endif
