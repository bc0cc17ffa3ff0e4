/*
 * A value being typed over, in a cell of a list or in a form.
 */
#ifndef STEERCO_SRC_TUI_OVERLAYS_VALUEEDIT_H
#define STEERCO_SRC_TUI_OVERLAYS_VALUEEDIT_H

#include "steerco/tui/app/app.h"

typedef struct ValueEdit {
    const Entity *entity;
    const Field *field;
    Id id;
    LineEdit line;
    bool in_cell;  /* of a list */
    Buffer before; /* what the value read when typing began */
    Seen seen;     /* the record then */
} ValueEdit;

/* `edit` is {0} or was used before. `first` is the character that began the typing, or 0. */
void valueedit_start(ValueEdit *edit, App *app, const Entity *entity, Id id, const Field *field, Key first);

/* Insert a pasted text; that several lines became one is said. */
void valueedit_paste(ValueEdit *edit, App *app, const char *text);

/* … with a text that was typed before and is gone on with. */
void valueedit_resume(ValueEdit *edit, const char *text);

/*
 * Commit what was typed, unless it is what was there. False, and said why, when the typing has to go on. True when it
 * is out of the editor's hands: committed, asked about, or kept as a draft because the record is gone.
 */
bool valueedit_keep(ValueEdit *edit, App *app);

/*
 * Pick a record to stand where the last item of the text is being typed ("T-3; ann"), for fields that refer to any
 * record or to several. Where the field is of another kind, that is said.
 */
void valueedit_offer(ValueEdit *edit, App *app);

void valueedit_typing(const ValueEdit *edit, Typing *out);

void valueedit_release(ValueEdit *edit);

#endif
