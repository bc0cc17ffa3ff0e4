/*
 * Which columns a list shows, in which order and how wide: what is changed here is seen behind the box at once. The
 * first column names the record; it stays, and only its width is chosen.
 */
#include <stdlib.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/commands/view_commands.h"

enum {
    BOX_WIDTH = 78,
    NARROWEST = 2,
    WIDEST = 80,
    NAME_COLUMNS = 26,
    WIDTH_COLUMNS = 5,
    EXPLAINED = 3,
    LEAST_EXPLAINED = 7
};

typedef struct Row {
    const Field *field;
    int width; /* 0 = the field's own */
    bool shown;
} Row;

typedef struct Columns {
    const Pane *pane;
    List *list; /* of the pane, which outlives every overlay */
    ARRAY(Row) rows;
    Buffer now;   /* the columns as a text */
    char *before; /* to go back to … */
    bool chosen;  /* … as it was then */
    size_t selected, top;
    int height;
} Columns;

static void release(void *state)
{
    Columns *columns = state;
    array_release(&columns->rows);
    buffer_release(&columns->now);
    free(columns->before);
}

static bool is_shown(const Columns *columns, const Field *field)
{
    for (size_t i = 0; i < columns->rows.count; i++)
        if (columns->rows.items[i].field == field)
            return true;
    return false;
}

/* First what is shown, in order, then the rest of the table. */
static void fill(Columns *columns)
{
    const List *list = columns->list;
    columns->rows.count = 0;
    for (int i = 0; i < list->column_count; i++)
        if (field_is_shown(list->columns[i].field, list->audience))
            array_push(&columns->rows, (Row){list->columns[i].field, list->columns[i].width, true});
    for (const Field *field = list->entity->fields; field->name; field++)
        if (!field->internal && field_is_shown(field, list->audience) && !is_shown(columns, field))
            array_push(&columns->rows, (Row){.field = field});
}

static void apply(const Columns *columns)
{
    Buffer text = {0};
    for (size_t i = 0; i < columns->rows.count; i++) {
        const Row *row = &columns->rows.items[i];
        if (!row->shown)
            continue;
        buffer_format(&text, "%s%s", text.length ? " " : "", row->field->name);
        if (row->width)
            buffer_format(&text, ":%d", row->width);
    }
    (void)list_set_columns(columns->list, buffer_text(&text));
    buffer_release(&text);
}

/* ---------------------------------------------------------------- drawing */

static void draw_row(const Columns *columns, const Row *row, Canvas *box, int y)
{
    Buffer width = {0};
    if (row->shown)
        canvas_glyph(box, 1, y, STYLE_TEXT, GLYPH_CHECK);
    canvas_text(box, 3, y, NAME_COLUMNS - 4, row->shown ? STYLE_TEXT : STYLE_DIM, row->field->name);
    buffer_format(&width, "%d", row->width ? row->width : list_natural_width(row->field));
    if (row->shown)
        canvas_text_right(box, NAME_COLUMNS, y, WIDTH_COLUMNS - 2, STYLE_TEXT, buffer_text(&width));
    canvas_text(box, NAME_COLUMNS + WIDTH_COLUMNS, y, box->width - NAME_COLUMNS - WIDTH_COLUMNS - 1, STYLE_DIM,
                row->field->help);
    if (row == &columns->rows.items[columns->selected]) {
        canvas_mark(box, 0, y, box->width, true);
        canvas_cursor(box, 3, y, false);
    }
    buffer_release(&width);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    (void)app;
    Columns *columns = state;
    Canvas box = overlay_box(canvas, BOX_WIDTH, (int)columns->rows.count + 2 + EXPLAINED, "Columns");
    int explained = box.height >= LEAST_EXPLAINED ? EXPLAINED : 0; /* lines about the selected one */
    size_t count = columns->rows.count;
    columns->height = box.height - explained;
    overlay_scroll(columns->selected, count, columns->height, &columns->top);
    for (int y = 0; y < columns->height && columns->top + (size_t)y < count; y++)
        draw_row(columns, &columns->rows.items[columns->top + (size_t)y], &box, y);
    size_t end = columns->top + (size_t)columns->height;
    overlay_draw_rest(&box, columns->top, end < count ? count - end : 0);
    if (!explained)
        return;
    canvas_line(&box, 0, columns->height, box.width, STYLE_FRAME);
    canvas_paragraph(&box, 1, columns->height + 1, box.width - 2, EXPLAINED - 1, STYLE_DIM,
                     columns->rows.items[columns->selected].field->help);
}

/* ---------------------------------------------------------------- keys */

static size_t count_shown(const Columns *columns)
{
    size_t count = 0;
    while (count < columns->rows.count && columns->rows.items[count].shown)
        count++;
    return count;
}

static void move_to(Columns *columns, size_t to)
{
    Row row = columns->rows.items[columns->selected];
    array_remove(&columns->rows, columns->selected);
    array_insert(&columns->rows, to, row);
    columns->selected = to;
}

/* A column that is taken in comes behind the others; one that is left out stands before those that are out. */
static void toggle(Columns *columns, App *app)
{
    Row *row = &columns->rows.items[columns->selected];
    size_t shown = count_shown(columns);
    if (columns->selected == 0) {
        app_say(app, "The first column names the record and stays");
    } else if (!row->shown && shown == LIST_COLUMNS) {
        app_say(app, "More than %d columns cannot be shown", LIST_COLUMNS);
    } else {
        row->shown = !row->shown;
        size_t back = columns->selected;
        move_to(columns, row->shown ? shown : shown - 1);
        columns->selected = back;
    }
}

