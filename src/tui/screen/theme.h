/*
 * What a Style looks like on a terminal with 256 colours, with 8, and with none.
 *
 * Ordinary text keeps the terminal's own colours, so that light and dark backgrounds both work. In monochrome, bold,
 * reverse and underline alone carry the difference.
 */
#ifndef STEERCO_SRC_TUI_SCREEN_THEME_H
#define STEERCO_SRC_TUI_SCREEN_THEME_H

#include "steerco/tui/screen/canvas.h"

enum { LOOK_BOLD = 1, LOOK_REVERSE = 2, LOOK_UNDERLINE = 4, LOOK_DIM = 8 };

typedef struct Look {
    short foreground, background; /* −1 = the terminal's own */
    unsigned attributes;
} Look;

/* `colors` as the terminal has: below 8 is monochrome. `marked` as in Cell. */
Look theme_look(Style style, int marked, int colors);

#endif
