/*
 * The tables of tasks, links and assignments. What the schedule computes is shown through computed fields of the task.
 */
#include "steerco/records/task.h"

#include "steerco/model/field.h"
#include "steerco/records/records.h"

enum { FULLY_DONE = 10000 }; /* basis points */

const char *const link_type_names[] = {"FS", "SS", "FF", "SF", NULL};

static const Outline *outline_of(const Plan *plan, const void *record, uint32_t *place)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, ((const Record *)record)->id);
    if (row == ROW_NONE || plan->results->generation != plan->generation)
        return NULL;
    *place = plan->results->outline.place_of[row];
    return &plan->results->outline;
}

bool task_is_late(const Plan *plan, const Task *task)
{
    uint32_t place;
    const Outline *outline = outline_of(plan, task, &place);
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    if (!outline || !dates || dates->percent_complete >= 10000 || dates->finish == INSTANT_NONE)
        return false;
    if (dates->late || outline_is_summary(outline, place))
        return dates->late;
    return instant_end_date(plan->results->finish_as_planned(plan, task->record.id)) < plan_status_date(plan);
}

static void add_day(Date date, Buffer *out)
{
    Civil day = date_civil(date);
    buffer_format(out, "%s %d %s %d", weekday_name(date_weekday(date)), day.day, month_name(day.month), day.year);
}

bool task_check_past(const char *name, Instant at, const char *happened, Date status, Error *error)
{
    if (at == INSTANT_NONE || status == DATE_NONE || instant_end_date(at) <= status)
        return true;
    Buffer then = {0}, now = {0};
    add_day(instant_date(at), &then);
    add_day(status, &now);
    error_set(error, "“%s” cannot have been %s on %s: the status date is %s", name, happened, buffer_text(&then),
              buffer_text(&now));
    buffer_release(&then);
    buffer_release(&now);
    return false;
}

/* "3", "3SS", "3FS+2d": the type is said where it is not finish-to-start, or where a lag follows. */
static void word_link(const Plan *plan, const Link *link, Buffer *out)
{
    entity_code(&task_entity, link->predecessor, out);
    bool lagged = duration_amount(link->lag) != 0;
    if (link->type != LINK_FINISH_START || lagged)
        buffer_add(out, link_type_names[link->type]);
    if (!lagged)
        return;
    WorkUnits units = plan_units(plan);
    if (duration_amount(link->lag) > 0)
        buffer_add_char(out, '+');
    duration_format(link->lag, &units, out);
}

void task_predecessors(const Plan *plan, Id task, Buffer *out)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    const Adjacency *links = &plan->results->predecessors;
    if (row == ROW_NONE || plan->results->generation != plan->generation)
        return;
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++) {
        if (i > links->first[row])
            buffer_add_char(out, ';');
        word_link(plan, plan_link(plan, links->rows[i]), out);
    }
}

void task_resources(const Plan *plan, Id task, Buffer *out)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    const Adjacency *found = &plan->results->assignments;
    if (row == ROW_NONE || plan->results->generation != plan->generation)
        return;
    for (uint32_t i = found->first[row]; i < found->first[row + 1]; i++) {
        const Assignment *assignment = plan_assignment(plan, found->rows[i]);
        if (i > found->first[row])
            buffer_add_char(out, ';');
        plan_label(plan, &resource_entity, assignment->resource, out);
        if (assignment->units != 10000) {
            buffer_add_char(out, '[');
            number_format(assignment->units, 2, true, out);
            buffer_add(out, "%]");
        }
    }
}

/*
 * What ends at midnight. A milestone both begins and ends: it closes the day, unless the project or a date of its own
 * begins there.
 */
static bool closes_day(const Plan *plan, const Task *task, const TaskDates *dates)
{
    bool dated =
        task->constraint_type == CONSTRAINT_START_NO_EARLIER || task->constraint_type == CONSTRAINT_MUST_START_ON;
    return dates->start != plan->results->start && !(dated && task->constraint_date == dates->start) &&
           task->manual_start != dates->start;
}

