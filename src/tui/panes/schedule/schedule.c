/*
 * The schedule pane: the outline of tasks with the Gantt chart beside it, two looks at the same rows.
 *
 * The list decides which rows are in sight and the chart draws the same ones. Folding only changes the rows; the plan
 * knows nothing of it. The line above the list tells how the project stands, the one below it what the columns of the
 * selected task had no room for.
 */
#include "schedule.h"

#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { TILE_CHART_FROM_WIDTH = 50, DETAIL_FROM_HEIGHT = 12 };
enum { DATE_WIDTH = 9 }; /* "02 Mar 26" */

/* ---------------------------------------------------------------- cells */

static const Field *field_named(const char *name)
{
    return entity_field(&task_entity, name);
}

/* Two columns before the name: late, done or left out; critical. */
static void add_marks(const Schedule *schedule, const Plan *plan, const Task *task, Buffer *out)
{
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    bool done = dates && dates->percent_complete >= 10000;
    if (task->inactive)
        buffer_add(out, glyph_text(GLYPH_CROSS_OUT, schedule->ascii));
    else if (done)
        buffer_add(out, glyph_text(GLYPH_CHECK, schedule->ascii));
    else
        buffer_add(out, task_is_late(plan, task) ? "!" : " ");
    bool critical = dates && (dates->critical || schedule_runs_through(plan, task->record.id));
    buffer_add(out, critical && !done && !task->inactive ? "C" : " ");
}

/* What stands where a summary has its fold. */
static const char *sign_of(const Schedule *schedule, const Task *task, const TaskDates *dates, bool summary)
{
    if (summary)
        return glyph_text(schedule_is_folded(schedule, task->record.id) ? GLYPH_CLOSED : GLYPH_OPEN, schedule->ascii);
    bool milestone = task->milestone || duration_amount(task->duration) == 0;
    if (!milestone)
        return " ";
    return glyph_text(dates && dates->critical ? GLYPH_MILESTONE_CRITICAL : GLYPH_MILESTONE, schedule->ascii);
}

/* "!C  ▾ Build": marks, indentation by level, sign, name. */
static void dress_name(const Schedule *schedule, const Plan *plan, const Task *task, Buffer *text)
{
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    const Outline *outline = &plan->results->outline;
    uint32_t place = schedule_place(plan, task->record.id);
    Buffer dressed = {0};
    add_marks(schedule, plan, task, &dressed);
    buffer_add_repeat(&dressed, "  ", outline->level[place] - 1);
    buffer_add(&dressed, sign_of(schedule, task, dates, outline_is_summary(outline, place)));
    buffer_format(&dressed, " %s", buffer_text(text));
    buffer_release(text);
    *text = dressed;
}

/* Summaries show what follows from the tasks below them rather than what is stored. */
static void dress_summary(const Plan *plan, const Field *field, const TaskDates *dates, Buffer *text)
{
    if (field == field_of(&task_entity, Task, duration)) {
        buffer_clear(text);
        schedule_word_days(plan, dates->duration, false, text);
    } else if (field == field_of(&task_entity, Task, percent_complete)) {
        buffer_clear(text);
        buffer_format(text, "%d%%", schedule_whole_percent(dates->percent_complete, 10000));
    }
}

static void dress(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *pane)
{
    const Schedule *schedule = pane;
    const Task *task = plan_find(plan, ENTITY_TASK, id);
    if (!task)
        return;
    const TaskDates *dates = plan_task_dates(plan, id);
    bool summary = schedule_is_summary(plan, id), late = task_is_late(plan, task);
    bool context = !list_passes(&schedule->list, plan, id); /* a summary of what the filter matches */
    bool cut = schedule->clip && clip_is_cut(schedule->clip, plan, id);
    *style = task->inactive || context || cut ? STYLE_DIM : summary ? STYLE_STRONG : STYLE_TEXT;
    if (summary && dates)
        dress_summary(plan, field, dates, text);
    if (field == field_of(&task_entity, Task, name)) {
        dress_name(schedule, plan, task, text);
        if (late && *style != STYLE_DIM)
            *style = STYLE_BAD;
    } else if (field->type == FIELD_INSTANT) {
        buffer_cut(text, text->length > DATE_WIDTH ? DATE_WIDTH : 0); /* no time of day, and nothing for "none" */
        if (late && *style != STYLE_DIM && text_equal(field->name, "finish"))
            *style = STYLE_BAD;
    }
}

