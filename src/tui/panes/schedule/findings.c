/*
 * The list of sentences as it lies above the panes: a sentence takes as many lines as it needs, Enter goes to the task
 * it speaks of or to the list behind it, Esc to where one came from.
 */
#include "findings.h"

#include "steerco/base/text.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { BOX_WIDTH = 100, BOX_HEIGHT = 60, LEVELS = 2, NOTE_LINES = 3, LEAST_NOTED = 9 };

typedef struct Level {
    Findings findings;
    size_t selected, top;
} Level;

typedef struct Reader {
    Level levels[LEVELS]; /* a list, and the one that was opened from it */
    int depth;            /* of the one that is shown */
    int width, height;    /* of the lines when last drawn */
} Reader;

static void release(void *state)
{
    for (int i = 0; i < LEVELS; i++)
        findings_release(&((Reader *)state)->levels[i].findings);
}

static Level *shown(Reader *reader)
{
    return &reader->levels[reader->depth];
}

/* ---- selection ---- */

static bool is_heading(const Level *level, size_t at)
{
    return at < level->findings.items.count && level->findings.items.items[at].heading;
}

/* Off a heading, in the direction that one came; back where nothing follows. */
static void leave_headings(Level *level, bool upwards)
{
    size_t at = level->selected, count = level->findings.items.count;
    while (is_heading(level, at) && (upwards ? at > 0 : at + 1 < count))
        at = upwards ? at - 1 : at + 1;
    while (is_heading(level, at) && at > 0)
        at--;
    while (is_heading(level, at) && at + 1 < count)
        at++;
    level->selected = at;
}

static void catch_up(Level *level, const Plan *plan)
{
    if (level->findings.generation == plan->generation)
        return;
    level->selected = findings_refill(&level->findings, plan, level->selected);
    if (level->selected >= level->findings.items.count)
        level->selected = level->findings.items.count ? level->findings.items.count - 1 : 0;
    leave_headings(level, false);
}

static void fill(Level *level, App *app, const Topic *topic)
{
    *level = (Level){.selected = trail_place(app, topic)};
    findings_fill(&level->findings, app_plan(app), topic);
    if (level->selected >= level->findings.items.count)
        level->selected = 0;
    leave_headings(level, false);
}

/* ---- drawing ---- */

/* The lines of a finding, drawn from line `y` on unless the canvas is null. */
static int lay_out(const Finding *finding, int width, Canvas *canvas, int y)
{
    const char *text = finding->text;
    int lines = 0, indent = finding->indent;
    size_t skip;
    for (; *text && width > indent; lines++) {
        size_t length = canvas_wrap(text, width - indent, &skip);
        if (canvas && y + lines >= 0 && y + lines < canvas->height)
            canvas_format(canvas, 1 + indent, y + lines, width - indent, finding->style, "%.*s", (int)length, text);
        text += length + skip;
    }
    return lines > 0 ? lines : 1;
}

static int lines_of(const Level *level, size_t at, int width)
{
    return lay_out(&level->findings.items.items[at], width, NULL, 0);
}

/* The last page begins here, or a line or two behind it. */
static size_t last_top(const Level *level, int width, int height)
{
    size_t first = level->findings.items.count;
    for (int used = 0; first > 0 && (used += lines_of(level, first - 1, width)) <= height;)
        first--;
    return first;
}

/* The selection comes into sight with the heading above it. Only what is in sight is laid out. */
static void scroll(Level *level, int width, int height)
{
    size_t first = level->selected, last = last_top(level, width, height);
    level->top = level->top < last ? level->top : last;
    int used = lines_of(level, first, width);
    bool headed = first > 0 && is_heading(level, first - 1);
    if (level->top > first - headed)
        level->top = first - headed;
    while (first > level->top && used + lines_of(level, first - 1, width) <= height)
        used += lines_of(level, --first, width);
    if (level->top < first)
        level->top = first;
}

/* How many lines all of it takes, as far as there is room. */
static int wanted_lines(const Level *level, int width, int most)
{
    int lines = 0;
    for (size_t i = 0; i < level->findings.items.count && lines < most; i++)
        lines += lines_of(level, i, width);
    return lines < most ? lines : most;
}

static bool has_notes(const Level *level)
{
    return level->findings.items.count > 0 && *level->findings.items.items[0].note;
}

/* How many are in sight as a whole. */
static size_t draw_lines(const Level *level, int width, Canvas *canvas)
{
    int y = 0;
    size_t whole = 0;
    for (size_t i = level->top; i < level->findings.items.count && y < canvas->height; i++) {
        const Finding *finding = &level->findings.items.items[i];
        int lines = lay_out(finding, width, canvas, y);
        for (int line = y; i == level->selected && line < y + lines && line < canvas->height; line++)
            canvas_mark(canvas, 0, line, canvas->width, true);
        if (i == level->selected)
            canvas_cursor(canvas, 0, y, false);
        y += lines;
        whole += y <= canvas->height;
    }
    return whole;
}

