/*
 * Random plans against a slow reference that shares nothing with the engine. Time is a grid of half hours, each working
 * or not, and is counted by stepping through it. There is no order, no network, no pass: every date is worked out from
 * the others as they stand, again and again, until nothing changes any more.
 */
#include "plan_fixture.h"

enum {
    SLOT = 30, /* minutes */
    SLOTS_PER_DAY = MINUTES_PER_DAY / SLOT,
    DAYS = 700,
    SLOTS = DAYS * SLOTS_PER_DAY,
    START_DAY = 250, /* of the project, so that late dates may lie well before it */
    TASKS = 14,
    LINKS = 20,
    SEEDS = 2000,
    UNDEFINED = -1,
    NEVER = SLOTS * 4,
};

enum { PROJECT_CALENDAR, OTHER_CALENDAR, COMMON_TIME, CALENDARS };

typedef struct RefTask {
    int parent, end; /* indices in outline order; one past the last task below it */
    int duration;    /* slots */
    bool elapsed;
    int calendar, worker; /* which count lags and slack, and the duration */
    ConstraintType constraint;
    int date, deadline, actual_start; /* slots, or UNDEFINED */
    int start, finish, asked, late_start, late_finish;
    int met_start, met_finish; /* late dates that links into it meet; UNDEFINED when it waits no more */
} RefTask;

typedef struct RefLink {
    int from, to;
    LinkType type;
    int lag; /* slots, or per cent of the predecessor's duration */
    bool percent, elapsed;
} RefLink;

typedef struct Reference {
    bool working[CALENDARS][SLOTS];
    RefTask tasks[TASKS];
    RefLink links[LINKS];
    int count, link_count, start, finish;
    bool settled; /* as late as possible is applied */
} Reference;

static Date first_day(void)
{
    return date_make(2025, 6, 30); /* a Monday */
}

static int day_of(int month, int day_of_month)
{
    return date_make(2026, month, day_of_month) - first_day();
}

/* The calendars, once in the reference's way and once in the plan's */

static bool within(int minute, int from, int to)
{
    return minute >= from * 60 && minute < to * 60;
}

/* Mon–Fri 8–12, 13–17, but 6 to 10 April off and 14 March 10–12; the other: Mon–Sat 6–11, also off on 24 March. */
static void make_grid(Reference *reference)
{
    for (int slot = 0; slot < SLOTS; slot++) {
        int day = slot / SLOTS_PER_DAY, weekday = day % 7, minute = slot % SLOTS_PER_DAY * SLOT;
        bool *project = &reference->working[PROJECT_CALENDAR][slot], *other = &reference->working[OTHER_CALENDAR][slot];
        bool holiday = day >= day_of(4, 6) && day <= day_of(4, 10);
        *project = weekday < 5 && !holiday && (within(minute, 8, 12) || within(minute, 13, 17));
        if (day == day_of(3, 14))
            *project = within(minute, 10, 12);
        *other = weekday < 6 && !holiday && day != day_of(3, 24) && within(minute, 6, 11);
        if (day == day_of(3, 14))
            *other = within(minute, 10, 12);
        reference->working[COMMON_TIME][slot] = *project && *other;
    }
}

static void make_calendars(Plan *plan, Id *project, Id *other)
{
    *project = fixture_calendar(plan, 0, "08:00-12:00 13:00-17:00", "off");
    fixture_exception(plan, *project, "2026-04-06", "2026-04-10", "off");
    fixture_exception(plan, *project, "2026-03-14", "2026-03-14", "10:00-12:00");
    *other = fixture_calendar(plan, *project, "06:00-11:00", "off");
    ((Calendar *)fixture_edit(plan, ENTITY_CALENDAR, *other))->hours[5] = "06:00-11:00";
    fixture_exception(plan, *other, "2026-03-24", "2026-03-24", "off");
}

/* Stepping through time */

static int add(const bool *working, int at, int slots)
{
    while (slots > 0)
        slots -= working[at++];
    while (slots < 0)
        slots += working[--at];
    return at;
}

static int next(const bool *working, int at)
{
    while (!working[at])
        at++;
    return at;
}

static int prev(const bool *working, int at)
{
    while (!working[at - 1])
        at--;
    return at;
}

