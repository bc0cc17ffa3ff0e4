/*
 * Transfers and draws: deeds that move money from one line to another, so that over all lines they sum to zero.
 *
 * A deed is one entry with two sides, `line` gives and `to_line` gets. A draw moves a positive amount from a reserve
 * (CTG_DRAW from a contingency line, MR_DRAW from the management reserve) to the line it is drawn for; a negative
 * amount in an old book is read as the same draw. A reversal moves the amount back.
 *
 * Old books have transfers of one side: two of one day, document and currency with opposite amounts, neither of them
 * reversed, are one deed. What has no other side, and a draw that does not say for which line, moves nothing.
 */
#ifndef STEERCO_ANALYSIS_MONEY_DEEDS_H
#define STEERCO_ANALYSIS_MONEY_DEEDS_H

#include "steerco/records/records.h"

/*
 * Fill `states` (EntryState by cost entry row): which entries are later than `until`, which are adrift. Reversed
 * entries and reversals that move nothing are not adrift: they are mended.
 */
void deeds_judge(const Plan *plan, Date until, uint8_t *states);

/*
 * What a transfer or draw that counts adds to a line, in the board's currency; 0 when it does not concern the line or
 * moves nothing.
 */
Money deed_effect(const Plan *plan, const CostEntry *entry, EntryState state, Id line);

#endif