static void begin(void *state, const Pane *pane)
{
    (void)pane;
    Schedule *schedule = state;
    list_init(&schedule->list, &task_entity,
              "name duration:8 start:9 finish:9 percent_complete:5 predecessors:12 resources:18 deadline:9");
    schedule->list.dress = dress;
    schedule->list.context = schedule;
    relations_begin(&schedule->relations);
}

static void end(void *state)
{
    Schedule *schedule = state;
    list_release(&schedule->list);
    gantt_release(&schedule->gantt);
    gantt_release(&schedule->overview);
    idmap_release(&schedule->folded);
    relations_end(&schedule->relations);
    trail_release(&schedule->trail);
}

/* ---------------------------------------------------------------- drawing */

/* A piece of a line with two blanks before it, if there is room for the whole of it. */
static void draw_piece(Canvas *canvas, int *x, Style style, const char *text)
{
    int gap = *x > 0 ? 2 : 0, width = text_width(text);
    if (width == 0 || *x + gap + width > canvas->width)
        return;
    canvas_text(canvas, *x + gap, 0, width, style, text);
    *x += gap + width;
}

/* "finish 12 Jun 26  2 late  35% done  8 critical  42 tasks": what has no room is left out from the right. */
static void draw_figures(const Schedule *schedule, const Plan *plan, Canvas *line)
{
    Canvas part = list_draw_chips(&schedule->list, line), *canvas = &part;
    const ScheduleFigures *figures = &schedule->figures;
    Buffer text = {0};
    int x = 0;
    if (schedule->clip && schedule->clip->cut) {
        buffer_format(&text, "[%zu cut]", schedule->clip->tasks.tasks.count);
        draw_piece(canvas, &x, STYLE_KEY, buffer_text(&text));
        buffer_clear(&text);
    }
    buffer_add(&text, "finish ");
    field_format(field_named("finish"), plan,
                 value_number(plan->results->finish == INSTANT_NONE ? VALUE_NONE : plan->results->finish),
                 FORMAT_DISPLAY, &text);
    if (plan->results->finish != INSTANT_NONE)
        buffer_cut(&text, text.length - 6);
    draw_piece(canvas, &x, STYLE_STRONG, buffer_text(&text));
    if (figures->slip != INT32_MIN) {
        buffer_clear(&text);
        buffer_add(&text, figures->slip > 0 ? "+" : "");
        schedule_word_days(plan, figures->slip, false, &text);
        draw_piece(canvas, &x, figures->slip > 0 ? STYLE_BAD : STYLE_TEXT, buffer_text(&text));
    }
    int64_t conflicts = (int64_t)schedule_conflicts(plan)->causes;
    if (conflicts > 0) {
        buffer_clear(&text);
        buffer_format(&text, "! %lld conflict%s", (long long)conflicts, conflicts == 1 ? "" : "s");
        draw_piece(canvas, &x, STYLE_BAD, buffer_text(&text));
    }
    const struct {
        Style style;
        int64_t count;
        const char *word;
    } pieces[] = {
        {figures->late ? STYLE_BAD : STYLE_DIM, figures->late, " late"},
        {STYLE_TEXT, schedule_whole_percent(figures->done, figures->minutes), "% done"},
        {STYLE_TEXT, figures->critical, " critical"},
        {STYLE_DIM, figures->tasks, figures->tasks == 1 ? " task" : " tasks"},
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        buffer_clear(&text);
        buffer_format(&text, "%lld%s", (long long)pieces[i].count, pieces[i].word);
        draw_piece(canvas, &x, pieces[i].style, buffer_text(&text));
    }
    buffer_release(&text);
}