static void resize(Columns *columns, int by)
{
    Row *row = &columns->rows.items[columns->selected];
    int width = (row->width ? row->width : list_natural_width(row->field)) + by;
    if (row->shown && width >= NARROWEST && width <= WIDEST)
        row->width = width;
}

static void move_column(Columns *columns, int by)
{
    size_t to = by < 0 ? columns->selected - 1 : columns->selected + 1;
    if (columns->selected > 0 && to > 0 && columns->rows.items[columns->selected].shown && to < count_shown(columns))
        move_to(columns, to);
}

static void cancel(Columns *columns, App *app)
{
    (void)list_set_columns(columns->list, columns->before);
    columns->list->chosen = columns->chosen;
    overlay_close(app, columns);
}

static void keep(Columns *columns, App *app)
{
    const Pane *pane = columns->pane;
    overlay_close(app, columns);
    views_keep_columns(app, pane);
}

static bool edit(Columns *columns, App *app, Key key)
{
    if (key == ' ')
        toggle(columns, app);
    else if (key_in_list(key, "left - h"))
        resize(columns, -1);
    else if (key_in_list(key, "right + l"))
        resize(columns, +1);
    else if (key_in_list(key, "K shift-up alt-up"))
        move_column(columns, -1);
    else if (key_in_list(key, "J shift-down alt-down"))
        move_column(columns, +1);
    else
        return false;
    apply(columns);
    return true;
}

static bool key_pressed(void *state, App *app, Key key)
{
    Columns *columns = state;
    if (key == KEY_ENTER_)
        keep(columns, app);
    else if (key_in_list(key, "esc q"))
        cancel(columns, app);
    else if (key == 'k' || key == 'j')
        return overlay_move(key == 'k' ? KEY_ARROW_UP : KEY_ARROW_DOWN, columns->rows.count, columns->height,
                            &columns->selected);
    else
        return edit(columns, app, key) || overlay_move(key, columns->rows.count, columns->height, &columns->selected);
    return true;
}

static bool typing(void *state, Typing *out)
{
    Columns *columns = state;
    buffer_clear(&columns->now);
    list_columns_text(columns->list, &columns->now);
    *out = (Typing){.command = "columns", .text = buffer_text(&columns->now), .before = columns->before};
    return true;
}

static bool resume(void *state, App *app, const Typing *draft)
{
    (void)app;
    Columns *columns = state;
    if (!draft->command || !text_equal(draft->command, "columns") || !list_set_columns(columns->list, draft->text))
        return false;
    fill(columns);
    return true;
}

static const Command commands[] = {
    {"columns-keep", "enter", "keep", "Keep the columns so, for the next time too", NULL},
    {"columns-show", "space", "show", "Show the column, or leave it out", NULL},
    {"columns-width", "right left + - l h", "wider", "Make the column wider, or narrower", NULL},
    {"columns-order", "K J shift-up shift-down alt-up alt-down", "move",
     "Move the column before or behind the next one", NULL},
    {"columns-cancel", "esc q", "cancel", "Leave everything as it was", NULL},
    {"columns-move", "down up j k tab backtab ctrl-n ctrl-p", NULL, "Go to another column", NULL},
    {"columns-page", "pagedown pageup home end", NULL, "A page up or down; to the first or the last one", NULL},
    {0},
};

static bool is_called(const void *list, size_t at, const char *folded)
{
    const Field *field = ((const Columns *)list)->rows.items[at].field;
    return text_contains(field->name, folded) || text_contains(field->title, folded);
}

static bool is_described(const void *list, size_t at, const char *folded)
{
    return text_contains(((const Columns *)list)->rows.items[at].field->help, folded);
}

static const Overlay columns_overlay;

/* By the name, and where none is called so, by what is said of it. */
static void find(App *app, const char *text, int direction)
{
    Columns *columns = overlay_state(app, &columns_overlay);
    Buffer folded = {0};
    bool called = false;
    text_fold(text, &folded);
    for (size_t i = 0; i < columns->rows.count && !called; i++)
        called = is_called(columns, i, buffer_text(&folded));
    overlay_seek(app, text, direction, columns->rows.count, &columns->selected, called ? is_called : is_described,
                 columns);
    buffer_release(&folded);
}

const Mode columns_mode = {
    .name = "columns",
    .title = "Columns of a list",
    .help = "Opened with C. Which columns the list shows, in which order and how wide; the list behind changes with it "
            "at once; / finds one.",
    .find = find,
    .commands = commands,
};

static const Overlay columns_overlay = {
    .mode = &columns_mode,
    .state_size = sizeof(Columns),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .typing = typing,
    .resume = resume,
};

void columns_open(App *app)
{
    const Pane *pane = app_pane(app);
    List *list = app_list(app, pane);
    if (!list || list->fixed) {
        app_say(app, "The columns here are fixed");
        return;
    }
    Columns *columns = app_open(app, &columns_overlay);
    Buffer before = {0};
    list_columns_text(list, &before);
    columns->pane = pane;
    columns->list = list;
    columns->before = buffer_steal(&before);
    columns->chosen = list->chosen;
    fill(columns);
}
