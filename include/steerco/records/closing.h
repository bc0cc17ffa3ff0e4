/*
 * Bringing it into use and ending well: trainings, gates and their checklists, lessons.
 */
#ifndef STEERCO_RECORDS_CLOSING_H
#define STEERCO_RECORDS_CLOSING_H

#include "steerco/model/entity.h"

typedef enum TrainingStatus { TRAINING_PLANNED, TRAINING_HELD, TRAINING_CANCELLED } TrainingStatus;

typedef struct Training {
    Record record;
    const char *title;
    const char *external_id;
    const char *audience;
    const char *place;
    const char *content;
    const char *impact;
    const char *resistance; /* private */
    const char *reason;     /* why it was cancelled */
    const char *notes;
    const char *custom;
    Id trainer; /* a resource */
    Id task;
    Date date;
    int32_t planned, attended; /* people */
    int8_t rating;             /* 1–5 */
    uint8_t status;            /* TrainingStatus */
} Training;

typedef enum GateStatus { GATE_PLANNED, GATE_PASSED, GATE_CONDITIONAL, GATE_REFUSED } GateStatus;

typedef struct Gate {
    Record record;
    const char *title;
    const char *external_id;
    const char *criteria;
    const char *conditions;
    const char *reason; /* why it was refused or is asked for again */
    const char *notes;
    const char *custom;
    Id owner; /* a resource */
    Id task;  /* its milestone */
    Id body;
    Id decision;
    Date planned_on, decided_on;
    uint8_t type;   /* ready for planning, …: see gate.c */
    uint8_t status; /* GateStatus */
} Gate;

typedef enum ChecklistStatus { CHECKLIST_OPEN, CHECKLIST_DONE, CHECKLIST_NOT_APPLICABLE } ChecklistStatus;

typedef struct ChecklistItem {
    Record record;
    const char *title;
    const char *external_id;
    const char *list; /* which one: "Closing" */
    const char *evidence;
    const char *reason; /* why it does not apply, or was opened again */
    const char *notes;
    const char *custom;
    AnyId about;
    Id gate;
    Id owner; /* a resource */
    Date due, done_on;
    int32_t position; /* in its list, from 1 */
    uint8_t status;   /* ChecklistStatus */
} ChecklistItem;

typedef enum LessonStatus { LESSON_NOTED, LESSON_REVIEWED, LESSON_ADOPTED, LESSON_REJECTED } LessonStatus;

/* Shared by all boards: the next project is to learn from it. */
typedef struct Lesson {
    Record record;
    const char *title;
    const char *external_id;
    const char *phase;
    const char *category;
    const char *description;
    const char *cause;
    const char *effect;
    const char *advice;
    const char *tags;
    const char *applies_to;
    const char *adopted_in;
    const char *reason; /* why it was rejected or opened again */
    const char *notes;
    const char *custom;
    Id project; /* a board */
    Id owner;   /* a resource */
    Duration delay;
    Date date, review_on;
    uint8_t type;   /* keep, stop, start */
    uint8_t status; /* LessonStatus */
    bool confidential;
} Lesson;

extern const Entity training_entity;
extern const Entity gate_entity;
extern const Entity checklist_item_entity;
extern const Entity lesson_entity;

#endif
