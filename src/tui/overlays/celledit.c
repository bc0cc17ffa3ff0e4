/*
 * Typing into a cell of a list, where it stands. Enter keeps, Tab keeps and goes on to the next cell, up and down keep
 * and go to the next row: what a spreadsheet does.
 */
#include "steerco/base/text.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"
#include "valueedit.h"

typedef struct Editing {
    List *list; /* of a pane, which outlives every overlay */
    ValueEdit value;
} Editing;

static void release(void *state)
{
    valueedit_release(&((Editing *)state)->value);
}

/* Somebody else may have deleted the record, or changed it so that the list shows it no more. */
static bool is_in_place(const Editing *editing)
{
    List *list = editing->list;
    return (list_selected(list) == editing->value.id || list_select(list, editing->value.id)) &&
           list_field(list) == editing->value.field;
}

/* Where the cell cannot be seen, typing goes on in the line of prompts. */
static void draw_below(Editing *editing, Canvas *canvas)
{
    Buffer label = {0};
    int y = overlay_prompt_line(canvas);
    entity_code(editing->value.entity, editing->value.id, &label);
    buffer_format(&label, ", %s: ", editing->value.field->title);
    int used = canvas_text(canvas, 0, y, canvas->width / 2, STYLE_TITLE, buffer_text(&label));
    lineedit_draw(&editing->value.line, canvas, used, y, canvas->width - used);
    buffer_release(&label);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    Editing *editing = state;
    int x, y, width;
    if (!is_in_place(editing) || !list_cell(editing->list, canvas, &x, &y, &width)) {
        draw_below(editing, canvas);
        return;
    }
    int needed = text_width(buffer_text(&editing->value.line.text)) + 1, most = canvas->width - x;
    width = needed > width ? needed : width;
    lineedit_draw(&editing->value.line, canvas, x, y, width > most ? most : width);
}

/* True when the overlay is gone. */
static bool keep(Editing *editing, App *app)
{
    if (!valueedit_keep(&editing->value, app))
        return false;
    overlay_close(app, editing);
    return true;
}

static bool move_on(List *list, App *app, int direction)
{
    Error ignored;
    for (int column = list->column + direction; column >= 0 && column < list->column_count; column += direction)
        if (typed_is_editable(app_plan(app), list->entity, list_selected(list), list->columns[column].field,
                              &ignored)) {
            list->column = column;
            app_edit_cell(app, list, 0);
            return true;
        }
    return false;
}

static bool key_pressed(void *state, App *app, Key key)
{
    Editing *editing = state;
    List *list = editing->list;
    if (key == KEY_ESCAPE)
        overlay_close(app, editing);
    else if (key == KEY_ENTER_)
        keep(editing, app);
    else if (key == KEY_TABULATOR || key == KEY_BACKTAB)
        return !keep(editing, app) || conflict_is_open(app) || move_on(list, app, key == KEY_TABULATOR ? 1 : -1) ||
               true;
    else if (key == KEY_ARROW_UP || key == KEY_ARROW_DOWN)
        return !keep(editing, app) || conflict_is_open(app) || list_key(list, key);
    else if (key == (KEY_CONTROL | 'o'))
        valueedit_offer(&editing->value, app);
    else
        return overlay_type(app, &editing->value.line, key);
    return true;
}

static void paste(void *state, App *app, const char *text)
{
    valueedit_paste(&((Editing *)state)->value, app, text);
}

static bool typing(void *state, Typing *out)
{
    valueedit_typing(&((Editing *)state)->value, out);
    return true;
}

static bool resume(void *state, App *app, const Typing *draft)
{
    (void)app;
    Editing *editing = state;
    if (draft->id == editing->value.id && draft->field == editing->value.field)
        valueedit_resume(&editing->value, draft->text);
    return draft->id == editing->value.id && draft->field == editing->value.field;
}

static const Command commands[] = {
    {"cell-keep", "enter", "keep", "Keep what is typed", NULL},
    {"cell-next", "tab backtab", "next cell", "Keep it and go on to the next cell, or to the one before", NULL},
    {"cell-down", "down up", "next row", "Keep it and go to the next row, or to the one before", NULL},
    {"cell-offer", "ctrl-o", NULL, "Pick a record to stand here, where one of any type or several are meant", NULL},
    {"cell-cancel", "esc", "cancel", "Leave the cell as it was", NULL},
    {0},
};

const Mode cell_mode = {
    .name = "cell",
    .title = "Typing into a cell",
    .help = "Opened with e in a list. What is typed replaces the value of the cell.",
    .typing = true,
    .commands = commands,
};

static const Overlay cell_overlay = {
    .mode = &cell_mode,
    .state_size = sizeof(Editing),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .paste = paste,
    .typing = typing,
    .resume = resume,
};

static void type_into(App *app, List *list, Key first)
{
    Editing *editing = app_open(app, &cell_overlay);
    editing->list = list;
    valueedit_start(&editing->value, app, list->entity, list_selected(list), list_field(list), first);
    editing->value.in_cell = true;
}

void app_edit_cell(App *app, List *list, Key first)
{
    Error error = {0};
    Id id = list_selected(list);
    const Field *field = list_field(list);
    if (id == 0 || !app_may_change(app))
        return;
    if (!typed_is_editable(app_plan(app), list->entity, id, field, &error))
        app_complain(app, &error);
    else if (!value_pick(app, list->entity, id, field))
        type_into(app, list, first);
    else if (first && field->type != FIELD_FLAG)
        app_key(app, first);
}
