/*
 * A simulation in words: the figures, what drives them, what they were made from, and what the input lacks.
 */
#include "steerco/analysis/simulate/simulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/number.h"
#include "steerco/base/text.h"

enum { MOST_ROWS = 10, BAR = 20, NAME_WIDTH = 44 };

void simulation_add_number(double value, int decimals, Buffer *out)
{
    double scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    double scaled = floor(value * scale + 0.5);
    bool fits = scaled > -9e17 && scaled < 9e17;
    number_format(fits ? (int64_t)scaled : NUMBER_NONE, decimals, false, out);
}

static void add_days(double days, Instant date, Buffer *out)
{
    simulation_add_number(days, 1, out);
    buffer_add(out, " d  ");
    date_format_short(instant_end_date(date), out);
}

static void add_name(const char *name, int width, Buffer *out)
{
    buffer_add(out, name);
    buffer_add_repeat(out, " ", width - text_width(name) > 0 ? width - text_width(name) : 0);
}

static void add_share(double share, Buffer *out)
{
    simulation_add_number(share * 100, 1, out);
    buffer_add(out, " %");
}

static void word_finish(const Simulation *simulation, Buffer *out)
{
    const Spread *finish = &simulation->finish;
    const struct {
        const char *name;
        double days;
        Instant date;
    } rows[] = {{"planned", finish->planned, simulation->planned},
                {"P10", finish->p10, simulation->p10},
                {"P50", finish->p50, simulation->p50},
                {"P80", finish->p80, simulation->p80},
                {"P90", finish->p90, simulation->p90},
                {"P95", finish->p95, simulation->p95}};
    buffer_add(out, "Finish, in working days from the project's start\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_add(out, "  ");
        add_name(rows[i].name, 10, out);
        add_days(rows[i].days, rows[i].date, out);
        buffer_add(out, "\n");
    }
    buffer_add(out, "  mean      ");
    simulation_add_number(finish->mean, 2, out);
    buffer_add(out, " d, standard deviation ");
    simulation_add_number(finish->sd, 2, out);
    buffer_add(out, " d, standard error of the mean ");
    simulation_add_number(finish->error, 3, out);
    buffer_add(out, " d\n  it ends as planned or earlier in ");
    add_share(finish->planned_confidence, out);
    buffer_add(out, " of the iterations\n");
}

static void add_amount(const char *name, double amount, const Plan *plan, Buffer *out)
{
    Buffer text = {0};
    Money minor = (Money)floor(amount * (double)money_units(plan_currency_digits(plan)) + 0.5);
    plan_word_money(plan, minor, &text);
    buffer_add(out, "  ");
    add_name(name, 10, out);
    buffer_format(out, "%s %s\n", buffer_text(&text), plan_currency(plan));
    buffer_release(&text);
}

static void word_cost(const Plan *plan, const Simulation *simulation, Buffer *out)
{
    const Spread *cost = &simulation->cost;
    buffer_add(out, "\nCost, without reserves\n");
    if (simulation->budgeted)
        add_amount("planned", cost->planned, plan, out);
    else
        buffer_add(out, "  there is no budget: the cost of risks alone\n");
    add_amount("P50", cost->p50, plan, out);
    add_amount("P80", cost->p80, plan, out);
    add_amount("P90", cost->p90, plan, out);
    add_amount("mean", cost->mean, plan, out);
    add_amount("reserve", cost->p80 - cost->planned > 0 ? cost->p80 - cost->planned : 0, plan, out);
    buffer_add(out, "            is what brings the budget to P80; it suffices as it is in ");
    add_share(cost->planned_confidence, out);
    buffer_add(out, "\n");
}

static int by_weight(const void *a, const void *b)
{
    const SimulatedTask *left = a, *right = b;
    double l = left->sensitivity, r = right->sensitivity;
    if (l == r)
        l = left->criticality, r = right->criticality;
    if (l != r)
        return l < r ? 1 : -1;
    return left->task < right->task ? -1 : left->task > right->task;
}

static int by_contribution(const void *a, const void *b)
{
    const SimulatedRisk *left = a, *right = b;
    double l = fabs(left->finish_days), r = fabs(right->finish_days);
    if (l == r)
        l = fabs(left->cost), r = fabs(right->cost);
    if (l != r)
        return l < r ? 1 : -1;
    return left->risk < right->risk ? -1 : left->risk > right->risk;
}

static void add_record(const Plan *plan, const Entity *entity, Id id, Buffer *out)
{
    Buffer code = {0}, name = {0}, safe = {0};
    entity_code(entity, id, &code);
    buffer_add(&code, " ");
    plan_label(plan, entity, id, &name);
    text_safe(buffer_text(&name), false, &safe);
    int used, room = NAME_WIDTH - (int)code.length;
    size_t fits = text_fit(buffer_text(&safe), room, &used);
    buffer_cut(&safe, fits);
    buffer_add(out, buffer_text(&code));
    add_name(buffer_text(&safe), room, out);
    buffer_release(&code);
    buffer_release(&name);
    buffer_release(&safe);
}