/* What the columns had no room for: "T-14  1.2.1  slack 2d  Anna Berg  after T-3" */
static void draw_detail(const Plan *plan, Id id, Canvas *canvas)
{
    const Task *task = plan_find(plan, ENTITY_TASK, id);
    const TaskDates *dates = plan_task_dates(plan, id);
    if (!task || !dates)
        return;
    Buffer text = {0};
    int x = 0;
    entity_code(&task_entity, id, &text);
    buffer_add(&text, " ");
    outline_wbs(&plan->results->outline, schedule_place(plan, id), &text);
    buffer_format(&text, " %s", task->name);
    x = canvas_text(canvas, 0, 0, canvas->width, STYLE_STRONG, buffer_text(&text));
    buffer_clear(&text);
    if (dates->percent_complete < 10000 && dates->total_slack != INT32_MIN) {
        buffer_add(&text, dates->critical ? "critical, slack " : "slack ");
        schedule_word_slack(plan, task, dates->total_slack, &text);
        draw_piece(canvas, &x, STYLE_TEXT, buffer_text(&text));
    }
    buffer_clear(&text);
    task_resources(plan, id, &text);
    draw_piece(canvas, &x, STYLE_TEXT, buffer_text(&text));
    buffer_clear(&text);
    buffer_add(&text, "after ");
    task_predecessors(plan, id, &text);
    if (text.length > 6)
        draw_piece(canvas, &x, STYLE_DIM, buffer_text(&text));
    buffer_release(&text);
}

static void draw_list(Schedule *schedule, const Plan *plan, Canvas *canvas, bool focused)
{
    schedule_arrange(schedule, canvas->width);
    list_draw(&schedule->list, plan, canvas, focused);
    list_draw_empty(&schedule->list, canvas, "No tasks yet. Press i to write down the first one.");
}

/* The bar of the selection comes into sight when it is another one, or lies elsewhere than before. */
static void follow_selection(Schedule *schedule, const Plan *plan)
{
    Id id = list_selected(&schedule->list);
    const TaskDates *dates = plan_task_dates(plan, id);
    if (!dates || (schedule->shown.task == id && schedule->shown.start == dates->start &&
                   schedule->shown.finish == dates->finish))
        return;
    gantt_show(&schedule->gantt, plan, id);
    schedule->shown.task = id;
    schedule->shown.start = dates->start;
    schedule->shown.finish = dates->finish;
}

static void draw_chart(Schedule *schedule, const Plan *plan, Gantt *gantt, Canvas *canvas)
{
    const List *list = &schedule->list;
    size_t below = list->rows.count - list->top, room = (size_t)list->height, count = below < room ? below : room;
    GanttRows rows = {.ids = list->rows.items + list->top,
                      .count = count,
                      .before = list->top,
                      .after = below - count,
                      .selected = list_selected(list)};
    gantt_draw(gantt, plan, plan->today, &rows, canvas);
}

/* Figures and list at the left, the chart with the same rows at the right of them. */
static void draw_both(Schedule *schedule, const Plan *plan, Gantt *gantt, int width, Canvas *canvas, bool focused)
{
    schedule->ascii = canvas->ascii;
    schedule->width = canvas->width;
    Canvas figures = canvas_part(canvas, 0, 0, width, 1);
    Canvas list = canvas_part(canvas, 0, 1, width, canvas->height - 1);
    Canvas chart = canvas_part(canvas, width + 1, 0, canvas->width - width - 1, canvas->height);
    draw_figures(schedule, plan, &figures);
    draw_list(schedule, plan, &list, focused);
    for (int y = 0; y < canvas->height && chart.width > 0; y++)
        canvas_glyph(canvas, width, y, STYLE_FRAME, GLYPH_VERTICAL);
    schedule->chart_shown = chart.width > 0;
    gantt_resize(gantt, plan, chart.width);
    if (gantt == &schedule->overview)
        gantt_fit(gantt, plan);
    else
        follow_selection(schedule, plan);
    draw_chart(schedule, plan, gantt, &chart);
}

