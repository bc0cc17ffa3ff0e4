/*
 * A text to read: scrolls, wraps to the width it has, closes.
 */
#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { BOX_WIDTH = 100, BOX_HEIGHT = 60 };

typedef struct Reading {
    char *title, *text; /* the text in its safe form */
    char *question;     /* "" when there is nothing to decide */
    void (*yes)(App *app, const void *context);
    void *context;
    Draft typed;        /* what led to the question; nothing without a text */
    size_t line, lines; /* first in sight, how many there are at the present width */
    int width, height;  /* of the text when last drawn */
} Reading;

static void release(void *state)
{
    Reading *reading = state;
    free(reading->title);
    free(reading->text);
    free(reading->question);
    free(reading->context);
    draft_release(&reading->typed);
}

static bool typing(void *state, Typing *out)
{
    const Reading *reading = state;
    *out = drafts_typing(&reading->typed);
    return out->text != NULL;
}

static size_t count_lines(const char *text, int width)
{
    size_t lines = 0, skip;
    for (; *text; lines++) {
        text += canvas_wrap(text, width, &skip);
        text += skip;
    }
    return lines;
}

static void draw_line(Canvas *box, int y, const char *text, size_t length)
{
    Buffer line = {0};
    buffer_add_bytes(&line, text, length);
    canvas_text(box, 1, y, box->width - 1, STYLE_TEXT, buffer_text(&line));
    buffer_release(&line);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    Reading *reading = state;
    int wrap = (canvas->width < BOX_WIDTH ? canvas->width : BOX_WIDTH) - 4;
    reading->lines = count_lines(reading->text, wrap);
    int wanted = reading->lines + 2 < BOX_HEIGHT ? (int)reading->lines + 2 : BOX_HEIGHT;
    Canvas box = overlay_box(canvas, BOX_WIDTH, wanted, reading->title);
    reading->height = box.height;
    reading->width = wrap;
    size_t most = reading->lines > (size_t)box.height ? reading->lines - (size_t)box.height : 0, number = 0, skip;
    if (reading->line > most)
        reading->line = most;
    for (const char *text = reading->text; *text && number < reading->line + (size_t)box.height; number++) {
        size_t length = canvas_wrap(text, wrap, &skip);
        if (number >= reading->line)
            draw_line(&box, (int)(number - reading->line), text, length);
        text += length + skip;
    }
    overlay_draw_rest(&box, reading->line, most - reading->line);
    canvas_cursor(&box, 0, 0, false);
    if (reading->question[0])
        overlay_draw_question(canvas, reading->question);
}

/* The text of a line, wrapped as when last drawn. */
static bool line_holds(const void *list, size_t at, const char *folded)
{
    const Reading *reading = list;
    const char *text = reading->text;
    size_t length = 0, skip = 0;
    for (size_t line = 0; *text && line <= at; line++) {
        text += length + skip;
        length = canvas_wrap(text, reading->width, &skip);
    }
    Buffer line = {0};
    buffer_add_bytes(&line, text, length);
    bool found = text_contains(buffer_text(&line), folded);
    buffer_release(&line);
    return found;
}

static void accept(Reading *reading, App *app)
{
    Reading taken = *reading;
    *reading = (Reading){0};
    overlay_close(app, reading);
    taken.yes(app, taken.context);
    release(&taken);
}

static bool key_pressed(void *state, App *app, Key key)
{
    Reading *reading = state;
    size_t line = reading->line;
    if (reading->question[0] && key == 'y')
        accept(reading, app);
    else if (key_in_list(key, reading->question[0] ? "esc q n" : "esc q enter"))
        overlay_close(app, reading);
    else if (key_in_list(key, "k"))
        reading->line -= line > 0;
    else if (key_in_list(key, "j"))
        reading->line++;
    else if (key_in_list(key, "home g"))
        reading->line = 0;
    else if (key_in_list(key, "end G"))
        reading->line = reading->lines;
    else if (key == ' ')
        reading->line += (size_t)reading->height;
    else
        return overlay_move(key, reading->lines, reading->height, &reading->line);
    return true;
}

static const Command commands[] = {
    {"text-scroll", "down up j k pagedown pageup space tab backtab ctrl-n ctrl-p home end g G", "scroll", "Read on",
     NULL},
    {"text-close", "esc q enter", "close", "Close the text", NULL},
    {0},
};

static const Command question_commands[] = {
    {"question-yes", "y", "yes", "Do it", NULL},
    {"question-no", "n esc q", "no", "Leave everything as it is", NULL},
    {"question-scroll", "down up j k pagedown pageup space tab backtab ctrl-n ctrl-p home end g G", "scroll", "Read on",
     NULL},
    {0},
};

static const Overlay pager_overlay;

static void find(App *app, const char *text, int direction)
{
    Reading *reading = overlay_state(app, &pager_overlay);
    overlay_seek(app, text, direction, reading->lines, &reading->line, line_holds, reading);
}

const Mode text_mode = {
    .name = "text",
    .title = "A text to read",
    .help = "A report, or who else is here.",
    .open = true,
    .find = find,
    .commands = commands,
};

static const Overlay pager_overlay = {
    .mode = &text_mode,
    .state_size = sizeof(Reading),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
};

const Mode question_mode = {
    .name = "question",
    .title = "A question with its reasons",
    .help = "Comes up before something large: the text tells what will happen.",
    .commands = question_commands,
};

static const Overlay question_overlay = {
    .mode = &question_mode,
    .state_size = sizeof(Reading),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .typing = typing,
};

static Reading *open_text(App *app, const Overlay *overlay, const char *title, const char *text, const char *question)
{
    Reading *reading = app_open(app, overlay);
    Buffer safe = {0};
    text_safe(text, true, &safe);
    reading->title = memory_text(title);
    reading->text = buffer_steal(&safe);
    reading->question = memory_text(question);
    return reading;
}

void app_read(App *app, const char *title, const char *text)
{
    open_text(app, &pager_overlay, title, text, "");
}

void overlay_ask(App *app, const char *title, const char *text, const char *question, const Typing *typing,
                 void (*yes)(App *app, const void *context), const void *context, size_t context_size)
{
    Reading *reading = open_text(app, &question_overlay, title, text, question);
    reading->yes = yes;
    reading->context = overlay_context(context, context_size);
    if (typing)
        drafts_copy(app, typing, &reading->typed);
}
