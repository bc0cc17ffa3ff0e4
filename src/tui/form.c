/*
 * All fields of a record, one a line. Each value is changed where it stands and committed by itself, so there is
 * nothing to save and nothing to lose; computed fields are shown dim.
 */
#include <stdio.h>

#include "others.h"
#include "overlay.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/session/typed.h"
#include "valueedit.h"

enum { BOX_WIDTH = 90, TITLE_WIDTH = 22, MOST_FIELDS = 64, LEAST_EXPLAINED = 5, EDITOR_WIDTH = 4 };

typedef struct Form {
    const Entity *entity;
    Id id;
    const Field *fields[MOST_FIELDS];
    size_t count, selected, top;
    int height;
    bool typing;
    ValueEdit edit;
} Form;

static void release(void *state)
{
    valueedit_release(&((Form *)state)->edit);
}

static void draw_field(Form *form, const Plan *plan, const ListEditors *editors, const void *record, size_t at,
                       Canvas *box, int y)
{
    const Field *field = form->fields[at];
    bool selected = at == form->selected;
    Buffer text = {0}, label = {0};
    int title = box->width < 2 * TITLE_WIDTH ? box->width / 2 : TITLE_WIDTH;
    field_word(field, plan, record, FORMAT_DISPLAY, &text);
    value_label(field, &label);
    canvas_text(box, 1, y, title - 2, selected ? STYLE_STRONG : STYLE_DIM, buffer_text(&label));
    canvas_text(box, title, y, box->width - title, field_is_stored(field) ? STYLE_TEXT : STYLE_DIM, buffer_text(&text));
    const ListEditor *editor = list_editor(editors, form->entity, form->id, field);
    if (editor)
        canvas_text_right(box, box->width - EDITOR_WIDTH, y, EDITOR_WIDTH - 1, STYLE_KEY, editor->initials);
    if (selected && form->typing)
        lineedit_draw(&form->edit.line, box, title, y, box->width - title);
    if (selected && !form->typing) {
        canvas_mark(box, 0, y, box->width, true);
        canvas_cursor(box, title, y, false);
    }
    buffer_release(&label);
    buffer_release(&text);
}

/* How many fields lie above and below what is in sight, in the line between the fields and the explanation. */
static void draw_rest(const Form *form, Canvas *box, int y)
{
    size_t above = form->top, below = form->count - form->top;
    Buffer text = {0};
    below = below > (size_t)form->height ? below - (size_t)form->height : 0;
    if (above > 0)
        buffer_format(&text, " %s %zu more ", glyph_text(GLYPH_UP, box->ascii), above);
    if (below > 0)
        buffer_format(&text, " %s %zu more ", glyph_text(GLYPH_DOWN, box->ascii), below);
    int width = text_width(buffer_text(&text));
    canvas_line(box, 0, y, box->width, STYLE_FRAME);
    if (width > 0 && width < box->width - 2)
        canvas_text(box, box->width - width - 1, y, width, STYLE_HINT, buffer_text(&text));
    buffer_release(&text);
}

static void draw_record(Form *form, const Plan *plan, const ListEditors *editors, const void *record, Canvas *box)
{
    bool explained = box->height >= LEAST_EXPLAINED; /* the last two lines are about the selected field */
    form->height = box->height - (explained ? 2 : 0);
    overlay_scroll(form->selected, form->count, form->height, &form->top);
    for (int y = 0; y < form->height && form->top + (size_t)y < form->count; y++)
        draw_field(form, plan, editors, record, form->top + (size_t)y, box, y);
    if (!explained)
        return;
    draw_rest(form, box, box->height - 2);
    canvas_text(box, 1, box->height - 1, box->width - 1, STYLE_DIM, form->fields[form->selected]->help);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    Form *form = state;
    const Plan *plan = app_plan(app);
    const void *record = plan_find(plan, form->entity->kind, form->id);
    Buffer title = {0};
    entity_code(form->entity, form->id, &title);
    buffer_add_char(&title, ' ');
    if (record && form->entity->label)
        plan_label(plan, form->entity, form->id, &title);
    Canvas box = overlay_box(canvas, BOX_WIDTH, (int)form->count + 4, buffer_text(&title));
    if (record)
        draw_record(form, plan, &app_others(app)->editors, record, &box);
    else
        canvas_text(&box, 1, 0, box.width - 1, STYLE_WARNING, "It has been deleted in the meantime");
    buffer_release(&title);
}

