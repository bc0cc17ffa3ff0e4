/*
 * What narrows a list down and what singles records out of it: the filter and the marks.
 */
#include <stdlib.h>

#include "steerco/base/text.h"
#include "steerco/tui/widgets/list.h"

/* ---------------------------------------------------------------- the filter */

bool list_filter(List *list, const Plan *plan, const char *text, Error *error)
{
    bool none = *text_skip_blanks(text) == '\0';
    Filter *filter = none ? NULL : filter_new(plan, list->entity, text, error);
    if (!filter && !none)
        return false;
    filter_free(list->filter);
    list->filter = filter;
    return true;
}

const char *list_filter_text(const List *list)
{
    return list->filter ? filter_text(list->filter) : "";
}

bool list_passes(const List *list, const Plan *plan, Id id)
{
    const void *record = plan_find(plan, list->entity->kind, id);
    if (!list->filter)
        return !record || record_is_shown(plan, list->entity, record);
    return record && filter_matches(list->filter, plan, record);
}

/* ---------------------------------------------------------------- marks */

bool list_is_marked(const List *list, Id id)
{
    return idmap_get(&list->marked, id, 0) != 0;
}

/* Rows without a record, such as sums, have ids below 1. */
void list_mark(List *list, Id id, bool marked)
{
    if (id <= 0)
        return;
    if (marked)
        idmap_put(&list->marked, id, 1);
    else
        idmap_remove(&list->marked, id);
    list->mark_anchor = marked ? id : 0;
}

void list_mark_range(List *list)
{
    size_t from = list->selected, to = list->selected;
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.items[i] == list->mark_anchor)
            from = i;
    for (size_t i = from < to ? from : to; i <= (from < to ? to : from) && i < list->rows.count; i++)
        list_mark(list, list->rows.items[i], true);
    list_mark(list, list_selected(list), true);
}

void list_unmark_all(List *list)
{
    idmap_clear(&list->marked);
    list->mark_anchor = 0;
}

static int by_id(const void *a, const void *b)
{
    const Id *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

void list_targets(const List *list, const Plan *plan, Ids *out)
{
    if (list->marked.count == 0 && list_selected(list) > 0)
        array_push(out, list_selected(list));
    for (size_t slot = 0; slot < list->marked.capacity; slot++)
        if (list->marked.count > 0 && list->marked.keys[slot] != 0 &&
            plan_find(plan, list->entity->kind, list->marked.keys[slot]))
            array_push(out, list->marked.keys[slot]);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_id);
}

void list_prune_marks(List *list, const Plan *plan)
{
    Ids gone = {0};
    for (size_t slot = 0; slot < list->marked.capacity; slot++)
        if (list->marked.keys[slot] != 0 && !plan_find(plan, list->entity->kind, list->marked.keys[slot]))
            array_push(&gone, list->marked.keys[slot]);
    for (size_t i = 0; i < gone.count; i++)
        idmap_remove(&list->marked, gone.items[i]);
    array_release(&gone);
}

/* ---------------------------------------------------------------- telling */

static bool shows_sort(const List *list)
{
    for (int i = 0; i < list->column_count; i++)
        if (list->columns[i].field == list->sort)
            return true;
    return list->fixed;
}

static void add_chips(const List *list, Buffer *out)
{
    if (list->sort && !shows_sort(list)) {
        buffer_add(out, "[by ");
        list_sort_text(list, out);
        buffer_add(out, "]");
    }
    if (list->marked.count > 0)
        buffer_format(out, "%s[%zu marked]", out->length > 0 ? " " : "", list->marked.count);
    if (list->filter)
        buffer_format(out, "%s[\\%s]", out->length > 0 ? " " : "", filter_text(list->filter));
}

Canvas list_draw_chips(const List *list, Canvas *line)
{
    Buffer chips = {0};
    add_chips(list, &chips);
    int width = text_width(buffer_text(&chips)), most = line->width / 2;
    width = width < most ? width : most;
    canvas_text(line, line->width - width, 0, width, STYLE_KEY, buffer_text(&chips));
    buffer_release(&chips);
    return width > 0 ? canvas_part(line, 0, 0, line->width - width - 1, 1) : *line;
}

void list_draw_mark(const List *list, Canvas *canvas, Id id, int y)
{
    if (list_is_marked(list, id))
        canvas_text(canvas, 0, y, 1, STYLE_KEY, "*");
}

void list_draw_empty(const List *list, Canvas *canvas, const char *hint)
{
    if (list->rows.count == 0)
        canvas_paragraph(canvas, 0, 1, canvas->width, canvas->height - 1, STYLE_DIM,
                         list->filter ? "Nothing matches the filter. Esc shows everything again." : hint);
}
