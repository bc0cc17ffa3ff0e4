/*
 * Title line, message line, key bar. The key bar reads the same command tables that keys are looked up in, so it shows
 * what works here and now; what does not fit is left out from the right.
 */
#include "steerco/tui/app/frame.h"

#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/keys.h"
#include "steerco/tui/app/others.h"
#include "steerco/tui/app/overlay.h"

enum {
    HINTS = 10,
    FIRST_HINTS = 2,
    PANE_HINTS = 6,
    KEY_BAR_FROM_HEIGHT = 8,
    NAME_WIDTH = 30,
    TABS = 10,
    SHEETS = 16,
    SHEETS_FROM_HEIGHT = 8,
    TAB_SIZE = 40
};

static bool has_key_bar(int height)
{
    return height >= KEY_BAR_FROM_HEIGHT;
}

Tile frame_body(int width, int height)
{
    return (Tile){0, 1, width, height - 2 - has_key_bar(height)};
}

int overlay_prompt_line(const Canvas *canvas)
{
    return canvas->height - 1 - has_key_bar(canvas->height);
}

/* ---- the key bar ---- */

typedef struct Hint {
    const Command *command;
    char key[16];
    int x, width;
} Hint;

typedef struct Hints {
    Hint items[HINTS];
    int count, width;
} Hints;

/* What has no key here, since the mode or the pane takes it, is no hint. */
static void add_hint(const App *app, const Mode *mode, Hints *hints, const Command *command, int room)
{
    Key key = command->label ? app_key_of_command(app, mode, command) : 0;
    if (!key || hints->count == HINTS)
        return;
    Hint hint = {.command = command, .x = hints->width ? hints->width + 2 : 0};
    Buffer name = {0};
    key_format(key, &name);
    overlay_copy(hint.key, sizeof hint.key, buffer_text(&name));
    buffer_release(&name);
    hint.width = text_width(hint.key) + 1 + text_width(command->label);
    if (hint.x + hint.width > room) {
        hints->width = room; /* so that nothing narrower follows out of order */
        return;
    }
    hints->items[hints->count++] = hint;
    hints->width = hint.x + hint.width;
}

/* Returns the command that it would have gone on with. */
static const Command *add_hints(const App *app, const Mode *mode, Hints *hints, const Command *commands, int most,
                                int room)
{
    int end = hints->count + most;
    for (; commands && commands->name && hints->count < end; commands++)
        add_hint(app, mode, hints, commands, room);
    return commands;
}

/* Help first, then what is special here (in a pane behind editing), then what works everywhere. */
static Hints lay_out_hints(const App *app, const Mode *mode, int width)
{
    Hints hints = {0};
    const Command *rest = add_hints(app, mode, &hints, app_commands, mode ? 1 : FIRST_HINTS, width);
    if (mode)
        add_hints(app, mode, &hints, mode->commands, HINTS, width);
    const Command *tables[COMMAND_TABLES];
    int count = mode ? 0 : app_pane_tables(app, tables);
    if (count > 0 && tables[count - 1] == sheet_commands) /* that there are more sheets is told before all else */
        add_hints(app, mode, &hints, tables[--count], PANE_HINTS, width);
    for (int i = 0; i < count; i++)
        add_hints(app, mode, &hints, tables[i], PANE_HINTS, width);
    add_hints(app, mode, &hints, rest, HINTS, width);
    return hints;
}

static void draw_key_bar(const App *app, Canvas *canvas, const Mode *mode)
{
    int y = canvas->height - 1;
    Hints hints = lay_out_hints(app, mode, canvas->width);
    for (int i = 0; i < hints.count; i++) {
        const Hint *hint = &hints.items[i];
        int key_width = text_width(hint->key);
        canvas_text(canvas, hint->x, y, key_width, STYLE_KEY, hint->key);
        canvas_text(canvas, hint->x + key_width + 1, y, hint->width - key_width - 1, STYLE_HINT, hint->command->label);
    }
}

/* ---- the title line ---- */

typedef struct Tab {
    char text[TAB_SIZE];
    Key key;
    int x, width;
} Tab;

/* How much of the tabs and of the facts is said. */
typedef enum Detail { LEAST, SHORT, FULL } Detail;

/* "0 Overview  [1 Schedule]  2 Risks"; short: of the others the digits; at least the present one. The columns it takes.
 */
