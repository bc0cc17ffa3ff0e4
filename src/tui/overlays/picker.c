/*
 * Pick one of many: typing narrows down what the owner of the picker finds.
 */
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/tui/app/made.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { BOX_WIDTH = 78, BOX_HEIGHT = 20, LEAST_HEIGHT = 6, NOTE_SHARE = 3, EXPLAINED = 3, LEAST_EXPLAINED = 8 };

typedef struct Picking {
    Picker picker; /* its context is ours */
    char *title;
    void *context;
    LineEdit edit;
    Choices choices;
    size_t selected, top;
    int height;
    int box_height; /* room for all there was to choose from at first; it does not jump while typing */
} Picking;

static void release(void *state)
{
    Picking *picking = state;
    lineedit_release(&picking->edit);
    array_release(&picking->choices);
    free(picking->context);
    free(picking->title);
}

/* "new resource “Anna”", last, unless one is called so already. */
static void offer_new(Picking *picking, const char *folded)
{
    const Entity *entity = picking->picker.makes;
    bool offered = entity && *text_skip_blanks(folded) && made_by_label(entity);
    for (size_t i = 0; i < picking->choices.count && offered; i++) {
        Buffer own = {0};
        text_fold(picking->choices.items[i].text, &own);
        offered = !text_equal(buffer_text(&own), folded);
        buffer_release(&own);
    }
    if (!offered)
        return;
    Choice choice = {.id = CHOICE_MADE};
    Buffer text = {0};
    buffer_format(&text, "new %s %s", entity->noun, text_quoted(buffer_text(&picking->edit.text)).text);
    overlay_copy(choice.text, sizeof choice.text, buffer_text(&text));
    array_push(&picking->choices, choice);
    buffer_release(&text);
}

static void find(Picking *picking, App *app)
{
    Buffer folded = {0};
    text_fold(buffer_text(&picking->edit.text), &folded);
    picking->choices.count = 0;
    picking->picker.find(app, buffer_text(&folded), &picking->choices, picking->context);
    offer_new(picking, buffer_text(&folded));
    picking->selected = picking->top = 0;
    buffer_release(&folded);
}

/* Columns of a line that the text gets; a short name leaves more to the note. */
static int text_room(const Choice *choice, const Canvas *box)
{
    int note = text_width(choice->note), most = box->width / NOTE_SHARE;
    int left = box->width - 4 - text_width(choice->text);
    most = left > most ? left : most;
    return box->width - (note > most ? most : note) - 3;
}

static void draw_choice(const Choice *choice, Canvas *box, int y, bool selected)
{
    int room = text_room(choice, box);
    canvas_text(box, 1, y, room, STYLE_TEXT, choice->text);
    canvas_text(box, room + 2, y, box->width - room - 3, STYLE_DIM, choice->note);
    if (selected)
        canvas_mark(box, 0, y, box->width, true);
}

/* Where lines have no room for some texts, the selected one is shown as a whole below; the lines that takes. */
static int draw_explanation(const Picking *picking, Canvas *box)
{
    bool any = false;
    for (size_t i = 0; i < picking->choices.count && !any; i++)
        any = text_width(picking->choices.items[i].text) > text_room(&picking->choices.items[i], box);
    if (!any || box->height < LEAST_EXPLAINED || picking->selected >= picking->choices.count)
        return 0;
    canvas_line(box, 0, box->height - EXPLAINED, box->width, STYLE_FRAME);
    canvas_paragraph(box, 1, box->height - EXPLAINED + 1, box->width - 2, EXPLAINED - 1, STYLE_DIM,
                     picking->choices.items[picking->selected].text);
    return EXPLAINED;
}

