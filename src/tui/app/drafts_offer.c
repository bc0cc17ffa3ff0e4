/*
 * Drafts that wait are offered one after the other, each with what stands there now; of those on other boards it is
 * said that they wait.
 */
#include "steerco/tui/app/drafts.h"

#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

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

static const Command *command_named(const Command *commands, const char *name)
{
    for (; commands && commands->name; commands++)
        if (text_equal(commands->name, name))
            return commands;
    return NULL;
}

/* What the command does, in its own words. */
static const char *command_help(const char *name)
{
    const Command *found = NULL;
    for (int i = 0; panes[i] && !found; i++)
        found = command_named(panes[i]->commands, name);
    found = found ? found : command_named(register_commands, name);
    found = found ? found : command_named(app_commands, name);
    return found ? found->help : name;
}

/* "T-14 Negotiate contract, Duration", or what the command does, without what keys and examples follow */
static void word_place(const Draft *draft, const Plan *plan, Buffer *out)
{
    if (draft->entity) {
        entity_code(draft->entity, draft->id, out);
        if (draft->entity->label && plan_find(plan, draft->entity->kind, draft->id)) {
            buffer_add_char(out, ' ');
            plan_label(plan, draft->entity, draft->id, out);
        }
        buffer_add(out, ", ");
    }
    const char *help = draft->field ? "" : command_help(draft->command);
    if (draft->field)
        value_label(draft->field, out);
    buffer_format(out, "%.*s", (int)strcspn(help, ";:"), help);
}

static void word_now(const Draft *draft, const Plan *plan, Buffer *out)
{
    if (!plan_find(plan, draft->entity->kind, draft->id))
        buffer_add(out, "it was deleted");
    else
        value_text_to_edit(plan, draft->entity, draft->id, draft->field, out);
}

static void draw_line(Canvas *box, int y, const char *label, Style style, const char *text)
{
    canvas_text(box, 1, y, LABEL_WIDTH - 1, STYLE_DIM, label);
    canvas_text(box, LABEL_WIDTH, y, box->width - LABEL_WIDTH - 1, style, *text ? text : "—");
}

static bool is_elsewhere(const Draft *draft, const Plan *plan)
{
    return draft->board != plan->board;
}

static void add_board(const Plan *plan, Id id, Buffer *out)
{
    const Board *board = plan_find(plan, ENTITY_BOARD, id);
    if (board)
        buffer_add(out, board->name);
    else
        entity_code(&board_entity, id, out);
}

static void draw_offer(void *state, App *app, Canvas *canvas)
{
    const Offer *offer = state;
    const Draft *draft = &offer->found.draft;
    const Plan *plan = app_plan(app);
    Buffer place = {0}, now = {0}, when = {0}, board = {0};
    Canvas box = overlay_box(canvas, BOX_WIDTH, BOX_LINES, "You did not finish this");
    int y = 2;
    word_place(draft, plan, &place);
    overlay_time(draft->at, &when);
    canvas_text(&box, 1, 0, box.width - 1, STYLE_TEXT, buffer_text(&place));
    draw_line(&box, 1, "you had", STYLE_STRONG, draft->text);
    if (is_elsewhere(draft, plan)) {
        add_board(plan, draft->board, &board);
        draw_line(&box, y++, "on board", STYLE_TEXT, buffer_text(&board));
    } else if (draft->field) {
        word_now(draft, plan, &now);
        draw_line(&box, y++, "it is now", STYLE_TEXT, buffer_text(&now));
    } else if (*draft->before) {
        draw_line(&box, y++, "it was", STYLE_TEXT, draft->before);
    }
    draw_line(&box, y, "when", STYLE_DIM, buffer_text(&when));
    canvas_cursor(&box, LABEL_WIDTH, 1, false);
    buffer_release(&place);
    buffer_release(&now);
    buffer_release(&when);
    buffer_release(&board);
}

/* To the board that it is about. */
static bool go_there(App *app, const Draft *draft)
{
    Buffer code = {0};
    if (is_elsewhere(draft, app_plan(app)) && draft->board) {
        entity_code(&board_entity, draft->board, &code);
        board_show(app, buffer_text(&code));
        buffer_release(&code);
    }
    return !is_elsewhere(draft, app_plan(app));
}

/* The old file goes when the new edit has one of its own. */
static void go_on(App *app, Offer *taken)
{
    if (!go_there(app, &taken->found.draft) || !drafts_resume(app, &taken->found.draft))
        return;
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

void drafts_offer(App *app)
{
    FoundDrafts *found = &app_drafts(app)->found;
    Offer *offer = app_open(app, &offer_overlay);
    offer->found = found->items[0];
    array_remove(found, 0);
}

void drafts_say_elsewhere(App *app)
{
    Ids *boards = &app_drafts(app)->elsewhere;
    Buffer board = {0};
    if (boards->count > 0)
        add_board(app_plan(app), boards->items[0], &board);
    if (boards->count == 1)
        app_say(app, "A draft on board %s waits: :drafts", buffer_text(&board));
    else if (boards->count > 1)
        app_say(app, "%zu drafts wait on other boards (%s …): :drafts", boards->count, buffer_text(&board));
    boards->count = 0;
    buffer_release(&board);
}
