/*
 * The table of a risk's fields, and the scoring that every reader of the register shares.
 */
#include "steerco/records/risk.h"

#include "fields.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

/* Rows: likelihood 5 … 1; columns: impact 1 … 5. The cell (1, 5) is lifted above its product. */
static const RiskBand classic_bands[5][5] = {
    {BAND_MEDIUM, BAND_HIGH, BAND_HIGH, BAND_CRITICAL, BAND_CRITICAL},
    {BAND_MEDIUM, BAND_MEDIUM, BAND_HIGH, BAND_CRITICAL, BAND_CRITICAL},
    {BAND_LOW, BAND_MEDIUM, BAND_MEDIUM, BAND_HIGH, BAND_HIGH},
    {BAND_LOW, BAND_MEDIUM, BAND_MEDIUM, BAND_MEDIUM, BAND_HIGH},
    {BAND_LOW, BAND_LOW, BAND_LOW, BAND_MEDIUM, BAND_HIGH},
};

RiskBand risk_band(int likelihood, int impact)
{
    if (likelihood < 1 || likelihood > 5 || impact < 1 || impact > 5)
        return BAND_NONE;
    return classic_bands[5 - likelihood][impact - 1];
}

static const char *risk_band_name(RiskBand band)
{
    static const char *const names[] = {"—", "low", "medium", "high", "critical"};
    return names[band];
}

int risk_rank_compare(const void *a, const void *b)
{
    const RiskRank *left = a, *right = b;
    if (left->band != right->band)
        return left->band < right->band ? 1 : -1;
    if (left->score != right->score)
        return right->score - left->score;
    return left->id < right->id ? -1 : left->id > right->id;
}

char risk_band_letter(RiskBand band)
{
    return "-LMHC"[band];
}

int64_t risk_probability(const Risk *risk)
{
    static const int by_level[] = {500, 2000, 4000, 6500, 8500};
    if (risk->probability != INT32_MIN)
        return risk->probability;
    if (risk->likelihood < 1 || risk->likelihood > 5)
        return NUMBER_NONE;
    return by_level[risk->likelihood - 1];
}

/* The mean of the three-point cost, from what of it there is. */
static Money mean_cost(const Risk *risk)
{
    Money low = risk->cost_minimum, likely = risk->cost_likely, high = risk->cost_maximum, mean;
    if (low == MONEY_NONE || high == MONEY_NONE)
        return likely;
    Money sum = money_add(low, money_add(likely == MONEY_NONE ? 0 : likely, high));
    return number_scale(sum, 1, likely == MONEY_NONE ? 2 : 3, &mean) ? mean : MONEY_NONE;
}

Money risk_emv(const Risk *risk)
{
    int64_t probability = risk_probability(risk);
    Money cost = mean_cost(risk), emv;
    if (probability == NUMBER_NONE || cost == MONEY_NONE || !number_scale(cost, probability, 10000, &emv))
        return MONEY_NONE;
    return risk->type == RISK_OPPORTUNITY ? -emv : emv;
}

bool risk_is_open(const Risk *risk)
{
    return risk->status != RISK_REJECTED && risk->status != RISK_CLOSED;
}

bool risk_can_happen(const Risk *risk)
{
    return risk_is_open(risk) && risk->status != RISK_OCCURRED;
}

static bool lies_before(Date date, Date status)
{
    return date != DATE_NONE && date < status;
}

unsigned risk_overdue(const Risk *risk, Date status)
{
    bool ahead = risk_can_happen(risk);
    unsigned overdue = ahead && lies_before(risk->target_date, status) ? OVERDUE_RESPONSE : 0;
    if (risk_is_open(risk) && lies_before(risk->next_review, status))
        overdue |= OVERDUE_REVIEW;
    if (ahead && lies_before(risk->proximity_to, status))
        overdue |= OVERDUE_WINDOW;
    return overdue;
}

