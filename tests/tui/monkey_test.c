/*
 * Random keys, texts, clicks and window sizes: nothing may crash, hang, draw broken text, or damage the file. The
 * sanitizers judge most of it. MONKEY=n plays n rounds instead of a few.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "steerco/base/text.h"
#include "steerco/session/sample.h"
#include "steerco/tui/app.h"

enum { ROUNDS = 6, STEPS = 400 };

/* A generator of our own, so that a round can be played again on any system (Knuth's MMIX constants). */
static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static const char *const keys[] = {
    "up",     "down",   "left",   "right",   "pageup", "pagedown", "home",   "end",       "enter",  "enter", "enter",
    "esc",    "esc",    "tab",    "backtab", "delete", "insert",   "space",  "backspace", "f1",     "f2",    "f4",
    "ctrl-r", "ctrl-p", "ctrl-u", "ctrl-w",  "ctrl-a", "ctrl-e",   "ctrl-l", "alt-left",  "alt-up", "alt-b", "shift-up",
    "0",      "1",      "2",      "3",       "4",      "i",        "a",      "e",         "d",      "y",     "u",
    "?",      ":",      "/",      "n",       "N",      "H",        "B",      "m",         "w",      "s",     "c",
    "v",      "\\",     ">",      "<",       "=",      "+",        "-",      "L",         "r",      "x",     "[",
    "]",      "C",      "W",      "V",       "*",      "S",        "R",      "%",         "E",
};

static const char *const texts[] = {
    "Anna",
    "3d",
    "9",
    "2026-04-01",
    "\xE6\xBC\xA2\xE5\xAD\x97",
    "e\xCC\x81",
    "\xE2\x80\xAE",
    "T-3;T-5SS+2d",
    "fri",
    "50%",
    "R-1",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
    "-1,234.50",
    "a\nb\x1b[2J",
    "-done",
    "+3d",
    "-1w",
    "a > b",
    "priority=800",
    "owner:a due<+2w",
    "'; DROP TABLE tasks",
};

#define PICK(list, seed) (list)[next(seed) % (sizeof(list) / sizeof *(list))]

static void type(App *app, const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x80)
            app_key(app, (Key)(unsigned char)*text);
}

static void act(App *app, uint64_t *seed, int width, int height)
{
    TermEvent event = {.kind = TERM_MOUSE, .x = (int)next(seed) % width, .y = (int)next(seed) % height};
    switch (next(seed) % 20) {
    case 0:
        type(app, PICK(texts, seed));
        break;
    case 1:
        app_paste(app, PICK(texts, seed));
        break;
    case 2:
        event.mouse = next(seed) % 4;
        app_mouse(app, &event);
        break;
    default:
        app_key(app, key_parse(PICK(keys, seed)));
    }
}

/* Every cell is one safe grapheme, or the right half of a wide one. */
static void assert_sound(const Canvas *canvas)
{
    for (int i = 0; i < canvas->width * canvas->height; i++) {
        const Cell *cell = &canvas->cells[i];
        int columns = 0;
        size_t length = text_grapheme(cell->text, &columns);
        assert_int_equal(length, strlen(cell->text));
        assert_true(cell->style < STYLE_COUNT && cell->marked <= 2);
        if (cell->text[0] == '\0')
            assert_true(i % canvas->width > 0 && cell[-1].text[0] != '\0');
        else
            assert_true((unsigned char)cell->text[0] >= ' ' && columns >= 1);
    }
}

static void draw(App *app, uint64_t *seed, int *width, int *height)
{
    if (next(seed) % 15 == 0) {
        *width = 1 + (int)(next(seed) % 160);
        *height = 1 + (int)(next(seed) % 50);
    }
    Canvas canvas;
    canvas_init(&canvas, *width, *height, next(seed) % 8 == 0);
    app_draw(app, &canvas);
    assert_sound(&canvas);
    assert_true(canvas.cursor->x < *width && canvas.cursor->y < *height);
    canvas_release(&canvas);
}

static void play(uint64_t seed, const char *folder)
{
    char path[100];
    Error error = {0};
    Session session;
    int width = 80, height = 24;
    snprintf(path, sizeof path, "%s/%llu.steerco", folder, (unsigned long long)seed);
    assert_true(session_open(&session, path, STORE_CREATE, NULL, &error));
    if (seed % 4 != 0 && !sample_load(&session, &error)) /* sometimes an empty file */
        fail_msg("%s", error.text);
    App *app = app_new(&session, date_make(2026, 3, 2));
    for (int step = 0; step < STEPS && !app_is_done(app); step++) {
        act(app, &seed, width, height);
        draw(app, &seed, &width, &height);
    }
    app_free(app);
    if (!store_verify(session.store, &error))
        fail_msg("%s", error.text);
    session_close(&session);
}

static void random_keys_do_no_harm(void **state)
{
    (void)state;
    const char *wanted = getenv("MONKEY");
    int rounds = wanted ? atoi(wanted) : ROUNDS;
    char folder[] = "/tmp/steerco-monkey-XXXXXX", command[100];
    assert_non_null(mkdtemp(folder));
    for (int round = 1; round <= rounds; round++)
        play((uint64_t)round, folder);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(random_keys_do_no_harm)};
    return cmocka_run_group_tests_name("monkey", tests, NULL, NULL);
}
