/*
 * How commands change the plan: begin a set, commit it, say what happened and what it did to the finish.
 */
#include <stdio.h>
#include <string.h>

#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"
#include "steerco/session/cause.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/app/panes.h"

void app_begin(App *app, ChangeSet *set, const char *reason)
{
    change_begin(set, app_plan(app), "tui", reason);
}

/* Help and palette reach the commands of panes even where there is no board. */
static bool has_place(const Plan *plan, const ChangeSet *set, Error *error)
{
    for (size_t i = 0; plan->board == 0 && i < set->changes.count; i++)
        if (set->changes.items[i].kind == CHANGE_CREATE && !set->changes.items[i].entity->shared)
            return error_set(error, "there is no board yet for %s %s to lie on",
                             entity_article(set->changes.items[i].entity), set->changes.items[i].entity->noun);
    return true;
}

bool app_may_change(App *app)
{
    if (!app_session(app)->past)
        return true;
    Buffer words = {0};
    past_word(app, true, &words);
    app_say(app, "%s: nothing is changed here  ·  esc or :now goes back to the present", buffer_text(&words));
    buffer_release(&words);
    return false;
}

/* What counts as the same contradiction before and after: all that lack slack for one date are one. */
static int64_t conflict_key(const ScheduleConflict *conflict)
{
    return conflict->cause * CONFLICT_KINDS + conflict->kind;
}

static void note_conflicts(const Plan *plan, IdMap *out)
{
    const ScheduleConflicts *conflicts = schedule_conflicts(plan);
    for (size_t i = 0; i < conflicts->found.count; i++)
        idmap_put(out, conflict_key(&conflicts->found.items[i]), 1);
}

/* "! new conflict: T-14 (x lists)  ·  ", "! 3 new conflicts (x lists)  ·  " */
static void word_new_conflicts(App *app, const IdMap *before, Buffer *out)
{
    const ScheduleConflicts *conflicts = schedule_conflicts(app_plan(app));
    IdMap causes = {0};
    Id cause = 0;
    for (size_t i = 0; i < conflicts->found.count; i++)
        if (!idmap_get(before, conflict_key(&conflicts->found.items[i]), 0)) {
            cause = conflicts->found.items[i].cause;
            idmap_put(&causes, cause + 1, 1); /* the board is 0, which is no key */
        }
    if (causes.count == 1)
        buffer_format(out, "! new conflict: %s", schedule_conflict_cause(app_plan(app), cause).text);
    else if (causes.count > 1)
        buffer_format(out, "! %zu new conflicts", causes.count);
    if (causes.count > 0)
        buffer_add(out, app_pane(app) == &schedule_pane ? " (x lists)  ·  u undoes  ·  " : "  ·  u undoes  ·  ");
    idmap_release(&causes);
}

/* First what must not be cut. What was done is said in the words of who did it, whatever the journal keeps for all. */
static void say_done(App *app, const char *done, Instant finish_before, const IdMap *conflicts_before)
{
    const Plan *plan = app_plan(app);
    Buffer first = {0};
    word_new_conflicts(app, conflicts_before, &first);
    bool undo_said = first.length > 0;
    size_t length = first.length;
    cause_word_finish(plan, finish_before, plan->results->finish, &first);
    buffer_add(&first, first.length > length ? "  ·  " : "");
    app_say(app, "%s%s%s", buffer_text(&first), done, undo_said ? "" : "  ·  u undoes");
    buffer_release(&first);
}

/* Nothing can be typed into a record that is there no more. */
static bool keep_if_gone(App *app, const Typing *typing)
{
    bool gone = typing->entity && app_is_gone(app, typing->entity, typing->id);
    if (gone)
        drafts_keep(app, typing);
    return gone;
}

/* `typing` is what was typed, if the set comes of that. */
static bool commit(App *app, ChangeSet *set, const Typing *typing)
{
    Error error = {0};
    const Plan *plan = app_plan(app);
    Session *session = app_session(app);
    if (!app_may_change(app))
        return false;
    const char *done = set->reason;
    Instant before = plan->results->finish;
    IdMap conflicts = {0};
    note_conflicts(plan, &conflicts);
    bool good = has_place(plan, set, &error) && session_commit_seen(session, set, app_seen(app), &error);
    bool asked = !good && error.kind == ERROR_CONFLICT && conflict_ask(app, &session->conflicts, set, typing);
    if (good && set->changes.count > 0)
        say_done(app, done, before, &conflicts);
    idmap_release(&conflicts);
    if (good || asked)
        return true;
    app_complain(app, &error);
    return typing && keep_if_gone(app, typing);
}

bool app_commit(App *app, ChangeSet *set)
{
    return commit(app, set, app_typed(app));
}

static const Change *change_of(const ChangeSet *set, const Field *field)
{
    for (size_t i = 0; i < set->changes.count; i++)
        if (set->changes.items[i].kind == CHANGE_SET && set->changes.items[i].field == field)
            return &set->changes.items[i];
    return NULL;
}

/* "“Dig”: percent complete 0% → 50%; also sets actual start 2 Mar" */
static void word_reason(ChangeSet *set, const Plan *plan, const Typing *typing)
{
    Buffer words = {0};
    const Change *change = change_of(set, typing->field);
    if (change && change->entity->under) {
        change_describe(change, plan, &words);
    } else {
        buffer_format(&words, "%s: ", plan_quoted(plan, typing->entity, typing->id).text);
        if (change)
            change_word(change, plan, &words);
        else
            field_add_words(typing->field, &words);
        if (!change)
            buffer_format(&words, " %s", *typing->text ? typing->text : "—");
    }
    typed_word_rest(set, plan, typing->field, &words);
    change_reason(set, "%s", buffer_text(&words));
    buffer_release(&words);
}

/* ---- what was typed ---- */

bool app_set_typed(App *app, const Typing *typing)
{
    Error error = {0};
    ChangeSet set = {0};
    const Plan *plan = app_plan(app);
    if (keep_if_gone(app, typing) || app_is_overtaken(app, typing))
        return true;
    app_begin(app, &set, "");
    bool good = typed_set(&set, plan, typing->entity, typing->id, typing->field, typing->text, &error);
    if (good) {
        word_reason(&set, plan, typing);
        good = commit(app, &set, typing);
    } else {
        app_complain(app, &error);
    }
    change_release(&set);
    return good;
}

bool app_set(App *app, const Entity *entity, Id id, const Field *field, const char *text)
{
    return app_set_typed(app, &(Typing){.entity = entity, .id = id, .field = field, .text = text, .before = ""});
}
