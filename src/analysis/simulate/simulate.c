/*
 * Batches of iterations, shared out among threads. Each thread has a network and passes of its own and writes into the
 * places of its iterations; what is summed up is summed in integers, so that the order does not matter.
 */
#include "steerco/analysis/simulate/simulate.h"

#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "steerco/analysis/passes.h"
#include "steerco/base/memory.h"

enum { MOST_THREADS = 64, FIRST_LOOK = 4, LAST_LOOK = 64 };

/* Sums over iterations, of a task: how often it is critical, and of what it lasts beyond the plan (x). */
typedef struct TaskSums {
    int64_t critical, x, xx;
} TaskSums;

/* What all threads write to, each its own places. */
typedef struct Outcome {
    int32_t *finish; /* minutes from the project's start, by iteration */
    int64_t *cost;   /* minor units */
    int32_t planned; /* minutes */
} Outcome;

/* A thread's own. */
typedef struct Worker {
    const Model *model;
    const SimulationWanted *wanted;
    Outcome *outcome;
    uint32_t first, step, end; /* batches */
    uint32_t iterations;       /* of all */
    Network network;           /* its nodes are its own, the rest is the model's */
    Passes passes;
    int32_t *extra, *longest; /* by node: delays that follow one another, and the longest of those that do not */
    double *drawn;            /* by variable: what is left, without risks */
    TaskSums *tasks;          /* by place in the model's order of rows: node → sums */
    int64_t *risk_finish, *risk_cost;
    bool *happens; /* by event */
    pthread_t thread;
} Worker;

/* ---- one iteration ---- */

static double correlated(const Variable *variable, uint64_t seed, uint64_t iteration)
{
    double p = draw(seed, variable->whose, DRAW_DURATION, iteration);
    if (!variable->group)
        return p;
    double factor = normal_quantile(draw(seed, variable->group, DRAW_GROUP, iteration));
    double loading = variable->loading, own = sqrt(1 - loading * loading);
    return normal_probability(loading * factor + own * normal_quantile(p));
}

static void draw_durations(Worker *worker, uint64_t iteration)
{
    const Model *model = worker->model;
    for (size_t i = 0; i < model->variables.count; i++) {
        const Variable *variable = &model->variables.items[i];
        double p = correlated(variable, worker->wanted->seed, iteration);
        worker->drawn[i] = variable->done + shape_quantile(&variable->shape, p) * variable->rest;
    }
}

static int32_t rounded(double value)
{
    return value > 1e9 ? 1000000000 : value < -1e9 ? -1000000000 : (int32_t)floor(value + 0.5);
}

static int32_t delay_of(const Worker *worker, const Event *event, uint32_t node, double delay)
{
    double whole = event->shared ? delay * worker->model->network.nodes[node].duration : delay;
    return rounded(event->sign * whole);
}

static void add_delays(Worker *worker, const Event *event, uint64_t iteration)
{
    double delay = shape_quantile(&event->delay, draw(worker->wanted->seed, event->whose, DRAW_DELAY, iteration));
    for (size_t i = event->first; i < event->first + event->count; i++) {
        uint32_t n = worker->model->hits.items[i];
        int32_t by = delay_of(worker, event, n, delay);
        if (!event->parallel)
            worker->extra[n] += by;
        else if (by > worker->longest[n])
            worker->longest[n] = by;
    }
}

/* The nodes of an iteration: planned, drawn, delayed; `without` is an event that is left out. */
static void set_durations(Worker *worker, uint64_t iteration, const Event *without)
{
    const Model *model = worker->model;
    memcpy(worker->network.nodes, model->network.nodes, (model->network.count + 1) * sizeof(Node));
    for (size_t i = 0; i < model->hits.count; i++)
        worker->extra[model->hits.items[i]] = worker->longest[model->hits.items[i]] = 0;
    for (size_t i = 0; i < model->variables.count; i++) {
        Node *node = &worker->network.nodes[model->variables.items[i].node];
        node->duration = rounded(worker->drawn[i]);
    }
    for (size_t i = 0; i < model->events.count; i++) {
        const Event *event = &model->events.items[i];
        if (worker->happens[i] && event->delays && event != without)
            add_delays(worker, event, iteration);
    }
}

