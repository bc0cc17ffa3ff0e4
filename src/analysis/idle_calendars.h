/*
 * Calendars in which nobody ever works: the schedule counts all hours for them, so that a plan has dates all the same,
 * and says so as a conflict.
 */
#ifndef STEERCO_SRC_ANALYSIS_IDLE_CALENDARS_H
#define STEERCO_SRC_ANALYSIS_IDLE_CALENDARS_H

#include "steerco/analysis/network.h"
#include "steerco/analysis/schedule.h"

/*
 * Add a conflict for the board when its calendar is without working time, and for each task that is not complete and
 * whose own calendar, that of one who works on it, or the time common to both is; the project calendar is named once.
 */
void idle_calendars_report(const Plan *plan, const Network *network, ScheduleConflicts *out);

#endif
