/*
 * The chart in cells. Lines are first set as dots, then each cell with dots is drawn in the style of the series that
 * came there last; letters are drawn over them.
 */
#include "steerco/tui/widgets/chart.h"

#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"

enum { LEAST_WIDTH = 10, LEAST_HEIGHT = 3 };

static const Style styles[] = {STYLE_BAR, STYLE_GOOD, STYLE_WARNING, STYLE_TEXT, STYLE_STRONG, STYLE_DIM};

static Style style_of(size_t series)
{
    return styles[series % (sizeof styles / sizeof *styles)];
}

/* The cells between the axes, and how many dots there are in them. */
typedef struct Plot {
    const Chart *chart;
    Canvas *canvas;
    int across, down; /* dots a cell: 2 × 4, or 1 × 1 */
    uint8_t *dots;    /* a bit for each dot, by cell */
    uint8_t *series;  /* that came there last */
} Plot;

static int64_t scaled(int64_t value, int64_t low, int64_t high, int most)
{
    return (int64_t)(((double)value - (double)low) / ((double)high - (double)low) * most + 0.5);
}

static int dot_x(const Plot *plot, int64_t value)
{
    return (int)scaled(value, plot->chart->x.low, plot->chart->x.high, plot->canvas->width * plot->across - 1);
}

/* From the top. */
static int dot_y(const Plot *plot, int64_t value)
{
    int most = plot->canvas->height * plot->down - 1;
    return most - (int)scaled(value, plot->chart->y.low, plot->chart->y.high, most);
}

static void set_dot(Plot *plot, size_t series, int x, int y)
{
    static const uint8_t bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    int column = x / plot->across, line = y / plot->down;
    if (x < 0 || y < 0 || column >= plot->canvas->width || line >= plot->canvas->height)
        return;
    int cell = line * plot->canvas->width + column;
    plot->dots[cell] |= bits[y % plot->down][x % plot->across];
    plot->series[cell] = (uint8_t)series;
}

/* length × i / steps, to the nearest. */
static int part_of(int length, int i, int steps)
{
    int64_t twice = 2 * (int64_t)length * i;
    return steps == 0 ? 0 : (int)((twice + (twice < 0 ? -steps : steps)) / (2 * steps));
}

/* Dot by dot along the longer side; what is only expected with gaps. */
static void set_line(Plot *plot, size_t series, const int from[2], const int to[2])
{
    enum { DASH = 3 };
    bool expected = plot->chart->series.items[series].expected && plot->across > 1;
    int across = to[0] - from[0], down = to[1] - from[1];
    int steps = abs(across) > abs(down) ? abs(across) : abs(down);
    for (int i = 0; i <= steps; i++) {
        int x = from[0] + part_of(across, i, steps), y = from[1] + part_of(down, i, steps);
        if (!expected || (abs(across) > abs(down) ? x : y) / DASH % 2 == 0)
            set_dot(plot, series, x, y);
    }
}

static void set_series(Plot *plot, size_t at)
{
    const ChartSeries *series = &plot->chart->series.items[at];
    int before[2] = {0, 0};
    bool open = false;
    for (size_t i = 0; i < series->points.count; i++) {
        const ChartPoint *point = &series->points.items[i];
        int here[2] = {dot_x(plot, point->x), 0};
        if (point->y == NUMBER_NONE) {
            open = false;
            continue;
        }
        here[1] = dot_y(plot, point->y);
        if (open && series->shape == SHAPE_STEPS) {
            int corner[2] = {here[0], before[1]};
            set_line(plot, at, before, corner);
            set_line(plot, at, corner, here);
        } else {
            set_line(plot, at, open ? before : here, here);
        }
        before[0] = here[0];
        before[1] = here[1];
        open = true;
    }
}

/* ---- what is drawn cell by cell ---- */

