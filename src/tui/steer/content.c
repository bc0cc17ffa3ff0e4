/*
 * A page as a table of few large rows: lines between them while there is room, the last columns left out where there is
 * none.
 */
#include "steer_parts.h"
#include "steerco/base/text.h"

enum { LEAST_REST = 24, GAP = 2, MOST_ROWS = 10000, MOST_LINES = 3 };

static Style style_of(ContentMark mark)
{
    static const Style styles[] = {
        [MARK_NONE] = STYLE_TEXT,      [MARK_STRONG] = STYLE_STRONG,          [MARK_DONE] = STYLE_DIM,
        [MARK_BAD] = STYLE_BAD,        [MARK_LOW] = STYLE_BAND_LOW,           [MARK_MEDIUM] = STYLE_BAND_MEDIUM,
        [MARK_HIGH] = STYLE_BAND_HIGH, [MARK_CRITICAL] = STYLE_BAND_CRITICAL,
    };
    return styles[mark];
}

/* How many of the columns there is room for, and how wide the one is that takes the rest. */
static int fit_columns(const Content *content, int width, int *rest)
{
    int count = content_columns(content), fixed = 0;
    for (int i = 0; i < count; i++)
        fixed += content->columns[i].width + (i > 0 ? GAP : 0);
    while (count > 1 && width - fixed < LEAST_REST && content->columns[count - 1].width > 0)
        fixed -= content->columns[--count].width + GAP;
    *rest = width - fixed > 0 ? width - fixed : 0;
    return count;
}

/* On one line; where there are more for a row, the column that takes the rest goes on in them. */
static void draw_row(const Content *content, Canvas *canvas, int y, int lines, const ContentRow *row, Style style)
{
    int rest, count = fit_columns(content, canvas->width, &rest), x = 0;
    for (int i = 0; i < count; i++) {
        const ContentColumn *column = &content->columns[i];
        int width = column->width ? column->width : rest;
        const char *cell = row->cells[i] ? row->cells[i] : "";
        Style own = row->accent && row->accented == i ? style_of(row->accent) : style;
        if (!column->width && lines > 1)
            canvas_paragraph(canvas, x, y, width, lines, own, cell);
        else if (column->right)
            canvas_text_right(canvas, x, y, width, own, cell);
        else
            canvas_text(canvas, x, y, width, own, cell);
        x += width + GAP;
    }
}

static int draw_headlines(const Content *content, Canvas *canvas)
{
    int y = 0;
    for (int i = 0; i < CONTENT_HEADLINES && content->headlines[i]; i++)
        y += canvas_paragraph(canvas, 0, y, canvas->width, canvas->height - y, STYLE_STRONG, content->headlines[i]);
    return y > 0 ? y + 1 : 0;
}

static int draw_titles(const Content *content, Canvas *canvas, int y)
{
    ContentRow titles = {0};
    bool any = false;
    for (int i = 0; i < content_columns(content); i++) {
        titles.cells[i] = content->columns[i].title;
        any = any || *titles.cells[i];
    }
    if (any)
        draw_row(content, canvas, y, 1, &titles, STYLE_HEADER);
    return any ? y + 1 : y;
}

void steer_draw_content(const Content *content, Canvas *canvas, size_t selected, size_t *top)
{
    int y = draw_headlines(content, canvas);
    if (content->rows.count == 0) {
        canvas_paragraph(canvas, 0, y, canvas->width, canvas->height - y, STYLE_TEXT,
                         content->empty ? content->empty : "");
        canvas_cursor(canvas, 0, y, false);
        return;
    }
    y = draw_titles(content, canvas, y);
    int step = (canvas->height - y) / (int)(content->rows.count < MOST_ROWS ? content->rows.count : MOST_ROWS);
    step = step < 1 ? 1 : step > MOST_LINES ? MOST_LINES : step;
    int height = (canvas->height - y) / step;
    overlay_scroll(selected, content->rows.count, height, top);
    for (size_t i = *top; i < content->rows.count && (int)(i - *top) < height; i++) {
        const ContentRow *row = &content->rows.items[i];
        int line = y + (int)(i - *top) * step;
        draw_row(content, canvas, line, step, row, style_of(row->mark));
        if (i != selected)
            continue;
        canvas_cursor(canvas, 0, line, false);
        if (row->entity)
            canvas_mark(canvas, 0, line, canvas->width, true);
    }
    size_t below = content->rows.count - *top - (size_t)height;
    if (content->rows.count > *top + (size_t)height && below > 0)
        canvas_format(canvas, canvas->width - 12, canvas->height - 1, 12, STYLE_DIM, "%s %zu more",
                      glyph_text(GLYPH_DOWN, canvas->ascii), below);
}
