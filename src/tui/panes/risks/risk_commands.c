/*
 * What can be done in the risk pane: write down, move, take through the workflow, choose what is shown.
 */
#include <stdio.h>

#include "risks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/commands/bulk.h"

static Risks *risks_of(App *app)
{
    return app_state(app, &risks_pane);
}

static const Risk *selected_risk(App *app)
{
    const Risk *risk = plan_find(app_plan(app), ENTITY_RISK, list_selected(&risks_of(app)->list));
    if (!risk)
        app_say(app, "No risk is selected");
    return risk;
}

static void set_number(const Plan *plan, ChangeSet *set, Id id, size_t member, int64_t number)
{
    change_set(set, plan, &risk_entity, id, entity_field_at(&risk_entity, member), value_number(number));
}

static void move_to(App *app, Id id, int impact, int likelihood)
{
    const ViewFields *view = &risk_views[risks_of(app)->view];
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "move %s to likelihood %d, impact %d", plan_quoted(app_plan(app), &risk_entity, id).text,
                  likelihood, impact);
    set_number(app_plan(app), &set, id, view->likelihood, likelihood);
    set_number(app_plan(app), &set, id, view->impact, impact);
    (void)app_commit(app, &set);
    change_release(&set);
}

/* A step in the matrix of one assessment. */
typedef struct Step {
    Key key;
    const ViewFields *view;
} Step;

static bool move_risk(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    const Step *step = how;
    const Risk *risk = plan_find(plan, ENTITY_RISK, id);
    int impact = risk_level_at(risk, step->view->impact), likelihood = risk_level_at(risk, step->view->likelihood);
    bool moved = matrix_step(step->key, &impact, &likelihood);
    if (moved) {
        set_number(plan, set, id, step->view->likelihood, likelihood);
        set_number(plan, set, id, step->view->impact, impact);
    }
    return moved;
}

static void move_by(App *app, Key key, const char *where)
{
    Step step = {key, &risk_views[risks_of(app)->view]};
    if (selected_risk(app))
        bulk_edit(app, &risks_of(app)->list,
                  &(BulkEdit){.verb = "move",
                              .how_worded = where,
                              .why_not = "that is the edge of the matrix",
                              .edit = move_risk,
                              .how = &step});
}

static void run_more_likely(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_UP, "one level more likely");
}

static void run_less_likely(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_DOWN, "one level less likely");
}

static void run_more_impact(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_RIGHT, "one level up in impact");
}

static void run_less_impact(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_LEFT, "one level down in impact");
}

static void run_move(App *app, const char *argument)
{
    (void)argument;
    const Risk *risk = selected_risk(app);
    if (risk)
        matrix_move(app, &risks_of(app)->matrix, "risk-move", &risk_entity, risk->record.id, move_to);
}

/* The new risk is placed in the matrix at once: Enter keeps the place, Esc leaves it unassessed. */
static bool accept_new(App *app, const char *text, const void *context)
{
    (void)context;
    Risks *state = risks_of(app);
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "new risk %s", text);
    Risk *risk = change_create(&set, &risk_entity);
    risk->title = arena_text(&set.arena, text);
    risk->identified_on = app_today(app);
    bool done = app_commit(app, &set);
    if (done) {
        risks_refresh(state, app_plan(app));
        list_select(&state->list, risk->record.id);
        matrix_move(app, &state->matrix, "risk-move", &risk_entity, risk->record.id, move_to);
    }
    change_release(&set);
    return done;
}

static void run_new(App *app, const char *argument)
{
    if (app_may_change(app))
        app_prompt(app,
                   &(Prompt){.label = "New risk", .command = "risk-new", .initial = argument, .accept = accept_new});
}

/* ---------------------------------------------------------------- workflow */

enum { STATUSES = RISK_CLOSED + 1 };

/* What may come after each status (PM²), the usual one first; rejected and closed ones can be reopened. */
static const RiskStatus next_status[STATUSES][3] = {
    [RISK_PROPOSED] = {RISK_ASSESSING, RISK_REJECTED, RISK_CLOSED},
    [RISK_ASSESSING] = {RISK_WAITING, RISK_REJECTED, RISK_CLOSED},
    [RISK_WAITING] = {RISK_APPROVED, RISK_REJECTED, RISK_ASSESSING},
    [RISK_APPROVED] = {RISK_OCCURRED, RISK_CLOSED, RISK_ASSESSING},
    [RISK_OCCURRED] = {RISK_CLOSED, RISK_APPROVED, RISK_ASSESSING},
    [RISK_REJECTED] = {RISK_ASSESSING, RISK_PROPOSED, RISK_CLOSED},
    [RISK_CLOSED] = {RISK_ASSESSING, RISK_APPROVED, RISK_OCCURRED},
};

static const Field *status_field(void)
{
    return field_of(&risk_entity, Risk, status);
}

static bool may_become(const Risk *risk, RiskStatus status)
{
    for (int i = 0; i < 3; i++)
        if (risk && next_status[risk->status][i] == status)
            return true;
    return false;
}

static size_t count_becoming(App *app, const Ids *risks, RiskStatus status)
{
    size_t count = 0;
    for (size_t i = 0; i < risks->count; i++)
        count += may_become(plan_find(app_plan(app), ENTITY_RISK, risks->items[i]), status);
    return count;
}

/* "next", and of several risks how many can take the step. */
static void note_status(App *app, const Ids *risks, RiskStatus status, Choice *choice)
{
    const Risk *first = plan_find(app_plan(app), ENTITY_RISK, risks->items[0]);
    if (risks->count > 1)
        snprintf(choice->note, sizeof choice->note, "%zu of %zu", count_becoming(app, risks, status), risks->count);
    else if (next_status[first->status][0] == status)
        snprintf(choice->note, sizeof choice->note, "next");
}