static void start_typing(Form *form, App *app, Key first)
{
    valueedit_start(&form->edit, app, form->entity, form->id, form->fields[form->selected], first);
    form->typing = true;
}

static void edit_field(Form *form, App *app, Key first)
{
    Error error = {0};
    const Field *field = form->fields[form->selected];
    if (!app_may_change(app))
        return;
    if (!typed_is_editable(app_plan(app), form->entity, form->id, field, &error))
        app_complain(app, &error);
    else if (!value_pick(app, form->entity, form->id, field))
        start_typing(form, app, first);
}

static bool typing_key(Form *form, App *app, Key key)
{
    bool next = key == KEY_TABULATOR || key == KEY_ARROW_DOWN, previous = key == KEY_BACKTAB || key == KEY_ARROW_UP;
    if (key == KEY_ESCAPE) {
        form->typing = false;
        return true;
    }
    if (key != KEY_ENTER_ && !next && !previous)
        return lineedit_key(&form->edit.line, key);
    if (valueedit_keep(&form->edit, app)) {
        form->typing = false;
        form->selected += next && form->selected + 1 < form->count;
        form->selected -= previous && form->selected > 0;
    }
    return true;
}

static bool key_pressed(void *state, App *app, Key key)
{
    Form *form = state;
    if (form->typing)
        return typing_key(form, app, key);
    if (key_in_list(key, "esc q"))
        overlay_close(app, form);
    else if (key_in_list(key, "enter e f2 space"))
        edit_field(form, app, 0);
    else if (key_in_list(key, "delete"))
        app_set(app, form->entity, form->id, form->fields[form->selected], "");
    else if (key_in_list(key, "u ctrl-r"))
        app_command_of_key(app, key)->run(app, "");
    else if (key_in_list(key, "j k g G"))
        overlay_move(key == 'j'   ? KEY_ARROW_DOWN
                     : key == 'k' ? KEY_ARROW_UP
                     : key == 'g' ? KEY_FIRST
                                  : KEY_LAST,
                     form->count, form->height, &form->selected);
    else
        return overlay_move(key, form->count, form->height, &form->selected);
    return true;
}

static void paste(void *state, App *app, const char *text)
{
    Form *form = state;
    if (!form->typing)
        edit_field(form, app, 0);
    if (form->typing)
        valueedit_paste(&form->edit, app, text);
}

static bool typing(void *state, Typing *out)
{
    const Form *form = state;
    if (form->typing)
        valueedit_typing(&form->edit, out);
    return form->typing;
}

/* Into the line of its field, or into what picks its value. */
static bool resume(void *state, App *app, const Typing *draft)
{
    Form *form = state;
    size_t at = 0;
    while (at < form->count && form->fields[at] != draft->field)
        at++;
    if (at == form->count || form->id != draft->id)
        return false;
    size_t open = app_overlays(app);
    form->selected = at;
    edit_field(form, app, 0);
    if (form->typing)
        valueedit_resume(&form->edit, draft->text);
    return form->typing || (app_overlays(app) > open && app_resume(app, draft));
}

static const Command commands[] = {
    {"form-edit", "enter e f2 space", "edit", "Change the value", NULL},
    {"form-move", "down up tab backtab", "move", "Go to another field", NULL},
    {"form-page", "pagedown pageup home end", "page", "A page up or down; to the first or the last field", NULL},
    {"form-clear", "delete", "clear", "Leave the value undefined", NULL},
    {"form-undo", "u", "undo", "Take the last change back", NULL},
    {"form-close", "esc q", "close", "Close the form", NULL},
    {0},
};

static const Overlay form_overlay = {
    .name = "form",
    .state_size = sizeof(Form),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .paste = paste,
    .typing = typing,
    .resume = resume,
    .commands = commands,
};

void app_form(App *app, const Entity *entity, Id id)
{
    Form *form = app_open(app, &form_overlay);
    form->entity = entity;
    form->id = id;
    for (const Field *field = entity->fields; field->name && form->count < MOST_FIELDS; field++)
        if (!field->internal)
            form->fields[form->count++] = field;
}
