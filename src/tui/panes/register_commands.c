/*
 * What can be done in every register: add a record, group the list. A record is asked for what it cannot be without,
 * one field after the other, and its name first where it has one; all else is typed into its row, or into its form.
 */
#include "steerco/base/text.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/made.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/panes/register.h"

/* ---------------------------------------------------------------- making it */

/* What stands in the group of the selected record stands in the new one too. */
static void take_group(const Register *state, const Plan *plan, Record *record)
{
    const Field *group = state->list.group;
    Id like = list_selected(&state->list);
    if (like < 0 && state->list.selected + 1 < state->list.rows.count) /* below the heading */
        like = state->list.rows.items[state->list.selected + 1];
    const void *selected = plan_find(plan, state->list.entity->kind, like);
    bool given = group && field_is_stored(group) &&
                 (group->type == FIELD_REFERENCE || (group->type == FIELD_CHOICE && !group->workflow));
    if (selected && given)
        field_set(group, record, field_stored(group, selected));
}

static bool fill(const Register *state, const Plan *plan, ChangeSet *set, Record *record, Error *error)
{
    const struct RegisterAsking *asking = &state->asking;
    for (int i = 0; i < asking->count; i++)
        if (!typed_set(set, plan, state->list.entity, record->id, asking->fields[i], buffer_text(&asking->texts[i]),
                       error))
            return false;
    return true;
}

static void word_new(const Register *state, Buffer *out)
{
    const Field *label = made_label(state->list.entity);
    buffer_format(out, "new %s", state->list.entity->noun);
    for (int i = 0; i < state->asking.count; i++)
        if (state->asking.fields[i] == label)
            buffer_format(out, " %s", buffer_text(&state->asking.texts[i]));
}

/* The next thing to type is the first cell of the row that says nothing yet. */
static void go_on_in_row(Register *state, const Plan *plan, Id id)
{
    List *list = &state->list;
    Error ignored;
    const void *record = plan_find(plan, list->entity->kind, id);
    for (int column = 1; record && column < list->column_count; column++) {
        const Field *field = list->columns[column].field;
        if (field_is_stored(field) && value_is_none(field, field_stored(field, record)) &&
            typed_is_editable(plan, list->entity, id, field, &ignored)) {
            list->column = column;
            return;
        }
    }
}

static bool make(App *app, Register *state)
{
    const Plan *plan = app_plan(app);
    ChangeSet set = {0};
    Error error = {0};
    Buffer reason = {0};
    app_begin(app, &set, "");
    word_new(state, &reason);
    change_reason(&set, "%s", buffer_text(&reason));
    Record *record = change_create(&set, state->list.entity);
    take_group(state, plan, record);
    bool done = fill(state, plan, &set, record, &error);
    if (!done)
        app_complain(app, &error);
    done = done && app_commit(app, &set);
    if (done) {
        app_reveal(app, state->list.entity, record->id);
        go_on_in_row(state, app_plan(app), record->id);
        app_say_more(app, "enter shows all fields");
    }
    buffer_release(&reason);
    change_release(&set);
    return done;
}

/* ---------------------------------------------------------------- asking for what it needs */

static bool ask_next(App *app, Register *state);

/* A text that makes no sense is told at once, while it can be mended. */
static bool take(App *app, Register *state, const char *text)
{
    struct RegisterAsking *asking = &state->asking;
    const Field *field = asking->fields[asking->at];
    const Plan *plan = app_plan(app);
    Error error = {0};
    Arena texts = {0};
    Value value = {0};
    Spelling spelling = plan_spelling(plan);
    bool good = field->type == FIELD_MANY || field_parse(field, plan, text, &spelling, &texts, &value, &error);
    if (good && field->required && field->type != FIELD_MANY && value_is_none(field, value))
        good = error_set(&error, "%s %s needs: %s", entity_article(state->list.entity), state->list.entity->noun,
                         field->title);
    arena_release(&texts);
    if (!good) {
        app_complain(app, &error);
        return false;
    }
    buffer_clear(&asking->texts[asking->at]);
    buffer_add(&asking->texts[asking->at], text);
    asking->at++;
    return asking->at < asking->count ? ask_next(app, state) : make(app, state);
}

static bool accept(App *app, const char *text, const void *context)
{
    (void)context;
    Register *state = register_of(app);
    int at = state->asking.at;
    bool taken = take(app, state, text);
    if (!taken)
        state->asking.at = at;
    return taken;
}

