/*
 * A simulation for programs.
 */
#include "steerco/exchange/json/json.h"

#include "steerco/base/date.h"

enum { DECIMALS = 6 };

static void add_figure(Buffer *out, const char *name, double value)
{
    buffer_format(out, "\"%s\": ", name);
    simulation_add_number(value, DECIMALS, out);
}

static void add_date(Buffer *out, const char *name, Instant at)
{
    buffer_format(out, ", \"%s\": \"", name);
    date_format(instant_end_date(at), out);
    buffer_add(out, "\"");
}

static void add_finish(Buffer *out, const Simulation *simulation)
{
    const Spread *finish = &simulation->finish;
    const struct {
        const char *name;
        double value;
    } figures[] = {{"mean_days", finish->mean},       {"sd_days", finish->sd},
                   {"error_days", finish->error},     {"p10_days", finish->p10},
                   {"p50_days", finish->p50},         {"p80_days", finish->p80},
                   {"p90_days", finish->p90},         {"p95_days", finish->p95},
                   {"planned_days", finish->planned}, {"planned_confidence", finish->planned_confidence}};
    buffer_add(out, "\"finish\": {");
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        buffer_add(out, i ? ", " : "");
        add_figure(out, figures[i].name, figures[i].value);
    }
    add_date(out, "p10_date", simulation->p10);
    add_date(out, "p50_date", simulation->p50);
    add_date(out, "p80_date", simulation->p80);
    add_date(out, "p90_date", simulation->p90);
    add_date(out, "p95_date", simulation->p95);
    add_date(out, "planned_date", simulation->planned);
    buffer_add(out, "}");
}

static void add_cost(Buffer *out, const Spread *cost)
{
    const struct {
        const char *name;
        double value;
    } figures[] = {{"mean", cost->mean}, {"sd", cost->sd},           {"p10", cost->p10},
                   {"p50", cost->p50},   {"p80", cost->p80},         {"p90", cost->p90},
                   {"p95", cost->p95},   {"planned", cost->planned}, {"planned_confidence", cost->planned_confidence}};
    buffer_add(out, "\"cost\": {");
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        buffer_add(out, i ? ", " : "");
        add_figure(out, figures[i].name, figures[i].value);
    }
    buffer_add(out, "}");
}

static void add_code(Buffer *out, const Entity *entity, Id id)
{
    buffer_add(out, "{\"code\": \"");
    entity_code(entity, id, out);
    buffer_add(out, "\", ");
}

void json_add_simulation(Buffer *out, const Simulation *simulation)
{
    buffer_format(out, "{\"iterations\": %u, \"seed\": %llu,\n", simulation->iterations,
                  (unsigned long long)simulation->seed);
    add_finish(out, simulation);
    buffer_add(out, ",\n");
    add_cost(out, &simulation->cost);
    buffer_add(out, ",\n\"tasks\": [");
    for (size_t i = 0; i < simulation->tasks.count; i++) {
        const SimulatedTask *task = &simulation->tasks.items[i];
        buffer_add(out, i ? ",\n  " : "\n  ");
        add_code(out, &task_entity, task->task);
        add_figure(out, "criticality", task->criticality);
        buffer_add(out, ", ");
        add_figure(out, "sensitivity", task->sensitivity);
        buffer_add(out, "}");
    }
    buffer_add(out, "],\n\"risks\": [");
    for (size_t i = 0; i < simulation->risks.count; i++) {
        const SimulatedRisk *risk = &simulation->risks.items[i];
        buffer_add(out, i ? ",\n  " : "\n  ");
        add_code(out, &risk_entity, risk->risk);
        add_figure(out, "finish_days", risk->finish_days);
        buffer_add(out, ", ");
        add_figure(out, "cost", risk->cost);
        buffer_add(out, "}");
    }
    buffer_add(out, "]}\n");
}
