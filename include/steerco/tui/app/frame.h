/*
 * What surrounds the panes: the title line above, the message line and the key bar below.
 */
#ifndef STEERCO_TUI_APP_FRAME_H
#define STEERCO_TUI_APP_FRAME_H

#include "steerco/tui/app/app.h"
#include "steerco/tui/panes/overview/overview.h"

enum { FRAME_LEAST_WIDTH = 20, FRAME_LEAST_HEIGHT = 5 };

/* What is left for the pane, or the tiles of the overview. */
Tile frame_body(int width, int height);

/* Title line and key bar; of the mode that takes the keys, null = none. */
void frame_draw(App *app, Canvas *canvas, const Mode *mode);

/* The key that a press at this place stands for: a pane's digit in the title line, a command in the key bar; else 0. */
Key frame_key_at(App *app, const Mode *mode, int width, int height, int x, int y);

/* The line that names the sheets of the pane, if it has several and there is room; what is left below it. */
Canvas frame_draw_sheets(const App *app, Canvas *body);
const Pane *frame_sheet_at(const App *app, int width, int height, int x, int y); /* null = none is there */

/* More of the App than panes need. */
const Pane *app_sheet_of_digit(const App *app, char digit); /* shown last, else the first; null = no such pane */
void app_next_pane(App *app, int direction);
void app_forget_panes(App *app); /* another board is shown: overlays close, the panes begin anew */

#endif
