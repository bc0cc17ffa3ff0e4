/*
 * The tasks of a file into the plan's: which they are, where in the outline they stand, and what is known of them.
 */
#include <stdlib.h>

#include "mspdi_import.h"
#include "mspdi_write.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

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

/* Tasks of the plan by external_id, and tasks without a number for one by the UID under which they go out. */
typedef struct KnownTasks {
    TextMap external;
    IdMap written;
} KnownTasks;

static void learn_tasks(const Plan *plan, KnownTasks *out)
{
    MspdiUids uids;
    uids_of_tasks(&uids, plan);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++) {
        const Task *task = plan_task(plan, row);
        if (*task->external_id)
            textmap_put(&out->external, task->external_id, task->record.id);
        idmap_put(&out->written, uids.of_row[row], task->record.id);
    }
    free(uids.of_row);
}

static const Task *written_as(const MspdiImport *import, const KnownTasks *known, const MspdiRow *row)
{
    return plan_find(import->plan, ENTITY_TASK, idmap_get(&known->written, row->task->uid, 0));
}

/* Was the file written from this board? Then most of its tasks bear UIDs of ours and the names that we know them by. */
static bool is_own_export(const MspdiImport *import, const KnownTasks *known)
{
    size_t same = 0;
    for (size_t i = 0; i < import->rows.count; i++) {
        const Task *written = written_as(import, known, &import->rows.items[i]);
        same += written && text_equal(written->name, import->rows.items[i].task->name);
    }
    return 2 * same > import->rows.count;
}

/* A task that went out under its own number may have another name by now; under other UIDs the name has to tell. */
static Id find_written(const MspdiImport *import, const KnownTasks *known, const MspdiRow *row, bool own_export)
{
    const Task *task = written_as(import, known, row);
    bool numbered = task && own_export && task->record.id == row->task->uid;
    return task && (numbered || text_equal(task->name, row->task->name)) ? task->record.id : 0;
}

static void find_existing(MspdiImport *import)
{
    const Plan *plan = import->plan;
    KnownTasks known = {0};
    learn_tasks(plan, &known);
    bool own_export = is_own_export(import, &known);
    size_t met = 0;
    for (size_t i = 0; i < import->rows.count; i++) {
        MspdiRow *row = &import->rows.items[i];
        row->id = textmap_get(&known.external, import_uid_text(import, row->task->uid), 0);
        if (row->id == 0)
            row->id = find_written(import, &known, row, own_export);
        const Task *task = plan_find(plan, ENTITY_TASK, row->id);
        met += task && *task->external_id;
    }
    import->tallies[TALLY_NOT_IN_FILE] = known.external.count - met;
    textmap_release(&known.external);
    idmap_release(&known.written);
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
    bool typed = task->manual_duration != NUMBER_NONE && (task->manual == 1 || task->duration == NUMBER_NONE);
    int64_t minutes = typed ? task->manual_duration : task->duration;
    if (minutes != NUMBER_NONE)
        return duration_make(minutes < 0 ? 0 : minutes, unit);
    import->tallies[TALLY_NO_DURATION]++;
    return duration_make(plan_board(import->plan)->minutes_per_day, UNIT_DAYS + DURATION_ESTIMATED);
}

/*
 * Project writes what was typed by hand, and Start and Finish beside it; other programs may write these alone. The
 * dates of a summary task are kept in case that it loses its tasks.
 */
static void put_manual(MspdiImport *import, const MspdiRow *row)
{
    const MspdiTask *task = row->task;
    bool manual = task->manual == 1;
    bool typed =
        task->manual_start != NUMBER_NONE || task->manual_finish != NUMBER_NONE || task->manual_duration != NUMBER_NONE;
    int64_t start = typed ? task->manual_start : task->start, finish = typed ? task->manual_finish : task->finish;
    if (manual && start != NUMBER_NONE && finish != NUMBER_NONE && finish < start) {
        import->tallies[TALLY_MANUAL_FINISH]++;
        finish = NUMBER_NONE;
    }
    import->tallies[TALLY_MANUAL_SUMMARY] += manual && row->summary;
    PUT(import, Task, manual, manual);
    PUT(import, Task, manual_start, manual ? start : NUMBER_NONE);
    PUT(import, Task, manual_finish, manual ? finish : NUMBER_NONE);
}

/* A day that is meant as a whole is written to its last minute. */
static int64_t whole_day(int64_t date)
{
    enum { LAST_MINUTE = MINUTES_PER_DAY - 1 };
    return date != NUMBER_NONE && instant_minute((Instant)date) == LAST_MINUTE ? date + 1 : date;
}

static void put_constraint(MspdiImport *import, const MspdiRow *row)
{
    const MspdiTask *task = row->task;
    int64_t type = task->constraint_type == NUMBER_NONE ? CONSTRAINT_AS_SOON_AS_POSSIBLE : task->constraint_type;
    int64_t date = type > CONSTRAINT_AS_LATE_AS_POSSIBLE ? task->constraint_date : NUMBER_NONE;
    if (type > CONSTRAINT_AS_LATE_AS_POSSIBLE && date == NUMBER_NONE) {
        import->tallies[TALLY_NO_CONSTRAINT_DATE]++;
        type = CONSTRAINT_AS_SOON_AS_POSSIBLE;
    }
    PUT(import, Task, constraint_type, type);
    bool finish = task_constrains_finish(&(Task){.constraint_type = (uint8_t)type});
    PUT(import, Task, constraint_date, finish ? whole_day(date) : date);
    PUT(import, Task, deadline, whole_day(task->deadline));
}

