/*
 * What is steered: issues, change requests, decisions and actions. Fields, scales and statuses follow the logs of PM².
 */
#ifndef STEERCO_RECORDS_GOVERNANCE_H
#define STEERCO_RECORDS_GOVERNANCE_H

#include "steerco/model/entity.h"

typedef enum DecisionStatus { DECISION_PENDING, DECISION_TAKEN, DECISION_SUPERSEDED, DECISION_REVERSED } DecisionStatus;

typedef struct Decision {
    Record record;
    const char *title;
    const char *external_id;
    const char *category;
    const char *identified_by;
    const char *description;
    const char *options; /* with what speaks for and against each, and what it costs */
    const char *rationale;
    const char *dissent;
    const char *communicated_to;
    const char *reason; /* why it was reversed or opened again */
    const char *notes;
    const char *custom;
    AnyId about;
    Id owner, decided_by; /* resources */
    Id body;
    Id meeting;
    Id superseded_by; /* a decision */
    Date need_by, decided_on, applies_from;
    uint8_t status; /* DecisionStatus */
    bool escalated;
    bool confidential;
} Decision;

typedef enum ChangeStatus {
    CR_SUBMITTED,
    CR_ASSESSING,
    CR_WAITING,
    CR_APPROVED,
    CR_REJECTED,
    CR_POSTPONED,
    CR_MERGED,
    CR_IMPLEMENTED, /* the work is in the plan */
    CR_CLOSED,
} ChangeStatus;

typedef struct ChangeRequest {
    Record record;
    const char *title;
    const char *external_id;
    const char *category;
    const char *requested_by;
    const char *description;
    const char *if_not_done;
    const char *action_details;
    const char *options;
    const char *script; /* the edits that it asks for: session/script.h */
    const char *communicated_to;
    const char *reason; /* why it was rejected, postponed, hurried or opened again */
    const char *notes;
    const char *custom;
    Id owner; /* a resource */
    Id body;
    Id decision;
    Id merged_into; /* a change request */
    Id baseline;    /* the one that it changes */
    Money cost_impact;
    Duration schedule_impact;
    Date submitted_on, target_date, decided_on, decide_by, delivered_on;
    int8_t size, priority; /* 1–5 */
    uint8_t status;        /* ChangeStatus */
    uint8_t reserve;       /* none, contingency, management */
    bool escalated;
} ChangeRequest;

typedef enum IssueStatus { ISSUE_OPEN, ISSUE_POSTPONED, ISSUE_RESOLVED, ISSUE_CLOSED } IssueStatus;

typedef struct Issue {
    Record record;
    const char *title;
    const char *external_id;
    const char *category;
    const char *identified_by;
    const char *description;
    const char *action_details;
    const char *root_cause;
    const char *resolution;
    const char *reason; /* why it was postponed or opened again */
    const char *notes;
    const char *custom;
    AnyId source;
    Id owner; /* a resource */
    Id body;  /* that it was escalated to */
    Date identified_on, target_date, closed_on;
    int8_t urgency, impact, size; /* 1–5 */
    uint8_t status;               /* IssueStatus */
    bool escalated;
    bool confidential;
} Issue;

typedef enum ActionStatus { ACTION_OPEN, ACTION_IN_PROGRESS, ACTION_DONE, ACTION_CANCELLED } ActionStatus;

typedef struct Action {
    Record record;
    const char *title;
    const char *external_id;
    const char *description;
    const char *outcome;
    const char *effect; /* what it achieved, found out later */
    const char *reason; /* why it was cancelled or opened again */
    const char *notes;
    const char *custom;
    AnyId source;
    Id owner; /* a resource */
    Date due, opened_on, closed_on, effect_check;
    int8_t priority; /* 1–5 */
    uint8_t status;  /* ActionStatus */
    bool confidential;
} Action;

extern const Entity decision_entity;
extern const Entity change_request_entity;
extern const Entity issue_entity;
extern const Entity action_entity;

/*
 * The last responsible day of a decision: the last working day, of the project calendar, on which it can be taken
 * without holding up a task that hangs on it, that is before the late start of each task that it is about or related to
 * and that has not begun. Undefined without such a task, and while the plan has no dates.
 */
Date decision_latest_responsible(const Plan *plan, const Decision *decision);

/* The day by which it has to be taken: need_by, or the one above where that comes first. */
Date decision_wanted_by(const Plan *plan, const Decision *decision);

/* On the radar are pending decisions that are wanted within so many days of the status date, or were wanted before. */
enum { DECISION_RADAR_DAYS = 28 };

/* Does it wait for somebody to approve it? A RecordTest, as is_open of a row. */
bool change_request_waits(const Plan *plan, const void *record);

/* Urgency × impact; NUMBER_NONE while either is not assessed. */
int64_t issue_score(const Issue *issue);

#endif
