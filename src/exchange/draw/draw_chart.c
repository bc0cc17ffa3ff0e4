/*
 * A chart over two axes: each series in a stroke and with a mark of its own, its letter at its end.
 */
#include "steerco/base/text.h"
#include "svg.h"

enum { LEFT = 360, RIGHT = DRAW_WIDTH - 320, TOP = 300, BOTTOM = DRAW_HEIGHT - 290, EDGE = 80, KEYS_Y = 215 };
enum { MANY_POINTS = 60 }; /* of so many not each one has its mark */

static const char *const colours[] = {"#0b5c97", "#b34700", "#00704f", "#8a3b76", "#5b4a00", "#1b1f24"};
static const char *const dashes[] = {"", "26 12", "6 10", "30 10 6 10", "14 10", "44 10"};
enum { COLOURS = sizeof colours / sizeof *colours, MARKS = 5 };

static int64_t scaled(int64_t value, int64_t low, int64_t high, int from, int to)
{
    double part = ((double)value - (double)low) / ((double)high - (double)low);
    return from + (int64_t)(part * (to - from) + (part * (to - from) < 0 ? -0.5 : 0.5));
}

static int place_x(const Chart *chart, int64_t value)
{
    return (int)scaled(value, chart->x.low, chart->x.high, LEFT, RIGHT);
}

static int place_y(const Chart *chart, int64_t value)
{
    return (int)scaled(value, chart->y.low, chart->y.high, BOTTOM, TOP);
}

/* ---- axes ---- */

static void draw_axes(const Svg *svg, const Chart *chart)
{
    int next = 0;
    for (size_t i = 0; i < chart->y.ticks.count; i++) {
        int y = place_y(chart, chart->y.ticks.items[i].at);
        svg_line(svg, LEFT, y, RIGHT, y, "k-grid");
        svg_text(svg, LEFT - 20, y + 10, SVG_END, FONT_SMALL, LEFT - EDGE, chart->y.ticks.items[i].text);
    }
    for (size_t i = 0; i < chart->x.ticks.count; i++) {
        const ChartTick *tick = &chart->x.ticks.items[i];
        int x = place_x(chart, tick->at), half = svg_text_width(FONT_SMALL, tick->text) / 2;
        svg_line(svg, x, TOP, x, BOTTOM + 12, "k-grid");
        if (x - half >= next)
            svg_text(svg, x, BOTTOM + 48, SVG_MIDDLE, FONT_SMALL, DRAW_WIDTH, tick->text);
        next = x - half >= next ? x + half : next;
    }
    svg_line(svg, LEFT, BOTTOM, RIGHT, BOTTOM, "k-axis");
    svg_line(svg, LEFT, TOP, LEFT, BOTTOM, "k-axis");
    svg_text(svg, LEFT, TOP - 25, SVG_END, FONT_DIM, LEFT - EDGE, chart->y.title);
    svg_text(svg, RIGHT, BOTTOM + 100, SVG_END, FONT_DIM, RIGHT - LEFT, chart->x.title);
}

static void draw_lines(const Svg *svg, const Chart *chart)
{
    for (size_t i = 0; i < chart->lines.count; i++) {
        const ChartLine *line = &chart->lines.items[i];
        if (line->at < chart->x.low || line->at > chart->x.high)
            continue;
        int x = place_x(chart, line->at);
        svg_line(svg, x, TOP - 10, x, BOTTOM, "k-status");
        svg_text(svg, x, TOP - 22 + (int)(i % 2) * 40, SVG_MIDDLE, i % 2 ? FONT_FIGURE : FONT_SMALL, DRAW_WIDTH,
                 line->text);
    }
}

/* ---- series ---- */

/* With words that are shown where the picture is pointed at, and read out; null = none. */
static void draw_mark(const Svg *svg, size_t at, int x, int y, const char *words)
{
    static const char *const marks[MARKS] = {"m-9 0a9 9 0 1 0 18 0a9 9 0 1 0 -18 0z", "m-9 -9h18v18h-18z",
                                             "m0 -12l11 20h-22z", "m0 -12l12 12l-12 12l-12 -12z",
                                             "m-9 -9l18 18m0 -18l-18 18"};
    buffer_format(svg->out, "<path d=\"M%d %d%s\" fill=\"#fff\" stroke=\"%s\" stroke-width=\"5\">", x, y,
                  marks[at % MARKS], colours[at % COLOURS]);
    if (words) {
        buffer_add(svg->out, "<title>");
        svg_escape(words, svg->out);
        buffer_add(svg->out, "</title>");
    }
    buffer_add(svg->out, "</path>\n");
}

