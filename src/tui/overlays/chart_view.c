/*
 * A chart over the pane, drawn anew whenever the plan is another one.
 */
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/widgets/chart.h"

typedef struct ChartView {
    void (*make)(const Plan *plan, Chart *out);
    Chart chart;
    const Plan *plan; /* that it was made from, and its generation; null = none yet */
    uint64_t generation;
} ChartView;

static void end(void *state)
{
    ChartView *view = state;
    chart_release(&view->chart);
}

static void refresh(ChartView *view, const Plan *plan)
{
    if (view->plan == plan && view->generation == plan->generation)
        return;
    chart_release(&view->chart);
    view->make(plan, &view->chart);
    view->plan = plan;
    view->generation = plan->generation;
}

static void draw(void *state, App *app, Canvas *canvas)
{
    ChartView *view = state;
    refresh(view, app_plan(app));
    Canvas box = overlay_box(canvas, canvas->width, canvas->height, view->chart.title);
    bool noted = view->chart.note && *view->chart.note && !view->chart.empty && box.height > 8;
    int y = canvas_text_width(&box, view->chart.subtitle) > 0 && box.height > 8;
    if (y > 0)
        canvas_text(&box, 1, 0, box.width - 2, STYLE_DIM, view->chart.subtitle);
    Canvas part = canvas_part(&box, 1, y, box.width - 2, box.height - y - noted);
    chart_draw(&view->chart, &part);
    if (noted)
        canvas_text(&box, 1, box.height - 1, box.width - 2, STYLE_DIM, view->chart.note);
    canvas_cursor(&box, 0, 0, false);
}

static bool key_pressed(void *state, App *app, Key key)
{
    if (!key_in_list(key, "esc q enter"))
        return false;
    overlay_close(app, state);
    return true;
}

static const Command commands[] = {
    {"chart-close", "esc q enter", "close", "Close the chart", NULL},
    {0},
};

const Mode chart_mode = {
    .name = "curve",
    .title = "A chart",
    .help = "The S-curve of the budget: planned value, earned value and actual cost up to the status date, and what is "
            "expected from there on. Each line bears the letter that the first line explains.",
    .open = true,
    .commands = commands,
};

static const Overlay chart_overlay = {
    .mode = &chart_mode,
    .state_size = sizeof(ChartView),
    .end = end,
    .draw = draw,
    .key_pressed = key_pressed,
};

void app_show_chart(App *app, void (*make)(const Plan *plan, Chart *out))
{
    ChartView *view = app_open(app, &chart_overlay);
    view->make = make;
}
