/*
 * Events out of what a terminal sends: keys, presses of the mouse, pasted text.
 *
 *     Input input = {.next = next_piece};
 *     TermEvent event = input_event(&input);
 *     input_release(&input);
 */
#ifndef STEERCO_SRC_TUI_SCREEN_INPUT_H
#define STEERCO_SRC_TUI_SCREEN_INPUT_H

#include "steerco/tui/screen/term.h"

/* A character, or a sequence that was recognised as a whole. */
typedef struct InputPiece {
    enum {
        INPUT_NOTHING, /* the time is over */
        INPUT_CHARACTER,
        INPUT_BYTE, /* beyond ASCII, where the character set knows nothing else; in `character` */
        INPUT_KEY,
        INPUT_MOUSE, /* the beginning of an SGR report, ESC [ <: its numbers follow as characters */
        INPUT_PASTE, /* characters follow until INPUT_PASTE_END */
        INPUT_PASTE_END,
    } kind;
    uint32_t character; /* code point */
    Key key;            /* 0 = means nothing */
} InputPiece;

typedef struct Input {
    InputPiece (*next)(int milliseconds); /* what comes next, waiting at most so long; 0 = what is there already */
    Buffer paste;
    int press_x, press_y;
    int64_t pressed_at; /* milliseconds of the monotonic clock; 0 = not, or a double click already */
} Input;

/*
 * The next event of the input that is there already, else TERM_NOTHING; input that means nothing is passed over. It
 * waits only for the rest of what has begun. A pasted text lives in the input until the next event.
 */
TermEvent input_event(Input *input);

void input_release(Input *input);

#endif
