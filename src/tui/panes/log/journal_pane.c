/*
 * The journal pane: who changed what, when and from where, newest first; below, what the selected change did.
 */
#include "journal.h"

#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/session/cause.h"
#include "steerco/tui/app/overlay.h"

enum {
    SIGNS = 2,
    NUMBER = 7,
    WHEN = 15,
    WHO = 10,
    SOURCE = 7,
    COUNT = 7,
    ROOM_FOR_SOURCE = 100,
    ROOM_FOR_COUNT = 60,
    ROOM_FOR_WHEN = 56,
    FURTHER_BACK = 10000, /* entries that `end` reads on */
    LEAST_FOR_DETAILS = 10
};

/* ---------------------------------------------------------------- the list */

/* Where the columns begin; 0 = left out. */
typedef struct Layout {
    int when, who, source, what, count, what_width;
} Layout;

static Layout lay_out(int width)
{
    Layout layout = {0};
    int x = SIGNS + NUMBER + 1;
    if (width >= ROOM_FOR_WHEN) {
        layout.when = x;
        x += WHEN + 1;
    }
    layout.who = x;
    x += WHO + 1;
    if (width >= ROOM_FOR_SOURCE) {
        layout.source = x;
        x += SOURCE + 1;
    }
    layout.what = x;
    layout.count = width >= ROOM_FOR_COUNT ? width - COUNT : 0;
    layout.what_width = (layout.count ? layout.count - 1 : width) - x;
    return layout;
}

static void draw_header(const Layout *layout, Canvas *canvas)
{
    canvas_fill(canvas, 0, 0, canvas->width, 1, STYLE_HEADER, " ");
    canvas_text_right(canvas, SIGNS, 0, NUMBER, STYLE_HEADER, "Change");
    if (layout->when)
        canvas_text(canvas, layout->when, 0, WHEN, STYLE_HEADER, "When");
    canvas_text(canvas, layout->who, 0, WHO, STYLE_HEADER, "Who");
    if (layout->source)
        canvas_text(canvas, layout->source, 0, SOURCE, STYLE_HEADER, "From");
    canvas_text(canvas, layout->what, 0, layout->what_width, STYLE_HEADER, "What");
    if (layout->count)
        canvas_text_right(canvas, layout->count, 0, COUNT, STYLE_HEADER, "Records");
}

static void add_when(const Plan *plan, const LogEntry *entry, Buffer *out)
{
    const Field *field = entity_field(&log_entity, "when");
    field_format(field, plan, value_number(entry->when), FORMAT_DISPLAY, out);
}

static void add_what(const LogEntry *entry, Buffer *out)
{
    if (entry->undone)
        buffer_format(out, "(taken back by %lld) ", (long long)entry->undone);
    buffer_format(out, "%s%s", cause_prefix(entry->undoes, entry->source), entry->reason);
}

static void draw_entry(const Layout *layout, const Plan *plan, const LogEntry *entry, Canvas *canvas, int y)
{
    Style style = entry->undone ? STYLE_DIM : STYLE_TEXT;
    Buffer text = {0};
    buffer_format(&text, "%lld", (long long)entry->record.id);
    canvas_text_right(canvas, SIGNS, y, NUMBER, style, buffer_text(&text));
    buffer_clear(&text);
    add_when(plan, entry, &text);
    if (layout->when)
        canvas_text(canvas, layout->when, y, WHEN, style, buffer_text(&text));
    canvas_text(canvas, layout->who, y, WHO, style, entry->who);
    if (layout->source)
        canvas_text(canvas, layout->source, y, SOURCE, STYLE_DIM, entry->source);
    buffer_clear(&text);
    add_what(entry, &text);
    canvas_text(canvas, layout->what, y, layout->what_width, style, buffer_text(&text));
    buffer_clear(&text);
    buffer_format(&text, "%lld", (long long)entry->count);
    if (layout->count)
        canvas_text_right(canvas, layout->count, y, COUNT, style, buffer_text(&text));
    buffer_release(&text);
}

