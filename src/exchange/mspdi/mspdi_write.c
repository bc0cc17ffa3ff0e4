/*
 * A plan as a Microsoft Project file: filled into the structs of mspdi_schema.h, whose tables know the order of the
 * elements. Computed dates go out with the rest, so that programs that cannot schedule show the plan as it is here.
 */
#include "mspdi_write.h"

#include <string.h>

#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

enum {
    SAVE_VERSION = 14, /* Project 2010 and later */
    FORMAT_DAYS = 7,
    TYPE_FIXED_DURATION = 1,
    RATE_PER_HOUR = 2,
    RATE_PER_UNIT = 8,
    CODE_MATERIAL = 0,
    CODE_WORK = 1,
    CODE_COST = 2,
    BASIS_POINTS = 10000,
    TENTHS = 10,
    END_OF_WORK = 17 * 60,
};

/* UIDs */

/* The number that an external_id is, as Project would write it; 0 when it is none. */
static int64_t number_of(const char *external_id)
{
    int64_t number;
    Buffer again = {0};
    bool good = number_parse(external_id, DECIMAL_POINT, 0, &number, NULL) && number > 0 && number <= MSPDI_MOST_UID;
    buffer_format(&again, "%lld", good ? (long long)number : 0);
    good = good && text_equal(buffer_text(&again), external_id);
    buffer_release(&again);
    return good ? number : 0;
}

static void take(MspdiUids *uids, IdMap *taken, uint32_t row, int64_t uid)
{
    idmap_put(taken, uid, 1);
    uids->of_row[row] = uid;
    if (uid >= uids->next)
        uids->next = uid + 1;
}

void uids_assign(MspdiUids *uids, const Plan *plan, const Entity *entity, const bool *wanted)
{
    const Field *external_id = entity_field(entity, "external_id");
    uint32_t count = plan_count(plan, entity->kind);
    IdMap taken = {0};
    *uids = (MspdiUids){.of_row = memory_new((size_t)count + 1, sizeof *uids->of_row), .next = 1};
    for (uint32_t row = 0; row < count; row++) {
        int64_t number = number_of(field_stored(external_id, plan_at(plan, entity->kind, row)).text);
        uids->of_row[row] = NUMBER_NONE;
        if (wanted[row] && number > 0 && idmap_get(&taken, number, 0) == 0)
            take(uids, &taken, row, number);
    }
    /* The record's own number is the second choice: what comes back under it is recognised. */
    for (uint32_t row = 0; row < count; row++) {
        Id id = ((const Record *)plan_at(plan, entity->kind, row))->id;
        if (!wanted[row] || uids->of_row[row] != NUMBER_NONE)
            continue;
        bool free_number = id > 0 && id <= MSPDI_MOST_UID && idmap_get(&taken, id, 0) == 0;
        take(uids, &taken, row, free_number ? id : uids->next);
    }
    idmap_release(&taken);
}

void uids_of_tasks(MspdiUids *uids, const Plan *plan)
{
    uint32_t count = plan_count(plan, ENTITY_TASK);
    bool *wanted = memory_new((size_t)count + 1, sizeof *wanted);
    memset(wanted, true, count);
    uids_assign(uids, plan, &task_entity, wanted);
    free(wanted);
}

int64_t uids_of(const MspdiUids *uids, const Plan *plan, EntityKind kind, Id id, int64_t absent)
{
    uint32_t row = plan_row(plan, kind, id);
    return row == ROW_NONE || uids->of_row[row] == NUMBER_NONE ? absent : uids->of_row[row];
}

/* The project */

int64_t export_instant(Instant instant)
{
    return instant == INSTANT_NONE || instant >= WORKTIME_TO ? NUMBER_NONE : instant;
}

static void write_project(MspdiExport *export)
{
    const Plan *plan = export->plan;
    const Board *board = plan_board(plan);
    MspdiProject *out = &export->file;
    out->save_version = SAVE_VERSION;
    out->title = board->name;
    out->manager = board->manager;
    out->saved = instant_make(plan->today, 0);
    out->schedule_from_start = 1;
    out->start = export_instant(board->start != INSTANT_NONE ? board->start : plan->results->start);
    out->finish = export_instant(plan->results->finish);
    out->critical_slack_limit = board->critical_slack;
    out->currency_digits = plan_currency_digits(plan);
    out->currency_code = board->currency;
    out->minutes_per_day = board->minutes_per_day;
    out->minutes_per_week = board->minutes_per_week;
    out->days_per_month = board->days_per_month;
    out->duration_format = FORMAT_DAYS;
    if (board->status_date != DATE_NONE)
        out->status_date = instant_make(board->status_date, END_OF_WORK);
}

