/*
 * The time that the tasks of a summary take together: what it gathers from their spans.
 */
#ifndef STEERCO_SRC_ANALYSIS_EXTENT_H
#define STEERCO_SRC_ANALYSIS_EXTENT_H

#include "span.h"

static const Extent no_extent = {
    .start = NO_CEILING,
    .finish = NO_FLOOR,
    .first_finish = NO_CEILING,
    .from = NO_CEILING,
    .to = NO_FLOOR,
    .first_to = NO_CEILING,
};

/* Add a span with dates, and one without. */
static inline void extent_date(Extent *extent, const Span *span)
{
    extent->start = instant_earliest(extent->start, span->start);
    extent->finish = instant_latest(extent->finish, span->finish);
    extent->first_finish = instant_earliest(extent->first_finish, span->finish);
}

static inline void extent_count(Extent *extent, const Span *span)
{
    extent->from = span->from < extent->from ? span->from : extent->from;
    extent->to = span->to > extent->to ? span->to : extent->to;
    extent->first_to = span->to < extent->first_to ? span->to : extent->first_to;
}

/* All spans are in: the undated ones get their dates, which keep the order of the counts. */
static inline void extent_close(const Passes *passes, Extent *extent)
{
    const WorkTime *calendar = project_calendar(passes);
    if (extent->from == NO_CEILING)
        return;
    extent->start = instant_earliest(extent->start, table_end(calendar, extent->from + 1) - 1);
    extent->finish = instant_latest(extent->finish, table_end(calendar, extent->to));
    extent->first_finish = instant_earliest(extent->first_finish, table_end(calendar, extent->first_to));
}

/* Add that of a summary inside, which is closed. */
static inline void extent_merge(Extent *extent, const Extent *inner)
{
    extent->start = instant_earliest(extent->start, inner->start);
    extent->finish = instant_latest(extent->finish, inner->finish);
    extent->first_finish = instant_earliest(extent->first_finish, inner->first_finish);
}

#endif
