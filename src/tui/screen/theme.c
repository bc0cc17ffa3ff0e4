/*
 * The one theme, as a table. Colours of the 16 basic ones are preferred where they serve: their codes are short on the
 * wire and follow the person's own palette. Matrix bands use colours that people who confuse red and green can tell
 * apart (after Okabe and Ito).
 */
#include "theme.h"

enum { GREY = 244, BRIGHT_RED = 9, RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, NONE = -1, BLACK = 0 };

enum { B = LOOK_BOLD, R = LOOK_REVERSE, U = LOOK_UNDERLINE, D = LOOK_DIM };

typedef struct Looks {
    Look rich, basic, plain; /* 256 colours, 8 colours, none */
} Looks;

static const Looks looks[STYLE_COUNT] = {
    [STYLE_TEXT] = {{NONE, NONE, 0}, {NONE, NONE, 0}, {NONE, NONE, 0}},
    [STYLE_DIM] = {{GREY, NONE, 0}, {NONE, NONE, D}, {NONE, NONE, D}},
    [STYLE_STRONG] = {{NONE, NONE, B}, {NONE, NONE, B}, {NONE, NONE, B}},
    [STYLE_TITLE] = {{CYAN, NONE, B}, {CYAN, NONE, B}, {NONE, NONE, B | U}},
    [STYLE_FRAME] = {{GREY, NONE, 0}, {NONE, NONE, D}, {NONE, NONE, D}},
    [STYLE_FRAME_FOCUS] = {{CYAN, NONE, 0}, {CYAN, NONE, 0}, {NONE, NONE, B}},
    [STYLE_HEADER] = {{GREY, NONE, U}, {NONE, NONE, U}, {NONE, NONE, U}},
    [STYLE_KEY] = {{CYAN, NONE, B}, {CYAN, NONE, B}, {NONE, NONE, B}},
    [STYLE_HINT] = {{NONE, NONE, 0}, {NONE, NONE, 0}, {NONE, NONE, 0}},
    [STYLE_STATUS] = {{254, 236, 0}, {BLACK, CYAN, 0}, {NONE, NONE, R}},
    [STYLE_INPUT] = {{231, 238, 0}, {BLACK, WHITE, 0}, {NONE, NONE, U}},
    [STYLE_GOOD] = {{GREEN, NONE, 0}, {GREEN, NONE, 0}, {NONE, NONE, 0}},
    [STYLE_WARNING] = {{YELLOW, NONE, 0}, {YELLOW, NONE, 0}, {NONE, NONE, U}},
    [STYLE_BAD] = {{BRIGHT_RED, NONE, 0}, {RED, NONE, B}, {NONE, NONE, B | U}},
    [STYLE_BAR] = {{75, NONE, 0}, {BLUE, NONE, 0}, {NONE, NONE, 0}},
    [STYLE_BAR_CRITICAL] = {{203, NONE, 0}, {RED, NONE, 0}, {NONE, NONE, B}},
    [STYLE_BAR_DONE] = {{GREY, NONE, 0}, {CYAN, NONE, 0}, {NONE, NONE, D}},
    [STYLE_BAR_SUMMARY] = {{NONE, NONE, B}, {NONE, NONE, B}, {NONE, NONE, B}},
    [STYLE_MILESTONE] = {{178, NONE, B}, {YELLOW, NONE, B}, {NONE, NONE, B}},
    [STYLE_TODAY] = {{CYAN, NONE, 0}, {CYAN, NONE, 0}, {NONE, NONE, 0}},
    [STYLE_BAND_LOW] = {{16, 36, 0}, {BLACK, GREEN, 0}, {NONE, NONE, 0}},
    [STYLE_BAND_MEDIUM] = {{16, 228, 0}, {BLACK, YELLOW, 0}, {NONE, NONE, U}},
    [STYLE_BAND_HIGH] = {{16, 214, 0}, {BLACK, MAGENTA, 0}, {NONE, NONE, B}},
    [STYLE_BAND_CRITICAL] = {{231, 160, B}, {WHITE, RED, B}, {NONE, NONE, B | U}},
};

/* One look for a whole selected line: fewer bytes, and readable whatever lies under it. */
static const Looks selection = {{231, 24, 0}, {NONE, NONE, R}, {NONE, NONE, R}};
static const Looks selection_elsewhere = {{231, 240, 0}, {NONE, NONE, U}, {NONE, NONE, U}};

static Look look_for(const Looks *all, int colors)
{
    return colors >= 256 ? all->rich : colors >= 8 ? all->basic : all->plain;
}

Look theme_look(Style style, int marked, int colors)
{
    const Looks *table = marked == 0 ? &looks[style] : marked == 1 ? &selection : &selection_elsewhere;
    return look_for(table, colors);
}
