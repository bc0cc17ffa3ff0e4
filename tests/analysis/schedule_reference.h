/*
 * A schedule worked out slowly, sharing nothing with the engine under test but its record types. Time is a grid of half
 * hours, each working or not, and is counted by stepping through it. There is no order, no network, no pass: every date
 * is worked out from the others as they stand, again and again, until nothing changes any more.
 */
#ifndef STEERCO_TESTS_ANALYSIS_SCHEDULE_REFERENCE_H
#define STEERCO_TESTS_ANALYSIS_SCHEDULE_REFERENCE_H

#include <stdbool.h>
#include <string.h>

#include "steerco/records/board.h"
#include "steerco/records/task.h"

enum {
    SLOT = 30, /* minutes */
    SLOTS_PER_DAY = 1440 / SLOT,
    DAYS = 700,
    SLOTS = DAYS * SLOTS_PER_DAY,
    TASKS = 14,
    LINKS = 20,
    FULLY = 10000, /* basis points */
    UNDEFINED = -1,
    NEVER = SLOTS * 4,
};

typedef struct RefTask {
    int parent, end;       /* indices in outline order; one past the last task below it */
    bool inactive, active; /* as told, and as it comes out: nothing inactive is around it or all that is in it */
    int duration;          /* slots */
    bool elapsed, manual;
    const bool *own, *worker; /* what counts lags and slack, and the duration */
    ConstraintType constraint;
    int date, deadline; /* slots, or UNDEFINED; so all dates */
    int percent;        /* basis points */
    int actual_start, actual_finish, manual_start, manual_finish;
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
    const bool *project; /* working time */
    RefTask tasks[TASKS];
    RefLink links[LINKS];
    int count, link_count, start, finish;
    int status;    /* the instant at which the status date is over; UNDEFINED when it moves nothing */
    bool retained; /* unfinished work waits for what its links demand */
    bool settled;  /* as late as possible is applied */
} Reference;

/* Stepping through time */

static inline int ref_add(const bool *working, int at, int slots)
{
    while (slots > 0)
        slots -= working[at++];
    while (slots < 0)
        slots += working[--at];
    return at;
}

static inline int ref_next(const bool *working, int at)
{
    while (!working[at])
        at++;
    return at;
}

static inline int ref_prev(const bool *working, int at)
{
    while (!working[at - 1])
        at--;
    return at;
}

static inline int ref_between(const bool *working, int from, int to)
{
    int slots = 0;
    for (int at = from; at < to; at++)
        slots += working[at];
    for (int at = to; at < from; at++)
        slots -= working[at];
    return slots;
}

static inline int smaller(int a, int b)
{
    return a < b ? a : b;
}

static inline int larger(int a, int b)
{
    return a > b ? a : b;
}

/* What a task is */

static inline bool is_leaf(const Reference *reference, int t)
{
    return reference->tasks[t].end == t + 1;
}

static inline bool is_scheduled(const Reference *reference, int t)
{
    return is_leaf(reference, t) && reference->tasks[t].active;
}

static inline bool lies_in(const Reference *reference, int t, int summary)
{
    return t >= summary && t < reference->tasks[summary].end;
}

static inline int percent_of(const RefTask *task)
{
    return task->actual_finish != UNDEFINED ? FULLY : task->percent;
}

/* The dates that stand whatever links say: what has happened, else what was set by hand. */
static inline int fixed_start(const RefTask *task)
{
    bool by_hand = task->manual && task->actual_start == UNDEFINED &&
                   (task->actual_finish == UNDEFINED || task->manual_start <= task->actual_finish);
    return by_hand ? task->manual_start : task->actual_start;
}

static inline int fixed_finish(const RefTask *task)
{
    bool by_hand = task->manual && task->actual_finish == UNDEFINED && task->manual_finish >= fixed_start(task);
    return by_hand ? task->manual_finish : task->actual_finish;
}

/* What has both dates takes the time between them, unless that is a milestone, or was done while nobody works. */
static inline int duration_of(const RefTask *task)
{
    int from = fixed_start(task), to = fixed_finish(task);
    if (from == UNDEFINED || to < from || (task->duration == 0 && !task->manual))
        return task->duration;
    int taken = task->elapsed ? to - from : ref_between(task->worker, from, to);
    return taken > 0 || task->manual ? taken : task->duration;
}

