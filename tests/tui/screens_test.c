/*
 * Whole screens: keys in, text out. tests/screens/NAME.keys says what is pressed, NAME.screen what is seen then.
 *
 *     # size 80x24 today 2026-03-02          first line; `empty` starts without the sample board, `ascii` without
 * Unicode, `tabs` shows the digits of all panes in the title line, which are left out elsewhere lest each new pane
 * change every screen 2 down "vendor" enter ctrl-r           keys by name, "quoted" text typed character by character
 * paste "one\nor two" resize 40x12 screen                                 a screen to compare; there is always one at
 * the end
 *
 * The hardware cursor is part of the screen, since screen readers follow it. BLESS=1 rewrites the expectations; their
 * difference is to be read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <utf8proc.h>

#include "steerco/session/sample.h"
#include "steerco/tui/app/app.h"

#define FOLDER "tests/screens/"

enum { MOST_TESTS = 200, NAME_SIZE = 300, WORD_SIZE = 200 };

typedef struct Play {
    App *app;
    Session session;
    char folder[64], path[100];
    int width, height;
    bool ascii, tabs;
    Buffer out;
} Play;

/* ---- a session of its own for each test ---- */

static void open_session(Play *play, bool empty)
{
    Error error = {0};
    snprintf(play->folder, sizeof play->folder, "/tmp/steerco-screens-XXXXXX");
    assert_non_null(mkdtemp(play->folder));
    snprintf(play->path, sizeof play->path, "%s/office.steerco", play->folder);
    if (!session_open(&play->session, play->path, STORE_CREATE, NULL, &error) ||
        (!empty && !sample_load(&play->session, &error)))
        fail_msg("%s", error.text);
}

static void close_session(Play *play)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-lock", ".lock"};
    session_close(&play->session);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        char path[140];
        snprintf(path, sizeof path, "%s%s", play->path, suffixes[i]);
        unlink(path);
    }
    rmdir(play->folder);
}

/* "# size 80x24 today 2026-03-02 empty ascii" */
static Date read_heading(Play *play, const char *line, bool *empty)
{
    Error error = {0};
    char day[20] = "";
    Date today;
    if (sscanf(line, "# size %dx%d today %19s", &play->width, &play->height, day) != 3)
        fail_msg("the first line must be like: # size 80x24 today 2026-03-02");
    if (!date_parse(day, DATE_YMD, &today, &error))
        fail_msg("%s", error.text);
    *empty = strstr(line, " empty") != NULL;
    play->ascii = strstr(line, " ascii") != NULL;
    play->tabs = strstr(line, " tabs") != NULL;
    return today;
}

/* ---- playing ---- */

/* The tab of a pane at a place of the title line, "[1 Schedule]", " 1 Schedule " or "1 "; its length, 0 = none. */
static size_t tab_at(const char *text, const Pane *pane)
{
    char tab[60];
    if (text[0] == pane->key && text[1] == '\n')
        return 1;
    for (int i = 0; i < 3; i++) {
        if (i == 0)
            snprintf(tab, sizeof tab, "[%c %s]", pane->key, pane->title);
        else if (i == 1)
            snprintf(tab, sizeof tab, " %c %s ", pane->key, pane->title);
        else
            snprintf(tab, sizeof tab, "%c ", pane->key);
        if (strncmp(text, tab, strlen(tab)) == 0)
            return strlen(tab);
    }
    return 0;
}

/* Of the tabs in a title line only "[1 Schedule]" stays, with two blanks before and behind it. */
static void leave_out_tabs(Buffer *out, size_t from)
{
    Buffer line = {0};
    const char *text = buffer_text(out) + from, *begin = text, *current = strchr(text, '[');
    while (*begin != '\n' && !tab_at(begin, panes[0]))
        begin++;
    if (!current || *begin == '\n')
        return;
    const char *end = begin;
    for (int i = 0; panes[i]; i++) {
        if (pane_first(panes[i]) != panes[i])
            continue;
        size_t length = tab_at(end, panes[i]); /* behind the present one there may be a blank */
        end += length ? length : *end == ' ' && tab_at(end + 1, panes[i]) ? 1 + tab_at(end + 1, panes[i]) : 0;
    }
    end += strspn(end, " ");
    while (begin > text && begin[-1] == ' ')
        begin--;
    buffer_add_bytes(&line, text, (size_t)(begin - text));
    buffer_format(&line, "  %.*s%s", (int)(strchr(current, ']') + 1 - current), current, *end == '\n' ? "" : "  ");
    buffer_add(&line, end);
    buffer_cut(out, from);
    buffer_add(out, buffer_text(&line));
    buffer_release(&line);
}

static void draw(Play *play, bool keep)
{
    Canvas canvas;
    canvas_init(&canvas, play->width, play->height, play->ascii);
    app_draw(play->app, &canvas);
    if (keep) {
        size_t from = play->out.length;
        canvas_print(&canvas, &play->out);
        if (!play->tabs)
            leave_out_tabs(&play->out, from);
        buffer_format(&play->out, "[cursor %d,%d%s]\n", canvas.cursor->x, canvas.cursor->y,
                      canvas.cursor->typing ? " typing" : "");
    }
    canvas_release(&canvas);
}

