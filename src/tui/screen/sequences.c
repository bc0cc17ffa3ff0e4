/*
 * Key sequences. Descriptions of terminals say what the terminal was twenty years ago; these sequences are what nearly
 * all of them send today, so that Ctrl-Right is the same key in a console, in tmux and in a window.
 */
#include "sequences.h"

#include <stdio.h>

static const struct {
    const char *bytes;
    Key key;
} fixed[] = {
    {"\033[A", KEY_ARROW_UP},
    {"\033[B", KEY_ARROW_DOWN},
    {"\033[C", KEY_ARROW_RIGHT},
    {"\033[D", KEY_ARROW_LEFT},
    {"\033OA", KEY_ARROW_UP},
    {"\033OB", KEY_ARROW_DOWN},
    {"\033OC", KEY_ARROW_RIGHT},
    {"\033OD", KEY_ARROW_LEFT},
    {"\033[H", KEY_FIRST},
    {"\033[F", KEY_LAST},
    {"\033OH", KEY_FIRST},
    {"\033OF", KEY_LAST},
    {"\033[1~", KEY_FIRST},
    {"\033[4~", KEY_LAST},
    {"\033[7~", KEY_FIRST},
    {"\033[8~", KEY_LAST},
    {"\033[2~", KEY_INSERT_},
    {"\033[3~", KEY_DELETE_},
    {"\033[5~", KEY_PAGE_UP},
    {"\033[6~", KEY_PAGE_DOWN},
    {"\033[Z", KEY_BACKTAB},
    {"\033OP", KEY_FUNCTION + 1},
    {"\033OQ", KEY_FUNCTION + 2},
    {"\033OR", KEY_FUNCTION + 3},
    {"\033OS", KEY_FUNCTION + 4},
    {"\033[15~", KEY_FUNCTION + 5},
    {"\033[17~", KEY_FUNCTION + 6},
    {"\033[18~", KEY_FUNCTION + 7},
    {"\033[19~", KEY_FUNCTION + 8},
    {"\033[20~", KEY_FUNCTION + 9},
    {"\033[21~", KEY_FUNCTION + 10},
    {"\033[23~", KEY_FUNCTION + 11},
    {"\033[24~", KEY_FUNCTION + 12},
    /* Of Alt with letters only those that the line editor knows: Esc followed by any other key is two keys. */
    {"\033b", KEY_ALT | 'b'},
    {"\033f", KEY_ALT | 'f'},
    {"\033d", KEY_ALT | 'd'},
    {"\033\177", KEY_ALT | KEY_ERASE},
};

/* ESC [ 1 ; modifier final */
static const struct {
    char final;
    Key key;
} modified[] = {
    {'A', KEY_ARROW_UP},   {'B', KEY_ARROW_DOWN}, {'C', KEY_ARROW_RIGHT},
    {'D', KEY_ARROW_LEFT}, {'H', KEY_FIRST},      {'F', KEY_LAST},
};

enum {
    FIXED = sizeof fixed / sizeof *fixed,
    MODIFIED = sizeof modified / sizeof *modified,
    COMBINATIONS = 7, /* of shift, alt and control; the modifier in the sequence is one more than their bits */
};

bool sequence_at(int number, char bytes[SEQUENCE_SIZE], Key *key)
{
    if (number < FIXED) {
        snprintf(bytes, SEQUENCE_SIZE, "%s", fixed[number].bytes);
        *key = fixed[number].key;
        return true;
    }
    int which = (number - FIXED) / COMBINATIONS, bits = (number - FIXED) % COMBINATIONS + 1;
    if (which >= MODIFIED)
        return false;
    snprintf(bytes, SEQUENCE_SIZE, "\033[1;%d%c", bits + 1, modified[which].final);
    *key = modified[which].key | (bits & 1 ? KEY_SHIFT : 0) | (bits & 2 ? KEY_ALT : 0) | (bits & 4 ? KEY_CONTROL : 0);
    return true;
}

Key sequence_character(uint32_t character)
{
    enum { ESCAPE = 0x1B, DELETE = 0x7F, FIRST_C1 = 0x80, LAST_C1 = 0x9F, FIRST_HALF = 0xD800, LAST_HALF = 0xDFFF };
    switch (character) {
    case '\0':
        return 0;
    case '\r':
    case '\n':
        return KEY_ENTER_;
    case '\t':
        return KEY_TABULATOR;
    case '\b':
    case DELETE:
        return KEY_ERASE;
    case ESCAPE:
        return KEY_ESCAPE;
    default:
        if (character < ' ')
            return KEY_CONTROL | (character + (character < ESCAPE ? 'a' - 1 : '@'));
        if (character >= FIRST_HALF && character <= LAST_HALF)
            return 0; /* half of a UTF-16 pair is no character */
        return character >= FIRST_C1 && character <= LAST_C1 ? 0 : character;
    }
}