static Value product(int likelihood, int impact)
{
    bool assessed = risk_band(likelihood, impact) != BAND_NONE;
    return value_number(assessed ? (int64_t)likelihood * impact : VALUE_NONE);
}

static Value score(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    const Risk *risk = record;
    return product(risk->likelihood, risk->impact);
}

static Value inherent_score(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    const Risk *risk = record;
    return product(risk->inherent_likelihood, risk->inherent_impact);
}

static Value residual_score(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    const Risk *risk = record;
    return product(risk->residual_likelihood, risk->residual_impact);
}

static Value band(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    const Risk *risk = record;
    RiskBand found = risk_band(risk->likelihood, risk->impact);
    return value_text(found == BAND_NONE ? "" : risk_band_name(found));
}

static Value emv(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    return value_number(risk_emv(record));
}

static bool risk_check(const Plan *plan, const void *record, Error *error)
{
    (void)plan;
    const Risk *risk = record;
    if (risk->proximity_from != DATE_NONE && risk->proximity_to != DATE_NONE &&
        risk->proximity_to < risk->proximity_from)
        return error_set(error, "the proximity window of '%s' ends before it begins", risk->title);
    return true;
}

static const char *const risk_types[] = {"threat", "opportunity", NULL};
static const char *const risk_statuses[] = {
    "proposed", "assessing", "waiting for approval", "approved", "occurred", "rejected", "closed", NULL};
static const char *const risk_strategies[] = {"none",     "avoid",    "reduce",  "transfer", "share",  "accept",
                                              "fallback", "escalate", "exploit", "enhance",  "reject", NULL};

static const char *const risk_timings[] = {"in sequence", "in parallel", NULL};