static void scroll(List *list, int height)
{
    list->height = height > 0 ? height : 0;
    overlay_scroll(list->selected, list->rows.count, list->height, &list->top);
}

static void draw_signs(const Journal *journal, size_t at, Canvas *canvas, int y)
{
    Id id = journal->entries.items[at].record.id;
    Id newer = at > 0 ? journal->entries.items[at - 1].record.id : INT64_MAX;
    if (id == journal->mark)
        canvas_text(canvas, 0, y, 1, STYLE_KEY, "*");
    if (journal->shown && id <= journal->shown && newer > journal->shown)
        canvas_glyph(canvas, 1, y, STYLE_WARNING, GLYPH_RIGHT);
}

static void select_line(Canvas *canvas, int y, bool focused)
{
    canvas_mark(canvas, 0, y, canvas->width, focused);
    if (focused)
        canvas_cursor(canvas, 0, y, false);
}

static void draw_list(Journal *journal, const Plan *plan, Canvas *canvas, bool focused)
{
    Layout layout = lay_out(canvas->width);
    draw_header(&layout, canvas);
    scroll(&journal->list, canvas->height - 1);
    for (int line = 0; line < journal->list.height; line++) {
        size_t at = journal->list.top + (size_t)line;
        if (at >= journal->entries.count)
            break;
        draw_entry(&layout, plan, &journal->entries.items[at], canvas, line + 1);
        draw_signs(journal, at, canvas, line + 1);
        if (at == journal->list.selected)
            select_line(canvas, line + 1, focused);
    }
    list_draw_empty(&journal->list, canvas, "Nothing was changed yet.");
}

/* ---------------------------------------------------------------- what the selected change did */

static void draw_row(const LogRow *row, Canvas *canvas, int y)
{
    int record = canvas->width * 2 / 5, field = canvas->width / 5;
    Buffer text = {0};
    entity_code(row->entity, row->id, &text);
    buffer_format(&text, "%s%s", *row->label ? " " : "", row->label);
    canvas_text(canvas, 1, y, record - 2, STYLE_TEXT, buffer_text(&text));
    buffer_clear(&text);
    if (row->kind == CHANGE_SET) {
        value_label(row->field, &text);
        canvas_text(canvas, record, y, field - 1, STYLE_DIM, buffer_text(&text));
        buffer_clear(&text);
        buffer_format(&text, "%s → %s", row->before, row->after);
        canvas_text(canvas, record + field, y, canvas->width - record - field, STYLE_TEXT, buffer_text(&text));
    } else {
        canvas_text(canvas, record, y, canvas->width - record, row->kind == CHANGE_CREATE ? STYLE_GOOD : STYLE_WARNING,
                    row->kind == CHANGE_CREATE ? "added" : "deleted");
    }
    buffer_release(&text);
}

static void draw_heading(const Plan *plan, const LogEntry *entry, Canvas *canvas)
{
    Buffer text = {0};
    buffer_format(&text, "%lld  %s%s", (long long)entry->record.id, cause_prefix(entry->undoes, entry->source),
                  entry->reason);
    canvas_text(canvas, 0, 1, canvas->width, STYLE_STRONG, buffer_text(&text));
    buffer_clear(&text);
    add_when(plan, entry, &text);
    buffer_format(&text, "  %s, %s  %lld %s", entry->who, entry->source, (long long)entry->count,
                  entry->count == 1 ? "record" : "records");
    if (entry->undone)
        buffer_format(&text, "  taken back by %lld", (long long)entry->undone);
    if (*entry->why)
        buffer_format(&text, "  why: %s", entry->why);
    canvas_text(canvas, 0, 2, canvas->width, STYLE_DIM, buffer_text(&text));
    buffer_release(&text);
}

static void draw_details(Journal *journal, const Plan *plan, Canvas *canvas, bool focused)
{
    const LogEntry *entry = journal_selected(journal);
    size_t count;
    const LogRow *rows = journal_rows(journal, &count);
    canvas_line(canvas, 0, 0, canvas->width, STYLE_FRAME);
    if (!entry)
        return;
    draw_heading(plan, entry, canvas);
    scroll(&journal->details, canvas->height - 3);
    for (int line = 0; line < journal->details.height; line++) {
        size_t at = journal->details.top + (size_t)line;
        if (at >= count)
            break;
        draw_row(&rows[at], canvas, line + 3);
        if (at == journal->details.selected && journal->in_details)
            select_line(canvas, line + 3, focused);
    }
}