static bool finish_ends(const Plan *plan, const void *record)
{
    const TaskDates *dates = record ? plan_task_dates(plan, ((const Record *)record)->id) : NULL;
    return !dates || dates->start < dates->finish || closes_day(plan, record, dates);
}

static bool start_ends(const Plan *plan, const void *record)
{
    const TaskDates *dates = record ? plan_task_dates(plan, ((const Record *)record)->id) : NULL;
    return dates && dates->start == dates->finish && closes_day(plan, record, dates);
}

bool task_constrains_finish(const Task *task)
{
    return task->constraint_type == CONSTRAINT_MUST_FINISH_ON ||
           task->constraint_type == CONSTRAINT_FINISH_NO_EARLIER || task->constraint_type == CONSTRAINT_FINISH_NO_LATER;
}

static bool constraint_ends(const Plan *plan, const void *record)
{
    (void)plan;
    return record && task_constrains_finish(record);
}

/* Computed fields. The results are parallel to the rows; a stale or missing result is undefined. */
#define DATE_OF(member)                                                                                                \
    static Value task_##member(const Plan *plan, const void *record, Buffer *text)                                     \
    {                                                                                                                  \
        (void)text;                                                                                                    \
        const TaskDates *dates = plan_task_dates(plan, ((const Record *)record)->id);                                  \
        return value_number(!dates || dates->member == INSTANT_NONE ? VALUE_NONE : dates->member);                     \
    }
DATE_OF(start)
DATE_OF(finish)
DATE_OF(late_start)
DATE_OF(late_finish)
DATE_OF(resume)
DATE_OF(total_slack)
DATE_OF(free_slack)

static Value task_remaining(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    const Task *task = record;
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    if (!dates || dates->start == INSTANT_NONE)
        return value_number(VALUE_NONE);
    const WorkUnits units = plan_units(plan);
    return value_number(duration_make(dates->remaining, duration_written_unit(task->duration, &units)));
}

#define BASELINE_OF(member, field)                                                                                     \
    static Value task_##field(const Plan *plan, const void *record, Buffer *text)                                      \
    {                                                                                                                  \
        (void)text;                                                                                                    \
        const BaselineDates dates = plan_baseline_dates(plan, ((const Record *)record)->id);                           \
        return value_number(dates.member == INSTANT_NONE ? VALUE_NONE : dates.member);                                 \
    }
BASELINE_OF(start, baseline_start)
BASELINE_OF(finish, baseline_finish)
BASELINE_OF(start_variance, start_variance)
BASELINE_OF(finish_variance, finish_variance)

static Value task_critical(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    const TaskDates *dates = plan_task_dates(plan, ((const Record *)record)->id);
    return value_number(dates ? dates->critical : VALUE_NONE);
}

static Value task_near_critical(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    const TaskDates *dates = plan_task_dates(plan, ((const Record *)record)->id);
    return value_number(dates ? dates->near_critical : VALUE_NONE);
}

static Value task_wbs(const Plan *plan, const void *record, Buffer *text)
{
    uint32_t place;
    const Outline *outline = outline_of(plan, record, &place);
    if (outline)
        outline_wbs(outline, place, text);
    return value_text(buffer_text(text));
}

static Value task_level(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    uint32_t place;
    const Outline *outline = outline_of(plan, record, &place);
    return value_number(outline ? outline->level[place] : VALUE_NONE);
}

static Value task_summary(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    uint32_t place;
    const Outline *outline = outline_of(plan, record, &place);
    return value_number(outline && outline_is_summary(outline, place));
}

/* What of a summary task follows from the work below it, and of other tasks is stored. */
static const TaskDates *summary_dates(const Plan *plan, const void *record)
{
    uint32_t place;
    const Outline *outline = outline_of(plan, record, &place);
    return outline && outline_is_summary(outline, place) ? plan_task_dates(plan, ((const Record *)record)->id) : NULL;
}

static Value task_percent(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    const TaskDates *summary = summary_dates(plan, record);
    return value_number(summary ? summary->percent_complete : ((const Task *)record)->percent_complete);
}