#define DELAY_SHARE(part, heading, words)                                                                              \
    STORED(Risk, delay_share_##part, heading, words), .type = FIELD_PERCENT, .maximum = 1000000,                       \
                                                      .standard = VALUE_NONE, .width = 11

/* clang-format off */
static const Field risk_fields[] = {
    {.name = "title", .title = "Risk", .type = FIELD_TEXT, FIELD_AT(Risk, title), .width = 30, .required = true,
     .help = "The risk in a few words"},
    {.name = "category", .title = "Category", .type = FIELD_TEXT, FIELD_AT(Risk, category), .width = 12,
     .help = "Source of the risk, in the project's own terms"},
    {.name = "type", .title = "Type", .type = FIELD_CHOICE, FIELD_AT(Risk, type), .choices = risk_types, .width = 11,
     .help = "A threat harms an objective, an opportunity serves one"},
    {.name = "status", .title = "Status", .type = FIELD_CHOICE, FIELD_AT(Risk, status), .choices = risk_statuses,
     .width = 10, .help = "Where the risk stands in its workflow"},
    {.name = "likelihood", .title = "L", LEVEL_1_TO_5, FIELD_AT(Risk, likelihood),
     .help = "Current likelihood, 1 very low to 5 very high"},
    {.name = "impact", .title = "I", LEVEL_1_TO_5, FIELD_AT(Risk, impact),
     .help = "Current impact, 1 very low to 5 very high"},
    {.name = "score", .title = "RL", .type = FIELD_INTEGER, .computed = score, .width = 3,
     .help = "Risk level: likelihood × impact"},
    {.name = "band", .title = "Band", .type = FIELD_TEXT, .computed = band, .width = 8,
     .help = "Low, medium, high or critical, by the cell of the matrix"},
    {.name = "owner", .title = "Owner", .type = FIELD_REFERENCE, FIELD_AT(Risk, owner), .refers_to = &resource_entity,
     .width = 14, .help = "The one person who answers for it"},
    {.name = "strategy", .title = "Strategy", .type = FIELD_CHOICE, FIELD_AT(Risk, strategy),
     .choices = risk_strategies, .width = 9, .help = "What kind of response was chosen"},
    {.name = "action_details", .title = "Response", .type = FIELD_NOTE, FIELD_AT(Risk, action_details), .width = 24,
     .help = "What is done about it, by whom, with what effort"},
    {.name = "target_date", .title = "Target date", .type = FIELD_DATE, FIELD_AT(Risk, target_date),
     .help = "When the response is to be in place"},
    {.name = "response_cost", .title = "Resp. cost", .type = FIELD_MONEY, FIELD_AT(Risk, response_cost),
     .help = "What the response costs"},
    {.name = "probability", .title = "Prob.", .type = FIELD_PERCENT, FIELD_AT(Risk, probability), .maximum = 10000,
     .standard = VALUE_NONE, .width = 6,
     .help = "Probability; empty = that of the likelihood level (5, 20, 40, 65, 85 %)"},
    {.name = "cost_minimum", .title = "Cost min", .type = FIELD_MONEY, FIELD_AT(Risk, cost_minimum),
     .help = "Cost impact at best"},
    {.name = "cost_likely", .title = "Cost likely", .type = FIELD_MONEY, FIELD_AT(Risk, cost_likely),
     .help = "Cost impact most likely"},
    {.name = "cost_maximum", .title = "Cost max", .type = FIELD_MONEY, FIELD_AT(Risk, cost_maximum),
     .help = "Cost impact at worst"},
    {.name = "emv", .title = "EMV", .type = FIELD_MONEY, .computed = emv,
     .help = "Expected monetary value: probability × mean cost; negative for opportunities"},
    {.name = "delay_minimum", .title = "Delay min", .type = FIELD_DURATION, FIELD_AT(Risk, delay_minimum),
     .help = "Delay at best"},
    {.name = "delay_likely", .title = "Delay likely", .type = FIELD_DURATION, FIELD_AT(Risk, delay_likely),
     .help = "Delay most likely"},
    {.name = "delay_maximum", .title = "Delay max", .type = FIELD_DURATION, FIELD_AT(Risk, delay_maximum),
     .help = "Delay at worst"},
    {.name = "inherent_likelihood", .title = "L0", LEVEL_1_TO_5, FIELD_AT(Risk, inherent_likelihood),
     .help = "Likelihood before any response"},
    {.name = "inherent_impact", .title = "I0", LEVEL_1_TO_5, FIELD_AT(Risk, inherent_impact),
     .help = "Impact before any response"},
    {.name = "inherent_score", .title = "RL0", .type = FIELD_INTEGER, .computed = inherent_score, .width = 3,
     .help = "Risk level before any response"},
    {.name = "residual_likelihood", .title = "LR", LEVEL_1_TO_5, FIELD_AT(Risk, residual_likelihood),
     .help = "Likelihood after all planned responses"},
    {.name = "residual_impact", .title = "IR", LEVEL_1_TO_5, FIELD_AT(Risk, residual_impact),
     .help = "Impact after all planned responses"},
    {.name = "residual_score", .title = "RLR", .type = FIELD_INTEGER, .computed = residual_score, .width = 3,
     .help = "Risk level after all planned responses"},
    {.name = "description", .title = "Description", .type = FIELD_NOTE, FIELD_AT(Risk, description), .width = 30,
     .help = "Cause, risk event, effect"},
    {.name = "cause", .title = "Cause", .type = FIELD_NOTE, FIELD_AT(Risk, cause), .width = 20,
     .help = "What it comes from"},
    {.name = "effect", .title = "Effect", .type = FIELD_NOTE, FIELD_AT(Risk, effect), .width = 20,
     .help = "What it would do to the objectives"},
    {.name = "trigger", .title = "Trigger", .type = FIELD_TEXT, FIELD_AT(Risk, trigger), .width = 20,
     .help = "The sign that it is happening"},
    {.name = "fallback", .title = "Fallback", .type = FIELD_NOTE, FIELD_AT(Risk, fallback), .width = 20,
     .help = "What is done when it happens all the same"},
    {.name = "task", .title = "Task", .type = FIELD_REFERENCE, FIELD_AT(Risk, task), .refers_to = &task_entity,
     .width = 6, .help = "Task that it would hit first"},
    {MANY(tasks, "Tasks", &task_entity, MANY_SLOT(8, 0), "Further tasks that it would hit at the same time")},
    {.name = "identified_by", .title = "Identified by", .type = FIELD_TEXT, FIELD_AT(Risk, identified_by), .width = 14,
     .help = "Who saw it first"},
    {.name = "identified_on", .title = "Identified", .type = FIELD_DATE, FIELD_AT(Risk, identified_on),
     .help = "When it was seen first"},
    {.name = "proximity_from", .title = "Prox. from", .type = FIELD_DATE, FIELD_AT(Risk, proximity_from),
     .help = "Earliest day on which it may happen"},
    {.name = "proximity_to", .title = "Prox. to", .type = FIELD_DATE, FIELD_AT(Risk, proximity_to),
     .help = "Latest day on which it may happen"},
    {.name = "next_review", .title = "Next review", .type = FIELD_DATE, FIELD_AT(Risk, next_review),
     .help = "When it is looked at again"},
    {.name = "escalated", .title = "Esc.", .type = FIELD_FLAG, FIELD_AT(Risk, escalated), .width = 4,
     .help = "Handed to a higher authority"},
    {PERSON(Risk, approved_by, "Approved by", "Who approved its assessment and response")},
    {DAY(Risk, approved_on, "Approved", "When they were approved")},
    {LEVEL(Risk, impact_time, "IT", "Current impact on time, 1 very low to 5 very high")},
    {LEVEL(Risk, impact_cost, "IC", "Current impact on cost, 1 very low to 5 very high")},
    {LEVEL(Risk, impact_scope, "IS", "Current impact on scope, 1 very low to 5 very high")},
    {LEVEL(Risk, impact_quality, "IQ", "Current impact on quality, 1 very low to 5 very high")},
    {LEVEL(Risk, impact_compliance, "IL", "Current impact on laws and rules to keep, 1 very low to 5 very high")},
    {DELAY_SHARE(minimum, "Delay min %", "Delay at best, in per cent of the duration of the task it hits")},
    {DELAY_SHARE(likely, "Delay likely %", "Delay most likely, in per cent of the duration of the task it hits")},
    {DELAY_SHARE(maximum, "Delay max %", "Delay at worst, in per cent of the duration of the task it hits")},
    {CHOICE(Risk, impact_in, "Delays", risk_timings, 11,
            "When several risks hit one task: their delays follow one another, or the longest alone counts")},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(Risk, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "confidential", .title = "Conf.", .type = FIELD_FLAG, FIELD_AT(Risk, confidential), .width = 5,
     .help = "Left out of what is handed round"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(Risk, notes), .width = 24,
     .help = "Traceability and comments"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(Risk, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

static bool risk_late(const Plan *plan, const void *record)
{
    return risk_overdue(record, plan_status_date(plan)) != 0;
}

static bool risk_open(const Plan *plan, const void *record)
{
    (void)plan;
    return risk_is_open(record);
}

static const FieldAlias risk_aliases[] = {{"level", "score"}, {0}};

const Entity risk_entity = {
    .kind = ENTITY_RISK,
    .name = "risk",
    .plural = "risks",
    .title = "Risk register",
    .noun = "risk",
    .nouns = "risks",
    .tag = 8,
    .prefix = "R",
    .record_size = sizeof(Risk),
    .fields = risk_fields,
    .label = "title",
    .check = risk_check,
    .is_open = risk_open,
    .is_late = risk_late,
    .aliases = risk_aliases,
    .due = "target_date",
    .instead = "close it",
};

int plan_critical_risks(const Plan *plan)
{
    int count = 0;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(plan, row);
        count += record_is_shown(plan, &risk_entity, risk) && risk->type == RISK_THREAT && risk_is_open(risk) &&
                 risk_band(risk->likelihood, risk->impact) == BAND_CRITICAL;
    }
    return count;
}
