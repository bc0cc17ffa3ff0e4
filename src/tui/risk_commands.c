/*
 * What can be done in the risk pane: write down, move, take through the workflow, choose what is shown.
 */
#include <stdio.h>

#include "risks.h"
#include "steerco/base/text.h"

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

/* What a person would say was done: "move R-7 to …" */
static void begin_set(App *app, ChangeSet *set, const char *verb, Id id)
{
    Buffer reason = {0};
    buffer_format(&reason, "%s ", verb);
    entity_code(&risk_entity, id, &reason);
    app_begin(app, set, buffer_text(&reason));
    buffer_release(&reason);
}

static void set_number(App *app, ChangeSet *set, Id id, size_t member, int64_t number)
{
    change_set(set, app_plan(app), &risk_entity, id, entity_field_at(&risk_entity, member), value_number(number));
}

static void move_to(App *app, Id id, int impact, int likelihood)
{
    const ViewFields *view = &risk_views[risks_of(app)->view];
    ChangeSet set = {0};
    begin_set(app, &set, "move", id);
    change_reason(&set, "%s to likelihood %d, impact %d", set.reason, likelihood, impact);
    set_number(app, &set, id, view->likelihood, likelihood);
    set_number(app, &set, id, view->impact, impact);
    (void)app_commit(app, &set);
    change_release(&set);
}

static void move_by(App *app, Key key)
{
    const Risk *risk = selected_risk(app);
    if (!risk)
        return;
    const ViewFields *view = &risk_views[risks_of(app)->view];
    int impact = risk_level_at(risk, view->impact), likelihood = risk_level_at(risk, view->likelihood);
    if (matrix_step(key, &impact, &likelihood))
        move_to(app, risk->record.id, impact, likelihood);
    else
        app_say(app, "It is at the edge of the matrix already");
}

static void run_more_likely(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_UP);
}

static void run_less_likely(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_DOWN);
}

static void run_more_impact(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_RIGHT);
}

static void run_less_impact(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_LEFT);
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
    app_begin(app, &set, "new risk");
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

static void find_status(App *app, const char *folded, Choices *out, const void *context)
{
    const Risk *risk = plan_find(app_plan(app), ENTITY_RISK, *(const Id *)context);
    if (!risk)
        return;
    for (int i = 0; i < 3; i++) {
        RiskStatus status = next_status[risk->status][i];
        const char *name = status_field()->choices[status];
        if (!text_contains(name, folded))
            continue;
        Choice choice = {.id = status + 1};
        snprintf(choice.text, sizeof choice.text, "%s", name);
        snprintf(choice.note, sizeof choice.note, "%s", i == 0 ? "next" : "");
        array_push(out, choice);
    }
}

static void status_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)typed;
    Id id = *(const Id *)context;
    ChangeSet set = {0};
    begin_set(app, &set, choice->text, id);
    set_number(app, &set, id, offsetof(Risk, status), choice->id - 1);
    (void)app_commit(app, &set);
    change_release(&set);
}

static void run_status(App *app, const char *argument)
{
    (void)argument;
    const Risk *risk = selected_risk(app);
    if (risk && app_may_change(app))
        app_pick(app, &(Picker){.title = "Status",
                                .find = find_status,
                                .picked = status_picked,
                                .context = &risk->record.id,
                                .context_size = sizeof risk->record.id});
}

/* "Closed 2026-03-02: reason" is added to the notes. */
static bool accept_close(App *app, const char *text, const void *context)
{
    Id id = *(const Id *)context;
    const Risk *risk = plan_find(app_plan(app), ENTITY_RISK, id);
    if (!risk)
        return true;
    ChangeSet set = {0};
    begin_set(app, &set, "close", id);
    set_number(app, &set, id, offsetof(Risk, status), RISK_CLOSED);
    Buffer notes = {0};
    if (*text) {
        buffer_format(&notes, "%s%sClosed ", risk->notes, *risk->notes ? "\n" : "");
        date_format(app_today(app), &notes);
        buffer_format(&notes, ": %s", text);
        change_set(&set, app_plan(app), &risk_entity, id, field_of(&risk_entity, Risk, notes),
                   value_text(arena_text(&set.arena, buffer_text(&notes))));
    }
    bool done = app_commit(app, &set);
    buffer_release(&notes);
    change_release(&set);
    return done;
}

static void run_close(App *app, const char *argument)
{
    const Risk *risk = selected_risk(app);
    if (risk && app_may_change(app))
        app_prompt(app, &(Prompt){.label = "Close it; reason",
                                  .command = "risk-close",
                                  .edits_targets = true,
                                  .initial = argument,
                                  .accept = accept_close,
                                  .context = &risk->record.id,
                                  .context_size = sizeof risk->record.id});
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
    {"risk-move", "m", "move", "Move the risk with the arrow keys; Enter keeps its new place", run_move},
    {"risk-likelihood-up", "shift-up alt-up", NULL, "One level more likely", run_more_likely},
    {"risk-likelihood-down", "shift-down alt-down", NULL, "One level less likely", run_less_likely},
    {"risk-impact-up", "shift-right alt-right", NULL, "One level more impact", run_more_impact},
    {"risk-impact-down", "shift-left alt-left", NULL, "One level less impact", run_less_impact},
    {"risk-status", "s", "status", "Take it to the next status", run_status},
    {"risk-close", "c", "close", "Close it, saying why", run_close},
    {"risk-view", "r", "view", "Show the current, the residual or the inherent assessment", run_view},
    {"risk-closed", "x", "closed", "Show closed and rejected risks too, or hide them", run_closed},
    {0},
};
