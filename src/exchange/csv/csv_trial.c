/*
 * A foreign file states dates; the plan computes them. To know which of the stated starts links and the board's start
 * explain, a copy of what the schedule depends on gets the change set and is scheduled.
 *
 * A start that is later than the computed one becomes a start-no-earlier-than constraint; so does one before the
 * board's start, which binds no task that says otherwise. One such constraint may explain the starts of all its
 * successors, so a task waits while one of its predecessors is not yet where the file has it; rounds go on until
 * nothing moves.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "csv_tasks.h"
#include "steerco/analysis/analysis.h"
#include "steerco/analysis/reported.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { MOST_ROUNDS = 60, NAMED_DIFFERENCES = 5 };

typedef struct Trial {
    TaskFile *file;
    Plan plan;           /* the copy */
    int64_t *index_of;   /* row of its task table → index into the file's rows, or −1 */
    Instant *not_before; /* index → the constraint it gets */
} Trial;

static const ImportRow *row_at(const Trial *trial, size_t index)
{
    return &trial->file->import->rows.items[index];
}

/* ---- Later, earlier, the same: to the minute where a time was stated, else to the day ---- */

static int compare(Instant stated, bool has_time, Instant computed)
{
    int64_t a = has_time ? stated : instant_date(stated), b = has_time ? computed : instant_date(computed);
    return (a > b) - (a < b);
}

static bool starts_differ(const Stated *stated, Instant computed)
{
    return stated->start != INSTANT_NONE && computed != INSTANT_NONE &&
           compare(stated->start, stated->start_has_time, computed) != 0;
}

/* What ends at midnight ends on the day before. */
static bool finishes_differ(const Stated *stated, Instant computed)
{
    if (stated->finish == INSTANT_NONE || computed == INSTANT_NONE)
        return false;
    return stated->finish_has_time ? stated->finish != computed
                                   : instant_date(stated->finish) != instant_date(computed) &&
                                         instant_date(stated->finish) != instant_end_date(computed);
}

/* Is the end of a link's predecessor, as far as the file tells of it, where the file has it? */
static bool is_settled(const Trial *trial, const Link *link)
{
    const Plan *plan = &trial->plan;
    uint32_t row = plan_row(plan, ENTITY_TASK, link->predecessor);
    int64_t index = row == ROW_NONE ? -1 : trial->index_of[row];
    if (index < 0)
        return true;
    const Stated *stated = &trial->file->stated[index];
    const TaskDates *dates = results_task(plan->results, row);
    bool by_finish = link->type == LINK_FINISH_START || link->type == LINK_FINISH_FINISH;
    return by_finish ? !finishes_differ(stated, dates->finish) : !starts_differ(stated, dates->start);
}

static bool links_are_settled(const Trial *trial, uint32_t row)
{
    const Plan *plan = &trial->plan;
    const Adjacency *links = &plan->results->predecessors;
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++)
        if (!is_settled(trial, plan_link(plan, links->rows[i])))
            return false;
    return true;
}

/* The links of a task bind it, and so do those of the summary tasks above it. */
static bool predecessors_are_settled(const Trial *trial, uint32_t row)
{
    const Outline *outline = &trial->plan.results->outline;
    for (int64_t place = outline->place_of[row]; place >= 0; place = outline->parent[place])
        if (!links_are_settled(trial, outline->row_at[place]))
            return false;
    return true;
}

/* ---- Rounds ---- */

/* What steerco wrote says all by its constraints. Only the start of a task that it was written from may be a person's
 * wish. */
static bool is_wished(const Import *import, const ImportRow *row)
{
    return !import->native || (!row->fresh && !import_is_adopted(import, import_identifier(import, row->row)));
}

/* The board's start holds back a task that the file begins before it. */
static bool is_before_board(const Trial *trial, const Stated *stated)
{
    Instant start = plan_board(&trial->plan)->start;
    return start != INSTANT_NONE && compare(stated->start, stated->start_has_time, start) < 0;
}

