/*
 * How commands change the plan: begin a set, commit it, say what happened and what it did to the finish.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drafts.h"
#include "overlay.h"
#include "panes.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/session/cause.h"
#include "steerco/session/typed.h"

void app_begin(App *app, ChangeSet *set, const char *reason)
{
    change_begin(set, app_plan(app), "tui", reason);
}

/* Help and palette reach the commands of panes even where there is no board. */
static bool has_place(const Plan *plan, const ChangeSet *set, Error *error)
{
    for (size_t i = 0; plan->board == 0 && i < set->changes.count; i++)
        if (set->changes.items[i].kind == CHANGE_CREATE && !set->changes.items[i].entity->shared)
            return error_set(error, "there is no board yet for a %s to lie on", set->changes.items[i].entity->noun);
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

/* "! new conflict: T-14 (X lists)  ·  ", "! 3 new conflicts (X lists)  ·  " */
static void word_new_conflicts(App *app, const IdMap *before, Buffer *out)
{
    const ScheduleConflicts *conflicts = schedule_conflicts(app_plan(app));
    IdMap causes = {0};
    Id cause = 0;
    for (size_t i = 0; i < conflicts->found.count; i++)
        if (!idmap_get(before, conflict_key(&conflicts->found.items[i]), 0)) {
            cause = conflicts->found.items[i].cause;
            idmap_put(&causes, cause, 1);
        }
    if (causes.count == 1)
        buffer_format(out, "! new conflict: T-%lld", (long long)cause);
    else if (causes.count > 1)
        buffer_format(out, "! %zu new conflicts", causes.count);
    if (causes.count > 0)
        buffer_add(out, app_pane(app) == &schedule_pane ? " (X lists)  ·  u undoes  ·  " : "  ·  u undoes  ·  ");
    idmap_release(&causes);
}

/* First what must not be cut. */
static void say_done(App *app, const ChangeSet *set, Instant finish_before, const IdMap *conflicts_before)
{
    const Plan *plan = app_plan(app);
    Buffer first = {0};
    word_new_conflicts(app, conflicts_before, &first);
    bool undo_said = first.length > 0;
    size_t length = first.length;
    cause_word_finish(plan, finish_before, plan->results.finish, &first);
    buffer_add(&first, first.length > length ? "  ·  " : "");
    app_say(app, "%s%s%s", buffer_text(&first), set->reason, undo_said ? "" : "  ·  u undoes");
    buffer_release(&first);
}

/* Nothing can be typed into a record that is there no more. */
static bool keep_if_gone(App *app, const Typing *typing)
{
    bool gone = app_is_gone(app, typing->entity, typing->id);
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
    Instant before = plan->results.finish;
    IdMap conflicts = {0};
    note_conflicts(plan, &conflicts);
    bool good = has_place(plan, set, &error) && session_commit_seen(session, set, app_seen(app), &error);
    bool asked = !good && error.kind == ERROR_CONFLICT && conflict_ask(app, &session->conflicts, set, typing);
    if (good && set->changes.count > 0)
        say_done(app, set, before, &conflicts);
    idmap_release(&conflicts);
    if (good || asked)
        return true;
    app_complain(app, &error);
    return typing && keep_if_gone(app, typing);
}

bool app_commit(App *app, ChangeSet *set)
{
    return commit(app, set, NULL);
}

static void word_reason(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field,
                        const char *text)
{
    Buffer words = {0};
    if (set->changes.count == 1) {
        change_describe(&set->changes.items[0], plan, &words);
    } else {
        entity_code(entity, id, &words);
        buffer_format(&words, ": %s %s", field->title, text);
    }
    change_reason(set, "%s", buffer_text(&words));
    buffer_release(&words);
}

/* ---- what others did in the meantime ---- */

static bool take_newest(const JournalEntry *entry, void *context)
{
    Conflict *out = context;
    out->who = memory_text(entry->who);
    out->at = entry->at;
    return false;
}

bool app_is_gone(App *app, const Entity *entity, Id id)
{
    const Plan *plan = app_plan(app);
    Error error = {0};
    Buffer code = {0}, when = {0};
    Conflict deletion = {0};
    if (plan_find(plan, entity->kind, id))
        return false;
    entity_code(entity, id, &code);
    if (store_journal(app_session(app)->store, entity->shared ? 0 : plan->board, entity, id, take_newest, &deletion,
                      &error) &&
        deletion.who)
        overlay_time(deletion.at, &when);
    error_set(&error, "%s was deleted by %s%s%s in the meantime", buffer_text(&code),
              deletion.who ? deletion.who : "somebody", when.length > 0 ? ", " : "", buffer_text(&when));
    app_complain(app, &error);
    free(deletion.who);
    buffer_release(&code);
    buffer_release(&when);
    return true;
}

/* The newest touch of the links or assignments of a task since it was seen; those that are gone count as its own. */
typedef struct Search {
    const Plan *plan;
    const Typing *typing;
    Conflict *out;
} Search;

static bool take_touch(const Touch *touch, void *context)
{
    Search *search = context;
    const Link *link = plan_find(search->plan, ENTITY_LINK, touch->first);
    const Assignment *assignment = plan_find(search->plan, ENTITY_ASSIGNMENT, touch->first);
    bool about = touch->entity == &link_entity         ? !link || link->successor == search->typing->id
                 : touch->entity == &assignment_entity ? !assignment || assignment->task == search->typing->id
                                                       : false;
    if (about) {
        free(search->out->who);
        search->out->who = memory_text(touch->who);
        search->out->at = touch->at;
    }
    return true;
}

/*
 * Predecessors and resources of a task are typed as one text, but stored as records of their own. So what was typed is
 * compared as text, and would otherwise take away what somebody else added.
 */
static bool is_overtaken(App *app, const Typing *typing)
{
    Buffer now = {0};
    const Seen *seen = app_seen(app);
    value_text_to_edit(app_plan(app), typing->entity, typing->id, typing->field, &now);
    bool overtaken = seen && !field_is_stored(typing->field) && field_is_text(typing->field) &&
                     !text_equal(buffer_text(&now), typing->before) && !text_equal(buffer_text(&now), typing->text);
    if (overtaken) {
        Error error = {0};
        Conflicts conflicts = {0};
        Conflict conflict = {.entity = typing->entity,
                             .id = typing->id,
                             .field = typing->field,
                             .mine = memory_text(typing->text),
                             .theirs = memory_text(buffer_text(&now))};
        Search search = {app_plan(app), typing, &conflict};
        if (!store_touches(app_session(app)->store, seen->sequence, app_plan(app)->sequence, take_touch, &search,
                           &error))
            app_complain(app, &error);
        conflict.who = conflict.who ? conflict.who : memory_text("somebody");
        array_push(&conflicts, conflict);
        overtaken = conflict_ask(app, &conflicts, NULL, typing);
    }
    buffer_release(&now);
    return overtaken;
}

/* ---- what was typed ---- */

bool app_set_typed(App *app, const Typing *typing)
{
    Error error = {0};
    ChangeSet set = {0};
    const Plan *plan = app_plan(app);
    if (keep_if_gone(app, typing) || is_overtaken(app, typing))
        return true;
    app_begin(app, &set, "");
    bool good = typed_set(&set, plan, typing->entity, typing->id, typing->field, typing->text, &error);
    if (good) {
        word_reason(&set, plan, typing->entity, typing->id, typing->field, typing->text);
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
