/*
 * What the files of the grids share.
 */
#ifndef STEERCO_SRC_CHART_GRID_PARTS_H
#define STEERCO_SRC_CHART_GRID_PARTS_H

#include "steerco/chart/grid_chart.h"

/* Cells, and names of rows and columns, all empty. */
void grid_chart_size(GridChart *grid, int rows, int columns);

/* Title, status date, and no note. */
void grid_chart_title(GridChart *grid, const Plan *plan, const char *what);

#endif
