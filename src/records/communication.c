/*
 * The communication plan of PM², and what came of it: the log of contacts.
 */
#include "steerco/records/communication.h"

#include "fields.h"
#include "steerco/base/recurrence.h"
#include "steerco/base/text.h"

/* ---- when it is due ---- */

/* Rhythms without a day of their own: they take that of the first time. */
static const struct Rhythm {
    const char *word; /* as text_key() writes it */
    RecurrenceUnit unit;
    int every;
} rhythms[] = {
    {"daily", RECUR_DAYS, 1},        {"taglich", RECUR_DAYS, 1},         {"weekly", RECUR_WEEKS, 1},
    {"wochentlich", RECUR_WEEKS, 1}, {"biweekly", RECUR_WEEKS, 2},       {"fortnightly", RECUR_WEEKS, 2},
    {"every2weeks", RECUR_WEEKS, 2}, {"14tagig", RECUR_WEEKS, 2},        {"zweiwochentlich", RECUR_WEEKS, 2},
    {"monthly", RECUR_MONTHS, 1},    {"monatlich", RECUR_MONTHS, 1},     {"bimonthly", RECUR_MONTHS, 2},
    {"quarterly", RECUR_MONTHS, 3},  {"quartalsweise", RECUR_MONTHS, 3}, {"vierteljahrlich", RECUR_MONTHS, 3},
    {"halfyearly", RECUR_MONTHS, 6}, {"halbjahrlich", RECUR_MONTHS, 6},  {"yearly", RECUR_YEARS, 1},
    {"annually", RECUR_YEARS, 1},    {"jahrlich", RECUR_YEARS, 1},
};

static Recurrence rule_of(const struct Rhythm *rhythm, Date first)
{
    Civil day = date_civil(first);
    Recurrence rule = {.unit = rhythm->unit, .every = rhythm->every};
    if (rhythm->unit == RECUR_WEEKS)
        rule.weekdays = 1u << date_weekday(first);
    if (rhythm->unit >= RECUR_MONTHS)
        rule.day = day.day;
    if (rhythm->unit == RECUR_YEARS)
        rule.month = day.month;
    return rule;
}

static bool read_rhythm(const char *text, Date first, Recurrence *out)
{
    Error ignored = {0};
    Buffer key = {0};
    bool found = false;
    text_key(text, &key);
    for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms && !found; i++) {
        found = text_equal(rhythms[i].word, buffer_text(&key));
        if (found)
            *out = rule_of(&rhythms[i], first);
    }
    buffer_release(&key);
    return found || recurrence_parse(text, out, &ignored);
}

/* The last day on which it was done, by the log of contacts. */
static Date last_done(const Plan *plan, Id activity)
{
    Date last = DATE_NONE;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_CONTACT); row++) {
        const Contact *contact = plan_at(plan, ENTITY_CONTACT, row);
        if (contact->activity == activity && contact->date != DATE_NONE && contact->date > last)
            last = contact->date;
    }
    return last;
}

/* A third of the time between two times: done so much earlier, it is done for the next one too. */
static Date early_by(const Recurrence *rule)
{
    static const int days[] = {[RECUR_DAYS] = 1, [RECUR_WEEKS] = 7, [RECUR_MONTHS] = 30, [RECUR_YEARS] = 365};
    return days[rule->unit] * rule->every / 3;
}

Date communication_due(const Plan *plan, const CommunicationActivity *activity)
{
    Date last = last_done(plan, activity->record.id), agreed = activity->next_due, due = DATE_NONE;
    Date first = activity->from != DATE_NONE ? activity->from : agreed != DATE_NONE ? agreed : last;
    Recurrence rule;
    bool comes_again = first != DATE_NONE && read_rhythm(activity->frequency, first, &rule);
    Date counted = last == DATE_NONE ? last : last + (comes_again ? early_by(&rule) : 0);
    if (activity->status == COMMUNICATION_ENDED)
        return DATE_NONE;
    if (agreed != DATE_NONE && (last == DATE_NONE || counted < agreed))
        due = agreed;
    else if (comes_again)
        due = recurrence_next(&rule, first, last == DATE_NONE ? first - 1 : counted);
    return due != DATE_NONE && activity->to != DATE_NONE && due > activity->to ? DATE_NONE : due;
}

static Value due(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    Date day = communication_due(plan, record);
    return value_number(day == DATE_NONE ? VALUE_NONE : day);
}

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
    {TEXT(CommunicationActivity, frequency, "Frequency", 10, "How often: weekly, monthly, quarterly, or a rule such as monthly last fri")},
    {PERSON(CommunicationActivity, responsible, "Responsible", "Who does it")},
    {DAY(CommunicationActivity, next_due, "Next due", "When it is to be done next, where a day was agreed on")},
    {.name = "due", .title = "Due", .type = FIELD_DATE, .computed = due,
     .help = "When it is done next: the day agreed on until a contact says that it was done, then by its frequency"},
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
    .columns = "title:30 status audience medium frequency responsible due",
    .order = "due",
    .due = "due",
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
