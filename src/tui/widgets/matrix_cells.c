/*
 * The cells of the grid: labels while there is room, then "+3", then the bare count; that of the selected item is the
 * last to go.
 */
#include "matrix_parts.h"
#include "steerco/base/text.h"

enum { SHOWN = 160 /* more labels than any cell has room for */ };

/* Words set one after the other into the lines of a cell, beside its letter in the first line. */
typedef struct Flow {
    int width, height, letter; /* columns that the letter takes at the end of the first line */
    int line, column;
} Flow;

/*
 * Between rules the letter stands at the end. Where cells touch it comes first ("H3") and a column at the end stays
 * free, so that each cell can be told from the next one without colours.
 */
static Flow flow_of(const MatrixLayout *l, bool lettered)
{
    Flow flow = {.width = l->cell_width, .height = l->cell_height};
    if (l->framed) {
        flow.letter = lettered ? 2 : 0;
        flow.width -= 2 * l->padding;
    } else {
        flow.width--;
        flow.column = !lettered ? 0 : l->cell_width < 6 ? 1 : 2;
    }
    return flow;
}

static bool flow_place(Flow *flow, int width, int *x, int *y)
{
    while (flow->line < flow->height) {
        int room = flow->width - (flow->line == 0 ? flow->letter : 0);
        if (flow->column + width <= room) {
            *x = flow->column;
            *y = flow->line;
            flow->column += width + 1;
            return true;
        }
        flow->line++;
        flow->column = 0;
    }
    return false;
}

/* What one cell holds: some of its labels, and how many items there are in all. */
typedef struct Content {
    const MatrixItem *items[SHOWN];
    int count, total;
} Content;

static void more_text(const Content *content, Buffer *out)
{
    if (content->count < content->total)
        buffer_format(out, content->count > 0 ? "+%d" : "%d", content->total - content->count);
}

static bool content_fits(const Content *content, Flow flow)
{
    int x, y;
    for (int i = 0; i < content->count; i++)
        if (!flow_place(&flow, text_width(content->items[i]->label), &x, &y))
            return false;
    Buffer more = {0};
    more_text(content, &more);
    bool fits = more.length == 0 || flow_place(&flow, (int)more.length, &x, &y);
    buffer_release(&more);
    return fits;
}

/* As many labels as there is room for, that of the selected item always among them. */
static Content content_of(const Matrix *matrix, int x, int y, Id selected, Flow flow)
{
    Content content = {0};
    const MatrixItem *wanted = NULL;
    for (size_t i = 0; i < matrix->items.count; i++) {
        const MatrixItem *item = matrix_shown(matrix, i);
        if (item->x != x || item->y != y)
            continue;
        if (content.count < SHOWN)
            content.items[content.count++] = item;
        else if (item->id == selected)
            wanted = item;
        content.total++;
    }
    while (content.count > 0 && !content_fits(&content, flow)) {
        const MatrixItem *left_out = content.items[--content.count];
        if (left_out->id == selected)
            wanted = left_out;
        if (wanted && content.count > 0) { /* in place of the last one */
            const MatrixItem *other = content.items[content.count - 1];
            content.items[content.count - 1] = wanted;
            wanted = other->id == selected ? other : NULL;
        }
    }
    return content;
}

static void draw_items(const Content *content, Canvas *cell, Style style, Flow flow, Id selected, bool focused)
{
    int x = 0, y = 0;
    for (int i = 0; i < content->count; i++) {
        const MatrixItem *item = content->items[i];
        int width = text_width(item->label);
        flow_place(&flow, width, &x, &y);
        canvas_text(cell, x, y, width, style, item->label);
        if (item->id != selected)
            continue;
        canvas_mark(cell, x, y, width, focused);
        if (focused)
            canvas_cursor(cell, x, y, false);
    }
    Buffer more = {0};
    more_text(content, &more);
    if (more.length > 0 && flow_place(&flow, (int)more.length, &x, &y))
        canvas_text(cell, x, y, (int)more.length, style, buffer_text(&more));
    buffer_release(&more);
}

void matrix_draw_cell(const Matrix *matrix, Canvas *canvas, const MatrixLayout *l, int x, int y, Id selected,
                      bool focused)
{
    Style style = matrix->look->style(x, y);
    char letter = matrix->look->letter ? matrix->look->letter(x, y) : '\0';
    Canvas cell = canvas_part(canvas, matrix_cell_x(l, x), matrix_cell_y(l, y), l->cell_width, l->cell_height);
    canvas_fill(&cell, 0, 0, l->cell_width, l->cell_height, style, " ");
    if (letter)
        canvas_format(&cell, l->framed ? l->cell_width - 1 - l->padding : 0, 0, 1, style, "%c", letter);
    Flow flow = flow_of(l, letter != '\0');
    Content content = content_of(matrix, x, y, selected, flow);
    Canvas inside = canvas_part(&cell, l->padding, 0, flow.width, l->cell_height);
    draw_items(&content, &inside, style, flow, selected, focused);
    const MatrixItem *item = matrix_find(matrix, selected);
    if (content.count == 0 && item && item->x == x && item->y == y) { /* it is behind the bare count */
        canvas_mark(&cell, flow.column, 0, 1, focused);
        if (focused)
            canvas_cursor(&cell, flow.column, 0, false);
    }
}
