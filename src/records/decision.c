/*
 * The table of decisions, pending and taken.
 */
#include "fields.h"
#include "steerco/records/governance.h"

/* ---- by when ---- */

static Instant start_at_the_latest(const Plan *plan, Referent target)
{
    const Task *task = target.entity == &task_entity ? plan_find(plan, ENTITY_TASK, target.id) : NULL;
    const TaskDates *dates = task && task->actual_start == INSTANT_NONE ? plan_task_dates(plan, target.id) : NULL;
    return dates ? dates->late_start : INSTANT_NONE;
}

Date decision_latest_responsible(const Plan *plan, const Decision *decision)
{
    Referents hanging = {0};
    Instant first = INSTANT_NONE;
    array_push(&hanging, any_referent(decision->about));
    many_referents(plan, entity_field(&decision_entity, "related"), decision->record.id, &hanging);
    for (size_t i = 0; i < hanging.count; i++) {
        Instant start = start_at_the_latest(plan, hanging.items[i]);
        if (start != INSTANT_NONE && (first == INSTANT_NONE || start < first))
            first = start;
    }
    array_release(&hanging);
    if (first == INSTANT_NONE)
        return DATE_NONE;
    return instant_end_date(plan->results->work_ends_by(plan->results->schedule.state, first));
}

Date decision_wanted_by(const Plan *plan, const Decision *decision)
{
    Date latest = decision_latest_responsible(plan, decision);
    bool sooner = latest != DATE_NONE && (decision->need_by == DATE_NONE || latest < decision->need_by);
    return sooner ? latest : decision->need_by;
}

static Value day_value(Date day)
{
    return value_number(day == DATE_NONE ? VALUE_NONE : day);
}

static Value latest_responsible(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    return day_value(decision_latest_responsible(plan, record));
}

/* Pending, and wanted before the end of so many days behind the status date. */
static bool is_wanted_within(const Plan *plan, const Decision *decision, Date days)
{
    Date wanted = decision->status == DECISION_PENDING ? decision_wanted_by(plan, decision) : DATE_NONE;
    return wanted != DATE_NONE && wanted < plan_status_date(plan) + days;
}

static bool is_late(const Plan *plan, const void *record)
{
    return is_wanted_within(plan, record, 0);
}

static bool is_on_radar(const Plan *plan, const void *record)
{
    return is_wanted_within(plan, record, DECISION_RADAR_DAYS + 1);
}

static const FilterWord words[] = {{"radar", is_on_radar}, {0}};

/* ---- the table ---- */

static const char *const statuses[] = {"pending", "taken", "superseded", "reversed", NULL};

static const Step steps[] = {
    {.from = DECISION_PENDING, .to = DECISION_TAKEN, .needs = {"owner", "decided_on", "rationale"}},
    {.from = DECISION_TAKEN, .to = DECISION_SUPERSEDED, .needs = {"superseded_by"}},
    {.from = DECISION_TAKEN, .to = DECISION_REVERSED, .needs = {"reason"}},
    {.from = DECISION_REVERSED, .to = DECISION_PENDING, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {
    .steps = steps, .ended = STATE(DECISION_TAKEN) | STATE(DECISION_SUPERSEDED) | STATE(DECISION_REVERSED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Decision, "Decision", "What is to be decided, or was decided")},
    {TEXT(Decision, category, "Category", 12, "Kind of decision, in the project's own terms")},
    {STATUS(Decision, statuses, workflow, 10, "Pending until it is taken; later it may be superseded or reversed")},
    {PERSON(Decision, owner, "Owner", "Who sees to it that it is taken and applied")},
    {DAY(Decision, need_by, "Need by", "When it has to be taken at the latest")},
    {.name = "latest_responsible", .title = "Latest", .type = FIELD_DATE, .computed = latest_responsible,
     .help = "The last working day on which it can be taken without holding up a task that it is about or related to"},
    {ANY(Decision, about, "About", "The record that it is about: a change request, a risk, an issue")},
    {DAY(Decision, decided_on, "Decided", "When it was taken")},
    {PERSON(Decision, decided_by, "Decided by", "Who took it")},
    {ONE(Decision, body, "Body", body_entity, 7, "The body that takes it")},
    {ONE(Decision, meeting, "Meeting", meeting_entity, 7, "The meeting in which it was taken")},
    {MANY(present, "People present", &resource_entity, MANY_SLOT(22, 0), "The people who were there when it was taken")},
    {NOTE(Decision, description, "Description", "What it is about, and what follows from it")},
    {NOTE(Decision, options, "Options", "What could be chosen, with what speaks for and against it and what it costs")},
    {NOTE(Decision, rationale, "Rationale", "Why it was decided so")},
    {NOTE(Decision, dissent, "Dissent", "Who was of another opinion, and why")},
    {TEXT(Decision, identified_by, "Identified by", 14, "Who saw that it is needed")},
    {DAY(Decision, applies_from, "Applies from", "From when it holds")},
    {TEXT(Decision, communicated_to, "Communicated to", 20, "Who was told")},
    {ONE(Decision, superseded_by, "Superseded by", decision_entity, 7, "The decision that took its place")},
    {MANY(related, "Related", NULL, MANY_SLOT(22, 1), "Other records that it concerns")},
    {YES_NO(Decision, escalated, "Esc.", "Handed to a higher authority")},
    {REASON(Decision, "Why it was reversed or opened again")},
    {EXTERNAL_ID(Decision)},
    {CONFIDENTIAL(Decision)},
    {NOTES(Decision)},
    {CUSTOM(Decision)},
    {0},
};
/* clang-format on */

const Entity decision_entity = {
    .kind = ENTITY_DECISION,
    .name = "decision",
    .plural = "decisions",
    .title = "Decision log",
    .noun = "decision",
    .nouns = "decisions",
    .tag = 22,
    .prefix = "D",
    .record_size = sizeof(Decision),
    .fields = fields,
    .label = "title",
    .about = "about",
    .columns = "title:30 status owner need_by latest_responsible decided_on about",
    .order = "need_by",
    .due = "need_by",
    .is_late = is_late,
    .words = words,
};
