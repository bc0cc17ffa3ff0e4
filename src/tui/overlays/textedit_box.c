/*
 * A long text in a box of its own, several lines: ctrl-s keeps it, Esc gives up, and what was typed stays a draft. Who
 * has an editor of their own goes there and comes back with the text, unless the login may start nothing else.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "steerco/base/text.h"
#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/widgets/textedit.h"

enum { BOX_WIDTH = 90, BOX_HEIGHT = 24 };

typedef struct Noting {
    const Entity *entity;
    const Field *field;
    Id id;
    TextEdit edit;
    Buffer before;
    Seen seen; /* the record when typing began */
} Noting;

static void release(void *state)
{
    Noting *noting = state;
    textedit_release(&noting->edit);
    buffer_release(&noting->before);
    seen_release(&noting->seen);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    Noting *noting = state;
    Buffer title = {0};
    value_label(noting->field, &title);
    buffer_format(&title, " of ");
    entity_code(noting->entity, noting->id, &title);
    buffer_add_char(&title, ' ');
    if (plan_find(app_plan(app), noting->entity->kind, noting->id))
        plan_label(app_plan(app), noting->entity, noting->id, &title);
    Canvas box = overlay_box(canvas, BOX_WIDTH, BOX_HEIGHT, buffer_text(&title));
    Canvas inside = canvas_part(&box, 1, 0, box.width - 2, box.height);
    textedit_draw(&noting->edit, &inside);
    buffer_release(&title);
}

static bool typing(void *state, Typing *out)
{
    const Noting *noting = state;
    *out = (Typing){.entity = noting->entity,
                    .id = noting->id,
                    .field = noting->field,
                    .text = buffer_text(&noting->edit.line.text),
                    .before = buffer_text(&noting->before)};
    return true;
}

static bool is_changed(const Noting *noting)
{
    return !text_equal(buffer_text(&noting->edit.line.text), buffer_text(&noting->before));
}

static void keep(Noting *noting, App *app)
{
    Typing typed;
    bool done = !is_changed(noting);
    typing(noting, &typed);
    if (!done) {
        app_saw(app, &noting->seen, &typed);
        done = app_set_typed(app, &typed);
        app_saw(app, NULL, NULL);
    }
    if (done)
        overlay_close(app, noting);
}

static void give_up(Noting *noting, App *app)
{
    Typing typed;
    if (typing(noting, &typed) && is_changed(noting)) {
        app_say(app, "The text is as it was");
        drafts_keep(app, &typed);
    }
    overlay_close(app, noting);
}

/* ---- an editor of one's own ---- */

static bool write_file(char *path, const char *text, Error *error)
{
    int descriptor = mkstemp(path); /* for this person alone */
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (!file)
        return error_set(error, "%s: %s", path, error_reason(errno));
    bool good = fputs(text, file) >= 0 && (!*text || text[strlen(text) - 1] == '\n' || fputc('\n', file) != EOF);
    good = fclose(file) == 0 && good;
    return good || error_set(error, "%s: %s", path, error_reason(errno));
}

static bool read_file(const char *path, Buffer *out, Error *error)
{
    FILE *file = fopen(path, "r");
    Buffer bytes = {0};
    char block[4096];
    if (!file)
        return error_set(error, "%s: %s", path, error_reason(errno));
    for (size_t length; bytes.length <= TEXT_MOST && (length = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add_bytes(&bytes, block, length);
    bool good = fclose(file) == 0;
    if (bytes.length > TEXT_MOST)
        good = error_set(error, "The text has more than the %d bytes that are taken", TEXT_MOST);
    good = good && text_clean(buffer_text(&bytes), bytes.length, true, out, error);
    buffer_release(&bytes);
    return good;
}

static void edit_elsewhere(Noting *noting, App *app)
{
    Error error = {0};
    Buffer path = {0}, text = {0};
    const char *folder = getenv("TMPDIR");
    if (app_is_restricted(app)) {
        app_say(app, "This login starts no other programs");
        return;
    }
    buffer_format(&path, "%s/steerco-text-XXXXXX", folder && *folder == '/' ? folder : "/tmp");
    bool made = write_file(path.bytes, buffer_text(&noting->edit.line.text), &error);
    bool good = made && term_edit(path.bytes, &error) && read_file(path.bytes, &text, &error);
    if (made)
        unlink(path.bytes);
    if (good)
        textedit_start(&noting->edit, buffer_text(&text));
    else
        app_complain(app, &error);
    buffer_release(&text);
    buffer_release(&path);
}

/* ---- keys ---- */

static void say_refused(const Noting *noting, App *app)
{
    if (noting->edit.line.refused > 0)
        app_say(app, "Too long: %zu bytes more in a text that has %zu, and takes %d in all; it stays as it was",
                noting->edit.line.refused, noting->edit.line.text.length, TEXT_MOST);
}

static bool key_pressed(void *state, App *app, Key key)
{
    Noting *noting = state;
    if (key_in_list(key, "ctrl-s f2"))
        keep(noting, app);
    else if (key == KEY_ESCAPE)
        give_up(noting, app);
    else if (key_in_list(key, "ctrl-o"))
        edit_elsewhere(noting, app);
    else if (!textedit_key(&noting->edit, key))
        return false;
    else
        say_refused(noting, app);
    return true;
}

static void paste(void *state, App *app, const char *text)
{
    Noting *noting = state;
    lineedit_insert_lines(&noting->edit.line, text);
    say_refused(noting, app);
}

static bool resume(void *state, App *app, const Typing *draft)
{
    (void)app;
    Noting *noting = state;
    bool same = draft->id == noting->id && draft->field == noting->field;
    if (same)
        textedit_start(&noting->edit, draft->text);
    return same;
}

static const Command commands[] = {
    {"note-keep", "ctrl-s f2", "keep", "Keep the text", NULL},
    {"note-cancel", "esc", "give up", "Leave the text as it was; what was typed stays a draft", NULL},
    {"note-line", "enter", "new line", "Begin a line", NULL},
    {"note-editor", "ctrl-o", "editor", "Go on in your own editor: $VISUAL or $EDITOR", NULL},
    {"note-move", "up down ctrl-p ctrl-n pageup pagedown", NULL, "To another line, a page up or down", NULL},
    {"note-ends", "home end ctrl-a ctrl-e ctrl-home ctrl-end", NULL,
     "To the beginning or the end of the line, of the text", NULL},
    {"note-delete", "ctrl-u ctrl-k", NULL, "Delete what is before the cursor in its line, or behind it", NULL},
    {0},
};

const Mode note_mode = {
    .name = "note",
    .title = "A text of several lines",
    .help = "Opened with enter or e on a long text: description, notes. Several lines can be typed and pasted.",
    .typing = true,
    .commands = commands,
};

static const Overlay note_overlay = {
    .mode = &note_mode,
    .state_size = sizeof(Noting),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .paste = paste,
    .typing = typing,
    .resume = resume,
};

void note_open(App *app, const Entity *entity, Id id, const Field *field)
{
    Noting *noting = app_open(app, &note_overlay);
    noting->entity = entity;
    noting->id = id;
    noting->field = field;
    value_text_to_edit(app_plan(app), entity, id, field, &noting->before);
    seen_add(&noting->seen, app_plan(app), entity, id);
    textedit_start(&noting->edit, buffer_text(&noting->before));
}
