/*
 * What a task file says about time, beyond the cells that are fields: when a task is said to start and finish, what its
 * duration is where only dates are given, whether durations count calendar days, what "done" means.
 *
 * Of a summary task all of this follows from the tasks below it, so it is not stored. Files that steerco wrote itself
 * carry every stored field; nothing is derived for them.
 */
#include <stdlib.h>
#include <string.h>

#include "csv_tasks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

static Task *task_of(const TaskFile *file, size_t index)
{
    return file->import->rows.items[index].record;
}

static const char *text_at(const TaskFile *file, size_t index, int64_t column)
{
    return column < 0 ? "" : import_text(file->import, file->import->rows.items[index].row, (size_t)column);
}

/* ---- Stated dates ---- */

static void read_stated(TaskFile *file, size_t index, int64_t column, Instant *out, bool *has_time)
{
    static const Field instant = {.name = "date", .title = "Date", .type = FIELD_INSTANT};
    Import *import = file->import;
    *out = INSTANT_NONE;
    if (column < 0)
        return;
    Column as = import->columns[column];
    as.field = &instant;
    Value value;
    Error why = {0};
    CellKind kind = cell_read(&import->reader, &as, FORM_PLAIN, text_at(file, index, column), &value, has_time, &why);
    if (kind == CELL_VALUE)
        *out = (Instant)value.number;
    else if (kind == CELL_WRONG)
        import_refuse(import, import->rows.items[index].row, column, "%s", why.text);
    else if (kind == CELL_FORMULA)
        import_warn(import, import->rows.items[index].row, column, "a formula is no value: left empty");
}

void tasks_read_dates(TaskFile *file)
{
    Import *import = file->import;
    int64_t start = import_column(import, COLUMN_START), finish = import_column(import, COLUMN_FINISH);
    for (size_t i = 0; i < import->rows.count; i++) {
        Stated *stated = &file->stated[i];
        read_stated(file, i, start, &stated->start, &stated->start_has_time);
        read_stated(file, i, finish, &stated->finish, &stated->finish_has_time);
    }
    tasks_read_grid(file);
}

/* The instants that stated dates stand for: days begin and end with work. */
static Instant begin_of(TaskFile *file, const Stated *stated)
{
    return stated->start_has_time ? stated->start : import_day_start(file->import, instant_date(stated->start));
}

static Instant end_of(TaskFile *file, const Stated *stated)
{
    return stated->finish_has_time ? stated->finish : import_day_end(file->import, instant_date(stated->finish));
}

static bool has_span(const Stated *stated)
{
    return stated->start != INSTANT_NONE && stated->finish != INSTANT_NONE && stated->finish >= stated->start;
}

static Duration span(TaskFile *file, const Stated *stated)
{
    int64_t minutes = worktime_between(import_work(file->import), begin_of(file, stated), end_of(file, stated));
    bool whole_days = minutes % file->import->reader.units.minutes_per_day == 0;
    return duration_make(minutes > 0 ? minutes : 0, whole_days ? UNIT_DAYS : UNIT_HOURS);
}

/* ---- Durations ---- */

static bool is_bare_number(const char *text)
{
    return *text && text[strspn(text, "0123456789.,")] == '\0';
}

/*
 * Do the bare numbers of the duration column count calendar days, first and last included? Asked of the rows where that
 * differs from working days; programs that write dates down without a calendar are off by one at times.
 */
static bool counts_calendar_days(TaskFile *file, int64_t column)
{
    Import *import = file->import;
    size_t calendar = 0, working = 0;
    if (column < 0 || import->columns[column].unit > SAID_DAYS)
        return false;
    for (size_t i = 0; i < import->rows.count; i++) {
        const Stated *stated = &file->stated[i];
        int64_t days;
        if (!has_span(stated) || !is_bare_number(text_at(file, i, column)) ||
            !number_parse(text_at(file, i, column), import->reader.spelling.mark, 0, &days, NULL))
            continue;
        int64_t between = instant_date(stated->finish) - instant_date(stated->start) + 1;
        int64_t worked = duration_amount(span(file, stated)) / import->reader.units.minutes_per_day;
        if (worked == between)
            continue;
        calendar += days == between || days == between - 1;
        working += days == worked;
    }
    return calendar > working;
}

