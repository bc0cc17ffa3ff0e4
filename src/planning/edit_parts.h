/*
 * What the files of edits share: room among siblings, and several tasks in their order.
 */
#ifndef STEERCO_SRC_PLANNING_EDIT_PARTS_H
#define STEERCO_SRC_PLANNING_EDIT_PARTS_H

#include "steerco/planning/edit.h"

typedef struct Room {
    Id parent;
    int64_t position, step; /* of the first task, and from one to the next */
} Room;

/* Room for `count` tasks; siblings are renumbered where there is none. */
Room edit_room(ChangeSet *set, const Plan *plan, TaskPlace where, size_t count);

/* Add the tasks in outline order; of the `uppermost` ones only those that lie under no other of them. */
void edit_in_order(const Plan *plan, const Ids *tasks, bool uppermost, Ids *out);

#endif