/* A cell of a braille pattern, U+2800 and its eight bits, as UTF-8; in ASCII the letter. */
static void draw_dots(const Plot *plot)
{
    for (int i = 0; i < plot->canvas->width * plot->canvas->height; i++) {
        uint8_t bits = plot->dots[i];
        char text[] = {(char)0xE2, (char)(0xA0 | bits >> 6), (char)(0x80 | (bits & 0x3F)), '\0'};
        int x = i % plot->canvas->width, y = i / plot->canvas->width;
        if (bits)
            canvas_text(plot->canvas, x, y, 1, style_of(plot->series[i]),
                        plot->across > 1 ? text : plot->chart->series.items[plot->series[i]].letter);
    }
}

/* Over its points, as far as they are apart, and at its end. */
static void draw_letters(const Plot *plot, size_t at)
{
    enum { APART = 8 };
    const ChartSeries *series = &plot->chart->series.items[at];
    int next = 0;
    for (size_t i = 0; i < series->points.count; i++) {
        const ChartPoint *point = &series->points.items[i];
        if (point->y == NUMBER_NONE)
            continue;
        int x = dot_x(plot, point->x) / plot->across, y = dot_y(plot, point->y) / plot->down;
        if (x < next && i + 1 < series->points.count)
            continue;
        canvas_text(plot->canvas, x, y, 1, style_of(at), series->letter);
        next = x + APART;
    }
}

static void draw_band(const Plot *plot, size_t at)
{
    const ChartSeries *series = &plot->chart->series.items[at];
    for (size_t i = 0; i < series->points.count; i++) {
        const ChartPoint *point = &series->points.items[i];
        int x = dot_x(plot, point->x) / plot->across;
        int top = dot_y(plot, point->to) / plot->down, bottom = dot_y(plot, point->y) / plot->down;
        for (int y = top; y <= bottom; y++)
            canvas_glyph(plot->canvas, x, y, style_of(at), GLYPH_SHADE);
    }
}

static void draw_bars(const Plot *plot, size_t at)
{
    const ChartSeries *series = &plot->chart->series.items[at];
    for (size_t i = 0; i < series->points.count; i++) {
        const ChartPoint *point = &series->points.items[i];
        int x = dot_x(plot, point->x) / plot->across + (int)at;
        for (int y = plot->canvas->height - 1; point->y != NUMBER_NONE && y >= dot_y(plot, point->y) / plot->down; y--)
            canvas_glyph(plot->canvas, x, y, style_of(at), at % 2 ? GLYPH_BAR_DONE : GLYPH_BAR_CRITICAL);
    }
}

static void draw_line_at(const Plot *plot, int64_t at, Style style, Glyph glyph)
{
    int x = dot_x(plot, at) / plot->across;
    for (int y = 0; y < plot->canvas->height && at >= plot->chart->x.low && at <= plot->chart->x.high; y++)
        canvas_glyph(plot->canvas, x, y, style, glyph);
}

static void draw_plot(const Chart *chart, Canvas *canvas, int64_t at)
{
    Plot plot = {chart, canvas, canvas->ascii ? 1 : 2, canvas->ascii ? 1 : 4, NULL, NULL};
    size_t cells = (size_t)canvas->width * (size_t)canvas->height;
    plot.dots = memory_new(cells, 1);
    plot.series = memory_new(cells, 1);
    for (size_t i = 0; i < chart->lines.count; i++)
        draw_line_at(&plot, chart->lines.items[i].at, STYLE_TODAY, GLYPH_TODAY);
    if (at != NUMBER_NONE)
        draw_line_at(&plot, at, STYLE_KEY, GLYPH_VERTICAL);
    for (size_t i = 0; i < chart->series.count; i++) {
        if (chart->series.items[i].shape == SHAPE_BAND)
            draw_band(&plot, i);
        else if (chart->series.items[i].shape == SHAPE_BARS)
            draw_bars(&plot, i);
        else
            set_series(&plot, i);
    }
    draw_dots(&plot);
    for (size_t i = 0; i < chart->series.count; i++)
        if (chart->series.items[i].shape != SHAPE_BARS)
            draw_letters(&plot, i);
    free(plot.dots);
    free(plot.series);
}

/* ---- axes and legend ---- */

