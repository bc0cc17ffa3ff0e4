/*
 * Approving a change request at the head of the writers' queue, so that what is shown is what is done.
 */
#include "steerco/session/approval.h"

#include "steerco/base/text.h"
#include "steerco/planning/baseline.h"
#include "steerco/records/records.h"

bool approval_try(Trial *out, const Session *session, Id request, const char *source, Error *error)
{
    const ChangeRequest *change = plan_find(&session->plan, ENTITY_CHANGE_REQUEST, request);
    if (!change)
        return error_set(error, "there is no change request CR-%lld", (long long)request);
    if (!*change->script)
        return error_set(error,
                         "CR-%lld holds no edits; write them into its field script, one a line like T-3 duration=8d",
                         (long long)request);
    return trial_begin(out, session, source, change->script, error) ||
           error_prefix(error, "CR-%lld", (long long)request);
}

/* ---- may it be approved? ---- */

static bool check_request(const Plan *plan, const Approval *approval, Error *error)
{
    const ChangeRequest *change = plan_find(plan, ENTITY_CHANGE_REQUEST, approval->request);
    const Decision *decision = plan_find(plan, ENTITY_DECISION, approval->decision);
    if (change && (change->status == CR_IMPLEMENTED || change->status == CR_CLOSED))
        return error_set(error, "CR-%lld is in the plan already", (long long)approval->request);
    if (approval->decision && !decision)
        return error_set(error, "there is no decision D-%lld", (long long)approval->decision);
    if (decision && decision->status > DECISION_TAKEN)
        return error_set(error, "D-%lld does not stand any more: it was superseded or reversed",
                         (long long)approval->decision);
    return true;
}

static bool check_digest(const Approval *approval, const Impact *impact, Error *error)
{
    char digest[IMPACT_DIGEST];
    impact_digest(impact, digest);
    return !approval->digest || text_equal(approval->digest, digest) ||
           error_conflict(
               error, "the plan has changed since CR-%lld was looked at, and so has its impact, whose digest is %s now",
               (long long)approval->request, digest);
}

static int64_t change_of(const Impact *impact, ImpactFigure figure)
{
    const ImpactRow *row = impact_row(impact, figure);
    return row && row->change != NUMBER_NONE ? row->change : 0;
}

static bool refuse_beyond(const Plan *plan, const Body *body, const char *what, const Buffer *limit, Error *error)
{
    Buffer above = {0};
    if (body->escalates_to)
        buffer_format(&above, "; %s decides on more", plan_quoted(plan, &body_entity, body->escalates_to).text);
    error_set(error, "%s may approve %s of up to %s%s", plan_quoted(plan, &body_entity, body->record.id).text, what,
              buffer_text(limit), buffer_text(&above));
    buffer_release(&above);
    return false;
}

/* The body that decides may have limits; fixed costs of tasks are costs as much as those of the budget. */
static bool check_limits(const Plan *plan, const Approval *approval, const Impact *impact, Error *error)
{
    const ChangeRequest *change = plan_find(plan, ENTITY_CHANGE_REQUEST, approval->request);
    const Body *body = plan_find(plan, ENTITY_BODY, change->body);
    int64_t cost = change_of(impact, IMPACT_COST) + change_of(impact, IMPACT_FIXED_COST);
    bool good = true;
    Buffer limit = {0};
    if (body && body->cost_limit != MONEY_NONE && cost > body->cost_limit) {
        plan_word_money(plan, body->cost_limit, &limit);
        buffer_format(&limit, " %s", plan_currency(plan));
        good = refuse_beyond(plan, body, "a cost", &limit, error);
    } else if (body && body->delay_limit != DURATION_NONE &&
               change_of(impact, IMPACT_FINISH) > duration_amount(body->delay_limit)) {
        WorkUnits units = plan_units(plan);
        duration_format(body->delay_limit, &units, &limit);
        good = refuse_beyond(plan, body, "a delay", &limit, error);
    }
    buffer_release(&limit);
    return good;
}

/* ---- what approval is ---- */

static void set_today_where_none(ChangeSet *set, const Session *session, const Entity *entity, Id id,
                                 const Field *field)
{
    if (value_is_none(field, change_value(set, &session->plan, entity, id, field)))
        change_set(set, &session->plan, entity, id, field, value_number(session->plan.today));
}

static void take_decision(ChangeSet *set, const Session *session, Id id)
{
    const Decision *decision = plan_find(&session->plan, ENTITY_DECISION, id);
    if (!decision || decision->status != DECISION_PENDING)
        return;
    change_field(set, &session->plan, &decision_entity, Decision, id, status, value_number(DECISION_TAKEN));
    set_today_where_none(set, session, &decision_entity, id, field_of(&decision_entity, Decision, decided_on));
}

static bool add_approval(Trial *trial, const Session *session, const Approval *approval, Error *error)
{
    const Plan *plan = &session->plan;
    const ChangeRequest *change = plan_find(plan, ENTITY_CHANGE_REQUEST, approval->request);
    Id decision = approval->decision ? approval->decision : change->decision, id = approval->request;
    ChangeSet *set = &trial->set;
    change_reason(set, "approve CR-%lld %s", (long long)id, text_quoted(change->title).text);
    change_field(set, plan, &change_request_entity, ChangeRequest, id, status, value_number(CR_IMPLEMENTED));
    change_field(set, plan, &change_request_entity, ChangeRequest, id, decision, value_number(decision));
    if (decision)
        set_today_where_none(set, session, &change_request_entity, id,
                             field_of(&change_request_entity, ChangeRequest, decided_on));
    take_decision(set, session, decision);
    return !approval->baseline || baseline_take(set, &trial->plan, approval->baseline, NULL, error);
}

bool approval_begin(Trial *out, Impact *impact, Session *session, const Approval *approval, const char *source,
                    Error *error)
{
    bool tried = false;
    if (!session_queue(session, error))
        return false;
    bool good = check_request(&session->plan, approval, error) &&
                (tried = approval_try(out, session, approval->request, source, error));
    if (good)
        trial_compare(out, session, impact);
    good = good && check_digest(approval, impact, error) && check_limits(&session->plan, approval, impact, error) &&
           add_approval(out, session, approval, error);
    if (!good && tried)
        trial_release(out);
    if (!good)
        session_unqueue(session);
    return good;
}
