/*
 * The table of obligations: what has to be kept whatever the project wants, found faults of audits, and waivers.
 */
#include "fields.h"
#include "steerco/records/quality.h"

static const char *const types[] = {"law",           "contract",      "security", "privacy", "standard",
                                    "audit finding", "quality check", "other",    NULL};
static const char *const statuses[] = {"open", "met", "waived", "breached", NULL};

static const Step steps[] = {
    {.from = OBLIGATION_OPEN, .to = OBLIGATION_MET, .needs = {"evidence", "checked_on"}},
    {.from = OBLIGATION_OPEN, .to = OBLIGATION_WAIVED, .needs = {"reason", "approved_by", "expires_on"}},
    {.from = OBLIGATION_OPEN, .to = OBLIGATION_BREACHED, .needs = {"reason"}},
    {.from = OBLIGATION_BREACHED, .to = OBLIGATION_MET, .needs = {"evidence", "checked_on"}},
    {.from = OBLIGATION_WAIVED, .to = OBLIGATION_OPEN},
    {.from = OBLIGATION_MET, .to = OBLIGATION_OPEN, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {.steps = steps, .ended = STATE(OBLIGATION_MET) | STATE(OBLIGATION_WAIVED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Obligation, "Obligation", "What has to be kept")},
    {CHOICE(Obligation, type, "Type", types, 13, "Where it comes from")},
    {STATUS(Obligation, statuses, workflow, 8, "Whether it is kept")},
    {PERSON(Obligation, owner, "Owner", "Who sees to it")},
    {DAY(Obligation, due, "Due", "When it has to be fulfilled")},
    {TEXT(Obligation, source, "Source", 18, "The law, contract, standard or audit")},
    {TEXT(Obligation, clause, "Clause", 10, "Where in it")},
    {NOTE(Obligation, description, "Description", "What it asks for")},
    {MANY(related, "Related", NULL, MANY_SLOT(38, 0), "The tasks, requirements and deliverables that fulfil it")},
    {NOTE(Obligation, evidence, "Evidence", "How it is proved")},
    {DAY(Obligation, checked_on, "Checked", "When somebody looked")},
    {PERSON(Obligation, approved_by, "Approved by", "Who waived it")},
    {DAY(Obligation, expires_on, "Expires", "When the waiver ends")},
    {REASON(Obligation, "Why it was waived, breached or opened again")},
    {EXTERNAL_ID(Obligation)},
    {CONFIDENTIAL(Obligation)},
    {NOTES(Obligation)},
    {CUSTOM(Obligation)},
    {0},
};
/* clang-format on */

const Entity obligation_entity = {
    .kind = ENTITY_OBLIGATION,
    .name = "obligation",
    .plural = "obligations",
    .title = "Obligations",
    .noun = "obligation",
    .nouns = "obligations",
    .article = "an",
    .tag = 38,
    .prefix = "OL",
    .record_size = sizeof(Obligation),
    .fields = fields,
    .label = "title",
    .columns = "title:30 type status owner due source clause",
    .order = "due",
    .due = "due",
};
