/*
 * How it is made sure that what is delivered is good and allowed: tests, defects, documents, obligations.
 */
#ifndef STEERCO_RECORDS_QUALITY_H
#define STEERCO_RECORDS_QUALITY_H

#include "steerco/model/entity.h"

typedef enum TestStatus { TEST_NOT_RUN, TEST_PASSED, TEST_FAILED, TEST_BLOCKED } TestStatus;

typedef struct Test {
    Record record;
    const char *title;
    const char *external_id;
    const char *steps;
    const char *expected;
    const char *actual;
    const char *evidence;
    const char *reason; /* why it is blocked */
    const char *notes;
    const char *custom;
    Id deliverable;
    Id tester; /* a resource */
    Date planned_on, run_on;
    uint8_t level;  /* unit, integration, system, acceptance */
    uint8_t status; /* TestStatus */
} Test;

typedef enum DefectStatus { DEFECT_OPEN, DEFECT_IN_WORK, DEFECT_FIXED, DEFECT_CLOSED, DEFECT_REJECTED } DefectStatus;

typedef struct Defect {
    Record record;
    const char *title;
    const char *external_id;
    const char *description;
    const char *found_in; /* a version or place */
    const char *found_by;
    const char *fixed_in;
    const char *resolution;
    const char *reason; /* why it was rejected or opened again */
    const char *notes;
    const char *custom;
    Id test;
    Id deliverable;
    Id task;  /* the work of mending it */
    Id owner; /* a resource */
    Date found_on, due, fixed_on;
    int32_t reopened; /* times */
    int8_t severity;  /* 1 cosmetic … 4 critical */
    int8_t priority;  /* 1–5 */
    uint8_t status;   /* DefectStatus */
} Defect;

typedef enum DocumentStatus {
    DOCUMENT_DRAFT,
    DOCUMENT_IN_REVIEW,
    DOCUMENT_APPROVED,
    DOCUMENT_SUPERSEDED
} DocumentStatus;

typedef struct Document {
    Record record;
    const char *title;
    const char *external_id;
    const char *type;
    const char *version;
    const char *location;
    const char *description;
    const char *reason; /* why it went back */
    const char *notes;
    const char *custom;
    Id owner, approved_by; /* resources */
    Id deliverable;
    Id superseded_by; /* a document */
    Date review_on, approved_on;
    uint8_t status; /* DocumentStatus */
    bool confidential;
} Document;

typedef enum ObligationStatus {
    OBLIGATION_OPEN,
    OBLIGATION_MET,
    OBLIGATION_WAIVED,
    OBLIGATION_BREACHED
} ObligationStatus;

typedef struct Obligation {
    Record record;
    const char *title;
    const char *external_id;
    const char *source; /* law, contract, standard */
    const char *clause;
    const char *description;
    const char *evidence;
    const char *reason; /* why it was waived, breached or opened again */
    const char *notes;
    const char *custom;
    Id owner, approved_by; /* resources */
    Date due, checked_on, expires_on;
    uint8_t type;   /* law, contract, …: see obligation.c */
    uint8_t status; /* ObligationStatus */
    bool confidential;
} Obligation;

extern const Entity test_entity;
extern const Entity defect_entity;
extern const Entity document_entity;
extern const Entity obligation_entity;

#endif
