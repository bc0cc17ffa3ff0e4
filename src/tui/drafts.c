/*
 * When drafts are written: when typing pauses, and at the latest a good second after the first keystroke that is not on
 * disk; at once when the terminal goes. There is no timer while nothing is being edited. A draft ends with the edit, by
 * Enter or Esc, which is seen from there being no edit any more.
 */
#include "drafts.h"

#include <stdlib.h>
#include <time.h>

#include "modes.h"
#include "overlay.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/session/typed.h"

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
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void drafts_copy(const Typing *typing, const Plan *plan, Draft *out)
{
    *out = (Draft){.board = plan->board,
                   .entity = typing->entity,
                   .id = typing->id,
                   .field = typing->field,
                   .command = memory_text(typing->command ? typing->command : ""),
                   .in_cell = typing->in_cell,
                   .text = memory_text(typing->text),
                   .before = memory_text(typing->before),
                   .at = clock_utc()};
}

/* ---- writing ---- */

static bool write_draft(App *app, const Typing *typing)
{
    Error error = {0};
    Draft draft;
    drafts_copy(typing, app_plan(app), &draft);
    bool written = draft_write(&app_drafts(app)->file, app_session(app), &draft, &error);
    if (!written)
        app_complain(app, &error);
    draft_release(&draft);
    return written;
}

/* What is typed and worth keeping; false when there is nothing. */
static bool is_typing(App *app, Typing *out)
{
    return app_typing(app, out) && out->text && !text_equal(out->text, out->before) && *out->text;
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

static void offer_next(App *app);

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
    if (drafts->found.count > 0 && !app_has_overlay(app))
        offer_next(app);
}

void drafts_keep(App *app, const Typing *typing)
{
    Drafts *drafts = app_drafts(app);
    if (!drafts->in_use || !typing->text || !*typing->text || !write_draft(app, typing))
        return;
    draft_leave(&drafts->file);
    drafts->dirty = false;
    buffer_clear(&drafts->noted);
    app_say_more(app, "what you typed is kept: :drafts offers it");
}

/* ---- going on ---- */

static const Pane *pane_of_command(const char *name)
{
    for (int i = 0; panes[i]; i++)
        for (const Command *command = panes[i]->commands; command && command->name; command++)
            if (text_equal(command->name, name))
                return panes[i];
    return NULL;
}

static bool resume_command(App *app, const Draft *draft, Error *error)
{
    const Pane *pane = pane_of_command(draft->command);
    if (pane)
        app_show_pane(app, pane);
    if (draft->entity && plan_find(app_plan(app), draft->entity->kind, draft->id))
        (void)app_select(app, draft->entity, draft->id);
    return app_run(app, draft->command, error) &&
           (prompt_resume(app, draft->command, draft->text) || entry_resume(app, draft->text) ||
            error_set(error, "'%s' asks for no text here", draft->command));
}

/* Where it was typed, if the list still shows it; else in the form. */
static bool resume_cell(App *app, const Draft *draft)
{
    List *list = NULL;
    if (draft->in_cell) {
        app_reveal(app, draft->entity, draft->id);
        list = app_has_overlay(app) ? NULL : app_list(app, app_pane(app));
    }
    for (int i = 0; list && list->entity == draft->entity && i < list->column_count; i++)
        if (list->columns[i].field == draft->field && list_selected(list) == draft->id) {
            list->column = i;
            app_edit_cell(app, list, 0);
            return cell_resume(app, draft->text) || app_has_overlay(app); /* a choice is picked, not typed */
        }
    return false;
}

static bool resume_field(App *app, const Draft *draft, Error *error)
{
    if (app_is_gone(app, draft->entity, draft->id)) {
        Buffer code = {0};
        entity_code(draft->entity, draft->id, &code);
        error_set(error, "%s is there no more; you typed: %s", buffer_text(&code), draft->text);
        buffer_release(&code);
        return false;
    }
    if (!typed_is_editable(app_plan(app), draft->entity, draft->id, draft->field, error))
        return false;
    if (resume_cell(app, draft))
        return true;
    app_form(app, draft->entity, draft->id);
    return form_resume(app, draft->field, draft->text) ||
           error_set(error, "%s cannot be typed in the form", draft->field->title);
}

bool drafts_resume(App *app, const Draft *draft, Error *error)
{
    return draft->field ? resume_field(app, draft, error) : resume_command(app, draft, error);
}

/* ---- offering ---- */

enum { BOX_WIDTH = 76, BOX_LINES = 6, LABEL_WIDTH = 12 };

typedef struct Offer {
    FoundDraft found;
} Offer;

