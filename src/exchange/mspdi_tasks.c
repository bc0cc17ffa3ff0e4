/*
 * The tasks of a file into the plan's: which they are, where in the outline they stand, and what is known of them.
 */
#include "mspdi_import.h"
#include "steerco/base/text.h"

enum { POSITION_GAP = 1024 };

/* The outline */

static bool is_project_summary(const MspdiTask *task)
{
    return task->uid == 0 && (task->outline_level == 0 || task->outline_level == NUMBER_NONE);
}

static int64_t level_of(const MspdiRow *row)
{
    return row->task->outline_level == NUMBER_NONE ? 1 : row->task->outline_level;
}

static int by_id(const void *a, const void *b)
{
    const MspdiTask *x = ((const MspdiRow *)a)->task, *y = ((const MspdiRow *)b)->task;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* The outline goes by ID, where all rows have one. */
static void sort_rows(MspdiImport *import)
{
    bool sorted = true, numbered = true;
    for (size_t i = 0; i < import->rows.count; i++) {
        int64_t id = import->rows.items[i].task->id;
        numbered = numbered && id != NUMBER_NONE;
        sorted = sorted && (i == 0 || import->rows.items[i - 1].task->id <= id);
    }
    if (numbered && !sorted)
        qsort(import->rows.items, import->rows.count, sizeof *import->rows.items, by_id);
}

/* The parent of a row is the nearest one above with a lower level. */
static void find_parents(MspdiImport *import)
{
    MspdiRow *rows = import->rows.items;
    for (size_t i = 0; i < import->rows.count; i++) {
        int64_t above = (int64_t)i - 1;
        while (above >= 0 && level_of(&rows[above]) >= level_of(&rows[i]))
            above = rows[above].parent;
        rows[i].parent = above;
        if (above >= 0)
            rows[above].summary = true;
    }
}

bool import_outline(MspdiImport *import, Error *error)
{
    const XmlList *tasks = &import->file->tasks;
    IdMap lines = {0};
    bool good = true;
    for (size_t i = 0; good && i < tasks->count; i++) {
        const MspdiTask *task = XML_ITEM(const MspdiTask, tasks, i);
        if (task->is_null == 1) {
            import->tallies[TALLY_BLANK_ROW]++;
            continue;
        }
        good = import_index(&lines, task->uid, (int64_t)task->line, "Task", task->line, error);
        if (good && !is_project_summary(task))
            array_push(&import->rows, (MspdiRow){.task = task, .parent = -1});
    }
    idmap_release(&lines);
    sort_rows(import);
    find_parents(import);
    import->report->tasks = import->rows.count;
    return good;
}

/* Which task is which */

static void find_existing(MspdiImport *import)
{
    const Plan *plan = import->plan;
    TextMap known = {0};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        if (*plan_task(plan, row)->external_id)
            textmap_put(&known, plan_task(plan, row)->external_id, plan_task(plan, row)->record.id);
    size_t met = 0;
    for (size_t i = 0; i < import->rows.count; i++) {
        MspdiRow *row = &import->rows.items[i];
        row->id = textmap_get(&known, import_uid_text(import, row->task->uid), 0);
        met += row->id != 0;
        /* A task that was written from here without a UID of its own bears its number. */
        const Task *numbered = row->id ? NULL : plan_find(plan, ENTITY_TASK, row->task->uid);
        if (numbered && *numbered->external_id == '\0' && text_equal(numbered->name, row->task->name))
            row->id = numbered->record.id;
    }
    import->tallies[TALLY_NOT_IN_FILE] = known.count - met;
    textmap_release(&known);
}

/* Positions: siblings that are in order keep theirs, others are numbered anew */

typedef struct Siblings {
    bool renumber;
    bool any;
    int64_t last, first; /* positions of the plan's tasks among them */
} Siblings;

static Id parent_id(const MspdiImport *import, const MspdiRow *row)
{
    return row->parent < 0 ? 0 : import->rows.items[row->parent].id;
}

/* Is the summary task above one that the plan does not hold yet? */
static bool is_below_new(const MspdiImport *import, const MspdiRow *row)
{
    return row->parent >= 0 && import->rows.items[row->parent].id == 0;
}

static void survey(const MspdiImport *import, const MspdiRow *row, Siblings *siblings)
{
    const Task *task = plan_find(import->plan, ENTITY_TASK, row->id);
    bool in_place = task && !is_below_new(import, row) && task->parent == parent_id(import, row);
    if (!in_place || (siblings->any && task->position <= siblings->last))
        siblings->renumber = true;
    if (!in_place)
        return;
    if (!siblings->any || task->position < siblings->first)
        siblings->first = task->position;
    siblings->last = task->position;
    siblings->any = true;
}

/* By parent + 1: the highest position of the plan's tasks. */
static void find_last_positions(const Plan *plan, IdMap *last)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        const Task *task = plan_task(plan, row);
        if (task->position > idmap_get(last, task->parent + 1, INT64_MIN))
            idmap_put(last, task->parent + 1, task->position);
    }
}

