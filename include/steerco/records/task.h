/*
 * The plan proper: tasks in an outline, the links between them, and who works on what.
 */
#ifndef STEERCO_RECORDS_TASK_H
#define STEERCO_RECORDS_TASK_H

#include "steerco/model/entity.h"

/* The codes are Microsoft Project's. */
typedef enum ConstraintType {
    CONSTRAINT_AS_SOON_AS_POSSIBLE,
    CONSTRAINT_AS_LATE_AS_POSSIBLE,
    CONSTRAINT_MUST_START_ON,
    CONSTRAINT_MUST_FINISH_ON,
    CONSTRAINT_START_NO_EARLIER,
    CONSTRAINT_START_NO_LATER,
    CONSTRAINT_FINISH_NO_EARLIER,
    CONSTRAINT_FINISH_NO_LATER,
} ConstraintType;

/* How the duration of a task is spread between its three estimates. */
typedef enum Distribution {
    DISTRIBUTION_TRIANGULAR,
    DISTRIBUTION_PERT,
    DISTRIBUTION_UNIFORM,
    DISTRIBUTION_NORMAL,
    DISTRIBUTION_DISCRETE,
    DISTRIBUTION_EXPONENTIAL,
} Distribution;

/* What scheduling reads comes first, so that a pass over all tasks of a plan touches a part of each. */
typedef struct Task {
    Record record;
    Id parent;                /* the summary task it lies under; 0 = top level */
    int64_t position;         /* order among the children of one parent, with gaps; ties go by id */
    Duration duration;        /* 0 = milestone; of a summary it is derived */
    Id calendar;              /* 0 = the project calendar */
    int32_t percent_complete; /* basis points; of a summary it is derived */
    uint8_t constraint_type;  /* ConstraintType */
    bool inactive;            /* neither scheduled nor counted; its links do not bind */
    bool manual;              /* keeps its manual dates whatever links and constraints say; not read of a summary */
    bool ignore_resource_calendar; /* with a calendar of its own: counts that alone, not the worker's as well */
    Instant constraint_date;
    Instant deadline; /* never moves a task: it bounds its late finish */
    Instant actual_start, actual_finish;
    Instant manual_start, manual_finish; /* of a manual task; undefined ones follow from the other and the duration */
    int32_t physical_percent;            /* basis points; undefined unless measured */
    int16_t priority;                    /* 0–1000, 500 standard */
    bool milestone;                      /* shown as a milestone although it takes time */
    const char *name;
    const char *external_id; /* the identifier of the file it came from */
    const char *notes;
    const char *deliverable;
    const char *labels;
    const char *custom;
    Duration work;                                 /* undefined = duration × units */
    Duration optimistic, most_likely, pessimistic; /* what simulation draws from */
    Money fixed_cost;
    const char *correlation_group; /* tasks of one group run long or short together */
    int32_t correlation;           /* … with the group, basis points from -10000; undefined = not at all */
    uint8_t distribution;          /* Distribution */
} Task;

typedef enum LinkType { LINK_FINISH_START, LINK_START_START, LINK_FINISH_FINISH, LINK_START_FINISH } LinkType;

typedef struct Link {
    Record record;
    Id predecessor, successor;
    Duration lag; /* negative = lead; in working time of the successor's calendar, elapsed, or per cent */
    const char *reason;
    uint8_t type; /* LinkType */
} Link;

typedef struct Assignment {
    Record record;
    Id task, resource;
    int32_t units; /* basis points of a full calendar day */
    Duration work; /* undefined = duration of the task × units */
    const char *role;
} Assignment;

extern const Entity task_entity;
extern const Entity link_entity;
extern const Entity assignment_entity;

extern const char *const link_type_names[]; /* "FS", "SS", "FF", "SF", null */

/*
 * What is reported has happened: refused when that day comes after the status date, DATE_NONE = the board has none.
 * `happened` is "started" or "finished".
 */
bool task_check_past(const char *name, Instant at, const char *happened, Date status, Error *error) MUST_CHECK;

/*
 * Is its deadline missed, or should it be finished by the status date, by the dates before that moved any work? What is
 * done or inactive is not late; a summary is late by a deadline of its own only, since what is behind in it is late
 * itself. The one meaning of "late", in the schedule's figures, its marks and the filter alike.
 */
bool task_is_late(const Plan *plan, const Task *task);

/* Does it take no time, or is it shown as if it took none? No summary is. */
bool task_is_milestone(const Plan *plan, const Task *task);

/* Is its constraint one of its finish? */
bool task_constrains_finish(const Task *task);

/* Add links into a task as Microsoft Project words them: "T-3;T-5SS+2d". */
void task_predecessors(const Plan *plan, Id task, Buffer *out);

/* Add who works on a task: "Anna Berg;Bob Ito[50%]". */
void task_resources(const Plan *plan, Id task, Buffer *out);

#endif