/* (O + 4 M + P) / 6, the mean that PERT uses. */
static Duration pert_mean(const Task *task)
{
    int64_t minutes, low = duration_amount(task->optimistic), likely = duration_amount(task->most_likely),
                     high = duration_amount(task->pessimistic);
    return number_scale(low + 4 * likely + high, 1, 6, &minutes)
               ? duration_make(minutes, duration_unit(task->most_likely))
               : task->most_likely;
}

static bool is_filled(const TaskFile *file, size_t index, int64_t column)
{
    return *text_at(file, index, column) != '\0';
}

/* What stands in for a duration that the file does not give. */
static void derive_duration(TaskFile *file, size_t index)
{
    Task *task = task_of(file, index);
    Stated *stated = &file->stated[index];
    bool estimated = is_filled(file, index, file->columns.optimistic) &&
                     is_filled(file, index, file->columns.most_likely) &&
                     is_filled(file, index, file->columns.pessimistic);
    if (has_span(stated))
        task->duration = span(file, stated);
    else if (estimated)
        task->duration = pert_mean(task);
    else if (is_filled(file, index, file->columns.work) && task->work != DURATION_NONE)
        task->duration = task->work;
}

/* A date by which something is due, without a date on which it starts, is a deadline. */
static void derive_deadline(TaskFile *file, size_t index)
{
    Stated *stated = &file->stated[index];
    if (stated->start != INSTANT_NONE || stated->finish == INSTANT_NONE)
        return;
    if (file->columns.deadline < 0)
        task_of(file, index)->deadline = end_of(file, stated);
    stated->finish = INSTANT_NONE;
}

/* ---- Milestones and progress ---- */

/* "Milestone: contract signed", with one day for both dates. */
static bool is_called_milestone(const TaskFile *file, size_t index)
{
    const char *name = task_of(file, index)->name;
    size_t length = strcspn(name, ":");
    char word[40];
    if (name[length] == '\0' || length >= sizeof word)
        return false;
    memcpy(word, name, length);
    word[length] = '\0';
    const char *meaning = wordbook_find(file->import->words, "row_type", word);
    return meaning && text_equal(meaning, "milestone");
}

static bool is_milestone_row(const TaskFile *file, size_t index)
{
    const char *type = text_at(file, index, file->columns.type);
    const char *meaning = *type ? wordbook_find(file->import->words, "row_type", type) : NULL;
    return meaning && text_equal(meaning, "milestone");
}

/* The mark is for milestones that take time; those that take none need it not. */
static void settle_milestone(TaskFile *file, size_t index, bool has_duration)
{
    Task *task = task_of(file, index);
    const Stated *stated = &file->stated[index];
    bool one_day = has_span(stated) && instant_date(stated->start) == instant_date(stated->finish);
    bool marked = is_filled(file, index, file->columns.milestone) && task->milestone;
    bool milestone = marked || is_milestone_row(file, index);
    if (!has_duration && (milestone || (one_day && is_called_milestone(file, index))))
        task->duration = duration_make(0, UNIT_DAYS);
    if (milestone)
        task->milestone = duration_amount(task->duration) != 0;
}

static void settle_progress(TaskFile *file, size_t index)
{
    const char *status = text_at(file, index, file->columns.status);
    const char *meaning = *status ? wordbook_find(file->import->words, "percent", status) : NULL;
    if (meaning && text_equal(meaning, "100"))
        task_of(file, index)->percent_complete = 10000;
}

