/*
 * All fields of a record, one a line: first what it cannot be without, then what its lists show, then all else that
 * says something, what is empty last. Each value is changed where it stands and committed by itself, so there is
 * nothing to save and nothing to lose; computed fields are shown dim.
 */
#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/model/workflow.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/made.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/others.h"
#include "steerco/tui/app/overlay.h"
#include "valueedit.h"

enum { BOX_WIDTH = 90, TITLE_WIDTH = 22, LEAST_EXPLAINED = 6, EXPLAINED = 3, EDITOR_WIDTH = 4, NAME_SIZE = 64 };

typedef struct Row {
    const Field *field;
    const char *heading; /* on a line above it; null = none */
} Row;

typedef struct Form {
    const Entity *entity;
    Id id;
    ARRAY(Row) rows;
    size_t selected, top; /* a row; a line */
    int height;
    bool typing;
    ValueEdit edit;
} Form;

static void release(void *state)
{
    Form *form = state;
    valueedit_release(&form->edit);
    array_release(&form->rows);
}

/* ---- which fields, in which order ---- */

static bool has_field(const Form *form, const Field *field)
{
    for (size_t i = 0; i < form->rows.count; i++)
        if (form->rows.items[i].field == field)
            return true;
    return false;
}

/* Unless it is there, or the readers may not see it. */
static void add_field(Form *form, const Plan *plan, const Field *field, const char **heading)
{
    if (!field || field->internal || has_field(form, field) || !field_is_shown(field, plan->audience))
        return;
    array_push(&form->rows, (Row){field, form->rows.count > 0 ? *heading : NULL});
    *heading = NULL;
}

static void add_columns(Form *form, const Plan *plan)
{
    char name[NAME_SIZE];
    const char *columns = form->entity->columns ? form->entity->columns : "", *none = NULL;
    for (int length; sscanf(columns, " %63[^ ]%n", name, &length) == 1; columns += length) {
        name[strcspn(name, ":")] = '\0';
        add_field(form, plan, entity_field(form->entity, name), &none);
    }
}

static bool is_empty(const Plan *plan, const void *record, const Field *field, Buffer *scratch)
{
    Value value = field_get(field, plan, record, scratch);
    if (field->type != FIELD_MANY)
        return field->type == FIELD_FLAG ? value.number == 0 : value_is_none(field, value);
    buffer_clear(scratch);
    field_word(field, plan, record, FORMAT_EXCHANGE, scratch);
    return scratch->length == 0;
}

static void fill(Form *form, const Plan *plan)
{
    const Entity *entity = form->entity;
    const void *record = plan_find(plan, entity->kind, form->id);
    const char *none = NULL, *more = "more", *empty = "empty";
    Buffer scratch = {0};
    add_field(form, plan, made_label(entity), &none);
    for (const Field *field = entity->fields; field->name; field++)
        if (made_needs(entity, field))
            add_field(form, plan, field, &none);
    add_field(form, plan, workflow_field(entity), &none);
    add_columns(form, plan);
    if (!entity->columns)
        more = NULL;
    for (const Field *field = entity->fields; record && field->name; field++)
        if (!is_empty(plan, record, field, &scratch))
            add_field(form, plan, field, &more);
    for (const Field *field = entity->fields; field->name; field++)
        add_field(form, plan, field, &empty);
    buffer_release(&scratch);
}

/* Headings up to a row. */
static size_t headings(const Form *form, size_t row)
{
    size_t count = 0;
    for (size_t i = 0; i <= row && i < form->rows.count; i++)
        count += form->rows.items[i].heading != NULL;
    return count;
}

/* ---- drawing ---- */

static int title_width(const Canvas *box)
{
    return box->width < 2 * TITLE_WIDTH ? box->width / 2 : TITLE_WIDTH;
}

