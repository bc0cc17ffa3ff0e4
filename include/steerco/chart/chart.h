/*
 * A chart as data: what is drawn over two axes, worked out once. The terminal and the SVG each only draw it.
 *
 * Values are whole numbers of what the axis counts: days, minor units. An undefined value (NUMBER_NONE) is a gap. What
 * stands in the chart as words (ticks, names) is text already, for the audience of the plan that it was made from.
 * Colour alone tells nothing: each series has a letter, a mark and a stroke of its own, by its place among them.
 *
 *     Chart chart;
 *     chart_s_curve(plan, &chart);
 *     if (chart.empty) ... // a sentence says why there is nothing to draw
 *     chart_release(&chart);
 */
#ifndef STEERCO_CHART_CHART_H
#define STEERCO_CHART_CHART_H

#include "steerco/base/arena.h"
#include "steerco/base/array.h"
#include "steerco/base/buffer.h"
#include "steerco/base/date.h"
#include "steerco/base/number.h"

/* What something is, for its colour and its pattern: bands of risks and of load, and what needs no alarm. */
typedef enum ChartTone { TONE_NONE, TONE_QUIET, TONE_LOW, TONE_MEDIUM, TONE_HIGH, TONE_CRITICAL, TONES } ChartTone;

/* An entry of a legend that belongs to no series. */
typedef struct ChartKey {
    ChartTone tone;
    const char *letter; /* as it stands in the cells; "" = there is none */
    const char *text;
} ChartKey;
typedef ARRAY(ChartKey) ChartKeys;

typedef struct ChartTick {
    int64_t at;
    const char *text; /* "" = a line of the grid without words */
} ChartTick;

typedef struct ChartAxis {
    const char *title;
    int64_t low, high; /* low < high */
    bool days;         /* its values are days; else amounts of so many decimals: */
    int digits;
    bool ends; /* a day stands for its end: it is that of the evening before */
    ARRAY(ChartTick) ticks;
} ChartAxis;

typedef enum ChartShape {
    SHAPE_LINE,  /* from point to point */
    SHAPE_STEPS, /* a value holds until the next point */
    SHAPE_BARS,
    SHAPE_BAND, /* between `y` and `to` of each point: the fan of a forecast */
} ChartShape;

typedef struct ChartPoint {
    int64_t x, y, to; /* `to`: of a band alone */
} ChartPoint;

typedef struct ChartSeries {
    const char *name;
    const char *letter; /* stands at its end and in the legend: "P" */
    ChartShape shape;
    bool expected;            /* not measured: drawn dashed */
    ARRAY(ChartPoint) points; /* by x */
} ChartSeries;

/* A line across the chart at a place of the x axis: the status date. */
typedef struct ChartLine {
    int64_t at;
    const char *text;
} ChartLine;

typedef struct Chart {
    const char *title, *subtitle;
    const char *note;  /* a sentence below; "" = none */
    const char *empty; /* why there is nothing to draw; null = there is */
    ChartAxis x, y;
    ARRAY(ChartSeries) series;
    ARRAY(ChartLine) lines;
    Arena texts;
} Chart;

void chart_release(Chart *chart);

/* Good until the next series is added. */
ChartSeries *chart_add(Chart *chart, ChartShape shape, const char *letter, const char *name) RETURNS_NON_NULL;
void chart_point(ChartSeries *series, int64_t x, int64_t y);

/* Give the x axis the days from `from` to `to` with ticks at the beginnings of weeks, months, quarters or years: the
   finest of which there are at most `most`. */
void chart_days(ChartAxis *axis, Arena *texts, Date from, Date to, int most);

/*
 * Give an axis the values from 0, or from `low` where that is below, to `high`, with four to ten ticks at round steps;
 * they are words of `digits` decimals less than the values have: amounts of 2 digits as whole units.
 */
void chart_amounts(ChartAxis *axis, Arena *texts, int64_t low, int64_t high, int digits);

/* Add a value of the axis in words: "2026-03-02", "12,346"; "—" when undefined. */
void chart_word_value(const ChartAxis *axis, int64_t value, Buffer *out);

/* Add what a series has at a place of the x axis: "E 2026-03-02: 12,346". */
void chart_word_point(const Chart *chart, const ChartSeries *series, const ChartPoint *point, Buffer *out);

/* Keep what the buffer holds, and give it back empty. */
const char *chart_keep(Arena *texts, Buffer *text) RETURNS_NON_NULL;

#endif
