/*
 * An agenda that is built from what is open, and from what the meeting before it left.
 *
 * On the agenda of a meeting come, behind what stands there already, in this order:
 *
 *     the items of the meeting before it (analysis/meetings.h) that are about no record and came to nothing
 *     decisions that are pending        changes that wait for approval
 *     issues that are open              actions that are open
 *
 * each in the order in which they are due, and none twice: an item about a record stands for it. A record that names
 * another body than the one that meets is left to that body; a steering meeting takes only issues that were escalated.
 * What a confidential record is called is not written down: its code stands there.
 */
#ifndef STEERCO_SESSION_AGENDA_H
#define STEERCO_SESSION_AGENDA_H

#include "steerco/records/records.h"

/* Add the items that are missing to a change set; how many. Refused for a meeting that was held already. */
bool agenda_build(ChangeSet *set, const Plan *plan, Id meeting, size_t *added, Error *error) MUST_CHECK;

/* Add the agenda in words, a line an item: "2  Budget of the pilot (D-4, Anna Berg, 10m)". */
void agenda_word(const Plan *plan, Id meeting, Buffer *out);

#endif
