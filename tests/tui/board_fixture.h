/*
 * A board in a file of its own and the dashboard on it, played by key names; for the tests of panes.
 *
 * The status date and "today" are Monday 2 March 2026.
 */
#ifndef TESTS_TUI_BOARD_FIXTURE_H
#define TESTS_TUI_BOARD_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/app.h"

typedef struct Fixture {
    char folder[64], path[96];
    Session session;
    App *app;
    Buffer screen;
} Fixture;

static Fixture fixture;

static inline const Plan *plan(void)
{
    return &fixture.session.plan;
}

/* A record from "field=value|field=value"; its id. */
static inline Id add(const Entity *entity, const char *fields)
{
    ChangeSet set = {0};
    Error error = {0};
    Spelling spelling = {.mark = DECIMAL_POINT, .order = DATE_YMD, .today = DATE_NONE};
    change_begin(&set, plan(), "test", "add");
    Record *record = change_create(&set, entity);
    char *copy = strdup(fields), *rest = copy;
    for (char *part; (part = strsep(&rest, "|"));) {
        char *value = strchr(part, '=');
        *value++ = '\0';
        const Field *field = entity_field(entity, part);
        Value parsed;
        assert_non_null(field);
        if (!field_parse(field, plan(), value, &spelling, &set.arena, &parsed, &error))
            fail_msg("%s: %s", part, error.text);
        field_set(field, record, parsed);
    }
    free(copy);
    if (!session_commit(&fixture.session, &set, &error))
        fail_msg("%s", error.text);
    Id id = record->id;
    change_release(&set);
    return id;
}

static inline void open_board(const char *pane)
{
    Error error = {0};
    Date monday = date_make(2026, 3, 2);
    fixture = (Fixture){.folder = "/tmp/steerco-pane-XXXXXX"};
    assert_non_null(mkdtemp(fixture.folder));
    snprintf(fixture.path, sizeof fixture.path, "%s/plan.steerco", fixture.folder);
    assert_true(session_open(&fixture.session, fixture.path, STORE_CREATE, NULL, &error));
    assert_true(session_create_board(&fixture.session, "House", instant_make(monday, 8 * 60), "EUR", &error));
    ChangeSet set = {0};
    change_begin(&set, plan(), "test", "status date");
    change_field(&set, plan(), &board_entity, Board, plan()->board, status_date, value_number(monday));
    assert_true(session_commit(&fixture.session, &set, &error));
    change_release(&set);
    fixture.app = app_new(&fixture.session, monday);
    app_show_pane(fixture.app, pane_find(pane));
}

static inline int close_board(void **state)
{
    (void)state;
    static const char *const endings[] = {"", "-wal", "-shm", ".lock", "-lock"};
    app_free(fixture.app);
    session_close(&fixture.session);
    buffer_release(&fixture.screen);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s%s", fixture.path, endings[i]);
        unlink(path);
    }
    rmdir(fixture.folder);
    return 0;
}

/* Keys by name, separated by blanks: "shift-right m up enter". */
static inline void press(const char *keys)
{
    char *copy = strdup(keys), *rest = copy;
    for (char *name; (name = strsep(&rest, " "));) {
        Key key = key_parse(name);
        if (!key)
            fail_msg("no key is called %s", name);
        app_key(fixture.app, key);
    }
    free(copy);
}

static inline void type(const char *text)
{
    for (; *text; text++)
        app_key(fixture.app, (Key)*text);
}

/* The whole screen as text, good until the next call. */
static inline const char *screen(int width, int height)
{
    Canvas canvas;
    canvas_init(&canvas, width, height, false);
    app_draw(fixture.app, &canvas);
    buffer_clear(&fixture.screen);
    canvas_print(&canvas, &fixture.screen);
    canvas_release(&canvas);
    return buffer_text(&fixture.screen);
}

static inline void assert_shows(const char *part)
{
    const char *drawn = screen(120, 40);
    if (!strstr(drawn, part)) {
        fputs(drawn, stderr);
        fail_msg("'%s' is not on the screen", part);
    }
}

/* At every size, tiny ones too, the screen has its lines and none is too long. */
static inline void assert_fits_every_size(void)
{
    for (int width = 1; width <= 130; width += 3)
        for (int height = 1; height <= 45; height += 2) {
            const char *line = screen(width, height);
            for (int y = 0; y < height; y++) {
                size_t length = strcspn(line, "\n");
                char *text = strndup(line, length);
                assert_true(text_width(text) <= width);
                free(text);
                assert_int_equal(line[length], '\n');
                line += length + 1;
            }
            assert_string_equal(line, "");
        }
}

static inline void assert_hides(const char *part)
{
    const char *drawn = screen(120, 40);
    if (strstr(drawn, part)) {
        fputs(drawn, stderr);
        fail_msg("'%s' is on the screen", part);
    }
}

/* The pane alone, on a canvas of its size. */
static inline void assert_pane(const char *name, int width, int height, bool tile, const char *expected)
{
    const Pane *pane = pane_find(name);
    Canvas canvas;
    Buffer text = {0};
    canvas_init(&canvas, width, height, false);
    (tile ? pane->tile : pane->draw)(app_state(fixture.app, pane), plan(), &canvas, true);
    canvas_print(&canvas, &text);
    bool equal = text_equal(buffer_text(&text), expected);
    if (!equal)
        fprintf(stderr, "expected:\n%sdrawn:\n%s", expected, buffer_text(&text));
    buffer_release(&text);
    canvas_release(&canvas);
    assert_true(equal);
}

#endif
