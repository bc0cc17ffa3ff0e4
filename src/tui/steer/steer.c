/*
 * The overlay of the pages: which one is shown, what is selected on it, whom it follows.
 */
#include "steerco/tui/steer/steer.h"

#include <string.h>

#include "steer_parts.h"
#include "steerco/analysis/steering/meetings.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/others.h"

enum { MARGIN = 2, FOOT_FROM_HEIGHT = 12 };
#define TOLD_AS "steer/" /* in front of the page's name, where others are told */

typedef struct Steer {
    int page;
    size_t selected, top;
    Id item;    /* of the agenda, that notes belong to; 0 = the item of the page's title */
    bool wall;  /* follows a presenter */
    bool notes; /* the speaker's notes are shown */
    char presenter[PRESENCE_TEXT];
    Plan then; /* as it was at the last meeting */
    bool has_then;
    Date then_day;
    Content content; /* of the page, made from that generation of the plan */
    uint64_t generation;
    const Page *filled;
} Steer;

static void end(void *state)
{
    Steer *steer = state;
    content_release(&steer->content);
    if (steer->has_then)
        plan_release(&steer->then);
}

/* ---- what the pages are made from ---- */

static const Meeting *meeting_now(const Plan *plan)
{
    return meeting_at_hand(plan, plan->today);
}

static void load_then(App *app, Steer *steer)
{
    const Plan *plan = app_plan(app);
    const Meeting *meeting = meeting_now(plan);
    const Meeting *last = meeting_before(plan, meeting, meeting ? meeting->date : plan->today);
    Error error = {0}; /* the board was not there yet: then nothing is compared */
    if (!last)
        return;
    steer->then_day = last->date;
    steer->has_then = page_load_then(app_session(app)->store, plan, last->date, &steer->then, &error);
}

static void refill(App *app, Steer *steer)
{
    const Page *page = report_pages[steer->page];
    if (steer->filled == page && steer->generation == app_plan(app)->generation)
        return;
    const Plan now = plan_view(app_plan(app), AUDIENCE_PUBLIC);
    const Meeting *meeting = meeting_now(&now);
    const PageView view = {.now = &now,
                           .then = steer->has_then ? &steer->then : NULL,
                           .then_day = steer->then_day,
                           .store = app_session(app)->store,
                           .meeting = meeting ? meeting->record.id : 0};
    content_release(&steer->content);
    page_fill(page, &view, &steer->content);
    if (steer->filled != page)
        steer->selected = steer->top = 0;
    steer->filled = page;
    steer->generation = now.generation;
    if (steer->selected >= steer->content.rows.count)
        steer->selected = steer->content.rows.count ? steer->content.rows.count - 1 : 0;
}

static const ContentRow *selected_row(const Steer *steer)
{
    return steer->selected < steer->content.rows.count ? &steer->content.rows.items[steer->selected] : NULL;
}

/* ---- drawing ---- */

static int count_pages(void)
{
    int count = 0;
    while (report_pages[count])
        count++;
    return count;
}

/* 0 for a page that is none, and for null: the first one. */
static int place_of(const Page *page)
{
    for (int i = 0; report_pages[i]; i++)
        if (report_pages[i] == page)
            return i;
    return 0;
}

static void draw_title(const Steer *steer, const Plan *plan, Canvas *canvas)
{
    Buffer right = {0};
    buffer_add(&right, "status ");
    date_format_short(plan_status_date(plan), &right);
    buffer_format(&right, "   %d/%d ", steer->page + 1, count_pages());
    int width = text_width(buffer_text(&right));
    canvas_fill(canvas, 0, 0, canvas->width, 1, STYLE_STATUS, " ");
    canvas_format(canvas, MARGIN, 0, canvas->width - MARGIN - width, STYLE_STATUS, "%s",
                  page_title(report_pages[steer->page]));
    canvas_text(canvas, canvas->width - width, 0, width, STYLE_STATUS, buffer_text(&right));
    buffer_release(&right);
}

/* On the presenter's screen only: where notes go, and what the manager wanted to say. */
static void draw_foot(App *app, const Steer *steer, Canvas *line)
{
    const Plan *plan = app_plan(app);
    const Meeting *meeting = meeting_now(plan);
    const AgendaItem *item = plan_find(plan, ENTITY_AGENDA_ITEM, steer->item);
    if (steer->wall)
        canvas_format(line, 0, 0, line->width, STYLE_DIM, "%s",
                      *steer->presenter ? steer->presenter : "Nobody presents: the wall waits");
    else if (steer->notes && item && *item->notes)
        canvas_paragraph(line, 0, 0, line->width, line->height, STYLE_DIM, item->notes);
    else
        canvas_format(line, 0, 0, line->width, STYLE_DIM, "%s%s%s", meeting ? meeting->title : "No meeting is planned",
                      item ? " · notes go to: " : "", item ? item->title : "");
}

