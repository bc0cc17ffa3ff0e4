/*
 * Which tasks the schedule pane shows: all but those that are folded away, or what a filter matches. The plan knows
 * nothing of either. What the rows sum up to is counted here too, once for each state of the plan.
 */
#include <stdlib.h>

#include "schedule.h"
#include "steerco/base/memory.h"
#include "steerco/records/records.h"

enum { ROWS_ABOVE = 3 };

uint32_t schedule_place(const Plan *plan, Id task)
{
    return plan->results->outline.place_of[plan_row(plan, ENTITY_TASK, task)];
}

bool schedule_is_summary(const Plan *plan, Id task)
{
    return plan_row(plan, ENTITY_TASK, task) != ROW_NONE &&
           outline_is_summary(&plan->results->outline, schedule_place(plan, task));
}

bool schedule_is_folded(const Schedule *schedule, Id task)
{
    return !schedule->list.filter && idmap_get(&schedule->folded, task, 0) != 0;
}

/*
 * Sorting keeps the tree: the tasks of one summary are sorted among themselves, and what lies under a task stays there.
 */

/* Tasks under each summary, as chains of places; index 0 is the top level, else the place of the summary + 1. */
typedef struct Chains {
    int64_t *first, *next;
} Chains;

static void walk_chain(const Chains *chains, size_t summary, uint32_t *order, uint32_t *count)
{
    for (int64_t place = chains->first[summary]; place >= 0; place = chains->next[place]) {
        order[(*count)++] = (uint32_t)place;
        walk_chain(chains, (size_t)place + 1, order, count);
    }
}

static void sort_places(const Schedule *schedule, const Plan *plan, uint32_t *order)
{
    const Outline *outline = &plan->results->outline;
    size_t room = outline->count + 1;
    Chains chains = {memory_new(room, sizeof *chains.first), memory_new(room, sizeof *chains.next)};
    Ids ids = {0};
    uint32_t count = 0;
    for (uint32_t place = 0; place < outline->count; place++)
        array_push(&ids, plan_task(plan, outline->row_at[place])->record.id);
    list_sort(&schedule->list, plan, ids.items, ids.count);
    for (size_t i = 0; i < room; i++)
        chains.first[i] = -1;
    for (size_t i = ids.count; i-- > 0;) {
        uint32_t place = schedule_place(plan, ids.items[i]);
        int64_t *first = &chains.first[outline->parent[place] + 1];
        chains.next[place] = *first;
        *first = place;
    }
    walk_chain(&chains, 0, order, &count);
    free(chains.first);
    free(chains.next);
    array_release(&ids);
}

/* The places of the outline in the order in which they are shown. A subtree is as long as it is in the outline. */
static uint32_t *shown_places(const Schedule *schedule, const Plan *plan)
{
    const Outline *outline = &plan->results->outline;
    uint32_t *order = memory_new(outline->count + 1, sizeof *order);
    if (schedule->list.sort)
        sort_places(schedule, plan, order);
    for (uint32_t place = 0; place < outline->count && !schedule->list.sort; place++)
        order[place] = place;
    return order;
}

/* Everything that is not folded away. */
static void add_unfolded(const Schedule *schedule, const Plan *plan, const uint32_t *order, Ids *ids)
{
    const Outline *outline = &plan->results->outline;
    for (uint32_t i = 0; i < outline->count;) {
        uint32_t place = order[i];
        Id id = plan_task(plan, outline->row_at[place])->record.id;
        array_push(ids, id);
        i += schedule_is_folded(schedule, id) ? outline->end[place] - place : 1;
    }
}

/* What the filter matches, folded or not, and the summaries that it lies under. */
static void add_matching(const Schedule *schedule, const Plan *plan, const uint32_t *order, Ids *ids)
{
    const Outline *outline = &plan->results->outline;
    bool *wanted = memory_new(outline->count + 1, sizeof *wanted);
    for (uint32_t place = outline->count; place-- > 0;) {
        wanted[place] |= list_passes(&schedule->list, plan, plan_task(plan, outline->row_at[place])->record.id);
        if (wanted[place] && outline->parent[place] >= 0)
            wanted[outline->parent[place]] = true;
    }
    for (uint32_t i = 0; i < outline->count; i++)
        if (wanted[order[i]])
            array_push(ids, plan_task(plan, outline->row_at[order[i]])->record.id);
    free(wanted);
}

void schedule_fill_rows(Schedule *schedule, const Plan *plan)
{
    Ids ids = {0};
    uint32_t *order = shown_places(schedule, plan);
    if (schedule->list.filter)
        add_matching(schedule, plan, order, &ids);
    else
        add_unfolded(schedule, plan, order, &ids);
    list_set_rows(&schedule->list, ids.items, ids.count);
    schedule_measure_names(schedule, plan);
    array_release(&ids);
    free(order);
}

void schedule_fold(Schedule *schedule, const Plan *plan, Id task, bool folded)
{
    if (folded)
        idmap_put(&schedule->folded, task, 1);
    else
        idmap_remove(&schedule->folded, task);
    schedule_fill_rows(schedule, plan);
}

bool schedule_select(Schedule *schedule, const Plan *plan, Id task)
{
    const Task *wanted = plan_find(plan, ENTITY_TASK, task);
    if (!wanted)
        return false;
    bool unfolded = false;
    for (const Task *above = wanted; (above = plan_find(plan, ENTITY_TASK, above->parent));)
        if (schedule_is_folded(schedule, above->record.id)) {
            idmap_remove(&schedule->folded, above->record.id);
            unfolded = true;
        }
    if (unfolded)
        schedule_fill_rows(schedule, plan);
    return list_select(&schedule->list, task);
}

/* A board is opened where its work is: at the first task that is not done, when there are done ones before it. */
static void select_first_open(Schedule *schedule, const Plan *plan)
{
    List *list = &schedule->list;
    bool done_before = false;
    for (size_t i = 0; i < list->rows.count; i++) {
        const TaskDates *dates = plan_task_dates(plan, list->rows.items[i]);
        bool done = dates && dates->percent_complete >= 10000;
        if (!done && !schedule_is_summary(plan, list->rows.items[i])) {
            list->selected = done_before ? i : 0;
            list->top = list->selected > ROWS_ABOVE ? list->selected - ROWS_ABOVE : 0;
            return;
        }
        done_before |= done;
    }
}

void schedule_refresh(void *state, const Plan *plan)
{
    Schedule *schedule = state;
    schedule->figures = schedule_figures(plan);
    gantt_refresh(&schedule->gantt, plan);
    gantt_refresh(&schedule->overview, plan);
    schedule_fill_rows(schedule, plan);
    if (!schedule->opened)
        select_first_open(schedule, plan);
    schedule->opened = true;
}
