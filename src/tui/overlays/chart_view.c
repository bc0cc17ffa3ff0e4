/*
 * A chart over the pane, drawn anew whenever the plan is another one. Its points can be walked through; the last line
 * says what each series has there.
 */
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/widgets/chart.h"

typedef struct ChartView {
    void (*make)(const Plan *plan, Chart *out);
    Chart chart;
    const Plan *plan; /* that it was made from, and its generation; null = none yet */
    uint64_t generation;
    size_t selected; /* a point of the first series, from 1; 0 = none */
} ChartView;

static void end(void *state)
{
    ChartView *view = state;
    chart_release(&view->chart);
}

static size_t count_points(const ChartView *view)
{
    return view->chart.series.count > 0 ? view->chart.series.items[0].points.count : 0;
}

static void refresh(ChartView *view, const Plan *plan)
{
    if (view->plan == plan && view->generation == plan->generation)
        return;
    chart_release(&view->chart);
    view->make(plan, &view->chart);
    view->plan = plan;
    view->generation = plan->generation;
    view->selected = view->selected > count_points(view) ? count_points(view) : view->selected;
}

/* Where it is pointed at. */
static int64_t selected_place(const ChartView *view)
{
    return view->selected ? view->chart.series.items[0].points.items[view->selected - 1].x : NUMBER_NONE;
}

/* "2026-03-02  P 74,504  E 62,123  A 47,720": the series that have a value there. */
static void word_place(const Chart *chart, int64_t at, Buffer *out)
{
    chart_word_value(&chart->x, at, out);
    for (size_t i = 0; i < chart->series.count; i++) {
        const ChartSeries *series = &chart->series.items[i];
        for (size_t k = 0; k < series->points.count; k++) {
            if (series->points.items[k].x != at)
                continue;
            buffer_format(out, "  %s ", series->letter);
            chart_word_value(&chart->y, series->points.items[k].y, out);
        }
    }
}

static void draw_foot(const ChartView *view, Canvas *box)
{
    Buffer words = {0};
    if (view->selected)
        word_place(&view->chart, selected_place(view), &words);
    const char *text = view->selected ? buffer_text(&words) : view->chart.note;
    canvas_text(box, 1, box->height - 1, box->width - 2, view->selected ? STYLE_STRONG : STYLE_DIM, text);
    buffer_release(&words);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    enum { ROOMY = 8 };
    ChartView *view = state;
    refresh(view, app_plan(app));
    Canvas box = overlay_box(canvas, canvas->width, canvas->height, view->chart.title);
    bool headed = box.height > ROOMY, footed = !view->chart.empty && (headed || view->selected);
    if (headed)
        canvas_text(&box, 1, 0, box.width - 2, STYLE_DIM, view->chart.subtitle);
    Canvas part = canvas_part(&box, 1, headed, box.width - 2, box.height - headed - footed);
    chart_draw(&view->chart, &part, selected_place(view));
    if (footed)
        draw_foot(view, &box);
    canvas_cursor(&box, 0, 0, false);
}

/* From none, to the right is the first point and to the left the last. */
static void walk(ChartView *view, bool right)
{
    size_t count = count_points(view);
    if (count == 0)
        return;
    if (right)
        view->selected = view->selected < count ? view->selected + 1 : count;
    else
        view->selected = view->selected == 0 ? count : view->selected > 1 ? view->selected - 1 : 1;
}

static bool key_pressed(void *state, App *app, Key key)
{
    ChartView *view = state;
    if (key_in_list(key, "esc q enter"))
        overlay_close(app, state);
    else if (key_in_list(key, "left h right l"))
        walk(view, key_in_list(key, "right l"));
    else if (key_in_list(key, "home end"))
        view->selected = key_in_list(key, "home") && count_points(view) > 0 ? 1 : count_points(view);
    else
        return false;
    return true;
}

static const Command commands[] = {
    {"chart-point", "right left l h home end", "values", "Go from point to point, and read what each line has there",
     NULL},
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
