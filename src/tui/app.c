/*
 * The dashboard as a state machine: a key goes to the uppermost overlay, else to the pane in focus, else to the
 * commands of all panes; drawing shows what came of it. Nothing here knows a terminal, so tests can play with all of
 * it.
 */
#include "steerco/tui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clip.h"
#include "drafts.h"
#include "frame.h"
#include "others.h"
#include "overlay.h"
#include "overview.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "view_commands.h"

enum { MESSAGE_SIZE = 600, SOUGHT_SIZE = 120, WHEEL_LINES = 3 };

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
    Session *session;
    const Pane *focus; /* gets the keys; the overview shows the others too */
    bool tiled;        /* the overview is shown */
    bool done, restricted;
    bool cancelled; /* the last key was Ctrl-C: the next one leaves */
    bool complaint; /* the message is one */
    char message[MESSAGE_SIZE];
    char sought[SOUGHT_SIZE];
    Views views;
    Clip clip;
    Others others;
    Drafts drafts;
    const Seen *seen; /* what was seen when the edit began that is committed now */
    ARRAY(Slot) slots;
    ARRAY(Layer) layers;
    int width, height;          /* when last drawn */
    struct CanvasCursor cursor; /* of the pane, when last drawn */
};

/* ---- panes ---- */

static List *pane_list(const Pane *pane, void *state)
{
    return pane->choice ? pane->choice(state) : pane->list ? pane->list(state) : NULL;
}

/* Its lists show what others are editing. */
static void share_editors(App *app, const Pane *pane, void *state)
{
    List *lists[] = {pane->list ? pane->list(state) : NULL, pane_list(pane, state)};
    for (int i = 0; i < 2; i++)
        if (lists[i])
            lists[i]->editors = &app->others.editors;
}

static Slot *slot_of(App *app, const Pane *pane)
{
    Slot *found = NULL;
    for (size_t i = 0; i < app->slots.count && !found; i++)
        if (app->slots.items[i].pane == pane)
            found = &app->slots.items[i];
    if (!found) {
        array_push(&app->slots, (Slot){.pane = pane, .state = memory_new(1, pane->state_size ? pane->state_size : 1)});
        found = &app->slots.items[app->slots.count - 1];
        pane->begin(found->state);
        views_begin_pane(&app->views, pane, found->state);
    }
    share_editors(app, pane, found->state);
    const Plan *plan = app_plan(app);
    if (found->generation != plan->generation) {
        found->generation = plan->generation;
        pane->refresh(found->state, plan);
        List *list = pane_list(pane, found->state);
        if (list)
            list_prune_marks(list, plan);
    }
    Error error = {0};
    if (pane->fetch && !pane->fetch(found->state, app->session, &error))
        app_complain(app, &error);
    return found;
}

/* Without a board there is nothing to work on but the ways to get one. */
static void ask_for_board(App *app)
{
    if (app_plan(app)->board != 0 || app->layers.count > 0)
        return;
    if (plan_count(app_plan(app), ENTITY_BOARD) == 0)
        welcome_open(app);
    else
        boards_open(app);
}

void app_forget_panes(App *app)
{
    while (app->layers.count > 0) /* they may point into the states */
        app_close(app);
    for (size_t i = 0; i < app->slots.count; i++) {
        app->slots.items[i].pane->end(app->slots.items[i].state);
        free(app->slots.items[i].state);
    }
    array_release(&app->slots);
}

App *app_new(Session *session, Date today)
{
    App *app = memory_new(1, sizeof *app);
    app->session = session;
    session->plan.today = today;
    app->focus = panes[1];
    app->tiled = true;
    app->cursor.x = app->cursor.y = -1;
    drafts_init(&app->drafts);
    ask_for_board(app);
    return app;
}

void app_free(App *app)
{
    app_forget_panes(app);
    array_release(&app->layers);
    views_release(&app->views);
    edit_copy_release(&app->clip.tasks);
    others_release(&app->others);
    drafts_end(&app->drafts);
    free(app);
}

void app_use_views(App *app, const char *path)
{
    Error error = {0};
    if (!views_load(&app->views, path, &error))
        app_complain(app, &error);
}

void app_restrict(App *app)
{
    app->restricted = true;
}

bool app_is_restricted(const App *app)
{
    return app->restricted;
}

Views *app_views(App *app)
{
    return &app->views;
}

Clip *app_clip(App *app)
{
    return &app->clip;
}

Session *app_session(App *app)
{
    return app->session;
}

const Plan *app_plan(const App *app)
{
    return &app->session->plan;
}

Date app_today(const App *app)
{
    return app->session->plan.today;
}

void *app_state(App *app, const Pane *pane)
{
    return slot_of(app, pane)->state;
}

const Pane *app_pane(const App *app)
{
    return app->focus;
}

List *app_list(App *app, const Pane *pane)
{
    return pane_list(pane, app_state(app, pane));
}

Others *app_others(App *app)
{
    return &app->others;
}

Drafts *app_drafts(App *app)
{
    return &app->drafts;
}

