/*
 * The figures of two plans, laid side by side. Each is read off the later plan in its own order, so that the rows come
 * the same whether the later plan is a trial or what was committed.
 */
#include "steerco/analysis/steering/impact.h"

#include "steerco/analysis/ledger.h"
#include "steerco/analysis/load.h"
#include "steerco/base/map.h"

enum { WEEKS_MOST = 520, FULLY_DONE = 10000, PERCENT = 100 };

typedef struct Comparison {
    const Plan *before, *after;
    Impact *out;
    WorkTime *time; /* of the project calendar as it is afterwards */
} Comparison;

static int64_t instant_value(Instant instant)
{
    return instant == INSTANT_NONE ? NUMBER_NONE : instant;
}

static int64_t minutes_value(int32_t minutes)
{
    return minutes == INT32_MIN ? NUMBER_NONE : minutes;
}

static int64_t difference(const Comparison *comparison, ImpactFigure figure, int64_t before, int64_t after)
{
    if (before == NUMBER_NONE || after == NUMBER_NONE)
        return NUMBER_NONE;
    if (impact_unit(figure) == IMPACT_INSTANT)
        return worktime_between(comparison->time, (Instant)before, (Instant)after);
    return after - before;
}

static void add_row(const Comparison *comparison, ImpactFigure figure, const char *code, const char *name,
                    int64_t before, int64_t after)
{
    Impact *out = comparison->out;
    array_push(&out->rows, (ImpactRow){.figure = figure,
                                       .code = arena_text(&out->texts, code),
                                       .name = arena_text(&out->texts, name),
                                       .before = before,
                                       .after = after,
                                       .change = difference(comparison, figure, before, after)});
}

/* Of the whole board. */
static void add_total(const Comparison *comparison, ImpactFigure figure, int64_t before, int64_t after, bool always)
{
    if (always || before != after)
        add_row(comparison, figure, "", "", before, after);
}

/* ---- money ---- */

static int64_t sum_of_category(const Plan *plan, int category)
{
    int64_t sum = 0;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++) {
        const LineFigures *figures = plan_line_figures(plan, plan_budget_line(plan, row)->record.id);
        if (figures && plan_budget_line(plan, row)->category == category)
            sum = money_add(sum, figures->eac);
    }
    return sum;
}

static int64_t fixed_costs(const Plan *plan)
{
    int64_t sum = 0;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        const Task *task = plan_task(plan, row);
        if (task->fixed_cost != MONEY_NONE && !plan->results->outline.inactive[row])
            sum = money_add(sum, task->fixed_cost);
    }
    return sum;
}

static void compare_money(const Comparison *comparison)
{
    const Plan *before = comparison->before, *after = comparison->after;
    add_total(comparison, IMPACT_COST, plan_ledger(before)->budget.eac, plan_ledger(after)->budget.eac, true);
    for (int category = 0; budget_categories[category]; category++) {
        int64_t was = sum_of_category(before, category), is = sum_of_category(after, category);
        if (was != is)
            add_row(comparison, IMPACT_CATEGORY, "", budget_categories[category], was, is);
    }
    add_total(comparison, IMPACT_FIXED_COST, fixed_costs(before), fixed_costs(after), false);
}

/* ---- work and load ---- */

/* Whoever works on anything in one of the plans, with the work in each. */
typedef struct Person {
    Id id;
    const char *name;
    int64_t work[2];
} Person;
typedef struct People {
    ARRAY(Person) list;
    IdMap place_of; /* id → place + 1 */
    int64_t work[2];
} People;

static Person *person_of(People *people, const Plan *plan, Id id)
{
    int64_t place = idmap_get(&people->place_of, id, 0);
    if (place == 0) {
        const Resource *resource = plan_find(plan, ENTITY_RESOURCE, id);
        array_push(&people->list, (Person){.id = id, .name = resource ? resource->name : ""});
        place = (int64_t)people->list.count;
        idmap_put(&people->place_of, id, place);
    }
    return &people->list.items[place - 1];
}