/* ---------------------------------------------------------------- the whole */

/* "History of T-9 Pack  12 changes", "Journal  200+ changes" */
static void draw_summary(const Journal *journal, const Plan *plan, Canvas *line)
{
    Canvas part = list_draw_chips(&journal->list, line);
    Buffer text = {0};
    if (journal->entity) {
        buffer_add(&text, "History of ");
        entity_code(journal->entity, journal->id, &text);
        if (plan_find(plan, journal->entity->kind, journal->id)) {
            buffer_add_char(&text, ' ');
            plan_label(plan, journal->entity, journal->id, &text);
        }
    } else {
        buffer_add(&text, "Journal");
    }
    size_t count = journal->entries.count;
    int x = canvas_text(&part, 0, 0, part.width, STYLE_STRONG, buffer_text(&text)) + 2;
    x += canvas_format(&part, x, 0, part.width - x, STYLE_TEXT, "%zu%s %s", count, journal->complete ? "" : "+",
                       count == 1 ? "change" : "changes");
    if (journal->mark)
        canvas_format(&part, x + 2, 0, part.width - x - 2, STYLE_KEY, "* from change %lld", (long long)journal->mark);
    buffer_release(&text);
}

static int details_height(const Canvas *canvas)
{
    int height = canvas->height * 2 / 5;
    return canvas->height < LEAST_FOR_DETAILS ? 0 : height < 5 ? 5 : height;
}

static void draw(void *state, const Plan *plan, Canvas *canvas, bool focused)
{
    Journal *journal = state;
    draw_summary(journal, plan, canvas);
    int below = details_height(canvas), height = canvas->height - 1 - below;
    Canvas list = canvas_part(canvas, 0, 1, canvas->width, height);
    Canvas details = canvas_part(canvas, 0, 1 + height, canvas->width, below);
    draw_list(journal, plan, &list, focused && !journal->in_details);
    if (below > 0)
        draw_details(journal, plan, &details, focused);
}

static void begin(void *state, const Pane *pane)
{
    (void)pane;
    Journal *journal = state;
    journal->list.entity = &log_entity;
    journal->stale = true;
}

static void end(void *state)
{
    journal_release(state);
}

/* Its words name records of the plan. */
static void refresh(void *state, const Plan *plan)
{
    (void)plan;
    ((Journal *)state)->stale = true;
}

static bool key_pressed(void *state, const Plan *plan, Key key)
{
    (void)plan;
    Journal *journal = state;
    if (journal->in_details)
        return list_key(&journal->details, key);
    if (key_in_list(key, "end G") && !journal->complete) {
        journal->wanted = journal->entries.count + FURTHER_BACK;
        journal->to_end = true;
        return true;
    }
    Id before = list_selected(&journal->list);
    bool used = list_key(&journal->list, key);
    if (before != list_selected(&journal->list))
        journal->details.selected = journal->details.top = 0;
    return used;
}

static bool select_record(void *state, const Plan *plan, const Entity *entity, Id id)
{
    (void)state, (void)plan, (void)entity, (void)id;
    return false; /* it tells of records, it does not hold them */
}

const Pane log_pane = {
    .name = "log",
    .title = "Log",
    .sheet = "Journal",
    .key = '7',
    .help =
        "Who changed what, when and from where, newest first; below, what the selected change did, before and after. "
        "U takes back just this change, b shows the board as it was behind it, v and D the difference between two "
        "changes. The filter knows number, when, who, source, what and records: who:anna when>=-7 import.",
    .state_size = sizeof(Journal),
    .begin = begin,
    .end = end,
    .refresh = refresh,
    .fetch = journal_fetch,
    .draw = draw,
    .key_pressed = key_pressed,
    .find = journal_find,
    .select = select_record,
    .commands = journal_commands,
};
