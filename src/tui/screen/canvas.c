/*
 * Text in cells. Everything that is drawn passes through put(), which clips and keeps both halves of wide characters
 * together; so whatever a pane asks for, the grid stays sound. Plain ASCII, which nearly all text is, takes a short
 * way.
 */
#include "steerco/tui/screen/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "steerco/base/memory.h"
#include "steerco/base/number.h"
#include "steerco/base/text.h"

enum { FORMATTED_SIZE = 1024 };

void canvas_init(Canvas *canvas, int width, int height, bool ascii)
{
    *canvas = (Canvas){.stride = width, .width = width, .height = height, .ascii = ascii};
    canvas->cells = memory_new((size_t)(width * height), sizeof *canvas->cells);
    canvas->cursor = memory_new(1, sizeof *canvas->cursor);
    canvas_clear(canvas);
}

void canvas_release(Canvas *canvas)
{
    free(canvas->cells);
    free(canvas->cursor);
    *canvas = (Canvas){0};
}

void canvas_clear(Canvas *canvas)
{
    canvas_fill(canvas, 0, 0, canvas->width, canvas->height, STYLE_TEXT, " ");
    canvas->cursor->x = canvas->cursor->y = -1;
    canvas->cursor->typing = false;
}

Canvas canvas_part(const Canvas *canvas, int x, int y, int width, int height)
{
    int left = number_limit(x, 0, canvas->width), top = number_limit(y, 0, canvas->height);
    Canvas part = *canvas;
    part.x += left;
    part.y += top;
    part.width = number_limit(x + width, left, canvas->width) - left;
    part.height = number_limit(y + height, top, canvas->height) - top;
    return part;
}

static Cell *cell_at(const Canvas *canvas, int x, int y)
{
    return canvas->cells + (size_t)(canvas->y + y) * (size_t)canvas->stride + (size_t)(canvas->x + x);
}

static void set_cell(Cell *cell, const char *text, size_t length, Style style)
{
    *cell = (Cell){.style = (uint8_t)style};
    memcpy(cell->text, text, length);
}

/* What is left of wide characters that [x, x + columns) overwrites by half. */
static void blank_halves(const Canvas *canvas, int x, int y, int columns)
{
    Cell *first = cell_at(canvas, x, y), *after = first + columns;
    if (first->text[0] == '\0' && canvas->x + x > 0)
        set_cell(first - 1, " ", 1, first[-1].style);
    if (canvas->x + x + columns < canvas->stride && after->text[0] == '\0')
        set_cell(after, " ", 1, after->style);
}

/* One grapheme. A wide one that would stick out is left out, and blanks take its place. */
static void put(Canvas *canvas, int x, int y, const char *text, size_t length, int columns, Style style)
{
    if (y < 0 || y >= canvas->height || x < 0 || x >= canvas->width || columns < 1)
        return;
    if (x + columns > canvas->width)
        columns = 1, text = " ", length = 1;
    blank_halves(canvas, x, y, columns);
    Cell *cell = cell_at(canvas, x, y);
    if (length >= sizeof cell->text)
        text = "?", length = 1;
    set_cell(cell, text, length, style);
    for (int i = 1; i < columns; i++)
        set_cell(cell + i, "", 0, style);
}

static bool is_plain(const char *text, size_t *length)
{
    size_t at = 0;
    while ((unsigned char)text[at] >= 0x20 && (unsigned char)text[at] < 0x7F)
        at++;
    *length = at;
    return text[at] == '\0';
}

/* Signs that lose more than their accents in ASCII. */
static const struct {
    const char *sign, *ascii;
} replacements[] = {
    {"—", "-"},  {"–", "-"},  {"−", "-"},   {"…", "..."}, {"·", "."},  {"•", "*"},   {"→", "->"}, {"←", "<-"},
    {"×", "x"},  {"✓", "x"},  {"±", "+-"},  {"≥", ">="},  {"≤", "<="}, {"Σ", "sum"}, {"‘", "'"},  {"’", "'"},
    {"“", "\""}, {"”", "\""}, {"€", "EUR"}, {"£", "GBP"}, {"ß", "ss"}, {"Ø", "O"},   {"ø", "o"},  {"Æ", "AE"},
    {"æ", "ae"}, {"Œ", "OE"}, {"œ", "oe"},  {"Ł", "L"},   {"ł", "l"},  {"Đ", "D"},   {"đ", "d"},  {"ı", "i"},
};

static void add_ascii_grapheme(const char *text, size_t length, Buffer *out)
{
    for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
        if (strlen(replacements[i].sign) == length && memcmp(text, replacements[i].sign, length) == 0) {
            buffer_add(out, replacements[i].ascii);
            return;
        }
    utf8proc_uint8_t *plain = NULL;
    utf8proc_ssize_t bytes = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &plain,
                                          UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
    size_t ascii = 0;
    bool representable = bytes > 0 && is_plain((const char *)plain, &ascii);
    buffer_add(out, representable ? (const char *)plain : "?");
    free(plain);
}