static int word_tabs(const App *app, Detail detail, Tab out[TABS], int *count)
{
    int width = 0;
    *count = 0;
    for (int i = 0; panes[i] && *count < TABS; i++) {
        bool current = panes[i]->key == app_shown_pane(app)->key;
        if (pane_first(panes[i]) != panes[i])
            continue;
        if (!current && detail == LEAST)
            continue;
        Tab *tab = &out[(*count)++];
        const char *blank = detail == FULL ? "" : " "; /* between digits */
        if (current)
            snprintf(tab->text, sizeof tab->text, "[%c %s]%s", panes[i]->key, panes[i]->title, blank);
        else if (detail == FULL)
            snprintf(tab->text, sizeof tab->text, " %c %s ", panes[i]->key, panes[i]->title);
        else
            snprintf(tab->text, sizeof tab->text, "%c ", panes[i]->key);
        tab->key = (Key)panes[i]->key;
        tab->x = width;
        tab->width = text_width(tab->text);
        width += tab->width;
    }
    return width;
}

static void add_day(Date date, Buffer *out)
{
    Civil civil = date_civil(date);
    buffer_format(out, "%d %s %d", civil.day, month_name(civil.month), civil.year);
}

static void word_facts(App *app, Detail detail, Buffer *out)
{
    const Plan *plan = app_plan(app);
    if (app_session(app)->past) {
        past_word(app, detail >= SHORT, out);
        return;
    }
    others_word(app, out);
    if (store_is_read_only(app_session(app)->store))
        buffer_add(out, "read-only  ");
    if (plan->audience == AUDIENCE_PRIVATE)
        buffer_add(out, "private shown  ");
    if (detail == FULL) {
        buffer_add(out, "status ");
        add_day(plan_board(plan)->status_date == DATE_NONE ? app_today(app) : plan_board(plan)->status_date, out);
        buffer_add(out, "  ");
    }
    if (detail >= SHORT && plan_finish(plan) != INSTANT_NONE) {
        buffer_add(out, "finish ");
        add_day(instant_end_date(plan->results->finish), out);
        buffer_add(out, "  ");
    }
    if (out->length > 0)
        buffer_cut(out, out->length - 1);
}

/* Where the parts of the title line lie. */
typedef struct Title {
    Tab tabs[TABS];
    int tab_count, tabs_x, name_width;
    Buffer facts;
} Title;

static const char *board_name(App *app)
{
    const char *name = plan_board(app_plan(app))->name;
    return *name ? name : "steerco";
}

/* What gives way where the line is short, step by step. */
static const struct {
    Detail tabs, facts;
} title_steps[] = {{FULL, FULL}, {SHORT, FULL}, {SHORT, SHORT}, {SHORT, LEAST}, {LEAST, LEAST}};
enum { TITLE_STEPS = sizeof title_steps / sizeof *title_steps };

static void lay_out_title(App *app, int width, Title *out)
{
    int wanted = text_width(board_name(app)), tabs = 0, facts = 0;
    wanted = wanted > NAME_WIDTH ? NAME_WIDTH : wanted;
    for (int step = 0; step < TITLE_STEPS; step++) {
        buffer_clear(&out->facts);
        word_facts(app, title_steps[step].facts, &out->facts);
        tabs = word_tabs(app, title_steps[step].tabs, out->tabs, &out->tab_count);
        facts = text_width(buffer_text(&out->facts));
        if (1 + wanted + 2 + tabs + 2 + facts <= width)
            break;
    }
    int room = width - 1 - 2 - tabs - (facts ? 2 + facts : 0);
    out->name_width = wanted < room ? wanted : room > 0 ? room : 0;
    out->tabs_x = 1 + out->name_width + 2;
}

static void draw_title(App *app, Canvas *canvas)
{
    Title title = {0};
    lay_out_title(app, canvas->width, &title);
    canvas_fill(canvas, 0, 0, canvas->width, 1, STYLE_STATUS, " ");
    canvas_text(canvas, 1, 0, title.name_width, STYLE_STATUS, board_name(app));
    for (int i = 0; i < title.tab_count; i++) {
        int x = title.tabs_x + title.tabs[i].x;
        canvas_text(canvas, x, 0, title.tabs[i].width, STYLE_STATUS, title.tabs[i].text);
        if (title.tabs[i].text[0] == '[')
            canvas_mark(canvas, x, 0, (int)strcspn(title.tabs[i].text, "]") + 1, true);
    }
    int facts = text_width(buffer_text(&title.facts));
    canvas_text(canvas, canvas->width - facts, 0, facts, app_session(app)->past ? STYLE_BAND_HIGH : STYLE_STATUS,
                buffer_text(&title.facts));
    buffer_release(&title.facts);
}

