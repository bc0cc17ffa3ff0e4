/*
 * Records made from what a person types, of any type, as its row allows.
 */
#ifndef STEERCO_TUI_APP_MADE_H
#define STEERCO_TUI_APP_MADE_H

#include "steerco/tui/app/app.h"

/* Is it a field that has to be given before a record can be, as it has no standard value? */
bool made_needs(const Entity *entity, const Field *field);

/* Can a record be made of its name alone? Not where it has a place in an outline, is a snapshot, or needs more. */
bool made_by_label(const Entity *entity);

/* The stored field that names a record, or null. */
const Field *made_label(const Entity *entity);

/* Add a new record of that name to a set; null, and the sentence says why, when the name is none. */
Record *made_create(ChangeSet *set, const Plan *plan, const Entity *entity, const char *name, Error *error) MUST_CHECK;

#endif
