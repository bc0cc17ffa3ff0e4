/*
 * How long a recalculation takes, as a multiple of the least that it could take: the critical path over the same
 * network in plain int32 arrays, both ways, with total and free slack. Both are measured in one run, in turns, and the
 * best of several rounds counts; so the ratios mean something on any machine. Beside each stands the mark that it is
 * not to exceed.
 *
 *     recalc_bench [TASKS…]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "steerco/analysis/analysis.h"
#include "steerco/analysis/network.h"
#include "steerco/analysis/passes.h"
#include "steerco/model/change.h"
#include "steerco/records/records.h"

enum { PER_SUMMARY = 20, PHASES_IN_A_ROW = 40, POSITION_STEP = 1024 };

/* Phases of twenty tasks linked among each other and with the phase before, in rows of forty: some ten years. */

static unsigned rolled(uint64_t *seed, unsigned sides)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed >> 20) % sides;
}

static void add_link(Plan *plan, Id *id, Id from, Id to, int lag_days)
{
    Link link = {0};
    record_init(&link_entity, &link);
    link.record = (Record){++*id, 1};
    link.predecessor = from;
    link.successor = to;
    link.lag = duration_make(480 * lag_days, UNIT_DAYS);
    plan_add(plan, ENTITY_LINK, &link);
}

static void make_plan(Plan *plan, uint32_t tasks)
{
    uint64_t seed = 88172645463325252u;
    Board board = {0};
    Id links = 0, phase = 0;
    plan_init(plan);
    record_init(&board_entity, &board);
    plan->board = board.record.id = 1;
    board.start = instant_make(date_make(2026, 3, 2), 8 * 60);
    plan_add(plan, ENTITY_BOARD, &board);
    for (Id id = 1; id <= tasks; id++) {
        Task task = {0};
        bool summary = id % PER_SUMMARY == 1;
        record_init(&task_entity, &task);
        task.record = (Record){id, 1};
        task.position = id * POSITION_STEP;
        task.parent = summary ? 0 : phase;
        task.duration = duration_make(480 * (1 + rolled(&seed, 10)), UNIT_DAYS);
        plan_add(plan, ENTITY_TASK, &task);
        phase = summary ? id : phase;
        if (!summary && id > phase + 1)
            add_link(plan, &links, id - 1 - rolled(&seed, (unsigned)(id - phase - 1)), id, rolled(&seed, 8) == 0);
        if (!summary && phase / PER_SUMMARY % PHASES_IN_A_ROW != 0 && rolled(&seed, 4) == 0)
            add_link(plan, &links, phase - PER_SUMMARY + 1 + rolled(&seed, PER_SUMMARY - 1), id, 0);
    }
}

/* The floor */

typedef struct Floor {
    uint32_t count, links;
    uint32_t *first, *from; /* links into each node */
    int32_t *lag, *duration, *start, *finish, *late_start, *late_finish, *slack, *free;
} Floor;

static void floor_make(const Plan *plan, Floor *out)
{
    Network network = {0};
    Error error;
    if (!network_build(plan, plan->results, &network, &error))
        exit(1);
    *out = (Floor){.count = network.count, .links = network.link_count};
    out->first = memory_new(out->count + 1, sizeof *out->first);
    out->from = memory_new(out->links + 1, sizeof *out->from);
    out->lag = memory_new(out->links + 1, sizeof *out->lag);
    int32_t **columns[] = {&out->duration,    &out->start, &out->finish, &out->late_start,
                           &out->late_finish, &out->slack, &out->free};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        *columns[i] = memory_new(out->count, sizeof **columns[i]);
    for (uint32_t n = 0; n <= network.count; n++)
        out->first[n] = network.nodes[n].links;
    for (uint32_t n = 0; n < network.count; n++)
        out->duration[n] = network.nodes[n].duration;
    for (uint32_t i = 0; i < out->links; i++) {
        out->from[i] = network.links[i].from;
        out->lag[i] = network.links[i].lag;
    }
    network_release(&network);
}

static int32_t floor_run(Floor *f)
{
    int32_t end = 0;
    for (uint32_t n = 0; n < f->count; n++) {
        int32_t start = 0;
        for (uint32_t i = f->first[n]; i < f->first[n + 1]; i++) {
            int32_t bound = f->finish[f->from[i]] + f->lag[i];
            start = bound > start ? bound : start;
        }
        f->start[n] = start;
        f->finish[n] = start + f->duration[n];
        end = f->finish[n] > end ? f->finish[n] : end;
        f->late_finish[n] = f->free[n] = INT32_MAX;
    }
    for (uint32_t n = f->count; n-- > 0;) {
        int32_t late = f->late_finish[n] < end ? f->late_finish[n] : end;
        f->late_finish[n] = late;
        f->late_start[n] = late - f->duration[n];
        f->slack[n] = late - f->finish[n];
        f->free[n] = f->free[n] == INT32_MAX ? f->slack[n] : f->free[n] - f->finish[n];
        for (uint32_t i = f->first[n]; i < f->first[n + 1]; i++) {
            int32_t bound = f->late_start[n] - f->lag[i], room = f->start[n] - f->lag[i];
            uint32_t from = f->from[i];
            f->late_finish[from] = bound < f->late_finish[from] ? bound : f->late_finish[from];
            f->free[from] = room < f->free[from] ? room : f->free[from];
        }
    }
    return end;
}

static void floor_release(Floor *f)
{
    free(f->first);
    free(f->from);
    int32_t *columns[] = {f->lag, f->duration, f->start, f->finish, f->late_start, f->late_finish, f->slack, f->free};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        free(columns[i]);
}

