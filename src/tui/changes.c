/*
 * How commands change the plan: begin a set, commit it, say what happened and what it did to the finish.
 */
#include <stdio.h>
#include <string.h>

#include "overlay.h"
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

bool app_commit(App *app, ChangeSet *set)
{
    Error error = {0};
    const Plan *plan = app_plan(app);
    Instant before = plan->results.finish;
    if (!has_place(plan, set, &error) || !session_commit(app_session(app), set, &error)) {
        app_complain(app, &error);
        return false;
    }
    if (set->changes.count == 0)
        return true;
    Buffer finish = {0};
    word_finish(plan, before, plan->results.finish, &finish);
    app_say(app, "%s%s  ·  u undoes", buffer_text(&finish), set->reason); /* first what must not be cut */
    buffer_release(&finish);
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
