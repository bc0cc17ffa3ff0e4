/*
 * What the project is for and what it delivers: objectives, benefits, requirements, deliverables.
 */
#ifndef STEERCO_RECORDS_SCOPE_H
#define STEERCO_RECORDS_SCOPE_H

#include "steerco/model/entity.h"

typedef enum ObjectiveStatus {
    OBJECTIVE_PROPOSED,
    OBJECTIVE_AGREED,
    OBJECTIVE_ACHIEVED,
    OBJECTIVE_MISSED,
    OBJECTIVE_DROPPED,
} ObjectiveStatus;

typedef struct Objective {
    Record record;
    const char *title;
    const char *external_id;
    const char *description;
    const char *measure;
    const char *target;
    const char *strategic_link;
    const char *outcome; /* what was reached */
    const char *reason;  /* why it was missed, dropped or taken up again */
    const char *notes;
    const char *custom;
    Id parent; /* an objective */
    Id owner;  /* a resource */
    Date due;
    int8_t priority; /* 1–5 */
    uint8_t status;  /* ObjectiveStatus */
} Objective;

typedef enum BenefitStatus { BENEFIT_EXPECTED, BENEFIT_REALISED, BENEFIT_MISSED } BenefitStatus;

typedef struct Benefit {
    Record record;
    const char *title;
    const char *external_id;
    const char *description;
    const char *beneficiary;
    const char *measure;
    const char *unit;
    const char *reason; /* why it was missed, or is expected again */
    const char *notes;
    const char *custom;
    Id objective;
    Id kpi;
    Id owner;                         /* a resource */
    Money yearly_value;               /* in money, a year */
    int64_t baseline, target, actual; /* thousandths of the unit */
    Date review_on, realised_on;
    uint8_t type;   /* financial, …: see objective.c */
    uint8_t status; /* BenefitStatus */
} Benefit;

typedef enum DeliverableStatus {
    DELIVERABLE_PLANNED,
    DELIVERABLE_DELIVERED,
    DELIVERABLE_ACCEPTED,
    DELIVERABLE_CONDITIONAL, /* accepted, with a list of what has to be mended */
    DELIVERABLE_REFUSED,
} DeliverableStatus;

typedef struct Deliverable {
    Record record;
    const char *title;
    const char *external_id;
    const char *description;
    const char *criteria;
    const char *tolerance;
    const char *conditions;
    const char *note_number; /* of the acceptance note */
    const char *reason;      /* why it was refused */
    const char *notes;
    const char *custom;
    Id task;
    Id owner, reviewer, decided_by; /* resources */
    Date planned_on, delivered_on, decided_on;
    uint8_t status; /* DeliverableStatus */
} Deliverable;

typedef enum RequirementStatus {
    REQUIREMENT_DRAFT,
    REQUIREMENT_APPROVED,
    REQUIREMENT_IMPLEMENTED,
    REQUIREMENT_VALIDATED,
    REQUIREMENT_REJECTED,
    REQUIREMENT_DEFERRED,
} RequirementStatus;

typedef struct Requirement {
    Record record;
    const char *title;
    const char *external_id;
    const char *statement;
    const char *rationale;
    const char *source;
    const char *acceptance;
    const char *version;
    const char *reason; /* why it was rejected, deferred or opened again */
    const char *notes;
    const char *custom;
    Id parent; /* a requirement */
    Id objective;
    Id owner, approved_by; /* resources */
    Id change_request;     /* that brought or changed it */
    Date due, approved_on;
    uint8_t type;   /* functional, …: see requirement.c */
    uint8_t moscow; /* undecided, must, should, could, won't */
    uint8_t status; /* RequirementStatus */
} Requirement;

extern const Entity objective_entity;
extern const Entity benefit_entity;
extern const Entity deliverable_entity;
extern const Entity requirement_entity;

#endif
