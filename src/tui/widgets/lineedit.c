/*
 * A line being typed. The text is kept as it will be stored; positions are bytes between its graphemes, so that no key
 * can separate a letter from its accents.
 */
#include "steerco/tui/widgets/lineedit.h"

#include <string.h>

#include <utf8proc.h>

#include "steerco/base/text.h"

void lineedit_start(LineEdit *edit, const char *text, bool replace_on_typing)
{
    buffer_clear(&edit->text);
    buffer_add(&edit->text, text);
    edit->at = edit->text.length;
    edit->first = edit->refused = 0;
    edit->fresh = replace_on_typing && text[0];
}

void lineedit_release(LineEdit *edit)
{
    buffer_release(&edit->text);
    *edit = (LineEdit){0};
}

/* Put `length` bytes in place of [from, to); the cursor follows them. */
static void replace(LineEdit *edit, size_t from, size_t to, const char *bytes, size_t length)
{
    Buffer tail = {0};
    buffer_add(&tail, buffer_text(&edit->text) + to);
    buffer_cut(&edit->text, from);
    buffer_add_bytes(&edit->text, bytes, length);
    buffer_add_bytes(&edit->text, buffer_text(&tail), tail.length);
    buffer_release(&tail);
    edit->at = from + length;
}

static void insert(LineEdit *edit, const char *bytes, size_t length)
{
    size_t kept = edit->fresh ? 0 : edit->text.length;
    edit->refused = length > 0 && kept + length > (edit->most ? edit->most : LINE_MOST) ? length : 0;
    if (edit->refused > 0)
        return;
    if (edit->fresh)
        replace(edit, 0, edit->text.length, bytes, length);
    else
        replace(edit, edit->at, edit->at, bytes, length);
    edit->fresh = false;
}

static size_t next(const LineEdit *edit, size_t at)
{
    int columns;
    return at + text_grapheme(buffer_text(&edit->text) + at, &columns);
}

static size_t previous(const LineEdit *edit, size_t at)
{
    return text_previous(buffer_text(&edit->text), at);
}

static bool is_blank_at(const LineEdit *edit, size_t at)
{
    char character = buffer_text(&edit->text)[at];
    return character == ' ' || character == '\n';
}

static size_t word_start(const LineEdit *edit)
{
    size_t at = edit->at;
    while (at > 0 && is_blank_at(edit, previous(edit, at)))
        at = previous(edit, at);
    while (at > 0 && !is_blank_at(edit, previous(edit, at)))
        at = previous(edit, at);
    return at;
}

static size_t word_end(const LineEdit *edit)
{
    size_t at = edit->at;
    while (at < edit->text.length && is_blank_at(edit, at))
        at = next(edit, at);
    while (at < edit->text.length && !is_blank_at(edit, at))
        at = next(edit, at);
    return at;
}

typedef enum Target { TO_PREVIOUS, TO_NEXT, TO_WORD_START, TO_WORD_END, TO_START, TO_END } Target;

/* The keys that move or delete: where the other end lies. */
static const struct {
    const char *keys;
    Target target;
    bool deletes;
} motions[] = {
    {"left ctrl-b", TO_PREVIOUS, false},
    {"right ctrl-f", TO_NEXT, false},
    {"ctrl-left alt-left alt-b", TO_WORD_START, false},
    {"ctrl-right alt-right alt-f", TO_WORD_END, false},
    {"home ctrl-a", TO_START, false},
    {"end ctrl-e", TO_END, false},
    {"backspace", TO_PREVIOUS, true},
    {"delete ctrl-d", TO_NEXT, true},
    {"ctrl-w alt-backspace", TO_WORD_START, true},
    {"alt-d", TO_WORD_END, true},
    {"ctrl-u", TO_START, true},
    {"ctrl-k", TO_END, true},
};

