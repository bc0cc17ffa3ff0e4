/*
 * A picture into a file: one line says which and where, and before Enter it is seen where that is.
 */
#include "steerco/tui/commands/export.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/report/picture.h"
#include "steerco/tui/app/overlay.h"

/* "gantt", of which the name is said where it is none. */
static const Picture *read_picture(const char *typed, size_t length, Error *error)
{
    Buffer name = {0}, names = {0};
    buffer_add_bytes(&name, typed, length);
    const Picture *picture = picture_find(buffer_text(&name));
    picture_word_names(&names);
    if (!picture)
        error_set(error, "'%s' is no picture; expected one of %s, and behind it a file", buffer_text(&name),
                  buffer_text(&names));
    buffer_release(&name);
    buffer_release(&names);
    return picture;
}

/* By the end of the file's name. */
static bool read_format(const char *path, DrawFormat *out, Error *error)
{
    const char *dot = strrchr(path, '.');
    return (dot && picture_read_format(dot + 1, out)) ||
           error_set(error, "%s: the name ends in .svg, .png or .pdf, which says what it becomes", path);
}

/* What is held and what is missing goes on the same line. */
static void tell(App *app, const char *path, const PictureMade *made)
{
    Buffer words = {0}, more = {0};
    buffer_format(&words, "Written to %s", path);
    held_word(made->held.items, made->held.count, &more);
    left_out_word(&made->left_out, AUDIENCE_PUBLIC, &more);
    if (more.length > 0)
        buffer_format(&words, "; %s", buffer_text(&more));
    app_say(app, "%s", buffer_text(&words));
    buffer_release(&words);
    buffer_release(&more);
}

static bool export_to(App *app, const Picture *picture, const char *path, Error *error)
{
    Store *store = app_session(app)->store;
    PictureMade made;
    PictureWanted wanted = {.store = store, .plan = app_plan(app), .past = app_plan(app) != &app_session(app)->plan};
    wanted.restricted = app_is_restricted(app);
    if (!read_format(path, &wanted.format, error) || !picture_make(picture, &wanted, &made, error))
        return false;
    bool done = output_write(store, path, false, picture_write, &made, error);
    if (done)
        tell(app, path, &made);
    picture_made_release(&made);
    return done;
}

static bool accept(App *app, const char *text, const void *context)
{
    Error error = {0};
    Buffer path = {0};
    size_t length = strcspn(text, " ");
    const char *name = text_skip_blanks(text + length);
    const Picture *picture = read_picture(text, length, &error);
    (void)context;
    bool done = picture && (*name || error_set(&error, "say behind '%s' into which file", picture_name(picture))) &&
                output_locate(app_session(app)->store, name, app_is_restricted(app), &path, &error) &&
                export_to(app, picture, buffer_text(&path), &error);
    if (!done)
        app_complain(app, &error);
    buffer_release(&path);
    return done;
}

/* "gantt /home/ann/plans/gantt.svg": beside the planning file. */
static void suggest(App *app, const Picture *picture, Buffer *out)
{
    const char *plan = store_path(app_session(app)->store), *slash = strrchr(plan, '/');
    buffer_format(out, "%s ", picture_name(picture));
    if (slash && !app_is_restricted(app))
        buffer_add_bytes(out, plan, (size_t)(slash + 1 - plan));
    buffer_format(out, "%s.svg", picture_name(picture));
}

void export_ask(App *app, const char *typed)
{
    Error error = {0};
    Buffer names = {0}, initial = {0};
    const Picture *picture = read_picture(*typed ? typed : "gantt", *typed ? strcspn(typed, " ") : 5, &error);
    if (app_plan(app)->board == 0) {
        app_say(app, "There is no board to draw");
    } else if (!picture) {
        app_complain(app, &error);
    } else if (strchr(typed, ' ')) {
        (void)accept(app, typed, NULL);
    } else {
        picture_word_names(&names);
        buffer_add(&names, "; and where to: the file ends in .svg, .png or .pdf");
        suggest(app, picture, &initial);
        app_prompt(app, &(Prompt){.label = "Picture",
                                  .hint = buffer_text(&names),
                                  .initial = buffer_text(&initial),
                                  .accept = accept});
    }
    buffer_release(&names);
    buffer_release(&initial);
}
