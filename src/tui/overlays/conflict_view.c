/*
 * The same field asks: what somebody wrote into a field while another person was at it is never overwritten unseen, and
 * never in the way unasked. One question for all fields of a change.
 */
#include <stdio.h>
#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/tui/app/drafts.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { BOX_WIDTH = 76, LINES_EACH = 4, MARGIN = 1, LABEL_WIDTH = 9 };

typedef struct Question {
    Conflicts conflicts;
    ChangeSet set; /* to be made again; of a typed field, none */
    Draft typed;   /* nothing where it has no text */
    size_t top;
    int height;
} Question;

static void release(void *state)
{
    Question *question = state;
    conflicts_release(&question->conflicts);
    change_release(&question->set);
    draft_release(&question->typed);
}

/* ---- drawing ---- */

/* "T-14 Negotiate contract, Duration" */
static void word_place(const Conflict *conflict, const Plan *plan, Buffer *out)
{
    Buffer label = {0}, field = {0};
    entity_code(conflict->entity, conflict->id, out);
    if (conflict->entity->label)
        plan_label(plan, conflict->entity, conflict->id, &label);
    value_label(conflict->field, &field);
    if (label.length > 0 && !text_equal(buffer_text(&label), buffer_text(out)))
        buffer_format(out, " %s", buffer_text(&label));
    buffer_format(out, ", %s", buffer_text(&field));
    buffer_release(&label);
    buffer_release(&field);
}

static void draw_value(Canvas *box, int y, const char *label, const char *value, const char *note)
{
    int room = box->width - LABEL_WIDTH - MARGIN, noted = text_width(note);
    noted = noted < room / 2 ? noted : room / 2;
    canvas_text(box, MARGIN, y, LABEL_WIDTH - MARGIN, STYLE_DIM, label);
    canvas_text(box, LABEL_WIDTH, y, room - noted - 1, STYLE_STRONG, *value ? value : "—");
    canvas_text_right(box, box->width - noted - MARGIN, y, noted, STYLE_TEXT, note);
}

static void draw_conflict(const Conflict *conflict, const Plan *plan, Canvas *box, int y)
{
    Buffer place = {0}, note = {0};
    word_place(conflict, plan, &place);
    buffer_format(&note, "%s, ", conflict->who);
    overlay_time(conflict->at, &note);
    canvas_text(box, MARGIN, y, box->width - MARGIN, STYLE_TEXT, buffer_text(&place));
    draw_value(box, y + 1, "yours", conflict->mine, "");
    draw_value(box, y + 2, "theirs", conflict->theirs, conflict->at ? buffer_text(&note) : conflict->who);
    buffer_release(&place);
    buffer_release(&note);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    Question *question = state;
    size_t count = question->conflicts.count;
    char title[80];
    snprintf(title, sizeof title, count == 1 ? "Somebody else changed it" : "Somebody else changed %zu of these",
             count);
    int most = overlay_prompt_line(canvas), wanted = (int)(count < 100 ? count : 100) * LINES_EACH + 1;
    Canvas box = overlay_box(canvas, BOX_WIDTH, wanted < most ? wanted : most, title);
    question->height = (box.height + 1) / LINES_EACH;
    question->height = question->height > 0 ? question->height : 1;
    size_t last = count > (size_t)question->height ? count - (size_t)question->height : 0;
    question->top = question->top < last ? question->top : last;
    for (int i = 0; i < question->height && question->top + (size_t)i < count; i++)
        draw_conflict(&question->conflicts.items[question->top + (size_t)i], app_plan(app), &box, i * LINES_EACH);
    overlay_draw_rest(&box, question->top, last - question->top);
    canvas_cursor(&box, LABEL_WIDTH, 1, false);
}

/* ---- answers ---- */

/* The overlay is taken away first, since what follows may ask again. */
static Question take(Question *question, App *app)
{
    Question taken = *question;
    *question = (Question){0};
    overlay_close(app, question);
    return taken;
}

static void take_mine(App *app, Question *question)
{
    Typing typing = drafts_typing(&question->typed);
    ChangeSet again = {0};
    bool done;
    if (typing.text && !typing.command) {
        done = app_set_typed(app, &typing);
    } else {
        change_rebase(&question->set, app_plan(app), &again);
        app_saw(app, NULL, typing.text ? &typing : NULL);
        done = app_commit(app, &again);
        app_saw(app, NULL, NULL);
        change_release(&again);
    }
    if (!done && typing.text)
        drafts_keep(app, &typing);
}

