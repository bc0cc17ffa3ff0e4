/*
 * Keys by name, independent of the terminal: a character is its code point, everything else is one of these.
 *
 * Names, as written in tables, help and tests: "a", "A", "?", "space", "enter", "esc", "tab", "backtab",
 * "up", "pageup", "f5", "ctrl-r", "shift-left", "alt-left", "ctrl-right".
 */
#ifndef STEERCO_TUI_SCREEN_KEY_H
#define STEERCO_TUI_SCREEN_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "steerco/base/buffer.h"

typedef uint32_t Key; /* 0 = none */

enum {
    KEY_SPECIAL = 0x200000, /* above every code point */
    KEY_ENTER_ = KEY_SPECIAL,
    KEY_ESCAPE,
    KEY_TABULATOR,
    KEY_BACKTAB,
    KEY_ERASE, /* Backspace */
    KEY_DELETE_,
    KEY_INSERT_,
    KEY_ARROW_UP,
    KEY_ARROW_DOWN,
    KEY_ARROW_LEFT,
    KEY_ARROW_RIGHT,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_FIRST,             /* Home */
    KEY_LAST,              /* End */
    KEY_FUNCTION,          /* F1 is KEY_FUNCTION + 1 … F12 */
    KEY_SHIFT = 1 << 24,   /* with a special key; shifted characters are their own code point */
    KEY_CONTROL = 1 << 25, /* with a lower-case letter or a special key */
    KEY_ALT = 1 << 26,
};

/* 0 when the name is unknown. */
Key key_parse(const char *name);
void key_format(Key key, Buffer *out);

/* Does a space-separated list of key names hold the key? */
bool key_in_list(Key key, const char *names);

#endif
