/*
 * Change requests: their edits tried on the plan, and put into it.
 */
#include <stdio.h>

#include "steerco/base/text.h"
#include "steerco/session/approval.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/panes/register.h"

/* What was looked at. */
typedef struct Looked {
    Id request, decision;
    char digest[IMPACT_DIGEST];
} Looked;

static Id selected_request(App *app)
{
    const Entity *entity;
    Id id;
    if (app_selection(app, &entity, &id) && entity == &change_request_entity)
        return id;
    app_say(app, "No change request is selected");
    return 0;
}

static void title_of(Id request, Buffer *out)
{
    buffer_add(out, "What ");
    entity_code(&change_request_entity, request, out);
    buffer_add(out, " does to the plan");
}

/* ---- looking ---- */

/* The impact as it is now, in words; false, and said why, when the edits cannot be. */
static bool look(App *app, Id request, char digest[IMPACT_DIGEST], Buffer *words)
{
    Trial trial;
    Impact impact;
    Error error = {0};
    if (!approval_try(&trial, app_session(app), request, "tui", &error)) {
        app_complain(app, &error);
        return false;
    }
    trial_compare(&trial, app_session(app), &impact);
    impact_digest(&impact, digest);
    impact_word(&impact, words);
    impact_release(&impact);
    trial_release(&trial);
    return true;
}

static void run_impact(App *app, const char *argument)
{
    (void)argument;
    Id request = selected_request(app);
    char digest[IMPACT_DIGEST];
    Buffer words = {0}, title = {0};
    title_of(request, &title);
    if (request && look(app, request, digest, &words))
        app_read(app, buffer_text(&title), buffer_text(&words));
    buffer_release(&words);
    buffer_release(&title);
}

/* ---- approving ---- */

static void ask(App *app, const Looked *looked, const char *words, bool anew);

static void approve(App *app, const void *context)
{
    const Looked *looked = context;
    const Approval approval = {.request = looked->request, .decision = looked->decision, .digest = looked->digest};
    Trial trial;
    Impact impact = {0};
    Error error = {0};
    if (approval_begin(&trial, &impact, app_session(app), &approval, "tui", &error)) {
        (void)app_commit(app, &trial.set);
        session_unqueue(app_session(app));
        trial_release(&trial);
    } else if (error.kind == ERROR_CONFLICT) {
        Buffer words = {0};
        Looked anew = *looked;
        impact_digest(&impact, anew.digest);
        impact_word(&impact, &words);
        ask(app, &anew, buffer_text(&words), true);
        buffer_release(&words);
    } else {
        app_complain(app, &error);
    }
    impact_release(&impact);
}

static void ask(App *app, const Looked *looked, const char *words, bool anew)
{
    Buffer title = {0}, text = {0}, question = {0};
    title_of(looked->request, &title);
    if (anew)
        buffer_add(&text, "Somebody changed the plan meanwhile. Now it does this:\n\n");
    buffer_add(&text, words);
    buffer_add(&question, "Put it into the plan");
    if (looked->decision) {
        buffer_add(&question, ", by ");
        entity_code(&decision_entity, looked->decision, &question);
    }
    buffer_add_char(&question, '?');
    overlay_ask(app, buffer_text(&title), buffer_text(&text), buffer_text(&question), NULL, approve, looked,
                sizeof *looked);
    buffer_release(&title);
    buffer_release(&text);
    buffer_release(&question);
}

static void look_and_ask(App *app, Looked *looked)
{
    Buffer words = {0};
    if (look(app, looked->request, looked->digest, &words))
        ask(app, looked, buffer_text(&words), false);
    buffer_release(&words);
}

static void find_decision(App *app, const char *folded, Choices *out, const void *context)
{
    (void)context;
    value_offer_records(app_plan(app), &decision_entity, folded, out);
}

static void picked_decision(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)typed;
    Looked looked = *(const Looked *)context;
    looked.decision = choice->id;
    look_and_ask(app, &looked);
}

static void run_approve(App *app, const char *argument)
{
    (void)argument;
    Looked looked = {.request = app_may_change(app) ? selected_request(app) : 0};
    const ChangeRequest *change = plan_find(app_plan(app), ENTITY_CHANGE_REQUEST, looked.request);
    if (!change)
        return;
    looked.decision = change->decision;
    if (looked.decision || plan_count(app_plan(app), ENTITY_DECISION) == 0)
        look_and_ask(app, &looked);
    else
        app_pick(app, &(Picker){.title = "By which decision",
                                .find = find_decision,
                                .picked = picked_decision,
                                .context = &looked,
                                .context_size = sizeof looked});
}

static const Command commands[] = {
    {"change-impact", "t", "try", "Try its edits on a copy of the plan: finish, milestones, cost, work, slack",
     run_impact},
    {"change-approve", "a", "approve", "Put its edits into the plan, with its status and decision, as one change",
     run_approve},
    {0},
};

const Pane changes_pane = {
    .name = "changes",
    .title = "Changes",
    .key = '7',
    .help = "What somebody wants changed, what it would cost, and what became of it. A request may hold edits of the "
            "plan: they can be tried at any time, and are put into it by its approval.",
    .commands = commands,
    REGISTER(change_request_entity),
};