/* A task under way keeps what is done of it: the rest is what is drawn. */
static void finish_durations(Worker *worker)
{
    const Model *model = worker->model;
    for (size_t i = 0; i < model->hits.count; i++) {
        uint32_t n = model->hits.items[i];
        Node *node = &worker->network.nodes[n];
        int32_t extra = worker->extra[n] + worker->longest[n];
        worker->extra[n] = worker->longest[n] = 0; /* it may be hit by several */
        node->duration = node->duration + extra > 0 ? node->duration + extra : 0;
    }
    for (uint32_t n = 0; n < model->network.count; n++) {
        const Node *planned = &model->network.nodes[n];
        Node *node = &worker->network.nodes[n];
        if (planned->progress != IN_PROGRESS || node->duration == planned->duration || node->kind != NODE_TASK)
            continue;
        int32_t done = planned->duration - node_remaining(planned);
        node->duration = node->duration > done ? node->duration : done;
        int64_t share = node->duration > 0 ? ((int64_t)done * 10000 + node->duration / 2) / node->duration : 0;
        node->percent_complete = (uint16_t)share;
    }
}

static int32_t run_passes(Worker *worker, bool early_only)
{
    worker->passes.early_only = early_only;
    passes_run(&worker->passes);
    const WorkTime *calendar = calendars_at(&worker->network.calendars, 0);
    return (int32_t)worktime_position(calendar, worker->passes.finish) - worker->model->start;
}

static double draw_cost(const Worker *worker, const Event *event, uint64_t iteration)
{
    double p = draw(worker->wanted->seed, event->whose, DRAW_COST, iteration);
    return event->sign * shape_quantile(&event->cost, p);
}

static void note_tasks(Worker *worker)
{
    const Model *model = worker->model;
    for (uint32_t n = 0; n < model->network.count; n++) {
        const Node *node = &worker->network.nodes[n];
        if (node->kind != NODE_TASK || node->progress == COMPLETE)
            continue;
        TaskSums *sums = &worker->tasks[n];
        int64_t x = (int64_t)node->duration - model->network.nodes[n].duration;
        sums->critical += worker->passes.slack[n].total <= worker->passes.critical_slack;
        sums->x += x;
        sums->xx += x * x;
    }
}

static void iterate(Worker *worker, uint64_t iteration)
{
    const Model *model = worker->model;
    double cost = model->planned_cost;
    draw_durations(worker, iteration);
    for (size_t i = 0; i < model->events.count; i++) {
        const Event *event = &model->events.items[i];
        worker->happens[i] = draw(worker->wanted->seed, event->whose, DRAW_EVENT, iteration) < event->probability;
        double adds = worker->happens[i] && event->costs ? draw_cost(worker, event, iteration) : 0;
        worker->risk_cost[i] += (int64_t)floor(adds + 0.5);
        cost += adds;
    }
    set_durations(worker, iteration, NULL);
    finish_durations(worker);
    int32_t finish = run_passes(worker, false);
    worker->outcome->finish[iteration] = finish;
    worker->outcome->cost[iteration] = (int64_t)floor(cost + 0.5);
    note_tasks(worker);
    for (size_t i = 0; i < model->events.count; i++) {
        const Event *event = &model->events.items[i];
        if (!worker->happens[i] || !event->delays || event->count == 0)
            continue;
        set_durations(worker, iteration, event);
        finish_durations(worker);
        worker->risk_finish[i] += finish - run_passes(worker, true);
    }
}

/* ---- threads ---- */

static void worker_init(Worker *worker, const Model *model, const SimulationWanted *wanted, Outcome *outcome)
{
    size_t nodes = model->network.count + 1, events = model->events.count + 1;
    *worker = (Worker){.model = model, .wanted = wanted, .outcome = outcome, .network = model->network};
    worker->network.nodes = memory_new(nodes, sizeof(Node));
    memcpy(worker->network.nodes, model->network.nodes, nodes * sizeof(Node));
    worker->passes = (Passes){.plan = model->plan, .network = &worker->network};
    worker->extra = memory_new(nodes, sizeof *worker->extra);
    worker->longest = memory_new(nodes, sizeof *worker->longest);
    worker->drawn = memory_new(model->variables.count + 1, sizeof *worker->drawn);
    worker->tasks = memory_new(nodes, sizeof *worker->tasks);
    worker->risk_finish = memory_new(events, sizeof *worker->risk_finish);
    worker->risk_cost = memory_new(events, sizeof *worker->risk_cost);
    worker->happens = memory_new(events, sizeof *worker->happens);
}

static void worker_release(Worker *worker)
{
    passes_release(&worker->passes);
    free(worker->network.nodes);
    free(worker->extra);
    free(worker->longest);
    free(worker->drawn);
    free(worker->tasks);
    free(worker->risk_finish);
    free(worker->risk_cost);
    free(worker->happens);
}

