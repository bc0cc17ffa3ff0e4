/*
 * The dashboard as a state machine: a key goes in, drawing shows what came of it. Nothing here knows a terminal, so
 * tests can play with all of it.
 *
 * This file holds the dashboard as a whole: its making, what commands ask of it, the message line, one drawing.
 */
#include "steerco/tui/app/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_parts.h"
#include "steerco/base/memory.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/frame.h"
#include "steerco/tui/app/keys.h"
#include "steerco/tui/commands/view_commands.h"

void app_ask_for_board(App *app)
{
    if (app_plan(app)->board != 0 || app->layers.count > 0)
        return;
    if (plan_count(app_plan(app), ENTITY_BOARD) == 0)
        welcome_open(app);
    else
        boards_open(app);
}

App *app_new(Session *session, Date today)
{
    App *app = memory_new(1, sizeof *app);
    app->session = session;
    session_set_today(session, today);
    app->focus = panes[1];
    app->tiled = true;
    app->cursor.x = app->cursor.y = -1;
    drafts_init(&app->drafts);
    app_ask_for_board(app);
    return app;
}

void app_free(App *app)
{
    app_forget_panes(app);
    array_release(&app->layers);
    views_release(&app->views);
    edit_copy_release(&app->clip.tasks);
    buffer_release(&app->sought);
    others_release(&app->others);
    drafts_end(&app->drafts);
    free(app);
}

void app_use_views(App *app, const char *path)
{
    Error error = {0};
    if (!views_load(&app->views, path, &error))
        app_complain(app, &error);
}

void app_restrict(App *app)
{
    app->restricted = true;
}

bool app_is_restricted(const App *app)
{
    return app->restricted;
}

Views *app_views(App *app)
{
    return &app->views;
}

Clip *app_clip(App *app)
{
    return &app->clip;
}

Session *app_session(App *app)
{
    return app->session;
}

const Plan *app_plan(const App *app)
{
    return &app->session->plan;
}

Date app_today(const App *app)
{
    return app->session->plan.today;
}

Others *app_others(App *app)
{
    return &app->others;
}

Drafts *app_drafts(App *app)
{
    return &app->drafts;
}

const char *app_sought(const App *app)
{
    return buffer_text(&app->sought);
}

void app_seek(App *app, const char *text)
{
    Buffer sought = {0}; /* `text` may be the old one */
    buffer_add(&sought, text);
    buffer_release(&app->sought);
    app->sought = sought;
}

void app_saw(App *app, const Seen *seen, const Typing *typing)
{
    app->seen = seen;
    app->typed = typing;
}

const Typing *app_typed(const App *app)
{
    return app->typed;
}

const Seen *app_seen(const App *app)
{
    return app->seen;
}

void app_quit(App *app)
{
    app->done = true;
}

bool app_is_done(const App *app)
{
    return app->done;
}

/* ---- messages ---- */

void app_say(App *app, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(app->message, sizeof app->message, format, arguments);
    va_end(arguments);
    app->complaint = false;
}

void app_clear_message(App *app)
{
    app->message[0] = '\0';
}

void app_say_more(App *app, const char *more)
{
    size_t length = strlen(app->message);
    snprintf(app->message + length, sizeof app->message - length, "%s%s", length > 0 ? "; " : "", more);
}

void app_complain(App *app, const Error *error)
{
    app_say(app, "%s", error->text);
    app->complaint = true;
}

/* ---- drawing ---- */

static void draw_message(App *app, Canvas *line)
{
    const Session *session = app->session;
    if (app->message[0])
        canvas_text(line, 0, 0, line->width, app->complaint ? STYLE_BAD : STYLE_STRONG, app->message);
    else if (session->trouble.kind != ERROR_NONE)
        canvas_text(line, 0, 0, line->width, STYLE_BAD, session->trouble.text);
    else if (session->past && app->layers.count == 0)
        past_draw_hint(app, line);
}

/* A message that one line has no room for takes the key bar's too, where nothing is being typed or asked. */
static bool draw_long_message(const App *app, Canvas *canvas)
{
    const Mode *mode = app_mode(app);
    int y = overlay_prompt_line(canvas);
    if (canvas_text_width(canvas, app->message) <= canvas->width || y + 1 >= canvas->height || (mode && !mode->open))
        return false;
    canvas_fill(canvas, 0, y, canvas->width, 2, STYLE_TEXT, " ");
    canvas_paragraph(canvas, 0, y, canvas->width, 2, app->complaint ? STYLE_BAD : STYLE_STRONG, app->message);
    return true;
}

void app_draw(App *app, Canvas *canvas)
{
    canvas_clear(canvas);
    app->width = canvas->width;
    app->height = canvas->height;
    if (canvas->width < FRAME_LEAST_WIDTH || canvas->height < FRAME_LEAST_HEIGHT) {
        canvas_paragraph(canvas, 0, 0, canvas->width, canvas->height, STYLE_WARNING, "This window is too small");
        return;
    }
    Tile place = frame_body(canvas->width, canvas->height);
    Canvas body = canvas_part(canvas, place.x, place.y, place.width, place.height);
    app_draw_panes(app, &body);
    if (canvas->cursor->x < 0)
        canvas_cursor(&body, 0, 0, false);
    app->cursor = *canvas->cursor;
    frame_draw(app, canvas, app_mode(app));
    app_draw_layers(app, canvas);
    /* Prompts lie on the message line; while one is open messages take the place of the key bar. */
    int y = app->layers.count > 0 ? canvas->height - 1 : overlay_prompt_line(canvas);
    Canvas line = canvas_part(canvas, 0, y, canvas->width, 1);
    if (!draw_long_message(app, canvas))
        draw_message(app, &line);
}