/* Resources: those who work on the board, and all where there is no other board that the others could work on. */

static bool *find_team(const Plan *plan)
{
    bool *wanted = memory_new((size_t)plan_count(plan, ENTITY_RESOURCE) + 1, sizeof *wanted);
    bool alone = plan_count(plan, ENTITY_BOARD) <= 1;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++)
        wanted[row] = alone;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        uint32_t resource = plan_row(plan, ENTITY_RESOURCE, plan_assignment(plan, row)->resource);
        if (resource != ROW_NONE)
            wanted[resource] = true;
    }
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++)
        wanted[row] = wanted[row] && record_is_shown(plan, &resource_entity, plan_resource(plan, row));
    return wanted;
}

static void write_resource(MspdiExport *export, uint32_t row)
{
    static const int64_t codes[] = {
        [RESOURCE_WORK] = CODE_WORK, [RESOURCE_MATERIAL] = CODE_MATERIAL, [RESOURCE_COST] = CODE_COST};
    Resource seen, *resource = &seen;
    record_as_seen(export->plan, &resource_entity, plan_resource(export->plan, row), resource);
    int digits = plan_currency_digits(export->plan);
    bool works = resource->type == RESOURCE_WORK;
    MspdiResource *out = xml_list_add(&export->file.resources, &mspdi_resource);
    out->uid = export->resources.of_row[row];
    out->id = (int64_t) export->file.resources.count;
    out->name = resource->name;
    out->type = codes[resource->type];
    out->is_null = 0;
    out->initials = resource->initials;
    out->group = resource->group;
    out->email = resource->email;
    out->max_units = works ? (int64_t)resource->max_units * 100 : NUMBER_NONE;
    out->available_from =
        resource->available_from == DATE_NONE ? NUMBER_NONE : instant_make(resource->available_from, 0);
    out->available_to = resource->available_to == DATE_NONE ? NUMBER_NONE : instant_make(resource->available_to, 0);
    out->standard_rate = mspdi_decimal(resource->standard_rate, MSPDI_RATE_PARTS, digits);
    out->overtime_rate = mspdi_decimal(resource->overtime_rate, MSPDI_RATE_PARTS, digits);
    out->standard_rate_format = works ? RATE_PER_HOUR : RATE_PER_UNIT;
    out->overtime_rate_format = works ? RATE_PER_HOUR : NUMBER_NONE; /* material has none */
    out->cost_per_use = mspdi_decimal(resource->cost_per_use, MSPDI_COST_PARTS, digits);
    out->calendar = works ? resource->calendar : NUMBER_NONE; /* export_calendars() makes a UID of it */
    out->notes = resource->notes;
    out->is_cost_resource = resource->type == RESOURCE_COST;
}

static void write_resources(MspdiExport *export)
{
    const Plan *plan = export->plan;
    bool *wanted = find_team(plan);
    uint32_t *rows = plan_sorted_rows(plan, ENTITY_RESOURCE);
    uids_assign(&export->resources, plan, &resource_entity, wanted);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_RESOURCE); i++)
        if (wanted[rows[i]])
            write_resource(export, rows[i]);
    free(rows);
    free(wanted);
}

/* Assignments */

static bool does_work(const Plan *plan, const Assignment *assignment)
{
    const Resource *resource = plan_find(plan, ENTITY_RESOURCE, assignment->resource);
    return resource && resource->type == RESOURCE_WORK;
}

/* Minutes; NUMBER_NONE where nobody works. */
static int64_t assigned_work(const Plan *plan, const Assignment *assignment, bool summary)
{
    const Task *task = plan_find(plan, ENTITY_TASK, assignment->task);
    int64_t work;
    if (!task || !does_work(plan, assignment))
        return NUMBER_NONE;
    if (assignment->work != DURATION_NONE)
        return duration_amount(assignment->work);
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    bool dated = dates && dates->start != INSTANT_NONE;
    int64_t duration = dated ? dates->duration : duration_amount(task->duration);
    bool good = !summary && number_scale(duration, assignment->units, BASIS_POINTS, &work);
    return good ? work : NUMBER_NONE;
}

static void write_assignment(MspdiExport *export, const Assignment *assignment, bool summary)
{
    const Plan *plan = export->plan;
    int64_t task = uids_of(&export->tasks, plan, ENTITY_TASK, assignment->task, NUMBER_NONE);
    int64_t resource = uids_of(&export->resources, plan, ENTITY_RESOURCE, assignment->resource, NUMBER_NONE);
    if (task == NUMBER_NONE || resource == NUMBER_NONE)
        return;
    MspdiAssignment *out = xml_list_add(&export->file.assignments, &mspdi_assignment);
    out->uid = (int64_t) export->file.assignments.count;
    out->task = task;
    out->resource = resource;
    out->units = (int64_t)assignment->units * 100;
    out->work = assigned_work(plan, assignment, summary);
}