static void begin_stroke(const Svg *svg, size_t at, bool expected)
{
    buffer_format(svg->out, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" stroke-linejoin=\"round\"",
                  colours[at % COLOURS], expected ? 5 : 7);
    if (*dashes[at % COLOURS])
        buffer_format(svg->out, " stroke-dasharray=\"%s\"", dashes[at % COLOURS]);
    buffer_add(svg->out, " d=\"");
}

static void draw_stroke(const Svg *svg, const Chart *chart, const ChartSeries *series, size_t at)
{
    bool open = false;
    begin_stroke(svg, at, series->expected);
    for (size_t i = 0; i < series->points.count; i++) {
        const ChartPoint *point = &series->points.items[i];
        if (point->y == NUMBER_NONE) {
            open = false;
            continue;
        }
        int x = place_x(chart, point->x), y = place_y(chart, point->y);
        if (open && series->shape == SHAPE_STEPS)
            buffer_format(svg->out, "H%dV%d", x, y);
        else
            buffer_format(svg->out, "%c%d %d", open ? 'L' : 'M', x, y);
        open = true;
    }
    buffer_add(svg->out, "\"/>\n");
}

static void draw_band(const Svg *svg, const Chart *chart, const ChartSeries *series, size_t at)
{
    const char *word = "M";
    buffer_format(svg->out, "<path fill=\"%s\" fill-opacity=\".18\" stroke=\"%s\" stroke-width=\"2\" d=\"",
                  colours[at % COLOURS], colours[at % COLOURS]);
    for (size_t i = 0; i < series->points.count; i++, word = "L")
        buffer_format(svg->out, "%s%d %d", word, place_x(chart, series->points.items[i].x),
                      place_y(chart, series->points.items[i].to));
    for (size_t i = series->points.count; i-- > 0;)
        buffer_format(svg->out, "L%d %d", place_x(chart, series->points.items[i].x),
                      place_y(chart, series->points.items[i].y));
    buffer_add(svg->out, "z\"/>\n");
}

/* Beside each other where several series have bars. */
static void draw_bars(const Svg *svg, const Chart *chart, const ChartSeries *series, size_t at)
{
    size_t count = series->points.count > 0 ? series->points.count : 1;
    int width = (RIGHT - LEFT) / (int)(count * (chart->series.count + 1)) + 1;
    int zero = place_y(chart, chart->y.low > 0 ? chart->y.low : 0);
    for (size_t i = 0; i < series->points.count; i++) {
        const ChartPoint *point = &series->points.items[i];
        if (point->y == NUMBER_NONE)
            continue;
        int y = place_y(chart, point->y), top = y < zero ? y : zero;
        buffer_format(svg->out,
                      "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" fill-opacity=\".%d\" "
                      "stroke=\"%s\" stroke-width=\"2\"/>\n",
                      place_x(chart, point->x) + (int)at * width, top, width, (y < zero ? zero - y : y - zero),
                      colours[at % COLOURS], at % 2 ? 3 : 8, colours[at % COLOURS]);
    }
}

static const ChartPoint *last_point(const ChartSeries *series)
{
    for (size_t i = series->points.count; i-- > 0;)
        if (series->points.items[i].y != NUMBER_NONE)
            return &series->points.items[i];
    return NULL;
}

static void draw_point(const Svg *svg, const Chart *chart, size_t at, const ChartPoint *point)
{
    Buffer words = {0};
    if (point->y == NUMBER_NONE)
        return;
    chart_word_point(chart, &chart->series.items[at], point, &words);
    draw_mark(svg, at, place_x(chart, point->x), place_y(chart, point->y), buffer_text(&words));
    buffer_release(&words);
}

static void draw_series(const Svg *svg, const Chart *chart, size_t at)
{
    const ChartSeries *series = &chart->series.items[at];
    size_t step = series->points.count / MANY_POINTS + 1;
    if (series->shape == SHAPE_BAND) {
        draw_band(svg, chart, series, at);
        return;
    }
    if (series->shape == SHAPE_BARS) {
        draw_bars(svg, chart, series, at);
        return;
    }
    draw_stroke(svg, chart, series, at);
    for (size_t i = 0; i < series->points.count; i += step)
        draw_point(svg, chart, at, &series->points.items[i]);
}