static inline int remaining_of(const RefTask *task)
{
    return duration_of(task) - duration_of(task) * percent_of(task) / FULLY;
}

static inline bool has_begun(const RefTask *task)
{
    return percent_of(task) == FULLY ||
           (duration_of(task) > 0 && (task->percent > 0 || task->actual_start != UNDEFINED));
}

static inline bool is_under_way(const RefTask *task)
{
    return has_begun(task) && percent_of(task) < FULLY && !task->manual;
}

static inline bool is_worked(const RefTask *task)
{
    return duration_of(task) > 0 && !task->elapsed;
}

/* Over the scheduled tasks in t: the smallest or largest of a date. */
#define EXTREME(reference, t, choose, member)                                                                          \
    int found = UNDEFINED;                                                                                             \
    for (int i = t; i < (reference)->tasks[t].end; i++)                                                                \
        if (is_scheduled(reference, i) && (reference)->tasks[i].member != UNDEFINED)                                   \
            found = found == UNDEFINED ? (reference)->tasks[i].member : choose(found, (reference)->tasks[i].member);   \
    return found

static inline int first_start(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, start);
}

static inline int first_finish(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, finish);
}

static inline int last_finish(const Reference *reference, int t)
{
    EXTREME(reference, t, larger, finish);
}

static inline int first_late_start(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, late_start);
}

static inline int last_late_finish(const Reference *reference, int t)
{
    EXTREME(reference, t, larger, late_finish);
}

static inline int first_met_start(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, met_start);
}

static inline int first_met_finish(const Reference *reference, int t)
{
    EXTREME(reference, t, smaller, met_finish);
}

/* Links */

static inline bool from_finish(const RefLink *link)
{
    return link->type == LINK_FINISH_START || link->type == LINK_FINISH_FINISH;
}

static inline bool to_finish(const RefLink *link)
{
    return link->type == LINK_FINISH_FINISH || link->type == LINK_START_FINISH;
}

static inline bool binds(const Reference *reference, const RefLink *link)
{
    return reference->tasks[link->from].active && reference->tasks[link->to].active;
}

static inline int lagged(const Reference *reference, const RefLink *link, int at, int sign)
{
    const RefTask *from = &reference->tasks[link->from];
    int lag = link->lag;
    bool elapsed = link->elapsed;
    if (link->percent) {
        int duration = is_leaf(reference, link->from)
                           ? duration_of(from)
                           : ref_between(reference->project, first_start(reference, link->from),
                                         last_finish(reference, link->from));
        lag = duration * link->lag / 100;
        elapsed = elapsed || (is_leaf(reference, link->from) && from->elapsed);
    }
    if (elapsed)
        return at + sign * lag;
    return ref_add(reference->tasks[link->to].own, at, sign * lag);
}

/* What is demanded of a task: earliest start, earliest finish */
typedef struct Demand {
    int start, finish;
} Demand;

static inline void add_demand(const Reference *reference, const RefLink *link, Demand *demand)
{
    int from = from_finish(link) ? last_finish(reference, link->from) : first_start(reference, link->from);
    int at = lagged(reference, link, from, 1);
    if (to_finish(link))
        demand->finish = larger(demand->finish, at);
    else
        demand->start = larger(demand->start, at);
}

/* Early dates */

static inline int finish_after(const RefTask *task, int start, int duration)
{
    return task->elapsed ? start + duration : ref_add(task->worker, start, duration);
}

static inline int start_before(const RefTask *task, int finish, int duration)
{
    return task->elapsed ? finish - duration : ref_add(task->worker, finish, -duration);
}

static inline void start_at(RefTask *task, int at)
{
    task->start = is_worked(task) ? ref_next(task->worker, at) : at;
    task->finish = finish_after(task, task->start, duration_of(task));
}

static inline void finish_at(RefTask *task, int at)
{
    task->finish = at;
    task->start = start_before(task, at, duration_of(task));
}

