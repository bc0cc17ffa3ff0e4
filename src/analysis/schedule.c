/*
 * The schedule of a plan: network, passes, results.
 */
#include "steerco/analysis/schedule.h"
#include "steerco/records/records.h"

#include <string.h>

#include "kept.h"

/* Room for all tasks, none of which is written. */
static void forget_tasks(Results *results, size_t count)
{
    if (results->task_capacity < count) {
        results->task_capacity = array_grown_capacity(results->task_capacity, count);
        results->tasks = memory_resize(results->tasks, results->task_capacity, sizeof *results->tasks);
        results->written = memory_resize(results->written, results->task_capacity, sizeof *results->written);
    }
    if (count > 0)
        memset(results->written, false, count * sizeof *results->written);
}

static void write_undefined(const Plan *plan, uint32_t row, Results *results)
{
    results->tasks[row] = (TaskDates){
        .start = INSTANT_NONE,
        .finish = INSTANT_NONE,
        .late_start = INSTANT_NONE,
        .late_finish = INSTANT_NONE,
        .total_slack = INT32_MIN,
        .free_slack = INT32_MIN,
        .percent_complete = task_percent_complete(plan_task(plan, row)),
        .resume = INSTANT_NONE,
    };
    results->written[row] = true;
}

/* What is kept while the structure of the plan stays: its network, and the room that the passes need. */
typedef struct Schedule {
    Network network;
    Passes passes;
    uint64_t tasks, links, work, rows; /* what structure of the plan the network was made from; 0 while there is none */
    size_t touched;                    /* how many of plan->touched the network knows of */
    bool examined;                     /* `conflicts` are those of the passes */
    ScheduleConflicts conflicts;
    bool compared; /* `planned` are of this state */
    Passes planned;
    bool traced;         /* `through` is of this state */
    ARRAY(bool) through; /* by summary: is a task in it critical? */
} Schedule;

static void forget_conflicts(Schedule *schedule)
{
    schedule_conflicts_release(&schedule->conflicts);
    schedule->examined = false;
}

static void forget(Schedule *schedule)
{
    forget_conflicts(schedule);
    passes_release(&schedule->passes);
    passes_release(&schedule->planned);
    array_release(&schedule->through);
    network_release(&schedule->network);
    *schedule = (Schedule){0};
}

static void release_schedule(void *state)
{
    forget(state);
    free(state);
}

static void read_task(const void *state, uint32_t row, TaskDates *out)
{
    const Schedule *schedule = state;
    passes_read(&schedule->passes, schedule->network.node_of[row], out);
}

static int32_t count_work(const void *state, Instant from, Instant to)
{
    const Schedule *schedule = state;
    Instant begin = instant_earliest(instant_latest(from, WORKTIME_FROM), WORKTIME_TO);
    return (int32_t)worktime_between(calendars_at(&schedule->network.calendars, 0), begin, to);
}

static Instant work_ends_by(const void *state, Instant at)
{
    const Schedule *schedule = state;
    return worktime_prev(calendars_at(&schedule->network.calendars, 0), at);
}

static Instant finish_as_planned(const Plan *plan, Id task)
{
    TaskDates dates;
    return schedule_as_planned(plan, task, &dates) ? dates.finish : INSTANT_NONE;
}

static Schedule *kept_schedule(Results *results)
{
    results->finish_as_planned = finish_as_planned;
    results->read_task = read_task;
    results->count_work = count_work;
    results->work_ends_by = work_ends_by;
    if (!results->schedule.state)
        results->schedule = (Kept){.state = memory_new(1, sizeof(Schedule)), .release = release_schedule};
    return results->schedule.state;
}

/* Mend the network where the plan has changed. */
static bool mend(const Plan *plan, const Results *results, Schedule *schedule, Error *error)
{
    Network *network = &schedule->network;
    size_t known = schedule->touched, touched = plan->touched.count;
    bool ordered = schedule->tasks == plan_structure(plan, STRUCTURE_TASKS);
    if (ordered && schedule->links != plan_structure(plan, STRUCTURE_LINKS))
        ordered = network_relink(plan, results, network);
    if (!ordered && !network_reorder(plan, results, network, error))
        return false;
    if (schedule->work != plan_structure(plan, STRUCTURE_WORK) ||
        schedule->rows != plan_structure(plan, STRUCTURE_ROWS))
        network_reload(plan, results, network);
    else if (touched > known)
        network_refresh(plan, results, network, &plan->touched.items[known], touched - known);
    return true;
}

static bool prepare(const Plan *plan, Results *results, Schedule *schedule, Error *error)
{
    bool exists = schedule->tasks != 0;
    if (exists ? !mend(plan, results, schedule, error) : !network_build(plan, results, &schedule->network, error)) {
        forget(schedule);
        return false;
    }
    schedule->tasks = plan_structure(plan, STRUCTURE_TASKS);
    schedule->links = plan_structure(plan, STRUCTURE_LINKS);
    schedule->work = plan_structure(plan, STRUCTURE_WORK);
    schedule->rows = plan_structure(plan, STRUCTURE_ROWS);
    schedule->touched = plan->touched.count;
    return true;
}