static int label_width(const Canvas *canvas, const ChartAxis *axis)
{
    int widest = canvas_text_width(canvas, axis->title);
    for (size_t i = 0; i < axis->ticks.count; i++) {
        int width = canvas_text_width(canvas, axis->ticks.items[i].text);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* The labels stand left of the axis; those that would share a line with the one above are left out. */
static void draw_y_axis(const Chart *chart, Canvas *canvas, int width, int height)
{
    const Plot plot = {.chart = chart, .canvas = &(Canvas){.height = height}, .across = 1, .down = 1};
    for (int y = 0; y < height; y++)
        canvas_glyph(canvas, width, y, STYLE_FRAME, GLYPH_VERTICAL);
    for (size_t i = 0; i < chart->y.ticks.count; i++) {
        int y = dot_y(&plot, chart->y.ticks.items[i].at);
        canvas_text_right(canvas, 0, y, width, STYLE_DIM, chart->y.ticks.items[i].text);
        canvas_glyph(canvas, width, y, STYLE_FRAME, GLYPH_TEE_LEFT);
    }
}

static void draw_x_axis(const Chart *chart, Canvas *canvas, int left, int y)
{
    const Plot plot = {.chart = chart, .canvas = &(Canvas){.width = canvas->width - left}, .across = 1, .down = 1};
    int next = left;
    canvas_glyph(canvas, left - 1, y, STYLE_FRAME, GLYPH_BOTTOM_LEFT);
    canvas_line(canvas, left, y, canvas->width - left, STYLE_FRAME);
    for (size_t i = 0; i < chart->x.ticks.count; i++) {
        const ChartTick *tick = &chart->x.ticks.items[i];
        int x = left + dot_x(&plot, tick->at), width = canvas_text_width(canvas, tick->text);
        canvas_glyph(canvas, x, y, STYLE_FRAME, GLYPH_TEE_DOWN);
        if (x < next || x + width > canvas->width)
            continue;
        canvas_text(canvas, x, y + 1, width, STYLE_DIM, tick->text);
        next = x + width + 1;
    }
}

/* In lines as they fit, and how many those are; nothing is drawn without `draw`. */
static int draw_legend(const Chart *chart, Canvas *canvas, bool draw)
{
    enum { APART = 2 };
    int x = 0, y = 0;
    for (size_t i = 0; i < chart->series.count; i++) {
        const ChartSeries *series = &chart->series.items[i];
        int letter = canvas_text_width(canvas, series->letter);
        int width = letter + 1 + canvas_text_width(canvas, series->name);
        if (x > 0 && x + width > canvas->width) {
            x = 0;
            y++;
        }
        if (draw) {
            canvas_text(canvas, x, y, letter, style_of(i), series->letter);
            canvas_text(canvas, x + letter + 1, y, canvas->width - x - letter - 1, STYLE_TEXT, series->name);
        }
        x += width + APART;
    }
    return chart->series.count > 0 ? y + 1 : 0;
}

void chart_draw(const Chart *chart, Canvas *canvas, int64_t at)
{
    enum { AXIS = 2 };
    if (chart->empty) {
        canvas_lines(canvas, 0, STYLE_TEXT, chart->empty);
        return;
    }
    int legend = draw_legend(chart, canvas, false), labels = label_width(canvas, &chart->y);
    if (canvas->width - labels - 1 < LEAST_WIDTH)
        labels = 0;
    if (canvas->height - legend - AXIS < LEAST_HEIGHT)
        legend = 0;
    int height = canvas->height - legend - AXIS, width = canvas->width - labels - 1;
    if (height < 1 || width < 1)
        return;
    if (legend > 0)
        draw_legend(chart, canvas, true);
    Canvas below = canvas_part(canvas, 0, legend, canvas->width, canvas->height - legend);
    draw_y_axis(chart, &below, labels, height);
    draw_x_axis(chart, &below, labels + 1, height);
    Canvas plot = canvas_part(&below, labels + 1, 0, width, height);
    draw_plot(chart, &plot, at);
}
