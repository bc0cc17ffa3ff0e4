/*
 * Links and assignments of a file into the plan's. Between two tasks of the file, and between a task and a resource of
 * the file, exactly those of the file remain: what was deleted in Project is deleted here.
 */
#include "mspdi_import.h"
#include "steerco/records/records.h"

enum { BASIS_POINTS = 10000, TENTHS = 10, MOST_UNITS = 10000000 };

/* Pairs of records: what links and assignments are known by */

typedef struct Pairs {
    IdMap of_ids;  /* the plan's, by both ids: row + 1 */
    IdMap of_uids; /* the file's, by both UIDs */
    bool *kept;    /* by row of the plan */
} Pairs;

static int64_t pair_key(int64_t a, int64_t b)
{
    uint64_t key = (uint64_t)a << 32 ^ (uint64_t)b;
    return key == 0 ? 1 : (int64_t)key;
}

static void pairs_release(Pairs *pairs)
{
    idmap_release(&pairs->of_ids);
    idmap_release(&pairs->of_uids);
    free(pairs->kept);
}

/* False for a pair that the file had already. */
static bool is_first_of_pair(Pairs *pairs, int64_t a, int64_t b)
{
    int64_t key = pair_key(a + 1, b + 1);
    if (idmap_get(&pairs->of_uids, key, 0) != 0)
        return false;
    idmap_put(&pairs->of_uids, key, 1);
    return true;
}

/* The ids of the records of the plan that the file speaks of. */
static void collect_ids(const IdMap *ids_of_uids, IdMap *out)
{
    for (size_t i = 0; i < ids_of_uids->capacity; i++)
        if (ids_of_uids->keys[i] != 0 && ids_of_uids->values[i] > 0)
            idmap_put(out, ids_of_uids->values[i], 1);
}

/* Links */

static void index_links(const Plan *plan, Pairs *pairs)
{
    pairs->kept = memory_new(plan_count(plan, ENTITY_LINK) + 1, sizeof *pairs->kept);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_LINK); row++)
        idmap_put(&pairs->of_ids, pair_key(plan_link(plan, row)->predecessor, plan_link(plan, row)->successor),
                  row + 1);
}

static Id find_link(const Plan *plan, Pairs *pairs, Id predecessor, Id successor)
{
    int64_t row = idmap_get(&pairs->of_ids, pair_key(predecessor, successor), 0) - 1;
    const Link *link = row < 0 ? NULL : plan_link(plan, (uint32_t)row);
    if (!link || link->predecessor != predecessor || link->successor != successor)
        return 0;
    pairs->kept[row] = true;
    return link->record.id;
}

/* Tenths of minutes, to the nearest minute; the percentage itself where the format says so. */
static Duration lag_of(const MspdiLink *link)
{
    bool estimated;
    int unit = mspdi_unit(link->lag_format, &estimated);
    int64_t lag = link->lag == NUMBER_NONE ? 0 : link->lag;
    if ((unit & ~UNIT_ELAPSED) == UNIT_PERCENT)
        return duration_make(lag * 100, unit);
    return duration_make((lag + (lag < 0 ? -TENTHS / 2 : TENTHS / 2)) / TENTHS, unit);
}

/* Can the link be drawn in a plan? */
static bool is_drawable(MspdiImport *import, Pairs *pairs, const MspdiLink *link, const MspdiTask *successor)
{
    MspdiTally trouble;
    if (link->cross_project == 1)
        trouble = TALLY_CROSS_PROJECT_LINK;
    else if (link->predecessor == successor->uid)
        trouble = TALLY_SELF_LINK;
    else if (import_id(&import->tasks, link->predecessor) == 0)
        trouble = TALLY_LOST_LINK;
    else if (!is_first_of_pair(pairs, link->predecessor, successor->uid))
        trouble = TALLY_DOUBLE_LINK;
    else
        return true;
    import->tallies[trouble]++;
    return false;
}

static void put_link(MspdiImport *import, Pairs *pairs, const MspdiLink *link, const MspdiRow *row)
{
    Id predecessor = import_id(&import->tasks, link->predecessor);
    import_open(import, &link_entity, find_link(import->plan, pairs, predecessor, row->id));
    PUT(import, Link, predecessor, predecessor);
    PUT(import, Link, successor, row->id);
    PUT(import, Link, type, mspdi_link_type(link->type));
    PUT(import, Link, lag, lag_of(link));
    import_close(import);
    import->report->links++;
}

static void delete_other_links(MspdiImport *import, const Pairs *pairs)
{
    const Plan *plan = import->plan;
    IdMap ids = {0};
    collect_ids(&import->tasks, &ids);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_LINK); row++) {
        const Link *link = plan_link(plan, row);
        bool spoken_of = idmap_get(&ids, link->predecessor, 0) && idmap_get(&ids, link->successor, 0);
        if (!spoken_of || pairs->kept[row])
            continue;
        change_delete(import->set, plan, &link_entity, link->record.id);
        import->tallies[TALLY_DELETED_LINK]++;
    }
    idmap_release(&ids);
}

void import_links(MspdiImport *import)
{
    Pairs pairs = {0};
    index_links(import->plan, &pairs);
    for (size_t i = 0; i < import->rows.count; i++) {
        const MspdiRow *row = &import->rows.items[i];
        for (size_t k = 0; k < row->task->links.count; k++) {
            const MspdiLink *link = XML_ITEM(const MspdiLink, &row->task->links, k);
            if (is_drawable(import, &pairs, link, row->task))
                put_link(import, &pairs, link, row);
        }
    }
    delete_other_links(import, &pairs);
    pairs_release(&pairs);
}