/* What was finished is complete, whatever the file says besides. */
static void settle_finished(TaskFile *file, size_t index)
{
    enum { FULLY_DONE = 10000 };
    const ImportRow *row = &file->import->rows.items[index];
    Task *task = row->record;
    const Task *old = row->fresh ? NULL : plan_find(file->import->plan, ENTITY_TASK, row->id);
    if (task->actual_finish != INSTANT_NONE && task->percent_complete < FULLY_DONE) {
        if (*text_at(file, index, file->columns.percent))
            import_warn(file->import, row->row, file->columns.percent, "it has an actual finish: it is complete");
        task->percent_complete = FULLY_DONE;
    }
    if (!old || task->percent_complete != old->percent_complete)
        return;
    bool finish_gone = old->actual_finish != INSTANT_NONE && task->actual_finish == INSTANT_NONE;
    bool start_gone = old->actual_start != INSTANT_NONE && task->actual_start == INSTANT_NONE;
    if (finish_gone || (start_gone && task->actual_finish == old->actual_finish)) {
        task->actual_start = task->actual_finish = INSTANT_NONE;
        task->percent_complete = 0;
    }
}

/* A duration that was shown because dates decide it is not one that somebody gave. */
static void settle_shown_duration(TaskFile *file, size_t index)
{
    const ImportRow *row = &file->import->rows.items[index];
    Task *task = row->record;
    const Task *old = row->fresh ? NULL : plan_find(file->import->plan, ENTITY_TASK, row->id);
    const TaskDates *dates = old ? plan_task_dates(file->import->plan, row->id) : NULL;
    if (dates && dates->start != INSTANT_NONE && duration_amount(task->duration) == dates->duration)
        task->duration = old->duration;
}

/* ---- Summary tasks ---- */

/* What other programs say of a summary task is the sum of its tasks; steerco itself says so of two fields. */
static void settle_summary(TaskFile *file, size_t index)
{
    const ImportRow *row = &file->import->rows.items[index];
    Task standard = {0}, *task = row->record;
    record_init(&task_entity, &standard);
    const Task *old = row->fresh ? &standard : plan_find(file->import->plan, ENTITY_TASK, row->id);
    task->duration = old->duration;
    task->percent_complete = old->percent_complete;
    if (file->import->native)
        return;
    task->work = old->work;
    task->actual_start = old->actual_start;
    task->actual_finish = old->actual_finish;
    task->milestone = old->milestone;
}

static bool is_summary_of_plan(const TaskFile *file, size_t index)
{
    const Plan *plan = file->import->plan;
    uint32_t row = plan_row(plan, ENTITY_TASK, file->import->rows.items[index].id);
    return row != ROW_NONE && outline_is_summary(&plan->results->outline, plan->results->outline.place_of[row]);
}

/* ---- All of it ---- */

static void settle_task(TaskFile *file, size_t index, bool calendar_days)
{
    Import *import = file->import;
    Task *task = task_of(file, index);
    const Stated *stated = &file->stated[index];
    const char *text = text_at(file, index, file->columns.duration);
    bool has_duration = *text && !wordbook_is_nothing(import->words, text);
    if (!has_duration)
        derive_duration(file, index);
    else if (calendar_days && is_bare_number(text) && has_span(stated) && duration_amount(task->duration) > 0 &&
             duration_amount(span(file, stated)) > 0)
        task->duration = span(file, stated);
    derive_deadline(file, index);
    settle_milestone(file, index, has_duration);
    if (file->columns.percent < 0)
        settle_progress(file, index);
}

void tasks_settle(TaskFile *file)
{
    Import *import = file->import;
    int64_t duration = file->columns.duration;
    bool calendar_days = !import->native && counts_calendar_days(file, duration);
    if (calendar_days)
        import_warn(import, import->first_row, -1,
                    "%s counts calendar days: durations are the working time between start and finish",
                    import->columns[duration].header);
    for (size_t i = 0; i < import->rows.count; i++) {
        if (file->is_summary[i] || is_summary_of_plan(file, i)) {
            settle_summary(file, i);
            continue;
        }
        if (!import->native)
            settle_task(file, i, calendar_days);
        settle_finished(file, i);
        settle_shown_duration(file, i);
    }
}
