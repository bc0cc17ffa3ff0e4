/*
 * What the two files of the booking rules share: a set, the plan with it, and sums over all entries whatever their day.
 */
#ifndef STEERCO_SRC_ANALYSIS_MONEY_BOOKING_PARTS_H
#define STEERCO_SRC_ANALYSIS_MONEY_BOOKING_PARTS_H

#include "steerco/model/change.h"
#include "steerco/records/records.h"

typedef struct Booking {
    const ChangeSet *set;
    const Plan *after;
    uint8_t *states; /* EntryState by row, of all days; null where no deed is new */
} Booking;

void booking_begin(Booking *booking, const ChangeSet *set, const Plan *after);
void booking_end(Booking *booking);

EntryState booking_state(const Booking *booking, const CostEntry *entry);

/* The rules that look at many entries: reserves, orders, numbers and reversals used twice. */
bool booking_check_sums(const Booking *booking, Error *error) MUST_CHECK;

/* Put the name of what is refused before the sentence. Always false. */
bool booking_refuse(const Change *change, const Plan *after, Error *error);

#endif
