/*
 * Help that can be searched and used: every command that works in the pane, from the same tables as the keys. Enter
 * runs the selected one.
 */
#include <stdio.h>

#include "steerco/base/text.h"
#include "steerco/tui/app/keys.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { BOX_WIDTH = 100, BOX_HEIGHT = 60, KEYS_WIDTH = 20, NAME_WIDTH = 26, NAMES_FROM_WIDTH = 90 };

/* A command, or (null) what pane or mode are for. */
typedef struct Line {
    const Command *command;
    const char *help;
} Line;

typedef struct Help {
    const Pane *pane;
    const Mode *mode; /* null = of the pane */
    LineEdit edit;
    ARRAY(Line) lines;
    size_t selected, top;
    int width, height; /* of the lines when last drawn */
} Help;

static void release(void *state)
{
    Help *help = state;
    lineedit_release(&help->edit);
    array_release(&help->lines);
}

/* A slash in front is passed over: it is how one begins to search elsewhere. */
static const char *sought(const Help *help)
{
    const char *text = buffer_text(&help->edit.text);
    return text[0] == '/' && text[1] ? text + 1 : text[0] == '/' ? "" : text;
}

static void add_command(Help *help, const Command *command, const char *folded)
{
    if (text_contains(command->keys, folded) || text_contains(command->name, folded) ||
        text_contains(command->help, folded))
        array_push(&help->lines, (Line){command, command->help});
}

static void find(Help *help, App *app)
{
    Buffer folded = {0};
    const Command *tables[COMMAND_TABLES];
    int count = app_command_tables(app, help->mode, tables);
    const char *about = help->mode ? help->mode->help : help->pane->help;
    text_fold(sought(help), &folded);
    help->lines.count = 0;
    if (text_contains(about, buffer_text(&folded)))
        array_push(&help->lines, (Line){.help = about});
    for (int i = 0; i < count; i++)
        for (const Command *command = tables[i]; command->name; command++)
            if (app_has_command(app, help->mode, command))
                add_command(help, command, buffer_text(&folded));
    help->top = 0;
    help->selected = help->lines.count > 1 && !help->lines.items[0].command;
    buffer_release(&folded);
}

/* ---- drawing ---- */

/* The lines of a text wrapped to a width, drawn from line `y` on unless the canvas is null. */
static int lay_out(const char *text, int x, int width, Style style, Canvas *canvas, int y)
{
    int lines = 0;
    size_t skip;
    for (; *text && width > 0; lines++) {
        size_t length = canvas_wrap(text, width, &skip);
        if (canvas)
            canvas_format(canvas, x, y + lines, width, style, "%.*s", (int)length, text);
        text += length + skip;
    }
    return lines;
}

static int lay_out_line(const Line *line, int width, Canvas *canvas, int y)
{
    if (!line->command)
        return lay_out(line->help, 1, width - 2, STYLE_DIM, canvas, y) + 1;
    bool named = width >= NAMES_FROM_WIDTH;
    int room = width - KEYS_WIDTH - 2 - (named ? NAME_WIDTH : 0);
    int keys = lay_out(line->command->keys, 1, KEYS_WIDTH - 2, STYLE_KEY, canvas, y);
    int help = lay_out(line->help, 1 + KEYS_WIDTH, room, STYLE_TEXT, canvas, y);
    if (named)
        lay_out(line->command->name, width - NAME_WIDTH, NAME_WIDTH - 1, STYLE_DIM, canvas, y);
    return keys > help ? keys : help > 0 ? help : 1;
}

static int lines_between(const Help *help, size_t from, size_t end)
{
    int lines = 0;
    for (size_t i = from; i < end; i++)
        lines += lay_out_line(&help->lines.items[i], help->width, NULL, 0);
    return lines;
}

static void scroll(Help *help)
{
    size_t count = help->lines.count;
    if (help->top > help->selected)
        help->top = help->selected;
    while (help->top < help->selected && lines_between(help, help->top, help->selected + 1) > help->height)
        help->top++;
    while (help->top > 0 && lines_between(help, help->top - 1, count) <= help->height)
        help->top--;
}

/* How many of them are in sight as a whole, at least one. */
static size_t draw_lines(const Help *help, Canvas *part)
{
    size_t at = help->top, whole = 0;
    for (int y = 0; at < help->lines.count && y < part->height; at++) {
        int lines = lay_out_line(&help->lines.items[at], help->width, part, y);
        for (int line = 0; at == help->selected && help->lines.items[at].command && line < lines; line++)
            canvas_mark(part, 0, y + line, part->width, true);
        y += lines;
        whole += y <= part->height;
    }
    return whole > 0 ? whole : 1;
}

static void draw_name(const Help *help, Canvas *box)
{
    const Command *command = help->selected < help->lines.count ? help->lines.items[help->selected].command : NULL;
    if (command && help->width < NAMES_FROM_WIDTH)
        overlay_draw_edge(box, 1, STYLE_HINT, command->name);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    Help *help = state;
    char title[80];
    snprintf(title, sizeof title, "Help: %s", help->mode ? help->mode->title : pane_sheet_title(help->pane));
    Canvas box = overlay_box(canvas, BOX_WIDTH, BOX_HEIGHT, title);
    Canvas part = canvas_part(&box, 0, 1, box.width, box.height - 1);
    help->width = box.width;
    help->height = part.height;
    scroll(help);
    size_t whole = draw_lines(help, &part), count = help->lines.count;
    if (count == 0)
        canvas_text(&part, 1, 0, part.width - 1, STYLE_DIM, "Nothing here is called so");
    overlay_draw_rest(&box, help->top, help->top + whole < count ? count - help->top - whole : 0);
    draw_name(help, &box);
    canvas_text(&box, 1, 0, 7, STYLE_TITLE, "/ Find:");
    lineedit_draw(&help->edit, &box, 9, 0, box.width - 10);
}

/* ---- keys ---- */

static void run_selected(Help *help, App *app)
{
    const Command *command = help->selected < help->lines.count ? help->lines.items[help->selected].command : NULL;
    if (!command)
        return;
    overlay_close(app, help);
    app_run_command(app, command, "");
}

static bool key_pressed(void *state, App *app, Key key)
{
    Help *help = state;
    if (key == KEY_ENTER_)
        run_selected(help, app);
    else if (key_in_list(key, "esc f1"))
        overlay_close(app, help);
    else if (!overlay_move(key, help->lines.count, help->height / 2, &help->selected)) {
        if (!overlay_type(app, &help->edit, key))
            return false;
        find(help, app);
    }
    return true;
}

static const Command commands[] = {
    {"help-run", "enter", "run", "Do the selected command", NULL},
    {"help-move", "down up tab backtab ctrl-n ctrl-p", "move", "Go to another command; typing narrows down", NULL},
    {"help-page", "pagedown pageup home end", "page", "A page up or down; to the first or the last command", NULL},
    {"help-close", "esc f1", "close", "Close the help", NULL},
    {0},
};

const Mode help_mode = {
    .name = "help",
    .title = "Help",
    .help = "Opened with ? or F1: every key and command of where you are. Typing narrows it down.",
    .typing = true,
    .commands = commands,
};

static const Overlay help_overlay = {
    .mode = &help_mode,
    .state_size = sizeof(Help),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
};

void help_open_for(App *app, const Mode *mode)
{
    Help *help = app_open(app, &help_overlay);
    help->pane = app_pane(app);
    help->mode = mode;
    find(help, app);
}

void help_open(App *app)
{
    help_open_for(app, app_mode(app));
}
