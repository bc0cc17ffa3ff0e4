/*
 * Links among several tasks at once: a chain of them, and none.
 */
#include "edit_parts.h"

static bool lies_under(const Plan *plan, Id task, Id above)
{
    const Outline *outline = &plan->results->outline;
    uint32_t place = outline->place_of[plan_row(plan, ENTITY_TASK, task)];
    uint32_t top = outline->place_of[plan_row(plan, ENTITY_TASK, above)];
    return place > top && place < outline->end[top];
}

static bool is_linked(const Plan *plan, Id predecessor, Id successor)
{
    const Adjacency *links = &plan->results->predecessors;
    uint32_t row = plan_row(plan, ENTITY_TASK, successor);
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++)
        if (plan_link(plan, links->rows[i])->predecessor == predecessor)
            return true;
    return false;
}

static bool check_chain(const Plan *plan, const Ids *chain, Error *error)
{
    for (size_t i = 1; i < chain->count; i++)
        if (lies_under(plan, chain->items[i], chain->items[i - 1]))
            return error_set(error, "%s lies under %s, so it cannot follow it",
                             plan_quoted(plan, &task_entity, chain->items[i]).text,
                             plan_quoted(plan, &task_entity, chain->items[i - 1]).text);
    return true;
}

bool edit_link(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error)
{
    Ids chain = {0};
    edit_in_order(plan, tasks, false, &chain);
    bool good = check_chain(plan, &chain, error);
    for (size_t i = 1; good && i < chain.count; i++) {
        if (is_linked(plan, chain.items[i - 1], chain.items[i]))
            continue;
        Link *link = change_create(set, &link_entity);
        link->predecessor = chain.items[i - 1];
        link->successor = chain.items[i];
    }
    array_release(&chain);
    return good;
}

void edit_unlink(ChangeSet *set, const Plan *plan, const Ids *tasks)
{
    IdMap among = {0};
    for (size_t i = 0; i < tasks->count; i++)
        idmap_put(&among, tasks->items[i], 1);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_LINK); row++) {
        const Link *link = plan_link(plan, row);
        if (idmap_get(&among, link->predecessor, 0) && idmap_get(&among, link->successor, 0))
            change_delete(set, plan, &link_entity, link->record.id);
    }
    idmap_release(&among);
}