static void offer_status(App *app, const Ids *risks, RiskStatus status, const char *folded, Choices *out)
{
    const char *name = status_field()->choices[status];
    if (count_becoming(app, risks, status) == 0 || !text_contains(name, folded))
        return;
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].id == (Id)status + 1)
            return;
    Choice choice = {.id = (Id)status + 1};
    snprintf(choice.text, sizeof choice.text, "%s", name);
    note_status(app, risks, status, &choice);
    array_push(out, choice);
}

/* The usual one first; of several risks what any of them can become. */
static void find_status(App *app, const char *folded, Choices *out, const void *context)
{
    (void)context;
    Ids risks = {0};
    list_targets(&risks_of(app)->list, app_plan(app), &risks);
    for (int i = 0; i < 3; i++)
        for (size_t at = 0; at < risks.count; at++) {
            const Risk *risk = plan_find(app_plan(app), ENTITY_RISK, risks.items[at]);
            offer_status(app, &risks, next_status[risk->status][i], folded, out);
        }
    array_release(&risks);
}

static bool take_to_status(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    RiskStatus status = *(const RiskStatus *)how;
    bool may = may_become(plan_find(plan, ENTITY_RISK, id), status);
    if (may)
        set_number(plan, set, id, offsetof(Risk, status), status);
    return may;
}

static void status_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)typed, (void)context;
    RiskStatus status = (RiskStatus)(choice->id - 1);
    Buffer words = {0};
    buffer_format(&words, "to %s", choice->text);
    bulk_edit(app, &risks_of(app)->list,
              &(BulkEdit){.verb = "take",
                          .how_worded = buffer_text(&words),
                          .why_not = "that status does not follow",
                          .edit = take_to_status,
                          .how = &status});
    buffer_release(&words);
}

static void run_status(App *app, const char *argument)
{
    (void)argument;
    if (selected_risk(app) && app_may_change(app))
        app_pick(app, &(Picker){.title = "Status", .find = find_status, .picked = status_picked});
}

/* "Closed 2026-03-02: reason" is added to the notes. */
static bool close_risk(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    const char *why = how;
    const Risk *risk = plan_find(plan, ENTITY_RISK, id);
    Buffer notes = {0};
    if (!risk || risk->status == RISK_CLOSED)
        return false;
    set_number(plan, set, id, offsetof(Risk, status), RISK_CLOSED);
    if (*why) {
        buffer_format(&notes, "%s%sClosed ", risk->notes, *risk->notes ? "\n" : "");
        date_format(plan->today, &notes);
        buffer_format(&notes, ": %s", why);
        change_set(set, plan, &risk_entity, id, field_of(&risk_entity, Risk, notes), value_text(buffer_text(&notes)));
    }
    buffer_release(&notes);
    return true;
}

static bool accept_close(App *app, const char *text, const void *context)
{
    (void)context;
    Buffer words = {0};
    buffer_format(&words, *text ? "because: %s" : "without a reason", text);
    BulkEdit edit = {.verb = "close",
                     .how_worded = buffer_text(&words),
                     .why_not = "closed already",
                     .edit = close_risk,
                     .how = text};
    bool done = bulk_edit(app, &risks_of(app)->list, &edit) != BULK_REFUSED;
    buffer_release(&words);
    return done;
}

static void run_close(App *app, const char *argument)
{
    if (selected_risk(app) && app_may_change(app))
        app_prompt(app, &(Prompt){.label = "Close it; reason",
                                  .command = "risk-close",
                                  .edits_targets = true,
                                  .initial = argument,
                                  .accept = accept_close});
}

/* ---------------------------------------------------------------- what is shown */

static void run_view(App *app, const char *argument)
{
    (void)argument;
    Risks *state = risks_of(app);
    risks_show_view(state, (state->view + 1) % VIEW_COUNT);
    risks_refresh(state, app_plan(app));
    app_say(app, "%s assessment: %s", risk_views[state->view].name, risk_views[state->view].meaning);
}

static void run_closed(App *app, const char *argument)
{
    (void)argument;
    Risks *state = risks_of(app);
    state->with_closed = !state->with_closed;
    risks_refresh(state, app_plan(app));
    app_say(app, state->with_closed ? "Closed and rejected risks are shown" : "Closed and rejected risks are hidden");
}

static void run_focus(App *app, const char *argument)
{
    (void)argument;
    risks_of(app)->in_grid = !risks_of(app)->in_grid;
}

const Command risks_commands[] = {
    {"risk-new", "i insert", "new", "Write down a new risk", run_new},
    {"risk-focus", "w", "matrix", "Go to the matrix, or back to the register", run_focus},
    {"risk-move", "m", "move", "Move this risk with the arrow keys; Enter keeps its new place", run_move},
    {"risk-likelihood-up", "shift-up alt-up", NULL, "One level more likely: the marked ones, or this one",
     run_more_likely},
    {"risk-likelihood-down", "shift-down alt-down", NULL, "One level less likely: the marked ones, or this one",
     run_less_likely},
    {"risk-impact-up", "shift-right alt-right", NULL, "One level more impact: the marked ones, or this one",
     run_more_impact},
    {"risk-impact-down", "shift-left alt-left", NULL, "One level less impact: the marked ones, or this one",
     run_less_impact},
    {"risk-status", "s", "status", "To the next status: the marked risks, or this one", run_status},
    {"risk-close", "c", "close", "Close the marked risks, or this one, saying why", run_close},
    {"risk-view", "r", "view", "Show the current, the residual or the inherent assessment", run_view},
    {"risk-closed", "x", "closed", "Show closed and rejected risks too, or hide them", run_closed},
    {0},
};