static void find_positions(MspdiImport *import)
{
    size_t count = import->rows.count;
    Siblings *siblings = memory_new(count + 1, sizeof *siblings); /* by parent row + 1 */
    IdMap last = {0};
    find_last_positions(import->plan, &last);
    for (size_t i = 0; i < count; i++)
        survey(import, &import->rows.items[i], &siblings[import->rows.items[i].parent + 1]);
    for (size_t i = 0; i < count; i++) {
        MspdiRow *row = &import->rows.items[i];
        Siblings *group = &siblings[row->parent + 1];
        const Task *task = plan_find(import->plan, ENTITY_TASK, row->id);
        if (!group->renumber) {
            row->position = task->position;
            continue;
        }
        if (!group->any)
            group->first =
                POSITION_GAP + (is_below_new(import, row) ? 0 : idmap_get(&last, parent_id(import, row) + 1, 0));
        group->any = true;
        row->position = group->first;
        group->first += POSITION_GAP;
    }
    idmap_release(&last);
    free(siblings);
}

/* Values of a task */

static Duration duration_of(MspdiImport *import, const MspdiTask *task)
{
    bool estimated;
    int unit = mspdi_unit(task->duration_format, &estimated);
    if ((unit & ~UNIT_ELAPSED) == UNIT_PERCENT)
        unit = UNIT_DAYS;
    if (estimated || task->estimated == 1)
        unit += DURATION_ESTIMATED;
    if (task->duration != NUMBER_NONE)
        return duration_make(task->duration < 0 ? 0 : task->duration, unit);
    import->tallies[TALLY_NO_DURATION]++;
    return duration_make(plan_board(import->plan)->minutes_per_day, UNIT_DAYS + DURATION_ESTIMATED);
}

/* What Project schedules by hand has no place in a plan: its start is held instead. */
static void hold_manual(MspdiImport *import, const MspdiRow *row, int64_t *type, int64_t *date)
{
    const MspdiTask *task = row->task;
    int64_t start = task->manual_start != NUMBER_NONE ? task->manual_start : task->start;
    import->tallies[row->summary ? TALLY_MANUAL_SUMMARY : TALLY_MANUAL]++;
    if (row->summary || start == NUMBER_NONE)
        return;
    *type = CONSTRAINT_MUST_START_ON;
    *date = start;
}

static void put_constraint(MspdiImport *import, const MspdiRow *row)
{
    const MspdiTask *task = row->task;
    int64_t type = task->constraint_type == NUMBER_NONE ? CONSTRAINT_AS_SOON_AS_POSSIBLE : task->constraint_type;
    int64_t date = type > CONSTRAINT_AS_LATE_AS_POSSIBLE ? task->constraint_date : NUMBER_NONE;
    if (task->manual == 1)
        hold_manual(import, row, &type, &date);
    if (type > CONSTRAINT_AS_LATE_AS_POSSIBLE && date == NUMBER_NONE) {
        import->tallies[TALLY_NO_CONSTRAINT_DATE]++;
        type = CONSTRAINT_AS_SOON_AS_POSSIBLE;
    }
    PUT(import, Task, constraint_type, type);
    PUT(import, Task, constraint_date, date);
    PUT(import, Task, deadline, task->deadline);
}