static void draw(void *state, const Plan *plan, Canvas *canvas, bool focused)
{
    Schedule *schedule = state;
    int detail = canvas->height >= DETAIL_FROM_HEIGHT, height = canvas->height - detail;
    int links = relations_height(&schedule->relations, height);
    Canvas body = canvas_part(canvas, 0, 0, canvas->width, height - links);
    Canvas below = canvas_part(canvas, 0, height - links, canvas->width, links);
    Canvas line = canvas_part(canvas, 0, height, canvas->width, detail);
    draw_both(schedule, plan, &schedule->gantt, schedule_list_width(schedule, canvas->width), &body,
              focused && !(links && schedule->relations.focused));
    if (links)
        relations_draw(&schedule->relations, plan, list_selected(&schedule->list), &below);
    if (detail && !(links && relations_draw_detail(&schedule->relations, plan, &line)))
        draw_detail(plan, list_selected(&schedule->list), &line);
}

static void tile(void *state, const Plan *plan, Canvas *canvas, bool focused)
{
    Schedule *schedule = state;
    int width = canvas->width < TILE_CHART_FROM_WIDTH ? canvas->width : schedule_tile_width(schedule, canvas->width);
    draw_both(schedule, plan, &schedule->overview, width, canvas, focused);
}

/* ---------------------------------------------------------------- keys and selection */

/* In the column of names left and right go through the outline like through a tree. */
static bool tree_key(Schedule *schedule, const Plan *plan, Key key)
{
    Id id = list_selected(&schedule->list);
    bool summary = schedule_is_summary(plan, id), folded = schedule_is_folded(schedule, id);
    if (schedule->list.column != 0 || id == 0)
        return false;
    if (key == KEY_ARROW_RIGHT && summary && folded) {
        schedule_fold(schedule, plan, id, false);
        return true;
    }
    if (key != KEY_ARROW_LEFT)
        return false;
    if (summary && !folded && !schedule->list.filter)
        schedule_fold(schedule, plan, id, true);
    else
        schedule_select(schedule, plan, plan_task(plan, plan_row(plan, ENTITY_TASK, id))->parent);
    return true;
}

static bool key_pressed(void *state, const Plan *plan, Key key)
{
    Schedule *schedule = state;
    return key != ' ' && (tree_key(schedule, plan, key) || list_key(&schedule->list, key));
}

static List *list_of(void *state)
{
    return &((Schedule *)state)->list;
}

static const char *zoom_name(const void *state)
{
    return gantt_zoom_name(((const Schedule *)state)->gantt.zoom);
}

static bool set_zoom(void *state, const char *name)
{
    Schedule *schedule = state;
    for (GanttZoom zoom = GANTT_DAYS; zoom < GANTT_ZOOMS; zoom++)
        if (text_equal(gantt_zoom_name(zoom), name)) {
            schedule->gantt.zoom = zoom;
            schedule->gantt.placed = true;
            schedule->shown.task = 0; /* the bar comes into sight at its new place */
            return true;
        }
    return false;
}

static bool select_record(void *state, const Plan *plan, const Entity *entity, Id id)
{
    return entity == &task_entity && schedule_select(state, plan, id);
}

const Pane schedule_pane = {
    .name = "schedule",
    .title = "Schedule",
    .key = '1',
    .help = "The outline of tasks and their Gantt chart. Left and right fold and unfold in the column of names. Before "
            "a name, C is critical, ! late, ✓ done. In a bar the done part comes first; full bars are critical, "
            "less high ones nearly, low ones not; dots are slack, within a bar an interruption; ▼ is a deadline, ├ ┤ "
            "are dates kept by hand, [▔] "
            "is the baseline; lines are links of the selected task, which ; lists. ! tells what is wrong with the "
            "schedule, = why a task stands where it stands.",
    .state_size = sizeof(Schedule),
    .begin = begin,
    .end = end,
    .refresh = schedule_refresh,
    .draw = draw,
    .tile = tile,
    .key_pressed = key_pressed,
    .select = select_record,
    .list = list_of,
    .zoom = zoom_name,
    .set_zoom = set_zoom,
    .paste = schedule_paste,
    .commands = schedule_commands,
};
