/*
 * Walking in the grid by keys: from record to record, and from cell to cell with a record.
 */
#include "matrix_parts.h"

enum { MIDDLE = 3 };

typedef struct Way {
    int x, y;
} Way;

static bool way_of(Key key, Way *way)
{
    switch (key & ~(Key)(KEY_SHIFT | KEY_CONTROL | KEY_ALT)) {
    case KEY_ARROW_LEFT:
    case 'h':
        *way = (Way){-1, 0};
        return true;
    case KEY_ARROW_RIGHT:
    case 'l':
        *way = (Way){1, 0};
        return true;
    case KEY_ARROW_UP:
    case 'k':
        *way = (Way){0, 1};
        return true;
    case KEY_ARROW_DOWN:
    case 'j':
        *way = (Way){0, -1};
        return true;
    default:
        return false;
    }
}

/* The item before or after `from` in the same cell, or null. */
static const MatrixItem *neighbour(const Matrix *matrix, const MatrixItem *from, int step)
{
    const MatrixItem *before = NULL;
    bool passed = false;
    for (size_t i = 0; i < matrix->items.count; i++) {
        const MatrixItem *item = matrix_shown(matrix, i);
        if (item->x != from->x || item->y != from->y)
            continue;
        if (item->id == from->id) {
            if (step < 0)
                return before;
            passed = true;
        } else if (passed) {
            return item;
        }
        before = item;
    }
    return NULL;
}

/* What lies straight ahead comes before what lies aside; going left ends on the last item of a cell. */
static const MatrixItem *nearest(const Matrix *matrix, const MatrixItem *from, Way way)
{
    const MatrixItem *best = NULL;
    int best_cost = 0;
    for (size_t i = 0; i < matrix->items.count; i++) {
        const MatrixItem *item = matrix_shown(matrix, i);
        int dx = item->x - from->x, dy = item->y - from->y;
        int ahead = dx * way.x + dy * way.y, aside = abs(dx * way.y) + abs(dy * way.x);
        if (item->x == 0 || ahead <= 0)
            continue;
        int cost = ahead + 2 * aside;
        if (!best || cost < best_cost || (cost == best_cost && way.x < 0)) {
            best = item;
            best_cost = cost;
        }
    }
    return best;
}

static const MatrixItem *first_assessed(const Matrix *matrix)
{
    for (size_t i = 0; i < matrix->items.count; i++)
        if (matrix_shown(matrix, i)->x > 0)
            return matrix_shown(matrix, i);
    return NULL;
}

bool matrix_key(const Matrix *matrix, Key key, Id *selected)
{
    Way way;
    if (key & (KEY_SHIFT | KEY_CONTROL | KEY_ALT) || !way_of(key, &way))
        return false;
    const MatrixItem *from = matrix_find(matrix, *selected), *to = NULL;
    if (!from || from->x == 0)
        to = first_assessed(matrix);
    else if (way.x != 0)
        to = neighbour(matrix, from, way.x);
    if (!to && from && from->x > 0)
        to = nearest(matrix, from, way);
    if (to)
        *selected = to->id;
    return true;
}

bool matrix_step(Key key, int *x, int *y)
{
    Way way;
    if (!way_of(key, &way))
        return false;
    if (!matrix_is_level(*x) || !matrix_is_level(*y)) {
        *x = *y = MIDDLE;
        return true;
    }
    if (!matrix_is_level(*x + way.x) || !matrix_is_level(*y + way.y))
        return false;
    *x += way.x;
    *y += way.y;
    return true;
}