/* The table of constraints, forward. */
static inline void constrain(RefTask *task)
{
    switch (task->manual ? CONSTRAINT_AS_SOON_AS_POSSIBLE : task->constraint) {
    case CONSTRAINT_MUST_START_ON:
        start_at(task, task->date);
        break;
    case CONSTRAINT_MUST_FINISH_ON:
        finish_at(task, task->date);
        break;
    case CONSTRAINT_START_NO_LATER:
        if (task->start > task->date)
            start_at(task, task->date);
        break;
    case CONSTRAINT_FINISH_NO_LATER:
        if (task->finish > task->date)
            finish_at(task, task->date);
        break;
    default:
        break;
    }
}

/* Its own, or that of a summary; without one the project start holds for a task. */
static inline int constraint_floor(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    bool leaf = is_leaf(reference, t);
    int without = leaf ? reference->start : UNDEFINED;
    if (leaf && task->manual)
        return without;
    if (task->constraint == CONSTRAINT_START_NO_EARLIER)
        return task->date;
    if (task->constraint == CONSTRAINT_FINISH_NO_EARLIER && leaf)
        return larger(without, start_before(task, task->date, duration_of(task)));
    if (task->constraint == CONSTRAINT_AS_LATE_AS_POSSIBLE && reference->settled && leaf)
        return larger(without, task->late_start);
    return without;
}

static inline void fix_dates(const Reference *reference, RefTask *task)
{
    int start = fixed_start(task), finish = fixed_finish(task);
    if (start == UNDEFINED && finish == UNDEFINED && !task->manual)
        return;
    bool as_scheduled = duration_of(task) > 0 && !task->manual && task->start < finish;
    if (start == UNDEFINED && finish != UNDEFINED && !as_scheduled) {
        finish_at(task, finish);
    } else {
        if (start == UNDEFINED)
            start = task->manual ? reference->start : task->start;
        task->start = start;
        task->finish = finish == UNDEFINED ? finish_after(task, start, duration_of(task)) : finish;
    }
    task->asked = task->start;
}

/* What the summaries around a task and, by retained logic, its unfinished predecessors demand of its rest. */
static inline Demand demand_of_rest(const Reference *reference, int t)
{
    Demand demand = {UNDEFINED, UNDEFINED};
    for (int around = reference->tasks[t].parent; around >= 0; around = reference->tasks[around].parent)
        demand.start = larger(demand.start, constraint_floor(reference, around));
    for (int i = 0; i < reference->link_count; i++) {
        const RefLink *link = &reference->links[i];
        bool done = is_leaf(reference, link->from) && percent_of(&reference->tasks[link->from]) == FULLY;
        if (binds(reference, link) && lies_in(reference, t, link->to) && !(link->to == t && done))
            add_demand(reference, link, &demand);
    }
    return demand;
}

static inline int natural_resume(const RefTask *task)
{
    int done = duration_of(task) - remaining_of(task);
    return done == 0 ? task->start : finish_after(task, task->start, done);
}

/* An end that a link demands is kept, unless nobody works at it. */
static inline bool is_kept(const RefTask *task, int finish)
{
    return !is_worked(task) || (finish >= 0 && task->worker[finish]);
}

static inline void place_rest(const Reference *reference, int t)
{
    RefTask *task = (RefTask *)&reference->tasks[t];
    Demand demand = {UNDEFINED, UNDEFINED};
    if (reference->retained)
        demand = demand_of_rest(reference, t);
    demand.start = larger(demand.start, reference->status);
    if (demand.start == UNDEFINED && demand.finish == UNDEFINED)
        return;
    int start = larger(demand.start, natural_resume(task));
    if (demand.finish != UNDEFINED)
        start = larger(start, start_before(task, demand.finish, remaining_of(task)));
    start = task->elapsed ? start : ref_next(task->worker, start);
    int finish = finish_after(task, start, remaining_of(task));
    if (demand.finish > finish && is_kept(task, demand.finish))
        finish = demand.finish;
    task->finish = larger(task->finish, finish);
}