static void add_work(const Plan *plan, int side, People *people)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        const Assignment *assignment = plan_assignment(plan, row);
        uint32_t task = plan_row(plan, ENTITY_TASK, assignment->task);
        const TaskDates *dates = plan_task_dates(plan, assignment->task);
        if (task == ROW_NONE || !dates || plan->results->outline.inactive[task])
            continue;
        int64_t work = load_work(assignment, dates);
        person_of(people, plan, assignment->resource)->work[side] += work;
        people->work[side] += work;
    }
}

static int by_name(const void *a, const void *b)
{
    const Person *one = a, *other = b;
    int order = strcmp(one->name, other->name);
    return order != 0 ? order : (one->id > other->id) - (one->id < other->id);
}

/* Per cent of what the resource offers in its fullest week; undefined where it never offers anything. */
static int64_t peak_of(const Plan *plan, Id resource)
{
    WeekLoad weeks[WEEKS_MOST];
    const Results *results = plan->results;
    int64_t peak = NUMBER_NONE;
    if (results->start == INSTANT_NONE || !plan_find(plan, ENTITY_RESOURCE, resource))
        return NUMBER_NONE;
    int count =
        load_by_week(plan, resource, instant_date(results->start), instant_date(results->finish), 0, weeks, WEEKS_MOST);
    for (int i = 0; i < count; i++) {
        int64_t share = 0;
        if (number_scale(weeks[i].assigned, PERCENT, weeks[i].capacity, &share) && share > peak)
            peak = share;
    }
    return peak;
}

static void compare_work(const Comparison *comparison)
{
    const Plan *before = comparison->before, *after = comparison->after;
    People people = {0};
    add_work(after, 1, &people);
    add_work(before, 0, &people);
    if (people.list.count > 0)
        qsort(people.list.items, people.list.count, sizeof *people.list.items, by_name);
    add_total(comparison, IMPACT_WORK, people.work[0], people.work[1], true);
    for (size_t i = 0; i < people.list.count; i++) {
        const Person *person = &people.list.items[i];
        if (person->work[0] != person->work[1])
            add_row(comparison, IMPACT_PERSON, "", person->name, person->work[0], person->work[1]);
    }
    for (size_t i = 0; i < people.list.count; i++) {
        const Person *person = &people.list.items[i];
        int64_t was = peak_of(before, person->id), is = peak_of(after, person->id);
        if (was != is)
            add_row(comparison, IMPACT_PEAK, "", person->name, was, is);
    }
    array_release(&people.list);
    idmap_release(&people.place_of);
}

/* ---- tasks ---- */

typedef struct TaskPair {
    const char *code, *name;
    const Task *was, *is;             /* null where the plan does not hold it */
    const TaskDates *before, *after;  /* null where it has no dates */
    bool counts_before, counts_after; /* active, and without tasks below it */
} TaskPair;

static bool is_leaf(const Plan *plan, uint32_t row)
{
    const Outline *outline = &plan->results->outline;
    return row != ROW_NONE && !outline->inactive[row] && !outline_is_summary(outline, outline->place_of[row]);
}

static const TaskDates *dates_at(const Plan *plan, uint32_t row)
{
    const TaskDates *dates = row == ROW_NONE ? NULL : plan_task_dates(plan, plan_task(plan, row)->record.id);
    return dates && !plan->results->outline.inactive[row] ? dates : NULL;
}

static TaskPair pair_of(const Comparison *comparison, Id id, Buffer *code)
{
    const Plan *before = comparison->before, *after = comparison->after;
    uint32_t was = plan_row(before, ENTITY_TASK, id), is = plan_row(after, ENTITY_TASK, id);
    buffer_clear(code);
    if (was == ROW_NONE)
        buffer_add(code, "new");
    else
        entity_code(&task_entity, id, code);
    TaskPair pair = {.code = buffer_text(code),
                     .was = was == ROW_NONE ? NULL : plan_task(before, was),
                     .is = is == ROW_NONE ? NULL : plan_task(after, is),
                     .before = dates_at(before, was),
                     .after = dates_at(after, is),
                     .counts_before = is_leaf(before, was),
                     .counts_after = is_leaf(after, is)};
    pair.name = pair.is ? pair.is->name : pair.was->name;
    return pair;
}

static bool is_milestone(const Task *task, bool counts)
{
    return task && counts && (task->milestone || duration_amount(task->duration) == 0);
}

