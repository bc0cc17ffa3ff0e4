/*
 * Help that can be searched and used: every command that works in the pane, from the same tables as the keys. Enter
 * runs the selected one.
 */
#include <stdio.h>
#include <string.h>

#include "overlay.h"
#include "steerco/base/text.h"

enum { BOX_WIDTH = 100, BOX_HEIGHT = 60, KEYS_WIDTH = 23, TABLES = 4, MOVES = 6 };

/* The keys that widgets share; they are no commands. */
static const struct {
    const char *keys, *help;
} movement_help[MOVES] = {
    {"up down k j", "Go to the row above or below"},
    {"left right h l", "Go to the column before or after"},
    {"pageup pagedown", "A page up or down; ctrl-u and ctrl-d half a page"},
    {"home end g G", "To the first or the last row"},
    {"0 … 9", "Open the pane with that digit"},
    {"ctrl-c", "Give up what is open; twice: leave"},
};

typedef struct Line {
    const char *keys, *name, *help;
    const Command *command; /* null: cannot be run from here */
} Line;

typedef struct Help {
    const Pane *pane;
    LineEdit edit;
    ARRAY(Line) lines;
    size_t selected, top;
    int height;
} Help;

static void release(void *state)
{
    Help *help = state;
    lineedit_release(&help->edit);
    array_release(&help->lines);
}

static void add_line(Help *help, const char *folded, Line line)
{
    if (text_contains(line.keys, folded) || text_contains(line.name, folded) || text_contains(line.help, folded))
        array_push(&help->lines, line);
}

static void find(Help *help, App *app)
{
    Buffer folded = {0};
    const Command *tables[TABLES];
    int count = app_command_tables(app, tables, TABLES);
    text_fold(buffer_text(&help->edit.text), &folded);
    help->lines.count = 0;
    for (int i = 0; i < count; i++)
        for (const Command *command = tables[i]; command->name; command++)
            if (app_has_command(app, command))
                add_line(help, buffer_text(&folded), (Line){command->keys, command->name, command->help, command});
    for (int i = 0; i < MOVES; i++)
        add_line(help, buffer_text(&folded), (Line){movement_help[i].keys, "", movement_help[i].help, NULL});
    help->selected = help->top = 0;
    buffer_release(&folded);
}

static void draw_line(const Line *line, Canvas *box, int y, bool selected)
{
    int name = box->width >= 80 ? 24 : 0;
    canvas_text(box, 1, y, KEYS_WIDTH - 1, STYLE_KEY, line->keys);
    canvas_text(box, 1 + KEYS_WIDTH, y, box->width - KEYS_WIDTH - name - 2, STYLE_TEXT, line->help);
    if (name)
        canvas_text(box, box->width - name, y, name - 1, STYLE_DIM, line->name);
    if (selected)
        canvas_mark(box, 0, y, box->width, true);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    Help *help = state;
    char title[80];
    snprintf(title, sizeof title, "Help: %s", help->pane->title);
    Canvas box = overlay_box(canvas, BOX_WIDTH, BOX_HEIGHT, title);
    int y = canvas_paragraph(&box, 1, 0, box.width - 2, box.height / 3, STYLE_DIM, help->pane->help) + 1;
    canvas_text(&box, 1, y, 6, STYLE_TITLE, "Find:");
    help->height = box.height - y - 1;
    overlay_scroll(help->selected, help->lines.count, help->height, &help->top);
    for (int i = 0; i < help->height && help->top + (size_t)i < help->lines.count; i++) {
        size_t at = help->top + (size_t)i;
        draw_line(&help->lines.items[at], &box, y + 1 + i, at == help->selected);
    }
    lineedit_draw(&help->edit, &box, 7, y, box.width - 8);
}

static void run_selected(Help *help, App *app)
{
    const Command *command = help->selected < help->lines.count ? help->lines.items[help->selected].command : NULL;
    if (!command)
        return;
    overlay_close(app, help);
    command->run(app, "");
}

static bool key_pressed(void *state, App *app, Key key)
{
    Help *help = state;
    if (key == KEY_ENTER_)
        run_selected(help, app);
    else if (key == KEY_ESCAPE || key == KEY_FUNCTION + 1)
        overlay_close(app, help);
    else if (!overlay_move(key, help->lines.count, help->height, &help->selected)) {
        if (!lineedit_key(&help->edit, key))
            return false;
        find(help, app);
    }
    return true;
}

static const Command commands[] = {
    {"help-run", "enter", "run", "Do the selected command", NULL},
    {"help-move", "down up pageup pagedown", "move", "Go to another command; typing narrows down", NULL},
    {"help-close", "esc", "close", "Close the help", NULL},
    {0},
};

static const Overlay help_overlay = {
    .name = "help",
    .state_size = sizeof(Help),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .commands = commands,
};

void help_open(App *app)
{
    Help *help = app_open(app, &help_overlay);
    help->pane = app_pane(app);
    find(help, app);
}