/* In basis points: to the minute where the file says how much is done, for Project rounds to whole per cent. */
static int64_t percent_of(const MspdiTask *task)
{
    int64_t whole = task->percent_complete * 100, done, exact;
    if (task->duration <= 0 || task->actual_duration < 0 || task->actual_duration > task->duration)
        return whole;
    bool same = number_scale(task->duration, whole, 10000, &done) && done == task->actual_duration;
    if (same || !number_scale(task->actual_duration, 10000, task->duration, &exact))
        return whole;
    return exact > whole - 100 && exact < whole + 100 ? exact : whole;
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
    bool finished = task->actual_finish != NUMBER_NONE;
    import->tallies[TALLY_FINISHED] += finished && task->percent_complete != 100;
    if (finished)
        PUT(import, Task, percent_complete, 10000);
    else if (task->percent_complete != NUMBER_NONE)
        PUT(import, Task, percent_complete, percent_of(task));
    PUT(import, Task, actual_start, task->actual_start);
    PUT(import, Task, actual_finish, task->actual_finish);
}

static void put_calendar(MspdiImport *import, const MspdiRow *row)
{
    const MspdiTask *task = row->task;
    PUT(import, Task, calendar, import_calendar_of(import, task->calendar));
    PUT(import, Task, ignore_resource_calendar, task->ignore_resource_calendar == 1);
}

/* The work of a task is the sum of its assignments', up to seconds that were rounded: then it is not kept twice. */
static bool has_own_work(const MspdiRow *row)
{
    int64_t work = row->task->work;
    return work != NUMBER_NONE && work > 0 &&
           (row->assigned == 0 || llabs(work - row->assigned_work) > (int64_t)row->assigned);
}

static void put_work(MspdiImport *import, const MspdiRow *row)
{
    const MspdiTask *task = row->task;
    if (row->summary)
        return;
    Duration duration = duration_of(import, task);
    PUT(import, Task, duration, duration);
    if (duration_amount(duration) > 0) /* without a duration every task is one there */
        PUT(import, Task, milestone, task->milestone == 1);
    if (has_own_work(row))
        import_put_work(import, offsetof(Task, work), task->work);
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

/* Not the task's Cost, which is the total with what is assigned to it. */
static void put_fixed_cost(MspdiImport *import, const MspdiTask *task)
{
    if (task->fixed_cost == NUMBER_NONE || task->fixed_cost == 0)
        return;
    PUT(import, Task, fixed_cost, mspdi_money(task->fixed_cost, MSPDI_COST_PARTS, import->currency_digits));
    import->tallies[TALLY_ACCRUAL] +=
        task->fixed_cost_accrual != NUMBER_NONE && task->fixed_cost_accrual != MSPDI_ACCRUE_PRORATED;
}

static bool has_own_wbs(const MspdiTask *task)
{
    return *task->wbs && *task->outline_number && !text_equal(task->wbs, task->outline_number);
}

static void put_task(MspdiImport *import, MspdiRow *row)
{
    const MspdiTask *task = row->task;
    bool fresh = row->id == 0;
    row->id = import_open(import, &task_entity, row->id);
    PUT(import, Task, parent, parent_id(import, row));
    PUT(import, Task, position, row->position);
    PUT_TEXT(import, Task, name, name_of(import, task));
    if (fresh)
        PUT_TEXT(import, Task, external_id, import_uid_text(import, task->uid));
    PUT_KNOWN_TEXT(import, Task, notes, task->notes);
    PUT_KNOWN(import, Task, priority, task->priority);
    PUT(import, Task, inactive, task->active == 0);
    put_fixed_cost(import, task);
    put_work(import, row);
    put_constraint(import, row);
    put_manual(import, row);
    put_progress(import, row);
    put_calendar(import, row);
    import_close(import);
    import->tallies[TALLY_WBS] += has_own_wbs(task);
    import->tallies[TALLY_SUBPROJECT] += task->is_subproject == 1;
    import->tallies[TALLY_EXTERNAL_TASK] += task->external == 1;
    import->tallies[TALLY_LEVELING_DELAY] += task->leveling_delay != NUMBER_NONE && task->leveling_delay != 0;
}

/* Material does no work. */
static void add_assigned_work(MspdiImport *import)
{
    const XmlList *assignments = &import->file->assignments;
    IdMap rows = {0}; /* UID + 1 → row + 1 */
    for (size_t i = 0; i < import->rows.count; i++)
        idmap_put(&rows, import->rows.items[i].task->uid + 1, (int64_t)i + 1);
    for (size_t i = 0; i < assignments->count; i++) {
        const MspdiAssignment *assignment = XML_ITEM(const MspdiAssignment, assignments, i);
        int64_t row = import_id(&rows, assignment->task) - 1;
        if (row < 0 || import_id(&import->resources, assignment->resource) == 0)
            continue;
        bool works = assignment->work != NUMBER_NONE && import_id(&import->materials, assignment->resource) == 0;
        import->rows.items[row].assigned++;
        import->rows.items[row].assigned_work += works ? assignment->work : 0;
    }
    idmap_release(&rows);
}

void import_tasks(MspdiImport *import)
{
    find_existing(import);
    find_positions(import);
    add_assigned_work(import);
    for (size_t i = 0; i < import->rows.count; i++) {
        MspdiRow *row = &import->rows.items[i];
        put_task(import, row);
        idmap_put(&import->tasks, row->task->uid + 1, row->id);
    }
}
