/*
 * Going through findings one by one in the schedule pane, and back to where one jumped from. What was repaired in
 * between has left the list, which is made anew when the plan has changed.
 */
#include "findings.h"
#include "relations.h"
#include "schedule_commands.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"

enum { MOST_LEFT = 100 };

static Trail *trail_of(App *app)
{
    return &schedule_of(app)->trail;
}

void trail_release(Trail *trail)
{
    findings_release(&trail->findings);
    array_release(&trail->left);
}

static bool is_topic(const Topic *a, const Topic *b)
{
    return a->kind == b->kind && a->check == b->check && a->task == b->task;
}

size_t trail_place(App *app, const Topic *topic)
{
    const Trail *trail = trail_of(app);
    const Topic *followed = &trail->findings.topic;
    if (is_topic(followed, topic))
        return trail->at;
    bool from_point = topic->kind == TOPIC_HEALTH && followed->kind == TOPIC_POINT;
    return from_point ? 1 + followed->check : 0; /* the conflicts come first there */
}

/* ---- jumping ---- */

void trail_jump(App *app, Id task)
{
    Trail *trail = trail_of(app);
    Id from = list_selected(&schedule_of(app)->list);
    bool filtered = schedule_of(app)->list.filter != NULL;
    if (from != 0 && from != task) {
        if (trail->left.count == MOST_LEFT)
            array_remove(&trail->left, 0);
        array_push(&trail->left, from);
    }
    app_reveal(app, &task_entity, task);
    if (filtered && !schedule_of(app)->list.filter)
        app_say(app, "%s was hidden by the filter, which is gone", plan_quoted(app_plan(app), &task_entity, task).text);
}

void trail_run_back(App *app, const char *argument)
{
    (void)argument;
    Trail *trail = trail_of(app);
    while (trail->left.count > 0) {
        Id task = trail->left.items[--trail->left.count];
        if (!plan_find(app_plan(app), ENTITY_TASK, task))
            continue; /* deleted since */
        app_reveal(app, &task_entity, task);
        return;
    }
    app_say(app, "There is nowhere to go back to");
}

/* ---- following ---- */

static const Finding *finding_at(const Trail *trail, size_t at)
{
    return at < trail->findings.items.count ? &trail->findings.items.items[at] : NULL;
}

/* Which one it is of those that lead somewhere, from 1. */
static void count_up_to(const Trail *trail, size_t at, size_t *number, size_t *of)
{
    *number = *of = 0;
    for (size_t i = 0; i < trail->findings.items.count; i++) {
        bool leads = trail->findings.items.items[i].task != 0;
        *of += leads;
        *number += leads && i <= at;
    }
}

static void go_to(App *app, size_t at)
{
    Trail *trail = trail_of(app);
    const Finding *finding = finding_at(trail, at);
    size_t number, of;
    count_up_to(trail, at, &number, &of);
    trail->at = at;
    trail_jump(app, finding->task);
    if (finding->link != 0)
        relations_show_link(app, finding->link);
    app_say(app, "%zu of %zu%s  %s", number, of, number < of ? " (f next)" : "", finding->text);
}

void trail_follow(App *app, const Topic *topic, size_t at)
{
    Trail *trail = trail_of(app);
    findings_fill(&trail->findings, app_plan(app), topic);
    if (finding_at(trail, at))
        go_to(app, at);
}

/* The next finding that leads somewhere, from `at` on in that direction; past the ends when there is none. */
static size_t seek(const Trail *trail, size_t at, int direction)
{
    while (finding_at(trail, at) && finding_at(trail, at)->task == 0)
        at += (size_t)(ptrdiff_t)direction; /* before the first is beyond the last */
    return at;
}

static void step(App *app, int direction)
{
    Trail *trail = trail_of(app);
    const Finding *finding = finding_at(trail, trail->at);
    Id task = finding ? finding->task : 0, link = finding ? finding->link : 0;
    bool gone = false;
    if (trail->findings.topic.kind == TOPIC_NONE) {
        app_say(app, "No list of findings was opened yet: ! checks the schedule");
        return;
    }
    if (trail->findings.generation != app_plan(app)->generation) {
        trail->at = findings_refill(&trail->findings, app_plan(app), trail->at);
        finding = finding_at(trail, trail->at);
        gone = !finding || finding->task != task || finding->link != link;
    }
    /* In the place of what is gone stands the one behind it. */
    size_t wanted = direction > 0 && gone ? trail->at : trail->at + (size_t)(ptrdiff_t)direction;
    wanted = seek(trail, wanted, direction);
    if (finding_at(trail, wanted))
        go_to(app, wanted);
    else
        app_say(app, "%s  ·  this was the %s", trail->findings.title, direction > 0 ? "last" : "first");
}

void trail_run_next(App *app, const char *argument)
{
    (void)argument;
    step(app, +1);
}

void trail_run_previous(App *app, const char *argument)
{
    (void)argument;
    step(app, -1);
}

/* ---- opening ---- */

void findings_run_health(App *app, const char *argument)
{
    (void)argument;
    findings_open(app, &(Topic){.kind = TOPIC_HEALTH});
}

void findings_run_conflicts(App *app, const char *argument)
{
    (void)argument;
    findings_open(app, &(Topic){.kind = TOPIC_CONFLICTS});
}

void findings_run_why(App *app, const char *argument)
{
    (void)argument;
    const Task *task = schedule_task(app);
    if (task)
        findings_open(app, &(Topic){.kind = TOPIC_WHY, .task = task->record.id});
}
