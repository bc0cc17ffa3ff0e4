/*
 * Who gets a key: the uppermost overlay, else the pane in focus, else the commands of all panes. A press of the mouse
 * becomes the keys that do the same.
 */
#include <stdlib.h>
#include <string.h>

#include "app_parts.h"
#include "frame.h"

enum { WHEEL_LINES = 3 };

static const Command *command_in(const Command *commands, Key key)
{
    for (; commands && commands->name; commands++)
        if (commands->run && key_in_list(key, commands->keys))
            return commands;
    return NULL;
}

const Command *app_command_of_key(const App *app, Key key)
{
    const Command *command = command_in(app->focus->commands, key);
    return command ? command : command_in(app_commands, key);
}

bool app_has_command(const App *app, const Command *command)
{
    char first[32];
    overlay_copy(first, sizeof first, command->keys);
    first[strcspn(first, " ")] = '\0';
    return !*first || app_command_of_key(app, key_parse(first)) == command;
}

int app_command_tables(const App *app, const Command *out[], int room)
{
    const Command *tables[] = {app->focus->commands, app_commands};
    int count = room < 2 ? room : 2;
    memcpy(out, tables, (size_t)count * sizeof *out);
    return count;
}

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

/* Keys that mean the same whatever lies on top. */
static void shared_key(App *app, Key key)
{
    const Command *command = key_in_list(key, "ctrl-l ctrl-z f1") ? command_in(app_commands, key) : NULL;
    if (command)
        command->run(app, "");
}

/* A copy of the layer: what the key does may open another one, which moves it. */
static void layer_key(App *app, Layer layer, Key key)
{
    const Command *command = command_in(layer.overlay->commands, key);
    if (layer.overlay->key_pressed && layer.overlay->key_pressed(layer.state, app, key))
        return;
    if (command)
        command->run(app, "");
    else
        shared_key(app, key);
}

static void open_by_digit(App *app, Key key)
{
    for (int i = 0; panes[i]; i++)
        if ((Key)panes[i]->key == key) {
            app_show_pane(app, panes[i]);
            return;
        }
}

static void pane_key(App *app, Key key)
{
    const Command *command = command_in(app->focus->commands, key);
    if (!command && app->focus->key_pressed(app_state(app, app->focus), app_plan(app), key))
        return;
    if (!command)
        command = command_in(app_commands, key);
    if (command)
        command->run(app, "");
    else
        open_by_digit(app, key);
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
    Key key = frame_key_at(app, app_layer_commands(app), app->width, app->height, x, y);
    if (key)
        app_key(app, key);
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
