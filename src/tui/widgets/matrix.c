/*
 * The grid behind the risk matrix and the power/interest grid: its records, and the order in which it is drawn.
 */
#include "matrix_parts.h"
#include "steerco/base/text.h"

void matrix_release(Matrix *matrix)
{
    array_release(&matrix->items);
}

void matrix_clear(Matrix *matrix)
{
    matrix->items.count = 0;
}

bool matrix_is_level(int64_t level)
{
    return level >= 1 && level <= MATRIX_LEVELS;
}

static void set_label(MatrixItem *item, const char *text)
{
    Buffer safe = {0};
    text_safe(text, false, &safe);
    const char *from = buffer_text(&safe);
    size_t length = 0, next;
    int columns;
    while ((next = text_grapheme(from + length, &columns)) > 0 && length + next < sizeof item->label)
        length += next;
    memcpy(item->label, from, length);
    item->label[length] = '\0';
    buffer_release(&safe);
}

void matrix_add(Matrix *matrix, Id id, int64_t x, int64_t y, const char *label)
{
    bool assessed = matrix_is_level(x) && matrix_is_level(y);
    MatrixItem item = {.id = id, .x = assessed ? (int)x : 0, .y = assessed ? (int)y : 0};
    set_label(&item, label);
    array_push(&matrix->items, item);
}

const MatrixItem *matrix_shown(const Matrix *matrix, size_t i)
{
    const MatrixItem *item = &matrix->items.items[i];
    return item->id == matrix->moving.id ? &matrix->moving : item;
}

const MatrixItem *matrix_find(const Matrix *matrix, Id id)
{
    for (size_t i = 0; i < matrix->items.count; i++)
        if (matrix->items.items[i].id == id)
            return matrix_shown(matrix, i);
    return NULL;
}

int matrix_unassessed(const Matrix *matrix)
{
    int count = 0;
    for (size_t i = 0; i < matrix->items.count; i++)
        count += matrix_shown(matrix, i)->x == 0;
    return count;
}

void matrix_draw(const Matrix *matrix, Canvas *canvas, Id selected, bool focused)
{
    MatrixLayout l = matrix_layout(canvas->width, canvas->height);
    if (l.framed)
        matrix_draw_frame(canvas, &l);
    matrix_draw_axes(matrix, canvas, &l);
    const MatrixItem *item = matrix_find(matrix, selected);
    if (focused && (!item || item->x == 0))
        canvas_cursor(canvas, 0, 0, false);
    for (int y = MATRIX_LEVELS; y >= 1; y--)
        for (int x = 1; x <= MATRIX_LEVELS; x++)
            matrix_draw_cell(matrix, canvas, &l, x, y, selected, focused);
    if (l.framed && item && item->x > 0)
        matrix_draw_focus(canvas, &l, item);
    matrix_draw_names(matrix, canvas, &l);
}