/* Has the task a stated start that nothing explains so far? */
static bool needs_constraint(const Trial *trial, size_t index, uint32_t row)
{
    const Import *import = trial->file->import;
    const Plan *plan = &trial->plan;
    const Outline *outline = &plan->results->outline;
    const Stated *stated = &trial->file->stated[index];
    const Task *task = plan_task(plan, row);
    Instant computed = results_task(plan->results, row)->start;
    if (stated->start == INSTANT_NONE || computed == INSTANT_NONE ||
        outline_is_summary(outline, outline->place_of[row]) ||
        task->constraint_type != CONSTRAINT_AS_SOON_AS_POSSIBLE || task->actual_start != INSTANT_NONE ||
        trial->not_before[index] != INSTANT_NONE || !is_wished(import, row_at(trial, index)))
        return false;
    int moved = compare(stated->start, stated->start_has_time, computed);
    return moved > 0 || (moved < 0 && is_before_board(trial, stated));
}

/* The tasks of the copy bear provisional ids, which a change set takes for its own: so the change is put there as it
 * is. */
static void push_change(ChangeSet *set, Id id, const Field *field, int64_t value)
{
    array_push(
        &set->changes,
        (Change){.entity = &task_entity, .id = id, .kind = CHANGE_SET, .field = field, .after = value_number(value)});
}

static void constrain(Trial *trial, size_t index, ChangeSet *set)
{
    Import *import = trial->file->import;
    const Stated *stated = &trial->file->stated[index];
    Id id = row_at(trial, index)->id;
    Instant from = stated->start_has_time ? stated->start : import_day_start(import, instant_date(stated->start));
    trial->not_before[index] = from;
    push_change(set, id, field_of(&task_entity, Task, constraint_type), CONSTRAINT_START_NO_EARLIER);
    push_change(set, id, field_of(&task_entity, Task, constraint_date), from);
}

/* One round: how many tasks were constrained. With `all`, those too that might be explained by others. */
static size_t constrain_some(Trial *trial, bool all, size_t *waiting)
{
    Import *import = trial->file->import;
    ChangeSet set = {.board = trial->plan.board};
    size_t done = 0;
    *waiting = 0;
    for (size_t i = 0; i < import->rows.count; i++) {
        uint32_t row = plan_row(&trial->plan, ENTITY_TASK, row_at(trial, i)->id);
        if (row == ROW_NONE || !needs_constraint(trial, i, row))
            continue;
        bool now = all || predecessors_are_settled(trial, row);
        *waiting += !now;
        done += now;
        if (now)
            constrain(trial, i, &set);
    }
    if (done > 0)
        plan_apply(&trial->plan, &set); /* results stay current where nothing changes */
    array_release(&set.changes);
    return done;
}

static bool run_rounds(Trial *trial, Error *error)
{
    Plan *plan = &trial->plan;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        size_t waiting, done = constrain_some(trial, round == MOST_ROUNDS - 1, &waiting);
        if (done == 0 && waiting > 0)
            done = constrain_some(trial, true, &waiting);
        if (done == 0)
            return true;
        if (!analysis_update(plan, error))
            return false;
    }
    return true;
}

/* ---- What comes of it ---- */

/* As precise as the file. */
static void add_stated(Instant stated, bool has_time, Buffer *out)
{
    if (has_time)
        instant_format(stated, out);
    else
        date_format(instant_date(stated), out);
}

static void name_difference(const Trial *trial, size_t index, const TaskDates *dates)
{
    Import *import = trial->file->import;
    const Stated *stated = &trial->file->stated[index];
    bool start = starts_differ(stated, dates->start);
    bool has_time = start ? stated->start_has_time : stated->finish_has_time;
    Buffer from = {0}, to = {0};
    add_stated(start ? stated->start : stated->finish, has_time, &from);
    add_stated(start ? dates->start : dates->finish, has_time, &to);
    import_warn(import, row_at(trial, index)->row, import_column(import, start ? COLUMN_START : COLUMN_FINISH),
                "the file has %s, the schedule %s", buffer_text(&from), buffer_text(&to));
    buffer_release(&from);
    buffer_release(&to);
}

