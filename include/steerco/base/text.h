/*
 * Text from people and from other people's files: UTF-8, cleaned on the way in, made safe on the way out.
 *
 * Stored text is valid UTF-8 without control characters (line breaks only where a field allows several lines). What is
 * drawn, printed or logged is its *safe form*: nothing in it can move a cursor, hide or reverse other text. Widths are
 * columns of the safe form, counted by grapheme; see also the note on emoji in text.c.
 */
#ifndef STEERCO_BASE_TEXT_H
#define STEERCO_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "steerco/base/buffer.h"
#include "steerco/base/error.h"

/*
 * The way in. Adds the cleaned text to `out`: NFC; CR LF and CR become LF; tabs become blanks; leading and trailing
 * white space goes; in a single-line text line breaks become blanks; what text_export() would take out becomes U+00B7
 * here already, so that what is stored leaves as it is. Fails on invalid UTF-8, NUL, other C0 controls,
 * DEL and C1, naming the offending byte or code point.
 */
bool text_clean(const char *bytes, size_t length, bool several_lines, Buffer *out, Error *error) MUST_CHECK;

bool text_is_utf8(const char *bytes, size_t length);

/*
 * The way out. Adds the safe form to `out`: C0, C1, DEL, U+2028/9, bidi controls, zero-width and tag characters,
 * U+FEFF, other signs that show nothing, what is no character and invalid bytes become U+00B7; variation selectors,
 * joiners, skin tones and soft hyphens vanish; regional indicators become letters; at most four combining marks follow
 * a base. A line break stays only when `keep_lines`.
 */
void text_safe(const char *text, bool keep_lines, Buffer *out);

/*
 * The way out to other programs, which may show it as it is, and to files, which may come back. Adds the text as it is
 * stored, but for what can drive or deceive whoever shows it: C0 without the line break, C1, DEL, U+2028/9, bidi
 * controls, zero-width and tag characters, U+FEFF, other signs that show nothing, what is no character, and invalid
 * bytes become U+00B7; a tab becomes
 * a blank. What belongs to the spelling of scripts and emoji stays: marks, variation selectors, skin tones, soft
 * hyphens, and joiners between two characters beyond ASCII, and the three direction marks.
 */
void text_export(const char *text, Buffer *out);

/* The grapheme of a safe text that starts at `text`: its length in bytes (0 at the end) and its width in columns. */
size_t text_grapheme(const char *text, int *columns);

/* The start of the grapheme before byte `at` of a safe text; 0 at the beginning. */
size_t text_previous(const char *text, size_t at);

/* Columns that a safe text takes. */
int text_width(const char *safe);

/*
 * Bytes of the longest prefix of a safe text that fits `columns`, cut between graphemes; its width in *used, if asked.
 * Error sentences quote foreign texts with it: "'%.*s' is …", (int)text_fit(text, 60, NULL), text.
 */
size_t text_fit(const char *safe, int columns, int *used);

/* A name within a sentence, made safe: “Order hardware”; of a long one the beginning, so that the rest has room. */
typedef struct Quoted {
    char text[160];
} Quoted;
Quoted text_quoted(const char *text);

/*
 * Add the form by which two spellings are known as one name: case folded, nothing else ("ÉCOLE" → "école"). Łukasz and
 * Lukasz stay two people.
 */
void text_fold_case(const char *text, Buffer *out);

/*
 * Add the form used for searching and sorting, and for what was typed in place of a name, whatever the locale: case
 * folded, marks stripped ("École Straße" → "ecole strasse"), and letters that are no base with a mark in those that
 * people type in their place ("Łódź", "Øresund", "œuvre" → "lodz", "oresund", "oeuvre"; i with and without a dot is one
 * letter).
 */
void text_fold(const char *text, Buffer *out);

/*
 * Add the form used for matching headers and words: folded, and only letters, digits, '%' and '#' kept
 * ("Finish_Date", "finish date" and "FINISH DATE:" are the same key).
 */
void text_key(const char *text, Buffer *out);

/* Is `folded_needle` in the folded form of `text`? The empty needle is in every text. */
bool text_contains(const char *text, const char *folded_needle);

bool text_equal(const char *a, const char *b); /* strcmp() == 0 */

/* Past leading blanks: space, tab, and those that spreadsheets group digits with (U+00A0, 2007, 2009, 202F). */
const char *text_skip_blanks(const char *text) RETURNS_NON_NULL;

/* The number of single-character edits between two short texts (Levenshtein), for "did you mean". */
int text_distance(const char *a, const char *b);

#endif
