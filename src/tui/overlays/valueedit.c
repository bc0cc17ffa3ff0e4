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

void valueedit_release(ValueEdit *edit)
{
    lineedit_release(&edit->line);
    buffer_release(&edit->before);
    seen_release(&edit->seen);
}
