/*
 * The table widget. Only rows in sight are read and drawn, so a million rows scroll like ten.
 *
 * Where the width does not suffice, the first column stays (it names the record) and the others are a window that
 * follows the selected column. What room is left over goes to the first column.
 */
#include "steerco/tui/widgets/list.h"

#include <stdio.h>

#include "steerco/base/text.h"

enum { NAME_SIZE = 64, WIDEST = 200, INITIALS_WIDTH = 3 };

/* Columns a value of the type takes when its field does not say. */
static const uint8_t type_widths[] = {
    [FIELD_TEXT] = 20,    [FIELD_NOTE] = 24,   [FIELD_HOURS] = 24,     [FIELD_RECURRENCE] = 20, [FIELD_CUSTOM] = 20,
    [FIELD_INTEGER] = 6,  [FIELD_SCALE] = 3,   [FIELD_FLAG] = 3,       [FIELD_CHOICE] = 0,      [FIELD_PERCENT] = 5,
    [FIELD_QUANTITY] = 8, [FIELD_MONEY] = 12,  [FIELD_RATE] = 10,      [FIELD_DATE] = 9,        [FIELD_INSTANT] = 15,
    [FIELD_DURATION] = 7, [FIELD_MINUTES] = 8, [FIELD_REFERENCE] = 16,
};

int list_natural_width(const Field *field)
{
    int width = field->width ? field->width : type_widths[field->type];
    if (field->type == FIELD_CHOICE && !field->width)
        for (const char *const *choice = field->choices; *choice; choice++)
            width = text_width(*choice) > width ? text_width(*choice) : width;
    int title = text_width(field->title);
    return field->width || title < width ? width : title;
}

static int column_width(const ListColumn *column)
{
    return column->width ? column->width : list_natural_width(column->field);
}

static ListColumn *column_of(List *list, const Field *field)
{
    for (int i = 0; i < list->column_count; i++)
        if (list->columns[i].field == field)
            return &list->columns[i];
    return NULL;
}

/* False when there is no room for it. */
static bool add_column(List *list, const Field *field, int width)
{
    ListColumn *there = column_of(list, field);
    if (there)
        there->width = width;
    else if (list->column_count < LIST_COLUMNS)
        list->columns[list->column_count++] = (ListColumn){field, width};
    return there || column_of(list, field);
}

/* False when a name is none of a field, or a width is none. */
static bool add_columns(List *list, const char *columns)
{
    char name[NAME_SIZE];
    bool good = true;
    for (int length; sscanf(columns, " %63[^ ]%n", name, &length) == 1; columns += length) {
        char *colon = strchr(name, ':');
        int width = colon ? atoi(colon + 1) : 0;
        if (colon)
            *colon = '\0';
        const Field *field = entity_field(list->entity, name);
        if (field && !field->internal && width >= 0 && width <= WIDEST)
            good = add_column(list, field, width) && good;
        else
            good = false;
    }
    return good;
}

void list_init(List *list, const Entity *entity, const char *columns)
{
    *list = (List){.entity = entity};
    (void)add_columns(list, columns);
}

bool list_set_columns(List *list, const char *columns)
{
    const Field *selected = list_field(list);
    list->column_count = 1;
    bool good = add_columns(list, columns);
    const ListColumn *still_there = column_of(list, selected);
    list->column = still_there ? (int)(still_there - list->columns) : 0;
    list->chosen = true;
    return good;
}

void list_columns_text(const List *list, Buffer *out)
{
    for (int i = 0; i < list->column_count; i++) {
        buffer_format(out, "%s%s", i ? " " : "", list->columns[i].field->name);
        if (list->columns[i].width)
            buffer_format(out, ":%d", list->columns[i].width);
    }
}

void list_release(List *list)
{
    array_release(&list->rows);
    idmap_release(&list->marked);
    list_clear_groups(list);
    array_release(&list->groups);
    array_release(&list->sums);
    filter_free(list->filter);
    list->filter = NULL;
}

bool list_select(List *list, Id id)
{
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.items[i] == id) {
            list->selected = i;
            return true;
        }
    return false;
}

void list_set_rows(List *list, const Id *rows, size_t count)
{
    Id selected = list_selected(list);
    list->rows.count = 0;
    array_reserve(&list->rows, count);
    if (count > 0)
        memcpy(list->rows.items, rows, count * sizeof *rows);
    list->rows.count = count;
    if (!list_select(list, selected) && list->selected >= count)
        list->selected = count ? count - 1 : 0;
}

Id list_selected(const List *list)
{
    return list->selected < list->rows.count ? list->rows.items[list->selected] : 0;
}

const Field *list_field(const List *list)
{
    return list->columns[list->column].field;
}

static void move_row(List *list, ptrdiff_t by)
{
    ptrdiff_t last = (ptrdiff_t)list->rows.count - 1, to = (ptrdiff_t)list->selected + by;
    to = to > last ? last : to;
    list->selected = to > 0 ? (size_t)to : 0;
}

/* Of what the readers may not see there is no column. */
static bool has_column(const List *list, int column)
{
    return field_is_shown(list->columns[column].field, list->audience);
}

