/*
 * Who gets a key: the uppermost overlay, or the pane in focus; what they do not use means a command (keys.c). A press
 * of the mouse becomes the keys that do the same.
 */
#include <stdlib.h>

#include "app_parts.h"
#include "steerco/tui/app/frame.h"
#include "steerco/tui/app/keys.h"

enum { WHEEL_LINES = 3 };

/* Ctrl-C gives up whatever is open; a second one leaves. */
static void cancel(App *app)
{
    if (app->cancelled)
        app_quit(app);
    else if (app->layers.count > 0)
        app_close(app);
    else
        app_say(app, "Press ctrl-c once more to leave; everything is saved");
    app->cancelled = true;
}

/* A copy of the layer: what the key does may open another one, which moves it. */
static void layer_key(App *app, Layer layer, Key key)
{
    if (!layer.overlay->key_pressed || !layer.overlay->key_pressed(layer.state, app, key))
        app_fall_through(app, key);
}

static void pane_key(App *app, Key key)
{
    if (app_pane_command_of_key(app, key) || !app->focus->key_pressed(app_state(app, app->focus), app_plan(app), key))
        app_fall_through(app, key);
}

void app_key(App *app, Key key)
{
    app_clear_message(app);
    if (key == (KEY_CONTROL | 'c')) {
        cancel(app);
        app_ask_for_board(app);
        return;
    }
    app->cancelled = false;
    const Layer *layer = app_top_layer(app);
    if (layer)
        layer_key(app, *layer, key);
    else
        pane_key(app, key);
    app_ask_for_board(app);
}

void app_paste(App *app, const char *text)
{
    const Layer *layer = app_top_layer(app);
    app_clear_message(app);
    if (layer && layer->overlay->paste)
        layer->overlay->paste(layer->state, app, text);
    else if (!layer && app->focus->paste)
        app->focus->paste(app, text);
    else
        app_say(app, "Text can be pasted into a field: open one with e or enter");
}

/* ---- the mouse ---- */

/* A press goes to a line; panes know lines by arrow keys only, so the selection walks there. */
static void walk_to_line(App *app, int y)
{
    if (app->cursor.y < 0)
        return;
    Key step = y < app->cursor.y ? KEY_ARROW_UP : KEY_ARROW_DOWN;
    for (int lines = abs(y - app->cursor.y); lines > 0; lines--)
        app_key(app, step);
}

static void press(App *app, int x, int y)
{
    Key key = frame_key_at(app, app_mode(app), app->width, app->height, x, y);
    const Pane *sheet = app->layers.count == 0 ? frame_sheet_at(app, app->width, app->height, x, y) : NULL;
    if (key)
        app_key(app, key);
    else if (sheet)
        app_show_pane(app, sheet);
    else if (app->layers.count == 0 && !(app->tiled && app_focus_tile_at(app, x, y)))
        walk_to_line(app, y);
}

void app_mouse(App *app, const TermEvent *event)
{
    switch (event->mouse) {
    case MOUSE_PRESS:
        press(app, event->x, event->y);
        break;
    case MOUSE_DOUBLE:
        app_key(app, KEY_ENTER_);
        break;
    default:
        if (app->layers.count == 0 && app->tiled)
            app_focus_tile_at(app, event->x, event->y);
        for (int i = 0; i < WHEEL_LINES; i++)
            app_key(app, event->mouse == MOUSE_WHEEL_UP ? KEY_ARROW_UP : KEY_ARROW_DOWN);
    }
}
