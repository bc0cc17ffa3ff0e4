/*
 * Steering a meeting: on a terminal its pages, with what falls in the meeting; elsewhere the pages as plain text.
 */
#include <stdio.h>
#include <unistd.h>

#include "steerco/cli/subcommand.h"
#include "steerco/tui/app/app.h"
#include "steerco/tui/steer/steer.h"

static bool find_page(const char *name, const Page **out, Error *error)
{
    *out = name ? page_find(name) : NULL;
    Buffer names = {0};
    if (!name || *out)
        return true;
    for (int i = 0; report_pages[i]; i++)
        buffer_format(&names, "%s%s", i ? ", " : "", page_name(report_pages[i]));
    error_usage(error, "option --page: there is no page '%s'; expected one of %s", name, buffer_text(&names));
    buffer_release(&names);
    return false;
}

static void print_page(Session *session, const Page *page, const CliSize *size, Date today, bool ascii)
{
    App *app = app_new(session, today);
    Canvas canvas;
    Buffer text = {0};
    canvas_init(&canvas, size->width, size->height, ascii);
    steer_open(app, page);
    app_draw(app, &canvas);
    canvas_print(&canvas, &text);
    fwrite(buffer_text(&text), 1, text.length, stdout);
    buffer_release(&text);
    canvas_release(&canvas);
    app_free(app);
}

static bool print_pages(const Arguments *arguments, Session *session, const Page *page, Error *error)
{
    CliSize size;
    Date today;
    if (!cli_size(arguments, &size, error) || !arguments_date(arguments, OPTION_TODAY, date_today(), &today, error))
        return false;
    for (int i = 0; report_pages[i]; i++)
        if (!page || report_pages[i] == page)
            print_page(session, report_pages[i], &size, today, arguments->options[OPTION_ASCII] != NULL);
    return true;
}

static bool steer(const Arguments *arguments, Session *session, const Page *page, Error *error)
{
    Buffer screen = {0};
    if (arguments->options[OPTION_WALL])
        buffer_add(&screen, "wall");
    else
        buffer_format(&screen, "steer/%s", page_name(page ? page : report_pages[0]));
    bool done = cli_run_dashboard(arguments, session, buffer_text(&screen), error);
    buffer_release(&screen);
    return done;
}

bool cli_steer(const Arguments *arguments, Error *error)
{
    const Page *page;
    Session session;
    bool shown = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO), wall = arguments->options[OPTION_WALL] != NULL;
    if (!find_page(arguments->options[OPTION_PAGE], &page, error))
        return false;
    if (wall && !shown)
        return error_set(error, "a wall needs a terminal; without one 'steerco steer' prints the pages");
    if (!cli_open(arguments, shown && !wall ? STORE_WRITE : STORE_READ, true, &session, error))
        return false;
    bool done = shown ? steer(arguments, &session, page, error) : print_pages(arguments, &session, page, error);
    session_close(&session);
    return done;
}