/* Assignments */

static void index_assignments(const Plan *plan, Pairs *pairs)
{
    pairs->kept = memory_new(plan_count(plan, ENTITY_ASSIGNMENT) + 1, sizeof *pairs->kept);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++)
        idmap_put(&pairs->of_ids, pair_key(plan_assignment(plan, row)->task, plan_assignment(plan, row)->resource),
                  row + 1);
}

static Id find_assignment(const Plan *plan, Pairs *pairs, Id task, Id resource)
{
    int64_t row = idmap_get(&pairs->of_ids, pair_key(task, resource), 0) - 1;
    const Assignment *assignment = row < 0 ? NULL : plan_assignment(plan, (uint32_t)row);
    if (!assignment || assignment->task != task || assignment->resource != resource)
        return 0;
    pairs->kept[row] = true;
    return assignment->record.id;
}

static int64_t units_of(MspdiImport *import, const MspdiAssignment *assignment)
{
    int64_t units;
    if (assignment->units == NUMBER_NONE)
        return BASIS_POINTS;
    bool good = number_scale(assignment->units, BASIS_POINTS, INT64_C(1000000), &units);
    if (good && units >= 0 && units <= MOST_UNITS)
        return units;
    import->tallies[TALLY_CAPPED_UNITS]++;
    return assignment->units < 0 ? 0 : MOST_UNITS;
}

static bool is_product(int64_t work, int64_t duration, int64_t units)
{
    int64_t product;
    return duration != NUMBER_NONE && number_scale(duration, units, BASIS_POINTS, &product) && product == work;
}

/*
 * Not where it is what duration and units come to anyway, so that it follows them; nor of material and costs, whose
 * work is none.
 */
static bool work_is_own(const MspdiImport *import, const MspdiAssignment *assignment, const MspdiRow *row,
                        int64_t units)
{
    const MspdiTask *task = row->task;
    int64_t work = assignment->work;
    if (work == NUMBER_NONE || import_id(&import->materials, assignment->resource) != 0)
        return false;
    return row->summary || !(is_product(work, task->duration, units) || is_product(work, task->manual_duration, units));
}

static bool is_assignable(MspdiImport *import, Pairs *pairs, const MspdiAssignment *assignment, const IdMap *rows)
{
    MspdiTally trouble;
    if (assignment->resource == MSPDI_NO_RESOURCE || assignment->resource == NUMBER_NONE)
        trouble = TALLY_NOBODY;
    else if (import_id(rows, assignment->task) == 0 || import_id(&import->resources, assignment->resource) == 0)
        trouble = TALLY_LOST_ASSIGNMENT;
    else if (!is_first_of_pair(pairs, assignment->task, assignment->resource))
        trouble = TALLY_DOUBLE_ASSIGNMENT;
    else
        return true;
    import->tallies[trouble]++;
    return false;
}

static void put_assignment(MspdiImport *import, Pairs *pairs, const MspdiAssignment *assignment, const MspdiRow *row)
{
    Id resource = import_id(&import->resources, assignment->resource);
    int64_t units = units_of(import, assignment);
    import_open(import, &assignment_entity, find_assignment(import->plan, pairs, row->id, resource));
    PUT(import, Assignment, task, row->id);
    PUT(import, Assignment, resource, resource);
    PUT(import, Assignment, units, units);
    if (work_is_own(import, assignment, row, units))
        import_put_work(import, offsetof(Assignment, work), assignment->work);
    else
        PUT(import, Assignment, work, DURATION_NONE);
    import_close(import);
    import->report->assignments++;
    import->tallies[TALLY_CONTOUR] += assignment->work_contour > 0;
    import->tallies[TALLY_LEVELING_DELAY] += assignment->leveling_delay != NUMBER_NONE && assignment->leveling_delay;
}

static void delete_other_assignments(MspdiImport *import, const Pairs *pairs)
{
    const Plan *plan = import->plan;
    IdMap tasks = {0}, resources = {0};
    collect_ids(&import->tasks, &tasks);
    collect_ids(&import->resources, &resources);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        const Assignment *assignment = plan_assignment(plan, row);
        bool spoken_of = idmap_get(&tasks, assignment->task, 0) && idmap_get(&resources, assignment->resource, 0);
        if (!spoken_of || pairs->kept[row])
            continue;
        change_delete(import->set, plan, &assignment_entity, assignment->record.id);
        import->tallies[TALLY_DELETED_ASSIGNMENT]++;
    }
    idmap_release(&tasks);
    idmap_release(&resources);
}

void import_assignments(MspdiImport *import)
{
    const XmlList *assignments = &import->file->assignments;
    Pairs pairs = {0};
    IdMap rows = {0}; /* UID + 1 → row + 1 */
    for (size_t i = 0; i < import->rows.count; i++)
        idmap_put(&rows, import->rows.items[i].task->uid + 1, (int64_t)i + 1);
    index_assignments(import->plan, &pairs);
    for (size_t i = 0; i < assignments->count; i++) {
        const MspdiAssignment *assignment = XML_ITEM(const MspdiAssignment, assignments, i);
        if (is_assignable(import, &pairs, assignment, &rows))
            put_assignment(import, &pairs, assignment, &import->rows.items[import_id(&rows, assignment->task) - 1]);
    }
    delete_other_assignments(import, &pairs);
    idmap_release(&rows);
    pairs_release(&pairs);
}
