/*
 * The links of the selected task, as Microsoft Project shows them in the lower half of its window: what it waits for at
 * the left, what waits for it at the right, and of each whether it decides and how much room it leaves.
 */
#include "relations.h"

#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { SHARE = 3, LEAST_HEIGHT = 4, MOST_HEIGHT = 10, BOTH_FROM_WIDTH = 60 };

/* ---------------------------------------------------------------- columns */

static Value link_driving(const Plan *plan, const void *record, Buffer *text)
{
    LinkFigures figures;
    if (schedule_link(plan, ((const Record *)record)->id, &figures))
        buffer_add(text, figures.driving ? "yes" : "no");
    else
        buffer_add(text, "—");
    return value_text(buffer_text(text));
}

static Value link_slack(const Plan *plan, const void *record, Buffer *text)
{
    LinkFigures figures;
    const Link *link = record;
    const Task *successor = plan_find(plan, ENTITY_TASK, link->successor);
    if (successor && schedule_link(plan, link->record.id, &figures))
        schedule_word_slack(plan, successor, figures.slack, text);
    else
        buffer_add(text, "—");
    return value_text(buffer_text(text));
}

/* They depend on where both tasks stand, so they are worked out for the few links in sight alone. */
static const Field driving_field = {.name = "drives",
                                    .title = "Drives",
                                    .type = FIELD_TEXT,
                                    .computed = link_driving,
                                    .width = 6,
                                    .help = "whether the link decides where the successor stands"};
static const Field slack_field = {.name = "slack",
                                  .title = "Slack",
                                  .type = FIELD_TEXT,
                                  .computed = link_slack,
                                  .width = 6,
                                  .help = "working time that the successor stands behind what the link demands"};

static void dress(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context)
{
    const Link *link = plan_find(plan, ENTITY_LINK, id);
    LinkFigures figures;
    (void)context;
    if (!link)
        return;
    if (field->type == FIELD_REFERENCE) {
        buffer_add_char(text, ' ');
        plan_label(plan, &task_entity,
                   field == field_of(&link_entity, Link, predecessor) ? link->predecessor : link->successor, text);
    } else if (field == field_of(&link_entity, Link, lag) && duration_amount(link->lag) == 0) {
        buffer_clear(text);
    }
    if (!schedule_link(plan, id, &figures))
        *style = STYLE_DIM; /* a task of it is inactive */
    else if (figures.driving)
        *style = STYLE_STRONG;
}

void relations_begin(Relations *relations)
{
    static const char *const columns[SIDES] = {"predecessor:12 type:4 lag:5", "successor:12 type:4 lag:5"};
    for (int side = 0; side < SIDES; side++) {
        List *list = &relations->lists[side];
        list_init(list, &link_entity, columns[side]);
        list->columns[list->column_count++] = (ListColumn){.field = &driving_field};
        list->columns[list->column_count++] = (ListColumn){.field = &slack_field};
        list->dress = dress;
    }
}

void relations_end(Relations *relations)
{
    for (int side = 0; side < SIDES; side++)
        list_release(&relations->lists[side]);
}

/* ---------------------------------------------------------------- rows */

static void fill(Relations *relations, const Plan *plan, int side)
{
    const Adjacency *links = side == SIDE_PREDECESSORS ? &plan->results->predecessors : &plan->results->successors;
    uint32_t row = plan_row(plan, ENTITY_TASK, relations->task);
    Ids ids = {0};
    for (uint32_t i = row == ROW_NONE ? 0 : links->first[row]; row != ROW_NONE && i < links->first[row + 1]; i++)
        array_push(&ids, plan_link(plan, links->rows[i])->record.id);
    list_set_rows(&relations->lists[side], ids.items, ids.count);
    array_release(&ids);
}

