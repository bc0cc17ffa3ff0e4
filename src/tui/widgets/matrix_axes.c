/*
 * What lies around the cells of the grid: edges and rules, titles and levels of the axes, names of the quadrants.
 */
#include "matrix_parts.h"
#include "steerco/base/number.h"
#include "steerco/base/text.h"

static const char *const level_words[] = {"", "very low", "low", "medium", "high", "very high"};

static void draw_rule(Canvas *canvas, const MatrixLayout *l, int line, int kind)
{
    static const Glyph joints[3][3] = {
        {GLYPH_TOP_LEFT, GLYPH_TEE_DOWN, GLYPH_TOP_RIGHT},
        {GLYPH_TEE_RIGHT, GLYPH_CROSS, GLYPH_TEE_LEFT},
        {GLYPH_BOTTOM_LEFT, GLYPH_TEE_UP, GLYPH_BOTTOM_RIGHT},
    };
    for (int x = 1; x <= MATRIX_LEVELS + 1; x++) {
        int at = matrix_cell_x(l, x) - 1;
        canvas_glyph(canvas, at, line, STYLE_FRAME, joints[kind][x == 1 ? 0 : x <= MATRIX_LEVELS ? 1 : 2]);
        if (x <= MATRIX_LEVELS)
            canvas_line(canvas, at + 1, line, l->cell_width, STYLE_FRAME);
    }
}

void matrix_draw_frame(Canvas *canvas, const MatrixLayout *l)
{
    for (int line = l->top; line < matrix_below(l); line++)
        for (int x = 1; x <= MATRIX_LEVELS + 1; x++)
            canvas_glyph(canvas, matrix_cell_x(l, x) - 1, line, STYLE_FRAME, GLYPH_VERTICAL);
    draw_rule(canvas, l, l->top - 1, 0);
    for (int y = 1; l->ruled && y < MATRIX_LEVELS; y++)
        draw_rule(canvas, l, matrix_cell_y(l, y) - 1, 1);
    draw_rule(canvas, l, matrix_below(l), 2);
}

/* The edges of the selected cell. */
void matrix_draw_focus(Canvas *canvas, const MatrixLayout *l, const MatrixItem *item)
{
    int x = matrix_cell_x(l, item->x) - 1, y = matrix_cell_y(l, item->y);
    bool above = l->ruled || item->y == MATRIX_LEVELS, below = l->ruled || item->y == 1;
    for (int line = y - above; line < y + l->cell_height + below; line++) {
        canvas_style(canvas, x, line, 1, STYLE_FRAME_FOCUS);
        canvas_style(canvas, x + l->cell_width + 1, line, 1, STYLE_FRAME_FOCUS);
    }
    if (above)
        canvas_style(canvas, x, y - 1, l->cell_width + 2, STYLE_FRAME_FOCUS);
    if (below)
        canvas_style(canvas, x, y + l->cell_height, l->cell_width + 2, STYLE_FRAME_FOCUS);
}

/*
 * The names of the quadrants that row `y` of cells runs through, on a line beside the cells. A name that is too long by
 * one takes the corner before it.
 */
static void draw_quadrants(const Matrix *matrix, Canvas *canvas, const MatrixLayout *l, int y, int line)
{
    for (int x = 1, end; x <= MATRIX_LEVELS; x = end) {
        const char *name = matrix->look->quadrant(x, y);
        for (end = x + 1; end <= MATRIX_LEVELS && text_equal(matrix->look->quadrant(end, y), name); end++)
            ;
        int width = text_width(name), room = matrix_cell_x(l, end) - matrix_cell_x(l, x) - 1;
        int indent = number_limit(room - width, -1, l->framed);
        canvas_text(canvas, matrix_cell_x(l, x) + indent, line, number_limit(width, 0, room - indent), STYLE_STRONG,
                    name);
    }
}

static void centre(Canvas *canvas, int x, int y, int width, Style style, const char *text)
{
    int used = text_width(text);
    int indent = used < width ? (width - used) / 2 : 0;
    canvas_text(canvas, x + indent, y, width - indent, style, text);
}

static void draw_levels(Canvas *canvas, const MatrixLayout *l)
{
    int line = matrix_below(l) + l->framed;
    for (int level = 1; level <= MATRIX_LEVELS; level++) {
        int y = matrix_cell_y(l, level) + (l->cell_height - 1) / 2;
        canvas_format(canvas, 0, y, l->left - 1, STYLE_DIM, l->words ? "%d %s" : "%d", level, level_words[level]);
        if (!l->levels)
            continue;
        Buffer text = {0};
        buffer_format(&text, matrix_has_words_below(l) ? "%d %s" : "%d", level, level_words[level]);
        centre(canvas, matrix_cell_x(l, level), line, l->cell_width, STYLE_DIM, buffer_text(&text));
        buffer_release(&text);
    }
}

/* "very low   Impact   very high" */
static void draw_title_below(const Matrix *matrix, Canvas *canvas, const MatrixLayout *l)
{
    int line = matrix_below(l) + l->framed + l->levels;
    int from = matrix_cell_x(l, 1), width = matrix_cell_x(l, MATRIX_LEVELS) + l->cell_width - from;
    const char *title = matrix->look->x_title, *low = level_words[1], *high = level_words[MATRIX_LEVELS];
    centre(canvas, from, line, width, STYLE_STRONG, title);
    if (matrix_has_words_below(l) || width < text_width(title) + 2 * MATRIX_WORDS)
        return;
    canvas_text(canvas, from, line, text_width(low), STYLE_DIM, low);
    canvas_text(canvas, from + width - text_width(high), line, text_width(high), STYLE_DIM, high);
}

/* At the end of the line above the grid; the columns taken. */
static int draw_unassessed(const Matrix *matrix, Canvas *canvas)
{
    int count = matrix_unassessed(matrix);
    if (count == 0)
        return 0;
    Buffer text = {0};
    buffer_format(&text, "%d not assessed", count);
    int width = text_width(buffer_text(&text));
    canvas_text(canvas, canvas->width - width, 0, width, STYLE_WARNING, buffer_text(&text));
    buffer_release(&text);
    return width + 1;
}

/* Without a frame the names of quadrants take the lines of the titles. */
void matrix_draw_names(const Matrix *matrix, Canvas *canvas, const MatrixLayout *l)
{
    if (!matrix->look->quadrant)
        return;
    if (l->titled && (l->framed || matrix_unassessed(matrix) == 0))
        draw_quadrants(matrix, canvas, l, MATRIX_LEVELS, l->top - 1);
    if (l->titles_below)
        draw_quadrants(matrix, canvas, l, 1, matrix_below(l) + (l->framed ? 0 : l->levels));
}

void matrix_draw_axes(const Matrix *matrix, Canvas *canvas, const MatrixLayout *l)
{
    bool titles = l->framed || !matrix->look->quadrant;
    int taken = l->titled ? draw_unassessed(matrix, canvas) : 0;
    if (l->titled && titles) {
        canvas_glyph(canvas, 0, 0, STYLE_STRONG, GLYPH_UP);
        canvas_text(canvas, 2, 0, canvas->width - taken - 2, STYLE_STRONG, matrix->look->y_title);
    }
    draw_levels(canvas, l);
    if (l->titles_below && titles)
        draw_title_below(matrix, canvas, l);
}
