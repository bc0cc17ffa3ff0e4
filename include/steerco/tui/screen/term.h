/*
 * The terminal: the only module that knows curses.
 *
 * It finds a description that works for any $TERM, gives keys by name, shows a canvas in one write, and gives the
 * terminal back on every way out of the program.
 */
#ifndef STEERCO_TUI_SCREEN_TERM_H
#define STEERCO_TUI_SCREEN_TERM_H

#include "steerco/base/error.h"
#include "steerco/tui/screen/canvas.h"
#include "steerco/tui/screen/key.h"

typedef struct TermOptions {
    bool ascii;      /* draw in ASCII even though the locale could do better */
    bool monochrome; /* NO_COLOR, --color=never */
    bool restricted; /* a login that may do nothing else: no other program is started, no shell is gone back to */
} TermOptions;

typedef enum TermEventKind {
    TERM_NOTHING, /* the time is over */
    TERM_KEY,
    TERM_TEXT,     /* pasted: text until the next event */
    TERM_TOO_LONG, /* pasted: `size` bytes, of which nothing is kept */
    TERM_FOREIGN,  /* typed or pasted bytes that are no characters where the locale knows ASCII only */
    TERM_MOUSE,
    TERM_RESIZE,
    TERM_READY,   /* the watched descriptor is ready */
    TERM_RESUMED, /* after a stop, or when a terminal reads again that did not: draw */
    TERM_GONE,    /* hang-up, termination or end of input: save what is open and leave */
} TermEventKind;

typedef struct TermEvent {
    TermEventKind kind;
    Key key;
    const char *text; /* TERM_TEXT */
    size_t size;      /* TERM_TOO_LONG */
    int x, y;         /* TERM_MOUSE: column and line, from 0 */
    enum { MOUSE_PRESS, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } mouse;
} TermEvent;

enum { PASTE_MOST = 1 << 20 }; /* bytes that can be pasted at once */

/* Add what draws on the terminal, and its version. */
void term_word_library(Buffer *out);

/* Fails without a terminal, naming the commands that need none. `notice` gets a line to show once, or "". */
bool term_start(const TermOptions *options, char *notice, size_t notice_size, Error *error) MUST_CHECK;
void term_stop(void); /* also at exit, on fatal signals; harmless twice */

void term_size(int *width, int *height); /* columns and lines; of a very large window those that are drawn on */
bool term_is_ascii(void);                /* asked for, or all that the locale can do */

/*
 * Wait for what comes next: at most `milliseconds` (−1 = for ever), watching `descriptor` too (−1 = none). Idle waiting
 * costs nothing and sends nothing.
 */
TermEvent term_wait(int milliseconds, int descriptor);

/* Is there more input already? Then drawing can wait. */
bool term_has_input(void);

/* Show the canvas (as large as the terminal) and put the cursor; only what changed is sent, in one write(2). */
void term_show(const Canvas *canvas);
void term_repaint(void); /* the next term_show() sends everything */

/* Have the person's own editor ($VISUAL, else $EDITOR) work on a file, and come back when it has ended well. */
bool term_edit(const char *path, Error *error) MUST_CHECK;

bool term_suspend(void);          /* as the shell's Ctrl-Z; true when continued, false where there is no shell */
void term_copy(const char *text); /* to the clipboard: tmux's buffer or OSC 52 */

#endif
