/*
 * Reading estimates and risks off a plan, and naming what they lack.
 */
#include "model.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/analysis/passes.h"
#include "steerco/model/audience.h"
#include "steerco/model/many.h"

enum { FULLY = 10000 /* basis points */ };

/* Three estimates of which some may be missing: what is missing is the nearest one, or `usual`. */
static bool complete(bool has_low, double *low, bool has_likely, double *likely, bool has_high, double *high,
                     double usual)
{
    if (!has_likely)
        *likely = has_low && has_high && (usual < *low || usual > *high) ? (*low + *high) / 2 : usual;
    if (!has_low)
        *low = *likely;
    if (!has_high)
        *high = *likely;
    return *low <= *likely && *likely <= *high;
}

/* ---- durations ---- */

static int64_t group_of(const char *name)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 1099511628211u;
    return (int64_t)(hash | 1);
}

static bool has_estimates(const Task *task)
{
    return task->optimistic != DURATION_NONE || task->pessimistic != DURATION_NONE ||
           (task->most_likely != DURATION_NONE && task->distribution == DISTRIBUTION_EXPONENTIAL);
}

static double minutes(Duration duration)
{
    return duration == DURATION_NONE ? 0 : (double)duration_amount(duration);
}

static bool read_shape(const Task *task, const Node *node, Shape *out)
{
    double low = minutes(task->optimistic), likely = minutes(task->most_likely), high = minutes(task->pessimistic);
    bool open = task->distribution == DISTRIBUTION_EXPONENTIAL;
    bool ordered = complete(task->optimistic != DURATION_NONE || open, &low, task->most_likely != DURATION_NONE,
                            &likely, task->pessimistic != DURATION_NONE, &high, node->duration);
    if (ordered)
        shape_init(out, (Distribution)task->distribution, low, likely, high);
    return ordered;
}

static void add_variable(Model *model, const Task *task, uint32_t n, Simulation *out)
{
    const Node *node = &model->network.nodes[n];
    Variable variable = {.node = n, .whose = any_id(&task_entity, task->record.id)};
    if (!has_estimates(task)) {
        out->unestimated++;
        return;
    }
    if (!read_shape(task, node, &variable.shape)) {
        out->disordered++;
        return;
    }
    out->estimated++;
    variable.rest = (double)(FULLY - node->percent_complete) / FULLY;
    variable.done = node->duration - node_remaining(node);
    if (*task->correlation_group && task->correlation != INT32_MIN) {
        variable.group = group_of(task->correlation_group);
        variable.loading = (double)task->correlation / FULLY;
    }
    array_push(&model->variables, variable);
}

static void read_tasks(Model *model, Simulation *out)
{
    const Plan *plan = model->plan;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        const Task *task = plan_task(plan, row);
        uint32_t n = model->network.node_of[row];
        if (n == model->network.count || model->network.nodes[n].kind != NODE_TASK ||
            model->network.nodes[n].progress == COMPLETE)
            continue;
        const TaskDates *dates = plan_task_dates(plan, task->record.id);
        const Adjacency *successors = &plan->results->successors;
        out->open_ends += successors->first[row] == successors->first[row + 1];
        out->late += dates && dates->total_slack != INT32_MIN && dates->total_slack < 0;
        array_push(&out->tasks, (SimulatedTask){.task = task->record.id});
        add_variable(model, task, n, out);
    }
}

/* ---- risks ---- */

static bool may_happen(const Plan *plan, const Risk *risk, const SimulationWanted *wanted)
{
    bool decided = risk->status == RISK_WAITING || risk->status == RISK_APPROVED;
    bool proposed = risk->status == RISK_PROPOSED || risk->status == RISK_ASSESSING;
    return !wanted->without_risks && (decided || (proposed && wanted->proposed_risks)) &&
           risk_probability(risk) != NUMBER_NONE && record_is_shown(plan, &risk_entity, risk);
}

static void add_hit(Model *model, Id task, Event *event)
{
    uint32_t row = plan_row(model->plan, ENTITY_TASK, task);
    uint32_t n = row == ROW_NONE ? model->network.count : model->network.node_of[row];
    bool known = n == model->network.count || model->network.nodes[n].kind != NODE_TASK ||
                 model->network.nodes[n].progress == COMPLETE;
    for (size_t i = event->first; i < event->first + event->count && !known; i++)
        known = model->hits.items[i] == n;
    if (known)
        return;
    array_push(&model->hits, n);
    event->count++;
}