static void move_column(List *list, int by)
{
    int to = list->column + by;
    while (to > 0 && to < list->column_count && !has_column(list, to))
        to += by;
    if (to >= 0 && to < list->column_count)
        list->column = to;
}

/* The movement keys: rows, pages and columns they go. */
static const struct {
    const char *keys;
    int rows, half_pages, columns;
    bool to_end;
} movements[] = {
    {.keys = "up k", .rows = -1},
    {.keys = "down j", .rows = +1},
    {.keys = "left h", .columns = -1},
    {.keys = "right l", .columns = +1},
    {.keys = "pageup ctrl-b", .half_pages = -2},
    {.keys = "pagedown ctrl-f", .half_pages = +2},
    {.keys = "ctrl-u", .half_pages = -1},
    {.keys = "ctrl-d", .half_pages = +1},
    {.keys = "home g", .to_end = true, .rows = -1},
    {.keys = "end G", .to_end = true, .rows = +1},
};

bool list_key(List *list, Key key)
{
    for (size_t i = 0; i < sizeof movements / sizeof *movements; i++) {
        if (!key_in_list(key, movements[i].keys))
            continue;
        ptrdiff_t page = list->height > 1 ? list->height : 1;
        ptrdiff_t rows = movements[i].to_end ? (ptrdiff_t)list->rows.count * movements[i].rows : movements[i].rows;
        move_row(list, rows + (page * movements[i].half_pages) / 2);
        move_column(list, movements[i].columns);
        return true;
    }
    return false;
}

/* Which columns are in sight, where, and how wide. */
typedef struct Layout {
    int count;
    struct {
        int column, x, width;
    } shown[LIST_COLUMNS];
    bool more_left, more_right;
} Layout;

/* Column 0 and those from `first` on that fit. */
static void lay_out_from(const List *list, int first, int width, int gap, Layout *out)
{
    *out = (Layout){.more_left = first > 1};
    int x = 0;
    for (int c = 0; c < list->column_count; c = c == 0 ? first : c + 1) {
        if (!has_column(list, c))
            continue;
        int wanted = column_width(&list->columns[c]), room = width - x;
        if (c == 0 && wanted > width * 2 / 3 && list->column_count > 1)
            wanted = width * 2 / 3;
        if (c > 0 && wanted > room) {
            out->more_right = true;
            break;
        }
        out->shown[out->count].column = c;
        out->shown[out->count].x = x;
        out->shown[out->count++].width = wanted;
        x += wanted + gap;
    }
}

static bool shows_selected(const List *list, const Layout *layout)
{
    for (int i = 0; i < layout->count; i++)
        if (layout->shown[i].column == list->column)
            return true;
    return false;
}

static int used_width(const Layout *layout)
{
    return layout->count ? layout->shown[layout->count - 1].x + layout->shown[layout->count - 1].width : 0;
}

static void widen_first(Layout *layout, int extra)
{
    if (layout->count == 0 || extra <= 0)
        return;
    layout->shown[0].width += extra;
    for (int i = 1; i < layout->count; i++)
        layout->shown[i].x += extra;
}

static Layout lay_out(const List *list, int width)
{
    Layout layout;
    lay_out_from(list, 1, width, 2, &layout);
    if (layout.more_right)
        lay_out_from(list, 1, width, 1, &layout);
    for (int first = 2; !shows_selected(list, &layout) && first <= list->column; first++)
        lay_out_from(list, first, width, 1, &layout);
    /* One column stays free for the sign that there are more. */
    widen_first(&layout, width - layout.more_right - used_width(&layout));
    return layout;
}

static void keep_in_sight(List *list, int height)
{
    list->height = height > 0 ? height : 0;
    size_t rows = (size_t)list->height;
    if (list->selected < list->top)
        list->top = list->selected;
    if (rows > 0 && list->selected >= list->top + rows)
        list->top = list->selected - rows + 1;
    if (list->top + rows > list->rows.count)
        list->top = list->rows.count > rows ? list->rows.count - rows : 0;
}

static void draw_header(const List *list, const Layout *layout, Canvas *canvas)
{
    canvas_fill(canvas, 0, 0, canvas->width, 1, STYLE_HEADER, " ");
    for (int i = 0; i < layout->count; i++) {
        const Field *field = list->columns[layout->shown[i].column].field;
        list_draw_title(list, field, field->title, canvas, layout->shown[i].x, layout->shown[i].width);
    }
    if (layout->more_right && used_width(layout) < canvas->width)
        canvas_glyph(canvas, canvas->width - 1, 0, STYLE_HEADER, GLYPH_RIGHT);
    if (layout->more_left && layout->count > 1)
        canvas_glyph(canvas, layout->shown[1].x - 1, 0, STYLE_HEADER, GLYPH_LEFT);
}

