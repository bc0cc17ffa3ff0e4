/*
 * The table of deliverables and their acceptance.
 */
#include "fields.h"
#include "steerco/records/scope.h"

static const char *const statuses[] = {"planned", "delivered", "accepted", "accepted with conditions", "refused", NULL};

static const Step steps[] = {
    {.from = DELIVERABLE_PLANNED, .to = DELIVERABLE_DELIVERED, .needs = {"delivered_on"}},
    {.from = DELIVERABLE_DELIVERED, .to = DELIVERABLE_ACCEPTED, .needs = {"decided_by", "decided_on"}},
    {.from = DELIVERABLE_DELIVERED, .to = DELIVERABLE_CONDITIONAL, .needs = {"decided_by", "decided_on", "conditions"}},
    {.from = DELIVERABLE_DELIVERED, .to = DELIVERABLE_REFUSED, .needs = {"decided_by", "decided_on", "reason"}},
    {.from = DELIVERABLE_CONDITIONAL, .to = DELIVERABLE_ACCEPTED, .needs = {"decided_by", "decided_on"}},
    {.from = DELIVERABLE_REFUSED, .to = DELIVERABLE_DELIVERED, .needs = {"delivered_on"}},
    {.from = DELIVERABLE_ACCEPTED, .to = DELIVERABLE_DELIVERED, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {.steps = steps, .ended = STATE(DELIVERABLE_ACCEPTED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Deliverable, "Deliverable", "What is handed over")},
    {STATUS(Deliverable, statuses, workflow, 12, "Whether it was handed over, and what was said to it")},
    {ONE(Deliverable, task, "Task", task_entity, 6, "The task that makes it")},
    {PERSON(Deliverable, owner, "Owner", "Who makes it or has it made")},
    {PERSON(Deliverable, reviewer, "Reviewer", "Who looks whether it is good")},
    {DAY(Deliverable, planned_on, "Planned", "When it is to be handed over")},
    {DAY(Deliverable, delivered_on, "Delivered", "When it was handed over")},
    {NOTE(Deliverable, description, "Description", "What it consists of")},
    {NOTE(Deliverable, criteria, "Criteria", "What it has to fulfil to be accepted")},
    {NOTE(Deliverable, tolerance, "Tolerance", "How far it may be off and still be accepted")},
    {PERSON(Deliverable, decided_by, "Decided by", "Who accepted or refused it")},
    {DAY(Deliverable, decided_on, "Decided", "When it was accepted or refused")},
    {NOTE(Deliverable, conditions, "Conditions", "What has to be mended, by whom and when, where it was accepted with conditions")},
    {TEXT(Deliverable, note_number, "Note", 10, "Number of the acceptance note")},
    {REASON(Deliverable, "Why it was refused, or has to be looked at again")},
    {EXTERNAL_ID(Deliverable)},
    {NOTES(Deliverable)},
    {CUSTOM(Deliverable)},
    {0},
};
/* clang-format on */

const Entity deliverable_entity = {
    .kind = ENTITY_DELIVERABLE,
    .name = "deliverable",
    .plural = "deliverables",
    .title = "Deliverables",
    .noun = "deliverable",
    .nouns = "deliverables",
    .tag = 34,
    .prefix = "DL",
    .record_size = sizeof(Deliverable),
    .fields = fields,
    .label = "title",
    .columns = "title:30 status owner reviewer planned_on delivered_on task",
    .order = "planned_on",
    .due = "planned_on",
};
