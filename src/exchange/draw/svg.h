/*
 * The elements of an SVG that pictures are made of. Places and sizes are tenths of a millimetre; every text is made
 * safe, cut to its room and escaped here, so that no text of a plan can become part of the picture's code.
 */
#ifndef STEERCO_SRC_EXCHANGE_DRAW_SVG_H
#define STEERCO_SRC_EXCHANGE_DRAW_SVG_H

#include "steerco/exchange/draw/draw.h"

typedef struct Svg {
    Buffer *out;
    const char *prefix; /* of ids */
} Svg;

/* Where a text stands by its place. */
typedef enum SvgAnchor { SVG_START, SVG_MIDDLE, SVG_END } SvgAnchor;

/* Looks of texts; their sizes are known, so that what is too long can be cut. */
typedef enum SvgFont {
    FONT_TITLE,
    FONT_TEXT,
    FONT_STRONG,
    FONT_SMALL,
    FONT_DIM,
    FONT_LABEL, /* over what is drawn, with a white edge */
    FONT_FIGURE,
    FONT_CODE,
} SvgFont;

/* How high a picture is that needs so much: a page of A4 at least, and in another page no more than it needs. */
int svg_height(const DrawLook *look, int needed);

/* The head with title, description, style and patterns, and the white ground. Ends with svg_end(). */
Svg svg_begin(const DrawLook *look, int width, int height, const char *title, const char *description, Buffer *out);
void svg_end(const Svg *svg);

/* Title and subtitle, where every picture has them. */
void svg_heading(const Svg *svg, const char *title, const char *subtitle);

void svg_text(const Svg *svg, int x, int y, SvgAnchor anchor, SvgFont font, int room, const char *text);
void svg_rect(const Svg *svg, int x, int y, int width, int height, const char *class);
void svg_line(const Svg *svg, int x1, int y1, int x2, int y2, const char *class);

/* A cell in the colour and the pattern of its tone. */
void svg_tone(const Svg *svg, int x, int y, int width, int height, ChartTone tone);

/* About how wide a text is. */
int svg_text_width(SvgFont font, const char *text);

/* Add a text as XML holds it. */
void svg_escape(const char *text, Buffer *out);

#endif
