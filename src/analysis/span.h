/*
 * Spans of time as the passes make, count and compare them; and the lags between them.
 *
 * An ordinary task is known by its counts: all floors and ceilings that it meets are positions in the project calendar,
 * and hardly anybody asks for its dates. Its spans are left undated (see ordinary.c). Everything else has its dates at
 * once.
 */
#ifndef STEERCO_SRC_ANALYSIS_SPAN_H
#define STEERCO_SRC_ANALYSIS_SPAN_H

#include "steerco/analysis/passes.h"
#include "worktime_table.h"

/* In the place of the start of a span without dates. */
#define UNDATED INSTANT_NONE

/* Floors and ceilings move without a branch: there is nothing to predict. */
static inline void lift(int32_t *floor, int64_t to)
{
    int32_t bound = to > INT32_MAX ? INT32_MAX : (int32_t)to;
    *floor = bound > *floor ? bound : *floor;
}

static inline void lower(int32_t *ceiling, int64_t to)
{
    int32_t bound = to < -INT32_MAX ? -INT32_MAX : (int32_t)to;
    *ceiling = bound < *ceiling ? bound : *ceiling;
}

static inline int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline const WorkTime *project_calendar(const Passes *passes)
{
    return calendars_at(&passes->network->calendars, 0);
}

/* Lags and slack of a node are counted in its calendar, its duration in the worker's. */
static inline const WorkTime *calendar_of(const Passes *passes, const Node *node)
{
    return calendars_at(&passes->network->calendars, node->calendar);
}

static inline const WorkTime *worker_of(const Passes *passes, const Node *node)
{
    return calendars_at(&passes->network->calendars, node->worker);
}

/* Does it take working time? Milestones and elapsed durations are not moved into it. */
static inline bool is_worked(const Node *node)
{
    return node->duration > 0 && !node->elapsed;
}

/* Are its floors and ceilings positions in the project calendar? */
static inline bool is_counted_in_project(const Node *node)
{
    return node->plain && node->calendar == 0;
}

static inline bool span_is_dated(const Span *span)
{
    return span->start != UNDATED;
}

static inline Instant span_start(const Passes *passes, const Span *span)
{
    return span_is_dated(span) ? span->start : table_end(project_calendar(passes), span->from + 1) - 1;
}

static inline Instant span_finish(const Passes *passes, const Span *span)
{
    return span_is_dated(span) ? span->finish : table_end(project_calendar(passes), span->to);
}

/* An instant as the slack of a node counts it; the counts of a span with dates. */
int32_t count_at(const Passes *passes, const Node *node, Instant at);
void count_span(const Passes *passes, const Node *node, Span *span);

/* Dates a duration apart. */
Instant finish_after(const Passes *passes, const Node *node, Instant start);
Instant start_before(const Passes *passes, const Node *node, Instant finish);

/* The span of a worked task that begins at a position of the worker's calendar. */
void span_at(const Passes *passes, const Node *node, int64_t position, Span *out);

/* The span of a task that ends at an instant. */
void span_until(const Passes *passes, const Node *node, Instant finish, Span *out);

/* An instant moved by the lag of a link, counted in the successor's calendar; `sign` −1 takes the lag off. */
Instant shift(const Passes *passes, const Node *successor, const NetworkLink *link, Instant from, int sign);

/* What lies behind a link beyond whole minutes, in parts of one; passes->parts is there. */
enum { MINUTE_PARTS = 10000 };
uint16_t part_behind(const Passes *passes, const NetworkLink *link);

static inline bool leaves_from_finish(const NetworkLink *link)
{
    return link->type == LINK_FINISH_START || link->type == LINK_FINISH_FINISH;
}

/* The count of a span at which a link leaves it. */
static inline int32_t departure(const NetworkLink *link, const Span *span)
{
    return leaves_from_finish(link) ? span->to : span->from;
}

static inline bool arrives_at_finish(const NetworkLink *link)
{
    return link->type == LINK_FINISH_FINISH || link->type == LINK_START_FINISH;
}

#endif
