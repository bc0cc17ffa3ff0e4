/*
 * Who decides and where: governance bodies, their meetings, and what is on the agenda. Minutes that were approved are
 * not changed any more; what has to be said to them later is a remark.
 */
#ifndef STEERCO_RECORDS_MEETING_H
#define STEERCO_RECORDS_MEETING_H

#include "steerco/model/entity.h"

typedef struct Body {
    Record record;
    const char *title;
    const char *external_id;
    const char *mandate;
    const char *authority; /* what it may decide, in words */
    const char *frequency;
    const char *notes;
    const char *custom;
    Id chair, secretary; /* resources */
    Id escalates_to;     /* a body */
    Money cost_limit;    /* up to this it may approve */
    Duration delay_limit;
    int32_t quorum; /* members */
    uint8_t type;   /* steering committee, …: see meeting.c */
} Body;

typedef enum MeetingType {
    MEETING_STEERING,
    MEETING_TEAM,
    MEETING_REVIEW,
    MEETING_WORKSHOP,
    MEETING_OTHER,
} MeetingType;

typedef enum MeetingStatus { MEETING_PLANNED, MEETING_HELD, MEETING_APPROVED, MEETING_CANCELLED } MeetingStatus;

typedef struct Meeting {
    Record record;
    const char *title;
    const char *external_id;
    const char *series;
    const char *hours; /* "09:30-11:00" */
    const char *place;
    const char *guests;
    const char *minutes;
    const char *distribution;
    const char *reason; /* why it was cancelled */
    const char *notes;
    const char *custom;
    Id body;
    Id chair, minute_taker, approved_by; /* resources */
    Date date, approved_on, next_date;
    uint8_t type;   /* MeetingType */
    uint8_t status; /* MeetingStatus */
    bool confidential;
} Meeting;

typedef struct AgendaItem {
    Record record;
    const char *title;
    const char *external_id;
    const char *minutes; /* what was said */
    const char *outcome;
    const char *notes;
    const char *custom;
    AnyId about;
    Id meeting;
    Id presenter; /* a resource */
    Duration time_box;
    int32_t position; /* on the agenda, from 1 */
} AgendaItem;

extern const Entity body_entity;
extern const Entity meeting_entity;
extern const Entity agenda_item_entity;

#endif