bool schedule_compute(const Plan *plan, Results *results, Error *error)
{
    Schedule *schedule = kept_schedule(results);
    uint32_t count = plan_count(plan, ENTITY_TASK);
    forget_tasks(results, count);
    forget_conflicts(schedule);
    schedule->compared = schedule->traced = false;
    results->start = results->finish = INSTANT_NONE;
    results->unscheduled = !prepare(plan, results, schedule, error);
    for (uint32_t row = 0; results->unscheduled && row < count; row++)
        write_undefined(plan, row, results);
    for (uint32_t i = 0; i < schedule->network.idle_count; i++)
        write_undefined(plan, schedule->network.idle[i], results);
    schedule->passes.plan = plan;
    schedule->passes.network = &schedule->network;
    if (network_has_tasks(&schedule->network)) {
        passes_run(&schedule->passes);
        results->start = schedule->passes.first;
        results->finish = schedule->passes.finish;
    }
    return !results->unscheduled;
}

const Passes *schedule_passes(const Plan *plan)
{
    const Schedule *schedule = plan->results->schedule.state;
    bool current = schedule && plan->results->generation == plan->generation && !plan->results->unscheduled;
    return current && network_has_tasks(&schedule->network) ? &schedule->passes : NULL;
}

const Passes *schedule_passes_as_planned(const Plan *plan)
{
    Schedule *schedule = plan->results->schedule.state;
    const Passes *passes = schedule_passes(plan);
    if (!passes || passes->status == NO_FLOOR)
        return passes;
    if (!schedule->compared) {
        schedule->planned.plan = plan;
        schedule->planned.network = &schedule->network;
        schedule->planned.as_planned = true;
        passes_run(&schedule->planned);
    }
    schedule->compared = true;
    return &schedule->planned;
}

/* The node of a task that has dates; the passes are null when it has none. */
static const Passes *find_node(const Plan *plan, Id task, bool as_planned, uint32_t *n)
{
    const Passes *passes = schedule_passes(plan);
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    if (!passes || row == ROW_NONE || passes->network->node_of[row] == passes->network->count)
        return NULL;
    *n = passes->network->node_of[row];
    return as_planned ? schedule_passes_as_planned(plan) : passes;
}

bool schedule_as_planned(const Plan *plan, Id task, TaskDates *out)
{
    uint32_t n;
    const Passes *passes = find_node(plan, task, true, &n);
    if (passes)
        passes_read(passes, n, out);
    return passes != NULL;
}

int32_t schedule_done_by(const Plan *plan, Id task, Instant until, bool as_planned)
{
    uint32_t n;
    const Passes *passes = find_node(plan, task, as_planned, &n);
    return passes && passes->network->nodes[n].kind == NODE_TASK ? passes_done_by(passes, n, until) : 0;
}

/* Tasks come before the end of their summary, and that before the end of the one around it. */
static void trace_critical(Schedule *schedule)
{
    const Passes *passes = &schedule->passes;
    const Network *network = passes->network;
    schedule->through.count = 0;
    for (uint32_t s = 0; s < network->summary_count; s++)
        array_push(&schedule->through, false);
    for (uint32_t n = 0; n < network->count; n++) {
        const Node *node = &network->nodes[n];
        uint32_t around = node->kind == NODE_TASK ? node->summary : network->summaries[node->summary].parent;
        bool critical = node->kind == NODE_TASK
                            ? node->progress != COMPLETE && passes->slack[n].total <= passes->critical_slack
                            : node->kind == NODE_EXIT && schedule->through.items[node->summary];
        schedule->through.items[around] |= critical;
    }
    schedule->traced = true;
}

bool schedule_runs_through(const Plan *plan, Id summary)
{
    uint32_t n;
    const Passes *passes = find_node(plan, summary, false, &n);
    Schedule *schedule = plan->results->schedule.state;
    if (!passes || passes->network->nodes[n].kind != NODE_ENTRY)
        return false;
    if (!schedule->traced)
        trace_critical(schedule);
    return schedule->through.items[passes->network->nodes[n].summary];
}

Quoted schedule_conflict_cause(const Plan *plan, Id cause)
{
    return cause ? plan_quoted(plan, &task_entity, cause) : (Quoted){"the board"};
}

const ScheduleConflicts *schedule_conflicts(const Plan *plan)
{
    static const ScheduleConflicts none;
    Schedule *schedule = plan->results->schedule.state;
    if (!schedule_passes(plan))
        return &none;
    if (!schedule->examined)
        schedule_conflicts_find(&schedule->passes, &schedule->conflicts);
    schedule->examined = true;
    return &schedule->conflicts;
}