/* Of a task that has begun the plan keeps the actual dates, not those that were stated for it. */
static void count_differences(const Trial *trial)
{
    Import *import = trial->file->import;
    CsvReport *report = import->report;
    for (size_t i = 0; i < import->rows.count; i++) {
        const Stated *stated = &trial->file->stated[i];
        const TaskDates *dates = plan_task_dates(&trial->plan, row_at(trial, i)->id);
        const Task *task = row_at(trial, i)->record;
        if (!dates || task->actual_start != INSTANT_NONE ||
            (!starts_differ(stated, dates->start) && !finishes_differ(stated, dates->finish)))
            continue;
        if (report->dates_differ++ < NAMED_DIFFERENCES)
            name_difference(trial, i, dates);
    }
}

/* Into the set itself. */
static void keep_constraints(const Trial *trial)
{
    Import *import = trial->file->import;
    for (size_t i = 0; i < import->rows.count; i++) {
        const ImportRow *row = row_at(trial, i);
        if (trial->not_before[i] == INSTANT_NONE)
            continue;
        import->report->start_constraints++;
        if (row->fresh) {
            Task *task = row->record;
            task->constraint_type = CONSTRAINT_START_NO_EARLIER;
            task->constraint_date = trial->not_before[i];
            continue;
        }
        change_field(import->set, import->plan, &task_entity, Task, row->id, constraint_type,
                     value_number(CONSTRAINT_START_NO_EARLIER));
        change_field(import->set, import->plan, &task_entity, Task, row->id, constraint_date,
                     value_number(trial->not_before[i]));
    }
}

/* ---- What is reported ---- */

static bool is_reported(const Task *task)
{
    return task->percent_complete > 0 || task->actual_start != INSTANT_NONE || task->actual_finish != INSTANT_NONE;
}

/* Is it told of a task, or told otherwise than the plan knows it already? */
static bool is_news(const Import *import, const ImportRow *row)
{
    const Task *task = row->record, *old = row->fresh ? NULL : plan_find(import->plan, ENTITY_TASK, row->id);
    return is_reported(task) && (!old || old->percent_complete != task->percent_complete ||
                                 old->actual_start != task->actual_start || old->actual_finish != task->actual_finish);
}

static bool has_news(const Import *import)
{
    for (size_t i = 0; i < import->rows.count; i++)
        if (is_news(import, &import->rows.items[i]))
            return true;
    return false;
}

static void complete_reports(const Trial *trial)
{
    Import *import = trial->file->import;
    const Outline *outline = &trial->plan.results->outline;
    for (size_t i = 0; i < import->rows.count; i++) {
        const ImportRow *row = row_at(trial, i);
        uint32_t at = plan_row(&trial->plan, ENTITY_TASK, row->id);
        Error why = {0};
        if (at != ROW_NONE && !outline_is_summary(outline, outline->place_of[at]) && is_news(import, row) &&
            !reported_complete(import->set, &trial->plan, row->id, &why))
            import_refuse(import, row->row, -1, "%s", why.text);
    }
}

/* ---- The copy ---- */

/* Texts do not matter to the schedule; by its name a task is told of. */
static void add_bare(Plan *plan, EntityKind kind, const void *record)
{
    max_align_t bare[64];
    size_t size = entities[kind]->record_size;
    if (size > sizeof bare || kind == ENTITY_CALENDAR || kind == ENTITY_EXCEPTION) {
        plan_add(plan, kind, record);
        return;
    }
    memcpy(bare, record, size);
    for (const Field *field = entities[kind]->fields; field->name; field++)
        if (field_is_stored(field) && field_is_text(field) && field != field_of(&task_entity, Task, name))
            field_set(field, bare, value_text(""));
    plan_add(plan, kind, bare);
}

/* Who works on a task matters only where people have calendars of their own. */
static bool people_have_calendars(const Plan *plan)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++)
        if (plan_resource(plan, row)->calendar != 0)
            return true;
    return false;
}