static void draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    Picking *picking = state;
    Canvas box = overlay_box(canvas, BOX_WIDTH, picking->box_height, picking->title);
    picking->height = box.height - 1 - draw_explanation(picking, &box);
    overlay_scroll(picking->selected, picking->choices.count, picking->height, &picking->top);
    for (int i = 0; i < picking->height && picking->top + (size_t)i < picking->choices.count; i++) {
        size_t at = picking->top + (size_t)i;
        draw_choice(&picking->choices.items[at], &box, 1 + i, at == picking->selected);
    }
    size_t end = picking->top + (size_t)picking->height;
    overlay_draw_rest(&box, picking->top, end < picking->choices.count ? picking->choices.count - end : 0);
    if (picking->choices.count == 0)
        canvas_text(&box, 1, 1, box.width - 1, STYLE_DIM,
                    !picking->picker.new_allowed        ? "Nothing matches"
                    : *buffer_text(&picking->edit.text) ? "Enter takes what is typed"
                                                        : "There is none yet: type a name");
    lineedit_draw(&picking->edit, &box, 1, 0, box.width - 2);
}

/* The picker is taken off the screen first, since what follows may open another one. */
static void pick(Picking *picking, App *app)
{
    if (picking->choices.count == 0 && !picking->picker.new_allowed) {
        app_say(app, "Nothing matches '%s'", buffer_text(&picking->edit.text));
        return;
    }
    Picking taken = *picking;
    *picking = (Picking){0};
    overlay_close(app, picking);
    const Choice *choice = taken.choices.count > 0 ? &taken.choices.items[taken.selected] : NULL;
    taken.picker.picked(app, choice, buffer_text(&taken.edit.text), taken.context);
    release(&taken);
}

static bool key_pressed(void *state, App *app, Key key)
{
    Picking *picking = state;
    if (key == KEY_ENTER_)
        pick(picking, app);
    else if (key == KEY_ESCAPE)
        overlay_close(app, picking);
    else if (!overlay_move(key, picking->choices.count, picking->height, &picking->selected)) {
        if (!overlay_type(app, &picking->edit, key))
            return false;
        find(picking, app);
    }
    return true;
}

static void paste(void *state, App *app, const char *text)
{
    Picking *picking = state;
    overlay_insert(app, &picking->edit, text);
    find(picking, app);
}

static bool typing(void *state, Typing *out)
{
    const Picking *picking = state;
    *out = picking->picker.value;
    out->text = buffer_text(&picking->edit.text);
    out->before = "";
    return out->entity || out->command;
}

static bool resume(void *state, App *app, const Typing *draft)
{
    Picking *picking = state;
    const Typing *value = &picking->picker.value;
    bool same = value->command ? text_equal(value->command, draft->command)
                               : value->field && value->field == draft->field && value->id == draft->id;
    if (!same)
        return false;
    lineedit_start(&picking->edit, draft->text, false);
    find(picking, app);
    return true;
}

static const Command commands[] = {
    {"picker-pick", "enter", "pick", "Take the selected one", NULL},
    {"picker-move", "down up tab backtab ctrl-n ctrl-p", "move", "Go to another one; typing narrows down", NULL},
    {"picker-page", "pagedown pageup home end", NULL, "A page up or down; to the first or the last one", NULL},
    {"picker-cancel", "esc", "cancel", "Leave everything as it is", NULL},
    {0},
};

const Mode picker_mode = {
    .name = "picker",
    .title = "A list to pick from",
    .help = "Comes up where one of many is asked for: a command, a person, a board, a view. Typing narrows it down.",
    .typing = true,
    .commands = commands,
};

static const Overlay picker_overlay = {
    .mode = &picker_mode,
    .state_size = sizeof(Picking),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .paste = paste,
    .typing = typing,
    .resume = resume,
};

void app_pick(App *app, const Picker *picker)
{
    Picking *picking = app_open(app, &picker_overlay);
    picking->picker = *picker;
    picking->title = memory_text(picker->title);
    picking->context = overlay_context(picker->context, picker->context_size);
    find(picking, app);
    size_t wanted = picking->choices.count + 3;
    picking->box_height = wanted < LEAST_HEIGHT ? LEAST_HEIGHT : wanted > BOX_HEIGHT ? BOX_HEIGHT : (int)wanted;
}
