/*
 * What can be done in the stakeholder pane: write down, move in the grid, say how somebody stands to the project.
 */
#include "stakeholders.h"
#include "steerco/records/records.h"
#include "steerco/tui/commands/bulk.h"

static Stakeholders *stakeholders_of(App *app)
{
    return app_state(app, &stakeholders_pane);
}

static const Stakeholder *selected_stakeholder(App *app)
{
    const Stakeholder *who = plan_find(app_plan(app), ENTITY_STAKEHOLDER, list_selected(&stakeholders_of(app)->list));
    if (!who)
        app_say(app, "No stakeholder is selected");
    return who;
}

static void move_to(App *app, Id id, int interest, int power)
{
    const Plan *plan = app_plan(app);
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "move %s to power %d, interest %d", plan_quoted(plan, &stakeholder_entity, id).text, power,
                  interest);
    change_field(&set, plan, &stakeholder_entity, Stakeholder, id, power, value_number(power));
    change_field(&set, plan, &stakeholder_entity, Stakeholder, id, interest, value_number(interest));
    (void)app_commit(app, &set);
    change_release(&set);
}

static bool move_one(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    const Stakeholder *who = plan_find(plan, ENTITY_STAKEHOLDER, id);
    int interest = who->interest, power = who->power;
    bool moved = matrix_step(*(const Key *)how, &interest, &power);
    if (moved) {
        change_field(set, plan, &stakeholder_entity, Stakeholder, id, power, value_number(power));
        change_field(set, plan, &stakeholder_entity, Stakeholder, id, interest, value_number(interest));
    }
    return moved;
}

static void move_by(App *app, Key key, const char *where)
{
    if (selected_stakeholder(app))
        bulk_edit(app, &stakeholders_of(app)->list,
                  &(BulkEdit){.verb = "move",
                              .how_worded = where,
                              .why_not = "that is the edge of the grid",
                              .edit = move_one,
                              .how = &key});
}

static void run_power_up(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_UP, "one level up in power");
}

static void run_power_down(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_DOWN, "one level down in power");
}

static void run_interest_up(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_RIGHT, "one level up in interest");
}

static void run_interest_down(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_LEFT, "one level down in interest");
}

static void run_move(App *app, const char *argument)
{
    (void)argument;
    const Stakeholder *who = selected_stakeholder(app);
    if (who)
        matrix_move(app, &stakeholders_of(app)->matrix, "stakeholder-move", &stakeholder_entity, who->record.id,
                    move_to);
}

static bool change_one_attitude(ChangeSet *set, const Plan *plan, Id id, const void *how)
{
    const Stakeholder *who = plan_find(plan, ENTITY_STAKEHOLDER, id);
    int attitude = (stakeholders_know_attitude(who) ? who->attitude : 0) + *(const int *)how;
    bool possible = attitude >= -HIGHEST_ATTITUDE && attitude <= HIGHEST_ATTITUDE;
    if (possible)
        change_field(set, plan, &stakeholder_entity, Stakeholder, id, attitude, value_number(attitude));
    return possible;
}

static void change_attitude(App *app, int step)
{
    if (selected_stakeholder(app))
        bulk_edit(app, &stakeholders_of(app)->list,
                  &(BulkEdit){.verb = "take",
                              .how_worded = step > 0 ? "one step more in favour" : "one step more opposed",
                              .why_not = "attitude goes from -2 opposed to +2 in favour",
                              .edit = change_one_attitude,
                              .how = &step});
}

static void run_attitude_up(App *app, const char *argument)
{
    (void)argument;
    change_attitude(app, +1);
}

static void run_attitude_down(App *app, const char *argument)
{
    (void)argument;
    change_attitude(app, -1);
}

/* The new one is placed in the grid at once: Enter keeps the place, Esc leaves it unassessed. */
static bool accept_new(App *app, const char *text, const void *context)
{
    (void)context;
    Stakeholders *state = stakeholders_of(app);
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "new stakeholder %s", text);
    Stakeholder *who = change_create(&set, &stakeholder_entity);
    who->name = arena_text(&set.arena, text);
    bool done = app_commit(app, &set);
    if (done) {
        stakeholders_refresh(state, app_plan(app));
        list_select(&state->list, who->record.id);
        matrix_move(app, &state->matrix, "stakeholder-move", &stakeholder_entity, who->record.id, move_to);
    }
    change_release(&set);
    return done;
}

static void run_new(App *app, const char *argument)
{
    if (app_may_change(app))
        app_prompt(app, &(Prompt){.label = "New stakeholder",
                                  .command = "stakeholder-new",
                                  .initial = argument,
                                  .accept = accept_new});
}

static void run_focus(App *app, const char *argument)
{
    (void)argument;
    stakeholders_of(app)->in_grid = !stakeholders_of(app)->in_grid;
}

const Command stakeholders_commands[] = {
    {"stakeholder-new", "i insert", "new", "Write down a new stakeholder", run_new},
    {"stakeholder-focus", "w", "grid", "Go to the power/interest grid, or back to the register", run_focus},
    {"stakeholder-move", "m", "move", "Move this one with the arrow keys; Enter keeps the new place", run_move},
    {"stakeholder-power-up", "shift-up alt-up", NULL, "One level more power: the marked ones, or this one",
     run_power_up},
    {"stakeholder-power-down", "shift-down alt-down", NULL, "One level less power: the marked ones, or this one",
     run_power_down},
    {"stakeholder-interest-up", "shift-right alt-right", NULL, "One level more interest: the marked ones, or this one",
     run_interest_up},
    {"stakeholder-interest-down", "shift-left alt-left", NULL, "One level less interest: the marked ones, or this one",
     run_interest_down},
    {"stakeholder-attitude-up", "+", "in favour", "One step more in favour: the marked ones, or this one",
     run_attitude_up},
    {"stakeholder-attitude-down", "-", "opposed", "One step more opposed: the marked ones, or this one",
     run_attitude_down},
    {0},
};
