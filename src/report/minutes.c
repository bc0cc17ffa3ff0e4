/*
 * The minutes of a meeting as a report: its head, who was there, and each item of the agenda.
 */
#include "report_parts.h"

#include <string.h>

#include "steerco/analysis/steering/meetings.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/model/many.h"

static void add_field(const Plan *plan, const Entity *entity, const void *record, const char *name, const char *title,
                      Content *content)
{
    const Field *field = entity_field(entity, name);
    Buffer text = {0};
    if (field_is_shown(field, plan->audience))
        field_word(field, plan, record, FORMAT_EXCHANGE, &text);
    if (text.length > 0) {
        ContentRow *row = content_add_row(content, NULL, 0);
        row->cells[0] = title;
        row->cells[1] = content_keep(content, &text);
    }
    buffer_release(&text);
}

static void add_attendance(const Plan *plan, const Meeting *meeting, Report *report)
{
    static const char *const fields[][2] = {{"date", "Date"},
                                            {"hours", "Time"},
                                            {"place", "Place"},
                                            {"body", "Body"},
                                            {"chair", "Chair"},
                                            {"minute_taker", "Minutes"},
                                            {"attendees", "Present"},
                                            {"stakeholders", "Also present"},
                                            {"guests", "Guests"},
                                            {"apologies", "Apologies"},
                                            {"distribution", "Goes to"},
                                            {"status", "State"},
                                            {"approved_by", "Approved by"},
                                            {"approved_on", "Approved"},
                                            {"next_date", "Next meeting"}};
    ReportSection section = {.title = "Meeting"};
    Content *content = &section.content;
    content->columns[0] = (ContentColumn){"", 14, false};
    content->columns[1] = (ContentColumn){"", 0, false};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        add_field(plan, &meeting_entity, meeting, fields[i][0], fields[i][1], content);
    array_push(&report->sections, section);
}

/* A record that came of an item: what it is, who sees to it, until when. */
static void add_outcome(const Plan *plan, Referent outcome, Content *content)
{
    const void *record = plan_find(plan, outcome.entity->kind, outcome.id);
    const Field *owner = entity_field(outcome.entity, "owner");
    const Field *due = outcome.entity->due ? entity_field(outcome.entity, outcome.entity->due) : NULL;
    Buffer text = {0};
    if (!record || !record_is_shown(plan, outcome.entity, record))
        return;
    ContentRow *row = content_add_row(content, outcome.entity, outcome.id);
    entity_code(outcome.entity, outcome.id, &text);
    row->cells[0] = content_keep(content, &text);
    buffer_format(&text, "%c%s: ", outcome.entity->noun[0] - 'a' + 'A', outcome.entity->noun + 1);
    plan_label(plan, outcome.entity, outcome.id, &text);
    row->cells[1] = content_keep(content, &text);
    if (owner && field_is_shown(owner, plan->audience))
        field_word(owner, plan, record, FORMAT_EXCHANGE, &text);
    row->cells[2] = content_keep(content, &text);
    if (due && field_is_shown(due, plan->audience))
        field_word(due, plan, record, FORMAT_EXCHANGE, &text);
    row->cells[3] = content_keep(content, &text);
    buffer_release(&text);
}

static void add_said(const char *text, Content *content)
{
    for (int i = 0; i < CONTENT_HEADLINES && *text; i++)
        if (!content->headlines[i]) {
            content->headlines[i] = arena_text(&content->texts, text);
            return;
        }
}

static void add_item(const Plan *plan, const AgendaItem *item, size_t number, Report *report)
{
    Referents outcomes = {0};
    Buffer title = {0};
    ReportSection section = {0};
    Content *content = &section.content;
    static const ContentColumn columns[] = {
        {"Code", 8, false}, {"What", 0, false}, {"Who", 18, false}, {"Until", 10, false}};
    memcpy(content->columns, columns, sizeof columns);
    buffer_format(&title, "%zu. %s", number, item->title);
    section.title = arena_text(&report->texts, buffer_text(&title));
    add_said(item->minutes, content);
    add_said(item->outcome, content);
    many_referents(plan, entity_field(&agenda_item_entity, "outcomes"), item->record.id, &outcomes);
    for (size_t i = 0; i < outcomes.count; i++)
        add_outcome(plan, outcomes.items[i], content);
    array_push(&report->sections, section);
    array_release(&outcomes);
    buffer_release(&title);
}

static void add_agenda(const Plan *plan, Id meeting, Report *report)
{
    Ids items = {0};
    meeting_agenda(plan, meeting, &items);
    for (size_t i = 0; i < items.count; i++)
        add_item(plan, plan_find(plan, ENTITY_AGENDA_ITEM, items.items[i]), i + 1, report);
    array_release(&items);
}

bool report_minutes(const Plan *plan, Id id, Report *out, Error *error)
{
    const Plan seen = plan_view(plan, AUDIENCE_PUBLIC);
    Buffer title = {0};
    const Meeting *meeting = plan_find(&seen, ENTITY_MEETING, id);
    *out = (Report){.from = DATE_NONE, .summary = ""};
    if (!record_is_shown(&seen, &meeting_entity, meeting))
        return error_set(error, "the meeting is confidential: its minutes are not written for others");
    buffer_format(&title, "Minutes: %s", meeting->title);
    out->title = arena_text(&out->texts, buffer_text(&title));
    out->board = arena_text(&out->texts, plan_board(&seen)->name);
    out->manager = out->sponsor = out->baseline = "";
    out->narrative = arena_text(&out->texts, meeting->minutes);
    out->basis = plan->sequence;
    buffer_release(&title);
    add_attendance(&seen, meeting, out);
    add_agenda(&seen, id, out);
    return true;
}
