/*
 * The fourteen points are rows of a table: which records are looked at, which of them are findings, and the share of
 * findings that is still good. Three points are figures of their own.
 */
#include "health_parts.h"

#include "steerco/analysis/passes.h"
#include "steerco/records/records.h"

enum { WHOLE = 10000 /* basis points */, STANDARD_LONG_DAYS = 20, TEST_DELAY_DAYS = 600 };

typedef struct Examination {
    const Plan *plan;
    Date status;
    int64_t long_minutes;
    uint32_t first, last; /* rows of the tasks that may lack a predecessor and a successor */
    bool has_costs;       /* somebody is assigned, or something has a cost, in this plan */
    IdMap paid;           /* tasks with a budget line or an entry in the ledger */
} Examination;

typedef bool (*Predicate)(const Examination *examination, uint32_t row);

typedef struct HealthRule {
    const char *title;
    const Entity *entity;
    int64_t limit;
    bool at_least; /* the share of those that are no findings */
    Predicate among, wrong;
    int64_t (*measure)(const Examination *examination, HealthPoint *point); /* instead of the share */
} HealthRule;

/* Tasks */

static const TaskDates *dates_at(const Examination *examination, uint32_t row)
{
    return results_task(examination->plan->results, row);
}

static bool is_task(const Examination *examination, uint32_t row)
{
    const Outline *outline = &examination->plan->results->outline;
    return dates_at(examination, row)->start != INSTANT_NONE && !outline_is_summary(outline, outline->place_of[row]);
}

static bool is_complete(const Examination *examination, uint32_t row)
{
    return dates_at(examination, row)->percent_complete >= WHOLE;
}

static bool is_open(const Examination *examination, uint32_t row)
{
    return is_task(examination, row) && !is_complete(examination, row);
}

static bool is_open_work(const Examination *examination, uint32_t row)
{
    return is_open(examination, row) && dates_at(examination, row)->duration > 0;
}

/* A link of the task itself or of a summary around it, from or to an active task. */
bool health_is_linked(const Plan *plan, uint32_t row, bool forwards)
{
    const Outline *outline = &plan->results->outline;
    const Adjacency *links = forwards ? &plan->results->successors : &plan->results->predecessors;
    for (int32_t place = (int32_t)outline->place_of[row]; place >= 0; place = outline->parent[place]) {
        uint32_t at = outline->row_at[place];
        for (uint32_t i = links->first[at]; i < links->first[at + 1]; i++) {
            const Link *link = plan_link(plan, links->rows[i]);
            uint32_t other = plan_row(plan, ENTITY_TASK, forwards ? link->successor : link->predecessor);
            if (other != ROW_NONE && results_task(plan->results, other)->start != INSTANT_NONE)
                return true;
        }
    }
    return false;
}

static bool lacks_logic(const Examination *examination, uint32_t row)
{
    return (row != examination->first && !health_is_linked(examination->plan, row, false)) ||
           (row != examination->last && !health_is_linked(examination->plan, row, true));
}

static bool has_hard_constraint(const Examination *examination, uint32_t row)
{
    switch ((ConstraintType)plan_task(examination->plan, row)->constraint_type) {
    case CONSTRAINT_MUST_START_ON:
    case CONSTRAINT_MUST_FINISH_ON:
    case CONSTRAINT_START_NO_LATER:
    case CONSTRAINT_FINISH_NO_LATER:
        return true;
    default:
        return false;
    }
}

static bool has_high_slack(const Examination *examination, uint32_t row)
{
    return dates_at(examination, row)->total_slack > examination->long_minutes;
}

static bool has_negative_slack(const Examination *examination, uint32_t row)
{
    return dates_at(examination, row)->total_slack < 0;
}

static bool is_long(const Examination *examination, uint32_t row)
{
    return dates_at(examination, row)->duration > examination->long_minutes;
}

static bool lies_after(Instant at, Date day)
{
    return at != INSTANT_NONE && instant_end_date(at) > day;
}

