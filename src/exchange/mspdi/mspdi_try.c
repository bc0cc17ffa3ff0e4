/*
 * The proof of an import: the plan as it would be, scheduled, its dates held against those that the file states.
 */
#include "mspdi_import.h"
#include "steerco/analysis/analysis.h"
#include "steerco/analysis/reported.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { DIFFERENCES_SHOWN = 10 };

/* The dates of a summary task that is scheduled by hand are no work of Project's. */
static bool is_comparable(const MspdiRow *row, const TaskDates *dates)
{
    const MspdiTask *task = row->task;
    return !(task->manual == 1 && row->summary) && task->start != NUMBER_NONE && task->finish != NUMBER_NONE && dates &&
           dates->start != INSTANT_NONE;
}

static void note_difference(MspdiReport *report, const MspdiTask *task, const TaskDates *dates)
{
    Buffer file = {0}, plan = {0};
    instant_format((Instant)task->start, &file);
    buffer_add(&file, " to ");
    instant_format((Instant)task->finish, &file);
    instant_format(dates->start, &plan);
    buffer_add(&plan, " to ");
    instant_format(dates->finish, &plan);
    import_note(report, "'%.*s' (UID %lld): %s in the file, %s computed", (int)text_fit(task->name, 60, NULL),
                task->name, (long long)task->uid, buffer_text(&file), buffer_text(&plan));
    buffer_release(&file);
    buffer_release(&plan);
}

/*
 * Does its work pause on the way? Then it begins as computed and takes as long, yet ends later. Where the pauses lie
 * the file says only in the timephased values of its assignments.
 */
static bool is_split(const MspdiRow *row, const TaskDates *dates)
{
    const MspdiTask *task = row->task;
    return !row->summary && task->manual != 1 && task->duration > 0 && task->duration == dates->duration &&
           task->start == dates->start && task->finish > dates->finish;
}

/* The first few by name. */
static void note_splits(MspdiReport *report, size_t count, const Buffer *names)
{
    if (count > 0)
        import_note(report, "split tasks: %zu (%s%s); their gaps are not kept", count, buffer_text(names),
                    count > DIFFERENCES_SHOWN ? ", …" : "");
}

static void find_splits(MspdiImport *import)
{
    Buffer names = {0};
    size_t count = 0;
    for (size_t i = 0; i < import->rows.count; i++) {
        const MspdiRow *row = &import->rows.items[i];
        const TaskDates *dates = plan_task_dates(import->plan, row->id);
        if (!is_comparable(row, dates) || !is_split(row, dates))
            continue;
        if (count++ < DIFFERENCES_SHOWN)
            buffer_format(&names, "%s'%.*s'", names.length ? ", " : "", (int)text_fit(row->task->name, 60, NULL),
                          row->task->name);
    }
    note_splits(import->report, count, &names);
    buffer_release(&names);
}

static void compare_dates(MspdiImport *import)
{
    MspdiReport *report = import->report;
    for (size_t i = 0; i < import->rows.count; i++) {
        const MspdiRow *row = &import->rows.items[i];
        const TaskDates *dates = plan_task_dates(import->plan, row->id);
        if (!is_comparable(row, dates))
            continue;
        report->dates_compared++;
        if (dates->start == row->task->start && dates->finish == row->task->finish)
            continue;
        if (report->dates_differ++ < DIFFERENCES_SHOWN)
            note_difference(report, row->task, dates);
    }
}

static void add_links(Plan *probe, const MspdiTask *successor)
{
    for (size_t i = 0; i < successor->links.count; i++) {
        const MspdiLink *file = XML_ITEM(const MspdiLink, &successor->links, i);
        Link link = {.record.id = (Id)plan_count(probe, ENTITY_LINK) + 1};
        record_init(&link_entity, &link);
        link.predecessor = file->predecessor;
        link.successor = successor->uid;
        if (file->cross_project != 1 && file->predecessor > 0 && file->predecessor != successor->uid)
            plan_add(probe, ENTITY_LINK, &link);
    }
}

/*
 * New tasks have no code yet that a sentence could name. So links that cannot be scheduled are looked for once more
 * among the tasks of the file alone, each under its UID.
 */
static bool explain_by_uid(const MspdiImport *import, Error *error)
{
    Plan probe;
    plan_init(&probe);
    for (size_t i = 0; i < import->rows.count; i++) {
        const MspdiRow *row = &import->rows.items[i];
        Task task = {.record.id = row->task->uid};
        record_init(&task_entity, &task);
        task.parent = row->parent < 0 ? 0 : import->rows.items[row->parent].task->uid;
        task.position = (int64_t)i;
        if (task.record.id == 0)
            continue;
        plan_add(&probe, ENTITY_TASK, &task);
        add_links(&probe, row->task);
    }
    results_index(&probe, probe.results);
    bool sound = schedule_compute(&probe, probe.results, error);
    plan_release(&probe);
    return !sound && error_prefix(error, "by UID");
}

/* What lies after the status date cannot be taken for something that has happened: the file contradicts itself. */
static bool complete_reports(MspdiImport *import, Error *error)
{
    for (size_t i = 0; i < import->rows.count; i++) {
        const MspdiRow *row = &import->rows.items[i];
        if (!row->summary && !reported_complete(import->set, import->plan, row->id, error))
            return error_prefix(error, "UID %lld", (long long)row->task->uid);
    }
    return true;
}

static bool check(MspdiImport *import, bool was_sound, Error *error)
{
    if (!change_check(import->set, import->plan, error))
        return false;
    if (analysis_update(import->plan, error)) {
        compare_dates(import);
        find_splits(import);
        return complete_reports(import, error);
    } else if (was_sound) {
        return explain_by_uid(import, error);
    }
    return true;
}

bool import_try(MspdiImport *import, Error *error)
{
    Plan *plan = import->plan;
    Id board = plan->board;
    bool was_sound = analysis_update(plan, NULL);
    plan->board = import->set->board;
    plan_apply(plan, import->set);
    bool good = check(import, was_sound, error);
    plan_revert(plan, import->set);
    plan->board = board;
    bool sound = analysis_update(plan, NULL);
    return good && sound == was_sound;
}