static void draw(void *state, App *app, Canvas *canvas)
{
    Steer *steer = state;
    refill(app, steer);
    const Page *page = report_pages[steer->page];
    int foot = canvas->height >= FOOT_FROM_HEIGHT ? 1 : 0, bottom = overlay_prompt_line(canvas);
    canvas_fill(canvas, 0, 0, canvas->width, steer->wall ? canvas->height : bottom + 1, STYLE_TEXT, " ");
    draw_title(steer, app_plan(app), canvas);
    Canvas body = canvas_part(canvas, MARGIN, 2, canvas->width - 2 * MARGIN, bottom - 2 - foot);
    if (page_has_matrix(page)) {
        const Plan now = plan_view(app_plan(app), AUDIENCE_PUBLIC);
        const ContentRow *row = selected_row(steer);
        body = steer_draw_matrix(&now, &body, row ? row->id : 0);
    }
    steer_draw_content(&steer->content, &body, steer->selected, &steer->top);
    Canvas line = canvas_part(canvas, MARGIN, bottom - foot, canvas->width - 2 * MARGIN, foot);
    if (foot)
        draw_foot(app, steer, &line);
}

/* ---- keys ---- */

static void turn_to(Steer *steer, int page)
{
    int count = count_pages();
    steer->page = (page + count) % count;
}

static void capture(App *app, const Steer *steer, char letter)
{
    const ContentRow *row = selected_row(steer);
    const Meeting *meeting = meeting_now(app_plan(app));
    SteerPlace place = {.page = report_pages[steer->page],
                        .meeting = meeting ? meeting->record.id : 0,
                        .item = steer->item,
                        .entity = row ? row->entity : NULL,
                        .id = row ? row->id : 0};
    if (!plan_find(app_plan(app), ENTITY_AGENDA_ITEM, place.item))
        place.item = 0;
    if (place.entity == &agenda_item_entity)
        place.item = place.id;
    if (letter == 'r' && place.entity == &risk_entity)
        steer_rescore(app, &place);
    else
        steer_capture(app, letter, &place);
}

static bool key_pressed(void *state, App *app, Key key)
{
    Steer *steer = state;
    refill(app, steer); /* keys may come faster than the screen is drawn */
    const ContentRow *row = selected_row(steer);
    if (key_in_list(key, "space right pagedown l"))
        turn_to(steer, steer->page + 1);
    else if (key_in_list(key, "left pageup backspace h"))
        turn_to(steer, steer->page - 1);
    else if (key >= '1' && key <= '9' && (int)key - '1' < count_pages())
        turn_to(steer, (int)key - '1');
    else if (key == 's')
        steer->notes = !steer->notes;
    else if (key == KEY_ENTER_ && row && row->entity == &agenda_item_entity)
        steer->item = steer->item == row->id ? 0 : row->id;
    else if (key_in_list(key, "d a i r c"))
        capture(app, steer, (char)key);
    else if (key_in_list(key, "esc q"))
        app_close(app);
    else
        return overlay_move(key_in_list(key, "j")   ? KEY_ARROW_DOWN
                            : key_in_list(key, "k") ? KEY_ARROW_UP
                                                    : key,
                            steer->content.rows.count, 10, &steer->selected);
    return true;
}

static bool wall_key_pressed(void *state, App *app, Key key)
{
    (void)state;
    if (key_in_list(key, "esc q"))
        app_quit(app);
    return true;
}

static const Command commands[] = {
    {"steer-next", "space right pagedown l", "next", "The next page; 1 to 9 go to one", NULL},
    {"steer-previous", "left pageup backspace h", "back", "The page before", NULL},
    {"steer-select", "down up j k home end", NULL, "Select a row of the page", NULL},
    {"steer-item", "enter", NULL, "On the agenda: notes go to this item, until it is chosen again", NULL},
    {"steer-decision", "d", "decision", "Note a decision, taken today", NULL},
    {"steer-action", "a", "action", "Note an action: what @who due fri", NULL},
    {"steer-issue", "i", "issue", "Note an issue", NULL},
    {"steer-risk", "r", "risk", "Note a risk; on a risk assess it anew, with the reason", NULL},
    {"steer-change", "c", NULL, "Note a change request", NULL},
    {"steer-page", "1 2 3 4 5 6 7 8 9", NULL, "Go to a page by its number", NULL},
    {"steer-notes", "s", NULL, "Show the notes of the item of the agenda, on this screen alone", NULL},
    {"steer-close", "esc q", "close", "Back to the dashboard", NULL},
    {0},
};

