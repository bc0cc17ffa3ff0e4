/*
 * What every overlay needs: a box in the middle of the screen and a selection that scrolls.
 */
#include "steerco/tui/app/overlay.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"

void *overlay_context(const void *context, size_t size)
{
    if (size == 0)
        return NULL;
    void *copy = memory_new(1, size);
    memcpy(copy, context, size);
    return copy;
}

void overlay_copy(char *out, size_t size, const char *text)
{
    size_t length = 0;
    int columns;
    for (size_t next; (next = text_grapheme(text + length, &columns)) > 0 && length + next < size;)
        length += next;
    memcpy(out, text, length);
    out[length] = '\0';
}

static bool say_refused(App *app, const LineEdit *edit)
{
    if (edit->refused > 0)
        app_say(app, "Too long: %zu bytes more in a line that has %zu, and takes %d in all; it stays as it was",
                edit->refused, edit->fresh ? 0 : edit->text.length, LINE_MOST);
    return edit->refused > 0;
}

bool overlay_type(App *app, LineEdit *edit, Key key)
{
    bool used = lineedit_key(edit, key);
    say_refused(app, edit);
    return used;
}

bool overlay_insert(App *app, LineEdit *edit, const char *text)
{
    lineedit_insert(edit, text);
    return !say_refused(app, edit);
}

Canvas overlay_box(Canvas *canvas, int width, int height, const char *title)
{
    int room = overlay_prompt_line(canvas);
    width = width > canvas->width ? canvas->width : width;
    height = height > room ? room : height;
    Canvas box = canvas_part(canvas, (canvas->width - width) / 2, (room - height) / 2, width, height);
    canvas_fill(&box, 0, 0, width, height, STYLE_TEXT, " ");
    return canvas_frame(&box, STYLE_FRAME_FOCUS, title);
}

void overlay_draw_edge(const Canvas *box, int x, Style style, const char *text)
{
    Canvas edge = *box;
    int width = text_width(text);
    edge.y += box->height;
    edge.height = 1;
    if (width > 0 && x >= 0 && x + width + 2 <= box->width)
        canvas_format(&edge, x, 0, width + 2, style, " %s ", text);
}

void overlay_draw_rest(const Canvas *box, size_t above, size_t below)
{
    Buffer text = {0};
    if (above > 0)
        buffer_format(&text, "%s %zu more", glyph_text(GLYPH_UP, box->ascii), above);
    if (below > 0)
        buffer_format(&text, "%s%s %zu more", above ? "  " : "", glyph_text(GLYPH_DOWN, box->ascii), below);
    overlay_draw_edge(box, box->width - text_width(buffer_text(&text)) - 3, STYLE_HINT, buffer_text(&text));
    buffer_release(&text);
}

void overlay_draw_question(Canvas *canvas, const char *question)
{
    static const char answers[] = " (y/n)";
    int room = canvas->width - (int)sizeof answers, y = overlay_prompt_line(canvas);
    Buffer safe = {0};
    size_t skip = 0;
    text_safe(question, false, &safe);
    const char *last = buffer_text(&safe);
    if (canvas_text_width(canvas, last) > room && y > 0) {
        size_t length = canvas_wrap(last, canvas->width, &skip);
        canvas_format(canvas, 0, y - 1, canvas->width, STYLE_WARNING, "%.*s", (int)length, last);
        last += length + skip;
    }
    int used = canvas_text(canvas, 0, y, room, STYLE_WARNING, last);
    used += canvas_text(canvas, used, y, canvas->width - used, STYLE_WARNING, answers);
    canvas_cursor(canvas, used + 1 < canvas->width ? used + 1 : canvas->width - 1, y, true);
    buffer_release(&safe);
}

void overlay_seek(App *app, const char *text, int direction, size_t count, size_t *selected,
                  bool (*holds)(const void *list, size_t at, const char *folded), const void *list)
{
    Buffer folded = {0};
    bool found = false;
    size_t at = *selected;
    text_fold(text, &folded);
    for (size_t step = 0; step < count && !found; step++) {
        at = (at + count + (size_t)(ptrdiff_t)direction) % count;
        found = holds(list, at, buffer_text(&folded));
    }
    if (found) {
        *selected = at;
        app_say(app, "Found '%s'  ·  n next  N previous", text);
    } else {
        app_say(app, "'%s' is not found here", text);
    }
    buffer_release(&folded);
}

void overlay_time(int64_t at, Buffer *out)
{
    time_t moment = (time_t)at, now = (time_t)clock_utc();
    struct tm local, today;
    localtime_r(&moment, &local);
    localtime_r(&now, &today);
    if (local.tm_yday != today.tm_yday || local.tm_year != today.tm_year)
        buffer_format(out, "%d %s ", local.tm_mday, month_name(local.tm_mon + 1));
    buffer_format(out, "%02d:%02d", local.tm_hour, local.tm_min);
}

void overlay_scroll(size_t selected, size_t count, int height, size_t *top)
{
    size_t rows = height > 1 ? (size_t)height : 1;
    if (selected < *top)
        *top = selected;
    if (selected >= *top + rows)
        *top = selected - rows + 1;
    if (*top + rows > count)
        *top = count > rows ? count - rows : 0;
}

bool overlay_move(Key key, size_t count, int height, size_t *selected)
{
    static const struct {
        const char *keys;
        int rows, pages;
        bool to_end;
    } moves[] = {{.keys = "up ctrl-p backtab", .rows = -1},
                 {.keys = "down ctrl-n tab", .rows = 1},
                 {.keys = "pageup", .pages = -1},
                 {.keys = "pagedown", .pages = 1},
                 {.keys = "home", .rows = -1, .to_end = true},
                 {.keys = "end", .rows = 1, .to_end = true}};
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
        if (key_in_list(key, moves[i].keys)) {
            ptrdiff_t page = height > 1 ? height - 1 : 1, last = (ptrdiff_t)count - 1;
            ptrdiff_t rows = moves[i].to_end ? moves[i].rows * last : moves[i].rows;
            ptrdiff_t to = (ptrdiff_t)*selected + rows + page * moves[i].pages;
            to = to > last ? last : to;
            *selected = to > 0 ? (size_t)to : 0;
            return true;
        }
    return false;
}

static bool starts_word(const char *text, size_t at)
{
    return at == 0 || !isalnum((unsigned char)text[at - 1]);
}

/* Letters at the start of words and letters in a row count more; where they begin late, less. */
static int score_folded(const char *text, const char *needle)
{
    int score = 0;
    size_t at = 0, last = 0;
    for (const char *wanted = needle; *wanted; wanted++) {
        const char *found = *wanted == ' ' ? text + at : strchr(text + at, *wanted);
        if (!found)
            return -1;
        size_t place = (size_t)(found - text);
        score += 10 + (starts_word(text, place) ? 15 : 0) + (wanted > needle && place == last + 1 ? 10 : 0);
        last = place;
        at = *wanted == ' ' ? place : place + 1;
    }
    return score;
}

int fuzzy_score(const char *text, const char *folded)
{
    Buffer buffer = {0};
    text_fold(text, &buffer);
    const char *plain = buffer_text(&buffer), *whole = strstr(plain, folded);
    int score = score_folded(plain, folded);
    if (whole)
        score += 100 + (starts_word(plain, (size_t)(whole - plain)) ? 50 : 0) + (whole == plain ? 50 : 0);
    buffer_release(&buffer);
    return score;
}
