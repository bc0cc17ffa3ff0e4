/*
 * Turns durations, positions and lags into dates and counts, by the calendar of the task or of those who work on it.
 */
#include "span.h"

static Instant clock_add(Instant from, int64_t minutes)
{
    int64_t at = from + minutes;
    return at < WORKTIME_FROM ? WORKTIME_FROM : at > WORKTIME_TO ? WORKTIME_TO : (Instant)at;
}

Instant finish_after(const Passes *passes, const Node *node, Instant start)
{
    return node->elapsed ? clock_add(start, node->duration)
                         : worktime_add(worker_of(passes, node), start, node->duration);
}

Instant start_before(const Passes *passes, const Node *node, Instant finish)
{
    return node->elapsed ? clock_add(finish, -(int64_t)node->duration)
                         : worktime_sub(worker_of(passes, node), finish, node->duration);
}

int32_t count_at(const Passes *passes, const Node *node, Instant at)
{
    return node->elapsed ? at : (int32_t)worktime_position(calendar_of(passes, node), at);
}

void count_span(const Passes *passes, const Node *node, Span *span)
{
    span->from = count_at(passes, node, span->start);
    span->to = span->finish == span->start ? span->from : count_at(passes, node, span->finish);
}

void span_at(const Passes *passes, const Node *node, int64_t position, Span *out)
{
    const int64_t most = WORKTIME_TO - (int64_t)WORKTIME_FROM; /* farther there is nothing to count */
    const WorkTime *worker = worker_of(passes, node);
    position = position < -most ? -most : position > most ? most : position;
    out->start = worktime_begin(worker, position);
    out->finish = worktime_end(worker, position + node->duration);
    out->from = (int32_t)position;
    out->to = (int32_t)position + node->duration;
    if (node->worker != node->calendar)
        count_span(passes, node, out);
}

void span_until(const Passes *passes, const Node *node, Instant finish, Span *out)
{
    out->finish = finish;
    out->start = start_before(passes, node, finish);
    count_span(passes, node, out);
}

static bool is_percent(const NetworkLink *link)
{
    return (link->lag_unit & ~UNIT_ELAPSED) == UNIT_PERCENT;
}

/* A lag in per cent is that share of the predecessor's duration, and what came over from the lag before that: in
   ten-thousandths of a minute. */
static int64_t percent_lag(const Passes *passes, const NetworkLink *link)
{
    const Node *from = &passes->network->nodes[link->from];
    int32_t duration = from->kind == NODE_EXIT ? passes->rollups[from->summary].duration : from->duration;
    return (int64_t)duration * link->lag + (passes->parts ? passes->parts[link->from] : 0);
}

/* Rounds down. */
static int64_t whole_minutes(int64_t parts)
{
    return parts / MINUTE_PARTS - (parts % MINUTE_PARTS < 0);
}

uint16_t part_behind(const Passes *passes, const NetworkLink *link)
{
    if (!is_percent(link))
        return passes->parts[link->from];
    int64_t parts = percent_lag(passes, link);
    return (uint16_t)(parts - whole_minutes(parts) * MINUTE_PARTS);
}

/* In clock time when the predecessor's duration is elapsed. */
static int64_t lag_minutes(const Passes *passes, const NetworkLink *link, bool *elapsed)
{
    *elapsed = (link->lag_unit & UNIT_ELAPSED) != 0 || (is_percent(link) && passes->network->nodes[link->from].elapsed);
    return is_percent(link) ? whole_minutes(percent_lag(passes, link)) : link->lag;
}

Instant shift(const Passes *passes, const Node *successor, const NetworkLink *link, Instant from, int sign)
{
    bool elapsed;
    if (link->lag == 0)
        return from;
    int64_t minutes = lag_minutes(passes, link, &elapsed) * sign;
    return elapsed ? clock_add(from, minutes) : worktime_add(calendar_of(passes, successor), from, minutes);
}
