/*
 * Why a task stands where it stands: what decided its start is found first, in one place, and then put in words, or
 * told to whoever wants to move it.
 */
#include "kept.h"
#include "span.h"
#include "words.h"

/* What decided a start. */
typedef struct Reason {
    ScheduleHold hold;
    uint32_t at; /* the node whose link or constraint it is: the task's, or the entry of a summary around it */
    const NetworkLink *link; /* with HOLD_LINK */
} Reason;

/* A link into node `at`, the task's own or that of a summary around it. */
static bool find_link(const Passes *passes, uint32_t n, uint32_t at, Reason *out)
{
    const Node *node = &passes->network->nodes[at];
    for (uint32_t i = node->links; i < node[1].links; i++) {
        bool at_finish;
        const NetworkLink *link = &passes->network->links[i];
        Instant demand = passes_demand(passes, at, link, &at_finish);
        if (!passes_decides(passes, n, demand, at_finish))
            continue;
        *out = (Reason){.hold = HOLD_LINK, .at = at, .link = link};
        return true;
    }
    return false;
}

static bool find_around(const Passes *passes, uint32_t n, Reason *out)
{
    for (uint32_t s = passes->network->nodes[n].summary; s != 0; s = passes->network->summaries[s].parent) {
        uint32_t entry = passes->network->summaries[s].entry;
        const Node *node = &passes->network->nodes[entry];
        if (find_link(passes, n, entry, out))
            return true;
        if (node->constraint != CONSTRAINT_START_NO_EARLIER ||
            !passes_decides(passes, n, network_dates(passes->network, node)->constraint, false))
            continue;
        *out = (Reason){.hold = HOLD_SUMMARY, .at = entry};
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

static Reason reason_of(const Passes *passes, uint32_t n)
{
    const Node *node = &passes->network->nodes[n];
    const Task *task = plan_task(passes->plan, node->row);
    Reason reason = {.at = n};
    if (task->actual_start != INSTANT_NONE)
        reason.hold = HOLD_STARTED;
    else if (node->manual)
        reason.hold = HOLD_MANUAL;
    else if (is_imposed(passes, n))
        reason.hold = HOLD_CONSTRAINT;
    else if (find_link(passes, n, n, &reason) || find_around(passes, n, &reason))
        return reason;
    else if (passes_decides(passes, n, passes_constraint_floor(passes, n), false))
        reason.hold = HOLD_CONSTRAINT;
    else if (task->actual_finish != INSTANT_NONE && passes->early[n].start != passes->start)
        reason.hold = HOLD_FINISHED;
    else
        reason.hold = passes_decides(passes, n, passes->status, false) ? HOLD_STATUS : HOLD_PROJECT_START;
    return reason;
}

/* In words */

static void say_reason(const Passes *passes, uint32_t n, const Reason *reason, Buffer *out)
{
    const Node *node = &passes->network->nodes[reason->at];
    const Task *task = plan_task(passes->plan, node->row);
    switch (reason->hold) {
    case HOLD_LINK:
        say_link(passes, reason->link, span_start(passes, &passes->early[n]), out);
        if (reason->at == n)
            break;
        buffer_add(out, ", which all of ");
        say_task(task, out);
        buffer_add(out, " waits for");
        break;
    case HOLD_SUMMARY:
        say_task(task, out);
        buffer_add(out, " around it has the ");
        say_constraint(task, out);
        break;
    case HOLD_CONSTRAINT:
        buffer_add(out, "of its ");
        say_constraint(task, out);
        break;
    case HOLD_FINISHED:
        buffer_add(out, "it was finished ");
        say_end(network_dates(passes->network, node)->fixed_finish, out);
        break;
    case HOLD_STARTED:
        buffer_add(out, "it was started then");
        break;
    case HOLD_MANUAL:
        buffer_add(out, "it is scheduled by hand");
        break;
    case HOLD_STATUS:
        buffer_add(out, "it had not begun by the status date");
        break;
    default:
        buffer_add(out, "the project starts then");
    }
}

/* A summary starts with the first of its tasks: the node of that; of a task its own. */
static uint32_t first_task(const Passes *passes, uint32_t n)
{
    const Network *network = passes->network;
    if (network->nodes[n].kind == NODE_TASK)
        return n;
    uint32_t exit = network->summaries[network->nodes[n].summary].exit;
    for (uint32_t inside = n + 1; inside < network->count; inside++) {
        uint32_t s = network->nodes[inside].summary;
        if (network->nodes[inside].kind != NODE_TASK ||
            span_start(passes, &passes->early[inside]) != passes->early[exit].start)
            continue;
        while (s != 0 && s != network->nodes[n].summary)
            s = network->summaries[s].parent;
        if (s != 0)
            return inside;
    }
    return n;
}

static void explain_node(const Passes *passes, uint32_t n, Buffer *out)
{
    uint32_t row = passes->network->nodes[n].row, first = first_task(passes, n);
    say_task(plan_task(passes->plan, row), out);
    buffer_add(out, " starts ");
    say_instant(results_task(passes->plan->results, row)->start, out);
    buffer_add(out, " because ");
    if (passes->network->nodes[n].kind == NODE_TASK) {
        Reason reason = reason_of(passes, n);
        say_reason(passes, n, &reason, out);
    } else if (first != n) {
        buffer_add(out, "its task ");
        say_task(plan_task(passes->plan, passes->network->nodes[first].row), out);
        buffer_add(out, " starts then");
    }
}

/* What keeps the plan from being scheduled, if that is so. */
static void explain_trouble(const Plan *plan, Buffer *out)
{
    Network network = {0};
    Error error = {0};
    if (!network_build(plan, plan->results, &network, &error))
        buffer_format(out, "No task has dates: %s", error.text);
    network_release(&network);
}

void schedule_explain(const Plan *plan, Id task, Buffer *out)
{
    const Passes *passes = schedule_passes(plan);
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    if (row == ROW_NONE)
        return;
    if (plan->results->unscheduled) {
        explain_trouble(plan, out);
    } else if (!passes || passes->network->node_of[row] == passes->network->count) {
        say_task(plan_task(plan, row), out);
        buffer_add(out, " has no dates because it is inactive");
    } else {
        explain_node(passes, passes->network->node_of[row], out);
    }
}

/* For who wants to move it */

static Id task_of_node(const Passes *passes, uint32_t n)
{
    return plan_task(passes->plan, passes->network->nodes[n].row)->record.id;
}

ScheduleHold schedule_hold(const Plan *plan, Id task, Id *held, Id *by)
{
    const Passes *passes = schedule_passes(plan);
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    *held = *by = task;
    if (row == ROW_NONE || !passes || passes->network->node_of[row] == passes->network->count)
        return HOLD_NONE;
    uint32_t n = first_task(passes, passes->network->node_of[row]);
    if (passes->network->nodes[n].kind != NODE_TASK)
        return HOLD_NONE;
    Reason reason = reason_of(passes, n);
    *held = task_of_node(passes, n);
    *by = reason.link ? plan_link(plan, reason.link->row)->predecessor : task_of_node(passes, reason.at);
    return reason.hold;
}
