/*
 * The table of documents: which there are, in which version, where they lie, who approved them.
 */
#include "fields.h"
#include "steerco/records/quality.h"

static const char *const statuses[] = {"draft", "in review", "approved", "superseded", NULL};

static const Step steps[] = {
    {.from = DOCUMENT_DRAFT, .to = DOCUMENT_IN_REVIEW, .needs = {"owner", "location"}},
    {.from = DOCUMENT_IN_REVIEW, .to = DOCUMENT_APPROVED, .needs = {"version", "approved_by", "approved_on"}},
    {.from = DOCUMENT_IN_REVIEW, .to = DOCUMENT_DRAFT, .needs = {"reason"}},
    {.from = DOCUMENT_APPROVED, .to = DOCUMENT_SUPERSEDED, .needs = {"superseded_by"}},
    {.from = DOCUMENT_APPROVED, .to = DOCUMENT_DRAFT, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {.steps = steps, .ended = STATE(DOCUMENT_APPROVED) | STATE(DOCUMENT_SUPERSEDED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Document, "Document", "What it is called")},
    {TEXT(Document, type, "Type", 12, "What kind of document it is: charter, contract, manual")},
    {TEXT(Document, version, "Version", 8, "Which version this is")},
    {STATUS(Document, statuses, workflow, 10, "How far it is")},
    {PERSON(Document, owner, "Owner", "Who keeps it")},
    {TEXT(Document, location, "Location", 24, "Where it lies: a path or address")},
    {DAY(Document, review_on, "Review", "When it has to be reviewed")},
    {PERSON(Document, approved_by, "Approved by", "Who approved it")},
    {DAY(Document, approved_on, "Approved", "When it was approved")},
    {ONE(Document, deliverable, "Deliverable", deliverable_entity, 7, "The deliverable that it is or belongs to")},
    {ONE(Document, superseded_by, "Superseded by", document_entity, 7, "The document that took its place")},
    {MANY(related, "Related", NULL, MANY_SLOT(37, 0), "The records that it is about")},
    {NOTE(Document, description, "Description", "What is in it")},
    {REASON(Document, "Why it went back to a draft")},
    {EXTERNAL_ID(Document)},
    {CONFIDENTIAL(Document)},
    {NOTES(Document)},
    {CUSTOM(Document)},
    {0},
};
/* clang-format on */

const Entity document_entity = {
    .kind = ENTITY_DOCUMENT,
    .name = "document",
    .plural = "documents",
    .title = "Documents",
    .noun = "document",
    .nouns = "documents",
    .tag = 37,
    .prefix = "DC",
    .record_size = sizeof(Document),
    .fields = fields,
    .label = "title",
    .key = {"title", "version"},
    .columns = "title:30 type version status owner location review_on",
    .order = "title",
    .due = "review_on",
};
