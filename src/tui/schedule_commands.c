/*
 * What can be done in the schedule pane: the outline, start and finish (which are computed and yet can be typed),
 * links, and the window of the chart.
 *
 * Typing a start or a finish sets the constraint that Microsoft Project sets then: start (finish) no earlier than.
 * Every edit ends in app_commit(), which tells what became of the project's finish.
 */
#include "schedule.h"

#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/model/edit.h"
#include "steerco/tui/assignments.h"

enum { USUAL_START = 8 * 60, USUAL_FINISH = 17 * 60 };

static Schedule *schedule_of(App *app)
{
    return app_state(app, &schedule_pane);
}

static const Task *selected_task(App *app)
{
    const Task *task = plan_find(app_plan(app), ENTITY_TASK, list_selected(&schedule_of(app)->list));
    if (!task)
        app_say(app, "No task is selected; i makes one");
    return task;
}

/* Reasons name tasks by their codes, so that the message line has room for what became of the finish. */
static void begin_set(App *app, ChangeSet *set, const char *verb, Id id)
{
    app_begin(app, set, "");
    change_reason(set, "%s T-%lld", verb, (long long)id);
}

/* Commit and show the task; true when it is done. */
static bool commit(App *app, ChangeSet *set, Id id)
{
    bool done = app_commit(app, set);
    if (done)
        schedule_select(schedule_of(app), app_plan(app), id);
    change_release(set);
    return done;
}

/* ---------------------------------------------------------------- outline */

typedef struct Place {
    Id below, parent; /* as edit_insert_task() wants them */
} Place;

/* Behind a task and what lies under it, at its level. */
static Place place_after(const Plan *plan, const Task *task)
{
    const Outline *outline = &plan->results.outline;
    uint32_t place = outline->place_of[plan_row(plan, ENTITY_TASK, task->record.id)], next = outline->end[place];
    Place out = {.parent = task->parent};
    if (next < outline->count && outline->parent[next] == outline->parent[place])
        out.below = plan_task(plan, outline->row_at[next])->record.id;
    return out;
}

static bool accept_task(App *app, const char *text, const void *context)
{
    const Place *place = context;
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "new task %s", text);
    Task *task = edit_insert_task(&set, app_plan(app), place->below, place->parent);
    task->name = arena_text(&set.arena, text);
    bool done = app_commit(app, &set);
    if (done)
        schedule_select(schedule_of(app), app_plan(app), task->record.id);
    change_release(&set);
    return done;
}

static void ask_for_task(App *app, const char *label, Place place, const char *argument)
{
    app_prompt(app, &(Prompt){.label = label,
                              .initial = argument,
                              .accept = accept_task,
                              .context = &place,
                              .context_size = sizeof place});
}

static void run_insert(App *app, const char *argument)
{
    const Task *task = plan_find(app_plan(app), ENTITY_TASK, list_selected(&schedule_of(app)->list));
    ask_for_task(app, "New task", task ? place_after(app_plan(app), task) : (Place){0}, argument);
}

static void run_insert_below(App *app, const char *argument)
{
    const Task *task = selected_task(app);
    if (task)
        ask_for_task(app, "New task under it", (Place){.parent = task->record.id}, argument);
}

typedef bool (*OutlineEdit)(ChangeSet *set, const Plan *plan, Id task, Error *error);

static void edit_outline(App *app, const char *verb, OutlineEdit edit)
{
    const Task *task = selected_task(app);
    if (!task)
        return;
    ChangeSet set = {0};
    Error error = {0};
    begin_set(app, &set, verb, task->record.id);
    if (edit(&set, app_plan(app), task->record.id, &error)) {
        commit(app, &set, task->record.id);
        return;
    }
    app_complain(app, &error);
    change_release(&set);
}

static void run_indent(App *app, const char *argument)
{
    (void)argument;
    edit_outline(app, "indent", edit_indent);
}

static void run_outdent(App *app, const char *argument)
{
    (void)argument;
    edit_outline(app, "outdent", edit_outdent);
}

static bool move_up(ChangeSet *set, const Plan *plan, Id task, Error *error)
{
    return edit_move(set, plan, task, -1, error);
}

static bool move_down(ChangeSet *set, const Plan *plan, Id task, Error *error)
{
    return edit_move(set, plan, task, +1, error);
}

static void run_up(App *app, const char *argument)
{
    (void)argument;
    edit_outline(app, "move up", move_up);
}

static void run_down(App *app, const char *argument)
{
    (void)argument;
    edit_outline(app, "move down", move_down);
}

