/*
 * Typing a new value over an old one. The record as it was when typing began is remembered: leaving the value as it was
 * is no change, and what somebody else wrote in the meantime is never overwritten unseen.
 */
#include "valueedit.h"

#include <string.h>

#include "steerco/base/text.h"
#include "steerco/tui/app/overlay.h"

void valueedit_start(ValueEdit *edit, App *app, const Entity *entity, Id id, const Field *field, Key first)
{
    valueedit_release(edit);
    *edit = (ValueEdit){.entity = entity, .field = field, .id = id};
    value_text_to_edit(app_plan(app), entity, id, field, &edit->before);
    seen_add(&edit->seen, app_plan(app), entity, id);
    /* Names are mostly amended, figures and dates replaced. */
    lineedit_start(&edit->line, buffer_text(&edit->before), first != 0 || !field_is_text(field));
    if (first)
        overlay_type(app, &edit->line, first);
}

void valueedit_paste(ValueEdit *edit, App *app, const char *text)
{
    if (overlay_insert(app, &edit->line, text) && text[strcspn(text, "\r\n")])
        app_say(app, "The pasted lines stand in one line now; ctrl-u clears it, esc leaves the value as it was");
}

void valueedit_resume(ValueEdit *edit, const char *text)
{
    lineedit_start(&edit->line, text, false);
}

void valueedit_typing(const ValueEdit *edit, Typing *out)
{
    *out = (Typing){.entity = edit->entity,
                    .id = edit->id,
                    .field = edit->field,
                    .text = buffer_text(&edit->line.text),
                    .before = buffer_text(&edit->before),
                    .in_cell = edit->in_cell};
}

bool valueedit_keep(ValueEdit *edit, App *app)
{
    Typing typing;
    valueedit_typing(edit, &typing);
    if (text_equal(typing.text, typing.before))
        return true;
    app_saw(app, &edit->seen, &typing);
    bool done = app_set_typed(app, &typing);
    app_saw(app, NULL, NULL);
    return done;
}

/* ---- a record among others ---- */

typedef struct Offered {
    ValueEdit *edit; /* of the overlay below the picker, which stays as long */
} Offered;

/* Where the item begins that is being typed. */
static size_t item_at(const ValueEdit *edit)
{
    const char *text = buffer_text(&edit->line.text), *sign = strrchr(text, ';');
    size_t at = edit->field->type == FIELD_MANY && sign ? (size_t)(sign + 1 - text) : 0;
    return at + strspn(text + at, " ");
}

static void find_offered(App *app, const char *folded, Choices *out, const void *context)
{
    const Field *field = ((const Offered *)context)->edit->field;
    if (field->refers_to) {
        value_offer_records(app_plan(app), field->refers_to, folded, out);
        return;
    }
    for (int kind = 0; kind < entity_count; kind++)
        if (!entities[kind]->internal && entities[kind]->label)
            value_offer_records(app_plan(app), entities[kind], folded, out);
}

/* A name that is its own stands for itself, everything else by its code: it is the note of the choice. */
static void offered_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)app, (void)typed;
    ValueEdit *edit = ((const Offered *)context)->edit;
    Buffer text = {0};
    buffer_add_bytes(&text, buffer_text(&edit->line.text), item_at(edit));
    buffer_add(&text, choice->note);
    lineedit_start(&edit->line, buffer_text(&text), false);
    buffer_release(&text);
}

void valueedit_offer(ValueEdit *edit, App *app)
{
    const Offered offered = {edit};
    if (edit->field->type != FIELD_MANY && edit->field->type != FIELD_ANY) {
        app_say(app, "%s refers to no records: it is typed", edit->field->title);
        return;
    }
    Buffer label = {0}, typed = {0};
    value_label(edit->field, &label);
    buffer_add(&typed, buffer_text(&edit->line.text) + item_at(edit));
    app_pick(app, &(Picker){.title = buffer_text(&label),
                            .find = find_offered,
                            .picked = offered_picked,
                            .context = &offered,
                            .context_size = sizeof offered});
    if (typed.length > 0)
        app_paste(app, buffer_text(&typed));
    buffer_release(&typed);
    buffer_release(&label);
}

void valueedit_release(ValueEdit *edit)
{
    lineedit_release(&edit->line);
    buffer_release(&edit->before);
    seen_release(&edit->seen);
}