static void draw_cell(const List *list, const Plan *plan, const void *record, const Field *field, Canvas *canvas, int x,
                      int y, int width, Buffer *text)
{
    Style style = STYLE_TEXT;
    buffer_clear(text);
    field_word(field, plan, record, FORMAT_DISPLAY, text);
    Id id = ((const Record *)record)->id;
    if (list->dress)
        list->dress(plan, id, field, text, &style, list->context);
    if (list_editor(list->editors, list->entity, id, field))
        style = STYLE_INPUT;
    if (field_is_amount(field))
        canvas_text_right(canvas, x, y, width, style, buffer_text(text));
    else
        canvas_text(canvas, x, y, width, style, buffer_text(text));
}

const ListEditor *list_editor(const ListEditors *editors, const Entity *entity, Id id, const Field *field)
{
    for (size_t i = 0; editors && i < editors->count; i++) {
        const ListEditor *editor = &editors->items[i];
        if (editor->entity == entity && editor->id == id && (!field || editor->field == field))
            return editor;
    }
    return NULL;
}

void list_draw_editor(const List *list, Canvas *canvas, Id id, int end, int y)
{
    const ListEditor *editor = list_editor(list->editors, list->entity, id, NULL);
    if (!editor)
        return;
    canvas_fill(canvas, end - INITIALS_WIDTH, y, INITIALS_WIDTH, 1, STYLE_TEXT, " ");
    canvas_text(canvas, end - INITIALS_WIDTH + 1, y, INITIALS_WIDTH - 1, STYLE_KEY, editor->initials);
}

/* The name, and what is left of it for the sums below their columns. */
static void draw_group(const List *list, const Plan *plan, const Layout *layout, Canvas *canvas, size_t row,
                       Buffer *text)
{
    Id id = list->rows.items[row];
    int y = (int)(row - list->top) + 1, end = canvas->width;
    for (int i = layout->count - 1; i >= 0; i--) {
        buffer_clear(text);
        if (!list_word_sum(list, plan, id, list->columns[layout->shown[i].column].field, text))
            continue;
        canvas_text_right(canvas, layout->shown[i].x, y, layout->shown[i].width, STYLE_STRONG, buffer_text(text));
        end = layout->shown[i].x - 1;
    }
    buffer_clear(text);
    list_word_group(list, id, text);
    canvas_text(canvas, 0, y, end, STYLE_STRONG, buffer_text(text));
}

static void draw_row(const List *list, const Plan *plan, const Layout *layout, Canvas *canvas, size_t row, Buffer *text)
{
    const void *record = plan_find(plan, list->entity->kind, list->rows.items[row]);
    int y = (int)(row - list->top) + 1;
    Id id = list->rows.items[row];
    bool edited = list_editor(list->editors, list->entity, id, NULL) != NULL;
    for (int i = 0; record && i < layout->count; i++)
        draw_cell(list, plan, record, list->columns[layout->shown[i].column].field, canvas, layout->shown[i].x, y,
                  layout->shown[i].width - (i == 0 && edited ? INITIALS_WIDTH : 0), text);
    /* In the first column, so that nothing moves when somebody begins to edit. */
    if (record && layout->count > 0)
        list_draw_editor(list, canvas, id, layout->shown[0].x + layout->shown[0].width, y);
}

static void draw_selection(List *list, const Layout *layout, Canvas *canvas, bool focused)
{
    int y = (int)(list->selected - list->top) + 1;
    canvas_mark(canvas, 0, y, canvas->width, focused);
    for (int i = 0; i < layout->count; i++) {
        if (layout->shown[i].column != list->column)
            continue;
        int x = layout->shown[i].x;
        list->cell = (struct ListCell){canvas->x + x, canvas->y + y, layout->shown[i].width};
        if (focused) {
            canvas_cursor(canvas, x, y, false);
            canvas_style(canvas, x, 0, layout->shown[i].width, STYLE_TITLE);
        }
    }
}

void list_draw(List *list, const Plan *plan, Canvas *whole, bool focused)
{
    int marks = list->marked.count > 0 ? LIST_MARK_WIDTH : 0;
    Canvas part = canvas_part(whole, marks, 0, whole->width - marks, whole->height), *canvas = &part;
    list->audience = plan->audience;
    list->column = has_column(list, list->column) ? list->column : 0;
    Layout layout = lay_out(list, canvas->width);
    Buffer text = {0};
    keep_in_sight(list, canvas->height - 1);
    list->cell = (struct ListCell){0};
    canvas_fill(whole, 0, 0, marks, 1, STYLE_HEADER, " ");
    draw_header(list, &layout, canvas);
    size_t end = list->top + (size_t)list->height;
    for (size_t row = list->top; row < end && row < list->rows.count; row++)
        (list->rows.items[row] < 0 ? draw_group : draw_row)(list, plan, &layout, canvas, row, &text);
    for (size_t row = list->top; row < end && row < list->rows.count; row++)
        list_draw_mark(list, whole, list->rows.items[row], (int)(row - list->top) + 1);
    if (list->rows.count > 0 && list->height > 0)
        draw_selection(list, &layout, canvas, focused);
    buffer_release(&text);
}

bool list_cell(const List *list, const Canvas *canvas, int *x, int *y, int *width)
{
    *x = list->cell.x - canvas->x;
    *y = list->cell.y - canvas->y;
    *width = list->cell.width;
    return list->cell.width > 0;
}
