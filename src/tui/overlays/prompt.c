/*
 * One line asked for at the bottom of the screen: a text, or yes or no.
 */
#include <stdio.h>
#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { LABEL_SIZE = 240, LEAST_INPUT = 12 };

/* ---- a text ---- */

typedef struct Asking {
    char label[LABEL_SIZE], hint[LABEL_SIZE];
    LineEdit edit;
    bool (*accept)(App *app, const char *text, const void *context);
    void (*changed)(App *app, const char *text);
    void (*complete)(App *app, const char *text, Buffer *out);
    void (*cancelled)(App *app, const void *context);
    PastedLines (*lines)(App *app, const char *text, const void *context);
    void *context;
    const char *command; /* null = its text is not kept */
    char *before, *earlier;
    const Entity *entity; /* of the record that it is about, null = none */
    Id id;
    bool edits_targets;
    Seen seen; /* those, when it was opened */
} Asking;

static void asking_end(void *state)
{
    Asking *asking = state;
    lineedit_release(&asking->edit);
    seen_release(&asking->seen);
    free(asking->context);
    free(asking->before);
    free(asking->earlier);
}

static void asking_draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    Asking *asking = state;
    int y = overlay_prompt_line(canvas);
    int label = text_width(asking->label) + 2, most = canvas->width - LEAST_INPUT;
    if (label > most)
        label = most;
    int hint = !asking->hint[0] ? 0 : text_width(asking->hint) < canvas->width ? 1 : 2;
    Canvas above = canvas_part(canvas, 0, y - hint, canvas->width, hint);
    canvas_fill(&above, 0, 0, canvas->width, hint, STYLE_HINT, " ");
    canvas_paragraph(&above, 0, 0, canvas->width, hint, STYLE_HINT, asking->hint);
    canvas_format(canvas, 0, y, label, STYLE_TITLE, "%s:", asking->label);
    lineedit_draw(&asking->edit, canvas, label, y, canvas->width - label);
}

static bool asking_typing(void *state, Typing *out)
{
    const Asking *asking = state;
    *out = (Typing){.entity = asking->entity,
                    .id = asking->id,
                    .command = asking->command,
                    .text = asking->earlier ? asking->earlier : buffer_text(&asking->edit.text),
                    .before = asking->before};
    return asking->command != NULL;
}

/* What was typed about one record that is there no more is kept. */
static bool asking_is_gone(const Asking *asking, App *app, const Typing *typing)
{
    bool gone = asking->edits_targets && asking->entity && asking->seen.records.count <= 1 &&
                app_is_gone(app, asking->entity, asking->id);
    if (gone)
        drafts_keep(app, typing);
    return gone;
}

/* The text is handed over as a copy: accepting it may open and close anything. */
static void asking_accept(Asking *asking, App *app)
{
    Typing typing;
    char *text = memory_text(buffer_text(&asking->edit.text));
    bool kept = asking_typing(asking, &typing), accepted = kept && asking_is_gone(asking, app, &typing);
    app_saw(app, asking->edits_targets ? &asking->seen : NULL, kept ? &typing : NULL);
    accepted = accepted || asking->accept(app, text, asking->context);
    app_saw(app, NULL, NULL);
    if (accepted)
        overlay_close(app, asking);
    free(text);
}

static void asking_cancel(Asking *asking, App *app)
{
    void *context = asking->context;
    void (*cancelled)(App *, const void *) = asking->cancelled;
    asking->context = NULL;
    overlay_close(app, asking);
    if (cancelled)
        cancelled(app, context);
    free(context);
}

static void asking_complete(Asking *asking, App *app)
{
    Buffer completed = {0};
    asking->complete(app, buffer_text(&asking->edit.text), &completed);
    lineedit_start(&asking->edit, buffer_text(&completed), false);
    buffer_release(&completed);
}

static bool asking_type(Asking *asking, App *app, Key key)
{
    bool used = overlay_type(app, &asking->edit, key);
    if (used && asking->changed)
        asking->changed(app, buffer_text(&asking->edit.text));
    return used;
}

static bool asking_key(void *state, App *app, Key key)
{
    Asking *asking = state;
    if (key == KEY_ENTER_)
        asking_accept(asking, app);
    else if (key == KEY_ESCAPE)
        asking_cancel(asking, app);
    else if (key == KEY_TABULATOR && asking->complete)
        asking_complete(asking, app);
    else
        return asking_type(asking, app, key);
    return true;
}

/* False, and said why, when the text is not taken; the line is as it was then. */
static bool asking_take(Asking *asking, App *app, const char *text)
{
    PastedLines lines = asking->lines ? asking->lines(app, text, asking->context) : LINES_NONE;
    if (lines == LINES_TAKEN)
        overlay_close(app, asking);
    if (lines != LINES_NONE)
        return lines == LINES_TAKEN;
    bool taken = overlay_insert(app, &asking->edit, text);
    if (asking->changed)
        asking->changed(app, buffer_text(&asking->edit.text));
    return taken;
}

