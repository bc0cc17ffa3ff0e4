/*
 * The file of a draft, which may have been damaged, or planted by somebody: it is refused or understood, and understood
 * it is offered, drawn, and taken up in the dashboard without changing anything or ending the program.
 */
#include "fuzz.h"

#include <stdio.h>
#include <unistd.h>

#include "../../src/session/draft_text.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/overlay.h"

#define PLANNING_FILE "/f"

static char path[64];
static Session session;

static void remove_file(void)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    char name[80];
    session_close(&session);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

/* A board with a record of each type that has an editor of its own. */
static void open_file(void)
{
    Error error = {0};
    ChangeSet set = {0};
    snprintf(path, sizeof path, "/dev/shm/steerco-fuzz-%d.steerco", (int)getpid());
    remove_file();
    assert_true(session_open(&session, path, STORE_CREATE, NULL, &error));
    atexit(remove_file);
    assert_true(session_create_board(&session, "Orchard", instant_make(date_make(2026, 3, 2), 480), "EUR", &error));
    change_begin(&set, &session.plan, "test", "records");
    edit_insert_task(&set, &session.plan, (TaskPlace){0})->name = "Graft";
    ((Resource *)change_create(&set, &resource_entity))->name = "Anna Berg";
    ((Risk *)change_create(&set, &risk_entity))->title = "Rain";
    ((Stakeholder *)change_create(&set, &stakeholder_entity))->name = "Berta";
    ((BudgetLine *)change_create(&set, &budget_line_entity))->description = "Seed";
    if (!session_commit(&session, &set, &error))
        fail_msg("%s", error.text);
    change_release(&set);
}

static void assert_same(const Draft *a, const Draft *b)
{
    assert_int_equal(a->board, b->board);
    assert_ptr_equal(a->entity, b->entity);
    assert_int_equal(a->id, b->id);
    assert_ptr_equal(a->field, b->field);
    assert_int_equal(a->in_cell, b->in_cell);
    assert_int_equal(a->at, b->at);
    assert_string_equal(a->command, b->command);
    assert_string_equal(a->pane, b->pane);
    assert_string_equal(a->text, b->text);
    assert_string_equal(a->before, b->before);
}

static void assert_comes_back(const Draft *draft)
{
    Draft again;
    Buffer text = {0};
    draft_print(draft, PLANNING_FILE, &text);
    if (text.length <= DRAFT_LONGEST) { /* what is escaped may become longer */
        assert_true(draft_parse(buffer_text(&text), text.length, PLANNING_FILE, &again));
        assert_same(draft, &again);
        draft_release(&again);
    }
    buffer_release(&text);
}

static void show(App *app)
{
    Canvas canvas;
    canvas_init(&canvas, 80, 24, false);
    app_draw(app, &canvas);
    canvas_release(&canvas);
}

/* The draft is the dashboard's from here on. */
static void take_up(Draft draft)
{
    int64_t sequence = session.plan.sequence;
    App *app = app_new(&session, date_make(2026, 3, 2));
    FoundDraft found = {.draft = draft, .file = {.descriptor = -1}};
    array_push(&app_drafts(app)->found, found);
    drafts_offer(app);
    show(app);
    app_key(app, 'e');
    show(app);
    while (app_has_overlay(app))
        app_close(app);
    assert_int_equal(session.plan.sequence, sequence);
    assert_false(app_is_done(app));
    app_free(app);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Draft draft;
    char *text = fuzz_text(bytes, length);
    if (!session.store)
        open_file();
    if (draft_parse(text, length, PLANNING_FILE, &draft)) {
        assert_comes_back(&draft);
        take_up(draft);
    }
    free(text);
    return 0;
}
