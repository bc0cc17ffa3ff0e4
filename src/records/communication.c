/*
 * The communication plan of PM², and what came of it: the log of contacts.
 */
#include "steerco/records/communication.h"

#include "fields.h"

/* ---- the plan ---- */

static const char *const activity_statuses[] = {"planned", "active", "ended", NULL};

static const Step activity_steps[] = {
    {.from = COMMUNICATION_PLANNED, .to = COMMUNICATION_ACTIVE, .needs = {"responsible"}},
    {.from = COMMUNICATION_PLANNED, .to = COMMUNICATION_ENDED, .needs = {"reason"}},
    {.from = COMMUNICATION_ACTIVE, .to = COMMUNICATION_ENDED, .needs = {"reason"}},
    {.from = COMMUNICATION_ENDED, .to = COMMUNICATION_ACTIVE, .needs = {"responsible", "reason"}},
    STEPS_END,
};
static const Workflow activity_workflow = {.steps = activity_steps, .ended = STATE(COMMUNICATION_ENDED)};

/* clang-format off */
static const Field activity_fields[] = {
    {TITLE(CommunicationActivity, "Activity", "What is done to keep people informed")},
    {STATUS(CommunicationActivity, activity_statuses, activity_workflow, 8, "Whether it is done already, or not any more")},
    {NOTE(CommunicationActivity, purpose, "Purpose", "What it is for")},
    {NOTE(CommunicationActivity, content, "Content", "What is told")},
    {TEXT(CommunicationActivity, audience, "Audience", 20, "Who is told, as a group")},
    {MANY(stakeholders, "Stakeholders", &stakeholder_entity, MANY_SLOT(27, 0), "The stakeholders who are told")},
    {TEXT(CommunicationActivity, format, "Format", 12, "Report, presentation, talk")},
    {TEXT(CommunicationActivity, medium, "Medium", 12, "E-mail, meeting, portal")},
    {TEXT(CommunicationActivity, frequency, "Frequency", 10, "How often")},
    {PERSON(CommunicationActivity, responsible, "Responsible", "Who does it")},
    {DAY(CommunicationActivity, next_due, "Next due", "When it is done next")},
    {DAY(CommunicationActivity, from, "From", "When it begins")},
    {DAY(CommunicationActivity, to, "To", "When it ends")},
    {NOTE(CommunicationActivity, expected_result, "Expected result", "What it is to achieve")},
    {TEXT(CommunicationActivity, feedback_channel, "Feedback", 14, "How people answer")},
    {TEXT(CommunicationActivity, language, "Language", 8, "In which language")},
    {REASON(CommunicationActivity, "Why it ended, or goes on")},
    {EXTERNAL_ID(CommunicationActivity)},
    {CONFIDENTIAL(CommunicationActivity)},
    {NOTES(CommunicationActivity)},
    {CUSTOM(CommunicationActivity)},
    {0},
};
/* clang-format on */

static bool activity_check(const Plan *plan, const void *record, Error *error)
{
    (void)plan;
    const CommunicationActivity *activity = record;
    bool backwards = activity->from != DATE_NONE && activity->to != DATE_NONE && activity->to < activity->from;
    return !backwards || error_set(error, "'%s' ends before it begins", activity->title);
}

const Entity communication_activity_entity = {
    .kind = ENTITY_COMMUNICATION_ACTIVITY,
    .name = "communication_activity",
    .plural = "communication_activities",
    .title = "Communication plan",
    .noun = "communication activity",
    .nouns = "communication activities",
    .tag = 27,
    .prefix = "CA",
    .record_size = sizeof(CommunicationActivity),
    .fields = activity_fields,
    .label = "title",
    .columns = "title:30 status audience medium frequency responsible next_due",
    .order = "next_due",
    .due = "next_due",
    .check = activity_check,
    .instead = "end it",
};

/* ---- the log ---- */

/* clang-format off */
static const Field contact_fields[] = {
    {TEXT(Contact, summary, "Contact", 30, "What was told or asked"), .required = true},
    {DAY(Contact, date, "Date", "When it was"), .stamp = STAMP_DAY},
    {ONE(Contact, stakeholder, "Stakeholder", stakeholder_entity, 7, "The stakeholder that it was with")},
    {ONE(Contact, activity, "Activity", communication_activity_entity, 7, "The part of the communication plan that it fulfils")},
    {TEXT(Contact, from, "From", 14, "Who spoke or wrote")},
    {TEXT(Contact, to, "To", 14, "Who was spoken or written to")},
    {TEXT(Contact, medium, "Medium", 10, "E-mail, call, meeting")},
    {NOTE(Contact, feedback, "Feedback", "What came back")},
    {STORED(Contact, sentiment, "Mood", "From -2 angry through 0 neutral to 2 enthusiastic"), .type = FIELD_SCALE,
     .minimum = -2, .maximum = 2, .width = 4, .secrecy = FOR_PLANNERS},
    {ANY(Contact, follow_up, "Follow-up", "What came of it: an action, an issue, a decision")},
    {EXTERNAL_ID(Contact)},
    {CONFIDENTIAL(Contact)},
    {NOTES(Contact)},
    {CUSTOM(Contact)},
    {0},
};
/* clang-format on */

const Entity contact_entity = {
    .kind = ENTITY_CONTACT,
    .name = "contact",
    .plural = "contacts",
    .title = "Contact log",
    .noun = "contact",
    .nouns = "contacts",
    .tag = 28,
    .prefix = "CT",
    .record_size = sizeof(Contact),
    .fields = contact_fields,
    .label = "summary",
    .cold = true,
    .columns = "date summary:30 stakeholder from to medium sentiment",
    .order = "-date",
};