static void type(Play *play, const char *text)
{
    utf8proc_int32_t character;
    for (; *text; text += utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &character)) {
        utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &character);
        app_key(play->app, (Key)character);
    }
}

/* The next word, or quoted text without its quotes; false at the end of the line. */
static bool next_word(const char **line, char word[WORD_SIZE], bool *quoted)
{
    const char *at = *line + strspn(*line, " ");
    *quoted = *at == '"';
    size_t length = *quoted ? strcspn(at + 1, "\"") : strcspn(at, " ");
    if (length >= WORD_SIZE)
        fail_msg("too long: %s", at);
    memcpy(word, at + *quoted, length);
    word[length] = '\0';
    *line = at + length + (*quoted ? 2 : 0);
    return *quoted || length > 0;
}

/* A written \\n is a line break. */
static void break_lines(char *text)
{
    for (char *at; (at = strstr(text, "\\n"));) {
        *at = '\n';
        memmove(at + 1, at + 2, strlen(at + 2) + 1);
    }
}

static void play_line(Play *play, const char *line)
{
    char word[WORD_SIZE];
    bool quoted;
    while (next_word(&line, word, &quoted)) {
        if (quoted) {
            type(play, word);
        } else if (strcmp(word, "screen") == 0) {
            draw(play, true);
        } else if (strcmp(word, "paste") == 0 && next_word(&line, word, &quoted)) {
            break_lines(word);
            app_paste(play->app, word);
        } else if (strcmp(word, "resize") == 0 && next_word(&line, word, &quoted)) {
            assert_int_equal(sscanf(word, "%dx%d", &play->width, &play->height), 2);
        } else if (key_parse(word)) {
            app_key(play->app, key_parse(word));
        } else {
            fail_msg("'%s' is no key", word);
        }
        draw(play, false); /* as the dashboard does after each key: pages and cells are known from drawing */
    }
}

static void play_file(Play *play, FILE *keys)
{
    char line[1000];
    bool empty;
    if (!fgets(line, sizeof line, keys))
        fail_msg("the file is empty");
    Date today = read_heading(play, line, &empty);
    open_session(play, empty);
    play->app = app_new(&play->session, today);
    draw(play, false);
    while (fgets(line, sizeof line, keys)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#')
            play_line(play, line);
    }
    draw(play, true);
    app_free(play->app);
    close_session(play);
}

/* ---- comparing ---- */

static void read_all(const char *path, Buffer *out)
{
    FILE *file = fopen(path, "r");
    char block[4096];
    size_t length;
    if (!file)
        return;
    while ((length = fread(block, 1, sizeof block, file)) > 0)
        buffer_add_bytes(out, block, length);
    fclose(file);
}

static void write_all(const char *path, const Buffer *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fwrite(buffer_text(text), 1, text->length, file);
    fclose(file);
}

/* Both screens whole, and where they part. */
static void compare(const char *name, const char *actual, const char *expected)
{
    int line = 1;
    size_t at = 0;
    for (; actual[at] && actual[at] == expected[at]; at++)
        line += actual[at] == '\n';
    if (actual[at] != expected[at])
        fail_msg("%s differs in line %d; it is now\n%s", name, line, actual);
}

static void plays_as_expected(void **state)
{
    const char *name = *state;
    char keys[NAME_SIZE * 2], screen[NAME_SIZE * 2];
    Play play = {0};
    Buffer expected = {0};
    snprintf(keys, sizeof keys, FOLDER "%s.keys", name);
    snprintf(screen, sizeof screen, FOLDER "%s.screen", name);
    FILE *file = fopen(keys, "r");
    assert_non_null(file);
    play_file(&play, file);
    fclose(file);
    read_all(screen, &expected);
    if (getenv("BLESS"))
        write_all(screen, &play.out);
    else
        compare(name, buffer_text(&play.out), buffer_text(&expected));
    buffer_release(&expected);
    buffer_release(&play.out);
}

/* ---- all files of the folder ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

static size_t find_tests(char names[MOST_TESTS][NAME_SIZE])
{
    DIR *folder = opendir(FOLDER);
    size_t count = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL && count < MOST_TESTS;) {
        const char *end = strstr(entry->d_name, ".keys");
        if (end)
            snprintf(names[count++], NAME_SIZE, "%.*s", (int)(end - entry->d_name), entry->d_name);
    }
    closedir(folder);
    qsort(names, count, NAME_SIZE, by_name);
    return count;
}

int main(void)
{
    static char names[MOST_TESTS][NAME_SIZE];
    static struct CMUnitTest tests[MOST_TESTS];
    size_t count = find_tests(names);
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){names[i], plays_as_expected, NULL, NULL, names[i]};
    return _cmocka_run_group_tests("screens", tests, count, NULL, NULL);
}
