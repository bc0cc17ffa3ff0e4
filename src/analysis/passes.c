/*
 * The critical path method over working time: the passes in their order, and what they have in common.
 *
 * Forward (forward.c), backward with slack and roll-up (backward.c, slack.c). Tasks that are as late as possible are
 * then moved to their late dates, which moves their successors: both passes are made once more. The rules are those of
 * Microsoft Project, named where they are applied.
 */
#include "pass.h"

#include <string.h>

/* The board's start; else the first date that anybody has given; else the status date. */
static Instant project_start(const Plan *plan, const Network *network)
{
    const Board *board = plan_board(plan);
    Instant first = NO_CEILING;
    if (board->start != INSTANT_NONE)
        return instant_latest(instant_earliest(board->start, WORKTIME_TO), WORKTIME_FROM);
    for (uint32_t n = 0; n < network->count; n++) {
        const Node *node = &network->nodes[n];
        if (network_dates(network, node)->constraint != INSTANT_NONE)
            first = instant_earliest(first, network_dates(network, node)->constraint);
        if (network_dates(network, node)->fixed_start != INSTANT_NONE)
            first = instant_earliest(first, network_dates(network, node)->fixed_start);
    }
    if (first == NO_CEILING)
        first = instant_make(worktime_clamp_day(plan_status_date(plan)), 0);
    return worktime_next(calendars_at(&network->calendars, 0), first);
}

/*
 * The status date is over when the work of the project is done on it: Microsoft Project keeps it at 17:00. A milestone
 * that is overdue stands there, work begins on the next working day.
 */
static Instant end_of_status_date(const Passes *passes)
{
    Instant midnight = instant_make(worktime_clamp_day(plan_board(passes->plan)->status_date), MINUTES_PER_DAY);
    return worktime_prev(project_calendar(passes), instant_earliest(midnight, WORKTIME_TO));
}

static int32_t near_critical_days(const Board *board)
{
    enum { USUAL_DAYS = 5 };
    return board->near_critical_slack == INT32_MIN ? USUAL_DAYS : board->near_critical_slack;
}

static void begin_parts(Passes *passes)
{
    uint32_t nodes = passes->network->count;
    if (passes->network->has_percent && nodes > passes->part_room) {
        passes->part_room = nodes + nodes / 8;
        passes->parts = memory_resize(passes->parts, passes->part_room, sizeof *passes->parts);
    } else if (!passes->network->has_percent) {
        free(passes->parts);
        passes->parts = NULL;
        passes->part_room = 0;
    }
    if (passes->parts)
        memset(passes->parts, 0, nodes * sizeof *passes->parts);
}

static void reserve_passes(Passes *passes)
{
    uint32_t nodes = passes->network->count, summaries = passes->network->summary_count;
    if (nodes > passes->node_room) {
        passes->node_room = nodes + nodes / 8;
        passes->early = memory_resize(passes->early, passes->node_room, sizeof *passes->early);
        passes->late = memory_resize(passes->late, passes->node_room, sizeof *passes->late);
        passes->asked = memory_resize(passes->asked, passes->node_room, sizeof *passes->asked);
        passes->limits = memory_resize(passes->limits, passes->node_room, sizeof *passes->limits);
        passes->slack = memory_resize(passes->slack, passes->node_room, sizeof *passes->slack);
    }
    if (summaries > passes->summary_room) {
        passes->summary_room = summaries + summaries / 8;
        passes->rollups = memory_resize(passes->rollups, passes->summary_room, sizeof *passes->rollups);
    }
}

void passes_run(Passes *passes)
{
    const Board *board = plan_board(passes->plan);
    reserve_passes(passes);
    begin_parts(passes);
    passes->settled = false;
    passes->start = project_start(passes->plan, passes->network);
    passes->start_position = (int32_t)worktime_position(project_calendar(passes), passes->start);
    passes->status = passes->status_position = NO_FLOOR;
    if (board->status_date != DATE_NONE && board->reschedule_remaining && !passes->as_planned) {
        passes->status = end_of_status_date(passes);
        passes->status_position = (int32_t)worktime_position(project_calendar(passes), passes->status);
    }
    passes->retained = board->status_date != DATE_NONE && board->progress_logic == PROGRESS_RETAINED_LOGIC;
    passes->critical_slack = (int64_t)board->critical_slack * board->minutes_per_day;
    passes->near_critical_slack = (int64_t)near_critical_days(board) * board->minutes_per_day;
    forward_pass(passes);
    if (!passes->early_only || passes->network->late_count > 0)
        backward_pass(passes);
    if (passes->network->late_count > 0) {
        passes->settled = true;
        forward_pass(passes);
        backward_pass(passes);
    }
    passes->first = passes->rollups[0].early.start;
    passes->finish = passes->rollups[0].early.finish;
}

void passes_release(Passes *passes)
{
    free(passes->early);
    free(passes->late);
    free(passes->asked);
    free(passes->limits);
    free(passes->slack);
    free(passes->parts);
    free(passes->rollups);
    *passes = (Passes){0};
}