static inline void place_early(Reference *reference, int t)
{
    RefTask *task = &reference->tasks[t];
    Demand demand = {has_begun(task) ? UNDEFINED : reference->status, UNDEFINED};
    for (int around = t; around >= 0; around = reference->tasks[around].parent)
        demand.start = larger(demand.start, constraint_floor(reference, around));
    for (int i = 0; i < reference->link_count; i++)
        if (binds(reference, &reference->links[i]) && lies_in(reference, t, reference->links[i].to))
            add_demand(reference, &reference->links[i], &demand);
    if (demand.finish != UNDEFINED)
        demand.start = larger(demand.start, start_before(task, demand.finish, duration_of(task)));
    start_at(task, demand.start);
    if (demand.finish > task->finish && is_kept(task, demand.finish))
        task->finish = demand.finish;
    task->asked = task->start;
    constrain(task);
    if (!has_begun(task) && task->start < reference->status)
        start_at(task, reference->status);
    fix_dates(reference, task);
    if (is_under_way(task))
        place_rest(reference, t);
}

/* Late dates */

/* What the links out of the task and of the summaries around it leave as the latest finish. */
static inline int late_by_links(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    int late = reference->finish;
    for (int i = 0; i < reference->link_count; i++) {
        const RefLink *link = &reference->links[i];
        if (!binds(reference, link) || !lies_in(reference, t, link->from))
            continue;
        int to = to_finish(link) ? first_met_finish(reference, link->to) : first_met_start(reference, link->to);
        if (to == UNDEFINED)
            continue;
        int bound = lagged(reference, link, to, -1);
        if (from_finish(link))
            late = smaller(late, bound);
        else if (task->start == first_start(reference, link->from))
            late = smaller(late, finish_after(task, bound, duration_of(task)));
    }
    return late;
}

static inline int late_by_dates(const Reference *reference, int t, int late)
{
    const RefTask *task = &reference->tasks[t];
    ConstraintType constraint = task->manual ? CONSTRAINT_AS_SOON_AS_POSSIBLE : task->constraint;
    for (int around = task->parent; around >= 0; around = reference->tasks[around].parent) {
        if (reference->tasks[around].constraint == CONSTRAINT_FINISH_NO_LATER)
            late = smaller(late, reference->tasks[around].date);
        if (reference->tasks[around].deadline != UNDEFINED)
            late = smaller(late, reference->tasks[around].deadline);
    }
    if (constraint == CONSTRAINT_MUST_START_ON)
        late = finish_after(task, task->date, duration_of(task));
    if (constraint == CONSTRAINT_MUST_FINISH_ON)
        late = task->date;
    if (constraint == CONSTRAINT_START_NO_LATER)
        late = smaller(late, finish_after(task, task->date, duration_of(task)));
    if (constraint == CONSTRAINT_FINISH_NO_LATER)
        late = smaller(late, task->date);
    return task->deadline == UNDEFINED ? late : smaller(late, task->deadline);
}

static inline void place_late(Reference *reference, int t)
{
    RefTask *task = &reference->tasks[t];
    int late = late_by_dates(reference, t, late_by_links(reference, t));
    task->late_finish = is_worked(task) && !task->manual ? ref_prev(task->worker, late) : late;
    task->late_start = start_before(task, task->late_finish, duration_of(task));
    task->met_start = task->late_start;
    task->met_finish = task->late_finish;
    if (is_under_way(task)) {
        task->met_start = reference->retained ? start_before(task, task->late_finish, remaining_of(task)) : UNDEFINED;
        task->met_finish = reference->retained ? task->late_finish : UNDEFINED;
        task->late_start = task->start;
    }
}

/* The whole */

static inline void repeat_until_stable(Reference *reference, void (*place)(Reference *, int))
{
    for (bool stable = false; !stable;) {
        stable = true;
        for (int t = 0; t < reference->count; t++) {
            RefTask before = reference->tasks[t];
            if (!is_scheduled(reference, t))
                continue;
            place(reference, t);
            stable = stable && memcmp(&before, &reference->tasks[t], sizeof before) == 0;
        }
    }
}

static inline void both_ways(Reference *reference)
{
    repeat_until_stable(reference, place_early);
    reference->finish = 0;
    for (int t = 0; t < reference->count; t++)
        if (is_scheduled(reference, t))
            reference->finish = larger(reference->finish, reference->tasks[t].finish);
    repeat_until_stable(reference, place_late);
}

