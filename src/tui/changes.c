/*
 * How commands change the plan: begin a set, commit it, say what happened and what it did to the finish.
 */
#include <stdio.h>
#include <string.h>

#include "overlay.h"
#include "panes.h"
#include "steerco/analysis/schedule.h"
#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/session/typed.h"

void app_begin(App *app, ChangeSet *set, const char *reason)
{
    change_begin(set, app_plan(app), "tui", reason);
}

static void add_short_day(Instant instant, Buffer *out)
{
    Civil civil = date_civil(instant_date(instant));
    buffer_format(out, "%d %s", civil.day, month_name(civil.month));
}

/* "finish 12 Mar → 17 Mar, +3d  ·  ", in working days of the project calendar. */
static void word_finish(const Plan *plan, Instant before, Instant after, Buffer *out)
{
    if (before == after || before == INSTANT_NONE || after == INSTANT_NONE)
        return;
    WorkTime *time = worktime_new(plan, 0);
    int64_t minutes = worktime_between(time, before, after);
    worktime_free(time);
    WorkUnits units = plan_units(plan);
    buffer_add(out, "finish ");
    add_short_day(before, out);
    buffer_add(out, " → ");
    add_short_day(after, out);
    buffer_add(out, minutes > 0 ? ", +" : ", ");
    duration_format(duration_make(minutes, UNIT_DAYS), &units, out);
    buffer_add(out, "  ·  ");
}

/* Help and palette reach the commands of panes even where there is no board. */
static bool has_place(const Plan *plan, const ChangeSet *set, Error *error)
{
    for (size_t i = 0; plan->board == 0 && i < set->changes.count; i++)
        if (set->changes.items[i].kind == CHANGE_CREATE && !set->changes.items[i].entity->shared)
            return error_set(error, "there is no board yet for a %s to lie on", set->changes.items[i].entity->noun);
    return true;
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
            idmap_put(&causes, cause + 1, 1); /* the board is 0, which is no key */
        }
    if (causes.count == 1 && cause == 0)
        buffer_add(out, "! new conflict: the board");
    else if (causes.count == 1)
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
    word_finish(plan, finish_before, plan->results.finish, &first);
    app_say(app, "%s%s%s", buffer_text(&first), set->reason, undo_said ? "" : "  ·  u undoes");
    buffer_release(&first);
}

bool app_commit(App *app, ChangeSet *set)
{
    Error error = {0};
    const Plan *plan = app_plan(app);
    Instant before = plan->results.finish;
    IdMap conflicts = {0};
    note_conflicts(plan, &conflicts);
    if (!has_place(plan, set, &error) || !session_commit(app_session(app), set, &error)) {
        app_complain(app, &error);
        idmap_release(&conflicts);
        return false;
    }
    if (set->changes.count > 0)
        say_done(app, set, before, &conflicts);
    idmap_release(&conflicts);
    return true;
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

bool app_set(App *app, const Entity *entity, Id id, const Field *field, const char *text)
{
    Error error = {0};
    ChangeSet set = {0};
    const Plan *plan = app_plan(app);
    app_begin(app, &set, "");
    bool good = typed_set(&set, plan, entity, id, field, text, &error);
    if (good) {
        word_reason(&set, plan, entity, id, field, text);
        good = app_commit(app, &set);
    } else {
        app_complain(app, &error);
    }
    change_release(&set);
    return good;
}
