/*
 * Parts of sentences about the schedule; each function adds one.
 */
#ifndef STEERCO_SRC_ANALYSIS_WORDS_H
#define STEERCO_SRC_ANALYSIS_WORDS_H

#include "steerco/analysis/passes.h"
#include "steerco/records/records.h"

void say_instant(Instant at, Buffer *out);
void say_end(Instant at, Buffer *out);
/* of what ends then: midnight is 24:00 of the day that is over */ /* "Mon 02 Mar 26 08:00" */
void say_task(const Task *task, Buffer *out);                      /* "T-3 'Order servers'" */
void say_constraint(const Task *task, Buffer *out); /* "constraint 'must start on' Mon 02 Mar 26 08:00" */
void say_link_type(const Plan *plan, const Link *link, Buffer *out); /* "FS+1d" */

/*
 * "T-3 'Order servers' finishes Mon 02 Mar 26 17:00 (FS+1d)", with "then" for the instant when it is `start`, at which
 * something was just said to happen.
 */
void say_link(const Passes *passes, const NetworkLink *network_link, Instant start, Buffer *out);

#endif
