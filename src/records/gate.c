/*
 * The tables of gates and of the checklists that are gone through before them.
 */
#include "fields.h"
#include "steerco/records/closing.h"

/* ---- gates ---- */

static const char *const gate_types[] = {
    "ready for planning", "ready for executing", "ready for closing", "stage end", "other", NULL};
static const char *const gate_statuses[] = {"planned", "passed", "passed with conditions", "refused", NULL};

static const Step gate_steps[] = {
    {.from = GATE_PLANNED, .to = GATE_PASSED, .needs = {"decision", "decided_on"}},
    {.from = GATE_PLANNED, .to = GATE_CONDITIONAL, .needs = {"decision", "decided_on", "conditions"}},
    {.from = GATE_PLANNED, .to = GATE_REFUSED, .needs = {"decision", "decided_on", "reason"}},
    {.from = GATE_CONDITIONAL, .to = GATE_PASSED, .needs = {"decided_on"}},
    {.from = GATE_REFUSED, .to = GATE_PLANNED, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow gate_workflow = {.steps = gate_steps, .ended = STATE(GATE_PASSED) | STATE(GATE_REFUSED)};

/* clang-format off */
static const Field gate_fields[] = {
    {TITLE(Gate, "Gate", "What the gate is called")},
    {CHOICE(Gate, type, "Type", gate_types, 18, "Which gate of the project it is")},
    {STATUS(Gate, gate_statuses, gate_workflow, 12, "Whether the project may go on")},
    {PERSON(Gate, owner, "Owner", "Who prepares it")},
    {DAY(Gate, planned_on, "Planned", "When it is to be decided")},
    {ONE(Gate, task, "Milestone", task_entity, 6, "The milestone of the schedule that it is")},
    {ONE(Gate, body, "Body", body_entity, 7, "The body that decides")},
    {ONE(Gate, decision, "Decision", decision_entity, 7, "The decision that was taken")},
    {DAY(Gate, decided_on, "Decided", "When it was decided")},
    {NOTE(Gate, criteria, "Criteria", "What has to be fulfilled")},
    {NOTE(Gate, conditions, "Conditions", "What still has to be done where it was passed with conditions")},
    {REASON(Gate, "Why it was refused, or is asked for again")},
    {EXTERNAL_ID(Gate)},
    {NOTES(Gate)},
    {CUSTOM(Gate)},
    {0},
};
/* clang-format on */

const Entity gate_entity = {
    .kind = ENTITY_GATE,
    .name = "gate",
    .plural = "gates",
    .title = "Gates",
    .noun = "gate",
    .nouns = "gates",
    .tag = 40,
    .prefix = "G",
    .record_size = sizeof(Gate),
    .fields = gate_fields,
    .label = "title",
    .columns = "title:30 type status owner planned_on decided_on body",
    .order = "planned_on",
    .due = "planned_on",
};

/* ---- checklists ---- */

static const char *const item_statuses[] = {"open", "done", "not applicable", NULL};

static const Step item_steps[] = {
    {.from = CHECKLIST_OPEN, .to = CHECKLIST_DONE, .needs = {"owner", "done_on"}},
    {.from = CHECKLIST_OPEN, .to = CHECKLIST_NOT_APPLICABLE, .needs = {"reason"}},
    {.from = CHECKLIST_DONE, .to = CHECKLIST_OPEN, .needs = {"reason"}},
    {.from = CHECKLIST_NOT_APPLICABLE, .to = CHECKLIST_OPEN},
    STEPS_END,
};
static const Workflow item_workflow = {.steps = item_steps,
                                       .ended = STATE(CHECKLIST_DONE) | STATE(CHECKLIST_NOT_APPLICABLE)};

/* clang-format off */
static const Field item_fields[] = {
    {TITLE(ChecklistItem, "Check", "What has to be in order")},
    {STATUS(ChecklistItem, item_statuses, item_workflow, 10, "Whether it is")},
    {TEXT(ChecklistItem, list, "List", 12, "The checklist that it is on: closing, transition")},
    {ONE(ChecklistItem, gate, "Gate", gate_entity, 7, "The gate before which it is gone through"), .falls = true},
    {NUMBER(ChecklistItem, position, "No.", "Its place on the list, from 1"), .minimum = 1, .maximum = 10000},
    {PERSON(ChecklistItem, owner, "Owner", "Who sees to it")},
    {DAY(ChecklistItem, due, "Due", "When it has to be in order")},
    {ANY(ChecklistItem, about, "About", "The record that it is about")},
    {NOTE(ChecklistItem, evidence, "Evidence", "How it is proved")},
    {DAY(ChecklistItem, done_on, "Done", "When it was in order")},
    {REASON(ChecklistItem, "Why it does not apply, or was opened again")},
    {EXTERNAL_ID(ChecklistItem)},
    {NOTES(ChecklistItem)},
    {CUSTOM(ChecklistItem)},
    {0},
};
/* clang-format on */

const Entity checklist_item_entity = {
    .kind = ENTITY_CHECKLIST_ITEM,
    .name = "checklist_item",
    .plural = "checklist_items",
    .title = "Checklists",
    .noun = "checklist item",
    .nouns = "checklist items",
    .tag = 41,
    .prefix = "CK",
    .record_size = sizeof(ChecklistItem),
    .fields = item_fields,
    .label = "title",
    .columns = "list title:30 status owner due gate about",
    .order = "due",
    .due = "due",
};
