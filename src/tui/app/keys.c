/*
 * Which command a key means here and now. Without a mode above the panes: a row of the pane in focus, else one of all
 * panes. In a mode: a row of it, and what it does not know falls through to the same rows as far as they reach. Help,
 * palette and key bar ask here too, so they tell what the keys do.
 */
#include "steerco/tui/app/keys.h"

#include <string.h>

#include "app_parts.h"
#include "steerco/tui/app/frame.h"
#include "steerco/tui/app/modes.h"

enum { KEY_NAME_SIZE = 32 };

/* Keys that are no commands, since every list has them; told in help and manual all the same. */
const Command key_commands[] = {
    {"row", "up down k j", NULL, "Go to the row above or below", NULL},
    {"column", "left right h l", NULL, "Go to the column before or after", NULL},
    {"page", "pageup pagedown ctrl-b ctrl-f ctrl-u ctrl-d", NULL, "A page up or down; ctrl-u and ctrl-d half a page",
     NULL},
    {"ends", "home end g G", NULL, "To the first or the last row", NULL},
    {"pane-by-digit", "0 1 2 3 4 5 7 8 9", NULL, "Open the pane with that digit", NULL},
    {"give-up", "ctrl-c", NULL, "Give up what is open; twice: leave", NULL},
    {0},
};

const Reach app_reaches[] = {
    {.names = "help repaint suspend give-up"},
    {.names = "command", .calm = true},
    {.names = "find find-next find-previous", .found = true},
    {.names = "pane-by-digit undo redo quit back forth now who", .open = true},
    {.names =
         "task-explain task-back finding-next finding-previous health conflicts chart chart-zoom-in chart-zoom-out "
         "chart-fit chart-earlier chart-later chart-bar chart-wider chart-narrower",
     .beside = true},
    {0},
};

static bool is_character(Key key)
{
    return key > 0 && key < KEY_SPECIAL;
}

const Command *command_of_key(const Command *commands, Key key)
{
    for (; commands && commands->name; commands++)
        if (commands->run && key_in_list(key, commands->keys))
            return commands;
    return NULL;
}

static bool is_row_of(const Command *commands, const Command *command)
{
    for (; commands && commands->name; commands++)
        if (commands == command)
            return true;
    return false;
}

static bool knows_key(const Mode *mode, Key key)
{
    for (const Command *row = mode->commands; row->name; row++)
        if (key_in_list(key, row->keys))
            return true;
    return false;
}

/* Is the name among those that the spaces separate? */
static bool is_named(const char *names, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at += length)
        if ((at == names || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static bool reaches(const Command *command, const Mode *mode)
{
    bool reached = !mode;
    for (const Reach *reach = app_reaches; reach->names && !reached; reach++)
        reached = (!reach->calm || !mode->typing) && (!reach->beside || mode->beside) && (!reach->open || mode->open) &&
                  (!reach->found || mode->find) && is_named(reach->names, command->name);
    return reached;
}

/* Where text is typed characters are text; and a mode's own keys come first. */
static bool falls_through(const Mode *mode, Key key)
{
    return !mode || !(knows_key(mode, key) || (mode->typing && is_character(key)));
}

int app_pane_tables(const App *app, const Command *out[COMMAND_TABLES])
{
    const Pane *pane = app_pane(app);
    int count = 0;
    if (pane->commands)
        out[count++] = pane->commands;
    if (pane->entity)
        out[count++] = register_commands;
    if (pane_has_sheets(pane))
        out[count++] = sheet_commands;
    return count;
}

const Command *app_pane_command_of_key(const App *app, Key key)
{
    const Command *tables[COMMAND_TABLES], *command = NULL;
    int count = app_pane_tables(app, tables);
    for (int i = 0; i < count && !command; i++)
        command = command_of_key(tables[i], key);
    return command;
}

const Command *app_command_of_key(const App *app, Key key)
{
    const Command *command = app_pane_command_of_key(app, key);
    return command ? command : command_of_key(app_commands, key);
}

/* The next of a space-separated list of keys; 0 at its end. */
static Key take_key(const char **keys)
{
    char name[KEY_NAME_SIZE];
    *keys += strspn(*keys, " ");
    size_t length = strcspn(*keys, " ");
    if (length == 0 || length >= sizeof name)
        return 0;
    memcpy(name, *keys, length);
    name[length] = '\0';
    *keys += length;
    return key_parse(name);
}

Key app_key_of_command(const App *app, const Mode *mode, const Command *command)
{
    const char *keys = command->keys;
    bool own = mode && is_row_of(mode->commands, command), shared = is_row_of(key_commands, command);
    for (Key key; (key = take_key(&keys)); keys = mode ? keys : "") /* a pane that takes the first one takes all */
        if (own ||
            (reaches(command, mode) && falls_through(mode, key) && (shared || app_command_of_key(app, key) == command)))
            return key;
    return 0;
}

bool app_has_command(const App *app, const Mode *mode, const Command *command)
{
    return app_key_of_command(app, mode, command) || (!*command->keys && reaches(command, mode));
}

int app_command_tables(const App *app, const Mode *mode, const Command *out[COMMAND_TABLES])
{
    int count = 0;
    if (mode)
        out[count++] = mode->commands;
    count += app_pane_tables(app, out + count);
    out[count++] = app_commands;
    out[count++] = key_commands;
    return count;
}

const Mode *app_mode(const App *app)
{
    const Layer *top = app_top_layer(app);
    return !top ? NULL : top->overlay->present ? top->overlay->present(top->state) : top->overlay->mode;
}

/* Those that may be left, from the uppermost one down. */
static void leave_modes(App *app)
{
    for (const Mode *mode; (mode = app_mode(app)) && mode->open;)
        app_close(app);
}

static bool open_by_digit(App *app, Key key)
{
    const Pane *pane = key >= '0' && key <= '9' ? app_sheet_of_digit(app, (char)key) : NULL;
    if (pane) {
        leave_modes(app);
        app_show_pane(app, pane);
    }
    return pane != NULL;
}

void app_run_command(App *app, const Command *command, const char *argument)
{
    const Mode *mode = app_mode(app);
    if (mode && is_row_of(mode->commands, command)) {
        app_key(app, app_key_of_command(app, mode, command));
        return;
    }
    if (!reaches(command, mode))
        leave_modes(app);
    mode = app_mode(app);
    if (!command->run)
        app_say(app, "%s is done by its keys: %s", command->name, command->keys);
    else if (reaches(command, mode))
        command->run(app, argument);
    else
        app_say(app, "%s has to wait: finish this first, or leave it with esc", command->name);
}

void app_fall_through(App *app, Key key)
{
    const Mode *mode = app_mode(app);
    const Command *command = falls_through(mode, key) ? app_command_of_key(app, key) : NULL;
    Buffer name = {0};
    if (command && reaches(command, mode)) {
        command->run(app, "");
    } else if (!(falls_through(mode, key) && (!mode || mode->open) && open_by_digit(app, key))) {
        key_format(key, &name);
        app_say(app, "%s does nothing here  ·  %s tells the keys", buffer_text(&name),
                mode && mode->typing ? "f1" : "?");
    }
    buffer_release(&name);
}