static const Command wall_commands[] = {
    {"wall-close", "esc q", "close", "Take the wall down", NULL},
    {0},
};

const Mode steer_mode = {
    .name = "steer",
    .title = "Steering a meeting",
    .help = "Pages for a committee, made from the plan of this minute. What falls in the meeting is noted on any of "
            "them, in one line, and lands at the item of the agenda; u takes it back.",
    .open = true,
    .commands = commands,
};

const Mode wall_mode = {
    .name = "wall",
    .title = "A wall",
    .help = "A second screen that follows the pages of whoever steers a meeting on the same board. It changes nothing.",
    .commands = wall_commands,
};

/* ---- presenter and wall ---- */

/* The presenter's page and selection, for the wall. */
static void tell(void *state, Place *out)
{
    const Steer *steer = state;
    const ContentRow *row = selected_row(steer);
    Buffer text = {0};
    buffer_format(&text, TOLD_AS "%s", page_name(report_pages[steer->page]));
    overlay_copy(out->pane, sizeof out->pane, buffer_text(&text));
    buffer_clear(&text);
    if (row && row->entity)
        entity_code(row->entity, row->id, &text);
    overlay_copy(out->field, sizeof out->field, buffer_text(&text));
    buffer_release(&text);
}

static const Colleague *find_presenter(App *app)
{
    const Colleagues *here = &app_others(app)->here;
    for (size_t i = 0; i < here->count; i++)
        if (here->items[i].place.board == app_plan(app)->board &&
            strncmp(here->items[i].place.pane, TOLD_AS, strlen(TOLD_AS)) == 0)
            return &here->items[i];
    return NULL;
}

static void select_code(Steer *steer, const char *code)
{
    Id id;
    const Entity *entity = *code ? entity_of_code(code, &id) : NULL;
    for (size_t i = 0; entity && i < steer->content.rows.count; i++)
        if (steer->content.rows.items[i].entity == entity && steer->content.rows.items[i].id == id)
            steer->selected = i;
}

/* Go where the presenter is, as others were told. */
static void follow(App *app, Steer *steer)
{
    const Colleague *presenter = find_presenter(app);
    const Page *page = presenter ? page_find(presenter->place.pane + strlen(TOLD_AS)) : NULL;
    overlay_copy(steer->presenter, sizeof steer->presenter, presenter ? presenter->who : "");
    if (!page)
        return;
    steer->page = place_of(page);
    refill(app, steer);
    select_code(steer, presenter->place.field);
}

static void draw_wall(void *state, App *app, Canvas *canvas)
{
    follow(app, state);
    draw(state, app, canvas);
}

static const Overlay steer_overlay = {
    .mode = &steer_mode,
    .state_size = sizeof(Steer),
    .end = end,
    .draw = draw,
    .key_pressed = key_pressed,
    .tell = tell,
};

static const Overlay wall_overlay = {
    .mode = &wall_mode,
    .state_size = sizeof(Steer),
    .end = end,
    .draw = draw_wall,
    .key_pressed = wall_key_pressed,
};

static Steer *open_on(App *app, const Overlay *overlay)
{
    Steer *steer = app_open(app, overlay);
    load_then(app, steer);
    return steer;
}

void steer_open(App *app, const Page *page)
{
    if (app_plan(app)->board == 0)
        app_say(app, "There is no board to steer");
    else
        open_on(app, &steer_overlay)->page = place_of(page);
}

void steer_open_wall(App *app)
{
    open_on(app, &wall_overlay)->wall = true;
}

static const char *page_in(const char *screen)
{
    size_t length = strlen(TOLD_AS);
    return strncmp(screen, TOLD_AS, length) == 0 ? screen + length : NULL;
}

bool steer_is_screen(const char *name)
{
    const char *page = page_in(name);
    return text_equal(name, "steer") || text_equal(name, "wall") || (page && page_find(page));
}

void steer_open_screen(App *app, const char *name)
{
    const char *page = page_in(name);
    if (text_equal(name, "wall"))
        steer_open_wall(app);
    else
        steer_open(app, page ? page_find(page) : NULL);
}
