/*
 * Narrowing a list down: what is typed at the prompt takes effect at every key, as soon as it makes sense.
 */
#include "steerco/base/text.h"
#include "steerco/tui/app/overlay.h"

static bool apply(App *app, const Pane *pane, const char *text, Error *error)
{
    List *list = app_list(app, pane);
    if (!list_filter(list, app_plan(app), text, error))
        return false;
    pane->refresh(app_state(app, pane), app_plan(app));
    return true;
}

static size_t count_matches(const List *list, const Plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < list->rows.count; i++)
        count += list->rows.items[i] > 0 && list_passes(list, plan, list->rows.items[i]);
    return count;
}

static bool accept(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    if (!apply(app, app_pane(app), text, &error)) {
        app_complain(app, &error);
        return false;
    }
    const List *list = app_list(app, app_pane(app));
    size_t count = count_matches(list, app_plan(app));
    if (list->filter)
        app_say(app, "%zu %s  ·  esc shows everything again", count, count == 1 ? "matches" : "match");
    return true;
}

/* A term that is not finished yet keeps what was there before. */
static void changed(App *app, const char *text)
{
    Error error = {0};
    if (!apply(app, app_pane(app), text, &error))
        app_complain(app, &error);
}

static void cancelled(App *app, const void *context)
{
    Error ignored;
    (void)apply(app, app_pane(app), context, &ignored);
}

void filter_open(App *app, const char *typed)
{
    const List *list = app_list(app, app_pane(app));
    if (!list) {
        app_say(app, "There is no list here to filter");
    } else if (*typed) {
        (void)accept(app, typed, NULL);
    } else {
        const char *before = list_filter_text(list);
        app_prompt(app, &(Prompt){.label = "Filter (owner:anna due<+2w -done)",
                                  .command = "filter",
                                  .initial = before,
                                  .before = before,
                                  .accept = accept,
                                  .changed = changed,
                                  .cancelled = cancelled,
                                  .context = before,
                                  .context_size = strlen(before) + 1});
    }
}

bool filter_drop(App *app, const Pane *pane)
{
    Error ignored;
    const List *list = app_list(app, pane);
    return list && list->filter && apply(app, pane, "", &ignored);
}
