/*
 * A value being typed over, in a cell of a list or in a form.
 */
#ifndef STEERCO_TUI_VALUEEDIT_H
#define STEERCO_TUI_VALUEEDIT_H

#include "steerco/tui/app.h"

typedef struct ValueEdit {
    const Entity *entity;
    const Field *field;
    Id id;
    LineEdit line;
    Buffer before; /* what the value read when typing began */
} ValueEdit;

/* `edit` is {0} or was used before. `first` is the character that began the typing, or 0. */
void valueedit_start(ValueEdit *edit, App *app, const Entity *entity, Id id, const Field *field, Key first);

/* Insert a pasted text; that several lines became one is said. */
void valueedit_paste(ValueEdit *edit, App *app, const char *text);

/* Commit what was typed, unless it is what was there. False, and said why, when the typing has to go on. */
bool valueedit_keep(ValueEdit *edit, App *app);

void valueedit_release(ValueEdit *edit);

#endif
