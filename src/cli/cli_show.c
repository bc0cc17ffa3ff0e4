/*
 * A pane as plain text: the same drawing as on the screen, for mail, minutes and tests.
 */
#include <stdio.h>

#include "steerco/cli/subcommand.h"
#include "steerco/tui/app/app.h"

bool cli_size(const Arguments *arguments, CliSize *out, Error *error)
{
    char end;
    const char *text = arguments->options[OPTION_SIZE];
    *out = (CliSize){100, 30};
    if (!text)
        return true;
    bool read = sscanf(text, "%4dx%4d%c", &out->width, &out->height, &end) == 2;
    if (read && out->width >= 10 && out->width <= 1000 && out->height >= 3 && out->height <= 1000)
        return true;
    return error_usage(error, "option --size: '%s' is no size; expected one like 100x30, from 10x3 to 1000x1000", text);
}

/* By name or by its digit. */
static const Pane *find_pane(const char *name, Error *error)
{
    const Pane *found = pane_find(name);
    Buffer names = {0};
    for (int i = 0; panes[i]; i++) {
        if (!found && name[0] == panes[i]->key && name[1] == '\0')
            found = panes[i];
        buffer_format(&names, "%s%s", i ? ", " : "", panes[i]->name);
    }
    if (!found)
        error_usage(error, "there is no pane '%s'; expected one of %s", name, buffer_text(&names));
    buffer_release(&names);
    return found;
}

/* Of the type that the pane lists. */
static void tell_confidential(App *app, const Pane *pane)
{
    const List *list = pane->list ? pane->list(app_state(app, pane)) : NULL;
    const Plan *plan = app_plan(app);
    LeftOut left_out = {0};
    const Field *fields[LIST_COLUMNS];
    size_t count = 0;
    if (!list || list->entity->kind >= entity_count)
        return;
    left_out_count(plan, list->entity, &left_out);
    for (int i = 0; i < list->column_count; i++)
        if (field_is_shown(list->columns[i].field, plan->audience))
            fields[count++] = list->columns[i].field;
    cli_tell_left_out(plan, &left_out);
    cli_tell_held(fields, count);
}

static void print_pane(Session *session, const Pane *pane, CliSize size, Date today, bool ascii, bool told)
{
    App *app = app_new(session, today);
    Canvas canvas;
    Buffer text = {0};
    canvas_init(&canvas, size.width, size.height, ascii);
    app_show_pane(app, pane);
    app_draw(app, &canvas);
    canvas_print(&canvas, &text);
    fwrite(buffer_text(&text), 1, text.length, stdout);
    if (told)
        tell_confidential(app, pane);
    buffer_release(&text);
    canvas_release(&canvas);
    app_free(app);
}

void cli_print_panes(Session *session, bool ascii)
{
    for (int i = 0; panes[i]; i++)
        if (panes[i]->key && (i == 0 || panes[i]->key != panes[i - 1]->key)) /* the first sheet of each */
            print_pane(session, panes[i], (CliSize){100, 30}, date_today(), ascii, false);
}

bool cli_show(const Arguments *arguments, Error *error)
{
    CliSize size;
    Date today;
    Session session;
    const Pane *pane = find_pane(arguments->operands[1], error);
    if (!pane || !cli_size(arguments, &size, error) ||
        !arguments_date(arguments, OPTION_TODAY, date_today(), &today, error) ||
        !cli_open(arguments, STORE_WRITE, true, &session, error)) /* as on the screen: not marked as read-only */
        return false;
    print_pane(&session, pane, size, today, arguments->options[OPTION_ASCII] != NULL, true);
    session_close(&session);
    return true;
}
