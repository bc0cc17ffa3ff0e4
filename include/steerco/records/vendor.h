/*
 * A vendor: who supplies, on any board of the file. Orders name one.
 */
#ifndef STEERCO_RECORDS_VENDOR_H
#define STEERCO_RECORDS_VENDOR_H

#include "steerco/model/entity.h"

typedef struct Vendor {
    Record record;
    const char *name;
    const char *contact; /* a person there */
    const char *email;
    const char *phone;
    const char *contract; /* number or title of the framework contract */
    const char *external_id;
    const char *notes;
    const char *custom;
} Vendor;

extern const Entity vendor_entity;

#endif
