/*
 * The schedule of a plan: network, passes, results; and the reason why a task stands where it stands.
 */
#include "steerco/analysis/schedule.h"

#include "steerco/analysis/passes.h"
#include "steerco/model/field.h"

static void reserve_tasks(Results *results, size_t count)
{
    if (results->task_capacity < count) {
        results->task_capacity = array_grown_capacity(results->task_capacity, count);
        results->tasks = memory_resize(results->tasks, results->task_capacity, sizeof *results->tasks);
    }
}

static void write_undefined(const Plan *plan, uint32_t row, Results *results)
{
    results->tasks[row] = (TaskDates){
        .start = INSTANT_NONE,
        .finish = INSTANT_NONE,
        .early_start = INSTANT_NONE,
        .early_finish = INSTANT_NONE,
        .late_start = INSTANT_NONE,
        .late_finish = INSTANT_NONE,
        .total_slack = INT32_MIN,
        .free_slack = INT32_MIN,
        .percent_complete = task_percent_complete(plan_task(plan, row)),
        .resume = INSTANT_NONE,
    };
}

bool schedule_compute(const Plan *plan, Results *results, Error *error)
{
    Network network = {0};
    Passes passes = {.plan = plan, .network = &network, .results = results};
    uint32_t count = plan_count(plan, ENTITY_TASK);
    reserve_tasks(results, count);
    results->start = results->finish = INSTANT_NONE;
    results->unscheduled = !network_build(plan, results, &network, error);
    for (uint32_t row = 0; results->unscheduled && row < count; row++)
        write_undefined(plan, row, results);
    for (uint32_t i = 0; i < network.idle_count; i++)
        write_undefined(plan, network.idle[i], results);
    if (network_has_tasks(&network))
        passes_run(&passes);
    passes_release(&passes);
    network_release(&network);
    return !results->unscheduled;
}

/* Why here? */

static void say_instant(Instant at, Buffer *out)
{
    Civil day = date_civil(instant_date(at));
    int minute = instant_minute(at);
    buffer_format(out, "%s %02d %s %02d %02d:%02d", weekday_name(date_weekday(instant_date(at))), day.day,
                  month_name(day.month), day.year % 100, minute / 60, minute % 60);
}

static void say_task(const Task *task, Buffer *out)
{
    entity_code(&task_entity, task->record.id, out);
    buffer_format(out, " '%s'", task->name);
}

static void say_constraint(const Task *task, Buffer *out)
{
    const Field *type = field_of(&task_entity, Task, constraint_type);
    buffer_format(out, "constraint '%s'", type->choices[task->constraint_type]);
    if (task->constraint_type == CONSTRAINT_AS_LATE_AS_POSSIBLE)
        return;
    buffer_add_char(out, ' ');
    say_instant(task->constraint_date, out);
}

/* "T-3 'Order servers' finishes then (FS)", "T-3 … starts Mon 02 Mar 26 08:00 (SS+1d)" */
static void say_link(const Passes *passes, const NetworkLink *network_link, Instant start, Buffer *out)
{
    const Link *link = plan_link(passes->plan, network_link->row);
    const Span *from = &passes->early[network_link->from];
    bool at_start = link->type == LINK_START_START || link->type == LINK_START_FINISH;
    Instant at = at_start ? from->start : from->finish;
    WorkUnits units = plan_units(passes->plan);
    say_task(plan_find(passes->plan, ENTITY_TASK, link->predecessor), out);
    buffer_add(out, at_start ? " starts " : " finishes ");
    if (at == start)
        buffer_add(out, "then");
    else
        say_instant(at, out);
    buffer_format(out, " (%s", link_type_names[link->type]);
    if (network_link->lag != 0) {
        buffer_add(out, network_link->lag > 0 ? "+" : "");
        duration_format(link->lag, &units, out);
    }
    buffer_add_char(out, ')');
}

/* Does that floor alone put the task where it starts? */
static bool decides(const Passes *passes, uint32_t n, Instant start_floor, Instant finish_floor)
{
    Span floor = {.start = start_floor, .finish = finish_floor, .from = NO_FLOOR}, alone;
    if (start_floor == NO_FLOOR && finish_floor == NO_FLOOR)
        return false;
    passes_place(passes, &passes->network->nodes[n], &floor, &alone);
    return alone.start == passes->early[n].start;
}

/* A link into node `at`, the task's own or that of a summary around it. */
static bool explain_by_links(const Passes *passes, uint32_t n, uint32_t at, Buffer *out)
{
    const Node *node = &passes->network->nodes[at];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        bool at_finish;
        const NetworkLink *link = &passes->network->links[i];
        Instant demand = passes_demand(passes, at, link, &at_finish);
        if (!decides(passes, n, at_finish ? NO_FLOOR : demand, at_finish ? demand : NO_FLOOR))
            continue;
        say_link(passes, link, passes->early[n].start, out);
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
        if (node->constraint != CONSTRAINT_START_NO_EARLIER || !decides(passes, n, node->constraint_date, NO_FLOOR))
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
           passes->asked[n] != passes->early[n].start;
}

static void explain_task(const Passes *passes, uint32_t n, Buffer *out)
{
    const Node *node = &passes->network->nodes[n];
    const Task *task = plan_task(passes->plan, node->row);
    if (task->actual_start != INSTANT_NONE) {
        buffer_add(out, "it was started then");
    } else if (task->actual_finish != INSTANT_NONE) {
        buffer_add(out, "it was finished ");
        say_instant(node->fixed_finish, out);
    } else if (node->manual) {
        buffer_add(out, "it is scheduled by hand");
    } else if (is_imposed(passes, n)) {
        buffer_add(out, "of its ");
        say_constraint(task, out);
    } else if (explain_by_links(passes, n, n, out) || explain_by_summaries(passes, n, out)) {
        return;
    } else if (decides(passes, n, passes_constraint_floor(passes, n), NO_FLOOR)) {
        buffer_add(out, "of its ");
        say_constraint(task, out);
    } else {
        buffer_add(out, decides(passes, n, passes->status, NO_FLOOR) ? "it had not begun by the status date"
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
        if (network->nodes[inside].kind != NODE_TASK || passes->early[inside].start != passes->early[exit].start)
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

static uint32_t find_node(const Network *network, uint32_t row)
{
    uint32_t n = 0;
    while (n < network->count && network->nodes[n].row != row)
        n++;
    return n;
}

static void explain_row(const Plan *plan, const Network *network, uint32_t row, Buffer *out)
{
    Results scratch = {.tasks = memory_new(plan_count(plan, ENTITY_TASK), sizeof *scratch.tasks)};
    Passes passes = {.plan = plan, .network = network, .results = &scratch};
    uint32_t n = find_node(network, row);
    passes_run(&passes);
    say_task(plan_task(plan, row), out);
    buffer_add(out, " starts ");
    say_instant(scratch.tasks[row].start, out);
    buffer_add(out, " because ");
    if (network->nodes[n].kind == NODE_TASK)
        explain_task(&passes, n, out);
    else
        explain_summary(&passes, n, out);
    passes_release(&passes);
    free(scratch.tasks);
}

void schedule_explain(const Plan *plan, Id task, Buffer *out)
{
    Network network = {0};
    Error error = {0};
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    if (row == ROW_NONE)
        return;
    if (!network_build(plan, &plan->results, &network, &error)) {
        buffer_format(out, "No task has dates: %s", error.text);
    } else if (find_node(&network, row) == network.count) {
        say_task(plan_task(plan, row), out);
        buffer_add(out, " has no dates because it is inactive");
    } else {
        explain_row(plan, &network, row, out);
    }
    network_release(&network);
}