static int between(const bool *working, int from, int to)
{
    int slots = 0;
    for (int at = from; at < to; at++)
        slots += working[at];
    for (int at = to; at < from; at++)
        slots -= working[at];
    return slots;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* Dates, each from the others */

static bool is_leaf(const Reference *reference, int t)
{
    return reference->tasks[t].end == t + 1;
}

/* Over the tasks without tasks below them in t: the smallest or largest of a date. */
#define EXTREME(reference, t, choose, member)                                                                          \
    int found = UNDEFINED;                                                                                             \
    for (int i = t; i < (reference)->tasks[t].end; i++)                                                                \
        if (is_leaf(reference, i) && (reference)->tasks[i].member != UNDEFINED)                                        \
            found = found == UNDEFINED ? (reference)->tasks[i].member : choose(found, (reference)->tasks[i].member);   \
    return found

static int first_start(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, start);
}

static int first_finish(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, finish);
}

static int last_finish(const Reference *reference, int t)
{
    EXTREME(reference, t, larger, finish);
}

static int first_late_start(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, late_start);
}

static int first_met_start(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, met_start);
}

static int first_met_finish(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, met_finish);
}

static int last_late_finish(const Reference *reference, int t)
{
    EXTREME(reference, t, larger, late_finish);
}

static bool from_finish(const RefLink *link)
{
    return link->type == LINK_FINISH_START || link->type == LINK_FINISH_FINISH;
}

static bool to_finish(const RefLink *link)
{
    return link->type == LINK_FINISH_FINISH || link->type == LINK_START_FINISH;
}

static int lagged(const Reference *reference, const RefLink *link, int at, int sign)
{
    const RefTask *from = &reference->tasks[link->from];
    int lag = link->lag;
    bool elapsed = link->elapsed;
    if (link->percent) {
        int duration = is_leaf(reference, link->from)
                           ? from->duration
                           : between(reference->working[PROJECT_CALENDAR], first_start(reference, link->from),
                                     last_finish(reference, link->from));
        lag = duration * link->lag / 100;
        elapsed = elapsed || (is_leaf(reference, link->from) && from->elapsed);
    }
    if (elapsed)
        return at + sign * lag;
    return add(reference->working[reference->tasks[link->to].calendar], at, sign * lag);
}

static int finish_after(const Reference *reference, const RefTask *task, int start)
{
    return task->elapsed ? start + task->duration : add(reference->working[task->worker], start, task->duration);
}

static int start_before(const Reference *reference, const RefTask *task, int finish)
{
    return task->elapsed ? finish - task->duration : add(reference->working[task->worker], finish, -task->duration);
}

static bool is_under_way(const RefTask *task)
{
    return task->actual_start != UNDEFINED && task->duration > 0;
}

static bool is_worked(const RefTask *task)
{
    return task->duration > 0 && !task->elapsed;
}

static void start_at(const Reference *reference, RefTask *task, int at)
{
    task->start = is_worked(task) ? next(reference->working[task->worker], at) : at;
    task->finish = finish_after(reference, task, task->start);
}

static void finish_at(const Reference *reference, RefTask *task, int at)
{
    task->finish = at;
    task->start = start_before(reference, task, at);
}

static bool lies_in(const Reference *reference, int t, int summary)
{
    return t >= summary && t < reference->tasks[summary].end;
}

/* The table of constraints, forward. */
static void constrain(const Reference *reference, RefTask *task)
{
    switch (task->constraint) {
    case CONSTRAINT_MUST_START_ON:
        start_at(reference, task, task->date);
        break;
    case CONSTRAINT_MUST_FINISH_ON:
        finish_at(reference, task, task->date);
        break;
    case CONSTRAINT_START_NO_LATER:
        if (task->start > task->date)
            start_at(reference, task, task->date);
        break;
    case CONSTRAINT_FINISH_NO_LATER:
        if (task->finish > task->date)
            finish_at(reference, task, task->date);
        break;
    default:
        break;
    }
}

static int constraint_floor(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    if (task->constraint == CONSTRAINT_START_NO_EARLIER)
        return task->date;
    if (task->constraint == CONSTRAINT_FINISH_NO_EARLIER && is_leaf(reference, t))
        return start_before(reference, task, task->date);
    if (task->constraint == CONSTRAINT_AS_LATE_AS_POSSIBLE && reference->settled && is_leaf(reference, t))
        return task->late_start;
    return 0;
}

