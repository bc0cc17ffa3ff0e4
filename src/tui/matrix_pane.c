/*
 * What panes do with a grid: move an item in it by plain arrow keys, and show it beside a register.
 */
#include "modes.h"
#include "overlay.h"
#include "steerco/tui/matrix.h"

bool matrix_has_keys(const Matrix *matrix, bool in_grid)
{
    return in_grid || matrix->moving.id != 0;
}

bool matrix_register_key(const Matrix *matrix, List *list, bool in_grid, Key key)
{
    if (!in_grid)
        return list_key(list, key);
    Id id = list_selected(list);
    if (!matrix_key(matrix, key, &id))
        return false;
    list_select(list, id);
    return true;
}

/* ---------------------------------------------------------------- moving by plain arrow keys */

typedef struct Moving {
    Matrix *matrix;
    MatrixKeep keep;
    const Entity *entity;
    Seen seen; /* the record when the moving began */
} Moving;

static void end_moving(void *state)
{
    Moving *moving = state;
    moving->matrix->moving = (MatrixItem){0};
    seen_release(&moving->seen);
}

static void draw_moving(void *state, App *app, Canvas *canvas)
{
    (void)app;
    const Moving *moving = state;
    const MatrixItem *item = &moving->matrix->moving;
    const MatrixLook *look = moving->matrix->look;
    canvas_format(canvas, 0, overlay_prompt_line(canvas), canvas->width, STYLE_INPUT, "Moving %s   %s: %d   %s: %d",
                  item->label, look->y_title, item->y, look->x_title, item->x);
}

/* The overlay is closed first: what is kept is drawn where it is then. */
static void keep_place(Moving *moving, App *app)
{
    MatrixItem to = moving->matrix->moving;
    MatrixKeep keep = moving->keep;
    Seen seen = moving->seen;
    bool gone = app_is_gone(app, moving->entity, to.id);
    moving->seen = (Seen){0};
    overlay_close(app, moving);
    app_saw(app, &seen);
    if (!gone)
        keep(app, to.id, to.x, to.y);
    app_saw(app, NULL);
    seen_release(&seen);
}

static bool move_key(void *state, App *app, Key key)
{
    Moving *moving = state;
    if (key == KEY_ENTER_)
        keep_place(moving, app);
    else if (key_in_list(key, "esc q"))
        overlay_close(app, moving);
    else if (key_in_list(key, "up down left right"))
        (void)matrix_step(key, &moving->matrix->moving.x, &moving->matrix->moving.y);
    else
        return false;
    return true;
}

static bool moving_typing(void *state, Typing *out)
{
    const Moving *moving = state;
    *out = (Typing){.entity = moving->entity, .id = moving->matrix->moving.id};
    return true;
}

static const Command move_commands[] = {
    {"move-keep", "enter", "keep", "Keep the new place", NULL},
    {"move-step", "up down left right", "move", "Move it to the next cell", NULL},
    {"move-back", "esc q", "put back", "Put it back where it was", NULL},
    {0},
};

const Mode move_mode = {
    .name = "move",
    .title = "Moving in a matrix",
    .help = "Opened with m in a matrix. Arrow keys move the item to another cell.",
    .commands = move_commands,
};

static const Overlay move_overlay = {
    .mode = &move_mode,
    .state_size = sizeof(Moving),
    .end = end_moving,
    .draw = draw_moving,
    .key_pressed = move_key,
    .typing = moving_typing,
};

void matrix_move(App *app, Matrix *matrix, const Entity *entity, Id id, MatrixKeep keep)
{
    if (!app_may_change(app))
        return;
    const MatrixItem *item = matrix_find(matrix, id);
    if (!item)
        return;
    Moving *moving = app_open(app, &move_overlay);
    matrix->moving = *item;
    if (item->x == 0)
        matrix_step(KEY_ARROW_UP, &matrix->moving.x, &matrix->moving.y);
    moving->matrix = matrix;
    moving->keep = keep;
    moving->entity = entity;
    seen_add(&moving->seen, app_plan(app), entity, id);
}

/* ---------------------------------------------------------------- beside the register */

enum {
    SIDE_BY_SIDE = 76, /* columns */
    STACKED = 60,
    STACKED_LINES = 18,
    GRID_COLUMNS = 38, /* cells with room for "R-12" */
    GRID_LINES = 10,
};

static void split_detail(MatrixSplit *split)
{
    int lines = split->list.height >= 16 ? 7 : split->list.height >= 12 ? 4 : 0;
    if (lines == 0)
        return;
    int rest = split->list.height - lines;
    split->detail = canvas_part(&split->list, 0, rest, split->list.width, lines);
    split->list = canvas_part(&split->list, 0, 0, split->list.width, rest);
}

MatrixSplit matrix_split(const Canvas *canvas, bool grid_focused)
{
    int width = canvas->width, height = canvas->height;
    Canvas nothing = canvas_part(canvas, 0, 0, 0, 0);
    MatrixSplit split = {.grid = nothing, .list = nothing, .detail = nothing};
    if (width >= SIDE_BY_SIDE) {
        int columns = width * 45 / 100, lines = height;
        columns = columns > GRID_COLUMNS ? columns : GRID_COLUMNS;
        matrix_fit(&columns, &lines);
        split.grid = canvas_part(canvas, 0, 0, columns, lines);
        split.list = canvas_part(canvas, columns + 1, 0, width - columns - 1, height);
    } else if (width >= STACKED && height >= STACKED_LINES) {
        split.grid = canvas_part(canvas, 0, 0, width, GRID_LINES);
        split.list = canvas_part(canvas, 0, GRID_LINES, width, height - GRID_LINES);
    } else if (grid_focused) {
        split.grid = *canvas;
    } else {
        split.list = *canvas;
    }
    split_detail(&split);
    return split;
}
