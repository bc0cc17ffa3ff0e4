/*
 * What the files of steering share: drawing a page (content.c, risk_matrix.c), what falls in the meeting (captures.c),
 * and the overlay that joins them (steer.c).
 */
#ifndef STEERCO_SRC_TUI_STEER_STEER_PARTS_H
#define STEERCO_SRC_TUI_STEER_STEER_PARTS_H

#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/steer/steer.h"

/* What a page says, from line 0 of the canvas on, the selected row in sight; *top is kept between two drawings. */
void steer_draw_content(const Content *content, Canvas *canvas, size_t selected, size_t *top);

/* The matrix of the risks of a page in the left half of a wide canvas; what is left beside it. */
Canvas steer_draw_matrix(const Plan *plan, Canvas *canvas, Id selected);

/* Where one is in the meeting. */
typedef struct SteerPlace {
    const Page *page;
    Id meeting, item;     /* 0 = none */
    const Entity *entity; /* of the selected record, null = none */
    Id id;
} SteerPlace;

/* Ask for what falls in the meeting, by a letter of capture_kinds; for the new assessment of the selected risk. */
void steer_capture(App *app, char letter, const SteerPlace *place);
void steer_rescore(App *app, const SteerPlace *place);

#endif
