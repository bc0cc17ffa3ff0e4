/*
 * Six dimensions, a function each. Shares are compared by multiplying, so nothing is rounded.
 */
#include "steerco/analysis/steering/ratings.h"

#include <string.h>

#include "steerco/analysis/load.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"

enum { USUAL_TOLERANCE = 500 /* basis points */, CRITICAL_DEFECT = 4, SEVERE_DEFECT = 3, WEEKS = 4, DAYS_A_WEEK = 7 };

const char *dimension_name(Dimension dimension)
{
    static const char *const names[] = {"time", "cost", "scope", "quality", "risk", "people"};
    return names[dimension];
}

const char *rating_name(Rating rating)
{
    static const char *const names[] = {"—", "green", "amber", "red"};
    return names[rating];
}

char rating_letter(Rating rating)
{
    return "-GAR"[rating];
}

static Rating worse(Rating a, Rating b)
{
    return a > b ? a : b;
}

Rating ratings_overall(const DimensionRating ratings[DIMENSIONS])
{
    Rating worst = RATING_NONE;
    for (int i = 0; i < DIMENSIONS; i++)
        worst = worse(worst, ratings[i].rating);
    return worst;
}

void ratings_release(DimensionRating ratings[DIMENSIONS])
{
    for (int i = 0; i < DIMENSIONS; i++)
        buffer_release(&ratings[i].reason);
}

static int64_t tolerance(int32_t typed)
{
    return typed == INT32_MIN ? USUAL_TOLERANCE : typed;
}

/* Add "3 defects are open" behind what is there. */
static void add_count(Buffer *out, const Entity *entity, size_t number, const char *one, const char *several)
{
    if (number == 0)
        return;
    if (out->length > 0)
        buffer_add(out, ", ");
    entity_add_count(entity, number, out);
    buffer_format(out, " %s", number == 1 ? one : several);
}

/* ---- time ---- */

typedef struct Agreed {
    Instant start, finish;
} Agreed;

static Agreed agreed_dates(const Plan *plan)
{
    Agreed agreed = {INSTANT_NONE, INSTANT_NONE};
    for (uint32_t row = 0; plan->results->baseline && row < plan_count(plan, ENTITY_BASELINE_TASK); row++) {
        const BaselineTask *taken = plan_baseline_task(plan, row);
        if (taken->baseline != plan->results->baseline)
            continue;
        agreed.finish = instant_latest(agreed.finish, taken->finish);
        if (taken->start != INSTANT_NONE && (agreed.start == INSTANT_NONE || taken->start < agreed.start))
            agreed.start = taken->start;
    }
    return agreed;
}

static void rate_slip(const Plan *plan, const Agreed *agreed, int32_t slip, int late, DimensionRating *out)
{
    const void *schedule = plan->results->schedule.state;
    int64_t length = plan->results->count_work(schedule, agreed->start, agreed->finish);
    bool over = (int64_t)slip * 10000 > length * tolerance(plan_board(plan)->tolerance_time);
    out->rating = slip > 0 && over ? RATING_RED : slip > 0 || late > 0 ? RATING_AMBER : RATING_GREEN;
    buffer_add(&out->reason, "finish ");
    date_format_short(instant_end_date(plan->results->finish), &out->reason);
    buffer_add(&out->reason, ", ");
    if (slip == 0)
        buffer_add(&out->reason, "as in the baseline");
    else
        schedule_word_days(plan, slip > 0 ? slip : -slip, false, &out->reason);
    if (slip != 0)
        buffer_format(&out->reason, " %s than in the baseline", slip > 0 ? "later" : "earlier");
    if (slip > 0)
        buffer_format(&out->reason, "%s", over ? ", more than is tolerated" : "");
}

static void rate_time(const Plan *plan, DimensionRating *out)
{
    ScheduleFigures figures = schedule_figures(plan);
    Agreed agreed = agreed_dates(plan);
    if (figures.tasks == 0) {
        buffer_add(&out->reason, "no task is planned");
        return;
    }
    if (figures.slip == INT32_MIN)
        buffer_add(&out->reason, "there is no baseline to compare with");
    else
        rate_slip(plan, &agreed, figures.slip, figures.late, out);
    if (figures.late > 0) {
        out->rating = worse(out->rating, RATING_AMBER);
        buffer_format(&out->reason, ", %d task%s late", figures.late, figures.late == 1 ? "" : "s");
    }
}

/* ---- cost ---- */

