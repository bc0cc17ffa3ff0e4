/*
 * Decoding what a terminal sends. Over a slow line a mouse report or a pasted text comes in parts, so what has begun is
 * waited for a little; what is cut off is dropped rather than taken for keys.
 */
#include "input.h"

#include <time.h>

#include <utf8proc.h>

#include "sequences.h"
#include "steerco/base/text.h"

enum {
    REPORT_MS = 50,        /* between the parts of a mouse report */
    PASTE_MS = 1000,       /* between the parts of a pasted text */
    DOUBLE_CLICK_MS = 400, /* between two presses at one place */
    HIGHEST_NUMBER = 10000,
};

static int64_t milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Three numbers and a letter; the letter, or 0 when it is anything else. */
static uint32_t read_report(const Input *input, int numbers[3])
{
    int count = 0;
    InputPiece piece;
    while ((piece = input->next(REPORT_MS)).kind == INPUT_CHARACTER) {
        bool digit = piece.character >= '0' && piece.character <= '9';
        if (piece.character == ';')
            count++;
        else if (!digit)
            return count == 2 ? piece.character : 0;
        else if (count < 3 && numbers[count] < HIGHEST_NUMBER)
            numbers[count] = numbers[count] * 10 + (int)(piece.character - '0');
    }
    return 0;
}

static TermEvent press_at(Input *input, int x, int y)
{
    int64_t now = milliseconds_now();
    bool again = now - input->pressed_at < DOUBLE_CLICK_MS && input->press_x == x && input->press_y == y;
    input->pressed_at = again ? 0 : now;
    input->press_x = x;
    input->press_y = y;
    return (TermEvent){.kind = TERM_MOUSE, .x = x, .y = y, .mouse = again ? MOUSE_DOUBLE : MOUSE_PRESS};
}

static TermEvent mouse_event(Input *input)
{
    enum { PRESSED = 'M', MOTION = 32, WHEEL = 64 };
    int numbers[3] = {0};
    if (read_report(input, numbers) != PRESSED || numbers[0] & MOTION)
        return (TermEvent){0};
    int x = numbers[1] - 1, y = numbers[2] - 1;
    if (numbers[0] & WHEEL)
        return (TermEvent){
            .kind = TERM_MOUSE, .x = x, .y = y, .mouse = numbers[0] & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP};
    return press_at(input, x, y);
}

/* Controls are no text; a NUL would even hide what follows it. */
static bool is_text(const InputPiece *piece)
{
    uint32_t character = piece->character;
    bool white = character == '\n' || character == '\r' || character == '\t';
    return (piece->kind == INPUT_BYTE || piece->kind == INPUT_CHARACTER) &&
           (white || (character >= ' ' && character != 0x7F)) &&
           !(piece->kind == INPUT_CHARACTER && character >= 0x80 && character < 0xA0);
}

/* Bytes are kept as they come: of most terminals they make up UTF-8. */
static void add_pasted(Input *input, const InputPiece *piece)
{
    utf8proc_uint8_t bytes[4];
    if (piece->kind == INPUT_BYTE) {
        buffer_add_char(&input->paste, (char)piece->character);
        return;
    }
    utf8proc_int32_t kept = piece->character == '\r' ? '\n' : (utf8proc_int32_t)piece->character;
    buffer_add_bytes(&input->paste, bytes, (size_t)utf8proc_encode_char(kept, bytes));
}

/* Keys inside a pasted text are no keys, so a hostile text can press none. */
static TermEvent paste_event(Input *input)
{
    InputPiece piece;
    size_t size = 0;
    buffer_clear(&input->paste);
    while ((piece = input->next(PASTE_MS)).kind != INPUT_NOTHING && piece.kind != INPUT_PASTE_END) {
        size_t before = input->paste.length;
        if (is_text(&piece))
            add_pasted(input, &piece);
        size += input->paste.length - before;
        if (size > PASTE_MOST)
            buffer_clear(&input->paste);
    }
    if (size > PASTE_MOST)
        return (TermEvent){.kind = TERM_TOO_LONG, .size = size};
    if (!text_is_utf8(buffer_text(&input->paste), input->paste.length))
        return (TermEvent){.kind = TERM_FOREIGN};
    return (TermEvent){.kind = TERM_TEXT, .text = buffer_text(&input->paste)};
}

static TermEvent key_event(Key key)
{
    return (TermEvent){.kind = key ? TERM_KEY : TERM_NOTHING, .key = key};
}

static TermEvent event_of(Input *input, const InputPiece *piece)
{
    switch (piece->kind) {
    case INPUT_CHARACTER:
        return key_event(sequence_character(piece->character));
    case INPUT_BYTE:
        return (TermEvent){.kind = TERM_FOREIGN};
    case INPUT_KEY:
        return key_event(piece->key);
    case INPUT_MOUSE:
        return mouse_event(input);
    case INPUT_PASTE:
        return paste_event(input);
    default:
        return (TermEvent){0};
    }
}

TermEvent input_event(Input *input)
{
    TermEvent event = {0};
    InputPiece piece;
    while (event.kind == TERM_NOTHING && (piece = input->next(0)).kind != INPUT_NOTHING)
        event = event_of(input, &piece);
    return event;
}

void input_release(Input *input)
{
    buffer_release(&input->paste);
}