static void draw_note(const Level *level, Canvas *box)
{
    int y = box->height - NOTE_LINES;
    canvas_line(box, 0, y - 1, box->width, STYLE_FRAME);
    canvas_paragraph(box, 1, y, box->width - 2, NOTE_LINES, STYLE_DIM,
                     level->findings.items.items[level->selected].note);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    Reader *reader = state;
    Level *level = shown(reader);
    catch_up(level, app_plan(app));
    reader->width = (canvas->width < BOX_WIDTH ? canvas->width : BOX_WIDTH) - 4;
    int notes = has_notes(level) ? NOTE_LINES + 1 : 0;
    Canvas box = overlay_box(canvas, BOX_WIDTH, wanted_lines(level, reader->width, BOX_HEIGHT) + notes + 2,
                             level->findings.title);
    notes = box.height >= LEAST_NOTED ? notes : 0;
    reader->height = box.height - notes;
    if (level->findings.items.count == 0 || reader->height < 1)
        return;
    scroll(level, reader->width, reader->height);
    Canvas lines = canvas_part(&box, 0, 0, box.width, reader->height);
    size_t end = level->top + draw_lines(level, reader->width, &lines);
    overlay_draw_rest(&box, level->top, level->findings.items.count - end);
    if (notes)
        draw_note(level, &box);
}

/* ---- keys ---- */

static void go_back(Reader *reader, App *app)
{
    if (reader->depth == 0) {
        overlay_close(app, reader);
        return;
    }
    findings_release(&shown(reader)->findings);
    reader->depth--;
}

static void go_on(Reader *reader, App *app)
{
    const Level *level = shown(reader);
    const Finding *finding =
        level->selected < level->findings.items.count ? &level->findings.items.items[level->selected] : NULL;
    if (finding && finding->opens.kind != TOPIC_NONE && reader->depth + 1 < LEVELS) {
        reader->depth++;
        fill(shown(reader), app, &finding->opens);
    } else if (finding && finding->task != 0) {
        Topic topic = level->findings.topic;
        size_t at = level->selected;
        overlay_close(app, reader);
        trail_follow(app, &topic, at);
    } else {
        app_say(app, "This sentence leads nowhere; esc goes back");
    }
}

/* Why the task stands there that the sentence speaks of. */
static void ask_why(const Reader *reader, App *app)
{
    const Level *level = &reader->levels[reader->depth];
    const Finding *finding =
        level->selected < level->findings.items.count ? &level->findings.items.items[level->selected] : NULL;
    if (finding && finding->task != 0)
        findings_open(app, &(Topic){.kind = TOPIC_WHY, .task = finding->task});
    else
        app_say(app, "This sentence is about no task");
}

static bool move(Reader *reader, Key key)
{
    Level *level = shown(reader);
    size_t count = level->findings.items.count, before = level->selected;
    if (key == 'j' || key == 'k')
        key = key == 'j' ? KEY_ARROW_DOWN : KEY_ARROW_UP;
    if (key_in_list(key, "home g"))
        level->selected = 0;
    else if (key_in_list(key, "end G"))
        level->selected = count ? count - 1 : 0;
    else if (!overlay_move(key, count, reader->height, &level->selected))
        return false;
    leave_headings(level, level->selected < before);
    return true;
}

static bool key_pressed(void *state, App *app, Key key)
{
    Reader *reader = state;
    if (key_in_list(key, "esc q"))
        go_back(reader, app);
    else if (key == KEY_ENTER_)
        go_on(reader, app);
    else if (key == '=')
        ask_why(reader, app);
    else
        return move(reader, key);
    return true;
}

static const Command commands[] = {
    {"finding-follow", "enter", "go there", "Go to the task, or open the list behind it", NULL},
    {"finding-move", "down up j k tab backtab ctrl-n ctrl-p", "move", "Go to another sentence", NULL},
    {"finding-page", "pagedown pageup home end g G", NULL, "A page up or down; to the first or the last one", NULL},
    {"finding-why", "=", "why", "Why the task of the sentence stands where it stands", NULL},
    {"finding-close", "esc q", "back", "Go back to where you came from", NULL},
    {0},
};

static bool holds(const void *list, size_t at, const char *folded)
{
    const Finding *finding = &((const Findings *)list)->items.items[at];
    return !finding->heading && text_contains(finding->text, folded);
}

static const Overlay findings_overlay;

static void find(App *app, const char *text, int direction)
{
    Level *level = shown(overlay_state(app, &findings_overlay));
    overlay_seek(app, text, direction, level->findings.items.count, &level->selected, holds, &level->findings);
}

const Mode findings_mode = {
    .name = "findings",
    .title = "Findings",
    .help = "Opened with !, x or = in the schedule: sentences about the plan, each of which leads to its task.",
    .open = true,
    .find = find,
    .commands = commands,
};

static const Overlay findings_overlay = {
    .mode = &findings_mode,
    .state_size = sizeof(Reader),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
};

void findings_open(App *app, const Topic *topic)
{
    Reader *reader = app_open(app, &findings_overlay);
    fill(shown(reader), app, topic);
}