static void place_early(Reference *reference, int t)
{
    RefTask *task = &reference->tasks[t];
    int floor = task->constraint == CONSTRAINT_START_NO_EARLIER ? 0 : reference->start, finish_floor = UNDEFINED;
    for (int around = t; around >= 0; around = reference->tasks[around].parent)
        floor = larger(floor, constraint_floor(reference, around));
    for (int i = 0; i < reference->link_count; i++) {
        const RefLink *link = &reference->links[i];
        if (!lies_in(reference, t, link->to))
            continue;
        int from = from_finish(link) ? last_finish(reference, link->from) : first_start(reference, link->from);
        int demand = lagged(reference, link, from, 1);
        if (to_finish(link))
            finish_floor = larger(finish_floor, demand);
        else
            floor = larger(floor, demand);
    }
    if (finish_floor != UNDEFINED)
        floor = larger(floor, start_before(reference, task, finish_floor));
    start_at(reference, task, floor);
    task->finish = larger(task->finish, finish_floor);
    task->asked = task->start;
    constrain(reference, task);
    if (task->actual_start != UNDEFINED) {
        task->start = task->asked = task->actual_start;
        task->finish = finish_after(reference, task, task->start);
    }
}

/* What the links out of the task and of the summaries around it leave as the latest finish. */
static int late_by_links(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    int late = reference->finish;
    for (int i = 0; i < reference->link_count; i++) {
        const RefLink *link = &reference->links[i];
        if (!lies_in(reference, t, link->from))
            continue;
        int to = to_finish(link) ? first_met_finish(reference, link->to) : first_met_start(reference, link->to);
        if (to == UNDEFINED)
            continue;
        int bound = lagged(reference, link, to, -1);
        if (from_finish(link))
            late = smaller(late, bound);
        else if (task->start == first_start(reference, link->from))
            late = smaller(late, finish_after(reference, task, bound));
    }
    return late;
}

static void place_late(Reference *reference, int t)
{
    RefTask *task = &reference->tasks[t];
    int late = late_by_links(reference, t);
    for (int around = task->parent; around >= 0; around = reference->tasks[around].parent) {
        if (reference->tasks[around].constraint == CONSTRAINT_FINISH_NO_LATER)
            late = smaller(late, reference->tasks[around].date);
        if (reference->tasks[around].deadline != UNDEFINED)
            late = smaller(late, reference->tasks[around].deadline);
    }
    if (task->constraint == CONSTRAINT_MUST_START_ON)
        late = finish_after(reference, task, task->date);
    if (task->constraint == CONSTRAINT_MUST_FINISH_ON)
        late = task->date;
    if (task->constraint == CONSTRAINT_START_NO_LATER)
        late = smaller(late, finish_after(reference, task, task->date));
    if (task->constraint == CONSTRAINT_FINISH_NO_LATER)
        late = smaller(late, task->date);
    if (task->deadline != UNDEFINED)
        late = smaller(late, task->deadline);
    task->late_finish = is_worked(task) ? prev(reference->working[task->worker], late) : late;
    task->late_start = start_before(reference, task, task->late_finish);
    task->met_start = is_under_way(task) ? UNDEFINED : task->late_start;
    task->met_finish = is_under_way(task) ? UNDEFINED : task->late_finish;
    if (is_under_way(task))
        task->late_start = task->start;
}

static void repeat_until_stable(Reference *reference, void (*place)(Reference *, int))
{
    for (bool stable = false; !stable;) {
        stable = true;
        for (int t = 0; t < reference->count; t++) {
            RefTask before = reference->tasks[t];
            if (!is_leaf(reference, t))
                continue;
            place(reference, t);
            stable = stable && memcmp(&before, &reference->tasks[t], sizeof before) == 0;
        }
    }
}

static void both_ways(Reference *reference)
{
    repeat_until_stable(reference, place_early);
    reference->finish = 0;
    for (int t = 0; t < reference->count; t++)
        if (is_leaf(reference, t))
            reference->finish = larger(reference->finish, reference->tasks[t].finish);
    repeat_until_stable(reference, place_late);
}

static void solve(Reference *reference)
{
    for (int t = 0; t < reference->count; t++) {
        reference->tasks[t].start = reference->tasks[t].finish = reference->start;
        reference->tasks[t].late_start = reference->tasks[t].late_finish = reference->start;
        reference->tasks[t].met_start = reference->tasks[t].met_finish = reference->start;
    }
    reference->settled = false;
    both_ways(reference);
    reference->settled = true;
    both_ways(reference);
    for (int t = 0; t < reference->count; t++) {
        RefTask *task = &reference->tasks[t];
        if (is_leaf(reference, t))
            continue;
        task->start = task->asked = first_start(reference, t);
        task->finish = last_finish(reference, t);
        task->late_start = first_late_start(reference, t);
        task->late_finish = last_late_finish(reference, t);
    }
}

static int slack(const Reference *reference, const RefTask *task, int from, int to)
{
    return task->elapsed ? to - from : between(reference->working[task->calendar], from, to);
}

static int total_slack(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    int total = slack(reference, task, task->finish, task->late_finish);
    if (!is_under_way(task))
        total = smaller(total, slack(reference, task, task->start, task->late_start));
    if (task->asked != task->start)
        total = smaller(total, slack(reference, task, task->asked, task->late_start));
    return total;
}

