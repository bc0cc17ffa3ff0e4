/*
 * Working hours of dated days: ranges of days, in order and without overlap, as exceptions of a calendar have to be.
 */
#ifndef STEERCO_EXCHANGE_MSPDI_DATED_H
#define STEERCO_EXCHANGE_MSPDI_DATED_H

#include "mspdi_schema.h"
#include "steerco/base/array.h"

typedef struct DatedHours {
    Date from, to; /* both included */
    const char *hours, *name;
} DatedHours;

typedef ARRAY(DatedHours) DatedList;

/* Put a range in, except for the days that are taken already: what comes first wins. */
void dated_add(DatedList *list, DatedHours range);

typedef struct DatedSpan {
    Date from, to;     /* recurring days outside are left out */
    int64_t days;      /* how many more may be looked at, for all calendars of a file */
    size_t exceptions; /* and how many exceptions may come of it */
    bool cut;          /* something was left out */
} DatedSpan;

/* Add the days on which an exception recurs. False when the kind of recurrence is not known. */
bool dated_recur(DatedList *list, const MspdiDay *exception, const char *hours, DatedSpan *span);

#endif