static void end_offer(void *state)
{
    Offer *offer = state;
    draft_release(&offer->found.draft);
    if (offer->found.file.path)
        draft_leave(&offer->found.file);
}

/* "T-14 Negotiate contract, Duration", or what the command does */
static void word_place(const Draft *draft, const Plan *plan, Buffer *out)
{
    Buffer field = {0};
    if (draft->entity) {
        entity_code(draft->entity, draft->id, out);
        if (draft->entity->label && plan_find(plan, draft->entity->kind, draft->id)) {
            buffer_add_char(out, ' ');
            plan_label(plan, draft->entity, draft->id, out);
        }
        buffer_add(out, ", ");
    }
    if (draft->field)
        value_label(draft->field, &field);
    buffer_format(out, "%s", draft->field ? buffer_text(&field) : draft->command);
    buffer_release(&field);
}

static void draw_line(Canvas *box, int y, const char *label, Style style, const char *text)
{
    canvas_text(box, 1, y, LABEL_WIDTH - 1, STYLE_DIM, label);
    canvas_text(box, LABEL_WIDTH, y, box->width - LABEL_WIDTH - 1, style, *text ? text : "—");
}

static void draw_offer(void *state, App *app, Canvas *canvas)
{
    const Offer *offer = state;
    const Draft *draft = &offer->found.draft;
    const Plan *plan = app_plan(app);
    Buffer place = {0}, now = {0}, when = {0};
    Canvas box = overlay_box(canvas, BOX_WIDTH, BOX_LINES, "You were typing");
    word_place(draft, plan, &place);
    overlay_time(draft->at, &when);
    canvas_text(&box, 1, 0, box.width - 1, STYLE_TEXT, buffer_text(&place));
    draw_line(&box, 1, "you typed", STYLE_STRONG, draft->text);
    if (draft->field && plan_find(plan, draft->entity->kind, draft->id))
        value_text_to_edit(plan, draft->entity, draft->id, draft->field, &now);
    else if (draft->field)
        buffer_add(&now, "it was deleted");
    if (draft->field)
        draw_line(&box, 2, "it is now", STYLE_TEXT, buffer_text(&now));
    draw_line(&box, draft->field ? 3 : 2, "when", STYLE_DIM, buffer_text(&when));
    canvas_cursor(&box, LABEL_WIDTH, 1, false);
    buffer_release(&place);
    buffer_release(&now);
    buffer_release(&when);
}

/* The old file goes when the new edit has one of its own. */
static void go_on(App *app, Offer *taken)
{
    Error error = {0};
    if (!drafts_resume(app, &taken->found.draft, &error)) {
        app_complain(app, &error);
        return;
    }
    drafts_attend(app);
    drafts_save(app);
    draft_remove(&taken->found.file);
}

static bool offer_key(void *state, App *app, Key key)
{
    Offer taken = *(Offer *)state;
    if (!key_in_list(key, "enter e d l esc q"))
        return false;
    *(Offer *)state = (Offer){.found.file.descriptor = -1};
    overlay_close(app, state);
    if (key_in_list(key, "enter e")) {
        go_on(app, &taken);
    } else if (key_in_list(key, "d")) {
        draft_remove(&taken.found.file);
        app_say(app, "Thrown away");
    } else {
        app_say(app, "It is kept; :drafts offers it again");
    }
    end_offer(&taken);
    return true;
}

static const Command offer_commands[] = {
    {"draft-resume", "e enter", "go on editing", "Go on with what you typed", NULL},
    {"draft-discard", "d", "throw away", "Throw away what you typed", NULL},
    {"draft-later", "l esc q", "later", "Leave it for another time", NULL},
    {0},
};

const Mode draft_mode = {
    .name = "draft",
    .title = "A draft",
    .help = "Comes up where you had not finished typing, after a lost connection too; :drafts offers it again.",
    .commands = offer_commands,
};

static const Overlay offer_overlay = {
    .mode = &draft_mode,
    .state_size = sizeof(Offer),
    .end = end_offer,
    .draw = draw_offer,
    .key_pressed = offer_key,
};

static void offer_next(App *app)
{
    FoundDrafts *found = &app_drafts(app)->found;
    Offer *offer = app_open(app, &offer_overlay);
    offer->found = found->items[0];
    array_remove(found, 0);
}

void drafts_look(App *app)
{
    Drafts *drafts = app_drafts(app);
    if (!drafts->in_use || app_plan(app)->board == 0)
        return;
    drafts_release(&drafts->found);
    drafts_find(app_session(app), &drafts->found);
}

void drafts_use(App *app)
{
    app_drafts(app)->in_use = !store_is_read_only(app_session(app)->store);
    drafts_look(app);
}
