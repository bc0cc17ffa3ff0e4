/*
 * Saved views: what columns, order, filter and scale of the chart look like now gets a name, and comes back by it.
 */
#include "steerco/tui/commands/view_commands.h"

#include <stdio.h>

#include "steerco/base/text.h"
#include "steerco/tui/app/overlay.h"

static void save(App *app)
{
    Error error = {0};
    if (!views_save(app_views(app), &error))
        app_complain(app, &error);
}

void views_keep_columns(App *app, const Pane *pane)
{
    Buffer text = {0};
    list_columns_text(app_list(app, pane), &text);
    view_set(views_at(app_views(app), pane->name, ""), VIEW_COLUMNS, buffer_text(&text));
    buffer_release(&text);
    app_say(app, "The columns stay so");
    save(app);
}

/* ---------------------------------------------------------------- the order */

static void word_order(const List *list, Buffer *out)
{
    if (!list->sort) {
        buffer_add(out, "The order is the usual one again");
        return;
    }
    value_label(list->sort, out);
    buffer_format(out, ": sorted %s  ·  O %s", list->descending ? "descending" : "ascending",
                  list->descending ? "goes back to the usual order" : "reverses it");
}

/* Only a saved view remembers the order: an outline that opens scrambled in another file helps nobody. */
void views_sort(App *app, const char *typed)
{
    const Pane *pane = app_pane(app);
    List *list = app_list(app, pane);
    Buffer text = {0};
    if (!list) {
        app_say(app, "There is no list here to sort");
        return;
    }
    if (*typed && !list_set_sort(list, text_equal(typed, "none") ? "" : typed)) {
        app_say(app, "A%s %s has no field '%s'; expected one like %s, -%s for descending, or none",
                entity_article(list->entity) + 1, list->entity->noun, typed + (*typed == '-'), list_field(list)->name,
                list_field(list)->name);
        return;
    }
    Error hidden = {0};
    if (*typed && list->sort && !field_check_shown(list->sort, app_plan(app), &hidden)) {
        list->sort = NULL;
        app_complain(app, &hidden);
        return;
    }
    if (!*typed)
        list_sort_next(list);
    pane->refresh(app_state(app, pane), app_plan(app));
    word_order(list, &text);
    app_say(app, "%s", buffer_text(&text));
    buffer_release(&text);
}

void views_begin_pane(const Views *views, const Pane *pane, void *state)
{
    const View *view = views_find(views, pane->name, "");
    List *list = pane->choice ? pane->choice(state) : pane->list ? pane->list(state) : NULL;
    if (!view || !list)
        return;
    if (!list->fixed && *view->values[VIEW_COLUMNS])
        (void)list_set_columns(list, view->values[VIEW_COLUMNS]);
}

/* ---------------------------------------------------------------- save and show */

void views_remember(App *app, const char *name)
{
    const Pane *pane = app_pane(app);
    const List *list = app_list(app, pane);
    Error error = {0};
    Buffer columns = {0}, sort = {0};
    if (!list) {
        app_say(app, "There is no list here to have views of");
        return;
    }
    if (!view_name_is_good(name, &error)) {
        app_complain(app, &error);
        return;
    }
    View *view = views_at(app_views(app), pane->name, name);
    if (!list->fixed)
        list_columns_text(list, &columns);
    view_set(view, VIEW_COLUMNS, buffer_text(&columns));
    view_set(view, VIEW_FILTER, list_filter_text(list));
    list_sort_text(list, &sort);
    view_set(view, VIEW_SORT, buffer_text(&sort));
    view_set(view, VIEW_ZOOM, pane->zoom ? pane->zoom(app_state(app, pane)) : "");
    view_set(view, VIEW_GROUP, pane->group_of ? pane->group_of(app_state(app, pane)) : "");
    app_say(app, "The view '%s' is saved", name);
    save(app);
    buffer_release(&columns);
    buffer_release(&sort);
}

/* What a view says that makes no sense any more is passed over and told. It keeps the sheet that it is of. */
static void show(App *app, const View *view)
{
    const Pane *pane = pane_find(view->pane);
    if (pane != app_pane(app))
        app_show_pane(app, pane);
    List *list = app_list(app, pane);
    Error error = {0};
    app_say(app, "View '%s'", view->name);
    if (!list->fixed && *view->values[VIEW_COLUMNS] && !list_set_columns(list, view->values[VIEW_COLUMNS]))
        app_say(app, "View '%s': some of its columns are not known here", view->name);
    if (!list_set_sort(list, view->values[VIEW_SORT]))
        app_say(app, "View '%s': there is no field '%s' to sort by", view->name, view->values[VIEW_SORT]);
    if (!list_filter(list, app_plan(app), view->values[VIEW_FILTER], &error))
        app_complain(app, &error);
    if (pane->set_zoom && *view->values[VIEW_ZOOM] && !pane->set_zoom(app_state(app, pane), view->values[VIEW_ZOOM]))
        app_say(app, "View '%s': there is no scale '%s'", view->name, view->values[VIEW_ZOOM]);
    if (pane->set_group && !pane->set_group(app_state(app, pane), view->values[VIEW_GROUP]))
        app_say(app, "View '%s': there is no field '%s' to group by", view->name, view->values[VIEW_GROUP]);
    pane->refresh(app_state(app, pane), app_plan(app));
}

/* Of any sheet of the pane in focus? */
static bool is_of_pane(App *app, const View *view)
{
    const Pane *pane = pane_find(view->pane);
    return pane && *view->name && pane->key == app_pane(app)->key;
}

static void find(App *app, const char *folded, Choices *out, const void *context)
{
    (void)context;
    const Views *views = app_views(app);
    for (size_t i = 0; i < views->items.count; i++) {
        const View *view = &views->items.items[i];
        if (!is_of_pane(app, view) || !text_contains(view->name, folded))
            continue;
        Choice choice = {.id = (Id)i + 1};
        overlay_copy(choice.text, sizeof choice.text, view->name);
        bool here = text_equal(view->pane, app_pane(app)->name);
        overlay_copy(choice.note, sizeof choice.note,
                     here ? view->values[VIEW_FILTER] : pane_sheet_title(pane_find(view->pane)));
        array_push(out, choice);
    }
}

static void picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)context;
    if (choice)
        show(app, &app_views(app)->items.items[choice->id - 1]);
    else
        views_remember(app, typed);
}

void views_open(App *app, const char *typed)
{
    const Pane *pane = app_pane(app);
    const View *view = views_find(app_views(app), pane->name, typed);
    if (!app_list(app, pane))
        app_say(app, "There is no list here to have views of");
    else if (*typed && view)
        show(app, view);
    else if (*typed)
        views_remember(app, typed);
    else
        app_pick(app, &(Picker){.title = "Views: pick one, or type a name to save what is shown now",
                                .value = {.command = "view"},
                                .find = find,
                                .picked = picked,
                                .new_allowed = true});
}

void views_forget(App *app, const char *name)
{
    const Pane *pane = app_pane(app);
    if (!*name || !views_find(app_views(app), pane->name, name)) {
        app_say(app, "Which view? Type ':view-forget' and its name");
        return;
    }
    views_remove(app_views(app), pane->name, name);
    app_say(app, "The view '%s' is forgotten", name);
    save(app);
}
