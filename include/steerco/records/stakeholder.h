/*
 * Who has a stake: power and interest (Mendelow), attitude, engagement now and wanted (PMBOK).
 */
#ifndef STEERCO_RECORDS_STAKEHOLDER_H
#define STEERCO_RECORDS_STAKEHOLDER_H

#include "steerco/model/entity.h"

typedef struct Stakeholder {
    Record record;
    const char *name;
    const char *initials;
    const char *external_id;
    const char *organisation;
    const char *role;
    const char *email, *phone;
    const char *expectations;
    const char *strategy;
    const char *channel;   /* how they are kept informed */
    const char *frequency; /* and how often */
    const char *notes;     /* confidential */
    const char *custom;
    Id owner;                               /* the resource who keeps the relation */
    int8_t power, interest;                 /* 1–5; undefined = not assessed */
    int8_t attitude;                        /* −2 … +2 */
    uint8_t type;                           /* internal, external, …: see stakeholder.c */
    uint8_t engagement, desired_engagement; /* —, unaware, resistant, neutral, supportive, leading */
    bool legitimacy, urgency;
} Stakeholder;

extern const Entity stakeholder_entity;

/* Is the engagement another one than is wanted? False while either is not assessed. */
bool stakeholder_has_gap(const Stakeholder *stakeholder);

/* The quadrants of the power/interest grid; high is above 3. */
typedef enum Quadrant {
    QUADRANT_NONE,
    QUADRANT_MONITOR,        /* low power, low interest */
    QUADRANT_KEEP_INFORMED,  /* low power, high interest */
    QUADRANT_KEEP_SATISFIED, /* high power, low interest */
    QUADRANT_MANAGE_CLOSELY, /* high power, high interest */
} Quadrant;

Quadrant stakeholder_quadrant(int power, int interest);
const char *quadrant_name(Quadrant quadrant); /* "Manage closely"; "—" */

#endif