static void *work(void *context)
{
    Worker *worker = context;
    for (uint32_t batch = worker->first; batch < worker->end; batch += worker->step) {
        uint32_t from = batch * SIMULATION_BATCH, to = from + SIMULATION_BATCH;
        for (uint32_t i = from; i < to && i < worker->iterations; i++)
            iterate(worker, i);
    }
    return NULL;
}

/* The batches from `first` up to `end`. A thread that cannot be had has its share done by this one. Signals stay with
   it. */
static void run_batches(Worker *workers, int threads, uint32_t first, uint32_t end, uint32_t iterations)
{
    sigset_t all, before;
    bool started[MOST_THREADS] = {false};
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (int i = 0; i < threads; i++) {
        workers[i].first = first + (uint32_t)i;
        workers[i].step = (uint32_t)threads;
        workers[i].end = end;
        workers[i].iterations = iterations;
        started[i] = i > 0 && pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    for (int i = 0; i < threads; i++)
        if (!started[i])
            work(&workers[i]);
    for (int i = 0; i < threads; i++)
        if (started[i])
            pthread_join(workers[i].thread, NULL);
}

/* ---- what came of it ---- */

static int by_finish(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
    return left < right ? -1 : left > right;
}

static int by_cost(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

/* The least value that this share of all does not exceed. */
static size_t place_of(uint32_t count, int percent)
{
    return ((size_t)count * (size_t)percent + 99) / 100 - 1;
}

/* Mean and standard deviation from sums of differences to a value near them, which are exact. */
static void describe_sums(double near, int64_t sum, double squares, uint32_t count, double unit, Spread *out)
{
    double mean = (double)sum / count, variance = count > 1 ? (squares - (double)sum * mean) / (count - 1) : 0;
    out->mean = (near + mean) / unit;
    out->sd = sqrt(variance > 0 ? variance : 0) / unit;
    out->error = out->sd / sqrt((double)count);
}

static void describe_finish(const Outcome *outcome, uint32_t count, double unit, Spread *out)
{
    int64_t sum = 0;
    double squares = 0;
    for (uint32_t i = 0; i < count; i++) {
        int64_t x = (int64_t)outcome->finish[i] - outcome->planned;
        sum += x;
        squares += (double)(x * x);
    }
    describe_sums(outcome->planned, sum, squares, count, unit, out);
}

static Instant date_of(const Model *model, int32_t minutes)
{
    return worktime_end(calendars_at(&model->network.calendars, 0), (int64_t)model->start + minutes);
}

static void read_finish(const Model *model, Outcome *outcome, Simulation *out, double unit)
{
    uint32_t count = out->iterations, in_time = 0;
    const int32_t *finish = outcome->finish;
    describe_finish(outcome, count, unit, &out->finish);
    qsort(outcome->finish, count, sizeof *outcome->finish, by_finish);
    const int percents[] = {10, 50, 80, 90, 95};
    double *values[] = {&out->finish.p10, &out->finish.p50, &out->finish.p80, &out->finish.p90, &out->finish.p95};
    Instant *dates[] = {&out->p10, &out->p50, &out->p80, &out->p90, &out->p95};
    for (int i = 0; i < 5; i++) {
        *values[i] = finish[place_of(count, percents[i])] / unit;
        *dates[i] = date_of(model, finish[place_of(count, percents[i])]);
    }
    out->finishes = memory_new(count, sizeof *out->finishes);
    for (uint32_t i = 0; i < count; i++) {
        out->finishes[i] = finish[i] / unit;
        in_time += finish[i] <= outcome->planned;
    }
    out->finish.planned = outcome->planned / unit;
    out->finish.planned_confidence = (double)in_time / count;
    out->planned = model->plan->results->finish;
}

static void read_cost(const Model *model, Outcome *outcome, Simulation *out)
{
    uint32_t count = out->iterations, within = 0;
    int64_t planned = (int64_t)model->planned_cost, sum = 0;
    double squares = 0, unit = (double)money_units(plan_currency_digits(model->plan));
    for (uint32_t i = 0; i < count; i++) {
        int64_t x = outcome->cost[i] - planned;
        sum += x;
        squares += (double)x * (double)x;
        within += outcome->cost[i] <= planned;
    }
    describe_sums((double)planned, sum, squares, count, unit, &out->cost);
    qsort(outcome->cost, count, sizeof *outcome->cost, by_cost);
    out->cost.p10 = (double)outcome->cost[place_of(count, 10)] / unit;
    out->cost.p50 = (double)outcome->cost[place_of(count, 50)] / unit;
    out->cost.p80 = (double)outcome->cost[place_of(count, 80)] / unit;
    out->cost.p90 = (double)outcome->cost[place_of(count, 90)] / unit;
    out->cost.p95 = (double)outcome->cost[place_of(count, 95)] / unit;
    out->cost.planned = (double)planned / unit;
    out->cost.planned_confidence = (double)within / count;
}

/* The standard deviation of a task's duration, in minutes. */
static double deviation(const TaskSums *sums, uint32_t count)
{
    double n = count, squares = (double)sums->xx - (double)sums->x * (double)sums->x / n;
    return count > 1 && squares > 0 ? sqrt(squares / (n - 1)) : 0;
}

static void read_tasks(const Model *model, const Worker *workers, int threads, double unit, Simulation *out)
{
    for (size_t i = 0; i < out->tasks.count; i++) {
        SimulatedTask *task = &out->tasks.items[i];
        uint32_t n = model->network.node_of[plan_row(model->plan, ENTITY_TASK, task->task)];
        TaskSums all = {0};
        for (int w = 0; w < threads; w++) {
            const TaskSums *own = &workers[w].tasks[n];
            all.critical += own->critical, all.x += own->x, all.xx += own->xx;
        }
        task->criticality = (double)all.critical / out->iterations;
        task->sensitivity =
            out->finish.sd > 0 ? task->criticality * deviation(&all, out->iterations) / unit / out->finish.sd : 0;
    }
}

static void read_risks(const Model *model, const Worker *workers, int threads, Simulation *out, double unit)
{
    double money = (double)money_units(plan_currency_digits(model->plan));
    for (size_t i = 0; i < out->risks.count; i++) {
        int64_t finish = 0, cost = 0;
        for (int w = 0; w < threads; w++)
            finish += workers[w].risk_finish[i], cost += workers[w].risk_cost[i];
        out->risks.items[i].finish_days = (double)finish / out->iterations / unit;
        out->risks.items[i].cost = (double)cost / out->iterations / money;
    }
}

/* ---- the whole ---- */

/* How many iterations are enough? Looked at after whole numbers of batches only, so that N and seed repeat it. */
static uint32_t run(Worker *workers, int threads, const SimulationWanted *wanted, Outcome *outcome, double unit)
{
    uint32_t most = wanted->iterations ? wanted->iterations : LAST_LOOK * SIMULATION_BATCH, done = 0;
    for (uint32_t look = FIRST_LOOK; done < most; look *= 2) {
        uint32_t until = look * SIMULATION_BATCH < most ? look * SIMULATION_BATCH : most;
        run_batches(workers, threads, done / SIMULATION_BATCH, (until + SIMULATION_BATCH - 1) / SIMULATION_BATCH,
                    until);
        done = until;
        Spread finish;
        describe_finish(outcome, done, unit, &finish);
        if ((!wanted->iterations && finish.error <= SIMULATION_ERROR_DAYS) ||
            (wanted->stopped && wanted->stopped(wanted->context)))
            break;
    }
    return done;
}

bool simulate(const Plan *plan, const SimulationWanted *wanted, Simulation *out, Error *error)
{
    Model model;
    Worker workers[MOST_THREADS];
    *out = (Simulation){.seed = wanted->seed};
    if (!model_init(&model, plan, wanted, out, error)) {
        simulation_release(out);
        return false;
    }
    int threads = wanted->threads < 1 ? 1 : wanted->threads > MOST_THREADS ? MOST_THREADS : wanted->threads;
    size_t room = wanted->iterations ? wanted->iterations : LAST_LOOK * SIMULATION_BATCH;
    double unit = plan_board(plan)->minutes_per_day;
    Outcome outcome = {.finish = memory_new(room, sizeof *outcome.finish),
                       .cost = memory_new(room, sizeof *outcome.cost)};
    for (int i = 0; i < threads; i++)
        worker_init(&workers[i], &model, wanted, &outcome);
    workers[0].passes.early_only = true;
    passes_run(&workers[0].passes); /* as planned: where the project starts, and when it ends */
    model.start = (int32_t)worktime_position(calendars_at(&model.network.calendars, 0), workers[0].passes.start);
    outcome.planned = run_passes(&workers[0], true);
    out->iterations = run(workers, threads, wanted, &outcome, unit);
    read_finish(&model, &outcome, out, unit);
    read_tasks(&model, workers, threads, unit, out);
    read_risks(&model, workers, threads, out, unit);
    read_cost(&model, &outcome, out);
    for (int i = 0; i < threads; i++)
        worker_release(&workers[i]);
    free(outcome.finish);
    free(outcome.cost);
    model_release(&model);
    return true;
}

void simulation_release(Simulation *simulation)
{
    array_release(&simulation->tasks);
    array_release(&simulation->risks);
    free(simulation->finishes);
    *simulation = (Simulation){0};
}
