/*
 * The panes of the dashboard: each begins when it is first asked for and is told of every new generation of the plan;
 * one of them has the focus, alone or as a tile of the overview.
 */
#include <stdlib.h>

#include "app_parts.h"
#include "steerco/base/memory.h"
#include "steerco/tui/app/frame.h"
#include "steerco/tui/commands/view_commands.h"
#include "steerco/tui/panes/overview/overview.h"

/* ---- their states ---- */

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

static Slot *begin_slot(App *app, const Pane *pane)
{
    void *state = memory_new(1, pane->state_size ? pane->state_size : 1);
    array_push(&app->slots, (Slot){.pane = pane, .state = state});
    pane->begin(state, pane);
    views_begin_pane(&app->views, pane, state);
    return &app->slots.items[app->slots.count - 1];
}

static Slot *slot_of(App *app, const Pane *pane)
{
    for (size_t i = 0; i < app->slots.count; i++)
        if (app->slots.items[i].pane == pane)
            return &app->slots.items[i];
    return begin_slot(app, pane);
}

/* Rows and marks follow the plan's newest generation. */
static void refresh(Slot *slot, const Plan *plan)
{
    if (slot->generation == plan->generation)
        return;
    slot->generation = plan->generation;
    slot->pane->refresh(slot->state, plan);
    List *list = pane_list(slot->pane, slot->state);
    if (list)
        list_prune_marks(list, plan);
}

void *app_state(App *app, const Pane *pane)
{
    Error error = {0};
    Slot *slot = slot_of(app, pane);
    share_editors(app, pane, slot->state);
    refresh(slot, app_plan(app));
    if (pane->fetch && !pane->fetch(slot->state, app->session, &error))
        app_complain(app, &error);
    return slot->state;
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

const Pane *app_pane(const App *app)
{
    return app->focus;
}

List *app_list(App *app, const Pane *pane)
{
    return pane_list(pane, app_state(app, pane));
}

/* ---- the focus ---- */

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

static void focus_on(App *app, const Pane *pane)
{
    app->focus = pane;
    app->sheets[pane->key - '0'] = pane;
}

const Pane *app_sheet_of_digit(const App *app, char digit)
{
    for (int i = 0; panes[i]; i++)
        if (panes[i]->key == digit)
            return app->sheets[digit - '0'] ? app->sheets[digit - '0'] : panes[i];
    return NULL;
}

/* What has the focus is in sight: of the overview, one of its tiles. */
void app_show_pane(App *app, const Pane *pane)
{
    app->tiled = pane == &overview_pane;
    if (!app->tiled)
        focus_on(app, pane);
    else if (!is_tile(app->focus))
        focus_on(app, overview_tile_pane(0));
}

void app_next_pane(App *app, int direction)
{
    const Pane *next;
    int digit = app->focus->key - '0';
    do {
        digit = (digit - 1 + direction + DIGITS - 1) % (DIGITS - 1) + 1; /* the overview is not among them */
        next = app_sheet_of_digit(app, (char)('0' + digit));
        next = next && app->tiled ? pane_first(next) : next;
    } while (!next || (app->tiled && !is_tile(next)));
    focus_on(app, next);
}

bool app_focus_tile_at(App *app, int x, int y)
{
    Tile tiles[OVERVIEW_TILES];
    Tile body = frame_body(app->width, app->height);
    overview_layout(body.width, body.height, tiles);
    for (int i = 0; i < OVERVIEW_TILES; i++) {
        bool inside = x >= body.x + tiles[i].x && x < body.x + tiles[i].x + tiles[i].width &&
                      y >= body.y + tiles[i].y && y < body.y + tiles[i].y + tiles[i].height;
        if (inside && app->focus != overview_tile_pane(i)) {
            focus_on(app, overview_tile_pane(i));
            return true;
        }
    }
    return false;
}

/* ---- records ---- */

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
    for (int i = 0; panes[i]; i++) {
        bool possible = !panes[i]->entity || panes[i]->entity == entity;
        if (possible && panes[i]->select(app_state(app, panes[i]), app_plan(app), entity, id)) {
            app->tiled = app->tiled && is_tile(panes[i]);
            focus_on(app, panes[i]);
            return true;
        }
    }
    return false;
}

void app_reveal(App *app, const Entity *entity, Id id)
{
    if (app_select(app, entity, id) || reveal_in_panes(app, entity, id))
        return;
    for (int i = 0; panes[i]; i++) /* a filter may hide it */
        if ((!panes[i]->entity || panes[i]->entity == entity) && filter_drop(app, panes[i]) &&
            reveal_in_panes(app, entity, id))
            return;
    app_form(app, entity, id);
}

/* ---- drawing ---- */

void app_draw_panes(App *app, Canvas *body)
{
    const Plan *plan = app_plan(app);
    if (!app->tiled) {
        Canvas part = frame_draw_sheets(app, body);
        app->focus->draw(app_state(app, app->focus), plan, &part, true);
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
