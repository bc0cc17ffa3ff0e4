/*
 * The overview: all panes side by side. On its own it is a pane like the others; in the App its tiles are the panes
 * themselves, so that what is selected there is selected in the full pane too.
 */
#ifndef STEERCO_TUI_PANES_OVERVIEW_OVERVIEW_H
#define STEERCO_TUI_PANES_OVERVIEW_OVERVIEW_H

#include "steerco/tui/app/panes.h"

enum { OVERVIEW_TILES = 4 };

typedef struct Tile {
    int x, y, width, height;
} Tile;

/* The pane of a tile. */
const Pane *overview_tile_pane(int tile);

/* Where the tiles lie: two by two, or one below the other where that leaves none wide enough. */
void overview_layout(int width, int height, Tile out[OVERVIEW_TILES]);

/* Draw the tiles of `states`; `focus` is the one with the focus, −1 = none. */
void overview_draw(void *const states[OVERVIEW_TILES], const Plan *plan, Canvas *canvas, int focus);

#endif
