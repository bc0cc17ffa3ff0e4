/*
 * Lists in groups: the records of one value below a heading with their number and the sums of their amounts. All is
 * worked out when a pane fills its rows, so that drawing costs what is in sight.
 */
#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/tui/widgets/list.h"

bool list_set_group(List *list, const char *name)
{
    const Field *field = entity_field(list->entity, name);
    if (*name && (!field || field->internal))
        return false;
    list->group = *name ? field : NULL;
    return true;
}

void list_clear_groups(List *list)
{
    for (size_t i = 0; i < list->groups.count; i++)
        free(list->groups.items[i].name);
    list->groups.count = list->sums.count = 0;
}

/* Rates are not added up, nor what may be in several currencies. */
static bool adds_up(const Field *field)
{
    return (field->type == FIELD_MONEY || field->type == FIELD_MINUTES) && !field->rate && !field->currency &&
           !field->internal;
}

static void begin_group(List *list, const char *value)
{
    Buffer name = {0};
    buffer_format(&name, "%s: %s", list->group->title, value);
    array_push(&list->groups, (ListGroup){.name = buffer_steal(&name), .sums = list->sums.count});
    for (const Field *field = list->entity->fields; field->name; field++)
        if (adds_up(field))
            array_push(&list->sums, VALUE_NONE);
}

static void add_to_group(List *list, const Plan *plan, const void *record, Buffer *scratch)
{
    ListGroup *group = &list->groups.items[list->groups.count - 1];
    int64_t *sum = list->sums.items + group->sums;
    group->count++;
    for (const Field *field = list->entity->fields; field->name; field++) {
        if (!adds_up(field))
            continue;
        int64_t amount = field_get(field, plan, record, scratch).number;
        if (amount != VALUE_NONE)
            *sum = *sum == VALUE_NONE ? amount : money_add(*sum, amount);
        sum++;
    }
}

static void fill_groups(List *list, const Plan *plan, Id *ids, size_t count, Ids *rows)
{
    Buffer value = {0}, before = {0}, scratch = {0};
    list_sort_by(list, plan, list->group, false, ids, count);
    for (size_t i = 0; i < count; i++) {
        const void *record = plan_find(plan, list->entity->kind, ids[i]);
        if (!record)
            continue;
        buffer_clear(&value);
        field_word(list->group, plan, record, FORMAT_DISPLAY, &value);
        if (list->groups.count == 0 || !text_equal(buffer_text(&value), buffer_text(&before))) {
            begin_group(list, buffer_text(&value));
            array_push(rows, -(Id)list->groups.count);
        }
        buffer_clear(&before);
        buffer_add(&before, buffer_text(&value));
        add_to_group(list, plan, record, &scratch);
        array_push(rows, ids[i]);
    }
    buffer_release(&value);
    buffer_release(&before);
    buffer_release(&scratch);
}

void list_fill(List *list, const Plan *plan, Id *ids, size_t count)
{
    Ids rows = {0};
    list->audience = plan->audience;
    list_sort(list, plan, ids, count);
    list_clear_groups(list);
    if (list->group && field_is_shown(list->group, plan->audience)) {
        bool begins = list->rows.count == 0;
        fill_groups(list, plan, ids, count, &rows);
        list_set_rows(list, rows.items, rows.count);
        if (begins && rows.count > 1)
            list->selected = 1; /* a record, not the heading */
    } else {
        list_set_rows(list, ids, count);
    }
    array_release(&rows);
}

static const ListGroup *group_at(const List *list, Id row)
{
    size_t at = (size_t)(-1 - row);
    return row < 0 && at < list->groups.count ? &list->groups.items[at] : NULL;
}

void list_word_group(const List *list, Id row, Buffer *out)
{
    const ListGroup *group = group_at(list, row);
    if (group)
        buffer_format(out, "%s (%zu)", group->name, group->count);
}

bool list_word_sum(const List *list, const Plan *plan, Id row, const Field *wanted, Buffer *out)
{
    const ListGroup *group = group_at(list, row);
    size_t at = group ? group->sums : 0;
    if (!group || !adds_up(wanted))
        return false;
    for (const Field *field = list->entity->fields; field != wanted; field++)
        at += adds_up(field);
    field_format(wanted, plan, value_number(list->sums.items[at]), FORMAT_DISPLAY, out);
    return true;
}