/* An inactive task takes what is in it along; a summary without anything active is not active either. */
static inline void find_active(Reference *reference)
{
    for (int t = 0; t < reference->count; t++) {
        int parent = reference->tasks[t].parent;
        reference->tasks[t].active = !reference->tasks[t].inactive && (parent < 0 || reference->tasks[parent].active);
    }
    for (int t = 0; t < reference->count; t++) {
        bool some = false;
        for (int i = t; i < reference->tasks[t].end; i++)
            some = some || is_scheduled(reference, i);
        reference->tasks[t].active = some;
    }
}

/* Work out all dates from what the tasks and links say. */
static inline void reference_solve(Reference *reference)
{
    find_active(reference);
    for (int t = 0; t < reference->count; t++) {
        RefTask *task = &reference->tasks[t];
        task->start = task->finish = task->asked = reference->start;
        task->late_start = task->late_finish = task->met_start = task->met_finish = reference->start;
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

/* What is read off the dates */

static inline int slack_between(const RefTask *task, int from, int to)
{
    return task->elapsed ? to - from : ref_between(task->own, from, to);
}

/* Is it in progress, or the summary of what is, from its first task on? */
static inline bool is_past_its_start(const Reference *reference, int t)
{
    for (int i = t; i < reference->tasks[t].end; i++)
        if (is_scheduled(reference, i) && is_under_way(&reference->tasks[i]) &&
            reference->tasks[i].start == first_start(reference, t))
            return true;
    return false;
}

static inline int reference_total_slack(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    int total = slack_between(task, task->finish, task->late_finish);
    if (!is_past_its_start(reference, t))
        total = smaller(total, slack_between(task, task->start, task->late_start));
    if (task->asked != task->start)
        total = smaller(total, slack_between(task, task->asked, task->late_start));
    return total;
}

static inline int reference_free_slack(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    int free_until = NEVER;
    for (int i = 0; i < reference->link_count; i++) {
        const RefLink *link = &reference->links[i];
        const RefTask *to = &reference->tasks[link->to];
        if (link->from != t || !binds(reference, link) || first_met_start(reference, link->to) == UNDEFINED)
            continue;
        int at = to_finish(link) ? first_finish(reference, link->to) : first_start(reference, link->to);
        if (is_leaf(reference, link->to) && is_under_way(to) && !to_finish(link))
            at = start_before(to, to->finish, remaining_of(to));
        int moves = lagged(reference, link, at, -1);
        int own = from_finish(link) ? task->finish : task->start;
        free_until = smaller(free_until, slack_between(task, own, moves));
    }
    return larger(0, free_until == NEVER ? reference_total_slack(reference, t) : free_until);
}

/* Where the rest of a task goes on when it is parted from what is done; else UNDEFINED. */
static inline int reference_resume(const RefTask *task)
{
    int resume = start_before(task, task->finish, remaining_of(task));
    bool parted = is_under_way(task) && (task->elapsed ? resume > natural_resume(task)
                                                       : ref_between(task->worker, natural_resume(task), resume) > 0);
    return parted ? resume : UNDEFINED;
}

/* Of a summary Σ done / Σ duration; of milestones alone all or nothing. */
static inline int reference_percent(const Reference *reference, int t)
{
    int duration = 0, done = 0;
    bool complete = true;
    if (is_leaf(reference, t))
        return percent_of(&reference->tasks[t]);
    for (int i = t; i < reference->tasks[t].end; i++) {
        const RefTask *task = &reference->tasks[i];
        if (!is_scheduled(reference, i))
            continue;
        duration += duration_of(task);
        done += duration_of(task) * percent_of(task);
        complete = complete && percent_of(task) == FULLY;
    }
    int percent = duration > 0 ? (done + duration / 2) / duration : complete ? FULLY : 0;
    return percent == FULLY && !complete ? FULLY - 1 : percent;
}

static inline int reference_duration(const Reference *reference, int t)
{
    const RefTask *task = &reference->tasks[t];
    return is_leaf(reference, t) ? duration_of(task) : ref_between(reference->project, task->start, task->finish);
}

#endif
