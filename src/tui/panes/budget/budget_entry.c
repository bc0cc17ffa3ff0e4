/*
 * An entry of the cost log, typed in one row of cells that lies over the log's heading and first row. The kind of the
 * entry decides which cells there are: an order for what belongs to one, the line that gets it for what moves money.
 */
#include <stdlib.h>
#include <string.h>

#include "budget.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/session/typed.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { CELLS = 10, ROW_LINES = 2 };

/* Sets of kinds. */
#define KIND(kind) (1u << (kind))
enum {
    ON_ORDERS = KIND(COST_COMMIT) | KIND(COST_COMMIT_ADJ) | KIND(COST_RECEIPT) | KIND(COST_ACTUAL) | KIND(COST_CREDIT) |
                KIND(COST_PAYMENT),
    DRAWS = KIND(COST_CTG_DRAW) | KIND(COST_MR_DRAW),
    MOVES = DRAWS | KIND(COST_TRANSFER),
    DECIDED = DRAWS | KIND(COST_CHANGE),
    NUMBERED = ~DRAWS,
    EVERY_KIND = ~0,
};

/* The cells of the row, by the names of their fields, and of which kinds; width 0 = what is left over. */
static const struct {
    const char *field;
    int width, kinds;
} cells[CELLS] = {{"kind", 11, EVERY_KIND},   {"booked_on", 11, EVERY_KIND},
                  {"amount", 13, EVERY_KIND}, {"description", 0, EVERY_KIND},
                  {"document", 13, NUMBERED}, {"order", 12, ON_ORDERS},
                  {"to_line", 8, MOVES},      {"risk", 6, DRAWS},
                  {"decision", 9, DECIDED},   {"authority", 12, DRAWS}};

typedef struct EntryRow {
    Budget *pane;
    Id line;
    int at; /* the cell being edited */
    LineEdit edits[CELLS];
    Buffer typed, before; /* the cells as lines: now, and when it was opened */
} EntryRow;

static const Field *cell_field(int cell)
{
    return entity_field(&cost_entry_entity, cells[cell].field);
}

/* Is the cell one of the kind that is typed? While none can be read off it, of all kinds' cells those of any are. */
static bool is_shown(App *app, const EntryRow *row, int cell)
{
    Spelling spelling = plan_spelling(app_plan(app));
    Arena texts = {0};
    Value kind;
    bool known =
        field_parse(cell_field(0), app_plan(app), buffer_text(&row->edits[0].text), &spelling, &texts, &kind, NULL);
    arena_release(&texts);
    return cells[cell].kinds == EVERY_KIND || (known && (unsigned)cells[cell].kinds & KIND(kind.number));
}

static int next_cell(App *app, const EntryRow *row, int at, int step)
{
    do
        at = (at + step + CELLS) % CELLS;
    while (!is_shown(app, row, at));
    return at;
}

static void end_entry(void *state)
{
    EntryRow *row = state;
    for (int i = 0; i < CELLS; i++)
        lineedit_release(&row->edits[i]);
    buffer_release(&row->typed);
    buffer_release(&row->before);
}

static void list_cells(const EntryRow *row, Buffer *out)
{
    buffer_clear(out);
    for (int i = 0; i < CELLS; i++)
        buffer_format(out, "%s%s", i ? "\n" : "", buffer_text(&row->edits[i].text));
}

static bool typing(void *state, Typing *out)
{
    EntryRow *row = state;
    list_cells(row, &row->typed);
    *out = (Typing){.entity = &budget_line_entity,
                    .id = row->line,
                    .command = "budget-add",
                    .text = buffer_text(&row->typed),
                    .before = buffer_text(&row->before)};
    return true;
}

/* Over the log's heading and first row, or at the bottom while the log is out of sight. */
static void draw_entry(void *state, App *app, Canvas *canvas)
{
    EntryRow *row = state;
    bool seen = row->pane->log_at.width > 0, hinted = plan_board(app_plan(app))->status_date != DATE_NONE;
    int lines = ROW_LINES + hinted;
    Canvas part = seen ? canvas_part(canvas, row->pane->log_at.x, row->pane->log_at.y, row->pane->log_at.width, lines)
                       : canvas_part(canvas, 0, canvas->height - lines - 1, canvas->width, lines);
    int fixed = 0, x = 0;
    for (int i = 0; i < CELLS; i++)
        fixed += is_shown(app, row, i) ? cells[i].width : 0;
    canvas_fill(&part, 0, 0, part.width, lines, STYLE_TEXT, " ");
    if (hinted)
        canvas_text(&part, 0, ROW_LINES, part.width, STYLE_HINT,
                    "Booked on the status date of the board unless another day is typed.");
    for (int i = 0; i < CELLS; i++) {
        if (!is_shown(app, row, i))
            continue;
        int width = cells[i].width ? cells[i].width : part.width - fixed;
        canvas_text(&part, x, 0, width, i == row->at ? STYLE_TITLE : STYLE_HEADER, cell_field(i)->title);
        if (i == row->at)
            lineedit_draw(&row->edits[i], &part, x, 1, width - 1);
        else
            canvas_text(&part, x, 1, width - 1, STYLE_INPUT, buffer_text(&row->edits[i].text));
        x += width;
    }
}

