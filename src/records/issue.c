/*
 * The issue log of PM².
 */
#include "fields.h"
#include "steerco/records/governance.h"

int64_t issue_score(const Issue *issue)
{
    bool assessed = issue->urgency > 0 && issue->impact > 0;
    return assessed ? (int64_t)issue->urgency * issue->impact : NUMBER_NONE;
}

static Value score(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    return value_number(issue_score(record));
}

static Value age(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    const Issue *issue = record;
    Date end = issue->closed_on != DATE_NONE ? issue->closed_on : plan_status_date(plan);
    return value_number(issue->identified_on == DATE_NONE ? VALUE_NONE : (int64_t)end - issue->identified_on);
}

static const char *const statuses[] = {"open", "postponed", "resolved", "closed", NULL};

static const Step steps[] = {
    {.from = ISSUE_OPEN, .to = ISSUE_POSTPONED, .needs = {"reason", "target_date"}},
    {.from = ISSUE_OPEN, .to = ISSUE_RESOLVED, .needs = {"owner", "resolution"}},
    {.from = ISSUE_POSTPONED, .to = ISSUE_RESOLVED, .needs = {"owner", "resolution"}},
    {.from = ISSUE_POSTPONED, .to = ISSUE_OPEN},
    {.from = ISSUE_RESOLVED, .to = ISSUE_CLOSED, .needs = {"closed_on"}},
    {.from = ISSUE_RESOLVED, .to = ISSUE_OPEN, .needs = {"reason"}},
    {.from = ISSUE_CLOSED, .to = ISSUE_OPEN, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {.steps = steps, .ended = STATE(ISSUE_RESOLVED) | STATE(ISSUE_CLOSED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Issue, "Issue", "The issue in a few words")},
    {TEXT(Issue, category, "Category", 12, "Kind of issue, in the project's own terms")},
    {STATUS(Issue, statuses, workflow, 10, "Where the issue stands in its workflow")},
    {PERSON(Issue, owner, "Owner", "The one person who sees to it that it is resolved")},
    {DAY(Issue, target_date, "Target date", "When it is to be resolved")},
    {LEVEL(Issue, urgency, "Urg", "How urgent it is, 1 very low to 5 very high")},
    {LEVEL(Issue, impact, "Imp", "How much harm it does, 1 very low to 5 very high")},
    {LEVEL(Issue, size, "Size", "How much effort it takes, 1 very little to 5 very much")},
    {.name = "score", .title = "Score", .type = FIELD_INTEGER, .computed = score, .width = 5,
     .help = "Urgency × impact"},
    {.name = "age", .title = "Age", .type = FIELD_INTEGER, .computed = age, .width = 5,
     .help = "Days since it was identified, until it was closed or the status date"},
    {NOTE(Issue, description, "Description", "What is wrong, and what it does to the project")},
    {NOTE(Issue, action_details, "Action details", "What is done about it, by whom, with what effort")},
    {NOTE(Issue, root_cause, "Root cause", "What it comes from in the end")},
    {NOTE(Issue, resolution, "Resolution", "How it was resolved")},
    {ANY(Issue, source, "Source", "The record that it came from: a risk that occurred, a meeting, a test")},
    {MANY(related, "Related", NULL, MANY_SLOT(20, 0), "The tasks, changes, decisions and other records that it concerns")},
    {TEXT(Issue, identified_by, "Identified by", 14, "Who saw it first")},
    {DAY(Issue, identified_on, "Identified", "When it was seen first"), .stamp = STAMP_DAY},
    {DAY(Issue, closed_on, "Closed", "When it was closed")},
    {YES_NO(Issue, escalated, "Esc.", "Handed to a higher authority")},
    {ONE(Issue, body, "Body", body_entity, 7, "The body that it was escalated to")},
    {REASON(Issue, "Why it was postponed or opened again")},
    {EXTERNAL_ID(Issue)},
    {CONFIDENTIAL(Issue)},
    {NOTE(Issue, notes, "Notes", "Traceability and comments")},
    {CUSTOM(Issue)},
    {0},
};
/* clang-format on */

const Entity issue_entity = {
    .kind = ENTITY_ISSUE,
    .name = "issue",
    .plural = "issues",
    .title = "Issue log",
    .noun = "issue",
    .nouns = "issues",
    .article = "an",
    .tag = 20,
    .prefix = "I",
    .record_size = sizeof(Issue),
    .fields = fields,
    .label = "title",
    .about = "source",
    .columns = "title:30 status owner target_date score age category",
    .order = "-score",
    .due = "target_date",
};
