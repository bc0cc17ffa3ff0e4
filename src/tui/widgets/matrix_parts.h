/*
 * What the files of the grid share: its records (matrix.c), where its parts lie (matrix_layout.c), axes and edges
 * (matrix_axes.c), cells (matrix_cells.c), and walking in it (matrix_walk.c).
 */
#ifndef STEERCO_SRC_TUI_WIDGETS_MATRIX_PARTS_H
#define STEERCO_SRC_TUI_WIDGETS_MATRIX_PARTS_H

#include "steerco/tui/widgets/matrix.h"

/* A level of an axis, rather than something that was not assessed. */
bool matrix_is_level(int64_t level);

/* The item as it is to be shown now: where it is being moved to. */
const MatrixItem *matrix_shown(const Matrix *matrix, size_t i);

/* Items that stand in no cell. */
int matrix_unassessed(const Matrix *matrix);

/* Where the parts of the grid lie on a canvas of so many columns and lines. */
typedef struct MatrixLayout {
    int left, top; /* of the first cell */
    int cell_width, cell_height;
    int padding; /* blank columns at the sides of a cell */
    bool words;  /* on the vertical axis */
    bool titled; /* a line above for the title of the vertical axis */
    bool levels, titles_below;
    bool framed; /* edges around, rules between columns */
    bool ruled;  /* rules between rows too */
} MatrixLayout;
MatrixLayout matrix_layout(int width, int height);

enum { MATRIX_WORDS = 12 }; /* columns of "5 very high " */
bool matrix_has_words_below(const MatrixLayout *layout);

/* The left column and the upper line of a level's cells, and the line below the lowest ones. */
int matrix_cell_x(const MatrixLayout *layout, int x);
int matrix_cell_y(const MatrixLayout *layout, int y);
int matrix_below(const MatrixLayout *layout);

/* What lies around the cells; over them the edges of the selected one; over all the names of the quadrants. */
void matrix_draw_frame(Canvas *canvas, const MatrixLayout *layout);
void matrix_draw_axes(const Matrix *matrix, Canvas *canvas, const MatrixLayout *layout);
void matrix_draw_focus(Canvas *canvas, const MatrixLayout *layout, const MatrixItem *item);
void matrix_draw_names(const Matrix *matrix, Canvas *canvas, const MatrixLayout *layout);

/* The cell of two levels with its items. */
void matrix_draw_cell(const Matrix *matrix, Canvas *canvas, const MatrixLayout *layout, int x, int y, Id selected,
                      bool focused);

#endif
