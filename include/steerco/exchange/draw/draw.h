/*
 * Charts as pictures: SVG, each self-contained. No script, no address, no text that is not escaped; a white ground of
 * its own, so that it can be read on a dark page; a pattern, a stroke or a letter beside every colour.
 *
 *     Chart chart;
 *     Buffer svg = {0};
 *     chart_s_curve(plan, &chart);
 *     draw_chart(&chart, &(DrawLook){.inside = true, .prefix = "curve"}, &svg);
 *     chart_release(&chart);
 *
 * What is empty is drawn as its sentence. Whose eyes a picture is for is decided before, by the audience of the plan
 * that the chart was made from.
 */
#ifndef STEERCO_EXCHANGE_DRAW_DRAW_H
#define STEERCO_EXCHANGE_DRAW_DRAW_H

#include "steerco/chart/chart.h"
#include "steerco/chart/gantt_chart.h"
#include "steerco/chart/grid_chart.h"

typedef struct DrawLook {
    bool inside;        /* a page of HTML, as an element as wide as its place; else a file of its own, A4 landscape */
    const char *prefix; /* of the ids in it, letters alone; pictures in one page need different ones. Null = "s" */
} DrawLook;

/* Tenths of a millimetre: A4 landscape. */
enum { DRAW_WIDTH = 2970, DRAW_HEIGHT = 2100 };

/* Add one <svg> element, with the XML declaration in front of it when it is a file of its own. */
void draw_chart(const Chart *chart, const DrawLook *look, Buffer *out);
void draw_grid(const GridChart *grid, const DrawLook *look, Buffer *out);

/*
 * All rows of a Gantt in one picture, as high as they need; or those of one page of A4. Pages are counted from 0, the
 * time scale and the legend stand on each.
 */
void draw_gantt(const GanttChart *gantt, const DrawLook *look, Buffer *out);
int draw_gantt_pages(const GanttChart *gantt);
void draw_gantt_page(const GanttChart *gantt, int page, const DrawLook *look, Buffer *out);
int draw_gantt_height(const GanttChart *gantt); /* of all rows, in tenths of a millimetre */

#endif