static bool is_filtered(App *app)
{
    bool filtered = schedule_of(app)->list.filter != NULL;
    if (filtered)
        app_say(app, "While a filter is on, everything that matches is shown; esc takes it away");
    return filtered;
}

/* A task without tasks below it folds the summary it lies under. */
static void run_fold(App *app, const char *argument)
{
    (void)argument;
    if (is_filtered(app))
        return;
    Schedule *schedule = schedule_of(app);
    const Plan *plan = app_plan(app);
    const Task *task = selected_task(app);
    if (!task)
        return;
    Id id = schedule_is_summary(plan, task->record.id) ? task->record.id : task->parent;
    if (!schedule_select(schedule, plan, id))
        app_say(app, "T-%lld has no tasks below it and lies under none", (long long)task->record.id);
    else
        schedule_fold(schedule, plan, id, !schedule_is_folded(schedule, id));
}

/* What is selected stays in sight: the uppermost summary above it is selected instead. */
static void run_fold_all(App *app, const char *argument)
{
    (void)argument;
    if (is_filtered(app))
        return;
    Schedule *schedule = schedule_of(app);
    const Plan *plan = app_plan(app);
    Id id = list_selected(&schedule->list);
    for (const Task *task; (task = plan_find(plan, ENTITY_TASK, id)) && task->parent != 0;)
        id = task->parent;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        if (schedule_is_summary(plan, plan_task(plan, row)->record.id))
            idmap_put(&schedule->folded, plan_task(plan, row)->record.id, 1);
    schedule_fill_rows(schedule, plan);
    schedule_select(schedule, plan, id);
}

static void run_unfold_all(App *app, const char *argument)
{
    (void)argument;
    idmap_clear(&schedule_of(app)->folded);
    schedule_fill_rows(schedule_of(app), app_plan(app));
}

/* ---------------------------------------------------------------- typed dates */

static void set_task(ChangeSet *set, const Plan *plan, Id task, const Field *field, int64_t number)
{
    change_set(set, plan, &task_entity, task, field, value_number(number));
}

/* A day typed without a time of day means its first working minute, or its last. */
static Instant within_day(const Plan *plan, const Task *task, Instant typed, bool finish)
{
    if (instant_minute(typed) != 0)
        return typed;
    WorkTime *time = worktime_new(plan, task->calendar);
    Instant usual = typed + (finish ? USUAL_FINISH : USUAL_START);
    Instant working = finish ? worktime_prev(time, typed + MINUTES_PER_DAY) : worktime_next(time, typed);
    worktime_free(time);
    return instant_date(working) == instant_date(typed) ? working : usual;
}

/* "T-14 starts no earlier than 2026-03-09" */
static void give_reason(ChangeSet *set, const Task *task, const char *words, Instant date)
{
    Buffer day = {0};
    date_format(instant_date(date), &day);
    change_reason(set, "T-%lld %s %s", (long long)task->record.id, words, buffer_text(&day));
    buffer_release(&day);
}

static void constrain(ChangeSet *set, const Plan *plan, Id task, ConstraintType type, int64_t date)
{
    set_task(set, plan, task, field_of(&task_entity, Task, constraint_type), type);
    set_task(set, plan, task, field_of(&task_entity, Task, constraint_date), date);
}

static void unconstrain(ChangeSet *set, const Plan *plan, const Task *task)
{
    change_reason(set, "T-%lld as soon as possible", (long long)task->record.id);
    constrain(set, plan, task->record.id, CONSTRAINT_AS_SOON_AS_POSSIBLE, VALUE_NONE);
}

static bool parse_day(App *app, ChangeSet *set, const char *text, Value *out, Error *error)
{
    Spelling spelling = {.mark = DECIMAL_POINT, .order = DATE_DMY, .today = app_today(app)};
    const Field *field = field_of(&task_entity, Task, constraint_date);
    return field_parse(field, app_plan(app), text, &spelling, &set->arena, out, error);
}

/* Work that was done is history: typing its date corrects the record of it, because no constraint can move it. */
static bool set_start(App *app, ChangeSet *set, const Task *task, const char *text, Error *error)
{
    const Plan *plan = app_plan(app);
    Value typed;
    if (!parse_day(app, set, text, &typed, error))
        return false;
    Instant date = typed.number == VALUE_NONE ? INSTANT_NONE : within_day(plan, task, (Instant)typed.number, false);
    if (date == INSTANT_NONE) {
        unconstrain(set, plan, task);
    } else if (task->actual_start != INSTANT_NONE) {
        give_reason(set, task, "was started on", date);
        set_task(set, plan, task->record.id, field_of(&task_entity, Task, actual_start), date);
    } else {
        give_reason(set, task, "starts no earlier than", date);
        constrain(set, plan, task->record.id, CONSTRAINT_START_NO_EARLIER, date);
    }
    return true;
}