/* Tasks */

static int64_t whole_percent(int32_t basis_points)
{
    return (basis_points + 50) / 100;
}

static void write_dates(const TaskDates *dates, MspdiTask *out)
{
    out->start = export_instant(dates->start);
    out->finish = export_instant(dates->finish);
    out->early_start = export_instant(dates->start);
    out->early_finish = export_instant(dates->finish);
    out->late_start = export_instant(dates->late_start);
    out->late_finish = export_instant(dates->late_finish);
    out->free_slack = dates->free_slack == INT32_MIN ? NUMBER_NONE : (int64_t)dates->free_slack * TENTHS;
    out->total_slack = dates->total_slack == INT32_MIN ? NUMBER_NONE : (int64_t)dates->total_slack * TENTHS;
    out->critical = dates->critical;
}

/* `percent` counts basis points. */
static void write_duration(int64_t minutes, int unit, bool estimated, int32_t percent, MspdiTask *out)
{
    out->duration = minutes;
    out->duration_format = mspdi_format(unit, estimated);
    out->estimated = estimated;
    out->percent_complete = whole_percent(percent);
    if (!number_scale(minutes, percent, BASIS_POINTS, &out->actual_duration))
        out->actual_duration = 0;
    out->remaining_duration = minutes - out->actual_duration;
}

/* A manual task takes the time between its dates: its own duration goes out beside that. */
static void write_manual(const Task *task, MspdiTask *out)
{
    if (!task->manual)
        return;
    out->manual = 1;
    out->manual_start = export_instant(task->manual_start);
    out->manual_finish = export_instant(task->manual_finish);
    out->manual_duration = duration_amount(task->duration);
}

static void write_leaf(const Task *task, const TaskDates *dates, MspdiTask *out)
{
    bool dated = dates && dates->start != INSTANT_NONE;
    write_duration(dated ? dates->duration : duration_amount(task->duration), duration_unit(task->duration),
                   duration_is_estimated(task->duration), task->percent_complete, out);
    out->milestone = task->milestone || duration_amount(task->duration) == 0;
    if (task->work != DURATION_NONE)
        out->work = duration_amount(task->work);
}

static void write_summary(const TaskDates *dates, MspdiTask *out)
{
    write_duration(dates ? dates->duration : 0, UNIT_DAYS, false, dates ? dates->percent_complete : 0, out);
    out->milestone = 0;
    if (out->manual == 1)
        out->manual_duration = out->duration;
}

static void write_physical_percent(const Task *task, MspdiTask *out)
{
    bool measured = task->physical_percent >= 0;
    out->earned_value_method = measured;
    out->physical_percent = measured ? whole_percent(task->physical_percent) : 0;
}

/* A day that is meant as a whole: other programs would read midnight as the next one. */
static int64_t export_day_end(Instant instant)
{
    return export_instant(instant != INSTANT_NONE && instant_minute(instant) == 0 ? instant - 1 : instant);
}

static void write_task_settings(const MspdiExport *export, const Task *task, MspdiTask *out)
{
    out->name = task->name;
    out->active = !task->inactive;
    out->priority = task->priority;
    out->fixed_cost = mspdi_decimal(task->fixed_cost, MSPDI_COST_PARTS, plan_currency_digits(export->plan));
    out->actual_start = export_instant(task->actual_start);
    out->actual_finish = export_instant(task->actual_finish);
    out->constraint_type = task->constraint_type;
    out->calendar = uids_of(&export->calendars, export->plan, ENTITY_CALENDAR, task->calendar, MSPDI_NO_CALENDAR);
    out->constraint_date =
        task_constrains_finish(task) ? export_day_end(task->constraint_date) : export_instant(task->constraint_date);
    out->deadline = export_day_end(task->deadline);
    out->ignore_resource_calendar = task->ignore_resource_calendar;
    out->notes = task->notes;
    write_manual(task, out);
    write_physical_percent(task, out);
}

