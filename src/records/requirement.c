/*
 * The table of requirements, with the tasks, tests and deliverables that fulfil and prove them.
 */
#include "fields.h"
#include "steerco/records/scope.h"

static const char *const types[] = {"functional", "quality",    "interface",  "data",  "security",
                                    "compliance", "constraint", "transition", "other", NULL};
static const char *const moscow[] = {"undecided", "must", "should", "could", "won't", NULL};
static const char *const statuses[] = {"draft", "approved", "implemented", "validated", "rejected", "deferred", NULL};

static const Step steps[] = {
    {.from = REQUIREMENT_DRAFT, .to = REQUIREMENT_APPROVED, .needs = {"acceptance", "approved_by", "approved_on"}},
    {.from = REQUIREMENT_DRAFT, .to = REQUIREMENT_REJECTED, .needs = {"reason"}},
    {.from = REQUIREMENT_DRAFT, .to = REQUIREMENT_DEFERRED, .needs = {"reason"}},
    {.from = REQUIREMENT_APPROVED, .to = REQUIREMENT_IMPLEMENTED},
    {.from = REQUIREMENT_APPROVED, .to = REQUIREMENT_REJECTED, .needs = {"reason"}},
    {.from = REQUIREMENT_APPROVED, .to = REQUIREMENT_DEFERRED, .needs = {"reason"}},
    {.from = REQUIREMENT_IMPLEMENTED, .to = REQUIREMENT_VALIDATED, .needs = {"tests"}},
    {.from = REQUIREMENT_IMPLEMENTED, .to = REQUIREMENT_APPROVED, .needs = {"reason"}},
    {.from = REQUIREMENT_VALIDATED, .to = REQUIREMENT_IMPLEMENTED, .needs = {"reason"}},
    {.from = REQUIREMENT_REJECTED, .to = REQUIREMENT_DRAFT, .needs = {"reason"}},
    {.from = REQUIREMENT_DEFERRED, .to = REQUIREMENT_DRAFT, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {
    .steps = steps, .ended = STATE(REQUIREMENT_VALIDATED) | STATE(REQUIREMENT_REJECTED) | STATE(REQUIREMENT_DEFERRED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Requirement, "Requirement", "The requirement in a few words")},
    {NOTE(Requirement, statement, "Statement", "What is needed, not how it is solved")},
    {CHOICE(Requirement, type, "Type", types, 11, "What kind of requirement it is")},
    {CHOICE(Requirement, moscow, "MoSCoW", moscow, 9, "Must, should, could or won't have")},
    {STATUS(Requirement, statuses, workflow, 11, "How far it is")},
    {ONE(Requirement, parent, "Parent", requirement_entity, 7, "The requirement that it is a part of")},
    {ONE(Requirement, objective, "Objective", objective_entity, 7, "The objective that it serves")},
    {PERSON(Requirement, owner, "Owner", "Who speaks for it")},
    {TEXT(Requirement, source, "Source", 16, "Who or what asks for it")},
    {NOTE(Requirement, rationale, "Rationale", "Why it is needed")},
    {NOTE(Requirement, acceptance, "Acceptance", "What has to be seen to call it fulfilled")},
    {TEXT(Requirement, version, "Version", 8, "Which wording this is")},
    {DAY(Requirement, due, "Due", "When it has to be fulfilled")},
    {PERSON(Requirement, approved_by, "Approved by", "Who approved it")},
    {DAY(Requirement, approved_on, "Approved", "When it was approved")},
    {ONE(Requirement, change_request, "Change", change_request_entity, 7, "The change request that brought or changed it")},
    {MANY(tasks, "Tasks", &task_entity, MANY_SLOT(33, 0), "The tasks that fulfil it")},
    {MANY(deliverables, "Deliverables", &deliverable_entity, MANY_SLOT(33, 1), "The deliverables that fulfil it")},
    {MANY(tests, "Tests", &test_entity, MANY_SLOT(33, 2), "The tests that prove it")},
    {MANY(risks, "Risks", &risk_entity, MANY_SLOT(33, 3), "The risks that threaten it")},
    {REASON(Requirement, "Why it was rejected, deferred or opened again")},
    {EXTERNAL_ID(Requirement)},
    {NOTES(Requirement)},
    {CUSTOM(Requirement)},
    {0},
};
/* clang-format on */

const Entity requirement_entity = {
    .kind = ENTITY_REQUIREMENT,
    .name = "requirement",
    .plural = "requirements",
    .title = "Requirements",
    .noun = "requirement",
    .nouns = "requirements",
    .tag = 33,
    .prefix = "RQ",
    .record_size = sizeof(Requirement),
    .fields = fields,
    .label = "title",
    .columns = "title:30 type moscow status owner tasks tests",
    .due = "due",
};