void frame_draw(App *app, Canvas *canvas, const Mode *mode)
{
    draw_title(app, canvas);
    if (has_key_bar(canvas->height))
        draw_key_bar(app, canvas, mode);
}

/* ---- the line of sheets ---- */

typedef struct SheetTab {
    const Pane *pane;
    int x, width;
} SheetTab;

/* " People [Calendars] Holidays "; where the line is short, from the first one on that leaves the present one in it. */
static int lay_out_sheets(const App *app, int width, SheetTab out[SHEETS])
{
    const Pane *shown = app_pane(app), *from = pane_first(shown);
    int room = width - 1, count = 0, x = 0; /* a column is left for the sign that there are more */
    for (const Pane *pane = shown;; pane = pane_next_sheet(pane, -1)) {
        room -= text_width(pane_sheet_title(pane)) + 2;
        from = pane == shown || room >= 0 ? pane : from;
        if (room < 0 || pane == pane_first(shown))
            break;
    }
    for (const Pane *pane = from; count < SHEETS; pane = pane_next_sheet(pane, +1)) {
        int needed = text_width(pane_sheet_title(pane)) + 2;
        if ((x + needed > width - 1 && count > 0) || (count > 0 && pane == pane_first(shown)))
            break;
        out[count++] = (SheetTab){pane, x, needed};
        x += needed;
    }
    return count;
}

Canvas frame_draw_sheets(const App *app, Canvas *body)
{
    SheetTab tabs[SHEETS];
    if (body->height < SHEETS_FROM_HEIGHT || !pane_has_sheets(app_pane(app)))
        return *body;
    int count = lay_out_sheets(app, body->width, tabs);
    canvas_fill(body, 0, 0, body->width, 1, STYLE_TEXT, " ");
    for (int i = 0; i < count; i++) {
        bool current = tabs[i].pane == app_pane(app);
        canvas_format(body, tabs[i].x, 0, tabs[i].width, current ? STYLE_TITLE : STYLE_DIM, current ? "[%s]" : " %s ",
                      pane_sheet_title(tabs[i].pane));
    }
    if (count > 0 && tabs[0].pane != pane_first(app_pane(app)))
        canvas_glyph(body, 0, 0, STYLE_DIM, GLYPH_LEFT);
    if (count > 0 && pane_next_sheet(tabs[count - 1].pane, +1) != pane_first(app_pane(app)))
        canvas_glyph(body, body->width - 1, 0, STYLE_DIM, GLYPH_RIGHT);
    return canvas_part(body, 0, 1, body->width, body->height - 1);
}

const Pane *frame_sheet_at(const App *app, int width, int height, int x, int y)
{
    SheetTab tabs[SHEETS];
    Tile body = frame_body(width, height);
    if (y != body.y || body.height < SHEETS_FROM_HEIGHT || app_shown_pane(app) != app_pane(app) ||
        !pane_has_sheets(app_pane(app)))
        return NULL;
    int count = lay_out_sheets(app, width, tabs);
    for (int i = 0; i < count; i++)
        if (x >= tabs[i].x && x < tabs[i].x + tabs[i].width)
            return tabs[i].pane;
    return NULL;
}

/* ---- the mouse ---- */

static Key tab_at(App *app, int width, int x)
{
    Title title = {0};
    Key key = 0;
    lay_out_title(app, width, &title);
    for (int i = 0; i < title.tab_count; i++)
        if (x >= title.tabs_x + title.tabs[i].x && x < title.tabs_x + title.tabs[i].x + title.tabs[i].width)
            key = title.tabs[i].key;
    buffer_release(&title.facts);
    return key;
}

static Key hint_at(const App *app, const Mode *mode, int width, int x)
{
    Hints hints = lay_out_hints(app, mode, width);
    for (int i = 0; i < hints.count; i++)
        if (x >= hints.items[i].x && x < hints.items[i].x + hints.items[i].width)
            return key_parse(hints.items[i].key);
    return 0;
}

Key frame_key_at(App *app, const Mode *mode, int width, int height, int x, int y)
{
    if (y == 0 && !mode)
        return tab_at(app, width, x);
    if (y == height - 1 && has_key_bar(height))
        return hint_at(app, mode, width, x);
    return 0;
}
