/*
 * Find in a pane: walks the records of the selected type in the order people keep them, from the selected one on, and
 * goes round at the end.
 */
#include <stdlib.h>

#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/tui/app/overlay.h"

static bool holds(const Plan *plan, const Entity *entity, const void *record, const char *folded)
{
    Buffer code = {0};
    if (!record_is_shown(plan, entity, record))
        return false;
    entity_code(entity, ((const Record *)record)->id, &code);
    bool found = text_contains(buffer_text(&code), folded);
    buffer_release(&code);
    for (const Field *field = entity->fields; field->name && !found; field++)
        if (field_is_stored(field) && field_is_text(field) && field_is_shown(field, plan->audience))
            found = text_contains(field_stored(field, record).text, folded);
    return found;
}

static uint32_t place_of(const Plan *plan, const uint32_t *rows, uint32_t count, EntityKind kind, Id id)
{
    uint32_t row = plan_row(plan, kind, id), place = 0;
    while (place + 1 < count && rows[place] != row)
        place++;
    return place;
}

/* Of the list in focus, where what is selected in it is no record but a sum of some. */
static const Entity *entity_in_focus(App *app)
{
    const Pane *pane = app_pane(app);
    const List *list = pane->choice ? pane->choice(app_state(app, pane)) : NULL;
    return list && plan_count(app_plan(app), list->entity->kind) > 0 ? list->entity : NULL;
}

/* Among the records of the selected type. */
static void find_record(App *app, const char *text, int direction)
{
    const Entity *entity;
    Id selected;
    const Plan *plan = app_plan(app);
    bool from = app_selection(app, &entity, &selected);
    if (!from && !(entity = entity_in_focus(app))) {
        app_say(app, "There is nothing here to search");
        return;
    }
    Buffer folded = {0};
    text_fold(text, &folded);
    uint32_t count = plan_count(plan, entity->kind), *rows = plan_sorted_rows(plan, entity->kind);
    uint32_t start = from ? place_of(plan, rows, count, entity->kind, selected) : direction > 0 ? count - 1 : 0;
    bool found = false, wrapped = false;
    for (uint32_t step = 1; step <= count && !found; step++) {
        uint32_t offset = direction > 0 ? step : count - step, place = (start + offset) % count;
        const void *record = plan_at(plan, entity->kind, rows[place]);
        wrapped = !from ? false : direction > 0 ? place <= start : place >= start;
        found =
            holds(plan, entity, record, buffer_text(&folded)) && app_select(app, entity, ((const Record *)record)->id);
    }
    if (!found)
        app_say(app, "'%s' is not found", text);
    else if (wrapped)
        app_say(app, "Found '%s'; the search went on from the other end", text);
    else
        app_say(app, "Found '%s'  ·  n next  N previous", text);
    free(rows);
    buffer_release(&folded);
}

void find_next(App *app, const Mode *mode, const char *text, int direction)
{
    if (mode && mode->find)
        mode->find(app, text, direction);
    else if (app_pane(app)->find)
        app_pane(app)->find(app, text, direction);
    else
        find_record(app, text, direction);
}
