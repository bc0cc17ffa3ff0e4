/*
 * The footprints of a record in the journal: which change sets touched it, or a record that belongs to it.
 */
#ifndef STEERCO_SRC_STORE_FOOTPRINTS_H
#define STEERCO_SRC_STORE_FOOTPRINTS_H

#include "journal.h"

/* A record that is followed. */
typedef struct Followed {
    const Entity *entity;
    Id id;
    void *state; /* for whoever follows them */
} Followed;

/* One change set that touched one of them, by its place in `records`. */
typedef struct Footprint {
    int64_t sequence;
    size_t record;
} Footprint;

typedef struct Footprints {
    ARRAY(Followed) records; /* the first is the one that was asked for */
    ARRAY(Footprint) prints; /* newest first, each once */
    Arena texts;
} Footprints;

bool footprints_find(Store *store, const Entity *entity, Id id, Footprints *out, Error *error) MUST_CHECK;
void footprints_release(Footprints *all);

#endif
