/*
 * The list of all that waits, gathered type by type.
 */
#include "steerco/analysis/steering/waiting.h"

#include <stdlib.h>

#include "steerco/base/text.h"
#include "steerco/model/audience.h"

enum { FULLY_DONE = 10000 };

const Field *waiting_person_field(const Entity *entity)
{
    static const char *const names[] = {"owner", "responsible", "reviewer", "chair"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const Field *field = entity_field(entity, names[i]);
        if (field && field->type == FIELD_REFERENCE && field->refers_to == &resource_entity)
            return field;
    }
    return NULL;
}

/* Do its records wait for anybody? Most of the row tells. */
static bool waits(const Entity *entity)
{
    return !entity->internal && !entity->cold && !entity->append_only && entity->due && entity_knows_open(entity) &&
           waiting_person_field(entity);
}

static Date due_of(const Plan *plan, const Entity *entity, const void *record)
{
    Buffer scratch = {0};
    if (entity == &decision_entity)
        return decision_wanted_by(plan, record);
    int64_t due = field_get(entity_field(entity, entity->due), plan, record, &scratch).number;
    buffer_release(&scratch);
    return due == VALUE_NONE ? DATE_NONE : (Date)due;
}

static void add(Waiting *out, Id wanted, WaitingItem item)
{
    if (wanted == 0 || wanted == item.person)
        array_push(out, item);
}

static void add_type(const Plan *plan, const Entity *entity, Id person, Waiting *out)
{
    const Field *who = waiting_person_field(entity);
    uint32_t *rows = plan_sorted_rows(plan, entity->kind);
    for (uint32_t i = 0; i < plan_count(plan, entity->kind); i++) {
        const Record *record = plan_at(plan, entity->kind, rows[i]);
        if (record_is_open(plan, entity, record) && record_is_shown(plan, entity, record))
            add(out, person,
                (WaitingItem){.entity = entity,
                              .id = record->id,
                              .person = field_stored(who, record).number,
                              .due = due_of(plan, entity, record),
                              .late = record_is_late(plan, entity, record)});
    }
    free(rows);
}

/* ---- tasks ---- */

static bool is_due_to_run(const Plan *plan, uint32_t row, const TaskDates **dates)
{
    const Outline *outline = &plan->results->outline;
    *dates = plan_task_dates(plan, plan_task(plan, row)->record.id);
    return *dates && !outline->inactive[row] && !outline_is_summary(outline, outline->place_of[row]) &&
           (*dates)->percent_complete < FULLY_DONE && instant_date((*dates)->start) <= plan_status_date(plan);
}

static void add_task(const Plan *plan, uint32_t row, const TaskDates *dates, Id person, Waiting *out)
{
    const Adjacency *assignments = &plan->results->assignments;
    const Task *task = plan_task(plan, row);
    WaitingItem item = {.entity = &task_entity,
                        .id = task->record.id,
                        .due = instant_end_date(dates->finish),
                        .late = task_is_late(plan, task)};
    for (uint32_t i = assignments->first[row]; i < assignments->first[row + 1]; i++) {
        item.person = plan_assignment(plan, assignments->rows[i])->resource;
        add(out, person, item);
    }
    if (item.person == 0)
        add(out, person, item);
}

static void add_tasks(const Plan *plan, Id person, Waiting *out)
{
    const Outline *outline = &plan->results->outline;
    for (uint32_t place = 0; place < outline->count; place++) {
        const TaskDates *dates;
        if (is_due_to_run(plan, outline->row_at[place], &dates))
            add_task(plan, outline->row_at[place], dates, person, out);
    }
}

/* ---- all of it ---- */

/* The order in which they were added decides among those of one day. */
typedef struct Ranked {
    WaitingItem item;
    size_t place;
} Ranked;

static int by_due(const void *a, const void *b)
{
    const Ranked *one = a, *other = b;
    Date first = one->item.due == DATE_NONE ? INT32_MAX : one->item.due;
    Date second = other->item.due == DATE_NONE ? INT32_MAX : other->item.due;
    if (first != second)
        return first < second ? -1 : 1;
    return one->place < other->place ? -1 : one->place > other->place;
}

static void rank(Waiting *waiting)
{
    Ranked *ranked = memory_new(waiting->count + 1, sizeof *ranked);
    for (size_t i = 0; i < waiting->count; i++)
        ranked[i] = (Ranked){waiting->items[i], i};
    if (waiting->count > 1)
        qsort(ranked, waiting->count, sizeof *ranked, by_due);
    for (size_t i = 0; i < waiting->count; i++)
        waiting->items[i] = ranked[i].item;
    free(ranked);
}

void waiting_find(const Plan *plan, Id person, Waiting *out)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (waits(entities[kind]))
            add_type(plan, entities[kind], person, out);
    add_tasks(plan, person, out);
    rank(out);
}
