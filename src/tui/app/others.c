/*
 * Presence from both sides: what the App knows of itself goes into its slot, what the others' slots say is looked up in
 * the plan. What cannot be found there (another board's record, a newer program's field) is shown as it was told.
 */
#include "steerco/tui/app/others.h"

#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"

void others_release(Others *others)
{
    presence_leave(others->presence);
    array_release(&others->here);
    array_release(&others->editors);
}

void others_join(App *app)
{
    Others *others = app_others(app);
    others->presence = presence_join(app_session(app)->store);
    others_tell(app);
    others_look(app);
}

static bool is_of_record(const Typing *typing)
{
    return typing->entity && typing->id > 0;
}

void others_tell(App *app)
{
    Place place = {.board = app_plan(app)->board};
    Typing typing;
    Buffer code = {0};
    if (!app_others(app)->presence)
        return;
    overlay_copy(place.pane, sizeof place.pane, app_shown_pane(app)->name);
    app_tell_layers(app, &place);
    if (app_typing(app, is_of_record, &typing)) {
        entity_code(typing.entity, typing.id, &code);
        overlay_copy(place.code, sizeof place.code, buffer_text(&code));
        if (typing.field)
            overlay_copy(place.field, sizeof place.field, typing.field->name);
    }
    presence_tell(app_others(app)->presence, &place);
    buffer_release(&code);
}

/* The first two letters of the name. */
static void take_initials(const char *who, char out[LIST_INITIALS])
{
    Buffer safe = {0};
    text_safe(who, false, &safe);
    size_t length = text_fit(buffer_text(&safe), 2, NULL);
    buffer_cut(&safe, length);
    overlay_copy(out, LIST_INITIALS, buffer_text(&safe));
    buffer_release(&safe);
}

static void add_editor(const Colleague *colleague, ListEditors *out)
{
    ListEditor editor = {0};
    editor.entity = *colleague->place.code ? entity_of_code(colleague->place.code, &editor.id) : NULL;
    if (!editor.entity)
        return;
    editor.field = *colleague->place.field ? entity_field(editor.entity, colleague->place.field) : NULL;
    take_initials(colleague->who, editor.initials);
    array_push(out, editor);
}

bool others_look(App *app)
{
    Others *others = app_others(app);
    if (!others->presence || !presence_look(others->presence, &others->here))
        return false;
    others->editors.count = 0;
    for (size_t i = 0; i < others->here.count; i++)
        add_editor(&others->here.items[i], &others->editors);
    return true;
}

void others_word(App *app, Buffer *out)
{
    size_t count = app_others(app)->here.count;
    if (count > 0)
        buffer_format(out, "%zu other%s  ", count, count == 1 ? "" : "s");
}

/* ---- the list ---- */

static void word_board(const Plan *plan, Id id, Buffer *out)
{
    const Board *board = id == plan->board ? NULL : plan_find(plan, ENTITY_BOARD, id);
    if (board)
        buffer_format(out, "%s, ", board->name);
}

static void word_pane(const char *name, Buffer *out)
{
    const Pane *pane = pane_find(name);
    buffer_add(out, pane ? pane_first(pane)->title : name);
    if (pane && pane_has_sheets(pane))
        buffer_format(out, ", %s", pane_sheet_title(pane));
}

static void word_edit(const Plan *plan, const Place *place, Buffer *out)
{
    Id id;
    const Entity *entity = entity_of_code(place->code, &id);
    const Field *field = entity && *place->field ? entity_field(entity, place->field) : NULL;
    if (!*place->code)
        return;
    buffer_format(out, ", editing %s", place->code);
    if (entity && entity->label && plan_find(plan, entity->kind, id)) {
        buffer_add_char(out, ' ');
        plan_label(plan, entity, id, out);
    }
    if (field) {
        buffer_add(out, ", ");
        value_label(field, out);
    }
}

void others_open(App *app)
{
    const Colleagues *here = &app_others(app)->here;
    Buffer text = {0};
    for (size_t i = 0; i < here->count; i++) {
        const Colleague *colleague = &here->items[i];
        presence_word_person(app_others(app)->presence, colleague, &text);
        buffer_add(&text, "  since ");
        overlay_time(colleague->since, &text);
        buffer_add(&text, "  ");
        word_board(app_plan(app), colleague->place.board, &text);
        word_pane(colleague->place.pane, &text);
        word_edit(app_plan(app), &colleague->place, &text);
        buffer_add_char(&text, '\n');
    }
    if (here->count == 0)
        app_say(app, "Nobody else has this file open");
    else
        app_read(app, "Who else is here", buffer_text(&text));
    buffer_release(&text);
}
