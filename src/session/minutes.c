/*
 * Lines of minutes that make something: which item of the agenda they stand under, and what they become.
 */
#include "steerco/session/minutes.h"

#include <string.h>

#include "steerco/analysis/steering/meetings.h"
#include "steerco/base/text.h"
#include "steerco/session/capture.h"

static const char *const other_business = "Any other business";

bool minutes_are_in(const Entity *entity, const Field *field)
{
    return (entity == &meeting_entity && field == field_of(&meeting_entity, Meeting, minutes)) ||
           (entity == &agenda_item_entity && field == field_of(&agenda_item_entity, AgendaItem, minutes));
}

bool minutes_is_note(const char *line)
{
    return line[0] == '/' && line[1] != '\0' && (line[2] == ' ' || line[2] == '\0');
}

/* ---- the item that is talked about ---- */

/* "# 2 Budget" → "Budget"; the number is for people. */
static void read_heading(const char *line, size_t length, Buffer *out)
{
    size_t at = 1, end = length;
    while (at < end && (line[at] == ' ' || line[at] == '#'))
        at++;
    size_t digits = at;
    while (digits < end && line[digits] >= '0' && line[digits] <= '9')
        digits++;
    if (digits > at && digits < end && (line[digits] == ' ' || line[digits] == '.'))
        at = digits + 1;
    while (at < end && line[at] == ' ')
        at++;
    while (end > at && line[end - 1] == ' ')
        end--;
    buffer_clear(out);
    buffer_add_bytes(out, line + at, end - at);
}

static void find_topic(const char *above, Buffer *out)
{
    buffer_add(out, other_business);
    for (const char *at = above; *at;) {
        size_t length = strcspn(at, "\n");
        if (*at == '#' && length > 1)
            read_heading(at, length, out);
        at += length + (at[length] != '\0');
    }
}

static Capture capture_here(const Plan *plan, Referent of, const char *topic)
{
    Capture here = {.topic = topic, .day = plan->today};
    if (of.entity == &agenda_item_entity)
        here.item = of.id;
    else
        here.item = capture_item(plan, of.id, topic);
    const AgendaItem *item = plan_find(plan, ENTITY_AGENDA_ITEM, here.item);
    here.meeting = of.entity == &agenda_item_entity ? item ? item->meeting : 0 : of.id;
    here.about = item ? item->about : 0;
    const Meeting *meeting = plan_find(plan, ENTITY_MEETING, here.meeting);
    if (meeting && meeting->date != DATE_NONE)
        here.day = meeting->date;
    return here;
}

/* ---- the line ---- */

static const CaptureKind *kind_of(const char *line, Error *error)
{
    const CaptureKind *kind = capture_kind(line[1]);
    Buffer words = {0};
    for (const CaptureKind *known = capture_kinds; known->letter; known++)
        buffer_format(&words, "%s/%c %s", words.length ? ", " : "", known->letter, known->entity->noun);
    if (!kind)
        error_set(error, "'/%c' makes nothing; expected one of %s", line[1], buffer_text(&words));
    buffer_release(&words);
    return kind;
}

bool minutes_note(ChangeSet *set, const Plan *plan, Referent of, const char *above, const char *line, Record **made,
                  const Entity **type, Error *error)
{
    const void *record = plan_find(plan, of.entity->kind, of.id);
    const CaptureKind *kind = kind_of(line, error);
    if (!kind)
        return false;
    if (!record)
        return error_set(error, "the %s is not there any more", of.entity->noun);
    if (of.entity->frozen && of.entity->frozen(plan, record, error))
        return false;
    Buffer topic = {0};
    find_topic(above, &topic);
    const Capture here = capture_here(plan, of, buffer_text(&topic));
    const Record *noted = capture_note(set, plan, kind, line + 2, &here, error);
    change_reason(set, "%s in the meeting: %s", kind->entity->noun, text_quoted(text_skip_blanks(line + 2)).text);
    *made = (Record *)(uintptr_t)noted;
    *type = kind->entity;
    buffer_release(&topic);
    return noted != NULL;
}

void minutes_word_made(const Plan *plan, const Entity *type, Id id, Buffer *out)
{
    const void *record = plan_find(plan, type->kind, id);
    const Field *owner = entity_field(type, "owner"), *due = type->due ? entity_field(type, type->due) : NULL;
    bool owned = record && owner && !value_is_none(owner, field_stored(owner, record));
    bool dated = record && due && !value_is_none(due, field_stored(due, record));
    entity_code(type, id, out);
    buffer_add_char(out, ' ');
    plan_label(plan, type, id, out);
    if (!owned && !dated)
        return;
    buffer_add(out, " (");
    if (owned)
        field_word(owner, plan, record, FORMAT_DISPLAY, out);
    buffer_add(out, dated ? owned ? ", due " : "due " : "");
    if (dated)
        field_word(due, plan, record, FORMAT_DISPLAY, out);
    buffer_add_char(out, ')');
}

void minutes_begin(const Plan *plan, Referent of, Buffer *out)
{
    Ids items = {0};
    if (of.entity == &meeting_entity)
        meeting_agenda(plan, of.id, &items);
    for (size_t i = 0; i < items.count; i++) {
        const AgendaItem *item = plan_find(plan, ENTITY_AGENDA_ITEM, items.items[i]);
        buffer_format(out, "%s# %zu %s\n", i > 0 ? "\n" : "", i + 1, item->title);
    }
    array_release(&items);
}
