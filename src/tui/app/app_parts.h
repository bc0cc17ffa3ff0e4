/*
 * What the files of the App share: the dashboard as a whole and its services (app.c), the panes and which of them has
 * the focus (app_panes.c), the overlays above them (app_layers.c), and who gets a key, a press or a pasted text
 * (app_keys.c). Once the App is made
 * each changes its own members alone; everybody else knows functions only.
 */
#ifndef STEERCO_SRC_TUI_APP_APP_PARTS_H
#define STEERCO_SRC_TUI_APP_APP_PARTS_H

#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/others.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/app/views.h"
#include "steerco/tui/panes/schedule/clip.h"

enum { MESSAGE_SIZE = 600, DIGITS = 10 };

/* The state of a pane, and the generation of the plan that it was made for. */
typedef struct Slot {
    const Pane *pane;
    void *state;
    uint64_t generation;
} Slot;

typedef struct Layer {
    const Overlay *overlay;
    void *state;
} Layer;

struct App {
    Session *session; /* borrowed */
    bool done, restricted;
    bool complaint; /* the message is one */
    char message[MESSAGE_SIZE];
    Buffer sought;
    const Seen *seen;    /* what was seen when the edit began that is committed now … */
    const Typing *typed; /* … and what is typed in it */
    Views views;
    Clip clip;
    Others others;
    Drafts drafts;
    int width, height;          /* when last drawn */
    struct CanvasCursor cursor; /* of the pane, when last drawn */

    /* app_panes.c */
    const Pane *focus;          /* gets the keys; the overview shows the others too */
    bool tiled;                 /* the overview is shown */
    const Pane *sheets[DIGITS]; /* of each pane the one that was shown last; null = none yet */
    ARRAY(Slot) slots;

    /* app_layers.c */
    ARRAY(Layer) layers; /* the uppermost one last */

    /* app_keys.c */
    bool cancelled; /* the last key was Ctrl-C: the next one leaves */
};

/* Without a board there is nothing to work on but the ways to get one: they are opened. */
void app_ask_for_board(App *app);

void app_clear_message(App *app);

/* Of the overview: give the focus to the tile at this place of the screen; false when it has it, or none is there. */
bool app_focus_tile_at(App *app, int x, int y);

/* The uppermost overlay, good until one is opened or closed; null = there is none. */
const Layer *app_top_layer(const App *app);

/* On the whole screen less the frame; and on all of it, the uppermost overlay last. */
void app_draw_panes(App *app, Canvas *body);
void app_draw_layers(App *app, Canvas *canvas);

#endif
