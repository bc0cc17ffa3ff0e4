/*
 * What many records of the past refer to is not deleted: that would take the past away, or change it.
 *
 * Records of cold types (entries of the ledger, samples, contacts, time: Entity.cold) say what has happened. Deleting
 * what they refer to would delete them or leave them without it, thousands at a time. So it is refused, with how many
 * they are and what to do instead (Entity.instead). A board goes with all that is on it.
 */
#ifndef STEERCO_MODEL_LOSS_H
#define STEERCO_MODEL_LOSS_H

#include "steerco/model/change.h"

/* May all that the set deletes go? An undo may take back what it finds. */
bool loss_check(const ChangeSet *set, Error *error) MUST_CHECK;

#endif
