/*
 * What is looked at before anything is booked, on every way in: form, command line, import.
 *
 * A set that takes another back is not asked: it leads to a state that was there. Of new entries, and of changes to
 * lines, orders and the board, these are refused, each with a sentence that says what to do instead:
 *
 *     amounts in another currency without a rate, or in another than their order's
 *     a transfer of one side whose other side is not there, and money that leaves a reserve by a transfer
 *     a draw that is not positive, not from a reserve of its kind to another line, without authority, or without the
 *     risk or decision it is for; a draw on the management reserve that the manager allowed; more than the reserve has
 *     more received or invoiced than was ordered; anything but credits and payments on an order that is closed
 *     an invoice, credit note, receipt or order whose number was booked already; a reversal that is none, or the second
 *     another original budget of a line with entries; a line or order that goes while it has entries
 *     another currency of a board that has amounts
 */
#ifndef STEERCO_ANALYSIS_MONEY_BOOKING_H
#define STEERCO_ANALYSIS_MONEY_BOOKING_H

#include "steerco/model/change.h"

/*
 * Before the set is tried: fix what a booking fixes. An entry or line in another currency gets the rate of its day, or
 * of the budget, where none was given; the board's own currency is written as none; an entry of an order gets its
 * vendor.
 */
void booking_complete(ChangeSet *set, const Plan *plan);

/* Does the set touch what these rules speak of? Then it is tried on the newest state: two may draw on one reserve. */
bool booking_concerns(const ChangeSet *set);

/* `after` is the plan with the set applied. */
bool booking_check(const ChangeSet *set, const Plan *after, Error *error) MUST_CHECK;

#endif
