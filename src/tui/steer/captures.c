/*
 * What falls in the meeting, asked for in one line at the foot of the page.
 */
#include "steer_parts.h"
#include "steerco/base/text.h"
#include "steerco/session/capture.h"

/* What the prompt is opened with. */
typedef struct Asked {
    char letter;
    SteerPlace place;
} Asked;

static Capture here(App *app, const SteerPlace *place)
{
    return (Capture){.meeting = place->meeting,
                     .item = place->item,
                     .topic = page_title(place->page),
                     .about =
                         place->entity && place->entity != &agenda_item_entity ? any_id(place->entity, place->id) : 0,
                     .day = app_today(app)};
}

static bool accept_note(App *app, const char *text, const void *context)
{
    const Asked *asked = context;
    const CaptureKind *kind = capture_kind(asked->letter);
    const Capture place = here(app, &asked->place);
    ChangeSet set = {0};
    Error error = {0};
    Buffer code = {0};
    app_begin(app, &set, "");
    change_reason(&set, "%s in the meeting: %s", kind->entity->noun, text_skip_blanks(text));
    const Record *record = capture_note(&set, app_plan(app), kind, text, &place, &error);
    bool done = record && app_commit(app, &set);
    if (!record)
        app_complain(app, &error);
    if (done) {
        entity_code(kind->entity, record->id, &code);
        app_say(app, "Noted as %s  ·  u takes it back", buffer_text(&code));
    }
    change_release(&set);
    buffer_release(&code);
    return done;
}

void steer_capture(App *app, char letter, const SteerPlace *place)
{
    const CaptureKind *kind = capture_kind(letter);
    Asked asked = {letter, *place};
    Buffer label = {0};
    if (!app_may_change(app))
        return;
    buffer_format(&label, "%c%s", kind->entity->noun[0] - 'a' + 'A', kind->entity->noun + 1);
    app_prompt(app, &(Prompt){.label = buffer_text(&label),
                              .hint = kind->entity->due ? "What; then @who, and at the end: due fri, due 15 mar"
                                                        : "What; then @who",
                              .accept = accept_note,
                              .context = &asked,
                              .context_size = sizeof asked});
    buffer_release(&label);
}

/* A digit that is a level, and the text behind it. */
static bool take_level(const char **text, int *level)
{
    *text = text_skip_blanks(*text);
    if (**text < '1' || **text > '5')
        return false;
    *level = *(*text)++ - '0';
    return true;
}

/* "4x3 the supplier confirmed it", also "4 3 …": why, or null when that are no two levels. */
static const char *read_levels(const char *text, int *likelihood, int *impact)
{
    if (!take_level(&text, likelihood))
        return NULL;
    text = text_skip_blanks(text);
    if (*text == 'x' || *text == 'X' || *text == '*')
        text++;
    return take_level(&text, impact) && (*text == ' ' || *text == '\0') ? text_skip_blanks(text) : NULL;
}

static void set_level(const Plan *plan, ChangeSet *set, Id risk, const Field *field, int level)
{
    change_set(set, plan, &risk_entity, risk, field, value_number(level));
}

static bool rescore(App *app, const SteerPlace *place, int likelihood, int impact, const char *why)
{
    const Plan *plan = app_plan(app);
    const Capture at = here(app, place);
    ChangeSet set = {0};
    Error error = {0};
    app_begin(app, &set, "");
    change_reason(&set, "assess %s as likelihood %d, impact %d", plan_quoted(plan, &risk_entity, place->id).text,
                  likelihood, impact);
    set_level(plan, &set, place->id, field_of(&risk_entity, Risk, likelihood), likelihood);
    set_level(plan, &set, place->id, field_of(&risk_entity, Risk, impact), impact);
    bool done = set.changes.count > 0;
    if (!done)
        app_say(app, "It stands there already");
    else if (!capture_outcome(&set, plan, (Referent){&risk_entity, place->id}, &at, &error) ||
             !session_why(app_session(app), why, false, &error))
        app_complain(app, &error), done = false;
    done = done && app_commit(app, &set);
    change_release(&set);
    return done;
}

static bool accept_levels(App *app, const char *text, const void *context)
{
    const Asked *asked = context;
    int likelihood, impact;
    const char *why = read_levels(text, &likelihood, &impact);
    if (!why)
        app_say(app, "Expected likelihood and impact from 1 to 5 and the reason: 4x3 the supplier confirmed it");
    else if (!*why)
        app_say(app, "Why? Type the reason behind the levels: it stands in the log");
    else
        return rescore(app, &asked->place, likelihood, impact, why);
    return false;
}

void steer_rescore(App *app, const SteerPlace *place)
{
    const Asked asked = {'r', *place};
    Buffer label = {0}, now = {0};
    const Risk *risk = plan_find(app_plan(app), ENTITY_RISK, place->id);
    if (!risk || !app_may_change(app))
        return;
    buffer_add(&label, "Assess ");
    entity_code(&risk_entity, place->id, &label);
    if (risk_band(risk->likelihood, risk->impact) != BAND_NONE)
        buffer_format(&now, "It stands at %dx%d. ", risk->likelihood, risk->impact);
    buffer_add(&now, "Likelihood x impact, and why: 4x3 the supplier confirmed it");
    app_prompt(app, &(Prompt){.label = buffer_text(&label),
                              .hint = buffer_text(&now),
                              .accept = accept_levels,
                              .context = &asked,
                              .context_size = sizeof asked});
    buffer_release(&label);
    buffer_release(&now);
}