void relations_follow(Relations *relations, const Plan *plan, Id task)
{
    if (relations->task == task && relations->generation == plan->generation)
        return;
    for (int side = 0; side < SIDES && relations->task != task; side++)
        relations->lists[side].selected = relations->lists[side].top = 0;
    relations->task = task;
    relations->generation = plan->generation;
    for (int side = 0; side < SIDES; side++)
        fill(relations, plan, side);
}

/* ---------------------------------------------------------------- drawing */

int relations_height(const Relations *relations, int height)
{
    int wanted = height / SHARE;
    if (!relations->shown)
        return 0;
    if (height < 2 * LEAST_HEIGHT) /* no room for both */
        return relations->focused ? height : 0;
    return wanted < LEAST_HEIGHT ? LEAST_HEIGHT : wanted > MOST_HEIGHT ? MOST_HEIGHT : wanted;
}

static void draw_side(Relations *relations, const Plan *plan, int side, Canvas *canvas)
{
    static const char *const titles[SIDES] = {"Predecessors", "Successors"};
    static const char *const hints[SIDES] = {"It waits for nothing.", "Nothing waits for it."};
    List *list = &relations->lists[side];
    bool focused = relations->focused && relations->side == side;
    Buffer title = {0};
    buffer_format(&title, " %s of ", titles[side]);
    entity_code(&task_entity, relations->task, &title);
    buffer_format(&title, ": %zu ", list->rows.count);
    canvas_line(canvas, 0, 0, canvas->width, focused ? STYLE_FRAME_FOCUS : STYLE_FRAME);
    canvas_text(canvas, 1, 0, text_width(buffer_text(&title)), focused ? STYLE_TITLE : STYLE_HEADER,
                buffer_text(&title));
    buffer_release(&title);
    Canvas rows = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
    list_draw(list, plan, &rows, focused);
    list_draw_empty(list, &rows, hints[side]);
    if (focused && list->rows.count == 0)
        canvas_cursor(&rows, 0, 1, false);
}

static void add_task(const Plan *plan, Id task, Buffer *out)
{
    entity_code(&task_entity, task, out);
    buffer_add_char(out, ' ');
    plan_label(plan, &task_entity, task, out);
}

/* "T-12 Data processing agreement follows T-11 Negotiate contract, SS 2d" */
bool relations_draw_detail(const Relations *relations, const Plan *plan, Canvas *line)
{
    const Link *link = plan_find(plan, ENTITY_LINK, list_selected(&relations->lists[relations->side]));
    Buffer text = {0};
    if (!relations->focused || !link)
        return false;
    add_task(plan, link->successor, &text);
    buffer_add(&text, " follows ");
    add_task(plan, link->predecessor, &text);
    buffer_add(&text, ", ");
    field_word(field_of(&link_entity, Link, type), plan, link, FORMAT_DISPLAY, &text);
    if (duration_amount(link->lag) != 0) {
        buffer_add_char(&text, ' ');
        field_word(field_of(&link_entity, Link, lag), plan, link, FORMAT_DISPLAY, &text);
    }
    canvas_text(line, 0, 0, line->width, STYLE_STRONG, buffer_text(&text));
    buffer_release(&text);
    return true;
}

void relations_draw(Relations *relations, const Plan *plan, Id task, Canvas *canvas)
{
    relations_follow(relations, plan, task);
    if (canvas->width < BOTH_FROM_WIDTH) {
        draw_side(relations, plan, relations->side, canvas);
        return;
    }
    int left = canvas->width / 2;
    Canvas halves[SIDES] = {canvas_part(canvas, 0, 0, left, canvas->height),
                            canvas_part(canvas, left + 1, 0, canvas->width - left - 1, canvas->height)};
    for (int y = 0; y < canvas->height; y++)
        canvas_glyph(canvas, left, y, STYLE_FRAME, y == 0 ? GLYPH_TEE_DOWN : GLYPH_VERTICAL);
    for (int side = 0; side < SIDES; side++)
        draw_side(relations, plan, side, &halves[side]);
}
