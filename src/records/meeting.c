/*
 * The tables of bodies, meetings and agenda items.
 */
#include "steerco/records/meeting.h"

#include "fields.h"
#include "steerco/base/text.h"

/* ---- bodies ---- */

static const char *const body_types[] = {"steering committee", "governance body", "core team", "change board",
                                         "working group",      "other",           NULL};

/* clang-format off */
static const Field body_fields[] = {
    {TITLE(Body, "Body", "The committee, board or team")},
    {CHOICE(Body, type, "Type", body_types, 18, "What kind of body it is")},
    {PERSON(Body, chair, "Chair", "Who leads it")},
    {PERSON(Body, secretary, "Secretary", "Who prepares its meetings and keeps its minutes")},
    {MANY(members, "Members", &resource_entity, MANY_SLOT(24, 0), "The people who sit in it")},
    {MANY(stakeholders, "Stakeholders", &stakeholder_entity, MANY_SLOT(24, 1), "Stakeholders who sit in it")},
    {NOTE(Body, mandate, "Mandate", "What it is there for")},
    {NOTE(Body, authority, "Authority", "What it may decide by itself")},
    {AMOUNT(Body, cost_limit, "Cost limit", "Up to this cost it may approve a change")},
    {SPAN(Body, delay_limit, "Delay limit", "Up to this delay it may approve a change")},
    {NUMBER(Body, quorum, "Quorum", "How many members have to be present for a decision"), .maximum = 1000},
    {TEXT(Body, frequency, "Frequency", 12, "How often it meets")},
    {ONE(Body, escalates_to, "Escalates to", body_entity, 7, "The body above, which decides what this one may not")},
    {EXTERNAL_ID(Body)},
    {NOTES(Body)},
    {CUSTOM(Body)},
    {0},
};
/* clang-format on */

const Entity body_entity = {
    .kind = ENTITY_BODY,
    .name = "body",
    .plural = "bodies",
    .title = "Governance bodies",
    .noun = "body",
    .nouns = "bodies",
    .tag = 24,
    .prefix = "BD",
    .record_size = sizeof(Body),
    .fields = body_fields,
    .label = "title",
    .key = {"title"},
    .columns = "title:30 type chair frequency cost_limit escalates_to",
    .order = "title",
};

/* ---- meetings ---- */

static const char *const meeting_types[] = {"steering", "team", "review", "workshop", "other", NULL};
static const char *const meeting_statuses[] = {"planned", "held", "approved", "cancelled", NULL};

static const Step meeting_steps[] = {
    {.from = MEETING_PLANNED, .to = MEETING_HELD, .needs = {"date", "chair"}},
    {.from = MEETING_HELD, .to = MEETING_APPROVED, .needs = {"approved_by", "approved_on"}},
    {.from = MEETING_PLANNED, .to = MEETING_CANCELLED, .needs = {"reason"}},
    {.from = MEETING_CANCELLED, .to = MEETING_PLANNED, .needs = {"date"}},
    STEPS_END,
};
static const Workflow meeting_workflow = {.steps = meeting_steps,
                                          .ended = STATE(MEETING_APPROVED) | STATE(MEETING_CANCELLED)};