static void keep_theirs(App *app, const Question *question)
{
    size_t count = question->conflicts.count;
    app_say(app, count == 1 ? "Theirs stays" : "Nothing was changed; theirs stays");
}

static void leave(App *app, const Question *question)
{
    Typing typing = drafts_typing(&question->typed);
    keep_theirs(app, question);
    if (typing.text)
        drafts_keep(app, &typing);
}

static void go_on(App *app, const Question *question)
{
    if (drafts_resume(app, &question->typed))
        app_say(app, "Theirs: %s", question->conflicts.items[0].theirs);
}

static bool key_pressed(void *state, App *app, Key key)
{
    Question *question = state;
    size_t count = question->conflicts.count;
    bool editing = question->typed.text && key_in_list(key, "e");
    if (!editing && !key_in_list(key, "m t esc q"))
        return overlay_move(key, count, question->height, &question->top);
    Question taken = take(question, app);
    if (editing)
        go_on(app, &taken);
    else if (key_in_list(key, "m"))
        take_mine(app, &taken);
    else if (key_in_list(key, "t"))
        keep_theirs(app, &taken);
    else
        leave(app, &taken);
    release(&taken);
    return true;
}

static bool typing(void *state, Typing *out)
{
    *out = drafts_typing(&((const Question *)state)->typed);
    return out->text != NULL;
}

static const Command typed_commands[] = {
    {"conflict-mine", "m", "take mine", "Put yours there", NULL},
    {"conflict-theirs", "t", "keep theirs", "Leave theirs there", NULL},
    {"conflict-edit", "e", "go on editing", "Go on with what you typed, knowing theirs", NULL},
    {"conflict-later", "esc q", "later", "Leave theirs there, and keep what you typed as a draft", NULL},
    {"conflict-scroll", "down up", NULL, "See the others of the list", NULL},
    {0},
};

static const Command set_commands[] = {
    {"conflicts-mine", "m", "take mine", "Put yours there", NULL},
    {"conflicts-theirs", "t esc q", "keep theirs", "Leave theirs there", NULL},
    {"conflicts-move", "down up tab backtab ctrl-n ctrl-p pagedown pageup home end", "scroll",
     "See the others of the list", NULL},
    {0},
};

const Mode conflict_mode = {
    .name = "conflict",
    .title = "Somebody else changed it",
    .help = "Comes up when somebody else changed the same value while you typed.",
    .commands = typed_commands,
};

static const Overlay typed_overlay = {
    .mode = &conflict_mode,
    .state_size = sizeof(Question),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
    .typing = typing,
};

const Mode conflicts_mode = {
    .name = "conflicts",
    .title = "Somebody else changed these",
    .help = "Comes up when somebody else changed what your change was about.",
    .commands = set_commands,
};

static const Overlay set_overlay = {
    .mode = &conflicts_mode,
    .state_size = sizeof(Question),
    .end = release,
    .draw = draw,
    .key_pressed = key_pressed,
};

/* ---- asking ---- */

/* Can each of them be answered? Not where a record is gone. */
static bool is_question(const Conflicts *conflicts, const Plan *plan)
{
    for (size_t i = 0; i < conflicts->count; i++) {
        const Conflict *conflict = &conflicts->items[i];
        if (!conflict->field || !plan_find(plan, conflict->entity->kind, conflict->id))
            return false;
    }
    return conflicts->count > 0;
}

bool conflict_ask(App *app, Conflicts *conflicts, ChangeSet *set, const Typing *what)
{
    if (!is_question(conflicts, app_plan(app)))
        return false;
    bool typed = what && what->text;
    conflict_word_positions(conflicts, set, app_plan(app));
    Question *question = app_open(app, typed ? &typed_overlay : &set_overlay);
    question->conflicts = *conflicts;
    *conflicts = (Conflicts){0};
    if (typed)
        drafts_copy(app, what, &question->typed);
    if (set && !(typed && !what->command)) {
        question->set = *set;
        *set = (ChangeSet){0};
    }
    return true;
}

bool conflict_is_open(App *app)
{
    return overlay_top(app, &typed_overlay) || overlay_top(app, &set_overlay);
}
