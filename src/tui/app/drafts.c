/*
 * When drafts are written: when typing pauses, and at the latest a good second after the first keystroke that is not on
 * disk; at once when the terminal goes. There is no timer while nothing is being edited. A draft ends with the edit, by
 * Enter or Esc, which is seen from there being no edit any more.
 */
#include "steerco/tui/app/drafts.h"

#include <stdlib.h>
#include <time.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { PAUSE_MS = 400, LATEST_MS = 1500 };

void drafts_init(Drafts *drafts)
{
    *drafts = (Drafts){.file = {.descriptor = -1}};
}

void drafts_end(Drafts *drafts)
{
    draft_leave(&drafts->file);
    buffer_release(&drafts->noted);
    drafts_release(&drafts->found);
    array_release(&drafts->elsewhere);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void drafts_copy(const App *app, const Typing *typing, Draft *out)
{
    *out = (Draft){.board = app_plan(app)->board,
                   .entity = typing->entity,
                   .id = typing->id,
                   .field = typing->field,
                   .command = memory_text(typing->command ? typing->command : ""),
                   .pane = memory_text(app_pane(app)->name),
                   .in_cell = typing->in_cell,
                   .text = memory_text(typing->text),
                   .before = memory_text(typing->before),
                   .at = clock_utc()};
}

Typing drafts_typing(const Draft *draft)
{
    return (Typing){.entity = draft->entity,
                    .id = draft->id,
                    .field = draft->field,
                    .command = draft->command && *draft->command ? draft->command : NULL,
                    .text = draft->text,
                    .before = draft->before,
                    .in_cell = draft->in_cell};
}

/* ---- writing ---- */

static bool write_draft(App *app, const Typing *typing)
{
    Error error = {0};
    Draft draft;
    drafts_copy(app, typing, &draft);
    bool written = draft_write(&app_drafts(app)->file, app_session(app), &draft, &error);
    if (!written)
        app_complain(app, &error);
    draft_release(&draft);
    return written;
}

/* Could an editor be opened with it again? A flag has none. */
static bool can_be_kept(const Typing *typing)
{
    bool named =
        typing->command ? drafts_has_command(typing->command) : typing->field && typing->field->type != FIELD_FLAG;
    return named && typing->text && *typing->text;
}

static bool is_worth_keeping(const Typing *typing)
{
    return can_be_kept(typing) && !text_equal(typing->text, typing->before);
}

static bool is_typing(App *app, Typing *out)
{
    return app_typing(app, is_worth_keeping, out);
}

void drafts_save(App *app)
{
    Typing typing;
    Drafts *drafts = app_drafts(app);
    if (drafts->in_use && drafts->dirty && is_typing(app, &typing))
        (void)write_draft(app, &typing);
    drafts->dirty = false;
}

static void note(Drafts *drafts, const Typing *typing)
{
    Buffer now = {0};
    buffer_format(&now, "%d %lld %s %s ", typing->entity ? (int)typing->entity->kind : -1, (long long)typing->id,
                  typing->field ? typing->field->name : "", typing->command ? typing->command : "");
    buffer_add(&now, typing->text);
    if (!text_equal(buffer_text(&now), buffer_text(&drafts->noted))) {
        drafts->last = now_ms();
        drafts->first = drafts->dirty ? drafts->first : drafts->last;
        drafts->dirty = true;
    }
    buffer_release(&drafts->noted);
    drafts->noted = now;
}

int drafts_patience(const App *app)
{
    const Drafts *drafts = app_drafts((App *)app);
    if (!drafts->dirty)
        return -1;
    int64_t pause = drafts->last + PAUSE_MS, latest = drafts->first + LATEST_MS, due = pause < latest ? pause : latest;
    int64_t left = due - now_ms();
    return left > 0 ? (int)left : 0;
}

static void forget(Drafts *drafts)
{
    draft_remove(&drafts->file);
    buffer_clear(&drafts->noted);
    drafts->dirty = false;
}

void drafts_attend(App *app)
{
    Typing typing;
    Drafts *drafts = app_drafts(app);
    if (!drafts->in_use)
        return;
    if (is_typing(app, &typing))
        note(drafts, &typing);
    else
        forget(drafts);
    if (drafts_patience(app) == 0)
        drafts_save(app);
    if (drafts->found.count > 0 && app_is_idle(app))
        drafts_offer(app);
    else if (app_is_idle(app))
        drafts_say_elsewhere(app);
}

void drafts_keep(App *app, const Typing *typing)
{
    Drafts *drafts = app_drafts(app);
    if (!drafts->in_use || !can_be_kept(typing) || !write_draft(app, typing))
        return;
    draft_leave(&drafts->file);
    drafts->dirty = false;
    buffer_clear(&drafts->noted);
    app_say_more(app, "what you typed is kept: :drafts offers it");
}

/* ---- looking ---- */

void drafts_look(App *app, bool everywhere)
{
    Drafts *drafts = app_drafts(app);
    if (!drafts->in_use)
        return;
    drafts_release(&drafts->found);
    drafts->elsewhere.count = 0;
    drafts_find(app_session(app), &drafts->found, everywhere ? NULL : &drafts->elsewhere);
}

void drafts_use(App *app)
{
    app_drafts(app)->in_use = !store_is_read_only(app_session(app)->store);
    drafts_look(app, false);
}