static void find_hits(Model *model, const Risk *risk, Event *event)
{
    Referents more = {0};
    event->first = model->hits.count;
    if (risk->task)
        add_hit(model, risk->task, event);
    many_referents(model->plan, entity_field(&risk_entity, "tasks"), risk->record.id, &more);
    for (size_t i = 0; i < more.count; i++)
        add_hit(model, more.items[i].id, event);
    array_release(&more);
}

static bool read_delay(const Risk *risk, Event *event)
{
    double low = minutes(risk->delay_minimum), likely = minutes(risk->delay_likely),
           high = minutes(risk->delay_maximum);
    bool given = risk->delay_minimum != DURATION_NONE || risk->delay_likely != DURATION_NONE ||
                 risk->delay_maximum != DURATION_NONE;
    event->shared = !given && (risk->delay_share_minimum != INT32_MIN || risk->delay_share_likely != INT32_MIN ||
                               risk->delay_share_maximum != INT32_MIN);
    if (event->shared) {
        low = risk->delay_share_minimum, likely = risk->delay_share_likely, high = risk->delay_share_maximum;
        bool ordered = complete(low > INT32_MIN, &low, likely > INT32_MIN, &likely, high > INT32_MIN, &high,
                                low > INT32_MIN ? low : high);
        if (ordered)
            shape_init(&event->delay, DISTRIBUTION_TRIANGULAR, low / FULLY, likely / FULLY, high / FULLY);
        return ordered;
    }
    bool ordered =
        complete(risk->delay_minimum != DURATION_NONE, &low, risk->delay_likely != DURATION_NONE, &likely,
                 risk->delay_maximum != DURATION_NONE, &high, risk->delay_minimum != DURATION_NONE ? low : high);
    if (given && ordered)
        shape_init(&event->delay, DISTRIBUTION_TRIANGULAR, low, likely, high);
    return given && ordered;
}

static bool read_cost(const Risk *risk, Event *event)
{
    double low = (double)risk->cost_minimum, likely = (double)risk->cost_likely, high = (double)risk->cost_maximum;
    bool has_low = risk->cost_minimum != MONEY_NONE, has_high = risk->cost_maximum != MONEY_NONE;
    bool has_likely = risk->cost_likely != MONEY_NONE;
    bool ordered = complete(has_low, &low, has_likely, &likely, has_high, &high, has_low ? low : high);
    if ((has_low || has_likely || has_high) && ordered) {
        shape_init(&event->cost, DISTRIBUTION_TRIANGULAR, low, likely, high);
        return true;
    }
    return false;
}

static void read_risks(Model *model, const SimulationWanted *wanted, Simulation *out)
{
    for (uint32_t row = 0; row < plan_count(model->plan, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(model->plan, row);
        if (!may_happen(model->plan, risk, wanted))
            continue;
        Event event = {.risk = risk->record.id,
                       .whose = any_id(&risk_entity, risk->record.id),
                       .probability = (double)risk_probability(risk) / FULLY,
                       .sign = risk->type == RISK_OPPORTUNITY ? -1 : 1,
                       .parallel = risk->impact_in == RISK_IN_PARALLEL};
        find_hits(model, risk, &event);
        event.delays = read_delay(risk, &event);
        event.costs = read_cost(risk, &event);
        out->unhit += event.delays && event.count == 0;
        array_push(&model->events, event);
        array_push(&out->risks, (SimulatedRisk){.risk = event.risk, .probability = event.probability});
    }
}

/* ---- the model ---- */

static void read_budget(Model *model, Simulation *out)
{
    const LedgerFigures *ledger = plan_ledger(model->plan);
    out->budgeted = plan_count(model->plan, ENTITY_BUDGET_LINE) > 0 && ledger->completion.eac != MONEY_NONE;
    model->planned_cost = out->budgeted ? (double)ledger->completion.eac : 0;
}

bool model_init(Model *model, const Plan *plan, const SimulationWanted *wanted, Simulation *out, Error *error)
{
    *model = (Model){.plan = plan};
    if (!network_build(plan, plan->results, &model->network, error))
        return false;
    if (!network_has_tasks(&model->network)) {
        network_release(&model->network);
        return error_set(error, "there is no task to simulate");
    }
    read_tasks(model, out);
    read_risks(model, wanted, out);
    read_budget(model, out);
    return true;
}

void model_release(Model *model)
{
    for (size_t i = 0; i < model->variables.count; i++)
        shape_release(&model->variables.items[i].shape);
    for (size_t i = 0; i < model->events.count; i++) {
        shape_release(&model->events.items[i].delay);
        shape_release(&model->events.items[i].cost);
    }
    array_release(&model->variables);
    array_release(&model->events);
    array_release(&model->hits);
    network_release(&model->network);
}
