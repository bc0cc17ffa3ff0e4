/*
 * How commands change the plan: begin a set, commit it, say what happened and what it did to the finish.
 */
#include <stdio.h>
#include <string.h>

#include "overlay.h"
#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"
#include "steerco/model/edit.h"
#include "steerco/model/field.h"

void app_begin(App *app, ChangeSet *set, const char *reason)
{
    change_begin(set, app_plan(app), "tui", reason);
}

static void add_short_day(Instant instant, Buffer *out)
{
    Civil civil = date_civil(instant_date(instant));
    buffer_format(out, "%d %s", civil.day, month_name(civil.month));
}

/* "finish 12 Mar → 17 Mar, +3d", in working days of the project calendar. */
static void word_finish(const Plan *plan, Instant before, Instant after, Buffer *out)
{
    if (before == after || before == INSTANT_NONE || after == INSTANT_NONE)
        return;
    WorkTime *time = worktime_new(plan, 0);
    int64_t minutes = worktime_between(time, before, after);
    worktime_free(time);
    WorkUnits units = plan_units(plan);
    buffer_add(out, "  ·  finish ");
    add_short_day(before, out);
    buffer_add(out, " → ");
    add_short_day(after, out);
    buffer_add(out, minutes > 0 ? ", +" : ", ");
    duration_format(duration_make(minutes, UNIT_DAYS), &units, out);
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
    app_say(app, "%s%s  ·  u undoes", set->reason, buffer_text(&finish));
    buffer_release(&finish);
    return true;
}

/* Fields that are worded as one text and kept as records of their own. */
static const struct {
    const Entity *entity;
    const char *field;
    bool (*edit)(ChangeSet *set, const Plan *plan, Id id, const char *text, DecimalMark mark, Error *error);
} worded_fields[] = {
    {&task_entity, "predecessors", edit_predecessors},
    {&task_entity, "resources", edit_resources},
};

static int worded_field(const Entity *entity, const Field *field)
{
    for (int i = 0; i < (int)(sizeof worded_fields / sizeof *worded_fields); i++)
        if (worded_fields[i].entity == entity && text_equal(worded_fields[i].field, field->name))
            return i;
    return -1;
}

bool value_is_editable(const Entity *entity, const Field *field, Error *error)
{
    if (entity->append_only)
        return error_set(error, "a %s is never changed; a further one corrects it", entity->noun);
    if (!field_is_stored(field) && worded_field(entity, field) < 0)
        return error_set(error, "%s is computed: %s", field->title, field->help);
    return true;
}

bool value_fill(App *app, ChangeSet *set, const Entity *entity, Id id, const Field *field, const char *text,
                Error *error)
{
    const Plan *plan = app_plan(app);
    if (!value_is_editable(entity, field, error))
        return false;
    int worded = worded_field(entity, field);
    if (worded >= 0)
        return worded_fields[worded].edit(set, plan, id, text, DECIMAL_POINT, error);
    Value value;
    Spelling spelling = {.mark = DECIMAL_POINT, .order = DATE_DMY, .today = app_today(app)};
    if (!field_parse(field, plan, text, &spelling, &set->arena, &value, error))
        return error_prefix(error, "%s", field->title);
    change_set(set, plan, entity, id, field, value);
    return true;
}

static void word_reason(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field)
{
    Buffer words = {0};
    if (set->changes.count == 1) {
        change_describe(&set->changes.items[0], plan, &words);
    } else {
        entity_code(entity, id, &words);
        buffer_format(&words, ": %s", field->title);
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
    bool good = value_fill(app, &set, entity, id, field, text, &error);
    if (good) {
        word_reason(&set, plan, entity, id, field);
        good = app_commit(app, &set);
    } else {
        app_complain(app, &error);
    }
    change_release(&set);
    return good;
}
