/*
 * Baselines from the schedule: agree on the plan as it is, and choose the agreement that it is compared with.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schedule_commands.h"
#include "steerco/base/text.h"
#include "steerco/planning/baseline.h"
#include "steerco/records/records.h"

/* ---- take one ---- */

static bool take(App *app, const char *name)
{
    Error error = {0};
    Buffer clean = {0};
    ChangeSet set = {0};
    app_begin(app, &set, "take a baseline");
    bool good = text_clean(name, strlen(name), false, &clean, &error) &&
                baseline_take(&set, app_plan(app), buffer_text(&clean), NULL, &error);
    change_reason(&set, "take baseline %s", buffer_text(&clean));
    if (good)
        good = app_commit(app, &set);
    else
        app_complain(app, &error);
    buffer_release(&clean);
    change_release(&set);
    return good;
}

static bool accept_name(App *app, const char *text, const void *context)
{
    (void)context;
    return take(app, text);
}

void schedule_run_take_baseline(App *app, const char *argument)
{
    if (*argument)
        (void)take(app, argument);
    else
        app_prompt(app, &(Prompt){.label = "Name of the baseline",
                                  .hint = "Keeps the dates, work and cost of all tasks as they are now, for good",
                                  .command = "baseline-take",
                                  .accept = accept_name});
}

/* ---- choose one ---- */

static void add_choice(const Baseline *baseline, const char *folded, Choices *out)
{
    Choice choice = {.id = baseline->record.id};
    Buffer text = {0};
    if (text_contains(baseline->name, folded)) {
        text_safe(baseline->name, false, &text);
        snprintf(choice.text, sizeof choice.text, "%.*s", (int)text_fit(buffer_text(&text), 60, NULL),
                 buffer_text(&text));
        buffer_clear(&text);
        date_format(baseline->taken_on, &text);
        snprintf(choice.note, sizeof choice.note, "taken on %s", buffer_text(&text));
        array_push(out, choice);
    }
    buffer_release(&text);
}

static void find(App *app, const char *folded, Choices *out, const void *context)
{
    (void)context;
    const Plan *plan = app_plan(app);
    uint32_t *rows = plan_sorted_rows(plan, ENTITY_BASELINE);
    array_push(out, ((Choice){.text = "The newest", .note = "whichever was taken last"}));
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_BASELINE); i++)
        add_choice(plan_at(plan, ENTITY_BASELINE, rows[i]), folded, out);
    free(rows);
}

static void picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)typed, (void)context;
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "compare with %s", choice->id ? choice->text : "the newest baseline");
    change_field(&set, app_plan(app), &board_entity, Board, app_plan(app)->board, baseline, value_number(choice->id));
    if (set.changes.count > 0)
        (void)app_commit(app, &set);
    change_release(&set);
}

void schedule_run_compare_baseline(App *app, const char *argument)
{
    (void)argument;
    if (plan_count(app_plan(app), ENTITY_BASELINE) == 0)
        app_say(app, "No baseline was taken yet: :baseline-take takes one");
    else
        app_pick(app, &(Picker){.title = "Compare with", .find = find, .picked = picked});
}