/* The sentence of typed_set(), which begins with the name of the field, without that: the cell has a title. */
static const char *without_name(const Error *why, const Field *field)
{
    size_t length = strlen(field->name);
    bool named = strncmp(why->text, field->name, length) == 0 && strncmp(why->text + length, ": ", 2) == 0;
    return named ? why->text + length + 2 : why->text;
}

/* Read the cells into the entry; *wrong is the first one that cannot be read. */
static bool read_cells(App *app, const EntryRow *row, ChangeSet *set, Id entry, int *wrong, Error *error)
{
    Error why = {0};
    for (int i = 0; i < CELLS; i++) {
        const Field *field = cell_field(i);
        const char *text = buffer_text(&row->edits[i].text);
        if (!is_shown(app, row, i))
            continue;
        int at = *wrong;
        *wrong = i;
        if (field->required && text[0] == '\0')
            return error_set(error, "%s: a value is needed", field->title);
        if (!typed_set(set, app_plan(app), &cost_entry_entity, entry, field, text, &why))
            return error_set(error, "%s: %s", field->title, without_name(&why, field));
        *wrong = at;
    }
    return true;
}

static bool commit_entry(App *app, EntryRow *row)
{
    Error error = {0};
    Typing typed;
    ChangeSet set = {0};
    app_begin(app, &set, "");
    CostEntry *entry = change_create(&set, &cost_entry_entity);
    entry->line = row->line;
    bool done = read_cells(app, row, &set, entry->record.id, &row->at, &error);
    if (done) {
        change_reason(&set, "book %s %s", buffer_text(&row->edits[0].text), buffer_text(&row->edits[2].text));
        typing(row, &typed);
        app_saw(app, NULL, &typed);
        done = app_commit(app, &set);
        app_saw(app, NULL, NULL);
    } else {
        app_complain(app, &error);
    }
    change_release(&set);
    return done;
}

/* In the cell of a choice, up and down go through the choices. */
static void step_choice(EntryRow *row, int step)
{
    const char *const *choices = cell_field(row->at)->choices;
    if (!choices)
        return;
    int count = 0, at = 0;
    for (; choices[count]; count++)
        if (text_equal(choices[count], buffer_text(&row->edits[row->at].text)))
            at = count;
    lineedit_release(&row->edits[row->at]);
    lineedit_start(&row->edits[row->at], choices[(at + step + count) % count], true);
}

static bool entry_key(void *state, App *app, Key key)
{
    EntryRow *row = state;
    switch (key) {
    case KEY_ENTER_:
        if (commit_entry(app, row))
            overlay_close(app, row);
        return true;
    case KEY_ESCAPE:
        app_close(app);
        return true;
    case KEY_TABULATOR:
        row->at = next_cell(app, row, row->at, 1);
        return true;
    case KEY_BACKTAB:
        row->at = next_cell(app, row, row->at, -1);
        return true;
    case KEY_ARROW_UP:
        step_choice(row, -1);
        return true;
    case KEY_ARROW_DOWN:
        step_choice(row, +1);
        return true;
    default:
        return overlay_type(app, &row->edits[row->at], key);
    }
}

static void paste_entry(void *state, App *app, const char *text)
{
    EntryRow *row = state;
    overlay_insert(app, &row->edits[row->at], text);
}

static bool resume(void *state, App *app, const Typing *draft)
{
    (void)app;
    EntryRow *row = state;
    const char *text = draft->text;
    if (draft->entity != &budget_line_entity || draft->id != row->line)
        return false;
    for (int i = 0; i < CELLS; i++) {
        size_t length = strcspn(text, "\n");
        char *cell = memory_text(text);
        cell[length] = '\0';
        lineedit_start(&row->edits[i], cell, false);
        free(cell);
        text += length + (text[length] == '\n');
    }
    return true;
}

static const Command entry_commands[] = {
    {"entry-book", "enter", "book", "Append the entry to the cost log", NULL},
    {"entry-next", "tab backtab", "next", "Go to the next cell, or to the one before", NULL},
    {"entry-kind", "down up", "kind", "In the cell of the kind: the next one", NULL},
    {"entry-cancel", "esc", "cancel", "Leave without an entry", NULL},
    {0},
};

const Mode entry_mode = {
    .name = "entry",
    .title = "A new entry of the cost log",
    .help = "Opened with a in the budget. A row at the head of the cost log; Enter appends it.",
    .typing = true,
    .commands = entry_commands,
};

static const Overlay entry_overlay = {
    .mode = &entry_mode,
    .state_size = sizeof(EntryRow),
    .end = end_entry,
    .draw = draw_entry,
    .key_pressed = entry_key,
    .paste = paste_entry,
    .typing = typing,
    .resume = resume,
};

void budget_add_entry(App *app, Id line, const char *amount)
{
    if (!app_may_change(app))
        return;
    EntryRow *row = app_open(app, &entry_overlay);
    Buffer day = {0};
    date_format(plan_status_date(app_plan(app)), &day);
    row->pane = app_state(app, &budget_pane);
    row->line = line;
    const char *const texts[CELLS] = {
        cell_field(0)->choices[COST_ACTUAL], buffer_text(&day), amount, "", "", "", "", "", "", ""};
    for (int i = 0; i < CELLS; i++)
        lineedit_start(&row->edits[i], texts[i], true);
    buffer_release(&day);
    list_cells(row, &row->before);
}
