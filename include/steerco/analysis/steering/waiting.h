/*
 * What is waiting, for whom, and since or until when: in one list over all types of records that somebody answers for.
 *
 *     Waiting waiting = {0};
 *     waiting_find(&plan, anna, &waiting);
 *     for (size_t i = 0; i < waiting.count; i++) …
 *     array_release(&waiting);
 *
 * Of a type whose records are open until something is done about them: each that is open, and the person who owns it,
 * is responsible, reviews or chairs it. Of tasks: those that should have begun by the status date and are not done, and
 * each person on them. A decision waits until the day by which it is wanted (records/governance.h).
 */
#ifndef STEERCO_ANALYSIS_STEERING_WAITING_H
#define STEERCO_ANALYSIS_STEERING_WAITING_H

#include "steerco/base/array.h"
#include "steerco/records/records.h"

typedef struct WaitingItem {
    const Entity *entity;
    Id id;
    Id person; /* a resource; 0 = for nobody in particular */
    Date due;  /* DATE_NONE = no day was said */
    bool late; /* by the status date */
} WaitingItem;
typedef ARRAY(WaitingItem) Waiting;

/*
 * Add what waits for a person, or with 0 for anybody and nobody: by the day it is due, what has no day last; then in
 * the order of the types and ids. Records that the plan's audience may not see are left out. Results must be current.
 */
void waiting_find(const Plan *plan, Id person, Waiting *out);

/* The field of a type that says for whom its records wait; null = there is none. */
const Field *waiting_person_field(const Entity *entity);

#endif
