/*
 * A grid of five by five levels with records in its cells: the risk matrix and the power/interest grid.
 *
 * Level 1 lies at the left and at the bottom. The widget has no selection of its own: it is told which record is
 * selected, and walking it names the next one, so that grid and register always agree. From three columns a cell
 * upwards everything fits somehow: labels while there is room, then "+3", then the bare count.
 *
 *     matrix_clear(&matrix);
 *     matrix_add(&matrix, risk->record.id, risk->impact, risk->likelihood, "R-7");
 *     matrix_draw(&matrix, &canvas, selected, focused);
 */
#ifndef STEERCO_TUI_WIDGETS_MATRIX_H
#define STEERCO_TUI_WIDGETS_MATRIX_H

#include "steerco/base/array.h"
#include "steerco/model/entity.h"
#include "steerco/tui/app/app.h"
#include "steerco/tui/screen/canvas.h"
#include "steerco/tui/screen/key.h"

enum { MATRIX_LEVELS = 5 };

typedef struct MatrixItem {
    Id id;
    int x, y; /* levels; outside 1–5 = not assessed: counted beside the grid */
    char label[16];
} MatrixItem;

/* What the axes and the cells mean. */
typedef struct MatrixLook {
    const char *x_title, *y_title;
    Style (*style)(int x, int y);
    char (*letter)(int x, int y);          /* the style in a letter; null where `quadrant` names it */
    const char *(*quadrant)(int x, int y); /* named in the edge above and below the cells; null = there are none */
} MatrixLook;

typedef struct Matrix {
    const MatrixLook *look;
    ARRAY(MatrixItem) items; /* the first ones get the room in a cell */
    MatrixItem moving;       /* shown here instead of where it stands while it is being moved; id 0 = none */
} Matrix;

void matrix_release(Matrix *matrix);

void matrix_clear(Matrix *matrix);
void matrix_add(Matrix *matrix, Id id, int64_t x, int64_t y, const char *label);

/* The item as it is shown now, or null. */
const MatrixItem *matrix_find(const Matrix *matrix, Id id);

/* Columns and lines with which the grid is at its best, within those given. */
void matrix_fit(int *width, int *height);

void matrix_draw(const Matrix *matrix, Canvas *canvas, Id selected, bool focused);

/*
 * Arrow keys and hjkl: left and right go through the items of a cell, then all four go to the nearest item that way.
 * *selected becomes another one, the first one when it was not in the grid. True when the key was one of these.
 */
bool matrix_key(const Matrix *matrix, Key key, Id *selected);

/* Do keys go to the grid of a pane? They do while it has the focus of the pane, and while something is moved in it. */
bool matrix_has_keys(const Matrix *matrix, bool in_grid);

/*
 * A movement key of a pane that shows a grid beside a register of the same records: it moves in the one that has the
 * focus, and the other follows. False when the key is for neither.
 */
bool matrix_register_key(const Matrix *matrix, List *list, bool in_grid, Key key);

/*
 * Where an arrow key moves a record that stands at (*x, *y): one level, or into the middle when it is not assessed.
 * False when the key is no arrow, and at the edge. Modifiers of the key do not matter.
 */
bool matrix_step(Key key, int *x, int *y);

/*
 * Move an item by plain arrow keys, for terminals that know no others: Enter keeps the place, which calls `keep`; Esc
 * puts it back. The matrix must live in the state of a pane. `command` is the one that moves the selected record.
 */
typedef void (*MatrixKeep)(App *app, Id id, int x, int y);
void matrix_move(App *app, Matrix *matrix, const char *command, const Entity *entity, Id id, MatrixKeep keep);

/*
 * How a pane shares its canvas between the grid, the register and the details of what is selected: beside each other,
 * in narrower panes one below the other, in the narrowest only that of grid and register which has the focus. A part
 * that is not shown has no width.
 */
typedef struct MatrixSplit {
    Canvas grid, list, detail;
} MatrixSplit;
MatrixSplit matrix_split(const Canvas *canvas, bool grid_focused);

/* Draw grid and register in their parts; `in_grid` has the focus of the pane, `empty` stands in an empty register. */
void matrix_draw_split(const Matrix *matrix, List *list, const Plan *plan, MatrixSplit *split, bool in_grid,
                       bool focused, const char *empty);

#endif
