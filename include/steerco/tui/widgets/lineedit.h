/*
 * A line of text being typed: by graphemes, with the keys of every shell.
 */
#ifndef STEERCO_TUI_WIDGETS_LINEEDIT_H
#define STEERCO_TUI_WIDGETS_LINEEDIT_H

#include "steerco/tui/screen/canvas.h"
#include "steerco/tui/screen/key.h"

enum { LINE_MOST = 16 * 1024 }; /* bytes that typing and pasting make a line have at most */

typedef struct LineEdit {
    Buffer text;
    size_t at;      /* byte of the cursor, between graphemes */
    bool fresh;     /* nothing typed yet: the first character replaces the text, an arrow key keeps it */
    size_t first;   /* byte of the first grapheme shown */
    size_t most;    /* bytes that it takes; 0 = LINE_MOST */
    size_t refused; /* bytes of the last key or text, when they did not fit and the line is as it was; else 0 */
} LineEdit;

/* Start with a text; the cursor stands at its end. */
void lineedit_start(LineEdit *edit, const char *text, bool replace_on_typing);
void lineedit_release(LineEdit *edit);

/* True when the key belonged to the editor (not Enter, Esc, Tab, up, down). */
bool lineedit_key(LineEdit *edit, Key key);
void lineedit_insert(LineEdit *edit, const char *text);       /* pasted: line breaks become blanks */
void lineedit_insert_lines(LineEdit *edit, const char *text); /* … that stay, as every text editor has them */

void lineedit_draw(LineEdit *edit, Canvas *canvas, int x, int y, int width);

#endif
