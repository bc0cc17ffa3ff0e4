/*
 * The schedule of a plan: network, passes, results; and the reason why a task stands where it stands.
 */
#include "steerco/analysis/schedule.h"

#include <string.h>

#include "kept.h"
#include "span.h"
#include "words.h"

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

static Schedule *kept_schedule(Results *results)
{
    results->read_task = read_task;
    if (!results->schedule.state)
        results->schedule = (Kept){.state = memory_new(1, sizeof(Schedule)), .release = release_schedule};
    return results->schedule.state;
}

/* Mend the network where the plan has changed. */
static bool mend(const Plan *plan, const Results *results, Schedule *schedule, Error *error)
{
    Network *network = &schedule->network;
    bool ordered = schedule->tasks == plan_structure(plan, STRUCTURE_TASKS);
    if (ordered && schedule->links != plan_structure(plan, STRUCTURE_LINKS))
        ordered = network_relink(plan, results, network);
    if (!ordered && !network_reorder(plan, results, network, error))
        return false;
    if (schedule->work != plan_structure(plan, STRUCTURE_WORK) ||
        schedule->rows != plan_structure(plan, STRUCTURE_ROWS))
        network_reload(plan, results, network);
    else
        network_refresh(plan, results, network, plan->touched.items + schedule->touched,
                        plan->touched.count - schedule->touched);
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
    const Schedule *schedule = plan->results.schedule.state;
    bool current = schedule && plan->results.generation == plan->generation && !plan->results.unscheduled;
    return current && network_has_tasks(&schedule->network) ? &schedule->passes : NULL;
}

const ScheduleConflicts *schedule_conflicts(const Plan *plan)
{
    static const ScheduleConflicts none;
    Schedule *schedule = plan->results.schedule.state;
    if (!schedule_passes(plan))
        return &none;
    if (!schedule->examined)
        schedule_conflicts_find(&schedule->passes, &schedule->conflicts);
    schedule->examined = true;
    return &schedule->conflicts;
}

/* Why here? */

/* A link into node `at`, the task's own or that of a summary around it. */
static bool explain_by_links(const Passes *passes, uint32_t n, uint32_t at, Buffer *out)
{
    const Node *node = &passes->network->nodes[at];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        bool at_finish;
        const NetworkLink *link = &passes->network->links[i];
        Instant demand = passes_demand(passes, at, link, &at_finish);
        if (!passes_decides(passes, n, demand, at_finish))
            continue;
        say_link(passes, link, span_start(passes, &passes->early[n]), out);
        if (at != n) {
            buffer_add(out, ", which all of ");
            say_task(plan_task(passes->plan, node->row), out);
            buffer_add(out, " waits for");
        }
        return true;
    }
    return false;
}

static bool explain_by_summaries(const Passes *passes, uint32_t n, Buffer *out)
{
    for (uint32_t s = passes->network->nodes[n].summary; s != 0; s = passes->network->summaries[s].parent) {
        uint32_t entry = passes->network->summaries[s].entry;
        const Node *node = &passes->network->nodes[entry];
        if (explain_by_links(passes, n, entry, out))
            return true;
        if (node->constraint != CONSTRAINT_START_NO_EARLIER ||
            !passes_decides(passes, n, network_dates(passes->network, node)->constraint, false))
            continue;
        say_task(plan_task(passes->plan, node->row), out);
        buffer_add(out, " around it has the ");
        say_constraint(plan_task(passes->plan, node->row), out);
        return true;
    }
    return false;
}

static bool is_imposed(const Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    return node->constraint == CONSTRAINT_MUST_START_ON || node->constraint == CONSTRAINT_MUST_FINISH_ON ||
           (node->bounded && passes->asked[n] != passes->early[n].start);
}

static void explain_task(const Passes *passes, uint32_t n, Buffer *out)
{
    const Node *node = &passes->network->nodes[n];
    const Task *task = plan_task(passes->plan, node->row);
    if (task->actual_start != INSTANT_NONE) {
        buffer_add(out, "it was started then");
    } else if (node->manual) {
        buffer_add(out, "it is scheduled by hand");
    } else if (is_imposed(passes, n)) {
        buffer_add(out, "of its ");
        say_constraint(task, out);
    } else if (explain_by_links(passes, n, n, out) || explain_by_summaries(passes, n, out)) {
        return;
    } else if (passes_decides(passes, n, passes_constraint_floor(passes, n), false)) {
        buffer_add(out, "of its ");
        say_constraint(task, out);
    } else if (task->actual_finish != INSTANT_NONE && passes->early[n].start != passes->start) {
        buffer_add(out, "it was finished ");
        say_instant(network_dates(passes->network, node)->fixed_finish, out);
    } else {
        buffer_add(out, passes_decides(passes, n, passes->status, false) ? "it had not begun by the status date"
                                                                         : "the project starts then");
    }
}

/* A summary starts with the first of its tasks. */
static void explain_summary(const Passes *passes, uint32_t n, Buffer *out)
{
    const Network *network = passes->network;
    uint32_t exit = network->summaries[network->nodes[n].summary].exit;
    for (uint32_t inside = n + 1; inside < network->count; inside++) {
        uint32_t s = network->nodes[inside].summary;
        if (network->nodes[inside].kind != NODE_TASK ||
            span_start(passes, &passes->early[inside]) != passes->early[exit].start)
            continue;
        while (s != 0 && s != network->nodes[n].summary)
            s = network->summaries[s].parent;
        if (s == 0)
            continue;
        buffer_add(out, "its task ");
        say_task(plan_task(passes->plan, network->nodes[inside].row), out);
        buffer_add(out, " starts then");
        return;
    }
}

static void explain_node(const Passes *passes, uint32_t n, Buffer *out)
{
    uint32_t row = passes->network->nodes[n].row;
    say_task(plan_task(passes->plan, row), out);
    buffer_add(out, " starts ");
    say_instant(results_task(&passes->plan->results, row)->start, out);
    buffer_add(out, " because ");
    if (passes->network->nodes[n].kind == NODE_TASK)
        explain_task(passes, n, out);
    else
        explain_summary(passes, n, out);
}

/* What keeps the plan from being scheduled, if that is so. */
static void explain_trouble(const Plan *plan, Buffer *out)
{
    Network network = {0};
    Error error = {0};
    if (!network_build(plan, &plan->results, &network, &error))
        buffer_format(out, "No task has dates: %s", error.text);
    network_release(&network);
}

void schedule_explain(const Plan *plan, Id task, Buffer *out)
{
    const Passes *passes = schedule_passes(plan);
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    if (row == ROW_NONE)
        return;
    if (plan->results.unscheduled) {
        explain_trouble(plan, out);
    } else if (!passes || passes->network->node_of[row] == passes->network->count) {
        say_task(plan_task(plan, row), out);
        buffer_add(out, " has no dates because it is inactive");
    } else {
        explain_node(passes, passes->network->node_of[row], out);
    }
}
