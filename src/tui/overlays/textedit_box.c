/*
 * A long text in a box of its own, several lines: ctrl-s keeps it, Esc gives up, and what was typed stays a draft. Who
 * has an editor of their own goes there and comes back with the text, unless the login may start nothing else.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "steerco/base/merge.h"
#include "steerco/base/text.h"
#include "steerco/session/minutes.h"
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
    Buffer stored; /* what the plan held when typing began, */
    Buffer before; /* and what was typed into: the same, but for minutes that begin with their agenda */
    Seen seen;     /* the record then */
} Noting;

static void release(void *state)
{
    Noting *noting = state;
    textedit_release(&noting->edit);
    buffer_release(&noting->before);
    buffer_release(&noting->stored);
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

/* Somebody else wrote into the same text meanwhile: where both go together, both stay. Says whether that was so. */
static bool take_in_theirs(Noting *noting, App *app)
{
    Buffer now = {0}, merged = {0};
    const Plan *plan = app_plan(app);
    bool taken = false;
    Error ignored = {0}; /* what is wrong the commit will say */
    if (!session_refresh(app_session(app), NULL, &ignored) || !plan_find(plan, noting->entity->kind, noting->id))
        return false;
    value_text_to_edit(plan, noting->entity, noting->id, noting->field, &now);
    if (!text_equal(buffer_text(&now), buffer_text(&noting->stored)) &&
        merge_lines(buffer_text(&noting->before), buffer_text(&noting->edit.line.text), buffer_text(&now), &merged) &&
        merged.length <= TEXT_MOST) {
        textedit_start(&noting->edit, buffer_text(&merged));
        seen_release(&noting->seen);
        seen_add(&noting->seen, plan, noting->entity, noting->id);
        taken = true;
    }
    buffer_release(&now);
    buffer_release(&merged);
    return taken;
}

static void keep(Noting *noting, App *app)
{
    Typing typed;
    bool done = !is_changed(noting);
    bool both = !done && take_in_theirs(noting, app);
    typing(noting, &typed);
    if (!done) {
        app_saw(app, &noting->seen, &typed);
        done = app_set_typed(app, &typed);
        app_saw(app, NULL, NULL);
    }
    if (done && both)
        app_say(app, "Kept, and what somebody else wrote meanwhile is in it too  ·  u undoes");
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

/* ---- minutes ---- */

/* What the line that holds the cursor says, and where it begins. */
static size_t line_at_cursor(const Noting *noting, Buffer *out)
{
    const char *text = buffer_text(&noting->edit.line.text);
    size_t begin = noting->edit.line.at;
    while (begin > 0 && text[begin - 1] != '\n')
        begin--;
    buffer_add_bytes(out, text + begin, strcspn(text + begin, "\n"));
    return begin;
}

/* What it made takes the place of the line; the cursor stands behind it. */
static void replace_line(Noting *noting, size_t begin, size_t length, const char *words)
{
    Buffer text = {0};
    const char *before = buffer_text(&noting->edit.line.text);
    buffer_add_bytes(&text, before, begin);
    buffer_add(&text, words);
    size_t cursor = text.length;
    buffer_add(&text, before + begin + length);
    textedit_start(&noting->edit, buffer_text(&text));
    noting->edit.line.at = cursor;
    buffer_release(&text);
}

static bool make_noted(Noting *noting, App *app, const char *above, const char *line, Buffer *words)
{
    ChangeSet set = {0};
    Error error = {0};
    Record *made;
    const Entity *type;
    app_begin(app, &set, "");
    bool done =
        minutes_note(&set, app_plan(app), (Referent){noting->entity, noting->id}, above, line, &made, &type, &error);
    if (!done)
        app_complain(app, &error);
    done = done && app_commit(app, &set);
    if (done)
        minutes_word_made(app_plan(app), type, made->id, words);
    change_release(&set);
    return done;
}

/* In minutes, Enter on a line like "/a Call the vendor @anna due fri" makes what it says. True: the key was used up. */
static bool note_line(Noting *noting, App *app)
{
    Buffer line = {0}, above = {0}, words = {0};
    bool refused = false;
    size_t begin = line_at_cursor(noting, &line);
    if (minutes_are_in(noting->entity, noting->field) && minutes_is_note(buffer_text(&line))) {
        buffer_add_bytes(&above, buffer_text(&noting->edit.line.text), begin);
        refused = !make_noted(noting, app, buffer_text(&above), buffer_text(&line), &words);
        if (!refused)
            replace_line(noting, begin, line.length, buffer_text(&words));
    }
    buffer_release(&line);
    buffer_release(&above);
    buffer_release(&words);
    return refused;
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
    else if (key == KEY_ENTER_ && note_line(noting, app))
        return true;
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
    value_text_to_edit(app_plan(app), entity, id, field, &noting->stored);
    buffer_add(&noting->before, buffer_text(&noting->stored));
    if (noting->before.length == 0 && minutes_are_in(entity, field))
        minutes_begin(app_plan(app), (Referent){entity, id}, &noting->before);
    seen_add(&noting->seen, app_plan(app), entity, id);
    textedit_start(&noting->edit, buffer_text(&noting->before));
}