static bool is_critical(const TaskDates *dates, bool counts)
{
    return dates && counts && dates->critical && dates->percent_complete < FULLY_DONE;
}

static void compare_milestone(const Comparison *comparison, const TaskPair *pair)
{
    int64_t before = pair->before ? instant_value(pair->before->finish) : NUMBER_NONE;
    int64_t after = pair->after ? instant_value(pair->after->finish) : NUMBER_NONE;
    bool was = is_milestone(pair->was, pair->counts_before), is = is_milestone(pair->is, pair->counts_after);
    if ((was || is) && before != after)
        add_row(comparison, IMPACT_MILESTONE, pair->code, pair->name, before, after);
}

static void compare_slack(const Comparison *comparison, const TaskPair *pair)
{
    bool was = is_critical(pair->before, pair->counts_before), is = is_critical(pair->after, pair->counts_after);
    if (was != is)
        add_row(comparison, IMPACT_SLACK, pair->code, pair->name,
                pair->before ? minutes_value(pair->before->total_slack) : NUMBER_NONE,
                pair->after ? minutes_value(pair->after->total_slack) : NUMBER_NONE);
}

typedef struct Counts {
    int64_t critical_before, critical_after, less_slack, moved;
} Counts;

static void count_pair(const TaskPair *pair, Counts *counts)
{
    const TaskDates *before = pair->counts_before ? pair->before : NULL;
    const TaskDates *after = pair->counts_after ? pair->after : NULL;
    counts->critical_before += is_critical(before, true);
    counts->critical_after += is_critical(after, true);
    if (!before || !after)
        return;
    counts->moved += before->start != after->start || before->finish != after->finish;
    counts->less_slack +=
        before->total_slack != INT32_MIN && after->total_slack != INT32_MIN && after->total_slack < before->total_slack;
}

/* Every task once: the later plan's in its outline, then what it has lost. */
static void each_task(const Comparison *comparison, void (*visit)(const Comparison *, const TaskPair *), Counts *counts)
{
    const Plan *const plans[] = {comparison->after, comparison->before};
    Buffer code = {0};
    for (int i = 0; i < 2; i++) {
        const Outline *outline = &plans[i]->results->outline;
        for (uint32_t place = 0; place < outline->count; place++) {
            Id id = plan_task(plans[i], outline->row_at[place])->record.id;
            if (i == 1 && plan_find(comparison->after, ENTITY_TASK, id))
                continue;
            TaskPair pair = pair_of(comparison, id, &code);
            if (visit)
                visit(comparison, &pair);
            else
                count_pair(&pair, counts);
        }
    }
    buffer_release(&code);
}

static void compare_tasks(const Comparison *comparison)
{
    Counts counts = {0};
    each_task(comparison, compare_milestone, NULL);
    each_task(comparison, NULL, &counts);
    add_total(comparison, IMPACT_CRITICAL, counts.critical_before, counts.critical_after, false);
    each_task(comparison, compare_slack, NULL);
    add_total(comparison, IMPACT_LESS_SLACK, 0, counts.less_slack, false);
    add_total(comparison, IMPACT_MOVED, 0, counts.moved, false);
}

/* ---- all of it ---- */

void impact_compare(const Plan *before, const Plan *after, Impact *out)
{
    *out = (Impact){.units = plan_units(after), .digits = plan_currency_digits(after)};
    out->currency = arena_text(&out->texts, plan_currency(after));
    const Comparison comparison = {before, after, out, worktime_new(after, 0)};
    add_total(&comparison, IMPACT_FINISH, instant_value(plan_finish(before)), instant_value(plan_finish(after)), true);
    compare_money(&comparison);
    compare_work(&comparison);
    compare_tasks(&comparison);
    worktime_free(comparison.time);
}

void impact_release(Impact *impact)
{
    array_release(&impact->rows);
    arena_release(&impact->texts);
    *impact = (Impact){0};
}

const ImpactRow *impact_row(const Impact *impact, ImpactFigure figure)
{
    for (size_t i = 0; i < impact->rows.count; i++)
        if (impact->rows.items[i].figure == figure)
            return &impact->rows.items[i];
    return NULL;
}