static size_t target_of(const LineEdit *edit, Target target)
{
    switch (target) {
    case TO_PREVIOUS:
        return previous(edit, edit->at);
    case TO_NEXT:
        return next(edit, edit->at);
    case TO_WORD_START:
        return word_start(edit);
    case TO_WORD_END:
        return word_end(edit);
    case TO_START:
        return 0;
    default:
        return edit->text.length;
    }
}

static void move_or_delete(LineEdit *edit, Target target, bool deletes)
{
    size_t to = target_of(edit, target);
    if (!deletes)
        edit->at = to;
    else if (edit->fresh)
        replace(edit, 0, edit->text.length, "", 0);
    else
        replace(edit, to < edit->at ? to : edit->at, to < edit->at ? edit->at : to, "", 0);
    edit->fresh = false;
}

bool lineedit_key(LineEdit *edit, Key key)
{
    edit->refused = 0;
    for (size_t i = 0; i < sizeof motions / sizeof *motions; i++)
        if (key_in_list(key, motions[i].keys)) {
            move_or_delete(edit, motions[i].target, motions[i].deletes);
            return true;
        }
    if (key < ' ' || key >= KEY_SPECIAL)
        return false;
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)key, bytes);
    insert(edit, (const char *)bytes, (size_t)length);
    return true;
}

/* Add what of a pasted text can stand in a line: no controls, tabs as blanks, and line breaks too unless they stay. */
static void add_line(const char *text, bool breaks_stay, Buffer *out)
{
    utf8proc_int32_t character;
    for (utf8proc_ssize_t length; *text; text += length) {
        length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &character);
        if (length <= 0)
            length = 1;
        else if (breaks_stay && character == '\r' && text[1] == '\n')
            continue;
        else if (breaks_stay && (character == '\n' || character == '\r'))
            buffer_add_char(out, '\n');
        else if (character == '\n' || character == '\r' || character == '\t')
            buffer_add_char(out, ' ');
        else if (character >= ' ' && (character < 0x7F || character > 0x9F))
            buffer_add_bytes(out, text, (size_t)length);
    }
}

void lineedit_insert(LineEdit *edit, const char *text)
{
    Buffer line = {0};
    add_line(text, false, &line);
    while (line.length > 0 && line.bytes[line.length - 1] == ' ')
        buffer_cut(&line, line.length - 1);
    insert(edit, buffer_text(&line), line.length);
    buffer_release(&line);
}

void lineedit_insert_lines(LineEdit *edit, const char *text)
{
    Buffer lines = {0};
    add_line(text, true, &lines);
    insert(edit, buffer_text(&lines), lines.length);
    buffer_release(&lines);
}

/* Columns on the canvas of the bytes [from, to). */
static int width_between(const LineEdit *edit, const Canvas *canvas, size_t from, size_t to)
{
    Buffer text = {0};
    buffer_add_bytes(&text, buffer_text(&edit->text) + from, to - from);
    int width = canvas_text_width(canvas, buffer_text(&text));
    buffer_release(&text);
    return width;
}

/* Keep the first grapheme shown, unless the cursor would be left of it or not fit behind it. */
static size_t first_shown(const LineEdit *edit, const Canvas *canvas, int width)
{
    if (edit->first > edit->at)
        return edit->at;
    size_t first = edit->at;
    while (first > edit->first && width_between(edit, canvas, previous(edit, first), edit->at) < width)
        first = previous(edit, first);
    return first;
}

void lineedit_draw(LineEdit *edit, Canvas *canvas, int x, int y, int width)
{
    edit->first = first_shown(edit, canvas, width);
    canvas_text(canvas, x, y, width, STYLE_INPUT, buffer_text(&edit->text) + edit->first);
    if (edit->fresh)
        canvas_mark(canvas, x, y, width_between(edit, canvas, edit->first, edit->text.length), true);
    canvas_cursor(canvas, x + width_between(edit, canvas, edit->first, edit->at), y, true);
}
