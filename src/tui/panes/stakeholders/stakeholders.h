/*
 * What the files of the stakeholder pane share: rows and selection (stakeholders.c), drawing (stakeholders_draw.c) and
 * commands (stakeholder_commands.c).
 */
#ifndef STEERCO_SRC_TUI_PANES_STAKEHOLDERS_STAKEHOLDERS_H
#define STEERCO_SRC_TUI_PANES_STAKEHOLDERS_STAKEHOLDERS_H

#include "steerco/records/records.h"
#include "steerco/tui/app/app.h"
#include "steerco/tui/app/panes.h"
#include "steerco/tui/widgets/matrix.h"

enum { HIGHEST_ATTITUDE = 2 }; /* in favour; as much below zero, opposed */

typedef struct Stakeholders {
    List list;
    Matrix matrix;
    bool in_grid; /* the focus within the pane */
    int quadrants[QUADRANT_MANAGE_CLOSELY + 1];
    int gaps, opposed;
} Stakeholders;

extern const Command stakeholders_commands[];

/* What the cells of the grid mean. */
extern const MatrixLook stakeholders_look;
Style stakeholders_quadrant_style(Quadrant quadrant);

/* The stakeholder as the readers of the plan may see them; false when there is none of that id. All that is drawn goes
   through here. */
bool stakeholder_seen(const Plan *plan, Id id, Stakeholder *out);

bool stakeholders_know_attitude(const Stakeholder *who);

/* Rows, grid and counts of the plan's present generation. */
void stakeholders_refresh(void *state, const Plan *plan);

/* Pane.draw and Pane.tile. */
void stakeholders_draw(void *state, const Plan *plan, Canvas *canvas, bool focused);
void stakeholders_tile(void *state, const Plan *plan, Canvas *canvas, bool focused);

#endif
