/*
 * A grid of cells, worked out once for whoever draws it: the risk matrix, the power/interest grid, people × weeks.
 *
 * A cell has a tone and says the same by its letter or its figure; what lies in it are short texts (codes, initials).
 * Confidential records and fields are left out, as the plan's audience asks.
 */
#ifndef STEERCO_CHART_GRID_CHART_H
#define STEERCO_CHART_GRID_CHART_H

#include "steerco/chart/chart.h"
#include "steerco/model/audience.h"

typedef struct GridCell {
    ChartTone tone;
    const char *letter; /* of the tone; "" = the texts say it */
    ARRAY(const char *) texts;
} GridCell;

/* What is listed beside the grid: "R-7", "Vendor delivers late", 20 C. */
typedef struct GridItem {
    ChartTone tone;
    const char *code, *text, *value;
} GridItem;

typedef struct GridChart {
    const char *title, *subtitle;
    const char *note;  /* "" = none */
    const char *empty; /* why there is nothing to draw; null = there is */
    const char *x_title, *y_title;
    int columns, rows;
    const char **column_names, **row_names; /* "" = none */
    GridCell *cells;                        /* rows × columns, from the top left */
    bool square;                            /* cells are as high as they are wide: places, not figures */
    ChartKeys keys;
    ARRAY(GridItem) items;
    const Field *refused;      /* what it is about and its readers may not see, so that it is empty; null = it is not */
    LeftOut left_out;          /* confidential records that are not in it */
    ARRAY(const Field *) held; /* confidential fields that are in it */
    Arena texts;
} GridChart;

/* Open risks by likelihood (up) and impact (right); those that are not assessed are counted in the note. */
void grid_chart_risks(const Plan *plan, GridChart *out);

/* Stakeholders by power (up) and interest (right), attitude behind the initials. Both are for planners alone, so for
   any other audience it is empty and says so. */
void grid_chart_stakeholders(const Plan *plan, GridChart *out);

/*
 * Load of the people in per cent of what they can do, by week from that of `from` on: "—" where there is no capacity.
 * The last week is that of the project's finish, or the 26th.
 */
void grid_chart_load(const Plan *plan, Date from, GridChart *out);

void grid_chart_release(GridChart *grid);

static inline GridCell *grid_chart_cell(const GridChart *grid, int row, int column)
{
    return &grid->cells[row * grid->columns + column];
}

#endif
