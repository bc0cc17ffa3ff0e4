/*
 * What panes do with a grid: move an item in it by plain arrow keys, and show it beside a register.
 */
#include "steerco/base/text.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/widgets/matrix.h"

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
    const char *command;
    const Entity *entity;
    Buffer now, before; /* the place in words: where it is carried, and where it stands */
    Seen seen;          /* the record when the moving began */
} Moving;

static void release_moving(Moving *moving)
{
    buffer_release(&moving->now);
    buffer_release(&moving->before);
    seen_release(&moving->seen);
}

static void end_moving(void *state)
{
    Moving *moving = state;
    moving->matrix->moving = (MatrixItem){0};
    release_moving(moving);
}

/* "Likelihood, current: 4   Impact: 2" */
static void word_place(const Matrix *matrix, int x, int y, Buffer *out)
{
    buffer_clear(out);
    buffer_format(out, "%s: %d   %s: %d", matrix->look->y_title, y, matrix->look->x_title, x);
}

static void draw_moving(void *state, App *app, Canvas *canvas)
{
    (void)app;
    Moving *moving = state;
    const MatrixItem *item = &moving->matrix->moving;
    word_place(moving->matrix, item->x, item->y, &moving->now);
    canvas_format(canvas, 0, overlay_prompt_line(canvas), canvas->width, STYLE_INPUT, "Moving %s   %s", item->label,
                  buffer_text(&moving->now));
}

static bool moving_typing(void *state, Typing *out)
{
    Moving *moving = state;
    const MatrixItem *item = &moving->matrix->moving;
    word_place(moving->matrix, item->x, item->y, &moving->now);
    *out = (Typing){.entity = moving->entity,
                    .id = item->id,
                    .command = moving->command,
                    .text = buffer_text(&moving->now),
                    .before = buffer_text(&moving->before)};
    return true;
}

/* The place is found by its words, so one of another assessment than is shown is not taken for one of this. */
static bool moving_resume(void *state, App *app, const Typing *draft)
{
    (void)app;
    Moving *moving = state;
    Buffer words = {0};
    bool found = false;
    if (draft->entity != moving->entity || draft->id != moving->matrix->moving.id)
        return false;
    for (int place = 0; place < MATRIX_LEVELS * MATRIX_LEVELS && !found; place++) {
        int x = place % MATRIX_LEVELS + 1, y = place / MATRIX_LEVELS + 1;
        word_place(moving->matrix, x, y, &words);
        found = text_equal(buffer_text(&words), draft->text);
        if (found)
            moving->matrix->moving.x = x, moving->matrix->moving.y = y;
    }
    buffer_release(&words);
    return found;
}

/* The overlay is closed first: what is kept is drawn where it is then. */
static void keep_place(Moving *moving, App *app)
{
    Typing typing;
    MatrixItem to = moving->matrix->moving;
    Moving kept = *moving;
    bool gone = app_is_gone(app, moving->entity, to.id);
    moving_typing(&kept, &typing);
    *moving = (Moving){.matrix = kept.matrix};
    overlay_close(app, moving);
    app_saw(app, &kept.seen, &typing);
    if (!gone)
        kept.keep(app, to.id, to.x, to.y);
    app_saw(app, NULL, NULL);
    release_moving(&kept);
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
    .resume = moving_resume,
};

void matrix_move(App *app, Matrix *matrix, const char *command, const Entity *entity, Id id, MatrixKeep keep)
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
    else
        word_place(matrix, item->x, item->y, &moving->before);
    moving->matrix = matrix;
    moving->keep = keep;
    moving->command = command;
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

void matrix_draw_split(const Matrix *matrix, List *list, const Plan *plan, MatrixSplit *split, bool in_grid,
                       bool focused, const char *empty)
{
    if (split->grid.width > 0)
        matrix_draw(matrix, &split->grid, list_selected(list), focused && in_grid);
    if (split->list.width == 0)
        return;
    list_draw(list, plan, &split->list, focused && !in_grid);
    list_draw_empty(list, &split->list, empty);
}
