/*
 * The agenda of the meeting, with what came of each item so far.
 */
#include "steer_parts.h"
#include "steerco/analysis/meetings.h"
#include "steerco/model/audience.h"
#include "steerco/model/many.h"

static void fill_item(const SteerView *view, const AgendaItem *item, size_t number, SteerSheet *sheet)
{
    Buffer text = {0};
    Referents outcomes = {0};
    const Field *time_box = field_of(&agenda_item_entity, AgendaItem, time_box);
    SteerRow *row = steer_add_row(sheet, &agenda_item_entity, item->record.id);
    row->cells[0] = steer_word(sheet, "%zu  %s", number, item->title);
    field_word(time_box, view->now, item, FORMAT_DISPLAY, &text);
    row->cells[1] = steer_keep(sheet, &text);
    field_word(field_of(&agenda_item_entity, AgendaItem, presenter), view->now, item, FORMAT_DISPLAY, &text);
    row->cells[2] = steer_keep(sheet, &text);
    many_referents(view->now, entity_field(&agenda_item_entity, "outcomes"), item->record.id, &outcomes);
    for (size_t i = 0; i < outcomes.count; i++) {
        if (!id_is_shown(view->now, outcomes.items[i].entity, outcomes.items[i].id))
            continue;
        buffer_add(&text, text.length ? ", " : "");
        entity_code(outcomes.items[i].entity, outcomes.items[i].id, &text);
    }
    row->cells[3] = steer_keep(sheet, &text);
    array_release(&outcomes);
    buffer_release(&text);
}

static void fill_agenda(const SteerView *view, SteerSheet *sheet)
{
    const Meeting *meeting = plan_find(view->now, ENTITY_MEETING, view->meeting);
    Ids items = {0};
    sheet->columns[0] = (SteerColumn){"Item", 0, false};
    sheet->columns[1] = (SteerColumn){"Time", 6, true};
    sheet->columns[2] = (SteerColumn){"Presenter", 16, false};
    sheet->columns[3] = (SteerColumn){"What came of it", 20, false};
    sheet->headlines[0] = arena_text(&sheet->texts, plan_board(view->now)->name);
    if (meeting) {
        Buffer text = {0};
        buffer_add(&text, meeting->title);
        if (meeting->date != DATE_NONE) {
            buffer_add(&text, ", ");
            date_format_short(meeting->date, &text);
        }
        if (*meeting->hours)
            buffer_format(&text, ", %s", meeting->hours);
        sheet->headlines[1] = steer_keep(sheet, &text);
        buffer_release(&text);
        meeting_agenda(view->now, meeting->record.id, &items);
    }
    for (size_t i = 0; i < items.count; i++)
        fill_item(view, plan_find(view->now, ENTITY_AGENDA_ITEM, items.items[i]), i + 1, sheet);
    if (!meeting)
        sheet->empty = "No meeting is planned. The first note makes one of today.";
    array_release(&items);
}

const SteerPage steer_agenda = {
    .name = "agenda",
    .title = "Agenda",
    .empty = "Nothing is on the agenda yet. A note makes an item of the page that it is written on.",
    .fill = fill_agenda,
};
