/*
 * What is drawn in an iteration, read off a plan once.
 */
#ifndef STEERCO_SRC_ANALYSIS_SIMULATE_MODEL_H
#define STEERCO_SRC_ANALYSIS_SIMULATE_MODEL_H

#include "steerco/analysis/network.h"
#include "steerco/analysis/simulate/draws.h"
#include "steerco/analysis/simulate/simulate.h"

/* The duration of a task: what is done of it, and the shape of the whole, of which the rest is drawn. */
typedef struct Variable {
    uint32_t node;
    AnyId whose;
    Shape shape;       /* minutes */
    double done, rest; /* minutes that are done; the share of the whole that is not */
    int64_t group;     /* hash of its name; 0 = none */
    double loading;    /* −1 … 1 */
} Variable;

/* A risk that may happen. */
typedef struct Event {
    Id risk;
    AnyId whose;
    double probability, sign;      /* −1 of an opportunity */
    bool delays, shared, parallel; /* `shared`: the delay is a share of the duration of what it hits */
    bool costs;
    Shape delay, cost;
    size_t first, count; /* of model.hits */
} Event;

typedef struct Model {
    const Plan *plan;
    Network network;
    ARRAY(Variable) variables;
    ARRAY(Event) events;
    ARRAY(uint32_t) hits; /* nodes */
    int32_t start;        /* position of the project's start in its calendar */
    double planned_cost;
} Model;

bool model_init(Model *model, const Plan *plan, const SimulationWanted *wanted, Simulation *out,
                Error *error) MUST_CHECK;
void model_release(Model *model);

#endif