/* The nearest text that a terminal without Unicode can show. */
static void transliterate(Buffer *text)
{
    Buffer ascii = {0};
    const char *at = buffer_text(text);
    int columns;
    for (size_t length; (length = text_grapheme(at, &columns)) > 0; at += length)
        if (length == 1)
            buffer_add_char(&ascii, *at);
        else
            add_ascii_grapheme(at, length, &ascii);
    buffer_release(text);
    *text = ascii;
}

static void put_plain(Canvas *canvas, int x, int y, const char *text, size_t length, Style style)
{
    for (size_t i = 0; i < length; i++)
        put(canvas, x + (int)i, y, text + i, 1, 1, style);
}

static int put_safe(Canvas *canvas, int x, int y, const char *text, size_t length, Style style)
{
    int start = x, columns;
    for (const char *end = text + length; text < end; x += columns) {
        size_t bytes = text_grapheme(text, &columns);
        put(canvas, x, y, text, bytes, columns, style);
        text += bytes;
    }
    return x - start;
}

static void put_blanks(Canvas *canvas, int x, int y, int count, Style style)
{
    for (int i = 0; i < count; i++)
        put(canvas, x + i, y, " ", 1, 1, style);
}

static int draw_plain(Canvas *canvas, int x, int y, int width, Style style, const char *text, size_t length)
{
    if (length <= (size_t)width) {
        put_plain(canvas, x, y, text, length, style);
        return (int)length;
    }
    put_plain(canvas, x, y, text, (size_t)width - 1, style);
    canvas_glyph(canvas, x + width - 1, y, style, GLYPH_ELLIPSIS);
    return width;
}

static int draw_unicode(Canvas *canvas, int x, int y, int width, Style style, const char *safe)
{
    if (text_width(safe) <= width)
        return put_safe(canvas, x, y, safe, strlen(safe), style);
    int used;
    size_t length = text_fit(safe, width - 1, &used);
    put_safe(canvas, x, y, safe, length, style);
    canvas_glyph(canvas, x + used, y, style, GLYPH_ELLIPSIS);
    return used + 1;
}

int canvas_text_width(const Canvas *canvas, const char *text)
{
    Buffer safe = {0};
    text_safe(text, false, &safe);
    if (canvas->ascii)
        transliterate(&safe);
    int width = text_width(buffer_text(&safe));
    buffer_release(&safe);
    return width;
}

int canvas_text(Canvas *canvas, int x, int y, int width, Style style, const char *text)
{
    width = number_limit(width, 0, canvas->width - x);
    if (width <= 0 || y < 0 || y >= canvas->height)
        return 0;
    size_t length;
    int used;
    if (is_plain(text, &length)) {
        used = draw_plain(canvas, x, y, width, style, text, length);
    } else {
        Buffer safe = {0};
        text_safe(text, false, &safe);
        if (canvas->ascii)
            transliterate(&safe);
        used = draw_unicode(canvas, x, y, width, style, buffer_text(&safe));
        buffer_release(&safe);
    }
    put_blanks(canvas, x + used, y, width - used, style);
    return used;
}