/* That of a summary, and of a task whose dates both stand, follows from the dates. */
static Value task_duration(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    const Task *task = record;
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    if (summary_dates(plan, record))
        return value_number(duration_make(dates->duration, UNIT_DAYS));
    if (!dates || dates->start == INSTANT_NONE || dates->duration == duration_amount(task->duration))
        return value_number(task->duration);
    const WorkUnits units = plan_units(plan);
    return value_number(duration_make(dates->duration, duration_written_unit(task->duration, &units)));
}

static Value task_predecessor_list(const Plan *plan, const void *record, Buffer *text)
{
    task_predecessors(plan, ((const Record *)record)->id, text);
    return value_text(buffer_text(text));
}

static Value task_resource_list(const Plan *plan, const void *record, Buffer *text)
{
    task_resources(plan, ((const Record *)record)->id, text);
    return value_text(buffer_text(text));
}

/* A task that lies below itself, however deep, would be in no outline. */
static bool task_check(const Plan *plan, const void *record, Error *error)
{
    const Task *task = record;
    Id parent = task->parent;
    for (uint32_t steps = 0; parent != 0 && steps <= plan_count(plan, ENTITY_TASK); steps++) {
        if (parent == task->record.id)
            return error_set(error, "'%s' cannot lie below itself", task->name);
        const Task *above = plan_find(plan, ENTITY_TASK, parent);
        parent = above ? above->parent : 0;
    }
    bool dated = task->constraint_type > CONSTRAINT_AS_LATE_AS_POSSIBLE;
    if (dated && task->constraint_date == INSTANT_NONE)
        return error_set(error, "the constraint of '%s' needs a date", task->name);
    if (task->actual_start != INSTANT_NONE && task->actual_finish != INSTANT_NONE &&
        task->actual_finish < task->actual_start)
        return error_set(error, "'%s' was finished before it was started", task->name);
    if (task->manual_start != INSTANT_NONE && task->manual_finish != INSTANT_NONE &&
        task->manual_finish < task->manual_start)
        return error_set(error, "the manual finish of '%s' lies before its manual start", task->name);
    if (duration_amount(task->duration) < 0)
        return error_set(error, "the duration of '%s' is negative", task->name);
    return true;
}

static const char *const constraint_types[] = {"as soon as possible",    "as late as possible",   "must start on",
                                               "must finish on",         "start no earlier than", "start no later than",
                                               "finish no earlier than", "finish no later than",  NULL};

static const char *const distributions[] = {"triangular", "pert", "uniform", "normal", "discrete", "exponential", NULL};

