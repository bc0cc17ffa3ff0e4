/*
 * The communication plan, the log of contacts, who is responsible for what, and remarks on any record.
 */
#ifndef STEERCO_RECORDS_COMMUNICATION_H
#define STEERCO_RECORDS_COMMUNICATION_H

#include "steerco/model/entity.h"

typedef enum CommunicationStatus {
    COMMUNICATION_PLANNED,
    COMMUNICATION_ACTIVE,
    COMMUNICATION_ENDED
} CommunicationStatus;

typedef struct CommunicationActivity {
    Record record;
    const char *title;
    const char *external_id;
    const char *purpose;
    const char *content;
    const char *audience; /* a group, in words */
    const char *format;
    const char *medium;
    const char *frequency;
    const char *expected_result;
    const char *feedback_channel;
    const char *language;
    const char *reason; /* why it ended or goes on */
    const char *notes;
    const char *custom;
    Id responsible; /* a resource */
    Date from, to, next_due;
    uint8_t status; /* CommunicationStatus */
    bool confidential;
} CommunicationActivity;

/*
 * When an activity is done next; DATE_NONE when it has ended, or nothing says when.
 *
 * A day that was agreed on (next_due) stands until the log of contacts has one of the activity on that day or later.
 * From then on, and where none was agreed on, it is the first day by its frequency behind the last contact: a word such
 * as "monthly", which takes the day of the first time (`from`, else next_due, else the contact), or a rule of
 * base/recurrence.h. What was done at most a third of the rhythm too early counts for that day. Nothing is due after
 * `to`.
 */
Date communication_due(const Plan *plan, const CommunicationActivity *activity);

typedef struct Contact {
    Record record;
    const char *summary;
    const char *external_id;
    const char *from, *to;
    const char *medium;
    const char *feedback;
    const char *notes;
    const char *custom;
    AnyId follow_up;
    Id activity; /* a communication activity */
    Id stakeholder;
    Date date;
    int8_t sentiment; /* −2 … +2 */
    bool confidential;
} Contact;

typedef struct Responsibility {
    Record record;
    const char *title;
    const char *external_id;
    const char *role;
    const char *notes;
    const char *custom;
    AnyId about;
    Id resource;
    uint8_t code; /* n.a., R, A, S, C, I and pairs of them: see responsibility.c */
} Responsibility;

typedef struct Remark {
    Record record;
    const char *text;
    const char *external_id;
    const char *author;
    const char *custom;
    AnyId about;
    Id answers; /* a remark */
    Date date;
    bool confidential;
} Remark;

extern const Entity communication_activity_entity;
extern const Entity contact_entity;
extern const Entity responsibility_entity;
extern const Entity remark_entity;

#endif
