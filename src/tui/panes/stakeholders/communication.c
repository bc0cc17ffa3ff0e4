/*
 * The communication plan, whose parts are logged as done by a key; and who answers for what, as a matrix with what is
 * wrong with it.
 */
#include "steerco/analysis/steering/raci.h"
#include "steerco/base/text.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/panes/register.h"

/* ---- the plan ---- */

static Id selected_activity(App *app)
{
    const Entity *entity;
    Id id;
    if (app_selection(app, &entity, &id) && entity == &communication_activity_entity)
        return id;
    app_say(app, "No communication activity is selected");
    return 0;
}

static bool log_done(App *app, Id activity, const char *what)
{
    ChangeSet set = {0};
    Error error = {0};
    const CommunicationActivity *of = plan_find(app_plan(app), ENTITY_COMMUNICATION_ACTIVITY, activity);
    app_begin(app, &set, "");
    change_reason(&set, "done: %s", of ? text_quoted(of->title).text : "");
    Contact *contact = change_create(&set, &contact_entity);
    contact->activity = activity;
    contact->date = app_today(app);
    contact->medium = of ? arena_text(&set.arena, of->medium) : "";
    bool done = of && typed_set(&set, app_plan(app), &contact_entity, contact->record.id,
                                field_of(&contact_entity, Contact, summary), what, &error);
    if (!done)
        app_complain(app, &error);
    done = done && app_commit(app, &set);
    change_release(&set);
    return done;
}

static bool accept_done(App *app, const char *text, const void *context)
{
    return log_done(app, *(const Id *)context, text);
}

static void run_done(App *app, const char *argument)
{
    Id activity = app_may_change(app) ? selected_activity(app) : 0;
    if (activity && *argument)
        (void)log_done(app, activity, argument);
    else if (activity)
        app_prompt(app, &(Prompt){.label = "Done today: what was told",
                                  .hint = "It is logged as a contact, and the next time follows from the frequency",
                                  .accept = accept_done,
                                  .context = &activity,
                                  .context_size = sizeof activity});
}

static const Command communication_commands[] = {
    {"communication-done", "a", "done", "Log that it was done today; when it is due next follows from its frequency",
     run_done},
    {0},
};

const Pane communication_pane = {
    .name = "communication",
    .title = "Communication",
    .key = '4',
    .help = "Who is told what, how and how often, and what is due next: by the frequency and the last contact.",
    .commands = communication_commands,
    REGISTER(communication_activity_entity),
};

/* ---- who answers for what ---- */

enum { MATRIX_WIDTH = 76 };

static void run_matrix(App *app, const char *argument)
{
    (void)argument;
    RaciMatrix matrix;
    Buffer words = {0};
    raci_build(app_plan(app), &matrix);
    if (raci_word(&matrix, &words) == 0)
        buffer_add(&words, "Nothing is wrong with it.\n");
    buffer_add_char(&words, '\n');
    raci_draw(&matrix, MATRIX_WIDTH, &words);
    app_read(app, "Responsibility matrix", buffer_text(&words));
    buffer_release(&words);
    raci_release(&matrix);
}

static const Command responsibility_commands[] = {
    {"responsibility-matrix", "!", "matrix", "The matrix as a whole, and what is wrong with it", run_matrix},
    {0},
};

const Pane responsibilities_pane = {
    .name = "responsibilities",
    .title = "Responsibilities",
    .key = '4',
    .help =
        "Who does it (R), answers for it (A), supports (S), is consulted (C) or informed (I). Each work has one who "
        "answers for it.",
    .commands = responsibility_commands,
    REGISTER(responsibility_entity),
};
