/*
 * Where the parts of the grid lie, from nothing but the size of the canvas: axis titles, level words, a frame and rules
 * go first when room is short, then labels become counts; the cells themselves stay.
 */
#include "matrix_parts.h"
#include "steerco/base/number.h"

enum {
    ROOM_FOR_WORDS = 70, /* columns from which the vertical axis has words */
    ROOM_FOR_PADDING = 9,
    CELL_COLUMNS = 24, /* at the most: wider or higher ones would tell no more */
    CELL_LINES = 16,
};

MatrixLayout matrix_layout(int width, int height)
{
    MatrixLayout l = {.words = width >= ROOM_FOR_WORDS, .titled = height >= 7, .levels = height >= 6};
    l.titles_below = height >= 9;
    l.left = l.words ? MATRIX_WORDS : 2;
    int columns = width - l.left, rows = height - l.titled - l.levels - l.titles_below;
    l.framed = columns >= 26 && rows >= 7;
    l.ruled = l.framed && rows >= 16;
    l.cell_width = number_limit((columns - 6 * l.framed) / MATRIX_LEVELS, 3, CELL_COLUMNS);
    l.cell_height = number_limit((rows - 2 * l.framed - 4 * l.ruled) / MATRIX_LEVELS, 1, CELL_LINES);
    l.padding = l.framed && l.cell_width >= ROOM_FOR_PADDING && l.cell_height > 1;
    l.left += l.framed;
    l.top = l.titled + l.framed;
    return l;
}

void matrix_fit(int *width, int *height)
{
    MatrixLayout l = matrix_layout(*width, *height);
    int across = l.left + MATRIX_LEVELS * (l.cell_width + l.framed);
    int down = l.top + MATRIX_LEVELS * l.cell_height + 4 * l.ruled + l.framed + l.levels + l.titles_below;
    *width = across < *width ? across : *width;
    *height = down < *height ? down : *height;
}

int matrix_cell_x(const MatrixLayout *l, int x)
{
    return l->left + (x - 1) * (l->cell_width + l->framed);
}

int matrix_cell_y(const MatrixLayout *l, int y)
{
    return l->top + (MATRIX_LEVELS - y) * (l->cell_height + l->ruled);
}

int matrix_below(const MatrixLayout *l)
{
    return matrix_cell_y(l, 1) + l->cell_height;
}

bool matrix_has_words_below(const MatrixLayout *l)
{
    return l->cell_width >= MATRIX_WORDS - 1;
}