/* ---- the letters at the ends, one below the other where they would meet ---- */

typedef struct End {
    size_t series;
    int x, y;
} End;

static int from_top(const void *a, const void *b)
{
    const End *left = a, *right = b;
    if (left->y != right->y)
        return left->y < right->y ? -1 : 1;
    return left->series < right->series ? -1 : 1;
}

static void draw_ends(const Svg *svg, const Chart *chart)
{
    enum { APART = 34, GAP = 22 };
    ARRAY(End) ends = {0};
    for (size_t i = 0; i < chart->series.count; i++) {
        const ChartPoint *last = last_point(&chart->series.items[i]);
        if (last && chart->series.items[i].shape != SHAPE_BARS)
            array_push(&ends, (End){i, place_x(chart, last->x), place_y(chart, last->y)});
    }
    if (ends.count > 1)
        qsort(ends.items, ends.count, sizeof *ends.items, from_top);
    int free_from = 0;
    for (size_t i = 0; i < ends.count; i++) {
        int y = ends.items[i].y > free_from ? ends.items[i].y : free_from;
        svg_text(svg, ends.items[i].x + GAP, y + 12, SVG_START, FONT_STRONG, DRAW_WIDTH,
                 chart->series.items[ends.items[i].series].letter);
        free_from = y + APART;
    }
    array_release(&ends);
}

enum { MOST_WORDS = 560 }; /* the room of a name in the legend */

static int key_width(const ChartSeries *series)
{
    enum { SAMPLE = 110, BETWEEN = 40 };
    int words = svg_text_width(FONT_SMALL, series->name) + 60;
    return SAMPLE + (words < MOST_WORDS ? words : MOST_WORDS) + BETWEEN;
}

static void draw_sample(const Svg *svg, const ChartSeries *series, size_t at, int x, int y)
{
    if (series->shape == SHAPE_BAND) {
        buffer_format(svg->out,
                      "<rect x=\"%d\" y=\"%d\" width=\"90\" height=\"26\" fill=\"%s\" fill-opacity=\".18\" "
                      "stroke=\"%s\" stroke-width=\"2\"/>\n",
                      x, y - 22, colours[at % COLOURS], colours[at % COLOURS]);
        return;
    }
    begin_stroke(svg, at, series->expected);
    buffer_format(svg->out, "M%d %dh90\"/>\n", x, y - 9);
    draw_mark(svg, at, x + 45, y - 9, NULL);
}

/* In as many lines as they need, above the chart while there is one, else below it. */
static void draw_keys(const Svg *svg, const Chart *chart)
{
    int all = 0, x = EDGE, y = KEYS_Y;
    for (size_t i = 0; i < chart->series.count; i++)
        all += key_width(&chart->series.items[i]);
    if (all > DRAW_WIDTH - 2 * EDGE)
        y = BOTTOM + 140;
    for (size_t i = 0; i < chart->series.count; i++) {
        const ChartSeries *series = &chart->series.items[i];
        Buffer text = {0};
        if (x > EDGE && x + key_width(series) > DRAW_WIDTH - EDGE) {
            x = EDGE;
            y += 36;
        }
        buffer_format(&text, "%s  %s", series->letter, series->name);
        draw_sample(svg, series, i, x, y);
        svg_text(svg, x + 110, y, SVG_START, FONT_SMALL, MOST_WORDS, buffer_text(&text));
        x += key_width(series);
        buffer_release(&text);
    }
}

void draw_chart(const Chart *chart, const DrawLook *look, Buffer *out)
{
    int height = svg_height(look, chart->empty ? TOP + EDGE : DRAW_HEIGHT);
    Svg svg = svg_begin(look, DRAW_WIDTH, height, chart->title, chart->subtitle, out);
    svg_heading(&svg, chart->title, chart->subtitle);
    if (chart->empty) {
        svg_text(&svg, EDGE, TOP, SVG_START, FONT_TEXT, DRAW_WIDTH - 2 * EDGE, chart->empty);
    } else {
        draw_axes(&svg, chart);
        for (size_t i = 0; i < chart->series.count; i++)
            draw_series(&svg, chart, i);
        draw_lines(&svg, chart);
        draw_ends(&svg, chart);
        draw_keys(&svg, chart);
        svg_text(&svg, EDGE, DRAW_HEIGHT - 25, SVG_START, FONT_DIM, DRAW_WIDTH - 2 * EDGE, chart->note);
    }
    svg_end(&svg);
}