static void asking_paste(void *state, App *app, const char *text)
{
    (void)asking_take(state, app, text);
}

/* Lines that were pasted go the way of pasted lines. */
static bool asking_resume(void *state, App *app, const Typing *draft)
{
    Asking *asking = state;
    bool same = asking->entity == draft->entity && asking->id == draft->id;
    if (!asking->command || !text_equal(asking->command, draft->command) || (asking->edits_targets && !same))
        return false;
    lineedit_start(&asking->edit, "", false);
    return asking_take(asking, app, draft->text);
}

static const Command asking_commands[] = {
    {"prompt-accept", "enter", "ok", "Take the text", NULL},
    {"prompt-cancel", "esc", "cancel", "Leave everything as it is", NULL},
    {"prompt-clear", "ctrl-u", "clear", "Delete what is before the cursor", NULL},
    {0},
};

const Mode prompt_mode = {
    .name = "prompt",
    .title = "A line to type",
    .help = "Comes up in the message line where a text is asked for; what may be typed stands above it.",
    .typing = true,
    .commands = asking_commands,
};

static const Overlay asking_overlay = {
    .mode = &prompt_mode,
    .state_size = sizeof(Asking),
    .end = asking_end,
    .draw = asking_draw,
    .key_pressed = asking_key,
    .paste = asking_paste,
    .typing = asking_typing,
    .resume = asking_resume,
};

static void see_targets(Asking *asking, App *app)
{
    Ids ids = {0};
    const List *list = app_list(app, app_pane(app));
    if (list)
        list_targets(list, app_plan(app), &ids);
    for (size_t i = 0; i < ids.count; i++)
        seen_add(&asking->seen, app_plan(app), list->entity, ids.items[i]);
    array_release(&ids);
}

void app_prompt(App *app, const Prompt *prompt)
{
    Asking *asking = app_open(app, &asking_overlay);
    snprintf(asking->label, sizeof asking->label, "%s", prompt->label);
    snprintf(asking->hint, sizeof asking->hint, "%s", prompt->hint ? prompt->hint : "");
    asking->accept = prompt->accept;
    asking->changed = prompt->changed;
    asking->complete = prompt->complete;
    asking->cancelled = prompt->cancelled;
    asking->lines = prompt->lines;
    asking->context = overlay_context(prompt->context, prompt->context_size);
    asking->command = prompt->command;
    asking->before = memory_text(prompt->before ? prompt->before : "");
    asking->earlier = prompt->earlier ? memory_text(prompt->earlier) : NULL;
    asking->edits_targets = prompt->edits_targets;
    if (!(prompt->about_selected || prompt->edits_targets) || !app_selection(app, &asking->entity, &asking->id))
        asking->entity = NULL, asking->id = 0;
    if (asking->edits_targets)
        see_targets(asking, app);
    lineedit_start(&asking->edit, prompt->initial ? prompt->initial : "", false);
}

/* ---- yes or no ---- */

typedef struct Confirming {
    char question[LABEL_SIZE];
    void (*yes)(App *app, const void *context);
    void *context;
} Confirming;

static void confirming_end(void *state)
{
    free(((Confirming *)state)->context);
}

static void confirming_draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    const Confirming *confirming = state;
    overlay_draw_question(canvas, confirming->question);
}

static bool confirming_key(void *state, App *app, Key key)
{
    Confirming *confirming = state;
    if (key_in_list(key, "y Y")) {
        void *context = confirming->context;
        void (*yes)(App *, const void *) = confirming->yes;
        confirming->context = NULL;
        overlay_close(app, confirming);
        yes(app, context);
        free(context);
    } else if (key_in_list(key, "n N q esc")) {
        overlay_close(app, confirming);
    } else {
        return false;
    }
    return true;
}

static const Command confirming_commands[] = {
    {"confirm-yes", "y Y", "yes", "Do it", NULL},
    {"confirm-no", "n N esc q", "no", "Leave everything as it is", NULL},
    {0},
};

const Mode confirm_mode = {
    .name = "confirm",
    .title = "A question",
    .help = "Comes up before something that is large or cannot be undone.",
    .commands = confirming_commands,
};

static const Overlay confirming_overlay = {
    .mode = &confirm_mode,
    .state_size = sizeof(Confirming),
    .end = confirming_end,
    .draw = confirming_draw,
    .key_pressed = confirming_key,
};

void app_confirm(App *app, const char *question, void (*yes)(App *app, const void *context), const void *context,
                 size_t context_size)
{
    Confirming *confirming = app_open(app, &confirming_overlay);
    snprintf(confirming->question, sizeof confirming->question, "%s", question);
    confirming->yes = yes;
    confirming->context = overlay_context(context, context_size);
}