static int free_slack(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    int free_until = NEVER;
    for (int i = 0; i < reference->link_count; i++) {
        const RefLink *link = &reference->links[i];
        if (link->from != t || first_met_start(reference, link->to) == UNDEFINED)
            continue;
        int to = to_finish(link) ? first_finish(reference, link->to) : first_start(reference, link->to);
        int moves = lagged(reference, link, to, -1);
        int own = from_finish(link) ? task->finish : task->start;
        free_until = smaller(free_until, slack(reference, task, own, moves));
    }
    return larger(0, free_until == NEVER ? total_slack(reference, t) : free_until);
}

/* Random plans */

static unsigned rolled(uint64_t *seed, unsigned sides)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed >> 20) % sides;
}

static bool chance(uint64_t *seed, unsigned one_in)
{
    return rolled(seed, one_in) == 0;
}

static int random_slot(uint64_t *seed)
{
    return (START_DAY - 3) * SLOTS_PER_DAY + (int)rolled(seed, 40 * SLOTS_PER_DAY);
}

static void random_outline(Reference *reference, uint64_t *seed)
{
    reference->count = 3 + (int)rolled(seed, TASKS - 2);
    for (int t = 0; t < reference->count; t++) {
        int parent = t - 1;
        while (parent >= 0 && !chance(seed, 3))
            parent = reference->tasks[parent].parent;
        reference->tasks[t].parent = parent;
        for (int around = t; around >= 0; around = reference->tasks[around].parent)
            reference->tasks[around].end = t + 1;
    }
}

static void random_dates(Reference *reference, int t, uint64_t *seed)
{
    RefTask *task = &reference->tasks[t];
    task->constraint = chance(seed, 3) ? (ConstraintType)rolled(seed, 8) : CONSTRAINT_AS_SOON_AS_POSSIBLE;
    if (!is_leaf(reference, t) && task->constraint != CONSTRAINT_FINISH_NO_LATER)
        task->constraint = chance(seed, 4) ? CONSTRAINT_START_NO_EARLIER : CONSTRAINT_AS_SOON_AS_POSSIBLE;
    task->date = random_slot(seed);
    task->deadline = chance(seed, 6) ? random_slot(seed) : UNDEFINED;
    task->actual_start = is_leaf(reference, t) && chance(seed, 10) ? random_slot(seed) : UNDEFINED;
}

static void random_task(Reference *reference, int t, uint64_t *seed)
{
    RefTask *task = &reference->tasks[t];
    random_dates(reference, t, seed);
    task->calendar = task->worker = PROJECT_CALENDAR;
    if (!is_leaf(reference, t))
        return;
    task->duration = chance(seed, 5) ? 0 : 2 * (int)rolled(seed, 24);
    task->elapsed = task->duration > 0 && chance(seed, 6);
    task->calendar = task->worker = chance(seed, 4) ? OTHER_CALENDAR : PROJECT_CALENDAR;
    if (chance(seed, 4))
        task->worker = task->calendar == PROJECT_CALENDAR ? OTHER_CALENDAR : COMMON_TIME;
}

/* All links of a plan go the same way through the outline, so that there are no circles. */
static void random_links(Reference *reference, uint64_t *seed)
{
    bool upwards = chance(seed, 2);
    int wanted = (int)rolled(seed, LINKS);
    reference->link_count = 0;
    for (int i = 0; i < wanted; i++) {
        int a = (int)rolled(seed, (unsigned)reference->count), b = (int)rolled(seed, (unsigned)reference->count);
        if (a >= b || lies_in(reference, b, a))
            continue;
        RefLink link = {.from = upwards ? b : a, .to = upwards ? a : b, .type = (LinkType)rolled(seed, 4)};
        link.lag = chance(seed, 2) ? 0 : (int)rolled(seed, 60) - 20;
        link.elapsed = chance(seed, 4);
        link.percent = chance(seed, 5);
        if (link.percent)
            link.lag = is_leaf(reference, link.from) ? ((int)rolled(seed, 5) - 2) * 50 : 100;
        reference->links[reference->link_count++] = link;
    }
}

/* The same plan for the engine */

static Instant instant_of(int slot)
{
    return slot == UNDEFINED ? INSTANT_NONE : instant_make(first_day(), slot * SLOT);
}

static Id task_id(int t)
{
    return 1000 + t;
}

