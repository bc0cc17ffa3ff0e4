/*
 * Marks, and what can be done to all marked records at once. Each is one change set, so one key undoes it.
 */
#include "steerco/tui/commands/bulk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/overlay.h"

/* ---------------------------------------------------------------- marks */

static List *list_to_mark(App *app)
{
    List *list = app_list(app, app_pane(app));
    if (!list)
        app_say(app, "There is no list here to mark in");
    return list;
}

/* Goes on to the next row, so that a block is marked by repeating the key. */
void bulk_mark(App *app)
{
    List *list = list_to_mark(app);
    if (!list)
        return;
    Id id = list_selected(list);
    if (id <= 0)
        app_say(app, "This row is no record to be marked");
    list_mark(list, id, !list_is_marked(list, id));
    if (app_pane(app)->key_pressed)
        app_pane(app)->key_pressed(app_state(app, app_pane(app)), app_plan(app), KEY_ARROW_DOWN);
}

void bulk_mark_range(App *app)
{
    List *list = list_to_mark(app);
    if (!list)
        return;
    list_mark_range(list);
    app_say(app, "%zu marked  ·  esc unmarks", list->marked.count);
}

/* Summaries that only stand there for context are not meant; where all are marked, none are then. */
void bulk_mark_all(App *app)
{
    List *list = list_to_mark(app);
    if (!list)
        return;
    size_t before = list->marked.count;
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.items[i] > 0 && list_passes(list, app_plan(app), list->rows.items[i]))
            list_mark(list, list->rows.items[i], true);
    if (list->marked.count == before)
        list_unmark_all(list);
    app_say(app, list->marked.count ? "%zu marked  ·  esc unmarks" : "None are marked any more", list->marked.count);
}

bool bulk_unmark(App *app)
{
    List *list = app_list(app, app_pane(app));
    if (!list || list->marked.count == 0)
        return false;
    list_unmark_all(list);
    return true;
}

bool bulk_targets(App *app, const Entity **entity, Ids *out)
{
    const List *list = app_list(app, app_pane(app));
    if (!list) {
        app_say(app, "There is no list of records here");
        return false;
    }
    *entity = list->entity;
    list_targets(list, app_plan(app), out);
    if (out->count == 0)
        app_say(app, "Nothing is selected");
    return out->count > 0;
}

void bulk_count(const Entity *entity, size_t count, size_t of, Buffer *out)
{
    if (count < of)
        buffer_format(out, "%zu of ", count);
    entity_add_count(entity, of, out);
}

void bulk_word(const Plan *plan, const Entity *entity, const Ids *ids, size_t count, Buffer *out)
{
    if (ids->count == 1)
        buffer_add(out, plan_quoted(plan, entity, ids->items[0]).text);
    else
        bulk_count(entity, count, ids->count, out);
}

BulkOutcome bulk_edit(App *app, const List *list, const BulkEdit *wanted)
{
    const Plan *plan = app_plan(app);
    ChangeSet set = {0};
    Buffer what = {0};
    Ids ids = {0};
    size_t edited = 0;
    app_begin(app, &set, "");
    list_targets(list, plan, &ids);
    for (size_t i = 0; i < ids.count; i++)
        edited += wanted->edit(&set, plan, ids.items[i], wanted->how);
    bulk_word(plan, list->entity, &ids, edited, &what);
    buffer_format(&what, " %s", wanted->how_worded);
    if (wanted->field)
        typed_word_rest(&set, plan, wanted->field, &what);
    change_reason(&set, "%s %s", wanted->verb, buffer_text(&what));
    bool done = edited > 0 && app_commit(app, &set);
    if (edited == 0 && wanted->why_not)
        app_say(app, "Nothing to change: %s", wanted->why_not);
    array_release(&ids);
    buffer_release(&what);
    change_release(&set);
    return edited == 0 ? BULK_NOTHING : done ? BULK_DONE : BULK_REFUSED;
}

/* ---------------------------------------------------------------- copy */

static void add_row(const Plan *plan, const Entity *entity, Id id, Buffer *out)
{
    const void *record = plan_find(plan, entity->kind, id);
    entity_code(entity, id, out);
    for (const Field *field = entity->fields; record && field->name; field++) {
        if (field->internal || !field_is_shown(field, plan->audience))
            continue;
        buffer_add_char(out, '\t');
        field_word(field, plan, record, FORMAT_EXCHANGE, out);
    }
}

size_t bulk_copy(App *app)
{
    const Entity *entity;
    Ids ids = {0};
    Buffer text = {0};
    size_t count = bulk_targets(app, &entity, &ids) ? ids.count : 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_char(&text, '\n');
        add_row(app_plan(app), entity, ids.items[i], &text);
    }
    if (count > 0)
        term_copy(buffer_text(&text));
    buffer_release(&text);
    array_release(&ids);
    return count;
}

/* ---------------------------------------------------------------- delete */

typedef struct Doomed {
    const Entity *entity;
    size_t count;
    Id ids[];
} Doomed;