static bool set_finish(App *app, ChangeSet *set, const Task *task, const char *text, Error *error)
{
    const Plan *plan = app_plan(app);
    Value typed;
    if (schedule_is_summary(plan, task->record.id))
        return error_set(error, "The finish of a summary task follows from the tasks below it");
    if (!parse_day(app, set, text, &typed, error))
        return false;
    Instant date = typed.number == VALUE_NONE ? INSTANT_NONE : within_day(plan, task, (Instant)typed.number, true);
    if (date == INSTANT_NONE) {
        unconstrain(set, plan, task);
    } else if (task->actual_finish != INSTANT_NONE) {
        give_reason(set, task, "was finished on", date);
        set_task(set, plan, task->record.id, field_of(&task_entity, Task, actual_finish), date);
    } else {
        give_reason(set, task, "finishes no earlier than", date);
        constrain(set, plan, task->record.id, CONSTRAINT_FINISH_NO_EARLIER, date);
    }
    return true;
}

typedef struct DateCell {
    const char *field, *label;
    bool (*apply)(App *app, ChangeSet *set, const Task *task, const char *text, Error *error);
} DateCell;

static const DateCell date_cells[] = {
    {"start", "Start no earlier than (empty: as soon as possible)", set_start},
    {"finish", "Finish no earlier than (empty: as soon as possible)", set_finish},
};
enum { DATE_CELLS = sizeof date_cells / sizeof *date_cells };

typedef struct Edited {
    Id task;
    const DateCell *cell;
} Edited;

static bool accept_date(App *app, const char *text, const void *context)
{
    const Edited *edited = context;
    const Task *task = plan_find(app_plan(app), ENTITY_TASK, edited->task);
    ChangeSet set = {0};
    Error error = {0};
    if (!task)
        return true;
    app_begin(app, &set, "");
    if (edited->cell->apply(app, &set, task, text, &error))
        return commit(app, &set, edited->task);
    app_complain(app, &error);
    change_release(&set);
    return false;
}

/* Dates are shown without the time of day, and so they are offered for editing. */
static void edit_date(App *app, const Task *task, const DateCell *cell, const char *argument)
{
    Edited edited = {task->record.id, cell};
    if (*argument) {
        (void)accept_date(app, argument, &edited);
        return;
    }
    Buffer text = {0};
    field_word(entity_field(&task_entity, cell->field), app_plan(app), task, FORMAT_EXCHANGE, &text);
    buffer_cut(&text, strcspn(buffer_text(&text), "T"));
    app_prompt(app, &(Prompt){.label = cell->label,
                              .initial = buffer_text(&text),
                              .accept = accept_date,
                              .context = &edited,
                              .context_size = sizeof edited});
    buffer_release(&text);
}

static bool is_derived_of_summary(const Field *field)
{
    return field == field_of(&task_entity, Task, duration) || field == field_of(&task_entity, Task, percent_complete);
}

static void run_edit(App *app, const char *argument)
{
    const Task *task = selected_task(app);
    if (!task)
        return;
    const Field *field = list_field(&schedule_of(app)->list);
    for (int i = 0; i < DATE_CELLS; i++)
        if (text_equal(date_cells[i].field, field->name)) {
            edit_date(app, task, &date_cells[i], argument);
            return;
        }
    if (is_derived_of_summary(field) && schedule_is_summary(app_plan(app), task->record.id))
        app_say(app, "The %s of a summary task follows from the tasks below it",
                field->type == FIELD_PERCENT ? "progress" : "duration");
    else
        app_edit_cell(app, &schedule_of(app)->list, 0);
}

/* ---------------------------------------------------------------- one task */

static void run_assignments(App *app, const char *argument)
{
    (void)argument;
    const Task *task = selected_task(app);
    if (task)
        assignments_open(app, task->record.id);
}

/* "after T-3 Dig (FS+2d)", one line a link */
static void list_links(const Plan *plan, const Adjacency *links, Id task, const char *title, Buffer *out)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++) {
        const Link *link = plan_link(plan, links->rows[i]);
        const Task *other =
            plan_find(plan, ENTITY_TASK, link->predecessor == task ? link->successor : link->predecessor);
        WorkUnits units = plan_units(plan);
        if (!other)
            continue;
        buffer_format(out, "%s%s T-%lld %s (%s", i == links->first[row] ? "\n" : "", title, (long long)other->record.id,
                      other->name, link_type_names[link->type]);
        if (duration_amount(link->lag) > 0)
            buffer_add(out, "+");
        if (duration_amount(link->lag) != 0)
            duration_format(link->lag, &units, out);
        buffer_add(out, ")\n");
    }
}

