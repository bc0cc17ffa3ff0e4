/*
 * The first screen of an empty file: three ways to begin, and the three keys to know.
 */
#include "steerco/session/sample.h"
#include "steerco/tui/app/frame.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { BOX_WIDTH = 64, BOX_HEIGHT = 15 };

typedef struct Welcome {
    size_t selected;
} Welcome;

static void take_sample(App *app)
{
    Error error = {0};
    if (!sample_load(app_session(app), &error))
        app_complain(app, &error);
    else
        app_say(app, "This is the sample board: change what you like, u undoes");
    app_forget_panes(app);
}

static void take_file(App *app)
{
    import_ask(app, "");
}

static void take_blank(App *app)
{
    board_new(app, "");
}

static const struct {
    const char *key, *title, *help;
    void (*run)(App *app);
} ways[] = {
    {"s", "Sample board", "a whole project to look around in", take_sample},
    {"i", "Import a file", "CSV, or XML of Microsoft Project", take_file},
    {"b", "Blank board", "a name, a start, and the first task", take_blank},
};
enum { WAYS = sizeof ways / sizeof *ways };

static void draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    const Welcome *welcome = state;
    canvas_fill(canvas, 0, 1, canvas->width, overlay_prompt_line(canvas), STYLE_TEXT, " ");
    Canvas box = overlay_box(canvas, BOX_WIDTH, BOX_HEIGHT, "steerco");
    int y = box.height > 12 ? 1 : 0;
    y += canvas_paragraph(&box, 2, y, box.width - 4, 3, STYLE_TEXT,
                          "One board shows the schedule, the risks, the budget and the stakeholders of a project. "
                          "How do you want to begin?");
    y += box.height > 10;
    for (size_t i = 0; i < WAYS; i++, y++) {
        canvas_text(&box, 2, y, 2, STYLE_KEY, ways[i].key);
        canvas_text(&box, 5, y, 14, STYLE_STRONG, ways[i].title);
        canvas_text(&box, 20, y, box.width - 21, STYLE_DIM, ways[i].help);
        if (i == welcome->selected) {
            canvas_mark(&box, 1, y, box.width - 2, true);
            canvas_cursor(&box, 2, y, false);
        }
    }
    canvas_paragraph(&box, 2, y + 1, box.width - 4, box.height - y - 1, STYLE_TEXT,
                     "Three keys to know:\n"
                     "  ?   every key and command, searchable\n"
                     "  :   any command by its name\n"
                     "  u   takes the last change back, as often as you like");
}

static void take(Welcome *welcome, App *app, size_t way)
{
    overlay_close(app, welcome);
    ways[way].run(app);
}

static bool key_pressed(void *state, App *app, Key key)
{
    Welcome *welcome = state;
    for (size_t i = 0; i < WAYS; i++)
        if (key_in_list(key, ways[i].key)) {
            take(welcome, app, i);
            return true;
        }
    if (key == KEY_ENTER_)
        take(welcome, app, welcome->selected);
    else if (key_in_list(key, "q"))
        app_quit(app);
    else
        return overlay_move(key, WAYS, WAYS, &welcome->selected);
    return true;
}

static const Command commands[] = {
    {"welcome-take", "enter s i b", "begin", "Begin with the selected one, the sample, an import or a blank board",
     NULL},
    {"welcome-move", "down up tab backtab ctrl-n ctrl-p home end pageup pagedown", "move", "Go to another way", NULL},
    {"welcome-quit", "q", "quit", "Leave", NULL},
    {0},
};

const Mode welcome_mode = {
    .name = "welcome",
    .title = "The first screen",
    .help = "Comes up, again and again, while the file holds no board.",
    .open = true,
    .commands = commands,
};

static const Overlay welcome_overlay = {
    .mode = &welcome_mode,
    .state_size = sizeof(Welcome),
    .draw = draw,
    .key_pressed = key_pressed,
};

void welcome_open(App *app)
{
    app_open(app, &welcome_overlay);
}