/* clang-format off */
static const Field meeting_fields[] = {
    {TITLE(Meeting, "Meeting", "What the meeting is called")},
    {CHOICE(Meeting, type, "Type", meeting_types, 9, "What kind of meeting it is")},
    {DAY(Meeting, date, "Date", "The day on which it takes place")},
    {STORED(Meeting, hours, "Hours", "From when to when: 09:30-11:00"), .type = FIELD_HOURS, .width = 12},
    {STATUS(Meeting, meeting_statuses, meeting_workflow, 10, "Minutes that were approved are not changed any more")},
    {TEXT(Meeting, series, "Series", 16, "The row of meetings that it is one of")},
    {ONE(Meeting, body, "Body", body_entity, 7, "The body that meets")},
    {PERSON(Meeting, chair, "Chair", "Who leads the meeting")},
    {PERSON(Meeting, minute_taker, "Minute taker", "Who writes the minutes")},
    {TEXT(Meeting, place, "Place", 16, "Where, or under which address")},
    {MANY(invited, "Invited", &resource_entity, MANY_SLOT(25, 0), "The people who were asked to come")},
    {MANY(attendees, "Present", &resource_entity, MANY_SLOT(25, 1), "The people who were there")},
    {MANY(apologies, "Apologies", &resource_entity, MANY_SLOT(25, 2), "The people who excused themselves")},
    {MANY(stakeholders, "Stakeholders", &stakeholder_entity, MANY_SLOT(25, 3), "Stakeholders who were there")},
    {TEXT(Meeting, guests, "Guests", 20, "Who else was there")},
    {NOTE(Meeting, minutes, "Minutes", "What was said and agreed on, beyond the items of the agenda")},
    {TEXT(Meeting, distribution, "Distribution", 20, "Who gets the minutes")},
    {PERSON(Meeting, approved_by, "Approved by", "Who approved the minutes")},
    {DAY(Meeting, approved_on, "Approved", "When the minutes were approved")},
    {DAY(Meeting, next_date, "Next", "When the next meeting takes place")},
    {REASON(Meeting, "Why it was cancelled")},
    {EXTERNAL_ID(Meeting)},
    {CONFIDENTIAL(Meeting)},
    {NOTES(Meeting)},
    {CUSTOM(Meeting)},
    {0},
};
/* clang-format on */

/* Says so in the error. */
static bool minutes_are_approved(const Plan *plan, const Meeting *meeting, Error *error)
{
    (void)plan;
    if (!meeting || meeting->status != MEETING_APPROVED)
        return false;
    error_set(error, "the minutes of %s were approved and are not changed any more; add a remark about it",
              text_quoted(meeting->title).text);
    return true;
}

static bool meeting_frozen(const Plan *plan, const void *record, Error *error)
{
    return minutes_are_approved(plan, record, error);
}

const Entity meeting_entity = {
    .kind = ENTITY_MEETING,
    .name = "meeting",
    .plural = "meetings",
    .title = "Meetings",
    .noun = "meeting",
    .nouns = "meetings",
    .tag = 25,
    .prefix = "M",
    .record_size = sizeof(Meeting),
    .fields = meeting_fields,
    .label = "title",
    .key = {"title", "date"},
    .columns = "title:30 date hours type status chair place",
    .order = "-date",
    .due = "date",
    .frozen = meeting_frozen,
};

/* ---- agenda items ---- */

/* clang-format off */
static const Field agenda_item_fields[] = {
    {TITLE(AgendaItem, "Topic", "What is talked about")},
    {ONE(AgendaItem, meeting, "Meeting", meeting_entity, 7, "The meeting whose agenda it is on"), .falls = true},
    {NUMBER(AgendaItem, position, "No.", "Its place on the agenda, from 1"), .minimum = 1, .maximum = 1000},
    {ANY(AgendaItem, about, "About", "The record that is talked about: a risk, an issue, a change request")},
    {PERSON(AgendaItem, presenter, "Presenter", "Who presents it")},
    {SPAN(AgendaItem, time_box, "Time box", "How long it may take")},
    {NOTE(AgendaItem, minutes, "Minutes", "What was said")},
    {NOTE(AgendaItem, outcome, "Outcome", "What was agreed on")},
    {MANY(outcomes, "Led to", NULL, MANY_SLOT(26, 0), "The decisions, actions and issues that came of it")},
    {EXTERNAL_ID(AgendaItem)},
    {NOTES(AgendaItem)},
    {CUSTOM(AgendaItem)},
    {0},
};
/* clang-format on */

static bool agenda_item_frozen(const Plan *plan, const void *record, Error *error)
{
    return minutes_are_approved(plan, plan_find(plan, ENTITY_MEETING, ((const AgendaItem *)record)->meeting), error);
}

const Entity agenda_item_entity = {
    .kind = ENTITY_AGENDA_ITEM,
    .name = "agenda_item",
    .plural = "agenda_items",
    .title = "Agenda items",
    .noun = "agenda item",
    .nouns = "agenda items",
    .article = "an",
    .tag = 26,
    .prefix = "AG",
    .record_size = sizeof(AgendaItem),
    .fields = agenda_item_fields,
    .label = "title",
    .key = {"meeting", "title"},
    .columns = "title:30 meeting position about presenter time_box outcome",
    .frozen = agenda_item_frozen,
};
