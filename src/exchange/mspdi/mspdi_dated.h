/*
 * Days whose hours are not those of the week: ranges of days, in order and without overlap, and rules by which days
 * come again, between a plan's words for them and Project's codes.
 */
#ifndef STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_DATED_H
#define STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_DATED_H

#include "mspdi_schema.h"
#include "steerco/base/array.h"
#include "steerco/base/recurrence.h"
#include "steerco/model/plan.h"

typedef struct DatedHours {
    Date from, to; /* both included */
    const char *hours, *name;
} DatedHours;

typedef ARRAY(DatedHours) DatedList;

/* Put a range in, except for the days that are taken already: what comes first wins. */
void dated_add(DatedList *list, DatedHours range);

/* Days by a rule, within a period. */
typedef struct RuledHours {
    Date from, to;
    Recurrence rule;
    const char *hours, *name;
} RuledHours;

typedef ARRAY(RuledHours) RuledList;

/* Put a range in, except also for the days of the rules. */
void dated_add_between(DatedList *list, DatedHours range, const RuledList *rules);

/*
 * Add the days on which an exception of a file recurs: as one rule, or as two where Sundays are among the days of every
 * n-th week, because Project's weeks begin on them and ours end. False for a recurrence that has no rule.
 */
bool ruled_read(RuledList *list, const MspdiDay *exception, const char *hours);

/* Write a rule into the exceptions of a calendar, likewise; and a range of days. */
void ruled_write(const RuledHours *ruled, MspdiCalendar *out);
MspdiDay *exception_write(MspdiCalendar *out, Date from, Date to, const char *hours, const char *name);

/* Write what a calendar of the plan says of its days, and, unless it goes out as derived, its bases for it. */
void calendar_days_write(const Plan *plan, uint32_t row, bool derived, MspdiCalendar *out);

/* Working hours in words as those of a day: none where they are not words for any. */
void hours_write(const char *hours, MspdiDay *out);

#endif
