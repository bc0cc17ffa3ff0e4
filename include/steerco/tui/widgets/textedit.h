/*
 * A text of several lines being typed: the line editor, its text wrapped into a window that follows the cursor.
 */
#ifndef STEERCO_TUI_WIDGETS_TEXTEDIT_H
#define STEERCO_TUI_WIDGETS_TEXTEDIT_H

#include "steerco/tui/widgets/lineedit.h"

enum { TEXT_MOST = 256 * 1024 }; /* bytes of a text that is typed and pasted */

typedef struct TextEdit {
    LineEdit line;
    int column;        /* that going up and down keeps; −1 = where the cursor is */
    int width, height; /* when last drawn */
    size_t top;        /* first line in sight, of the wrapped text */
} TextEdit;

void textedit_start(TextEdit *edit, const char *text); /* the cursor stands at its end */
void textedit_release(TextEdit *edit);

/* Everything that types, moves or deletes; Enter begins a line. False for what is not its own: Esc, Tab, ctrl-s, … */
bool textedit_key(TextEdit *edit, Key key);

void textedit_draw(TextEdit *edit, Canvas *canvas);

#endif
