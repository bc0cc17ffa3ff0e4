/*
 * Typing a new value over an old one. What the value was when typing began is remembered: leaving it as it was is no
 * change, and what somebody else wrote in the meantime is never overwritten unseen.
 */
#include "valueedit.h"

#include <string.h>

#include "overlay.h"
#include "steerco/base/text.h"

void valueedit_start(ValueEdit *edit, App *app, const Entity *entity, Id id, const Field *field, Key first)
{
    valueedit_release(edit);
    *edit = (ValueEdit){.entity = entity, .field = field, .id = id};
    value_text_to_edit(app_plan(app), entity, id, field, &edit->before);
    /* Names are mostly amended, figures and dates replaced. */
    lineedit_start(&edit->line, buffer_text(&edit->before), first != 0 || !field_is_text(field));
    if (first)
        lineedit_key(&edit->line, first);
}

void valueedit_paste(ValueEdit *edit, App *app, const char *text)
{
    lineedit_insert(&edit->line, text);
    if (text[strcspn(text, "\r\n")])
        app_say(app, "The pasted lines stand in one line now; ctrl-u clears it, esc leaves the value as it was");
}

/* True, and said, when the value is no longer the one that was typed over; the new one counts as seen from then on. */
static bool is_overtaken(ValueEdit *edit, App *app)
{
    Buffer now = {0};
    value_text_to_edit(app_plan(app), edit->entity, edit->id, edit->field, &now);
    bool overtaken = !text_equal(buffer_text(&now), buffer_text(&edit->before));
    if (overtaken) {
        app_say(app, "it was changed to '%s' in the meantime; Enter again puts yours there, Esc leaves it",
                buffer_text(&now));
        buffer_clear(&edit->before);
        buffer_add(&edit->before, buffer_text(&now));
    }
    buffer_release(&now);
    return overtaken;
}

bool valueedit_keep(ValueEdit *edit, App *app)
{
    const char *typed = buffer_text(&edit->line.text);
    if (text_equal(typed, buffer_text(&edit->before)))
        return true;
    return !is_overtaken(edit, app) && app_set(app, edit->entity, edit->id, edit->field, typed);
}

void valueedit_release(ValueEdit *edit)
{
    lineedit_release(&edit->line);
    buffer_release(&edit->before);
}