static void write_links(const MspdiExport *export, uint32_t row, MspdiTask *out)
{
    const Plan *plan = export->plan;
    const Adjacency *into = &plan->results->predecessors;
    for (uint32_t i = into->first[row]; i < into->first[row + 1]; i++) {
        const Link *link = plan_link(plan, into->rows[i]);
        int64_t predecessor = uids_of(&export->tasks, plan, ENTITY_TASK, link->predecessor, NUMBER_NONE);
        if (predecessor == NUMBER_NONE)
            continue;
        int64_t amount = duration_amount(link->lag);
        MspdiLink *written = xml_list_add(&out->links, &mspdi_link);
        written->predecessor = predecessor;
        written->type = mspdi_link_code(link->type);
        written->cross_project = 0;
        written->lag = duration_is_percent(link->lag) ? amount / 100 : amount * TENTHS;
        written->lag_format = mspdi_format(duration_unit(link->lag), false);
    }
}

/* What all rows have. */
static MspdiTask *add_row(MspdiExport *export, int64_t uid, bool summary)
{
    MspdiTask *out = xml_list_add(&export->file.tasks, &mspdi_task);
    out->uid = uid;
    out->id = (int64_t) export->file.tasks.count - 1;
    out->active = 1;
    out->manual = 0;
    out->type = TYPE_FIXED_DURATION;
    out->is_null = 0;
    out->effort_driven = 0;
    out->summary = summary;
    out->fixed_cost_accrual = MSPDI_ACCRUE_PRORATED;
    return out;
}

/* Project's row 0 is the project itself. */
static void write_project_summary(MspdiExport *export)
{
    const Plan *plan = export->plan;
    const Results *results = plan->results;
    bool dated = results->start != INSTANT_NONE && results->finish != INSTANT_NONE;
    MspdiTask *out = add_row(export, 0, true);
    out->name = plan_board(plan)->name;
    out->wbs = out->outline_number = "0";
    out->outline_level = 0;
    out->start = export_instant(results->start);
    out->finish = export_instant(results->finish);
    WorkTime *time = worktime_new(plan, 0);
    write_duration(dated ? worktime_between(time, results->start, results->finish) : 0, UNIT_DAYS, false, 0, out);
    worktime_free(time);
}

static void write_task(MspdiExport *export, uint32_t place)
{
    const Plan *plan = export->plan;
    const Outline *outline = &plan->results->outline;
    uint32_t row = outline->row_at[place];
    Task seen, *task = &seen;
    record_as_seen(plan, &task_entity, plan_task(plan, row), task);
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    bool summary = outline_is_summary(outline, place);
    MspdiTask *out = add_row(export, export->tasks.of_row[row], summary);
    Buffer wbs = {0};
    outline_wbs(outline, place, &wbs);
    out->wbs = out->outline_number = arena_text(&export->texts, buffer_text(&wbs));
    buffer_release(&wbs);
    out->outline_level = outline->level[place];
    write_task_settings(export, task, out);
    if (dates)
        write_dates(dates, out);
    if (summary)
        write_summary(dates, out);
    else
        write_leaf(task, dates, out);
    write_links(export, row, out);
    const Adjacency *assignments = &plan->results->assignments;
    for (uint32_t i = assignments->first[row]; i < assignments->first[row + 1]; i++)
        write_assignment(export, plan_assignment(plan, assignments->rows[i]), summary);
}

static void write_tasks(MspdiExport *export)
{
    uids_of_tasks(&export->tasks, export->plan);
    write_project_summary(export);
    for (uint32_t place = 0; place < export->plan->results->outline.count; place++)
        write_task(export, place);
}

bool mspdi_export(const Plan *plan, CsvSink sink, void *context, Error *error)
{
    if (plan->results->generation != plan->generation)
        return error_set(error, "the plan has not been scheduled");
    MspdiExport export = {.plan = plan};
    xml_record_init(&mspdi_project, &export.file);
    write_project(&export);
    write_resources(&export);
    export_calendars(&export);
    write_tasks(&export);
    export_baselines(&export);
    bool good = xml_write(&mspdi_root, MSPDI_NAMESPACE, &export.file, sink, context, error);
    xml_record_release(&mspdi_project, &export.file);
    free(export.calendars.of_row);
    free(export.tasks.of_row);
    free(export.resources.of_row);
    arena_release(&export.texts);
    return good;
}

const Entity *mspdi_entity(void)
{
    return &task_entity;
}

void mspdi_export_secrets(const Plan *plan, ExportSecrets *out)
{
    const Entity *const held[] = {&task_entity, &resource_entity, &baseline_task_entity};
    *out = (ExportSecrets){0};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
        if (plan_count(plan, held[i]->kind) == 0)
            continue;
        left_out_count(plan, held[i], &out->left_out);
        for (const Field *field = held[i]->fields; field->name; field++)
            if (field_is_shown(field, plan->audience))
                array_push(&out->fields, field);
    }
}
