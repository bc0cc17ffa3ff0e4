/*
 * One line makes the record and says what it is about, so that a thought costs no way to another pane and back.
 */
#include "steerco/tui/commands/note.h"

#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/made.h"
#include "steerco/tui/app/overlay.h"

static bool is_noted(const Entity *entity)
{
    return entity->about && !entity->internal && made_by_label(entity);
}

/* What a line without a type is: the type whose records cannot be without what they are about. */
static const Entity *plain_type(void)
{
    for (int i = 0; i < entity_count; i++)
        if (is_noted(entities[i]) && entity_field(entities[i], entities[i]->about)->falls)
            return entities[i];
    return NULL;
}

/* The type that the first words begin to name, up to a colon, and the text behind it. */
static const Entity *named_type(const char *typed, const char **text)
{
    size_t length = strcspn(typed, ":");
    const Entity *found = NULL;
    for (int i = 0; i < entity_count && typed[length] == ':' && length > 0; i++)
        if (is_noted(entities[i]) && strncasecmp(entities[i]->noun, typed, length) == 0)
            found = found ? found : entities[i];
    *text = text_skip_blanks(found ? typed + length + 1 : typed);
    return found ? found : plain_type();
}

static bool note(App *app, const Entity *about, Id id, const char *typed)
{
    const char *text;
    const Entity *entity = named_type(typed, &text);
    ChangeSet set = {0};
    Error error = {0};
    Buffer code = {0}, made = {0};
    entity_code(about, id, &code);
    app_begin(app, &set, "");
    change_reason(&set, "%s about %s: %s", entity->noun, buffer_text(&code), text);
    Record *record = made_create(&set, app_plan(app), entity, text, &error);
    bool done = record && record_follow_secrecy(app_plan(app), entity, record, (Referent){about, id}, &error) &&
                typed_set(&set, app_plan(app), entity, record->id, entity_field(entity, entity->about),
                          buffer_text(&code), &error);
    if (!done)
        app_complain(app, &error);
    done = done && app_commit(app, &set);
    if (done) {
        entity_code(entity, record->id, &made);
        app_say(app, "Noted as %s, about %s  ·  u takes it back, :%s goes there", buffer_text(&made),
                buffer_text(&code), buffer_text(&made));
    }
    change_release(&set);
    buffer_release(&code);
    buffer_release(&made);
    return done;
}

static bool accept(App *app, const char *text, const void *context)
{
    (void)context;
    const Entity *about;
    Id id;
    if (app_selection(app, &about, &id))
        return note(app, about, id, text);
    app_say(app, "Nothing is selected");
    return false;
}

static void word_hint(Buffer *out)
{
    for (int i = 0; i < entity_count; i++)
        if (is_noted(entities[i]) && entities[i] != plain_type())
            buffer_format(out, "%s%s: …", out->length ? ", " : "", entities[i]->noun);
    buffer_format(out, "; without one of these words it is %s %s", entity_article(plain_type()), plain_type()->noun);
}

void note_add(App *app, const char *typed)
{
    const Entity *about;
    Id id;
    if (!app_may_change(app))
        return;
    if (*typed) {
        (void)accept(app, typed, NULL);
        return;
    }
    if (!app_selection(app, &about, &id)) {
        app_say(app, "Nothing is selected");
        return;
    }
    Buffer label = {0}, hint = {0};
    buffer_add(&label, "Note about ");
    entity_code(about, id, &label);
    word_hint(&hint);
    app_prompt(app, &(Prompt){.label = buffer_text(&label),
                              .hint = buffer_text(&hint),
                              .command = "note",
                              .about_selected = true,
                              .accept = accept});
    buffer_release(&label);
    buffer_release(&hint);
}
