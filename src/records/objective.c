/*
 * The tables of objectives and of the benefits that they bring.
 */
#include "fields.h"
#include "steerco/base/number.h"
#include "steerco/records/scope.h"

static const char *const objective_statuses[] = {"proposed", "agreed", "achieved", "missed", "dropped", NULL};

static const Step objective_steps[] = {
    {.from = OBJECTIVE_PROPOSED, .to = OBJECTIVE_AGREED, .needs = {"owner", "measure"}},
    {.from = OBJECTIVE_PROPOSED, .to = OBJECTIVE_DROPPED, .needs = {"reason"}},
    {.from = OBJECTIVE_AGREED, .to = OBJECTIVE_ACHIEVED, .needs = {"outcome"}},
    {.from = OBJECTIVE_AGREED, .to = OBJECTIVE_MISSED, .needs = {"outcome", "reason"}},
    {.from = OBJECTIVE_AGREED, .to = OBJECTIVE_DROPPED, .needs = {"reason"}},
    {.from = OBJECTIVE_DROPPED, .to = OBJECTIVE_PROPOSED, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow objective_workflow = {
    .steps = objective_steps, .ended = STATE(OBJECTIVE_ACHIEVED) | STATE(OBJECTIVE_MISSED) | STATE(OBJECTIVE_DROPPED)};

/* clang-format off */
static const Field objective_fields[] = {
    {TITLE(Objective, "Objective", "What will be different: specific, measurable, achievable, relevant, by a day")},
    {STATUS(Objective, objective_statuses, objective_workflow, 9, "Whether it is agreed on, and whether it was reached")},
    {PERSON(Objective, owner, "Owner", "Who answers for it")},
    {DAY(Objective, due, "Due", "When it is to be reached")},
    {LEVEL(Objective, priority, "Pri", "How much it matters, 1 very low to 5 very high")},
    {ONE(Objective, parent, "Parent", objective_entity, 7, "The objective that it is a part of")},
    {NOTE(Objective, description, "Description", "What it means")},
    {NOTE(Objective, measure, "Measure", "How it is told whether it is reached")},
    {TEXT(Objective, target, "Target", 16, "The figure or state to be reached")},
    {NOTE(Objective, strategic_link, "Strategic link", "The strategy of the organisation that it serves")},
    {NOTE(Objective, outcome, "Outcome", "What was reached")},
    {REASON(Objective, "Why it was missed, dropped or taken up again")},
    {EXTERNAL_ID(Objective)},
    {NOTES(Objective)},
    {CUSTOM(Objective)},
    {0},
};
/* clang-format on */

const Entity objective_entity = {
    .kind = ENTITY_OBJECTIVE,
    .name = "objective",
    .plural = "objectives",
    .title = "Objectives",
    .noun = "objective",
    .nouns = "objectives",
    .article = "an",
    .tag = 31,
    .prefix = "OB",
    .record_size = sizeof(Objective),
    .fields = objective_fields,
    .label = "title",
    .columns = "title:30 status owner due priority target parent",
    .order = "due",
    .due = "due",
};

/* ---- benefits ---- */

/* The way from the baseline to the target that was gone; above 100 % for more than was expected. */
static Value realised(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    const Benefit *benefit = record;
    int64_t share, from = benefit->baseline == VALUE_NONE ? 0 : benefit->baseline;
    if (benefit->target == VALUE_NONE || benefit->actual == VALUE_NONE || benefit->target == from)
        return value_number(VALUE_NONE);
    bool exact = number_scale(benefit->actual - from, 10000, benefit->target - from, &share);
    return value_number(exact ? share : VALUE_NONE);
}

static const char *const benefit_types[] = {"financial", "operational", "strategic", "social", "other", NULL};
static const char *const benefit_statuses[] = {"expected", "realised", "missed", NULL};

static const Step benefit_steps[] = {
    {.from = BENEFIT_EXPECTED, .to = BENEFIT_REALISED, .needs = {"actual", "realised_on"}},
    {.from = BENEFIT_EXPECTED, .to = BENEFIT_MISSED, .needs = {"reason"}},
    {.from = BENEFIT_REALISED, .to = BENEFIT_EXPECTED, .needs = {"reason"}},
    {.from = BENEFIT_MISSED, .to = BENEFIT_EXPECTED, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow benefit_workflow = {.steps = benefit_steps,
                                          .ended = STATE(BENEFIT_REALISED) | STATE(BENEFIT_MISSED)};

/* clang-format off */
static const Field benefit_fields[] = {
    {TITLE(Benefit, "Benefit", "What the organisation gains")},
    {CHOICE(Benefit, type, "Type", benefit_types, 11, "What kind of gain it is")},
    {STATUS(Benefit, benefit_statuses, benefit_workflow, 8, "Whether it has come")},
    {PERSON(Benefit, owner, "Owner", "Who answers for it after the project")},
    {TEXT(Benefit, beneficiary, "Beneficiary", 16, "Who gains")},
    {ONE(Benefit, objective, "Objective", objective_entity, 7, "The objective that brings it")},
    {ONE(Benefit, kpi, "KPI", kpi_entity, 7, "The KPI that measures it")},
    {NOTE(Benefit, description, "Description", "What the gain is")},
    {NOTE(Benefit, measure, "Measure", "How it is measured")},
    {TEXT(Benefit, unit, "Unit", 8, "What it is measured in")},
    {QUANTITY(Benefit, baseline, "Baseline", "Where it was before the project")},
    {QUANTITY(Benefit, target, "Target", "Where it is to be")},
    {QUANTITY(Benefit, actual, "Actual", "Where it is now")},
    {.name = "realised_percent", .title = "Realised", .type = FIELD_PERCENT, .computed = realised, .width = 8,
     .help = "How much of the way from baseline to target is done: (actual - baseline) / (target - baseline)"},
    {AMOUNT(Benefit, yearly_value, "Value a year", "What it is worth in money, a year")},
    {DAY(Benefit, review_on, "Review", "When it is looked at")},
    {DAY(Benefit, realised_on, "Realised on", "When it had come")},
    {REASON(Benefit, "Why it was missed, or is expected again")},
    {EXTERNAL_ID(Benefit)},
    {NOTES(Benefit)},
    {CUSTOM(Benefit)},
    {0},
};
/* clang-format on */

const Entity benefit_entity = {
    .kind = ENTITY_BENEFIT,
    .name = "benefit",
    .plural = "benefits",
    .title = "Benefits",
    .noun = "benefit",
    .nouns = "benefits",
    .tag = 32,
    .prefix = "BN",
    .record_size = sizeof(Benefit),
    .fields = benefit_fields,
    .label = "title",
    .columns = "title:30 status owner target actual realised_percent review_on",
    .order = "review_on",
    .due = "review_on",
};
