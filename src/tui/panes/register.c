/*
 * Any type as a register, read off its row: which records, in which order and groups, and what of one is shown.
 */
#include "steerco/tui/panes/register.h"

#include <stdlib.h>

#include "steerco/base/text.h"

enum {
    DETAIL_FROM_HEIGHT = 12,
    ROOMY_HEIGHT = 17,
    DETAIL_LINES = 4,
    ROOMY_LINES = 7,
    BESIDE_FROM_WIDTH = 140,
    LABEL_WIDTH = 20,
    CODE_WIDTH = 6,
    COLUMNS_AT_FIRST = 8
};

Register *register_of(App *app)
{
    return app_pane(app)->entity ? app_state(app, app_pane(app)) : NULL;
}

/* ---------------------------------------------------------------- the list */

/* What names it, and what it cannot do without; for types whose row says nothing. */
static void add_plain_columns(const Entity *entity, Buffer *out)
{
    int count = 1;
    buffer_add(out, entity->label ? entity->label : entity->fields->name);
    for (int way = 0; way < 2; way++)
        for (const Field *field = entity->fields; field->name && count < COLUMNS_AT_FIRST; field++)
            if (field->required == (way == 0) && !field->internal && field_is_stored(field) &&
                field->type != FIELD_NOTE && field->type != FIELD_CUSTOM) {
                buffer_format(out, " %s", field->name);
                count++;
            }
}

/* "R-7   Vendor late"; names of people and calendars stand for themselves. */
static void dress(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context)
{
    const Register *state = context;
    const Entity *entity = state->list.entity;
    const void *record = plan_find(plan, entity->kind, id);
    if (!record)
        return;
    if (entity_knows_open(entity) && !record_is_open(plan, entity, record))
        *style = STYLE_DIM;
    if (field == state->list.columns[0].field && !entity->by_name) {
        Buffer dressed = {0};
        entity_code(entity, id, &dressed);
        buffer_add_repeat(&dressed, " ", dressed.length < CODE_WIDTH ? (int)(CODE_WIDTH - dressed.length) : 1);
        buffer_add(&dressed, buffer_text(text));
        buffer_release(text);
        *text = dressed;
    } else if (entity->due && text_equal(field->name, entity->due) && record_is_late(plan, entity, record)) {
        buffer_add(text, "!");
        *style = STYLE_BAD;
    }
}

void register_begin(void *pane_state, const Pane *pane)
{
    Register *state = pane_state;
    Buffer plain = {0};
    const char *columns = pane->columns ? pane->columns : pane->entity->columns;
    if (!columns)
        add_plain_columns(pane->entity, &plain);
    list_init(&state->list, pane->entity, columns ? columns : buffer_text(&plain));
    state->sheet = pane;
    state->list.dress = dress;
    state->list.context = state;
    (void)list_set_group(&state->list, pane->group ? pane->group : "");
    buffer_release(&plain);
}

void register_end(void *pane_state)
{
    Register *state = pane_state;
    for (int i = 0; i < REGISTER_ASKED; i++)
        buffer_release(&state->asking.texts[i]);
    list_release(&state->list);
}

static void count_record(Register *state, const Plan *plan, const void *record)
{
    const Entity *entity = state->list.entity;
    state->open += entity_knows_open(entity) && record_is_open(plan, entity, record);
    state->late += entity_knows_late(entity) && record_is_late(plan, entity, record);
}

void register_refresh(void *pane_state, const Plan *plan)
{
    Register *state = pane_state;
    const Entity *entity = state->list.entity;
    const char *order = state->sheet->order ? state->sheet->order : entity->order ? entity->order : "";
    Ids ids = {0};
    uint32_t count = plan_count(plan, entity->kind), *rows = plan_sorted_rows(plan, entity->kind);
    state->open = state->late = 0;
    for (uint32_t i = 0; i < count; i++) {
        const void *record = plan_at(plan, entity->kind, rows[i]);
        if (!list_passes(&state->list, plan, ((const Record *)record)->id))
            continue;
        array_push(&ids, ((const Record *)record)->id);
        count_record(state, plan, record);
    }
    list_sort_by(&state->list, plan, entity_field(entity, order + (*order == '-')), *order == '-', ids.items,
                 ids.count);
    list_fill(&state->list, plan, ids.items, ids.count);
    array_release(&ids);
    free(rows);
}

/* ---------------------------------------------------------------- drawing */

/* "12 issues  5 open  2 late" */
static void draw_summary(const Register *state, Canvas *line)
{
    Canvas part = list_draw_chips(&state->list, line), *canvas = &part;
    const Entity *entity = state->list.entity;
    Buffer text = {0};
    entity_add_count(entity, state->list.rows.count - state->list.groups.count, &text);
    int x = 2 + canvas_text(canvas, 0, 0, canvas->width, STYLE_STRONG, buffer_text(&text));
    if (entity_knows_open(entity))
        x += 2 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_TEXT, "%zu open", state->open);
    if (state->late > 0)
        x += 2 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_BAD, "%zu late", state->late);
    if (state->list.group)
        canvas_format(canvas, x, 0, canvas->width - x, STYLE_KEY, "[by %s]", state->list.group->title);
    buffer_release(&text);
}

static bool is_column(const List *list, const Field *field)
{
    for (int i = 0; i < list->column_count; i++)
        if (list->columns[i].field == field)
            return true;
    return false;
}