static void fill_delete(App *app, const Doomed *doomed, ChangeSet *set)
{
    const Plan *plan = app_plan(app);
    Ids ids = {0};
    Buffer what = {0};
    app_begin(app, set, "");
    for (size_t i = 0; i < doomed->count; i++) {
        array_push(&ids, doomed->ids[i]);
        change_delete(set, plan, doomed->entity, doomed->ids[i]);
    }
    bulk_word(plan, doomed->entity, &ids, ids.count, &what);
    change_reason(set, "delete %s", buffer_text(&what));
    buffer_release(&what);
    array_release(&ids);
}

static void delete_records(App *app, const void *context)
{
    ChangeSet set = {0};
    fill_delete(app, context, &set);
    (void)app_commit(app, &set);
    change_release(&set);
}

static size_t count_deleted(const ChangeSet *set)
{
    size_t count = 0;
    for (size_t i = 0; i < set->changes.count; i++)
        count += set->changes.items[i].kind == CHANGE_DELETE;
    return count;
}

/* Undo brings everything back, so only what is more than the one record in sight is asked about. */
static void ask_to_delete(App *app, const Doomed *doomed)
{
    ChangeSet set = {0};
    char question[240], others_too[80] = "";
    fill_delete(app, doomed, &set);
    size_t deleted = count_deleted(&set), others = deleted > doomed->count ? deleted - doomed->count : 0;
    if (others > 0)
        snprintf(others_too, sizeof others_too, " and %zu more record%s that cannot be without %s", others,
                 others == 1 ? "" : "s", doomed->count == 1 ? "it" : "them");
    snprintf(question, sizeof question, "D%.120s%s?", set.reason + 1, others_too);
    change_release(&set);
    if (others > 0 || doomed->count > 1)
        app_confirm(app, question, delete_records, doomed, sizeof *doomed + doomed->count * sizeof(Id));
    else
        delete_records(app, doomed);
}

void bulk_delete(App *app)
{
    const Entity *entity;
    Ids ids = {0};
    if (!app_may_change(app))
        return;
    if (!bulk_targets(app, &entity, &ids))
        return;
    if (entity->append_only) {
        app_say(app, "A %s is never deleted; a further one corrects it", entity->noun);
    } else {
        Doomed *doomed = memory_new(1, sizeof *doomed + ids.count * sizeof(Id));
        *doomed = (Doomed){.entity = entity, .count = ids.count};
        memcpy(doomed->ids, ids.items, ids.count * sizeof(Id));
        ask_to_delete(app, doomed);
        free(doomed);
    }
    array_release(&ids);
}

/* ---------------------------------------------------------------- set a field */

/* What the field cannot be typed of, as the duration of summaries, is left out; `error` says why of the last. */
static size_t set_each(ChangeSet *set, const Plan *plan, const Entity *entity, const Ids *ids, const Field *field,
                       const char *value, bool *good, Error *error)
{
    size_t edited = 0;
    *good = true;
    for (size_t i = 0; i < ids->count && *good; i++) {
        if (!typed_is_editable(plan, entity, ids->items[i], field, error))
            continue;
        *good = typed_set(set, plan, entity, ids->items[i], field, value, error);
        edited++;
    }
    return edited;
}

static bool set_all(App *app, const Entity *entity, const Ids *ids, const Field *field, const char *value, Error *error)
{
    ChangeSet set = {0};
    Buffer what = {0};
    bool good;
    app_begin(app, &set, "");
    size_t edited = set_each(&set, app_plan(app), entity, ids, field, value, &good, error);
    bulk_count(entity, edited, ids->count, &what);
    buffer_add(&what, ": ");
    field_add_words(field, &what);
    buffer_format(&what, " %s", *value ? value : "—");
    typed_word_rest(&set, app_plan(app), field, &what);
    change_reason(&set, "%s", buffer_text(&what));
    good = good && edited > 0;
    if (good)
        good = app_commit(app, &set);
    else
        app_complain(app, error);
    buffer_release(&what);
    change_release(&set);
    return good;
}

/* "field=value" */
static bool accept_set(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    const Entity *entity;
    Ids ids = {0};
    char name[80];
    const char *sign = strchr(text, '=');
    snprintf(name, sizeof name, "%.*s", sign ? (int)(sign - text) : 0, text);
    bool good = bulk_targets(app, &entity, &ids);
    const Field *field = good && sign ? field_meant(entity, name, &error) : NULL;
    if (good && !field) {
        if (!sign)
            error_set(&error, "Expected a field and its value: priority=800");
        app_complain(app, &error);
        good = false;
    } else if (good) {
        good = ids.count == 1 ? app_set(app, entity, ids.items[0], field, sign + 1)
                              : set_all(app, entity, &ids, field, sign + 1, &error);
    }
    array_release(&ids);
    return good;
}

void bulk_set(App *app, const char *typed)
{
    if (!app_may_change(app))
        return;
    if (*typed)
        (void)accept_set(app, typed, NULL);
    else if (list_to_mark(app))
        app_prompt(
            app,
            &(Prompt){.label = "Set (field=value)", .command = "set", .edits_targets = true, .accept = accept_set});
}