static void *copy_of(const void *items, size_t count, size_t size)
{
    void *copy = memory_new(count + 1, size);
    return count > 0 ? memcpy(copy, items, count * size) : copy;
}

static void word_tasks(const Plan *plan, const Simulation *simulation, Buffer *out)
{
    size_t count = simulation->tasks.count;
    SimulatedTask *tasks = copy_of(simulation->tasks.items, count, sizeof *tasks);
    qsort(tasks, count, sizeof *tasks, by_weight);
    buffer_add(out, "\nTasks that the finish hangs on: how often critical, and how sensitive it is\nto them\n");
    for (size_t i = 0; i < count && i < MOST_ROWS; i++) {
        if (tasks[i].criticality <= 0)
            break;
        buffer_add(out, "  ");
        add_record(plan, &task_entity, tasks[i].task, out);
        buffer_add(out, "  ");
        add_share(tasks[i].criticality, out);
        buffer_add(out, "  ");
        simulation_add_number(tasks[i].sensitivity, 2, out);
        buffer_add(out, "\n");
    }
    free(tasks);
}

static void word_risks(const Plan *plan, const Simulation *simulation, Buffer *out)
{
    size_t count = simulation->risks.count;
    if (count == 0)
        return;
    SimulatedRisk *risks = copy_of(simulation->risks.items, count, sizeof *risks);
    qsort(risks, count, sizeof *risks, by_contribution);
    double most = fabs(risks[0].finish_days);
    buffer_add(out, "\nRisks: what the mean would gain without each\n");
    for (size_t i = 0; i < count && i < MOST_ROWS; i++) {
        int bar = most > 0 ? (int)(fabs(risks[i].finish_days) / most * BAR + 0.5) : 0;
        buffer_add(out, "  ");
        add_record(plan, &risk_entity, risks[i].risk, out);
        buffer_add(out, "  ");
        simulation_add_number(risks[i].finish_days, 2, out);
        buffer_add(out, " d ");
        buffer_add_repeat(out, "#", bar);
        buffer_add(out, "\n");
        if (risks[i].cost != 0) {
            buffer_add_repeat(out, " ", NAME_WIDTH + 4);
            plan_word_money(plan, (Money)floor(risks[i].cost * (double)money_units(plan_currency_digits(plan)) + 0.5),
                            out);
            buffer_format(out, " %s\n", plan_currency(plan));
        }
    }
    free(risks);
}

static void add_lack(size_t number, const char *one, const char *several, Buffer *out)
{
    if (number > 0)
        buffer_format(out, "  %zu %s\n", number, number == 1 ? one : several);
}

static void word_input(const SimulationWanted *wanted, const Simulation *simulation, Buffer *out)
{
    buffer_format(out, "\n%u iterations, seed %llu. ", simulation->iterations, (unsigned long long)simulation->seed);
    if (wanted->without_risks)
        buffer_add(out, "Without risks.\n");
    else
        buffer_format(out, "Risks that wait for approval or are\napproved%s, by their current probability: %zu.\n",
                      wanted->proposed_risks ? ", proposed or being assessed" : "", simulation->risks.count);
    buffer_format(out, "Tasks with estimates: %zu, each drawn from the distribution it names.\n",
                  simulation->estimated);
    if (simulation->unestimated + simulation->disordered + simulation->late + simulation->unhit > 0 ||
        simulation->open_ends > 1)
        buffer_add(out, "\nWhat the input lacks\n");
    add_lack(simulation->unestimated, "task has no optimistic or pessimistic estimate: it takes what is planned",
             "tasks have no optimistic or pessimistic estimate: they take what is\n  planned", out);
    add_lack(simulation->disordered, "task has estimates that are not in order: it takes what is planned",
             "tasks have estimates that are not in order: they take what is planned", out);
    add_lack(simulation->open_ends > 1 ? simulation->open_ends : 0, "",
             "tasks have no successor: what delays them "
             "delays nothing else",
             out);
    add_lack(simulation->late, "task has negative slack", "tasks have negative slack", out);
    add_lack(simulation->unhit, "risk has a delay and no task that it could still delay",
             "risks have a delay and no task that they could still delay", out);
}

void simulation_word(const Plan *plan, const SimulationWanted *wanted, const Simulation *simulation, Buffer *out)
{
    word_finish(simulation, out);
    word_cost(plan, simulation, out);
    word_tasks(plan, simulation, out);
    word_risks(plan, simulation, out);
    word_input(wanted, simulation, out);
}
