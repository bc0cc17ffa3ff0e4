/*
 * Wrapping is worked out from the text at every key and drawing: notes are short, and nothing can go stale.
 */
#include "steerco/tui/widgets/textedit.h"

#include <string.h>

#include "steerco/base/text.h"

enum { WIDTH_AT_FIRST = 60, HEIGHT_AT_FIRST = 10 };

void textedit_start(TextEdit *edit, const char *text)
{
    lineedit_start(&edit->line, text, false);
    edit->line.most = TEXT_MOST;
    edit->column = -1;
    edit->width = edit->width ? edit->width : WIDTH_AT_FIRST;
    edit->height = edit->height ? edit->height : HEIGHT_AT_FIRST;
}

void textedit_release(TextEdit *edit)
{
    lineedit_release(&edit->line);
}

static const char *text_of(const TextEdit *edit)
{
    return buffer_text(&edit->line.text);
}

/* Where the wrapped line that begins at a byte ends, and where the next one begins; the same place at the end of the
   text. A line that is too long breaks behind its last blank, else between graphemes. */
static size_t line_end(const TextEdit *edit, size_t from, size_t *next)
{
    const char *text = text_of(edit);
    size_t at = from, blank = 0;
    int used = 0, columns;
    for (size_t length; text[at] && text[at] != '\n'; at += length) {
        length = text_grapheme(text + at, &columns);
        if (used + columns > edit->width - 1 && at > from) { /* a column is left for the cursor */
            *next = blank > from ? blank : at;
            return *next;
        }
        used += columns;
        blank = text[at] == ' ' ? at + length : blank;
    }
    *next = text[at] == '\n' ? at + 1 : at;
    return at;
}

/* The wrapped line that holds a byte: where it begins, and its number. A break belongs to the line it begins. */
static size_t line_of(const TextEdit *edit, size_t byte, size_t *number)
{
    size_t begin = 0, next;
    for (*number = 0;; ++*number) {
        size_t end = line_end(edit, begin, &next);
        bool last = next == end && text_of(edit)[end] == '\0';
        if (byte < next || last || (byte == end && text_of(edit)[end] == '\n'))
            return begin;
        begin = next;
    }
}

static size_t line_begin(const TextEdit *edit, size_t number)
{
    size_t begin = 0, next;
    while (number-- > 0) {
        size_t end = line_end(edit, begin, &next);
        if (next == end && text_of(edit)[end] == '\0')
            break;
        begin = next;
    }
    return begin;
}

static int columns_between(const TextEdit *edit, size_t from, size_t to)
{
    int used = 0, columns;
    for (size_t length; from < to && (length = text_grapheme(text_of(edit) + from, &columns)) > 0; from += length)
        used += columns;
    return used;
}

/* To the same column of another line. */
static void go_lines(TextEdit *edit, long by)
{
    size_t number, begin = line_of(edit, edit->line.at, &number), next;
    int columns, used = 0;
    if (edit->column < 0)
        edit->column = columns_between(edit, begin, edit->line.at);
    long to = (long)number + by;
    begin = line_begin(edit, to > 0 ? (size_t)to : 0);
    size_t end = line_end(edit, begin, &next), at = begin;
    if (end == next && text_of(edit)[end] != '\0' && end > begin) /* broken: the end is the next line's beginning */
        end = text_previous(text_of(edit), end);
    for (size_t length; at < end; at += length, used += columns) {
        length = text_grapheme(text_of(edit) + at, &columns);
        if (used + columns > edit->column)
            break;
    }
    edit->line.at = at;
}

/* To the beginning or the end of the line as it was typed, whatever is wrapped. */
static size_t paragraph_edge(const TextEdit *edit, bool end)
{
    size_t at = edit->line.at;
    if (end)
        return at + strcspn(text_of(edit) + at, "\n");
    while (at > 0 && text_of(edit)[at - 1] != '\n')
        at--;
    return at;
}

static void erase_between(TextEdit *edit, size_t from, size_t to)
{
    Buffer rest = {0};
    buffer_add(&rest, text_of(edit) + to);
    buffer_cut(&edit->line.text, from);
    buffer_add(&edit->line.text, buffer_text(&rest));
    buffer_release(&rest);
    edit->line.at = from;
}

static bool move_key(TextEdit *edit, Key key)
{
    long page = edit->height > 2 ? edit->height - 1 : 1;
    if (key_in_list(key, "up ctrl-p"))
        go_lines(edit, -1);
    else if (key_in_list(key, "down ctrl-n"))
        go_lines(edit, +1);
    else if (key == KEY_PAGE_UP)
        go_lines(edit, -page);
    else if (key == KEY_PAGE_DOWN)
        go_lines(edit, page);
    else
        return false;
    return true;
}

bool textedit_key(TextEdit *edit, Key key)
{
    edit->line.refused = 0;
    edit->line.fresh = false;
    if (move_key(edit, key))
        return true;
    edit->column = -1;
    if (key == KEY_ENTER_)
        lineedit_insert_lines(&edit->line, "\n");
    else if (key_in_list(key, "home ctrl-a"))
        edit->line.at = paragraph_edge(edit, false);
    else if (key_in_list(key, "end ctrl-e"))
        edit->line.at = paragraph_edge(edit, true);
    else if (key_in_list(key, "ctrl-home"))
        edit->line.at = 0;
    else if (key_in_list(key, "ctrl-end"))
        edit->line.at = edit->line.text.length;
    else if (key_in_list(key, "ctrl-u"))
        erase_between(edit, paragraph_edge(edit, false), edit->line.at);
    else if (key_in_list(key, "ctrl-k"))
        erase_between(edit, edit->line.at, paragraph_edge(edit, true));
    else
        return lineedit_key(&edit->line, key);
    return true;
}

static void draw_line(const TextEdit *edit, Canvas *canvas, int y, size_t from, size_t end)
{
    Buffer line = {0};
    buffer_add_bytes(&line, text_of(edit) + from, end - from);
    canvas_text(canvas, 0, y, canvas->width, STYLE_INPUT, buffer_text(&line));
    buffer_release(&line);
}

void textedit_draw(TextEdit *edit, Canvas *canvas)
{
    size_t number, begin, next;
    edit->width = canvas->width > 2 ? canvas->width : 2;
    edit->height = canvas->height;
    begin = line_of(edit, edit->line.at, &number);
    if (number < edit->top)
        edit->top = number;
    if (canvas->height > 0 && number >= edit->top + (size_t)canvas->height)
        edit->top = number - (size_t)canvas->height + 1;
    size_t from = line_begin(edit, edit->top);
    bool done = false;
    for (int y = 0; y < canvas->height; y++) {
        size_t end = done ? from : line_end(edit, from, &next);
        draw_line(edit, canvas, y, from, end);
        done = done || (next == end && text_of(edit)[end] == '\0');
        from = done ? end : next;
    }
    canvas_cursor(canvas, columns_between(edit, begin, edit->line.at), (int)(number - edit->top), true);
}