/* What is not begun cannot start, and what is not complete cannot finish, before the status date. */
static bool has_invalid_dates(const Examination *examination, uint32_t row)
{
    const Task *task = plan_task(examination->plan, row);
    const TaskDates *dates = dates_at(examination, row);
    bool begun = task->actual_start != INSTANT_NONE || dates->percent_complete > 0;
    if (lies_after(task->actual_start, examination->status) || lies_after(task->actual_finish, examination->status))
        return true;
    if (is_complete(examination, row))
        return false;
    return instant_end_date(dates->finish) < examination->status ||
           (!begun && instant_date(dates->start) < examination->status);
}

static bool lacks_cost(const Examination *examination, uint32_t row)
{
    const Adjacency *assigned = &examination->plan->results->assignments;
    const Task *task = plan_task(examination->plan, row);
    return assigned->first[row] == assigned->first[row + 1] && task->fixed_cost == MONEY_NONE &&
           !idmap_get(&examination->paid, task->record.id, false);
}

static bool is_costed_work(const Examination *examination, uint32_t row)
{
    return examination->has_costs && is_open_work(examination, row);
}

/* The baseline */

static BaselineDates agreed(const Examination *examination, uint32_t row)
{
    return plan_baseline_dates(examination->plan, plan_task(examination->plan, row)->record.id);
}

static bool was_due(const Examination *examination, uint32_t row)
{
    const BaselineDates dates = agreed(examination, row);
    return is_task(examination, row) && dates.finish != INSTANT_NONE &&
           instant_end_date(dates.finish) <= examination->status;
}

static bool was_missed(const Examination *examination, uint32_t row)
{
    return agreed(examination, row).finish_variance > 0;
}

static bool is_incomplete(const Examination *examination, uint32_t row)
{
    return !is_complete(examination, row);
}

/* Links */

static bool is_link(const Examination *examination, uint32_t row)
{
    const Link *link = plan_link(examination->plan, row);
    uint32_t from = plan_row(examination->plan, ENTITY_TASK, link->predecessor);
    uint32_t to = plan_row(examination->plan, ENTITY_TASK, link->successor);
    return from != ROW_NONE && to != ROW_NONE && dates_at(examination, from)->start != INSTANT_NONE &&
           dates_at(examination, to)->start != INSTANT_NONE && !is_complete(examination, to);
}

static bool is_lead(const Examination *examination, uint32_t row)
{
    return duration_amount(plan_link(examination->plan, row)->lag) < 0;
}

static bool is_lagged(const Examination *examination, uint32_t row)
{
    return duration_amount(plan_link(examination->plan, row)->lag) > 0;
}

static bool is_other_than_finish_to_start(const Examination *examination, uint32_t row)
{
    return plan_link(examination->plan, row)->type != LINK_FINISH_START;
}

/* Figures of their own */

static int64_t ratio(int64_t part, int64_t whole)
{
    int64_t share;
    return whole > 0 && number_scale(part, WHOLE, whole, &share) ? share : NUMBER_NONE;
}

/* The least slack of what is open; NUMBER_NONE when nothing is. *row is the first in time of those that have it. */
static int64_t least_slack(const Examination *examination, uint32_t *row)
{
    int64_t least = NUMBER_NONE;
    for (uint32_t i = 0; i < plan_count(examination->plan, ENTITY_TASK); i++) {
        const TaskDates *dates = dates_at(examination, i);
        if (!is_open_work(examination, i))
            continue;
        bool earlier = least != NUMBER_NONE && dates->start < dates_at(examination, *row)->start;
        if (least == NUMBER_NONE || dates->total_slack < least || (dates->total_slack == least && earlier)) {
            least = dates->total_slack;
            *row = i;
        }
    }
    return least;
}

