/*
 * Meetings: an agenda built from what is open, and minutes taken while they are held.
 */
#include <stdio.h>

#include "steerco/session/agenda.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/panes/register.h"

static Id selected_meeting(App *app)
{
    const Entity *entity;
    Id id;
    if (app_selection(app, &entity, &id) && entity == &meeting_entity)
        return id;
    app_say(app, "No meeting is selected");
    return 0;
}

static void run_minutes(App *app, const char *argument)
{
    (void)argument;
    Id meeting = app_may_change(app) ? selected_meeting(app) : 0;
    const void *record = plan_find(app_plan(app), ENTITY_MEETING, meeting);
    Error error = {0};
    if (record && meeting_entity.frozen(app_plan(app), record, &error))
        app_complain(app, &error);
    else if (record)
        note_open(app, &meeting_entity, meeting, field_of(&meeting_entity, Meeting, minutes));
}

static void show_agenda(App *app, Id meeting)
{
    Buffer title = {0}, words = {0};
    buffer_add(&title, "Agenda of ");
    plan_label(app_plan(app), &meeting_entity, meeting, &title);
    agenda_word(app_plan(app), meeting, &words);
    app_read(app, buffer_text(&title), words.length ? buffer_text(&words) : "Nothing is on it, and nothing is open.");
    buffer_release(&title);
    buffer_release(&words);
}

static void run_agenda(App *app, const char *argument)
{
    (void)argument;
    Id meeting = selected_meeting(app);
    const Meeting *record = plan_find(app_plan(app), ENTITY_MEETING, meeting);
    if (!record)
        return;
    ChangeSet set = {0};
    Error error = {0};
    Buffer reason = {0};
    size_t added = 0;
    bool builds = record->status == MEETING_PLANNED && app_may_change(app), done = true;
    buffer_add(&reason, "agenda of ");
    entity_code(&meeting_entity, meeting, &reason);
    app_begin(app, &set, buffer_text(&reason));
    if (builds && !agenda_build(&set, app_plan(app), meeting, &added, &error)) {
        app_complain(app, &error);
        done = false;
    }
    done = done && (added == 0 || app_commit(app, &set));
    if (done)
        show_agenda(app, meeting);
    change_release(&set);
    buffer_release(&reason);
}

static const Command commands[] = {
    {"minutes", "m", "minutes", "Take the minutes; lines like \"/a Call the vendor @anna due fri\" make what they say",
     run_minutes},
    {"agenda", "a", "agenda", "Put what is open on its agenda, and show it", run_agenda},
    {0},
};

const Pane meetings_pane = {
    .name = "meetings",
    .title = "Meetings",
    .key = '7',
    .help =
        "When who met, the newest first. The agenda of a planned meeting is built from what is open; in the "
        "minutes, /a begins a line that makes an action, /d a decision, /r a risk, /i an issue, /c a change request.",
    .commands = commands,
    REGISTER(meeting_entity),
};
