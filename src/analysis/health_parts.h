/* What the health check and its words share. */
#ifndef STEERCO_SRC_ANALYSIS_HEALTH_PARTS_H
#define STEERCO_SRC_ANALYSIS_HEALTH_PARTS_H

#include "steerco/analysis/health.h"

/* Has the task at that row a successor (forwards) or predecessor, of itself or of a summary around it, that is active?
 */
bool health_is_linked(const Plan *plan, uint32_t row, bool forwards);

#endif