static void rate_cost(const Plan *plan, DimensionRating *out)
{
    const LineFigures *figures = &plan_ledger(plan)->cost_baseline;
    if (plan_count(plan, ENTITY_BUDGET_LINE) == 0 || figures->current == MONEY_NONE || figures->vac == MONEY_NONE) {
        buffer_add(&out->reason, "there is no budget");
        return;
    }
    Money share = MONEY_NONE; /* of the budget that may be overspent */
    bool over = figures->vac < 0 &&
                (!number_scale(figures->current, tolerance(plan_board(plan)->tolerance_cost), 10000, &share) ||
                 -figures->vac > share);
    out->rating = over ? RATING_RED : figures->vac < 0 ? RATING_AMBER : RATING_GREEN;
    buffer_add(&out->reason, "cost at completion ");
    plan_word_money(plan, figures->eac, &out->reason);
    buffer_add(&out->reason, " of ");
    plan_word_money(plan, figures->current, &out->reason);
    buffer_format(&out->reason, " %s, ", plan_currency(plan));
    plan_word_money(plan, figures->vac < 0 ? -figures->vac : figures->vac, &out->reason);
    buffer_format(&out->reason, " %s%s", figures->vac < 0 ? "over" : "left", over ? ", more than is tolerated" : "");
}

/* ---- scope ---- */

static bool is_late_change(const Plan *plan, const void *record)
{
    const ChangeRequest *request = record;
    bool undecided =
        request->status == CR_SUBMITTED || request->status == CR_ASSESSING || request->status == CR_WAITING;
    Date day = request->decide_by != DATE_NONE ? request->decide_by : request->target_date;
    return undecided && day != DATE_NONE && day < plan_status_date(plan);
}

/* Tasks that are not in the baseline; and those of it that are not in the plan any more. */
static void count_drift(const Plan *plan, size_t *added, size_t *dropped)
{
    const Results *results = plan->results;
    *added = *dropped = 0;
    for (uint32_t row = 0; results->baseline && row < plan_count(plan, ENTITY_TASK); row++)
        *added += results->taken[row] == ROW_NONE && !plan_task(plan, row)->inactive;
    for (uint32_t row = 0; results->baseline && row < plan_count(plan, ENTITY_BASELINE_TASK); row++) {
        const BaselineTask *taken = plan_baseline_task(plan, row);
        const Task *task = plan_find(plan, ENTITY_TASK, taken->task);
        *dropped += taken->baseline == results->baseline && (!task || task->inactive);
    }
}

static void rate_scope(const Plan *plan, DimensionRating *out)
{
    size_t added, dropped, late = records_shown(plan, &change_request_entity, is_late_change);
    size_t waiting = records_shown(plan, &change_request_entity, change_request_waits);
    count_drift(plan, &added, &dropped);
    if (!plan->results->baseline && plan_count(plan, ENTITY_CHANGE_REQUEST) == 0) {
        buffer_add(&out->reason, "there is no baseline and no change request");
        return;
    }
    out->rating = late ? RATING_RED : waiting || added || dropped ? RATING_AMBER : RATING_GREEN;
    add_count(&out->reason, &change_request_entity, late, "is past its day without a decision",
              "are past their days without a decision");
    add_count(&out->reason, &change_request_entity, waiting, "waits for approval", "wait for approval");
    add_count(&out->reason, &task_entity, added, "came to the baseline", "came to the baseline");
    add_count(&out->reason, &task_entity, dropped, "of the baseline was dropped", "of the baseline were dropped");
    if (out->reason.length == 0)
        buffer_add(&out->reason, "as agreed, and no change waits");
}

/* ---- quality ---- */

static bool is_open_defect(const Defect *defect, int severity)
{
    return defect->severity == severity && defect->status != DEFECT_CLOSED && defect->status != DEFECT_REJECTED;
}

static bool is_critical_defect(const Plan *plan, const void *record)
{
    (void)plan;
    return is_open_defect(record, CRITICAL_DEFECT);
}

static bool is_severe_defect(const Plan *plan, const void *record)
{
    (void)plan;
    return is_open_defect(record, SEVERE_DEFECT);
}

static bool has_failed(const Plan *plan, const void *record)
{
    (void)plan;
    const Test *test = record;
    return test->status == TEST_FAILED || test->status == TEST_BLOCKED;
}

static bool is_about_quality(const Issue *issue)
{
    Buffer folded = {0};
    text_fold(issue->category, &folded);
    bool about = strstr(buffer_text(&folded), "quality") != NULL;
    buffer_release(&folded);
    return about;
}

static bool is_quality_issue(const Plan *plan, const void *record)
{
    (void)plan;
    return is_about_quality(record);
}

static bool is_open_quality_issue(const Plan *plan, const void *record)
{
    return is_about_quality(record) && record_is_open(plan, &issue_entity, record);
}

static bool is_late_quality_issue(const Plan *plan, const void *record)
{
    return is_about_quality(record) && record_is_late(plan, &issue_entity, record);
}

static void rate_by_issues(const Plan *plan, DimensionRating *out)
{
    size_t open = records_shown(plan, &issue_entity, is_open_quality_issue);
    size_t late = records_shown(plan, &issue_entity, is_late_quality_issue);
    if (records_shown(plan, &issue_entity, is_quality_issue) == 0) {
        buffer_add(&out->reason, "no test, no defect and no issue of quality is recorded");
        return;
    }
    out->rating = late ? RATING_RED : open ? RATING_AMBER : RATING_GREEN;
    add_count(&out->reason, &issue_entity, open, "of quality is open", "of quality are open");
    if (late)
        buffer_format(&out->reason, ", %zu late", late);
    if (open == 0)
        buffer_add(&out->reason, "no issue of quality is open");
}

