/*
 * A grid of cells to draw on.
 *
 * Panes draw here and know nothing of terminals: drawing is pure, every screen can be tested as text, and `steerco
 * show` prints it. Texts are made safe (text_safe) and clipped while they are drawn, so no stored text can leave its
 * place. Looks are named by what they mean (Style); theme.c decides what that is on a given terminal. Because
 * colour alone never carries meaning, whoever picks a Style also draws a letter, a shape or a word.
 */
#ifndef STEERCO_TUI_SCREEN_CANVAS_H
#define STEERCO_TUI_SCREEN_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "steerco/base/buffer.h"

typedef enum Style {
    STYLE_TEXT,
    STYLE_DIM,    /* secondary: hints, weekends, what is not in focus */
    STYLE_STRONG, /* summary tasks, totals */
    STYLE_TITLE,  /* name of a pane */
    STYLE_FRAME,
    STYLE_FRAME_FOCUS,
    STYLE_HEADER, /* above columns */
    STYLE_KEY,    /* a key in the key bar and in help */
    STYLE_HINT,   /* what the key does */
    STYLE_STATUS, /* the line at the top and the message line */
    STYLE_INPUT,  /* text being typed */
    STYLE_GOOD,
    STYLE_WARNING,
    STYLE_BAD,
    STYLE_BAR, /* Gantt: an ordinary task */
    STYLE_BAR_CRITICAL,
    STYLE_BAR_DONE,
    STYLE_BAR_SUMMARY,
    STYLE_MILESTONE,
    STYLE_TODAY,
    STYLE_BAND_LOW, /* cells of a matrix */
    STYLE_BAND_MEDIUM,
    STYLE_BAND_HIGH,
    STYLE_BAND_CRITICAL,
    STYLE_COUNT
} Style;

/* Shapes with a form in Unicode and one in ASCII. All are one column wide. */
typedef enum Glyph {
    GLYPH_HORIZONTAL,
    GLYPH_VERTICAL,
    GLYPH_TOP_LEFT,
    GLYPH_TOP_RIGHT,
    GLYPH_BOTTOM_LEFT,
    GLYPH_BOTTOM_RIGHT,
    GLYPH_TEE_DOWN,
    GLYPH_TEE_UP,
    GLYPH_TEE_RIGHT,
    GLYPH_TEE_LEFT,
    GLYPH_CROSS,
    GLYPH_OPEN,     /* unfolded summary */
    GLYPH_CLOSED,   /* folded summary */
    GLYPH_BAR,      /* full block */
    GLYPH_BAR_NEAR, /* nearly critical: of a height between the two */
    GLYPH_BAR_CRITICAL,
    GLYPH_BAR_DONE,
    GLYPH_BAR_LEFT_HALF, /* of an ordinary bar, which is low */
    GLYPH_BAR_RIGHT_HALF,
    GLYPH_EIGHTH_1, /* a cell filled from the left by eighths */
    GLYPH_EIGHTH_2,
    GLYPH_EIGHTH_3,
    GLYPH_EIGHTH_4,
    GLYPH_EIGHTH_5,
    GLYPH_EIGHTH_6,
    GLYPH_EIGHTH_7,
    GLYPH_RIGHT_EIGHTH, /* … and from the right */
    GLYPH_RIGHT_HALF,
    GLYPH_BAR_SUMMARY,
    GLYPH_BAR_SUMMARY_END, /* the left and right end of its bracket */
    GLYPH_SLACK,
    GLYPH_BASELINE, /* a thin bar above the ordinary one */
    GLYPH_MILESTONE,
    GLYPH_MILESTONE_CRITICAL,
    GLYPH_TODAY,
    GLYPH_SHADE, /* non-working time */
    GLYPH_DOT,
    GLYPH_CHECK,
    GLYPH_CROSS_OUT,
    GLYPH_UP,
    GLYPH_DOWN,
    GLYPH_LEFT,
    GLYPH_RIGHT,
    GLYPH_ELLIPSIS,
    GLYPH_ALARM,
    GLYPH_COUNT
} Glyph;

typedef struct Cell {
    char text[22]; /* one grapheme; "" in the right half of a wide one */
    uint8_t style;
    uint8_t marked; /* highlighted: 1 the selection, 2 the selection of a pane without focus */
} Cell;

typedef struct Canvas {
    Cell *cells; /* height × width of the whole screen */
    int stride;  /* cells per line of the whole screen */
    int x, y;    /* of this canvas's upper left corner on the screen */
    int width, height;
    bool ascii; /* draw Glyphs in their ASCII form */
    struct CanvasCursor {
        int x, y;    /* on the whole screen; −1 = nobody placed it */
        bool typing; /* a text is being typed here, rather than something selected */
    } * cursor;
} Canvas;

void canvas_init(Canvas *canvas, int width, int height, bool ascii);
void canvas_release(Canvas *canvas); /* of the one that was initialised, not of parts */
void canvas_clear(Canvas *canvas);

/* A part of a canvas, clipped to it; it draws on the same cells and may be thrown away. */
Canvas canvas_part(const Canvas *canvas, int x, int y, int width, int height);

/*
 * Draw text in at most `width` columns from (x, y), cut with an ellipsis when it is longer and padded with blanks in
 * `style` when it is shorter. canvas_text() gives the columns the text itself took.
 */
int canvas_text(Canvas *canvas, int x, int y, int width, Style style, const char *text);
int canvas_format(Canvas *canvas, int x, int y, int width, Style style, const char *format, ...) PRINTF_LIKE(6, 7);
/* Columns that a text takes when it is drawn on this canvas: in ASCII, "ß" takes two. */
int canvas_text_width(const Canvas *canvas, const char *text);

void canvas_text_right(Canvas *canvas, int x, int y, int width, Style style, const char *text);

/* Several lines, wrapped at blanks, with an ellipsis where there is no room for more; the lines used. */
int canvas_paragraph(Canvas *canvas, int x, int y, int width, int height, Style style, const char *text);

/* A paragraph over the whole width from line `y` on, as far as there is room; the line below it. */
int canvas_lines(Canvas *canvas, int y, Style style, const char *text);

/* Bytes of the first line of a safe text wrapped to `width`, and of the break behind it. */
size_t canvas_wrap(const char *safe, int width, size_t *skip);

void canvas_glyph(Canvas *canvas, int x, int y, Style style, Glyph glyph);
void canvas_fill(Canvas *canvas, int x, int y, int width, int height, Style style, const char *text);
void canvas_line(Canvas *canvas, int x, int y, int width, Style style); /* horizontal */

/* A frame around the whole canvas with a title in its upper edge; the inside. */
Canvas canvas_frame(Canvas *canvas, Style style, const char *title);

/* Change looks of cells that are drawn already. */
void canvas_style(Canvas *canvas, int x, int y, int width, Style style);
void canvas_mark(Canvas *canvas, int x, int y, int width, bool focused);

/* Where the hardware cursor goes: on the selection, or where the next typed character will stand. The last call wins.
 */
void canvas_cursor(Canvas *canvas, int x, int y, bool typing);

/*
 * Make `shown` the same as a canvas that is at least as large, and tell each grapheme that is another one now, with its
 * place on `shown` and the columns it takes, 1 or 2.
 */
typedef void CanvasPut(int x, int y, const Cell *cell, int columns);
void canvas_update(Canvas *shown, const Canvas *canvas, CanvasPut *put_grapheme);

/* Add the canvas as lines of text without trailing blanks. */
void canvas_print(const Canvas *canvas, Buffer *out);

const char *glyph_text(Glyph glyph, bool ascii);

#endif