bool app_is_tiled(const App *app)
{
    return app->tiled;
}

const Pane *app_shown_pane(const App *app)
{
    return app->tiled ? &overview_pane : app->focus;
}

static bool is_tile(const Pane *pane)
{
    for (int i = 0; i < OVERVIEW_TILES; i++)
        if (overview_tile_pane(i) == pane)
            return true;
    return false;
}

/* What has the focus is in sight: of the overview, one of its tiles. */
void app_show_pane(App *app, const Pane *pane)
{
    app->tiled = pane == &overview_pane;
    if (!app->tiled)
        app->focus = pane;
    else if (!is_tile(app->focus))
        app->focus = overview_tile_pane(0);
}

void app_next_pane(App *app, int direction)
{
    int count = 0, at = 0;
    for (; panes[count]; count++)
        if (panes[count] == app->focus)
            at = count;
    do
        at = (at - 1 + direction + count - 1) % (count - 1) + 1; /* the overview is not among them */
    while (app->tiled && !is_tile(panes[at]));
    app->focus = panes[at];
}

bool app_selection(App *app, const Entity **entity, Id *id)
{
    const Pane *pane = app->focus;
    const List *list = pane->list ? pane->list(app_state(app, pane)) : NULL;
    if (!list)
        return false;
    *entity = list->entity;
    *id = list_selected(list);
    return *id > 0;
}

bool app_select(App *app, const Entity *entity, Id id)
{
    return app->focus->select(app_state(app, app->focus), app_plan(app), entity, id);
}

static bool reveal_in_panes(App *app, const Entity *entity, Id id)
{
    for (int i = 0; panes[i]; i++)
        if (panes[i]->select(app_state(app, panes[i]), app_plan(app), entity, id)) {
            app->tiled = app->tiled && is_tile(panes[i]);
            app->focus = panes[i];
            return true;
        }
    return false;
}

void app_reveal(App *app, const Entity *entity, Id id)
{
    if (app_select(app, entity, id) || reveal_in_panes(app, entity, id))
        return;
    for (int i = 0; panes[i]; i++) /* a filter may hide it */
        if (filter_drop(app, panes[i]) && reveal_in_panes(app, entity, id))
            return;
    app_form(app, entity, id);
}

const char *app_sought(const App *app)
{
    return app->sought;
}

void app_seek(App *app, const char *text)
{
    overlay_copy(app->sought, sizeof app->sought, text);
}

void app_quit(App *app)
{
    app->done = true;
}

bool app_is_done(const App *app)
{
    return app->done;
}

/* ---- messages ---- */

void app_say(App *app, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(app->message, sizeof app->message, format, arguments);
    va_end(arguments);
    app->complaint = false;
}

void app_say_more(App *app, const char *more)
{
    size_t length = strlen(app->message);
    snprintf(app->message + length, sizeof app->message - length, "%s%s", length > 0 ? "; " : "", more);
}

void app_complain(App *app, const Error *error)
{
    app_say(app, "%s", error->text);
    app->complaint = true;
}

/* ---- overlays ---- */

void *app_open(App *app, const Overlay *overlay)
{
    array_push(&app->layers, (Layer){.overlay = overlay, .state = memory_new(1, overlay->state_size)});
    return app->layers.items[app->layers.count - 1].state;
}

static void remove_layer(App *app, size_t at)
{
    Layer layer = app->layers.items[at];
    array_remove(&app->layers, at);
    if (layer.overlay->end)
        layer.overlay->end(layer.state);
    free(layer.state);
}

void app_close(App *app)
{
    if (app->layers.count > 0)
        remove_layer(app, app->layers.count - 1);
}

void overlay_close(App *app, const void *state)
{
    for (size_t i = app->layers.count; i-- > 0;)
        if (app->layers.items[i].state == state) {
            remove_layer(app, i);
            return;
        }
}

static const Layer *top_layer(const App *app)
{
    return app->layers.count > 0 ? &app->layers.items[app->layers.count - 1] : NULL;
}

void *overlay_top(App *app, const Overlay *overlay)
{
    const Layer *top = top_layer(app);
    return top && top->overlay == overlay ? top->state : NULL;
}

bool app_has_overlay(const App *app)
{
    return app->layers.count > 0;
}

bool app_typing(App *app, Typing *out)
{
    for (size_t i = app->layers.count; i-- > 0;) {
        const Layer *layer = &app->layers.items[i];
        if (layer->overlay->typing && layer->overlay->typing(layer->state, out))
            return true;
    }
    return false;
}

void app_saw(App *app, const Seen *seen)
{
    app->seen = seen;
}

const Seen *app_seen(const App *app)
{
    return app->seen;
}

static const Command *commands_on_top(const App *app)
{
    static const Command none[] = {{0}};
    const Layer *top = top_layer(app);
    return !top ? NULL : top->overlay->commands ? top->overlay->commands : none;
}

