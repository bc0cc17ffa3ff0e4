/*
 * The agenda of the meeting, with what came of each item so far.
 */
#include "pages_parts.h"
#include "steerco/analysis/steering/meetings.h"
#include "steerco/model/audience.h"
#include "steerco/model/many.h"

static void fill_item(const PageView *view, const AgendaItem *item, size_t number, Content *content)
{
    Buffer text = {0};
    Referents outcomes = {0};
    const Field *time_box = field_of(&agenda_item_entity, AgendaItem, time_box);
    ContentRow *row = content_add_row(content, &agenda_item_entity, item->record.id);
    row->cells[0] = content_word(content, "%zu  %s", number, item->title);
    field_word(time_box, view->now, item, FORMAT_DISPLAY, &text);
    row->cells[1] = content_keep(content, &text);
    field_word(field_of(&agenda_item_entity, AgendaItem, presenter), view->now, item, FORMAT_DISPLAY, &text);
    row->cells[2] = content_keep(content, &text);
    many_referents(view->now, entity_field(&agenda_item_entity, "outcomes"), item->record.id, &outcomes);
    for (size_t i = 0; i < outcomes.count; i++) {
        if (!id_is_shown(view->now, outcomes.items[i].entity, outcomes.items[i].id))
            continue;
        buffer_add(&text, text.length ? ", " : "");
        entity_code(outcomes.items[i].entity, outcomes.items[i].id, &text);
    }
    row->cells[3] = content_keep(content, &text);
    array_release(&outcomes);
    buffer_release(&text);
}

static void fill_agenda(const PageView *view, Content *content)
{
    const Meeting *meeting = plan_find(view->now, ENTITY_MEETING, view->meeting);
    Ids items = {0};
    content->columns[0] = (ContentColumn){"Item", 0, false};
    content->columns[1] = (ContentColumn){"Time", 6, true};
    content->columns[2] = (ContentColumn){"Presenter", 16, false};
    content->columns[3] = (ContentColumn){"What came of it", 20, false};
    content->headlines[0] = arena_text(&content->texts, plan_board(view->now)->name);
    if (meeting) {
        Buffer text = {0};
        buffer_add(&text, meeting->title);
        if (meeting->date != DATE_NONE) {
            buffer_add(&text, ", ");
            date_format_short(meeting->date, &text);
        }
        if (*meeting->hours)
            buffer_format(&text, ", %s", meeting->hours);
        content->headlines[1] = content_keep(content, &text);
        buffer_release(&text);
        meeting_agenda(view->now, meeting->record.id, &items);
    }
    for (size_t i = 0; i < items.count; i++)
        fill_item(view, plan_find(view->now, ENTITY_AGENDA_ITEM, items.items[i]), i + 1, content);
    if (!meeting)
        content->empty = "No meeting is planned. The first note makes one of today.";
    array_release(&items);
}

const Page agenda_page = {
    .name = "agenda",
    .title = "Agenda",
    .empty = "Nothing is on the agenda yet. A note makes an item of the page that it is written on.",
    .fill = fill_agenda,
};
