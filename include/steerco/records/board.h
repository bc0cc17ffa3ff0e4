/*
 * A board: one project, its charter data and the settings by which its plan is read.
 */
#ifndef STEERCO_RECORDS_BOARD_H
#define STEERCO_RECORDS_BOARD_H

#include "steerco/model/entity.h"

typedef struct Board {
    Record record;
    const char *name;
    const char *manager;
    const char *sponsor;
    const char *objective;
    const char *notes;
    Instant start;        /* no task starts earlier; undefined until the first plan is made or imported */
    Date status_date;     /* the data date; undefined = today */
    const char *currency; /* ISO 4217 */
    Id baseline;          /* what dates are compared with; 0 = the newest */
    Id calendar;          /* the project calendar; 0 = standard: Mon–Fri 08–12, 13–17 */
    int32_t minutes_per_day, minutes_per_week, days_per_month;
    int32_t critical_slack;      /* days: a task is critical when its total slack is at most this */
    int32_t near_critical_slack; /* days: up to this a task is near-critical; undefined = 5 */
    int32_t
        tolerance_time; /* basis points of the baseline's length, undefined = 500: see analysis/steering/ratings.h */
    int32_t tolerance_cost;    /* … of the cost baseline */
    uint8_t progress_logic;    /* ProgressLogic; counts when there is a status date */
    bool reschedule_remaining; /* what is not done by the end of the status date, if there is one, comes after it */
} Board;

/* What an unfinished task that was started before its predecessors were finished does with the rest of its work. */
typedef enum ProgressLogic {
    PROGRESS_RETAINED_LOGIC, /* it waits for them */
    PROGRESS_OVERRIDE,       /* it goes on */
} ProgressLogic;

extern const Entity board_entity;

#endif
