/*
 * Random keys, texts, clicks and window sizes, while somebody else changes the same file: nothing may crash, hang, draw
 * broken text, or damage the file, and what is in memory is what is in the file. The sanitizers judge most of it.
 *
 *     build/san/tests/tui/monkey_test 1000000 [FIRST]     so many keys, from that round on; 3000 otherwise
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
#include "steerco/session/typed.h"
#include "steerco/tui/app/app.h"

enum { KEYS = 3000, A_ROUND = 1000, WIDEST = 300, HIGHEST = 100 };

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
    "\xFF\xC3(\xE2\x82",
    "name",
    "1 2 3\n4 5 6\tx\ty\n",
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
        bool usual = next(seed) % 4;
        *width = 1 + (int)(next(seed) % (usual ? 120 : WIDEST));
        *height = 1 + (int)(next(seed) % (usual ? 40 : HIGHEST));
    }
    Canvas canvas;
    canvas_init(&canvas, *width, *height, next(seed) % 8 == 0);
    app_draw(app, &canvas);
    assert_sound(&canvas);
    assert_true(canvas.cursor->x < *width && canvas.cursor->y < *height);
    canvas_release(&canvas);
}

/* Any stored field of any record gets some text, or the record goes. */
static void change_something(Session *other, uint64_t *seed)
{
    const Entity *entity = entities[next(seed) % (uint32_t)entity_count];
    uint32_t count = plan_count(&other->plan, entity->kind), fields = 0;
    ChangeSet set = {0};
    Error error = {0};
    if (count == 0)
        return;
    while (entity->fields[fields].name)
        fields++;
    const Record *record = plan_at(&other->plan, entity->kind, next(seed) % count);
    change_begin(&set, &other->plan, "test", "change");
    bool good = true;
    if (next(seed) % 20 == 0)
        change_delete(&set, &other->plan, entity, record->id);
    else
        good = typed_set(&set, &other->plan, entity, record->id, &entity->fields[next(seed) % fields],
                         PICK(texts, seed), &error);
    if (good && !session_commit(other, &set, &error)) /* a rule may forbid it */
        assert_true(error.text[0]);
    change_release(&set);
}

/* A colleague at the same file; the dashboard hears of it, as from a terminal's wait. */
static void somebody_else_works(Session *session, Session *other, uint64_t *seed)
{
    Error error = {0};
    if (!session_refresh(other, NULL, &error))
        fail_msg("%s", error.text);
    if (other->plan.board != session->plan.board)
        return;
    change_something(other, seed);
    if (!session_refresh(session, NULL, &error))
        fail_msg("%s", error.text);
}

static void assert_as_in_the_file(Session *session)
{
    Plan fresh;
    Error error = {0};
    Buffer words = {0};
    ChangeSet difference = {0};
    plan_init(&fresh);
    fresh.today = session->plan.today;
    if (session->past && !session_return(session, &error))
        fail_msg("%s", error.text);
    if (!session_refresh(session, NULL, &error) || !store_load(session->store, session->plan.board, &fresh, &error))
        fail_msg("%s", error.text);
    change_difference(&session->plan, &fresh, &difference);
    for (size_t i = 0; i < difference.changes.count; i++)
        change_describe(&difference.changes.items[i], &fresh, &words);
    if (difference.changes.count > 0)
        fail_msg("the file says: %s", buffer_text(&words));
    change_release(&difference);
    plan_release(&fresh);
}

/* At most so many keys; how many it were. */
static int play(uint64_t round, int most, const char *folder)
{
    char path[160], command[200];
    Error error = {0};
    Session session, other;
    uint64_t seed = round;
    int width = 80, height = 24, pressed = 0;
    snprintf(path, sizeof path, "%s/%llu.steerco", folder, (unsigned long long)round);
    assert_true(session_open(&session, path, STORE_CREATE, NULL, &error));
    if (round % 4 != 0 && !sample_load(&session, &error)) /* sometimes an empty file */
        fail_msg("%s", error.text);
    assert_true(session_open(&other, path, STORE_WRITE, NULL, &error));
    App *app = app_new(&session, date_make(2026, 3, 2));
    for (; pressed < most && pressed < A_ROUND && !app_is_done(app); pressed++) {
        act(app, &seed, width, height);
        if (next(&seed) % 40 == 0)
            somebody_else_works(&session, &other, &seed);
        draw(app, &seed, &width, &height);
    }
    app_free(app);
    assert_as_in_the_file(&session);
    if (!store_verify(session.store, &error))
        fail_msg("%s", error.text);
    session_close(&other);
    session_close(&session);
    snprintf(command, sizeof command, "rm -f %s*", path);
    assert_int_equal(system(command), 0);
    return pressed;
}

static int keys_wanted = KEYS, first_round = 1;

static void random_keys_do_no_harm(void **state)
{
    (void)state;
    const char *temporary = getenv("TMPDIR");
    char folder[96], command[120];
    int pressed = 0, round = first_round;
    snprintf(folder, sizeof folder, "%s/steerco-monkey-XXXXXX", temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(folder));
    for (; pressed < keys_wanted; round++)
        pressed += play((uint64_t)round, keys_wanted - pressed, folder);
    print_message("runs %d random keys, and others' changes between them\n", pressed);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int main(int argc, char **argv)
{
    keys_wanted = argc > 1 ? atoi(argv[1]) : KEYS;
    first_round = argc > 2 ? atoi(argv[2]) : 1;
    static const struct CMUnitTest tests[] = {cmocka_unit_test(random_keys_do_no_harm)};
    return cmocka_run_group_tests_name("monkey", tests, NULL, NULL);
}
