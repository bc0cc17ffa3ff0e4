/*
 * How often a day was put off: read off the journal, which holds every value that it had.
 */
#ifndef STEERCO_SESSION_MOVED_H
#define STEERCO_SESSION_MOVED_H

#include "steerco/store/store.h"

/*
 * How many changes set this date field of a record from one day to a later one; what was taken back does not count.
 * With `until`, only up to that change set; 0 = all of them.
 */
bool moved_count(Store *store, const Entity *entity, Id id, const Field *field, int64_t until, int *out,
                 Error *error) MUST_CHECK;

#endif