/* Progress of a summary task follows from its tasks, except what was measured on the product. */
static void put_progress(MspdiImport *import, const MspdiRow *row)
{
    const MspdiTask *task = row->task;
    bool measured = task->physical_percent > 0 || task->earned_value_method == 1;
    if (measured && task->physical_percent != NUMBER_NONE)
        PUT(import, Task, physical_percent, task->physical_percent * 100);
    if (row->summary)
        return;
    if (task->percent_complete != NUMBER_NONE)
        PUT(import, Task, percent_complete, task->percent_complete * 100);
    PUT(import, Task, actual_start, task->actual_start);
    PUT(import, Task, actual_finish, task->actual_finish);
}

static void put_calendar(MspdiImport *import, const MspdiRow *row)
{
    const MspdiTask *task = row->task;
    bool own = task->calendar != NUMBER_NONE && task->calendar != MSPDI_NO_CALENDAR;
    Id calendar = own ? import_id(&import->calendars, task->calendar) : 0;
    import->tallies[TALLY_LOST_CALENDAR] += own && calendar == 0;
    import->tallies[TALLY_IGNORES_RESOURCE_CALENDAR] +=
        calendar != 0 && task->ignore_resource_calendar == 1 && row->assigned;
    PUT(import, Task, calendar, calendar);
}

static void put_work(MspdiImport *import, const MspdiRow *row)
{
    const MspdiTask *task = row->task;
    if (row->summary)
        return;
    Duration duration = duration_of(import, task);
    PUT(import, Task, duration, duration);
    PUT(import, Task, milestone, task->milestone == 1 && duration_amount(duration) > 0);
    if (!row->assigned && task->work != NUMBER_NONE && task->work > 0)
        PUT(import, Task, work, duration_make(task->work, UNIT_HOURS));
}

static const char *name_of(MspdiImport *import, const MspdiTask *task)
{
    if (*task->name)
        return task->name;
    import->tallies[TALLY_UNNAMED_TASK]++;
    Buffer name = {0};
    buffer_format(&name, "Task %lld", (long long)task->uid);
    const char *kept = arena_text(&import->set->arena, buffer_text(&name));
    buffer_release(&name);
    return kept;
}

static void put_task(MspdiImport *import, MspdiRow *row)
{
    const MspdiTask *task = row->task;
    row->id = import_open(import, &task_entity, row->id);
    PUT(import, Task, parent, parent_id(import, row));
    PUT(import, Task, position, row->position);
    PUT_TEXT(import, Task, name, name_of(import, task));
    PUT_TEXT(import, Task, external_id, import_uid_text(import, task->uid));
    PUT_KNOWN_TEXT(import, Task, notes, task->notes);
    PUT_KNOWN(import, Task, priority, task->priority);
    PUT(import, Task, inactive, task->active == 0);
    if (task->fixed_cost != NUMBER_NONE && task->fixed_cost != 0)
        PUT(import, Task, fixed_cost, mspdi_money(task->fixed_cost, MSPDI_COST_PARTS, import->currency_digits));
    put_work(import, row);
    put_constraint(import, row);
    put_progress(import, row);
    put_calendar(import, row);
    import_close(import);
    import->tallies[TALLY_SUBPROJECT] += task->is_subproject == 1;
    import->tallies[TALLY_EXTERNAL_TASK] += task->external == 1;
    import->tallies[TALLY_LEVELING_DELAY] += task->leveling_delay != NUMBER_NONE && task->leveling_delay != 0;
}

static void mark_assigned(MspdiImport *import)
{
    const XmlList *assignments = &import->file->assignments;
    IdMap assigned = {0};
    for (size_t i = 0; i < assignments->count; i++) {
        const MspdiAssignment *assignment = XML_ITEM(const MspdiAssignment, assignments, i);
        if (assignment->task >= 0 && import_id(&import->resources, assignment->resource) != 0)
            idmap_put(&assigned, assignment->task + 1, 1);
    }
    for (size_t i = 0; i < import->rows.count; i++)
        import->rows.items[i].assigned = import_id(&assigned, import->rows.items[i].task->uid) != 0;
    idmap_release(&assigned);
}

void import_tasks(MspdiImport *import)
{
    find_existing(import);
    find_positions(import);
    mark_assigned(import);
    for (size_t i = 0; i < import->rows.count; i++) {
        MspdiRow *row = &import->rows.items[i];
        put_task(import, row);
        idmap_put(&import->tasks, row->task->uid + 1, row->id);
    }
}