static Task plan_task_of(const Reference *reference, int t, Id other)
{
    const RefTask *task = &reference->tasks[t];
    Task out = {0};
    record_init(&task_entity, &out);
    out.record.id = task_id(t);
    out.parent = task->parent < 0 ? 0 : task_id(task->parent);
    out.position = t;
    out.duration = duration_make(task->duration * SLOT, UNIT_HOURS | (task->elapsed ? UNIT_ELAPSED : 0));
    out.calendar = task->calendar == OTHER_CALENDAR ? other : 0;
    out.constraint_type = (uint8_t)task->constraint;
    out.constraint_date = instant_of(task->date);
    out.deadline = instant_of(task->deadline);
    out.actual_start = instant_of(task->actual_start);
    return out;
}

static void add_link(Plan *plan, const RefLink *link)
{
    Link out = {0};
    record_init(&link_entity, &out);
    out.record.id = fixture_next_id(plan);
    out.predecessor = task_id(link->from);
    out.successor = task_id(link->to);
    out.type = (uint8_t)link->type;
    out.lag = duration_make(link->percent ? link->lag * 100 : link->lag * SLOT,
                            (link->percent ? UNIT_PERCENT : UNIT_HOURS) | (link->elapsed ? UNIT_ELAPSED : 0));
    plan_add(plan, ENTITY_LINK, &out);
}

/* Tasks come in an order of their own, so that rows and places differ. */
static void add_tasks(Plan *plan, const Reference *reference, Id other, uint64_t *seed)
{
    bool added[TASKS] = {false};
    for (int left = reference->count; left > 0; left--) {
        int t = (int)rolled(seed, (unsigned)reference->count);
        while (added[t])
            t = (t + 1) % reference->count;
        added[t] = true;
        Task task = plan_task_of(reference, t, other);
        plan_add(plan, ENTITY_TASK, &task);
    }
}

static void make_plan(Plan *plan, const Reference *reference, uint64_t *seed)
{
    Id project, other;
    plan_fixture(plan);
    make_calendars(plan, &project, &other);
    fixture_board(plan)->calendar = project;
    fixture_board(plan)->start = instant_of(reference->start);
    Id usual = fixture_resource(plan, "Usual", 0), unusual = fixture_resource(plan, "Unusual", other);
    add_tasks(plan, reference, other, seed);
    for (int t = 0; t < reference->count; t++)
        if (reference->tasks[t].worker != reference->tasks[t].calendar)
            fixture_assign(plan, task_id(t), reference->tasks[t].worker == COMMON_TIME ? usual : unusual);
    for (int i = 0; i < reference->link_count; i++)
        add_link(plan, &reference->links[i]);
}

static void assert_same(const Reference *reference, const Plan *plan, int t, unsigned seed)
{
    const RefTask *task = &reference->tasks[t];
    const TaskDates *dates = fixture_dates(plan, task_id(t));
    int total = total_slack(reference, t);
    bool same = dates->start == instant_of(task->start) && dates->finish == instant_of(task->finish) &&
                dates->late_start == instant_of(task->late_start) &&
                dates->late_finish == instant_of(task->late_finish) && dates->total_slack == total * SLOT &&
                dates->free_slack == free_slack(reference, t) * SLOT && dates->critical == (total <= 0);
    if (same)
        return;
    print_error("seed %u, task %d of %d\n", seed, t, reference->count);
    assert_int_equal(dates->start, instant_of(task->start));
    assert_int_equal(dates->finish, instant_of(task->finish));
    assert_int_equal(dates->late_start, instant_of(task->late_start));
    assert_int_equal(dates->late_finish, instant_of(task->late_finish));
    assert_int_equal(dates->total_slack, total * SLOT);
    assert_int_equal(dates->free_slack, free_slack(reference, t) * SLOT);
    assert_int_equal(dates->critical, total <= 0);
}

static void random_plans_agree_with_the_reference(void **state)
{
    (void)state;
    static Reference reference;
    make_grid(&reference);
    for (unsigned number = 1; number <= SEEDS; number++) {
        uint64_t seed = number * UINT64_C(0x9E3779B97F4A7C15);
        Plan plan;
        memset(reference.tasks, 0, sizeof reference.tasks);
        reference.start = START_DAY * SLOTS_PER_DAY + (int)rolled(&seed, SLOTS_PER_DAY);
        random_outline(&reference, &seed);
        for (int t = 0; t < reference.count; t++)
            random_task(&reference, t, &seed);
        random_links(&reference, &seed);
        solve(&reference);
        make_plan(&plan, &reference, &seed);
        fixture_schedule(&plan);
        for (int t = 0; t < reference.count; t++)
            assert_same(&reference, &plan, t, number);
        plan_release(&plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_plans_agree_with_the_reference)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
