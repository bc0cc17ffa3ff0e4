/*
 * Going on with a draft: the editor that it was typed in is opened again, with its text. Nothing is changed by that; a
 * draft may have been written by anybody, so only commands run that begin with asking.
 */
#include "steerco/tui/app/drafts.h"

#include "steerco/base/text.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/overlay.h"

const char *const drafts_commands[] = {
    "command",
    "find",
    "filter",
    "log-filter",
    "set",
    "columns",
    "view",
    "as-of",
    "new-board",
    "report",
    "import",
    "new",
    "holiday-new",
    "calendar-copy",
    "task-new",
    "task-new-under",
    "task-repeat",
    "task-assign",
    "task-shift",
    "task-reassign",
    "task-percent",
    "baseline-take",
    "risk-new",
    "risk-move",
    "risk-close",
    "budget-new",
    "budget-add",
    "stakeholder-new",
    "stakeholder-move",
    "note",
    "why",
    NULL,
};

bool drafts_has_command(const char *name)
{
    for (int i = 0; drafts_commands[i]; i++)
        if (text_equal(drafts_commands[i], name))
            return true;
    return false;
}

/* The record selected in the pane where it was typed; a filter may hide it. */
static void select_place(App *app, const Draft *draft)
{
    const Pane *pane = pane_find(draft->pane);
    if (pane && pane != app_pane(app))
        app_show_pane(app, pane);
    if (!draft->entity || !plan_find(app_plan(app), draft->entity->kind, draft->id) ||
        app_select(app, draft->entity, draft->id))
        return;
    filter_drop(app, app_pane(app));
    (void)app_select(app, draft->entity, draft->id);
}

static bool resume_command(App *app, const Draft *draft, const Typing *typing, Error *error)
{
    if (!drafts_has_command(draft->command))
        return error_set(error, "'%s' is no command that a draft can be of", draft->command);
    select_place(app, draft);
    return app_run(app, draft->command, error) && app_resume(app, typing);
}

/* Where it was typed, if the list still shows it; else in the form. */
static bool resume_cell(App *app, const Draft *draft, const Typing *typing)
{
    List *list = NULL;
    if (draft->in_cell) {
        app_reveal(app, draft->entity, draft->id);
        list = app_has_overlay(app) ? NULL : app_list(app, app_pane(app));
    }
    for (int i = 0; list && list->entity == draft->entity && i < list->column_count; i++)
        if (list->columns[i].field == draft->field && list_selected(list) == draft->id) {
            list->column = i;
            app_edit_cell(app, list, 0);
            return app_resume(app, typing);
        }
    return false;
}

static bool resume_field(App *app, const Draft *draft, const Typing *typing, Error *error)
{
    const Field *field = draft->field;
    if (!plan_find(app_plan(app), draft->entity->kind, draft->id))
        return false;
    if (!typed_is_editable(app_plan(app), draft->entity, draft->id, field, error))
        return false;
    if (field_is_stored(field) && field->type == FIELD_FLAG)
        return error_set(error, "%s is switched, not typed", field->title);
    if (resume_cell(app, draft, typing))
        return true;
    app_form(app, draft->entity, draft->id);
    return app_resume(app, typing);
}

/* Of a record that is there no more, at least the text is told. */
static void complain(App *app, const Draft *draft, const Error *why)
{
    Error error = *why;
    Buffer code = {0};
    if (draft->entity)
        entity_code(draft->entity, draft->id, &code);
    if (draft->entity && !plan_find(app_plan(app), draft->entity->kind, draft->id))
        error_set(&error, "%s is there no more; you had: %s", buffer_text(&code), draft->text);
    else if (error.kind == ERROR_NONE)
        error_set(&error, "It cannot be resumed here; you had: %s", draft->text);
    app_complain(app, &error);
    buffer_release(&code);
}

bool drafts_resume(App *app, const Draft *draft)
{
    Error error = {0};
    size_t open = app_overlays(app);
    const Typing typing = drafts_typing(draft);
    bool done =
        typing.command ? resume_command(app, draft, &typing, &error) : resume_field(app, draft, &typing, &error);
    if (done)
        return true;
    while (app_overlays(app) > open)
        app_close(app);
    complain(app, draft, &error);
    return false;
}