static void run_explain(App *app, const char *argument)
{
    (void)argument;
    const Plan *plan = app_plan(app);
    const Task *task = selected_task(app);
    const TaskDates *dates = task ? plan_task_dates(plan, task->record.id) : NULL;
    if (!dates)
        return;
    Buffer why = {0};
    schedule_explain(plan, task->record.id, &why);
    buffer_add(&why, ".\n");
    if (dates->total_slack != INT32_MIN) {
        buffer_add(&why, "Total slack ");
        schedule_word_slack(plan, task, dates->total_slack, &why);
        buffer_add(&why, ", free slack ");
        schedule_word_slack(plan, task, dates->free_slack, &why);
        buffer_add(&why, dates->critical ? ": it is critical.\n" : ".\n");
    }
    list_links(plan, &plan->results.predecessors, task->record.id, "after", &why);
    list_links(plan, &plan->results.successors, task->record.id, "before", &why);
    app_read(app, "Why it stands where it stands", buffer_text(&why));
    buffer_release(&why);
}

static void run_milestone(App *app, const char *argument)
{
    (void)argument;
    const Task *task = selected_task(app);
    if (!task)
        return;
    if (schedule_is_summary(app_plan(app), task->record.id)) {
        app_say(app, "A summary task is no milestone");
    } else if (duration_amount(task->duration) == 0) {
        app_say(app, "T-%lld takes no time, so it is a milestone anyway", (long long)task->record.id);
    } else {
        ChangeSet set = {0};
        begin_set(app, &set, task->milestone ? "no milestone:" : "milestone:", task->record.id);
        set_task(&set, app_plan(app), task->record.id, field_of(&task_entity, Task, milestone), !task->milestone);
        commit(app, &set, task->record.id);
    }
}

/* The row above, unless the task lies below that. */
static Id task_above(const Schedule *schedule, const Plan *plan, const Task *task)
{
    const List *list = &schedule->list;
    Id above = list->selected > 0 ? list->rows.items[list->selected - 1] : 0;
    for (const Task *up = task; (up = plan_find(plan, ENTITY_TASK, up->parent));)
        if (up->record.id == above)
            return 0;
    return above;
}

static bool is_linked(const Plan *plan, Id predecessor, Id successor)
{
    const Adjacency *links = &plan->results.predecessors;
    uint32_t row = plan_row(plan, ENTITY_TASK, successor);
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++)
        if (plan_link(plan, links->rows[i])->predecessor == predecessor)
            return true;
    return false;
}

static void run_link(App *app, const char *argument)
{
    (void)argument;
    const Task *task = selected_task(app);
    if (!task)
        return;
    Id id = task->record.id, above = task_above(schedule_of(app), app_plan(app), task);
    if (above == 0) {
        app_say(app, "T-%lld has no task above it to follow", (long long)id);
    } else if (is_linked(app_plan(app), above, id)) {
        app_say(app, "T-%lld follows T-%lld already", (long long)id, (long long)above);
    } else {
        ChangeSet set = {0};
        app_begin(app, &set, "");
        change_reason(&set, "T-%lld follows T-%lld", (long long)id, (long long)above);
        Link *link = change_create(&set, &link_entity);
        link->predecessor = above;
        link->successor = id;
        commit(app, &set, id);
    }
}

static void run_unlink(App *app, const char *argument)
{
    (void)argument;
    const Task *task = selected_task(app);
    if (!task)
        return;
    ChangeSet set = {0};
    Error error = {0};
    begin_set(app, &set, "unlink", task->record.id);
    if (edit_predecessors(&set, app_plan(app), task->record.id, "", DECIMAL_POINT, &error) && set.changes.count > 0) {
        commit(app, &set, task->record.id);
        return;
    }
    app_say(app, "T-%lld has no predecessors", (long long)task->record.id);
    change_release(&set);
}

/* ---------------------------------------------------------------- the chart */

/* What stays in place while zooming: the selected bar's beginning where it can be seen, else the middle. */
static Date zoom_anchor(App *app)
{
    Schedule *schedule = schedule_of(app);
    const TaskDates *dates = plan_task_dates(app_plan(app), list_selected(&schedule->list));
    if (dates && dates->start != INSTANT_NONE && gantt_shows_day(&schedule->gantt, instant_date(dates->start)))
        return instant_date(dates->start);
    return gantt_middle(&schedule->gantt);
}