static void draw_field(Form *form, const Plan *plan, const ListEditors *editors, const void *record, size_t at,
                       Canvas *box, int y)
{
    const Field *field = form->rows.items[at].field;
    bool selected = at == form->selected;
    Buffer text = {0}, label = {0};
    int title = title_width(box);
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

/* What the selected field is, and where its line has no room for it, the whole value. */
static int lines_below(const Form *form, const Plan *plan, const void *record, const Canvas *box, Buffer *value)
{
    if (box->height < LEAST_EXPLAINED)
        return 0;
    Buffer word = {0};
    field_word(form->rows.items[form->selected].field, plan, record, FORMAT_DISPLAY, &word);
    text_safe(buffer_text(&word), true, value);
    buffer_release(&word);
    bool cut = text_width(buffer_text(value)) > box->width - title_width(box) || strchr(buffer_text(value), '\n');
    int lines = 0, most = box->height / 2 - EXPLAINED;
    size_t skip;
    for (const char *text = buffer_text(value); cut && *text && lines < most; lines++)
        text += canvas_wrap(text, box->width - 2, &skip), text += skip;
    return EXPLAINED + lines;
}

/* From the line at the top on; a heading goes with the row below it. */
static void draw_rows(Form *form, const Plan *plan, const ListEditors *editors, const void *record, Canvas *box)
{
    size_t line = 0, end = form->top + (size_t)form->height;
    for (size_t at = 0; at < form->rows.count; at++, line++) {
        const char *heading = form->rows.items[at].heading;
        if (heading && line >= form->top && line < end) {
            canvas_line(box, 0, (int)(line - form->top), box->width, STYLE_FRAME);
            canvas_format(box, 2, (int)(line - form->top), text_width(heading) + 2, STYLE_DIM, " %s ", heading);
        }
        line += heading != NULL;
        if (line >= form->top && line < end)
            draw_field(form, plan, editors, record, at, box, (int)(line - form->top));
    }
}

static void draw_record(Form *form, const Plan *plan, const ListEditors *editors, const void *record, Canvas *box)
{
    Buffer value = {0};
    int below = lines_below(form, plan, record, box, &value); /* the last lines are about the selected field */
    form->height = box->height - below;
    size_t lines = form->rows.count + headings(form, form->rows.count), end;
    overlay_scroll(form->selected + headings(form, form->selected), lines, form->height, &form->top);
    draw_rows(form, plan, editors, record, box);
    end = form->top + (size_t)form->height;
    overlay_draw_rest(box, form->top, end < lines ? lines - end : 0);
    if (below == 0) {
        buffer_release(&value);
        return;
    }
    canvas_line(box, 0, form->height, box->width, STYLE_FRAME);
    canvas_paragraph(box, 1, form->height + 1, box->width - 2, below - 1, STYLE_DIM,
                     form->rows.items[form->selected].field->help);
    if (below > EXPLAINED)
        canvas_paragraph(box, 1, form->height + EXPLAINED, box->width - 2, below - EXPLAINED, STYLE_TEXT,
                         buffer_text(&value));
    buffer_release(&value);
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
    int lines = (int)(form->rows.count + headings(form, form->rows.count));
    Canvas box = overlay_box(canvas, BOX_WIDTH, lines + 2 + EXPLAINED, buffer_text(&title));
    if (record)
        draw_record(form, plan, &app_others(app)->editors, record, &box);
    else
        canvas_text(&box, 1, 0, box.width - 1, STYLE_WARNING, "It has been deleted in the meantime");
    buffer_release(&title);
}

static void start_typing(Form *form, App *app, Key first)
{
    valueedit_start(&form->edit, app, form->entity, form->id, form->rows.items[form->selected].field, first);
    form->typing = true;
}

static void edit_field(Form *form, App *app, Key first)
{
    Error error = {0};
    const Field *field = form->rows.items[form->selected].field;
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
    if (key == (KEY_CONTROL | 'o')) {
        valueedit_offer(&form->edit, app);
        return true;
    }
    if (key != KEY_ENTER_ && !next && !previous)
        return overlay_type(app, &form->edit.line, key);
    if (valueedit_keep(&form->edit, app)) {
        form->typing = false;
        form->selected += next && form->selected + 1 < form->rows.count;
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
        app_set(app, form->entity, form->id, form->rows.items[form->selected].field, "");
    else if (key_in_list(key, "j k g G"))
        overlay_move(key == 'j'   ? KEY_ARROW_DOWN
                     : key == 'k' ? KEY_ARROW_UP
                     : key == 'g' ? KEY_FIRST
                                  : KEY_LAST,
                     form->rows.count, form->height, &form->selected);
    else
        return overlay_move(key, form->rows.count, form->height, &form->selected);
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
    while (at < form->rows.count && form->rows.items[at].field != draft->field)
        at++;
    if (at == form->rows.count || form->id != draft->id)
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
    {"form-move", "down up j k tab backtab ctrl-n ctrl-p", "move", "Go to another field", NULL},
    {"form-page", "pagedown pageup home end g G", "page", "A page up or down; to the first or the last field", NULL},
    {"form-clear", "delete", "clear", "Leave the value undefined", NULL},
    {"form-close", "esc q", "close", "Close the form", NULL},
    {0},
};

static const Command typing_commands[] = {
    {"value-keep", "enter", "keep", "Keep what is typed", NULL},
    {"value-next", "tab down", "next", "Keep it and go on to the next field", NULL},
    {"value-previous", "backtab up", NULL, "Keep it and go to the field before", NULL},
    {"value-offer", "ctrl-o", NULL, "Pick a record to stand here, where one of any type or several are meant", NULL},
    {"value-cancel", "esc", "cancel", "Leave the value as it was", NULL},
    {0},
};

const Mode form_typing_mode = {
    .name = "form-value",
    .title = "Typing a value of the form",
    .help = "Opened with enter or e on a field of the form. What is typed replaces the value.",
    .typing = true,
    .commands = typing_commands,
};

static const Mode *present(const void *state)
{
    return ((const Form *)state)->typing ? &form_typing_mode : &form_mode;
}

/* By the name of a field, or by what stands in it. */
typedef struct Sought {
    const Form *form;
    const Plan *plan;
    const void *record;
} Sought;

static bool holds(const void *list, size_t at, const char *folded)
{
    const Sought *sought = list;
    const Field *field = sought->form->rows.items[at].field;
    Buffer words = {0};
    value_label(field, &words);
    buffer_add_char(&words, '\n');
    if (sought->record)
        field_word(field, sought->plan, sought->record, FORMAT_DISPLAY, &words);
    bool found = text_contains(field->name, folded) || text_contains(buffer_text(&words), folded);
    buffer_release(&words);
    return found;
}

static const Overlay form_overlay;

static void find(App *app, const char *text, int direction)
{
    Form *form = overlay_state(app, &form_overlay);
    const Plan *plan = app_plan(app);
    Sought sought = {form, plan, plan_find(plan, form->entity->kind, form->id)};
    overlay_seek(app, text, direction, form->rows.count, &form->selected, holds, &sought);
}

const Mode form_mode = {
    .name = "form",
    .title = "All fields of a record",
    .help = "Opened with enter. Each value is changed where it stands and kept by itself; dim ones are computed.",
    .open = true,
    .find = find,
    .commands = commands,
};

static const Overlay form_overlay = {
    .mode = &form_mode,
    .present = present,
    .state_size = sizeof(Form),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .paste = paste,
    .typing = typing,
    .resume = resume,
};

void app_form(App *app, const Entity *entity, Id id)
{
    Form *form = app_open(app, &form_overlay);
    form->entity = entity;
    form->id = id;
    fill(form, app_plan(app));
}
