/*
 * What people can do, and how they spent their time.
 */
#ifndef STEERCO_RECORDS_TEAM_H
#define STEERCO_RECORDS_TEAM_H

#include "steerco/model/entity.h"

typedef struct Skill {
    Record record;
    const char *title;
    const char *external_id;
    const char *notes;
    const char *custom;
    Id resource;
    Date certified_until;
    int8_t level;      /* 1–5; private */
    int8_t preference; /* 1–5: how much they like it; private */
} Skill;

typedef enum TimeKind { TIME_PLANNED, TIME_UNPLANNED, TIME_RUN } TimeKind;

typedef struct TimeEntry {
    Record record;
    const char *note;
    const char *external_id;
    const char *custom;
    Id resource;
    Id task;
    Date date;
    int32_t minutes;
    uint8_t kind; /* TimeKind */
} TimeEntry;

extern const Entity skill_entity;
extern const Entity time_entry_entity;

#endif
