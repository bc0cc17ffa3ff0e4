/*
 * Going through time: the whole dashboard shows the board as it was behind a change, until one comes back.
 */
#include "steerco/session/cause.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/overlay.h"

/* The panes keep their states, so one looks at the same place at another time. In the past the header says so. */
static void show(App *app, bool done, const Error *error)
{
    if (!done)
        app_complain(app, error);
    else if (!app_session(app)->past)
        app_say(app, "This is the present again");
}

void past_go_to(App *app, Moment moment)
{
    Error error = {0};
    bool done = session_go_to(app_session(app), moment, &error);
    show(app, done, &error);
}

static bool accept(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Moment moment;
    /* The day is that of the screen, which tests set. */
    Instant now = instant_make(app_today(app), instant_minute(instant_now()));
    bool good = typed_moment(text, now, &moment, &error);
    if (good)
        past_go_to(app, moment);
    else
        app_complain(app, &error);
    return good;
}

void past_open(App *app, const char *typed)
{
    if (*typed)
        (void)accept(app, typed, NULL);
    else
        app_prompt(app, &(Prompt){.label = "As of",
                                  .hint = "yesterday, mon, 15 mar, 28.02.2026 14:30, 14:30, -2h, -3d, 2 weeks ago, or "
                                          "the number of a change",
                                  .command = "as-of",
                                  .accept = accept});
}

void past_step(App *app, bool forward)
{
    Error error = {0};
    bool done = session_step(app_session(app), forward, &error);
    show(app, done, &error);
}

bool past_leave(App *app)
{
    Error error = {0};
    if (!app_session(app)->past)
        return false;
    bool done = session_return(app_session(app), &error);
    show(app, done, &error);
    return true;
}

/* "AS OF 2026-03-02 10:11, change 14"; shortly "AS OF change 14" */
void past_word(App *app, bool full, Buffer *out)
{
    const Session *session = app_session(app);
    buffer_add(out, "AS OF ");
    if (full && session->moment.at > 0) {
        cause_add_time(session->moment.at, out);
        buffer_add(out, ", ");
    }
    buffer_format(out, "change %lld", (long long)session->moment.sequence);
}

void past_draw_hint(App *app, Canvas *line)
{
    static const char keys[] = "( ) step  esc present";
    int width = (int)sizeof keys - 1, room = line->width > 2 * width ? line->width - width : 0;
    canvas_text(line, 0, 0, room > 0 ? room - 2 : 0, STYLE_TEXT, app_session(app)->behind);
    canvas_text(line, room, 0, line->width - room, STYLE_KEY, keys);
}
