/*
 * Ranges of dated days: of two that claim a day, the first to come has it.
 */
#include "mspdi_dated.h"

static size_t first_ending_after(const DatedList *list, Date day)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].to < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void dated_add(DatedList *list, DatedHours range)
{
    for (size_t at = first_ending_after(list, range.from); range.from <= range.to; at++) {
        DatedHours piece = range;
        if (at < list->count && list->items[at].from <= range.to)
            piece.to = list->items[at].from - 1;
        if (piece.from <= piece.to) {
            array_insert(list, at, piece);
            at++;
        }
        if (at >= list->count || list->items[at].from > range.to)
            return;
        range.from = list->items[at].to + 1;
    }
}

/* The first day at or after `day` that one of the rules has; DATE_NONE where there is none. */
static Date next_ruled(const RuledList *rules, Date day)
{
    Date first = DATE_NONE;
    for (size_t i = 0; i < rules->count; i++) {
        const RuledHours *ruled = &rules->items[i];
        Date next = recurrence_next(&ruled->rule, ruled->from, day - 1);
        if (next != DATE_NONE && next <= ruled->to && (first == DATE_NONE || next < first))
            first = next;
    }
    return first;
}

void dated_add_between(DatedList *list, DatedHours range, const RuledList *rules)
{
    while (range.from <= range.to) {
        Date ruled = next_ruled(rules, range.from);
        DatedHours piece = range;
        if (ruled != DATE_NONE && ruled <= range.to)
            piece.to = ruled - 1;
        dated_add(list, piece);
        range.from = piece.to + (piece.to < range.to ? 2 : 1);
    }
}