static void zoom(App *app, int step)
{
    Schedule *schedule = schedule_of(app);
    bool moved = gantt_zoom(&schedule->gantt, step, zoom_anchor(app));
    schedule->shown.task = 0;
    app_say(app, moved ? "The chart shows %s" : "The chart shows %s already, there is no further step",
            gantt_zoom_name(schedule->gantt.zoom));
}

static void run_zoom_in(App *app, const char *argument)
{
    (void)argument;
    zoom(app, -1);
}

static void run_zoom_out(App *app, const char *argument)
{
    (void)argument;
    zoom(app, +1);
}

static void run_zoom_fit(App *app, const char *argument)
{
    (void)argument;
    gantt_fit(&schedule_of(app)->gantt, app_plan(app));
}

static void run_earlier(App *app, const char *argument)
{
    (void)argument;
    gantt_scroll(&schedule_of(app)->gantt, -1);
}

static void run_later(App *app, const char *argument)
{
    (void)argument;
    gantt_scroll(&schedule_of(app)->gantt, +1);
}

static void run_today(App *app, const char *argument)
{
    (void)argument;
    gantt_show_day(&schedule_of(app)->gantt, app_today(app));
}

static void run_show_bar(App *app, const char *argument)
{
    (void)argument;
    schedule_of(app)->shown.task = 0;
}

static void move_split(App *app, int by)
{
    Schedule *schedule = schedule_of(app);
    int split = schedule->split == SPLIT_AUTOMATIC ? schedule_usual_split(schedule->width) : schedule->split;
    split = split == SPLIT_LIST_ONLY ? SPLIT_MOST : split + by;
    schedule->split = split < SPLIT_LEAST ? SPLIT_LEAST : split > SPLIT_MOST ? SPLIT_MOST : split;
}

static void run_narrower(App *app, const char *argument)
{
    (void)argument;
    move_split(app, -SPLIT_STEP);
}

static void run_wider(App *app, const char *argument)
{
    (void)argument;
    move_split(app, +SPLIT_STEP);
}

static void run_chart(App *app, const char *argument)
{
    (void)argument;
    Schedule *schedule = schedule_of(app);
    schedule->split = schedule->chart_shown ? SPLIT_LIST_ONLY : schedule_usual_split(schedule->width);
}

const Command schedule_commands[] = {
    {"task-new", "i insert", "new", "New task behind this one, at its level", run_insert},
    {"task-edit", "e f2", "edit", "Type into this cell; start and finish become constraints", run_edit},
    {"task-assign", "a", "people", "Who works on it: pick people, set units, see their load", run_assignments},
    {"task-indent", "> alt-right", "indent", "Put it under the task above", run_indent},
    {"fold", "space", "fold", "Hide the tasks under a summary, or show them", run_fold},
    {"chart-zoom-in", "+", "zoom", "Finer chart: quarters, months, weeks, days", run_zoom_in},
    {"chart-zoom-out", "-", NULL, "Coarser chart: days, weeks, months, quarters", run_zoom_out},
    {"task-link", "L", "link", "Let it follow the row above: finish-to-start", run_link},
    {"task-explain", "=", "why", "Why it stands where it stands", run_explain},
    {"task-new-under", "I", NULL, "New task under this one, as its last", run_insert_below},
    {"task-outdent", "< alt-left", NULL, "Take it one level up", run_outdent},
    {"task-up", "K alt-up", NULL, "Move it before the one above, with what lies under it", run_up},
    {"task-down", "J alt-down", NULL, "Move it behind the one below, with what lies under it", run_down},
    {"task-unlink", "U", NULL, "Take away its predecessors", run_unlink},
    {"task-milestone", "m", NULL, "Show it as a milestone, or no longer", run_milestone},
    {"fold-all", "c", NULL, "Fold all summaries", run_fold_all},
    {"unfold-all", "o", NULL, "Unfold all summaries", run_unfold_all},
    {"chart-fit", "z", NULL, "Show the whole project in the chart", run_zoom_fit},
    {"chart-earlier", "[ shift-left", NULL, "Move the chart to earlier dates", run_earlier},
    {"chart-later", "] shift-right", NULL, "Move the chart to later dates", run_later},
    {"chart-today", "t .", NULL, "Move the chart to today", run_today},
    {"chart-bar", "b", NULL, "Move the chart to the bar of this task", run_show_bar},
    {"chart-wider", "{", NULL, "Less list, more chart", run_narrower},
    {"chart-narrower", "}", NULL, "More list, less chart", run_wider},
    {"chart", "|", NULL, "Hide the chart, or show it", run_chart},
    {0},
};
