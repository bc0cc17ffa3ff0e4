/*
 * The dashboard on a real terminal: wait, act, and draw once nothing more is waiting. Nobody typing means no bytes sent
 * and no wake-ups but one at midnight; other people's changes come in through the descriptor that the store watches.
 */
#include <stdio.h>

#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/others.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/app/views.h"
#include "steerco/tui/steer/steer.h"

enum { NOTICE_SIZE = 300, OVERVIEW_WIDTH = 100, OVERVIEW_HEIGHT = 28 };

/*
 * The file rings when somebody writes to it, which is a moment before what is written can be read. So after a ring that
 * brought nothing one looks again a few times, and once more after one that did, lest something came with it;
 * milliseconds. Without a descriptor the last one is the pace.
 */
static const int second_looks[] = {5, 25, 100, 500, 1000};
enum { LOOKS = sizeof second_looks / sizeof *second_looks, LAST_LOOKS = LOOKS - 2 };

/* What came in: the newest change in words, and how many others. */
typedef struct News {
    int64_t known;
    int count;
    Buffer newest;
} News;

static bool count_news(const JournalEntry *entry, void *context)
{
    News *news = context;
    if (entry->sequence <= news->known)
        return false;
    if (news->count++ == 0)
        buffer_format(&news->newest, "%s: %s", entry->who, entry->reason);
    return true;
}

/* True when there was anything. */
static bool take_in_changes(App *app)
{
    Error error = {0};
    Session *session = app_session(app);
    News news = {.known = session->plan.sequence};
    const JournalQuery query = {.board = session->plan.board};
    bool changed = false;
    if (!session_refresh(session, &changed, &error) ||
        (changed && !store_journal(session->store, &query, count_news, &news, &error)))
        app_complain(app, &error);
    else if (news.count == 1)
        app_say(app, "%s", buffer_text(&news.newest));
    else if (news.count > 1)
        app_say(app, "%s, and %d more changes by others", buffer_text(&news.newest), news.count - 1);
    buffer_release(&news.newest);
    return changed;
}

static void show(App *app, Canvas *canvas)
{
    int width, height;
    term_size(&width, &height);
    if (canvas->width != width || canvas->height != height) {
        canvas_release(canvas);
        canvas_init(canvas, width, height, term_is_ascii());
    }
    app_draw(app, canvas);
    term_show(canvas);
}

/* False when the terminal has gone. */
static bool act_on(App *app, const TermEvent *event, int *look)
{
    bool changed;
    switch (event->kind) {
    case TERM_KEY:
        app_key(app, event->key);
        return true;
    case TERM_TEXT:
        app_paste(app, event->text);
        return true;
    case TERM_MOUSE:
        app_mouse(app, event);
        return true;
    case TERM_TOO_LONG:
        app_say(app, "The pasted text has %zu bytes, of which at most %d are taken at once; nothing is pasted",
                event->size, PASTE_MOST);
        return true;
    case TERM_FOREIGN:
        app_say(app, "In this locale only ASCII can be typed; LC_ALL=C.UTF-8 steerco knows all letters");
        return true;
    case TERM_READY:
        changed = take_in_changes(app);
        if (store_expects_more(app_session(app)->store))
            *look = changed ? LAST_LOOKS : 0;
        others_look(app);
        return true;
    case TERM_NOTHING:
        *look += *look < LOOKS;
        take_in_changes(app);
        others_look(app);
        return true;
    default:
        return event->kind != TERM_GONE;
    }
}

/* The sooner of two times to wait, of which −1 never comes. */
static int sooner(int a, int b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* At midnight the day on the screen is drawn anew. */
static int patience(const App *app, int look, int watched)
{
    int wait = look < LOOKS ? second_looks[look] : watched >= 0 ? -1 : second_looks[LOOKS - 1];
    return sooner(sooner(wait, drafts_patience(app)), clock_to_midnight());
}

static void run(App *app)
{
    Canvas canvas = {0};
    int look = LOOKS;
    bool there = true;
    while (there && !app_is_done(app)) {
        if (!term_has_input())
            show(app, &canvas);
        int watched = store_watch_descriptor(app_session(app)->store);
        others_tell(app);
        TermEvent event = term_wait(patience(app, look, watched), watched);
        session_set_today(app_session(app), date_today()); /* a dashboard may stay open over midnight */
        there = act_on(app, &event, &look);
        if (there)
            drafts_attend(app);
    }
    drafts_save(app);
    canvas_release(&canvas);
}

static void choose_first_screen(App *app, const char *name)
{
    int width, height;
    const Pane *pane = name ? pane_find(name) : NULL;
    term_size(&width, &height);
    if (name && steer_is_screen(name))
        steer_open_screen(app, name);
    if (!pane)
        pane = panes[width >= OVERVIEW_WIDTH && height >= OVERVIEW_HEIGHT ? 0 : 1];
    app_show_pane(app, pane);
}

bool tui_run(Session *session, const TermOptions *options, const char *pane, Error *error)
{
    char notice[NOTICE_SIZE];
    if (pane && !pane_find(pane) && !steer_is_screen(pane))
        return error_usage(error, "there is no pane '%s'", pane);
    if (!term_start(options, notice, sizeof notice, error))
        return false;
    App *app = app_new(session, date_today());
    if (options->restricted)
        app_restrict(app);
    Buffer views = {0};
    views_path(&views);
    if (views.length > 0)
        app_use_views(app, buffer_text(&views));
    buffer_release(&views);
    choose_first_screen(app, pane);
    if (notice[0] || store_notice(session->store)[0])
        app_say(app, "%s%s%s", notice, notice[0] && store_notice(session->store)[0] ? "; " : "",
                store_notice(session->store));
    others_join(app);
    drafts_use(app);
    drafts_attend(app);
    run(app);
    app_free(app);
    term_stop();
    return true;
}
