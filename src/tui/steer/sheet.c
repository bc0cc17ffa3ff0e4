/*
 * A page as a table of few large rows: a blank line between them while there is room, the last columns left out where
 * there is none.
 */
#include <stdarg.h>
#include <stdio.h>

#include "steer_parts.h"
#include "steerco/base/text.h"

enum { LEAST_REST = 24, GAP = 2 };

SteerRow *steer_add_row(SteerSheet *sheet, const Entity *entity, Id id)
{
    array_push(&sheet->rows, (SteerRow){.entity = entity, .id = id});
    return &sheet->rows.items[sheet->rows.count - 1];
}

const char *steer_keep(SteerSheet *sheet, Buffer *text)
{
    const char *kept = arena_text(&sheet->texts, buffer_text(text));
    buffer_clear(text);
    return kept;
}

const char *steer_word(SteerSheet *sheet, const char *format, ...)
{
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return arena_text(&sheet->texts, text);
}

void steer_sheet_release(SteerSheet *sheet)
{
    array_release(&sheet->rows);
    arena_release(&sheet->texts);
    *sheet = (SteerSheet){0};
}

/* How many of the columns there is room for, and how wide the one is that takes the rest. */
static int fit_columns(const SteerSheet *sheet, int width, int *rest)
{
    int count = 0, fixed = 0;
    while (count < STEER_CELLS && sheet->columns[count].title)
        fixed += sheet->columns[count].width + (count > 0 ? GAP : 0), count++;
    while (count > 1 && width - fixed < LEAST_REST && sheet->columns[count - 1].width > 0)
        fixed -= sheet->columns[--count].width + GAP;
    *rest = width - fixed > 0 ? width - fixed : 0;
    return count;
}

static void draw_cells(const SteerSheet *sheet, Canvas *canvas, int y, Style style, const char *const *cells)
{
    int rest, count = fit_columns(sheet, canvas->width, &rest), x = 0;
    for (int i = 0; i < count; i++) {
        const SteerColumn *column = &sheet->columns[i];
        int width = column->width ? column->width : rest;
        const char *cell = cells[i] ? cells[i] : "";
        if (column->right)
            canvas_text_right(canvas, x, y, width, style, cell);
        else
            canvas_text(canvas, x, y, width, style, cell);
        x += width + GAP;
    }
}

static int draw_headlines(const SteerSheet *sheet, Canvas *canvas)
{
    int y = 0;
    for (int i = 0; i < STEER_HEADLINES && sheet->headlines[i]; i++)
        y += canvas_paragraph(canvas, 0, y, canvas->width, canvas->height - y,
                              sheet->headline_style ? sheet->headline_style : STYLE_STRONG, sheet->headlines[i]);
    return y > 0 ? y + 1 : 0;
}

static int draw_titles(const SteerSheet *sheet, Canvas *canvas, int y)
{
    const char *titles[STEER_CELLS] = {0};
    bool any = false;
    for (int i = 0; i < STEER_CELLS && sheet->columns[i].title; i++) {
        titles[i] = sheet->columns[i].title;
        any = any || *titles[i];
    }
    if (any)
        draw_cells(sheet, canvas, y, STYLE_HEADER, titles);
    return any ? y + 1 : y;
}

void steer_draw_sheet(const SteerSheet *sheet, Canvas *canvas, size_t selected, size_t *top)
{
    int y = draw_headlines(sheet, canvas);
    if (sheet->rows.count == 0) {
        canvas_paragraph(canvas, 0, y, canvas->width, canvas->height - y, STYLE_TEXT, sheet->empty);
        canvas_cursor(canvas, 0, y, false);
        return;
    }
    y = draw_titles(sheet, canvas, y);
    int step = (int)sheet->rows.count * 2 <= canvas->height - y ? 2 : 1;
    int height = (canvas->height - y) / step;
    overlay_scroll(selected, sheet->rows.count, height, top);
    for (size_t i = *top; i < sheet->rows.count && (int)(i - *top) < height; i++) {
        const SteerRow *row = &sheet->rows.items[i];
        int line = y + (int)(i - *top) * step;
        draw_cells(sheet, canvas, line, row->style, row->cells);
        if (i != selected)
            continue;
        canvas_cursor(canvas, 0, line, false);
        if (row->entity)
            canvas_mark(canvas, 0, line, canvas->width, true);
    }
    size_t below = sheet->rows.count - *top - (size_t)height;
    if (sheet->rows.count > *top + (size_t)height && below > 0)
        canvas_format(canvas, canvas->width - 12, canvas->height - 1, 12, STYLE_DIM, "%s %zu more",
                      glyph_text(GLYPH_DOWN, canvas->ascii), below);
}
