/*
 * A column "Cost" of other programs is a total: of a summary task's tasks, of a task's fixed cost and of what the
 * people on it cost. What of it is computed here again would be counted twice, so it is left out, with a warning; the
 * cost of a task on which nobody with a price works is its fixed cost.
 */
#include "csv_tasks.h"
#include "steerco/records/records.h"

static bool has_price(const Plan *plan, Id id)
{
    const Resource *resource = plan_find(plan, ENTITY_RESOURCE, id);
    return resource && (resource->standard_rate != MONEY_NONE || resource->cost_per_use != MONEY_NONE);
}

static void add_priced(const Plan *plan, const Assignment *assignment, IdMap *priced)
{
    if (assignment->task != 0 && has_price(plan, assignment->resource))
        idmap_put(priced, assignment->task, 1);
}

/* The tasks on which somebody with a price works; people who are new have none yet. */
static void find_priced(const Import *import, IdMap *priced)
{
    const Plan *plan = import->plan;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++)
        add_priced(plan, plan_assignment(plan, row), priced);
    for (size_t i = 0; i < import->set->changes.count; i++) {
        const Change *change = &import->set->changes.items[i];
        if (change->kind == CHANGE_CREATE && change->entity == &assignment_entity)
            add_priced(plan, change->record, priced);
    }
}

/* As it was before. */
static void take_out(const Import *import, const ImportRow *row)
{
    const Task *old = row->fresh ? NULL : plan_find(import->plan, ENTITY_TASK, row->id);
    ((Task *)row->record)->fixed_cost = old ? old->fixed_cost : MONEY_NONE;
}

void tasks_settle_totals(TaskFile *file)
{
    Import *import = file->import;
    IdMap priced = {0};
    size_t summaries = 0, tasks = 0;
    find_priced(import, &priced);
    for (size_t i = 0; i < import->rows.count; i++) {
        const ImportRow *row = &import->rows.items[i];
        bool summary = file->is_summary[i];
        if (*import_text(import, row->row, (size_t)import->total_column) == '\0' ||
            !(summary || idmap_get(&priced, row->id, 0)))
            continue;
        take_out(import, row);
        summaries += summary;
        tasks += !summary;
    }
    if (summaries + tasks > 0)
        import_warn(import, import->first_row, -1,
                    "%s is a total: left out of %zu summary tasks, and of %zu tasks whose people have rates",
                    import->columns[import->total_column].header, summaries, tasks);
    idmap_release(&priced);
}
