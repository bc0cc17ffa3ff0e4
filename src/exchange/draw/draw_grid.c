/*
 * A grid: cells in their tone and pattern, what lies in them, the list beside them.
 */
#include "steerco/base/text.h"
#include "svg.h"

enum { LEFT = 80, TOP = 260, FOOT = 160, KEYS_Y = 215 };

/* Where the cells lie. */
typedef struct Layout {
    int x, y, width, height; /* of the first cell, and of each */
    int list_x;              /* 0 = there is no list */
} Layout;

static Layout layout_of(const GridChart *grid)
{
    enum { SQUARE = 250, SQUARE_HEIGHT = 290, NAMES = 480, ROW = 52, WIDEST = 150 };
    if (grid->square)
        return (Layout){LEFT + 120, TOP, SQUARE, SQUARE_HEIGHT, LEFT + 120 + SQUARE * grid->columns + 80};
    int width = (DRAW_WIDTH - 2 * LEFT - NAMES) / (grid->columns > 0 ? grid->columns : 1);
    return (Layout){LEFT + NAMES, TOP + ROW, width < WIDEST ? width : WIDEST, ROW, 0};
}

static int draw_keys(const Svg *svg, const GridChart *grid)
{
    int x = LEFT;
    for (size_t i = 0; i < grid->keys.count; i++) {
        const ChartKey *key = &grid->keys.items[i];
        svg_tone(svg, x, KEYS_Y - 30, 56, 36, key->tone);
        svg_text(svg, x + 28, KEYS_Y - 2, SVG_MIDDLE, FONT_SMALL, 56, key->letter);
        svg_text(svg, x + 70, KEYS_Y, SVG_START, FONT_SMALL, DRAW_WIDTH, key->text);
        x += 70 + svg_text_width(FONT_SMALL, key->text) + 44;
    }
    return x;
}

/* As many texts as there is room for, line by line; then how many more there are. */
static void draw_texts(const Svg *svg, const GridCell *cell, int x, int y, int width, int height)
{
    enum { LINE = 40, GAP = 16, PAD = 14 };
    int at = x + PAD, line = y + 72;
    Buffer more = {0};
    for (size_t i = 0; i < cell->texts.count; i++) {
        const char *text = cell->texts.items[i];
        int needed = svg_text_width(FONT_TEXT, text);
        if (at > x + PAD && at + needed > x + width - PAD) {
            at = x + PAD;
            line += LINE;
        }
        bool last = i + 1 == cell->texts.count, full = line + LINE > y + height - 10;
        if (line > y + height - 10 || (full && !last && at + needed > x + width - 100)) {
            buffer_format(&more, "+%zu", cell->texts.count - i);
            svg_text(svg, at, line > y + height - 10 ? line - LINE : line, SVG_START, FONT_STRONG, width,
                     buffer_text(&more));
            break;
        }
        svg_text(svg, at, line, SVG_START, FONT_CODE, width - 2 * PAD, text);
        at += needed + GAP;
    }
    buffer_release(&more);
}

static void draw_cell(const Svg *svg, const GridChart *grid, const Layout *at, int row, int column)
{
    const GridCell *cell = grid_chart_cell(grid, row, column);
    int x = at->x + column * at->width, y = at->y + row * at->height;
    svg_tone(svg, x, y, at->width, at->height, cell->tone);
    if (grid->square) {
        svg_text(svg, x + at->width - 12, y + 34, SVG_END, FONT_LABEL, at->width, cell->letter);
        draw_texts(svg, cell, x, y, at->width, at->height);
    } else if (cell->texts.count > 0) {
        svg_text(svg, x + at->width / 2, y + 36, SVG_MIDDLE, FONT_FIGURE, at->width, cell->texts.items[0]);
    }
}

static void draw_names(const Svg *svg, const GridChart *grid, const Layout *at)
{
    int bottom = at->y + grid->rows * at->height;
    for (int row = 0; row < grid->rows; row++) {
        int y = at->y + row * at->height + at->height / 2 + 10;
        if (grid->square)
            svg_text(svg, at->x - 16, y, SVG_END, FONT_TEXT, at->x - LEFT, grid->row_names[row]);
        else
            svg_text(svg, LEFT, y, SVG_START, FONT_TEXT, at->x - LEFT - 16, grid->row_names[row]);
    }
    for (int column = 0; column < grid->columns; column++) {
        int x = at->x + column * at->width + at->width / 2;
        svg_text(svg, x, grid->square ? bottom + 40 : at->y - 14, SVG_MIDDLE, grid->square ? FONT_TEXT : FONT_SMALL,
                 at->width, grid->column_names[column]);
    }
    if (!grid->square)
        return;
    svg_text(svg, at->x + grid->columns * at->width / 2, bottom + 90, SVG_MIDDLE, FONT_STRONG, DRAW_WIDTH,
             grid->x_title);
    buffer_format(svg->out, "<g transform=\"translate(%d %d) rotate(-90)\">\n", LEFT + 30,
                  at->y + grid->rows * at->height / 2);
    svg_text(svg, 0, 0, SVG_MIDDLE, FONT_STRONG, DRAW_WIDTH, grid->y_title);
    buffer_add(svg->out, "</g>\n");
}

static void draw_list(const Svg *svg, const GridChart *grid, const Layout *at)
{
    enum { LINE = 42, CODE = 150, VALUE = 120 };
    int right = DRAW_WIDTH - LEFT, room = (DRAW_HEIGHT - TOP - FOOT) / LINE;
    Buffer more = {0};
    for (size_t i = 0; i < grid->items.count; i++) {
        const GridItem *item = &grid->items.items[i];
        int y = TOP + 30 + (int)i * LINE;
        if ((int)i == room - 1 && i + 1 < grid->items.count) {
            buffer_format(&more, "… and %zu more", grid->items.count - i);
            svg_text(svg, at->list_x, y, SVG_START, FONT_DIM, DRAW_WIDTH, buffer_text(&more));
            break;
        }
        svg_text(svg, at->list_x, y, SVG_START, FONT_STRONG, CODE, item->code);
        svg_text(svg, at->list_x + CODE, y, SVG_START, FONT_TEXT, right - at->list_x - CODE - VALUE, item->text);
        svg_text(svg, right, y, SVG_END, FONT_TEXT, VALUE, item->value);
    }
    buffer_release(&more);
}

void draw_grid(const GridChart *grid, const DrawLook *look, Buffer *out)
{
    const Layout at = layout_of(grid);
    int height = svg_height(look, (grid->empty ? TOP : at.y + grid->rows * at.height) + FOOT);
    Svg svg = svg_begin(look, DRAW_WIDTH, height, grid->title, grid->subtitle, out);
    svg_heading(&svg, grid->title, grid->subtitle);
    if (grid->empty) {
        svg_text(&svg, LEFT, TOP, SVG_START, FONT_TEXT, DRAW_WIDTH - 2 * LEFT, grid->empty);
    } else {
        draw_keys(&svg, grid);
        for (int row = 0; row < grid->rows; row++)
            for (int column = 0; column < grid->columns; column++)
                draw_cell(&svg, grid, &at, row, column);
        draw_names(&svg, grid, &at);
        if (at.list_x)
            draw_list(&svg, grid, &at);
        svg_text(&svg, LEFT, at.y + grid->rows * at.height + (grid->square ? 150 : 60), SVG_START, FONT_DIM,
                 DRAW_WIDTH - 2 * LEFT, grid->note);
    }
    svg_end(&svg);
}
