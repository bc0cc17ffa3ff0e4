/*
 * People, roles, equipment and cost kinds: who and what works on tasks. Shared by all boards of a file.
 */
#ifndef STEERCO_RECORDS_RESOURCE_H
#define STEERCO_RECORDS_RESOURCE_H

#include "steerco/model/entity.h"

typedef enum ResourceType { RESOURCE_WORK, RESOURCE_MATERIAL, RESOURCE_COST } ResourceType;

typedef struct Resource {
    Record record;
    const char *name;
    const char *initials;
    const char *role;
    const char *group;
    const char *email;
    const char *external_id;
    const char *notes;
    const char *custom;
    Id calendar;         /* 0 = the project calendar */
    Money standard_rate; /* per hour of work (per unit of material) */
    Money overtime_rate; /* per hour */
    Money cost_per_use;
    Date available_from, available_to; /* undefined = always */
    int32_t max_units;                 /* basis points of a full calendar day: 10000 */
    int32_t run_percent;               /* basis points absorbed by day-to-day operations */
    uint8_t type;                      /* ResourceType */
    bool confidential;
} Resource;

extern const Entity resource_entity;

/* Initials to show: the stored ones, else the first letters of up to three words of the name. */
void resource_initials(const char *initials, const char *name, Buffer *out);

#endif
