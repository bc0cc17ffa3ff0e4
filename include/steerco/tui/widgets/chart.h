/*
 * A Chart in character cells: lines of braille dots, two by four a cell, and in ASCII of the letters of the series.
 *
 * Each series bears its letter at its points and at its end, so that nothing is told by colour alone. Bars are blocks,
 * bands are shaded. What is empty is drawn as its sentence.
 */
#ifndef STEERCO_TUI_WIDGETS_CHART_H
#define STEERCO_TUI_WIDGETS_CHART_H

#include "steerco/chart/chart.h"
#include "steerco/tui/screen/canvas.h"

/* `at` is a place of the x axis that is pointed at; NUMBER_NONE = none. */
void chart_draw(const Chart *chart, Canvas *canvas, int64_t at);

#endif
