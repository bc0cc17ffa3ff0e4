/*
 * The links of the selected task, as lines between the bars.
 */
#include <string.h>

#include "gantt_parts.h"

/* The line of a task: among the rows, or −1 and `height` when it is above and below them; −2 when it is folded away. */
static int line_of(const GanttRows *rows, int height, Id id)
{
    const Id *all = rows->ids - rows->before;
    for (size_t i = 0; i < rows->before + rows->count + rows->after; i++)
        if (all[i] == id)
            return i < rows->before ? -1 : i < rows->before + rows->count ? (int)(i - rows->before) : height;
    return -2;
}

/* Is a label written there? A line may pass behind it, not through it. */
static bool is_label(const Canvas *canvas, int x, int y)
{
    if (x < 0 || x >= canvas->width || y < 0 || y >= canvas->height)
        return false;
    const Cell *cell = &canvas->cells[(canvas->y + y) * canvas->stride + canvas->x + x];
    static const Glyph shapes[] = {GLYPH_SLACK, GLYPH_SHADE, GLYPH_BASELINE};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strcmp(cell->text, glyph_text(shapes[i], canvas->ascii)) == 0)
            return false;
    return cell->style == STYLE_DIM && strcmp(cell->text, " ") != 0;
}

/* From `begin` along the line of `from` to column x, and from there up or down to the line of `to`. */
static void draw_elbow(Canvas *canvas, const Bar *from, const Bar *to, int begin, int x)
{
    if (x >= from->first && x <= from->last) /* straight out of the bar */
        begin = x;
    int step = to->y > from->y ? 1 : -1;
    int left = begin < x ? begin : x, right = begin < x ? x : begin;
    gantt_run(canvas, left, right + 1, from->y, STYLE_FRAME_FOCUS, GLYPH_HORIZONTAL);
    for (int y = from->y + step; y != to->y; y += step)
        if (!is_label(canvas, x, y))
            gantt_run(canvas, x, x + 1, y, STYLE_FRAME_FOCUS, GLYPH_VERTICAL);
    Glyph corner = step > 0 ? GLYPH_TOP_RIGHT : GLYPH_BOTTOM_RIGHT;
    if (begin > x)
        corner = step > 0 ? GLYPH_TOP_LEFT : GLYPH_BOTTOM_LEFT;
    gantt_run(canvas, x, x + 1, from->y, STYLE_FRAME_FOCUS, corner);
}

static void draw_link(Canvas *canvas, const Bar *from, const Bar *to, LinkType type)
{
    switch (type) {
    case LINK_FINISH_START:
        draw_elbow(canvas, from, to, from->last + 1, to->first);
        return;
    case LINK_START_FINISH:
        draw_elbow(canvas, from, to, from->first - 1, to->last);
        return;
    case LINK_START_START: {
        int x = (from->first < to->first ? from->first : to->first) - 1;
        draw_elbow(canvas, from, to, from->first - 1, x);
        gantt_run(canvas, x, to->first, to->y, STYLE_FRAME_FOCUS, GLYPH_HORIZONTAL);
        return;
    }
    case LINK_FINISH_FINISH: {
        int x = (from->last > to->last ? from->last : to->last) + 1;
        draw_elbow(canvas, from, to, from->last + 1, x);
        gantt_run(canvas, to->last + 1, x + 1, to->y, STYLE_FRAME_FOCUS, GLYPH_HORIZONTAL);
        return;
    }
    }
}

static void draw_links_of(const Gantt *gantt, const Plan *plan, const GanttRows *rows, const Adjacency *links,
                          Canvas *canvas)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, rows->selected);
    for (uint32_t i = links->first[row]; i < links->first[row + 1]; i++) {
        const Link *link = plan_link(plan, links->rows[i]);
        Bar from, to;
        if (gantt_bar(gantt, plan, link->predecessor, line_of(rows, canvas->height, link->predecessor), &from) &&
            gantt_bar(gantt, plan, link->successor, line_of(rows, canvas->height, link->successor), &to) &&
            from.y != -2 && to.y != -2)
            draw_link(canvas, &from, &to, link->type);
    }
}

void gantt_draw_links(const Gantt *gantt, const Plan *plan, const GanttRows *rows, Canvas *canvas)
{
    if (rows->count == 0 || !plan_task_dates(plan, rows->selected))
        return;
    draw_links_of(gantt, plan, rows, &plan->results->predecessors, canvas);
    draw_links_of(gantt, plan, rows, &plan->results->successors, canvas);
}

bool gantt_has_line(const Plan *plan, const GanttRows *rows, const Bar *bar)
{
    uint32_t selected = plan_row(plan, ENTITY_TASK, rows->selected);
    const Adjacency *before = &plan->results->predecessors, *after = &plan->results->successors;
    if (selected == ROW_NONE)
        return false;
    if (bar->task->record.id == rows->selected)
        return after->first[selected + 1] > after->first[selected];
    for (uint32_t i = before->first[selected]; i < before->first[selected + 1]; i++)
        if (plan_link(plan, before->rows[i])->predecessor == bar->task->record.id)
            return true;
    return false;
}
