/*
 * From SVG to PNG and PDF, by rsvg-convert where the system has it. It is run by its path with a list of arguments, no
 * shell in between, in a folder of its own that is gone afterwards.
 *
 * A restricted login starts no other program: whoever has one does not call this.
 */
#ifndef STEERCO_EXCHANGE_DRAW_CONVERT_H
#define STEERCO_EXCHANGE_DRAW_CONVERT_H

#include "steerco/base/array.h"
#include "steerco/base/buffer.h"
#include "steerco/base/error.h"

typedef enum DrawFormat { DRAW_SVG, DRAW_PNG, DRAW_PDF, DRAW_FORMATS } DrawFormat;

extern const char *const draw_formats[]; /* "svg", "png", "pdf"; null at the end */

/* SVG files of their own; each is a page of the PDF. A PNG is of the first one. */
typedef ARRAY(Buffer) Pages;
void pages_release(Pages *pages);

/* The highest picture that a PNG holds, at its 150 dots an inch, in tenths of a millimetre. */
enum { DRAW_PNG_HIGHEST = 50000 };

/* Add the bytes of the file. Fails with a sentence where there is no rsvg-convert, and where it fails. */
bool draw_convert(const Pages *pages, DrawFormat format, Buffer *out, Error *error) MUST_CHECK;

#endif