static void rate_quality(const Plan *plan, DimensionRating *out)
{
    size_t critical = records_shown(plan, &defect_entity, is_critical_defect);
    size_t severe = records_shown(plan, &defect_entity, is_severe_defect),
           failed = records_shown(plan, &test_entity, has_failed);
    if (plan_count(plan, ENTITY_TEST) + plan_count(plan, ENTITY_DEFECT) == 0) {
        rate_by_issues(plan, out);
        return;
    }
    out->rating = critical ? RATING_RED : severe || failed ? RATING_AMBER : RATING_GREEN;
    add_count(&out->reason, &defect_entity, critical, "that is critical is open", "that are critical are open");
    add_count(&out->reason, &defect_entity, severe, "that is severe is open", "that are severe are open");
    add_count(&out->reason, &test_entity, failed, "failed or is blocked", "failed or are blocked");
    if (out->reason.length == 0)
        buffer_add(&out->reason, "no severe defect is open, and no test has failed");
}

/* ---- risk ---- */

static void rate_risk(const Plan *plan, DimensionRating *out)
{
    size_t critical = 0, overdue_critical = 0, overdue_high = 0, all = 0;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(plan, row);
        if (!record_is_shown(plan, &risk_entity, risk))
            continue;
        all++;
        if (risk->type != RISK_THREAT || !risk_can_happen(risk))
            continue;
        RiskBand band = risk_band(risk->likelihood, risk->impact);
        bool overdue = risk_overdue(risk, plan_status_date(plan)) != 0;
        critical += band == BAND_CRITICAL;
        overdue_critical += band == BAND_CRITICAL && overdue;
        overdue_high += band == BAND_HIGH && overdue;
    }
    if (all == 0) {
        buffer_add(&out->reason, "no risk is recorded");
        return;
    }
    out->rating = overdue_critical ? RATING_RED : critical || overdue_high ? RATING_AMBER : RATING_GREEN;
    add_count(&out->reason, &risk_entity, critical, "is critical", "are critical");
    if (overdue_critical)
        buffer_format(&out->reason, ", %zu of them overdue", overdue_critical);
    add_count(&out->reason, &risk_entity, overdue_high, "that is high is overdue", "that are high are overdue");
    if (out->reason.length == 0)
        buffer_add(&out->reason, "no threat is critical, and no high one overdue");
}

/* ---- people ---- */

static bool is_late_activity(const Plan *plan, const void *record)
{
    return record_is_late(plan, &communication_activity_entity, record);
}

/* The busiest of the next weeks, in per cent of what the person can do; 0 where that is nothing. */
static int64_t busiest(const Plan *plan, Id person)
{
    WeekLoad weeks[WEEKS + 1];
    int64_t most = 0;
    Date from = plan_status_date(plan);
    int number = load_by_week(plan, person, from, from + WEEKS * DAYS_A_WEEK - 1, 0, weeks, WEEKS + 1);
    for (int i = 0; i < number; i++) {
        int64_t share = weeks[i].capacity > 0   ? (int64_t)weeks[i].assigned * 100 / weeks[i].capacity
                        : weeks[i].assigned > 0 ? 1000
                                                : 0;
        most = share > most ? share : most;
    }
    return most;
}

static void rate_people(const Plan *plan, DimensionRating *out)
{
    size_t over = 0, far_over = 0, late = records_shown(plan, &communication_activity_entity, is_late_activity);
    if (plan_count(plan, ENTITY_ASSIGNMENT) + plan_count(plan, ENTITY_COMMUNICATION_ACTIVITY) == 0) {
        buffer_add(&out->reason, "nobody is assigned, and no communication is planned");
        return;
    }
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++) {
        const Resource *person = plan_at(plan, ENTITY_RESOURCE, row);
        int64_t most = person->type == RESOURCE_WORK ? busiest(plan, person->record.id) : 0;
        over += most > 100;
        far_over += most > 150;
    }
    out->rating = far_over ? RATING_RED : over || late ? RATING_AMBER : RATING_GREEN;
    if (over > 0)
        buffer_format(&out->reason, "%zu %s more to do in the next four weeks than they can", over,
                      over == 1 ? "person has" : "people have");
    if (far_over > 0)
        buffer_format(&out->reason, ", %zu by more than half", far_over);
    add_count(&out->reason, &communication_activity_entity, late, "is overdue", "are overdue");
    if (out->reason.length == 0)
        buffer_add(&out->reason, "nobody has more to do than they can, and no communication is overdue");
}

void ratings_of(const Plan *plan, DimensionRating out[DIMENSIONS])
{
    static void (*const rate[])(const Plan *, DimensionRating *) = {rate_time,    rate_cost, rate_scope,
                                                                    rate_quality, rate_risk, rate_people};
    for (int i = 0; i < DIMENSIONS; i++) {
        out[i] = (DimensionRating){0};
        rate[i](plan, &out[i]);
    }
}