/* How far the project finish moves when a task takes so many minutes more, in the calendar that counts them. */
static int64_t finish_moves(const Plan *plan, Network *network, uint32_t row, int32_t delay)
{
    Passes passes = {.plan = plan, .network = network};
    Node *node = &network->nodes[network->node_of[row]];
    node->duration += delay;
    passes_run(&passes);
    int64_t moved = node->elapsed ? passes.finish - plan->results->finish
                                  : worktime_between(calendars_at(&network->calendars, node->worker),
                                                     plan->results->finish, passes.finish);
    passes_release(&passes);
    return moved;
}

static int64_t test_critical_path(const Examination *examination, HealthPoint *point)
{
    Network network = {0};
    Error error = {0};
    uint32_t row;
    const Plan *plan = examination->plan;
    int32_t delay = TEST_DELAY_DAYS * plan_board(plan)->minutes_per_day;
    if (least_slack(examination, &row) == NUMBER_NONE || !network_build(plan, plan->results, &network, &error))
        return NUMBER_NONE;
    int64_t share = ratio(finish_moves(plan, &network, row, delay), delay);
    point->of = 1;
    if (share < point->limit)
        array_push(&point->found, plan_task(plan, row)->record.id);
    network_release(&network);
    return share;
}

/* The length from the status date, or the project start if that is later, to the project finish. */
static int64_t critical_path_index(const Examination *examination, HealthPoint *point)
{
    uint32_t row;
    const Plan *plan = examination->plan;
    int64_t slack = least_slack(examination, &row);
    if (slack == NUMBER_NONE)
        return NUMBER_NONE;
    WorkTime *time = worktime_new(plan, plan_board(plan)->calendar);
    Instant today = instant_make(worktime_clamp_day(examination->status), 0);
    int64_t length = worktime_between(time, instant_latest(today, plan->results->start), plan->results->finish);
    worktime_free(time);
    point->of = 1;
    return ratio(length + slack, length);
}

/* Tasks that are complete early make up for others: all of them count. */
static int64_t baseline_execution_index(const Examination *examination, HealthPoint *point)
{
    int64_t complete = 0;
    for (uint32_t row = 0; row < plan_count(examination->plan, ENTITY_TASK); row++) {
        const BaselineDates dates = agreed(examination, row);
        bool planned = dates.finish != INSTANT_NONE && is_task(examination, row);
        complete += planned && is_complete(examination, row);
    }
    return ratio(complete, point->of);
}

static const HealthRule rules[HEALTH_COUNT] = {
    [HEALTH_LOGIC] = {"Missing logic", &task_entity, 500, false, is_open, lacks_logic, NULL},
    [HEALTH_LEADS] = {"Leads", &link_entity, 0, false, is_link, is_lead, NULL},
    [HEALTH_LAGS] = {"Lags", &link_entity, 500, false, is_link, is_lagged, NULL},
    [HEALTH_RELATIONSHIPS] = {"Finish-to-start links", &link_entity, 9000, true, is_link, is_other_than_finish_to_start,
                              NULL},
    [HEALTH_CONSTRAINTS] = {"Hard constraints", &task_entity, 500, false, is_open, has_hard_constraint, NULL},
    [HEALTH_HIGH_SLACK] = {"High total slack", &task_entity, 500, false, is_open, has_high_slack, NULL},
    [HEALTH_NEGATIVE_SLACK] = {"Negative total slack", &task_entity, 0, false, is_open, has_negative_slack, NULL},
    [HEALTH_LONG_TASKS] = {"Long tasks", &task_entity, 500, false, is_open_work, is_long, NULL},
    [HEALTH_INVALID_DATES] = {"Invalid dates", &task_entity, 0, false, is_task, has_invalid_dates, NULL},
    [HEALTH_RESOURCES] = {"No resource or cost", &task_entity, 0, false, is_costed_work, lacks_cost, NULL},
    [HEALTH_MISSED_TASKS] = {"Missed tasks", &task_entity, 500, false, was_due, was_missed, NULL},
    [HEALTH_CRITICAL_PATH] = {"Critical path test", &task_entity, 9500, true, NULL, NULL, test_critical_path},
    [HEALTH_CPLI] = {"Critical path length index", &task_entity, 9500, true, NULL, NULL, critical_path_index},
    [HEALTH_BEI] = {"Baseline execution index", &task_entity, 9500, true, was_due, is_incomplete,
                    baseline_execution_index},
};

