/*
 * Four tiles on one screen. Tiles that are too low for a frame get a title line instead, so that a small screen shows
 * figures rather than lines.
 */
#include "steerco/tui/panes/overview/overview.h"

#include <stdio.h>
#include <stdlib.h>

#include "steerco/base/memory.h"

enum { NARROWEST_HALF = 36, LOWEST_FRAMED = 5 };

typedef struct Overview {
    void *states[OVERVIEW_TILES];
} Overview;

const Pane *overview_tile_pane(int tile)
{
    static const Pane *const tiles[OVERVIEW_TILES] = {&schedule_pane, &risks_pane, &budget_pane, &stakeholders_pane};
    return tiles[tile];
}

void overview_layout(int width, int height, Tile out[OVERVIEW_TILES])
{
    int across = width / 2 >= NARROWEST_HALF ? 2 : 1, down = OVERVIEW_TILES / across;
    for (int i = 0; i < OVERVIEW_TILES; i++) {
        int column = i % across, row = i / across;
        int left = width * column / across, top = (height * row + down - 1) / down;
        out[i] = (Tile){left, top, width * (column + 1) / across - left, (height * (row + 1) + down - 1) / down - top};
    }
}

static void draw_contents(const Pane *pane, void *state, const Plan *plan, Canvas *canvas, bool focused)
{
    if (pane->tile)
        pane->tile(state, plan, canvas, focused);
    else
        pane->draw(state, plan, canvas, focused);
}

static void draw_tile(const Pane *pane, void *state, const Plan *plan, Canvas *canvas, bool focused)
{
    char title[80];
    snprintf(title, sizeof title, "%c %s", pane->key, pane->title);
    Canvas inside;
    if (canvas->height >= LOWEST_FRAMED) {
        inside = canvas_frame(canvas, focused ? STYLE_FRAME_FOCUS : STYLE_FRAME, title);
    } else {
        canvas_text(canvas, 0, 0, canvas->width, focused ? STYLE_TITLE : STYLE_HEADER, title);
        inside = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
    }
    if (inside.width > 0 && inside.height > 0)
        draw_contents(pane, state, plan, &inside, focused);
}

void overview_draw(void *const states[OVERVIEW_TILES], const Plan *plan, Canvas *canvas, int focus)
{
    Tile tiles[OVERVIEW_TILES];
    overview_layout(canvas->width, canvas->height, tiles);
    for (int i = 0; i < OVERVIEW_TILES; i++) {
        Canvas part = canvas_part(canvas, tiles[i].x, tiles[i].y, tiles[i].width, tiles[i].height);
        draw_tile(overview_tile_pane(i), states[i], plan, &part, i == focus);
    }
}

static void begin(void *state, const Pane *pane)
{
    (void)pane;
    Overview *overview = state;
    for (int i = 0; i < OVERVIEW_TILES; i++) {
        overview->states[i] = memory_new(1, overview_tile_pane(i)->state_size);
        overview_tile_pane(i)->begin(overview->states[i], overview_tile_pane(i));
    }
}

static void end(void *state)
{
    Overview *overview = state;
    for (int i = 0; i < OVERVIEW_TILES; i++) {
        overview_tile_pane(i)->end(overview->states[i]);
        free(overview->states[i]);
    }
}

static void refresh(void *state, const Plan *plan)
{
    Overview *overview = state;
    for (int i = 0; i < OVERVIEW_TILES; i++)
        overview_tile_pane(i)->refresh(overview->states[i], plan);
}

static void draw(void *state, const Plan *plan, Canvas *canvas, bool focused)
{
    (void)focused;
    overview_draw(((Overview *)state)->states, plan, canvas, -1);
}

static bool key_pressed(void *state, const Plan *plan, Key key)
{
    (void)state, (void)plan, (void)key;
    return false;
}

static bool select_record(void *state, const Plan *plan, const Entity *entity, Id id)
{
    (void)state, (void)plan, (void)entity, (void)id;
    return false;
}

static const Command no_commands[] = {{0}};

const Pane overview_pane = {
    .name = "overview",
    .title = "Overview",
    .key = '0',
    .help = "All panes side by side. Tab goes from one to the next, and the keys of a pane work in its tile; its digit "
            "opens it in full.",
    .state_size = sizeof(Overview),
    .begin = begin,
    .end = end,
    .refresh = refresh,
    .draw = draw,
    .key_pressed = key_pressed,
    .select = select_record,
    .commands = no_commands,
};
