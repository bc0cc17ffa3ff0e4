/*
 * The table of actions: who does what by when, and did it help.
 */
#include "fields.h"
#include "steerco/records/governance.h"

static const char *const statuses[] = {"open", "in progress", "done", "cancelled", NULL};

static const Step steps[] = {
    {.from = ACTION_OPEN, .to = ACTION_IN_PROGRESS, .needs = {"owner"}},
    {.from = ACTION_IN_PROGRESS, .to = ACTION_OPEN},
    {.from = ACTION_OPEN, .to = ACTION_DONE, .needs = {"owner", "closed_on"}},
    {.from = ACTION_IN_PROGRESS, .to = ACTION_DONE, .needs = {"owner", "closed_on"}},
    {.from = ACTION_OPEN, .to = ACTION_CANCELLED, .needs = {"reason"}},
    {.from = ACTION_IN_PROGRESS, .to = ACTION_CANCELLED, .needs = {"reason"}},
    {.from = ACTION_DONE, .to = ACTION_OPEN, .needs = {"reason"}},
    {.from = ACTION_CANCELLED, .to = ACTION_OPEN, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {.steps = steps, .ended = STATE(ACTION_DONE) | STATE(ACTION_CANCELLED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Action, "Action", "What has to be done")},
    {STATUS(Action, statuses, workflow, 11, "How far it is")},
    {PERSON(Action, owner, "Owner", "The one person who does it or has it done")},
    {DAY(Action, due, "Due", "When it has to be done")},
    {LEVEL(Action, priority, "Pri", "How much it matters, 1 very low to 5 very high")},
    {ANY(Action, source, "Source", "The record that it came from: a meeting, a risk, an issue, a KPI")},
    {MANY(related, "Related", NULL, MANY_SLOT(23, 0), "Other records that it concerns")},
    {DAY(Action, opened_on, "Opened", "When it was agreed on"), .stamp = STAMP_DAY},
    {DAY(Action, closed_on, "Closed", "When it was done")},
    {NOTE(Action, description, "Description", "What exactly has to be done")},
    {NOTE(Action, outcome, "Outcome", "What was done in the end")},
    {DAY(Action, effect_check, "Effect check", "When somebody looks whether it helped")},
    {NOTE(Action, effect, "Effect", "Whether it helped")},
    {REASON(Action, "Why it was cancelled or opened again")},
    {EXTERNAL_ID(Action)},
    {CONFIDENTIAL(Action)},
    {NOTES(Action)},
    {CUSTOM(Action)},
    {0},
};
/* clang-format on */

const Entity action_entity = {
    .kind = ENTITY_ACTION,
    .name = "action",
    .plural = "actions",
    .title = "Action log",
    .noun = "action",
    .nouns = "actions",
    .article = "an",
    .tag = 23,
    .prefix = "AC",
    .record_size = sizeof(Action),
    .fields = fields,
    .label = "title",
    .about = "source",
    .columns = "title:30 status owner due priority source",
    .order = "due",
    .due = "due",
};