/* Measuring */

/* Of the processor, in milliseconds: what else the machine does counts less. */
static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static void keep_least(double *least, double since)
{
    double took = now() - since;
    if (*least == 0 || took < *least)
        *least = took;
}

/* Edits of a task in the middle of the plan, by the way of all changes. Each turn goes back and forth. */

static void edit_duration(Plan *plan, ChangeSet *set, Id task, int turn)
{
    Duration days = duration_make(480 * (turn % 2 ? 20 : 40), UNIT_DAYS);
    change_field(set, plan, &task_entity, Task, task, duration, value_number(days));
}

static void edit_link(Plan *plan, ChangeSet *set, Id task, int turn)
{
    Id last = plan_count(plan, ENTITY_LINK);
    if (turn % 2) {
        change_delete(set, plan, &link_entity, last);
    } else {
        Link *link = change_create_as(set, &link_entity, last + 1);
        link->predecessor = task - PER_SUMMARY * 10;
        link->successor = task;
    }
}

/* Up by two siblings, and down again. */
static void edit_outline(Plan *plan, ChangeSet *set, Id task, int turn)
{
    int64_t position = POSITION_STEP * task - (turn % 2 ? 0 : 2 * POSITION_STEP + 1);
    change_field(set, plan, &task_entity, Task, task, position, value_number(position));
}

static void edit_tasks(Plan *plan, ChangeSet *set, Id task, int turn)
{
    Id last = plan_count(plan, ENTITY_TASK);
    if (turn % 2) {
        change_delete(set, plan, &task_entity, last);
    } else {
        Task *added = change_create_as(set, &task_entity, last + 1);
        added->parent = ((const Task *)plan_find(plan, ENTITY_TASK, task))->parent;
        added->position = POSITION_STEP * task + 1;
    }
}

/* Under the phase before, and back again. */
static void edit_parent(Plan *plan, ChangeSet *set, Id task, int turn)
{
    Id phase = (task - 1) / PER_SUMMARY * PER_SUMMARY + 1;
    change_field(set, plan, &task_entity, Task, task, parent, value_number(turn % 2 ? phase : phase - PER_SUMMARY));
}

static void edit_activity(Plan *plan, ChangeSet *set, Id task, int turn)
{
    change_field(set, plan, &task_entity, Task, task, inactive, value_number(turn % 2 == 0));
}

typedef struct Edit {
    const char *title;
    void (*make)(Plan *plan, ChangeSet *set, Id task, int turn);
    int mark; /* times the floor */
} Edit;

static const Edit edits[] = {
    {"a duration", edit_duration, 3},
    {"a link added or deleted", edit_link, 6},
    {"a task moved among its siblings", edit_outline, 6},
    {"a task put under another summary", edit_parent, 8},
    {"a task made inactive or active", edit_activity, 8},
    {"a task added or deleted", edit_tasks, 8},
};
enum { EDITS = sizeof edits / sizeof *edits };

static void update(Plan *plan)
{
    Error error;
    if (!analysis_update(plan, &error)) {
        fprintf(stderr, "%s\n", error.text);
        exit(1);
    }
}

/* The plan as it is now is what it is compared with. */
static void add_baseline(Plan *plan)
{
    Baseline baseline = {0};
    record_init(&baseline_entity, &baseline);
    baseline.record = (Record){1, 1};
    plan_add(plan, ENTITY_BASELINE, &baseline);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        BaselineTask taken = {0};
        record_init(&baseline_task_entity, &taken);
        taken.record = (Record){row + 1, 1};
        taken.baseline = baseline.record.id;
        taken.task = plan_task(plan, row)->record.id;
        taken.start = results_task(plan->results, row)->start;
        taken.finish = results_task(plan->results, row)->finish;
        plan_add(plan, ENTITY_BASELINE_TASK, &taken);
    }
}

/* Only the recalculation counts. */
static void measure_edit(const Edit *edit, Plan *plan, int turn, double *least)
{
    ChangeSet set;
    change_begin(&set, plan, "bench", "");
    edit->make(plan, &set, plan_count(plan, ENTITY_TASK) / 2, turn);
    plan_apply(plan, &set);
    change_release(&set);
    double since = now();
    update(plan);
    keep_least(least, since);
}

static void measure(uint32_t tasks)
{
    Plan plan;
    Floor floor;
    double least = 0, after[EDITS] = {0};
    int rounds = tasks < 500000 ? 60 : 14; /* on a busy machine short ones find a quiet moment */
    make_plan(&plan, tasks);
    update(&plan);
    add_baseline(&plan);
    update(&plan);
    floor_make(&plan, &floor);
    for (int round = 0; round < rounds; round++) {
        double since = now();
        volatile int32_t end = floor_run(&floor);
        keep_least(&least, since);
        (void)end;
        for (int i = 0; i < EDITS; i++)
            measure_edit(&edits[i], &plan, round, &after[i]);
    }
    printf("Recalculation, %u tasks, %u links: floor %.2f ms\n", tasks, plan_count(&plan, ENTITY_LINK), least);
    for (int i = 0; i < EDITS; i++)
        printf("  after %-34s %8.2f ms = %5.1fx   mark %dx\n", edits[i].title, after[i], after[i] / least,
               edits[i].mark);
    floor_release(&floor);
    plan_release(&plan);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        measure((uint32_t)strtoul(argv[i], NULL, 10));
    if (argc < 2) {
        measure(100000);
        measure(1000000);
    }
    return 0;
}