static void find(App *app, const char *folded, Choices *out, const void *context)
{
    value_offer(app_plan(app), *(const Field *const *)context, folded, out);
}

/* The one that is referred to is made first; 0, and said why, when it is not. */
static Id make_referred(App *app, const Entity *entity, const char *name)
{
    ChangeSet set = {0};
    Error error = {0};
    app_begin(app, &set, "");
    change_reason(&set, "new %s %s", entity->noun, name);
    const Record *record = made_create(&set, app_plan(app), entity, name, &error);
    if (!record)
        app_complain(app, &error);
    Id id = record && app_commit(app, &set) ? record->id : 0;
    change_release(&set);
    return id;
}

static void picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    const Field *field = *(const Field *const *)context;
    Buffer text = {0};
    Id id = choice->id == CHOICE_MADE ? make_referred(app, field->refers_to, typed) : choice->id;
    if (field->type == FIELD_REFERENCE)
        entity_code(field->refers_to, id, &text);
    else
        buffer_add(&text, choice->text);
    if (id != 0 || field->type == FIELD_CHOICE)
        (void)accept(app, buffer_text(&text), NULL);
    buffer_release(&text);
}

/* Returns true: the prompt before it may close. */
static bool ask_next(App *app, Register *state)
{
    const struct RegisterAsking *asking = &state->asking;
    const Field *field = asking->fields[asking->at];
    Buffer label = {0};
    buffer_format(&label, "New %s", state->list.entity->noun);
    if (field != made_label(state->list.entity)) {
        buffer_add(&label, ": ");
        value_label(field, &label);
    }
    if (field->type == FIELD_REFERENCE || field->type == FIELD_CHOICE)
        app_pick(app, &(Picker){.title = buffer_text(&label),
                                .makes = field->type == FIELD_REFERENCE ? field->refers_to : NULL,
                                .find = find,
                                .picked = picked,
                                .context = &field,
                                .context_size = sizeof field});
    else
        app_prompt(app, &(Prompt){.label = buffer_text(&label),
                                  .hint = field == made_label(state->list.entity) ? NULL : field->help,
                                  .command = asking->at == 0 ? "new" : NULL,
                                  .accept = accept});
    buffer_release(&label);
    return true;
}

static void add_asked(struct RegisterAsking *asking, const Field *field)
{
    for (int i = 0; i < asking->count; i++)
        if (asking->fields[i] == field)
            return;
    if (asking->count < REGISTER_ASKED)
        asking->fields[asking->count++] = field;
}

/* Its name, where it has to have one, then what else it needs. */
static void plan_asking(Register *state)
{
    const Entity *entity = state->list.entity;
    const Field *label = made_label(entity);
    state->asking.count = state->asking.at = 0;
    if (label && label->required)
        add_asked(&state->asking, label);
    for (const Field *field = entity->fields; field->name; field++)
        if (made_needs(entity, field))
            add_asked(&state->asking, field);
    if (state->asking.count == 0)
        add_asked(&state->asking, label ? label : entity->fields);
}

static void run_new(App *app, const char *argument)
{
    Register *state = register_of(app);
    if (!app_may_change(app))
        return;
    plan_asking(state);
    if (!*argument)
        (void)ask_next(app, state);
    else
        (void)accept(app, argument, NULL);
}

/* ---------------------------------------------------------------- groups */

static void run_group(App *app, const char *argument)
{
    Register *state = register_of(app);
    List *list = &state->list;
    const Field *field = list_field(list);
    bool off = text_equal(argument, "none") || (!*argument && (field == list->group || list->column == 0));
    if (!list_set_group(list, off ? "" : *argument ? argument : field->name)) {
        app_say(app, "%s %s has no field '%s'", entity_article(list->entity), list->entity->noun, argument);
        return;
    }
    Error hidden = {0};
    if (list->group && !field_check_shown(list->group, app_plan(app), &hidden)) {
        list->group = NULL;
        app_complain(app, &hidden);
        return;
    }
    register_refresh(state, app_plan(app));
    if (list->group)
        app_say(app, "Grouped by %s  ·  o in that column again takes the groups away", list->group->title);
    else
        app_say(app, "Not grouped; o in a column groups by it");
}

const Command register_commands[] = {
    {"new", "i insert", "new", "Add a record; asked is what it cannot be without", run_new},
    {"group", "o", "group", "Group by the selected column, with counts and sums; again: not grouped", run_group},
    {0},
};