/* The examination */

static void look(const Examination *examination, const HealthRule *rule, HealthPoint *point)
{
    *point =
        (HealthPoint){.title = rule->title, .entity = rule->entity, .limit = rule->limit, .at_least = rule->at_least};
    uint32_t count = rule->among ? plan_count(examination->plan, rule->entity->kind) : 0;
    for (uint32_t row = 0; row < count; row++) {
        if (!rule->among(examination, row))
            continue;
        point->of++;
        if (rule->wrong(examination, row))
            array_push(&point->found, ((const Record *)plan_at(examination->plan, rule->entity->kind, row))->id);
    }
    int64_t wrong = (int64_t)point->found.count;
    point->value = rule->measure ? rule->measure(examination, point)
                                 : ratio(rule->at_least ? point->of - wrong : wrong, point->of);
    if (point->value != NUMBER_NONE) {
        bool good = rule->at_least ? point->value >= rule->limit : point->value <= rule->limit;
        point->verdict = good ? HEALTH_PASSED : HEALTH_FAILED;
    }
}

/* One task may begin the project and one may end it. */
static void find_ends(Examination *examination)
{
    examination->first = examination->last = ROW_NONE;
    for (uint32_t row = 0; row < plan_count(examination->plan, ENTITY_TASK); row++) {
        const TaskDates *dates = dates_at(examination, row);
        if (!is_open(examination, row))
            continue;
        bool begins = !health_is_linked(examination->plan, row, false),
             ends = !health_is_linked(examination->plan, row, true);
        if (begins &&
            (examination->first == ROW_NONE || dates->start < dates_at(examination, examination->first)->start))
            examination->first = row;
        if (ends && (examination->last == ROW_NONE || dates->finish > dates_at(examination, examination->last)->finish))
            examination->last = row;
    }
}

static void find_costs(Examination *examination)
{
    const Plan *plan = examination->plan;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++)
        if (plan_budget_line(plan, row)->task != 0)
            idmap_put(&examination->paid, plan_budget_line(plan, row)->task, true);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++)
        if (plan_cost_entry(plan, row)->task != 0)
            idmap_put(&examination->paid, plan_cost_entry(plan, row)->task, true);
    examination->has_costs = plan_count(plan, ENTITY_ASSIGNMENT) > 0 || examination->paid.count > 0;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK) && !examination->has_costs; row++)
        examination->has_costs = plan_task(plan, row)->fixed_cost != MONEY_NONE;
}

static void examine(const Plan *plan, int long_days, HealthCheck from, HealthCheck to, Health *health)
{
    int64_t days = long_days > 0 ? long_days : STANDARD_LONG_DAYS;
    Examination examination = {
        .plan = plan, .status = plan_status_date(plan), .long_minutes = days * plan_board(plan)->minutes_per_day};
    health->long_days = (int)days;
    find_ends(&examination);
    find_costs(&examination);
    for (HealthCheck check = from; check < to; check++)
        look(&examination, &rules[check], &health->points[check]);
    idmap_release(&examination.paid);
}

void health_check(const Plan *plan, int long_days, Health *health)
{
    examine(plan, long_days, 0, HEALTH_COUNT, health);
}

void health_check_one(const Plan *plan, int long_days, HealthCheck check, Health *health)
{
    examine(plan, long_days, check, check + 1, health);
}

void health_release(Health *health)
{
    for (int check = 0; check < HEALTH_COUNT; check++)
        array_release(&health->points[check].found);
    *health = (Health){0};
}