int canvas_format(Canvas *canvas, int x, int y, int width, Style style, const char *format, ...)
{
    char text[FORMATTED_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return canvas_text(canvas, x, y, width, style, text);
}

void canvas_text_right(Canvas *canvas, int x, int y, int width, Style style, const char *text)
{
    int indent = number_limit(width - canvas_text_width(canvas, text), 0, width);
    put_blanks(canvas, x, y, indent, style);
    canvas_text(canvas, x + indent, y, width - indent, style, text);
}

size_t canvas_wrap(const char *safe, int width, size_t *skip)
{
    size_t end = strcspn(safe, "\n"), fits = text_fit(safe, width, NULL);
    *skip = safe[end] == '\n' && fits >= end;
    if (fits >= end)
        return end;
    for (size_t at = fits; at > 0; at--)
        if (safe[at] == ' ') {
            *skip = 1;
            return at;
        }
    int columns;
    return fits > 0 ? fits : text_grapheme(safe, &columns);
}

int canvas_paragraph(Canvas *canvas, int x, int y, int width, int height, Style style, const char *text)
{
    Buffer safe = {0};
    text_safe(text, true, &safe);
    int lines = 0;
    for (const char *at = buffer_text(&safe); *at && lines < height && width > 0; lines++) {
        size_t skip, length = canvas_wrap(at, width, &skip);
        bool cut = lines + 1 == height && at[length + skip];
        char line[FORMATTED_SIZE];
        snprintf(line, sizeof line, "%.*s", (int)length, at);
        int used = canvas_text(canvas, x, y + lines, width, style, line);
        if (cut && used > 0)
            canvas_glyph(canvas, x + (used < width ? used : width - 1), y + lines, style, GLYPH_ELLIPSIS);
        at += length + skip;
    }
    buffer_release(&safe);
    return lines;
}

int canvas_lines(Canvas *canvas, int y, Style style, const char *text)
{
    return y + canvas_paragraph(canvas, 0, y, canvas->width, canvas->height - y, style, text);
}

void canvas_glyph(Canvas *canvas, int x, int y, Style style, Glyph glyph)
{
    const char *text = glyph_text(glyph, canvas->ascii);
    put(canvas, x, y, text, strlen(text), 1, style);
}

void canvas_fill(Canvas *canvas, int x, int y, int width, int height, Style style, const char *text)
{
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
            put(canvas, x + column, y + row, text, strlen(text), 1, style);
}

void canvas_line(Canvas *canvas, int x, int y, int width, Style style)
{
    for (int column = 0; column < width; column++)
        canvas_glyph(canvas, x + column, y, style, GLYPH_HORIZONTAL);
}

Canvas canvas_frame(Canvas *canvas, Style style, const char *title)
{
    int right = canvas->width - 1, bottom = canvas->height - 1;
    canvas_line(canvas, 1, 0, right - 1, style);
    canvas_line(canvas, 1, bottom, right - 1, style);
    for (int y = 1; y < bottom; y++) {
        canvas_glyph(canvas, 0, y, style, GLYPH_VERTICAL);
        canvas_glyph(canvas, right, y, style, GLYPH_VERTICAL);
    }
    canvas_glyph(canvas, 0, 0, style, GLYPH_TOP_LEFT);
    canvas_glyph(canvas, right, 0, style, GLYPH_TOP_RIGHT);
    canvas_glyph(canvas, 0, bottom, style, GLYPH_BOTTOM_LEFT);
    canvas_glyph(canvas, right, bottom, style, GLYPH_BOTTOM_RIGHT);
    int room = number_limit(text_width(title) + 2, 0, right - 3);
    if (title[0] && room > 2)
        canvas_format(canvas, 2, 0, room, style == STYLE_FRAME_FOCUS ? STYLE_TITLE : style, " %s ", title);
    return canvas_part(canvas, 1, 1, canvas->width - 2, canvas->height - 2);
}

/* The part of [x, x + width) on line y that is on the canvas. */
static Cell *cells_in(Canvas *canvas, int x, int y, int *width)
{
    int left = number_limit(x, 0, canvas->width), right = number_limit(x + *width, left, canvas->width);
    *width = y >= 0 && y < canvas->height ? right - left : 0;
    return *width ? cell_at(canvas, left, y) : NULL;
}

void canvas_style(Canvas *canvas, int x, int y, int width, Style style)
{
    Cell *cells = cells_in(canvas, x, y, &width);
    for (int i = 0; i < width; i++)
        cells[i].style = (uint8_t)style;
}

void canvas_mark(Canvas *canvas, int x, int y, int width, bool focused)
{
    Cell *cells = cells_in(canvas, x, y, &width);
    for (int i = 0; i < width; i++)
        cells[i].marked = focused ? 1 : 2;
}

void canvas_cursor(Canvas *canvas, int x, int y, bool typing)
{
    canvas->cursor->x = canvas->x + number_limit(x, 0, canvas->width - 1);
    canvas->cursor->y = canvas->y + number_limit(y, 0, canvas->height - 1);
    canvas->cursor->typing = typing;
}

static void update_line(Canvas *shown, const Canvas *canvas, int y, CanvasPut *put_grapheme)
{
    Cell *old = cell_at(shown, 0, y);
    const Cell *new = cell_at(canvas, 0, y);
    if (memcmp(new, old, (size_t)shown->width * sizeof *new) == 0)
        return;
    for (int x = 0; x < shown->width; x++) {
        int columns = x + 1 < shown->width && new[x + 1].text[0] == '\0' ? 2 : 1;
        if (new[x].text[0] && memcmp(&new[x], &old[x], sizeof *new *(size_t)columns) != 0)
            put_grapheme(x, y, &new[x], columns);
    }
    memcpy(old, new, (size_t)shown->width * sizeof *new);
}

void canvas_update(Canvas *shown, const Canvas *canvas, CanvasPut *put_grapheme)
{
    for (int y = 0; y < shown->height; y++)
        update_line(shown, canvas, y, put_grapheme);
}

void canvas_print(const Canvas *canvas, Buffer *out)
{
    for (int y = 0; y < canvas->height; y++) {
        size_t end = out->length;
        for (int x = 0; x < canvas->width; x++) {
            const char *text = cell_at(canvas, x, y)->text;
            buffer_add(out, text);
            if (text[0] && !(text[0] == ' ' && text[1] == '\0'))
                end = out->length;
        }
        buffer_cut(out, end);
        buffer_add_char(out, '\n');
    }
}
