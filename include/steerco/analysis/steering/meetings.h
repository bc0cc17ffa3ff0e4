/*
 * Which meeting is at hand, and which came before it.
 */
#ifndef STEERCO_ANALYSIS_STEERING_MEETINGS_H
#define STEERCO_ANALYSIS_STEERING_MEETINGS_H

#include "steerco/records/records.h"

/*
 * The meeting that a steering committee is in, or goes to next: planned or held on that day, else the next one that is
 * planned. Of several that of the steering kind, then the one with the lowest number. Null = there is none.
 */
const Meeting *meeting_at_hand(const Plan *plan, Date today);

/* The last one that was held before a day (minutes approved or not): of the same kind, and of the same body where the
   meeting names one. A null meeting means a steering meeting of any body. Null = there is none. */
const Meeting *meeting_before(const Plan *plan, const Meeting *meeting, Date day);

/* The items on its agenda, by position, then by number: add their ids. */
void meeting_agenda(const Plan *plan, Id meeting, Ids *out);

#endif