static void copy_plan(const Plan *plan, const ChangeSet *set, Plan *out)
{
    bool people = people_have_calendars(plan);
    const bool wanted[ENTITY_MOST] = {
        [ENTITY_BOARD] = true, [ENTITY_CALENDAR] = true,   [ENTITY_EXCEPTION] = true,    [ENTITY_TASK] = true,
        [ENTITY_LINK] = true,  [ENTITY_RESOURCE] = people, [ENTITY_ASSIGNMENT] = people,
    };
    plan_init(out);
    out->board = plan->board;
    out->today = plan->today;
    for (int kind = 0; kind < entity_count; kind++)
        for (uint32_t row = 0; wanted[kind] && row < plan_count(plan, (EntityKind)kind); row++)
            add_bare(out, (EntityKind)kind, plan_at(plan, (EntityKind)kind, row));
    ChangeSet others = {.board = plan->board};
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (wanted[change->entity->kind] && change->kind == CHANGE_CREATE)
            add_bare(out, change->entity->kind, change->record);
        else if (wanted[change->entity->kind])
            array_push(&others.changes, *change);
    }
    plan_apply(out, &others);
    array_release(&others.changes);
}

static void index_plan(Trial *trial)
{
    Import *import = trial->file->import;
    uint32_t count = plan_count(&trial->plan, ENTITY_TASK);
    trial->index_of = memory_new(count + 1, sizeof *trial->index_of);
    for (uint32_t row = 0; row < count; row++)
        trial->index_of[row] = -1;
    trial->not_before = memory_new(import->rows.count, sizeof *trial->not_before);
    for (size_t i = 0; i < import->rows.count; i++) {
        uint32_t row = plan_row(&trial->plan, ENTITY_TASK, row_at(trial, i)->id);
        if (row != ROW_NONE)
            trial->index_of[row] = (int64_t)i;
        trial->not_before[i] = INSTANT_NONE;
    }
}

/* Nothing but links and the board's start says when it begins. */
static bool begins_freely(const Task *task)
{
    return task->constraint_type == CONSTRAINT_AS_SOON_AS_POSSIBLE && task->actual_start == INSTANT_NONE &&
           task->actual_finish == INSTANT_NONE;
}

static Instant earliest_start(TaskFile *file, bool free_only)
{
    Import *import = file->import;
    Instant first = INSTANT_NONE;
    for (size_t i = 0; i < import->rows.count; i++) {
        const Stated *stated = &file->stated[i];
        if (stated->start == INSTANT_NONE || (free_only && !begins_freely(import->rows.items[i].record)))
            continue;
        Instant start = stated->start_has_time ? stated->start : import_day_start(import, instant_date(stated->start));
        first = first == INSTANT_NONE || start < first ? start : first;
    }
    return first;
}

/*
 * The board begins with its first task, unless somebody has said when. In a file of our own only tasks without dates of
 * their own tell of the start that they were computed from.
 */
static void set_board_start(TaskFile *file)
{
    Import *import = file->import;
    if (plan_board(import->plan)->start != INSTANT_NONE || import->report->created == 0)
        return;
    Instant first = earliest_start(file, import->native);
    if (first == INSTANT_NONE)
        first = earliest_start(file, false);
    change_field(import->set, import->plan, &board_entity, Board, import->plan->board, start, value_number(first));
}

static bool has_dates(const TaskFile *file)
{
    for (size_t i = 0; i < file->import->rows.count; i++)
        if (file->stated[i].start != INSTANT_NONE || file->stated[i].finish != INSTANT_NONE)
            return true;
    return false;
}

static bool run(Trial *trial, Error *error)
{
    index_plan(trial);
    if (!analysis_update(&trial->plan, error)) {
        tasks_refuse_circle(trial->file, &trial->plan, trial->index_of);
        if (!import_is_clean(trial->file->import))
            return true; /* told of its row */
        return error_set(error, "the links go round in a circle by way of a summary task and the tasks below it");
    }
    if (!run_rounds(trial, error))
        return false;
    count_differences(trial);
    keep_constraints(trial);
    complete_reports(trial);
    return true;
}

bool tasks_compare(TaskFile *file, Error *error)
{
    Import *import = file->import;
    Trial trial = {.file = file};
    if (has_dates(file))
        set_board_start(file);
    else if (import->report->links == 0 && !has_news(import))
        return true;
    copy_plan(import->plan, import->set, &trial.plan);
    bool good = run(&trial, error);
    plan_release(&trial.plan);
    free(trial.index_of);
    free(trial.not_before);
    return good;
}