/* The value in words; false where there is nothing to be said. */
static bool word_field(const Plan *plan, const void *record, const Field *field, Buffer *out)
{
    buffer_clear(out);
    if (field->internal || field->type == FIELD_CUSTOM || !field_is_shown(field, plan->audience))
        return false;
    Value value = field_get(field, plan, record, out);
    bool none =
        field->type == FIELD_FLAG ? value.number == 0 : field->type != FIELD_MANY && value_is_none(field, value);
    buffer_clear(out);
    if (none)
        return false;
    field_word(field, plan, record, FORMAT_DISPLAY, out);
    return out->length > 0 && !text_equal(buffer_text(out), "—");
}

/* All there is, a field a line. */
static void draw_fields(const Plan *plan, const Entity *entity, const void *record, Canvas *canvas, int y)
{
    Buffer text = {0};
    int label = canvas->width / 3 < LABEL_WIDTH ? canvas->width / 3 : LABEL_WIDTH;
    for (const Field *field = entity->fields; field->name && y < canvas->height; field++) {
        if (!word_field(plan, record, field, &text))
            continue;
        canvas_text(canvas, 0, y, label - 1, STYLE_DIM, field->title);
        Canvas rest = canvas_part(canvas, label, y, canvas->width - label, canvas->height - y);
        y += canvas_lines(&rest, 0, STYLE_TEXT, buffer_text(&text));
    }
    buffer_release(&text);
}

/* "Owner Anna Berg   Review 12 Mar": what no column shows; then the long texts. */
static void draw_flow(const Register *state, const Plan *plan, const void *record, Canvas *canvas, int y)
{
    const Entity *entity = state->list.entity;
    Buffer text = {0}, flow = {0}, notes = {0};
    for (const Field *field = entity->fields; field->name; field++) {
        Buffer *out = field->type == FIELD_NOTE ? &notes : &flow;
        bool shown = is_column(&state->list, field) && field->type != FIELD_NOTE;
        if (!shown && word_field(plan, record, field, &text))
            buffer_format(out, "%s%s %s", out->length ? "   " : "", field->title, buffer_text(&text));
    }
    y = canvas_lines(canvas, y, STYLE_DIM, buffer_text(&flow));
    canvas_lines(canvas, y, STYLE_TEXT, buffer_text(&notes));
    buffer_release(&text);
    buffer_release(&flow);
    buffer_release(&notes);
}

/* Is there anything to be told of a record that no column tells? */
static bool has_more(const Register *state)
{
    for (const Field *field = state->list.entity->fields; field->name; field++)
        if (!field->internal && field->type != FIELD_CUSTOM && !is_column(&state->list, field))
            return true;
    return state->sheet->detail != NULL;
}

static void draw_detail(const Register *state, const Plan *plan, Canvas *canvas, bool beside)
{
    Id id = list_selected(&state->list);
    const Entity *entity = state->list.entity;
    const void *record = plan_find(plan, entity->kind, id);
    Buffer title = {0};
    if (!record)
        return;
    if (!entity->by_name) {
        entity_code(entity, id, &title);
        buffer_add(&title, "  ");
    }
    plan_label(plan, entity, id, &title);
    int y = canvas_lines(canvas, 0, STYLE_STRONG, buffer_text(&title));
    Canvas rest = canvas_part(canvas, 0, y, canvas->width, canvas->height - y);
    if (state->sheet->detail)
        state->sheet->detail(plan, id, &rest);
    else if (beside)
        draw_fields(plan, entity, record, &rest, 0);
    else
        draw_flow(state, plan, record, &rest, 0);
    buffer_release(&title);
}

static void draw_empty(const Register *state, Canvas *canvas)
{
    const Entity *entity = state->list.entity;
    Buffer hint = {0};
    buffer_format(&hint, "No %s yet. Press i to add the first.", entity->nouns);
    list_draw_empty(&state->list, canvas, buffer_text(&hint));
    buffer_release(&hint);
}

void register_draw(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Register *state = pane_state;
    draw_summary(state, canvas);
    int width = canvas->width, height = canvas->height - 1;
    bool beside = width >= BESIDE_FROM_WIDTH && has_more(state);
    bool below = !beside && height >= DETAIL_FROM_HEIGHT && has_more(state);
    int lines = !below ? 0 : height < ROOMY_HEIGHT ? DETAIL_LINES : ROOMY_LINES;
    int columns = beside ? width * 2 / 5 : 0;
    Canvas list = canvas_part(canvas, 0, 1, width - columns, height - lines);
    list_draw(&state->list, plan, &list, focused);
    draw_empty(state, &list);
    if (lines > 0) {
        canvas_line(canvas, 0, 1 + height - lines, width, STYLE_FRAME);
        Canvas part = canvas_part(canvas, 0, 2 + height - lines, width, lines - 1);
        draw_detail(state, plan, &part, false);
    } else if (beside) {
        Canvas side = canvas_part(canvas, width - columns + 2, 1, columns - 2, height);
        draw_detail(state, plan, &side, true);
    }
}

/* ---------------------------------------------------------------- keys and selection */

bool register_key(void *pane_state, const Plan *plan, Key key)
{
    (void)plan;
    return list_key(&((Register *)pane_state)->list, key);
}

bool register_select(void *pane_state, const Plan *plan, const Entity *entity, Id id)
{
    (void)plan;
    Register *state = pane_state;
    return entity == state->list.entity && list_select(&state->list, id);
}

/* Headings of groups are not edited. */
List *register_list(void *pane_state)
{
    Register *state = pane_state;
    return list_selected(&state->list) >= 0 ? &state->list : NULL;
}

List *register_choice(void *pane_state)
{
    return &((Register *)pane_state)->list;
}

const char *register_group(const void *pane_state)
{
    const Field *group = ((const Register *)pane_state)->list.group;
    return group ? group->name : "";
}

bool register_set_group(void *pane_state, const char *field)
{
    return list_set_group(&((Register *)pane_state)->list, field);
}