/* clang-format off */
static const Field task_fields[] = {
    {.name = "parent", .title = "Parent", .type = FIELD_REFERENCE, FIELD_AT(Task, parent), .refers_to = &task_entity,
     .width = 6, .falls = true, .shapes = STRUCTURE_ORDER | STRUCTURE_TASKS, .help = "Summary task that it lies under"},
    {.name = "position", .title = "Position", .type = FIELD_INTEGER, FIELD_AT(Task, position), .internal = true,
     .shapes = STRUCTURE_ORDER, .help = "Order among the tasks of one parent"},
    {.name = "wbs", .title = "WBS", .type = FIELD_TEXT, .computed = task_wbs, .width = 8,
     .help = "Work breakdown number, by the outline"},
    {.name = "outline_level", .title = "Level", .type = FIELD_INTEGER, .computed = task_level, .width = 5,
     .help = "Depth in the outline, 1 at the top"},
    {.name = "name", .title = "Task", .type = FIELD_TEXT, FIELD_AT(Task, name), .width = 30, .required = true,
     .help = "What is to be done"},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(Task, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "duration", .title = "Duration", .type = FIELD_DURATION, FIELD_AT(Task, duration),
     .computed = task_duration, .standard = (480 * DURATION_STEP + UNIT_DAYS), .required = true, .width = 8,
     .help = "Working time, or elapsed time (3ed); 0 = milestone; of a summary task it follows from its tasks"},
    {.name = "start", .title = "Start", .type = FIELD_INSTANT, .computed = task_start, .ends = start_ends,
     .help = "Scheduled start; typing one sets a start-no-earlier-than constraint"},
    {.name = "finish", .title = "Finish", .type = FIELD_INSTANT, .computed = task_finish, .ends = finish_ends,
     .help = "Scheduled finish"},
    {.name = "percent_complete", .title = "%", .type = FIELD_PERCENT, FIELD_AT(Task, percent_complete),
     .computed = task_percent, .maximum = 10000, .required = true, .width = 5,
     .help = "Per cent complete; sets actual start and finish too; of a summary task it follows from its tasks"},
    {.name = "predecessors", .title = "Predecessors", .type = FIELD_TEXT, .computed = task_predecessor_list,
     .width = 14, .help = "What must come first: T-3;T-5SS+2d, or by WBS number: 1.2FS"},
    {.name = "resources", .title = "Resources", .type = FIELD_TEXT, .computed = task_resource_list, .width = 18,
     .help = "Who works on it: Anna Berg;Bob Ito[50%]"},
    {.name = "milestone", .title = "Milestone", .type = FIELD_FLAG, FIELD_AT(Task, milestone), .width = 9,
     .help = "Shown as a milestone although it takes time"},
    {.name = "constraint_type", .title = "Constraint", .type = FIELD_CHOICE, FIELD_AT(Task, constraint_type),
     .choices = constraint_types, .width = 16, .help = "What binds its dates besides links"},
    {.name = "constraint_date", .title = "Constraint date", .type = FIELD_INSTANT, FIELD_AT(Task, constraint_date),
     .ends = constraint_ends, .help = "The date of the constraint"},
    {.name = "deadline", .title = "Deadline", .type = FIELD_INSTANT, FIELD_AT(Task, deadline),
     .ends = field_ends_always, .help = "When it should be finished; never moves the task, but its slack counts from it"},
    {.name = "actual_start", .title = "Actual start", .type = FIELD_INSTANT, FIELD_AT(Task, actual_start),
     .help = "When it was started"},
    {.name = "actual_finish", .title = "Actual finish", .type = FIELD_INSTANT, FIELD_AT(Task, actual_finish),
     .ends = field_ends_always, .help = "When it was finished"},
    {.name = "manual", .title = "Manual", .type = FIELD_FLAG, FIELD_AT(Task, manual), .width = 6,
     .help = "Scheduled by hand: keeps its manual dates whatever its links say"},
    {.name = "manual_start", .title = "Manual start", .type = FIELD_INSTANT, FIELD_AT(Task, manual_start),
     .help = "Start of a manual task; with neither date it starts with the project"},
    {.name = "manual_finish", .title = "Manual finish", .type = FIELD_INSTANT, FIELD_AT(Task, manual_finish),
     .ends = field_ends_always, .help = "Finish of a manual task; empty = its start + duration"},
    {.name = "physical_percent", .title = "Phys. %", .type = FIELD_PERCENT, FIELD_AT(Task, physical_percent),
     .standard = VALUE_NONE, .maximum = 10000, .width = 7, .help = "Per cent complete as measured on the product"},
    {.name = "priority", .title = "Priority", .type = FIELD_INTEGER, FIELD_AT(Task, priority), .standard = 500,
     .maximum = 1000, .required = true, .width = 8, .help = "0 to 1000; 500 is ordinary"},
    {.name = "calendar", .title = "Calendar", .type = FIELD_REFERENCE, FIELD_AT(Task, calendar),
     .refers_to = &calendar_entity, .width = 14, .shapes = STRUCTURE_WORK,
     .help = "Own working time; empty = the project calendar"},
    {.name = "ignore_resource_calendar", .title = "Own calendar only", .type = FIELD_FLAG,
     FIELD_AT(Task, ignore_resource_calendar), .width = 8, .shapes = STRUCTURE_WORK,
     .help = "A task with a calendar of its own counts that alone, not also that of who works on it"},
    {.name = "work", .title = "Work", .type = FIELD_DURATION, FIELD_AT(Task, work),
     .help = "Effort; empty = duration × units of the people on it"},
    {.name = "optimistic", .title = "Optimistic", .type = FIELD_DURATION, FIELD_AT(Task, optimistic),
     .help = "Duration at best"},
    {.name = "most_likely", .title = "Most likely", .type = FIELD_DURATION, FIELD_AT(Task, most_likely),
     .help = "Duration most likely"},
    {.name = "pessimistic", .title = "Pessimistic", .type = FIELD_DURATION, FIELD_AT(Task, pessimistic),
     .help = "Duration at worst"},
    {.name = "distribution", .title = "Distribution", .type = FIELD_CHOICE, FIELD_AT(Task, distribution),
     .choices = distributions, .width = 12, .help = "How the duration is spread between its three estimates"},
    {.name = "correlation_group", .title = "Group", .type = FIELD_TEXT, FIELD_AT(Task, correlation_group), .width = 12,
     .help = "Tasks of one group run long or short together"},
    {.name = "correlation", .title = "Correlation", .type = FIELD_PERCENT, FIELD_AT(Task, correlation),
     .minimum = -10000, .maximum = 10000, .standard = VALUE_NONE, .width = 11,
     .help = "How closely it goes with its group: 100 % entirely, negative against it, empty not at all"},
    {.name = "fixed_cost", .title = "Fixed cost", .type = FIELD_MONEY, FIELD_AT(Task, fixed_cost),
     .help = "Cost besides that of the people"},
    {.name = "inactive", .title = "Inactive", .type = FIELD_FLAG, FIELD_AT(Task, inactive), .width = 8,
     .shapes = STRUCTURE_TASKS, .help = "Kept, but neither scheduled nor counted"},
    {.name = "early_start", .title = "Early start", .type = FIELD_INSTANT, .computed = task_start, .ends = start_ends,
     .help = "Earliest start that links and constraints allow"},
    {.name = "early_finish", .title = "Early finish", .type = FIELD_INSTANT, .computed = task_finish, .ends = finish_ends,
     .help = "Earliest finish"},
    {.name = "late_start", .title = "Late start", .type = FIELD_INSTANT, .computed = task_late_start,
     .ends = start_ends, .help = "Latest start that does not delay the project"},
    {.name = "late_finish", .title = "Late finish", .type = FIELD_INSTANT, .computed = task_late_finish,
     .ends = finish_ends, .help = "Latest finish that does not delay the project"},
    {.name = "resume", .title = "Resume", .type = FIELD_INSTANT, .computed = task_resume,
     .help = "When the rest of a task that was interrupted goes on"},
    {.name = "remaining_duration", .title = "Remaining", .type = FIELD_DURATION, .computed = task_remaining, .width = 9,
     .help = "What of the duration is not complete yet: duration × (100 % − per cent complete)"},
    {.name = "total_slack", .title = "Total slack", .type = FIELD_MINUTES, .computed = task_total_slack, .width = 11,
     .help = "Working time it can slip without delaying the project; exported in minutes"},
    {.name = "free_slack", .title = "Free slack", .type = FIELD_MINUTES, .computed = task_free_slack, .width = 10,
     .help = "Working time it can slip without delaying a successor; exported in minutes"},
    {.name = "baseline_start", .title = "Baseline start", .type = FIELD_INSTANT, .computed = task_baseline_start,
     .help = "Start in the baseline of the board"},
    {.name = "baseline_finish", .title = "Baseline finish", .type = FIELD_INSTANT, .computed = task_baseline_finish,
     .ends = field_ends_always, .help = "Finish in the baseline of the board"},
    {.name = "start_variance", .title = "Start variance", .type = FIELD_MINUTES, .computed = task_start_variance,
     .width = 11, .help = "Working time that it starts later than in the baseline; below 0 = earlier"},
    {.name = "finish_variance", .title = "Finish variance", .type = FIELD_MINUTES, .computed = task_finish_variance,
     .width = 11, .help = "Working time that it finishes later than in the baseline; below 0 = earlier"},
    {.name = "critical", .title = "Critical", .type = FIELD_FLAG, .computed = task_critical, .width = 8,
     .help = "Its slack is used up: delaying it delays the project"},
    {.name = "near_critical", .title = "Near-critical", .type = FIELD_FLAG, .computed = task_near_critical,
     .width = 13, .help = "Its slack is soon used up: at most the near-critical slack of the board"},
    {.name = "summary", .title = "Summary", .type = FIELD_FLAG, .computed = task_summary, .width = 7,
     .help = "Has tasks below it"},
    {.name = "deliverable", .title = "Deliverable", .type = FIELD_TEXT, FIELD_AT(Task, deliverable), .width = 18,
     .help = "What it produces"},
    {.name = "labels", .title = "Labels", .type = FIELD_TEXT, FIELD_AT(Task, labels), .width = 14,
     .help = "Free keywords"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(Task, notes), .width = 24,
     .help = "Anything else worth keeping"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(Task, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

static bool is_late(const Plan *plan, const void *record)
{
    return task_is_late(plan, record);
}

static bool is_done(const Plan *plan, const void *record)
{
    const TaskDates *dates = plan_task_dates(plan, ((const Record *)record)->id);
    return dates && dates->percent_complete >= FULLY_DONE;
}

static bool is_open(const Plan *plan, const void *record)
{
    return !is_done(plan, record) && !((const Task *)record)->inactive;
}

static bool is_near_critical(const Plan *plan, const void *record)
{
    const TaskDates *dates = plan_task_dates(plan, ((const Record *)record)->id);
    return dates && dates->near_critical;
}

bool task_is_milestone(const Plan *plan, const Task *task)
{
    const Outline *outline = &plan->results->outline;
    uint32_t row = plan_row(plan, ENTITY_TASK, task->record.id);
    bool current = plan->results->generation == plan->generation && row != ROW_NONE;
    bool summary = current && outline_is_summary(outline, outline->place_of[row]);
    return !summary && (task->milestone || duration_amount(task->duration) == 0);
}

static bool is_milestone(const Plan *plan, const void *record)
{
    return task_is_milestone(plan, record);
}

static const FilterWord task_words[] = {{"milestone", is_milestone}, {"near-critical", is_near_critical}, {0}};
static const FieldAlias task_aliases[] = {{"owner", "resources"}, {"due", "finish"}, {"slack", "total_slack"}, {0}};

/* From top to bottom, once the outline is known. */
static bool in_outline_order(const Plan *plan, uint32_t *rows)
{
    const Outline *outline = &plan->results->outline;
    if (plan->results->generation != plan->generation || outline->count != plan_count(plan, ENTITY_TASK))
        return false;
    for (uint32_t place = 0; place < outline->count; place++)
        rows[place] = outline->row_at[place];
    return true;
}

const Entity task_entity = {
    .kind = ENTITY_TASK,
    .name = "task",
    .shapes = STRUCTURE_ORDER | STRUCTURE_TASKS,
    .plural = "tasks",
    .title = "Schedule",
    .noun = "task",
    .nouns = "tasks",
    .tag = 5,
    .prefix = "T",
    .record_size = sizeof(Task),
    .fields = task_fields,
    .label = "name",
    .traced = true,
    .check = task_check,
    .is_open = is_open,
    .is_late = is_late,
    .is_done = is_done,
    .words = task_words,
    .aliases = task_aliases,
    .sorted = in_outline_order,
    .instead = "make it inactive",
};

static void describe_link(const Plan *plan, const void *record, Buffer *out)
{
    const Link *link = record;
    buffer_format(out, "link from %s", plan_quoted(plan, &task_entity, link->predecessor).text);
    buffer_format(out, " to %s", plan_quoted(plan, &task_entity, link->successor).text);
}

static bool link_check(const Plan *plan, const void *record, Error *error)
{
    (void)plan;
    const Link *link = record;
    if (link->predecessor == link->successor)
        return error_set(error, "T-%lld cannot be linked to itself", (long long)link->successor);
    return true;
}

/* clang-format off */
static const Field link_fields[] = {
    {.name = "predecessor", .title = "Predecessor", .type = FIELD_REFERENCE, FIELD_AT(Link, predecessor),
     .refers_to = &task_entity, .required = true, .width = 11, .shapes = STRUCTURE_LINKS, .help = "Task that decides"},
    {.name = "successor", .title = "Successor", .type = FIELD_REFERENCE, FIELD_AT(Link, successor),
     .refers_to = &task_entity, .required = true, .width = 9, .shapes = STRUCTURE_LINKS, .help = "Task that follows"},
    {.name = "type", .title = "Type", .type = FIELD_CHOICE, FIELD_AT(Link, type), .choices = link_type_names,
     .width = 4, .shapes = STRUCTURE_LINKS,
     .help = "FS finish-to-start, SS start-to-start, FF finish-to-finish, SF start-to-finish"},
    {.name = "lag", .title = "Lag", .type = FIELD_DURATION, FIELD_AT(Link, lag), .standard = UNIT_DAYS,
     .required = true, .width = 8, .shapes = STRUCTURE_LINKS,
     .help = "Waiting time; negative = lead; elapsed (2ed) or per cent (50%) too"},
    {.name = "reason", .title = "Reason", .type = FIELD_TEXT, FIELD_AT(Link, reason), .width = 24,
     .help = "Why one waits for the other"},
    {0},
};
/* clang-format on */

const Entity link_entity = {
    .kind = ENTITY_LINK,
    .name = "link",
    .shapes = STRUCTURE_LINKS,
    .plural = "links",
    .title = "Links",
    .noun = "link",
    .nouns = "links",
    .tag = 6,
    .prefix = "L",
    .record_size = sizeof(Link),
    .fields = link_fields,
    .label = "reason",
    .key = {"predecessor", "successor"},
    .under = "successor",
    .check = link_check,
    .describe = describe_link,
};

/* clang-format off */
static const Field assignment_fields[] = {
    {.name = "task", .title = "Task", .type = FIELD_REFERENCE, FIELD_AT(Assignment, task), .refers_to = &task_entity,
     .required = true, .width = 6, .shapes = STRUCTURE_WORK, .help = "Task that is worked on"},
    {.name = "resource", .title = "Resource", .type = FIELD_REFERENCE, FIELD_AT(Assignment, resource),
     .refers_to = &resource_entity, .required = true, .width = 20, .shapes = STRUCTURE_WORK,
     .help = "Who or what works on it"},
    {.name = "units", .title = "Units", .type = FIELD_PERCENT, FIELD_AT(Assignment, units), .standard = 10000,
     .maximum = 10000000, .required = true, .width = 6, .help = "Share of a full calendar day: 50 % = half of it"},
    {.name = "work", .title = "Work", .type = FIELD_DURATION, FIELD_AT(Assignment, work),
     .help = "Effort; empty = duration of the task × units"},
    {.name = "role", .title = "Role", .type = FIELD_TEXT, FIELD_AT(Assignment, role), .width = 16,
     .help = "What they do in this task"},
    {0},
};
/* clang-format on */

static void describe_assignment(const Plan *plan, const void *record, Buffer *out)
{
    const Assignment *assignment = record;
    plan_label(plan, &resource_entity, assignment->resource, out);
    buffer_format(out, " on %s", plan_quoted(plan, &task_entity, assignment->task).text);
}

const Entity assignment_entity = {
    .kind = ENTITY_ASSIGNMENT,
    .name = "assignment",
    .shapes = STRUCTURE_WORK,
    .plural = "assignments",
    .title = "Assignments",
    .noun = "assignment",
    .nouns = "assignments",
    .article = "an",
    .tag = 7,
    .prefix = "A",
    .record_size = sizeof(Assignment),
    .fields = assignment_fields,
    .label = "role",
    .key = {"task", "resource"},
    .under = "task",
    .describe = describe_assignment,
};
