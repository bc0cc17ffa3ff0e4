/*
 * The window of the chart, and its share of the schedule pane.
 */
#include "schedule_commands.h"
#include "steerco/records/records.h"

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

void schedule_run_zoom_in(App *app, const char *argument)
{
    (void)argument;
    zoom(app, -1);
}

void schedule_run_zoom_out(App *app, const char *argument)
{
    (void)argument;
    zoom(app, +1);
}

void schedule_run_zoom_fit(App *app, const char *argument)
{
    (void)argument;
    gantt_fit(&schedule_of(app)->gantt, app_plan(app));
}

void schedule_run_earlier(App *app, const char *argument)
{
    (void)argument;
    gantt_scroll(&schedule_of(app)->gantt, -1);
}

void schedule_run_later(App *app, const char *argument)
{
    (void)argument;
    gantt_scroll(&schedule_of(app)->gantt, +1);
}

void schedule_run_today(App *app, const char *argument)
{
    (void)argument;
    gantt_show_day(&schedule_of(app)->gantt, app_today(app));
}

void schedule_run_show_bar(App *app, const char *argument)
{
    (void)argument;
    schedule_of(app)->shown.task = 0;
}

static void move_split(App *app, int by)
{
    Schedule *schedule = schedule_of(app);
    int split = schedule->split == SPLIT_AUTOMATIC ? schedule_usual_split(schedule) : schedule->split;
    split = split == SPLIT_LIST_ONLY ? SPLIT_MOST : split + by;
    schedule->split = split < SPLIT_LEAST ? SPLIT_LEAST : split > SPLIT_MOST ? SPLIT_MOST : split;
}

void schedule_run_narrower(App *app, const char *argument)
{
    (void)argument;
    move_split(app, -SPLIT_STEP);
}

void schedule_run_wider(App *app, const char *argument)
{
    (void)argument;
    move_split(app, +SPLIT_STEP);
}

void schedule_run_chart(App *app, const char *argument)
{
    (void)argument;
    Schedule *schedule = schedule_of(app);
    schedule->split = schedule->chart_shown ? SPLIT_LIST_ONLY : schedule_usual_split(schedule);
}

void schedule_run_baseline(App *app, const char *argument)
{
    (void)argument;
    Schedule *schedule = schedule_of(app);
    if (!app_plan(app)->results->baseline) {
        app_say(app, "No baseline was taken yet: :baseline-take takes one");
        return;
    }
    schedule->gantt.plain = schedule->overview.plain = !schedule->gantt.plain;
    app_say(app, schedule->gantt.plain ? "The baseline is hidden" : "[ and ] are where the baseline has the bar");
}
