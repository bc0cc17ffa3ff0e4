/*
 * The boards of the file: go to another one, make one.
 */
#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/frame.h"
#include "steerco/tui/app/overlay.h"

enum { WORK_BEGINS = 8 * 60 };

/* ---- another board ---- */

void board_show(App *app, const char *board)
{
    Error error = {0};
    if (!session_select_board(app_session(app), board, &error))
        app_complain(app, &error);
    app_forget_panes(app);
    drafts_look(app, false);
}

static void find_boards(App *app, const char *folded, Choices *out, const void *context)
{
    (void)context;
    const Plan *plan = app_plan(app);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BOARD); row++) {
        const Board *board = plan_at(plan, ENTITY_BOARD, row);
        Choice choice = {.id = board->record.id};
        overlay_copy(choice.text, sizeof choice.text, board->name);
        overlay_copy(choice.note, sizeof choice.note, board->manager);
        if (text_contains(board->name, folded))
            array_push(out, choice);
    }
    array_push(out, (Choice){.text = "A new board …"});
}

static void board_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)context;
    if (choice->id == 0) {
        board_new(app, typed);
        return;
    }
    Buffer code = {0};
    entity_code(&board_entity, choice->id, &code);
    board_show(app, buffer_text(&code));
    buffer_release(&code);
}

void boards_open(App *app)
{
    app_pick(app, &(Picker){.title = "Boards of this file", .find = find_boards, .picked = board_picked});
}

/* ---- a new board ---- */

/* What the other boards count in. */
static const char *usual_currency(const Plan *plan)
{
    uint32_t count = plan_count(plan, ENTITY_BOARD);
    return count > 0 ? ((const Board *)plan_at(plan, ENTITY_BOARD, count - 1))->currency : "EUR";
}

bool board_create(App *app, const char *name, Instant start)
{
    Error error = {0};
    char currency[8];
    snprintf(currency, sizeof currency, "%s", usual_currency(app_plan(app)));
    bool good = session_create_board(app_session(app), name, start, currency, &error);
    app_forget_panes(app);
    if (!good)
        app_complain(app, &error);
    return good;
}

static bool accept_start(App *app, const char *text, const void *context)
{
    Error error = {0};
    Date start = app_today(app);
    if (*text && !date_parse_typed(text, DATE_DMY, app_today(app), app_today(app), &start, &error)) {
        app_complain(app, &error);
        return false;
    }
    return board_create(app, context, instant_make(start, WORK_BEGINS));
}

static bool accept_name(App *app, const char *text, const void *context)
{
    (void)context;
    char label[80];
    Buffer today = {0};
    if (!*text)
        return false;
    date_format(app_today(app), &today);
    snprintf(label, sizeof label, "It starts on (empty: %s)", buffer_text(&today));
    app_prompt(app, &(Prompt){.label = label,
                              .command = "new-board",
                              .earlier = text,
                              .accept = accept_start,
                              .context = text,
                              .context_size = strlen(text) + 1});
    buffer_release(&today);
    return true;
}

void board_new(App *app, const char *name)
{
    if (!app_may_change(app))
        return;
    app_prompt(
        app,
        &(Prompt){.label = "Name of the new board", .command = "new-board", .initial = name, .accept = accept_name});
}
