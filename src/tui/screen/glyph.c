/*
 * Shapes of the screen in Unicode and in ASCII. The Unicode ones are box drawing, blocks and a few geometric signs:
 * one column wide in every terminal, and never drawn as emoji.
 */
#include "steerco/tui/screen/canvas.h"

static const struct {
    const char *unicode, *ascii;
} glyphs[GLYPH_COUNT] = {
    [GLYPH_HORIZONTAL] = {"─", "-"},    [GLYPH_VERTICAL] = {"│", "|"},
    [GLYPH_TOP_LEFT] = {"┌", "+"},      [GLYPH_TOP_RIGHT] = {"┐", "+"},
    [GLYPH_BOTTOM_LEFT] = {"└", "+"},   [GLYPH_BOTTOM_RIGHT] = {"┘", "+"},
    [GLYPH_TEE_DOWN] = {"┬", "+"},      [GLYPH_TEE_UP] = {"┴", "+"},
    [GLYPH_TEE_RIGHT] = {"├", "+"},     [GLYPH_TEE_LEFT] = {"┤", "+"},
    [GLYPH_CROSS] = {"┼", "+"},         [GLYPH_OPEN] = {"▾", "v"},
    [GLYPH_CLOSED] = {"▸", ">"},        [GLYPH_BAR] = {"▄", "="},
    [GLYPH_BAR_CRITICAL] = {"█", "#"},  [GLYPH_BAR_DONE] = {"▓", "%"},
    [GLYPH_BAR_SUMMARY] = {"▀", "~"},   [GLYPH_BAR_SUMMARY_END] = {"█", "+"},
    [GLYPH_BAR_LEFT_HALF] = {"▖", "="}, [GLYPH_BAR_RIGHT_HALF] = {"▗", "="},
    [GLYPH_EIGHTH_1] = {"▏", "#"},      [GLYPH_EIGHTH_2] = {"▎", "#"},
    [GLYPH_EIGHTH_3] = {"▍", "#"},      [GLYPH_EIGHTH_4] = {"▌", "#"},
    [GLYPH_EIGHTH_5] = {"▋", "#"},      [GLYPH_EIGHTH_6] = {"▊", "#"},
    [GLYPH_EIGHTH_7] = {"▉", "#"},      [GLYPH_RIGHT_EIGHTH] = {"▕", "#"},
    [GLYPH_RIGHT_HALF] = {"▐", "#"},    [GLYPH_SLACK] = {"┄", "."},
    [GLYPH_MILESTONE] = {"◇", "o"},     [GLYPH_MILESTONE_CRITICAL] = {"◆", "*"},
    [GLYPH_TODAY] = {"┊", "|"},         [GLYPH_SHADE] = {"░", ":"},
    [GLYPH_DOT] = {"●", "o"},           [GLYPH_CHECK] = {"✓", "x"},
    [GLYPH_CROSS_OUT] = {"✗", "-"},     [GLYPH_UP] = {"▲", "^"},
    [GLYPH_DOWN] = {"▼", "v"},          [GLYPH_LEFT] = {"◂", "<"},
    [GLYPH_RIGHT] = {"▸", ">"},         [GLYPH_ELLIPSIS] = {"…", "~"},
    [GLYPH_ALARM] = {"▲", "!"},         [GLYPH_BASELINE] = {"▔", "'"},
    [GLYPH_BAR_NEAR] = {"▆", "x"},
};

const char *glyph_text(Glyph glyph, bool ascii)
{
    return ascii ? glyphs[glyph].ascii : glyphs[glyph].unicode;
}
