/*
 * The change log of PM². Only a decision approves a change; what could not wait is implemented first, with a day by
 * which the decision has to follow.
 */
#include "fields.h"
#include "steerco/records/governance.h"

static const char *const statuses[] = {"submitted", "assessing", "waiting for approval", "approved", "rejected",
                                       "postponed", "merged",    "implemented",          "closed",   NULL};
static const char *const reserves[] = {"none", "contingency", "management", NULL};

static const Step steps[] = {
    {.from = CR_SUBMITTED, .to = CR_ASSESSING, .needs = {"owner"}},
    {.from = CR_ASSESSING, .to = CR_WAITING, .needs = {"action_details"}},
    {.from = CR_WAITING, .to = CR_ASSESSING},
    {.from = CR_WAITING, .to = CR_APPROVED, .needs = {"decision", "decided_on"}},
    {.from = CR_WAITING, .to = CR_REJECTED, .needs = {"decided_on", "reason"}},
    {.from = CR_SUBMITTED, .to = CR_REJECTED, .needs = {"decided_on", "reason"}},
    {.from = CR_ASSESSING, .to = CR_REJECTED, .needs = {"decided_on", "reason"}},
    {.from = CR_SUBMITTED, .to = CR_POSTPONED, .needs = {"reason"}},
    {.from = CR_ASSESSING, .to = CR_POSTPONED, .needs = {"reason"}},
    {.from = CR_WAITING, .to = CR_POSTPONED, .needs = {"reason"}},
    {.from = CR_SUBMITTED, .to = CR_MERGED, .needs = {"merged_into"}},
    {.from = CR_ASSESSING, .to = CR_MERGED, .needs = {"merged_into"}},
    {.from = CR_POSTPONED, .to = CR_ASSESSING, .needs = {"owner"}},
    {.from = CR_APPROVED, .to = CR_IMPLEMENTED, .needs = {"owner"}},
    {.from = CR_WAITING, .to = CR_IMPLEMENTED, .needs = {"owner", "decision", "decided_on"}},
    {.from = CR_SUBMITTED, .to = CR_IMPLEMENTED, .needs = {"owner", "reason", "decide_by"}},
    {.from = CR_ASSESSING, .to = CR_IMPLEMENTED, .needs = {"owner", "reason", "decide_by"}},
    {.from = CR_IMPLEMENTED, .to = CR_CLOSED, .needs = {"decision", "delivered_on"}},
    {.from = CR_REJECTED, .to = CR_SUBMITTED, .needs = {"reason"}},
    {.from = CR_CLOSED, .to = CR_SUBMITTED, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {.steps = steps, .ended = STATE(CR_REJECTED) | STATE(CR_MERGED) | STATE(CR_CLOSED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(ChangeRequest, "Change request", "What is to be changed")},
    {TEXT(ChangeRequest, category, "Category", 12, "Kind of change, in the project's own terms")},
    {STATUS(ChangeRequest, statuses, workflow, 12, "Implemented means that the work is in the plan")},
    {TEXT(ChangeRequest, requested_by, "Requested by", 14, "Who asks for it")},
    {DAY(ChangeRequest, submitted_on, "Submitted", "When it was asked for")},
    {PERSON(ChangeRequest, owner, "Owner", "Who takes it through assessment, decision and implementation")},
    {LEVEL(ChangeRequest, size, "Size", "How much has to be changed, 1 very little to 5 very much")},
    {LEVEL(ChangeRequest, priority, "Pri", "How much it matters, 1 very low to 5 very high")},
    {DAY(ChangeRequest, target_date, "Target date", "When the change is to be delivered")},
    {NOTE(ChangeRequest, description, "Description", "What the change is, and why it is wanted")},
    {NOTE(ChangeRequest, if_not_done, "If not done", "What happens when it is not done")},
    {NOTE(ChangeRequest, action_details, "Action details", "What has to be done, by whom, with what effort")},
    {NOTE(ChangeRequest, options, "Options", "Other ways to get there")},
    {NOTE(ChangeRequest, script, "Edits", "What is done to the plan once it is approved, an edit a line as `try` takes them")},
    {AMOUNT(ChangeRequest, cost_impact, "Cost impact", "What it adds to the cost; negative for what it saves")},
    {SPAN(ChangeRequest, schedule_impact, "Delay", "How much later the project ends; negative for earlier")},
    {CHOICE(ChangeRequest, reserve, "Reserve", reserves, 11, "The reserve that pays for it")},
    {ONE(ChangeRequest, baseline, "Baseline", baseline_entity, 14, "The baseline that it changes")},
    {MANY(affected, "Affects", NULL, MANY_SLOT(21, 0), "The tasks, requirements, deliverables and risks that it touches")},
    {YES_NO(ChangeRequest, escalated, "Esc.", "Handed to a higher authority")},
    {ONE(ChangeRequest, body, "Body", body_entity, 7, "The body that decides on it")},
    {ONE(ChangeRequest, decision, "Decision", decision_entity, 7, "The decision on it")},
    {DAY(ChangeRequest, decided_on, "Decided", "When it was approved or rejected")},
    {DAY(ChangeRequest, decide_by, "Decide by", "When a change that could not wait has to be decided on")},
    {DAY(ChangeRequest, delivered_on, "Delivered", "When the change was delivered")},
    {ONE(ChangeRequest, merged_into, "Merged into", change_request_entity, 7, "The change request that took it in")},
    {TEXT(ChangeRequest, communicated_to, "Communicated to", 20, "Who was told")},
    {REASON(ChangeRequest, "Why it was rejected, postponed, implemented before the decision, or opened again")},
    {EXTERNAL_ID(ChangeRequest)},
    {NOTES(ChangeRequest)},
    {CUSTOM(ChangeRequest)},
    {0},
};
/* clang-format on */

bool change_request_waits(const Plan *plan, const void *record)
{
    (void)plan;
    return ((const ChangeRequest *)record)->status == CR_WAITING;
}

const Entity change_request_entity = {
    .kind = ENTITY_CHANGE_REQUEST,
    .name = "change_request",
    .plural = "change_requests",
    .title = "Change log",
    .noun = "change request",
    .nouns = "change requests",
    .tag = 21,
    .prefix = "CR",
    .record_size = sizeof(ChangeRequest),
    .fields = fields,
    .label = "title",
    .about = "affected",
    .columns = "title:30 status owner priority size target_date cost_impact schedule_impact",
    .order = "target_date",
    .due = "target_date",
};