/* ---- keys ---- */

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
static bool shared_key(App *app, Key key)
{
    const Command *command = key_in_list(key, "ctrl-l ctrl-z f1") ? command_in(app_commands, key) : NULL;
    if (command)
        command->run(app, "");
    return command != NULL;
}

static void layer_key(App *app, const Layer *layer, Key key)
{
    const Command *command = command_in(layer->overlay->commands, key);
    if (layer->overlay->key_pressed && layer->overlay->key_pressed(layer->state, app, key))
        return;
    if (command)
        command->run(app, "");
    else
        shared_key(app, key);
}

static bool open_by_digit(App *app, Key key)
{
    for (int i = 0; panes[i]; i++)
        if ((Key)panes[i]->key == key) {
            app_show_pane(app, panes[i]);
            return true;
        }
    return false;
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
    app->message[0] = '\0';
    if (key == (KEY_CONTROL | 'c')) {
        cancel(app);
        ask_for_board(app);
        return;
    }
    app->cancelled = false;
    const Layer *layer = top_layer(app);
    if (layer)
        layer_key(app, &(Layer){layer->overlay, layer->state}, key);
    else
        pane_key(app, key);
    ask_for_board(app);
}

void app_paste(App *app, const char *text)
{
    const Layer *layer = top_layer(app);
    app->message[0] = '\0';
    if (layer && layer->overlay->paste)
        layer->overlay->paste(layer->state, app, text);
    else if (!layer && app->focus->paste)
        app->focus->paste(app, text);
    else
        app_say(app, "Text can be pasted into a field: open one with e or enter");
}

/* ---- the mouse ---- */

static bool focus_tile_at(App *app, int x, int y)
{
    Tile tiles[OVERVIEW_TILES];
    Tile body = frame_body(app->width, app->height);
    overview_layout(body.width, body.height, tiles);
    for (int i = 0; i < OVERVIEW_TILES; i++) {
        bool inside = x >= body.x + tiles[i].x && x < body.x + tiles[i].x + tiles[i].width &&
                      y >= body.y + tiles[i].y && y < body.y + tiles[i].y + tiles[i].height;
        if (inside && app->focus != overview_tile_pane(i)) {
            app->focus = overview_tile_pane(i);
            return true;
        }
    }
    return false;
}

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
    Key key = frame_key_at(app, commands_on_top(app), app->width, app->height, x, y);
    if (key)
        app_key(app, key);
    else if (app->layers.count == 0 && !(app->tiled && focus_tile_at(app, x, y)))
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
            focus_tile_at(app, event->x, event->y);
        for (int i = 0; i < WHEEL_LINES; i++)
            app_key(app, event->mouse == MOUSE_WHEEL_UP ? KEY_ARROW_UP : KEY_ARROW_DOWN);
    }
}

/* ---- drawing ---- */

static void draw_body(App *app, Canvas *body)
{
    const Plan *plan = app_plan(app);
    if (!app->tiled) {
        app->focus->draw(app_state(app, app->focus), plan, body, true);
        return;
    }
    void *states[OVERVIEW_TILES];
    int focus = -1;
    for (int i = 0; i < OVERVIEW_TILES; i++) {
        states[i] = app_state(app, overview_tile_pane(i));
        if (overview_tile_pane(i) == app->focus)
            focus = i;
    }
    overview_draw(states, plan, body, focus);
}

static void draw_message(App *app, Canvas *line)
{
    const Session *session = app->session;
    if (app->message[0])
        canvas_text(line, 0, 0, line->width, app->complaint ? STYLE_BAD : STYLE_STRONG, app->message);
    else if (session->trouble.kind != ERROR_NONE)
        canvas_text(line, 0, 0, line->width, STYLE_BAD, session->trouble.text);
    else if (session->past && app->layers.count == 0)
        past_draw_hint(app, line);
}

void app_draw(App *app, Canvas *canvas)
{
    canvas_clear(canvas);
    app->width = canvas->width;
    app->height = canvas->height;
    if (canvas->width < FRAME_LEAST_WIDTH || canvas->height < FRAME_LEAST_HEIGHT) {
        canvas_paragraph(canvas, 0, 0, canvas->width, canvas->height, STYLE_WARNING, "This window is too small");
        return;
    }
    Tile place = frame_body(canvas->width, canvas->height);
    Canvas body = canvas_part(canvas, place.x, place.y, place.width, place.height);
    draw_body(app, &body);
    if (canvas->cursor->x < 0)
        canvas_cursor(&body, 0, 0, false);
    app->cursor = *canvas->cursor;
    frame_draw(app, canvas, commands_on_top(app));
    for (size_t i = 0; i < app->layers.count; i++)
        if (app->layers.items[i].overlay->draw)
            app->layers.items[i].overlay->draw(app->layers.items[i].state, app, canvas);
    /* Prompts lie on the message line; while one is open messages take the place of the key bar. */
    int y = app->layers.count > 0 ? canvas->height - 1 : overlay_prompt_line(canvas);
    Canvas line = canvas_part(canvas, 0, y, canvas->width, 1);
    draw_message(app, &line);
}
