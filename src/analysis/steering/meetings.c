/*
 * Meetings in their order of days.
 */
#include "steerco/analysis/steering/meetings.h"

#include <stdlib.h>

#include "steerco/model/audience.h"

static bool is_steering(const Meeting *meeting)
{
    return meeting->type == MEETING_STEERING;
}

/* Is `a` the better one to be in on that day? */
static bool is_nearer(const Meeting *a, const Meeting *b)
{
    if (!b)
        return true;
    if (a->date != b->date)
        return a->date < b->date;
    if (is_steering(a) != is_steering(b))
        return is_steering(a);
    return a->record.id < b->record.id;
}

const Meeting *meeting_at_hand(const Plan *plan, Date today)
{
    const Meeting *found = NULL;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_MEETING); row++) {
        const Meeting *meeting = plan_at(plan, ENTITY_MEETING, row);
        bool planned = meeting->status == MEETING_PLANNED && meeting->date != DATE_NONE && meeting->date >= today;
        bool held_today = meeting->status == MEETING_HELD && meeting->date == today;
        if (record_is_shown(plan, &meeting_entity, meeting) && (planned || held_today) && is_nearer(meeting, found))
            found = meeting;
    }
    return found;
}

static bool is_of_same_row(const Meeting *meeting, const Meeting *other)
{
    if (!meeting)
        return is_steering(other);
    return other != meeting && other->type == meeting->type && (!meeting->body || other->body == meeting->body);
}

const Meeting *meeting_before(const Plan *plan, const Meeting *meeting, Date day)
{
    const Meeting *found = NULL;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_MEETING); row++) {
        const Meeting *other = plan_at(plan, ENTITY_MEETING, row);
        bool held = other->status == MEETING_HELD || other->status == MEETING_APPROVED;
        if (held && other->date != DATE_NONE && other->date < day && is_of_same_row(meeting, other) &&
            (!found || other->date > found->date))
            found = other;
    }
    return found;
}

typedef struct Placed {
    Id id;
    int64_t position;
} Placed;

static int by_position(const void *a, const void *b)
{
    const Placed *left = a, *right = b;
    if (left->position != right->position)
        return left->position < right->position ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

void meeting_agenda(const Plan *plan, Id meeting, Ids *out)
{
    ARRAY(Placed) items = {0};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_AGENDA_ITEM); row++) {
        const AgendaItem *item = plan_at(plan, ENTITY_AGENDA_ITEM, row);
        bool placed = item->position > 0; /* an item without a place comes last */
        if (item->meeting == meeting)
            array_push(&items, (Placed){item->record.id, placed ? item->position : INT64_MAX});
    }
    if (items.count > 1)
        qsort(items.items, items.count, sizeof *items.items, by_position);
    for (size_t i = 0; i < items.count; i++)
        array_push(out, items.items[i].id);
    array_release(&items);
}
