/*
 * Sorting of lists. The order is worked out when a pane fills its rows, from keys that are read once for each record,
 * so that rows in sight cost nothing more to draw.
 */
#include <ctype.h>
#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/tui/widgets/list.h"

/* ---------------------------------------------------------------- what is asked for */

void list_sort_next(List *list)
{
    const Field *field = list_field(list);
    if (list->sort != field)
        list->sort = field, list->descending = false;
    else if (!list->descending)
        list->descending = true;
    else
        list->sort = NULL;
}

bool list_set_sort(List *list, const char *text)
{
    bool descending = *text == '-';
    const Field *field = entity_field(list->entity, text + descending);
    if (*text && (!field || field->internal))
        return false;
    list->sort = *text ? field : NULL;
    list->descending = descending;
    return true;
}

void list_sort_text(const List *list, Buffer *out)
{
    if (list->sort)
        buffer_format(out, "%s%s", list->descending ? "-" : "", list->sort->name);
}

/* ---------------------------------------------------------------- sorting */

typedef struct SortKey {
    Id id;
    size_t place; /* before sorting: equal ones stay so */
    bool undefined;
    int64_t number;
    const char *text; /* folded; null: by the number */
} SortKey;

/* What a reference is called by counts, unless that is its code anyway. */
static const char *text_of(const Field *field, const Plan *plan, Value value, Buffer *scratch)
{
    if (field_is_text(field))
        return value.text;
    if (field->type != FIELD_REFERENCE || !field->refers_to->by_name)
        return NULL;
    buffer_clear(scratch);
    plan_label(plan, field->refers_to, value.number, scratch);
    return buffer_text(scratch);
}

static void read_key(const Field *field, const Plan *plan, const void *record, SortKey *key, Arena *texts,
                     Buffer *scratch)
{
    Value value = field_get(field, plan, record, scratch);
    key->undefined = value_is_none(field, value);
    key->number = field->type == FIELD_DURATION ? duration_amount(value.number) : value.number;
    const char *text = key->undefined ? NULL : text_of(field, plan, value, scratch);
    if (!text)
        return;
    Buffer folded = {0};
    text_fold(text, &folded);
    key->text = arena_text(texts, buffer_text(&folded));
    buffer_release(&folded);
}

/* Runs of digits count as numbers: "Review 2" comes before "Review 10", 1.9 before 1.10. */
static int compare_texts(const char *a, const char *b)
{
    while (*a && *b) {
        if (!isdigit((unsigned char)*a) || !isdigit((unsigned char)*b)) {
            if (*a != *b)
                return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
            a++, b++;
            continue;
        }
        a += strspn(a, "0"), b += strspn(b, "0");
        size_t digits = strspn(a, "0123456789"), others = strspn(b, "0123456789");
        int order = digits != others ? (digits < others ? -1 : 1) : memcmp(a, b, digits);
        if (order != 0)
            return order;
        a += digits, b += others;
    }
    return (*a != '\0') - (*b != '\0');
}

static int by_key(const SortKey *a, const SortKey *b, bool descending)
{
    if (a->undefined || b->undefined)
        return a->undefined - b->undefined;
    int order =
        a->text && b->text ? compare_texts(a->text, b->text) : (a->number > b->number) - (a->number < b->number);
    return descending ? -order : order;
}

static int by_place(const SortKey *a, const SortKey *b)
{
    return a->place < b->place ? -1 : a->place > b->place;
}

static int ascending(const void *a, const void *b)
{
    int order = by_key(a, b, false);
    return order ? order : by_place(a, b);
}

static int descending(const void *a, const void *b)
{
    int order = by_key(a, b, true);
    return order ? order : by_place(a, b);
}

void list_sort_by(const List *list, const Plan *plan, const Field *field, bool down, Id *ids, size_t count)
{
    if (!field || count == 0 || !field_is_shown(field, plan->audience))
        return;
    SortKey *keys = memory_new(count, sizeof *keys);
    Arena texts = {0};
    Buffer scratch = {0};
    for (size_t i = 0; i < count; i++) {
        const void *record = plan_find(plan, list->entity->kind, ids[i]);
        keys[i] = (SortKey){.id = ids[i], .place = i, .undefined = !record};
        if (record)
            read_key(field, plan, record, &keys[i], &texts, &scratch);
    }
    qsort(keys, count, sizeof *keys, down ? descending : ascending);
    for (size_t i = 0; i < count; i++)
        ids[i] = keys[i].id;
    buffer_release(&scratch);
    arena_release(&texts);
    free(keys);
}

void list_sort(const List *list, const Plan *plan, Id *ids, size_t count)
{
    list_sort_by(list, plan, list->sort, list->descending, ids, count);
}

/* ---------------------------------------------------------------- telling */

/* The arrow stands behind the title: in the gap behind the column where the title fills it, if there is a gap. */
void list_draw_title(const List *list, const Field *field, const char *title, Canvas *canvas, int x, int width)
{
    bool sorted = field && field == list->sort, amount = field && field_is_amount(field);
    int room = sorted && x + width >= canvas->width ? width - 1 : width, taken = text_width(title);
    if (amount)
        canvas_text_right(canvas, x, 0, room, STYLE_HEADER, title);
    else
        canvas_text(canvas, x, 0, room, STYLE_HEADER, title);
    if (sorted)
        canvas_glyph(canvas, x + (amount || taken > room ? room : taken), 0, STYLE_HEADER,
                     list->descending ? GLYPH_DOWN : GLYPH_UP);
}
